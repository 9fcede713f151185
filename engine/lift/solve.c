#include "lift/core.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* The fewest answers of a core: by guess, with what can still be added as a bound. The
   bound is told in binary numbers, with a margin far above their errors; what is kept
   and what is chosen is compared exactly. */

#define MARGIN      1e-6
#define FIRST_LIMIT 12

/* Sums of pairs that are tried for one area before the search is cut off. */
#define CORE_WORK UINT64_C(3000000)

/* What each entry of a unit adds to the target's sum by the guess at hand. */
static void find_adds(struct core *core, const struct unit *unit, const double *factor)
{
    size_t nodes = core->node_count;
    for (size_t e = 0; e < unit->front.count; e++) {
        double sum = 0;
        for (size_t n = 0; n < nodes; n++)
            sum += factor[n] * unit->value[e * nodes + n];
        core->adds[e] = sum;
    }
}

/* most[u * (limit + 1) + k]; of the last unit on, nothing. */
static bool find_most(struct core *core, int64_t limit)
{
    size_t row = (size_t)limit + 1;
    double *factor = memory_allocate(core->node_count, sizeof *factor);
    if ((core->unit_count + 1) * row > core->most_capacity) {
        memory_release(core->most);
        core->most_capacity = (core->unit_count + 1) * row;
        core->most = memory_unwritten(core->most_capacity, sizeof *core->most);
    }
    if (factor == NULL || core->most == NULL) {
        core->most_capacity = core->most == NULL ? 0 : core->most_capacity;
        memory_release(factor);
        return false;
    }
    for (size_t n = 0; n < core->node_count; n++)
        factor[n] = core_binary(core, core->factor[n]);
    for (size_t k = 0; k < row; k++)
        core->most[core->unit_count * row + k] = 0;
    for (size_t u = core->unit_count; u-- > 0;) {
        const struct front *front = &core->unit[u].front;
        const double *restrict after = core->most + (u + 1) * row;
        double *restrict most = core->most + u * row;
        find_adds(core, &core->unit[u], factor);
        for (size_t k = 0; k < row; k++)
            most[k] = -INFINITY;
        for (size_t e = 0; e < front->count; e++) {
            double adds = core->adds[e];
            for (size_t k = (size_t)front->entry[e].changes; k < row; k++) {
                double sum = adds + after[k - (size_t)front->entry[e].changes];
                most[k] = sum > most[k] ? sum : most[k];
            }
        }
    }
    memory_release(factor);
    return true;
}

static struct rational *target_slot(const struct core *core)
{
    return core->slot + core->layout.first[core->node_count - 1];
}

/* The sum that the target takes, for the guess at hand. */
static void find_need(struct core *core, struct rational target)
{
    double sum =
        core_binary(core, target) * (double)target_slot(core)[SLOT_ANSWERED].numerator
        - core_binary(core, core->base);
    core->need = sum - MARGIN * (1 + fabs(sum));
}

static bool weigh_guesses(struct core *core, struct rational target, int64_t limit)
{
    for (size_t g = 0; g < core->guess_count; g++) {
        struct guess *guess = &core->guess[g];
        if (!core_take_guess(core, guess) || !find_most(core, limit))
            return false;
        guess->least = INT64_MAX;
        guess->highest = -INFINITY;
        if (!core->possible)
            continue;
        find_need(core, target);
        for (int64_t k = limit; k >= 0 && core->most[k] >= core->need; k--)
            guess->least = k;
        guess->highest = (core_binary(core, core->base) + core->most[limit])
                         / (double)target_slot(core)[SLOT_ANSWERED].numerator;
    }
    return true;
}

/* The columns that a front of a guess has: what is added, then all weights. */
static size_t weight_columns(const struct core *core)
{
    return SLOT_VALUE * core->node_count;
}

static bool project_entry(struct core *core, const struct rational *from,
                          struct rational *into, size_t weights)
{
    struct rational_room *room = &core->lifter->room;
    into[0] = rational_of(0, 1);
    for (size_t n = 0; n < core->node_count; n++) {
        const struct rational *slot = from + core->layout.first[n];
        struct rational term;
        for (size_t s = 0; weights > 0 && s < SLOT_VALUE; s++)
            into[1 + n * SLOT_VALUE + s] = slot[s];
        if (slot[SLOT_VALUE].denominator > 0 && slot[SLOT_VALUE].numerator == 0)
            continue;
        if (!rational_multiply(&term, slot[SLOT_VALUE], core->factor[n], room)
            || !rational_add(&into[0], into[0], term, room))
            return false;
    }
    return true;
}

static bool project(struct core *core, const struct layout *layout, size_t u,
                    struct front *into)
{
    const struct front *from = &core->unit[u].front;
    bool blind = core->lifter->blind;
    bool ok = front_begin(into, layout->width);
    for (size_t e = 0; ok && e < from->count; e++) {
        struct entry entry = from->entry[e];
        if (blind)
            entry.changes = entry.steps = 0;
        struct rational *slot = front_add(into, entry);
        ok = slot != NULL
             && project_entry(core, from->slot + e * from->width, slot,
                              layout->width - 1);
    }
    return ok && front_prune(core->lifter, layout, into);
}

