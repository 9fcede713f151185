#include "score/scoring.h"

#include <assert.h>
#include <string.h>

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

/* Of the options that were chosen, by row: what they come to, how many they are, … */
static void add_options(const struct question *question, const struct answers *answers,
                        size_t first, size_t count, int64_t *sum, int32_t *chosen)
{
    const struct scale *scale = question->scale;
    uint32_t member = question->member;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        const int8_t *code = answers_to(answers, member++) + first;
        int64_t value = scale->option[o].value;
        for (size_t i = 0; i < count; i++) {
            bool is_chosen = code[i] == 1;
            sum[i] += is_chosen ? value : 0;
            chosen[i] += is_chosen;
        }
    }
}

/* … and the highest of them, or the lowest. */
static void find_extremes(const struct question *question,
                          const struct answers *answers, size_t first, size_t count,
                          int64_t *extreme)
{
    const struct scale *scale = question->scale;
    bool highest = scale->combine == COMBINE_HIGHEST;
    uint32_t member = question->member;
    for (size_t i = 0; i < count; i++)
        extreme[i] = highest ? INT64_MIN : INT64_MAX;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        const int8_t *code = answers_to(answers, member++) + first;
        int64_t value = scale->option[o].value;
        for (size_t i = 0; i < count; i++)
            if (code[i] == 1 && (highest ? value > extreme[i] : value < extreme[i]))
                extreme[i] = value;
    }
}

void combined_values(const struct question *question, const struct answers *answers,
                     size_t first, size_t count, int64_t *value)
{
    const struct scale *scale = question->scale;
    int32_t chosen[ROW_BLOCK];
    assert(count <= ROW_BLOCK);
    memset(chosen, 0, count * sizeof *chosen);
    memset(value, 0, count * sizeof *value);
    add_options(question, answers, first, count, value, chosen);
    if (scale->combine == COMBINE_HIGHEST || scale->combine == COMBINE_LOWEST)
        find_extremes(question, answers, first, count, value);
    for (size_t i = 0; i < count; i++) {
        if (scale->combine == COMBINE_ALL)
            value[i] = (size_t)chosen[i] == question->member_count ? POINT : 0;
        else if (scale->combine == COMBINE_ANY)
            value[i] = chosen[i] > 0 ? POINT : 0;
        else if (scale->combine != COMBINE_SUM && chosen[i] == 0)
            value[i] = scale->lowest;
        value[i] = value[i] < scale->lowest ? scale->lowest : value[i];
        value[i] = value[i] > scale->highest ? scale->highest : value[i];
    }
}

int64_t combined_value(const struct question *question, const struct answers *answers,
                       uint32_t row)
{
    int64_t value;
    combined_values(question, answers, row, 1, &value);
    return value;
}
