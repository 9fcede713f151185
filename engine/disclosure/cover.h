#ifndef DISCLOSURE_COVER_H
#define DISCLOSURE_COVER_H

/* Secondary suppression (STATISTICS 5.3): what would give a withheld figure away is
   withheld too. */

#include "disclosure/decide.h"

/* The decisions of one round in the making. */
struct deciding {
    const struct trend_round *round;
    uint32_t minimum_units;
    int8_t *withheld;
    size_t owner_level;
    bool changed;
};

int8_t *decision(const struct deciding *deciding, uint32_t measure, size_t level,
                 uint32_t group);

/* STATISTICS 5.2 P1, the figure seen by itself. */
enum withheld decide_alone(const struct deciding *deciding,
                           const struct figures *figures, size_t level);

/* Adds to the decisions until neither the rules nor the audit find more to withhold. */
bool cover_all(struct deciding *deciding, struct fault *fault) MUST_CHECK;

#endif
