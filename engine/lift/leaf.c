#include "lift/core.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* A branch whose weights are all settled: what each area counts for is known, and the
   target's sum is folded from the entries that are left, exactly. */

static void sum_weights(struct core *core, const bool *allowed)
{
    slots_begin(&core->layout, core->slot);
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t e = 0;
        while (!allowed[unit->first + e])
            e++;
        for (size_t t = 0; t < unit->touched_count; t++) {
            const struct weights *own =
                &unit->effect[e * unit->touched_count + t].weights;
            struct rational *slot = core->slot + core->layout.first[unit->touched[t]];
            slot[SLOT_RELEVANT].numerator += own->relevant;
            slot[SLOT_ANSWERED].numerator += own->answered;
            slot[SLOT_BLOCKED].numerator |= own->blocked;
        }
    }
}

/* What each area is by the weights alone, bottom up: its own and those of the areas
   that go into it. Then how much its sum counts for at last, top down. */
static bool settle_nodes(struct core *core, enum standing *standing)
{
    struct lifter *lifter = core->lifter;
    for (size_t n = 0; n < core->node_count; n++) {
        uint32_t number = core->node[n].node;
        struct rational *slot = core->slot + core->layout.first[n];
        struct outcome outcome;
        if (!outcome_find(lifter, number, slot, &outcome))
            return false;
        standing[n] = outcome.standing;
        if (n + 1 < core->node_count
            && !feed_area(lifter, &core->layout, &lifter->area[number].tap[0], number,
                          outcome, core->slot))
            return false;
    }
    return true;
}

static bool find_factors(struct core *core, const enum standing *standing)
{
    size_t last = core->node_count - 1;
    core->factor[last] = rational_of(standing[last] == STANDING_SCORED, 1);
    for (size_t n = last; n-- > 0;) {
        int64_t answered = core->slot[core->layout.first[n] + SLOT_ANSWERED].numerator;
        core->factor[n] = rational_of(0, 1);
        if (standing[n] == STANDING_SCORED
            && !rational_multiply(&core->factor[n], core->factor[core->node[n].above],
                                  rational_of(core->node[n].weight, answered),
                                  &core->lifter->room))
            return false;
    }
    return true;
}

static struct rational *target_slot(const struct core *core)
{
    return core->slot + core->layout.first[core->node_count - 1];
}

static bool settle(struct core *core, const bool *allowed, bool *possible)
{
    enum standing *standing = memory_allocate(core->node_count, sizeof *standing);
    bool ok = standing != NULL;
    sum_weights(core, allowed);
    ok = ok && settle_nodes(core, standing) && find_factors(core, standing);
    if (ok) {
        *possible = standing[core->node_count - 1] == STANDING_SCORED;
        core->base = target_slot(core)[SLOT_VALUE];
    }
    memory_release(standing);
    return ok;
}

/* What an entry adds to the target's sum. */
static bool project(struct core *core, const struct unit *unit, size_t e,
                    struct rational *into)
{
    struct rational_room *room = &core->lifter->room;
    *into = rational_of(0, 1);
    for (size_t t = 0; t < unit->touched_count; t++) {
        size_t n = unit->touched[t];
        struct rational value =
            unit->front
                .slot[e * unit->front.width + core->layout.first[n] + SLOT_VALUE];
        struct rational term;
        if (value.denominator > 0 && value.numerator == 0)
            continue;
        if (!rational_multiply(&term, value, core->factor[n], room)
            || !rational_add(into, *into, term, room))
            return false;
    }
    return true;
}

/* What of a unit is left, as a front of the target's sum alone. */
static bool project_unit(struct core *core, const struct layout *layout,
                         const struct unit *unit, const bool *allowed,
                         struct front *front)
{
    bool ok = front_begin(front, 1);
    for (size_t e = 0; ok && e < unit->front.count; e++) {
        struct entry entry = unit->front.entry[e];
        if (!allowed[unit->first + e])
            continue;
        if (core->lifter->blind)
            entry.changes = entry.steps = 0;
        struct rational *slot = front_add(front, entry);
        ok = slot != NULL && project(core, unit, e, slot);
    }
    return ok && front_prune(core->lifter, layout, front);
}

/* The fronts that are to be folded; first the one of all that has no choice. */
struct folding {
    struct core *core;
    const struct aim *aim;
    struct slot_form form;
    struct layout layout;
    struct front *front;
    size_t front_count;
    int64_t limit; /* of changes */
};

static bool collect(struct folding *folding, const bool *allowed)
{
    struct core *core = folding->core;
    struct lifter *lifter = core->lifter;
    folding->front = memory_allocate(core->unit_count + 1, sizeof *folding->front);
    if (folding->front == NULL)
        return false;
    struct front *first = &folding->front[folding->front_count++];
    struct rational *slot =
        front_begin(first, 1) ? front_add(first, (struct entry){0}) : NULL;
    bool ok = slot != NULL;
    if (ok)
        slot[0] = rational_of(0, 1);
    lifter->limit = INT64_MAX;
    for (size_t u = 0; ok && u < core->unit_count; u++) {
        struct front own = {0};
        ok = project_unit(core, &folding->layout, &core->unit[u], allowed, &own);
        if (ok && own.count > 1) {
            folding->front[folding->front_count++] = own;
            continue;
        }
        ok = ok && front_fold(lifter, &folding->layout, &folding->front[0], &own);
        front_release(&own);
    }
    return ok;
}

