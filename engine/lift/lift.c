#include "lift/lift.h"

#include "base/memory.h"
#include "lift/lifting.h"

#include <string.h>

/* One unit made ready. */

static bool reserve(struct lifter *lifter)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    size_t questions = questionnaire->question_count;
    size_t nodes = questionnaire->node_count;
    lifter->shown = memory_allocate(questions, sizeof *lifter->shown);
    lifter->cluster = memory_allocate(questions, sizeof *lifter->cluster);
    lifter->rank = memory_allocate(questions, sizeof *lifter->rank);
    lifter->clashed =
        memory_allocate(questionnaire->contradiction_count, sizeof *lifter->clashed);
    lifter->heeded =
        memory_allocate(questionnaire->contradiction_count, sizeof *lifter->heeded);
    lifter->place = memory_allocate(questions, sizeof *lifter->place);
    for (size_t i = 0; i < 2; i++)
        lifter->compared[i] = memory_allocate(questions, sizeof *lifter->compared[i]);
    lifter->asked_about = memory_allocate(questions, sizeof *lifter->asked_about);
    lifter->code = memory_allocate(questions, sizeof *lifter->code);
    lifter->number =
        memory_allocate(questionnaire->number_count, sizeof *lifter->number);
    lifter->state = memory_allocate(questions, sizeof *lifter->state);
    lifter->question = memory_allocate(questions, sizeof *lifter->question);
    lifter->lowerable = memory_allocate(questions, sizeof *lifter->lowerable);
    lifter->area = memory_allocate(nodes, sizeof *lifter->area);
    lifter->in_cone = memory_allocate(nodes, sizeof *lifter->in_cone);
    lifter->exact = memory_allocate(nodes, sizeof *lifter->exact);
    lifter->mark = memory_allocate(nodes, sizeof *lifter->mark);
    return lifter->clashed != NULL && lifter->heeded != NULL && lifter->place != NULL
           && lifter->compared[0] != NULL && lifter->compared[1] != NULL
           && lifter->shown != NULL && lifter->cluster != NULL && lifter->rank != NULL
           && lifter->asked_about != NULL && lifter->code != NULL
           && lifter->number != NULL && lifter->state != NULL
           && lifter->question != NULL && lifter->lowerable != NULL
           && lifter->area != NULL && lifter->in_cone != NULL && lifter->exact != NULL
           && lifter->mark != NULL;
}

void lift_free(struct lifter *lifter)
{
    if (lifter == NULL)
        return;
    const struct questionnaire *questionnaire = lifter->questionnaire;
    for (size_t q = 0; lifter->question != NULL && q < questionnaire->question_count;
         q++)
        memory_release(lifter->question[q].tap);
    for (size_t n = 0; lifter->area != NULL && n < questionnaire->node_count; n++)
        memory_release(lifter->area[n].tap);
    memory_release(lifter->shown);
    memory_release(lifter->cluster);
    memory_release(lifter->rank);
    memory_release(lifter->clashed);
    memory_release(lifter->heeded);
    memory_release(lifter->place);
    memory_release(lifter->compared[0]);
    memory_release(lifter->compared[1]);
    memory_release(lifter->asked_about);
    memory_release(lifter->code);
    memory_release(lifter->number);
    memory_release(lifter->state);
    memory_release(lifter->question);
    memory_release(lifter->lowerable);
    memory_release(lifter->area);
    memory_release(lifter->in_cone);
    memory_release(lifter->exact);
    memory_release(lifter->mark);
    answers_release(&lifter->base);
    scores_release(&lifter->now);
    rational_room_release(&lifter->room);
    arena_release(&lifter->arena);
    memory_release(lifter);
}

static uint32_t cluster_of(const struct lifter *lifter, uint32_t q)
{
    while (lifter->cluster[q] != q)
        q = lifter->cluster[q];
    return q;
}

static void hang_together(struct lifter *lifter, uint32_t a, uint32_t b)
{
    a = cluster_of(lifter, a);
    b = cluster_of(lifter, b);
    lifter->cluster[a > b ? a : b] = a > b ? b : a;
}

