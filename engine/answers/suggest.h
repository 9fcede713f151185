#ifndef ANSWERS_SUGGEST_H
#define ANSWERS_SUGGEST_H

/* A file looked through for a draft of a mapping. */

#include "answers/reader.h"

#define TRACE_BITS 2048
#define LIKE_LEAST 0.5 /* share of what two texts have in common, to be a guess */

/* The three-letter parts of a text, as marks in a field of bits. */
struct trace {
    uint64_t bits[TRACE_BITS / 64];
    unsigned count;
};

struct seen_column {
    const char *header;
    struct names seen;
    bool many; /* more than are kept */
    size_t units;
    size_t filled;
    struct column column;
    const char *target; /* an id, or NULL */
    bool guessed;
};

struct suggestion {
    struct reader reader;
    struct names names;
    struct seen_column *column;
    size_t column_count;
    size_t column_capacity;
    size_t filled; /* cells of the record being read */
    bool header_done;
    struct trace *trace; /* by question and language */
    struct fault *fault;
};

void make_trace(struct trace *trace, const char *text);

/* The share of parts that two texts have in common, 0 to 1 (Dice 1945). */
double likeness(const struct trace *left, const struct trace *right);

/* What the tool's lists say of the column, or else its header. */
const char *suggestion_text(const struct suggestion *suggestion,
                            const struct seen_column *seen);

/* Writes the draft once it is known what the columns are. */
bool suggestion_write(struct suggestion *suggestion, struct text *json);

#endif
