#include "cli/figure_page.h"
#include "cli/page.h"

#include <stdio.h>

/* Figures of `compare` and `change` on a page: which part it is, and the tables. */

#define CELL_BYTES 48
#define GAP        "  "

void figure_add_part(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    const struct figure_report *report = figure->report;
    const char *part = wording_in(&figure_part_words[report->part], page->language);
    text_add_character(page->out, '\n');
    if (figure->subject == OF_CHANGE) {
        text_print(page->out, figure_say(page, FIGURE_OF_CHANGE),
                   (int)report_before(&report->change)->year,
                   (int)report_now(&report->change)->year, part);
        return;
    }
    const struct comparison *comparison = &report->compare.report.comparison;
    text_print(page->out, figure_say(page, FIGURE_OF_COMPARISON), part);
    if (figure_has_target(figure))
        text_print(page->out, figure_say(page, FIGURE_FOR_TARGET),
                   wording_in(&figure_target_words[report->target], page->language));
    if (comparison->without_own)
        text_print(page->out, figure_say(page, FIGURE_WITHOUT_UNIT),
                   comparison->population.unit_id[comparison->unit]);
}

/* As it stands in the column; the words themselves where it is words. */
static const char *write_cell(char bytes[static CELL_BYTES],
                              const struct figure_page *page,
                              const struct told_cell *cell)
{
    struct text text = {0};
    const struct figure_page of_cell = {&text, page->figure, page->language};
    switch (cell->kind) {
    case KIND_KEY:
        return cell->words;
    case KIND_NANO:
        figure_add_nano(&of_cell, cell->value);
        break;
    case KIND_WHOLE:
        text_print(&text, "%lld", (long long)cell->value);
        break;
    case KIND_REAL:
        figure_add_real(&of_cell, cell->real);
        break;
    default:
        text_add(&text, "–");
        break;
    }
    page->out->short_of_memory |= text.short_of_memory;
    snprintf(bytes, CELL_BYTES, "%s", text.bytes == NULL ? "" : text.bytes);
    text_release(&text);
    return bytes;
}

static int width_of(const char *words)
{
    int width = 0;
    for (; *words != '\0'; words++)
        width += ((unsigned char)*words & 0xc0) != 0x80;
    return width;
}

static size_t rows_of(const struct figure_page *page, const struct figure_table *table,
                      size_t *shown)
{
    size_t rows = table->cell_count / table->column_count;
    *shown = rows < page->figure->member_limit ? rows : page->figure->member_limit;
    return rows;
}

static void measure(const struct figure_page *page, const struct figure_table *table,
                    size_t shown, int width[static COLUMN_LIMIT],
                    bool words[static COLUMN_LIMIT])
{
    char bytes[CELL_BYTES];
    for (size_t c = 0; c < table->column_count; c++) {
        width[c] =
            width_of(wording_in(&column_words[table->column[c]].name, page->language));
        words[c] = false;
        for (size_t row = 0; row < shown; row++) {
            const struct told_cell *cell = &table->cell[row * table->column_count + c];
            int own = width_of(write_cell(bytes, page, cell));
            width[c] = own > width[c] ? own : width[c];
            words[c] = words[c] || cell->kind == KIND_KEY;
        }
    }
}

static void add_cell(const struct figure_page *page, const char *words, int width,
                     bool left)
{
    text_add(page->out, GAP);
    if (left)
        page_add_left(page->out, words, width);
    else
        page_add_right(page->out, words, width);
}

static void add_table(const struct figure_page *page, const struct figure_table *table)
{
    int width[COLUMN_LIMIT];
    bool words[COLUMN_LIMIT];
    char bytes[CELL_BYTES];
    size_t shown;
    size_t rows = rows_of(page, table, &shown);
    if (rows == 0)
        return;
    measure(page, table, shown, width, words);
    text_print(page->out, "\n%s (%zu):\n",
               wording_in(&table_words[table->name].name, page->language), rows);
    for (size_t c = 0; shown > 0 && c < table->column_count; c++)
        add_cell(page, wording_in(&column_words[table->column[c]].name, page->language),
                 width[c], words[c]);
    if (shown > 0)
        page_end_line(page->out);
    for (size_t row = 0; row < shown; row++) {
        for (size_t c = 0; c < table->column_count; c++)
            add_cell(
                page,
                write_cell(bytes, page, &table->cell[row * table->column_count + c]),
                width[c], words[c]);
        page_end_line(page->out);
    }
    if (shown < rows)
        text_print(page->out, figure_say(page, FIGURE_MORE), (unsigned)(rows - shown));
}

/* The command that explains a unit's points in a round. */
static void add_command(const struct figure_page *page, int year)
{
    const struct figure_account *figure = page->figure;
    const struct round_plan *plan = &figure->session->survey.round[figure->round];
    text_print(page->out, "  baseline explain --round %s/%d --unit %s",
               plan->questionnaire, year,
               figure->unit == NAMES_NONE ? "ID"
                                          : figure->population->unit_id[figure->unit]);
    if (figure->scoring != OWN_SCORING)
        text_print(page->out, " --scoring %s",
                   figure->session->survey.scoring[figure->scoring].id);
    if (figure->node != NAMES_NONE) {
        const struct node *node = &figure->rules->node[figure->node];
        text_print(page->out, " --area %s/%s",
                   figure->rules->dimension[node->dimension].id, node->id);
    } else
        text_print(page->out, " --question %s --figure points",
                   figure->rules->question[figure->question].id);
    text_add(page->out, " SURVEY\n");
}

static void add_commands(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    const struct figure_report *report = figure->report;
    if (figure->subject == OF_COMPARISON) {
        /* Those of a group stand with its members. */
        if (figure->level != SIZE_MAX)
            return;
        text_print(page->out, "\n%s\n", figure_say(page, FIGURE_EXPLAIN_UNIT));
        add_command(page, figure->session->survey.round[figure->round].year);
        return;
    }
    bool linked = report->change.change.common[figure->node].mark == CHANGE_LINKED;
    text_print(page->out, "\n%s\n",
               figure_say(page, linked                       ? FIGURE_ON_COMMON
                                : figure->unit == NAMES_NONE ? FIGURE_EXPLAIN_MEMBER
                                                             : FIGURE_EXPLAIN_UNIT));
    add_command(page, report_before(&report->change)->year);
    add_command(page, report_now(&report->change)->year);
}

void figure_add_tables(const struct figure_page *page)
{
    const struct figure_report *report = page->figure->report;
    for (size_t t = 0; t < report->table_count; t++)
        add_table(page, &report->table[t]);
    add_commands(page);
}