/* Only entries that can still come to what is needed, and at no more steps than what is
   found. */
static void keep_hopeful(struct core *core, struct front *front, size_t next,
                         int64_t limit, const struct choice *found)
{
    size_t kept = 0;
    const double *most = core->most + next * ((size_t)limit + 1);
    for (size_t e = 0; e < front->count; e++) {
        struct rational *slot = front->slot + e * front->width;
        int64_t left = core->lifter->blind ? limit : limit - front->entry[e].changes;
        if (core_binary(core, slot[0]) + most[left] < core->need
            || (found->reaches && front->entry[e].steps > found->entry.steps))
            continue;
        front->entry[kept] = front->entry[e];
        memmove(front->slot + kept * front->width, slot, front->width * sizeof *slot);
        kept++;
    }
    front->count = kept;
}

static bool fold_units(struct core *core, const struct layout *layout, size_t from,
                       size_t to, int64_t limit, const struct choice *found,
                       struct front *front)
{
    bool ok = true;
    for (size_t u = from; ok && u < to && front->count > 0; u++) {
        struct front own = {0};
        ok = project(core, layout, u, &own)
             && front_fold(core->lifter, layout, front, &own);
        front_release(&own);
        if (ok)
            keep_hopeful(core, front, u + 1, limit, found);
    }
    return ok;
}

/* Of the weights that a guess has, what the units that do not vary leave to others. */
static void find_wanted(const struct core *core, const struct guess *guess,
                        int64_t *wanted)
{
    for (size_t n = 0; n < core->node_count; n++)
        for (size_t s = 0; s < SLOT_VALUE; s++) {
            int64_t sum = core->node[n].extent[guess->extent[n]].slot[s];
            for (size_t u = core->varying_count;
                 s != SLOT_BLOCKED && u < core->unit_count; u++)
                sum -= core->unit[u].front.slot[core->layout.first[n] + s].numerator;
            wanted[n * SLOT_VALUE + s] = sum;
        }
}

/* What blocks is not added up: it is there where any of them has it. */
static bool is_wanted(const struct core *core, const int64_t *wanted,
                      const struct rational *slot)
{
    for (size_t n = 0; n < core->node_count; n++)
        for (size_t s = 0; s < SLOT_VALUE; s++) {
            size_t at = n * SLOT_VALUE + s;
            int64_t own = slot[1 + at].numerator;
            for (size_t u = core->varying_count;
                 s == SLOT_BLOCKED && own == 0 && u < core->unit_count; u++)
                own = core->unit[u].front.slot[core->layout.first[n] + s].numerator;
            if (own != wanted[at])
                return false;
        }
    return true;
}

/* The least and the most that the units that vary, from one on, add to a weight. */
static void find_rest(const struct core *core, size_t next, size_t at, int64_t *least,
                      int64_t *most)
{
    size_t slot = core->layout.first[at / SLOT_VALUE] + at % SLOT_VALUE;
    *least = *most = 0;
    for (size_t u = next; u < core->varying_count; u++) {
        const struct front *front = &core->unit[u].front;
        int64_t low = INT64_MAX;
        int64_t high = 0;
        for (size_t e = 0; e < front->count; e++) {
            int64_t own = front->slot[e * front->width + slot].numerator;
            low = own < low ? own : low;
            high = own > high ? own : high;
        }
        *least += front->count == 0 ? 0 : low;
        *most += high;
    }
}

/* Only entries whose weights can still come to those wanted. */
static void keep_matching(const struct core *core, struct front *front, size_t next,
                          const int64_t *wanted)
{
    for (size_t at = 0; at < weight_columns(core); at++) {
        int64_t least;
        int64_t most;
        size_t kept = 0;
        if (at % SLOT_VALUE == SLOT_BLOCKED)
            continue;
        find_rest(core, next, at, &least, &most);
        for (size_t e = 0; e < front->count; e++) {
            struct rational *slot = front->slot + e * front->width;
            int64_t own = slot[1 + at].numerator;
            if (own + least > wanted[at] || own + most < wanted[at])
                continue;
            front->entry[kept] = front->entry[e];
            memmove(front->slot + kept * front->width, slot,
                    front->width * sizeof *slot);
            kept++;
        }
        front->count = kept;
    }
}

