#ifndef BASE_RATIONAL_LARGE_H
#define BASE_RATIONAL_LARGE_H

/* Fractions of any size, up to 65536 bits above and below the line. Private to
   rational.c, which comes here when 64 + 64 bits do not do. The operands may be small
   or not; a result that fits 64 + 64 bits is given back as a small one, and what is
   left is in lowest terms. */

#include "base/rational.h"

#define LARGE_BITS 65536 /* of a numerator or a denominator */

bool large_add(struct rational *into, struct rational a, struct rational b,
               bool subtract, struct rational_room *room) MUST_CHECK;
bool large_multiply(struct rational *into, struct rational a, struct rational b,
                    bool divide, struct rational_room *room) MUST_CHECK;
bool large_compare(int *order, struct rational a, struct rational b) MUST_CHECK;

/* Rounded to a whole number of 1 / scale. */
bool large_round(struct rational *into, struct rational a, enum rounding rounding,
                 int64_t scale, struct rational_room *room) MUST_CHECK;

/* The decimals of the fraction in lowest terms. */
void large_write(struct text *text, struct rational a);

/* Whether a size that lies between two whole numbers goes to the one farther from zero:
   `half` is the order of what is left over to one half, `odd` says that the nearer one
   to zero is odd. In rational.c, and the same for fractions of both kinds. */
bool rounds_away(enum rounding rounding, bool negative, int half, bool odd);

#endif
