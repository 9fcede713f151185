#include "cli/items.h"

#include "cli/items_phrases.h"
#include "cli/page.h"

#include "base/exact.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LABEL_WIDTH  38
#define COUNT_WIDTH  8
#define SHARE_WIDTH  9
#define FIGURE_WIDTH 12
#define WORDS_BYTES  128
#define PAIRS_TOLD                                                                     \
    1 /* of those a question is answered like; the others are counted                  \
       */

struct page {
    struct text *out;
    const struct items_report *report;
    enum language language;
};

static const char *say(const struct page *page, enum items_phrase which)
{
    return items_phrase[which][page->language];
}

static const struct question *asked(const struct page *page, uint32_t question)
{
    return &page->report->questionnaire->question[question];
}

static const char *mark_of(const struct page *page)
{
    return page->language == LANGUAGE_DA ? "," : ".";
}

static void print_decimal(char words[static WORDS_BYTES], const struct page *page,
                          double value, int decimals)
{
    char number[FIXED_BYTES];
    fixed_print(number, (int64_t)round(value * (double)POINT), decimals, *mark_of(page),
                false);
    bool negative = number[0] == '-';
    snprintf(words, WORDS_BYTES, "%s%s", negative ? "−" : "", number + negative);
}

/* What stands where a figure would. */
static void add_figure(const struct page *page, const struct item_figure *figure,
                       int decimals, int width)
{
    char words[WORDS_BYTES];
    if (figure->state == ITEM_DEFINED) {
        print_decimal(words, page, figure->value, decimals);
        page_add_right(page->out, words, width);
    } else
        page_add_right(page->out,
                       say(page, figure->state == ITEM_WITHHELD ? ITEMS_WITHHELD
                                                                : ITEMS_UNDEFINED),
                       width);
}

/* Percent without decimals of few (STATISTICS 6.2), and of a bound rounded so that it
   holds. */
static void print_share(char words[static WORDS_BYTES], const struct page *page,
                        const struct item_share *share)
{
    static const char *const sign[] = {
        [ITEM_SHARE_AT_MOST] = "≤", [ITEM_SHARE_AT_LEAST] = "≥"};
    char number[WORDS_BYTES];
    double percent = item_share_percent(share);
    if (share->state == ITEM_SHARE_WITHHELD)
        snprintf(words, WORDS_BYTES, "%s", say(page, ITEMS_WITHHELD));
    else if (share->base == 0)
        snprintf(words, WORDS_BYTES, "%s", say(page, ITEMS_NO_ANSWERS));
    else if (share->state == ITEM_SHARE_EXACT)
        print_decimal(words, page, percent, share->base < 30 ? 0 : 1);
    else {
        percent = share->state == ITEM_SHARE_AT_MOST ? ceil(percent) : floor(percent);
        print_decimal(number, page, percent, 0);
        snprintf(words, WORDS_BYTES, "%s%s", sign[share->state], number);
    }
}

static void add_share(const struct page *page, const struct item_share *share)
{
    char words[WORDS_BYTES];
    print_share(words, page, share);
    page_add_right(page->out, words, SHARE_WIDTH);
}

static void add_count(const struct page *page, uint32_t count)
{
    text_print(page->out, "%*u", COUNT_WIDTH, (unsigned)count);
}

static void add_column(const struct page *page, enum items_column column, int width)
{
    page_add_right(page->out, items_column[column][page->language], width);
}

/* The id and as much of the text as there is room for. */
static void add_label(const struct page *page, uint32_t question)
{
    struct text label = {0};
    text_print(&label, "%s  %s", asked(page, question)->id,
               wording_in(&asked(page, question)->text, page->language));
    page_add_cut(page->out, label.bytes == NULL ? "" : label.bytes, LABEL_WIDTH);
    page->out->short_of_memory |= label.short_of_memory;
    text_release(&label);
}

