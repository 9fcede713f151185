#include "score/input.h"

/* What an input of a row may count as, before the rules. */
struct reading {
    bool lacks;
    enum lack lack;
    struct rational figure[FIGURE_COUNT]; /* when it does not lack; else the bounds */
    struct rational target;
};

static void read_question_input(const struct scoring *scoring, enum measure measure,
                                uint32_t q, size_t i, struct input *input,
                                struct reading *reading)
{
    const struct plan *plan = scoring->plan;
    const struct ends *ends = &plan->ends[q];
    int32_t x = scoring->x[(size_t)q * ROW_BLOCK + i];
    struct rational value;
    if (measure == MEASURE_POINTS) {
        value = rational_of(100 * (int64_t)x, plan->common);
        input->lowest = rational_of(0, 1);
        input->highest = rational_of(100, 1);
        reading->target = rational_of(100 * (ends->target - ends->lowest),
                                      ends->highest - ends->lowest);
    } else {
        int64_t unit = plan->value_unit;
        value = rational_of(scoring->value[(size_t)q * ROW_BLOCK + i], unit);
        input->lowest = rational_of(ends->lowest, unit);
        input->highest = rational_of(ends->highest, unit);
        reading->target = rational_of(ends->target, unit);
    }
    input->state = x == X_NOT_ASKED ? INPUT_LEFT_OUT : INPUT_COUNTS;
    reading->lacks = !x_is_value(x);
    reading->lack = x == X_BLANK       ? LACK_BLANK
                    : x == X_DONT_KNOW ? LACK_DONT_KNOW
                                       : LACK_NOT_APPLICABLE;
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        reading->figure[figure] = value;
}

static bool read_area_input(struct scoring *scoring, enum measure measure,
                            uint32_t number, size_t i, struct input *input,
                            struct reading *reading)
{
    const struct plan *plan = scoring->plan;
    const struct node *node = &plan->questionnaire->node[number];
    const struct scores *scores = plan->scores;
    int64_t points =
        scores->points[(size_t)number * scores->row_count + scoring->first + i];
    input->state = INPUT_COUNTS;
    input->lowest = node->lowest;
    input->highest = node->highest;
    reading->target =
        node->has_target ? rational_of(node->target, POINT) : node->highest;
    reading->lacks = points < 0;
    reading->lack = points == SCORE_TOO_FEW ? LACK_BLANK : LACK_NOT_APPLICABLE;
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        reading->figure[figure] =
            points == SCORE_NOT_RELEVANT || (points < 0 && figure == FIGURE_SCORE)
                ? node->lowest
                : scoring->area[(size_t)number * ROW_BLOCK + i].figure[figure];
    if (measure == MEASURE_VALUES)
        return true;
    input->lowest = rational_of(0, 1);
    input->highest = rational_of(100, 1);
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        if (!turn_to_points(&reading->figure[figure], node, &scoring->room))
            return false;
    return turn_to_points(&reading->target, node, &scoring->room);
}

static void count_as(struct input *input, struct rational value)
{
    input->state = INPUT_COUNTS;
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        input->figure[figure] = value;
}

/* An input that lacks a value: what its area's rule makes of it. Its bounds are those
   read, for an area that has answers but no score; else the ends of its range. */
static void apply_rule(enum rule rule, const struct reading *reading,
                       struct input *input)
{
    bool has_bounds = input->is_area && reading->lack == LACK_BLANK;
    input->figure[FIGURE_LOW] =
        has_bounds ? reading->figure[FIGURE_LOW] : input->lowest;
    input->figure[FIGURE_HIGH] =
        has_bounds ? reading->figure[FIGURE_HIGH] : input->highest;
    switch (rule) {
    case RULE_ZERO:
        count_as(input, rational_of(0, 1));
        break;
    case RULE_FLOOR:
        count_as(input, input->lowest);
        break;
    case RULE_TARGET:
        count_as(input, reading->target);
        break;
    case RULE_BLOCK:
        input->state = INPUT_BLOCKS;
        break;
    default:
        input->state =
            reading->lack == LACK_NOT_APPLICABLE ? INPUT_LEFT_OUT : INPUT_MISSING;
    }
}

