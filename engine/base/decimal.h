#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

/* Binary numbers as decimals, the same on every machine and in every locale. */

#include <stdbool.h>
#include <stddef.h>

#define DECIMAL_BYTES 48

/* The shortest decimal that reads back as the same number, which must be finite: 0.1
   and never 0.10000000000000001. Without an exponent from 1e-7 up to 1e21; 0 has no
   sign. */
void decimal_print(char text[static DECIMAL_BYTES], double value);

/* Digits with a sign, a '.' and an exponent where there are any, and nothing else.
   False also for what no finite number is near to. */
bool decimal_read(double *value, const char *text, size_t length);

#endif
