#include "sheets/normal.h"

#include "base/decimal.h"

#include <string.h>

#define LINE_WIDTH 100
#define INDENT     2

/* What an object's members are: those of the format's, or no matter which. */
struct shape {
    const struct format_member *member; /* NULL = no matter which */
    bool by_key; /* of each value of the object, or of each of a list */
};

struct printing {
    struct text *text;
    size_t limit; /* of the text on one line; 0 = lines may be broken */
    size_t indent;
};

static struct shape shape_of(const struct format_member *member)
{
    switch (member->type) {
    case TYPE_OBJECT:
    case TYPE_OBJECTS:
    case TYPE_ONE_OR_MORE:
    case TYPE_IDS_OR:
        return (struct shape){format_table[member->object].member, false};
    case TYPE_BY_ID_OR:
    case TYPE_CHANGED:
        return (struct shape){format_table[member->object].member, true};
    default:
        return (struct shape){NULL, false};
    }
}

static void print_string(struct text *text, const char *bytes, size_t length)
{
    static const char control[] = "\b\f\n\r\t\"\\";
    static const char letter[] = "bfnrt\"\\";
    text_add_character(text, '"');
    size_t done = 0;
    for (size_t i = 0; i < length; i++) {
        const char *found = memchr(control, bytes[i], sizeof control - 1);
        if (found == NULL && (unsigned char)bytes[i] >= 0x20)
            continue;
        text_append(text, bytes + done, i - done);
        if (found != NULL)
            text_print(text, "\\%c", letter[found - control]);
        else
            text_print(text, "\\u%04x", (unsigned)(unsigned char)bytes[i]);
        done = i + 1;
    }
    text_append(text, bytes + done, length - done);
    text_add_character(text, '"');
}

void number_print(struct text *text, const json_t *number)
{
    char digits[DECIMAL_BYTES];
    if (json_is_integer(number)) {
        text_print(text, "%lld", (long long)json_integer_value(number));
        return;
    }
    decimal_print(digits, json_real_value(number));
    text_add(text, digits);
}

/* Whether printing on one line has become pointless. */
static bool is_full(const struct printing *printing)
{
    return printing->text->short_of_memory
           || (printing->limit > 0 && printing->text->length > printing->limit);
}

static void print_value(struct printing *printing, const json_t *value,
                        struct shape shape);

/* What parts an item from the one before it, or from the bracket. */
static void begin_item(struct printing *printing, bool first)
{
    static const char newline[] = "\n";
    if (!first)
        text_add_character(printing->text, ',');
    if (printing->limit > 0) {
        text_add(printing->text, first ? "" : " ");
        return;
    }
    text_add(printing->text, newline);
    for (size_t i = 0; i < printing->indent; i++)
        text_add_character(printing->text, ' ');
}

static void print_pair(struct printing *printing, const char *key, const json_t *value,
                       struct shape shape, bool first)
{
    begin_item(printing, first);
    print_string(printing->text, key, strlen(key));
    text_add(printing->text, ": ");
    print_value(printing, value, shape);
}

static bool is_known(const struct format_member *member, const char *key)
{
    while (member != NULL && member->name != NULL && strcmp(member->name, key) != 0)
        member++;
    return member != NULL && member->name != NULL;
}

/* The members of the format in its order, then any other. */
static void print_members(struct printing *printing, const json_t *object,
                          struct shape shape)
{
    const struct format_member *known = shape.by_key ? NULL : shape.member;
    struct shape inner = {shape.by_key ? shape.member : NULL, false};
    const char *key;
    json_t *value;
    bool first = true;
    for (const struct format_member *member = known;
         member != NULL && member->name != NULL; member++) {
        value = json_object_get(object, member->name);
        if (value == NULL)
            continue;
        print_pair(printing, member->name, value, shape_of(member), first);
        first = false;
    }
    json_object_foreach((json_t *)object, key, value)
    {
        if (is_full(printing))
            return;
        if (is_known(known, key))
            continue;
        print_pair(printing, key, value, inner, first);
        first = false;
    }
}

static void print_items(struct printing *printing, const json_t *value,
                        struct shape shape)
{
    for (size_t i = 0; i < json_array_size(value) && !is_full(printing); i++) {
        begin_item(printing, i == 0);
        print_value(printing, json_array_get(value, i), shape);
    }
}

static void print_nested(struct printing *printing, const json_t *value,
                         struct shape shape)
{
    bool object = json_is_object(value);
    bool empty = json_object_size(value) + json_array_size(value) == 0;
    text_add_character(printing->text, object ? '{' : '[');
    printing->indent += INDENT;
    if (object)
        print_members(printing, value, shape);
    else
        print_items(printing, value, shape);
    printing->indent -= INDENT;
    if (printing->limit == 0 && !empty)
        begin_item(printing, true);
    text_add_character(printing->text, object ? '}' : ']');
}

/* On one line when it fits there, the comma behind it included. */
static void print_fitting(struct printing *printing, const json_t *value,
                          struct shape shape)
{
    struct text *text = printing->text;
    size_t start = text->length;
    size_t line = start;
    while (line > 0 && text->bytes[line - 1] != '\n')
        line--;
    struct printing attempt = *printing;
    attempt.limit = line + LINE_WIDTH - 1;
    print_nested(&attempt, value, shape);
    if (text->short_of_memory || text->length <= attempt.limit)
        return;
    text->length = start;
    text->bytes[start] = '\0';
    print_nested(printing, value, shape);
}

/* The calls are as deep as the values, which the parser of JSON bounds. */
static void print_value(struct printing *printing, const json_t *value,
                        struct shape shape)
{
    struct text *text = printing->text;
    if (is_full(printing))
        return;
    switch (json_typeof(value)) {
    case JSON_STRING:
        print_string(text, json_string_value(value), json_string_length(value));
        return;
    case JSON_INTEGER:
    case JSON_REAL:
        number_print(text, value);
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        text_add(text, json_is_true(value) ? "true" : "false");
        return;
    case JSON_NULL:
        text_add(text, "null");
        return;
    default:
        if (printing->limit > 0)
            print_nested(printing, value, shape);
        else
            print_fitting(printing, value, shape);
        return;
    }
}

void member_print(struct text *text, const json_t *value,
                  const struct format_member *member)
{
    struct printing printing = {.text = text, .limit = SIZE_MAX};
    print_value(&printing, value, shape_of(member));
}

void definition_print(struct text *text, const json_t *definition)
{
    struct printing printing = {.text = text};
    print_nested(&printing, definition,
                 (struct shape){format_table[FORMAT_DEFINITION].member, false});
    text_add_character(text, '\n');
}
