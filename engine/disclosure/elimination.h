#ifndef DISCLOSURE_ELIMINATION_H
#define DISCLOSURE_ELIMINATION_H

/* Which withheld cells can be solved for, kept up to date while more is withheld.

   Take what is shown for nothing: then a withheld cell follows from the rest exactly
   when every solution of the equations has nothing in it, too. Withholding more takes
   no solution away, so a cell that stood in one is safe for good. Cells are therefore
   taken in one at a time, and each but once: its column is reduced by those before it
   (Gaussian elimination by columns, which never looks at an equation that the column
   has no part in). What is left of it makes it a step of the elimination, and it
   follows from the rest; if nothing is left, tracing the steps back gives a solution,
   and the cells in that are safe. */

#include "disclosure/equations.h"

/* Times so much of the step's own row is added to another. */
struct step {
    uint32_t cell;
    uint32_t row;
    size_t forward;  /* its first term for rows that no step has taken yet */
    size_t backward; /* and its first for those of earlier steps; they end where the
                        next step's begin */
};

enum taken_state {
    TAKEN_NOT,   /* it is shown, or has no units */
    TAKEN_FOUND, /* follows from the rest */
    TAKEN_SAFE,
};

/* Zeroed = not begun. */
struct elimination {
    const struct equations *equations; /* borrowed */
    struct step *step;
    size_t step_count;
    size_t step_capacity;
    struct term *term; /* of all steps, one after another */
    size_t term_count;
    size_t term_capacity;
    uint32_t *left; /* by row: private, what is in hand */
    bool *taken;    /* by row: by a step */
    int8_t *state;  /* by cell, enum taken_state */
};

bool elimination_begin(struct elimination *elimination,
                       const struct equations *equations) MUST_CHECK;
void elimination_release(struct elimination *elimination);

/* Takes in a cell that is withheld from now on. False when memory is short. */
bool elimination_take(struct elimination *elimination, uint32_t cell) MUST_CHECK;

/* The cell that was taken in last of those that follow from the rest; NAMES_NONE when
   there is none. */
uint32_t elimination_find(const struct elimination *elimination);

/* Which shown cells the one that was found follows from: by cell of the equations,
   marked in `source`. */
void elimination_explain(struct elimination *elimination, uint32_t found, bool *source);

/* How many equations would give a shown cell away, were it withheld as well; when none
   would, it is safe, and every found cell that follows from it is. */
uint32_t elimination_weigh(struct elimination *elimination, uint32_t shown);

#endif
