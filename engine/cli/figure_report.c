#include "cli/figure_report.h"

#include "base/memory.h"
#include "cli/figure_phrases.h"

#include <string.h>

/* What the figures of `compare` and of `change` have in common. */

const char *const figure_part_key[PART_COUNT] = {
    [PART_GROUP] = "group",
    [PART_SIMPLE] = "simple",
    [PART_BY_OWNERS] = "by_owners",
    [PART_OF_OWNERS] = "of_owners",
    [PART_BY_SIZE] = "by_size",
    [PART_ADJUSTED] = "adjusted",
    [PART_PLACE] = "place",
    [PART_UNIT] = "unit",
    [PART_SIMILAR] = "similar",
    [PART_CHANGE] = "change",
    [PART_PUBLISHED] = "published",
    [PART_COMPARED] = "compared",
    [PART_SPLIT] = "split",
    [PART_PAIRED] = "paired",
    [PART_PAIRED_BY_OWNER] = "by_owner",
    [PART_LINK] = "link",
    [PART_CHANGED_UNIT] = "changed_unit",
};

#define B(name)          NAMED_BIT(NAMED_##name)
#define NAMES_OF_WORTH   (B(SE) | B(DF) | B(LOWER) | B(UPPER))
#define NAMES_OF_MEAN    (B(N) | B(MEAN) | NAMES_OF_WORTH | B(LACKS))
#define FROM_TO(one, to) ((NAMED_BIT(NAMED_##to) << 1) - NAMED_BIT(NAMED_##one))

static const uint64_t names_of[PART_COUNT] = {
    [PART_GROUP] = B(N) | B(ELIGIBLE) | B(MEAN) | B(SD) | B(Q1) | B(MEDIAN) | B(Q3)
                   | B(DISTRIBUTION),
    [PART_SIMPLE] = NAMES_OF_WORTH | B(LACKS),
    [PART_BY_OWNERS] = NAMES_OF_MEAN,
    [PART_OF_OWNERS] = NAMES_OF_MEAN,
    [PART_BY_SIZE] = NAMES_OF_MEAN,
    [PART_ADJUSTED] = NAMES_OF_MEAN,
    [PART_PLACE] = B(FIRST) | B(LAST) | B(OF) | B(RANK),
    [PART_UNIT] = B(OWN) | B(STATE) | B(DIFFERENCE),
    [PART_SIMILAR] = B(N) | B(MEAN) | B(Q1) | B(MEDIAN) | B(Q3),
    [PART_CHANGE] = FROM_TO(MATCHED, FLAG) | NAMES_OF_WORTH,
    [PART_PUBLISHED] = B(N) | B(MEAN),
    [PART_COMPARED] = B(N) | B(MEAN),
    [PART_SPLIT] = FROM_TO(CROSS, EXITS),
    [PART_PAIRED] = B(SE) | B(DF) | B(N) | B(CLUSTERS) | B(LACK),
    [PART_PAIRED_BY_OWNER] = B(SE) | B(DF) | B(N) | B(CLUSTERS) | B(LACK),
    [PART_LINK] = B(LINKING_ERROR),
    [PART_CHANGED_UNIT] = B(BEFORE) | B(NOW) | B(CHANGE) | B(SD) | B(ALPHA) | B(SEM)
                          | B(BOUND) | B(FLAG) | B(LACK) | B(RELIABILITY) | B(EXPECTED),
};

bool figure_is_comparison(const json_t *document)
{
    return strcmp(pointer_string(document, "format"), "baseline-compare-1") == 0;
}

bool figure_is_change(const json_t *document)
{
    return strcmp(pointer_string(document, "format"), "baseline-change-1") == 0;
}

bool figure_open_report(struct figure_account *figure, struct fault *fault)
{
    figure->report = memory_allocate(1, sizeof *figure->report);
    if (figure->report == NULL)
        return fault_memory(fault);
    figure->report->bin = NAMES_NONE;
    return true;
}

