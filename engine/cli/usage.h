#ifndef CLI_USAGE_H
#define CLI_USAGE_H

/* The commands and their options, and the help that lists them in the language that is
   set. */

#include "cli/command.h"

#define OPTION_BIT(option) (UINT64_C(1) << (option))

struct option_form {
    const char *name;
    const char *value; /* what stands for it in the help; NULL = takes none */
    const char *meaning;
};

extern const struct option_form option[OPTION_COUNT];

const struct command *command_find(const char *name); /* NULL = there is none */
void help(void);
void command_help(const struct command *asked);

#endif
