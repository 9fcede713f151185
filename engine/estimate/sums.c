#include "estimate/design.h"

/* Standard errors from sums of a linearised figure by cluster, for whoever has many
   figures of the same units: what find_spread() gives of arrays of them. */

static double share_missing(double taken, double whole)
{
    return whole > taken ? share_left(taken, whole) : 0;
}

/* STATISTICS 2.4: (1 - f) n / (n - 1) sum (u - mean)^2. */
static double of_units(const struct estimate_sums *all, double left)
{
    double n = all->n;
    double squares = all->squares - all->sum * all->sum / n;
    return all->n < 2 ? left * all->squares : left * n / (n - 1) * fmax(squares, 0);
}

/* STATISTICS 2.5; a single cluster, or a single unit of several, is held against the
   mean of all, which is 0. */
static double of_clusters(const struct estimate_sums *cluster, uint32_t count,
                          const uint32_t *eligible, uint32_t taken, double in_all,
                          bool finite)
{
    struct block_sum total = {0};
    struct block_sum between = {0};
    struct block_sum within = {0};
    double left = finite ? share_missing(taken, in_all) : 1;
    for (uint32_t c = 0; c < count; c++)
        if (cluster[c].n > 0)
            block_sum_add(&total, cluster[c].sum);
    double mean = taken > 1 ? block_sum_value(&total) / taken : 0;
    for (uint32_t c = 0; c < count; c++) {
        double beyond = cluster[c].sum - mean;
        if (cluster[c].n == 0)
            continue;
        block_sum_add(&between, beyond * beyond);
        if (finite)
            block_sum_add(&within, of_units(&cluster[c],
                                            share_missing(cluster[c].n, eligible[c])));
    }
    double factor = taken > 1 ? taken / (taken - 1.0) : 1;
    return left * factor * block_sum_value(&between)
           + (finite ? taken / in_all * block_sum_value(&within) : 0);
}

bool estimate_from_sums(struct estimated *estimated,
                        const struct estimate_linear_sums *sums,
                        enum estimate_target target, struct fault *fault)
{
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    struct spread spread = {.size = sums->size,
                            .n = estimated->n,
                            .clusters = estimated->clusters,
                            .strata = 1,
                            .clustered = sums->eligible != NULL};
    uint32_t taken = 0;
    spread.everybody = finite;
    for (uint32_t c = 0; c < sums->cluster_count; c++) {
        uint32_t whole = spread.clustered ? sums->eligible[c] : sums->in_all;
        taken += sums->cluster[c].n > 0;
        if (finite && sums->cluster[c].n > whole)
            return too_many_units(sums->cluster[c].n, whole, fault);
        if (sums->cluster[c].n > 0 && sums->cluster[c].n < whole)
            spread.everybody = false;
    }
    if (finite && spread.clustered && taken > sums->in_all)
        return too_many_clusters(taken, sums->in_all, fault);
    if (spread.clustered && taken < sums->in_all)
        spread.everybody = false;
    if (taken > 0)
        spread.variance =
            spread.clustered
                ? of_clusters(sums->cluster, sums->cluster_count, sums->eligible, taken,
                              sums->in_all, finite)
                : of_units(sums->cluster,
                           finite ? share_missing(sums->cluster->n, sums->in_all) : 1);
    estimate_settle(estimated, &spread);
    return true;
}
