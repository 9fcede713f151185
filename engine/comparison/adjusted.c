#include "comparison/cells.h"

#include <math.h>
#include <string.h>

/* Means weighted for those that did not answer (STATISTICS 2.4): a post-stratified
   design. Units of one class and owner weigh alike, so that all of it is made of
   whole-number moments of such cells. */

/* A weight: how many each unit of a merged class that answered stands for. */
static double weight_of(const struct comparison_adjusting *adjusting, uint32_t post)
{
    return adjusting->post_total[post] / adjusting->answered[post];
}

/* theta = sum w y / sum w, in 1e-9 points. */
static double find_mean(const struct comparison *comparison,
                        const struct comparison_adjusting *adjusting, double *base,
                        uint32_t *n)
{
    double above = 0;
    *base = 0;
    *n = 0;
    for (uint32_t i = 0; i < adjusting->count; i++) {
        const struct estimate_moments *moments =
            &comparison->class_cell[adjusting->cell[i]].moments;
        double weight = weight_of(adjusting, adjusting->post[i]);
        above += weight * (double)moments->sum;
        *base += weight * moments->n;
        *n += moments->n;
    }
    return *base > 0 ? above / *base : 0;
}

/* Beyond the mean as a whole number first, so that nothing cancels. Units without a
   score have e = 0. */
struct beyond find_beyond(const struct estimate_moments *moments, double theta,
                          double base)
{
    int64_t middle = (int64_t)round(theta);
    double rest = theta - (double)middle;
    double n = moments->n;
    wide sum = moments->sum - (wide)moments->n * middle;
    wide squares = (wide)moments->squares - 2 * (wide)middle * moments->sum
                   + (wide)moments->n * middle * middle;
    struct beyond beyond = {
        .sum = ((double)sum - n * rest) / base,
        .squares =
            ((double)squares - 2 * rest * (double)sum + n * rest * rest) / base / base};
    return beyond;
}

/* Less the mean of its post-stratum, and weighed: u = w (e - mean e). */
static void add_up(const struct comparison *comparison,
                   const struct comparison_adjusting *adjusting, double theta,
                   double base)
{
    memset(adjusting->mean, 0, adjusting->post_count * sizeof *adjusting->mean);
    memset(adjusting->sum, 0, adjusting->clusters * sizeof *adjusting->sum);
    for (uint32_t i = 0; i < adjusting->count; i++) {
        uint32_t post = adjusting->post[i];
        adjusting->mean[post] +=
            find_beyond(&comparison->class_cell[adjusting->cell[i]].moments, theta,
                        base)
                .sum
            / adjusting->answered[post];
    }
    for (uint32_t i = 0; i < adjusting->count; i++) {
        const struct class_cell *cell = &comparison->class_cell[adjusting->cell[i]];
        struct beyond beyond = find_beyond(&cell->moments, theta, base);
        struct estimate_sums *sum = &adjusting->sum[adjusting->cluster[i]];
        double weight = weight_of(adjusting, adjusting->post[i]) / (double)POINT;
        double mean = adjusting->mean[adjusting->post[i]];
        double n = cell->answered;
        sum->n += cell->answered;
        sum->sum += weight * (beyond.sum - n * mean);
        sum->squares += weight * weight
                        * (beyond.squares - 2 * mean * beyond.sum + n * mean * mean);
    }
}

/* Owners with a score; the units where they stand alone. */
static uint32_t count_clusters(const struct comparison_cells *cells, uint32_t g)
{
    uint32_t count = 0;
    for (uint32_t c = cells->first[g]; c < cells->first[g + 1]; c++)
        count += cells->across ? cells->moments[c].n > 0 : cells->moments[c].n;
    return count;
}

/* After add_up() of the group. */
static struct estimate_linear_sums sums_of(const struct comparison *comparison,
                                           size_t l, uint32_t g)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    size_t number = comparison->benchmark.group_offset[l] + g;
    const struct comparison_adjusting *adjusting = &comparison->adjusting[number];
    return (struct estimate_linear_sums){
        .cluster = adjusting->sum,
        .cluster_count = adjusting->clusters,
        .eligible = cells->across ? cells->eligible + cells->first[g] : NULL,
        .in_all =
            cells->across ? adjusting->clusters : comparison->group[number].eligible};
}

void find_adjusted_sums(const struct comparison *comparison, size_t level,
                        uint32_t group, struct estimate_linear_sums *sums,
                        struct comparison_steps *steps)
{
    const struct comparison_adjusting *adjusting =
        &comparison->adjusting[comparison->benchmark.group_offset[level] + group];
    uint32_t n;
    double theta = find_mean(comparison, adjusting, &steps->weights, &n);
    steps->weighted = theta / (double)POINT * steps->weights;
    if (n > 0)
        add_up(comparison, adjusting, theta, steps->weights);
    *sums = sums_of(comparison, level, group);
}

static bool adjust_group(const struct comparison *comparison, size_t l, uint32_t g,
                         struct compared *compared, struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    const struct comparison_adjusting *adjusting =
        &comparison->adjusting[comparison->benchmark.group_offset[l] + g];
    struct estimated estimated = {.lack = ESTIMATE_LACK_UNITS};
    double base;
    double theta = find_mean(comparison, adjusting, &base, &estimated.n);
    compared->adjusted[0] = compared->adjusted[1] = estimated;
    if (estimated.n == 0)
        return true;
    add_up(comparison, adjusting, theta, base);
    estimated.value = estimate_of(theta / (double)POINT);
    estimated.clusters = count_clusters(cells, g);
    struct estimate_linear_sums sums = sums_of(comparison, l, g);
    sums.size = 2 * estimated.value.value;
    bool ok = true;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        compared->adjusted[t] = estimated;
        ok = estimate_from_sums(&compared->adjusted[t], &sums, (enum estimate_target)t,
                                fault);
    }
    return ok;
}

static void add_rows(const struct comparison *comparison)
{
    for (uint32_t c = 0; c < comparison->class_cell_count; c++)
        comparison->class_cell[c].moments = (struct estimate_moments){0};
    for (uint32_t row = 0; row < comparison->benchmark.row_count; row++)
        if (comparison->points[row] >= 0)
            estimate_moments_add(
                &comparison->class_cell[comparison->class_cell_of[row]].moments,
                comparison->points[row]);
}

bool compute_adjusted(const struct comparison *comparison, struct compared *compared,
                      struct fault *fault)
{
    bool ok = true;
    if (!comparison->weighting[0].any)
        return true;
    add_rows(comparison);
    for (size_t l = 0; ok && l < comparison->population.level_count; l++) {
        uint32_t first = comparison->benchmark.group_offset[l];
        for (uint32_t g = 0; ok && g < comparison->population.level[l].group_count; g++)
            if (comparison->weighting[first + g].any)
                ok = adjust_group(comparison, l, g, &compared[first + g], fault);
    }
    return ok;
}