void figure_close_report(struct figure_account *figure)
{
    struct figure_report *report = figure->report;
    if (report == NULL)
        return;
    for (size_t t = 0; t < report->table_count; t++)
        memory_release(report->table[t].cell);
    /* The account was lent them. */
    report->compared.members = figure->members;
    figure->members = (struct figure_steps){0};
    comparison_steps_release(&report->compared);
    compare_close(&report->compare);
    change_steps_release(&report->steps);
    change_release(&report->change.change);
    change_unload(&report->rounds);
    memory_release(report);
    figure->report = NULL;
}

bool figure_lost(const struct resolving *resolving)
{
    return pointer_tell(&resolving->pointer, resolving->figure->address.file,
                        resolving->fault);
}

bool figure_not_explained(const struct resolving *resolving)
{
    return fault_set(resolving->fault, FAULT_DATA, resolving->figure->address.file,
                     "the figure at \"%.120s\" cannot be explained; see "
                     "results/README.md for which can",
                     resolving->figure->address.pointer);
}

bool figure_take_name(struct resolving *resolving, enum figure_subject subject,
                      enum figure_part part, size_t place)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    figure->subject = subject;
    figure->report->part = part;
    figure->wanted = names_of[part];
    if (pointer->count == place)
        return true;
    for (int name = 0; name < NAMED_COUNT_OF; name++)
        if ((names_of[part] & NAMED_BIT(name))
            && pointer_is(pointer, place, figure_key[name])) {
            figure->wanted = NAMED_BIT(name);
            return (pointer->found == pointer->count && pointer->count == place + 1)
                   || figure_lost(resolving);
        }
    return pointer->found < pointer->count ? figure_lost(resolving)
                                           : figure_not_explained(resolving);
}

bool figure_write_report(struct text *out, struct figure_account *figure,
                         struct fault *fault)
{
    struct figure_report *report = figure->report;
    return figure->subject == OF_COMPARISON
               ? compare_write_json(out, &report->compare.report, fault)
               : change_write_json(out, &report->change, fault);
}

struct figure_table *figure_add_table(struct figure_account *figure,
                                      enum table_name name,
                                      const enum column_name *column,
                                      size_t column_count)
{
    struct figure_report *report = figure->report;
    struct figure_table *table = &report->table[report->table_count++];
    *table = (struct figure_table){.name = name, .column_count = column_count};
    memcpy(table->column, column, column_count * sizeof *column);
    return table;
}

void table_add(struct figure_account *figure, struct figure_table *table,
               struct told_cell cell)
{
    if (!memory_reserve((void **)&table->cell, &table->capacity, table->cell_count + 1,
                        sizeof *table->cell)) {
        figure->short_of_memory = true;
        return;
    }
    table->cell[table->cell_count++] = cell;
}

const char *figure_area_name(struct figure_account *figure,
                             const struct questionnaire *rules, uint32_t node)
{
    struct text text = {0};
    text_print(&text, "%s/%s", rules->dimension[rules->node[node].dimension].id,
               rules->node[node].id);
    return figure_hold(figure, &text);
}

void figure_add_variance(struct figure_account *figure, struct figure_line *line,
                         const struct estimate_variance *variance)
{
    line_add_count(figure, line, WORKING_TAKEN, variance->taken);
    if (variance->in_all > 0)
        line_add_count(figure, line, WORKING_IN_ALL, variance->in_all);
    line_add_real(figure, line, WORKING_FIRST, variance->first);
    line_add_real(figure, line, WORKING_FACTOR, variance->factor);
    line_add_real(figure, line, WORKING_BETWEEN, variance->between);
    line_add_real(figure, line, WORKING_SECOND, variance->second);
    line_add_real(figure, line, WORKING_WITHIN, variance->within);
    line_add_real(figure, line, WORKING_BASE, variance->base);
    line_add_real(figure, line, WORKING_VARIANCE, variance->variance);
}
