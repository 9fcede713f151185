#ifndef ANSWERS_ANSWERS_H
#define ANSWERS_ANSWERS_H

/* The answers of many units to one edition, as columns of option numbers. One row a
   unit; rows stand in order of unit, whatever the order in the files. Zeroed = empty.
 */

#include "answers/succession.h"
#include "base/problems.h"
#include "base/source.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "table/table.h"

struct mapping;
struct codebook;
struct recall;
struct text;

/* How a file is to be read; zeroed = by its questionnaire and register alone. */
struct answers_reading {
    const struct mapping *mapping;   /* NULL = none */
    const struct codebook *codebook; /* NULL = none */
    struct table_forced forced;      /* goes before what the mapping says */
    bool draft;                      /* all of it, whatever it says */
    bool keeps_empty; /* rows without an answer too: they take no answers' place */
};

/* A text that a file was read by. */
struct aid {
    enum aid_kind { AID_MAPPING, AID_STRUCTURE, AID_LABELS } kind;
    const char *name; /* NULL = the mapping's, which does not matter */
    const void *bytes;
    size_t size;
    char hash[SHA256_TEXT_BYTES];
};

#define AID_LIMIT 3

struct answers {
    uint32_t row_count;
    uint32_t question_count;
    uint32_t *unit;       /* by row: number in the population, strictly increasing */
    uint32_t *source_row; /* by row: row in the file it came from */
    int8_t *code; /* code[question * row_count + row]: option number or ANSWER_… */
    uint32_t number_count;
    int64_t *number; /* number[n * row_count + row], nano: what the nth question that is
                        answered by a number holds where its code is OPTION_GIVEN */
    bool simulated;  /* any row is */
    bool *draft; /* by row: not sent as final, and not to be scored; NULL = none is */
};

/* A row of the file that was not taken, and why: its problems stand in the list. */
struct refused_row {
    size_t row;
    char *reason;     /* the first one */
    char *cells;      /* as read, joined with tabs; NULL = see answers_recall() */
    const char *unit; /* id, borrowed; NULL where the row does not say, or is of none */
};

/* What of a file is about persons, and is not kept with it: columns, below the row that
   heads them, and cells where questions have a row each. */
struct personal_cell {
    size_t row;
    size_t column;
};

struct personal {
    size_t heading_row;
    size_t *column; /* increasing */
    size_t column_count;
    size_t column_capacity;
    struct personal_cell *cell; /* in order of row and column once the file is read */
    size_t cell_count;
    size_t cell_capacity;
};

/* How a file is laid out: a row an institution, a form, a row an answer, or a row a
   question with a column an institution. */
enum answers_layout {
    LAYOUT_ROWS,
    LAYOUT_FORM,
    LAYOUT_LONG,
    LAYOUT_ACROSS,
    LAYOUT_COUNT
};

extern const char *const answers_layout_name[LAYOUT_COUNT];

/* What the cell of an answer is, by itself. */
enum cell_state {
    CELL_ANSWERED,
    CELL_DONT_KNOW,
    CELL_NOT_APPLICABLE,
    CELL_BLANK,
    CELL_NOT_ASKED,
    CELL_STATE_COUNT
};

extern const char *const cell_state_name[CELL_STATE_COUNT];

/* What was written beside the answer to a question. */
struct comment {
    uint32_t row; /* of `answers` */
    uint32_t question;
    char *text; /* NULL = see answers_recall() */
};

/* No name of a sheet holds it. */
#define ANSWERS_SHEET_MARK '/'

