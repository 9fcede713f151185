#include "base/exact.h"
#include "cli/figure_phrases.h"
#include "cli/figure_report.h"

/* The figures of a change, with what the formulas had before them. */

static const struct change_figures *figures_of(const struct figure_account *figure)
{
    return change_figures(&figure->report->change.change, figure->node, figure->level,
                          figure->group);
}

static const struct change_common *common_of(const struct figure_account *figure)
{
    return &figure->report->change.change.common[figure->node];
}

static struct figure_line *add_told(struct figure_account *figure,
                                    enum figure_name name)
{
    struct figure_line *line = figure_add_line(figure, name);
    line->told = figure_told(figure->report->part, name);
    return line;
}

static void add_nano(struct figure_account *figure, struct figure_line *line,
                     enum working_name name, int64_t nano)
{
    if (nano != CHANGE_UNDEFINED)
        line_add_nano(figure, line, name, nano);
}

static struct figure_line *add_nano_line(struct figure_account *figure,
                                         enum figure_name name, int64_t nano)
{
    struct figure_line *line = add_told(figure, name);
    line_set_nano(line, nano);
    return line;
}

static void add_count_line(struct figure_account *figure, enum figure_name name,
                           uint32_t count)
{
    line_set_whole(add_told(figure, name), count);
}

static void add_mean_lines(struct figure_account *figure)
{
    const struct change_figures *figures = figures_of(figure);
    const struct change_steps *steps = &figure->report->steps;
    const enum figure_name mean[] = {NAMED_MATCHED_BEFORE, NAMED_MATCHED_NOW};
    add_count_line(figure, NAMED_MATCHED, figures->matched);
    add_count_line(figure, NAMED_ENTERED, figures->entered);
    add_count_line(figure, NAMED_LEFT, figures->left);
    for (int side = 0; side < 2; side++) {
        struct figure_line *line =
            add_nano_line(figure, mean[side], figures->matched_mean[side]);
        line_add_wide(figure, line, WORKING_SUM, steps->sum[side]);
        line_add_count(figure, line, WORKING_MATCHED, steps->changes.n);
    }
    struct figure_line *line = add_nano_line(figure, NAMED_CHANGE, figures->split.real);
    line_add_wide(figure, line, WORKING_SUM, steps->changes.sum);
    line_add_count(figure, line, WORKING_MATCHED, steps->changes.n);
    line = add_told(figure, NAMED_PERCENT);
    line_set_estimate(line, figures->percent);
    line_add_wide(figure, line, WORKING_SUM, steps->changes.sum);
    line_add_wide(figure, line, WORKING_BEFORE, steps->sum[0]);
}

static void add_lack(struct figure_account *figure, struct figure_line *line,
                     const struct estimated *estimated)
{
    if (estimated->lack != ESTIMATE_LACKS_NOTHING)
        line_add_text(figure, line, WORKING_LACKS, change_lack_key[estimated->lack]);
}

static void add_bound(struct figure_account *figure, enum figure_name name,
                      struct estimate bound, const struct estimated *estimated)
{
    const struct change_figures *figures = figures_of(figure);
    struct figure_line *line = add_told(figure, name);
    line_set_estimate(line, bound);
    add_nano(figure, line, WORKING_CHANGE, figures->split.real);
    line_add_estimate(figure, line, WORKING_SE, figures->se);
    if (bound.defined) {
        line_add_real(figure, line, WORKING_DF, estimated->df);
        line_add_estimate(figure, line, WORKING_T, quantile_of_t(.975, estimated->df));
    }
    add_lack(figure, line, estimated);
}

static void add_worth_lines(struct figure_account *figure)
{
    const struct change_figures *figures = figures_of(figure);
    const struct estimated *estimated = change_estimated(figures);
    struct figure_line *line = add_told(figure, NAMED_SE);
    line_set_estimate(line, figures->se);
    figure_add_variance(figure, line, &figure->report->steps.variance);
    line_add_estimate(figure, line, WORKING_SE, estimated->se);
    line_add_estimate(figure, line, WORKING_LINKING_ERROR,
                      common_of(figure)->linking_error);
    add_lack(figure, line, estimated);
    line = add_told(figure, NAMED_DF);
    if (estimated->se.defined)
        line_set_real(line, estimated->df);
    line_add_count(figure, line, figures->across ? WORKING_OWNERS : WORKING_MATCHED,
                   estimated->clusters);
    add_bound(figure, NAMED_LOWER, figures->low, estimated);
    add_bound(figure, NAMED_UPPER, figures->high, estimated);
    line = add_told(figure, NAMED_LACK);
    line_set_lack(line, change_lack_key[estimated->lack]);
    line = add_told(figure, NAMED_P);
    line_set_estimate(line, figures->p);
    add_nano(figure, line, WORKING_CHANGE, figures->split.real);
    line_add_estimate(figure, line, WORKING_SE, figures->se);
    if (figures->p.defined)
        line_add_real(figure, line, WORKING_DF, estimated->df);
}

