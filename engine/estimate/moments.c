#include "estimate/design.h"

/* Standard errors from whole-number moments: nothing is rounded before the root is
   taken, except sums over clusters of what would not fit (STATISTICS 6.1). */

static const double point = 1e9; /* POINT */

static struct estimate mean_of(const struct estimate_moments *moments)
{
    if (moments->n == 0)
        return (struct estimate){0};
    return estimate_of((double)moments->sum / (moments->n * point));
}

/* The sum of squares about the mean, n times, in 1e-18 square points. */
static double spread_of(const struct estimate_moments *moments)
{
    unsigned_wide size =
        (unsigned_wide)(moments->sum < 0 ? -moments->sum : moments->sum);
    return (double)(moments->n * moments->squares - size * size);
}

bool estimate_simple(struct estimated *estimated,
                     const struct estimate_moments *moments, uint32_t eligible,
                     enum estimate_target target, struct fault *fault)
{
    *estimated = (struct estimated){0};
    uint32_t n = moments->n;
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    if (finite && n > eligible)
        return too_many_units(n, eligible, fault);
    estimated->n = n;
    estimated->clusters = n;
    estimated->value = mean_of(moments);
    struct spread spread = {
        .rounded = ESTIMATE_ROUNDED, .n = n, .clusters = n, .strata = n > 0};
    spread.everybody = finite && n == eligible;
    if (n > 1) {
        double left = finite ? (double)(eligible - n) / eligible : 1;
        /* STATISTICS 2.3: (1 - n / N) s^2 / n. */
        spread.variance =
            left * (spread_of(moments) / n / (n - 1.0) / n) / (point * point);
    }
    estimate_settle(estimated, &spread);
    return true;
}

/* What the second stage adds for one cluster, n^2 times (STATISTICS 2.5). A single unit
   of several is held against the mean of all. */
static double within(const struct estimate_moments *cluster, uint32_t eligible,
                     double distance)
{
    double left = (double)(eligible - cluster->n) / eligible;
    if (cluster->n == 1)
        return left * distance * distance;
    return left * (spread_of(cluster) / (cluster->n - 1.0)) / (point * point);
}

/* How far the sum of a cluster is from what it would be at the mean of all, in points:
   exact before it is rounded once. */
static double distance_of(const struct estimate_moments *cluster,
                          const struct estimate_moments *all)
{
    wide distance = all->n * cluster->sum - cluster->n * all->sum;
    return (double)distance / (all->n * point);
}

static bool add_up(struct estimate_moments *all, uint32_t *taken,
                   const struct estimate_moments *cluster, uint32_t cluster_count,
                   const uint32_t *eligible, struct fault *fault)
{
    *all = (struct estimate_moments){0};
    *taken = 0;
    for (uint32_t c = 0; c < cluster_count; c++) {
        if (eligible != NULL && cluster[c].n > eligible[c])
            return too_many_units(cluster[c].n, eligible[c], fault);
        all->n += cluster[c].n;
        all->sum += cluster[c].sum;
        all->squares += cluster[c].squares;
        *taken += cluster[c].n > 0;
    }
    return true;
}

bool estimate_clustered(struct estimated *estimated,
                        const struct estimate_moments *cluster, uint32_t cluster_count,
                        const uint32_t *eligible, uint32_t clusters_in_all,
                        enum estimate_target target, struct fault *fault)
{
    *estimated = (struct estimated){0};
    struct estimate_moments all;
    uint32_t taken;
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    if (!add_up(&all, &taken, cluster, cluster_count, finite ? eligible : NULL, fault))
        return false;
    if (finite && taken > clusters_in_all)
        return too_many_clusters(taken, clusters_in_all, fault);
    estimated->n = all.n;
    estimated->clusters = taken;
    estimated->value = mean_of(&all);
    double first = finite && taken > 0 ? 1 - (double)taken / clusters_in_all : 1;
    double second = finite && taken > 0 ? (double)taken / clusters_in_all : 0;
    struct block_sum between = {0};
    struct block_sum inside = {0};
    struct spread spread = {.rounded = ESTIMATE_ROUNDED,
                            .n = all.n,
                            .clusters = taken,
                            .strata = taken > 0};
    spread.clustered = true;
    spread.everybody = finite && taken == clusters_in_all;
    for (uint32_t c = 0; c < cluster_count; c++) {
        if (cluster[c].n == 0)
            continue;
        double distance = distance_of(&cluster[c], &all);
        block_sum_add(&between, distance * distance);
        if (!finite || eligible == NULL || cluster[c].n == eligible[c])
            continue;
        spread.everybody = false;
        block_sum_add(&inside, within(&cluster[c], eligible[c], distance));
    }
    if (taken > 0) {
        double share = taken > 1 ? taken / (taken - 1.0) : 1;
        spread.variance = (first * share * block_sum_value(&between)
                           + second * block_sum_value(&inside))
                          / all.n / all.n;
    }
    estimate_settle(estimated, &spread);
    return true;
}
