#ifndef ANSWERS_ANSWERS_H
#define ANSWERS_ANSWERS_H

/* The answers of many units to one edition, as columns of option numbers. One row a
   unit; rows stand in order of unit, whatever the order in the files. Zeroed = empty.
 */

#include "base/problems.h"
#include "base/source.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "table/table.h"

struct mapping;
struct recall;
struct text;

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
};

/* A row of the file that was not taken, and why: its problems stand in the list. */
struct refused_row {
    size_t row;
    char *reason; /* the first one */
    char *cells;  /* as read, joined with tabs; NULL = see answers_recall() */
};

/* What was written beside the answer to a question. */
struct comment {
    uint32_t row; /* of `answers` */
    uint32_t question;
    char *text; /* NULL = see answers_recall() */
};

struct answer_file {
    struct answers answers;
    struct table_format format;
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
   names of `identified_by`, and the questionnaire with its id and edition. */
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

/* Reads one answer file, delimited or a workbook: a form, or a row an institution with
   a header matched by question id ("id.comment" for comments) or text, also as survey
   tools write it, cells by option. Every
   problem is added to `problems`: unknown institution, unknown question, an answer
   outside the scale, an institution twice, a ragged row. Rows with an error stand in
   `refused`, the others in `answers`. False only when the file cannot be read as a
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

/* The same with a mapping, which says what the columns and answers of a tool's files
   are; NULL = none. */
bool answers_read_mapped(struct answer_file *file, const struct source *source,
                         const struct questionnaire *questionnaire,
                         const struct population *population,
                         const struct mapping *mapping, struct problems *problems,
                         struct fault *fault) MUST_CHECK;

/* Reads a mapping (JSON). Everything wrong with it is added to `problems`; NULL then,
   and when memory is short (in `fault`). It borrows the questionnaire's strings. */
struct mapping *mapping_load(const char *path,
                             const struct questionnaire *questionnaire,
                             struct problems *problems, struct fault *fault);
void mapping_free(struct mapping *mapping);

/* A mapping of the file as a draft: what its columns and answers are, as far as ids and
   texts tell, and where they do not, what is nearest, listed as guessed. */
bool mapping_suggest(struct text *json, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population, struct problems *problems,
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

static inline const int8_t *answers_to(const struct answers *answers, uint32_t question)
{
    return answers->code + (size_t)question * answers->row_count;
}

/* The number given to a question of a row, nano. */
static inline int64_t answers_number(const struct answers *answers,
                                     const struct question *question, uint32_t row)
{
    return answers->number[(size_t)question->number * answers->row_count + row];
}

#endif
