#include "answers/hints.h"

#include "answers/moment.h"
#include "base/catalogue.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES 256

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Digits, a mark and zeros: the bytes before the mark; else `length`. */
static size_t whole_length(const char *cell, size_t length)
{
    size_t at = length;
    while (at > 0 && cell[at - 1] == '0')
        at--;
    return at > 1 && at < length && (cell[at - 1] == ',' || cell[at - 1] == '.')
               ? at - 1
               : length;
}

static uint32_t find_by_name(const struct population *population, const char *cell,
                             size_t length)
{
    char wanted[NAME_BYTES];
    char known[NAME_BYTES];
    uint32_t found = NAMES_NONE;
    if (text_fold(wanted, sizeof wanted, cell, length) >= sizeof wanted)
        return NAMES_NONE;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        const char *name = population->unit_name[unit];
        if (text_fold(known, sizeof known, name, strlen(name)) >= sizeof known
            || strcmp(wanted, known) != 0)
            continue;
        if (found != NAMES_NONE)
            return NAMES_NONE;
        found = unit;
    }
    return found;
}

uint32_t hint_unit(const struct population *population, const char *cell, size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    uint32_t unit = population_find(population, cell, whole_length(cell, length));
    const char *space = memchr(cell, ' ', length);
    if (unit == NAMES_NONE && space != NULL)
        unit = population_find(population, cell, (size_t)(space - cell));
    if (unit == NAMES_NONE)
        unit = find_by_name(population, cell, length);
    if (unit != NAMES_NONE)
        return unit;
    const char *near =
        population_nearest(population, text_excerpt(excerpt, cell, length));
    return near == NULL ? NAMES_NONE : population_find(population, near, strlen(near));
}

const char *hint_code(const struct scale *scale, const char *cell, size_t length)
{
    size_t whole = whole_length(cell, length);
    int option = whole < length ? scale_find_option(scale, cell, whole) : -1;
    return option < 0 ? NULL : scale->option[option].code;
}

/* "1E+05", "1,02E+10". */
static bool is_shortened(const char *cell, size_t length)
{
    size_t at = 0;
    while (at < length && (is_digit(cell[at]) || cell[at] == ',' || cell[at] == '.'))
        at++;
    if (at == 0 || at + 2 > length || (cell[at] | 0x20) != 'e')
        return false;
    at += cell[at + 1] == '+' ? 2 : 1;
    return at < length && strspn(cell + at, "0123456789") >= length - at;
}

const char *hint_spoiled(const char *cell, size_t length)
{
    if (length > 2 && strspn(cell, "#") >= length)
        return SPOKEN_LATER("the column was too narrow when it was saved");
    if (is_shortened(cell, length))
        return SPOKEN_LATER("a spreadsheet has shortened the number; make the cells "
                            "text and write the numbers in full");
    return NULL;
}

/* A number of at most two digits at the beginning; the bytes it takes, or 0. */
static size_t read_small(const char *text, size_t length, unsigned *number)
{
    size_t at = 0;
    for (*number = 0; at < length && at < 2 && is_digit(text[at]); at++)
        *number = *number * 10 + (unsigned)(text[at] - '0');
    return at;
}

/* "01-feb", "1. maj": its day and month. */
static bool read_named_day(const char *cell, size_t length, unsigned *day,
                           unsigned *number)
{
    static const char month[][4] = {"jan", "feb", "mar", "apr", "maj", "jun", "jul",
                                    "aug", "sep", "okt", "nov", "dec", "may", "oct"};
    char folded[16];
    size_t end = text_fold(folded, sizeof folded, cell, length);
    if (end >= sizeof folded)
        return false;
    size_t at = read_small(folded, end, day);
    size_t name = at + strspn(folded + at, "-. ");
    for (unsigned m = 0; at > 0 && name > at && m < sizeof month / sizeof *month; m++) {
        *number = m == 12 ? 5 : m == 13 ? 10 : m + 1;
        if (strncmp(folded + name, month[m], 3) == 0)
            return name + 3 + strspn(folded + name + 3, ".") == end;
    }
    return false;
}

/* Whether the moment is such a day of one of the years in which a survey may be. */
static bool is_day(const struct moment *moment, unsigned day, unsigned month)
{
    char date[32];
    for (unsigned year = 2000; year < 2100; year++) {
        snprintf(date, sizeof date, "%u-%02u-%02u", year, month, day);
        struct moment other = moment_read(date, strlen(date), true);
        if (other.known && moment_compare(&other, moment) == 0
            && moment->seconds[0] == other.seconds[0])
            return true;
    }
    return false;
}

const char *hint_date(const struct scale *scale, const char *cell, size_t length)
{
    unsigned day = 0;
    unsigned month = 0;
    unsigned part[2];
    bool named = read_named_day(cell, length, &day, &month);
    struct moment moment = {0};
    if (!named)
        moment = moment_read(cell, length, true);
    for (size_t o = 0; (named || moment.known) && o < scale->option_count; o++) {
        const char *code = scale->option[o].code == NULL ? "" : scale->option[o].code;
        size_t first = read_small(code, strlen(code), &part[0]);
        if (first == 0 || strchr("-/.", code[first]) == NULL || code[first] == '\0')
            continue;
        size_t second =
            read_small(code + first + 1, strlen(code + first + 1), &part[1]);
        if (second == 0 || code[first + 1 + second] != '\0')
            continue;
        if (named ? (part[0] == day && part[1] == month)
                        || (part[0] == month && part[1] == day)
                  : is_day(&moment, part[0], part[1])
                        || is_day(&moment, part[1], part[0]))
            return code;
    }
    return NULL;
}
