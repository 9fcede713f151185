#ifndef STORE_ROWS_H
#define STORE_ROWS_H

/* What a file holds, row by row: submissions, the comments in them, and the rows that
   were refused. */

#include "store/received.h"

/* Keeps all of them, in the caller's transaction; `unit_row` has the database's unit of
   each row of the answers. What is packed meanwhile is kept, too. */
bool rows_keep(struct store *store, int64_t received,
               const struct questionnaire *questionnaire, const struct source *source,
               const struct answer_file *file, const int64_t *unit_row,
               struct packing *packing, struct fault *fault) MUST_CHECK;

#endif
