#include "lift/core.h"

#include "base/memory.h"

#include <string.h>

/* What entries do in the areas of a core, told in whole weights and binary values. */

static struct weights weights_of(const struct rational *slot)
{
    return (struct weights){slot[SLOT_RELEVANT].numerator,
                            slot[SLOT_ANSWERED].numerator,
                            slot[SLOT_BLOCKED].numerator};
}

static const struct rational *slot_of(const struct core *core, const struct unit *unit,
                                      size_t entry, size_t node)
{
    return unit->front.slot + entry * unit->front.width + core->layout.first[node];
}

static bool is_touched(const struct core *core, const struct unit *unit, size_t node)
{
    for (size_t e = 0; e < unit->front.count; e++) {
        const struct rational *slot = slot_of(core, unit, e, node);
        if (slot[SLOT_RELEVANT].numerator != 0 || slot[SLOT_ANSWERED].numerator != 0
            || slot[SLOT_BLOCKED].numerator != 0 || slot[SLOT_VALUE].denominator == 0
            || slot[SLOT_VALUE].numerator != 0)
            return true;
    }
    return false;
}

static bool is_alike(const struct unit *unit, size_t a, size_t b)
{
    for (size_t t = 0; t < unit->touched_count; t++)
        if (memcmp(&unit->effect[a * unit->touched_count + t].weights,
                   &unit->effect[b * unit->touched_count + t].weights,
                   sizeof(struct weights))
            != 0)
            return false;
    return true;
}

static void find_classes(struct unit *unit)
{
    for (size_t e = 0; e < unit->front.count; e++) {
        size_t like = 0;
        while (!is_alike(unit, like, e))
            like++;
        unit->class[e] = like < e ? unit->class[like] : unit->class_count++;
    }
}

bool core_find_effects(struct core *core, struct unit *unit)
{
    size_t count = unit->front.count;
    unit->touched = memory_allocate(core->node_count, sizeof *unit->touched);
    unit->class = memory_allocate(count, sizeof *unit->class);
    if (unit->touched == NULL || unit->class == NULL)
        return false;
    for (size_t n = 0; n < core->node_count; n++)
        if (is_touched(core, unit, n))
            unit->touched[unit->touched_count++] = (uint32_t)n;
    unit->effect = memory_allocate(count * unit->touched_count, sizeof *unit->effect);
    if (unit->effect == NULL)
        return false;
    for (size_t e = 0; e < count; e++)
        for (size_t t = 0; t < unit->touched_count; t++) {
            const struct rational *slot = slot_of(core, unit, e, unit->touched[t]);
            unit->effect[e * unit->touched_count + t] =
                (struct effect){weights_of(slot), core_binary(core, slot[SLOT_VALUE])};
        }
    find_classes(unit);
    return true;
}

bool core_find_passed(struct core *core)
{
    struct lifter *lifter = core->lifter;
    for (size_t n = 0; n + 1 < core->node_count; n++) {
        struct core_node *node = &core->node[n];
        const struct tap *tap = &lifter->area[node->node].tap[0];
        node->weight = tap->weight;
        node->above = n + 1;
        while (core->node[node->above].node != tap->node)
            node->above++;
        const struct rational *slot = core->slot + core->layout.first[node->above];
        for (int s = STANDING_SCORED; s <= STANDING_NOT_RELEVANT; s++) {
            struct outcome outcome = {(enum standing)s,
                                      lifter->questionnaire->node[node->node].lowest};
            slots_begin(&core->layout, core->slot);
            if (!feed_area(lifter, &core->layout, tap, node->node, outcome, core->slot))
                return false;
            node->passed[s] =
                (struct passed){weights_of(slot), core_binary(core, slot[SLOT_VALUE])};
        }
    }
    core->node[core->node_count - 1].above = core->node_count - 1;
    return true;
}

/* Units of one class, which are settled from the outset. */
void core_find_fixed(struct core *core)
{
    for (size_t u = core->varying_count; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        for (size_t t = 0; t < unit->touched_count; t++) {
            struct weights *fixed = &core->node[unit->touched[t]].fixed;
            fixed->relevant += unit->effect[t].weights.relevant;
            fixed->answered += unit->effect[t].weights.answered;
            fixed->blocked |= unit->effect[t].weights.blocked;
        }
    }
}
