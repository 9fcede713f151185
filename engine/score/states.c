#include "score/scoring.h"

/* A parent that is itself not shown, not answered, unknown or not applicable makes the
   condition false (STATISTICS 1.1); its answer, should one stand there, does not count.
 */
static bool is_shown(const struct scoring *scoring, const struct question *question,
                     uint32_t row)
{
    const struct plan *plan = scoring->plan;
    const struct answers *answers = plan->answers;
    const int64_t *numbers = answers->number_count == 0 ? NULL : answers->number + row;
    for (size_t c = 0; c < question->condition_count; c++) {
        const struct condition *condition = &question->condition[c];
        uint32_t parent = condition->question;
        int8_t state =
            plan->scores->state[(size_t)parent * plan->answers->row_count + row];
        if (state != ANSWER_STATE_VALID
            || !condition_holds(condition, plan->questionnaire,
                                plan->answers->code + row, numbers,
                                plan->answers->row_count))
            return false;
    }
    return true;
}

static void apply_conditions(struct scoring *scoring, uint32_t q)
{
    const struct plan *plan = scoring->plan;
    const struct question *question = &plan->questionnaire->question[q];
    bool floor = question->when_not_asked == NOT_ASKED_FLOOR;
    int8_t *state = plan->scores->state + (size_t)q * plan->answers->row_count;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t row = scoring->first + i;
        if (state[row] == ANSWER_STATE_NOT_ASKED
            || is_shown(scoring, question, (uint32_t)row))
            continue;
        state[row] = floor ? ANSWER_STATE_FLOOR : ANSWER_STATE_SKIPPED;
        scoring->x[(size_t)q * ROW_BLOCK + i] = floor ? 0 : X_NOT_ASKED;
        if (floor && scoring->value != NULL)
            scoring->value[(size_t)q * ROW_BLOCK + i] = plan->ends[q].lowest;
    }
}

static void apply_subset(struct scoring *scoring, uint32_t q)
{
    const struct plan *plan = scoring->plan;
    int8_t *state = plan->scores->state + (size_t)q * plan->answers->row_count;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t row = scoring->first + i;
        if (plan->questionnaire->subset[plan->subset_of_row[row]].applies[q])
            continue;
        state[row] = ANSWER_STATE_NOT_ASKED;
        scoring->x[(size_t)q * ROW_BLOCK + i] = X_NOT_ASKED;
    }
}

/* Numbers, and what several options come to: not by code but by row. */
static void read_elsewhere(struct scoring *scoring, uint32_t q)
{
    const struct plan *plan = scoring->plan;
    const struct question *question = &plan->questionnaire->question[q];
    const struct scale *scale = question->scale;
    const struct ends *ends = &plan->ends[q];
    for (size_t i = 0; i < scoring->count; i++) {
        size_t at = (size_t)q * ROW_BLOCK + i;
        uint32_t row = (uint32_t)(scoring->first + i);
        if (!x_is_value(scoring->x[at]))
            continue;
        int64_t value = scale->kind == SCALE_NUMBER
                            ? answers_number(plan->answers, question, row)
                            : combined_value(question, plan->answers, row);
        value = value < scale->lowest ? scale->lowest : value;
        value = value > scale->highest ? scale->highest : value;
        if (question->reversed)
            value = scale->lowest + scale->highest - value;
        value /= POINT / plan->value_unit;
        scoring->x[at] = (int32_t)((value - ends->lowest) / ends->unit * ends->step);
        if (scoring->value != NULL)
            scoring->value[at] = value;
    }
}

static void read_values(struct scoring *scoring, uint32_t q, const int8_t *code)
{
    const struct meaning *meaning = &scoring->plan->meaning[q];
    int64_t *value = scoring->value + (size_t)q * ROW_BLOCK;
    for (size_t i = 0; i < scoring->count; i++)
        value[i] = meaning->value[code[i] + 2];
}

/* An option of a question that was answered by a state has that state too. */
static void follow_whole(struct scoring *scoring, uint32_t q)
{
    const struct plan *plan = scoring->plan;
    uint32_t whole = plan->questionnaire->question[q].of;
    size_t rows = plan->answers->row_count;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t row = scoring->first + i;
        int8_t state = plan->scores->state[(size_t)whole * rows + row];
        if (state != ANSWER_STATE_DONT_KNOW && state != ANSWER_STATE_NOT_APPLICABLE)
            continue;
        plan->scores->state[(size_t)q * rows + row] = state;
        scoring->x[(size_t)q * ROW_BLOCK + i] =
            state == ANSWER_STATE_DONT_KNOW ? X_DONT_KNOW : X_NOT_APPLICABLE;
    }
}

void read_question(struct scoring *scoring, uint32_t q)
{
    const struct plan *plan = scoring->plan;
    const struct question *question = &plan->questionnaire->question[q];
    const int8_t *code = answers_to(plan->answers, q) + scoring->first;
    int8_t *state =
        plan->scores->state + (size_t)q * plan->answers->row_count + scoring->first;
    const struct meaning *meaning = &plan->meaning[q];
    int32_t *x = scoring->x + (size_t)q * ROW_BLOCK;
    for (size_t i = 0; i < scoring->count; i++) {
        int place = code[i] + 2;
        state[i] = meaning->state[place];
        x[i] = meaning->x[place];
    }
    if (scoring->value != NULL)
        read_values(scoring, q, code);
    if (question->scale->kind != SCALE_CHOICE)
        read_elsewhere(scoring, q);
    if (question->is_member)
        follow_whole(scoring, q);
    if (plan->subset_of_row != NULL)
        apply_subset(scoring, q);
    if (question->condition_count > 0)
        apply_conditions(scoring, q);
}
