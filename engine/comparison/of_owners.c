#include "comparison/cells.h"

/* The mean of the owners' means, each owner counting 1 (STATISTICS 2.2), in ratio form
   (2.5): an owner's units weigh 1 / n_c each. An owner's own mean is uncertain where
   not all of its units are in it, so that owners all taking part are not all that is
   needed for certainty. */

/* u = (y - theta) / (n_c d) by owner. */
static void add_up(struct estimate_sums *sum, const struct group_cells *cells,
                   double theta, uint32_t owners)
{
    for (uint32_t c = 0; c < cells->count; c++) {
        const struct estimate_moments *moments = &cells->moments[c];
        sum[c] = (struct estimate_sums){0};
        if (moments->n == 0)
            continue;
        double base = (double)moments->n * owners * (double)POINT;
        struct beyond beyond = find_beyond(moments, theta, base);
        sum[c] = (struct estimate_sums){moments->n, beyond.sum, beyond.squares};
    }
}

bool compute_of_owners(const struct comparison *comparison, struct compared *compared,
                       const struct group_cells *cells, struct fault *fault)
{
    wide means = 0;
    struct estimated estimated = {.n = cells->all.n, .lack = ESTIMATE_LACK_UNITS};
    for (uint32_t c = 0; c < cells->count; c++)
        if (cells->moments[c].n > 0) {
            means += divide_rounded(cells->moments[c].sum, cells->moments[c].n);
            estimated.clusters++;
        }
    compared->of_owners[0] = compared->of_owners[1] = estimated;
    if (estimated.n == 0)
        return true;
    double theta = (double)means / estimated.clusters;
    add_up(comparison->sum, cells, theta, estimated.clusters);
    estimated.value = estimate_of(theta / (double)POINT);
    const struct estimate_linear_sums sums = {.cluster = comparison->sum,
                                              .cluster_count = cells->count,
                                              .eligible = cells->relevant,
                                              .in_all = cells->owners,
                                              .size = 2 * estimated.value.value};
    bool ok = true;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        compared->of_owners[t] = estimated;
        ok = estimate_from_sums(&compared->of_owners[t], &sums, (enum estimate_target)t,
                                fault);
        compared->of_owners[t].n = estimated.clusters;
    }
    return ok;
}
