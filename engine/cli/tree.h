#ifndef CLI_TREE_H
#define CLI_TREE_H

/* What commands print as JSON, made as a tree. A value that could not be made is NULL,
   and so is every one that holds it: it is told once, when the tree is written. */

#include "base/fault.h"
#include "base/language.h"
#include "base/text.h"

#include <jansson.h>

/* Take the value; false where there is none. */
bool tree_put(json_t *object, const char *key, json_t *value);
bool tree_put_count(json_t *object, const char *key, size_t count);
bool tree_add(json_t *array, json_t *value);

/* The value itself, or NULL and the value released when something in it failed. */
json_t *tree_finish(json_t *value, bool ok);

/* An object of the languages that there is a text in. */
json_t *tree_wording(const struct wording *wording);

/* Adds the tree, which is released, to `out` with so many digits of a real number. */
bool tree_write(struct text *out, json_t *root, size_t digits,
                struct fault *fault) MUST_CHECK;

#endif
