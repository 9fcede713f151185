#include "cli/compare_page.h"

#include "base/exact.h"
#include "base/memory.h"
#include "response/response.h"

#include <math.h>
#include <stdio.h>

#define COUNT_WIDTH    13
#define FIGURE_WIDTH   9
#define INTERVAL_WIDTH 16
#define AREA_WIDTH     13
#define GROUPS_SHOWN   30 /* of a level that was not asked for */
#define AREA_GROUPS    8  /* columns beside the nation's */

void compare_print_points(char words[static COMPARE_WORDS_BYTES],
                          const struct compare_page *page, int64_t nano, uint32_t n)
{
    char number[FIXED_BYTES];
    if (nano == UNDEFINED_FIGURE) {
        snprintf(words, COMPARE_WORDS_BYTES, "%s",
                 compare_say(page->report, COMPARE_NO_UNITS));
        return;
    }
    fixed_print(number, nano, n < COMPARE_MANY_UNITS ? 0 : 1,
                page->language == LANGUAGE_DA ? ',' : '.', false);
    snprintf(words, COMPARE_WORDS_BYTES, "%s", number);
}

void compare_print_estimate(char words[static COMPARE_WORDS_BYTES],
                            const struct compare_page *page,
                            const struct estimate *estimate, uint32_t n)
{
    compare_print_points(words, page,
                         estimate->defined
                             ? (int64_t)round(estimate->value * (double)POINT)
                             : UNDEFINED_FIGURE,
                         n);
}

void compare_print_interval(char words[static COMPARE_WORDS_BYTES],
                            const struct compare_page *page,
                            const struct compared *compared,
                            const struct estimated *estimated)
{
    char low[COMPARE_WORDS_BYTES];
    char high[COMPARE_WORDS_BYTES];
    const struct estimate ends[] = {estimate_clipped(estimated->low, 0, 100),
                                    estimate_clipped(estimated->high, 0, 100)};
    if (!ends[0].defined || !ends[1].defined) {
        snprintf(words, COMPARE_WORDS_BYTES, "%s",
                 compare_lack[compare_lack_of(compared, estimated)][page->language]);
        return;
    }
    compare_print_estimate(low, page, &ends[0], estimated->n);
    compare_print_estimate(high, page, &ends[1], estimated->n);
    snprintf(words, COMPARE_WORDS_BYTES, "%.60s-%.60s", low, high);
}

const char *compare_name(const struct compare_page *page, size_t level, uint32_t group)
{
    return wording_in(
        &page->report->comparison.population.level[level].group[group].name,
        page->language);
}

uint32_t compare_first_area(const struct compare_page *page, uint32_t *end)
{
    const struct questionnaire *questionnaire =
        page->report->comparison.material.questionnaire;
    uint32_t dimension = questionnaire->overall < questionnaire->dimension_count
                             ? questionnaire->overall
                             : 0;
    uint32_t root = questionnaire->dimension[dimension].root;
    *end = questionnaire->node[root].end;
    return root;
}

static void add_points(const struct compare_page *page, int64_t nano, uint32_t n,
                       uint32_t fewest)
{
    char words[COMPARE_WORDS_BYTES];
    if (n > 0 && n < fewest)
        snprintf(words, sizeof words, "%s",
                 fewest == COMPARE_FEW_UNITS ? compare_say(page->report, COMPARE_FEW)
                                             : "");
    else
        compare_print_points(words, page, nano, n);
    page_add_right(page->out, words, FIGURE_WIDTH);
}

static void add_interval(const struct compare_page *page,
                         const struct compared *compared)
{
    char words[COMPARE_WORDS_BYTES] = "";
    if (compared->figures->n >= COMPARE_FEW_UNITS)
        compare_print_interval(words, page, compared,
                               compare_estimate(compared, ESTIMATE_DESCRIPTIVE));
    page_add_right(page->out, words, INTERVAL_WIDTH);
}

static void add_turnout(const struct compare_page *page, size_t level, uint32_t group,
                        uint32_t n)
{
    const struct comparison_group *turnout =
        compare_turnout(page->report, level, group);
    struct text words = {0};
    compare_add_count(&words, n, page->language);
    text_add_character(&words, '/');
    compare_add_count(&words, compare_group(page->report, level, group)->eligible,
                      page->language);
    page_add_right(page->out, words.bytes == NULL ? "" : words.bytes, COUNT_WIDTH);
    text_clear(&words);
    if (turnout->eligible > 0)
        compare_add_percent(&words, turnout->taking_part, turnout->eligible,
                            page->language);
    page_add_right(page->out, words.bytes == NULL ? "" : words.bytes, FIGURE_WIDTH);
    page->out->short_of_memory |= words.short_of_memory;
    text_release(&words);
}

