#ifndef ESTIMATE_DESIGN_H
#define ESTIMATE_DESIGN_H

/* What the ways of estimating share: from a variance to what is printed. */

#include "base/sum.h"
#include "estimate/estimate.h"

/* What a standard error rests on. */
struct spread {
    double variance;
    double size; /* what a standard error as good as 0 is measured by; 0 = exact */
    uint32_t n;
    uint32_t clusters; /* with units that count; the units where there are none … */
    uint32_t strata;   /* … and the strata that these are of */
    bool clustered;
    bool everybody; /* nobody is missing */
};

/* Fills in standard error, interval, degrees of freedom and what is lacking; n and
   value stand already. */
void estimate_settle(struct estimated *estimated, const struct spread *spread);

/* Both record a fault of data and return false. */
bool too_many_units(double n, double eligible, struct fault *fault);
bool too_many_clusters(double n, double eligible, struct fault *fault);

#endif
