#ifndef CLI_MAPPINGS_H
#define CLI_MAPPINGS_H

/* What says how the files of a folder are to be read, where neither ids nor texts do.
 */

#include "answers/answers.h"
#include "cli/session.h"

#define MAPPING_NAME "mapping.json"

/* The mapping of a folder's files: the one asked for, else the folder's own, else NULL.
   `sound` is false when there is one that cannot be used, which is then said. */
bool mappings_find(struct mapping **mapping, bool *sound, const char *asked,
                   const char *folder, const struct questionnaire *questionnaire,
                   struct fault *fault) MUST_CHECK;

/* The same for one file, by the folder it is in. */
bool mappings_find_beside(struct mapping **mapping, bool *sound, const char *asked,
                          const char *path, const struct questionnaire *questionnaire,
                          struct fault *fault) MUST_CHECK;

/* Prints a draft of a mapping of the file that --suggest-mapping names. */
bool mappings_suggest(const struct arguments *arguments,
                      struct fault *fault) MUST_CHECK;

#endif
