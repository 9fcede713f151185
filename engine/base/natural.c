#include "base/text.h"

#include <string.h>

/* File names in the order that people count in. */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char lower(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/* Past a number and the zeros before it; its digits. */
static size_t take_number(const char **at, const char *end, const char **digits)
{
    while (*at < end && **at == '0')
        (*at)++;
    *digits = *at;
    while (*at < end && is_digit(**at))
        (*at)++;
    return (size_t)(*at - *digits);
}

static int compare_numbers(const char **left, const char *left_end, const char **right,
                           const char *right_end)
{
    const char *one;
    const char *other;
    size_t one_length = take_number(left, left_end, &one);
    size_t other_length = take_number(right, right_end, &other);
    if (one_length != other_length)
        return one_length < other_length ? -1 : 1;
    return memcmp(one, other, one_length);
}

static int compare_parts(const char *left, const char *left_end, const char *right,
                         const char *right_end)
{
    while (left < left_end && right < right_end) {
        int order;
        if (is_digit(*left) && is_digit(*right))
            order = compare_numbers(&left, left_end, &right, right_end);
        else {
            unsigned char one = (unsigned char)lower(*left++);
            unsigned char other = (unsigned char)lower(*right++);
            order = one < other ? -1 : one > other;
        }
        if (order != 0)
            return order < 0 ? -1 : 1;
    }
    return left < left_end ? 1 : right < right_end ? -1 : 0;
}

static const char *stem_end(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot == NULL || dot == name ? name + strlen(name) : dot;
}

int text_compare_natural(const char *left, const char *right)
{
    const char *left_dot = stem_end(left);
    const char *right_dot = stem_end(right);
    int order = compare_parts(left, left_dot, right, right_dot);
    if (order == 0)
        order = compare_parts(left_dot, left_dot + strlen(left_dot), right_dot,
                              right_dot + strlen(right_dot));
    if (order == 0)
        order = strcmp(left, right);
    return order < 0 ? -1 : order > 0;
}
