#ifndef CLI_STATUS_PHRASES_H
#define CLI_STATUS_PHRASES_H

/* What `status` says, in the languages of the reports. */

#include "response/response.h"

enum status_phrase {
    STATUS_NO_ROUNDS,
    STATUS_SIMULATED,
    STATUS_GENERATED,
    STATUS_PERCENT,
    STATUS_UNDEFINED,
    STATUS_OF,
    STATUS_OF_REGISTER,
    STATUS_IN_OWNERS,
    STATUS_NOT_RECORDED,
    STATUS_ELIGIBLE,
    STATUS_COMPLETE,
    STATUS_BEGUN,
    STATUS_MISSING,
    STATUS_NO_ANSWERS,
    STATUS_REMINDERS,
    STATUS_DONT_KNOW,
    STATUS_MORE,
    STATUS_ALL_ANSWERED,
    STATUS_DRAFT,
    STATUS_DRAFTS,
    STATUS_FROZEN,
    STATUS_LATE,
    STATUS_PHRASE_COUNT
};

enum status_column {
    STATUS_COLUMN_ROUND,
    STATUS_COLUMN_CODE, /* of a group, after what it is */
    STATUS_COLUMN_ID,
    STATUS_COLUMN_NAME,
    STATUS_COLUMN_STATE,
    STATUS_COLUMN_GIVEN,
    STATUS_COLUMN_ASKED,
    STATUS_COLUMN_DONT_KNOW,
    STATUS_COLUMN_NOTICE,
    STATUS_COLUMN_COUNT
};

extern const char *const status_phrase[STATUS_PHRASE_COUNT][LANGUAGE_COUNT];
extern const char *const status_column[STATUS_COLUMN_COUNT][LANGUAGE_COUNT];

/* What a rate is called by AAPOR, and what it is. */
extern const char *const status_rate_name[RESPONSE_RATE_COUNT][LANGUAGE_COUNT];
extern const char *const status_rate_phrase[RESPONSE_RATE_COUNT][LANGUAGE_COUNT];

/* AAPOR's letters for a state, what it is, and how it stands in the list of whom to
   remind: none for those who have answered. */
extern const char *const status_state_letters[RESPONSE_STATE_COUNT];
extern const char *const status_state_phrase[RESPONSE_STATE_COUNT][LANGUAGE_COUNT];
extern const char *const status_reminded[RESPONSE_STATE_COUNT][LANGUAGE_COUNT];

/* "simulated answers" and the like, by whether the answers and the register are made
   up. */
extern const char *const status_notice[2][2][LANGUAGE_COUNT];

#endif