/* The sets of the units that vary that come to the guess, without their weights. */
static bool match_guess(struct core *core, const struct guess *guess,
                        const struct layout *layout, int64_t limit,
                        const struct choice *found, struct front *from,
                        struct front *into)
{
    int64_t *wanted = memory_allocate(weight_columns(core), sizeof *wanted);
    bool ok = wanted != NULL && front_begin(into, 1);
    if (ok)
        find_wanted(core, guess, wanted);
    for (size_t u = 0; ok && u < core->varying_count && from->count > 0; u++) {
        ok = fold_units(core, layout, u, u + 1, limit, found, from);
        if (ok)
            keep_matching(core, from, u + 1, wanted);
    }
    for (size_t e = 0; ok && e < from->count; e++) {
        const struct rational *slot = from->slot + e * from->width;
        if (!is_wanted(core, wanted, slot))
            continue;
        struct rational *kept = front_add(into, from->entry[e]);
        ok = kept != NULL;
        if (ok)
            kept[0] = slot[0];
    }
    memory_release(wanted);
    return ok;
}

static bool take_best(struct core *core, const struct front *front,
                      struct rational target, struct choice *choice)
{
    struct rational slot[SLOT_MOST + 1];
    memcpy(slot, target_slot(core), sizeof slot);
    for (size_t e = 0; e < front->count; e++) {
        struct outcome outcome;
        if (!rational_add(&slot[SLOT_VALUE], core->base, front->slot[e],
                          &core->lifter->room)
            || !outcome_find(core->lifter, core->target, slot, &outcome)
            || !choice_take(core->lifter, choice, target, &front->entry[e],
                            outcome.value))
            return false;
    }
    return true;
}

/* All sets of at most `limit` answers by one guess that come to the target. */
static bool try_guess(struct core *core, const struct guess *guess,
                      struct rational target, int64_t limit, struct choice *choice)
{
    size_t width = 1 + weight_columns(core);
    struct slot_form *form = memory_allocate(width, sizeof *form);
    struct layout layout = {.form = form, .width = width};
    struct layout plain = {.form = form, .width = 1};
    struct front front = {0};
    struct front matched = {0};
    bool ok = form != NULL && core_take_guess(core, guess) && find_most(core, limit)
              && front_begin(&front, width);
    for (size_t s = 1; ok && s < width; s++)
        form[s] = (struct slot_form){
            (s - 1) % SLOT_VALUE == SLOT_BLOCKED ? JOIN_MOST : JOIN_ADD, true, 0};
    struct rational *slot = ok ? front_add(&front, (struct entry){0}) : NULL;
    ok = slot != NULL;
    if (ok)
        slots_begin(&layout, slot);
    core->lifter->limit = limit;
    if (ok)
        find_need(core, target);
    ok = ok && match_guess(core, guess, &layout, limit, choice, &front, &matched)
         && front_prune(core->lifter, &plain, &matched)
         && fold_units(core, &plain, core->varying_count, core->unit_count, limit,
                       choice, &matched)
         && take_best(core, &matched, target, choice);
    front_release(&front);
    front_release(&matched);
    memory_release(form);
    return ok;
}

/* The most changes there can be. */
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

static bool find_least(struct core *core, struct rational target, int64_t limit,
                       struct choice *choice)
{
    for (int64_t k = 0; k <= limit && !choice->reaches; k++)
        for (size_t g = 0; g < core->guess_count; g++) {
            if (core->guess[g].least > k)
                continue;
            if (core->lifter->work > CORE_WORK) {
                core->lifter->cut = true;
                return true;
            }
            if (!try_guess(core, &core->guess[g], target, k, choice))
                return false;
        }
    return true;
}

/* The highest there is, whatever it costs; guesses that cannot come to it are passed
   over. */
static bool find_highest(struct core *core, struct choice *choice)
{
    struct lifter *lifter = core->lifter;
    struct rational lowest = lifter->questionnaire->node[core->target].lowest;
    int64_t limit = count_changes(core);
    bool ok = true;
    lifter->blind = true;
    for (size_t tried = 0; ok && tried < core->guess_count; tried++) {
        struct guess *best = NULL;
        for (size_t g = 0; g < core->guess_count; g++)
            if (best == NULL || core->guess[g].highest > best->highest)
                best = &core->guess[g];
        double known = choice->any ? core_binary(core, choice->value) : -INFINITY;
        if (best == NULL || best->highest == -INFINITY
            || best->highest < known - MARGIN * (1 + fabs(known)))
            break;
        struct choice own = {0};
        struct rational least = choice->any ? choice->value : lowest;
        ok = try_guess(core, best, least, limit, &own)
             && (!own.any || choice_take(lifter, choice, least, &own.entry, own.value));
        best->highest = -INFINITY;
    }
    lifter->blind = false;
    choice->reaches = false;
    return ok;
}

bool core_choose(struct core *core, struct rational target, struct choice *choice)
{
    int64_t all = count_changes(core);
    *choice = (struct choice){0};
    core->lifter->cut = core->lifter->cut || core->too_many;
    for (int64_t limit = FIRST_LIMIT;; limit *= 4) {
        limit = limit > all ? all : limit;
        if (!weigh_guesses(core, target, limit)
            || !find_least(core, target, limit, choice))
            return false;
        if (choice->reaches)
            return true;
        if (limit == all || core->lifter->work > CORE_WORK)
            return find_highest(core, choice);
    }
}
