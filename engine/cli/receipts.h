#ifndef CLI_RECEIPTS_H
#define CLI_RECEIPTS_H

/* What is told of every file of an import to whoever sent it: what it was, and what
   became of it. */

#include "answers/answers.h"
#include "base/text.h"
#include "survey/survey.h"

enum receipt_outcome {
    RECEIPT_TAKEN,
    RECEIPT_LATE,  /* kept, and the round is frozen */
    RECEIPT_KNOWN, /* this very file was taken before; nothing is changed */
    RECEIPT_REFUSED,
    RECEIPT_OUTCOME_COUNT
};

struct receipt {
    char *file; /* as it was named */
    const struct round_plan *round;
    enum receipt_outcome outcome;
    char sha256[SHA256_TEXT_BYTES]; /* "" where it could not be read */
    size_t size;
    bool read; /* as a table of answers; else what follows is unknown */
    struct table_format format;
    enum answers_layout layout;
    size_t rows;
    size_t institutions;
    size_t answers[CELL_STATE_COUNT];
    size_t comments;
    size_t drafts;
    size_t late;
    size_t unchanged; /* institutions whose row says what was known already */
    size_t superseded;
    size_t refused_rows;
    size_t stale;
    size_t personal;
    size_t errors;
    size_t warnings;
    bool simulated;
};

/* Of one import. Zeroed = empty. */
struct receipts {
    struct receipt *receipt;
    size_t count;
    size_t capacity;
};

/* A new one at the end, for a file; NULL with a fault when memory is short. */
struct receipt *receipts_add(struct receipts *receipts, const char *file,
                             const struct round_plan *round, struct fault *fault);
void receipts_release(struct receipts *receipts);

/* What the reading of the file gave. */
void receipt_describe(struct receipt *receipt, const struct answer_file *file);

/* One, to be read by people. */
bool receipt_write_text(struct text *out, const struct receipt *receipt,
                        enum language language, struct fault *fault) MUST_CHECK;

/* All of them: to be read, as JSON (results/schema/receipts.schema.json describes it),
   and as a list for a spreadsheet. */
bool receipts_write_text(struct text *out, const struct receipts *receipts,
                         const struct survey *survey, struct fault *fault) MUST_CHECK;
bool receipts_write_json(struct text *out, const struct receipts *receipts,
                         const struct survey *survey, struct fault *fault) MUST_CHECK;
bool receipts_write_csv(struct text *out, const struct receipts *receipts,
                        const struct survey *survey, struct fault *fault) MUST_CHECK;

/* FAULT_USAGE when the name does not say which of them it wants. */
bool receipts_check_name(const char *path, struct fault *fault) MUST_CHECK;
bool receipts_write(const char *path, const struct receipts *receipts,
                    const struct survey *survey, struct fault *fault) MUST_CHECK;

#endif
