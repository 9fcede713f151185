#include "cli/compare_page.h"

#include <stdio.h>
#include <string.h>

#define OWN_WIDTH    12
#define MEAN_WIDTH   9
#define GAP_WIDTH    8
#define COLUMN_LIMIT 26
#define BLOCK        3 /* columns beside each other, so that a line can be read */

/* One unit beside its groups, area by area: the mean of each, and how far from it the
   unit is. */

/* A column: a group of the unit's, or those that are most like it. */
struct column {
    size_t level; /* ALL_LEVELS = similar units */
    uint32_t group;
};

static size_t list_columns(const struct compare_page *page, struct column *column)
{
    const struct comparison *comparison = &page->report->comparison;
    size_t count = 0;
    for (size_t l = 0; l < comparison->population.level_count; l++)
        if ((l == 0 || compare_shows(page->report, l)) && count < COLUMN_LIMIT - 1)
            column[count++] = (struct column){
                l, comparison->population.level[l].group_of[comparison->unit]};
    if (comparison->similar_count > 0)
        column[count++] = (struct column){ALL_LEVELS, 0};
    return count;
}

/* "inhabitants and school sites" */
static void add_grounds(struct text *out, const struct compare_page *page)
{
    const struct background *background = page->report->comparison.material.background;
    for (size_t s = 0; s < background->similar_count; s++)
        text_print(out, "%s%s",
                   s == 0 ? ""
                   : s + 1 == background->similar_count
                       ? compare_say(page->report, COMPARE_AND)
                       : ", ",
                   wording_in(&background->number[background->similar[s]].many,
                              page->language));
}

static void add_similar(const struct compare_page *page)
{
    const struct comparison *comparison = &page->report->comparison;
    struct text grounds = {0};
    add_grounds(&grounds, page);
    text_print(page->out, compare_say(page->report, COMPARE_SIMILAR),
               (unsigned)comparison->similar_count,
               wording_in(&comparison->population.many, page->language),
               grounds.bytes == NULL ? "" : grounds.bytes);
    text_add(page->out, ": ");
    for (uint32_t i = 0; i < comparison->similar_count; i++) {
        text_add(page->out, i == 0 ? "" : ", ");
        page_add_words(page->out,
                       comparison->population.unit_name[comparison->similar[i]]);
    }
    page->out->short_of_memory |= grounds.short_of_memory;
    text_release(&grounds);
}

static void add_labels(const struct compare_page *page, const struct column *column,
                       size_t count)
{
    for (size_t c = 0; c < count; c++) {
        text_print(page->out, "  %c  ", (char)('A' + c));
        if (column[c].level == ALL_LEVELS)
            add_similar(page);
        else
            compare_add_label(page->out, page->report, column[c].level, column[c].group,
                              page->language);
        text_add_character(page->out, '\n');
    }
    text_add_character(page->out, '\n');
}

/* Columns beside each other, from `first` to before `end`; the places stand beside the
   first ones. */
struct block {
    const struct column *column;
    size_t first;
    size_t end;
};

static void add_headings(const struct compare_page *page, const struct block *block)
{
    text_add(page->out, "  ");
    page_add_left(page->out, compare_say(page->report, COMPARE_AREA),
                  COMPARE_NAME_WIDTH);
    page_add_right(page->out, compare_say(page->report, COMPARE_OWN), OWN_WIDTH);
    for (size_t c = block->first; c < block->end; c++) {
        char letter[] = {(char)('A' + c), '\0'};
        page_add_right(page->out, letter, MEAN_WIDTH);
        page_add_right(page->out, compare_say(page->report, COMPARE_DIFFERENCE),
                       GAP_WIDTH);
    }
    if (block->first == 0)
        text_print(page->out, "  %s A", compare_say(page->report, COMPARE_PLACE_IN));
    page_end_line(page->out);
}

static void add_own(const struct compare_page *page, int64_t own)
{
    char words[COMPARE_WORDS_BYTES];
    if (own == SCORE_TOO_FEW)
        snprintf(words, sizeof words, "%s", compare_say(page->report, COMPARE_TOO_FEW));
    else if (own == COMPARISON_NO_ANSWER)
        snprintf(words, sizeof words, "%s",
                 compare_say(page->report, COMPARE_NO_ANSWER));
    else if (own == SCORE_NONE)
        snprintf(words, sizeof words, "%s",
                 compare_say(page->report, COMPARE_NO_UNITS));
    else if (own < 0)
        snprintf(words, sizeof words, "%s",
                 compare_say(page->report, COMPARE_NOT_ASKED));
    else
        compare_print_points(words, page, own, COMPARE_MANY_UNITS);
    page_add_right(page->out, words, OWN_WIDTH);
}

