#include "comparison/cells.h"

/* The mean of the owners' means, each owner counting 1 (STATISTICS 2.2), in ratio form
   (2.5): an owner's units weigh 1 / n_c each. An owner's own mean is uncertain where
   not all of its units are in it, so that owners all taking part are not all that is
   needed for certainty. */

struct estimate_moments owner_means(const struct estimate_moments *moments,
                                    uint32_t count)
{
    struct estimate_moments means = {0};
    for (uint32_t c = 0; c < count; c++)
        if (moments[c].n > 0)
            estimate_moments_add(&means, divide_rounded(moments[c].sum, moments[c].n));
    return means;
}

/* u = (y - theta) / (n_c d) by owner. */
bool find_owner_sums(const struct comparison *comparison, size_t level, uint32_t group,
                     const struct compared *compared, struct estimate_linear_sums *sums)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    uint32_t first = cells->first[group];
    uint32_t count = cells->first[group + 1] - first;
    const struct estimate_moments means = owner_means(cells->moments + first, count);
    for (uint32_t c = 0; means.n > 0 && c < count; c++) {
        const struct estimate_moments *moments = &cells->moments[first + c];
        comparison->sum[c] = (struct estimate_sums){0};
        if (moments->n == 0)
            continue;
        double base = (double)moments->n * means.n * (double)POINT;
        struct beyond beyond = find_beyond(moments, (double)means.sum / means.n, base);
        comparison->sum[c] =
            (struct estimate_sums){moments->n, beyond.sum, beyond.squares};
    }
    *sums = (struct estimate_linear_sums){.cluster = comparison->sum,
                                          .cluster_count = count,
                                          .eligible = cells->relevant + first,
                                          .in_all = compared->owners};
    return means.n > 0;
}

bool compute_of_owners(const struct comparison *comparison, size_t level,
                       uint32_t group, struct compared *compared, struct fault *fault)
{
    struct estimate_linear_sums sums;
    struct estimated estimated = {.lack = ESTIMATE_LACK_UNITS};
    compared->of_owners[0] = compared->of_owners[1] = estimated;
    if (!find_owner_sums(comparison, level, group, compared, &sums))
        return true;
    const struct comparison_cells *cells = &comparison->cells[level];
    const struct estimate_moments means =
        owner_means(cells->moments + cells->first[group], sums.cluster_count);
    estimated.clusters = means.n;
    estimated.value = estimate_of((double)means.sum / means.n / (double)POINT);
    for (uint32_t c = 0; c < sums.cluster_count; c++)
        estimated.n += sums.cluster[c].n;
    sums.size = 2 * estimated.value.value;
    bool ok = true;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        compared->of_owners[t] = estimated;
        ok = estimate_from_sums(&compared->of_owners[t], &sums, (enum estimate_target)t,
                                fault);
        compared->of_owners[t].n = estimated.clusters;
    }
    return ok;
}
