#ifndef STORE_RECEIVED_H
#define STORE_RECEIVED_H

/* The bytes of files as they came, or without what is personal, kept in packed parts.
 */

#include "store/store.h"

/* The parts of a source on their way into the database: they are packed in a thread of
   their own where that is worth one, and kept by the caller's thread, in its
   transaction. One exists while a file is kept. The source must outlive it. */
struct packing;

/* NULL with a fault. */
struct packing *packing_begin(struct store *store, int64_t received,
                              const struct source *source, struct fault *fault);

/* Keeps the parts that are packed by now; packing_finish() waits for all of them. */
bool packing_keep(struct packing *packing, struct fault *fault) MUST_CHECK;
bool packing_finish(struct packing *packing, struct fault *fault) MUST_CHECK;
void packing_free(struct packing *packing);

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
