#ifndef ESTIMATE_DESIGN_H
#define ESTIMATE_DESIGN_H

/* What the ways of estimating share: from a variance to what is printed. */

#include "base/sum.h"
#include "estimate/estimate.h"

/* What a standard error rests on. */
struct spread {
    double variance;
    double size;    /* what a standard error as good as 0 is measured by; 0 = exact */
    double rounded; /* one up to this is what values were rounded by */
    uint32_t n;
    uint32_t clusters; /* with units that count; the units where there are none … */
    uint32_t strata;   /* … and the strata that these are of */
    bool clustered;
    bool everybody; /* nobody is missing */
};

/* Fills in standard error, interval, degrees of freedom and what is lacking; n and
   value stand already. */
void estimate_settle(struct estimated *estimated, const struct spread *spread);

/* A design looked through once. Primary units are its clusters or, where there are
   none, the units themselves. */
struct ground {
    const struct design *design;
    uint32_t primary_count;
    uint32_t stratum_count;
    uint32_t *size;    /* by cluster: units; NULL where there are none */
    uint32_t *stratum; /* by cluster: its stratum; NULL where there are none */
    uint32_t *taken;   /* by stratum: primary units */
    double *weight;    /* after post-stratification, by unit; NULL without */
};

bool ground_open(struct ground *ground, const struct design *design,
                 struct fault *fault) MUST_CHECK;
void ground_release(struct ground *ground);

static inline double first_weight(const struct ground *ground, uint32_t unit)
{
    const double *weight = ground->design->weight;
    return weight == NULL ? 1 : weight[unit];
}

static inline double last_weight(const struct ground *ground, uint32_t unit)
{
    return ground->weight == NULL ? first_weight(ground, unit) : ground->weight[unit];
}

static inline uint32_t primary_of(const struct ground *ground, uint32_t unit)
{
    const uint32_t *cluster = ground->design->cluster;
    return cluster == NULL ? unit : cluster[unit];
}

static inline uint32_t stratum_of(const struct ground *ground, uint32_t unit)
{
    const uint32_t *stratum = ground->design->stratum;
    return stratum == NULL ? 0 : stratum[unit];
}

static inline uint32_t stratum_of_primary(const struct ground *ground, uint32_t primary)
{
    return ground->stratum == NULL ? stratum_of(ground, primary)
                                   : ground->stratum[primary];
}

/* The share of a whole that was not taken. */
static inline double share_left(double taken, double whole)
{
    return (whole - taken) / whole;
}

/* The variance of the sum of u, and what it rests on among the units counted
   (STATISTICS 2.4, 2.5; Lumley, Complex Surveys, 2010). spread->size is added to. */
bool find_spread(struct spread *spread, const struct ground *ground, const double *u,
                 const uint8_t *counted, struct fault *fault) MUST_CHECK;

/* Both record a fault of data and return false. */
bool too_many_units(double n, double eligible, struct fault *fault);
bool too_many_clusters(double n, double eligible, struct fault *fault);

#endif
