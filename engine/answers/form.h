#ifndef ANSWERS_FORM_H
#define ANSWERS_FORM_H

/* A filled-in form: a row a question, as `template` makes it and people's spreadsheets
   save it. It is found by its row of headings, and becomes a header and one row of
   answers for the reader. */

#include "answers/reader.h"

/* Where in the file a column of that header and row comes from. */
struct place {
    size_t row;
    size_t header_column;
    size_t answer_column;
};

/* One question's row. */
struct entry {
    const char *id;
    const char *answer;
    const char *comment;
    size_t row;
    uint32_t question; /* NAMES_NONE when the id is none's */
};

struct form {
    bool found;                       /* it has the row of headings */
    size_t sheet;                     /* of a workbook: the one it is in */
    size_t column[FORM_COLUMN_COUNT]; /* 0 = it has none */
    size_t heading_row;
    size_t unit_row;     /* 0 = it does not say who answers */
    const char *unit;    /* what stands there */
    const char *id_name; /* what the unit is called in `identified_by` */
    bool simulated;
    const char *state; /* what it says of itself, draft or final; NULL = nothing */
    size_t state_row;
    struct entry *entry;
    size_t entry_count;
    size_t entry_capacity;
    unsigned char *several; /* by question: where its options are answered */
    struct place *place;    /* by column of the header it became, from 0 */
    size_t place_count;
    size_t place_capacity;
    struct names names; /* the texts */
};

/* A cell of a sheet; row 0 = the sheet has no such row. */
struct table_place {
    size_t sheet;
    size_t row;
    size_t column;
};

/* A file of answers as tables: itself, or the sheets of a workbook. */
struct tables {
    const struct source *source;
    struct source held;        /* a large workbook, read as a whole */
    struct workbook *workbook; /* NULL = it is delimited */
    size_t sheet;              /* of the workbook: the one to read */
    struct table_forced forced;
    size_t *joined; /* sheets that go on to the right of that one, row by row */
    size_t joined_count;
    struct problems *problems; /* whose places on those are told; NULL = nobody's */
    struct table_place *at;    /* where what is handed on of those stands; NULL = nobody
                                  asks */
    bool read_before;          /* what is missing on those was told of */
};

bool tables_open(struct tables *tables, const struct source *source,
                 struct fault *fault) MUST_CHECK;
bool tables_read(const struct tables *tables, struct table_format *format,
                 const struct table_consumer *consumer, struct fault *fault) MUST_CHECK;
void tables_close(struct tables *tables);

/* Where a workbook has the sheets of a survey tool's dataset, makes those what is read.
 */
bool tables_join(struct tables *tables, struct fault *fault) MUST_CHECK;

/* The same, and the lists beside them; *lists stays NULL where there are none. */
bool tables_find_set(struct tables *tables, struct codebook **lists,
                     struct problems *problems, struct fault *fault) MUST_CHECK;

/* Reads the sheet and those joined to it as one table. */
bool joined_read(const struct tables *tables, const struct table_consumer *consumer,
                 struct fault *fault) MUST_CHECK;

/* Looks for a form: in a workbook on every sheet. The sheet it is on, or else the first
   one, is then the one to read. */
bool form_find(struct form *form, struct tables *tables,
               const struct questionnaire *questionnaire,
               struct fault *fault) MUST_CHECK;

/* Reads the form and hands it to the reader. Problems are told at the rows and columns
 * of the file.
 */
bool form_read(struct form *form, const struct tables *tables, struct reader *reader,
               struct fault *fault) MUST_CHECK;

/* Whether a cell, folded, heads the numbers of questions with its dot left out. */
bool form_is_id_heading(const char *folded);

/* The second half of it: the rows taken, to the reader. */
bool form_hand_on(struct form *form, struct reader *reader,
                  struct fault *fault) MUST_CHECK;
void form_release(struct form *form);

#endif