static const struct change_relative *own_relative(const struct figure_account *figure)
{
    const struct change_steps *steps = &figure->report->steps;
    for (uint32_t r = 0; r < steps->relative_count; r++)
        if (steps->relative[r].node == figure->node
            && steps->relative[r].level == figure->level
            && steps->relative[r].group == figure->group)
            return &steps->relative[r];
    return NULL;
}

static void add_family_lines(struct figure_account *figure)
{
    const struct change_figures *figures = figures_of(figure);
    const struct change_relative *own = own_relative(figure);
    const struct change *change = &figure->report->change.change;
    bool holm = figures->family == CHANGE_HEADLINE;
    struct figure_line *line = add_told(figure, NAMED_ADJUSTED_P);
    line_set_estimate(line, figures->adjusted);
    line->told = figure_told_family(holm);
    line_add_estimate(figure, line, WORKING_P, figures->p);
    if (own != NULL && own->step.place > 0) {
        line_add_count(figure, line, WORKING_IN_FAMILY, own->step.place);
        line_add_count(figure, line, WORKING_FAMILY, own->step.of);
        line_add_real(figure, line, WORKING_FACTOR, own->step.factor);
        line_add_real(figure, line, WORKING_PRODUCT, own->step.product);
    }
    line_set_key(add_told(figure, NAMED_FAMILY), holm ? "headline" : "list");
    line = add_told(figure, NAMED_FLAG);
    line_set_key(line, change_flag_key[figures->flag]);
    line_add_estimate(figure, line, WORKING_ADJUSTED, figures->adjusted);
    line_add_real(figure, line, WORKING_BELOW_LEVEL, CHANGE_LEVEL);
    add_nano(figure, line, WORKING_CHANGE, figures->split.real);
    line_add_count(figure, line, WORKING_LEAST_POINTS, change->relevant);
    add_lack(figure, line, change_estimated(figures));
}

static void add_split_lines(struct figure_account *figure)
{
    const struct change_figures *figures = figures_of(figure);
    const struct change_split *split = &figures->split;
    const struct change_steps *steps = &figure->report->steps;
    struct figure_line *line = add_nano_line(figure, NAMED_CROSS, split->cross);
    add_nano(figure, line, WORKING_BEFORE, figures->compared.mean[0]);
    add_nano(figure, line, WORKING_NOW, figures->compared.mean[1]);
    add_nano(figure, line, WORKING_REAL, split->real);
    add_nano(figure, line, WORKING_ENTRIES, split->entries);
    add_nano(figure, line, WORKING_EXITS, split->exits);
    line = add_nano_line(figure, NAMED_REAL, split->real);
    line_add_wide(figure, line, WORKING_SUM, steps->changes.sum);
    line_add_count(figure, line, WORKING_MATCHED, steps->changes.n);
    line = add_nano_line(figure, NAMED_ENTRIES, split->entries);
    line_add_count(figure, line, WORKING_ENTERED, figures->entered);
    add_nano(figure, line, WORKING_NOW, figures->compared.mean[1]);
    add_nano(figure, line, WORKING_MATCHED_NOW, figures->matched_mean[1]);
    line = add_nano_line(figure, NAMED_EXITS, split->exits);
    line_add_count(figure, line, WORKING_LEFT, figures->left);
    add_nano(figure, line, WORKING_BEFORE, figures->compared.mean[0]);
    add_nano(figure, line, WORKING_MATCHED_BEFORE, figures->matched_mean[0]);
}

static void add_side_lines(struct figure_account *figure)
{
    const struct figure_report *report = figure->report;
    const struct change_figures *figures = figures_of(figure);
    const struct change_means *means =
        report->part == PART_PUBLISHED ? &figures->published : &figures->compared;
    add_count_line(figure, NAMED_N, means->n[report->side]);
    struct figure_line *line =
        add_nano_line(figure, NAMED_MEAN, means->mean[report->side]);
    line_add_count(figure, line, WORKING_N, means->n[report->side]);
}

