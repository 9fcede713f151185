#ifndef ANSWERS_CODEBOOK_H
#define ANSWERS_CODEBOOK_H

/* The lists that a survey tool puts beside its answers: which question each variable is
   of, and which text each of its codes stands for. */

#include "answers/reader.h"

#define LIST_COLUMNS_MOST 16 /* more than any list has */

/* A code of a variable and its text, in the order of the file. */
struct codebook_label {
    const char *code;
    const char *text;
    size_t row;
    size_t next; /* of the same variable, 0 = none: label + 1 */
};

struct codebook_variable {
    const char
        *question;      /* what the tool calls it; NULL = it is not in the structure */
    const char *text;   /* the question's */
    const char *choice; /* of several: the option that the variable is of; or "" */
    size_t row;         /* in the structure, 0 = it is not there */
    size_t first_label; /* label + 1; 0 = it has none */
    size_t last_label;
};

struct codebook {
    struct source source[PART_LABELS + 1]; /* those that were taken, by part */
    struct text where[PART_LABELS + 1];    /* file, or sheet; for messages */
    struct names texts;
    struct names names; /* of the variables, folded */
    struct codebook_variable *variable;
    size_t variable_capacity;
    struct codebook_label *label;
    size_t label_count;
    size_t label_capacity;
};

/* Takes up a list from a table: the rest of what codebook_add() does. */
struct tables;
bool codebook_read_table(struct codebook *codebook, enum file_part part,
                         const struct tables *tables, struct problems *problems,
                         struct fault *fault) MUST_CHECK;
void codebook_release(struct codebook *codebook);

/* What a table is by its first rows. */
bool table_part_find(enum file_part *part, const struct tables *tables,
                     struct fault *fault) MUST_CHECK;

/* What the variables of the reader's codebook are, by the mapping, their names and the
   texts of their questions: reader->own. The texts of questions must be made. */
bool own_columns_open(struct reader *reader);
void own_columns_free(struct own_columns *own);

/* Whether the codebook, or the mapping for it, says what a header is. */
bool own_columns_find(const struct reader *reader, struct column *found,
                      enum match *match, const char *folded, size_t length);

/* What the tool asks under a variable that is no question here; NULL = it does not say.
 */
const char *own_columns_text(const struct reader *reader, const char *cell,
                             size_t length);

/* The text of a code of the variable of a header; NULL = the lists do not say. */
const char *own_columns_label(const struct reader *reader, const char *header,
                              const char *code);

#endif
