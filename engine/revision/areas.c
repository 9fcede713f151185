#include "base/memory.h"
#include "revision/build.h"

#include <string.h>

static const char *parent_id(const struct questionnaire *questionnaire, uint32_t node)
{
    uint32_t parent = questionnaire->node[node].parent;
    return parent == NAMES_NONE ? NULL : questionnaire->node[parent].id;
}

static bool keep_area(struct building *building, struct revision_area area)
{
    struct revision *revision = building->revision;
    if (!memory_reserve((void **)&revision->area, &revision->area_capacity,
                        revision->area_count + 1, sizeof *revision->area))
        return fault_memory(building->fault);
    revision->area[revision->area_count++] = area;
    return true;
}

static void mark(struct revision_area *area, size_t before, enum revision_kind kind)
{
    if (area->changes.count > before)
        area->kinds |= 1u << kind;
}

static bool compare_members(struct building *building, struct revision_area *area)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    const struct node *old = &from->node[area->from];
    const struct node *new = &to->node[area->to];
    struct revision_changes *list = &area->changes;
    *list = changes_begin(building);
    if (!note_wording(building, list, REVISION_TITLE, NULL, &old->title, &new->title))
        return false;
    mark(area, 0, REVISION_RETITLED);
    size_t before = list->count;
    if (!note(building, list, REVISION_ABOVE, NULL, parent_id(from, area->from),
              parent_id(to, area->to)))
        return false;
    mark(area, before, REVISION_MOVED);
    before = list->count;
    if (!note_nano(building, list, REVISION_WEIGHT, NULL, true,
                   weight_nano(from, old->weight), true, weight_nano(to, new->weight)))
        return false;
    mark(area, before, REVISION_REWEIGHTED);
    before = list->count;
    if (!compare_rules(building, list, area->from, area->to)
        || !compare_gates(building, list, area->from, area->to))
        return false;
    mark(area, before, REVISION_RULED);
    return true;
}

static bool compare_area(struct building *building, uint32_t old, uint32_t new)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    struct revision_area area = {.from = old, .to = new};
    return compare_members(building, &area)
           && share_comparable(building, from, old, to, new, &area.comparable_before)
           && share_comparable(building, to, new, from, old, &area.comparable_now)
           && keep_area(building, area);
}

/* An area that only one edition has. */
static bool keep_single(struct building *building, uint32_t old, uint32_t new)
{
    enum revision_kind kind = old == NAMES_NONE ? REVISION_ADDED : REVISION_REMOVED;
    return keep_area(
        building, (struct revision_area){
                      .from = old, .to = new, .kinds = 1u << kind, .changes = {0, 0}});
}

static bool compare_dimension(struct building *building, uint32_t dimension)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    uint32_t root = to->dimension[dimension].root;
    uint32_t old = find_dimension(from, to->dimension[dimension].id);
    if (old == NAMES_NONE)
        return keep_single(building, NAMES_NONE, root);
    for (uint32_t n = root; n < to->node[root].end; n++) {
        uint32_t same = find_node(from, old, to->node[n].id);
        if (same == NAMES_NONE ? !keep_single(building, NAMES_NONE, n)
                               : !compare_area(building, same, n))
            return false;
    }
    return true;
}

/* Of a dimension that is gone, its root alone. */
static bool keep_removed(struct building *building, uint32_t dimension)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    uint32_t root = from->dimension[dimension].root;
    uint32_t new = find_dimension(to, from->dimension[dimension].id);
    if (new == NAMES_NONE)
        return keep_single(building, root, NAMES_NONE);
    for (uint32_t n = root; n < from->node[root].end; n++)
        if (find_node(to, new, from->node[n].id) == NAMES_NONE
            && !keep_single(building, n, NAMES_NONE))
            return false;
    return true;
}

bool compare_areas(struct building *building)
{
    for (uint32_t d = 0; d < building->revision->to->dimension_count; d++)
        if (!compare_dimension(building, d))
            return false;
    for (uint32_t d = 0; d < building->revision->from->dimension_count; d++)
        if (!keep_removed(building, d))
            return false;
    return true;
}
