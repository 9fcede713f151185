#ifndef STORE_RESULTS_H
#define STORE_RESULTS_H

/* The figures being kept, from store_begin_results() to its end. */

#include "store/store.h"

/* Gives up results that were begun and not ended; their transaction is undone. */
void results_release(struct store *store);

/* Removes a round's figures, in the caller's transaction. */
bool results_remove(struct store *store, int64_t round, struct fault *fault) MUST_CHECK;

#endif