static void add_group(const struct compare_page *page, size_t level, uint32_t group)
{
    const struct compared *compared = compare_group(page->report, level, group);
    const struct figures *figures = compared->figures;
    const struct estimated *by_size = &compared->by_size[ESTIMATE_DESCRIPTIVE];
    char words[COMPARE_WORDS_BYTES] = "";
    text_add(page->out, "  ");
    page_add_cut(page->out, compare_name(page, level, group), COMPARE_NAME_WIDTH);
    add_turnout(page, level, group, figures->n);
    add_points(page, figures->mean, figures->n, COMPARE_FEW_UNITS);
    add_interval(page, compared);
    add_points(page, figures->sd, figures->n, COMPARE_SOME_UNITS);
    add_points(page, figures->quartile[0], figures->n, COMPARE_SOME_UNITS);
    add_points(page, figures->quartile[1], figures->n, COMPARE_FEW_UNITS);
    add_points(page, figures->quartile[2], figures->n, COMPARE_SOME_UNITS);
    if (compare_size(page->report) != NULL) {
        if (by_size->n >= COMPARE_FEW_UNITS)
            compare_print_estimate(words, page, &by_size->value, by_size->n);
        page_add_right(page->out, words, FIGURE_WIDTH);
    }
    page_end_line(page->out);
}

static void add_headings(const struct compare_page *page, const char *of)
{
    static const int width[COMPARE_COLUMN_COUNT] = {
        [COMPARE_COLUMN_N] = COUNT_WIDTH,
        [COMPARE_COLUMN_COVERAGE] = FIGURE_WIDTH,
        [COMPARE_COLUMN_MEAN] = FIGURE_WIDTH,
        [COMPARE_COLUMN_INTERVAL] = INTERVAL_WIDTH,
        [COMPARE_COLUMN_SD] = FIGURE_WIDTH,
        [COMPARE_COLUMN_Q1] = FIGURE_WIDTH,
        [COMPARE_COLUMN_MEDIAN] = FIGURE_WIDTH,
        [COMPARE_COLUMN_Q3] = FIGURE_WIDTH,
        [COMPARE_COLUMN_BY_SIZE] = FIGURE_WIDTH,
    };
    text_add(page->out, "  ");
    page_add_cut(page->out, of, COMPARE_NAME_WIDTH);
    for (int c = 0; c < COMPARE_COLUMN_COUNT; c++)
        if (c != COMPARE_COLUMN_BY_SIZE || compare_size(page->report) != NULL)
            page_add_right(page->out, compare_column[c][page->language], width[c]);
    page_end_line(page->out);
}

/* Levels stand by name, as people look for them; categories and classes as they are. */
bool compare_add_level(const struct compare_page *page, size_t number,
                       struct fault *fault)
{
    const struct population *population = &page->report->comparison.population;
    const struct level *level = &population->level[number];
    if (level->group_count > GROUPS_SHOWN && page->report->level == ALL_LEVELS) {
        text_add(page->out, "  ");
        text_print(page->out, compare_say(page->report, COMPARE_OTHER_LEVEL),
                   wording_in(&level->many, page->language),
                   (unsigned)level->group_count, level->id);
        text_add(page->out, "\n\n");
        return true;
    }
    uint32_t *order = response_order_groups(population, number, page->language);
    if (order == NULL)
        return fault_memory(fault);
    add_headings(page, wording_in(&level->one, page->language));
    for (uint32_t g = 0; g < level->group_count; g++)
        add_group(page, number, level->crossing ? g : order[g]);
    text_add_character(page->out, '\n');
    memory_release(order);
    return true;
}

/* The groups that areas are shown for beside the nation: of the level that is asked
   for, or the broadest, where they are few. */
static size_t find_columns(const struct compare_page *page)
{
    const struct population *population = &page->report->comparison.population;
    size_t level = page->report->level == ALL_LEVELS ? 1 : page->report->level;
    return level > 0 && level < population->level_count
                   && population->level[level].group_count <= AREA_GROUPS
               ? level
               : 0;
}

static void add_area_cell(const struct compare_page *page, size_t level, uint32_t group)
{
    const struct figures *figures = compare_group(page->report, level, group)->figures;
    char words[COMPARE_WORDS_BYTES];
    if (figures->n > 0 && figures->n < COMPARE_FEW_UNITS)
        snprintf(words, sizeof words, "%s", compare_say(page->report, COMPARE_FEW));
    else
        compare_print_points(words, page, figures->mean, figures->n);
    page_add_right(page->out, words, AREA_WIDTH);
}

