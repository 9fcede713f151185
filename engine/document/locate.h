#ifndef DOCUMENT_LOCATE_H
#define DOCUMENT_LOCATE_H

/* Where in the bytes of a file its values stand; the JSON in memory does not say. */

#include "document/document.h"

struct location {
    size_t row;    /* 1 = the first; 0 = not to be told */
    size_t column; /* in characters */
};

/* Of the member `key` of a part, or of the part itself when `key` is NULL or there is
   no such member, or of the nearest part around it that is in the file. Takes time in
   proportion to the file. */
struct location locate(const struct part *part, const char *key);

/* Tells the first number of valid JSON that a double does not hold exactly as it is
   written. */
bool locate_inexact(const struct source *source, const char *file, struct fault *fault);

/* The fault for such a number. Always returns false. */
bool tell_inexact(const char *file, size_t row, size_t column, struct fault *fault);

#endif
