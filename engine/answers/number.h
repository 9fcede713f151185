#ifndef ANSWERS_NUMBER_H
#define ANSWERS_NUMBER_H

/* Numbers as people write them into a cell. */

#include <stddef.h>
#include <stdint.h>

enum number_reading {
    NUMBER_READ,
    NUMBER_TOO_FINE, /* it has more decimals than it may */
    NUMBER_NONE
};

/* A decimal in 1e-9, with '.' or ',' before at most `decimals` digits and any
   noughts, at most 9 digits before it, a sign, and spaces around, also behind the
   apostrophe that keeps it a text in a spreadsheet. Thousands are not marked: "1.000"
   would be either of two numbers. */
enum number_reading number_read(const char *cell, size_t length, int decimals,
                                int64_t *nano);

#endif
