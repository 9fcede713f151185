#ifndef BASE_FAULT_H
#define BASE_FAULT_H

/* One thing that went wrong. The caller owns the struct and starts it zeroed; the first
   cause wins: a set fault is never overwritten. Functions that take a fault return
   false after setting it, and true without touching it. */

#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK          __attribute__((warn_unused_result))
#define PRINTS(text, first) __attribute__((format(printf, text, first)))

/* Also the exit status of the program. */
enum fault_kind { FAULT_NONE, FAULT_DATA, FAULT_USAGE, FAULT_SYSTEM };

struct fault {
    enum fault_kind kind;
    char where[512];  /* file, or file with JSON path; "" when there is none */
    size_t row;       /* 1 = the first; 0 = none */
    size_t column;    /* 1 = the first; 0 = none */
    char what[768];   /* one line, no full stop */
    const char *said; /* the English of `what` before anything was put into it */
};

/* Both record a fault unless one stands already, and return false. What is said comes
   out in the language of the catalogue. */
bool fault_set(struct fault *fault, enum fault_kind kind, const char *where,
               const char *what, ...) PRINTS(4, 5);
bool fault_set_at(struct fault *fault, enum fault_kind kind, const char *where,
                  size_t row, size_t column, const char *what, ...) PRINTS(6, 7);

/* The same where `named`, a constant, names the message: the English of that part of it
   which says what is wrong. */
bool fault_set_named(struct fault *fault, enum fault_kind kind, const char *where,
                     size_t row, size_t column, const char *named, const char *what,
                     ...) PRINTS(7, 8);

/* A fault passed on, as it is or as one of another place. Both return false. */
bool fault_take(struct fault *fault, const struct fault *cause);
bool fault_take_at(struct fault *fault, const struct fault *cause, const char *where,
                   size_t row);

bool fault_memory(struct fault *fault);

/* From errno, which is read before anything else; `doing` is a verb phrase ("cannot
 * open"). */
bool fault_errno(struct fault *fault, const char *where, const char *doing);

#endif
