#ifndef ESTIMATE_ESTIMATE_H
#define ESTIMATE_ESTIMATE_H

/* What can be said of a group from the units of it that answered: means, ratios and
   changes with standard errors and intervals (STATISTICS 2 and 3), quantiles,
   distributions, adjusted p values, and weights for those that did not answer. Pure
   arithmetic on arrays. What cannot be said is undefined, with the reason, and never
   NaN, infinite or 0 in its place. Units stand in canonical order, the byte order of
   their ids, so that sums do not depend on how the rows came. */

#include "base/exact.h"
#include "base/fault.h"

#include <math.h>

struct estimate {
    bool defined;
    double value; /* 0 unless defined */
};

static inline struct estimate estimate_of(double value)
{
    return isfinite(value) ? (struct estimate){true, value} : (struct estimate){0};
}

/* STATISTICS 2.1. Descriptive: the units of this year, uncertain only by those that did
   not answer. Process: what would be found again under the same practice; for
   differences and flags. */
enum estimate_target { ESTIMATE_DESCRIPTIVE, ESTIMATE_PROCESS };

/* Why there is no figure, no standard error or no interval. */
enum estimate_lack {
    ESTIMATE_LACKS_NOTHING,
    ESTIMATE_LACK_UNITS,    /* nobody has a value: no figure */
    ESTIMATE_LACK_WEIGHT,   /* the weights add up to 0: no figure */
    ESTIMATE_ONE_UNIT,      /* one unit of several: no standard error */
    ESTIMATE_ONE_CLUSTER,   /* one cluster of several: no standard error */
    ESTIMATE_ALIKE,         /* all alike: the standard error would be 0 by accident */
    ESTIMATE_EVERYBODY,     /* n = N: the standard error is 0, no interval */
    ESTIMATE_ONE_A_STRATUM, /* one unit or cluster a stratum: no interval */
    ESTIMATE_TWO_ONLY,      /* one degree of freedom: the interval says nothing */
    ESTIMATE_LACK_COUNT
};

/* What is said of it, in English: a key of the catalogue, for spoken(). "" where
   nothing is lacking. */
const char *estimate_lack_text(enum estimate_lack lack);

struct estimated {
    struct estimate value;
    struct estimate se;
    struct estimate low; /* of the interval of 95 %, not clipped to the scale */
    struct estimate high;
    double df;         /* 0 where there is no standard error */
    uint32_t n;        /* units behind the value */
    uint32_t clusters; /* among them; the units themselves where there are none */
    enum estimate_lack lack;
};

/* For display only: as near as it gets to what the scale can show. */
static inline struct estimate estimate_clipped(struct estimate estimate, double low,
                                               double high)
{
    if (estimate.defined)
        estimate.value = fmin(fmax(estimate.value, low), high);
    return estimate;
}

/* The two-sided p value of "the value is 0", by t with the degrees of freedom
   (STATISTICS 3.2); undefined without a standard error and where that is 0. */
struct estimate estimate_p(const struct estimated *estimated);

/* Scores are rounded to 1e-9 points, so that their differences may be off by as much: a
   standard error up to this, in points, is no spread but what was rounded. */
#define ESTIMATE_ROUNDED 2e-9

/* --- From whole-number moments: no arrays of units --- */

/* Of n scores, or differences of scores, in 1e-9 points. Zeroed = of nobody. */
struct estimate_moments {
    uint32_t n;
    wide sum;
    unsigned_wide squares;
};

static inline void estimate_moments_add(struct estimate_moments *moments, int64_t nano)
{
    moments->n++;
    moments->sum += nano;
    moments->squares += (unsigned_wide)((wide)nano * nano);
}

/* Units taken from `eligible` (STATISTICS 2.3, and 3.2 for paired changes); figures in
   points. More units than eligible is a fault of data; a process needs no `eligible`.
 */
bool estimate_simple(struct estimated *estimated,
                     const struct estimate_moments *moments, uint32_t eligible,
                     enum estimate_target target, struct fault *fault) MUST_CHECK;

/* Clusters taken from `clusters_in_all`, units within them from eligible[cluster]
   (STATISTICS 2.5). Clusters in which nobody has a value are not taken. A process needs
   neither number: `eligible` may be NULL. */
bool estimate_clustered(struct estimated *estimated,
                        const struct estimate_moments *cluster, uint32_t cluster_count,
                        const uint32_t *eligible, uint32_t clusters_in_all,
                        enum estimate_target target, struct fault *fault) MUST_CHECK;

/* What a variance is made of, for whoever asks where a standard error comes from:
   (first * factor * between + second * within) / base^2. */
struct estimate_variance {
    uint32_t taken;  /* clusters, or units where there are none … */
    uint32_t in_all; /* … of so many; 0 of a process, which is taken from no number */
    double first;    /* share of them that was not taken; 1 of a process */
    double second;   /* share that was; 0 of a process, and where there are no clusters
                      */
    double factor;   /* taken / (taken - 1) */
    double between;  /* sum of squares: of units, or of clusters' distances */
    double within;   /* what the clusters' own units add */
    double base;     /* n; 1 where weights are in the sums already */
    double variance; /* 0 of fewer than two units */
};