static void add_paired_lines(struct figure_account *figure)
{
    const struct change_figures *figures = figures_of(figure);
    const struct estimated *estimated =
        figure->report->part == PART_PAIRED ? &figures->paired : &figures->clustered;
    struct figure_line *line = add_told(figure, NAMED_N);
    line_set_whole(line, estimated->n);
    line = add_told(figure, NAMED_CLUSTERS);
    line_set_whole(line, estimated->clusters);
    line = add_told(figure, NAMED_SE);
    line_set_estimate(line, estimated->se);
    figure_add_variance(figure, line, &figure->report->steps.variance);
    add_lack(figure, line, estimated);
    line = add_told(figure, NAMED_DF);
    if (estimated->se.defined)
        line_set_real(line, estimated->df);
    line_add_count(figure, line,
                   figure->report->part == PART_PAIRED ? WORKING_MATCHED
                                                       : WORKING_OWNERS,
                   estimated->clusters);
    line_set_lack(add_told(figure, NAMED_LACK), change_lack_key[estimated->lack]);
}

static void add_link_line(struct figure_account *figure)
{
    const struct change_steps *steps = &figure->report->steps;
    struct figure_line *line = add_told(figure, NAMED_LINKING_ERROR);
    uint32_t count = 0;
    line_set_estimate(line, common_of(figure)->linking_error);
    for (uint32_t i = 0; i < steps->item_count; i++)
        count += steps->item[i].n > 0;
    line_add_count(figure, line, WORKING_QUESTIONS, count);
}

/* Reliable change, and regression to the mean. */
static void add_judged_lines(struct figure_account *figure,
                             const struct change_of_unit *unit)
{
    const struct change *change = &figure->report->change.change;
    struct estimate reliability = unit->reliability == CHANGE_BY_ALPHA ? unit->alpha
                                  : unit->reliability == CHANGE_BY_RETEST
                                      ? change->regression[figure->node].correlation
                                      : (struct estimate){0};
    struct figure_line *line = add_told(figure, NAMED_SEM);
    line_set_estimate(line, unit->sem);
    line_add_estimate(figure, line, WORKING_SD, unit->sd);
    line_add_estimate(figure, line, WORKING_RELIABILITY, reliability);
    line = add_told(figure, NAMED_BOUND);
    line_set_estimate(line, unit->bound);
    line_add_estimate(figure, line, WORKING_SEM, unit->sem);
    line = add_told(figure, NAMED_FLAG);
    line_set_key(line, change_flag_key[unit->flag]);
    add_nano(figure, line, WORKING_CHANGE, unit->change);
    line_add_estimate(figure, line, WORKING_BOUND, unit->bound);
    line_add_count(figure, line, WORKING_LEAST_POINTS, change->relevant_of_unit);
    line = add_told(figure, NAMED_LACK);
    line_set_lack(line, change_unit_lack_key[unit->lack]);
    line = add_told(figure, NAMED_RELIABILITY);
    line_set_key(line, change_reliability_key[unit->reliability]);
    line_add_estimate(figure, line, WORKING_RELIABILITY, reliability);
    line = add_told(figure, NAMED_EXPECTED);
    line_set_estimate(line, unit->expected);
    line_add_estimate(figure, line, WORKING_RELIABILITY, reliability);
    add_nano(figure, line, WORKING_BEFORE, unit->score[0]);
    line_add_estimate(figure, line, WORKING_MEAN, unit->mean);
}

static void add_unit_lines(struct figure_account *figure)
{
    const struct change_of_unit *unit =
        &figure->report->change.change.unit[figure->node];
    add_nano_line(figure, NAMED_BEFORE, unit->score[0]);
    add_nano_line(figure, NAMED_NOW, unit->score[1]);
    struct figure_line *line = add_nano_line(figure, NAMED_CHANGE, unit->change);
    add_nano(figure, line, WORKING_BEFORE, unit->score[0]);
    add_nano(figure, line, WORKING_NOW, unit->score[1]);
    line = add_told(figure, NAMED_SD);
    line_set_estimate(line, unit->sd);
    line = add_told(figure, NAMED_ALPHA);
    line_set_estimate(line, unit->alpha);
    add_judged_lines(figure, unit);
}

bool figure_make_change(struct figure_account *figure, struct fault *fault)
{
    struct figure_report *report = figure->report;
    if (!change_compute(&report->change.change, &report->request, fault))
        return false;
    switch (report->part) {
    case PART_PUBLISHED:
    case PART_COMPARED:
        add_side_lines(figure);
        break;
    case PART_SPLIT:
        add_split_lines(figure);
        break;
    case PART_PAIRED:
    case PART_PAIRED_BY_OWNER:
        add_paired_lines(figure);
        break;
    case PART_LINK:
        add_link_line(figure);
        break;
    case PART_CHANGED_UNIT:
        add_unit_lines(figure);
        break;
    default:
        add_mean_lines(figure);
        add_worth_lines(figure);
        add_family_lines(figure);
        break;
    }
    figure_add_change_tables(figure);
    return true;
}
