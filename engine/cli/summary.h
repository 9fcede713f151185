#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

/* What a command did, said on stdout in the survey's language. */

#include "cli/intake.h"
#include "cli/publish.h"

/* Both say whether they said anything below the table. */
bool summary_of_intake(const struct session *session, const struct intake *intake);
bool summary_of_doubts(const struct session *session,
                       const size_t found[static QUALITY_DOUBT_COUNT]);
void summary_of_results(const struct session *session,
                        const struct published *published);

/* --format, --units-of and --lang over what the survey says of charts. */
bool chart_options(struct survey *survey, const struct arguments *arguments,
                   struct fault *fault) MUST_CHECK;

#endif
