#include "lift/lifting.h"

/* What an area comes to from its slots, exactly as the room `score` makes it of its
   inputs. */

bool value_to_points(struct lifter *lifter, const struct node *node,
                     struct rational *value)
{
    struct rational_room *room = &lifter->room;
    struct rational range;
    int below;
    int above;
    if (node->lowest.numerator == 0 && node->lowest.denominator == 1
        && node->highest.numerator == 100 && node->highest.denominator == 1) {
        range = rational_of(100, 1);
    } else if (!rational_subtract(&range, node->highest, node->lowest, room)
               || !rational_subtract(value, *value, node->lowest, room)
               || !rational_multiply(value, *value, rational_of(100, 1), room)
               || !rational_divide(value, *value, range, room))
        return false;
    if (!rational_compare(&below, *value, rational_of(0, 1), room)
        || !rational_compare(&above, *value, rational_of(100, 1), room))
        return false;
    if (below < 0)
        *value = rational_of(0, 1);
    if (above > 0)
        *value = rational_of(100, 1);
    return true;
}

static bool map_onto_range(struct lifter *lifter, const struct node *node,
                           struct rational *value)
{
    struct rational_room *room = &lifter->room;
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

static bool share_of_most(struct lifter *lifter, const struct rational *slot,
                          struct rational *value)
{
    int sign;
    int order;
    *value = rational_of(0, 1);
    if (!compare(lifter, &sign, slot[SLOT_MOST], *value)
        || !compare(lifter, &order, slot[SLOT_VALUE], *value))
        return false;
    if (sign <= 0 || order <= 0)
        return true;
    return rational_multiply(value, slot[SLOT_VALUE], rational_of(100, 1),
                             &lifter->room)
           && rational_divide(value, *value, slot[SLOT_MOST], &lifter->room);
}

static bool combine(struct lifter *lifter, const struct node *node,
                    const struct rational *slot, struct rational *value)
{
    struct rational_room *room = &lifter->room;
    *value = slot[SLOT_VALUE];
    switch (node->operation) {
    case OPERATION_SUM:
        return rational_divide(value, *value,
                               rational_of(lifter->questionnaire->weight_unit, 1), room)
               && rational_add(value, *value, rational_of(node->start, POINT), room);
    case OPERATION_MIN:
    case OPERATION_MAX:
        return true;
    case OPERATION_SHARE:
        *value = rational_of(100 * value->numerator, slot[SLOT_ANSWERED].numerator);
        return true;
    case OPERATION_POSSIBLE:
        return share_of_most(lifter, slot, value);
    default:
        /* A denominator that was common stays so without a division. */
        if (value->denominator > 0
            && !__builtin_mul_overflow(
                value->denominator, slot[SLOT_ANSWERED].numerator, &value->denominator))
            return true;
        return rational_divide(value, slot[SLOT_VALUE], slot[SLOT_ANSWERED], room);
    }
}

static bool condition_is_held(struct lifter *lifter,
                              const struct gate_condition *condition,
                              const struct rational *own, bool *held)
{
    struct rational value = own[SLOT_REACHED];
    struct rational_room *room = &lifter->room;
    int64_t unit = lifter->questionnaire->weight_unit;
    bool ok = true;
    int order;
    *held = true;
    if (own[SLOT_APPLIES].numerator == 0 || condition->test == TEST_ALL
        || condition->test == TEST_NONE)
        return true;
    if (condition->test == TEST_ANY) {
        *held = value.numerator > 0;
        return true;
    }
    if (condition->test == TEST_SUM)
        ok = rational_divide(&value, value, rational_of(unit, 1), room);
    else if (condition->test != TEST_COUNT_OF)
        ok = rational_divide(&value, value, own[SLOT_WEIGHT], room);
    if (!ok
        || !rational_compare(&order, value, rational_of(condition->at_least, POINT),
                             room))
        return false;
    *held = order >= 0;
    return true;
}

static bool find_level(struct lifter *lifter, const struct node *node,
                       const struct rational *slot, bool *relevant,
                       struct rational *value)
{
    const struct rational *own = slot + SLOT_OF_LEVEL;
    bool open = true;
    *relevant = false;
    *value = rational_of(0, 1);
    for (size_t g = 0; g < node->gate_count; g++) {
        const struct gate *gate = &node->gate[g];
        bool applies = false;
        open = open && slot[SLOT_VALUE].numerator > (int64_t)g;
        for (size_t c = 0; c < gate->condition_count; c++, own += CONDITION_SLOTS) {
            bool held;
            if (!condition_is_held(lifter, &gate->condition[c], own, &held))
                return false;
            open = open && held;
            applies = applies || own[SLOT_APPLIES].numerator != 0;
        }
        *relevant = *relevant || applies;
        if (open && applies)
            *value = rational_of(gate->value, POINT);
    }
    return true;
}

bool outcome_find(struct lifter *lifter, uint32_t number, const struct rational *slot,
                  struct outcome *outcome)
{
    const struct node *node = &lifter->questionnaire->node[number];
    int64_t relevant = slot[SLOT_RELEVANT].numerator;
    int64_t answered = slot[SLOT_ANSWERED].numerator;
    bool level = node->operation == OPERATION_LEVEL;
    bool applies = relevant > 0;
    *outcome = (struct outcome){STANDING_NOT_RELEVANT, node->lowest};
    if (node->operation == OPERATION_NONE)
        return true;
    if (level && !find_level(lifter, node, slot, &applies, &outcome->value))
        return false;
    if (!applies)
        return true;
    outcome->standing = STANDING_TOO_FEW;
    bool enough =
        answered * node->coverage_denominator >= relevant * node->coverage_numerator;
    if (slot[SLOT_BLOCKED].numerator != 0 || !enough || (!level && answered == 0))
        return true;
    outcome->standing = STANDING_SCORED;
    return (level || combine(lifter, node, slot, &outcome->value))
           && (!node->has_range || map_onto_range(lifter, node, &outcome->value))
           && rational_round(&outcome->value, outcome->value, node->rounding,
                             node->decimals, &lifter->room);
}
