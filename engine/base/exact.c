#include "base/exact.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int64_t divide_rounded(wide numerator, wide denominator)
{
    bool negative = numerator < 0;
    wide size = negative ? -numerator : numerator;
    if (size <= INT64_MAX && denominator <= INT64_MAX) {
        /* The same in the processor's own width, which is several times faster. */
        int64_t small = (int64_t)size / (int64_t)denominator;
        int64_t left = (int64_t)size % (int64_t)denominator;
        if (left >= (int64_t)denominator - left)
            small++;
        return negative ? -small : small;
    }
    wide quotient = size / denominator;
    wide rest = size % denominator;
    if (rest >= denominator - rest)
        quotient++;
    return (int64_t)(negative ? -quotient : quotient);
}

/* The largest whole number whose square is at most `value` < 2^126. The processor's
   root is a first guess, at most a few units off; whole numbers say the last word, so
   that the result is exact and the same on every machine. */
static uint64_t root_floor(unsigned_wide value)
{
    uint64_t root = (uint64_t)sqrt((double)value);
    /* One step of Newton's iteration brings a guess with 53 good bits within one unit.
     */
    if (root > 0)
        root = (uint64_t)((root + value / root) / 2);
    while ((unsigned_wide)root * root > value)
        root--;
    while ((unsigned_wide)(root + 1) * (root + 1) <= value)
        root++;
    return root;
}

int64_t root_rounded(wide numerator, wide denominator)
{
    wide whole = numerator / denominator;
    uint64_t root = root_floor((unsigned_wide)whole);
    /* Up when (root + 1/2)^2 <= numerator / denominator, that is root^2 + root + 1/4 <=
       q: decided on the whole part alone unless it ends just there. */
    wide middle = (wide)root * root + root;
    wide rest = numerator % denominator;
    bool up =
        whole > middle || (whole == middle && rest >= denominator - rest - rest - rest);
    return (int64_t)(root + (up ? 1 : 0));
}

uint64_t greatest_common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

void fixed_print(char text[static FIXED_BYTES], int64_t nano, int decimals, char mark,
                 bool trim)
{
    int64_t unit = 1;
    for (int i = decimals; i < 9; i++)
        unit *= 10;
    int64_t rounded = divide_rounded(nano, unit);
    uint64_t size = rounded < 0 ? 0 - (uint64_t)rounded : (uint64_t)rounded;
    /* Written from the right: digits, the mark, digits, the sign. */
    char digits[FIXED_BYTES];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    bool printing = !trim;
    for (int i = 0; i < decimals; i++) {
        unsigned digit = (unsigned)(size % 10);
        size /= 10;
        if (digit != 0)
            printing = true;
        if (printing)
            digits[--at] = (char)('0' + digit);
    }
    if (decimals > 0 && printing)
        digits[--at] = mark;
    do {
        digits[--at] = (char)('0' + size % 10);
        size /= 10;
    } while (size != 0);
    if (rounded < 0)
        digits[--at] = '-';
    memcpy(text, digits + at, sizeof digits - at);
}
