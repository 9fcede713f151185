#include "base/memory.h"
#include "lift/lifting.h"

/* From fronts of questions to that of an area: what stands by itself is made one value
   first; what shares something is gone through together. */

/* What goes into an area: others that share questions among them or with it (`open`),
   areas that stand by themselves (`closed`) and questions (`cluster`). Those of one
   part have to do with each other; part NAMES_NONE = with the area alone. */
struct building {
    struct lifter *lifter;
    uint32_t node;
    uint32_t *open;
    uint32_t *part; /* by place in `open` */
    size_t open_count;
    uint32_t *closed;
    size_t closed_count;
    uint32_t *cluster;
    size_t cluster_count;
};

static void release_building(struct building *building)
{
    memory_release(building->open);
    memory_release(building->part);
    memory_release(building->closed);
    memory_release(building->cluster);
}

static bool reserve_building(struct building *building)
{
    const struct questionnaire *questionnaire = building->lifter->questionnaire;
    size_t nodes = questionnaire->node_count;
    building->open = memory_allocate(nodes, sizeof *building->open);
    building->part = memory_allocate(nodes, sizeof *building->part);
    building->closed = memory_allocate(nodes, sizeof *building->closed);
    building->cluster =
        memory_allocate(questionnaire->question_count, sizeof *building->cluster);
    return building->open != NULL && building->part != NULL && building->closed != NULL
           && building->cluster != NULL;
}

/* Its place in `open`; NAMES_NONE when it is not there. */
static uint32_t find_open(const struct building *building, uint32_t node)
{
    for (size_t n = 0; n < building->open_count; n++)
        if (building->open[n] == node)
            return (uint32_t)n;
    return NAMES_NONE;
}

static bool takes_part(const struct building *building, uint32_t node)
{
    return node == building->node || find_open(building, node) != NAMES_NONE;
}

static bool goes_in(const struct taps *taps, uint32_t node)
{
    for (size_t t = 0; t < taps->count; t++)
        if (taps->tap[t].node == node)
            return true;
    return false;
}

static bool is_known(const struct building *building, uint32_t node)
{
    for (size_t n = 0; n < building->closed_count; n++)
        if (building->closed[n] == node)
            return true;
    return takes_part(building, node);
}

/* The areas that go into one that is open, each closed or open itself. */
static void open_below(struct building *building, uint32_t node)
{
    struct lifter *lifter = building->lifter;
    for (uint32_t n = 0; n < lifter->questionnaire->node_count; n++) {
        if (!goes_in(&lifter->area[n], node) || is_known(building, n))
            continue;
        if (cone_is_closed(lifter, n))
            building->closed[building->closed_count++] = n;
        else
            building->open[building->open_count++] = n;
    }
}

static uint32_t part_of(const struct building *building, uint32_t place)
{
    while (building->part[place] != place)
        place = building->part[place];
    return place;
}

static void unite(struct building *building, uint32_t a, uint32_t b)
{
    if (a == NAMES_NONE || b == NAMES_NONE)
        return;
    a = part_of(building, a);
    b = part_of(building, b);
    building->part[a > b ? a : b] = a > b ? b : a;
}

/* The part that taps lead into, all their areas united. */
static uint32_t unite_taps(struct building *building, const struct taps *taps,
                           uint32_t place)
{
    for (size_t t = 0; t < taps->count; t++) {
        uint32_t other = find_open(building, taps->tap[t].node);
        unite(building, place, other);
        place = other == NAMES_NONE ? place : other;
    }
    return place;
}

static uint32_t unite_cluster(struct building *building, uint32_t cluster)
{
    const struct lifter *lifter = building->lifter;
    uint32_t place = NAMES_NONE;
    for (uint32_t q = cluster; q < lifter->questionnaire->question_count; q++)
        if (lifter->cluster[q] == cluster)
            place = unite_taps(building, &lifter->question[q], place);
    return place == NAMES_NONE ? NAMES_NONE : part_of(building, place);
}

static void find_clusters(struct building *building)
{
    const struct lifter *lifter = building->lifter;
    for (uint32_t i = 0; i < lifter->questionnaire->question_count; i++) {
        uint32_t q = lifter->rank[i];
        bool here = false;
        for (size_t t = 0; t < lifter->question[q].count && !here; t++)
            here = takes_part(building, lifter->question[q].tap[t].node);
        for (size_t c = 0; c < building->cluster_count && here; c++)
            here = building->cluster[c] != lifter->cluster[q];
        if (here)
            building->cluster[building->cluster_count++] = lifter->cluster[q];
    }
}

static void find_parts(struct building *building)
{
    open_below(building, building->node);
    for (size_t n = 0; n < building->open_count; n++)
        open_below(building, building->open[n]);
    for (uint32_t n = 0; n < building->open_count; n++)
        building->part[n] = n;
    find_clusters(building);
    for (uint32_t n = 0; n < building->open_count; n++)
        unite_taps(building, &building->lifter->area[building->open[n]], n);
    for (size_t c = 0; c < building->cluster_count; c++)
        unite_cluster(building, building->cluster[c]);
}

