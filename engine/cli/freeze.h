#ifndef CLI_FREEZE_H
#define CLI_FREEZE_H

/* Rounds whose figures are an edition of results. */

#include "cli/session.h"

/* Whether the figures of every frozen round would be made as they were when it was
   frozen; FAULT_DATA that says what is other. */
bool freezes_hold(const struct session *session, struct fault *fault) MUST_CHECK;

#endif
