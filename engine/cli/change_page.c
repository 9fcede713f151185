#include "cli/change_page.h"

#include "base/exact.h"
#include "base/memory.h"
#include "cli/page.h"
#include "response/response.h"

#include <stdio.h>
#include <string.h>

#define PERCENT_WIDTH  8
#define INTERVAL_WIDTH 17
#define P_WIDTH        9
#define PAIRS_WIDTH    15

const char *change_say(const struct change_page *page, enum change_phrase which)
{
    return change_phrase[which][page->language];
}

static void print_nano(char words[static CHANGE_WORDS_BYTES],
                       const struct change_page *page, int64_t nano, int decimals,
                       bool difference)
{
    char number[FIXED_BYTES];
    fixed_print(number, nano, decimals, page->language == LANGUAGE_DA ? ',' : '.',
                false);
    /* What rounds to 0 has no sign, neither way. */
    bool shows = number[strcspn(number, "123456789")] != '\0';
    snprintf(words, CHANGE_WORDS_BYTES, "%s%s",
             difference && nano > 0 && shows ? "+" : "", number);
}

void change_print(char words[static CHANGE_WORDS_BYTES], const struct change_page *page,
                  int64_t nano, uint32_t n, bool difference)
{
    if (nano == CHANGE_UNDEFINED)
        snprintf(words, CHANGE_WORDS_BYTES, "–");
    else
        print_nano(words, page, nano, n < CHANGE_FEW ? 0 : 1, difference);
}

void change_print_estimate(char words[static CHANGE_WORDS_BYTES],
                           const struct change_page *page, struct estimate estimate,
                           int decimals, bool difference)
{
    if (!estimate.defined)
        snprintf(words, CHANGE_WORDS_BYTES, "–");
    else
        print_nano(words, page, (int64_t)round(estimate.value * (double)POINT),
                   decimals, difference);
}

void change_print_interval(char words[static CHANGE_WORDS_BYTES],
                           const struct change_page *page, struct estimate low,
                           struct estimate high, uint32_t n)
{
    char from[CHANGE_WORDS_BYTES];
    char to[CHANGE_WORDS_BYTES];
    change_print_estimate(from, page, low, n < CHANGE_FEW ? 0 : 1, true);
    change_print_estimate(to, page, high, n < CHANGE_FEW ? 0 : 1, true);
    snprintf(words, CHANGE_WORDS_BYTES, "%.30s..%.30s", from, to);
}

static void add_p(const struct change_page *page, struct estimate p)
{
    char words[CHANGE_WORDS_BYTES];
    change_print_estimate(words, page, p, 3, false);
    bool tiny = p.defined && p.value < .001;
    page_add_right(page->out, tiny ? change_say(page, CHANGE_BELOW) : words, P_WIDTH);
}

static void add_line(const struct change_page *page, const char *line)
{
    text_print(page->out, "%s\n", line);
}

static void add_title(const struct change_page *page)
{
    const struct change_report *report = page->report;
    const struct change_round *now = report_now(report);
    page_add_words(page->out, wording_in(report->survey, page->language));
    text_add_character(page->out, '\n');
    text_print(page->out, change_say(page, CHANGE_TITLE),
               wording_in(&now->questionnaire->title, page->language),
               (int)report_before(report)->year, (int)now->year);
    text_add_character(page->out, '\n');
    add_line(page, change_say(page, CHANGE_AUDIENCE));
    if (report->scoring != NULL) {
        text_print(page->out, change_say(page, CHANGE_SCORED_BY), report->scoring);
        text_add_character(page->out, '\n');
    }
    if (report->simulated)
        add_line(page, change_say(page, CHANGE_SIMULATED));
    if (now->population->generated)
        add_line(page, change_say(page, CHANGE_GENERATED));
}

static void add_heading(const struct change_page *page, const char *first)
{
    char year[2][16];
    snprintf(year[0], sizeof year[0], "%d", (int)report_before(page->report)->year);
    snprintf(year[1], sizeof year[1], "%d", (int)report_now(page->report)->year);
    text_add(page->out, "  ");
    page_add_left(page->out, first, CHANGE_NAME_WIDTH);
    page_add_right(page->out, year[0], CHANGE_SCORE_WIDTH);
    page_add_right(page->out, year[1], CHANGE_SCORE_WIDTH);
    page_add_right(page->out, change_say(page, CHANGE_DIFFERENCE), 9);
    text_add(page->out, "  ");
    page_add_right(page->out, change_say(page, CHANGE_IN_PERCENT), PERCENT_WIDTH);
    page_add_right(page->out, change_say(page, CHANGE_INTERVAL), INTERVAL_WIDTH);
    page_add_right(page->out, change_say(page, CHANGE_P), P_WIDTH);
    page_add_right(page->out, change_say(page, CHANGE_PAIRS), PAIRS_WIDTH);
    text_print(page->out, "  %s\n", change_say(page, CHANGE_COMPARED));
}

