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

/* The same bytes of an object whose last member is an array too large to stand in
   memory as a tree: the object without it, which has members, then its elements one by
   one. */
struct tree_array {
    struct text *out;
    size_t digits;
    bool filled;
};

bool tree_open_array(struct tree_array *array, json_t *root, const char *key,
                     struct fault *fault) MUST_CHECK;
bool tree_write_element(struct tree_array *array, json_t *element,
                        struct fault *fault) MUST_CHECK;
bool tree_close_array(struct tree_array *array, struct fault *fault) MUST_CHECK;

#endif
