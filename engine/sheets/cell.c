#include "sheets/cell.h"

#include "base/catalogue.h"
#include "base/decimal.h"
#include "base/memory.h"
#include "sheets/normal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DIGITS          "0123456789"
#define LARGEST         1000000 /* as the format has it */
#define FRACTION_DIGITS 6
#define LIST_MARK       ';'
#define ESCAPE          '\\'

/* Items stand between "; "; a backslash takes the meaning of the character behind it.
 */
static void print_item(struct text *text, const char *item, bool first)
{
    size_t length = strlen(item);
    if (!first)
        text_add(text, "; ");
    for (size_t i = 0; i < length; i++) {
        bool edge = i == 0 || i + 1 == length;
        if (item[i] == LIST_MARK || item[i] == ESCAPE
            || (edge && strchr(SPACES, item[i]) != NULL)
            || (first && i == 0 && item[i] == '['))
            text_add_character(text, ESCAPE);
        text_add_character(text, item[i]);
    }
}

/* Whether the list needs no JSON. */
static bool is_plain_list(const json_t *list, enum value value)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (value == VALUE_LIST ? json_string_length(item) == 0 : !json_is_number(item))
            return false;
    }
    return json_array_size(list) > 0;
}

static void print_list(struct text *text, const json_t *list,
                       const struct column *column)
{
    if (!is_plain_list(list, column->value)) {
        member_print(text, list, column->member);
        return;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (column->value == VALUE_LIST)
            print_item(text, json_string_value(item), i == 0);
        else {
            text_add(text, i == 0 ? "" : "; ");
            number_print(text, item);
        }
    }
}

enum cell_kind cell_print(struct text *text, const json_t *value,
                          const struct column *column)
{
    switch (column->value) {
    case VALUE_TEXT:
    case VALUE_NAME:
        text_add(text, json_string_value(value));
        return CELL_TEXT;
    case VALUE_NUMBER:
        number_print(text, value);
        return CELL_NUMBER;
    case VALUE_FLAG:
        text_add(text, json_is_true(value) ? "TRUE" : "FALSE");
        return CELL_FLAG;
    case VALUE_LIST:
    case VALUE_NUMBERS:
        print_list(text, value, column);
        return CELL_TEXT;
    default:
        member_print(text, value, column->member);
        return CELL_TEXT;
    }
}

