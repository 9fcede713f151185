#ifndef TESTS_PRIME_H
#define TESTS_PRIME_H

/* Fractions modulo a prime, for the attacks that solve for what was withheld. */

#include <stdint.h>

#define PRIME 1000003

static inline int64_t inverse(int64_t value)
{
    int64_t result = 1;
    for (int64_t power = PRIME - 2; power > 0; power >>= 1) {
        if (power & 1)
            result = result * value % PRIME;
        value = value * value % PRIME;
    }
    return result;
}

#endif
