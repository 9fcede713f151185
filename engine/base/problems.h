#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

/* The list of what is wrong with data, so that a sender is told everything at once.
   Zeroed = empty. At most `limit` errors and as many warnings are kept
   with their text (0 = 200); all are counted. */

#include "base/fault.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct problem {
    enum severity severity;
    char *where; /* file */
    size_t row;
    size_t column;
    char *what;
    const char *said; /* the English of `what` before anything was put into it */
    char *about;      /* id of the institution it is about; NULL = not known, or none */
};

struct problems {
    struct problem *problem;
    size_t problem_count;
    size_t problem_capacity;
    size_t limit;
    size_t error_count; /* all of them, kept or not */
    size_t warning_count;
};

/* What is said comes out in the language of the catalogue. */
bool problems_add(struct problems *problems, enum severity severity, const char *where,
                  size_t row, size_t column, struct fault *fault, const char *what, ...)
    PRINTS(7, 8) MUST_CHECK;

/* The same with a text that is put together already, of the English `said`, a constant.
 */
bool problems_add_text(struct problems *problems, enum severity severity,
                       const char *where, size_t row, size_t column, const char *said,
                       const char *text, struct fault *fault) MUST_CHECK;

/* The same of an error that ends the reading of a file: its text is kept whatever the
   limit, since it is what explains that there is no more. */
bool problems_add_end(struct problems *problems, const char *where, size_t row,
                      size_t column, const char *said, const char *text,
                      struct fault *fault) MUST_CHECK;

/* How far the list has come, so that what a row adds can be looked at when all of the
   row is known. */
struct problems_mark {
    size_t problem_count;
    size_t error_count;
    size_t warning_count;
};

struct problems_mark problems_mark(const struct problems *problems);

/* Makes the errors since the mark warnings. */
void problems_soften(struct problems *problems, const struct problems_mark *mark);

/* Forgets what was added since the mark. */
void problems_drop(struct problems *problems, const struct problems_mark *mark);

/* Puts what was added since the mark in order: file by file as they came, then by row
   and column, and what is about all of a row, or of a file, behind it. */
bool problems_sort(struct problems *problems, const struct problems_mark *mark,
                   struct fault *fault) MUST_CHECK;

/* Says of the problems since the mark which institution they are about. */
bool problems_attribute(struct problems *problems, const struct problems_mark *mark,
                        const char *about, struct fault *fault) MUST_CHECK;

/* Whether one more would still be kept, so that its text is worth the trouble. */
bool problems_keep_error(const struct problems *problems);
bool problems_keep_warning(const struct problems *problems);
void problems_release(struct problems *problems);

#endif
