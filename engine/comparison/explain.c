#include "base/memory.h"
#include "comparison/cells.h"

/* How one group's figures came about: the units and what each weighs, the owners, the
   classes, and what the variance is made of, taken from where they were computed. */

static const struct comparison_adjusting *
adjusting_of(const struct comparison *comparison, size_t level, uint32_t group)
{
    size_t number = comparison->benchmark.group_offset[level] + group;
    return comparison->weighting[number].any ? &comparison->adjusting[number] : NULL;
}

static void weigh_member(const struct comparison *comparison,
                         const struct comparison_adjusting *adjusting,
                         const struct comparison_cells *cells, uint32_t group,
                         const struct member *member, struct comparison_part *part)
{
    *part = (struct comparison_part){.size = size_of(comparison, member->unit),
                                     .cluster = NAMES_NONE,
                                     .class = NAMES_NONE};
    if (member->row == NAMES_NONE || is_left_out(comparison, member->unit))
        return;
    if (cells->across)
        part->cluster = cells->cell_of[member->row] - cells->first[group];
    for (uint32_t i = 0; adjusting != NULL && i < adjusting->count; i++)
        if (adjusting->cell[i] == comparison->class_cell_of[member->row]) {
            part->class = adjusting->post[i];
            part->weight =
                adjusting->post_total[part->class] / adjusting->answered[part->class];
        }
}

static bool list_members(struct comparison_steps *steps,
                         const struct comparison *comparison, uint32_t measure,
                         size_t level, uint32_t group, bool by_size,
                         struct fault *fault)
{
    const struct comparison_material *material = &comparison->material;
    if (!benchmark_explain(&steps->members, &comparison->benchmark,
                           material->questionnaire, &comparison->population,
                           material->answers, material->scores, measure, level, group,
                           comparison->without_own ? comparison->unit : NAMES_NONE,
                           fault))
        return false;
    steps->part = memory_allocate(steps->members.member_count, sizeof *steps->part);
    if (steps->part == NULL)
        return fault_memory(fault);
    for (uint32_t m = 0; m < steps->members.member_count; m++) {
        const struct member *member = &steps->members.member[m];
        struct comparison_part *part = &steps->part[m];
        weigh_member(comparison, adjusting_of(comparison, level, group),
                     &comparison->cells[level], group, member, part);
        if (member->row != NAMES_NONE && member->points >= 0)
            part->weighed = (by_size ? (double)part->size : part->weight)
                            * ((double)member->points / (double)POINT);
    }
    return true;
}

static int64_t mean_of(const struct estimate_moments *moments)
{
    return moments->n == 0 ? UNDEFINED_FIGURE
                           : divide_rounded(moments->sum, moments->n);
}

static bool list_owners(struct comparison_steps *steps,
                        const struct comparison *comparison, size_t level,
                        uint32_t group, const struct estimate_cluster_part *part,
                        struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    uint32_t first = cells->first[group];
    uint32_t count = cells->first[group + 1] - first;
    steps->owner = memory_allocate(count, sizeof *steps->owner);
    if (steps->owner == NULL)
        return fault_memory(fault);
    steps->means = owner_means(cells->moments + first, count);
    for (uint32_t c = 0; c < count; c++)
        steps->owner[steps->owner_count++] =
            (struct comparison_owner){.group = cells->cluster[first + c],
                                      .eligible = cells->eligible[first + c],
                                      .relevant = cells->relevant[first + c],
                                      .moments = cells->moments[first + c],
                                      .mean = mean_of(&cells->moments[first + c]),
                                      .part = part[c]};
    return true;
}

static bool find_variance(struct comparison_steps *steps,
                          struct estimate_cluster_part *part,
                          const struct comparison *comparison,
                          const struct compared *compared, size_t level, uint32_t group,
                          enum comparison_kind kind, enum estimate_target target,
                          struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    uint32_t first = cells->first[group];
    uint32_t count = cells->first[group + 1] - first;
    const struct estimate_moments *moments = cells->moments + first;
    struct estimate_linear_sums sums;
    struct estimate_moments all = {0};
    switch (kind) {
    case COMPARISON_SIMPLE:
        for (uint32_t c = 0; c < count; c++) {
            all.n += moments[c].n;
            all.sum += moments[c].sum;
            all.squares += moments[c].squares;
        }
        return estimate_simple_variance(&steps->variance, &all, compared->eligible,
                                        target, fault);
    case COMPARISON_CLUSTERED:
        return estimate_clustered_variance(&steps->variance, part, moments, count,
                                           cells->relevant + first, compared->owners,
                                           target, fault);
    case COMPARISON_OF_OWNERS:
        return !find_owner_sums(comparison, level, group, compared, &sums)
               || estimate_sums_variance(&steps->variance, part, &sums, target, fault);
    case COMPARISON_BY_SIZE:
        return !find_size_sums(comparison, level, group, compared, &sums, steps)
               || estimate_sums_variance(&steps->variance, part, &sums, target, fault);
    default:
        find_adjusted_sums(comparison, level, group, &sums, steps);
        return estimate_sums_variance(&steps->variance, part, &sums, target, fault);
    }
}

bool comparison_explain(struct comparison_steps *steps,
                        const struct comparison *comparison,
                        const struct compared *compared, uint32_t measure, size_t level,
                        uint32_t group, enum comparison_kind kind,
                        enum estimate_target target, struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    *steps = (struct comparison_steps){0};
    struct estimate_cluster_part *part = memory_allocate(
        (size_t)cells->first[group + 1] - cells->first[group] + 1, sizeof *part);
    bool ok =
        (part != NULL || fault_memory(fault))
        && find_variance(steps, part, comparison, compared, level, group, kind, target,
                         fault)
        && list_members(steps, comparison, measure, level, group,
                        kind == COMPARISON_BY_SIZE, fault)
        && (!cells->across || list_owners(steps, comparison, level, group, part, fault))
        && (adjusting_of(comparison, level, group) == NULL
            || list_classes(steps, comparison, level, group, fault));
    memory_release(part);
    if (!ok)
        comparison_steps_release(steps);
    return ok;
}

void comparison_steps_release(struct comparison_steps *steps)
{
    figure_steps_release(&steps->members);
    memory_release(steps->part);
    memory_release(steps->owner);
    memory_release(steps->class);
    memory_release(steps->merged);
    *steps = (struct comparison_steps){0};
}
