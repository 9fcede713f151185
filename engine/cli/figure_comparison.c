#include "base/exact.h"
#include "cli/compare_phrases.h"
#include "cli/figure_phrases.h"
#include "cli/figure_report.h"

#include <string.h>

/* The figures of a comparison, with what the formulas had before them. */

static const struct compared *compared_of(const struct figure_account *figure)
{
    return compare_group(&figure->report->compare.report, figure->level, figure->group);
}

/* The mean of the part by target; PART_GROUP has that of so many units. */
static const struct estimated *estimated_of(const struct figure_account *figure)
{
    const struct compared *compared = compared_of(figure);
    enum estimate_target target = figure->report->target;
    switch (figure->report->part) {
    case PART_BY_OWNERS:
        return &compared->clustered[target];
    case PART_OF_OWNERS:
        return &compared->of_owners[target];
    case PART_BY_SIZE:
        return &compared->by_size[target];
    case PART_ADJUSTED:
        return &compared->adjusted[target];
    default:
        return &compared->simple[target];
    }
}

static enum comparison_kind kind_of(enum figure_part part)
{
    switch (part) {
    case PART_BY_OWNERS:
        return COMPARISON_CLUSTERED;
    case PART_OF_OWNERS:
        return COMPARISON_OF_OWNERS;
    case PART_BY_SIZE:
        return COMPARISON_BY_SIZE;
    case PART_ADJUSTED:
        return COMPARISON_ADJUSTED;
    default:
        return COMPARISON_SIMPLE;
    }
}

static struct figure_line *add_told(struct figure_account *figure,
                                    enum figure_name name)
{
    struct figure_line *line = figure_add_line(figure, name);
    line->told = figure_told(figure->report->part, name);
    return line;
}

/* As its part is made: sum / n, or weighed. */
static void add_mean_workings(struct figure_account *figure, struct figure_line *line)
{
    const struct comparison_steps *steps = &figure->report->compared;
    switch (figure->report->part) {
    case PART_BY_SIZE:
        line_add_wide(figure, line, WORKING_WEIGHTED, steps->size_points);
        line_add_wide(figure, line, WORKING_SIZES, steps->size * POINT);
        return;
    case PART_ADJUSTED:
        line_add_real(figure, line, WORKING_WEIGHTED, steps->weighted);
        line_add_real(figure, line, WORKING_WEIGHTS, steps->weights);
        return;
    case PART_OF_OWNERS:
        line_add_wide(figure, line, WORKING_SUM, steps->means.sum);
        line_add_count(figure, line, WORKING_OWNERS, steps->means.n);
        return;
    default:
        line_add_wide(figure, line, WORKING_SUM, figure->members.sum);
        line_add_count(figure, line, WORKING_N, figure->members.figures.n);
        return;
    }
}

static void add_lack(struct figure_account *figure, struct figure_line *line,
                     const struct estimated *estimated)
{
    int lack = compare_lack_of(compared_of(figure), estimated);
    if (lack != ESTIMATE_LACKS_NOTHING)
        line_add_text(figure, line, WORKING_LACKS, compare_lack_key[lack]);
}

static void add_bound(struct figure_account *figure, enum figure_name name,
                      struct estimate bound, const struct estimated *estimated)
{
    struct figure_line *line = add_told(figure, name);
    line_set_estimate(line, bound);
    line_add_estimate(figure, line, WORKING_MEAN, estimated->value);
    line_add_estimate(figure, line, WORKING_SE, estimated->se);
    if (bound.defined) {
        line_add_real(figure, line, WORKING_DF, estimated->df);
        line_add_estimate(figure, line, WORKING_T, quantile_of_t(.975, estimated->df));
    }
    add_lack(figure, line, estimated);
}

/* A mean that is made otherwise, and what each is worth. */
static void add_worth_lines(struct figure_account *figure)
{
    const struct estimated *estimated = estimated_of(figure);
    const struct comparison_steps *steps = &figure->report->compared;
    struct figure_line *line;
    if (figure->report->part != PART_SIMPLE) {
        line = add_told(figure, NAMED_N);
        line_set_whole(line, estimated->n);
        line = add_told(figure, NAMED_MEAN);
        line_set_estimate(line, estimated->value);
        add_mean_workings(figure, line);
    }
    line = add_told(figure, NAMED_SE);
    line_set_estimate(line, estimated->se);
    figure_add_variance(figure, line, &steps->variance);
    add_lack(figure, line, estimated);
    line = add_told(figure, NAMED_DF);
    line_set_real(line, estimated->df);
    line_add_count(figure, line,
                   figure->report->part == PART_SIMPLE ? WORKING_N : WORKING_OWNERS,
                   estimated->clusters);
    add_bound(figure, NAMED_LOWER, estimated->low, estimated);
    add_bound(figure, NAMED_UPPER, estimated->high, estimated);
    line = add_told(figure, NAMED_LACKS);
    line_set_lack(
        line, estimated->lack == ESTIMATE_LACKS_NOTHING
                  ? NULL
                  : compare_lack_key[compare_lack_of(compared_of(figure), estimated)]);
}