static void finish_input(const struct node *node, const struct reading *reading,
                         struct input *input)
{
    if (input->state == INPUT_LEFT_OUT)
        return;
    if (reading->lacks) {
        input->lacks = true;
        input->lack = reading->lack;
        input->rule = node->rule[reading->lack];
        apply_rule(input->rule, reading, input);
        return;
    }
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        input->figure[figure] = reading->figure[figure];
}

static void name_input(struct input *input, bool is_area, uint32_t number,
                       int64_t weight)
{
    input->is_area = is_area;
    input->lacks = false;
    input->reached = false;
    input->number = number;
    input->weight = weight;
}

static void add_question(struct scoring *scoring, const struct node *node,
                         enum measure measure, uint32_t q, int64_t weight, size_t i,
                         size_t *count)
{
    struct input *input = &scoring->input[(*count)++];
    struct reading reading;
    name_input(input, false, q, weight);
    read_question_input(scoring, measure, q, i, input, &reading);
    finish_input(node, &reading, input);
}

static bool add_area(struct scoring *scoring, const struct node *node,
                     enum measure measure, uint32_t number, int64_t weight, size_t i,
                     size_t *count)
{
    struct input *input = &scoring->input[(*count)++];
    struct reading reading;
    name_input(input, true, number, weight);
    if (!read_area_input(scoring, measure, number, i, input, &reading))
        return false;
    finish_input(node, &reading, input);
    return true;
}

static bool collect(struct scoring *scoring, uint32_t number, enum measure measure,
                    size_t i, size_t *count)
{
    const struct questionnaire *questionnaire = scoring->plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    bool equal = node->operation == OPERATION_MEAN;
    *count = 0;
    for (size_t k = 0; k < node->question_count; k++)
        add_question(scoring, node, measure, node->question[k],
                     equal ? 1 : node->question_weight[k], i, count);
    if (node->question_count > 0)
        return true;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        if (questionnaire->node[c].operation != OPERATION_NONE
            && !add_area(scoring, node, measure, c,
                         equal ? 1 : questionnaire->node[c].weight, i, count))
            return false;
    return true;
}

bool collect_inputs(struct scoring *scoring, uint32_t node, size_t row, size_t *count)
{
    return collect(scoring, node, scoring->plan->questionnaire->node[node].measure, row,
                   count);
}

bool collect_condition(struct scoring *scoring, uint32_t number,
                       const struct gate_condition *condition, size_t row,
                       size_t *count)
{
    const struct questionnaire *questionnaire = scoring->plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    *count = 0;
    for (size_t k = 0; k < condition->question_count; k++)
        add_question(scoring, node, MEASURE_VALUES, condition->question[k],
                     condition->weight[k], row, count);
    for (size_t k = 0; k < condition->area_count; k++) {
        uint32_t area = condition->area[k];
        if (!add_area(scoring, node, MEASURE_VALUES, area,
                      questionnaire->node[area].weight, row, count))
            return false;
    }
    return true;
}

struct collected sum_up_inputs(const struct scoring *scoring, size_t count)
{
    struct collected all = {.complete = true};
    for (size_t k = 0; k < count; k++) {
        const struct input *input = &scoring->input[k];
        const struct rational *figure = input->figure;
        if (input->state == INPUT_LEFT_OUT)
            continue;
        all.coverage.relevant += input->weight;
        all.blocked = all.blocked || input->state == INPUT_BLOCKS;
        if (input->state != INPUT_COUNTS) {
            all.complete = false;
            continue;
        }
        all.coverage.answered += input->weight;
        all.complete = all.complete
                       && rational_is_alike(figure[FIGURE_LOW], figure[FIGURE_SCORE])
                       && rational_is_alike(figure[FIGURE_HIGH], figure[FIGURE_SCORE]);
    }
    return all;
}
