#ifndef QUESTIONNAIRE_FORMAT_H
#define QUESTIONNAIRE_FORMAT_H

/* The definition format as one table: every object, its members, and the names that
   stand in them. The loaders hold definitions to it, and the reference and the schema
   are written from it, so that none of the three can say what the others do not. */

#include "document/document.h"

#define FORMAT_NAME "baseline-questionnaire-1"

enum format_object {
    FORMAT_DEFINITION,
    FORMAT_SCALE,
    FORMAT_OPTION,
    FORMAT_QUESTION,
    FORMAT_SECTION,
    FORMAT_DESCRIPTION, /* of a section's level */
    FORMAT_CONDITION,   /* of "asked_if" */
    FORMAT_REPLACES,    /* an item of "replaces" */
    FORMAT_CONTRADICTION,
    FORMAT_AREA, /* a dimension is one */
    FORMAT_WEIGHTED_QUESTION,
    FORMAT_RULES,
    FORMAT_ROUNDING,
    FORMAT_BAND,
    FORMAT_LEVEL,
    FORMAT_TEST, /* a condition of a level */
    FORMAT_PRESENTATION,
    FORMAT_SUBSET,
    FORMAT_POOL,
    FORMAT_CONFIGURATION,
    FORMAT_GUIDE,   /* a part of it */
    FORMAT_DROPPED, /* a question that is gone */
    FORMAT_FRAMEWORK,
    FORMAT_OBJECT_COUNT
};

/* document_check_keys() with the members of the object. */
bool format_check_keys(const struct part *part, enum format_object object);

/* The same with those members of an area that a configuration may change. */
bool format_check_changes(const struct part *part);

/* The names that a member may hold, for document_read_choice(); each list is in the
   order of its enum in questionnaire.h or base/rational.h. */
#define FORMAT_KIND_COUNT           3
#define FORMAT_COMBINE_COUNT        5
#define FORMAT_STATE_COUNT          2
#define FORMAT_WHEN_NOT_ASKED_COUNT 2
#define FORMAT_OPERATOR_COUNT       9
#define FORMAT_MEASURE_COUNT        2
#define FORMAT_OVER_COUNT           2
#define FORMAT_RULE_COUNT           5
#define FORMAT_MODE_COUNT           5
#define FORMAT_TEST_COUNT           7
#define FORMAT_POOL_COUNT           2
#define FORMAT_WEIGHTS_COUNT        2
#define FORMAT_LACK_COUNT           3
extern const char *const format_kind[FORMAT_KIND_COUNT];       /* enum scale_kind */
extern const char *const format_combine[FORMAT_COMBINE_COUNT]; /* enum combine */
extern const char *const format_state[FORMAT_STATE_COUNT]; /* OPTION_DONT_KNOW - 1 … */
extern const char
    *const format_when_not_asked[FORMAT_WHEN_NOT_ASKED_COUNT]; /* enum when_not_asked */
extern const char *const format_operator[FORMAT_OPERATOR_COUNT]; /* enum operation */
extern const char *const format_measure[FORMAT_MEASURE_COUNT];   /* enum measure */
extern const char *const format_over[FORMAT_OVER_COUNT];         /* areas, questions */
extern const char *const format_rule[FORMAT_RULE_COUNT];         /* enum rule */
extern const char *const format_mode[FORMAT_MODE_COUNT];         /* enum rounding */
extern const char *const format_test[FORMAT_TEST_COUNT];         /* enum gate_test */
extern const char *const format_pool[FORMAT_POOL_COUNT];         /* POOL_MEAN - 1 … */
extern const char *const format_weights[FORMAT_WEIGHTS_COUNT];   /* given, equal */
extern const char *const format_lack[FORMAT_LACK_COUNT]; /* enum lack: keys of rules */

#endif
