#ifndef ANSWERS_READER_H
#define ANSWERS_READER_H

/* One pass over an answer file: header, cells, rows. */

#include "answers/answers.h"
#include "answers/mapping.h"
#include "answers/moment.h"
#include "answers/wordings.h"
#include "base/text.h"

/* What the numbers of a survey tool's file may be besides codes of the questionnaire:
   codes of the tool's, which a list of it tells, or places in the list of answers. */
enum tool_codes { TOOL_CODES_OWN, TOOL_CODES_LISTED, TOOL_CODES_PLACES };

#define REMEMBERED_ANSWERS 4096 /* distinct spellings kept per scale */

enum column_use {
    COLUMN_UNIT,
    COLUMN_QUESTION, /* one that takes one option; the others are below */
    COLUMN_NUMBER,
    COLUMN_SEVERAL,
    COLUMN_MEMBER,  /* one option of a question that takes several */
    COLUMN_COMMENT, /* on the answer to the question */
    COLUMN_SIMULATED,
    COLUMN_STATE,     /* whether a row is a draft; nothing = it is final */
    COLUMN_COMPLETED, /* the same as a tool's mark that it was sent in */
    COLUMN_SUBMITTED, /* when a response was sent in; empty = it was not. This and the
                         next say when, those that come first rather than the others */
    COLUMN_FINISHED,
    COLUMN_CHANGED,
    COLUMN_BEGUN,
    COLUMN_PERSONAL, /* about a person: not read, and said once that it is not */
    COLUMN_OTHER,    /* accepted, not stored */
    COLUMN_BEYOND    /* what a surplus delimiter at the end makes: must stay empty */
};

/* What the cells of one scale mean: single bytes by table, longer ones as first seen.
 */
struct dictionary {
    const struct scale *scale;
    const struct mapped_answers *mapped; /* what a mapping says of a question's */
    bool limesurvey;                     /* the cells are of a file of that tool's */
    bool looked_up[256];                 /* the bytes that were seen so far */
    int8_t by_byte[256]; /* of those: option, ANSWER_BLANK, or NO_OPTION */
    size_t longest; /* bytes that a spelling may have where several stand in one cell */
    struct names spelling;
    int8_t *option; /* by number of the spelling */
    size_t option_capacity;
};

struct column {
    enum column_use use;
    uint32_t question;             /* COLUMN_MEMBER: the one it is an option of */
    struct dictionary *dictionary; /* of the question's scale; COLUMN_MEMBER: NULL but
                                      where a mapping says what its cells mean */
    uint32_t member;               /* COLUMN_MEMBER: NAMES_NONE for a state */
    int8_t option;                 /* COLUMN_MEMBER */
    enum date_order dates;         /* of times */
};

/* A record that may be the header. */
struct heading_row {
    size_t row;
    const char **cell;
    size_t cell_count;
    size_t cell_capacity;
    size_t question_count; /* cells that name one, or a part of one */
    bool names_unit;
};

struct table_place;

struct heading {
    const struct table_place
        *at;          /* of each cell, where sheets were joined; else NULL */
    size_t *sheet_of; /* then, by column */
    size_t sheet_capacity;
    const char **open; /* by column: what in the row before names something about
                          persons that may stand below it; NULL = nothing does */
    size_t open_count;
    size_t open_capacity;
    size_t open_row;         /* the row after that one */
    struct heading_row row;  /* the one being read */
    struct heading_row best; /* that came nearest to a header; row 0 = none yet */
    bool by_tool;            /* it has columns that only survey tools make */
    bool by_limesurvey;      /* that tool's */
    enum tool_codes codes;   /* what the numbers of that tool are */
    bool mapped_unit;        /* it has the column that the mapping says names it */
    bool other_unit;         /* a column that is not the tool's "id" names the unit */
    struct names names;      /* the cells */
    size_t bytes;            /* in them */
    struct repeats *repeats; /* of the header that is being taken */
};

