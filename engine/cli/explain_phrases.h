#ifndef CLI_EXPLAIN_PHRASES_H
#define CLI_EXPLAIN_PHRASES_H

/* What `explain` says, in the languages of the reports. */

#include "answers/answers.h"

enum explain_phrase {
    EXPLAIN_SIMULATED,
    EXPLAIN_GENERATED,
    EXPLAIN_DISAGREES,
    EXPLAIN_NOTHING,
    EXPLAIN_RECEIVED,
    EXPLAIN_STANDS,
    EXPLAIN_SUPERSEDED,
    EXPLAIN_WITHDRAWN,
    EXPLAIN_DRAFT,
    EXPLAIN_LATE,
    EXPLAIN_ROW,
    EXPLAIN_SHEET_ROW,
    EXPLAIN_BY_FILE,
    EXPLAIN_BECAUSE,
    EXPLAIN_WITHOUT_PERSONAL,
    EXPLAIN_BY_MAPPING,
    EXPLAIN_REFUSED,
    EXPLAIN_REFUSED_ROW,
    EXPLAIN_ANSWERS,
    EXPLAIN_OLD_ANSWERS,
    EXPLAIN_NO_ANSWER,
    EXPLAIN_NOT_ASKED,
    EXPLAIN_CHOSEN,
    EXPLAIN_NOT_CHOSEN,
    EXPLAIN_NONE_CHOSEN,
    EXPLAIN_CELL,
    EXPLAIN_ON_SHEET,
    EXPLAIN_COLUMN,
    EXPLAIN_COMMENT,
    EXPLAIN_RULED_OUT,
    EXPLAIN_NOT_TO_BE_ASKED,
    EXPLAIN_PHRASE_COUNT
};

extern const char *const explain_phrase[EXPLAIN_PHRASE_COUNT][LANGUAGE_COUNT];

/* Why an answer is what it is, and how that stands in JSON. */
extern const char *const explain_sense[SENSE_COUNT][LANGUAGE_COUNT];
extern const char *const explain_sense_key[SENSE_COUNT];

#endif
