#include "base/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_SURE  15 /* any decimal of so many digits survives a normal double */
#define DIGITS_MOST  17 /* any double survives a decimal of so many */
#define NUMBER_BYTES 512

/* The digits of a number without trailing zeros, and the power of ten of the first. */
struct digits {
    char digit[DIGITS_MOST + 1];
    int count;
    int exponent;
};

static struct digits shortest_digits(double size)
{
    struct digits digits = {0};
    char text[DECIMAL_BYTES];
    int least = isnormal(size) ? DIGITS_SURE : 1;
    for (int precision = least; precision <= DIGITS_MOST; precision++) {
        snprintf(text, sizeof text, "%.*e", precision - 1, size);
        if (strtod(text, NULL) == size)
            break;
    }
    char *exponent = strchr(text, 'e');
    digits.exponent = (int)strtol(exponent + 1, NULL, 10);
    for (const char *at = text; at < exponent; at++)
        if (*at != '.')
            digits.digit[digits.count++] = *at;
    while (digits.count > 1 && digits.digit[digits.count - 1] == '0')
        digits.digit[--digits.count] = '\0';
    return digits;
}

/* Places are counted from the first digit; before it and after the last stand zeros. */
static void print_plain(char *at, const struct digits *digits)
{
    int last = digits->count - 1;
    if (last < digits->exponent)
        last = digits->exponent;
    for (int i = digits->exponent < 0 ? digits->exponent : 0; i <= last; i++) {
        if (i == digits->exponent + 1)
            *at++ = '.';
        *at++ = i < 0 || i >= digits->count ? '0' : digits->digit[i];
    }
    *at = '\0';
}

void decimal_print(char text[static DECIMAL_BYTES], double value)
{
    struct digits digits = shortest_digits(fabs(value));
    char *at = text;
    if (value < 0)
        *at++ = '-';
    if (digits.exponent >= -7 && digits.exponent < 21)
        print_plain(at, &digits);
    else
        snprintf(at, DECIMAL_BYTES - 1, "%c%s%se%+d", digits.digit[0],
                 digits.count > 1 ? "." : "", digits.digit + 1, digits.exponent);
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

bool decimal_read(double *value, const char *text, size_t length)
{
    char copy[NUMBER_BYTES];
    if (length == 0 || length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    const char *at = copy + (copy[0] == '-' || copy[0] == '+');
    size_t whole = count_digits(at);
    at += whole;
    size_t fraction = *at == '.' ? count_digits(++at) : 0;
    at += fraction;
    if (whole + fraction == 0)
        return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '-' || *at == '+';
        size_t exponent = count_digits(at);
        at += exponent;
        if (exponent == 0)
            return false;
    }
    if (at != copy + length)
        return false;
    *value = strtod(copy, NULL);
    return isfinite(*value);
}
