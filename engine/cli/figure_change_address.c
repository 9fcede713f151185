#include "cli/figure_report.h"
#include "cli/lookup.h"

#include <string.h>

/* Which figure is asked for, by where it stands in what `change` wrote. */

/* The level of the groups that the file has beside the nation: of one, or of all. */
static size_t find_scope(const struct population *population, const json_t *document)
{
    size_t found = EVERY_LEVEL;
    const json_t *nodes = json_object_get(document, "nodes");
    for (size_t n = 0; n < json_array_size(nodes); n++) {
        const json_t *groups = json_object_get(json_array_get(nodes, n), "groups");
        for (size_t g = 0; g < json_array_size(groups); g++) {
            const char *id = pointer_string(json_array_get(groups, g), "level");
            size_t level = lookup_find_level(population, id);
            if (level == 0 || level == SIZE_MAX)
                continue;
            if (found != EVERY_LEVEL && found != level)
                return EVERY_LEVEL;
            found = level;
        }
    }
    return found == EVERY_LEVEL ? 0 : found;
}

static bool load_rounds(struct figure_account *figure, struct fault *fault)
{
    struct figure_report *report = figure->report;
    const json_t *document = figure->address.document;
    const json_t *before = json_object_get(document, "before");
    const json_t *unit = json_object_get(document, "unit");
    struct text year = {0};
    report->rounds =
        (struct change_rounds){.last = figure->round, .scoring = figure->scoring};
    text_print(&year, "%d", (int)json_integer_value(json_object_get(before, "year")));
    bool ok = text_check(&year, fault)
              && change_load(figure->session, &report->rounds, year.bytes, fault);
    text_release(&year);
    if (!ok)
        return false;
    const struct change_round *now = &report->rounds.round[report->rounds.count - 1];
    change_begin(&report->change, &report->request, figure->session, &report->rounds);
    figure->population = now->population;
    figure->rules = now->questionnaire;
    figure->simulated = report->change.simulated;
    report->change.level = find_scope(now->population, document);
    if (report->change.level != EVERY_LEVEL)
        report->request.level = &report->change.level;
    report->request.unit_id = report->change.unit_id = json_string_value(unit);
    report->request.steps = &report->steps;
    return true;
}

static bool take_unit(struct resolving *resolving, size_t place)
{
    struct figure_account *figure = resolving->figure;
    const char *id = figure->report->change.unit_id;
    if (id == NULL || resolving->pointer.found < place)
        return figure_lost(resolving);
    figure->unit = population_find(figure->population, id, strlen(id));
    return figure_take_name(resolving, OF_CHANGE, PART_CHANGED_UNIT, place);
}

/* Of the means of both rounds, one. */
static bool take_means(struct resolving *resolving, enum figure_part part, size_t place)
{
    struct figure_report *report = resolving->figure->report;
    if (!pointer_is(&resolving->pointer, place, "before")
        && !pointer_is(&resolving->pointer, place, "now"))
        return figure_lost(resolving);
    report->side = pointer_is(&resolving->pointer, place, "now");
    return figure_take_name(resolving, OF_CHANGE, part, place + 1);
}

static bool take_group(struct resolving *resolving)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    const size_t place = 4; /* after nodes, its number, groups, and its number */
    if (pointer->found < place)
        return figure_lost(resolving);
    const json_t *group = pointer->at[place];
    if (!figure_find_group(figure, pointer_string(group, "level"),
                           pointer_string(group, "code"), resolving->fault))
        return false;
    figure->report->steps.level = figure->level;
    figure->report->steps.group = figure->group;
    if (pointer_is(pointer, place, "published"))
        return take_means(resolving, PART_PUBLISHED, place + 1);
    if (pointer_is(pointer, place, "compared"))
        return take_means(resolving, PART_COMPARED, place + 1);
    if (pointer_is(pointer, place, "split"))
        return figure_take_name(resolving, OF_CHANGE, PART_SPLIT, place + 1);
    if (pointer_is(pointer, place, "paired")) {
        figure->report->steps.by_units = true;
        return figure_take_name(resolving, OF_CHANGE, PART_PAIRED, place + 1);
    }
    if (pointer_is(pointer, place, "by_owner"))
        return json_is_object(json_object_get(group, "by_owner"))
                   ? figure_take_name(resolving, OF_CHANGE, PART_PAIRED_BY_OWNER,
                                      place + 1)
                   : figure_not_explained(resolving);
    return figure_take_name(resolving, OF_CHANGE, PART_CHANGE, place);
}

static bool take_node(struct resolving *resolving)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    if (pointer->found < 2)
        return figure_lost(resolving);
    struct text name = {0};
    text_print(&name, "%s/%s", pointer_string(pointer->at[2], "dimension"),
               pointer_string(pointer->at[2], "id"));
    bool ok = text_check(&name, resolving->fault)
              && figure_find_area(figure, name.bytes, resolving->fault);
    text_release(&name);
    if (!ok)
        return false;
    figure->report->steps.node = figure->node;
    if (pointer_is(pointer, 2, "groups"))
        return take_group(resolving);
    if (pointer_is(pointer, 2, "unit"))
        return take_unit(resolving, 3);
    if (pointer_is(pointer, 2, "linking_error"))
        return figure_take_name(resolving, OF_CHANGE, PART_LINK, 2);
    return pointer->found < pointer->count || pointer->count == 2
               ? figure_lost(resolving)
               : figure_not_explained(resolving);
}

bool figure_take_change(struct resolving *resolving)
{
    const struct pointer *pointer = &resolving->pointer;
    if (!load_rounds(resolving->figure, resolving->fault))
        return false;
    if (pointer_is(pointer, 0, "nodes"))
        return take_node(resolving);
    return pointer->found < pointer->count || pointer->count == 0
               ? figure_lost(resolving)
               : figure_not_explained(resolving);
}
