#include "base/guard.h"
#include "cli/compare_phrases.h"

#include <math.h>
#include <string.h>

/* A row for each measure in each group, with every figure: its columns have the names
   that the JSON has, and it opens in Danish Excel by a double click. */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"

struct table {
    struct text *out;
    const struct compare_report *report;
    enum language language;
    bool begun; /* the row has a cell */
};

static void begin_cell(struct table *table)
{
    if (table->begun)
        text_add_character(table->out, DELIMITER);
    table->begun = true;
}

static void add_text(struct table *table, const char *cell)
{
    bool guarded = guard_needed(cell);
    bool quoted =
        guarded || cell[strcspn(cell, "\";,\t\r\n")] != '\0' || cell[0] == ' ';
    begin_cell(table);
    if (quoted)
        text_add_character(table->out, '"');
    if (guarded)
        text_add_character(table->out, '\'');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            text_add_character(table->out, '"');
        text_add_character(table->out, *cell);
    }
    if (quoted)
        text_add_character(table->out, '"');
}

static void add_count(struct table *table, uint32_t count)
{
    begin_cell(table);
    text_print(table->out, "%u", (unsigned)count);
}

/* Nothing where it is undefined: a spreadsheet then leaves it out of its sums. */
static void add_nano(struct table *table, int64_t nano)
{
    char number[FIXED_BYTES];
    begin_cell(table);
    if (nano == UNDEFINED_FIGURE)
        return;
    fixed_print(number, nano, 9, table->language == LANGUAGE_DA ? ',' : '.', true);
    text_add(table->out, number);
}

static void add_estimate(struct table *table, const struct estimate *estimate)
{
    add_nano(table, estimate->defined ? (int64_t)round(estimate->value * (double)POINT)
                                      : UNDEFINED_FIGURE);
}

/* Standard error, interval, and why they are not there. */
static void add_worth(struct table *table, const struct compared *compared,
                      const struct estimated *estimated)
{
    add_estimate(table, &estimated->se);
    add_estimate(table, &estimated->low);
    add_estimate(table, &estimated->high);
    add_text(table,
             compare_lack[compare_lack_of(compared, estimated)][table->language]);
}

static const char *const heading[] = {"questionnaire",
                                      "year",
                                      "dimension",
                                      "measure",
                                      "title",
                                      "level",
                                      "group",
                                      "name",
                                      "eligible",
                                      "answered",
                                      "owners",
                                      "owners_taking_part",
                                      "n",
                                      "mean",
                                      "sd",
                                      "q1",
                                      "median",
                                      "q3",
                                      "descriptive_se",
                                      "descriptive_lower",
                                      "descriptive_upper",
                                      "descriptive_lacks",
                                      "process_se",
                                      "process_lower",
                                      "process_upper",
                                      "process_lacks",
                                      "simple_descriptive_se",
                                      "simple_process_se",
                                      "by_size_n",
                                      "by_size_mean",
                                      "by_size_se",
                                      "by_size_lower",
                                      "by_size_upper",
                                      "by_size_lacks",
                                      "of_owners_n",
                                      "of_owners_mean",
                                      "of_owners_se",
                                      "of_owners_lower",
                                      "of_owners_upper",
                                      "of_owners_lacks",
                                      "adjusted_n",
                                      "adjusted_mean",
                                      "adjusted_se",
                                      "adjusted_lower",
                                      "adjusted_upper",
                                      "adjusted_lacks"};

static void add_headings(struct table *table)
{
    for (size_t h = 0; h < sizeof heading / sizeof *heading; h++)
        add_text(table, heading[h]);
    if (table->report->comparison.unit != NAMES_NONE) {
        add_text(table, "own");
        add_text(table, "difference");
        add_text(table, "rank_first");
        add_text(table, "rank_last");
        add_text(table, "rank_of");
    }
    add_text(table, "notice");
    text_add(table->out, LINE_END);
    table->begun = false;
}

