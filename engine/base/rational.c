#include "base/rational.h"

#include "base/rational_large.h"

#include <assert.h>
#include <inttypes.h>

/* 1 / 10^9 is the finest that anything is rounded to. */
static const int64_t power_of_ten[] = {1,      10,      100,      1000,      10000,
                                       100000, 1000000, 10000000, 100000000, POINT};

static bool is_small(struct rational a)
{
    return a.denominator != 0;
}

static bool both_small(struct rational a, struct rational b)
{
    return is_small(a) && is_small(b);
}

static uint64_t size_of_whole(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static struct rational lowest_terms(struct rational a)
{
    int64_t common = (int64_t)greatest_common_divisor(size_of_whole(a.numerator),
                                                      (uint64_t)a.denominator);
    return rational_of(a.numerator / common, a.denominator / common);
}

/* into += weight * a for small ones, as long as every step fits 64 bits. A common
   divisor is sought only where neither denominator divides the other. */
static bool add_in_words(struct rational *into, int64_t weight, struct rational a)
{
    int64_t own_factor = 1;
    int64_t factor = 1;
    if (into->denominator != a.denominator) {
        if (into->denominator % a.denominator == 0)
            factor = into->denominator / a.denominator;
        else if (a.denominator % into->denominator == 0)
            own_factor = a.denominator / into->denominator;
        else {
            int64_t common = (int64_t)greatest_common_divisor(
                (uint64_t)into->denominator, (uint64_t)a.denominator);
            factor = into->denominator / common;
            own_factor = a.denominator / common;
        }
    }
    struct rational result = {0};
    int64_t term;
    if (__builtin_mul_overflow(into->denominator, own_factor, &result.denominator)
        || __builtin_mul_overflow(into->numerator, own_factor, &result.numerator)
        || __builtin_mul_overflow(a.numerator, factor, &term)
        || __builtin_mul_overflow(term, weight, &term)
        || __builtin_add_overflow(result.numerator, term, &result.numerator))
        return false;
    *into = result;
    return true;
}

/* a + b or a - b for small ones in lowest terms: only what the denominators share can
   be shared by the sum and its denominator (Knuth, volume 2, 4.5.1). */
static bool add_reduced(struct rational *into, struct rational a, struct rational b,
                        bool subtract)
{
    int64_t shared = (int64_t)greatest_common_divisor((uint64_t)a.denominator,
                                                      (uint64_t)b.denominator);
    wide left = (wide)a.numerator * (b.denominator / shared);
    wide right = (wide)b.numerator * (a.denominator / shared);
    wide sum = subtract ? left - right : left + right;
    int64_t rest = (int64_t)(sum % shared);
    int64_t common =
        (int64_t)greatest_common_divisor((uint64_t)shared, size_of_whole(rest));
    sum /= common;
    int64_t denominator;
    if (sum > INT64_MAX || sum < INT64_MIN
        || __builtin_mul_overflow(a.denominator / shared, b.denominator / common,
                                  &denominator))
        return false;
    *into = rational_of((int64_t)sum, denominator);
    return true;
}

static bool add(struct rational *into, struct rational a, struct rational b,
                bool subtract, struct rational_room *room)
{
    if (both_small(a, b)) {
        struct rational sum = a;
        if (add_in_words(&sum, subtract ? -1 : 1, b)
            || add_reduced(&sum, lowest_terms(a), lowest_terms(b), subtract)) {
            *into = sum;
            return true;
        }
    }
    return large_add(into, a, b, subtract, room);
}

bool rational_add(struct rational *into, struct rational a, struct rational b,
                  struct rational_room *room)
{
    return add(into, a, b, false, room);
}

bool rational_subtract(struct rational *into, struct rational a, struct rational b,
                       struct rational_room *room)
{
    return add(into, a, b, true, room);
}

bool rational_add_product_slowly(struct rational *into, int64_t weight,
                                 struct rational a, struct rational_room *room)
{
    if (both_small(*into, a) && add_in_words(into, weight, a))
        return true;
    struct rational term;
    return rational_multiply(&term, a, rational_of(weight, 1), room)
           && add(into, *into, term, false, room);
}

static bool multiply_in_words(struct rational *into, struct rational a,
                              struct rational b)
{
    struct rational result = {0};
    if (__builtin_mul_overflow(a.numerator, b.numerator, &result.numerator)
        || __builtin_mul_overflow(a.denominator, b.denominator, &result.denominator))
        return false;
    *into = result;
    return true;
}

static bool multiply_small(struct rational *into, struct rational a, struct rational b)
{
    if (multiply_in_words(into, a, b))
        return true;
    a = lowest_terms(a);
    b = lowest_terms(b);
    struct rational across = lowest_terms(rational_of(a.numerator, b.denominator));
    struct rational other = lowest_terms(rational_of(b.numerator, a.denominator));
    return multiply_in_words(into, across, other);
}

bool rational_multiply(struct rational *into, struct rational a, struct rational b,
                       struct rational_room *room)
{
    if (both_small(a, b) && multiply_small(into, a, b))
        return true;
    return large_multiply(into, a, b, false, room);
}

bool rational_divide(struct rational *into, struct rational a, struct rational b,
                     struct rational_room *room)
{
    assert(!is_small(b) || b.numerator != 0);
    /* INT64_MIN is no denominator, not even after its sign has changed. */
    if (both_small(a, b) && b.numerator != INT64_MIN) {
        struct rational inverse = b.numerator < 0
                                      ? rational_of(-b.denominator, -b.numerator)
                                      : rational_of(b.denominator, b.numerator);
        if (multiply_small(into, a, inverse))
            return true;
    }
    return large_multiply(into, a, b, true, room);
}

bool rational_compare(int *order, struct rational a, struct rational b,
                      struct rational_room *room)
{
    (void)room;
    if (!both_small(a, b))
        return large_compare(order, a, b);
    wide left = a.numerator;
    wide right = b.numerator;
    if (a.denominator != b.denominator) {
        left *= b.denominator;
        right *= a.denominator;
    }
    *order = left < right ? -1 : left > right;
    return true;
}

bool rounds_away(enum rounding rounding, bool negative, int half, bool odd)
{
    switch (rounding) {
    case ROUNDING_HALF_AWAY:
        return half >= 0;
    case ROUNDING_HALF_EVEN:
        return half > 0 || (half == 0 && odd);
    case ROUNDING_HALF_UP:
        return negative ? half > 0 : half >= 0;
    case ROUNDING_NONE:
    case ROUNDING_TRUNCATE:
    case ROUNDING_COUNT:
        break;
    }
    return false;
}

/* How many times 1 / scale goes into the size of a small fraction, rounded. */
static unsigned_wide rounded_size(struct rational a, enum rounding rounding,
                                  int64_t scale)
{
    uint64_t denominator = (uint64_t)a.denominator;
    unsigned_wide size = (unsigned_wide)size_of_whole(a.numerator) * (uint64_t)scale;
    unsigned_wide whole;
    uint64_t rest;
    if (size <= UINT64_MAX) {
        whole = (uint64_t)size / denominator;
        rest = (uint64_t)size % denominator;
    } else {
        whole = size / denominator;
        rest = (uint64_t)(size % denominator);
    }
    uint64_t left = denominator - rest;
    int half = rest < left ? -1 : rest > left;
    if (rest != 0 && rounds_away(rounding, a.numerator < 0, half, whole % 2 == 1))
        whole++;
    return whole;
}

/* False when it does not fit. */
static bool give_sign_of(int64_t sign, unsigned_wide size, int64_t *value)
{
    if (size > (uint64_t)INT64_MAX + (sign < 0 ? 1 : 0))
        return false;
    *value = (int64_t)(sign < 0 ? -(wide)size : (wide)size);
    return true;
}

bool rational_round(struct rational *into, struct rational a, enum rounding rounding,
                    int decimals, struct rational_room *room)
{
    assert(decimals >= 0 && decimals <= 9);
    if (rounding == ROUNDING_NONE) {
        *into = a;
        return true;
    }
    int64_t scale = power_of_ten[decimals];
    if (is_small(a)) {
        unsigned_wide size = rounded_size(a, rounding, scale);
        int64_t numerator;
        if (give_sign_of(a.numerator, size, &numerator)) {
            *into = rational_of(numerator, scale);
            return true;
        }
    }
    return large_round(into, a, rounding, scale, room);
}

bool rational_nano(int64_t *nano, struct rational a, struct rational_room *room)
{
    bool fits;
    if (is_small(a)) {
        unsigned_wide size = rounded_size(a, ROUNDING_HALF_AWAY, POINT);
        fits = give_sign_of(a.numerator, size, nano);
    } else {
        struct rational rounded;
        if (!large_round(&rounded, a, ROUNDING_HALF_AWAY, POINT, room))
            return false;
        fits = is_small(rounded)
               && !__builtin_mul_overflow(rounded.numerator,
                                          POINT / rounded.denominator, nano);
    }
    if (!fits)
        room->too_large = true;
    return fits;
}

void rational_write(struct text *text, struct rational a)
{
    if (!is_small(a)) {
        large_write(text, a);
        return;
    }
    a = lowest_terms(a);
    text_print(text, "%" PRId64, a.numerator);
    if (a.denominator != 1)
        text_print(text, "/%" PRId64, a.denominator);
}

void rational_room_release(struct rational_room *room)
{
    arena_release(&room->arena);
    room->too_large = false;
}
