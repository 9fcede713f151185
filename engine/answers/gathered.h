#ifndef ANSWERS_GATHERED_H
#define ANSWERS_GATHERED_H

/* Files whose rows are not institutions: long ones, with a row an answer (institution,
   question, answer, comment), and sheets with a row a question and a column an
   institution. All of it is gathered first, and becomes a header and a row an
   institution for the reader. */

#include "answers/reader.h"

enum gathering { GATHER_LONG, GATHER_ACROSS };

enum gathered_use {
    GATHERED_NOTHING,
    GATHERED_UNIT,
    GATHERED_QUESTION,
    GATHERED_ANSWER, /* of a sheet: of the institution that heads the column */
    GATHERED_COMMENT,
    GATHERED_SIMULATED,
    GATHERED_PERSONAL,
    GATHERED_SENDING, /* of a long file: when the response was given, or its state */
    GATHERED_UNKNOWN,
    GATHERED_USE_COUNT
};

struct gathered_column {
    enum gathered_use use;
    uint32_t unit;     /* of a sheet; of a sending: the one of the last row */
    uint32_t question; /* of a sending: what it is called */
    const char *text;  /* of a sending: what stands in this row, NULL = nothing … */
    const char *last;  /* … and in the last one */
};

/* An institution, or a question, as it is written; where it first stands. */
struct gathered_name {
    const char *text;
    size_t row;
    size_t column;
};

struct gathered_cell {
    uint32_t unit;
    uint32_t question;
    const char *text;
    size_t row;
    size_t column;
};

/* The cells of the row of a long file that is being read. */
struct gathered_row {
    const char *text[GATHERED_USE_COUNT];
    size_t column[GATHERED_USE_COUNT];
};

struct gathered {
    enum gathering kind;
    size_t heading_row;
    struct gathered_column *column;
    size_t column_count;
    bool beyond; /* something stands where no heading is */
    bool simulated;
    struct gathered_row at;
    size_t bytes;       /* held, about */
    size_t bytes_limit; /* what is held of a file that the register has room for */
    struct names texts;
    struct names unit_names;
    struct gathered_name *unit; /* by number of the name */
    size_t unit_capacity;
    struct names question_names; /* the ids they stand for, where they do */
    struct gathered_name *question;
    size_t question_capacity;
    struct names spellings; /* of questions, as they are written */
    const char **meant;     /* the name of each, by number of the spelling */
    size_t meant_capacity;
    struct gathered_cell *cell;
    size_t cell_count;
    size_t cell_capacity;
};

/* Makes the reader gather when the record heads such a file: reader->gathered is then
   set. */
bool gathered_begin(struct reader *reader, const struct heading_row *row);
bool gathered_field(struct reader *reader, size_t column, const char *field,
                    size_t length);
bool gathered_record(struct reader *reader, size_t row, size_t column_count);

/* Hands on what was gathered; nothing to do for other files. */
bool gathered_finish(struct reader *reader);
void gathered_free(struct gathered *gathered);

/* A name that is written, in its place; its number. */
bool gathered_add_unit(struct reader *reader, const char *text, size_t length,
                       size_t row, size_t column, uint32_t *number);
/* The same of a question. */
bool gathered_add_question(struct reader *reader, const char *text, size_t row,
                           size_t column, uint32_t *number);

#endif
