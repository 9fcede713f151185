#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

/* The answers of one institution on record, each taken back to the cell it was read
   from: as a page to read and as JSON (results/schema/explain.schema.json describes
   it). Shortage of memory stays in the text, or is told. */

#include "base/text.h"
#include "cli/session.h"

struct explanation {
    const struct survey *survey; /* its language is the one spoken */
    const struct round_plan *plan;
    const struct questionnaire *questionnaire;
    const struct population *population;
    uint32_t unit;
    uint32_t question;  /* the only one that is explained; NAMES_NONE = all are … */
    const bool *wanted; /* … or these, by question; NULL = all */
    struct store_history history;
    const struct store_submission
        *submission;        /* whose answers; NULL = there are none */
    struct answers answers; /* on record: one row */
    const char **comment;   /* by question, NULL = none */
    uint32_t *ruled_out_by; /* by question: the one whose answer says that it was not to
                               be asked; NAMES_NONE = it was */
    struct answers_trace trace;    /* without a row where the file does not hold them */
    struct problems disagreements; /* of the record with what is kept of the file */
};

/* Fills in what is known of the unit, whose round, edition, register and question are
   set: of the answers that count, of those in the file whose hash begins with `prefix`
   where that is not NULL, or of the newest where none count. Disagreements are no
   fault. */
bool explanation_make(struct explanation *explanation, const struct session *session,
                      const char *prefix, int64_t round,
                      struct fault *fault) MUST_CHECK;
void explanation_release(struct explanation *explanation);

/* Whether a question is among those that are explained. */
bool explanation_has(const struct explanation *explanation, uint32_t question);

static inline int explanation_code(const struct explanation *explanation,
                                   uint32_t question)
{
    return answers_to(&explanation->answers, question)[0];
}

/* Where and why; NULL where the file does not hold the answers. */
static inline const struct traced_answer *
explanation_traced(const struct explanation *explanation, uint32_t question)
{
    return explanation->trace.answer == NULL ? NULL
                                             : &explanation->trace.answer[question];
}

/* "AB" for column 28, as spreadsheets call it. */
#define COLUMN_LETTERS_BYTES 16
const char *column_letters(char letters[static COLUMN_LETTERS_BYTES], size_t column);

/* The institution, of the survey's round, and the question by their ids; what is not
   there is told with what is near. */
bool explain_find_unit(uint32_t *unit, const struct session *session,
                       const struct population *population, const char *id,
                       size_t round, struct fault *fault) MUST_CHECK;
bool explain_find_question(uint32_t *question,
                           const struct questionnaire *questionnaire, const char *id,
                           struct fault *fault) MUST_CHECK;

/* Parts of a page, for one that holds more: what disagrees under its
   heading, and each answer under what
   counts. */
void explain_add_disagreements(struct text *out, const struct problems *problems,
                               const char *heading);
void explain_add_answers(struct text *out, const struct explanation *explanation);

bool explain_write_page(struct text *out, const struct explanation *explanation,
                        struct fault *fault) MUST_CHECK;
bool explain_write_json(struct text *out, const struct explanation *explanation,
                        struct fault *fault) MUST_CHECK;

#endif
