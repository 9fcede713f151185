#include "cli/figure_report.h"
#include "cli/lookup.h"

#include <string.h>

/* Which figure is asked for, by where it stands in what `compare` wrote. */

/* The measure of an entry, which may be an area or a question; NAMES_NONE. */
static uint32_t measure_of(const struct questionnaire *rules, const json_t *measure)
{
    const char *id = pointer_string(measure, "id");
    const char *dimension = pointer_string(measure, "dimension");
    for (uint32_t n = 0; dimension[0] != '\0' && n < rules->node_count; n++)
        if (strcmp(rules->node[n].id, id) == 0
            && strcmp(rules->dimension[rules->node[n].dimension].id, dimension) == 0)
            return n;
    uint32_t question =
        dimension[0] != '\0' ? NAMES_NONE : questionnaire_find(rules, id, strlen(id));
    return question == NAMES_NONE ? NAMES_NONE : (uint32_t)rules->node_count + question;
}

/* Which levels and measures the file has: one of each kind, or all of them. */
static bool take_scope(struct figure_account *figure, struct fault *fault)
{
    struct compare_report *report = &figure->report->compare.report;
    const json_t *document = figure->address.document;
    const json_t *levels = json_object_get(document, "levels");
    const json_t *measures = json_object_get(document, "measures");
    if (json_array_size(levels) == 1)
        report->level = lookup_find_level(
            figure->population, pointer_string(json_array_get(levels, 0), "id"));
    if (json_array_size(levels) == 1 && report->level == SIZE_MAX)
        return fault_set(fault, FAULT_DATA, figure->address.file,
                         "is of another record: the register has no such groups");
    if (json_array_size(measures) == 1)
        report->measure = measure_of(figure->rules, json_array_get(measures, 0));
    return true;
}

static bool open_source(struct figure_account *figure, struct fault *fault)
{
    struct compare_source *source = &figure->report->compare;
    const json_t *unit = json_object_get(figure->address.document, "unit");
    const char *id = json_is_object(unit) ? pointer_string(unit, "id") : NULL;
    bool left_out = json_is_true(json_object_get(unit, "left_out"));
    if (!compare_open(source, figure->session, figure->round, id, left_out, fault))
        return false;
    figure->scoring = source->scoring;
    figure->rules = source->report.comparison.material.questionnaire;
    figure->population = &source->report.comparison.population;
    figure->simulated = source->report.simulated;
    return take_scope(figure, fault);
}

static bool take_worth(struct resolving *resolving, enum figure_part part, size_t place)
{
    static const char *const target[] = {
        [ESTIMATE_DESCRIPTIVE] = "descriptive", [ESTIMATE_PROCESS] = "process"};
    for (int t = 0; t < COMPARISON_TARGETS; t++)
        if (pointer_is(&resolving->pointer, place, target[t])) {
            resolving->figure->report->target = (enum estimate_target)t;
            place++;
            return figure_take_name(resolving, OF_COMPARISON, part, place);
        }
    return figure_take_name(resolving, OF_COMPARISON, part, place);
}

/* One of the ten counts, or all of them. */
static bool take_distribution(struct resolving *resolving, size_t place)
{
    const struct pointer *pointer = &resolving->pointer;
    struct figure_account *figure = resolving->figure;
    if (pointer->found < pointer->count)
        return figure_lost(resolving);
    figure->subject = OF_COMPARISON;
    figure->report->part = PART_GROUP;
    figure->wanted = NAMED_BIT(NAMED_DISTRIBUTION);
    if (pointer->count == place)
        return true;
    figure->wanted = NAMED_BIT(NAMED_COUNT);
    for (uint32_t bin = 0; bin < BENCHMARK_BINS; bin++)
        if (json_array_get(pointer->at[place], bin) == pointer->at[place + 1])
            figure->report->bin = bin;
    return true;
}

static bool take_group(struct resolving *resolving)
{
    static const enum figure_part mean[] = {PART_BY_OWNERS, PART_OF_OWNERS,
                                            PART_BY_SIZE, PART_ADJUSTED};
    const struct pointer *pointer = &resolving->pointer;
    const size_t place = 4; /* after measures, its number, groups, and its number */
    const json_t *group = pointer->found < place ? NULL : pointer->at[place];
    if (group == NULL)
        return figure_lost(resolving);
    if (!figure_find_group(resolving->figure, pointer_string(group, "level"),
                           pointer_string(group, "code"), resolving->fault))
        return false;
    for (size_t m = 0; m < sizeof mean / sizeof *mean; m++)
        if (pointer_is(pointer, place, figure_part_key[mean[m]])) {
            if (!json_is_object(json_object_get(group, figure_part_key[mean[m]])))
                return figure_not_explained(resolving);
            return take_worth(resolving, mean[m], place + 1);
        }
    if (pointer_is(pointer, place, "descriptive")
        || pointer_is(pointer, place, "process"))
        return take_worth(resolving, PART_SIMPLE, place);
    if (pointer_is(pointer, place, "place"))
        return figure_take_name(resolving, OF_COMPARISON, PART_PLACE, place + 1);
    if (pointer_is(pointer, place, "difference"))
        return figure_take_name(resolving, OF_COMPARISON, PART_UNIT, place);
    if (pointer_is(pointer, place, "distribution"))
        return take_distribution(resolving, place + 1);
    return figure_take_name(resolving, OF_COMPARISON, PART_GROUP, place);
}

static bool take_measure(struct resolving *resolving)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    if (pointer->found < 2)
        return figure_lost(resolving);
    uint32_t measure = measure_of(figure->rules, pointer->at[2]);
    if (measure == NAMES_NONE)
        return fault_set(resolving->fault, FAULT_DATA, figure->address.file,
                         "is of another record: its questionnaire has no such area");
    figure->node = measure_node(figure, measure);
    figure->question = measure_question(figure, measure);
    if (pointer_is(pointer, 2, "groups"))
        return take_group(resolving);
    if (pointer_is(pointer, 2, "similar"))
        return figure_take_name(resolving, OF_COMPARISON, PART_SIMILAR, 3);
    if (pointer->count == 2)
        return figure_lost(resolving);
    if (pointer_is(pointer, 2, "own") || pointer_is(pointer, 2, "state"))
        return figure_take_name(resolving, OF_COMPARISON, PART_UNIT, 2);
    return pointer->found < pointer->count ? figure_lost(resolving)
                                           : figure_not_explained(resolving);
}

/* The unit that is looked at, where the figure is its own, or is without it. */
static void take_unit(struct figure_account *figure)
{
    const struct comparison *comparison = &figure->report->compare.report.comparison;
    enum figure_part part = figure->report->part;
    if (part == PART_UNIT || part == PART_PLACE || part == PART_SIMILAR)
        figure->unit = comparison->unit;
}

bool figure_take_comparison(struct resolving *resolving)
{
    const struct pointer *pointer = &resolving->pointer;
    if (!open_source(resolving->figure, resolving->fault))
        return false;
    if (pointer_is(pointer, 0, "measures")) {
        bool taken = take_measure(resolving);
        take_unit(resolving->figure);
        return taken;
    }
    return pointer->found < pointer->count || pointer->count == 0
               ? figure_lost(resolving)
               : figure_not_explained(resolving);
}
