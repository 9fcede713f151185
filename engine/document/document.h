#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

/* One JSON file read to the end, every fault named by its line and its path, such as
   "$.questions[3].scale". Only memory, and a file that cannot be read or is no JSON,
   end a reading early; anything else is told and reading goes on. */

#include "base/arena.h"
#include "base/fault.h"
#include "base/language.h"
#include "base/names.h"
#include "base/problems.h"
#include "base/source.h"

#include <jansson.h>
#include <stdint.h>

#define DECIMAL_DIGITS 15

/* One exists while a file is read. What is made of it lives in `names` and `arena`. */
struct document {
    const char *file;
    const char *text; /* the JSON itself where it is no file's; NULL = it is */
    struct names *names;
    struct arena *arena;
    struct problems *problems; /* what is wrong in the file, by path */
    struct fault *fault;       /* what ended the reading */
    bool failed;               /* `fault` is set */
    size_t earlier_errors;     /* among the problems before this file */
    json_t *json;              /* owned */
    struct source source; /* owned; NULL bytes when the JSON is no longer what is in the
                             file, so that only paths can be told */
};

/* A value and the way to it. It borrows the part it stands within, which must outlive
   it; the key is the document's own, or a literal. */
struct part {
    struct document *document;
    const json_t *json;        /* NULL = not there, or not what it should be */
    const struct part *within; /* NULL = the root */
    const char *key;           /* NULL = an item, at `index` */
    size_t index;
};

/* The JSON in a file, or NULL with a fault. */
json_t *document_parse(const char *file, struct fault *fault);

/* Reads the file, whose root must be an object of the format (NULL = of any); true when
   it is one. The other pointers of the document must be set, and remain. */
bool document_read(struct part *root, struct document *document,
                   const char *format) MUST_CHECK;

/* Whether nothing has been found wrong since document_read(). */
bool document_is_sound(const struct document *document);
void document_release(struct document *document); /* its JSON and source only */

/* An error in the member `key` of a part, which need not exist; NULL = in the part
   itself. Always returns false. */
bool document_wrong(const struct part *part, const char *key, const char *what, ...)
    PRINTS(3, 4);

/* The same as a warning: the file can be used as it is. */
void document_doubt(const struct part *part, const char *key, const char *what, ...)
    PRINTS(3, 4);
bool document_out_of_memory(struct document *document); /* always returns false */

/* NULL when short of memory, which is then the document's fault. */
const char *document_keep(struct document *document, const char *text);
void *document_take(struct document *document, size_t count, size_t size);

/* The path of a file named relative to the document's folder; released by the caller.
 */
char *document_join_path(struct document *document, const char *name);

/* Tells what is wrong where the part is no object, or has keys that are not among the
   known ones. True for an object; false, without telling, for what is not there. */
bool document_check_keys(const struct part *part, const char *const *known,
                         size_t known_count);

/* Members by type; NULL or `absent` after telling what is wrong. A missing one is no
   error unless it is required. */
struct part document_read_member(const struct part *part, const char *key,
                                 bool required);
struct part document_read_item(const struct part *array, size_t index);
const char *document_read_string(const struct part *part, const char *key,
                                 bool required);
bool document_read_flag(const struct part *part, const char *key, bool absent);

/* Which of the names a string is; `absent` when it is not there, or wrong, which is
   told with the nearest name. */
int document_read_choice(const struct part *part, const char *key,
                         const char *const *name, size_t name_count, int absent);

/* A decimal as it is written, in whole nano (1e-9): at most DECIMAL_DIGITS digits, 6 of
   them after the point, and of a size up to a million. True when it is there and right.
 */
bool document_read_decimal(const struct part *part, const char *key, bool required,
                           int64_t *nano);

/* The same of an item of an array. */
bool document_read_decimal_item(const struct part *array, size_t index, int64_t *nano);

/* An `absent` outside the bounds says that the number is required. */
int64_t document_read_whole(const struct part *part, const char *key, int64_t lowest,
                            int64_t highest, int64_t absent);

/* An array that is there has at least `fewest` items, 0 or 1. */
struct part document_read_array(const struct part *part, const char *key, bool required,
                                size_t fewest);

/* A list that is required is not empty. */
size_t document_read_strings(const struct part *part, const char *key, bool required,
                             const char ***into);

/* Texts by language. A required one has a text in at least one; then the languages
   without one have the text of another. */
struct wording document_read_wording(const struct part *part, const char *key,
                                     bool required);

#endif
