#ifndef ANSWERS_STATE_H
#define ANSWERS_STATE_H

/* What a sheet of answers says of itself: that it is a draft, or final. */

#include <stddef.h>

enum sheet_state { SHEET_FINAL, SHEET_DRAFT, SHEET_UNKNOWN };

/* Nothing is final. */
enum sheet_state sheet_state_read(const char *cell, size_t length);

#endif