static const char *area_title(const struct page *page, uint32_t question)
{
    const struct items_item *home = items_home(page->report, question);
    if (home == NULL)
        return "";
    const struct items_scale *scale = &page->report->items.scale[home->scale];
    return wording_in(&page->report->questionnaire->node[scale->node].title,
                      page->language);
}

void items_add_reason(struct text *out, const struct items_report *report,
                      const struct item_signal *signal)
{
    struct page page = {out, report, report->language};
    char number[WORDS_BYTES];
    char words[WORDS_BYTES];
    const char *format = items_reason[signal->kind][page.language];
    bool percent =
        signal->kind >= ITEM_SIGNAL_DONT_KNOW && signal->kind <= ITEM_SIGNAL_FLOOR;
    print_decimal(number, &page, signal->value, percent ? 0 : 2);
    if (percent) {
        snprintf(words, sizeof words, say(&page, ITEMS_PERCENT), number);
        text_print(out, format, words);
    } else
        text_print(out, format, number,
                   signal->kind == ITEM_SIGNAL_REDUNDANT
                       ? asked(&page, signal->other)->id
                       : area_title(&page, signal->question));
}

/* The strongest of the pairs that a question is one of. */
static const struct item_signal *strongest(const struct item_signal *signal,
                                           uint32_t count)
{
    const struct item_signal *found = signal;
    for (uint32_t i = 1; i < count; i++)
        if (signal[i].value > found->value)
            found = &signal[i];
    return found;
}

/* One line for the signals of one kind. */
static void add_signal(const struct page *page, const struct item_signal *signal,
                       uint32_t count)
{
    text_add(page->out, "      ");
    items_add_reason(page->out, page->report, strongest(signal, count));
    if (count > PAIRS_TOLD)
        text_print(page->out, say(page, ITEMS_MORE), (unsigned)(count - PAIRS_TOLD));
    text_print(page->out, ": %s\n", items_advice[signal->kind][page->language]);
}

static uint32_t count_alike(const struct item_analysis *items, uint32_t first,
                            bool kind)
{
    const struct item_signal *signal = items->signal;
    uint32_t count = 1;
    while (first + count < items->signal_count
           && signal[first + count].question == signal[first].question
           && (!kind || signal[first + count].kind == signal[first].kind))
        count++;
    return count;
}

static void add_questions_to_look_at(const struct page *page)
{
    const struct item_analysis *items = &page->report->items;
    for (uint32_t s = 0; s < items->signal_count;) {
        uint32_t end = s + count_alike(items, s, false);
        const struct question *question = asked(page, items->signal[s].question);
        text_add(page->out, "\n  ");
        page_add_words(page->out, question->id);
        text_add(page->out, "  ");
        page_add_words(page->out, wording_in(&question->text, page->language));
        text_add_character(page->out, '\n');
        while (s < end) {
            uint32_t count = count_alike(items, s, true);
            add_signal(page, &items->signal[s], count);
            s += count;
        }
    }
}

static uint32_t count_questions(const struct item_analysis *items)
{
    uint32_t count = 0;
    for (uint32_t s = 0; s < items->signal_count; s += count_alike(items, s, false))
        count++;
    return count;
}

static void add_list(const struct page *page)
{
    const struct item_analysis *items = &page->report->items;
    char early[WORDS_BYTES];
    char late[WORDS_BYTES];
    char percent[2][WORDS_BYTES + 8];
    text_add_character(page->out, '\n');
    if (items->signal_count > 0) {
        text_print(page->out, say(page, ITEMS_LOOK), (unsigned)count_questions(items),
                   (unsigned)items->question_count);
        text_add_character(page->out, '\n');
        add_questions_to_look_at(page);
    } else if (items->row_count < ITEMS_SIGNAL_UNITS) {
        text_print(page->out, say(page, ITEMS_LOOK_TOO_FEW),
                   (unsigned)ITEMS_SIGNAL_UNITS);
        text_add_character(page->out, '\n');
    } else
        text_print(page->out, "%s\n", say(page, ITEMS_LOOK_NONE));
    if (!items->rising || items->row_count < ITEMS_SIGNAL_UNITS)
        return;
    print_share(early, page, &items->early);
    print_share(late, page, &items->late);
    snprintf(percent[0], sizeof percent[0], say(page, ITEMS_PERCENT), early);
    snprintf(percent[1], sizeof percent[1], say(page, ITEMS_PERCENT), late);
    text_add(page->out, "\n  ");
    text_print(page->out, say(page, ITEMS_FORM_RISING), percent[0], percent[1]);
    text_add_character(page->out, '\n');
}