struct answer_file {
    struct answers answers;
    struct table_format format;
    size_t sheet;                   /* of a workbook: the one that was read */
    char *sheet_name;               /* NULL where there are no sheets; those that were
                                       joined with ANSWERS_SHEET_MARK between */
    struct answers_reading reading; /* it was read by, without a mapping that says
                                       nothing of it; borrowed */
    struct codebook *lists;         /* that it holds itself; NULL = none */
    struct personal personal;
    struct comment *comment; /* in order of row */
    size_t comment_count;
    size_t comment_capacity;
    struct refused_row *refused;
    size_t refused_count;
    size_t refused_capacity;
    size_t aside_count; /* of them: responses that are in order and do not count */
    size_t
        stale_count;  /* answers to questions that were not shown; kept, not counted */
    size_t row_total; /* rows below the header, blank lines left out */
    enum answers_layout layout;
    struct moment *moment; /* by row of `answers`, when it was given; NULL = the file
                              does not say */
    size_t draft_count;    /* of the rows in `answers` */
    size_t cell_count[CELL_STATE_COUNT]; /* of the rows in `answers` */
    size_t error_count;                  /* told when the file was read … */
    size_t warning_count;                /* … whether their texts were kept or not */
    bool all_drafts;                     /* because it was read so */
    struct recall *recall; /* of a large file with texts that are not held, else NULL */
};

/* Takes what was not held, in the order of the file: the comment on an answer of a row
   of `answers`, the cells of the refused row of a number. The texts are borrowed for
   the call. False with a fault to stop. */
struct answer_sink {
    bool (*comment)(void *context, uint32_t row, uint32_t question, const char *text,
                    struct fault *fault);
    bool (*refused)(void *context, size_t number, const char *cells,
                    struct fault *fault);
    void *context;
};

/* The form that people fill in has a row a question and these columns, found by their
   headings; above them stand rows of a name and what it is: the unit's, by one of the
   names of `identified_by`, the questionnaire with its id and edition, and whether it
   is a draft. */
enum form_column {
    FORM_ID,
    FORM_TEXT,
    FORM_ANSWER,
    FORM_COMMENT,
    FORM_CHOICES,
    FORM_EARLIER,
    FORM_HELP,
    FORM_EVIDENCE,
    FORM_COLUMN_COUNT
};

extern const char *const form_heading[FORM_COLUMN_COUNT][LANGUAGE_COUNT];
extern const char *const form_edition_name[LANGUAGE_COUNT];
extern const char *const form_state_name[LANGUAGE_COUNT]; /* whether it is a draft */

/* Reads one answer file, delimited or a workbook: a form, or a row an institution with
   a header matched by question id ("id.comment" for comments) or text, also as survey
   tools write it, cells by option. Every
   problem is added to `problems`: unknown institution, unknown question, an answer
   outside the scale, an institution twice, a ragged row. Rows with an error stand in
   `refused`, the others in `answers`; an error in a row that is a draft is told as a
   warning, and its cell is blank. False only when the file cannot be read as a
   table at all, its header is wrong (also in `problems`), or memory is short (in
   `fault`). */
bool answers_read(struct answer_file *file, const struct source *source,
                  const struct questionnaire *questionnaire,
                  const struct population *population, struct problems *problems,
                  struct fault *fault) MUST_CHECK;
void answer_file_release(struct answer_file *file);

/* Of a source that does not hold its bytes (source_open()), neither comments nor the
   cells of refused rows are held; they are handed on by reading it once more. Nothing
   is done for other files. */
bool answers_recall(const struct answer_file *file, const struct source *source,
                    const struct answer_sink *sink, struct fault *fault) MUST_CHECK;

bool answers_read_as(struct answer_file *file, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population,
                     const struct answers_reading *reading, struct problems *problems,
                     struct fault *fault) MUST_CHECK;

static inline bool personal_any(const struct personal *personal)
{
    return personal->column_count + personal->cell_count > 0;
}

/* Columns, and cells where questions have a row each. */
static inline size_t personal_count(const struct personal *personal)
{
    return personal->column_count + personal->cell_count;
}

/* Nothing of the file is taken for personal any more: all of it is to be kept. */
void personal_release(struct personal *personal);

