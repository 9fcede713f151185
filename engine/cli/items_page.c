#include "cli/items_page.h"

#include "cli/items_phrases.h"
#include "cli/page.h"

#include "base/exact.h"

#include <stdio.h>

#define LABEL_WIDTH  36
#define COUNT_WIDTH  7
#define SHARE_WIDTH  7
#define FIGURE_WIDTH 11
#define NAMES_TOLD   8 /* of questions left out; the others are counted */

/* What stands where a figure would. */
static void add_figure(const struct items_page *page, const struct item_figure *figure,
                       int decimals, int width)
{
    char words[ITEMS_WORDS_BYTES];
    if (figure->state == ITEM_DEFINED) {
        items_print_decimal(words, page, figure->value, decimals);
        page_add_right(page->out, words, width);
    } else
        page_add_right(page->out,
                       items_say(page, figure->state == ITEM_WITHHELD
                                           ? ITEMS_WITHHELD
                                           : ITEMS_UNDEFINED),
                       width);
}

static void add_share(const struct items_page *page, const struct item_share *share)
{
    char words[ITEMS_WORDS_BYTES];
    items_print_share(words, page, share, 1);
    page_add_right(page->out, words, SHARE_WIDTH);
}

static void add_count(const struct items_page *page, uint32_t count)
{
    text_print(page->out, "%*u", COUNT_WIDTH, (unsigned)count);
}

static void add_column(const struct items_page *page, enum items_column column,
                       int width)
{
    page_add_right(page->out, items_column[column][page->language], width);
}

static void add_interval(const struct items_page *page, const struct items_scale *scale)
{
    char low[ITEMS_WORDS_BYTES];
    char high[ITEMS_WORDS_BYTES];
    char words[2 * ITEMS_WORDS_BYTES + 4];
    if (scale->low.state != ITEM_DEFINED || scale->high.state != ITEM_DEFINED) {
        add_figure(page, &scale->low, 2, FIGURE_WIDTH + 2);
        return;
    }
    items_print_decimal(low, page, scale->low.value, 2);
    items_print_decimal(high, page, scale->high.value, 2);
    snprintf(words, sizeof words, "%s..%s", low, high);
    page_add_right(page->out, words, FIGURE_WIDTH + 2);
}

/* A line for each reason there is, with the first of the questions. */
static void add_left_out(const struct items_page *page, const struct items_scale *scale,
                         enum item_left_out reason)
{
    const struct items_item *item = &page->report->items.item[scale->first_item];
    uint32_t count = 0;
    for (uint32_t i = 0; i < scale->item_count; i++) {
        if (item[i].left_out != reason || ++count > NAMES_TOLD)
            continue;
        if (count == 1)
            text_print(page->out, items_say(page, ITEMS_LEFT_OUT),
                       items_left_out[reason][page->language]);
        text_print(page->out, "%s%s", count == 1 ? "" : ", ",
                   items_asked(page, item[i].question)->id);
    }
    if (count > NAMES_TOLD)
        text_print(page->out, items_say(page, ITEMS_NAMES_MORE),
                   (unsigned)(count - NAMES_TOLD));
    if (count > 0)
        text_add_character(page->out, '\n');
}

static void add_lack(const struct items_page *page, const struct items_scale *scale)
{
    if (scale->lack == ITEMS_LACK_NOTHING
        || scale->withheld == ITEMS_WITHHELD_FEW_CLUSTERS)
        return;
    text_add(page->out, "    ");
    if (scale->lack == ITEMS_LACK_PAIR)
        text_print(page->out, items_say(page, ITEMS_LACKS_PAIR),
                   items_asked(page, scale->pair[0])->id,
                   items_asked(page, scale->pair[1])->id);
    else
        text_add(page->out, items_say(page, scale->lack == ITEMS_LACK_VARIANCE
                                                ? ITEMS_LACKS_VARIANCE
                                                : ITEMS_LACKS_QUESTIONS));
    text_add_character(page->out, '\n');
}

