#include "score/input.h"

/* Areas that are not of the ordinary kind, one row after another. */

/* From the natural range onto the given one: lowest + (value - natural lowest) *
   (highest - lowest) / (natural highest - natural lowest). */
static bool map_onto_range(const struct node *node, struct rational *value,
                           struct rational_room *room)
{
    struct rational natural;
    struct rational given;
    return rational_subtract(&natural, node->natural_highest, node->natural_lowest,
                             room)
           && rational_subtract(&given, node->highest, node->lowest, room)
           && rational_subtract(value, *value, node->natural_lowest, room)
           && rational_multiply(value, *value, given, room)
           && rational_divide(value, *value, natural, room)
           && rational_add(value, *value, node->lowest, room);
}

static bool keep_value(struct scoring *scoring, const struct node *node,
                       enum figure figure, struct rational combined,
                       struct rational ranged, struct rational value)
{
    struct area_steps *step = scoring->step;
    step->has_figures = true;
    step->combined[figure] = combined;
    step->ranged[figure] = ranged;
    step->value[figure] = value;
    step->points[figure] = value;
    return turn_to_points(&step->points[figure], node, &scoring->room);
}

bool finish_figures(struct scoring *scoring, uint32_t number, size_t row)
{
    const struct node *node = &scoring->plan->questionnaire->node[number];
    struct area_figures *area = &scoring->area[(size_t)number * ROW_BLOCK + row];
    for (int figure = 0; figure < FIGURE_COUNT; figure++) {
        struct rational *value = &area->figure[figure];
        struct rational combined = *value;
        if (node->has_range && !map_onto_range(node, value, &scoring->room))
            return outgrown(scoring, number);
        struct rational ranged = *value;
        if (!rational_round(value, *value, node->rounding, node->decimals,
                            &scoring->room)
            || (scoring->step != NULL
                && !keep_value(scoring, node, (enum figure)figure, combined, ranged,
                               *value)))
            return outgrown(scoring, number);
    }
    return true;
}

static bool score_row(struct scoring *scoring, uint32_t number, size_t row)
{
    const struct node *node = &scoring->plan->questionnaire->node[number];
    struct rational *figure = scoring->area[(size_t)number * ROW_BLOCK + row].figure;
    size_t count;
    if (!collect_inputs(scoring, number, row, &count))
        return outgrown(scoring, number);
    struct collected all = sum_up_inputs(scoring, count);
    if (!keep_coverage(scoring, &all, count))
        return outgrown(scoring, number);
    enum standing standing = stand(node, all.coverage);
    if (standing == STANDING_NOT_RELEVANT)
        return settle(scoring, number, row, standing, all.coverage);
    if (all.blocked)
        standing = STANDING_TOO_FEW;
    figure[FIGURE_SCORE] = node->natural_lowest;
    if (standing == STANDING_SCORED
        && !combine_inputs(scoring, node, count, FIGURE_SCORE, &figure[FIGURE_SCORE]))
        return outgrown(scoring, number);
    figure[FIGURE_LOW] = figure[FIGURE_HIGH] = figure[FIGURE_SCORE];
    if (!all.complete
        && (!combine_inputs(scoring, node, count, FIGURE_LOW, &figure[FIGURE_LOW])
            || !combine_inputs(scoring, node, count, FIGURE_HIGH,
                               &figure[FIGURE_HIGH])))
        return outgrown(scoring, number);
    return finish_figures(scoring, number, row)
           && settle(scoring, number, row, standing, all.coverage);
}

static void leave_without_score(struct scoring *scoring, uint32_t number)
{
    struct scores *scores = scoring->plan->scores;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t at = (size_t)number * scores->row_count + scoring->first + i;
        scores->points[at] = SCORE_NONE;
        if (scores->low == NULL)
            continue;
        scores->low[at] = scores->high[at] = -1;
        scores->answered[at] = scores->relevant[at] = 0;
        if (scores->value != NULL)
            scores->value[at] = 0;
        if (scores->band != NULL)
            scores->band[at] = BAND_NONE;
    }
}

bool score_by_inputs(struct scoring *scoring, uint32_t number)
{
    const struct node *node = &scoring->plan->questionnaire->node[number];
    if (node->operation == OPERATION_NONE) {
        leave_without_score(scoring, number);
        return true;
    }
    scoring->step = scoring->steps == NULL ? NULL : &scoring->steps[number];
    for (size_t i = 0; i < scoring->count; i++)
        if (node->operation == OPERATION_LEVEL ? !score_gates(scoring, number, i)
                                               : !score_row(scoring, number, i))
            return false;
    return true;
}
