#include "score/scoring.h"

static int32_t x_of_option(const struct scoring *scoring,
                           const struct question *question, const struct option *option)
{
    const struct scale *scale = question->scale;
    if (option->state == OPTION_NOT_APPLICABLE)
        return X_NOT_APPLICABLE;
    if (option->state == OPTION_DONT_KNOW)
        return scoring->questionnaire->dont_know == DONT_KNOW_ZERO ? 0 : X_MISSING;
    int32_t step = scoring->common / (scale->highest - scale->lowest);
    int32_t x = (option->value - scale->lowest) * step;
    return question->reversed ? scoring->common - x : x;
}

static enum answer_state state_of_option(const struct option *option)
{
    switch (option->state) {
    case OPTION_DONT_KNOW:
        return ANSWER_STATE_DONT_KNOW;
    case OPTION_NOT_APPLICABLE:
        return ANSWER_STATE_NOT_APPLICABLE;
    default:
        return ANSWER_STATE_VALID;
    }
}

/* A parent that is itself not shown, not answered, unknown or not applicable makes the
   condition false (STATISTICS 1.1); its answer, should one stand there, does not count.
 */
static bool is_shown(const struct scoring *scoring, const struct question *question,
                     size_t row)
{
    uint32_t parent = question->parent;
    int8_t state =
        scoring->scores->state[(size_t)parent * scoring->answers->row_count + row];
    return state == ANSWER_STATE_VALID
           && ((question->parent_options >> answers_to(scoring->answers, parent)[row])
               & 1);
}

void fill_meaning(const struct scoring *scoring, uint32_t q, struct meaning *meaning)
{
    const struct question *question = &scoring->questionnaire->question[q];
    /* What names no option is no answer. */
    for (int place = 0; place < CODE_PLACES; place++) {
        meaning->x[place] = X_MISSING;
        meaning->state[place] = ANSWER_STATE_BLANK;
    }
    meaning->x[ANSWER_NOT_ASKED + 2] = X_NOT_APPLICABLE;
    meaning->state[ANSWER_NOT_ASKED + 2] = ANSWER_STATE_NOT_ASKED;
    for (size_t o = 0; o < question->scale->option_count; o++) {
        meaning->x[o + 2] = x_of_option(scoring, question, &question->scale->option[o]);
        meaning->state[o + 2] = (int8_t)state_of_option(&question->scale->option[o]);
    }
}

static void apply_condition(struct scoring *scoring, uint32_t q)
{
    const struct question *question = &scoring->questionnaire->question[q];
    bool floor = question->when_not_asked == NOT_ASKED_FLOOR;
    int8_t *state = scoring->scores->state + (size_t)q * scoring->answers->row_count;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t row = scoring->first + i;
        if (state[row] == ANSWER_STATE_NOT_ASKED || is_shown(scoring, question, row))
            continue;
        state[row] = floor ? ANSWER_STATE_FLOOR : ANSWER_STATE_SKIPPED;
        scoring->x[(size_t)q * ROW_BLOCK + i] = floor ? 0 : X_NOT_APPLICABLE;
    }
}

void read_question(struct scoring *scoring, uint32_t q)
{
    const int8_t *code = answers_to(scoring->answers, q) + scoring->first;
    int8_t *state = scoring->scores->state + (size_t)q * scoring->answers->row_count
                    + scoring->first;
    const struct meaning *meaning = &scoring->meaning[q];
    int32_t *x = scoring->x + (size_t)q * ROW_BLOCK;
    for (size_t i = 0; i < scoring->count; i++) {
        int place = code[i] + 2;
        state[i] = meaning->state[place];
        x[i] = meaning->x[place];
    }
    if (scoring->questionnaire->question[q].conditional)
        apply_condition(scoring, q);
}