static void add_mark(const struct change_page *page, const struct change_common *common)
{
    text_add(page->out, "  ");
    if (common->mark == CHANGE_BROKEN)
        text_print(page->out, change_say(page, CHANGE_BREAK_WORD),
                   change_break_word[common->why][page->language]);
    else if (common->mark == CHANGE_LINKED)
        text_print(page->out, change_say(page, CHANGE_LINKED_WORD),
                   (unsigned)common->questions, (unsigned)common->questions_now);
    else
        text_add(page->out, change_say(page, CHANGE_SAME_WORD));
    if (common->mark != CHANGE_BROKEN && common->reworded > 0)
        text_print(page->out, change_say(page, CHANGE_REWORDED),
                   (unsigned)common->reworded);
    text_add_character(page->out, '\n');
}

/* With the adjusted p value, whose column the reason for there being neither takes,
   too. */
static void add_interval(const struct change_page *page,
                         const struct change_figures *figures, bool broken)
{
    char words[CHANGE_WORDS_BYTES];
    const char *why = broken ? "–" : change_no_interval(figures, page->language);
    if (!figures->low.defined && !figures->adjusted.defined && !broken) {
        page_add_right(page->out, why, INTERVAL_WIDTH + P_WIDTH);
        return;
    }
    change_print_interval(words, page, figures->low, figures->high, figures->matched);
    page_add_right(page->out, figures->low.defined ? words : why, INTERVAL_WIDTH);
    add_p(page, figures->adjusted);
}

/* Change, interval, pairs and comparability stand in every row (STATISTICS 3.6). */
static void add_row(const struct change_page *page, const char *name, uint32_t node,
                    size_t level, uint32_t group)
{
    const struct change *change = &page->report->change;
    const struct change_figures *figures = change_figures(change, node, level, group);
    const struct change_common *common = &change->common[node];
    bool broken = common->mark == CHANGE_BROKEN;
    uint32_t m = figures->matched;
    char words[CHANGE_WORDS_BYTES];
    text_add(page->out, "  ");
    page_add_cut(page->out, name, CHANGE_NAME_WIDTH);
    for (int side = 0; side < 2; side++) {
        change_print(words, page, figures->matched_mean[side], m, false);
        page_add_right(page->out, words, CHANGE_SCORE_WIDTH);
    }
    change_print(words, page, figures->split.real, m, true);
    page_add_right(page->out, words, 9);
    text_print(page->out, " %s", m == 0 ? " " : change_symbol[figures->flag]);
    change_print_estimate(words, page, figures->percent, m < CHANGE_FEW ? 0 : 1, true);
    page_add_right(page->out, words, PERCENT_WIDTH);
    add_interval(page, figures, broken);
    if (broken)
        snprintf(words, sizeof words, "–");
    else
        snprintf(words, sizeof words, change_say(page, CHANGE_OF), (unsigned)m,
                 (unsigned)figures->compared.n[1]);
    page_add_right(page->out, words, PAIRS_WIDTH);
    add_mark(page, common);
}

const char *change_title_of(const struct change_page *page, uint32_t node)
{
    return wording_in(&report_now(page->report)->questionnaire->node[node].title,
                      page->language);
}

/* The headline, what lies right below it, and the measuring points. */
static bool is_told(const struct questionnaire *questionnaire, uint32_t number)
{
    const struct node *node = &questionnaire->node[number];
    uint32_t points = questionnaire->presentation.measuring_points;
    bool overall = node->dimension == questionnaire->overall && node->depth <= 1;
    return node->operation != OPERATION_NONE
           && (overall || (points != NAMES_NONE && node->dimension == points));
}

/* Who the nation's figures are of: never all of it (STATISTICS 2.6). */
static void add_who(const struct change_page *page, uint32_t headline)
{
    const struct change_report *report = page->report;
    const struct population *population = report_now(report)->population;
    const struct change_figures *figures =
        change_figures(&report->change, headline, 0, 0);
    int year[] = {(int)report_before(report)->year, (int)report_now(report)->year};
    const char *nation =
        wording_in(&population->level[0].group[0].name, page->language);
    size_t owner = population_owner_level(population);
    if (report->change.common[headline].mark == CHANGE_BROKEN) {
        text_print(page->out, change_say(page, CHANGE_NATION_BROKEN), nation,
                   (unsigned)figures->published.n[0], year[0],
                   (unsigned)figures->published.n[1], year[1]);
        return;
    }
    text_print(page->out, change_say(page, CHANGE_NATION), nation,
               (unsigned)figures->matched, (unsigned)figures->entered, year[1],
               (unsigned)figures->left, year[0]);
    if (figures->matched > 0 && figures->across && owner < population->level_count)
        text_print(page->out, change_say(page, CHANGE_NATION_OWNERS),
                   (unsigned)figures->clustered.clusters,
                   (unsigned)population->level[owner].group_count,
                   wording_in(&population->level[owner].many, page->language));
}

