#ifndef ANSWERS_READER_H
#define ANSWERS_READER_H

/* One pass over an answer file: header, cells, rows. */

#include "answers/answers.h"
#include "base/text.h"

#define REMEMBERED_ANSWERS 4096 /* distinct spellings kept per scale */

enum column_use {
    COLUMN_UNIT,
    COLUMN_QUESTION, /* one that takes one option; the others are below */
    COLUMN_NUMBER,
    COLUMN_SEVERAL,
    COLUMN_MEMBER,  /* one option of a question that takes several */
    COLUMN_COMMENT, /* on the answer to the question */
    COLUMN_SIMULATED,
    COLUMN_OTHER, /* accepted, not stored */
    COLUMN_BEYOND /* what a surplus delimiter at the end makes: must stay empty */
};

/* What the cells of one scale mean: single bytes by table, longer ones as first seen.
 */
struct dictionary {
    const struct scale *scale;
    int8_t by_byte[256]; /* option, ANSWER_BLANK, or NO_OPTION */
    struct names spelling;
    int8_t *option; /* by number of the spelling */
    size_t option_capacity;
};

struct column {
    enum column_use use;
    uint32_t question;             /* COLUMN_MEMBER: the one it is an option of */
    struct dictionary *dictionary; /* of the question's scale */
    uint32_t member;               /* COLUMN_MEMBER: NAMES_NONE for a state */
    int8_t option;                 /* COLUMN_MEMBER */
};

#define NO_OPTION INT8_MIN

/* "id.comment" heads a column of comments. */
#define COMMENT_PART "comment"

struct reader {
    struct answer_file *file;
    const char *path;
    const struct questionnaire *questionnaire;
    const struct population *population;
    struct problems *problems;
    struct fault *fault;
    struct column *column; /* by position in the file */
    size_t column_count;
    size_t column_capacity;
    struct dictionary *dictionary; /* by scale */
    uint32_t *row_of_unit; /* row in the file where a unit stands; 0 = not yet */
    uint32_t *follow_up;   /* the questions that have a condition */
    size_t follow_up_count;
    bool *shown;         /* by question, in the row being looked at */
    uint32_t *column_of; /* by question: its column in the file, or that of the first
                            of its options; 0 = none */
    uint32_t *split;     /* the questions that have a column an option */
    size_t split_count;
    bool header_done;
    bool header_wrong;
    size_t header_row;
    bool is_form;           /* its rows became columns */
    size_t comments_before; /* the row being read */
    /* The row being read. */
    int8_t *row_code;   /* its answers, in `code` */
    int64_t *row_value; /* its numbers, in `value` */
    uint32_t unit;
    bool filled; /* any cell holds something */
    bool last_empty;
    bool simulated;
    bool refused;
    char reason[256];
    /* The rows taken, in the order of the file. */
    int8_t *code;   /* code[row * questions + question] */
    int64_t *value; /* value[row * numbers + number] */
    uint32_t *row_unit;
    uint32_t *row_number;
    size_t row_count;
    size_t code_capacity;
    size_t value_capacity;
    size_t unit_capacity;
    size_t number_capacity;
};

bool reader_open(struct reader *reader);
void reader_close(struct reader *reader);

/* The header's cells one by one, then its end. */
bool header_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length);
bool header_end(struct reader *reader, size_t row);

/* The option a cell names, ANSWER_BLANK, or NO_OPTION. */
int dictionary_find(struct dictionary *dictionary, const char *cell, size_t length);

/* The member that stands for an option of a question that takes several, NAMES_NONE for
   a state, and back. */
uint32_t member_of(const struct question *question, int option);
int option_of(const struct question *question, uint32_t member);

/* Cells of questions that take no single option. */
bool read_number(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length);
bool read_several(struct reader *reader, size_t row, size_t column, const char *cell,
                  size_t length);
bool read_member(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length);

/* At the end of a row: the answers to questions that have a column an option, out of
   their options. */
bool settle_members(struct reader *reader, size_t row);

/* Tells of a cell that is no answer to its question, with what would be. */
bool wrong_answer(struct reader *reader, size_t row, size_t column, const char *cell,
                  size_t length);

/* Both for table_read(). */
bool reader_field(void *context, size_t row, size_t column, const char *field,
                  size_t length);
bool reader_record(void *context, size_t row, size_t column_count);

/* Fills in the cells of the refused rows, by a second reading of the file. */
struct tables;
bool recall_refused(struct answer_file *file, const struct tables *tables,
                    struct fault *fault) MUST_CHECK;

/* Keeps what a person wrote beside an answer. */
bool read_comment(struct reader *reader, size_t column, const char *cell,
                  size_t length);

/* Tells of an error in the row being read, which is refused for it. */
bool refuse(struct reader *reader, size_t row, size_t column, const char *what, ...)
    PRINTS(4, 5) MUST_CHECK;

#endif
