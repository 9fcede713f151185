#include "base/exact.h"
#include "base/memory.h"
#include "cli/figure.h"

#include <stdlib.h>
#include <string.h>

/* A group's figures: its members, and what the formulas make of them. */

/* Both ways to the figures must have come to the same. */
static bool check_figures(struct figure_account *figure, struct fault *fault)
{
    const struct figures *one =
        benchmark_figures(figure_round(figure)->benchmark, figure_measure(figure),
                          figure->level, figure->group);
    const struct figures *other = &figure->members.figures;
    bool same = one->n == other->n && one->mean == other->mean && one->sd == other->sd
                && memcmp(one->quartile, other->quartile, sizeof one->quartile) == 0
                && memcmp(one->bin, other->bin, sizeof one->bin) == 0;
    return same
           || figure_disagree(figure, fault,
                              "the members do not come to the group's figures", "", "");
}

static void add_sum(struct figure_account *figure, struct figure_line *line)
{
    struct text sum = {0};
    add_wide(&sum, figure->members.sum, 9);
    line_add_text(figure, line, WORKING_SUM, figure_hold(figure, &sum));
}

static void add_count_lines(struct figure_account *figure)
{
    const struct figure_steps *members = &figure->members;
    struct figure_line *line = figure_add_line(figure, NAMED_N);
    line_set_whole(line, members->figures.n);
    line_add_count(figure, line, WORKING_ELIGIBLE, members->member_count);
    line_add_count(figure, line, WORKING_ABSENT, members->absent);
    line_add_count(figure, line, WORKING_TOO_FEW, members->too_few);
    line_add_count(figure, line, WORKING_NOT_RELEVANT, members->not_relevant);
    line_add_count(figure, line, WORKING_NO_SCORE, members->no_score);
}

const struct shown_node *figure_shown_node(const struct figure_account *figure)
{
    const struct series *series = &figure->series;
    size_t now = figure->reader_round - series->first;
    uint32_t node = figure->node;
    if (node != NAMES_NONE && now != figure_at(figure))
        node = trend_node(&series->trend, figure_at(figure), node, now);
    return node == NAMES_NONE ? NULL : &figure->disclosed.node[node];
}

static void add_mean_lines(struct figure_account *figure)
{
    const struct figures *figures = &figure->members.figures;
    const struct disclosed *shown = &figure->disclosed;
    const struct shown_node *node = figure_shown_node(figure);
    bool any = figures->n > 0;
    struct figure_line *line = figure_add_line(figure, NAMED_MEAN);
    line_set_nano(line, figures->mean);
    add_sum(figure, line);
    line_add_count(figure, line, WORKING_N, figures->n);
    if (node != NULL && node->means_have_values) {
        line = figure_add_line(figure, NAMED_MEAN_VALUE);
        line_set_nano(line, any ? shown_node_value(node, figures->mean) : NOTHING);
        if (any)
            line_add_nano(figure, line, WORKING_MEAN, figures->mean);
        line_add_nano(figure, line, WORKING_LOWEST, node->lowest);
        line_add_nano(figure, line, WORKING_HIGHEST, node->highest);
    }
    line = figure_add_line(figure, NAMED_MEAN_SCORE);
    line_set_nano(line, any ? disclosed_on_scale(shown, figures->mean) : NOTHING);
    if (any)
        line_add_nano(figure, line, WORKING_MEAN, figures->mean);
    line_add_nano(figure, line, WORKING_LOWEST, shown->scale_lowest);
    line_add_nano(figure, line, WORKING_HIGHEST, shown->scale_highest);
}

static void add_quartile(struct figure_account *figure, enum figure_name name,
                         unsigned quarter)
{
    const struct figure_steps *members = &figure->members;
    const struct quartile_place *place = &members->quartile[quarter - 1];
    struct figure_line *line = figure_add_line(figure, name);
    line_set_nano(line, members->figures.quartile[quarter - 1]);
    line_add_count(figure, line, WORKING_N, members->figures.n);
    if (members->figures.n == 0)
        return;
    line_add_rational(
        figure, line, WORKING_PLACE,
        rational_of(4 * ((int64_t)place->below + 1) + place->fraction, 4));
    line_add_nano(figure, line, WORKING_AT, place->low);
    line_add_nano(figure, line, WORKING_NEXT, place->high);
}

static void add_spread_lines(struct figure_account *figure)
{
    const struct figure_steps *members = &figure->members;
    struct text squares = {0};
    struct figure_line *line = figure_add_line(figure, NAMED_SD);
    line_set_nano(line, members->figures.sd);
    add_wide(&squares, members->squares, 18);
    line_add_text(figure, line, WORKING_SQUARES, figure_hold(figure, &squares));
    add_sum(figure, line);
    line_add_count(figure, line, WORKING_N, members->figures.n);
    add_quartile(figure, NAMED_Q1, 1);
    add_quartile(figure, NAMED_MEDIAN, 2);
    add_quartile(figure, NAMED_Q3, 3);
}