/* What goes with a response that was taken, by row taken: it may give way to a newer
   one. */
struct response {
    struct sending sending;
    bool not_sent;
    size_t stale_count;
    size_t comment_first; /* its comments, side by side */
    size_t comment_count;
};

#define NO_OPTION INT8_MIN

/* "id.comment" heads a column of comments. */
#define COMMENT_PART "comment"

/* Rows of nobody so far, and what other columns say in them. */
struct strangers {
    uint32_t *units; /* by column: cells that are institutions' ids; NULL = there are
                        rows of somebody, or nothing is to be found */
    size_t row_count;
    const char *const *header; /* its cells */
    struct problems_mark mark; /* behind what was told of the header */
};

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
    const struct mapping *mapping; /* NULL = none */
    bool mapping_used;             /* it says something of this file */
    struct dictionary *mapped;     /* of the questions that a mapping has answers of */
    const struct codebook *codebook; /* NULL = none */
    struct own_columns *own;         /* what that says of its variables */
    struct places *places;           /* of numbers that may be codes or places */
    struct dictionary *dictionary;   /* by scale */
    uint32_t *row_of_unit; /* row in the file where a unit stands; 0 = not yet */
    uint32_t *follow_up;   /* the questions that have a condition */
    size_t follow_up_count;
    bool *shown;         /* by question, in the row being looked at */
    uint32_t *column_of; /* by question: its column in the file, or that of the first
                            of its options; 0 = none */
    uint32_t *split;     /* the questions that have a column an option */
    size_t split_count;
    struct heading heading;
    struct text personal_names; /* what is told of as personal */
    struct tracing *tracing;    /* NULL = nobody asks where the answers stand */
    struct wordings wordings;
    struct gathered *gathered; /* its rows are no institutions; NULL = they are */
    bool header_done;
    bool header_wrong;
    size_t header_row;
    bool is_form; /* its rows became columns */
    size_t unit_column;
    bool timed;                /* it has columns that say when, or what is a draft */
    bool all_drafts;           /* is read so */
    struct response *response; /* of files that are either */
    size_t response_capacity;
    uint32_t *taken_of_unit; /* of files that do: row taken + 1; 0 = none yet */
    size_t dead_comments;   /* of rows that a newer one of the unit took the place of */
    size_t comments_before; /* the row being read */
    size_t delimited_bytes; /* size of a delimited file; 0 = of another, or unknown */
    bool leaves_texts;      /* comments and refused cells are left in the file */
    size_t refused_limit;
    /* The row being read. */
    int8_t *code_at_hand;
    int8_t *row_code;   /* its answers, in the above; NULL = it has not begun */
    int64_t *row_value; /* its numbers */
    uint32_t unit;
    uint32_t next_unit; /* the one after the last that was found */
    size_t strays;      /* of those found, the ones that did not come next */
    struct names units; /* the ids, the last one first; empty unless it is needed */
    struct strangers strangers;
    bool filled; /* any cell holds something */
    bool last_empty;
    bool keeps_empty;
    bool simulated;
    bool draft;
    bool not_sent; /* and therefore a draft */
    bool misshapen;
    bool refused;
    bool like_unit;     /* a cell of a row that is nobody's names institutions … */
    bool like_question; /* … and one a question */
    bool *wrong;        /* by question: told of in this row */
    bool any_wrong;
    struct problems_mark mark; /* where the row's problems begin */
    struct moment moment;
    enum column_use moment_use;
    char reason[256];
    /* The rows taken, in the order of the file; a newer response has the place of the
       older one. */
    int8_t *code;   /* code[question * room + row] */
    int64_t *value; /* value[number * room + row] */
    uint32_t *row_unit;
    uint32_t *row_number;
    size_t row_count;
    size_t room;
};

bool reader_open(struct reader *reader);
void reader_close(struct reader *reader);

