#ifndef STORE_RECEIVED_H
#define STORE_RECEIVED_H

/* The bytes of files as they came, kept in packed parts. */

#include "store/store.h"

/* Keeps all of a source, in the caller's transaction. */
bool received_keep(struct store *store, int64_t received, const struct source *source,
                   struct fault *fault) MUST_CHECK;

#endif
