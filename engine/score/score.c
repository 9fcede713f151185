#include "score/score.h"

#include "base/exact.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "score/input.h"

#include <string.h>

static bool score_node(struct scoring *scoring, uint32_t number)
{
    const struct plan *plan = scoring->plan;
    if (plan->need[number] == 0)
        return true;
    if (!plan->plain[number])
        return score_by_inputs(scoring, number);
    return plan->questionnaire->node[number].question_count > 0
               ? score_plain_leaf(scoring, number)
               : score_plain_parent(scoring, number);
}

bool score_block(struct scoring *scoring)
{
    const struct questionnaire *questionnaire = scoring->plan->questionnaire;
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        read_question(scoring, q);
    for (uint32_t n = 0; n < questionnaire->node_count; n++)
        if (takes_means(scoring->plan, n))
            scoring->means[n] = (struct means){0};
    /* Gates look at earlier dimensions. Within one, nodes stand in pre-order, so from
       the last to the first children come before parents. */
    for (size_t d = 0; d < questionnaire->dimension_count; d++) {
        uint32_t root = questionnaire->dimension[d].root;
        for (uint32_t n = questionnaire->node[root].end; n-- > root;)
            if (!score_node(scoring, n))
                return false;
    }
    return true;
}

/* Every worker takes every so-manyth block of rows. */
static void score_rows(void *context, size_t worker)
{
    const struct work *work = context;
    struct scoring *scoring = &work->scoring[worker];
    size_t rows = work->plan->answers->row_count;
    size_t stride = work->plan->workers * ROW_BLOCK;
    for (size_t first = worker * ROW_BLOCK; first < rows; first += stride) {
        scoring->first = first;
        scoring->count = rows - first < ROW_BLOCK ? rows - first : ROW_BLOCK;
        bool ok = score_block(scoring);
        rational_room_release(&scoring->room);
        if (!ok)
            return;
    }
}

static bool score_all(const struct plan *plan, struct fault *fault)
{
    struct work work = {.plan = plan};
    bool ok = reserve_work(&work) || fault_memory(fault);
    if (ok)
        parallel_run(plan->workers, score_rows, &work);
    for (size_t w = 0; ok && w < plan->workers; w++)
        if (work.fault[w].kind != FAULT_NONE)
            ok = fault_take(fault, &work.fault[w]);
    release_work(&work);
    return ok;
}

/* A plan whose questionnaire, answers, scores and what is wanted are set; there is room
   for the scores, or memory is short. */
static bool carry_out(struct plan *plan, bool reserved,
                      const struct population *population, struct fault *fault)
{
    plan->workers = parallel_workers((size_t)plan->answers->row_count
                                     * plan->questionnaire->question_count);
    bool ok = (reserved || fault_memory(fault)) && make_plan(plan, population, fault)
              && score_all(plan, fault);
    release_plan(plan);
    if (!ok)
        scores_release(plan->scores);
    return ok;
}

bool score_compute(struct scores *scores, const struct questionnaire *questionnaire,
                   const struct population *population, const struct answers *answers,
                   struct fault *fault)
{
    *scores = (struct scores){0};
    struct plan plan = {
        .questionnaire = questionnaire, .answers = answers, .scores = scores};
    return carry_out(&plan, reserve_scores(scores, questionnaire, answers->row_count),
                     population, fault);
}

bool score_points(struct scores *scores, const struct questionnaire *questionnaire,
                  const struct population *population, const struct answers *answers,
                  const bool *wanted, struct fault *fault)
{
    *scores = (struct scores){0};
    struct plan plan = {.questionnaire = questionnaire,
                        .answers = answers,
                        .scores = scores,
                        .wanted = wanted};
    return carry_out(&plan, reserve_points(scores, questionnaire, answers->row_count),
                     population, fault);
}

void scores_release(struct scores *scores)
{
    memory_release(scores->points);
    memory_release(scores->low);
    memory_release(scores->high);
    memory_release(scores->value);
    memory_release(scores->band);
    memory_release(scores->answered);
    memory_release(scores->relevant);
    memory_release(scores->state);
    *scores = (struct scores){0};
}

/* What a question on its own counts as where it has no value, by the definition's own
   rules. */
static int64_t points_by_rule(const struct questionnaire *questionnaire,
                              const struct question *question, enum lack lack)
{
    switch (questionnaire->rule[lack]) {
    case RULE_ZERO:
    case RULE_FLOOR:
        return 0;
    case RULE_TARGET:
        /* A target is a value, which a reversed question's answer is turned into. */
        return divide_rounded((wide)(question->scale->target - question->scale->lowest)
                                  * FULL_SCORE,
                              question->scale->highest - question->scale->lowest);
    default:
        return lack == LACK_NOT_APPLICABLE ? SCORE_NOT_RELEVANT : SCORE_TOO_FEW;
    }
}

static int64_t points_of_answer(const struct question *question,
                                const struct answers *answers, uint32_t q, uint32_t row)
{
    switch (question->scale->kind) {
    case SCALE_NUMBER:
        return question_value_points(question, answers_number(answers, question, row));
    case SCALE_SEVERAL:
        return question_value_points(question, combined_value(question, answers, row));
    default:
        return question_points(question, answers_to(answers, q)[row]);
    }
}

int64_t score_question(const struct scores *scores,
                       const struct questionnaire *questionnaire,
                       const struct answers *answers, uint32_t q, uint32_t row)
{
    const struct question *question = &questionnaire->question[q];
    switch ((enum answer_state)scores->state[(size_t)q * scores->row_count + row]) {
    case ANSWER_STATE_VALID:
        return points_of_answer(question, answers, q, row);
    case ANSWER_STATE_FLOOR:
        return 0;
    case ANSWER_STATE_DONT_KNOW:
        return points_by_rule(questionnaire, question, LACK_DONT_KNOW);
    case ANSWER_STATE_BLANK:
        return points_by_rule(questionnaire, question, LACK_BLANK);
    case ANSWER_STATE_NOT_APPLICABLE:
        return points_by_rule(questionnaire, question, LACK_NOT_APPLICABLE);
    default:
        return SCORE_NOT_RELEVANT;
    }
}

int64_t score_answer_value(const struct questionnaire *questionnaire,
                           const struct answers *answers, uint32_t q, uint32_t row)
{
    const struct question *question = &questionnaire->question[q];
    const struct scale *scale = question->scale;
    int64_t value = scale->kind == SCALE_NUMBER ? answers_number(answers, question, row)
                    : scale->kind == SCALE_SEVERAL
                        ? combined_value(question, answers, row)
                        : scale->option[answers_to(answers, q)[row]].value;
    value = value < scale->lowest ? scale->lowest : value;
    value = value > scale->highest ? scale->highest : value;
    return question->reversed ? scale->lowest + scale->highest - value : value;
}