static void add_group_lines(struct figure_account *figure)
{
    const struct comparison_steps *steps = &figure->report->compared;
    const struct compared *compared = compared_of(figure);
    figure_add_count_lines(figure);
    struct figure_line *line = add_told(figure, NAMED_ELIGIBLE);
    line_set_whole(line, compared->eligible);
    line_add_count(figure, line, WORKING_ELIGIBLE, steps->members.member_count);
    line_add_count(figure, line, WORKING_NOT_RELEVANT,
                   steps->members.not_relevant + steps->members.no_score);
    figure_add_mean_line(figure);
    figure_add_spread_lines(figure);
    figure_add_distribution_line(figure);
    if (figure->report->bin != NAMES_NONE) {
        line = add_told(figure, NAMED_COUNT);
        line_set_whole(line, figure->members.figures.bin[figure->report->bin]);
    }
}

static void add_place_lines(struct figure_account *figure)
{
    const struct comparison *comparison = &figure->report->compare.report.comparison;
    const enum figure_name name[] = {NAMED_FIRST, NAMED_LAST, NAMED_OF, NAMED_RANK};
    uint32_t measure = figure_measure(figure);
    struct comparison_place place = {0};
    if (comparison->population.level[figure->level].group_of[comparison->unit]
        == figure->group)
        place = comparison_place(comparison, measure, figure->level);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        struct figure_line *line = add_told(figure, name[i]);
        if (place.alike == 0)
            continue;
        if (name[i] == NAMED_RANK)
            line_set_nano(line, compare_percentile_rank(&place));
        else
            line_set_whole(line, name[i] == NAMED_FIRST  ? place.above + 1
                                 : name[i] == NAMED_LAST ? place.above + place.alike
                                                         : place.n);
        line_add_nano(figure, line, WORKING_POINTS, comparison->own[measure]);
        line_add_count(figure, line, WORKING_ABOVE, place.above);
        line_add_count(figure, line, WORKING_ALIKE, place.alike);
        line_add_count(figure, line, WORKING_FEWER,
                       place.n - place.above - place.alike);
        line_add_count(figure, line, WORKING_N, place.n);
    }
}

static void add_unit_lines(struct figure_account *figure)
{
    const struct comparison *comparison = &figure->report->compare.report.comparison;
    int64_t own = comparison->own[figure_measure(figure)];
    struct figure_line *line;
    if (figure->level != SIZE_MAX) {
        int64_t mean = compared_of(figure)->figures->mean;
        line = add_told(figure, NAMED_DIFFERENCE);
        line_set_nano(line, own < 0 || mean == UNDEFINED_FIGURE ? NOTHING : own - mean);
        if (own >= 0)
            line_add_nano(figure, line, WORKING_OWN, own);
        if (mean != UNDEFINED_FIGURE)
            line_add_nano(figure, line, WORKING_MEAN, mean);
        return;
    }
    line = add_told(figure, NAMED_OWN);
    line_set_nano(line, own < 0 ? NOTHING : own);
    line = add_told(figure, NAMED_STATE);
    line_set_key(line, compare_state(own));
}

static bool add_similar_lines(struct figure_account *figure, struct fault *fault)
{
    const enum figure_name quartile[] = {NAMED_Q1, NAMED_MEDIAN, NAMED_Q3};
    struct comparison_alike alike;
    if (!comparison_similar(&alike, &figure->report->compare.report.comparison, fault))
        return false;
    struct figure_line *line = add_told(figure, NAMED_N);
    line_set_whole(line, alike.n);
    line = add_told(figure, NAMED_MEAN);
    line_set_nano(line, alike.mean);
    line_add_count(figure, line, WORKING_N, alike.n);
    for (size_t q = 0; q < 3; q++)
        line_set_nano(figure_add_line(figure, quartile[q]), alike.quartile[q]);
    return true;
}

/* Both ways to the figures must have come to the same. */
static bool check_members(struct figure_account *figure, struct fault *fault)
{
    const struct compared *compared = compared_of(figure);
    const struct figures *one = compared->figures;
    const struct figures *other = &figure->members.figures;
    bool same = one->n == other->n && one->mean == other->mean && one->sd == other->sd
                && memcmp(one->quartile, other->quartile, sizeof one->quartile) == 0
                && memcmp(one->bin, other->bin, sizeof one->bin) == 0;
    return same
           || figure_disagree(figure, fault,
                              "the members do not come to the group's figures", "", "");
}

static bool explain_group(struct figure_account *figure, struct fault *fault)
{
    struct figure_report *report = figure->report;
    if (!comparison_explain(&report->compared, &report->compare.report.comparison,
                            compared_of(figure), figure_measure(figure), figure->level,
                            figure->group, kind_of(report->part), report->target,
                            fault))
        return false;
    figure->members = report->compared.members;
    return check_members(figure, fault);
}

bool figure_make_comparison(struct figure_account *figure, struct fault *fault)
{
    struct compare_report *report = &figure->report->compare.report;
    if (!comparison_compute(&report->comparison, report->compared,
                            figure_measure(figure), fault)
        || (figure->level != SIZE_MAX && !explain_group(figure, fault)))
        return false;
    switch (figure->report->part) {
    case PART_GROUP:
        add_group_lines(figure);
        break;
    case PART_PLACE:
        add_place_lines(figure);
        break;
    case PART_UNIT:
        add_unit_lines(figure);
        break;
    case PART_SIMILAR:
        if (!add_similar_lines(figure, fault))
            return false;
        break;
    default:
        add_worth_lines(figure);
        break;
    }
    figure_add_comparison_tables(figure);
    return true;
}