static void add_interval(const struct page *page, const struct items_scale *scale)
{
    char low[WORDS_BYTES];
    char high[WORDS_BYTES];
    char words[2 * WORDS_BYTES + 4];
    if (scale->low.state != ITEM_DEFINED || scale->high.state != ITEM_DEFINED) {
        add_figure(page, &scale->low, 2, FIGURE_WIDTH + 2);
        return;
    }
    print_decimal(low, page, scale->low.value, 2);
    print_decimal(high, page, scale->high.value, 2);
    snprintf(words, sizeof words, "%s..%s", low, high);
    page_add_right(page->out, words, FIGURE_WIDTH + 2);
}

static void add_left_out(const struct page *page, const struct items_scale *scale)
{
    const struct item_analysis *items = &page->report->items;
    bool first = true;
    for (uint32_t i = 0; i < scale->item_count; i++) {
        const struct items_item *item = &items->item[scale->first_item + i];
        if (item->left_out == ITEM_TAKEN)
            continue;
        text_add(page->out, first ? "    " : ", ");
        if (first)
            text_add(page->out, say(page, ITEMS_LEFT_OUT));
        text_print(page->out, "%s (%s)", asked(page, item->question)->id,
                   items_left_out[item->left_out][page->language]);
        first = false;
    }
    if (!first)
        text_add_character(page->out, '\n');
}

static void add_lack(const struct page *page, const struct items_scale *scale)
{
    if (scale->lack == ITEMS_LACK_NOTHING)
        return;
    text_add(page->out, "    ");
    if (scale->lack == ITEMS_LACK_PAIR)
        text_print(page->out, say(page, ITEMS_LACKS_PAIR),
                   asked(page, scale->pair[0])->id, asked(page, scale->pair[1])->id);
    else
        text_add(page->out,
                 say(page, scale->lack == ITEMS_LACK_VARIANCE ? ITEMS_LACKS_VARIANCE
                                                              : ITEMS_LACKS_QUESTIONS));
    text_add_character(page->out, '\n');
}

static void add_complete(const struct page *page, const struct items_scale *scale)
{
    if (scale->gaps)
        add_figure(page, &scale->complete_alpha, 2, FIGURE_WIDTH + 1);
    else
        page_add_right(page->out, "", FIGURE_WIDTH + 1);
}

static void add_scale(const struct page *page, const struct items_scale *scale)
{
    const struct node *node = &page->report->questionnaire->node[scale->node];
    const char *title = wording_in(&node->title, page->language);
    struct text label = {0};
    text_print(&label, scale->own ? "%s" : say(page, ITEMS_OF_EVERYTHING), title);
    text_add(page->out, "  ");
    page_add_cut(page->out, label.bytes == NULL ? "" : label.bytes, LABEL_WIDTH);
    page->out->short_of_memory |= label.short_of_memory;
    text_release(&label);
    add_count(page, scale->taken);
    add_figure(page, &scale->alpha, 2, FIGURE_WIDTH);
    add_interval(page, scale);
    add_figure(page, &scale->standard_alpha, 2, FIGURE_WIDTH);
    add_figure(page, &scale->average_r, 2, FIGURE_WIDTH);
    add_complete(page, scale);
    if (page->report->items.clustered && scale->own)
        add_figure(page, &scale->within_alpha, 2, FIGURE_WIDTH);
    text_add_character(page->out, '\n');
    add_lack(page, scale);
    add_left_out(page, scale);
}

