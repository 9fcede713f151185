#ifndef CLI_CHANGE_PHRASES_H
#define CLI_CHANGE_PHRASES_H

/* What `change` says, in the languages of the reports. */

#include "change/change.h"

enum change_phrase {
    CHANGE_TITLE,
    CHANGE_SCORED_BY,
    CHANGE_AUDIENCE,
    CHANGE_SIMULATED,
    CHANGE_GENERATED,
    CHANGE_NATION,
    CHANGE_NATION_OWNERS,
    CHANGE_NATION_BROKEN,
    CHANGE_GROUPS,
    CHANGE_AREA,
    CHANGE_DIFFERENCE,
    CHANGE_IN_PERCENT,
    CHANGE_INTERVAL,
    CHANGE_P,
    CHANGE_PAIRS,
    CHANGE_COMPARED,
    CHANGE_OF,
    CHANGE_SAME_WORD,
    CHANGE_LINKED_WORD,
    CHANGE_BREAK_WORD,
    CHANGE_REWORDED,
    CHANGE_CROSS,
    CHANGE_EFFECTS,
    CHANGE_REGRESSION,
    CHANGE_LOWEST,
    CHANGE_HIGHEST,
    CHANGE_SERIES,
    CHANGE_BASE,
    CHANGE_BEGINS_ANEW,
    CHANGE_NOBODY,
    CHANGE_SINCE,
    CHANGE_DIRECT,
    CHANGE_LINK_ERROR,
    CHANGE_SAME_QUESTIONS,
    CHANGE_UNIT_TITLE,
    CHANGE_UNIT_BOUND,
    CHANGE_UNIT_EXPECTED,
    CHANGE_UNIT_VERDICT,
    CHANGE_BELOW,
    CHANGE_LEGEND_TITLE,
    CHANGE_COLUMN_LEVEL,
    CHANGE_COLUMN_CODE,
    CHANGE_COLUMN_NAME,
    CHANGE_COLUMN_DIMENSION,
    CHANGE_COLUMN_ID,
    CHANGE_COLUMN_BEFORE,
    CHANGE_COLUMN_NOW,
    CHANGE_COLUMN_MATCHED,
    CHANGE_COLUMN_PERCENT,
    CHANGE_COLUMN_SE,
    CHANGE_COLUMN_LOW,
    CHANGE_COLUMN_HIGH,
    CHANGE_COLUMN_ADJUSTED,
    CHANGE_COLUMN_FLAG,
    CHANGE_COLUMN_LINKING,
    CHANGE_COLUMN_CROSS,
    CHANGE_COLUMN_ENTRIES,
    CHANGE_COLUMN_EXITS,
    CHANGE_COLUMN_LACK,
    CHANGE_COLUMN_NOTICE,
    CHANGE_PHRASE_COUNT
};

extern const char *const change_phrase[CHANGE_PHRASE_COUNT][LANGUAGE_COUNT];

/* Why there is a break, no interval, or no judgement of a unit; what a flag says. */
extern const char *const change_break_word[CHANGE_BREAK_COUNT][LANGUAGE_COUNT];
extern const char *const change_mark_word[CHANGE_MARK_COUNT][LANGUAGE_COUNT];
extern const char *const change_unit_word[CHANGE_UNIT_LACK_COUNT][LANGUAGE_COUNT];
extern const char *const change_flag_word[CHANGE_FLAG_COUNT][LANGUAGE_COUNT];
extern const char *const change_unit_flag_word[CHANGE_FLAG_COUNT][LANGUAGE_COUNT];
extern const char *const change_symbol[CHANGE_FLAG_COUNT];

/* Why there is no interval: of a change, and of a series, which is by owner where its
   group is across them. */
const char *change_no_interval(const struct change_figures *figures,
                               enum language language);
const char *change_no_interval_since(const struct estimated *since, bool across,
                                     enum language language);

/* How to read it, a line each, in which stands how many points are relevant; ends with
   NULL. */
extern const char *const change_legend[][LANGUAGE_COUNT];
extern const char *const change_unit_legend[][LANGUAGE_COUNT];

#endif
