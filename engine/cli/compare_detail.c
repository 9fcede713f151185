#include "cli/compare_page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORDS_WIDTH    70
#define FIGURE_WIDTH   8
#define INTERVAL_WIDTH 20

/* Everything there is to say of one measure: the nation at length, other groups a line
   each. */

static void add_headings(const struct compare_page *page)
{
    const struct compare_report *report = page->report;
    text_add(page->out, "  ");
    page_add_left(page->out, "", WORDS_WIDTH);
    page_add_right(page->out, compare_column[COMPARE_COLUMN_MEAN][page->language],
                   FIGURE_WIDTH);
    page_add_right(page->out, compare_say(report, COMPARE_DESCRIPTIVE), INTERVAL_WIDTH);
    page_add_right(page->out, compare_say(report, COMPARE_PROCESS), INTERVAL_WIDTH);
    page_end_line(page->out);
}

/* A way to average, what it gives, and the interval for each target. */
static void add_mean(const struct compare_page *page, const struct compared *compared,
                     const char *words, const struct estimated *of_target)
{
    char figure[COMPARE_WORDS_BYTES];
    text_add(page->out, "  ");
    page_add_cut(page->out, words, WORDS_WIDTH);
    compare_print_estimate(figure, page, &of_target[0].value, of_target[0].n);
    page_add_right(page->out, figure, FIGURE_WIDTH);
    for (int target = 0; target < COMPARISON_TARGETS; target++) {
        compare_print_interval(figure, page, compared, &of_target[target]);
        page_add_right(page->out, figure, INTERVAL_WIDTH);
    }
    page_end_line(page->out);
}

static void add_by_size(const struct compare_page *page,
                        const struct compared *compared)
{
    const struct compare_report *report = page->report;
    const struct number *size = compare_size(report);
    char words[COMPARE_WORDS_BYTES];
    char counted[COMPARE_WORDS_BYTES] = "";
    if (size == NULL)
        return;
    if (compared->by_size[0].n < compared->figures->n)
        snprintf(counted, sizeof counted, compare_say(report, COMPARE_BY_SIZE_OF),
                 (unsigned)compared->by_size[0].n);
    snprintf(words, sizeof words, compare_say(report, COMPARE_BY_SIZE),
             wording_in(&size->many, page->language),
             wording_in(&size->one, page->language));
    snprintf(words + strlen(words), sizeof words - strlen(words), "%s", counted);
    add_mean(page, compared, words, compared->by_size);
}

static void add_means(const struct compare_page *page, const struct compared *compared)
{
    const struct compare_report *report = page->report;
    const struct population *population = &report->comparison.population;
    size_t owner = population_owner_level(population);
    char words[COMPARE_WORDS_BYTES];
    snprintf(words, sizeof words, compare_say(report, COMPARE_EACH_UNIT),
             wording_in(&population->many, page->language));
    add_mean(page, compared, words,
             compared->across ? compared->clustered : compared->simple);
    if (compared->across) {
        snprintf(words, sizeof words, compare_say(report, COMPARE_OF_OWNERS),
                 wording_in(&population->level[owner].many, page->language));
        add_mean(page, compared, words, compared->of_owners);
    }
    add_by_size(page, compared);
    if (report->comparison.weighting[0].any)
        add_mean(page, compared, compare_say(report, COMPARE_ADJUSTED),
                 compared->adjusted);
}

static void add_number(char words[static COMPARE_WORDS_BYTES],
                       const struct compare_page *page, const struct estimate *estimate)
{
    char number[FIXED_BYTES];
    fixed_print(number, (int64_t)round(estimate->value * (double)POINT), 2,
                page->language == LANGUAGE_DA ? ',' : '.', false);
    snprintf(words, COMPARE_WORDS_BYTES, "%s", number);
}