/* Of one cluster. */
struct estimate_cluster_part {
    double distance; /* of its sum from what that would be at the mean of all */
    double within;
};

/* As estimate_simple() and estimate_clustered() find it. `part`, by cluster; NULL = not
   wanted. */
bool estimate_simple_variance(struct estimate_variance *variance,
                              const struct estimate_moments *moments, uint32_t eligible,
                              enum estimate_target target,
                              struct fault *fault) MUST_CHECK;
bool estimate_clustered_variance(struct estimate_variance *variance,
                                 struct estimate_cluster_part *part,
                                 const struct estimate_moments *cluster,
                                 uint32_t cluster_count, const uint32_t *eligible,
                                 uint32_t clusters_in_all, enum estimate_target target,
                                 struct fault *fault) MUST_CHECK;

/* --- From arrays, under a design --- */

/* How the units that answered stand for those that should have. By unit, in canonical
   order; borrowed. Zeroed but for `count` = a simple one, of a process. */
struct design {
    uint32_t count;
    const double *weight;    /* >= 0; NULL = 1 each */
    const uint32_t *stratum; /* NULL = all in one */
    uint32_t stratum_count;  /* 0 = one */
    const uint32_t *cluster; /* numbered from 0 over the whole design; NULL = each
                                unit is its own */
    uint32_t cluster_count;
    const double
        *stratum_total;          /* by stratum: how many units or, where there are
                                    clusters, clusters it has in all; NULL = a process */
    const double *cluster_total; /* by cluster: how many units it has in all; NULL = one
                                    stage, as without stratum_total */
    const uint32_t *post;        /* post-stratum by unit, NULL = none */
    const double *post_total;    /* by post-stratum: units in all */
    uint32_t post_count;
    double rounded; /* a standard error up to this is no spread; ESTIMATE_ROUNDED of
                       differences of scores */
};

/* The sum of w y / the sum of w x over a domain. */
struct estimate_side {
    const double *y;
    const double *x;       /* NULL = 1 each: a mean */
    const uint8_t *domain; /* by unit: whether it counts; NULL = all */
    const double *weight;  /* of this side alone; NULL = the design's. Not together with
                              post-strata */
};

/* A ratio, mean or weighted mean (STATISTICS 2.4, 2.5; as R survey with lonely strata
   adjusted). The values of units outside the domain are not looked at; they keep u = 0
   in the sum. `u`, by unit, is what goes into the variance, before post-strata are seen
   to; NULL = not wanted. */
bool estimate_ratio(struct estimated *estimated, const struct design *design,
                    const struct estimate_side *side, double *u,
                    struct fault *fault) MUST_CHECK;

/* After less before, of two domains of one union of units (STATISTICS 3.2): rounds with
   units in common, or two groups. */
bool estimate_difference(struct estimated *estimated, const struct design *design,
                         const struct estimate_side *before,
                         const struct estimate_side *after, double *u,
                         struct fault *fault) MUST_CHECK;

/* Any other figure, from its linearised u by unit: sums of links, contrasts. The domain
   is what degrees of freedom are counted in; NULL = all. */
bool estimate_linear(struct estimated *estimated, const struct design *design,
                     double value, const double *u, const uint8_t *domain,
                     struct fault *fault) MUST_CHECK;

/* A share of n units, of `hits`, with Wilson's interval (1927; STATISTICS 2.7), in
   percent. A descriptive one takes n / (1 - n / N) for n. There is no standard error,
   which would make Wald's interval. */
bool estimate_share(struct estimated *estimated, uint32_t hits, uint32_t n,
                    uint32_t eligible, enum estimate_target target,
                    struct fault *fault) MUST_CHECK;

/* --- Quantiles (STATISTICS 2.8): of values in 1e-9 points in order, at part / parts
 * --- */

/* Hyndman and Fan (1996): 7 lies between two values in proportion, 2 is a value or the
   middle of two. False where there are no values or no weights. Weights are whole, so
   that it is known exactly whether half of the weight lies below. */
bool quantile_7(int64_t *nano, const int64_t *value, size_t n, uint32_t part,
                uint32_t parts) MUST_CHECK;
bool quantile_2(int64_t *nano, const int64_t *value, const uint64_t *weight, size_t n,
                uint32_t part, uint32_t parts) MUST_CHECK; /* weight NULL = 1 each */

/* Where type 7 lies: `past` / parts of the way from the value at `at` to the next one,
   which is not needed when that is 0. For values that do not stand in an array. */
struct quantile_place {
    size_t at;
    uint32_t past;
};

static inline struct quantile_place quantile_place(size_t n, uint32_t part,
                                                   uint32_t parts)
{
    /* (n - 1) part / parts, without a product that may not fit. */
    size_t times = (n - 1) / parts;
    uint64_t rest = (uint64_t)((n - 1) % parts) * part;
    return (struct quantile_place){times * part + (size_t)(rest / parts),
                                   (uint32_t)(rest % parts)};
}