static void add_nation(const struct change_page *page, uint32_t headline)
{
    const struct questionnaire *questionnaire = report_now(page->report)->questionnaire;
    text_add_character(page->out, '\n');
    add_who(page, headline);
    text_add_character(page->out, '\n');
    add_heading(page, change_say(page, CHANGE_AREA));
    for (uint32_t n = 0; n < page->report->change.node_count; n++)
        if (is_told(questionnaire, n))
            add_row(page, change_title_of(page, n), n, 0, 0);
}

static void add_cross(const struct change_page *page, uint32_t headline)
{
    const struct change_figures *figures =
        change_figures(&page->report->change, headline, 0, 0);
    const struct change_split *split = &figures->split;
    const struct change_effects *effects = &figures->effects;
    char words[4][CHANGE_WORDS_BYTES];
    if (split->real == CHANGE_UNDEFINED)
        return;
    const int64_t parts[] = {split->cross, split->real, split->entries, -split->exits};
    for (int p = 0; p < 4; p++)
        change_print(words[p], page, parts[p], figures->matched, true);
    text_add_character(page->out, '\n');
    text_print(page->out, change_say(page, CHANGE_CROSS), words[0], words[1], words[2],
               words[3]);
    text_add_character(page->out, '\n');
    if (effects->n == 0)
        return;
    const int64_t effect[] = {effects->published, effects->real, effects->weights,
                              effects->questions};
    for (int p = 0; p < 4; p++)
        change_print(words[p], page, effect[p], effects->n, true);
    text_print(page->out, change_say(page, CHANGE_EFFECTS), words[0], words[1],
               words[2], words[3], (unsigned)effects->n);
    text_add_character(page->out, '\n');
}

static bool add_level(const struct change_page *page, uint32_t headline,
                      struct fault *fault)
{
    const struct population *population = report_now(page->report)->population;
    const struct level *level = &population->level[page->report->level];
    uint32_t *order =
        response_order_groups(population, page->report->level, page->language);
    if (order == NULL)
        return fault_memory(fault);
    text_add_character(page->out, '\n');
    text_print(page->out, change_say(page, CHANGE_GROUPS),
               change_title_of(page, headline),
               wording_in(&level->one, page->language));
    text_add_character(page->out, '\n');
    add_heading(page, wording_in(&level->one, page->language));
    /* Classes of a column stand in their own order. */
    for (uint32_t i = 0; i < level->group_count; i++) {
        uint32_t g = level->crossing ? i : order[i];
        if (change_is_told(page->report, headline, page->report->level, g))
            add_row(page, wording_in(&level->group[g].name, page->language), headline,
                    page->report->level, g);
    }
    memory_release(order);
    return true;
}

static void add_legend_lines(const struct change_page *page,
                             const char *const legend[][LANGUAGE_COUNT],
                             uint32_t points)
{
    for (int line = 0; legend[line][0] != NULL; line++) {
        text_print(page->out, legend[line][page->language], (unsigned)points);
        text_add_character(page->out, '\n');
    }
}

static void add_legend(const struct change_page *page)
{
    const struct change *change = &page->report->change;
    text_print(page->out, "\n%s\n", change_say(page, CHANGE_LEGEND_TITLE));
    add_legend_lines(page, change_legend, change->relevant);
    if (page->report->unit_id != NULL)
        add_legend_lines(page, change_unit_legend, change->relevant_of_unit);
}

bool change_write_page(struct text *out, const struct change_report *report,
                       struct fault *fault)
{
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    struct change_page page = {out, report, report->language};
    uint32_t headline = questionnaire->dimension[questionnaire->overall].root;
    add_title(&page);
    add_nation(&page, headline);
    add_cross(&page, headline);
    change_add_regression(&page, headline);
    change_add_same_questions(&page);
    change_add_series(&page, headline);
    if (report->unit_id != NULL)
        change_add_unit(&page);
    if (report->level != EVERY_LEVEL && !add_level(&page, headline, fault))
        return false;
    add_legend(&page);
    return text_check(out, fault);
}
