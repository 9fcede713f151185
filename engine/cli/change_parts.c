#include "cli/change_page.h"
#include "cli/page.h"

#include <stdio.h>

/* The series, and the one unit, on the page of `change`. */

static void add_break(const struct change_page *page, const struct change_point *point,
                      uint32_t number)
{
    if (number == 0) {
        text_print(page->out, "  %s\n", change_say(page, CHANGE_BASE));
        return;
    }
    text_add(page->out, "  ");
    text_print(page->out, change_say(page, CHANGE_BREAK_WORD),
               change_break_word[point->why][page->language]);
    text_print(page->out, "; %s\n", change_say(page, CHANGE_BEGINS_ANEW));
}

static void add_since(const struct change_page *page, const struct change_point *point)
{
    char words[CHANGE_WORDS_BYTES];
    char interval[CHANGE_WORDS_BYTES];
    int decimals = point->matched < 30 ? 0 : 1;
    change_print_estimate(words, page, point->since.value, decimals, true);
    text_add(page->out, "  ");
    text_print(page->out, change_say(page, CHANGE_SINCE),
               (int)page->report->change.round[point->base].year, words);
    if (point->low.defined) {
        change_print_interval(interval, page, point->low, point->high, point->matched);
        text_print(page->out, " (%s)", interval);
    }
    if (point->direct != CHANGE_UNDEFINED) {
        change_print(words, page, point->direct, point->direct_matched, true);
        text_add(page->out, ", ");
        text_print(page->out, change_say(page, CHANGE_DIRECT), words);
    }
    text_add(page->out, point->mark == CHANGE_LINKED ? "; " : "");
    if (point->mark == CHANGE_LINKED) {
        change_print_estimate(words, page, point->linking_error, 1, false);
        text_print(page->out, "%s %s", change_say(page, CHANGE_COLUMN_LINKING), words);
    }
    text_add_character(page->out, '\n');
}

void change_add_series(const struct change_page *page, uint32_t node)
{
    const struct change *change = &page->report->change;
    const struct change_point *series = change_series(change, node, 0, 0);
    char words[CHANGE_WORDS_BYTES];
    text_add_character(page->out, '\n');
    text_print(page->out, change_say(page, CHANGE_SERIES), change_title_of(page, node));
    text_add_character(page->out, '\n');
    for (uint32_t r = 0; r < change->round_count; r++) {
        change_print(words, page, series[r].level, series[r].n, false);
        text_print(page->out, "  %d", (int)change->round[r].year);
        page_add_right(page->out, words, CHANGE_SCORE_WIDTH);
        if (series[r].base == r)
            add_break(page, &series[r], r);
        else
            add_since(page, &series[r]);
    }
}

static void add_unit_row(const struct change_page *page, uint32_t node)
{
    const struct change_of_unit *unit = &page->report->change.unit[node];
    char words[CHANGE_WORDS_BYTES];
    text_add(page->out, "  ");
    page_add_cut(page->out, change_title_of(page, node), CHANGE_NAME_WIDTH);
    for (int side = 0; side < 2; side++) {
        change_print(words, page, unit->score[side], 30, false);
        page_add_right(page->out, words, CHANGE_SCORE_WIDTH);
    }
    change_print(words, page, unit->change, 30, true);
    page_add_right(page->out, words, 9);
    change_print_estimate(words, page, unit->bound, 1, false);
    page_add_right(page->out, words, 9);
    change_print_estimate(words, page, unit->expected, 1, true);
    page_add_right(page->out, words, 9);
    text_print(page->out, "  %s\n",
               unit->lack == CHANGE_UNIT_JUDGED
                   ? change_unit_flag_word[unit->flag][page->language]
                   : change_unit_word[unit->lack][page->language]);
}

void change_add_unit(const struct change_page *page)
{
    const struct change_report *report = page->report;
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    char year[16];
    text_add_character(page->out, '\n');
    page_add_words(page->out, report->unit_name);
    text_add(page->out, " (");
    page_add_words(page->out, report->unit_id);
    text_add(page->out, ")\n  ");
    page_add_left(page->out, change_say(page, CHANGE_AREA), CHANGE_NAME_WIDTH);
    snprintf(year, sizeof year, "%d", (int)report_before(report)->year);
    page_add_right(page->out, year, CHANGE_SCORE_WIDTH);
    snprintf(year, sizeof year, "%d", (int)report_now(report)->year);
    page_add_right(page->out, year, CHANGE_SCORE_WIDTH);
    page_add_right(page->out, change_say(page, CHANGE_DIFFERENCE), 9);
    page_add_right(page->out, change_say(page, CHANGE_UNIT_BOUND), 9);
    page_add_right(page->out, change_say(page, CHANGE_UNIT_EXPECTED), 9);
    text_print(page->out, "  %s\n", change_say(page, CHANGE_UNIT_VERDICT));
    for (uint32_t n = 0; n < report->change.node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        if (node->operation != OPERATION_NONE
            && node->dimension == questionnaire->overall && node->depth <= 1)
            add_unit_row(page, n);
    }
}
