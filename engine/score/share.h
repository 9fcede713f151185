#ifndef SCORE_SHARE_H
#define SCORE_SHARE_H

/* Exact fractions of the full score, 0 <= numerator <= denominator, and their weighted
   sums. 64 bits hold those of every ordinary definition; areas whose weights have
   little in common need a common denominator of up to 128. */

#include "base/exact.h"

struct share {
    int64_t numerator;
    int64_t denominator;
};

struct wide_share {
    wide numerator;
    wide denominator;
};

/* What is known of one node for one row while its parents are computed. All zero when
   it outgrew 64 bits. */
struct part {
    struct share score;
    struct share low;
    struct share high;
};

enum figure { FIGURE_SCORE, FIGURE_LOW, FIGURE_HIGH };

/* In 1e-9 points, half away from zero; the denominator is not 0. */
int64_t share_points(struct share share);
int64_t wide_share_points(struct wide_share share);

/* sum += weight * share; false when the fraction outgrows its bits. */
bool share_add(struct share *sum, int64_t weight, struct share share);
bool wide_share_add(struct wide_share *sum, int64_t weight, struct wide_share share);

/* share /= weight, unless that is 0; false as above. */
bool share_divide(struct share *share, int64_t weight);
bool wide_share_divide(struct wide_share *share, int64_t weight);

#endif
