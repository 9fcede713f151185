#include "answers/number.h"

#define WHOLE_DIGITS 9
#define NANO_DIGITS  9

/* Bytes of the space at the beginning of the cell; 0 when there is none. */
static size_t space_length(const char *cell, size_t length)
{
    if (length > 0 && (*cell == ' ' || *cell == '\t'))
        return 1;
    return length > 1 && cell[0] == '\xc2' && cell[1] == '\xa0' ? 2 : 0;
}

static size_t trimmed_length(const char *cell, size_t length)
{
    for (;;) {
        if (length > 0 && space_length(cell + length - 1, 1) == 1)
            length--;
        else if (length > 1 && space_length(cell + length - 2, 2) == 2)
            length -= 2;
        else
            return length;
    }
}

/* Digits from `at` on, added to the number; where they end, or one beyond the most. */
static size_t read_digits(const char *cell, size_t at, size_t length, int64_t *number,
                          size_t most)
{
    size_t begin = at;
    while (at < length && at - begin <= most && cell[at] >= '0' && cell[at] <= '9')
        *number = *number * 10 + (cell[at++] - '0');
    return at;
}

enum number_reading number_read(const char *cell, size_t length, int decimals,
                                int64_t *nano)
{
    size_t space;
    while ((space = space_length(cell, length)) > 0) {
        cell += space;
        length -= space;
    }
    length = trimmed_length(cell, length);
    size_t sign = length > 0 && (*cell == '-' || *cell == '+') ? 1 : 0;
    int64_t number = 0;
    size_t whole_end = read_digits(cell, sign, length, &number, WHOLE_DIGITS);
    size_t whole_count = whole_end - sign;
    size_t end = whole_end;
    size_t fine_count = 0;
    if (end < length && (cell[end] == '.' || cell[end] == ',')) {
        end = read_digits(cell, end + 1, length, &number, (size_t)decimals);
        fine_count = end - whole_end - 1;
        while (end < length && cell[end] >= '0' && cell[end] <= '9')
            end++;
        if (fine_count == 0)
            return NUMBER_NONE;
    }
    if (end < length || whole_count > WHOLE_DIGITS || whole_count + fine_count == 0)
        return NUMBER_NONE;
    if (fine_count > (size_t)decimals)
        return NUMBER_TOO_FINE;
    for (size_t digit = fine_count; digit < NANO_DIGITS; digit++)
        number *= 10;
    *nano = sign == 1 && *cell == '-' ? -number : number;
    return NUMBER_READ;
}
