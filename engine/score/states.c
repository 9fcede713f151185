#include "score/scoring.h"

/* Whether the condition holds of a row. A parent that is itself not shown, not
   answered, unknown or not applicable makes it false (STATISTICS 1.1); its answer,
   should one stand there, does not count. */
static bool holds(const struct scoring *scoring, const struct condition *condition,
                  int8_t parent, uint32_t row)
{
    const struct plan *plan = scoring->plan;
    const struct answers *answers = plan->answers;
    const int64_t *numbers = answers->number_count == 0 ? NULL : answers->number + row;
    return parent == ANSWER_STATE_VALID
           && condition_holds(condition, plan->questionnaire, answers->code + row,
                              numbers, answers->row_count);
}

/* What a question that counts as its lowest is where one of its conditions does not
   hold: an answer rules it out, and it is; where the question before does not apply,
   neither does this one; and where nobody knows whether it is to be asked, it lacks its
   answer. */
static int8_t state_below(int8_t parent)
{
    switch (parent) {
    case ANSWER_STATE_VALID:
    case ANSWER_STATE_FLOOR:
        return ANSWER_STATE_FLOOR;
    case ANSWER_STATE_BLANK:
    case ANSWER_STATE_DONT_KNOW:
        return ANSWER_STATE_BLANK;
    default:
        return ANSWER_STATE_SKIPPED;
    }
}

/* The state of a question by its conditions, VALID where it is to be asked. Of several
   that do not hold, one that makes it not apply says more than one that rules it out,
   and that more than one that leaves it open. */
static int8_t find_state(const struct scoring *scoring, const struct question *question,
                         uint32_t row)
{
    const struct plan *plan = scoring->plan;
    int8_t found = ANSWER_STATE_VALID;
    for (size_t c = 0; c < question->condition_count; c++) {
        const struct condition *condition = &question->condition[c];
        size_t parent = (size_t)condition->question * plan->answers->row_count + row;
        if (holds(scoring, condition, plan->scores->state[parent], row))
            continue;
        int8_t state = question->when_not_asked == NOT_ASKED_FLOOR
                           ? state_below(plan->scores->state[parent])
                           : ANSWER_STATE_SKIPPED;
        if (state == ANSWER_STATE_SKIPPED)
            return state;
        found = found == ANSWER_STATE_FLOOR ? found : state;
    }
    return found;
}

static void apply_conditions(struct scoring *scoring, uint32_t q)
{
    const struct plan *plan = scoring->plan;
    const struct question *question = &plan->questionnaire->question[q];
    int8_t *state = plan->scores->state + (size_t)q * plan->answers->row_count;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t row = scoring->first + i;
        int32_t *x = &scoring->x[(size_t)q * ROW_BLOCK + i];
        if (state[row] == ANSWER_STATE_NOT_ASKED)
            continue;
        int8_t found = find_state(scoring, question, (uint32_t)row);
        if (found == ANSWER_STATE_VALID)
            continue;
        state[row] = found;
        *x = found == ANSWER_STATE_FLOOR   ? 0
             : found == ANSWER_STATE_BLANK ? X_BLANK
                                           : X_NOT_ASKED;
        if (found == ANSWER_STATE_FLOOR && scoring->value != NULL)
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

static void read_codes(struct scoring *scoring, uint32_t q)
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

void read_question(struct scoring *scoring, uint32_t q)
{
    size_t first = (size_t)q * ROW_BLOCK;
    read_codes(scoring, q);
    for (size_t i = first; i < first + scoring->count; i++)
        scoring->tally[i] = tally_of(scoring->x[i]);
}
