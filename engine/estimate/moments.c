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

bool estimate_simple_variance(struct estimate_variance *variance,
                              const struct estimate_moments *moments, uint32_t eligible,
                              enum estimate_target target, struct fault *fault)
{
    uint32_t n = moments->n;
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    *variance = (struct estimate_variance){
        .taken = n, .in_all = finite ? eligible : 0, .first = 1, .base = n};
    if (finite && n > eligible)
        return too_many_units(n, eligible, fault);
    if (n < 2)
        return true;
    variance->first = finite ? (double)(eligible - n) / eligible : 1;
    variance->factor = n / (n - 1.0);
    variance->between = spread_of(moments) / n / (point * point);
    /* STATISTICS 2.3: (1 - n / N) s^2 / n. */
    variance->variance =
        variance->first * (spread_of(moments) / n / (n - 1.0) / n) / (point * point);
    return true;
}

bool estimate_simple(struct estimated *estimated,
                     const struct estimate_moments *moments, uint32_t eligible,
                     enum estimate_target target, struct fault *fault)
{
    *estimated = (struct estimated){0};
    struct estimate_variance variance;
    uint32_t n = moments->n;
    if (!estimate_simple_variance(&variance, moments, eligible, target, fault))
        return false;
    estimated->n = n;
    estimated->clusters = n;
    estimated->value = mean_of(moments);
    struct spread spread = {.variance = variance.variance,
                            .rounded = ESTIMATE_ROUNDED,
                            .n = n,
                            .clusters = n,
                            .strata = n > 0};
    spread.everybody = target == ESTIMATE_DESCRIPTIVE && n == eligible;
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

/* Sums over the clusters that were taken; false where one of them is not all there. */
static bool add_distances(struct estimate_variance *variance,
                          struct estimate_cluster_part *part,
                          const struct estimate_moments *all,
                          const struct estimate_moments *cluster,
                          uint32_t cluster_count, const uint32_t *eligible)
{
    struct block_sum between = {0};
    struct block_sum inside = {0};
    bool everybody = true;
    for (uint32_t c = 0; c < cluster_count; c++) {
        if (part != NULL)
            part[c] = (struct estimate_cluster_part){0};
        if (cluster[c].n == 0)
            continue;
        double distance = distance_of(&cluster[c], all);
        double own = 0;
        block_sum_add(&between, distance * distance);
        if (eligible != NULL && cluster[c].n < eligible[c]) {
            everybody = false;
            own = within(&cluster[c], eligible[c], distance);
            block_sum_add(&inside, own);
        }
        if (part != NULL)
            part[c] = (struct estimate_cluster_part){distance, own};
    }
    variance->between = block_sum_value(&between);
    variance->within = block_sum_value(&inside);
    return everybody;
}

static bool find_variance(struct estimate_variance *variance,
                          struct estimate_cluster_part *part,
                          struct estimate_moments *all, bool *everybody,
                          const struct estimate_moments *cluster,
                          uint32_t cluster_count, const uint32_t *eligible,
                          uint32_t clusters_in_all, enum estimate_target target,
                          struct fault *fault)
{
    uint32_t taken;
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    if (!finite)
        eligible = NULL;
    if (!add_up(all, &taken, cluster, cluster_count, eligible, fault))
        return false;
    if (finite && taken > clusters_in_all)
        return too_many_clusters(taken, clusters_in_all, fault);
    *variance =
        (struct estimate_variance){.taken = taken,
                                   .in_all = finite ? clusters_in_all : 0,
                                   .factor = taken > 1 ? taken / (taken - 1.0) : 1,
                                   .base = all->n};
    variance->first = finite && taken > 0 ? 1 - (double)taken / clusters_in_all : 1;
    variance->second = finite && taken > 0 ? (double)taken / clusters_in_all : 0;
    *everybody = add_distances(variance, part, all, cluster, cluster_count, eligible)
                 && finite && taken == clusters_in_all;
    if (taken > 0)
        variance->variance = (variance->first * variance->factor * variance->between
                              + variance->second * variance->within)
                             / all->n / all->n;
    return true;
}

bool estimate_clustered_variance(struct estimate_variance *variance,
                                 struct estimate_cluster_part *part,
                                 const struct estimate_moments *cluster,
                                 uint32_t cluster_count, const uint32_t *eligible,
                                 uint32_t clusters_in_all, enum estimate_target target,
                                 struct fault *fault)
{
    struct estimate_moments all;
    bool everybody;
    return find_variance(variance, part, &all, &everybody, cluster, cluster_count,
                         eligible, clusters_in_all, target, fault);
}

bool estimate_clustered(struct estimated *estimated,
                        const struct estimate_moments *cluster, uint32_t cluster_count,
                        const uint32_t *eligible, uint32_t clusters_in_all,
                        enum estimate_target target, struct fault *fault)
{
    *estimated = (struct estimated){0};
    struct estimate_moments all;
    struct estimate_variance variance;
    bool everybody;
    if (!find_variance(&variance, NULL, &all, &everybody, cluster, cluster_count,
                       eligible, clusters_in_all, target, fault))
        return false;
    estimated->n = all.n;
    estimated->clusters = variance.taken;
    estimated->value = mean_of(&all);
    const struct spread spread = {.variance = variance.variance,
                                  .rounded = ESTIMATE_ROUNDED,
                                  .n = all.n,
                                  .clusters = variance.taken,
                                  .strata = variance.taken > 0,
                                  .clustered = true,
                                  .everybody = everybody};
    estimate_settle(estimated, &spread);
    return true;
}
