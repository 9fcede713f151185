#include "cli/change.h"

#include "base/exact.h"
#include "base/guard.h"
#include "cli/change_phrases.h"

#include <string.h>

/* A row a node and group, as Excel in Danish opens it by a double click. */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"
#define DECIMALS        6

struct table {
    struct text *out;
    const struct change_report *report;
    enum language language;
};

static void add_text(const struct table *table, const char *cell)
{
    text_add_cell(table->out, cell);
    text_add_character(table->out, DELIMITER);
}

/* Nothing where it is undefined: a spreadsheet then leaves it out of its sums. */
static void add_nano(const struct table *table, int64_t nano)
{
    char number[FIXED_BYTES] = "";
    if (nano != CHANGE_UNDEFINED)
        fixed_print(number, nano, DECIMALS, table->language == LANGUAGE_DA ? ',' : '.',
                    true);
    text_print(table->out, "%s%c", number, DELIMITER);
}

static void add_estimate(const struct table *table, struct estimate estimate)
{
    add_nano(table, estimate.defined ? (int64_t)round(estimate.value * (double)POINT)
                                     : CHANGE_UNDEFINED);
}

static void add_count(const struct table *table, uint32_t count)
{
    text_print(table->out, "%u%c", (unsigned)count, DELIMITER);
}

static void add_headings(const struct table *table)
{
    static const enum change_phrase column[] = {
        CHANGE_COLUMN_LEVEL,     CHANGE_COLUMN_CODE,     CHANGE_COLUMN_NAME,
        CHANGE_COLUMN_DIMENSION, CHANGE_COLUMN_ID,       CHANGE_AREA,
        CHANGE_COMPARED,         CHANGE_COLUMN_MATCHED,  CHANGE_COLUMN_BEFORE,
        CHANGE_COLUMN_NOW,       CHANGE_DIFFERENCE,      CHANGE_COLUMN_PERCENT,
        CHANGE_COLUMN_SE,        CHANGE_COLUMN_LOW,      CHANGE_COLUMN_HIGH,
        CHANGE_COLUMN_LACK,      CHANGE_COLUMN_ADJUSTED, CHANGE_COLUMN_FLAG,
        CHANGE_COLUMN_LINKING,   CHANGE_COLUMN_CROSS,    CHANGE_COLUMN_ENTRIES,
        CHANGE_COLUMN_EXITS,     CHANGE_COLUMN_NOTICE};
    size_t count = sizeof column / sizeof *column;
    for (size_t c = 0; c < count; c++)
        text_print(table->out, "%s%s", change_phrase[column[c]][table->language],
                   c + 1 < count ? ";" : LINE_END);
}

static void add_notice(const struct table *table)
{
    const struct change_report *report = table->report;
    bool generated = report_now(report)->population->generated;
    text_add(table->out, change_phrase[CHANGE_AUDIENCE][table->language]);
    if (report->simulated)
        text_print(table->out, " %s", change_phrase[CHANGE_SIMULATED][table->language]);
    if (generated)
        text_print(table->out, " %s", change_phrase[CHANGE_GENERATED][table->language]);
    text_add(table->out, LINE_END);
}

static void add_figures(const struct table *table, const struct change_figures *figures,
                        const struct change_common *common)
{
    bool broken = common->mark == CHANGE_BROKEN;
    add_count(table, figures->matched);
    add_nano(table, figures->matched_mean[0]);
    add_nano(table, figures->matched_mean[1]);
    add_nano(table, figures->split.real);
    add_estimate(table, figures->percent);
    add_estimate(table, figures->se);
    add_estimate(table, figures->low);
    add_estimate(table, figures->high);
    add_text(table, broken ? change_break_word[common->why][table->language]
                           : change_no_interval(figures, table->language));
    add_estimate(table, figures->adjusted);
    add_text(table, broken ? "" : change_flag_word[figures->flag][table->language]);
    add_estimate(table, common->linking_error);
    add_nano(table, figures->split.cross);
    add_nano(table, figures->split.entries);
    add_nano(table, figures->split.exits == CHANGE_UNDEFINED ? CHANGE_UNDEFINED
                                                             : -figures->split.exits);
}

static void add_row(const struct table *table, uint32_t number, size_t level,
                    uint32_t group)
{
    const struct change_report *report = table->report;
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    const struct node *node = &questionnaire->node[number];
    const struct level *of = &report_now(report)->population->level[level];
    add_text(table, of->id);
    add_text(table, of->group[group].code);
    add_text(table, wording_in(&of->group[group].name, table->language));
    add_text(table, questionnaire->dimension[node->dimension].id);
    add_text(table, node->id);
    add_text(table, wording_in(&node->title, table->language));
    add_text(table,
             change_mark_word[report->change.common[number].mark][table->language]);
    add_figures(table, change_figures(&report->change, number, level, group),
                &report->change.common[number]);
    add_notice(table);
}

bool change_write_csv(struct text *out, const struct change_report *report,
                      struct fault *fault)
{
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    const struct change *change = &report->change;
    struct table table = {out, report, report->language};
    text_add(out, BYTE_ORDER_MARK);
    add_headings(&table);
    for (uint32_t n = 0; n < change->node_count; n++)
        for (size_t l = 0; l < change->level_count; l++) {
            uint32_t groups = change->group_offset[l + 1] - change->group_offset[l];
            bool scored = questionnaire->node[n].operation != OPERATION_NONE;
            for (uint32_t g = 0; scored && g < groups; g++)
                if (change_is_told(report, n, l, g))
                    add_row(&table, n, l, g);
        }
    return text_check(out, fault);
}
