#include "base/exact.h"
#include "questionnaire/questionnaire.h"

/* What values are counted in, so that sums of them are sums of whole numbers. */

/* Whether what the options are worth makes the value of an answer. */
static bool values_count(const struct scale *scale)
{
    return scale->kind == SCALE_CHOICE
           || (scale->combine != COMBINE_ALL && scale->combine != COMBINE_ANY);
}

/* The largest number that every counted value is a whole number of, so that values and
   steps are small whole numbers (STATISTICS 6.1). */
static uint64_t measure_with(uint64_t divisor, int64_t value)
{
    return greatest_common_divisor(divisor,
                                   value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

int64_t scale_step(const struct scale *scale)
{
    uint64_t step = measure_with(0, scale->highest - scale->lowest);
    if (scale->kind == SCALE_NUMBER) {
        int64_t unit = POINT;
        for (int i = 0; i < scale->decimals; i++)
            unit /= 10;
        return (int64_t)measure_with(step, unit);
    }
    bool sums = scale->kind == SCALE_SEVERAL && scale->combine == COMBINE_SUM;
    for (size_t o = 0; o < scale->option_count; o++)
        if (values_count(scale) && scale->option[o].state == OPTION_VALUE)
            step = measure_with(step, sums ? scale->option[o].value
                                           : scale->option[o].value - scale->lowest);
    /* A combined value is a sum of values, or an end that it is cut off at. */
    if (scale->kind == SCALE_SEVERAL)
        step = measure_with(measure_with(step, scale->lowest), POINT);
    return (int64_t)step;
}

/* The fewest decimals that write all values of a scale. */
static int64_t find_unit(const struct scale *scale, int64_t unit)
{
    while (unit < POINT) {
        int64_t nano = POINT / unit;
        bool whole = scale->lowest % nano == 0 && scale->highest % nano == 0
                     && scale->target % nano == 0;
        for (size_t o = 0; values_count(scale) && o < scale->option_count; o++)
            whole = whole && scale->option[o].value % nano == 0;
        if (scale->kind == SCALE_NUMBER)
            for (int i = 0; i < scale->decimals; i++)
                nano *= 10;
        if (whole && (scale->kind != SCALE_NUMBER || nano <= POINT))
            break;
        unit *= 10;
    }
    return unit;
}

/* Sums of weight * x, a hundredfold, are to fit 63 bits. */
static bool sums_fit(const struct questionnaire *questionnaire, int64_t steps)
{
    int64_t most = 1;
    for (size_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        int64_t weight = 0;
        if (node->measure != MEASURE_POINTS)
            continue;
        for (size_t i = 0; i < node->question_count; i++)
            weight += node->question_weight[i];
        most = weight > most ? weight : most;
    }
    return steps <= (INT64_MAX / 200) / most;
}

/* The least common multiple of the steps so far and those of one more scale. */
static bool take_in(uint64_t *steps, const struct scale *scale)
{
    uint64_t range = (uint64_t)((scale->highest - scale->lowest) / scale_step(scale));
    uint64_t factor = range / greatest_common_divisor(*steps, range);
    if (factor > INT32_MAX / *steps)
        return false;
    *steps *= factor;
    return true;
}

bool questionnaire_find_measure(struct value_measure *measure,
                                const struct questionnaire *questionnaire)
{
    uint64_t steps = 1;
    int64_t unit = 1;
    for (size_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        bool points = node->measure == MEASURE_POINTS
                      && node->operation != OPERATION_LEVEL
                      && node->operation != OPERATION_NONE;
        for (size_t i = 0; points && i < node->question_count; i++)
            if (!take_in(&steps, questionnaire->question[node->question[i]].scale))
                return false;
    }
    for (size_t q = 0; q < questionnaire->question_count; q++)
        unit = find_unit(questionnaire->question[q].scale, unit);
    *measure = (struct value_measure){(int32_t)steps, unit};
    return sums_fit(questionnaire, (int64_t)steps);
}
