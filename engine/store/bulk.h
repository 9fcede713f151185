#ifndef STORE_BULK_H
#define STORE_BULK_H

/* The way of a large file, or a large register, into the record. The write-ahead log
   writes everything twice: once into the log and once into its place. A rollback
   journal holds only what is changed, so that new pages are written once; but it keeps
   readers out meanwhile. So it is taken for large files, and only when nobody else has
   the database open.

   What is written is sent on to the disk from the start, by a thread of its own, so
   that the commit has little left to wait for.

   References and CHECKs may go unchecked on the way, where every row refers to one that
   was looked up or made in the same transaction, none is removed, and flags are set by
   this program alone. A type is checked nevertheless, and so is what is to be unique.
 */

#include "store/store.h"

#include <pthread.h>

/* One exists while a file is kept. Zeroed = not begun. */
struct bulk {
    bool begun;
    bool threaded;
    bool done; /* under `lock` */
    int handle;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
};

/* Begins and ends outside a transaction; for what is not large neither does
   anything. What is committed in between is as durable as otherwise. bulk_end() is
   called, whatever happened, when bulk_begin() was true. */
bool bulk_begin(struct bulk *bulk, struct store *store, bool large, bool checked,
                struct fault *fault) MUST_CHECK;
bool bulk_end(struct bulk *bulk, struct store *store, struct fault *fault) MUST_CHECK;

#endif
