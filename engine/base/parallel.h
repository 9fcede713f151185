#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

/* Work dealt out to threads. Results never depend on how many there are: each worker
   writes only what is its own, and nothing is added up across workers. */

#include <stddef.h>

/* How many workers are worth their start for so many cells of work: one for little
   work, and never more than there are processors. */
size_t parallel_workers(size_t cells);

/* Calls work(context, 0) … work(context, workers - 1), each in its own thread, and
   returns when all have. Short of threads, the caller's own thread does the rest. */
void parallel_run(size_t workers, void (*work)(void *context, size_t worker),
                  void *context);

#endif
