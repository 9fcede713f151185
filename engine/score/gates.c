#include "score/input.h"

/* Gates: a level holds when the one before it does and all its conditions do
   (STATISTICS 1.5; questionnaires/FORMAT.md, "Gates"). */

/* How an input enters a figure. Where a high value is bad, the best case of the whole
   is the worst of its inputs. */
static enum figure figure_of_input(enum gate_test test, enum figure figure)
{
    if (test != TEST_NONE || figure == FIGURE_SCORE)
        return figure;
    return figure == FIGURE_LOW ? FIGURE_HIGH : FIGURE_LOW;
}

static bool look_at(struct scoring *scoring, const struct gate_condition *condition,
                    struct input *input, enum figure figure, struct found *found)
{
    bool missing = input->state != INPUT_COUNTS && figure != FIGURE_HIGH;
    bool counted = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    int64_t mark = counted ? condition->passing : condition->at_least;
    /* What is missing counts as its lowest, and in a sum as no more than an area's own
       low. */
    bool own_low = condition->test == TEST_SUM && figure == FIGURE_LOW;
    struct rational value =
        missing && !own_low ? input->lowest
                            : input->figure[figure_of_input(condition->test, figure)];
    int order;
    if (input->state == INPUT_LEFT_OUT)
        return true;
    found->applying++;
    found->weight += input->weight;
    found->failing += missing;
    if (!rational_compare(&order, value, rational_of(mark, POINT), &scoring->room))
        return false;
    bool reached = order >= 0 && !missing;
    if (figure == FIGURE_SCORE)
        input->reached = reached;
    if (reached) {
        found->reached++;
        found->reached_weight += input->weight;
    }
    if (condition->test == TEST_SUM && input->state != INPUT_COUNTS) {
        /* What is missing adds nothing to a sum; at its worst and best it would add
           something only where that is less, or more, than nothing. */
        int sign;
        if (!rational_compare(&sign, value, rational_of(0, 1), &scoring->room))
            return false;
        if (sign != (figure == FIGURE_LOW ? -1 : 1) || figure == FIGURE_SCORE)
            return true;
    }
    /* In a mean it counts as its lowest. */
    return rational_add_product(&found->sum, input->weight, value, &scoring->room);
}

static bool at_least(struct scoring *scoring, struct rational value, int64_t mark,
                     bool *holds)
{
    int order;
    if (!rational_compare(&order, value, rational_of(mark, POINT), &scoring->room))
        return false;
    *holds = order >= 0;
    return true;
}

static bool judge(struct scoring *scoring, const struct gate_condition *condition,
                  const struct found *found, bool *holds)
{
    struct rational value = found->sum;
    int64_t unit = scoring->plan->questionnaire->weight_unit;
    *holds = true;
    if (found->applying == 0)
        return true;
    switch (condition->test) {
    case TEST_ALL:
        *holds = found->reached == found->applying;
        return true;
    case TEST_ANY:
        *holds = found->reached > 0;
        return true;
    case TEST_NONE:
        *holds = found->reached == 0 && found->failing == 0;
        return true;
    case TEST_SUM:
        return rational_divide(&value, value, rational_of(unit, 1), &scoring->room)
               && at_least(scoring, value, condition->at_least, holds);
    case TEST_MEAN:
        return rational_divide(&value, value, rational_of(found->weight, 1),
                               &scoring->room)
               && at_least(scoring, value, condition->at_least, holds);
    case TEST_SHARE:
        return at_least(scoring, rational_of(found->reached_weight, found->weight),
                        condition->at_least, holds);
    default:
        return at_least(scoring, rational_of(found->reached, 1), condition->at_least,
                        holds);
    }
}

/* What a condition found among the inputs it collected, for one figure. */
static bool try_condition(struct scoring *scoring,
                          const struct gate_condition *condition, size_t count,
                          enum figure figure, struct found *found, bool *held)
{
    *found = (struct found){.sum = rational_of(0, 1)};
    for (size_t k = 0; k < count; k++)
        if (!look_at(scoring, condition, &scoring->input[k], figure, found))
            return false;
    return judge(scoring, condition, found, held);
}

/* Whether all conditions of a gate hold, for each figure, and whether any input of them
   applies. */
static bool try_gate(struct scoring *scoring, uint32_t node, const struct gate *gate,
                     size_t row, struct gate_steps *try, bool *blocked)
{
    try->applies = false;
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        try->holds[figure] = true;
    for (size_t c = 0; c < gate->condition_count; c++) {
        const struct gate_condition *condition = &gate->condition[c];
        struct condition_steps tried;
        size_t count;
        if (!collect_condition(scoring, node, condition, row, &count))
            return false;
        *blocked = *blocked || sum_up_inputs(scoring, count).blocked;
        for (int figure = 0; figure < FIGURE_COUNT; figure++) {
            if (!try_condition(scoring, condition, count, (enum figure)figure,
                               &tried.found[figure], &tried.holds[figure]))
                return false;
            try->holds[figure] = try->holds[figure] && tried.holds[figure];
            try->applies = try->applies || tried.found[figure].applying > 0;
        }
        if (!keep_inputs(scoring, &tried.input, &tried.input_count, count))
            return false;
        if (try->condition != NULL)
            try->condition[c] = tried;
    }
    return true;
}

bool score_gates(struct scoring *scoring, uint32_t number, size_t row)
{
    const struct node *node = &scoring->plan->questionnaire->node[number];
    struct area_figures *area = &scoring->area[(size_t)number * ROW_BLOCK + row];
    bool open[FIGURE_COUNT] = {true, true, true};
    bool relevant = false;
    bool blocked = false;
    size_t count;
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        area->figure[figure] = rational_of(0, 1);
    if (!keep_gates(scoring, node))
        return outgrown(scoring, number);
    for (size_t g = 0; g < node->gate_count; g++) {
        struct gate_steps tried = {0};
        struct gate_steps *try =
            scoring->step == NULL ? &tried : &scoring->step->gate[g];
        if (!try_gate(scoring, number, &node->gate[g], row, try, &blocked))
            return outgrown(scoring, number);
        relevant = relevant || try->applies;
        for (int figure = 0; figure < FIGURE_COUNT; figure++) {
            open[figure] = open[figure] && try->holds[figure];
            /* A gate that nothing applies to lets the next one through, no more. */
            if (open[figure] && try->applies)
                area->figure[figure] = rational_of(node->gate[g].value, POINT);
        }
    }
    if (!collect_inputs(scoring, number, row, &count))
        return outgrown(scoring, number);
    /* Coverage is that of the gate's own inputs. */
    struct collected all = sum_up_inputs(scoring, count);
    if (!keep_coverage(scoring, &all, count))
        return outgrown(scoring, number);
    bool covered = all.coverage.answered * node->coverage_denominator
                   >= all.coverage.relevant * node->coverage_numerator;
    enum standing standing = STANDING_SCORED;
    if (blocked || all.blocked || !covered)
        standing = STANDING_TOO_FEW;
    if (!relevant)
        standing = STANDING_NOT_RELEVANT;
    if (!finish_figures(scoring, number, row))
        return false;
    if (scoring->step != NULL)
        scoring->step->has_figures = relevant;
    return settle(scoring, number, row, standing, all.coverage);
}
