#include "score/input.h"

/* The operations of questionnaires/FORMAT.md on the inputs of one row, exactly. */

static bool counts_in(const struct input *input, enum figure figure)
{
    return input->state == INPUT_COUNTS
           || (figure != FIGURE_SCORE && input->state != INPUT_LEFT_OUT);
}

/* sum of weight * input, and the sum of the weights */
static bool add_up(struct scoring *scoring, size_t count, enum figure figure,
                   struct rational *sum, int64_t *weight)
{
    *sum = rational_of(0, 1);
    *weight = 0;
    for (size_t k = 0; k < count; k++) {
        const struct input *input = &scoring->input[k];
        if (!counts_in(input, figure))
            continue;
        *weight += input->weight;
        if (!rational_add_product(sum, input->weight, input->figure[figure],
                                  &scoring->room))
            return false;
    }
    return true;
}

static bool find_mean(struct scoring *scoring, const struct node *node, size_t count,
                      enum figure figure, struct rational *value)
{
    int64_t weight;
    int64_t unit = node->operation == OPERATION_MEAN
                       ? 1
                       : scoring->plan->questionnaire->weight_unit;
    return add_up(scoring, count, figure, value, &weight)
           && keep_parts(scoring, figure, *value, rational_of(weight, 1), unit)
           && rational_divide(value, *value, rational_of(weight, 1), &scoring->room);
}

static bool find_sum(struct scoring *scoring, const struct node *node, size_t count,
                     enum figure figure, struct rational *value)
{
    int64_t weight;
    int64_t unit = scoring->plan->questionnaire->weight_unit;
    return add_up(scoring, count, figure, value, &weight)
           && keep_parts(scoring, figure, *value, rational_of(unit, 1), unit)
           && rational_divide(value, *value, rational_of(unit, 1), &scoring->room)
           && rational_add(value, *value, rational_of(node->start, POINT),
                           &scoring->room);
}

/* The input farthest out: `side` -1 = the lowest, 1 = the highest. */
static bool find_extreme(struct scoring *scoring, size_t count, enum figure figure,
                         int side, struct rational *value)
{
    bool found = false;
    for (size_t k = 0; k < count; k++) {
        const struct input *input = &scoring->input[k];
        int order = side;
        if (!counts_in(input, figure))
            continue;
        if (found
            && !rational_compare(&order, input->figure[figure], *value, &scoring->room))
            return false;
        if (order == side)
            *value = input->figure[figure];
        found = true;
    }
    return keep_parts(scoring, figure, *value, rational_of(1, 1), 1);
}

static bool find_share(struct scoring *scoring, const struct node *node, size_t count,
                       enum figure figure, struct rational *value)
{
    int64_t weight = 0;
    int64_t passed = 0;
    for (size_t k = 0; k < count; k++) {
        const struct input *input = &scoring->input[k];
        int order;
        if (!counts_in(input, figure))
            continue;
        if (!rational_compare(&order, input->figure[figure],
                              rational_of(node->at_least, POINT), &scoring->room))
            return false;
        weight += input->weight;
        passed += order >= 0 ? input->weight : 0;
    }
    *value = rational_of(100 * passed, weight);
    return keep_parts(scoring, figure, rational_of(100 * passed, 1),
                      rational_of(weight, 1),
                      scoring->plan->questionnaire->weight_unit);
}

static bool find_possible(struct scoring *scoring, size_t count, enum figure figure,
                          struct rational *value)
{
    struct rational most = rational_of(0, 1);
    int64_t unit = scoring->plan->questionnaire->weight_unit;
    int64_t weight;
    int sign;
    int order;
    for (size_t k = 0; k < count; k++) {
        const struct input *input = &scoring->input[k];
        if (counts_in(input, figure)
            && !rational_add_product(&most, input->weight, input->highest,
                                     &scoring->room))
            return false;
    }
    if (!add_up(scoring, count, figure, value, &weight)
        || !rational_compare(&sign, most, rational_of(0, 1), &scoring->room)
        || !rational_compare(&order, *value, rational_of(0, 1), &scoring->room))
        return false;
    if (sign <= 0 || order <= 0) {
        bool ok = keep_parts(scoring, figure, *value, most, unit);
        *value = rational_of(0, 1);
        return ok;
    }
    return rational_multiply(value, *value, rational_of(100, 1), &scoring->room)
           && keep_parts(scoring, figure, *value, most, unit)
           && rational_divide(value, *value, most, &scoring->room);
}

bool combine_inputs(struct scoring *scoring, const struct node *node, size_t count,
                    enum figure figure, struct rational *value)
{
    switch (node->operation) {
    case OPERATION_SUM:
        return find_sum(scoring, node, count, figure, value);
    case OPERATION_MIN:
        return find_extreme(scoring, count, figure, -1, value);
    case OPERATION_MAX:
        return find_extreme(scoring, count, figure, 1, value);
    case OPERATION_SHARE:
        return find_share(scoring, node, count, figure, value);
    case OPERATION_POSSIBLE:
        return find_possible(scoring, count, figure, value);
    default:
        return find_mean(scoring, node, count, figure, value);
    }
}
