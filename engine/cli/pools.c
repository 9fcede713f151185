#include "base/exact.h"
#include "base/memory.h"
#include "cli/evaluation.h"

#include <string.h>

/* Units of one group scored together: the mean of their figures, or one sheet of the
   lowest answers any of them gave. */

static const struct level *find_level(const struct evaluation *evaluation)
{
    const struct population *population = &evaluation->population;
    const char *column = evaluation->rules->pool_column;
    for (size_t l = 1; column != NULL && l < population->level_count; l++)
        if (strcmp(population->level[l].id, column) == 0)
            return &population->level[l];
    return NULL;
}

static uint32_t group_of(const struct evaluation *evaluation, const struct level *level,
                         uint32_t row)
{
    return level->group_of[evaluation->answers.unit[row]];
}

#define NOT_GIVEN (FULL_SCORE + 2)

/* How little an answer gives: what comes first is what a pool takes over. Not
   applicable comes last of what was answered, since a pool leaves it out while there is
   anything else; an answer to what was not to be asked is none. */
static int64_t rank_of(const struct evaluation *evaluation, uint32_t q, uint32_t row)
{
    const struct scores *scores = &evaluation->scores;
    switch ((enum answer_state)scores->state[(size_t)q * scores->row_count + row]) {
    case ANSWER_STATE_BLANK:
        return -2;
    case ANSWER_STATE_DONT_KNOW:
        return -1;
    case ANSWER_STATE_VALID:
        return score_question(scores, evaluation->rules, &evaluation->answers, q, row);
    case ANSWER_STATE_NOT_APPLICABLE:
        return FULL_SCORE + 1;
    default:
        return NOT_GIVEN;
    }
}

static void take_answer(const struct evaluation *evaluation, struct answers *pooled,
                        uint32_t pool, uint32_t q, uint32_t row)
{
    const struct answers *answers = &evaluation->answers;
    const struct question *question = &evaluation->rules->question[q];
    pooled->code[(size_t)q * pooled->row_count + pool] = answers_to(answers, q)[row];
    if (question->number != NAMES_NONE)
        pooled->number[(size_t)question->number * pooled->row_count + pool] =
            answers_number(answers, question, row);
    for (uint32_t m = question->member;
         question->member_count > 0 && m < question->member + question->member_count;
         m++)
        pooled->code[(size_t)m * pooled->row_count + pool] =
            answers_to(answers, m)[row];
}

/* What nobody gave is not asked of the pool where it was asked of no member, and else
   blank: whether the pool is to be asked hangs on its own other answers. */
static void leave_out(const struct evaluation *evaluation, struct answers *pooled,
                      uint32_t pool, uint32_t q, bool asked)
{
    const struct question *question = &evaluation->rules->question[q];
    int8_t code = asked ? ANSWER_BLANK : ANSWER_NOT_ASKED;
    pooled->code[(size_t)q * pooled->row_count + pool] = code;
    for (uint32_t m = 0; m < question->member_count; m++)
        pooled->code[(size_t)(question->member + m) * pooled->row_count + pool] = code;
}

/* What a pool has been given to the question at work so far. */
struct given {
    int64_t least;
    bool asked;
};

static void pool_question(const struct evaluation *evaluation,
                          const struct level *level, struct answers *pooled, uint32_t q,
                          struct given *given)
{
    const struct scores *scores = &evaluation->scores;
    for (uint32_t pool = 0; pool < level->group_count; pool++)
        given[pool] = (struct given){NOT_GIVEN, false};
    for (uint32_t row = 0; row < evaluation->answers.row_count; row++) {
        uint32_t pool = group_of(evaluation, level, row);
        int8_t state = scores->state[(size_t)q * scores->row_count + row];
        int64_t rank = rank_of(evaluation, q, row);
        given[pool].asked = given[pool].asked || state != ANSWER_STATE_NOT_ASKED;
        if (rank < given[pool].least) {
            take_answer(evaluation, pooled, pool, q, row);
            given[pool].least = rank;
        }
    }
    for (uint32_t pool = 0; pool < level->group_count; pool++)
        if (given[pool].least == NOT_GIVEN)
            leave_out(evaluation, pooled, pool, q, given[pool].asked);
}

static bool pool_answers(const struct evaluation *evaluation, const struct level *level,
                         struct answers *pooled, struct fault *fault)
{
    struct given *given = memory_allocate(level->group_count, sizeof *given);
    if (given == NULL)
        return fault_memory(fault);
    for (uint32_t q = 0; q < evaluation->rules->question_count; q++)
        if (!evaluation->rules->question[q].is_member)
            pool_question(evaluation, level, pooled, q, given);
    memory_release(given);
    return true;
}

/* A row a group. What applies to it has been found out from its members, so that no
   subset is looked up again. */
static bool score_pooled(struct scores *scores, const struct evaluation *evaluation,
                         const struct level *level, struct fault *fault)
{
    struct answers pooled = {0};
    struct questionnaire rules = *evaluation->rules;
    rules.subset_count = 0;
    if (!answers_reserve(&pooled, level->group_count, evaluation->rules, fault))
        return false;
    bool ok = pool_answers(evaluation, level, &pooled, fault)
              && score_compute(scores, &rules, NULL, &pooled, fault);
    answers_release(&pooled);
    return ok;
}

bool evaluation_score_pools(struct evaluation *evaluation, struct fault *fault)
{
    const struct questionnaire *rules = evaluation->rules;
    if (rules->pool_rule == POOL_NONE)
        return true;
    const struct level *level = find_level(evaluation);
    if (level == NULL)
        return fault_set(fault, FAULT_DATA, rules->id,
                         "the answers have no column \"%s\", by which they are pooled",
                         rules->pool_column);
    evaluation->pool = level;
    return rules->pool_rule == POOL_MEAN
               ? score_pool(&evaluation->pooled, rules, &evaluation->population,
                            &evaluation->answers, level, fault)
               : score_pooled(&evaluation->pooled, evaluation, level, fault);
}

bool evaluation_add_pools(struct text *out, const struct evaluation *evaluation,
                          struct fault *fault)
{
    const struct level *level = evaluation->pool;
    enum evaluated evaluated = evaluation->rules->pool_rule == POOL_MEAN
                                   ? EVALUATED_MEAN_OF_POOL
                                   : EVALUATED_SHEET_OF_POOL;
    bool ok = true;
    for (uint32_t pool = 0; ok && level != NULL && pool < level->group_count; pool++)
        ok = evaluation_add_row(out, evaluation, &evaluation->pooled, pool, evaluated,
                                level->group[pool].code, fault);
    return ok;
}