/* Records are held back until one is the header, which is then taken; at the end of the
   file, or when none is near its top, the nearest one is. */
bool heading_field(struct reader *reader, size_t column, const char *field,
                   size_t length);
bool heading_record(struct reader *reader, size_t number);
bool heading_finish(struct reader *reader);

/* Looks what a cell of a row that is refused would be in a header, for a second one
   further down. Cells are looked up in the header first, which is quick, until the row
   names institutions. */
void heading_look_again(struct reader *reader, size_t column, const char *cell,
                        size_t length);

/* Tells of such a row; the file is wrong then. */
bool heading_tell_again(struct reader *reader, size_t row);
void heading_release(struct heading *heading);

/* Whether a survey tool made the file, and whether a column besides the tool's own
   number of a response says which institution a row is from. */
void heading_look_for_tool(struct reader *reader, const struct heading_row *row);

/* What a cell of a header names. MATCH_SHARED: the text of more than one question. */
enum match { MATCH_NONE, MATCH_FOUND, MATCH_SHARED };
enum match column_match(const struct reader *reader, struct column *found,
                        const char *cell, size_t length);

/* Whether a header, folded, is the tool's own number of a response, which is nobody's
   institution. */
bool is_number_of_tool(const struct reader *reader, const char *folded);

/* The header's cells one by one, then its end. */
bool header_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length);
bool header_end(struct reader *reader, const struct heading_row *header);

/* A header without a column of institutions. */
bool tell_no_institution(struct reader *reader, const struct heading_row *header);

/* Where every row is of nobody, and a column that is not read names institutions in
   them, that is what is told instead: at the end of the header, by cell of such a
   column, at the end of a row, and at the end of the file. */
bool strangers_begin(struct reader *reader, const struct heading_row *header);
void strangers_look(struct reader *reader, size_t column, const char *cell,
                    size_t length);
void strangers_record(struct reader *reader);
bool strangers_finish(struct reader *reader);
void strangers_release(struct strangers *strangers);

/* Warns of columns that the mapping has and the header has not. */
bool tell_unused(struct reader *reader, const struct heading_row *header);

/* Says which columns of the header, and what above it, are about persons, and notes
   those that are columns of the file. */
bool tell_personal(struct reader *reader, const struct heading_row *header);

/* Whether what a cell heads is about persons by its name; also one that is folded. */
bool names_personal(const char *folded);

/* The same whatever a definition or a mapping says of it: how to reach a person. */
bool names_contact(const char *folded);

/* Whether a cell says that what stands beside it is about persons, with a colon or
   without. `*whole` = bytes of the name; behind them the cell says it itself. */
bool labels_personal(const char *cell, size_t length, size_t *whole);

/* Notes and lists what is about persons in a row above the header, and doubts what else
   stands there. */
bool personal_above(struct reader *reader, const struct heading_row *row);

/* Whether a name that is nothing else, folded, is about persons: a few words, one of
   which says so. A whole question is none. */
bool hints_at_person(const char *folded);

/* A cell of the file that is personal. */
bool personal_add_cell(struct reader *reader, size_t row, size_t column);
void personal_sort(struct personal *personal);

/* Doubts a cell that is kept and no answer: it may hold a number of a person. */
bool doubt_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                size_t length);

void dictionary_open(struct dictionary *dictionary, const struct scale *scale,
                     const struct mapped_answers *mapped);
void dictionary_close(struct dictionary *dictionary);

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

/* The bytes of the part of a cell of several that begins at `at`, and where the next
   one begins. */
size_t several_part(struct dictionary *dictionary, const char *cell, size_t at,
                    size_t length, size_t *next);

/* A cell of which the mapping says nothing; an answer that cannot stand beside others;
   and whether one does, such as "none of them". */
bool not_mapped(struct reader *reader, size_t row, size_t column,
                const struct question *question, const char *cell, size_t length);
