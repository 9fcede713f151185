#include "score/share.h"

/* The largest wide denominator: ten of it still fit, as wide_share_points() needs. */
#define WIDEST (((wide)1 << 126) / 8)

int64_t share_points(struct share share)
{
    /* Fits 64 bits for every ordinary definition; the exact wide division for the
     * others. */
    if (share.numerator <= INT64_MAX / (4 * FULL_SCORE)
        && share.denominator <= INT64_MAX / 4) {
        int64_t twice = 2 * share.numerator * FULL_SCORE + share.denominator;
        return twice / (2 * share.denominator);
    }
    return divide_rounded((wide)share.numerator * FULL_SCORE, share.denominator);
}

int64_t wide_share_points(struct wide_share share)
{
    /* Long division, a decimal at a time: numerator * FULL_SCORE need not fit. */
    int64_t points = 0;
    wide rest = share.numerator;
    for (int64_t scale = 1; scale < FULL_SCORE; scale *= 10) {
        rest *= 10;
        points = points * 10 + (int64_t)(rest / share.denominator);
        rest %= share.denominator;
    }
    return points + (rest >= share.denominator - rest ? 1 : 0);
}

bool share_add(struct share *sum, int64_t weight, struct share share)
{
    int64_t factor = 1;
    int64_t own_factor = 1;
    if (sum->denominator != share.denominator) {
        if (sum->denominator % share.denominator == 0)
            factor = sum->denominator / share.denominator;
        else {
            int64_t divisor = (int64_t)greatest_common_divisor(
                (uint64_t)sum->denominator, (uint64_t)share.denominator);
            factor = sum->denominator / divisor;
            own_factor = share.denominator / divisor;
        }
    }
    int64_t term;
    return !__builtin_mul_overflow(sum->denominator, own_factor, &sum->denominator)
           && !__builtin_mul_overflow(sum->numerator, own_factor, &sum->numerator)
           && !__builtin_mul_overflow(share.numerator, factor, &term)
           && !__builtin_mul_overflow(term, weight, &term)
           && !__builtin_add_overflow(sum->numerator, term, &sum->numerator);
}

bool share_divide(struct share *share, int64_t weight)
{
    return weight == 0
           || !__builtin_mul_overflow(share->denominator, weight, &share->denominator);
}

static wide common_divisor(wide a, wide b)
{
    while (b != 0) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bool wide_share_add(struct wide_share *sum, int64_t weight, struct wide_share share)
{
    wide divisor = common_divisor(sum->denominator, share.denominator);
    wide factor = sum->denominator / divisor;
    wide own_factor = share.denominator / divisor;
    wide term;
    return !__builtin_mul_overflow(sum->denominator, own_factor, &sum->denominator)
           && !__builtin_mul_overflow(sum->numerator, own_factor, &sum->numerator)
           && !__builtin_mul_overflow(share.numerator, factor, &term)
           && !__builtin_mul_overflow(term, weight, &term)
           && !__builtin_add_overflow(sum->numerator, term, &sum->numerator);
}

bool wide_share_divide(struct wide_share *share, int64_t weight)
{
    if (weight == 0)
        return true;
    wide divisor = common_divisor(share->numerator, weight);
    share->numerator /= divisor;
    wide rest = weight / divisor;
    return !__builtin_mul_overflow(share->denominator, rest, &share->denominator)
           && share->denominator <= WIDEST;
}
