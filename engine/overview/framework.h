#ifndef OVERVIEW_FRAMEWORK_H
#define OVERVIEW_FRAMEWORK_H

/* The items of a framework, read from its CSV. */

#include "base/names.h"
#include "base/problems.h"

struct item {
    const char *id;
    const char *parent; /* "" = none */
    const char *kind;
    size_t row; /* in the file */
    bool met;
};

/* Zeroed = empty; all strings but the ids live in the names it was read with. */
struct items {
    struct names ids; /* numbered as the items are */
    struct item *item;
    size_t count;
    size_t capacity;
};

bool items_read(struct items *items, const char *path, struct names *names,
                struct problems *problems, struct fault *fault) MUST_CHECK;
void items_release(struct items *items);

/* NULL when there is none of the id. */
struct item *items_find(const struct items *items, const char *id);

#endif
