#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

/* Workbooks (.xlsx) as they are written: from a library that wants files of its own to
   bytes in memory, so that nothing half written ever bears a finished name. */

#include "base/fault.h"
#include "base/text.h"

#include <xlsxwriter.h>

/* What a workbook is filled with. False with `fault` set. */
typedef bool book_fill(void *context, lxw_workbook *workbook, struct fault *fault);

/* The bytes of the workbook that `fill` makes; the same for the same. */
bool book_write(struct text *bytes, book_fill *fill, void *context,
                struct fault *fault) MUST_CHECK;

/* A text as a cell's XML can hold it: what it cannot, or what it would take for
   something else, is written by its number. The library does so with control
   characters, and with them alone. */
void book_escape(struct text *escaped, const char *text);

#endif
