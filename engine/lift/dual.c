#include "lift/core.h"

#include <math.h>

/* The Lagrangean dual of choosing an entry of each unit within so many changes and
   steps: with any prices for these the best entries by gain less price, and what the
   allowance costs, come to no less than the best choice within it. */

/* Halvings, by which the prices are found near enough. */
#define PRICE_ROUNDS 16
#define STEP_ROUNDS  10

double core_priced(const struct core *core, const struct unit *unit, size_t entry)
{
    const struct entry *own = &unit->front.entry[entry];
    return core->gain[unit->first + entry] - core->changes_price * (double)own->changes
           - core->steps_price * (double)own->steps;
}

static size_t best_entry(const struct core *core, const struct unit *unit,
                         const bool *allowed)
{
    size_t best = SIZE_MAX;
    double most = 0;
    for (size_t e = 0; e < unit->front.count; e++) {
        if (!allowed[unit->first + e])
            continue;
        double own = core_priced(core, unit, e);
        if (best == SIZE_MAX || own > most) {
            best = e;
            most = own;
        }
    }
    return best;
}

/* What the units without a choice come to; the others are listed. */
struct settled {
    double gain;
    int64_t changes;
    int64_t steps;
};

static void list_active(struct core *core, const bool *allowed, struct settled *settled)
{
    *settled = (struct settled){0};
    core->active_count = 0;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t left = 0;
        size_t last = 0;
        for (size_t e = 0; e < unit->front.count; e++)
            if (allowed[unit->first + e]) {
                left++;
                last = e;
            }
        if (left > 1) {
            core->active[core->active_count++] = (uint32_t)u;
            continue;
        }
        settled->gain += core->gain[unit->first + last];
        settled->changes += unit->front.entry[last].changes;
        settled->steps += unit->front.entry[last].steps;
    }
}

/* The least changes and steps that any set takes. */
struct cheapest {
    int64_t changes;
    int64_t steps;
};

static struct cheapest cheapest_of(const struct unit *unit, const bool *allowed)
{
    struct cheapest least = {INT64_MAX, INT64_MAX};
    for (size_t e = 0; e < unit->front.count; e++) {
        const struct entry *own = &unit->front.entry[e];
        if (!allowed[unit->first + e])
            continue;
        least.changes = own->changes < least.changes ? own->changes : least.changes;
        least.steps = own->steps < least.steps ? own->steps : least.steps;
    }
    return least;
}

/* Takes entries away that cost too much even if all others cost the least they can. */
static bool is_affordable(const struct core *core, bool *allowed, const struct aim *aim,
                          bool *taken)
{
    struct cheapest all = {0};
    for (size_t u = 0; u < core->unit_count; u++) {
        struct cheapest own = cheapest_of(&core->unit[u], allowed);
        all.changes += own.changes;
        all.steps += own.steps;
    }
    if (all.changes > aim->changes || all.steps > aim->steps)
        return false;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        struct cheapest own = cheapest_of(unit, allowed);
        for (size_t e = 0; e < unit->front.count; e++) {
            const struct entry *entry = &unit->front.entry[e];
            if (allowed[unit->first + e]
                && (entry->changes - own.changes > aim->changes - all.changes
                    || entry->steps - own.steps > aim->steps - all.steps)) {
                allowed[unit->first + e] = false;
                *taken = *taken || u < core->varying_count;
            }
        }
    }
    return true;
}

/* The dual by the prices at hand, and what its choice costs. */
struct dual {
    double value;
    int64_t changes;
    int64_t steps;
};

static struct dual find_dual(struct core *core, const bool *allowed,
                             const struct aim *aim, const struct settled *settled)
{
    struct dual dual = {core->constant + settled->gain, settled->changes,
                        settled->steps};
    for (size_t a = 0; a < core->active_count; a++) {
        const struct unit *unit = &core->unit[core->active[a]];
        size_t e = best_entry(core, unit, allowed);
        dual.value += core_priced(core, unit, e);
        dual.changes += unit->front.entry[e].changes;
        dual.steps += unit->front.entry[e].steps;
        core->effort += unit->front.count;
    }
    dual.value += core->changes_price * (double)(aim->changes - settled->changes);
    if (core->steps_price > 0)
        dual.value += core->steps_price * (double)(aim->steps - settled->steps);
    return dual;
}

/* The prices are kept that bound best. */
struct pricing {
    const bool *allowed;
    const struct aim *aim;
    struct settled settled;
    double highest; /* price that is ever worth anything */
    double best;
    double changes_price;
    double steps_price;
};

static struct dual try_prices(struct core *core, struct pricing *pricing)
{
    struct dual dual =
        find_dual(core, pricing->allowed, pricing->aim, &pricing->settled);
    if (dual.value < pricing->best) {
        pricing->best = dual.value;
        pricing->changes_price = core->changes_price;
        pricing->steps_price = core->steps_price;
    }
    return dual;
}

