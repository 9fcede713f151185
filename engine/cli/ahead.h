#ifndef CLI_AHEAD_H
#define CLI_AHEAD_H

/* The large answer file that the command line names, opened on a thread of its own: its
   bytes are hashed while the registers are read. Zeroed = empty. */

#include "base/source.h"

#include <pthread.h>

struct ahead {
    const char *path; /* NULL = none */
    struct source source;
    bool opened;
    bool running;
    pthread_t thread;
};

/* Does nothing for a file that is not worth a thread, or cannot have one. */
void ahead_begin(struct ahead *ahead, const char *path);

/* Whether it is this file and could be opened; the source is then the caller's. What
   stood in the way is for source_open() to say. */
bool ahead_take(struct ahead *ahead, const char *path, struct source *source);
void ahead_end(struct ahead *ahead);

#endif
