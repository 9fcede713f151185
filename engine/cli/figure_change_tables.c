#include "cli/figure_report.h"

/* What the figures of a change are sums of: the units with both scores and with one,
   the owners, the changes that its p value is adjusted with, and the questions in
   common. */

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_matched(const struct change_entry *entry)
{
    return entry->score[0] != CHANGE_UNDEFINED && entry->score[1] != CHANGE_UNDEFINED;
}

static void add_owner(struct figure_account *figure, struct figure_table *table,
                      const struct change_entry *entry)
{
    const struct change_steps *steps = &figure->report->steps;
    table_add(figure, table,
              cell_of_words(
                  entry->owner == NAMES_NONE ? NULL : steps->owner[entry->owner].code));
}

static void add_pairs(struct figure_account *figure)
{
    static const enum column_name column[] = {COLUMN_UNIT, COLUMN_OWNER, COLUMN_BEFORE,
                                              COLUMN_NOW, COLUMN_CHANGE};
    const struct change_steps *steps = &figure->report->steps;
    struct figure_table *table =
        figure_add_table(figure, TABLE_PAIRS, column, COUNT_OF(column));
    for (uint32_t e = 0; e < steps->entry_count; e++) {
        const struct change_entry *entry = &steps->entry[e];
        if (!is_matched(entry))
            continue;
        table_add(figure, table, cell_of_words(entry->unit));
        add_owner(figure, table, entry);
        table_add(figure, table, cell_of_nano(entry->score[0]));
        table_add(figure, table, cell_of_nano(entry->score[1]));
        table_add(figure, table, cell_of_nano(entry->score[1] - entry->score[0]));
    }
}

/* Those with a score in the one round alone. */
static void add_others(struct figure_account *figure, enum table_name name, int side)
{
    static const enum column_name column[] = {COLUMN_UNIT, COLUMN_POINTS};
    const struct change_steps *steps = &figure->report->steps;
    struct figure_table *table =
        figure_add_table(figure, name, column, COUNT_OF(column));
    for (uint32_t e = 0; e < steps->entry_count; e++) {
        const struct change_entry *entry = &steps->entry[e];
        if (is_matched(entry) || entry->score[side] == CHANGE_UNDEFINED)
            continue;
        table_add(figure, table, cell_of_words(entry->unit));
        table_add(figure, table, cell_of_nano(entry->score[side]));
    }
}

static void add_owners(struct figure_account *figure)
{
    static const enum column_name column[] = {COLUMN_OWNER, COLUMN_N, COLUMN_SUM,
                                              COLUMN_DISTANCE};
    const struct change_steps *steps = &figure->report->steps;
    struct figure_table *table =
        figure_add_table(figure, TABLE_CHANGED_OWNERS, column, COUNT_OF(column));
    for (uint32_t o = 0; o < steps->owner_count; o++) {
        const struct change_owner *owner = &steps->owner[o];
        if (owner->moments.n == 0)
            continue;
        table_add(figure, table, cell_of_words(owner->code));
        table_add(figure, table, cell_of_count(owner->moments.n));
        table_add(figure, table,
                  cell_of_real((double)owner->moments.sum / (double)POINT));
        table_add(figure, table, cell_of_real(owner->part.distance));
    }
}

static void add_family(struct figure_account *figure)
{
    static const enum column_name column[] = {
        COLUMN_PLACE, COLUMN_AREA,   COLUMN_LEVEL,   COLUMN_CODE,
        COLUMN_P,     COLUMN_FACTOR, COLUMN_PRODUCT, COLUMN_ADJUSTED};
    const struct change_steps *steps = &figure->report->steps;
    struct figure_table *table =
        figure_add_table(figure, TABLE_FAMILY, column, COUNT_OF(column));
    for (uint32_t r = 0; r < steps->relative_count; r++) {
        const struct change_relative *relative = &steps->relative[r];
        const struct level *level = &figure->population->level[relative->level];
        if (relative->step.place == 0)
            continue;
        table_add(figure, table, cell_of_count(relative->step.place));
        table_add(
            figure, table,
            cell_of_words(figure_area_name(figure, figure->rules, relative->node)));
        table_add(figure, table, cell_of_words(level->id));
        table_add(figure, table, cell_of_words(level->group[relative->group].code));
        table_add(figure, table, cell_of_estimate(relative->p));
        table_add(figure, table, cell_of_real(relative->step.factor));
        table_add(figure, table, cell_of_real(relative->step.product));
        table_add(figure, table, cell_of_estimate(relative->adjusted));
    }
}

static void add_questions(struct figure_account *figure)
{
    static const enum column_name column[] = {COLUMN_QUESTION, COLUMN_EARLIER, COLUMN_N,
                                              COLUMN_CHANGE};
    const struct figure_report *report = figure->report;
    const struct questionnaire *earlier = report_before(&report->change)->edition;
    struct figure_table *table =
        figure_add_table(figure, TABLE_QUESTIONS, column, COUNT_OF(column));
    for (uint32_t i = 0; i < report->steps.item_count; i++) {
        const struct change_item *item = &report->steps.item[i];
        table_add(figure, table,
                  cell_of_words(figure->rules->question[item->question].id));
        table_add(figure, table, cell_of_words(earlier->question[item->earlier].id));
        table_add(figure, table, cell_of_count(item->n));
        const struct estimate change = {item->n > 0, item->change};
        table_add(figure, table, cell_of_estimate(change));
    }
}

/* Whether the p value of it, or what follows from that, is asked for. */
static bool wants_family(const struct figure_account *figure)
{
    return figure->report->part == PART_CHANGE
           && (figure->wanted
               & (NAMED_BIT(NAMED_ADJUSTED_P) | NAMED_BIT(NAMED_FLAG)
                  | NAMED_BIT(NAMED_FAMILY)));
}

void figure_add_change_tables(struct figure_account *figure)
{
    const struct figure_report *report = figure->report;
    enum figure_part part = report->part;
    if (part == PART_CHANGE || part == PART_SPLIT || part == PART_COMPARED
        || part == PART_PAIRED || part == PART_PAIRED_BY_OWNER) {
        add_pairs(figure);
        if (report->steps.owner_count > 0)
            add_owners(figure);
    }
    if (part == PART_SPLIT || part == PART_COMPARED || part == PART_CHANGE) {
        add_others(figure, TABLE_ENTRIES, 1);
        add_others(figure, TABLE_EXITS, 0);
    }
    if (wants_family(figure))
        add_family(figure);
    if (report->steps.item_count > 0)
        add_questions(figure);
}