bool stands_alone(struct reader *reader, size_t row, size_t column,
                  const struct question *question, int state);
bool check_alone(struct reader *reader, size_t row, size_t column,
                 const struct question *question);

/* 1 or 0 as people write in the column of an option that it was chosen or not;
   ANSWER_BLANK, or NO_OPTION for what says neither. */
int spelt_choice(const char *cell, size_t length);

/* At the end of a row: the answers to questions that have a column an option, out of
   their options. */
bool settle_members(struct reader *reader, size_t row);

/* Tells of a cell that is no answer to its question, with what would be. */
bool wrong_answer(struct reader *reader, size_t row, size_t column, const char *cell,
                  size_t length);

/* For table_read(). */
bool reader_fields(void *context, size_t row, const struct table_cell *cell,
                   size_t count);
bool reader_field(void *context, size_t row, size_t column, const char *field,
                  size_t length);
bool reader_record(void *context, size_t row, size_t column_count);

/* Fills in the cells of the refused rows, by a second reading of the file, or keeps
   what answers_recall() needs to hand them on. What is about persons is left out. */
struct tables;
bool recall_refused(struct reader *reader, const struct tables *tables,
                    struct fault *fault) MUST_CHECK;

/* Makes the row at hand empty. */
bool taken_begin(struct reader *reader);

/* Takes the row at hand, which stands in `row` of the file: in the place of one taken,
   or behind them all. */
bool taken_put(struct reader *reader, size_t place, size_t row);

/* Hands the rows over to the file's answers, in order of unit. The low halves of
   `place` say where each of them stood before; NULL = they stood so. It is the
   caller's. */
bool taken_finish(struct reader *reader, uint64_t **place);

/* The cell of a row that says whose it is. */
bool read_unit(struct reader *reader, size_t row, size_t column, const char *cell,
               size_t length);

/* Keeps what a person wrote beside an answer. */
bool read_comment(struct reader *reader, size_t column, const char *cell,
                  size_t length);

/* A cell that says when the response was given. */
bool read_moment(struct reader *reader, size_t column, const char *cell, size_t length);

/* A cell that says whether the row is a draft, or was sent in. */
bool read_state(struct reader *reader, size_t row, size_t column, const char *cell,
                size_t length);
bool read_completed(struct reader *reader, const char *cell, size_t length);

/* At the end of a row: what is wrong in a draft is told as warnings and left blank. One
   that cannot be kept even so is kept with the file. */
bool settle_draft(struct reader *reader, size_t row, bool *stands);

/* Of several responses of one institution all but one are kept with the file, and that
   is said. `stands` = the row being read is to be taken. */
bool settle_responses(struct reader *reader, size_t row, bool *stands);
bool keep_response(struct reader *reader, size_t place, size_t stale_before);

/* Keeps a row that says nothing with the file, and says that: it was sent by mistake,
   or from one who never began. */
bool set_empty_aside(struct reader *reader, size_t row);

/* At the end of the file: hands the rows taken over, counts their answers, and tells of
   drafts. */
bool finish_answers(struct reader *reader);

/* Gives up the comments of responses that gave way. */
void drop_dead_comments(struct reader *reader);

/* Rows that are not taken, beyond one for every unit: more than that says that it is
   not the file, or not the register, that was meant. */
#define REFUSED_LIMIT 1000000

/* Keeps a row that is not taken, whose it is (NAMES_NONE = nobody's), and why. There is
   a limit to them, FAULT_DATA. */
bool refused_add(struct reader *reader, size_t row, uint32_t unit, const char *reason);

/* Refuses a row of an institution that has one already. */
bool refuse_second(struct reader *reader, size_t row, size_t column, uint32_t before);

/* Tells of an error in the row being read, which is refused for it. */
bool refuse(struct reader *reader, size_t row, size_t column, const char *what, ...)
    PRINTS(4, 5) MUST_CHECK;

#endif
