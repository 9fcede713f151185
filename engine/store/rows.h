#ifndef STORE_ROWS_H
#define STORE_ROWS_H

/* What a file holds, row by row: submissions, the comments in them, and the rows that
   were refused; inside the caller's transaction. */

#include "store/received.h"
#include "store/succession.h"

struct rows {
    int64_t received;
    const struct questionnaire *questionnaire;
    const struct answer_file *file;
    const int64_t *unit_row; /* the database's unit of each row of the answers */
    const struct verdicts *verdicts;
};

/* Keeps all of them. What is packed meanwhile is kept, too; NULL = nothing is. */
bool rows_keep(struct store *store, const struct rows *rows,
               const struct source *source, struct packing *packing,
               struct fault *fault) MUST_CHECK;

/* Called once, when the database is opened. */
bool submissions_open(struct store *store, struct fault *fault) MUST_CHECK;

/* Keeps a submission a row that is one, in their order; `first` is the key of the
   first, and the others follow it. */
bool submissions_keep(struct store *store, int64_t *first, const struct rows *rows,
                      struct packing *packing, struct fault *fault) MUST_CHECK;

#endif
