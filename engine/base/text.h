#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/* Growing UTF-8 text, and what the engine asks of text. `bytes` is NUL-terminated after
   the first append; zeroed = empty. A failed append sets `short_of_memory` and later
   appends do nothing, so that a writer checks once, at its end, with text_check(). */

#include "base/fault.h"

#include <stdint.h>

struct text {
    char *bytes;
    size_t length;
    size_t capacity;
    bool short_of_memory;
};

void text_append(struct text *text, const char *bytes, size_t length);
void text_add(struct text *text, const char *string);
void text_add_character(struct text *text, char character);
void text_print(struct text *text, const char *format, ...) PRINTS(2, 3);
bool text_check(const struct text *text, struct fault *fault) MUST_CHECK;
void text_clear(struct text *text); /* empty again; keeps its memory */
void text_release(struct text *text);

/* Length of the longest prefix that is valid UTF-8 (no surrogates, no overlong forms).
 */
size_t utf8_valid_length(const char *bytes, size_t length);

/* Writes `text` folded for comparing into `folded` (capacity bytes, always terminated):
   lower case for ASCII, Latin-1 and Danish letters; spaces of any kind, line breaks and
   no-break spaces become one space; both ends trimmed. Returns the length, or capacity
   when it does not fit (then nothing can match). */
size_t text_fold(char *folded, size_t capacity, const char *text, size_t length);

/* Edits (insert, delete, replace, swap of neighbours) between two short texts; `limit`
   + 1 when there are more than `limit`. */
unsigned text_distance(const char *left, const char *right, unsigned limit);

/* The known name that a misspelt one is nearest to. Start zeroed with `wanted` set,
   offer every known name, then ask: NULL when none is near (two edits, one in a short
   name) or two are equally near, since a guess between them would invite the wrong one.
 */
struct nearest {
    const char *wanted;
    const char *found;
    unsigned distance;
    bool tied;
};

void nearest_offer(struct nearest *nearest, const char *compared, const char *name);
const char *nearest_name(const struct nearest *nearest);

/* For messages: at most 60 characters of the text, control characters shown as "\x07"
   and the rest as "…". Writes into a buffer of at least TEXT_EXCERPT_BYTES. Returns it.
 */
#define TEXT_EXCERPT_BYTES 320
const char *text_excerpt(char excerpt[static TEXT_EXCERPT_BYTES], const char *text,
                         size_t length);

/* A file-name part for an id from outside: letters, digits, '-' and '_' stand; every
   other byte becomes %XX, so that no id can name a folder or another id's file. */
void text_add_file_name(struct text *text, const char *id);

/* -1, 0 or 1: Danish collation (… z æ ø å), digits before letters, case last, bytes at
   the end so that the order is total. Never the locale of the run. */
int text_compare_danish(const char *left, const char *right);

/* -1, 0 or 1: the order of file names as people count: "101.csv", "101 (2).csv",
   "101 (10).csv". Endings are looked at last; 0 only for the same name. */
int text_compare_natural(const char *left, const char *right);

#endif
