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
static void of_clusters(struct estimate_variance *variance,
                        struct estimate_cluster_part *part,
                        const struct estimate_sums *cluster, uint32_t count,
                        const uint32_t *eligible, bool finite)
{
    struct block_sum total = {0};
    struct block_sum between = {0};
    struct block_sum within = {0};
    uint32_t taken = variance->taken;
    for (uint32_t c = 0; c < count; c++)
        if (cluster[c].n > 0)
            block_sum_add(&total, cluster[c].sum);
    double mean = taken > 1 ? block_sum_value(&total) / taken : 0;
    for (uint32_t c = 0; c < count; c++) {
        struct estimate_cluster_part own = {.distance = cluster[c].sum - mean};
        if (part != NULL)
            part[c] = (struct estimate_cluster_part){0};
        if (cluster[c].n == 0)
            continue;
        block_sum_add(&between, own.distance * own.distance);
        if (finite)
            own.within =
                of_units(&cluster[c], share_missing(cluster[c].n, eligible[c]));
        block_sum_add(&within, own.within);
        if (part != NULL)
            part[c] = own;
    }
    variance->factor = taken > 1 ? taken / (taken - 1.0) : 1;
    variance->between = block_sum_value(&between);
    variance->within = block_sum_value(&within);
}

static bool find_variance(struct estimate_variance *variance,
                          struct estimate_cluster_part *part,
                          const struct estimate_linear_sums *sums, bool finite,
                          struct fault *fault)
{
    bool clustered = sums->eligible != NULL;
    uint32_t taken = 0;
    for (uint32_t c = 0; c < sums->cluster_count; c++) {
        uint32_t whole = clustered ? sums->eligible[c] : sums->in_all;
        taken += sums->cluster[c].n > 0;
        if (finite && sums->cluster[c].n > whole)
            return too_many_units(sums->cluster[c].n, whole, fault);
    }
    if (finite && clustered && taken > sums->in_all)
        return too_many_clusters(taken, sums->in_all, fault);
    *variance =
        (struct estimate_variance){.taken = clustered ? taken : sums->cluster->n,
                                   .in_all = finite ? sums->in_all : 0,
                                   .first = 1,
                                   .factor = 1,
                                   .base = 1};
    if (taken == 0)
        return true;
    if (finite)
        variance->first = share_missing(variance->taken, sums->in_all);
    if (!clustered) {
        double n = sums->cluster->n;
        double squares =
            sums->cluster->squares - sums->cluster->sum * sums->cluster->sum / n;
        variance->factor = n < 2 ? 1 : n / (n - 1);
        variance->between = n < 2 ? sums->cluster->squares : fmax(squares, 0);
        variance->variance = of_units(sums->cluster, variance->first);
        return true;
    }
    of_clusters(variance, part, sums->cluster, sums->cluster_count, sums->eligible,
                finite);
    variance->second = finite ? taken / (double)sums->in_all : 0;
    variance->variance = variance->first * variance->factor * variance->between
                         + variance->second * variance->within;
    return true;
}

bool estimate_sums_variance(struct estimate_variance *variance,
                            struct estimate_cluster_part *part,
                            const struct estimate_linear_sums *sums,
                            enum estimate_target target, struct fault *fault)
{
    return find_variance(variance, part, sums, target == ESTIMATE_DESCRIPTIVE, fault);
}

bool estimate_from_sums(struct estimated *estimated,
                        const struct estimate_linear_sums *sums,
                        enum estimate_target target, struct fault *fault)
{
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    struct estimate_variance variance;
    if (!find_variance(&variance, NULL, sums, finite, fault))
        return false;
    struct spread spread = {.variance = variance.variance,
                            .size = sums->size,
                            .n = estimated->n,
                            .clusters = estimated->clusters,
                            .strata = 1,
                            .clustered = sums->eligible != NULL,
                            .everybody = finite};
    for (uint32_t c = 0; c < sums->cluster_count; c++) {
        uint32_t whole = spread.clustered ? sums->eligible[c] : sums->in_all;
        if (sums->cluster[c].n > 0 && sums->cluster[c].n < whole)
            spread.everybody = false;
    }
    if (spread.clustered && variance.taken < sums->in_all)
        spread.everybody = false;
    estimate_settle(estimated, &spread);
    return true;
}
