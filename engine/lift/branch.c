#include "lift/core.h"

#include "base/memory.h"

#include <string.h>

/* Branch and bound over the classes of the units whose weights are not settled. */

/* Entries that are weighed, and pairs that are tried, for one area before the search is
   cut off. */
#define EFFORT_LIMIT UINT64_C(60000000)
#define WORK_LIMIT   UINT64_C(4000000)

struct search {
    struct core *core;
    enum search_kind kind;
    struct aim aim;
    struct choice *choice;
    bool done;
};

static bool is_tired(const struct search *search)
{
    const struct core *core = search->core;
    return search->kind != SEARCH_DIVE
           && (core->tired || core->effort > EFFORT_LIMIT / core->lifter->hurry
               || core->lifter->work > WORK_LIMIT / core->lifter->hurry);
}

/* After something better was found, only what is better still is asked for. Of as many
   steps and the same value the sets are told apart by their questions, so that nothing
   as good is passed over. */
static void raise_aim(struct search *search)
{
    const struct choice *choice = search->choice;
    search->done = search->kind == SEARCH_ANY || search->kind == SEARCH_DIVE;
    if (search->kind == SEARCH_FEWEST_STEPS) {
        search->aim.steps = choice->entry.steps - 1;
        search->done = search->aim.steps < 0;
    }
    if (search->kind == SEARCH_HIGHEST) {
        search->aim.exact = choice->value;
        search->aim.value = core_binary(search->core, choice->value);
    }
}

static bool try_leaf(struct search *search, const bool *allowed)
{
    struct choice own = {0};
    if (!core_leaf(search->core, allowed, &search->aim, &own))
        return false;
    search->core->tired = search->core->tired || search->core->lifter->cut;
    if (!own.reaches)
        return true;
    if (!choice_take(search->core->lifter, search->choice, search->aim.exact,
                     &own.entry, own.value))
        return false;
    raise_aim(search);
    return true;
}

/* The classes of a unit that are left, each with the gain less price of its best entry;
   how many. */
static size_t list_classes(const struct core *core, const struct unit *unit,
                           const bool *allowed, bool *left, double *best)
{
    size_t count = 0;
    memset(left, 0, unit->class_count * sizeof *left);
    for (size_t e = 0; e < unit->front.count; e++) {
        if (!allowed[unit->first + e])
            continue;
        uint32_t class = unit->class[e];
        double own = core_priced(core, unit, e);
        count += !left[class];
        if (!left[class] || own > best[class])
            best[class] = own;
        left[class] = true;
    }
    return count;
}

/* The unit whose classes are the most apart; unit_count where all are settled. */
static size_t choose_unit(const struct core *core, const bool *allowed, bool *left,
                          double *best)
{
    size_t chosen = core->unit_count;
    double widest = -1;
    for (size_t u = 0; u < core->varying_count; u++) {
        const struct unit *unit = &core->unit[u];
        if (list_classes(core, unit, allowed, left, best) < 2)
            continue;
        double low = 0;
        double high = 0;
        bool any = false;
        for (uint32_t c = 0; c < unit->class_count; c++) {
            if (!left[c])
                continue;
            low = !any || best[c] < low ? best[c] : low;
            high = !any || best[c] > high ? best[c] : high;
            any = true;
        }
        if (high - low > widest) {
            widest = high - low;
            chosen = u;
        }
    }
    return chosen;
}

static bool explore(struct search *search, bool *allowed);

/* Every class that is left, the most promising first. */
static bool branch(struct search *search, const bool *allowed, size_t chosen,
                   bool *left, double *best)
{
    const struct core *core = search->core;
    const struct unit *unit = &core->unit[chosen];
    bool *own = memory_unwritten(core->entry_count, sizeof *own);
    bool ok = own != NULL;
    size_t count = list_classes(core, unit, allowed, left, best);
    for (; ok && count > 0 && !search->done; count--) {
        uint32_t class = unit->class_count;
        for (uint32_t c = 0; c < unit->class_count; c++)
            if (left[c] && (class == unit->class_count || best[c] > best[class]))
                class = c;
        left[class] = false;
        memcpy(own, allowed, core->entry_count * sizeof *own);
        for (size_t e = 0; e < unit->front.count; e++)
            own[unit->first + e] = own[unit->first + e] && unit->class[e] == class;
        ok = explore(search, own);
        if (search->kind == SEARCH_DIVE)
            break;
    }
    memory_release(own);
    return ok;
}

/* Whether the branch may hold anything; `*taken` where it has become a smaller one. */
static bool relax(struct search *search, bool *allowed, bool *taken)
{
    struct core *core = search->core;
    *taken = false;
    if (!core_relax(core, allowed, &search->aim))
        return false;
    if (core_find_cover(core, allowed)
        && !core_bound(core, allowed, &search->aim, taken))
        return false;
    if (*taken)
        return true;
    core_find_gains(core, allowed);
    return core_bound(core, allowed, &search->aim, taken);
}

static bool explore(struct search *search, bool *allowed)
{
    struct core *core = search->core;
    bool taken = true;
    if (is_tired(search)) {
        core->tired = true;
        return true;
    }
    while (taken)
        if (!relax(search, allowed, &taken))
            return true;
    size_t most = 1;
    for (size_t u = 0; u < core->varying_count; u++)
        most = core->unit[u].class_count > most ? core->unit[u].class_count : most;
    bool *left = memory_allocate(most, sizeof *left);
    double *best = memory_allocate(most, sizeof *best);
    bool ok = left != NULL && best != NULL;
    size_t chosen = ok ? choose_unit(core, allowed, left, best) : 0;
    if (ok && chosen == core->unit_count)
        ok = try_leaf(search, allowed);
    else if (ok)
        ok = branch(search, allowed, chosen, left, best);
    memory_release(left);
    memory_release(best);
    return ok;
}

bool core_search(struct core *core, enum search_kind kind, struct aim aim,
                 struct choice *choice)
{
    if (core->single)
        return core_search_single(core, kind, aim, choice);
    struct search search = {core, kind, aim, choice, false};
    bool *allowed = memory_unwritten(core->entry_count, sizeof *allowed);
    bool ok = allowed != NULL;
    for (size_t e = 0; ok && e < core->entry_count; e++)
        allowed[e] = true;
    ok = ok && explore(&search, allowed);
    memory_release(allowed);
    return ok;
}
