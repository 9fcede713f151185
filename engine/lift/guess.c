#include "lift/core.h"

#include "base/memory.h"

/* The weights that the areas of a core may come to, and what a guess of them makes of
   the target. */

/* What the weights of one area come to by every choice of answers, as a front that
   costs nothing. */
static bool list_extents(struct core *core, size_t n)
{
    struct lifter *lifter = core->lifter;
    struct slot_form form[SLOT_VALUE] = {
        {JOIN_ADD, true, 0}, {JOIN_ADD, true, 0}, {JOIN_MOST, true, 0}};
    struct layout layout = {.form = form, .width = SLOT_VALUE};
    struct front all;
    bool ok = front_begin(&all, SLOT_VALUE);
    struct rational *slot = ok ? front_add(&all, (struct entry){0}) : NULL;
    ok = slot != NULL;
    for (size_t s = 0; ok && s < SLOT_VALUE; s++)
        slot[s] = rational_of(0, 1);
    for (size_t u = 0; ok && u < core->unit_count; u++) {
        const struct front *from = &core->unit[u].front;
        struct front own;
        ok = front_begin(&own, SLOT_VALUE);
        for (size_t e = 0; ok && e < from->count; e++) {
            slot = front_add(&own, (struct entry){0});
            ok = slot != NULL;
            for (size_t s = 0; ok && s < SLOT_VALUE; s++)
                slot[s] = from->slot[e * from->width + core->layout.first[n] + s];
        }
        ok = ok && front_prune(lifter, &layout, &own)
             && front_fold(lifter, &layout, &all, &own);
        front_release(&own);
    }
    struct core_node *node = &core->node[n];
    node->extent = memory_allocate(all.count, sizeof *node->extent);
    ok = ok && node->extent != NULL;
    for (size_t e = 0; ok && e < all.count; e++, node->extent_count++)
        for (size_t s = 0; s < SLOT_VALUE; s++)
            node->extent[e].slot[s] = all.slot[e * SLOT_VALUE + s].numerator;
    front_release(&all);
    return ok;
}

/* The product of all extents, as many as there may be. */
bool core_list_guesses(struct core *core)
{
    size_t limit = GUESS_LIMIT / core->lifter->hurry + 1;
    size_t count = 1;
    for (size_t n = 0; n < core->node_count; n++) {
        if (!list_extents(core, n))
            return false;
        count *= core->node[n].extent_count;
        core->too_many = core->too_many || count > limit;
        count = count > limit ? limit : count;
    }
    core->guess = memory_allocate(count, sizeof *core->guess);
    core->extents = memory_allocate(count * core->node_count, sizeof *core->extents);
    if (core->guess == NULL || core->extents == NULL)
        return false;
    for (; core->guess_count < count; core->guess_count++) {
        struct guess *guess = &core->guess[core->guess_count];
        size_t rest = core->guess_count;
        guess->extent = core->extents + core->guess_count * core->node_count;
        for (size_t n = 0; n < core->node_count; n++) {
            guess->extent[n] = (uint32_t)(rest % core->node[n].extent_count);
            rest /= core->node[n].extent_count;
        }
    }
    return true;
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
    struct lifter *lifter = core->lifter;
    size_t last = core->node_count - 1;
    core->factor[last] = rational_of(standing[last] == STANDING_SCORED, 1);
    for (size_t n = last; n-- > 0;) {
        const struct tap *tap = &lifter->area[core->node[n].node].tap[0];
        size_t above = n + 1;
        while (core->node[above].node != tap->node)
            above++;
        int64_t answered = core->slot[core->layout.first[n] + SLOT_ANSWERED].numerator;
        core->factor[n] = rational_of(0, 1);
        if (standing[n] != STANDING_SCORED)
            continue;
        if (!rational_multiply(&core->factor[n], core->factor[above],
                               rational_of(tap->weight, answered), &lifter->room))
            return false;
    }
    return true;
}

bool core_take_guess(struct core *core, const struct guess *guess)
{
    enum standing *standing = memory_allocate(core->node_count, sizeof *standing);
    size_t last = core->node_count - 1;
    bool ok = standing != NULL;
    slots_begin(&core->layout, core->slot);
    for (size_t n = 0; n < core->node_count; n++) {
        const struct extent *extent = &core->node[n].extent[guess->extent[n]];
        for (size_t s = 0; s < SLOT_VALUE; s++)
            core->slot[core->layout.first[n] + s] = rational_of(extent->slot[s], 1);
    }
    ok = ok && settle_nodes(core, standing) && find_factors(core, standing);
    if (ok) {
        core->possible = standing[last] == STANDING_SCORED;
        core->base = core->slot[core->layout.first[last] + SLOT_VALUE];
    }
    memory_release(standing);
    return ok;
}
