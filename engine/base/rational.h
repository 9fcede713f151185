#ifndef BASE_RATIONAL_H
#define BASE_RATIONAL_H

/* Exact fractions. Small ones are held in 64 + 64 bits; one that outgrows them moves to
   as many limbs as it needs, in an arena, so that no sum of scores is ever rounded on
   its way (STATISTICS 6.1). Zeroed is not a fraction; start from rational_of(). Values
   may be copied freely; limbs live as long as the arena. */

#include "base/arena.h"
#include "base/exact.h"
#include "base/fault.h"
#include "base/text.h"

struct large; /* private */

struct rational {
    union {
        int64_t numerator;
        const struct large *large;
    };
    int64_t denominator; /* > 0; 0 = the fraction stands in `large` */
};

/* Where outgrown fractions live, and what went wrong. One per worker. */
struct rational_room {
    struct arena arena;
    bool too_large; /* a fraction outgrew 65536 bits, or a nano 64 */
};

enum rounding {
    ROUNDING_NONE,
    ROUNDING_HALF_AWAY, /* from zero */
    ROUNDING_HALF_EVEN,
    ROUNDING_HALF_UP,  /* toward plus infinity */
    ROUNDING_TRUNCATE, /* toward zero */
    ROUNDING_COUNT
};

/* In lowest terms or not; denominator > 0. */
static inline struct rational rational_of(int64_t numerator, int64_t denominator)
{
    return (struct rational){.numerator = numerator, .denominator = denominator};
}

/* Whether two are written alike, which small ones of one origin are when they are
   equal. */
static inline bool rational_is_alike(struct rational a, struct rational b)
{
    return a.denominator > 0 && a.denominator == b.denominator
           && a.numerator == b.numerator;
}

/* The operations return false when memory is short or a fraction outgrows its bound
   (then room->too_large); `into` may be one of the operands. */
bool rational_add(struct rational *into, struct rational a, struct rational b,
                  struct rational_room *room) MUST_CHECK;
bool rational_subtract(struct rational *into, struct rational a, struct rational b,
                       struct rational_room *room) MUST_CHECK;
bool rational_multiply(struct rational *into, struct rational a, struct rational b,
                       struct rational_room *room) MUST_CHECK;
bool rational_divide(struct rational *into, struct rational a, struct rational b,
                     struct rational_room *room) MUST_CHECK; /* b is not 0 */

/* into += weight * a: the step of every weighted sum. */
bool rational_add_product_slowly(struct rational *into, int64_t weight,
                                 struct rational a,
                                 struct rational_room *room) MUST_CHECK;

/* The same, and in line where the sum's denominator is a multiple of the other and all
   fits, as it nearly always does. */
static inline MUST_CHECK bool rational_add_product(struct rational *into,
                                                   int64_t weight, struct rational a,
                                                   struct rational_room *room)
{
    int64_t factor = 1;
    int64_t sum;
    if (into->denominator == 0 || a.denominator == 0
        || (into->denominator != a.denominator
            && into->denominator % a.denominator != 0))
        return rational_add_product_slowly(into, weight, a, room);
    if (into->denominator != a.denominator)
        factor = into->denominator / a.denominator;
    if (__builtin_mul_overflow(a.numerator, factor, &sum)
        || __builtin_mul_overflow(sum, weight, &sum)
        || __builtin_add_overflow(sum, into->numerator, &sum))
        return rational_add_product_slowly(into, weight, a, room);
    into->numerator = sum;
    return true;
}

/* -1, 0 or 1; `order` is set. */
bool rational_compare(int *order, struct rational a, struct rational b,
                      struct rational_room *room) MUST_CHECK;

/* Rounded to `decimals` (0..9) digits after the point; ties are seen exactly. */
bool rational_round(struct rational *into, struct rational a, enum rounding rounding,
                    int decimals, struct rational_room *room) MUST_CHECK;

/* a * 1e9 rounded half away from zero; false also when it does not fit (then
   room->too_large). */
bool rational_nano(int64_t *nano, struct rational a,
                   struct rational_room *room) MUST_CHECK;

/* "-2/3", in lowest terms, and "4" for a whole number. */
void rational_write(struct text *text, struct rational a);

void rational_room_release(struct rational_room *room);

#endif