/* The price of a change that bounds best, by that of a step. */
static struct dual price_changes(struct core *core, struct pricing *pricing)
{
    double low = 0;
    double high = pricing->highest;
    core->changes_price = 0;
    struct dual dual = try_prices(core, pricing);
    for (int i = 0; i < PRICE_ROUNDS && pricing->best >= -core->margin
                    && (i > 0 || dual.changes > pricing->aim->changes);
         i++) {
        core->changes_price = (low + high) / 2;
        dual = try_prices(core, pricing);
        if (dual.changes == pricing->aim->changes)
            break;
        if (dual.changes > pricing->aim->changes)
            low = core->changes_price;
        else
            high = core->changes_price;
    }
    return dual;
}

static void find_prices(struct core *core, struct pricing *pricing)
{
    double low = 0;
    double high = pricing->highest;
    core->steps_price = 0;
    struct dual dual = price_changes(core, pricing);
    for (int i = 0; i < STEP_ROUNDS && pricing->aim->steps < INT64_MAX
                    && pricing->best >= -core->margin
                    && (i > 0 || dual.steps > pricing->aim->steps);
         i++) {
        core->steps_price = (low + high) / 2;
        dual = price_changes(core, pricing);
        if (dual.steps == pricing->aim->steps)
            break;
        if (dual.steps > pricing->aim->steps)
            low = core->steps_price;
        else
            high = core->steps_price;
    }
    core->changes_price = pricing->changes_price;
    core->steps_price = pricing->steps_price;
}

static double find_highest_price(const struct core *core, const bool *allowed)
{
    double most = 0;
    for (size_t a = 0; a < core->active_count; a++) {
        const struct unit *unit = &core->unit[core->active[a]];
        double low = INFINITY;
        double high = -INFINITY;
        for (size_t e = 0; e < unit->front.count; e++) {
            if (!allowed[unit->first + e])
                continue;
            double own = core->gain[unit->first + e];
            low = own < low ? own : low;
            high = own > high ? own : high;
        }
        most = high - low > most ? high - low : most;
    }
    return most;
}

/* Takes entries away with which even the bound is too low. */
static bool take_away(struct core *core, bool *allowed, double slack)
{
    bool taken = false;
    for (size_t a = 0; a < core->active_count; a++) {
        uint32_t u = core->active[a];
        const struct unit *unit = &core->unit[u];
        size_t best = best_entry(core, unit, allowed);
        double most = core_priced(core, unit, best);
        for (size_t e = 0; e < unit->front.count; e++)
            if (allowed[unit->first + e]
                && slack - (most - core_priced(core, unit, e)) < 0) {
                allowed[unit->first + e] = false;
                taken = taken || u < core->varying_count;
            }
    }
    return taken;
}

/* Whether whole answers within the allowance come to it. */
static bool holds_whole(struct core *core, struct pricing *pricing)
{
    const struct aim *aim = pricing->aim;
    double most;
    list_active(core, pricing->allowed, &pricing->settled);
    int64_t steps =
        aim->steps == INT64_MAX ? INT64_MAX : aim->steps - pricing->settled.steps;
    return core->lifter->blind
           || !core_tabulate(core, pricing->allowed,
                             aim->changes - pricing->settled.changes, steps, &most)
           || core->constant + pricing->settled.gain + most >= -core->margin;
}

/* Prices that were good before often are again; then it is known at no cost. */
static bool try_last_prices(struct core *core, struct pricing *pricing)
{
    core->changes_price = core->last_changes_price;
    core->steps_price = pricing->aim->steps < INT64_MAX ? core->last_steps_price : 0;
    try_prices(core, pricing);
    return pricing->best >= -core->margin;
}

bool core_bound(struct core *core, bool *allowed, const struct aim *aim, bool *taken)
{
    struct pricing pricing = {.allowed = allowed, .aim = aim, .best = INFINITY};
    *taken = false;
    if (!core->lifter->blind && !is_affordable(core, allowed, aim, taken))
        return false;
    if (*taken)
        return true;
    list_active(core, allowed, &pricing.settled);
    pricing.highest = find_highest_price(core, allowed);
    core->changes_price = core->steps_price = 0;
    if (core->lifter->blind)
        try_prices(core, &pricing);
    else {
        if (!try_last_prices(core, &pricing))
            return false;
        *taken = take_away(core, allowed, pricing.best + core->margin);
        if (*taken)
            return true;
        list_active(core, allowed, &pricing.settled);
        find_prices(core, &pricing);
        core->last_changes_price = core->changes_price;
        core->last_steps_price = core->steps_price;
    }
    if (pricing.best < -core->margin)
        return false;
    *taken = take_away(core, allowed, pricing.best + core->margin);
    return *taken || holds_whole(core, &pricing);
}
