#ifndef SIMULATE_DRAW_H
#define SIMULATE_DRAW_H

/* Pseudo-random numbers without a state: a draw is a function of the key it is made
   from, and a key of what the draw is for. So one more unit, question or year changes
   no other draw. Whole numbers only; the same on every machine. */

#include "base/names.h"

#include <string.h>

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014). */
static inline uint64_t draw_mix(uint64_t key)
{
    key += UINT64_C(0x9E3779B97F4A7C15);
    key = (key ^ (key >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    key = (key ^ (key >> 27)) * UINT64_C(0x94D049BB133111EB);
    return key ^ (key >> 31);
}

static inline uint64_t draw_key(uint64_t key, const char *text)
{
    return draw_mix(hash_bytes(text, strlen(text), key));
}

/* The order of the two matters. */
static inline uint64_t draw_join(uint64_t key, uint64_t other)
{
    return draw_mix(draw_mix(key) ^ other);
}

/* 0 … count - 1 */
static inline uint32_t draw_below(uint64_t key, uint32_t count)
{
    return (uint32_t)(((key >> 32) * count) >> 32);
}

/* Near normal around 0: the sum of four uniform numbers of 16 bits has the standard
   deviation 65536 / sqrt(3), and never lies further out than 3.5 of them. */
static inline int32_t draw_normal(uint64_t key, int32_t deviation)
{
    int64_t sum = -2 * INT64_C(65535);
    for (int part = 0; part < 4; part++)
        sum += (int64_t)(key >> (16 * part) & 0xFFFF);
    return (int32_t)(sum * deviation / 37837);
}

#endif
