#ifndef ITEMS_MOMENTS_H
#define ITEMS_MOMENTS_H

/* Sums over the rows in which two questions that areas take both have a value: whole
   numbers, so that no order of rows and no number of threads can change them. Of a
   question with itself, whether an area takes it or not, they are its own moments. */

#include "items/keys.h"

struct pair_moments {
    int64_t n;
    int64_t sum[2]; /* of the question with the lower number, and of the other */
    wide product;
};

struct moments {
    struct pair_moments *pair; /* of each pair of questions: moments_of() */
    uint32_t question_count;
};

bool moments_compute(struct moments *moments, const struct keys *keys,
                     struct fault *fault) MUST_CHECK;
void moments_release(struct moments *moments);

static inline size_t pair_place(uint32_t one, uint32_t other)
{
    size_t low = one < other ? one : other;
    size_t high = one < other ? other : one;
    return high * (high + 1) / 2 + low;
}

static inline const struct pair_moments *moments_of(const struct moments *moments,
                                                    uint32_t one, uint32_t other)
{
    return &moments->pair[pair_place(one, other)];
}

/* n (n - 1) times the covariance, in steps of the two scales. */
static inline wide moments_spread(const struct pair_moments *pair)
{
    return (wide)pair->n * pair->product - (wide)pair->sum[0] * pair->sum[1];
}

/* The covariance of two questions from 0 to 1 (STATISTICS 4); 0 of fewer than two
   rows. */
double moments_covariance(const struct moments *moments, const struct keys *keys,
                          uint32_t one, uint32_t other);

#endif
