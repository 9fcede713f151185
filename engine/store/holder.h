#ifndef STORE_HOLDER_H
#define STORE_HOLDER_H

#include "base/text.h"
#include "store/statement.h"

/* The process that keeps others from writing to the database, by the locks on its
   files; 0 when none is found, as on the disk of another machine. */
long holder_find(struct store *store);

/* What the process is called, or "" where the system does not say. */
#define HOLDER_NAME_BYTES TEXT_EXCERPT_BYTES
const char *holder_name(char name[static HOLDER_NAME_BYTES], long process);

/* After the connection is closed: closing a file drops all locks that this process has
   on it. */
void holder_release(struct store *store);

#endif
