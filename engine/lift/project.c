#include "lift/core.h"

#include <string.h>

/* Fronts as a guess sees them: what an entry adds to the target's sum, and the weights
   that are to come to those of the guess. */

/* The columns that a front of a guess has: what is added, then all weights. */
size_t core_weights(const struct core *core)
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

bool core_project(struct core *core, const struct layout *layout, size_t u,
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

/* Of the weights that a guess has, what the units that do not vary leave to others. */
void core_find_wanted(const struct core *core, const struct guess *guess,
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
bool core_is_wanted(const struct core *core, const int64_t *wanted,
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
void core_keep_matching(const struct core *core, struct front *front, size_t next,
                        const int64_t *wanted)
{
    for (size_t at = 0; at < core_weights(core); at++) {
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
