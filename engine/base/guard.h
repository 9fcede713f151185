#ifndef BASE_GUARD_H
#define BASE_GUARD_H

/* Texts in a file that has no kinds of cells. A spreadsheet takes one that begins with
   "=", "+", "-" or "@" for a formula, and one that looks like a number or a date for
   that. An apostrophe before it keeps it a text, and is no part of it; so is one before
   an apostrophe that would be taken for such. */

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the text is to be written with an apostrophe before it. */
bool guard_needed(const char *text);

/* How many bytes at the beginning of a field are a guard: 1 or 0. */
size_t guard_length(const char *field);

/* Appends the text as a cell of a list that a spreadsheet opens: guarded where it must
   be, and in quotation marks too where it holds what other files part their cells with,
   since a reader finds out by counting in the first line. */
void text_add_cell(struct text *text, const char *cell);

#endif