/* What the weights for those missing rest on, and what is doubtful about them. */
static void add_weighting(const struct compare_page *page)
{
    const struct compare_report *report = page->report;
    const struct comparison_weighting *weighting = &report->comparison.weighting[0];
    const struct level *region = report->comparison.class_region;
    const struct level *kind = report->comparison.class_kind;
    char effect[COMPARE_WORDS_BYTES];
    char ratio[COMPARE_WORDS_BYTES];
    if (!weighting->any)
        return;
    text_add(page->out, "  ");
    text_print(page->out, compare_say(report, COMPARE_CLASSES),
               (unsigned)weighting->merged_count);
    if (region != NULL && kind != NULL)
        text_print(page->out, compare_say(report, COMPARE_CLASS_AND),
                   wording_in(&region->one, page->language),
                   wording_in(&kind->one, page->language));
    text_add(page->out, compare_say(report, COMPARE_ASSUMPTION));
    add_number(effect, page, &weighting->evenness.design_effect);
    add_number(ratio, page, &weighting->evenness.ratio);
    text_print(page->out, compare_say(report, COMPARE_EVENNESS), effect, ratio);
    text_add_character(page->out, '\n');
    if (weighting->evenness.warns)
        text_print(page->out, "  %s\n", compare_say(report, COMPARE_UNEVEN));
    if (weighting->small_count > 0) {
        text_add(page->out, "  ");
        text_print(page->out, compare_say(report, COMPARE_SMALL),
                   (unsigned)weighting->small_count);
        text_add_character(page->out, '\n');
    }
    if (region != NULL && weighting->across_count > 0) {
        text_add(page->out, "  ");
        text_print(page->out, compare_say(report, COMPARE_SILENT),
                   wording_in(&region->many, page->language),
                   (unsigned)weighting->across_count);
        text_add_character(page->out, '\n');
    }
}

void compare_add_adjusted(const struct compare_page *page)
{
    const struct compare_report *report = page->report;
    const struct compared *nation = compare_group(report, 0, 0);
    char figure[COMPARE_WORDS_BYTES];
    if (!report->comparison.weighting[0].any || !compare_shows(report, 0))
        return;
    compare_print_estimate(figure, page, &nation->adjusted[0].value,
                           nation->adjusted[0].n);
    text_print(page->out, "  %s: %s", compare_say(report, COMPARE_ADJUSTED), figure);
    compare_print_interval(figure, page, nation, &nation->adjusted[0]);
    text_print(page->out, " (%s: %s)\n",
               compare_column[COMPARE_COLUMN_INTERVAL][page->language], figure);
    add_weighting(page);
    text_add_character(page->out, '\n');
}

static void add_figures(const struct compare_page *page, enum compare_phrase what,
                        const int64_t *figure, size_t count, uint32_t n)
{
    char words[COMPARE_WORDS_BYTES];
    text_add(page->out, "  ");
    page_add_left(page->out, compare_say(page->report, what), WORDS_WIDTH);
    for (size_t i = 0; i < count; i++) {
        compare_print_points(words, page, figure[i], n);
        page_add_right(page->out, words, FIGURE_WIDTH);
    }
    page_end_line(page->out);
}

/* How the nation's units are spread, as far as there are enough of them to say it
   (STATISTICS 2.12). */
static void add_spread(const struct compare_page *page, const struct figures *figures)
{
    const int64_t spread[] = {figures->sd, figures->quartile[0], figures->quartile[1],
                              figures->quartile[2]};
    if (figures->n < COMPARE_SOME_UNITS)
        return;
    add_figures(page, COMPARE_SPREAD, spread, 4, figures->n);
    if (figures->n < COMPARE_MANY_UNITS)
        return;
    add_figures(page, COMPARE_TAILS, figures->tail, 2, figures->n);
    text_add(page->out, "  ");
    page_add_left(page->out, compare_say(page->report, COMPARE_HISTOGRAM), WORDS_WIDTH);
    for (int bin = 0; bin < BENCHMARK_BINS; bin++)
        text_print(page->out, "%6u", (unsigned)figures->bin[bin]);
    text_add_character(page->out, '\n');
}

bool compare_add_detail(const struct compare_page *page, struct fault *fault)
{
    struct compare_report *report = page->report;
    const char *dimension;
    const char *id = compare_measure_id(report, report->measure, &dimension);
    if (!comparison_compute(&report->comparison, report->compared, report->measure,
                            fault))
        return false;
    text_print(page->out, "%s%s%s: ", dimension == NULL ? "" : dimension,
               dimension == NULL ? "" : "/", id);
    page_add_words(page->out, wording_in(compare_measure_title(report, report->measure),
                                         page->language));
    text_add(page->out, "\n\n");
    const struct compared *nation = compare_group(report, 0, 0);
    bool ok = true;
    if (compare_shows(report, 0)) {
        add_headings(page);
        add_means(page, nation);
        add_spread(page, nation->figures);
        add_weighting(page);
        text_add_character(page->out, '\n');
    }
    for (size_t l = 0; ok && l < report->comparison.population.level_count; l++)
        if (compare_shows(report, l))
            ok = compare_add_level(page, l, fault);
    return ok;
}
