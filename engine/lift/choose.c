#include "lift/lifting.h"

/* Of all that can be made of an area's questions, what is asked for. */

static bool is_better(struct lifter *lifter, const struct choice *choice, bool reaches,
                      const struct entry *entry, struct rational value, bool *better)
{
    int order = 0;
    *better = true;
    if (!choice->any || (reaches && !choice->reaches))
        return true;
    *better = false;
    if (choice->reaches && !reaches)
        return true;
    if (!compare(lifter, &order, value, choice->value))
        return false;
    int cost = entry_compare(entry, &choice->entry);
    *better = reaches ? cost < 0 || (cost == 0 && order > 0)
                      : order > 0 || (order == 0 && cost < 0);
    if (cost == 0 && order == 0)
        *better = trail_compare(lifter, entry->trail, choice->entry.trail) < 0;
    return true;
}

bool choice_take(struct lifter *lifter, struct choice *choice, struct rational target,
                 const struct entry *entry, struct rational value)
{
    bool better;
    int order;
    if (!compare(lifter, &order, value, target)
        || !is_better(lifter, choice, order >= 0, entry, value, &better))
        return false;
    if (better)
        *choice = (struct choice){true, order >= 0, *entry, value};
    return true;
}

static bool choose(struct lifter *lifter, uint32_t node, struct rational target,
                   const struct front *front, struct choice *choice)
{
    *choice = (struct choice){0};
    for (size_t e = 0; e < front->count; e++) {
        struct outcome outcome;
        if (!outcome_find(lifter, node, front->slot + e * front->width, &outcome))
            return false;
        if (outcome.standing == STANDING_SCORED
            && !choice_take(lifter, choice, target, &front->entry[e], outcome.value))
            return false;
    }
    return true;
}

bool choose_within(struct lifter *lifter, uint32_t node, struct rational target,
                   int64_t limit, struct choice *choice)
{
    struct front front = {0};
    lifter->limit = limit;
    bool ok = build_front(lifter, node, &front)
              && choose(lifter, node, target, &front, choice);
    front_release(&front);
    return ok;
}