/* A decimal of the format's size, with either mark. */
static json_t *read_number(const char *text, size_t length, struct misread *misread)
{
    char copy[64];
    double number;
    while (length > 0 && strchr(SPACES, text[length - 1]) != NULL)
        length--;
    misread->what = SPOKEN_LATER("is no number");
    if (length == 0 || length >= sizeof copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *comma = strchr(copy, ',');
    if (comma != NULL)
        *comma = '.';
    if (!decimal_read(&number, copy, length))
        return NULL;
    misread->what = SPOKEN_LATER("does not lie from -1000000 to 1000000");
    if (fabs(number) > LARGEST)
        return NULL;
    decimal_print(copy, number);
    const char *fraction = strchr(copy, '.');
    misread->what = SPOKEN_LATER("has more than 6 digits after the point");
    if (strchr(copy, 'e') != NULL
        || (fraction != NULL && strlen(fraction + 1) > FRACTION_DIGITS))
        return NULL;
    misread->what = NULL;
    return fraction == NULL ? json_integer((json_int_t)number) : json_real(number);
}

static json_t *read_flag(const char *text, size_t length, struct misread *misread)
{
    static const char *const name[] = {"TRUE", "FALSE", "SAND", "FALSK",
                                       "1",    "0",     "JA",   "NEJ"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strlen(name[i]) == length && strncasecmp(name[i], text, length) == 0)
            return json_boolean(i % 2 == 0);
    misread->what = SPOKEN_LATER("is neither TRUE nor FALSE");
    return NULL;
}

static json_t *read_choice(const char *text, size_t length, const struct column *column,
                           struct misread *misread)
{
    char copy[64] = "";
    const struct format_member *member = column->member;
    if (length < sizeof copy)
        memcpy(copy, text, length);
    struct nearest nearest = {.wanted = copy};
    for (size_t i = 0; i < member->choice_count; i++) {
        if (strcasecmp(member->choice[i], copy) == 0)
            return json_string(member->choice[i]);
        nearest_offer(&nearest, member->choice[i], member->choice[i]);
    }
    misread->what = SPOKEN_LATER("is none of the names that may stand here");
    misread->nearest = nearest_name(&nearest);
    return NULL;
}

static json_t *read_name(const char *text, size_t length, const struct column *column,
                         struct misread *misread)
{
    if (column_choices(column) > 0)
        return read_choice(text, length, column, misread);
    size_t digits = strspn(text, DIGITS);
    if (column->member->type == TYPE_FRACTION
        && (digits == 0 || text[digits] != '/'
            || digits + 1 + strspn(text + digits + 1, DIGITS) != length)) {
        misread->what =
            SPOKEN_LATER("is no fraction such as 2/3 (was it taken for a date?)");
        return NULL;
    }
    return json_stringn(text, length);
}

/* Reads an item up to the next mark, without the spaces around it. */
static size_t take_item(struct text *item, const char *text)
{
    size_t length = strspn(text, SPACES);
    size_t kept = 0; /* what is no space, or one that is to be kept */
    text_clear(item);
    for (; text[length] != '\0' && text[length] != LIST_MARK; length++) {
        bool escaped = text[length] == ESCAPE && text[length + 1] != '\0';
        length += escaped;
        text_add_character(item, text[length]);
        if (escaped || strchr(SPACES, text[length]) == NULL)
            kept = item->length;
    }
    if (!item->short_of_memory && item->length > kept)
        item->bytes[item->length = kept] = '\0';
    return length;
}

static json_t *read_list(const char *text, enum value value, struct misread *misread)
{
    struct text item = {0};
    json_t *list = json_array();
    bool ok = list != NULL;
    for (size_t length; ok && *text != '\0'; text += length) {
        length = take_item(&item, text);
        length += text[length] == LIST_MARK;
        if (item.short_of_memory)
            ok = false;
        else if (item.length > 0)
            ok = json_array_append_new(
                     list, value == VALUE_LIST
                               ? json_stringn(item.bytes, item.length)
                               : read_number(item.bytes, item.length, misread))
                 == 0;
    }
    text_release(&item);
    if (!ok)
        json_decref(list);
    return ok ? list : NULL;
}

/* Whether no number in it has more digits than are taken exactly. The calls are as deep
   as the values, which the parser of JSON bounds. */
static bool is_exact(const json_t *json)
{
    const char *key;
    json_t *value;
    bool exact = true;
    char text[DECIMAL_BYTES];
    if (json_is_real(json)) {
        snprintf(text, sizeof text, "%.*g", DECIMAL_DIGITS, json_real_value(json));
        return strtod(text, NULL) == json_real_value(json);
    }
    for (size_t i = 0; exact && i < json_array_size(json); i++)
        exact = is_exact(json_array_get(json, i));
    json_object_foreach((json_t *)json, key, value)
    {
        exact = exact && is_exact(value);
    }
    return exact;
}

static json_t *read_json(const char *text, struct misread *misread)
{
    json_error_t error;
    unsigned long shortages = memory_shortages();
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (json == NULL && memory_shortages() == shortages)
        misread->what = SPOKEN_LATER("is not JSON");
    if (json == NULL || is_exact(json))
        return json;
    misread->what = SPOKEN_LATER("holds a number of more than 15 digits");
    json_decref(json);
    return NULL;
}

json_t *cell_read(const char *text, const struct column *column,
                  struct misread *misread)
{
    const char *inner = text + strspn(text, SPACES);
    size_t length = strlen(inner);
    while (length > 0 && strchr(SPACES, inner[length - 1]) != NULL)
        length--;
    *misread = (struct misread){0};
    switch (column->value) {
    case VALUE_TEXT:
        return json_string(text);
    case VALUE_NAME:
        return read_name(inner, length, column, misread);
    case VALUE_NUMBER:
        return read_number(inner, length, misread);
    case VALUE_FLAG:
        return read_flag(inner, length, misread);
    case VALUE_LIST:
    case VALUE_NUMBERS:
        return *inner == '[' ? read_json(inner, misread)
                             : read_list(inner, column->value, misread);
    default:
        return read_json(inner, misread);
    }
}
