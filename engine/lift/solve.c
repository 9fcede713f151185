#include "lift/core.h"

#include <math.h>

/* The fewest answers of a core: of every number, from the least that the bound does not
   rule out, whether there is a set; then of as many the fewest steps, and of as few the
   highest value. */

static int64_t count_changes(const struct core *core)
{
    int64_t sum = 0;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct front *front = &core->unit[u].front;
        int64_t most = 0;
        for (size_t e = 0; e < front->count; e++)
            most = front->entry[e].changes > most ? front->entry[e].changes : most;
        sum += most;
    }
    return sum;
}

static struct aim aim_at(struct core *core, struct rational value, int64_t changes)
{
    return (struct aim){core_binary(core, value), value, changes, INT64_MAX};
}

/* Of as many answers as are found, the fewest steps, then the highest value. */
static bool settle_rest(struct core *core, struct rational target,
                        struct choice *choice)
{
    struct aim aim = aim_at(core, target, choice->entry.changes);
    aim.steps = choice->entry.steps - 1;
    if (!core->tired && aim.steps >= 0
        && !core_search(core, SEARCH_FEWEST_STEPS, aim, choice))
        return false;
    aim = aim_at(core, choice->value, choice->entry.changes);
    aim.steps = choice->entry.steps;
    return core->tired || core_search(core, SEARCH_HIGHEST, aim, choice);
}

/* Where the search was cut off: sets of a few answers more, by the most promising way
   alone. */
static bool find_some(struct core *core, struct rational target, int64_t from,
                      int64_t all, struct choice *choice)
{
    for (int64_t more = 0; !choice->reaches; more = 2 * more + 1) {
        int64_t most = from + more < all ? from + more : all;
        if (!core_search(core, SEARCH_DIVE, aim_at(core, target, most), choice))
            return false;
        if (most == all)
            break;
    }
    return true;
}

static bool find_least(struct core *core, struct rational target, struct choice *choice,
                       int64_t *at_least)
{
    int64_t all = count_changes(core);
    for (*at_least = 0; *at_least <= all; ++*at_least) {
        if (!core_search(core, SEARCH_ANY, aim_at(core, target, *at_least), choice))
            return false;
        if (choice->reaches)
            return settle_rest(core, target, choice);
        if (core->tired)
            return find_some(core, target, *at_least, all, choice);
    }
    return true;
}

/* Any set that reaches the target, whatever it costs; or else the highest there is. */
static bool find_best(struct core *core, struct rational target, struct choice *best)
{
    struct aim aim = aim_at(core, target, INT64_MAX);
    struct rational below;
    if (!core_search(core, SEARCH_ANY, aim, best))
        return false;
    if (best->reaches)
        return true;
    if (!rational_subtract(&below,
                           core->lifter->questionnaire->node[core->target].lowest,
                           rational_of(1, 1), &core->lifter->room))
        return false;
    aim = aim_at(core, below, INT64_MAX);
    return core_search(core, SEARCH_ANY, aim, best)
           && (!best->any
               || core_search(core, SEARCH_HIGHEST,
                              aim_at(core, best->value, INT64_MAX), best));
}

bool core_choose(struct core *core, struct rational target, struct choice *least,
                 struct choice *best, int64_t *at_least)
{
    struct lifter *lifter = core->lifter;
    int order = -1;
    bool inexact = lifter->cut;
    lifter->cut = core->tired = false;
    *least = *best = (struct choice){0};
    *at_least = 0;
    lifter->blind = true;
    bool ok = find_best(core, target, best)
              && (!best->any || compare(lifter, &order, best->value, target));
    lifter->blind = false;
    best->reaches = best->any && order >= 0;
    ok =
        ok
        && (!best->any
            || find_least(core, best->reaches ? target : best->value, least, at_least));
    if (inexact || (core->tired && !best->reaches))
        *at_least = 0;
    lifter->cut = lifter->cut || inexact || core->tired;
    return ok;
}
