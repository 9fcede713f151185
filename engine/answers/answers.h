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
struct codebook;
struct text;

/* What a file is read by besides its questionnaire and register; zeroed = nothing. */
struct answers_reading {
    const struct mapping *mapping;   /* NULL = none */
    const struct codebook *codebook; /* NULL = none */
    struct table_forced forced;      /* goes before what the mapping says */
};

/* A file that stood beside a file of answers when that was read. */
struct aid {
    const char *kind; /* "mapping", "structure" or "labels" */
    const struct source *source;
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
};

/* A row of the file that was not taken, and why: its problems stand in the list. */
struct refused_row {
    size_t row;
    char *reason; /* the first one */
    char *cells;  /* as read, joined with tabs */
};

/* What was written beside the answer to a question. */
struct comment {
    uint32_t row; /* of `answers` */
    uint32_t question;
    char *text;
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
    struct answers_reading reading; /* what it was read by; borrowed */
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

/* The same by what says what the columns and answers of a tool's files are; NULL =
   nothing does. */
bool answers_read_as(struct answer_file *file, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population,
                     const struct answers_reading *reading, struct problems *problems,
                     struct fault *fault) MUST_CHECK;

/* The same with a mapping, which says what the columns and answers of a tool's files
   are; NULL = none. */
bool answers_read_mapped(struct answer_file *file, const struct source *source,
                         const struct questionnaire *questionnaire,
                         const struct population *population,
                         const struct mapping *mapping, struct problems *problems,
                         struct fault *fault) MUST_CHECK;

/* The files among them; their count. They are the reading's own. */
size_t reading_list_aids(const struct answers_reading *reading,
                         struct aid aid[static AID_LIMIT]);

/* What names them for ever: SHA-256 of all that it is; "" for nothing at all. */
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

/* Reads a mapping (JSON). Everything wrong with it is added to `problems`; NULL then,
   and when memory is short (in `fault`). It borrows the questionnaire's strings. */
struct mapping *mapping_load(const char *path,
                             const struct questionnaire *questionnaire,
                             struct problems *problems, struct fault *fault);
const char *mapping_json(const struct mapping *mapping);
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
