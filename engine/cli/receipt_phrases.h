#ifndef CLI_RECEIPT_PHRASES_H
#define CLI_RECEIPT_PHRASES_H

/* What receipts say, in the languages of the reports. */

#include "cli/receipts.h"

enum receipt_column {
    RECEIPT_COLUMN_FILE,
    RECEIPT_COLUMN_ROUND,
    RECEIPT_COLUMN_OUTCOME,
    RECEIPT_COLUMN_NOTICE,
    RECEIPT_COLUMN_SHA256,
    RECEIPT_COLUMN_SIZE,
    RECEIPT_COLUMN_FORMAT,
    RECEIPT_COLUMN_LAYOUT,
    RECEIPT_COLUMN_ROWS, /* from here on counts */
    RECEIPT_COLUMN_INSTITUTIONS,
    RECEIPT_COLUMN_ANSWERED,
    RECEIPT_COLUMN_DONT_KNOW,
    RECEIPT_COLUMN_NOT_APPLICABLE,
    RECEIPT_COLUMN_BLANK,
    RECEIPT_COLUMN_NOT_ASKED,
    RECEIPT_COLUMN_STALE,
    RECEIPT_COLUMN_COMMENTS,
    RECEIPT_COLUMN_DRAFTS,
    RECEIPT_COLUMN_LATE,
    RECEIPT_COLUMN_UNCHANGED,
    RECEIPT_COLUMN_SUPERSEDED,
    RECEIPT_COLUMN_REFUSED,
    RECEIPT_COLUMN_PERSONAL,
    RECEIPT_COLUMN_ERRORS,
    RECEIPT_COLUMN_WARNINGS,
    RECEIPT_COLUMN_COUNT
};

extern const char *const receipt_title[LANGUAGE_COUNT];
extern const char *const receipt_column_phrase[RECEIPT_COLUMN_COUNT][LANGUAGE_COUNT];
extern const char *const receipt_outcome_phrase[RECEIPT_OUTCOME_COUNT][LANGUAGE_COUNT];
extern const char *const receipt_layout_phrase[LAYOUT_COUNT][LANGUAGE_COUNT];
extern const char *const receipt_notice[2][LANGUAGE_COUNT]; /* by whether simulated */

/* In JSON: NULL for what is no count. */
extern const char *const receipt_count_key[RECEIPT_COLUMN_COUNT];
extern const char *const receipt_outcome_key[RECEIPT_OUTCOME_COUNT];

size_t receipt_count(const struct receipt *receipt, enum receipt_column column);

#endif
