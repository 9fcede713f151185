#include "cli/figure_json.h"

#include "cli/figure_phrases.h"
#include "cli/tree.h"

/* Figures of `compare` and `change` as JSON: which part it is, and the tables. */

json_t *figure_make_part(const struct figure_account *figure)
{
    static const char *const target[] = {
        [ESTIMATE_DESCRIPTIVE] = "descriptive", [ESTIMATE_PROCESS] = "process"};
    const struct figure_report *report = figure->report;
    if (report == NULL)
        return json_null();
    bool change = figure->subject == OF_CHANGE;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "part", json_string(figure_part_key[report->part]))
        && tree_put(object, "words", tree_wording(&figure_part_words[report->part]))
        && tree_put(object, "target",
                    figure_has_target(figure) ? json_string(target[report->target])
                                              : json_null())
        && tree_put(object, "before",
                    change ? json_integer(report_before(&report->change)->year)
                           : json_null())
        && tree_put(
            object, "left_out",
            json_boolean(!change && report->compare.report.comparison.without_own));
    return tree_finish(object, ok);
}

static json_t *make_cell(const struct told_cell *cell)
{
    switch (cell->kind) {
    case KIND_KEY:
        return json_string(cell->words);
    case KIND_NANO:
        return tree_nano(cell->value);
    case KIND_WHOLE:
        return json_integer(cell->value);
    case KIND_REAL:
        return tree_real(cell->real);
    default:
        return json_null();
    }
}

static json_t *make_row(const struct figure_table *table, size_t row)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (size_t c = 0; ok && c < table->column_count; c++)
        ok = tree_put(object, column_words[table->column[c]].key,
                      make_cell(&table->cell[row * table->column_count + c]));
    return tree_finish(object, ok);
}

static json_t *make_table(const struct figure_account *figure,
                          const struct figure_table *table)
{
    size_t rows = table->cell_count / table->column_count;
    size_t shown = rows < figure->member_limit ? rows : figure->member_limit;
    json_t *listed = json_array();
    bool ok = listed != NULL;
    for (size_t row = 0; ok && row < shown; row++)
        ok = tree_add(listed, make_row(table, row));
    listed = tree_finish(listed, ok);
    json_t *object = json_object();
    ok = tree_put(object, "name", json_string(table_words[table->name].key))
         && tree_put(object, "words", tree_wording(&table_words[table->name].name))
         && tree_put(object, "rows", json_incref(listed))
         && tree_put_count(object, "unlisted", rows - shown);
    json_decref(listed);
    return tree_finish(object, ok);
}

json_t *figure_make_tables(const struct figure_account *figure)
{
    const struct figure_report *report = figure->report;
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t t = 0; ok && report != NULL && t < report->table_count; t++)
        ok = tree_add(array, make_table(figure, &report->table[t]));
    return tree_finish(array, ok);
}
