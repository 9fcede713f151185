#ifndef DISCLOSURE_EQUATIONS_H
#define DISCLOSURE_EQUATIONS_H

/* What everybody knows of the figures of one family, as equations between the totals in
   its cells. They are the same whatever is withheld, so they are made once; they are
   kept by cell, for a cell that is withheld becomes an unknown in all of its own. */

#include "disclosure/family.h"
#include "disclosure/parts.h"

struct term {
    uint32_t row;   /* the equation */
    uint32_t times; /* modulo EQUATION_PRIME */
};

/* The terms of a cell are those from first[cell] to first[cell + 1]; a cell is
   measure * places + place. Zeroed = none. */
struct equations {
    size_t *first;
    struct term *term;
    uint32_t *length; /* by row: how many terms it has */
    uint32_t cell_count;
    uint32_t row_count;
};

/* False when memory is short. */
bool equations_make(struct equations *equations,
                    const struct family *family) MUST_CHECK;
void equations_release(struct equations *equations);

#endif
