#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* What the commands share: parsed arguments in, a fault out. A command prints its own
   data on stdout; messages go through messages.h. */

#include "base/fault.h"
#include "base/language.h"

#include <stddef.h>
#include <stdint.h>

#define OPERAND_LIMIT 4096

enum option_name {
    OPTION_SEED,
    OPTION_ROUND,
    OPTION_RESULTS,
    OPTION_LANGUAGE,
    OPTION_FORMAT,
    OPTION_UNITS_OF,
    OPTION_PLOTS,
    OPTION_CONFIGURATION,
    OPTION_RULES,
    OPTION_MESSAGES,
    OPTION_LAYOUT,
    OPTION_STATUS_LAYOUT,
    OPTION_ITEMS_LAYOUT,
    OPTION_UNIT,
    OPTION_WITHDRAWN_UNIT,
    OPTION_REASON,
    OPTION_EXPLAINED_UNIT,
    OPTION_CHANGED_UNIT,
    OPTION_CHANGE_LAYOUT,
    OPTION_FROM,
    OPTION_SCORING,
    OPTION_QUESTION,
    OPTION_RECEIVED,
    OPTION_LIFTED_UNIT,
    OPTION_AREA,
    OPTION_TO,
    OPTION_MAPPING,
    OPTION_SUGGEST_MAPPING,
    OPTION_ENCODING,
    OPTION_DELIMITER,
    OPTION_TOLD,
    OPTION_RECEIPTS,
    OPTION_FROZEN_REASON,
    OPTION_GROUP,
    OPTION_FIGURE,
    OPTION_MEMBERS,
    OPTION_COMPARED_UNIT,
    OPTION_LEVEL,
    OPTION_MEASURE,
    OPTION_COMPARE_LAYOUT,
    OPTION_GOOD_ROWS, /* the last ones take no value */
    OPTION_NO_CHARTS,
    OPTION_SCHEMA,
    OPTION_CSV,
    OPTION_NO_QUALITY,
    OPTION_DRAFT,
    OPTION_REOPEN,
    OPTION_KEEP_PERSONAL,
    OPTION_WITHOUT_OWN,
    OPTION_ALL_AREAS,
    OPTION_COUNT
};

struct arguments {
    const char
        *value[OPTION_COUNT]; /* "" for an option without a value; NULL = not given */
    const char *operand[OPERAND_LIMIT];
    size_t operand_count;
    enum language language; /* of --lang, where it is given */
};

static inline enum language language_asked(const struct arguments *arguments,
                                           enum language otherwise)
{
    return arguments->value[OPTION_LANGUAGE] != NULL ? arguments->language : otherwise;
}

struct command {
    const char *name;
    bool (*run)(const struct arguments *arguments, struct fault *fault);
    const char *operands; /* as in the usage line */
    const char *summary;
    uint64_t options; /* bit per option_name */
    size_t operands_least;
    size_t operands_most;
};

bool command_change(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_check(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_compare(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_convert(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_diff(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_evaluate(const struct arguments *arguments,
                      struct fault *fault) MUST_CHECK;
bool command_explain(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_format(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_freeze(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_import(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_items(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_lift(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_plot(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_run(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_score(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_simulate(const struct arguments *arguments,
                      struct fault *fault) MUST_CHECK;
bool command_status(const struct arguments *arguments, struct fault *fault) MUST_CHECK;
bool command_template(const struct arguments *arguments,
                      struct fault *fault) MUST_CHECK;
bool command_withdraw(const struct arguments *arguments,
                      struct fault *fault) MUST_CHECK;

#endif
