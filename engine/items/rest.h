#ifndef ITEMS_REST_H
#define ITEMS_REST_H

/* Each question beside what a unit answered in the others of its scale: as they come,
   the mean of those that are answered (STATISTICS 4). One worker looks at one scale at
   a time. */

#include "items/analysis.h"

/* Rows are put in so many piles by the mean of the others, the lowest first. */
#define PILES 1024

struct pile {
    int64_t count;
    int64_t sum; /* of the values of the question at work */
};

/* A row where a group ends. */
struct near {
    double mean; /* of the others */
    int64_t value;
};

struct rest {
    const struct analysis *analysis;
    const struct taken *taken;
    /* Means of the others are rounded to 1e-9 points, which they are counted in then;
       where two that differ do so by more than that, there is no need to. */
    bool rounded;
    double *total;  /* by row: of the questions answered, in 1 / common; beyond what any
                       row comes to where it is one or none … */
    double *others; /* … and how many they are but one; 1 where it is one or none */
    double *mean;   /* of these, less that of all rows */
    uint16_t *pile; /* that the row is in, for the question at work */
    struct near *near;
    struct pile in[PILES + 2]; /* the last: rows without the question, or the others */
};

struct item_figure find_discrimination(struct rest *rest, const struct asked *asked);

#endif