static void add_complete(const struct items_page *page, const struct items_scale *scale)
{
    if (scale->gaps)
        add_figure(page, &scale->complete_alpha, 2, FIGURE_WIDTH + 2);
    else
        page_add_right(page->out, "", FIGURE_WIDTH + 2);
}

static void add_scale(const struct items_page *page, const struct items_scale *scale)
{
    const struct node *node = &page->report->questionnaire->node[scale->node];
    const char *title = wording_in(&node->title, page->language);
    struct text label = {0};
    text_print(&label, scale->own ? "%s" : items_say(page, ITEMS_OF_EVERYTHING), title);
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
    page_end_line(page->out);
    add_lack(page, scale);
    add_left_out(page, scale, ITEM_LEFT_OUT_FEW);
    add_left_out(page, scale, ITEM_LEFT_OUT_CONSTANT);
}

/* The headline's dimension; all where there is none. */
static bool is_shown(const struct items_page *page, const struct items_scale *scale)
{
    const struct questionnaire *questionnaire = page->report->questionnaire;
    return questionnaire->overall >= questionnaire->dimension_count
           || questionnaire->node[scale->node].dimension == questionnaire->overall;
}

static void add_areas(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    text_print(page->out, "\n%s\n\n  ", items_say(page, ITEMS_AREAS));
    if (items->row_count < ITEMS_SPREAD_UNITS) {
        text_print(page->out, items_say(page, ITEMS_AREAS_TOO_FEW),
                   (unsigned)ITEMS_SPREAD_UNITS);
        text_add_character(page->out, '\n');
        return;
    }
    page_add_left(page->out, items_say(page, ITEMS_AREA), LABEL_WIDTH);
    add_column(page, ITEMS_COLUMN_K, COUNT_WIDTH);
    add_column(page, ITEMS_COLUMN_ALPHA, FIGURE_WIDTH);
    add_column(page, ITEMS_COLUMN_INTERVAL, FIGURE_WIDTH + 2);
    add_column(page, ITEMS_COLUMN_STANDARD_ALPHA, FIGURE_WIDTH);
    add_column(page, ITEMS_COLUMN_AVERAGE_R, FIGURE_WIDTH);
    add_column(page, ITEMS_COLUMN_COMPLETE, FIGURE_WIDTH + 2);
    if (items->clustered)
        add_column(page, ITEMS_COLUMN_WITHIN, FIGURE_WIDTH);
    page_end_line(page->out);
    for (uint32_t s = 0; s < items->scale_count; s++)
        if (is_shown(page, &items->scale[s]))
            add_scale(page, &items->scale[s]);
}

/* Of a question that takes several, by how many each option is chosen. */
static void add_members(const struct items_page *page, uint32_t number)
{
    char words[ITEMS_WORDS_BYTES];
    uint32_t first = items_asked(page, number)->member;
    size_t count = items_asked(page, number)->member_count;
    for (size_t m = 0; m < count; m++) {
        const struct item_share *chosen =
            &page->report->items.question[first + m].share[ITEM_CEILING];
        items_print_share(words, page, chosen, 0);
        if (m == 0)
            text_print(page->out, "    %s ", items_say(page, ITEMS_CHOSEN));
        else
            text_add(page->out, " / ");
        text_add(page->out, words);
    }
}

static void add_cells(const struct items_page *page, uint32_t number)
{
    const struct items_question *question = &page->report->items.question[number];
    char words[ITEMS_WORDS_BYTES];
    text_add(page->out, question->cell_count > 0 ? "   " : "");
    for (uint32_t c = 0; c < question->cell_count; c++) {
        const struct item_cell *cell = &question->cell[c];
        struct item_share share = {.count = cell->count, .base = question->n};
        items_print_decimal(words, page, item_share_percent(&share), 0);
        text_print(page->out, " %s", words);
        if (cell->steps > 1)
            text_print(page->out, "(%u)", (unsigned)cell->steps);
    }
}

