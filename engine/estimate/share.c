#include "estimate/design.h"

#include <assert.h>

/* STATISTICS 2.7. */

#define LEVEL 0.975 /* of an interval of 95 % */

static void set_wilson(struct estimated *estimated, double share, double n)
{
    double z = quantile_of_normal(LEVEL).value;
    double square = z * z;
    double middle = (share + square / (2 * n)) / (1 + square / n);
    double half =
        z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n));
    /* Of none and of all, what is left at that end is what was rounded off. */
    estimated->low = estimate_of(share == 0 ? 0 : 100 * (middle - half));
    estimated->high = estimate_of(share == 1 ? 100 : 100 * (middle + half));
}

bool estimate_share(struct estimated *estimated, uint32_t hits, uint32_t n,
                    uint32_t eligible, enum estimate_target target, struct fault *fault)
{
    assert(hits <= n);
    *estimated = (struct estimated){.n = n, .clusters = n};
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    if (finite && n > eligible)
        return too_many_units(n, eligible, fault);
    if (n == 0) {
        estimated->lack = ESTIMATE_LACK_UNITS;
        return true;
    }
    double share = (double)hits / n;
    estimated->value = estimate_of(100 * share);
    if (finite && n == eligible) {
        estimated->se = estimate_of(0);
        estimated->lack = ESTIMATE_EVERYBODY;
        return true;
    }
    if (n == 1) {
        estimated->lack = ESTIMATE_ONE_UNIT;
        return true;
    }
    double left = finite ? (double)(eligible - n) / eligible : 1;
    set_wilson(estimated, share, n / left);
    return true;
}
