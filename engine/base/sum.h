#ifndef BASE_SUM_H
#define BASE_SUM_H

/* Sums of doubles that come out the same on every machine and for every number of
   threads: what each step rounds off is kept (Neumaier 1974; found without asking which
   is the larger, by Knuth, volume 2, 4.2.2), and long ones are added up in blocks of a
   fixed size, in order (STATISTICS 6.1). Zeroed = 0. */

#include <math.h>
#include <stddef.h>

#define SUM_BLOCK 256

struct sum {
    double total;
    double rest;
};

static inline void sum_add(struct sum *sum, double value)
{
    double total = sum->total + value;
    double taken = total - sum->total;
    sum->rest += (sum->total - (total - taken)) + (value - taken);
    sum->total = total;
}

static inline double sum_value(const struct sum *sum)
{
    return sum->total + sum->rest;
}

/* A sum in blocks: terms arrive one by one in canonical order. */
struct block_sum {
    struct sum whole;
    struct sum block;
    size_t count; /* of terms in the block */
};

static inline void block_sum_add(struct block_sum *sum, double value)
{
    sum_add(&sum->block, value);
    if (++sum->count < SUM_BLOCK)
        return;
    sum_add(&sum->whole, sum_value(&sum->block));
    sum->block = (struct sum){0};
    sum->count = 0;
}

static inline double block_sum_value(const struct block_sum *sum)
{
    struct sum whole = sum->whole;
    sum_add(&whole, sum_value(&sum->block));
    return sum_value(&whole);
}

#endif
