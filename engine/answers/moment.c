#include "answers/moment.h"

#include <string.h>

#define PART_COUNT   6
#define DAY_SECONDS  86400
#define SERIAL_EPOCH 25569 /* 1970-01-01 as a spreadsheet counts days */
#define UNDATED_YEAR 1980  /* LimeSurvey's, of a survey that keeps no times */

/* A time in its numbers, before it is known what each of them is. */
struct clock {
    int64_t part[PART_COUNT];
    size_t digits[PART_COUNT];
    size_t count;
    char mark; /* after the first number */
    bool afternoon;
    bool twelve_hours;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void read_numbers(struct clock *clock, const char *cell, size_t length)
{
    size_t at = 0;
    while (at < length && clock->count < PART_COUNT) {
        size_t begin = at;
        int64_t number = 0;
        while (at < length && is_digit(cell[at]) && at - begin < 9)
            number = number * 10 + (cell[at++] - '0');
        if (at == begin) {
            at++;
            continue;
        }
        if (clock->count == 0)
            clock->mark = at < length ? cell[at] : '\0';
        clock->part[clock->count] = number;
        clock->digits[clock->count++] = at - begin;
        while (at < length && is_digit(cell[at]))
            at++;
        if (at < length && clock->count >= 4
            && strchr("+Z", cell[at]) != NULL) /* a zone follows */
            break;
    }
}

static void read_half(struct clock *clock, const char *cell, size_t length)
{
    for (size_t at = 1; at < length; at++) {
        char half = (char)(cell[at - 1] | 0x20);
        if ((cell[at] | 0x20) != 'm' || (half != 'a' && half != 'p'))
            continue;
        clock->twelve_hours = true;
        clock->afternoon = half == 'p';
    }
}

/* Days from 1970-01-01 to a day of the Gregorian calendar, whose years are counted from
   March so that the leap day is a year's last. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    int64_t shifted = month > 2 ? month - 3 : month + 9;
    int64_t from = month > 2 ? year : year - 1;
    return from * 365 + from / 4 - from / 100 + from / 400 + (shifted * 153 + 2) / 5
           + day - 719469;
}

static int64_t time_of_day(const struct clock *clock)
{
    int64_t hour = clock->part[3];
    if (clock->twelve_hours)
        hour = hour % 12 + (clock->afternoon ? 12 : 0);
    return hour * 3600 + clock->part[4] * 60 + clock->part[5];
}

static bool is_date(int64_t year, int64_t month, int64_t day)
{
    return year > UNDATED_YEAR && year < 10000 && month >= 1 && month <= 12 && day >= 1
           && day <= 31;
}

/* A number with nothing but a fraction: days, as a spreadsheet counts them. */
static struct moment read_serial(const struct clock *clock)
{
    int64_t seconds = 0;
    int64_t unit = 1;
    if (clock->part[0] < SERIAL_EPOCH || clock->part[0] > 100000)
        return (struct moment){0};
    if (clock->count == 2) {
        for (size_t digit = 0; digit < clock->digits[1]; digit++)
            unit *= 10;
        seconds = clock->part[1] * DAY_SECONDS / unit;
    }
    seconds += (clock->part[0] - SERIAL_EPOCH) * DAY_SECONDS;
    return (struct moment){true, {seconds, seconds}};
}

static struct moment read_date(const struct clock *clock, enum date_order order)
{
    const int64_t *part = clock->part;
    int64_t time = time_of_day(clock);
    struct moment moment = {0};
    if (clock->digits[0] == 4) {
        moment.known = is_date(part[0], part[1], part[2]);
        moment.seconds[0] = moment.seconds[1] =
            day_number(part[0], part[1], part[2]) * DAY_SECONDS + time;
        return moment;
    }
    int64_t year = clock->digits[2] == 2 ? 2000 + part[2] : part[2];
    bool by_day = is_date(year, part[1], part[0]);
    bool by_month = is_date(year, part[0], part[1]);
    if (by_day && by_month && order != DATE_UNTOLD) {
        by_day = order == DATE_DAY_FIRST;
        by_month = !by_day;
    }
    int64_t first = by_day ? day_number(year, part[1], part[0]) : 0;
    int64_t second = by_month ? day_number(year, part[0], part[1]) : first;
    moment.known = by_day || by_month;
    moment.seconds[0] = (by_day ? first : second) * DAY_SECONDS + time;
    moment.seconds[1] = second * DAY_SECONDS + time;
    return moment;
}

struct moment moment_read(const char *cell, size_t length, enum date_order order)
{
    struct clock clock = {0};
    read_numbers(&clock, cell, length);
    read_half(&clock, cell, length);
    if (clock.count == 1 || (clock.count == 2 && strchr(".,", clock.mark) != NULL))
        return read_serial(&clock);
    if (clock.count < 3 || clock.mark == '\0' || strchr("-/. ", clock.mark) == NULL)
        return (struct moment){0};
    return read_date(&clock, order);
}

static int compare(int64_t left, int64_t right)
{
    return left < right ? -1 : left > right;
}

int moment_compare(const struct moment *left, const struct moment *right)
{
    if (!left->known || !right->known)
        return 0;
    int first = compare(left->seconds[0], right->seconds[0]);
    return first == compare(left->seconds[1], right->seconds[1]) ? first : 0;
}

bool moment_is_open(const struct moment *left, const struct moment *right)
{
    return left->known && right->known
           && compare(left->seconds[0], right->seconds[0])
                  != compare(left->seconds[1], right->seconds[1]);
}