/* Over a column of figures: right, and cut where it is long. */
static void add_group_heading(const struct compare_page *page, const char *name)
{
    struct text heading = {0};
    page_add_cut(&heading, name, AREA_WIDTH - 2);
    while (heading.length > 0 && heading.bytes[heading.length - 1] == ' ')
        heading.bytes[--heading.length] = '\0';
    page_add_right(page->out, heading.bytes == NULL ? "" : heading.bytes, AREA_WIDTH);
    page->out->short_of_memory |= heading.short_of_memory;
    text_release(&heading);
}

static void add_area_headings(const struct compare_page *page, size_t columns)
{
    const struct population *population = &page->report->comparison.population;
    text_print(page->out, "%s\n  ", compare_say(page->report, COMPARE_AREAS));
    page_add_left(page->out, compare_say(page->report, COMPARE_AREA),
                  COMPARE_NAME_WIDTH);
    add_group_heading(page, compare_name(page, 0, 0));
    for (uint32_t g = 0; columns > 0 && g < population->level[columns].group_count;
         g++) {
        add_group_heading(page, compare_name(page, columns, g));
    }
    page_end_line(page->out);
}

static bool add_areas(const struct compare_page *page, struct fault *fault)
{
    struct compare_report *report = page->report;
    const struct population *population = &report->comparison.population;
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    size_t columns = find_columns(page);
    uint32_t end;
    uint32_t root = compare_first_area(page, &end);
    bool ok = true;
    add_area_headings(page, columns);
    for (uint32_t node = root + 1; ok && node < end; node++) {
        if (questionnaire->node[node].depth > 1)
            continue;
        ok = comparison_compute(&report->comparison, report->compared, node, fault);
        if (!ok)
            break;
        text_add(page->out, "  ");
        page_add_cut(page->out,
                     wording_in(&questionnaire->node[node].title, page->language),
                     COMPARE_NAME_WIDTH);
        add_area_cell(page, 0, 0);
        for (uint32_t g = 0; columns > 0 && g < population->level[columns].group_count;
             g++)
            add_area_cell(page, columns, g);
        page_end_line(page->out);
    }
    text_add_character(page->out, '\n');
    return ok;
}

/* The whole, in every group, and then the areas. */
static bool add_overview(const struct compare_page *page, struct fault *fault)
{
    struct compare_report *report = page->report;
    uint32_t end;
    uint32_t root = compare_first_area(page, &end);
    if (!comparison_compute(&report->comparison, report->compared, root, fault))
        return false;
    text_print(page->out, "%s\n",
               wording_in(compare_measure_title(report, root), page->language));
    bool ok = true;
    for (size_t l = 0; ok && l < report->comparison.population.level_count; l++)
        if (compare_shows(report, l))
            ok = compare_add_level(page, l, fault);
    compare_add_adjusted(page);
    return ok && add_areas(page, fault);
}

static void add_title(const struct compare_page *page)
{
    struct compare_report *report = page->report;
    const struct comparison *comparison = &report->comparison;
    text_print(page->out, compare_say(report, COMPARE_TITLE),
               wording_in(&comparison->material.questionnaire->title, page->language),
               (int)report->year);
    text_print(page->out, "\n%s\n", wording_in(report->survey, page->language));
    compare_add_notice(page->out, report, '\n');
    text_print(page->out, "%s\n", compare_say(report, COMPARE_AUDIENCE));
    if (comparison->without_own) {
        text_print(page->out, compare_say(report, COMPARE_WITHOUT),
                   comparison->population.unit_name[comparison->unit]);
        text_add_character(page->out, '\n');
    }
    if (comparison->group[0].answered == 0)
        return;
    compare_add_label(page->out, report, 0, 0, page->language);
    text_add(page->out, "\n\n");
}

bool compare_write_page(struct text *out, struct compare_report *report,
                        struct fault *fault)
{
    struct compare_page page = {out, report, report->language};
    bool ok = true;
    add_title(&page);
    if (report->comparison.group[0].answered == 0) {
        text_print(out, "%s\n", compare_say(report, COMPARE_NOBODY));
        return text_check(out, fault);
    }
    if (report->comparison.unit != NAMES_NONE)
        ok = compare_add_unit(&page, fault);
    else if (report->measure != NAMES_NONE)
        ok = compare_add_detail(&page, fault);
    else
        ok = add_overview(&page, fault);
    compare_add_legend(out, report);
    return ok && text_check(out, fault);
}