static uint32_t find_row(const struct figure_account *figure)
{
    const struct figure_steps *members = &figure->members;
    for (uint32_t m = 0; m < members->figures.n; m++)
        if (members->member[m].unit == figure->unit)
            return m;
    return NAMES_NONE;
}

static void add_rank_line(struct figure_account *figure)
{
    const struct trend_round *round = figure_round(figure);
    uint32_t fewer;
    uint32_t alike;
    if (figure->unit == NAMES_NONE || figure->node == NAMES_NONE)
        return;
    struct figure_line *line = figure_add_line(figure, NAMED_RANK);
    uint32_t m = find_row(figure);
    if (m == NAMES_NONE)
        return;
    const struct member *member = &figure->members.member[m];
    line_set_nano(line,
                  benchmark_rank(round->benchmark, round->population, round->answers,
                                 figure->node, figure->level, member->row));
    figure_steps_rank(&figure->members, member->points, &fewer, &alike);
    line_add_nano(figure, line, WORKING_POINTS, member->points);
    line_add_count(figure, line, WORKING_FEWER, fewer);
    line_add_count(figure, line, WORKING_ALIKE, alike);
    line_add_count(figure, line, WORKING_N, figure->members.figures.n);
}

static void add_bin(struct figure_account *figure, struct figure_line *line,
                    enum working_name name, int from, int to, uint32_t count)
{
    struct text text = {0};
    text_print(&text, "%d-%d: %u", from, to, (unsigned)count);
    line_add_text(figure, line, name, figure_hold(figure, &text));
}

/* The ten bins of ten points, and the bars that neighbours are merged to. */
static void add_bins(struct figure_account *figure, struct figure_line *line)
{
    const struct shown_node *node = figure_shown_node(figure);
    for (int b = 0; b < BENCHMARK_BINS; b++)
        add_bin(figure, line, WORKING_BIN, 10 * b, 10 * b + 10,
                figure->members.figures.bin[b]);
    for (uint32_t b = 0; figure->level == 0 && node != NULL && b < node->bin_count; b++)
        add_bin(figure, line, WORKING_BAR, node->bin[b].from, node->bin[b].to,
                node->bin[b].count);
}

static void add_distribution_lines(struct figure_account *figure)
{
    const struct shown_node *node = figure_shown_node(figure);
    if (figure->node == NAMES_NONE)
        return;
    add_bins(figure, figure_add_line(figure, NAMED_DISTRIBUTION));
    if (node == NULL || figure->bar >= node->bin_count)
        return;
    const struct shown_bin *bar = &node->bin[figure->bar];
    struct figure_line *line = figure_add_line(figure, NAMED_FROM);
    line_set_whole(line, bar->from);
    add_bins(figure, line);
    line = figure_add_line(figure, NAMED_TO);
    line_set_whole(line, bar->to);
    add_bins(figure, line);
    line = figure_add_line(figure, NAMED_COUNT);
    line_set_whole(line, bar->count);
    add_bins(figure, line);
}

static bool list_members(struct figure_account *figure, uint32_t measure,
                         struct fault *fault)
{
    const struct trend_round *round = figure_round(figure);
    return benchmark_explain(&figure->members, round->benchmark, round->questionnaire,
                             round->population, round->answers, round->scores, measure,
                             figure->level, figure->group, fault);
}

bool figure_make_group(struct figure_account *figure, struct fault *fault)
{
    if (!list_members(figure, figure_measure(figure), fault)
        || !check_figures(figure, fault))
        return false;
    add_count_lines(figure);
    add_mean_lines(figure);
    add_spread_lines(figure);
    add_rank_line(figure);
    add_distribution_lines(figure);
    return true;
}

/* Who answered and then who did not, in the order of the register. */
static int compare_turnout(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    if ((a->row == NAMES_NONE) != (b->row == NAMES_NONE))
        return a->row == NAMES_NONE ? 1 : -1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* Whoever answered did so whatever the area: the first one will do. */
bool figure_make_turnout(struct figure_account *figure, struct fault *fault)
{
    const struct turnout *turnout = benchmark_turnout(figure_round(figure)->benchmark,
                                                      figure->level, figure->group);
    if (!list_members(figure, 0, fault))
        return false;
    qsort(figure->members.member, figure->members.member_count,
          sizeof *figure->members.member, compare_turnout);
    struct figure_line *line = figure_add_line(figure, NAMED_ANSWERED);
    line_set_whole(line, turnout->answered);
    line_add_count(figure, line, WORKING_ELIGIBLE, turnout->eligible);
    line_add_count(figure, line, WORKING_ABSENT, figure->members.absent);
    line_set_whole(figure_add_line(figure, NAMED_ELIGIBLE), turnout->eligible);
    line_set_whole(figure_add_line(figure, NAMED_CLUSTERS_ANSWERED),
                   turnout->clusters_answered);
    line_set_whole(figure_add_line(figure, NAMED_CLUSTERS), turnout->clusters);
    return turnout->answered == figure->members.member_count - figure->members.absent
           || figure_disagree(figure, fault,
                              "the members do not come to the group's figures", "", "");
}
