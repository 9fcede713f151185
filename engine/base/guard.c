#include "base/guard.h"

#include <string.h>

#define DIGITS       "0123456789"
#define FORMULA      "=+-@\t\r"
#define PLAIN_DIGITS 15 /* what a spreadsheet keeps of a number */

size_t guard_length(const char *field)
{
    return field[0] == '\'' && field[1] != '\0'
           && strchr(FORMULA "'" DIGITS, field[1]) != NULL;
}

static bool is_plain_number(const char *text)
{
    size_t length = strspn(text, DIGITS);
    return length <= PLAIN_DIGITS && text[length] == '\0'
           && (text[0] != '0' || length == 1);
}

bool guard_needed(const char *text)
{
    if (text[0] == '\0' || guard_length(text) > 0)
        return text[0] != '\0';
    if (strchr(FORMULA, text[0]) != NULL)
        return true;
    return strchr(DIGITS, text[0]) != NULL && !is_plain_number(text)
           && text[strspn(text, DIGITS " .,:/-%eE")] == '\0';
}