/* The headline's dimension; all where there is none. */
static bool is_shown(const struct page *page, const struct items_scale *scale)
{
    const struct questionnaire *questionnaire = page->report->questionnaire;
    return questionnaire->overall >= questionnaire->dimension_count
           || questionnaire->node[scale->node].dimension == questionnaire->overall;
}

static void add_areas(const struct page *page)
{
    const struct item_analysis *items = &page->report->items;
    text_print(page->out, "\n%s\n\n  ", say(page, ITEMS_AREAS));
    page_add_left(page->out, say(page, ITEMS_AREA), LABEL_WIDTH);
    add_column(page, ITEMS_COLUMN_K, COUNT_WIDTH);
    add_column(page, ITEMS_COLUMN_ALPHA, FIGURE_WIDTH);
    add_column(page, ITEMS_COLUMN_INTERVAL, FIGURE_WIDTH + 2);
    add_column(page, ITEMS_COLUMN_STANDARD_ALPHA, FIGURE_WIDTH);
    add_column(page, ITEMS_COLUMN_AVERAGE_R, FIGURE_WIDTH);
    add_column(page, ITEMS_COLUMN_COMPLETE, FIGURE_WIDTH + 1);
    if (items->clustered)
        add_column(page, ITEMS_COLUMN_WITHIN, FIGURE_WIDTH);
    text_add_character(page->out, '\n');
    for (uint32_t s = 0; s < items->scale_count; s++)
        if (is_shown(page, &items->scale[s]))
            add_scale(page, &items->scale[s]);
}

static void add_cells(const struct page *page, const struct items_question *question)
{
    char words[WORDS_BYTES];
    text_add(page->out, question->cell_count > 0 ? "   " : "");
    for (uint32_t c = 0; c < question->cell_count; c++) {
        const struct item_cell *cell = &question->cell[c];
        struct item_share share = {.count = cell->count, .base = question->n};
        print_decimal(words, page, item_share_percent(&share), 0);
        text_print(page->out, " %s", words);
        if (cell->steps > 1)
            text_print(page->out, "(%u)", (unsigned)cell->steps);
    }
}

static void add_mean(const struct page *page, const struct items_question *question,
                     const struct item_figure *figure)
{
    if (figure->state == ITEM_UNDEFINED)
        page_add_right(page->out, say(page, ITEMS_NO_ANSWERS), COUNT_WIDTH);
    else
        add_figure(page, figure, question->n < 30 ? 0 : 1, COUNT_WIDTH);
}

static void add_question(const struct page *page, uint32_t number)
{
    static const enum item_share_name share[] = {ITEM_FLOOR,          ITEM_CEILING,
                                                 ITEM_MISSING,        ITEM_DONT_KNOW,
                                                 ITEM_NOT_APPLICABLE, ITEM_SKIPPED};
    const struct items_question *question = &page->report->items.question[number];
    const struct items_item *home = items_home(page->report, number);
    text_add(page->out, "  ");
    add_label(page, number);
    if (question->withheld == ITEMS_WITHHELD_FEW_UNITS
        || question->withheld == ITEMS_WITHHELD_FEW_CLUSTERS)
        page_add_right(page->out, say(page, ITEMS_WITHHELD), COUNT_WIDTH);
    else
        add_count(page, question->n);
    add_mean(page, question, &question->mean);
    add_mean(page, question, &question->sd);
    for (size_t s = 0; s < sizeof share / sizeof *share; s++)
        add_share(page, &question->share[share[s]]);
    if (home != NULL) {
        add_figure(page, &home->r_drop, 2, FIGURE_WIDTH);
        add_figure(page, &home->alpha_if_dropped, 2, FIGURE_WIDTH);
        add_figure(page, &home->discrimination, 2, FIGURE_WIDTH);
    } else if (question->cell_count > 0)
        page_add_right(page->out, "", 3 * FIGURE_WIDTH);
    add_cells(page, question);
    text_add_character(page->out, '\n');
}

