#ifndef CLI_CHECK_H
#define CLI_CHECK_H

/* What `check` does with definitions that stand in no survey. */

#include "cli/command.h"

/* Whether the file is a questionnaire's definition, right or wrong. */
bool find_definition(bool *is, const char *path, struct fault *fault) MUST_CHECK;

/* Each operand is a definition; those of one questionnaire in order of edition. */
bool check_definitions(const struct arguments *arguments,
                       struct fault *fault) MUST_CHECK;

#endif
