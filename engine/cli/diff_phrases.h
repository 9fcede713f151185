#ifndef CLI_DIFF_PHRASES_H
#define CLI_DIFF_PHRASES_H

/* What the page of `diff` is made of, in the languages of the reports. */

#include "revision/revision.h"

enum diff_phrase {
    DIFF_QUESTIONS,
    DIFF_AREAS,
    DIFF_COUNTS,
    DIFF_NOTHING,
    DIFF_BEFORE,
    DIFF_NOW,
    DIFF_IN,
    DIFF_ALL,
    DIFF_COMPARABLE,
    DIFF_NOT_COMPARABLE,
    DIFF_SAME_VALUES,
    DIFF_OTHER_VALUES,
    DIFF_DEFINITION,
    DIFF_SHARES,
    DIFF_WHOLE,
    DIFF_PHRASE_COUNT
};

extern const char *const diff_phrase[DIFF_PHRASE_COUNT][LANGUAGE_COUNT];
extern const char *const diff_kind_phrase[REVISION_KIND_COUNT][LANGUAGE_COUNT];
extern const char *const diff_member_phrase[REVISION_MEMBER_COUNT][LANGUAGE_COUNT];

#endif
