#include "cli/items.h"

#include "base/exact.h"
#include "base/guard.h"
#include "cli/items_phrases.h"

#include <math.h>
#include <string.h>

/* A row a question, as Excel in Danish opens it by a double click. */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"
#define DECIMALS        4

struct table {
    struct text *out;
    const struct items_report *report;
    enum language language;
};

static void add_text(const struct table *table, const char *cell)
{
    text_add_cell(table->out, cell);
    text_add_character(table->out, DELIMITER);
}

static void add_number(const struct table *table, double value)
{
    char number[FIXED_BYTES];
    fixed_print(number, (int64_t)round(value * (double)POINT), DECIMALS,
                table->language == LANGUAGE_DA ? ',' : '.', true);
    text_print(table->out, "%s%c", number, DELIMITER);
}

static void add_word(const struct table *table, enum items_phrase phrase)
{
    text_print(table->out, "%s%c", items_phrase[phrase][table->language], DELIMITER);
}

/* Nothing where it is undefined: a spreadsheet then leaves it out of its sums. */
static void add_figure(const struct table *table, const struct item_figure *figure)
{
    if (figure->state == ITEM_DEFINED)
        add_number(table, figure->value);
    else if (figure->state == ITEM_WITHHELD)
        add_word(table, ITEMS_WITHHELD);
    else
        text_add_character(table->out, DELIMITER);
}

static void add_share(const struct table *table, const struct item_share *share)
{
    static const char *const sign[] = {[ITEM_SHARE_EXACT] = "",
                                       [ITEM_SHARE_AT_MOST] = "≤",
                                       [ITEM_SHARE_AT_LEAST] = "≥"};
    if (share->state == ITEM_SHARE_WITHHELD)
        add_word(table, ITEMS_WITHHELD);
    else if (share->base == 0)
        text_add_character(table->out, DELIMITER);
    else {
        text_add(table->out, sign[share->state]);
        add_number(table, item_share_percent(share));
    }
}

static void add_headings(const struct table *table)
{
    for (int c = 0; c <= ITEMS_COLUMN_NOTICE; c++) {
        if (c == ITEMS_COLUMN_CELLS)
            continue;
        text_add(table->out, items_column[c][table->language]);
        if (c < ITEMS_COLUMN_NOTICE)
            text_add_character(table->out, DELIMITER);
    }
    text_add(table->out, LINE_END);
}

static void add_area(const struct table *table, uint32_t question)
{
    const struct items_report *report = table->report;
    const struct items_item *home = items_home(report, question);
    if (home == NULL) {
        text_add_character(table->out, DELIMITER);
        return;
    }
    uint32_t node = report->items.scale[home->scale].node;
    add_text(table,
             wording_in(&report->questionnaire->node[node].title, table->language));
}

static bool add_reasons(const struct table *table, uint32_t question,
                        struct fault *fault)
{
    const struct item_analysis *items = &table->report->items;
    struct text reasons = {0};
    for (uint32_t s = 0; s < items->signal_count; s++) {
        if (items->signal[s].question != question)
            continue;
        if (reasons.length > 0)
            text_add(&reasons, "; ");
        items_add_reason(&reasons, table->report, &items->signal[s]);
    }
    bool ok = text_check(&reasons, fault);
    if (ok)
        add_text(table, reasons.bytes == NULL ? "" : reasons.bytes);
    text_release(&reasons);
    return ok;
}

static void add_home_figures(const struct table *table, uint32_t question)
{
    static const struct items_item nowhere;
    const struct items_item *home = items_home(table->report, question);
    home = home == NULL ? &nowhere : home;
    add_figure(table, &home->r_drop);
    add_figure(table, &home->alpha_if_dropped);
    add_figure(table, &home->discrimination);
}

static void add_notice(const struct table *table)
{
    const struct items_report *report = table->report;
    if (report->simulated)
        text_add(table->out, items_phrase[ITEMS_SIMULATED][table->language]);
    if (report->simulated && report->population->generated)
        text_add_character(table->out, ' ');
    if (report->population->generated)
        text_add(table->out, items_phrase[ITEMS_GENERATED][table->language]);
    text_add(table->out, LINE_END);
}

static bool add_question(const struct table *table, uint32_t number,
                         struct fault *fault)
{
    static const enum item_share_name share[] = {ITEM_FLOOR,          ITEM_CEILING,
                                                 ITEM_MISSING,        ITEM_DONT_KNOW,
                                                 ITEM_NOT_APPLICABLE, ITEM_SKIPPED};
    const struct question *asked = &table->report->questionnaire->question[number];
    const struct items_question *question = &table->report->items.question[number];
    add_text(table, asked->id);
    add_text(table, wording_in(&asked->text, table->language));
    add_area(table, number);
    if (question->withheld == ITEMS_WITHHELD_FEW_UNITS
        || question->withheld == ITEMS_WITHHELD_FEW_CLUSTERS)
        add_word(table, ITEMS_WITHHELD);
    else
        text_print(table->out, "%u%c", (unsigned)question->n, DELIMITER);
    add_figure(table, &question->mean);
    add_figure(table, &question->sd);
    for (size_t s = 0; s < sizeof share / sizeof *share; s++)
        add_share(table, &question->share[share[s]]);
    add_home_figures(table, number);
    if (!add_reasons(table, number, fault))
        return false;
    add_notice(table);
    return true;
}

bool items_write_csv(struct text *out, const struct items_report *report,
                     struct fault *fault)
{
    struct table table = {out, report, report->language};
    bool ok = true;
    text_add(out, BYTE_ORDER_MARK);
    add_headings(&table);
    for (uint32_t q = 0; ok && q < report->items.question_count; q++)
        ok = add_question(&table, q, fault);
    return ok;
}
