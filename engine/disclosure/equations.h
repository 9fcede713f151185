#ifndef DISCLOSURE_EQUATIONS_H
#define DISCLOSURE_EQUATIONS_H

/* What everybody knows of the figures of one level's groups and the group above them,
   as equations between the withheld ones. */

#include "disclosure/audit.h"
#include "disclosure/disclosure.h"
#include "disclosure/parts.h"

/* The unknowns are the withheld cells that have units. */
struct unknowns {
    uint32_t *number; /* number[measure * places + place], NAMES_NONE = known */
    uint32_t *cell;   /* by number: measure * places + place */
    uint32_t count;
    uint32_t places; /* groups of the level, then the parent */
};

/* Rows in echelon form: row r has its first non-zero at pivot[r]. */
struct equations {
    int64_t *row; /* row[r * unknowns + u] */
    uint32_t *pivot;
    uint32_t count;
};

const struct figures *equations_figures(const struct audited *audited, uint32_t measure,
                                        uint32_t place);

/* Whether a place is among those looked at: the parent, or one of its groups. */
bool equations_include(const struct audited *audited, uint32_t place);

/* Adds all that are independent of each other; there is room for as many as unknowns,
   and one more to try in. */
void equations_add_all(const struct audited *audited, const struct unknowns *unknowns,
                       struct equations *equations);

#endif
