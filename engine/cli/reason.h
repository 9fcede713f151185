#ifndef CLI_REASON_H
#define CLI_REASON_H

/* Why somebody did what the record keeps for ever. */

#include "base/fault.h"

/* NULL and what is nothing but space. */
bool reason_is_blank(const char *reason);

/* NULL is sound. */
bool reason_check(const char *reason, struct fault *fault) MUST_CHECK;

#endif
