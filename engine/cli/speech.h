#ifndef CLI_SPEECH_H
#define CLI_SPEECH_H

/* The language that a run of the program speaks: the one asked for on the line, or of
   the survey named on it, or that people here have their programs in. */

#include "cli/command.h"

/* The first and the last of these, before anything can be wrong. False where none is
   asked for. */
bool speak(int count, char **word);

/* The second, before the line is looked through, so that what is wrong with it is told
   in that language too. False only when short of memory. */
bool speak_as_survey(const struct command *asked, int count, char **word,
                     struct fault *fault) MUST_CHECK;

#endif