static int64_t most_changes(const struct front *front)
{
    int64_t most = 0;
    for (size_t e = 0; e < front->count; e++)
        most = front->entry[e].changes > most ? front->entry[e].changes : most;
    return most;
}

/* most[f * (limit + 1) + k]: what the fronts from one on add by k changes at most. */
static bool find_most(struct folding *folding)
{
    struct core *core = folding->core;
    int64_t all = 0;
    for (size_t f = 0; f < folding->front_count; f++)
        all += most_changes(&folding->front[f]);
    folding->limit = folding->aim->changes < all ? folding->aim->changes : all;
    size_t row = (size_t)folding->limit + 1;
    size_t needed = (folding->front_count + 1) * row;
    if (needed > core->most_capacity) {
        memory_release(core->most);
        core->most = memory_unwritten(needed, sizeof *core->most);
        core->most_capacity = core->most == NULL ? 0 : needed;
    }
    if (core->most == NULL)
        return false;
    for (size_t k = 0; k < row; k++)
        core->most[folding->front_count * row + k] = 0;
    for (size_t f = folding->front_count; f-- > 0;) {
        const struct front *front = &folding->front[f];
        const double *restrict after = core->most + (f + 1) * row;
        double *restrict most = core->most + f * row;
        for (size_t k = 0; k < row; k++)
            most[k] = -INFINITY;
        for (size_t e = 0; e < front->count; e++) {
            double own = core_binary(core, front->slot[e]);
            for (size_t k = (size_t)front->entry[e].changes; k < row; k++) {
                double sum = own + after[k - (size_t)front->entry[e].changes];
                most[k] = sum > most[k] ? sum : most[k];
            }
        }
        core->effort += front->count * row / 4;
    }
    double sum = core_binary(core, folding->aim->exact)
                     * (double)target_slot(core)[SLOT_ANSWERED].numerator
                 - core_binary(core, core->base);
    core->need = sum - CORE_MARGIN * (1 + fabs(sum) + fabs(core->most[row - 1]));
    return true;
}

/* Only entries that can still come to what is needed, at no more than it may cost. */
static void keep_hopeful(const struct folding *folding, struct front *front,
                         size_t next)
{
    struct core *core = folding->core;
    const double *most = core->most + next * ((size_t)folding->limit + 1);
    size_t kept = 0;
    for (size_t e = 0; e < front->count; e++) {
        int64_t left = folding->limit - front->entry[e].changes;
        if (left < 0 || core_binary(core, front->slot[e]) + most[left] < core->need
            || front->entry[e].steps > folding->aim->steps)
            continue;
        front->entry[kept] = front->entry[e];
        front->slot[kept++] = front->slot[e];
    }
    front->count = kept;
}

static bool fold(struct folding *folding)
{
    struct lifter *lifter = folding->core->lifter;
    bool ok = true;
    lifter->limit = folding->limit;
    keep_hopeful(folding, &folding->front[0], 1);
    for (size_t f = 1; ok && f < folding->front_count && folding->front[0].count > 0;
         f++) {
        ok = front_fold(lifter, &folding->layout, &folding->front[0],
                        &folding->front[f]);
        if (ok)
            keep_hopeful(folding, &folding->front[0], f + 1);
    }
    return ok;
}

static bool take_best(struct folding *folding, struct choice *choice)
{
    struct core *core = folding->core;
    const struct front *front = &folding->front[0];
    struct rational slot[SLOT_MOST + 1];
    memcpy(slot, target_slot(core), sizeof slot);
    for (size_t e = 0; e < front->count; e++) {
        struct outcome outcome;
        int order;
        if (!rational_add(&slot[SLOT_VALUE], core->base, front->slot[e],
                          &core->lifter->room)
            || !outcome_find(core->lifter, core->target, slot, &outcome)
            || !compare(core->lifter, &order, outcome.value, folding->aim->exact))
            return false;
        if (order >= 0
            && !choice_take(core->lifter, choice, folding->aim->exact, &front->entry[e],
                            outcome.value))
            return false;
    }
    return true;
}

bool core_leaf(struct core *core, const bool *allowed, const struct aim *aim,
               struct choice *choice)
{
    struct folding folding = {
        .core = core, .aim = aim, .form = {.join = JOIN_ADD, .exact = false}};
    bool possible = false;
    folding.layout = (struct layout){.form = &folding.form, .width = 1};
    bool ok = settle(core, allowed, &possible);
    if (ok && possible)
        ok = collect(&folding, allowed) && find_most(&folding) && fold(&folding)
             && take_best(&folding, choice);
    for (size_t f = 0; f < folding.front_count; f++)
        front_release(&folding.front[f]);
    memory_release(folding.front);
    return ok;
}