static void add_measure_cells(struct table *table, uint32_t measure)
{
    const struct compare_report *report = table->report;
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    const char *dimension;
    const char *id = compare_measure_id(report, measure, &dimension);
    add_text(table, questionnaire->id);
    add_count(table, (uint32_t)report->year);
    add_text(table, dimension == NULL ? "" : dimension);
    add_text(table, id);
    add_text(table,
             wording_in(compare_measure_title(report, measure), table->language));
}

static void add_group_cells(struct table *table, size_t l, uint32_t g)
{
    const struct comparison_group *group = compare_turnout(table->report, l, g);
    const struct level *level = &table->report->comparison.population.level[l];
    add_text(table, level->id);
    add_text(table, level->group[g].code);
    add_text(table, wording_in(&level->group[g].name, table->language));
    add_count(table, group->eligible);
    add_count(table, group->answered);
    add_count(table, group->clusters);
    add_count(table, group->clusters_taking_part);
}

static void add_other_mean(struct table *table, const struct compared *compared,
                           const struct estimated *of_target)
{
    const struct estimated *estimated = &of_target[ESTIMATE_DESCRIPTIVE];
    add_count(table, estimated->n);
    add_estimate(table, &estimated->value);
    add_worth(table, compared, estimated);
}

static void add_unit_cells(struct table *table, uint32_t measure, size_t l, uint32_t g)
{
    const struct comparison *comparison = &table->report->comparison;
    int64_t mean = compare_group(table->report, l, g)->figures->mean;
    int64_t own = comparison->own[measure];
    struct comparison_place place = {0};
    if (comparison->population.level[l].group_of[comparison->unit] == g)
        place = comparison_place(comparison, measure, l);
    add_nano(table, own < 0 ? UNDEFINED_FIGURE : own);
    add_nano(table,
             own < 0 || mean == UNDEFINED_FIGURE ? UNDEFINED_FIGURE : own - mean);
    if (place.alike == 0) {
        for (int cell = 0; cell < 3; cell++)
            begin_cell(table);
        return;
    }
    add_count(table, place.above + 1);
    add_count(table, place.above + place.alike);
    add_count(table, place.n);
}

static void add_row(struct table *table, uint32_t measure, size_t l, uint32_t g)
{
    const struct compared *compared = compare_group(table->report, l, g);
    const struct figures *figures = compared->figures;
    add_measure_cells(table, measure);
    add_group_cells(table, l, g);
    add_count(table, compared->eligible);
    add_count(table, figures->n);
    add_nano(table, figures->mean);
    add_nano(table, figures->sd);
    for (int quarter = 0; quarter < 3; quarter++)
        add_nano(table, figures->quartile[quarter]);
    add_worth(table, compared, compare_estimate(compared, ESTIMATE_DESCRIPTIVE));
    add_worth(table, compared, compare_estimate(compared, ESTIMATE_PROCESS));
    add_estimate(table, &compared->simple[ESTIMATE_DESCRIPTIVE].se);
    add_estimate(table, &compared->simple[ESTIMATE_PROCESS].se);
    add_other_mean(table, compared, compared->by_size);
    add_other_mean(table, compared, compared->of_owners);
    add_other_mean(table, compared, compared->adjusted);
    if (table->report->comparison.unit != NAMES_NONE)
        add_unit_cells(table, measure, l, g);
    begin_cell(table);
    compare_add_notice(table->out, table->report, ' ');
    text_add(table->out, LINE_END);
    table->begun = false;
}

bool compare_write_csv(struct text *out, struct compare_report *report,
                       struct fault *fault)
{
    struct table table = {out, report, report->language, false};
    struct comparison *comparison = &report->comparison;
    bool ok = true;
    text_add(out, BYTE_ORDER_MARK);
    add_headings(&table);
    for (uint32_t m = 0; ok && m < comparison->benchmark.measure_count; m++) {
        if (report->measure != NAMES_NONE && report->measure != m)
            continue;
        ok = comparison_compute(comparison, report->compared, m, fault);
        for (size_t l = 0; ok && l < comparison->population.level_count; l++)
            for (uint32_t g = 0; compare_shows(report, l)
                                 && g < comparison->population.level[l].group_count;
                 g++)
                add_row(&table, m, l, g);
    }
    return ok;
}
