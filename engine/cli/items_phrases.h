#ifndef CLI_ITEMS_PHRASES_H
#define CLI_ITEMS_PHRASES_H

/* What `items` says, in the languages of the reports. */

#include "items/items.h"

enum items_phrase {
    ITEMS_ANSWERED,
    ITEMS_IN_OWNERS,
    ITEMS_SIMULATED,
    ITEMS_GENERATED,
    ITEMS_NOBODY,
    ITEMS_LOOK,
    ITEMS_LOOK_NONE,
    ITEMS_LOOK_TOO_FEW,
    ITEMS_PAIRS,
    ITEMS_FORM_RISING,
    ITEMS_AREAS,
    ITEMS_AREA,
    ITEMS_OF_EVERYTHING,
    ITEMS_LEFT_OUT,
    ITEMS_NAMES_MORE,
    ITEMS_AREAS_TOO_FEW,
    ITEMS_LACKS_QUESTIONS,
    ITEMS_LACKS_PAIR,
    ITEMS_LACKS_VARIANCE,
    ITEMS_QUESTIONS,
    ITEMS_NO_AREA,
    ITEMS_PERCENT,
    ITEMS_AT_LEAST,
    ITEMS_UNDEFINED,
    ITEMS_WITHHELD,
    ITEMS_NO_ANSWERS,
    ITEMS_MORE,
    ITEMS_CHOSEN,
    ITEMS_UNITS,
    ITEMS_WITHIN,
    ITEMS_FORMATIVE,
    ITEMS_PHRASE_COUNT
};

/* Columns of the two tables. */
enum items_column {
    ITEMS_COLUMN_ID,
    ITEMS_COLUMN_TEXT,
    ITEMS_COLUMN_AREA,
    ITEMS_COLUMN_N,
    ITEMS_COLUMN_MEAN,
    ITEMS_COLUMN_SD,
    ITEMS_COLUMN_FLOOR,
    ITEMS_COLUMN_CEILING,
    ITEMS_COLUMN_MISSING,
    ITEMS_COLUMN_DONT_KNOW,
    ITEMS_COLUMN_NOT_APPLICABLE,
    ITEMS_COLUMN_SKIPPED,
    ITEMS_COLUMN_R_DROP,
    ITEMS_COLUMN_ALPHA_WITHOUT,
    ITEMS_COLUMN_DISCRIMINATION,
    ITEMS_COLUMN_CELLS,
    ITEMS_COLUMN_REASONS,
    ITEMS_COLUMN_NOTICE,
    ITEMS_COLUMN_K,
    ITEMS_COLUMN_ALPHA,
    ITEMS_COLUMN_INTERVAL,
    ITEMS_COLUMN_STANDARD_ALPHA,
    ITEMS_COLUMN_AVERAGE_R,
    ITEMS_COLUMN_COMPLETE,
    ITEMS_COLUMN_WITHIN,
    ITEMS_COLUMN_COUNT
};

extern const char *const items_phrase[ITEMS_PHRASE_COUNT][LANGUAGE_COUNT];
extern const char *const items_column[ITEMS_COLUMN_COUNT][LANGUAGE_COUNT];

/* Why to look at a question, with a figure and of some the name of an area or another
   question put in; and what that may mean, but for pairs, which are told together. */
extern const char *const items_reason[ITEM_SIGNAL_COUNT][LANGUAGE_COUNT];
extern const char *const items_advice[ITEM_SIGNAL_COUNT][LANGUAGE_COUNT];

extern const char *const items_left_out[][LANGUAGE_COUNT];

/* How to read it, a line each; ends with NULL. */
extern const char *const items_legend[][LANGUAGE_COUNT];

#endif