bool closed_front(struct lifter *lifter, const struct layout *layout, uint32_t node,
                  struct front *front)
{
    struct front own = {0};
    const struct taps *taps = &lifter->area[node];
    bool ok = build_front(lifter, node, &own) && front_begin(front, layout->width);
    for (size_t e = 0; ok && e < own.count; e++) {
        struct outcome outcome;
        struct rational *slot = front_add(front, own.entry[e]);
        ok = slot != NULL
             && outcome_find(lifter, node, own.slot + e * own.width, &outcome);
        if (ok)
            slots_begin(layout, slot);
        for (size_t t = 0; ok && t < taps->count; t++)
            ok = feed_area(lifter, layout, &taps->tap[t], node, outcome, slot);
    }
    front_release(&own);
    return ok && front_prune(lifter, layout, front);
}

/* All that goes into the areas of a part. */
static bool fold_part(struct building *building, const struct layout *layout,
                      uint32_t part, struct front *front)
{
    struct lifter *lifter = building->lifter;
    struct rational *slot =
        front_begin(front, layout->width) ? front_add(front, (struct entry){0}) : NULL;
    bool ok = slot != NULL;
    if (ok)
        slots_begin(layout, slot);
    for (size_t c = 0; ok && c < building->cluster_count; c++) {
        struct front own = {0};
        if (unite_cluster(building, building->cluster[c]) != part)
            continue;
        ok = cluster_front(lifter, layout, building->cluster[c], &own)
             && front_fold(lifter, layout, front, &own);
        front_release(&own);
    }
    for (size_t n = 0; ok && n < building->closed_count; n++) {
        struct front own = {0};
        uint32_t place =
            find_open(building, lifter->area[building->closed[n]].tap[0].node);
        if ((place == NAMES_NONE ? NAMES_NONE : part_of(building, place)) != part)
            continue;
        ok = closed_front(lifter, layout, building->closed[n], &own)
             && front_fold(lifter, layout, front, &own);
        front_release(&own);
    }
    return ok;
}

/* The areas of a part in the order they can be settled in: those of earlier dimensions
   first, and within one the last first. */
static bool layout_of_part(const struct building *building, uint32_t part,
                           struct layout *layout)
{
    const struct node *node = building->lifter->questionnaire->node;
    uint32_t *list = memory_allocate(building->open_count + 1, sizeof *list);
    size_t count = 0;
    if (list == NULL)
        return false;
    for (uint32_t n = 0; n < building->open_count; n++) {
        uint32_t added = building->open[n];
        size_t at = count;
        if (part_of(building, n) != part)
            continue;
        for (; at > 0
               && (node[list[at - 1]].dimension > node[added].dimension
                   || (node[list[at - 1]].dimension == node[added].dimension
                       && list[at - 1] < added));
             at--)
            list[at] = list[at - 1];
        list[at] = added;
        count++;
    }
    list[count++] = building->node;
    bool ok = slots_lay_out(layout, building->lifter, list, count);
    memory_release(list);
    return ok;
}

/* The areas of a part made their values, and those handed on to where they go in; what
   is left are the slots of the node that is built. */
static bool settle_part(struct building *building, const struct layout *layout,
                        const struct layout *own, struct front *from,
                        struct front *into)
{
    struct lifter *lifter = building->lifter;
    bool ok = front_begin(into, own->width);
    size_t last = layout->first[layout->node_count - 1];
    for (size_t e = 0; ok && e < from->count; e++) {
        struct rational *slot = from->slot + e * from->width;
        for (size_t n = 0; ok && n + 1 < layout->node_count; n++) {
            uint32_t node = layout->node[n];
            const struct taps *taps = &lifter->area[node];
            struct outcome outcome;
            ok = outcome_find(lifter, node, slot + layout->first[n], &outcome);
            for (size_t t = 0; ok && t < taps->count; t++)
                ok = feed_area(lifter, layout, &taps->tap[t], node, outcome, slot);
        }
        struct rational *kept = ok ? front_add(into, from->entry[e]) : NULL;
        ok = kept != NULL;
        for (size_t s = 0; ok && s < own->width; s++)
            kept[s] = slot[last + s];
    }
    return ok && front_prune(lifter, own, into);
}

static bool add_part(struct building *building, const struct layout *own, uint32_t part,
                     struct front *front)
{
    struct layout layout = {0};
    struct front together = {0};
    struct front settled = {0};
    bool ok = layout_of_part(building, part, &layout)
              && fold_part(building, &layout, part, &together)
              && settle_part(building, &layout, own, &together, &settled)
              && front_fold(building->lifter, own, front, &settled);
    front_release(&together);
    front_release(&settled);
    slots_forget(&layout);
    return ok;
}

bool build_front(struct lifter *lifter, uint32_t node, struct front *front)
{
    struct building building = {.lifter = lifter, .node = node};
    struct layout own = {0};
    bool ok = reserve_building(&building) && slots_lay_out(&own, lifter, &node, 1);
    if (ok)
        find_parts(&building);
    ok = ok && fold_part(&building, &own, NAMES_NONE, front);
    for (uint32_t part = 0; ok && part < building.open_count; part++)
        if (part_of(&building, part) == part)
            ok = add_part(&building, &own, part, front);
    slots_forget(&own);
    release_building(&building);
    return ok;
}