static void add_mean(const struct items_page *page,
                     const struct items_question *question,
                     const struct item_figure *figure)
{
    if (figure->state == ITEM_UNDEFINED)
        page_add_right(page->out, items_say(page, ITEMS_NO_ANSWERS), COUNT_WIDTH);
    else
        add_figure(page, figure, question->n < 30 ? 0 : 1, COUNT_WIDTH);
}

static void add_question(const struct items_page *page, uint32_t number)
{
    static const enum item_share_name share[] = {ITEM_FLOOR,          ITEM_CEILING,
                                                 ITEM_MISSING,        ITEM_DONT_KNOW,
                                                 ITEM_NOT_APPLICABLE, ITEM_SKIPPED};
    const struct items_question *question = &page->report->items.question[number];
    const struct items_item *home = items_home(page->report, number);
    text_add(page->out, "  ");
    items_add_label(page, number, LABEL_WIDTH);
    if (question->withheld == ITEMS_WITHHELD_FEW_UNITS
        || question->withheld == ITEMS_WITHHELD_FEW_CLUSTERS)
        page_add_right(page->out, items_say(page, ITEMS_WITHHELD), COUNT_WIDTH);
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
    add_cells(page, number);
    if (items_asked(page, number)->scale->kind == SCALE_SEVERAL)
        add_members(page, number);
    page_end_line(page->out);
}

static void add_headings(const struct items_page *page)
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

static void add_homeless(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    bool first = true;
    for (uint32_t q = 0; q < items->question_count; q++) {
        if (items->question[q].home != ITEMS_NONE || items_asked(page, q)->is_member)
            continue;
        if (first)
            text_print(page->out, "\n  %s\n", items_say(page, ITEMS_NO_AREA));
        first = false;
        add_question(page, q);
    }
}

static void add_questions(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    text_print(page->out, "\n%s\n", items_say(page, ITEMS_QUESTIONS));
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
                text_print(page->out, "\n  %s\n", items_area_title(page, question));
            first = false;
            add_question(page, question);
        }
    }
    add_homeless(page);
}

static void add_title(const struct items_page *page)
{
    const struct items_report *report = page->report;
    const struct population *population = report->population;
    const char *many = wording_in(&population->many, page->language);
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
        text_print(page->out, "  %s\n", items_say(page, ITEMS_SIMULATED));
    if (population->generated)
        text_print(page->out, "  %s\n", items_say(page, ITEMS_GENERATED));
    if (report->items.row_count == 0) {
        text_print(page->out, "  %s\n", items_say(page, ITEMS_NOBODY));
        return;
    }
    text_add(page->out, "  ");
    text_print(page->out, items_say(page, ITEMS_ANSWERED),
               (unsigned)report->items.row_count,
               many[0] == '\0' ? items_say(page, ITEMS_UNITS) : many);
    if (owner < population->level_count)
        text_print(page->out, items_say(page, ITEMS_IN_OWNERS),
                   (unsigned)report->items.cluster_count,
                   wording_in(&population->level[owner].many, page->language));
    text_add_character(page->out, '\n');
}

static void add_legend(const struct items_page *page)
{
    text_add_character(page->out, '\n');
    for (size_t line = 0; items_legend[line][0] != NULL; line++)
        text_print(page->out, "%s\n", items_legend[line][page->language]);
    if (page->report->items.clustered)
        text_print(page->out, "%s\n", items_say(page, ITEMS_WITHIN));
    text_print(page->out, "%s\n", items_say(page, ITEMS_FORMATIVE));
}

bool items_write_page(struct text *out, const struct items_report *report,
                      struct fault *fault)
{
    struct items_page page = {out, report, report->language};
    add_title(&page);
    if (report->items.row_count > 0) {
        items_add_list(&page);
        add_areas(&page);
        add_questions(&page);
        add_legend(&page);
    }
    return text_check(out, fault);
}
