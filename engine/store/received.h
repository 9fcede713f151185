#ifndef STORE_RECEIVED_H
#define STORE_RECEIVED_H

/* The bytes of files as they came, or without what is personal, kept in packed parts.
 */

#include "store/store.h"

/* Keeps all of a source, in the caller's transaction. */
bool received_keep(struct store *store, int64_t received, const struct source *source,
                   struct fault *fault) MUST_CHECK;

/* The same without what of the file is personal, and the hash of that. */
bool received_keep_without_personal(struct store *store, int64_t received,
                                    const struct source *source,
                                    const struct answer_file *file,
                                    struct fault *fault) MUST_CHECK;
bool received_hash_without_personal(char hash[static SHA256_TEXT_BYTES],
                                    const struct source *source,
                                    const struct answer_file *file,
                                    struct fault *fault) MUST_CHECK;

#endif
