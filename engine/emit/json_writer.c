#include "emit/json_writer.h"

#include "base/exact.h"
#include "base/memory.h"

#include <assert.h>
#include <string.h>

#define ESCAPE_BYTES 6 /* of the longest escape: \u and four digits */

/* Bytes of the character at `byte` when it must be escaped; 0 when it stands for
   itself, as most letters do at the first look. */
static size_t escaped_length(const unsigned char *byte)
{
    if (*byte > '\\' && *byte != 0xE2)
        return 0;
    if (*byte == 0xE2)
        return byte[1] == 0x80 && (byte[2] | 1) == 0xA9 ? 3 : 0;
    return *byte < 0x20 || *byte == '"' || *byte == '\\' || *byte == '<' ? 1 : 0;
}

static char *put_escape(char *at, const unsigned char *byte)
{
    static const char hexadecimal[] = "0123456789abcdef";
    *at++ = '\\';
    if (*byte == '"' || *byte == '\\' || *byte == '\n') {
        *at++ = *byte == '\n' ? 'n' : (char)*byte;
        return at;
    }
    unsigned character = *byte == 0xE2 ? 0x2000u | (byte[2] & 0x3Fu) : *byte;
    *at++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *at++ = hexadecimal[character >> shift & 15];
    return at;
}

static char *put_quoted(char *at, const char *string)
{
    const unsigned char *byte = (const unsigned char *)string;
    *at++ = '"';
    while (*byte != '\0') {
        size_t length = escaped_length(byte);
        if (length > 0) {
            at = put_escape(at, byte);
            byte += length;
        } else {
            *at++ = (char)*byte++;
        }
    }
    *at++ = '"';
    return at;
}

static size_t quoted_bytes(const char *string)
{
    return ESCAPE_BYTES * strlen(string) + 2;
}

static char *put_bytes(char *at, const char *bytes, size_t length)
{
    memcpy(at, bytes, length);
    return at + length;
}

static char *put_line_break(char *at, unsigned depth)
{
    *at++ = '\n';
    memset(at, ' ', (size_t)2 * depth);
    return at + (size_t)2 * depth;
}

/* Room for `bytes` more at the end of the text and a NUL; NULL when memory is short.
   Values are put there in place: an append for each mark of a hundred thousand would
   cost more than all the figures. */
static char *make_room(struct text *text, size_t bytes)
{
    if (text->short_of_memory)
        return NULL;
    if (!memory_reserve((void **)&text->bytes, &text->capacity,
                        text->length + bytes + 1, 1)) {
        text->short_of_memory = true;
        return NULL;
    }
    return text->bytes + text->length;
}

static void end(struct json *json, char *at)
{
    *at = '\0';
    json->text->length = (size_t)(at - json->text->bytes);
}

/* Puts what stands before a value: the comma after the one before it, the line, the
   key; and has room for `bytes` of value. */
static char *begin(struct json *json, const char *key, size_t bytes)
{
    size_t before = (size_t)2 * JSON_DEPTH + 4;
    char *at =
        make_room(json->text, before + bytes + (key == NULL ? 0 : quoted_bytes(key)));
    if (at == NULL)
        return NULL;
    if (json->depth > 0) {
        if (json->filled)
            *at++ = ',';
        if (json->one_line_from == 0)
            at = put_line_break(at, json->depth);
        else if (json->filled && !json->dense)
            *at++ = ' ';
    }
    if (key != NULL) {
        at = put_quoted(at, key);
        *at++ = ':';
        if (!json->dense)
            *at++ = ' ';
    }
    json->filled = true;
    return at;
}

static void add_bytes(struct json *json, const char *key, const char *bytes,
                      size_t length)
{
    char *at = begin(json, key, length);
    if (at != NULL)
        end(json, put_bytes(at, bytes, length));
}

static void open_container(struct json *json, const char *key, enum json_layout layout,
                           const char brackets[static 2])
{
    assert(json->depth + 1 < JSON_DEPTH);
    add_bytes(json, key, brackets, 1);
    json->depth++;
    json->closing[json->depth] = brackets[1];
    if (layout == JSON_ONE_LINE && json->one_line_from == 0)
        json->one_line_from = json->depth;
    json->filled = false;
}

void json_open_object(struct json *json, const char *key, enum json_layout layout)
{
    open_container(json, key, layout, "{}");
}

void json_open_array(struct json *json, const char *key, enum json_layout layout)
{
    open_container(json, key, layout, "[]");
}

void json_close(struct json *json)
{
    assert(json->depth > 0);
    char closing = json->closing[json->depth];
    bool indented = json->one_line_from == 0;
    if (json->one_line_from == json->depth)
        json->one_line_from = 0;
    json->depth--;
    char *at = make_room(json->text, (size_t)2 * JSON_DEPTH + 2);
    if (at != NULL) {
        if (indented && json->filled)
            at = put_line_break(at, json->depth);
        *at++ = closing;
        end(json, at);
    }
    json->filled = true;
}

void json_add_string(struct json *json, const char *key, const char *string)
{
    char *at = begin(json, key, quoted_bytes(string));
    if (at != NULL)
        end(json, put_quoted(at, string));
}

void json_add_null(struct json *json, const char *key)
{
    add_bytes(json, key, "null", 4);
}

void json_add_bool(struct json *json, const char *key, bool value)
{
    add_bytes(json, key, value ? "true" : "false", value ? 4 : 5);
}

void json_add_whole(struct json *json, const char *key, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + size % 10);
        size /= 10;
    } while (size != 0);
    if (value < 0)
        digits[--at] = '-';
    add_bytes(json, key, digits + at, sizeof digits - at);
}

void json_add_fixed(struct json *json, const char *key, int64_t value)
{
    char decimal[FIXED_BYTES];
    fixed_print(decimal, value, 9, '.', true);
    add_bytes(json, key, decimal, strlen(decimal));
}
