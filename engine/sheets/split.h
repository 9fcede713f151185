#ifndef SHEETS_SPLIT_H
#define SHEETS_SPLIT_H

/* A definition as the rows of its sheets, and rows as a definition.

   A scale has a row for each of its options: its id on all of them, its own members on
   the first. An area has a row with the ids of its dimension and of the area right
   above it; those of a configuration's own dimensions stand on the same sheet, with the
   configuration's id. The definition itself is a single row. Whatever does not have the
   shape for that stays in its member as it is, so that nothing is lost. */

#include "sheets/sheets.h"

/* One array of objects per sheet, in `rows`; released by the caller, also on failure,
   which is a shortage of memory. */
bool definition_split(json_t *rows[static SHEET_COUNT], const json_t *definition);

#endif
