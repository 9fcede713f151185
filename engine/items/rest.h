#ifndef ITEMS_REST_H
#define ITEMS_REST_H

/* Each question beside what a unit answered in the others of its scale: as they come,
   the mean of those that are answered (STATISTICS 4). One worker looks at one scale at
   a time. */

#include "items/analysis.h"

/* Two questions at a time: what each adds up to has to wait for itself alone. */
#define PAIR 2

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

struct piles {
    uint16_t *of;              /* by row: the pile that it is in */
    struct pile in[PILES + 2]; /* the last: rows without the question, or the others */
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
    struct near *near;
    struct piles piles[PAIR];
};

/* Of a block from row `first`, which has these values. */
void deal_block(const struct rest *rest, struct piles *piles, const struct asked *asked,
                uint32_t first, const double value[static KEYS_BLOCK]);

/* Once all blocks are dealt. */
struct item_figure find_discrimination(const struct rest *rest,
                                       const struct piles *piles,
                                       const struct asked *asked);

#endif
