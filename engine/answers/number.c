#include "answers/number.h"

#include "base/guard.h"

#define WHOLE_DIGITS 9
#define NANO_DIGITS  9

#define THOUSANDS_DIGITS 3

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

/* How many of the digits count: noughts behind the last other one say nothing. *end
   goes behind all of them. */
static size_t fine_length(const char *digit, size_t length, size_t *end)
{
    size_t count = 0;
    size_t fine = 0;
    for (; count < length && digit[count] >= '0' && digit[count] <= '9'; count++)
        fine = digit[count] == '0' ? fine : count + 1;
    *end += count + 1;
    return fine;
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
    size_t guard = length > 1 ? guard_length(cell) : 0;
    cell += guard;
    length -= guard;
    size_t sign = length > 0 && (*cell == '-' || *cell == '+') ? 1 : 0;
    int64_t number = 0;
    size_t whole_end = read_digits(cell, sign, length, &number, WHOLE_DIGITS);
    size_t whole_count = whole_end - sign;
    size_t end = whole_end;
    size_t fine_count = 0;
    if (end < length && (cell[end] == '.' || cell[end] == ',')) {
        fine_count = fine_length(cell + end + 1, length - end - 1, &end);
        if (end == whole_end + 1)
            return NUMBER_NONE;
        if (fine_count <= (size_t)decimals)
            read_digits(cell, whole_end + 1, whole_end + 1 + fine_count, &number,
                        fine_count);
    }
    if (end < length || whole_count > WHOLE_DIGITS || end - sign == 0)
        return NUMBER_NONE;
    size_t written = end == whole_end ? 0 : end - whole_end - 1;
    /* "1.000" would be either of two numbers. */
    if (fine_count > (size_t)decimals
        || (written > (size_t)decimals && written == THOUSANDS_DIGITS))
        return NUMBER_TOO_FINE;
    for (size_t digit = fine_count; digit < NANO_DIGITS; digit++)
        number *= 10;
    *nano = sign == 1 && *cell == '-' ? -number : number;
    return NUMBER_READ;
}
