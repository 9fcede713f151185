#include "score/scoring.h"

/* What is known of a question by its conditions. Of several that do not hold, one that
   makes it not apply says more than one that rules it out, and that more than one that
   leaves it open. */
enum finding { FINDING_ASKED, FINDING_OPEN, FINDING_LOWEST, FINDING_SKIPPED };

/* Of a question that counts as its lowest, where one of its conditions does not hold,
   by the state of the question before: an answer rules it out; where that one does not
   apply, neither does this; and where nobody knows whether it is to be asked, it lacks
   its answer. */
static const uint8_t finding_below[ANSWER_STATE_COUNT] = {
    [ANSWER_STATE_VALID] = FINDING_LOWEST,
    [ANSWER_STATE_FLOOR] = FINDING_LOWEST,
    [ANSWER_STATE_DONT_KNOW] = FINDING_OPEN,
    [ANSWER_STATE_BLANK] = FINDING_OPEN,
    [ANSWER_STATE_NOT_APPLICABLE] = FINDING_SKIPPED,
    [ANSWER_STATE_SKIPPED] = FINDING_SKIPPED,
    [ANSWER_STATE_NOT_ASKED] = FINDING_SKIPPED,
};

/* Any other does not apply. */
static const uint8_t finding_skipped[ANSWER_STATE_COUNT] = {
    FINDING_SKIPPED, FINDING_SKIPPED, FINDING_SKIPPED, FINDING_SKIPPED,
    FINDING_SKIPPED, FINDING_SKIPPED, FINDING_SKIPPED};

/* Whether the condition holds of a row where its question has a value. */
static inline bool holds(const struct plan *plan, const struct condition *condition,
                         bool choice, const int8_t *code, size_t row)
{
    const struct answers *answers = plan->answers;
    const int64_t *numbers = answers->number_count == 0 ? NULL : answers->number + row;
    if (choice)
        return condition->options >> code[row] & 1;
    return condition_holds(condition, plan->questionnaire, answers->code + row, numbers,
                           answers->row_count);
}

/* A parent that is itself not shown, not answered, unknown or not applicable makes a
   condition false (STATISTICS 1.1); its answer, should one stand there, does not count.
 */
static void apply_condition(const struct scoring *scoring,
                            const struct question *question,
                            const struct condition *condition,
                            uint8_t found[static ROW_BLOCK])
{
    const struct plan *plan = scoring->plan;
    size_t rows = plan->answers->row_count;
    const int8_t *code = answers_to(plan->answers, condition->question);
    const int8_t *parent = plan->scores->state + condition->question * rows;
    bool choice =
        plan->questionnaire->question[condition->question].scale->kind == SCALE_CHOICE;
    const uint8_t *otherwise =
        question->when_not_asked == NOT_ASKED_FLOOR ? finding_below : finding_skipped;
    size_t first = scoring->first;
    size_t count = scoring->count;
    for (size_t i = 0; i < count; i++) {
        int8_t above = parent[first + i];
        uint8_t finding = otherwise[above];
        if (above == ANSWER_STATE_VALID
            && holds(plan, condition, choice, code, first + i))
            finding = FINDING_ASKED;
        found[i] = finding > found[i] ? finding : found[i];
    }
}

static void apply_conditions(struct scoring *scoring, uint32_t q)
{
    static const struct {
        int8_t state;
        int32_t x;
    } means[] = {[FINDING_OPEN] = {ANSWER_STATE_BLANK, X_BLANK},
                 [FINDING_LOWEST] = {ANSWER_STATE_FLOOR, 0},
                 [FINDING_SKIPPED] = {ANSWER_STATE_SKIPPED, X_NOT_ASKED}};
    const struct plan *plan = scoring->plan;
    const struct question *question = &plan->questionnaire->question[q];
    int8_t *state =
        plan->scores->state + (size_t)q * plan->answers->row_count + scoring->first;
    int32_t *x = &scoring->x[(size_t)q * ROW_BLOCK];
    uint8_t found[ROW_BLOCK] = {FINDING_ASKED};
    for (size_t c = 0; c < question->condition_count; c++)
        apply_condition(scoring, question, &question->condition[c], found);
    for (size_t i = 0, count = scoring->count; i < count; i++) {
        if (found[i] == FINDING_ASKED || state[i] == ANSWER_STATE_NOT_ASKED)
            continue;
        state[i] = means[found[i]].state;
        x[i] = means[found[i]].x;
        if (found[i] == FINDING_LOWEST && scoring->value != NULL)
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
    int64_t combined[ROW_BLOCK];
    if (scale->kind == SCALE_SEVERAL)
        combined_values(question, plan->answers, scoring->first, scoring->count,
                        combined);
    for (size_t i = 0; i < scoring->count; i++) {
        size_t at = (size_t)q * ROW_BLOCK + i;
        uint32_t row = (uint32_t)(scoring->first + i);
        if (!x_is_value(scoring->x[at]))
            continue;
        int64_t value = scale->kind == SCALE_NUMBER
                            ? answers_number(plan->answers, question, row)
                            : combined[i];
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
    for (size_t i = 0, count = scoring->count; i < count; i++)
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
    for (size_t i = 0, count = scoring->count; i < count; i++) {
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
    const int32_t *x = scoring->x + (size_t)q * ROW_BLOCK;
    uint64_t *tally = scoring->tally + (size_t)q * ROW_BLOCK;
    read_codes(scoring, q);
    for (size_t i = 0; i < ROW_BLOCK; i++)
        tally[i] = tally_of(x[i]);
}