/* The difference is taken before it is rounded (STATISTICS 6.2). */
static void add_beside(const struct compare_page *page, int64_t own, int64_t mean,
                       uint32_t n)
{
    char words[COMPARE_WORDS_BYTES];
    if (n > 0 && n < COMPARE_FEW_UNITS) {
        page_add_right(page->out, compare_say(page->report, COMPARE_FEW), MEAN_WIDTH);
        page_add_right(page->out, "", GAP_WIDTH);
        return;
    }
    compare_print_points(words, page, mean, n);
    page_add_right(page->out, words, MEAN_WIDTH);
    if (own < 0 || mean == UNDEFINED_FIGURE)
        words[0] = '\0';
    else {
        char figure[COMPARE_WORDS_BYTES];
        compare_print_points(figure, page, own - mean, n);
        snprintf(words, sizeof words, "%s%.60s",
                 own > mean && strpbrk(figure, "123456789") != NULL ? "+" : "", figure);
    }
    page_add_right(page->out, words, GAP_WIDTH);
}

/* "no. 3-5 of 60, better than 91%": competition rank with ties, rounded down
   (STATISTICS 2.9), of 10 and more. */
static void add_rank(const struct compare_page *page,
                     const struct comparison_place *place)
{
    if (place->alike == 0 || place->n < COMPARE_SOME_UNITS)
        return;
    unsigned first = place->above + 1;
    unsigned last = place->above + place->alike;
    text_add(page->out, "  ");
    if (first == last)
        text_print(page->out, compare_say(page->report, COMPARE_RANK), first);
    else
        text_print(page->out, compare_say(page->report, COMPARE_RANK_TIED), first,
                   last);
    text_print(page->out, compare_say(page->report, COMPARE_RANK_OF),
               (unsigned)place->n);
    uint32_t below = place->n - place->above - place->alike;
    text_print(page->out, compare_say(page->report, COMPARE_BETTER_THAN),
               (unsigned)((uint64_t)100 * below / (place->n - 1)));
}

static bool add_measure(const struct compare_page *page, uint32_t measure,
                        const struct block *block, struct fault *fault)
{
    struct compare_report *report = page->report;
    int64_t own = report->comparison.own[measure];
    if (!comparison_compute(&report->comparison, report->compared, measure, fault))
        return false;
    text_add(page->out, "  ");
    page_add_cut(page->out,
                 wording_in(compare_measure_title(report, measure), page->language),
                 COMPARE_NAME_WIDTH);
    add_own(page, own);
    for (size_t c = block->first; c < block->end; c++) {
        const struct column *column = &block->column[c];
        struct comparison_alike alike;
        if (column->level == ALL_LEVELS) {
            if (!comparison_similar(&alike, &report->comparison, fault))
                return false;
            add_beside(page, own, alike.mean, alike.n);
            continue;
        }
        const struct figures *figures =
            compare_group(report, column->level, column->group)->figures;
        add_beside(page, own, figures->mean, figures->n);
    }
    struct comparison_place place = comparison_place(&report->comparison, measure, 0);
    if (block->first == 0)
        add_rank(page, &place);
    page_end_line(page->out);
    return true;
}

static bool add_block(const struct compare_page *page, const struct block *block,
                      struct fault *fault)
{
    struct compare_report *report = page->report;
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    uint32_t end;
    uint32_t first = compare_first_area(page, &end);
    bool ok = true;
    add_headings(page, block);
    if (report->measure != NAMES_NONE)
        ok = add_measure(page, report->measure, block, fault);
    for (uint32_t node = first; report->measure == NAMES_NONE && ok && node < end;
         node++)
        if (questionnaire->node[node].depth <= 1)
            ok = add_measure(page, node, block, fault);
    text_add_character(page->out, '\n');
    return ok;
}

bool compare_add_unit(const struct compare_page *page, struct fault *fault)
{
    struct compare_report *report = page->report;
    const struct comparison *comparison = &report->comparison;
    struct column column[COLUMN_LIMIT];
    size_t count = list_columns(page, column);
    bool ok = true;
    text_print(page->out, compare_say(report, COMPARE_UNIT_OWN),
               comparison->population.unit_name[comparison->unit],
               comparison->population.unit_id[comparison->unit]);
    text_add_character(page->out, '\n');
    add_labels(page, column, count);
    for (size_t first = 0; ok && first < count; first += BLOCK) {
        const struct block block = {column, first,
                                    first + BLOCK < count ? first + BLOCK : count};
        ok = add_block(page, &block, fault);
    }
    return ok;
}
