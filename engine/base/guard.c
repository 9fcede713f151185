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

void text_add_cell(struct text *text, const char *cell)
{
    bool guarded = guard_needed(cell);
    bool quoted =
        guarded || cell[strcspn(cell, "\";,\t\r\n")] != '\0' || cell[0] == ' ';
    if (quoted)
        text_add_character(text, '"');
    if (guarded)
        text_add_character(text, '\'');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            text_add_character(text, '"');
        text_add_character(text, *cell);
    }
    if (quoted)
        text_add_character(text, '"');
}
