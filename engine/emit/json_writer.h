#ifndef EMIT_JSON_WRITER_H
#define EMIT_JSON_WRITER_H

/* JSON written as it comes, into a struct text: commas, indentation and escaping are
   kept right here, and nothing is allocated for a value. Not jansson, whose reals are
   doubles: figures are whole numbers of 1e-9 and must come out as exact decimals, and a
   tree of values for each of thousands of files would cost more than all the rest.

   Strings are valid UTF-8. What could end a script element or a line of one ('<',
   U+2028, U+2029) is escaped, so that a file can stand in a web page. Memory shortage
   stays in the text, to be asked for once at the end. */

#include "base/text.h"

#define JSON_DEPTH 16

enum json_layout {
    JSON_INDENTED, /* a member a line, two spaces a level */
    JSON_ONE_LINE  /* with all it holds */
};

struct json {
    struct text *text; /* borrowed */
    bool dense;        /* no space after ',' and ':' */
    bool filled;       /* the innermost object or array holds something */
    unsigned depth;
    unsigned one_line_from; /* depth of the outermost one-line container; 0 = none */
    char closing[JSON_DEPTH];
};

/* `key` is the member's name in an object, NULL in an array and at the top. */
void json_open_object(struct json *json, const char *key, enum json_layout layout);
void json_open_array(struct json *json, const char *key, enum json_layout layout);
void json_close(struct json *json);

void json_add_string(struct json *json, const char *key, const char *string);
void json_add_null(struct json *json, const char *key);
void json_add_bool(struct json *json, const char *key, bool value);
void json_add_whole(struct json *json, const char *key, int64_t value);

/* value / 10^9 as an exact decimal, no zeros at its end. */
void json_add_fixed(struct json *json, const char *key, int64_t value);

#endif
