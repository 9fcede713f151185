#include "estimate/estimate.h"

#include <assert.h>

/* Hyndman and Fan, The American Statistician 50 (1996), 361-365. */

bool quantile_7(int64_t *nano, const int64_t *value, size_t n, uint32_t part,
                uint32_t parts)
{
    assert(parts > 0 && part <= parts);
    if (n == 0)
        return false;
    struct quantile_place place = quantile_place(n, part, parts);
    *nano = value[place.at];
    if (place.past > 0)
        *nano = quantile_between(*nano, value[place.at + 1], place.past, parts);
    return true;
}

static uint64_t weight_of(const uint64_t *weight, size_t i)
{
    return weight == NULL ? 1 : weight[i];
}

/* The first value with more than part / parts of the weight up to it; the middle of two
   where the first of them has exactly that. */
bool quantile_2(int64_t *nano, const int64_t *value, const uint64_t *weight, size_t n,
                uint32_t part, uint32_t parts)
{
    assert(parts > 0 && part <= parts);
    unsigned_wide whole = 0;
    for (size_t i = 0; i < n; i++)
        whole += weight_of(weight, i);
    unsigned_wide wanted = whole * part;
    unsigned_wide reached = 0;
    bool exactly = false;
    bool any = false;
    int64_t before = 0;
    for (size_t i = 0; i < n; i++) {
        if (weight_of(weight, i) == 0)
            continue;
        *nano = exactly ? quantile_between(before, value[i], 1, 2) : value[i];
        any = true;
        if (exactly)
            return true;
        reached += (unsigned_wide)weight_of(weight, i) * parts;
        if (reached > wanted)
            return true;
        exactly = reached == wanted;
        before = value[i];
    }
    return any;
}
