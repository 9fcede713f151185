#include "score/scoring.h"

#include <assert.h>

static int64_t reversed_value(const struct question *question, int64_t value)
{
    const struct scale *scale = question->scale;
    return question->reversed ? scale->lowest + scale->highest - value : value;
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

static void fill_option(const struct plan *plan, uint32_t q, size_t o)
{
    const struct question *question = &plan->questionnaire->question[q];
    const struct option *option = &question->scale->option[o];
    const struct ends *ends = &plan->ends[q];
    struct meaning *meaning = &plan->meaning[q];
    size_t place = o + 2;
    meaning->state[place] = (int8_t)state_of_option(option);
    meaning->x[place] = 0;
    if (option->state == OPTION_DONT_KNOW)
        meaning->x[place] = X_DONT_KNOW;
    else if (option->state == OPTION_NOT_APPLICABLE)
        meaning->x[place] = X_NOT_APPLICABLE;
    else if (option->state == OPTION_VALUE && question->scale->kind == SCALE_CHOICE) {
        int64_t value =
            reversed_value(question, option->value) / (POINT / plan->value_unit);
        meaning->value[place] = value;
        /* STATISTICS 1.2: percent of the maximum possible, on the declared ends. */
        meaning->x[place] = (int32_t)((value - ends->lowest) / ends->unit * ends->step);
    }
}

static void fill_meaning(const struct plan *plan, uint32_t q)
{
    struct meaning *meaning = &plan->meaning[q];
    /* What names no option is no answer. */
    for (int place = 0; place < CODE_PLACES; place++) {
        meaning->x[place] = X_BLANK;
        meaning->state[place] = ANSWER_STATE_BLANK;
    }
    meaning->x[ANSWER_NOT_ASKED + 2] = X_NOT_ASKED;
    meaning->state[ANSWER_NOT_ASKED + 2] = ANSWER_STATE_NOT_ASKED;
    for (size_t o = 0; o < plan->questionnaire->question[q].scale->option_count; o++)
        fill_option(plan, q, o);
}

static void fill_ends(const struct plan *plan, uint32_t q)
{
    const struct scale *scale = plan->questionnaire->question[q].scale;
    int64_t nano = POINT / plan->value_unit;
    int64_t step = scale_step(scale);
    plan->ends[q] = (struct ends){
        .lowest = scale->lowest / nano,
        .highest = scale->highest / nano,
        .target = scale->target / nano,
        .step = (int32_t)(plan->common / ((scale->highest - scale->lowest) / step)),
        .unit = step / nano,
    };
}

bool plan_values(struct plan *plan, struct fault *fault)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct value_measure measure;
    if (!questionnaire_find_measure(&measure, questionnaire))
        return fault_set(fault, FAULT_DATA, questionnaire->id,
                         "the ranges of the scales and the weights have no common "
                         "measure that 64 bits hold");
    plan->common = measure.steps;
    plan->value_unit = measure.unit;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        fill_ends(plan, q);
        fill_meaning(plan, q);
    }
    return true;
}

/* The options that were chosen, as they come. */
struct chosen {
    size_t count;
    int64_t sum;
    int64_t most;
    int64_t least;
};

static inline void choose(struct chosen *chosen, int64_t value, bool is_chosen)
{
    chosen->count += is_chosen;
    chosen->sum += is_chosen ? value : 0;
    chosen->most = is_chosen && value > chosen->most ? value : chosen->most;
    chosen->least = is_chosen && value < chosen->least ? value : chosen->least;
}

static int64_t combine(const struct question *question, const struct chosen *chosen)
{
    const struct scale *scale = question->scale;
    int64_t value = chosen->sum;
    if (scale->combine == COMBINE_ALL)
        value = chosen->count == question->member_count ? POINT : 0;
    else if (scale->combine == COMBINE_ANY)
        value = chosen->count > 0 ? POINT : 0;
    else if (scale->combine != COMBINE_SUM)
        value = chosen->count == 0                  ? scale->lowest
                : scale->combine == COMBINE_HIGHEST ? chosen->most
                                                    : chosen->least;
    value = value < scale->lowest ? scale->lowest : value;
    return value > scale->highest ? scale->highest : value;
}

void combined_values(const struct question *question, const struct answers *answers,
                     size_t first, size_t count, int64_t *value)
{
    const struct scale *scale = question->scale;
    struct chosen chosen[ROW_BLOCK];
    uint32_t member = question->member;
    assert(count <= ROW_BLOCK);
    for (size_t i = 0; i < count; i++)
        chosen[i] = (struct chosen){.most = INT64_MIN, .least = INT64_MAX};
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        const int8_t *code = answers_to(answers, member++) + first;
        for (size_t i = 0; i < count; i++)
            choose(&chosen[i], scale->option[o].value, code[i] == 1);
    }
    for (size_t i = 0; i < count; i++)
        value[i] = combine(question, &chosen[i]);
}

int64_t combined_value(const struct question *question, const struct answers *answers,
                       uint32_t row)
{
    int64_t value;
    combined_values(question, answers, row, 1, &value);
    return value;
}