static uint32_t variable_of(const struct questionnaire *questionnaire, uint32_t q)
{
    return questionnaire->question[q].is_member ? questionnaire->question[q].of : q;
}

/* One hangs on the other, whose every answer counts. */
static void hang_on(struct lifter *lifter, uint32_t q, uint32_t on)
{
    hang_together(lifter, q, on);
    lifter->asked_about[variable_of(lifter->questionnaire, on)] = true;
}

static void hang_by_clash(struct lifter *lifter, const struct contradiction *clash)
{
    for (size_t i = 0; i < clash->condition_count; i++)
        hang_on(lifter, clash->condition[0].question, clash->condition[i].question);
}

void cluster_all(struct lifter *lifter)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    uint32_t count = (uint32_t)questionnaire->question_count;
    memset(lifter->asked_about, 0, count * sizeof *lifter->asked_about);
    for (uint32_t q = 0; q < count; q++)
        lifter->cluster[q] = q;
    for (uint32_t q = 0; q < count; q++) {
        const struct question *question = &questionnaire->question[q];
        if (question->is_member)
            hang_together(lifter, q, question->of);
        for (size_t c = 0; c < question->condition_count; c++)
            hang_on(lifter, q, question->condition[c].question);
    }
    for (size_t c = 0; c < questionnaire->contradiction_count; c++)
        if (lifter->heeded[c])
            hang_by_clash(lifter, &questionnaire->contradiction[c]);
    for (uint32_t q = 0; q < count; q++)
        lifter->cluster[q] = cluster_of(lifter, q);
}

/* By weight, the highest first, then in order. */
static void rank_questions(struct lifter *lifter)
{
    const struct question *question = lifter->questionnaire->question;
    uint32_t count = (uint32_t)lifter->questionnaire->question_count;
    for (uint32_t q = 0; q < count; q++) {
        uint32_t at = q;
        for (; at > 0 && question[lifter->rank[at - 1]].weight < question[q].weight;
             at--)
            lifter->rank[at] = lifter->rank[at - 1];
        lifter->rank[at] = q;
    }
    for (uint32_t i = 0; i < count; i++)
        lifter->place[lifter->rank[i]] = i;
}

static bool take_answers(struct lifter *lifter, const struct answers *answers,
                         uint32_t row, struct fault *fault)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    if (!answers_reserve(&lifter->base, 1, questionnaire, fault))
        return false;
    lifter->base.unit[0] = answers->unit[row];
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        lifter->code[q] = lifter->base.code[q] = answers_to(answers, q)[row];
    for (uint32_t n = 0; n < questionnaire->number_count; n++)
        lifter->number[n] = lifter->base.number[n] =
            answers->number[(size_t)n * answers->row_count + row];
    return score_compute(&lifter->now, questionnaire, lifter->population, &lifter->base,
                         fault);
}

struct lifter *lift_open(const struct questionnaire *questionnaire,
                         const struct population *population,
                         const struct answers *answers, uint32_t row,
                         struct fault *fault)
{
    struct value_measure measure = {0};
    struct lifter *lifter = memory_allocate(1, sizeof *lifter);
    if (lifter == NULL) {
        fault_memory(fault);
        return NULL;
    }
    lifter->hurry = 1;
    lifter->questionnaire = questionnaire;
    lifter->population = population;
    bool ok = (reserve(lifter) || fault_memory(fault))
              && take_answers(lifter, answers, row, fault);
    if (ok && !questionnaire_find_measure(&measure, questionnaire))
        ok = fault_set(fault, FAULT_DATA, questionnaire->id,
                       "the ranges of the scales and the weights have no common "
                       "measure that 64 bits hold");
    if (!ok) {
        lift_free(lifter);
        return NULL;
    }
    lifter->steps = measure.steps;
    lifter->value_unit = measure.unit;
    cluster_all(lifter);
    rank_questions(lifter);
    read_all(lifter);
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        lifter->shown[q] = read_is_shown(lifter, q);
    clash_find_standing(lifter);
    return lifter;
}

void lift_hurry(struct lifter *lifter, uint32_t divisor)
{
    lifter->hurry = divisor;
}