/* Where the bytes of a file go, in pieces and in order. */
struct byte_sink {
    bool (*add)(void *context, const void *bytes, size_t size, struct fault *fault);
    void *context;
};

/* A file that was read, as it is kept without what is personal: text with the same rows
   and columns (of a workbook those of the sheet that was read), personal cells empty,
   as CSV in UTF-8 with a mark, `;` between cells. Read again it gives the same answers.
 */
bool answers_write_without_personal(const struct source *source,
                                    const struct answer_file *file,
                                    const struct byte_sink *sink,
                                    struct fault *fault) MUST_CHECK;

/* The same with a mapping, which says what the columns and answers of a tool's files
   are; NULL = none. */
bool answers_read_mapped(struct answer_file *file, const struct source *source,
                         const struct questionnaire *questionnaire,
                         const struct population *population,
                         const struct mapping *mapping, struct problems *problems,
                         struct fault *fault) MUST_CHECK;

/* What a file was read by; their count. They are the file's own, or its reading's. */
size_t answer_file_list_aids(const struct answer_file *file,
                             struct aid aid[static AID_LIMIT]);

/* What names a reading for ever, but for drafts: SHA-256 of all that it is; "" for
   nothing at all. */
bool reading_identify(char hash[static SHA256_TEXT_BYTES],
                      const struct answers_reading *reading,
                      struct fault *fault) MUST_CHECK;

/* What a file of a survey tool's set is, by its content: the answers, or one of the two
   lists that stand beside them. SurveyXact's structure has a row a variable, with the
   question it is of; its labels have a row a code of a variable, with its text. */
enum file_part { PART_ANSWERS, PART_STRUCTURE, PART_LABELS };

/* The first bytes of the file do. */
bool file_part_find(enum file_part *part, const struct source *source,
                    struct fault *fault) MUST_CHECK;

/* The two lists of a set, either of which may lack. NULL when short of memory. */
struct codebook *codebook_new(void);

/* Takes the source of a list, which is empty then. False with `fault` for what is no
   such list; what is wrong within it is added to `problems`. */
bool codebook_add(struct codebook *codebook, enum file_part part, struct source *source,
                  struct problems *problems, struct fault *fault) MUST_CHECK;
void codebook_free(struct codebook *codebook);

/* Who says what an answer is that is not written as its scale has it. */
enum mapped_by { MAPPED_BY_NONE, MAPPED_BY_MAPPING, MAPPED_BY_LABELS, MAPPED_BY_PLACE };

/* Why an answer is what it is on record. */
enum sense {
    SENSE_NO_CELL, /* the file has none of the unit for the question */
    SENSE_EMPTY,
    SENSE_CODE,
    SENSE_VALUE,
    SENSE_LABEL,
    SENSE_SYNONYM,
    SENSE_CODE_AND_LABEL,
    SENSE_TOOL, /* as survey tools write it: Y, N, -oth- */
    SENSE_MAPPING,
    SENSE_LABELS, /* as the survey tool's own list says */
    SENSE_PLACE,  /* by its place in the list of answers */
    SENSE_NUMBER,
    SENSE_LISTED,     /* options that the cell lists */
    SENSE_NOT_LISTED, /* of an option: its question's cell lists others */
    SENSE_MARKED,     /* of an option: its own cell says whether it was chosen */
    SENSE_UNMARKED,   /* of an option: its own cell is empty, and others are marked */
    SENSE_BY_OPTIONS, /* by the cells of its options */
    SENSE_BY_WHOLE,   /* of an option: by what was answered of its question */
    SENSE_LEFT_BLANK, /* of a draft: what stands there is no answer */
    SENSE_UNKNOWN,    /* none of these, which is never to be */
    SENSE_COUNT
};

