#include "lift/core.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* The fewest answers of a core: by guess, with what can still be added as a bound. The
   bound is told in binary numbers, with a margin far above their errors; what is kept
   and what is chosen is compared exactly. */

/* Sums of pairs that are tried for one area before the search is cut off. */
#define CORE_WORK UINT64_C(4000000)

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
        core_find_adds(core, &core->unit[u], factor);
        core_add_most(front, core->adds, after, core->most + u * row, row);
    }
    memory_release(factor);
    return true;
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
        ok = core_project(core, layout, u, &own)
             && front_fold(core->lifter, layout, front, &own);
        front_release(&own);
        if (ok)
            keep_hopeful(core, front, u + 1, limit, found);
    }
    return ok;
}

/* The sets of the units that vary that come to the guess, without their weights. */
static bool match_guess(struct core *core, const struct guess *guess,
                        const struct layout *layout, int64_t limit,
                        const struct choice *found, struct front *from,
                        struct front *into)
{
    int64_t *wanted = memory_allocate(core_weights(core), sizeof *wanted);
    bool ok = wanted != NULL && front_begin(into, 1);
    if (ok)
        core_find_wanted(core, guess, wanted);
    for (size_t u = 0; ok && u < core->varying_count && from->count > 0; u++) {
        ok = fold_units(core, layout, u, u + 1, limit, found, from);
        if (ok)
            core_keep_matching(core, from, u + 1, wanted);
    }
    for (size_t e = 0; ok && e < from->count; e++) {
        const struct rational *slot = from->slot + e * from->width;
        if (!core_is_wanted(core, wanted, slot))
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
    memcpy(slot, core_target_slot(core), sizeof slot);
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
    size_t width = 1 + core_weights(core);
    struct slot_form *form = memory_allocate(width, sizeof *form);
    struct layout layout = {.form = form, .width = width};
    struct layout plain = {.form = form, .width = 1};
    struct front front = {0};
    struct front matched = {0};
    core->lifter->work += core->unit_count * ((size_t)limit + 1) / 8;
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
        core_find_need(core, target);
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

/* The guess that is the most promising of those that may do with so many; NULL = none
   is. */
static const struct guess *find_promising(const struct core *core, int64_t most)
{
    const struct guess *best = NULL;
    for (size_t g = 0; g < core->guess_count; g++) {
        const struct guess *guess = &core->guess[g];
        if (guess->least <= most
            && (best == NULL || guess->least < best->least
                || (guess->least == best->least && guess->highest > best->highest)))
            best = guess;
    }
    return best;
}

/* All guesses that may do with so many; when that has taken too long, the most
   promising one alone. */
static bool try_guesses(struct core *core, struct rational target, int64_t most,
                        struct choice *choice)
{
    struct lifter *lifter = core->lifter;
    for (size_t g = 0;
         g < core->guess_count && lifter->work <= CORE_WORK / lifter->hurry; g++)
        if (core->guess[g].least <= most
            && !try_guess(core, &core->guess[g], target, most, choice))
            return false;
    if (lifter->work <= CORE_WORK / lifter->hurry)
        return true;
    const struct guess *guess = find_promising(core, most);
    lifter->cut = true;
    return guess == NULL || choice->reaches
           || try_guess(core, guess, target, most, choice);
}

static bool find_least(struct core *core, struct rational target, int64_t limit,
                       struct choice *choice)
{
    for (int64_t k = 0; k <= limit && !choice->reaches; k++)
        if (!try_guesses(core, target, k, choice))
            return false;
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
            || best->highest < known - CORE_MARGIN * (1 + fabs(known)))
            break;
        struct choice own = {0};
        struct rational least = choice->any ? choice->value : lowest;
        ok = try_guess(core, best, least, limit, &own)
             && (!own.any || choice_take(lifter, choice, least, &own.entry, own.value));
        best->highest = -INFINITY;
    }
    lifter->blind = false;
    return ok;
}

bool core_choose(struct core *core, struct rational target, struct choice *least,
                 struct choice *best)
{
    int64_t all = count_changes(core);
    int order = -1;
    *least = *best = (struct choice){0};
    core->lifter->cut = core->lifter->cut || core->too_many;
    if (!core_weigh(core, target, all, 1))
        return false;
    /* What the first guess takes, by which no more is answered than is, is near what
       the others do. */
    int64_t near = core->guess_count == 0 ? all : core->guess[0].least;
    int64_t limit = near > all ? all : near + near / 8 + 2;
    for (; !least->reaches; limit *= 2) {
        limit = limit > all ? all : limit;
        if (!core_weigh(core, target, limit, core->guess_count)
            || !find_least(core, target, limit, least))
            return false;
        if (limit == all)
            break;
    }
    *best = *least;
    if (least->reaches)
        return true;
    if (!find_highest(core, best)
        || (best->any && !compare(core->lifter, &order, best->value, target)))
        return false;
    best->reaches = best->any && order >= 0;
    return true;
}