static void add_headings(const struct page *page)
{
    text_add(page->out, "\n  ");
    page_add_left(page->out, items_column[ITEMS_COLUMN_ID][page->language],
                  LABEL_WIDTH);
    for (int c = ITEMS_COLUMN_N; c <= ITEMS_COLUMN_SD; c++)
        add_column(page, (enum items_column)c, COUNT_WIDTH);
    for (int c = ITEMS_COLUMN_FLOOR; c <= ITEMS_COLUMN_SKIPPED; c++)
        add_column(page, (enum items_column)c, SHARE_WIDTH);
    for (int c = ITEMS_COLUMN_R_DROP; c <= ITEMS_COLUMN_DISCRIMINATION; c++)
        add_column(page, (enum items_column)c, FIGURE_WIDTH);
    text_print(page->out, "    %s\n", items_column[ITEMS_COLUMN_CELLS][page->language]);
}

static void add_homeless(const struct page *page)
{
    const struct item_analysis *items = &page->report->items;
    bool first = true;
    for (uint32_t q = 0; q < items->question_count; q++) {
        if (items->question[q].home != ITEMS_NONE)
            continue;
        if (first)
            text_print(page->out, "\n  %s\n", say(page, ITEMS_NO_AREA));
        first = false;
        add_question(page, q);
    }
}

static void add_questions(const struct page *page)
{
    const struct item_analysis *items = &page->report->items;
    text_print(page->out, "\n%s\n", say(page, ITEMS_QUESTIONS));
    add_headings(page);
    for (uint32_t s = 0; s < items->scale_count; s++) {
        const struct items_scale *scale = &items->scale[s];
        bool first = true;
        for (uint32_t i = scale->first_item; i < scale->first_item + scale->item_count;
             i++) {
            uint32_t question = items->item[i].question;
            if (items->question[question].home != i)
                continue;
            if (first)
                text_print(page->out, "\n  %s\n", area_title(page, question));
            first = false;
            add_question(page, question);
        }
    }
    add_homeless(page);
}

static void add_title(const struct page *page)
{
    const struct items_report *report = page->report;
    const struct population *population = report->population;
    size_t owner = population_owner_level(population);
    if (report->survey != NULL) {
        page_add_words(page->out, wording_in(report->survey, page->language));
        text_print(page->out, "\n\n%s %d: ", report->questionnaire->id,
                   (int)report->year);
    }
    page_add_words(page->out,
                   wording_in(&report->questionnaire->title, page->language));
    text_add_character(page->out, '\n');
    if (report->simulated)
        text_print(page->out, "  %s\n", say(page, ITEMS_SIMULATED));
    if (population->generated)
        text_print(page->out, "  %s\n", say(page, ITEMS_GENERATED));
    if (report->items.row_count == 0) {
        text_print(page->out, "  %s\n", say(page, ITEMS_NOBODY));
        return;
    }
    text_add(page->out, "  ");
    text_print(page->out, say(page, ITEMS_ANSWERED), (unsigned)report->items.row_count,
               wording_in(&population->many, page->language));
    if (owner < population->level_count)
        text_print(page->out, say(page, ITEMS_IN_OWNERS),
                   (unsigned)report->items.cluster_count,
                   wording_in(&population->level[owner].many, page->language));
    text_add_character(page->out, '\n');
}

bool items_write_page(struct text *out, const struct items_report *report,
                      struct fault *fault)
{
    struct page page = {out, report, report->language};
    add_title(&page);
    if (report->items.row_count > 0) {
        add_list(&page);
        add_areas(&page);
        add_questions(&page);
        text_add_character(out, '\n');
        for (size_t line = 0; items_legend[line][0] != NULL; line++)
            text_print(out, "%s\n", items_legend[line][page.language]);
    }
    return text_check(out, fault);
}