/* A cell of the file that an answer, or a comment on it, was read from. */
struct traced_cell {
    uint32_t question;
    bool comment;
    bool of_option;    /* of several: it is about one of them */
    enum mapped_by by; /* what is meant by what stands there */
    char *sheet;       /* of those that were joined; NULL = there is one table */
    size_t row;        /* of the file as it was sent; 1 = the first, 0 = its sheet has
                          no such row */
    size_t column;
    size_t heading_row; /* what names the question */
    size_t heading_column;
    char *text; /* as it is written; NULL = the row ends before it */
    char *heading;
};

/* Options that are answered by their question's cell have that one. */
struct traced_answer {
    enum sense sense;
    const struct traced_cell *cell; /* borrowed from the trace; then … */
    size_t cell_count;
    const struct traced_cell *comment; /* … or NULL */
};

/* Where the answers of one unit stand in a file. Zeroed = empty. */
struct answers_trace {
    struct answer_file file; /* as it was read again */
    uint32_t row;            /* of its answers; UINT32_MAX = the unit has none there */
    struct traced_answer *answer; /* by question */
    struct traced_cell *cell;
    size_t cell_count;
    size_t cell_capacity;
};

/* Reads a file again, as it is kept, by the edition and all else it was read by, and
   finds where the answers of a unit stand in it, which was taken from `row`. False only
   when memory is short; a file that cannot be read has no answers in it. */
bool answers_trace(struct answers_trace *trace, const struct source *source,
                   const struct questionnaire *questionnaire,
                   const struct population *population,
                   const struct answers_reading *reading, uint32_t unit, uint32_t row,
                   struct fault *fault) MUST_CHECK;
void answers_trace_release(struct answers_trace *trace);

/* Reads a mapping (JSON). Everything wrong with it is added to `problems`; NULL then,
   and when memory is short (in `fault`). It borrows the questionnaire's strings. */
struct mapping *mapping_load(const char *path,
                             const struct questionnaire *questionnaire,
                             struct problems *problems, struct fault *fault);

/* The same of its text, to be had of one that was loaded; `name` is for messages. */
struct mapping *mapping_load_json(const char *name, const char *json,
                                  const struct questionnaire *questionnaire,
                                  struct problems *problems, struct fault *fault);
const char *mapping_json(const struct mapping *mapping);
void mapping_free(struct mapping *mapping);

/* A mapping of the file as a draft: what its columns and answers are, as far as ids and
   texts tell, and where they do not, what is nearest, listed as guessed. `codebook` =
   the tool's lists beside it, NULL = none; a workbook may hold its own. */
bool mapping_suggest(struct text *json, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population,
                     const struct codebook *codebook, struct problems *problems,
                     struct fault *fault) MUST_CHECK;

/* Columns for every question and number of the questionnaire, the numbers 0. */
bool answers_reserve(struct answers *answers, uint32_t row_count,
                     const struct questionnaire *questionnaire,
                     struct fault *fault) MUST_CHECK;
void answers_release(struct answers *answers);

/* The answers as answers to another definition: a question's own come from the one it
   replaces as comparable or that has its id, by code. What was not asked then is not
   asked; a code that the new scale does not know is blank. Old answers under new rules.
 */
bool answers_recode(struct answers *recoded, const struct questionnaire *to,
                    const struct answers *answers, const struct questionnaire *from,
                    struct fault *fault) MUST_CHECK;

/* The question whose answers those to question `q` of `to` are taken from, or
   NAMES_NONE. */
uint32_t answers_recode_source(const struct questionnaire *to, uint32_t q,
                               const struct questionnaire *from);

static inline const int8_t *answers_to(const struct answers *answers, uint32_t question)
{
    return answers->code + (size_t)question * answers->row_count;
}

static inline bool answers_is_draft(const struct answers *answers, uint32_t row)
{
    return answers->draft != NULL && answers->draft[row];
}

/* The number given to a question of a row, nano. */
static inline int64_t answers_number(const struct answers *answers,
                                     const struct question *question, uint32_t row)
{
    return answers->number[(size_t)question->number * answers->row_count + row];
}

#endif