/* Rounded once, half away from zero. */
static inline int64_t quantile_between(int64_t low, int64_t high, uint32_t past,
                                       uint32_t parts)
{
    return divide_rounded((wide)low * (parts - past) + (wide)high * past, parts);
}

/* --- Those that did not answer (STATISTICS 2.4) --- */

/* A weighting class. They stand in a fixed order, those of a region together. */
struct estimate_class {
    uint32_t region;
    uint32_t eligible; /* N */
    uint32_t answered; /* n */
};

#define ESTIMATE_SMALL_CLASS 5
#define ESTIMATE_UNEVEN      2

/* How uneven weights are: the largest by the smallest, and what they cost, 1 + cv^2
   (Kish 1965). Undefined where there are none above 0. */
struct estimate_evenness {
    struct estimate ratio;
    struct estimate design_effect;
    bool warns; /* the design effect is above ESTIMATE_UNEVEN */
};

/* weight[i] is of times[i] units; NULL = of one each. */
struct estimate_evenness estimate_evenness(const double *weight, const uint32_t *times,
                                           size_t count);

#define ESTIMATE_NO_CLASS UINT32_MAX

/* Classes that were too small merged with others. Zeroed = empty. */
struct estimate_weighting {
    struct estimate_class *merged; /* in order; the region of the first one merged */
    double *weight;                /* by merged class: N / n */
    uint32_t merged_count;
    uint32_t *of;          /* by class: the merged one; ESTIMATE_NO_CLASS of
                              one without units */
    uint32_t small_count;  /* merged ones that are small still: there was
                              nothing left in their region */
    uint32_t across_count; /* regions where nobody answered, merged with another
                              region */
    struct estimate_evenness evenness;
};

/* A class with fewer than ESTIMATE_SMALL_CLASS of its units answering, and not all,
   merges with the next of its region; the last one with the one before it, the region's
   rest. A region where nobody has answered merges with the next region that has
   answers, the last one with the one before. Where nobody has answered at all there is
   nothing to weigh: merged_count is 0. More answers than units is a fault of data. */
bool estimate_weigh(struct estimate_weighting *weighting,
                    const struct estimate_class *class, uint32_t class_count,
                    struct fault *fault) MUST_CHECK;
void estimate_weighting_release(struct estimate_weighting *weighting);

/* What a figure is linearised to, added up: by cluster, or of all units as one. */
struct estimate_sums {
    uint32_t n; /* units in the design; they need not count in the figure */
    double sum;
    double squares;
};

struct estimate_linear_sums {
    const struct estimate_sums *cluster;
    uint32_t cluster_count;   /* 1 where there are no clusters */
    const uint32_t *eligible; /* by cluster: units in all; NULL = there are none */
    uint32_t in_all;          /* clusters, or units where there are none */
    double size; /* of what the figure was added up from, to know rounding errors by */
};

/* The same without arrays of units. The figure's value, its n and its clusters (the
   units where there are none) stand in `estimated` already. */
bool estimate_from_sums(struct estimated *estimated,
                        const struct estimate_linear_sums *sums,
                        enum estimate_target target, struct fault *fault) MUST_CHECK;

/* As estimate_from_sums() finds it. */
bool estimate_sums_variance(struct estimate_variance *variance,
                            struct estimate_cluster_part *part,
                            const struct estimate_linear_sums *sums,
                            enum estimate_target target,
                            struct fault *fault) MUST_CHECK;

/* --- Distributions: undefined outside of where they are --- */

struct estimate quantile_of_normal(double p);
struct estimate quantile_of_t(double p, double df);
struct estimate quantile_of_f(double p, double above, double below);

/* Both tails together of t and of the normal, the upper one of F. */
struct estimate tails_of_normal(double z);
struct estimate tails_of_t(double t, double df);
struct estimate tail_of_f(double f, double above, double below);

/* --- Many comparisons (STATISTICS 3.5) --- */

/* How an adjusted p value came about: the one at `place` of `of`, from the smallest
   (1), times `factor`, and the running maximum or minimum of such products, 1 at most.
 */
struct estimate_step {
    uint32_t place; /* 0 = p is undefined */
    uint32_t of;
    double factor;
    double product;
};

/* By Holm (1979), and by Benjamini and Hochberg (1995). Undefined p values are left out
   and stay undefined. `adjusted` may be `p`. */
bool estimate_holm(struct estimate *adjusted, const struct estimate *p, size_t count,
                   struct fault *fault) MUST_CHECK;
bool estimate_benjamini_hochberg(struct estimate *adjusted, const struct estimate *p,
                                 size_t count, struct fault *fault) MUST_CHECK;

/* The same, with how each of them came about. */
bool estimate_holm_steps(struct estimate *adjusted, struct estimate_step *step,
                         const struct estimate *p, size_t count,
                         struct fault *fault) MUST_CHECK;
bool estimate_benjamini_hochberg_steps(struct estimate *adjusted,
                                       struct estimate_step *step,
                                       const struct estimate *p, size_t count,
                                       struct fault *fault) MUST_CHECK;

#endif
