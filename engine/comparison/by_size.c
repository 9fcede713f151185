#include "base/memory.h"
#include "comparison/cells.h"

#include <string.h>

/* Means weighted by size (STATISTICS 2.2), with their uncertainty in ratio form (2.4,
   2.5). Sizes and points are whole numbers, so that the mean is exact before it is
   rounded. */

bool by_size_open(struct comparison *comparison, struct fault *fault)
{
    const struct background *background = comparison->material.background;
    const struct answers *answers = comparison->material.answers;
    if (background->size == background->number_count)
        return true;
    comparison->size = memory_allocate(answers->row_count, sizeof *comparison->size);
    comparison->size_positive =
        memory_allocate(cells_at_most(comparison), sizeof *comparison->size_positive);
    if (comparison->size == NULL || comparison->size_positive == NULL)
        return fault_memory(fault);
    for (uint32_t row = 0; row < answers->row_count; row++)
        comparison->size[row] = size_of(comparison, answers->unit[row]);
    return true;
}

void by_size_close(struct comparison *comparison)
{
    memory_release(comparison->size);
    memory_release(comparison->size_positive);
    comparison->size = NULL;
}

static bool counts(const struct comparison *comparison, uint32_t row)
{
    return comparison->points[row] >= 0 && comparison->size[row] >= 0;
}

/* What a group's rows weigh together. */
struct weight {
    wide size;
    wide points; /* size times points */
    uint32_t n;
};

static struct weight weigh(const struct comparison *comparison,
                           const struct comparison_cells *cells, uint32_t g)
{
    struct weight weight = {0};
    for (uint32_t i = cells->first_row[g]; i < cells->first_row[g + 1]; i++) {
        uint32_t row = cells->row[i];
        if (!counts(comparison, row))
            continue;
        weight.n++;
        weight.size += comparison->size[row];
        weight.points += (wide)comparison->size[row] * comparison->points[row];
    }
    return weight;
}

/* u = w (y - theta) / sum w by cell, or all of them as one. Points are taken beyond the
   mean as a whole number first, so that nothing cancels. */
static void add_up(const struct comparison *comparison,
                   const struct comparison_cells *cells, uint32_t g,
                   const struct weight *weight)
{
    int64_t middle = divide_rounded(weight->points, weight->size);
    /* What was rounded off the mean. */
    double rest =
        (double)(weight->points - middle * weight->size) / (double)weight->size;
    double scale = 1 / ((double)weight->size * (double)POINT);
    for (uint32_t i = cells->first_row[g]; i < cells->first_row[g + 1]; i++) {
        uint32_t row = cells->row[i];
        if (!counts(comparison, row))
            continue;
        uint32_t cell = cells->across ? cells->cell_of[row] - cells->first[g] : 0;
        struct estimate_sums *into = &comparison->sum[cell];
        double u = (double)comparison->size[row]
                   * ((double)(comparison->points[row] - middle) - rest) * scale;
        comparison->size_positive[cell] += comparison->size[row] > 0;
        into->n++;
        into->sum += u;
        into->squares += u * u;
    }
}

/* Clusters in which anybody weighs anything. */
static uint32_t count_positive(const uint32_t *positive, uint32_t cell_count)
{
    uint32_t count = 0;
    for (uint32_t c = 0; c < cell_count; c++)
        count += positive[c] > 0;
    return count;
}

/* What the mean is made of, and the sums of its variance, where anything weighs. */
static struct weight find_sums(const struct comparison *comparison,
                               const struct comparison_cells *cells, uint32_t g,
                               const struct compared *compared,
                               struct estimate_linear_sums *sums)
{
    const struct weight weight = weigh(comparison, cells, g);
    uint32_t cell_count = cells->across ? cells->first[g + 1] - cells->first[g] : 1;
    if (weight.size == 0)
        return weight;
    struct estimate_sums *sum = comparison->sum;
    uint32_t *positive = comparison->size_positive;
    memset(sum, 0, cell_count * sizeof *sum);
    memset(positive, 0, cell_count * sizeof *positive);
    add_up(comparison, cells, g, &weight);
    *sums = (struct estimate_linear_sums){
        .cluster = sum,
        .cluster_count = cell_count,
        .eligible = cells->across ? cells->relevant + cells->first[g] : NULL,
        .in_all = cells->across ? compared->owners : compared->eligible};
    return weight;
}

static bool weigh_group(const struct comparison *comparison,
                        const struct comparison_cells *cells, uint32_t g,
                        struct compared *compared, struct fault *fault)
{
    struct estimate_linear_sums sums;
    const struct weight weight = find_sums(comparison, cells, g, compared, &sums);
    struct estimated estimated = {.n = weight.n};
    if (weight.size == 0) {
        estimated.lack = weight.n == 0 ? ESTIMATE_LACK_UNITS : ESTIMATE_LACK_WEIGHT;
        for (int t = 0; t < COMPARISON_TARGETS; t++)
            compared->by_size[t] = estimated;
        return true;
    }
    estimated.value =
        estimate_of((double)weight.points / (double)weight.size / (double)POINT);
    estimated.clusters =
        cells->across ? count_positive(comparison->size_positive, sums.cluster_count)
                      : comparison->size_positive[0];
    sums.size = 2 * estimated.value.value;
    bool ok = true;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        compared->by_size[t] = estimated;
        ok = estimate_from_sums(&compared->by_size[t], &sums, (enum estimate_target)t,
                                fault);
    }
    return ok;
}

bool find_size_sums(const struct comparison *comparison, size_t level, uint32_t group,
                    const struct compared *compared, struct estimate_linear_sums *sums,
                    struct comparison_steps *steps)
{
    const struct weight weight =
        find_sums(comparison, &comparison->cells[level], group, compared, sums);
    steps->size = weight.size;
    steps->size_points = weight.points;
    return weight.size > 0;
}

bool compute_by_size(const struct comparison *comparison, size_t level,
                     struct compared *compared, struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    bool ok = true;
    for (uint32_t g = 0; ok && g < comparison->population.level[level].group_count; g++)
        ok = weigh_group(comparison, cells, g, &compared[g], fault);
    return ok;
}
