#ifndef STORE_BULK_H
#define STORE_BULK_H

/* The way of a large file into the record. The write-ahead log writes everything twice:
   once into the log and once into its place. A rollback journal holds only what is
   changed, so that new pages are written once; but it keeps readers out meanwhile. So
   it is taken for large files, and only when nobody else has the database open.

   References are not checked on the way: every row refers to one that was looked up or
   made in the same transaction. */

#include "store/store.h"

/* Begins and ends outside a transaction. What is committed in between is as durable as
   otherwise. bulk_end() is called, whatever happened, when bulk_begin() was true. */
bool bulk_begin(struct store *store, bool *bulk, const struct source *source,
                struct fault *fault) MUST_CHECK;
bool bulk_end(struct store *store, bool bulk, struct fault *fault) MUST_CHECK;

#endif
