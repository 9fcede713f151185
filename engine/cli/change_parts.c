#include "cli/change_page.h"
#include "cli/page.h"

#include <stdio.h>

/* Regression to the mean, the series, and the one unit, on the page of `change`. */

static void add_tenth(const struct change_page *page, enum change_phrase phrase,
                      const struct change_tenth *tenth, int64_t all)
{
    char words[3][CHANGE_WORDS_BYTES];
    change_print_estimate(words[0], page, tenth->expected, 1, true);
    change_print(words[1], page, tenth->change, CHANGE_FEW, true);
    change_print(words[2], page, all, CHANGE_FEW, true);
    text_print(page->out, change_say(page, phrase), words[0], words[1], words[2]);
    text_add_character(page->out, '\n');
}

void change_add_regression(const struct change_page *page, uint32_t headline)
{
    const struct change *change = &page->report->change;
    const struct change_regression *regression = &change->regression[headline];
    int64_t all = change_figures(change, headline, 0, 0)->split.real;
    char words[CHANGE_WORDS_BYTES];
    if (!regression->told || !regression->correlation.defined)
        return;
    change_print_estimate(words, page, regression->correlation, 2, false);
    text_print(page->out, change_say(page, CHANGE_REGRESSION), words);
    text_add_character(page->out, '\n');
    const struct change_tenth *lowest = regression->tenth;
    const struct change_tenth *highest = regression->tenth + CHANGE_TENTHS - 1;
    while (lowest->n == 0)
        lowest++;
    while (highest->n == 0)
        highest--;
    add_tenth(page, CHANGE_LOWEST, lowest, all);
    add_tenth(page, CHANGE_HIGHEST, highest, all);
}

/* Two trees of one standard, say: which of them show the same answers. */
void change_add_same_questions(const struct change_page *page)
{
    const struct questionnaire *questionnaire = report_now(page->report)->questionnaire;
    const struct change *change = &page->report->change;
    for (size_t d = 0; d < questionnaire->dimension_count; d++) {
        uint32_t root = questionnaire->dimension[d].root;
        for (size_t e = d + 1; e < questionnaire->dimension_count; e++) {
            uint32_t other = questionnaire->dimension[e].root;
            if (!change_same_questions(change, root, other))
                continue;
            text_print(page->out, change_say(page, CHANGE_SAME_QUESTIONS),
                       change_title_of(page, root), change_title_of(page, other),
                       (unsigned)change->common[root].questions);
            text_add_character(page->out, '\n');
            break;
        }
    }
}

static void add_break(const struct change_page *page, const struct change_point *point,
                      uint32_t number)
{
    if (number == 0 || point->level == CHANGE_UNDEFINED) {
        text_print(page->out, "  %s\n",
                   change_say(page, point->level == CHANGE_UNDEFINED ? CHANGE_NOBODY
                                                                     : CHANGE_BASE));
        return;
    }
    text_add(page->out, "  ");
    text_print(page->out, change_say(page, CHANGE_BREAK_WORD),
               change_break_word[point->why][page->language]);
    text_print(page->out, "; %s\n", change_say(page, CHANGE_BEGINS_ANEW));
}

static void add_since(const struct change_page *page, const struct change_point *point,
                      bool across)
{
    char words[CHANGE_WORDS_BYTES];
    char interval[CHANGE_WORDS_BYTES];
    int decimals = point->matched < CHANGE_FEW ? 0 : 1;
    change_print_estimate(words, page, point->since.value, decimals, true);
    text_add(page->out, "  ");
    text_print(page->out, change_say(page, CHANGE_SINCE),
               (int)page->report->change.round[point->base].year, words);
    if (point->low.defined) {
        change_print_interval(interval, page, point->low, point->high, point->matched);
        text_print(page->out, " (%s)", interval);
    } else
        text_print(page->out, " (%s)",
                   change_no_interval_since(&point->since, across, page->language));
    if (point->direct != CHANGE_UNDEFINED) {
        change_print(words, page, point->direct, point->direct_matched, true);
        text_add(page->out, ", ");
        text_print(page->out, change_say(page, CHANGE_DIRECT), words);
    }
    text_add(page->out, point->mark == CHANGE_LINKED ? "; " : "");
    if (point->mark == CHANGE_LINKED) {
        change_print_estimate(words, page, point->linking_error, 1, false);
        text_print(page->out, change_say(page, CHANGE_LINK_ERROR), words);
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
            add_since(page, &series[r], change_figures(change, node, 0, 0)->across);
    }
}

static void add_unit_row(const struct change_page *page, uint32_t node)
{
    const struct change_of_unit *unit = &page->report->change.unit[node];
    char words[CHANGE_WORDS_BYTES];
    text_add(page->out, "  ");
    page_add_cut(page->out, change_title_of(page, node), CHANGE_NAME_WIDTH);
    for (int side = 0; side < 2; side++) {
        change_print(words, page, unit->score[side], CHANGE_FEW, false);
        page_add_right(page->out, words, CHANGE_SCORE_WIDTH);
    }
    change_print(words, page, unit->change, CHANGE_FEW, true);
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
