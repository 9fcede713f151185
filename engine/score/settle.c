#include "base/exact.h"
#include "score/scoring.h"

bool outgrown(struct scoring *scoring, uint32_t node)
{
    if (!scoring->room.too_large)
        return fault_memory(scoring->fault);
    return fault_set(scoring->fault, FAULT_DATA, scoring->plan->questionnaire->id,
                     "the area \"%s\" has weights too large for exact arithmetic",
                     scoring->plan->questionnaire->node[node].id);
}

bool turn_to_points(struct rational *value, const struct node *node,
                    struct rational_room *room)
{
    struct rational range;
    int below;
    int above;
    /* No mean lies beyond a range of 0 to 100, unless it was rounded. */
    bool mean =
        node->operation == OPERATION_WEIGHTED_MEAN || node->operation == OPERATION_MEAN;
    bool natural = node->lowest.numerator == 0 && node->highest.numerator == 100
                   && node->highest.denominator == 1;
    if (mean && natural && node->rounding == ROUNDING_NONE)
        return true;
    if (!rational_subtract(&range, node->highest, node->lowest, room)
        || !rational_subtract(value, *value, node->lowest, room)
        || !rational_multiply(value, *value, rational_of(100, 1), room)
        || !rational_divide(value, *value, range, room)
        || !rational_compare(&below, *value, rational_of(0, 1), room)
        || !rational_compare(&above, *value, rational_of(100, 1), room))
        return false;
    if (below < 0)
        *value = rational_of(0, 1);
    if (above > 0)
        *value = rational_of(100, 1);
    return true;
}

static bool find_points(struct scoring *scoring, const struct node *node,
                        struct rational value, int64_t *points)
{
    return turn_to_points(&value, node, &scoring->room)
           && rational_nano(points, value, &scoring->room);
}

bool find_band(struct scoring *scoring, const struct node *node, struct rational value,
               int8_t *band)
{
    *band = BAND_NONE;
    for (size_t b = 0; b < node->band_count; b++) {
        int order;
        if (!rational_compare(&order, value, rational_of(node->band[b].from, POINT),
                              &scoring->room))
            return false;
        if (order < 0)
            break;
        *band = (int8_t)b;
    }
    return true;
}

static bool settle_score(struct scoring *scoring, const struct node *node, size_t at,
                         struct rational value)
{
    struct scores *scores = scoring->plan->scores;
    return find_points(scoring, node, value, &scores->points[at])
           && (scores->value == NULL
               || rational_nano(&scores->value[at], value, &scoring->room))
           && (scores->band == NULL
               || find_band(scoring, node, value, &scores->band[at]));
}

static bool settle_any(struct scoring *scoring, uint32_t number, size_t at,
                       enum standing standing, const struct rational *figure)
{
    struct scores *scores = scoring->plan->scores;
    const struct node *node = &scoring->plan->questionnaire->node[number];
    scores->points[at] = standing == STANDING_SCORED    ? 0
                         : standing == STANDING_TOO_FEW ? SCORE_TOO_FEW
                                                        : SCORE_NOT_RELEVANT;
    if (scores->low != NULL)
        scores->low[at] = scores->high[at] = -1;
    if (scores->band != NULL)
        scores->band[at] = BAND_NONE;
    if (scores->value != NULL)
        scores->value[at] = 0;
    if (standing == STANDING_NOT_RELEVANT)
        return true;
    if (standing == STANDING_SCORED
        && !settle_score(scoring, node, at, figure[FIGURE_SCORE]))
        return false;
    return scores->low == NULL
           || (find_points(scoring, node, figure[FIGURE_LOW], &scores->low[at])
               && find_points(scoring, node, figure[FIGURE_HIGH], &scores->high[at]));
}

bool settle(struct scoring *scoring, uint32_t number, size_t i, enum standing standing,
            struct coverage coverage)
{
    const struct plan *plan = scoring->plan;
    struct scores *scores = plan->scores;
    const struct rational *figure =
        scoring->area[(size_t)number * ROW_BLOCK + i].figure;
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    if (scores->answered != NULL) {
        scores->answered[at] = (int32_t)coverage.answered;
        scores->relevant[at] = (int32_t)coverage.relevant;
    }
    return settle_any(scoring, number, at, standing, figure)
           || outgrown(scoring, number);
}
