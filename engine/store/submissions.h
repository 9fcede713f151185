#ifndef STORE_SUBMISSIONS_H
#define STORE_SUBMISSIONS_H

/* Answers as rows of the table `submission`. */

#include "store/received.h"

/* Called once, when the database is opened. */
bool submissions_open(struct store *store, struct fault *fault) MUST_CHECK;

/* Keeps a row each, in their order, in the caller's transaction; `first` is the key of
   row 0, and the others follow it. What is packed meanwhile is kept, too. */
bool submissions_keep(struct store *store, int64_t *first, int64_t received,
                      const struct questionnaire *questionnaire,
                      const struct answers *answers, const int64_t *unit_row,
                      struct packing *packing, struct fault *fault) MUST_CHECK;

#endif
