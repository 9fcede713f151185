#ifndef CLI_FIGURE_PHRASES_H
#define CLI_FIGURE_PHRASES_H

/* What `explain` says of figures, in the languages of the reports. */

#include "cli/figure.h"

enum figure_phrase {
    FIGURE_AUDIENCE,
    FIGURE_OTHER_RECORD,
    FIGURE_IN_FILE,
    FIGURE_NOT_IN_FILE,
    FIGURE_BY_SCORING,
    FIGURE_UNDEFINED,
    FIGURE_SOURCE,
    FIGURE_STEPS,
    FIGURE_NO_ANSWERS,
    FIGURE_STATE,
    FIGURE_MADE_OF_POINTS,
    FIGURE_MADE_OF_VALUES,
    FIGURE_MADE_OF_GATES,
    FIGURE_AT_LEAST,
    FIGURE_WEIGHT,
    FIGURE_ON_SCALE,
    FIGURE_COMBINED,
    FIGURE_RANGED,
    FIGURE_ROUNDED,
    FIGURE_TO_POINTS,
    FIGURE_BOUNDS,
    FIGURE_COVERED,
    FIGURE_BLOCKED,
    FIGURE_LEFT_OUT,
    FIGURE_MISSING,
    FIGURE_BLOCKS,
    FIGURE_BY_RULE,
    FIGURE_REACHES,
    FIGURE_REACHES_NOT,
    FIGURE_GATE_HOLDS,
    FIGURE_GATE_FAILS,
    FIGURE_GATE_ABOVE,
    FIGURE_GATE_BINDS,
    FIGURE_GATE_EMPTY,
    FIGURE_REACHED_OF,
    FIGURE_HOLDS,
    FIGURE_FAILS,
    FIGURE_MEMBERS,
    FIGURE_LEFT_OUT_UNITS,
    FIGURE_MORE,
    FIGURE_EXPLAIN_MEMBER,
    FIGURE_SHOWN_ALL,
    FIGURE_SHOWN_NARROW,
    FIGURE_SHOWN_UNIT,
    FIGURE_WITHHELD,
    FIGURE_OWNER_SEES,
    FIGURE_NEEDS,
    FIGURE_NEVER_SHOWN,
    FIGURE_ONE_BAR,
    FIGURE_LIMIT_UNITS,
    FIGURE_LIMIT_CLUSTERS,
    FIGURE_CLUSTERS_ARE,
    FIGURE_SISTERS,
    FIGURE_PHRASE_COUNT
};

extern const char *const figure_phrase[FIGURE_PHRASE_COUNT][LANGUAGE_COUNT];

/* A figure: what it is called, how it is computed, and where that is written. */
struct figure_words {
    struct wording name;
    struct wording formula;
    const char *source;
};

extern const struct figure_words figure_words[NAMED_COUNT_OF];

struct working_words {
    const char *key; /* as in JSON */
    struct wording name;
};

extern const struct working_words working_words[WORKING_COUNT];

/* Codes of the definitions (questionnaires/FORMAT.md), and what they are called. */
struct coded_words {
    const char *key;
    struct wording name;
};

extern const struct coded_words operation_words[OPERATION_COUNT];
extern const struct coded_words rounding_words[ROUNDING_COUNT];
extern const struct coded_words rule_words[RULE_BLOCK + 1];
extern const struct coded_words test_words[TEST_COUNT_OF + 1];
extern const struct wording score_state_words[SCORE_STATE_COUNT];
extern const struct wording answer_state_words[ANSWER_STATE_COUNT];
extern const struct wording withheld_words[WITHHELD_COUNT];

/* The state of an area by its points, or a SCORE_…. */
enum score_state state_of_points(int64_t points);

#endif
