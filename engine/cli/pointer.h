#ifndef CLI_POINTER_H
#define CLI_POINTER_H

/* The way that a JSON pointer (RFC 6901) goes through a document. */

#include "base/fault.h"

#include <jansson.h>

#define POINTER_DEPTH 12

struct pointer {
    const char *token[POINTER_DEPTH]; /* without escapes; they live in the pointer */
    size_t count;
    size_t found; /* tokens that lead on; at[found] is where they lead */
    const json_t *at[POINTER_DEPTH + 1];
};

/* Takes a pointer apart, in place, and follows it as far as it goes. False when it is
   none. */
bool pointer_follow(struct pointer *pointer, char *text, const json_t *document,
                    struct fault *fault) MUST_CHECK;

/* The same tokens through another document. */
void pointer_walk(struct pointer *pointer, const json_t *document);

/* Says what there is where the pointer ends too early, or where it ends without being a
   figure; always returns false. */
bool pointer_tell(const struct pointer *pointer, const char *file, struct fault *fault);

/* Whether there is such a token at a place. */
bool pointer_is(const struct pointer *pointer, size_t place, const char *token);

/* A member of an object, or "" and 0 where it has none of that kind. */
const char *pointer_string(const json_t *object, const char *key);

#endif
