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

/* Which of the two comes first where the year does not. */
enum date_order { DATE_UNTOLD, DATE_DAY_FIRST, DATE_MONTH_FIRST };

/* What is no time, and the year 1980, which stands for none, is an unknown moment. A
   known order rules out the other reading, unless that alone is a date. */
struct moment moment_read(const char *cell, size_t length, enum date_order order);

/* Whether two moments cannot be ordered only because of their days and months. */
bool moment_is_open(const struct moment *left, const struct moment *right);

/* -1, 0 or 1; 0 also where it cannot be told. */
int moment_compare(const struct moment *left, const struct moment *right);

#endif
