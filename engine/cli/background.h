#ifndef CLI_BACKGROUND_H
#define CLI_BACKGROUND_H

#include "cli/session.h"

/* What the register of a round tells of its units beside their place; what is wrong
   with it is printed. */
bool session_load_background(const struct session *session,
                             struct background *background, size_t round,
                             struct fault *fault) MUST_CHECK;

/* Reads those of all registers and keeps none. */
bool session_check_backgrounds(const struct session *session,
                               struct fault *fault) MUST_CHECK;

#endif
