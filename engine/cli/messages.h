#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

/* What is said on stderr: faults, problems and progress. */

#include "base/problems.h"

/* How faults and problems are written: "text", which it is until this is called and
   when `name` is NULL, "json" or "csv". */
bool messages_choose(const char *name, struct fault *fault) MUST_CHECK;

/* How many errors, and how many warnings, are told of one file: 200 until this is
   called; NULL changes nothing, and "0" is all of them. */
bool messages_limit(const char *number, struct fault *fault) MUST_CHECK;

/* An empty list with this limit. */
struct problems messages_list(void);

/* "file:row:column: error: what", leaving out what is not there. */
void message_fault(const struct fault *fault);
void message_problems(const struct problems *problems);

/* A line that is written over, only when stderr is a terminal and messages are text. */
void progress_say(const char *what, size_t done, size_t total);
void progress_end(void);

/* Data errors that have been printed already: the status is set, nothing more is said.
 */
bool fault_already_told(struct fault *fault);

#endif
