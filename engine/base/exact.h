#ifndef BASE_EXACT_H
#define BASE_EXACT_H

/* Exact numbers. A score is a whole number of 1e-9 points ("nano"), 0 to 100 points, so
   that sums are associative and equal scores are equal (STATISTICS 6.1). */

#include <stdbool.h>
#include <stdint.h>

#define POINT      INT64_C(1000000000) /* one point */
#define FULL_SCORE (100 * POINT)

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

/* numerator / denominator rounded half away from zero (STATISTICS 6.1, 6.2);
 * denominator > 0. */
int64_t divide_rounded(wide numerator, wide denominator);

/* The whole number nearest to sqrt(numerator / denominator), exactly; both >= 0,
   denominator > 0, result below 2^63. */
int64_t root_rounded(wide numerator, wide denominator);

uint64_t greatest_common_divisor(uint64_t a, uint64_t b);

/* Decimal text of value / 10^9, with `decimals` (0..9) digits, half away, never "-0".
   `mark` is the decimal mark. At most 24 bytes with the NUL. trim drops trailing zeros.
 */
#define FIXED_BYTES 24
void fixed_print(char text[static FIXED_BYTES], int64_t nano, int decimals, char mark,
                 bool trim);

#endif
