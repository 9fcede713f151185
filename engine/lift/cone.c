#include "base/memory.h"
#include "lift/lifting.h"

#include <string.h>

/* What a target rests on: which questions go into which areas and conditions, and which
   areas into which others. */

static bool add_tap(struct taps *taps, struct tap tap)
{
    if (taps->count == taps->capacity) {
        size_t capacity = taps->capacity == 0 ? 4 : 2 * taps->capacity;
        struct tap *grown = memory_resize(taps->tap, capacity, sizeof *grown);
        if (grown == NULL)
            return false;
        taps->tap = grown;
        taps->capacity = capacity;
    }
    taps->tap[taps->count++] = tap;
    return true;
}

static bool tap_question(struct lifter *lifter, struct tap tap)
{
    const struct question *question = &lifter->questionnaire->question[tap.question];
    uint32_t variable = question->is_member ? question->of : tap.question;
    return add_tap(&lifter->question[variable], tap);
}

static bool visit(struct lifter *lifter, uint32_t number);

static bool tap_area(struct lifter *lifter, uint32_t area, struct tap tap)
{
    return add_tap(&lifter->area[area], tap) && visit(lifter, area);
}

static bool visit_own(struct lifter *lifter, uint32_t number)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    const struct node *node = &questionnaire->node[number];
    bool equal = node->operation == OPERATION_MEAN;
    struct tap tap = {.node = number, .gate = OWN_INPUT};
    for (size_t k = 0; k < node->question_count; k++) {
        tap.question = node->question[k];
        tap.weight = equal ? 1 : node->question_weight[k];
        if (!tap_question(lifter, tap))
            return false;
    }
    if (node->question_count > 0)
        return true;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end) {
        tap.weight = equal ? 1 : questionnaire->node[c].weight;
        if (questionnaire->node[c].operation != OPERATION_NONE
            && !tap_area(lifter, c, tap))
            return false;
    }
    return true;
}

static bool visit_condition(struct lifter *lifter, struct tap tap,
                            const struct gate_condition *condition)
{
    for (size_t k = 0; k < condition->question_count; k++) {
        tap.question = condition->question[k];
        tap.weight = condition->weight[k];
        if (!tap_question(lifter, tap))
            return false;
    }
    for (size_t k = 0; k < condition->area_count; k++) {
        tap.weight = lifter->questionnaire->node[condition->area[k]].weight;
        if (!tap_area(lifter, condition->area[k], tap))
            return false;
    }
    return true;
}

static bool visit(struct lifter *lifter, uint32_t number)
{
    const struct node *node = &lifter->questionnaire->node[number];
    if (lifter->in_cone[number])
        return true;
    lifter->in_cone[number] = true;
    if (node->operation == OPERATION_NONE)
        return true;
    if (!visit_own(lifter, number))
        return false;
    for (uint32_t g = 0; g < node->gate_count; g++)
        for (uint32_t c = 0; c < node->gate[g].condition_count; c++)
            if (!visit_condition(
                    lifter, (struct tap){.node = number, .gate = g, .condition = c},
                    &node->gate[g].condition[c]))
                return false;
    return true;
}

static bool asks_for_none(const struct lifter *lifter, const struct tap *tap)
{
    const struct node *node = &lifter->questionnaire->node[tap->node];
    return tap->gate != OWN_INPUT
           && node->gate[tap->gate].condition[tap->condition].test == TEST_NONE;
}

/* Where a level asks that none is at or above something, less may be better of that,
   and of all that it is made of. */
static void find_lowerable(struct lifter *lifter)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t n = 0; n < questionnaire->node_count; n++)
            for (size_t t = 0; t < lifter->area[n].count; t++) {
                const struct tap *tap = &lifter->area[n].tap[t];
                bool exact = lifter->exact[tap->node] || asks_for_none(lifter, tap);
                changed = changed || (exact && !lifter->exact[n]);
                lifter->exact[n] = lifter->exact[n] || exact;
            }
    }
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        for (size_t t = 0; t < lifter->question[q].count; t++) {
            const struct tap *tap = &lifter->question[q].tap[t];
            if (lifter->exact[tap->node] || asks_for_none(lifter, tap))
                lifter->lowerable[q] = true;
        }
}

void cone_clear(struct lifter *lifter)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    for (size_t q = 0; q < questionnaire->question_count; q++)
        lifter->question[q].count = 0;
    for (size_t n = 0; n < questionnaire->node_count; n++)
        lifter->area[n].count = 0;
    memset(lifter->in_cone, 0, questionnaire->node_count);
    memset(lifter->exact, 0, questionnaire->node_count);
    memset(lifter->lowerable, 0, questionnaire->question_count);
}

bool cone_find(struct lifter *lifter, uint32_t target)
{
    cone_clear(lifter);
    if (!visit(lifter, target))
        return fault_memory(lifter->fault);
    find_lowerable(lifter);
    return true;
}

/* Marks all areas behind one; what they are marked with. */
static void mark_behind(struct lifter *lifter, uint32_t number, uint32_t mark)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    const struct node *node = &questionnaire->node[number];
    if (lifter->mark[number] == mark)
        return;
    lifter->mark[number] = mark;
    if (node->question_count == 0)
        for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
            if (questionnaire->node[c].operation != OPERATION_NONE)
                mark_behind(lifter, c, mark);
    for (size_t g = 0; g < node->gate_count; g++)
        for (size_t c = 0; c < node->gate[g].condition_count; c++) {
            const struct gate_condition *condition = &node->gate[g].condition[c];
            for (size_t k = 0; k < condition->area_count; k++)
                mark_behind(lifter, condition->area[k], mark);
        }
}

static bool areas_stay_within(const struct lifter *lifter, uint32_t number,
                              uint32_t mark)
{
    for (uint32_t n = 0; n < lifter->questionnaire->node_count; n++) {
        const struct taps *taps = &lifter->area[n];
        for (size_t t = 0; lifter->mark[n] == mark && t < taps->count; t++)
            if (n == number ? taps->tap[t].node != taps->tap[0].node
                            : lifter->mark[taps->tap[t].node] != mark)
                return false;
    }
    return true;
}

bool cone_is_closed(struct lifter *lifter, uint32_t number)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    uint32_t mark = ++lifter->marks;
    mark_behind(lifter, number, mark);
    if (!areas_stay_within(lifter, number, mark))
        return false;
    /* By cluster, its first question: 1 = it goes in here, 2 = elsewhere. */
    int8_t *side = memory_allocate(questionnaire->question_count, sizeof *side);
    bool closed = side != NULL;
    for (uint32_t q = 0; closed && q < questionnaire->question_count; q++)
        for (size_t t = 0; closed && t < lifter->question[q].count; t++) {
            uint32_t node = lifter->question[q].tap[t].node;
            int8_t *own = &side[lifter->cluster[q]];
            *own |= lifter->mark[node] == mark ? 1 : 2;
            closed = *own != 3;
        }
    memory_release(side);
    return closed;
}
