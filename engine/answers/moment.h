#ifndef ANSWERS_MOMENT_H
#define ANSWERS_MOMENT_H

/* When something happened, as a tool writes it: 2024-05-31 14:20:05, 31-05-2024 14:20,
   31.05.2024 14.20.05, 5/31/2024 2:20:05 PM, or a spreadsheet's count of days. Only the
   order of moments is asked for, so zones are not looked at: one tool writes them all.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where day and month could change places, the moment has both readings. */
struct moment {
    bool known;
    int64_t seconds[2];
};

/* What is no time, and the year 1980, which stands for none, is an unknown moment.
   `day_first` rules out the reading that has the month first. */
struct moment moment_read(const char *cell, size_t length, bool day_first);

/* -1, 0 or 1; 0 also where it cannot be told. */
int moment_compare(const struct moment *left, const struct moment *right);

#endif
