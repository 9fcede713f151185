#include "base/parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

#define WORKER_LIMIT 16
/* Some milliseconds of work: an idle processor may take one of them to wake up. */
#define CELLS_WORTH_A_THREAD 2000000

struct share_of_work {
    void (*work)(void *context, size_t worker);
    void *context;
    size_t worker;
    pthread_t thread;
    bool started;
};

size_t parallel_workers(size_t cells)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = processors < 1 ? 1 : (size_t)processors;
    size_t wanted = 1 + cells / CELLS_WORTH_A_THREAD;
    if (wanted > most)
        wanted = most;
    return wanted > WORKER_LIMIT ? WORKER_LIMIT : wanted;
}

static void *begin(void *argument)
{
    struct share_of_work *share = argument;
    share->work(share->context, share->worker);
    return NULL;
}

void parallel_run(size_t workers, void (*work)(void *context, size_t worker),
                  void *context)
{
    struct share_of_work share[WORKER_LIMIT];
    for (size_t w = 1; w < workers && w < WORKER_LIMIT; w++) {
        share[w] =
            (struct share_of_work){.work = work, .context = context, .worker = w};
        share[w].started =
            pthread_create(&share[w].thread, NULL, begin, &share[w]) == 0;
    }
    work(context, 0);
    for (size_t w = 1; w < workers && w < WORKER_LIMIT; w++) {
        if (share[w].started)
            pthread_join(share[w].thread, NULL);
        else
            work(context, w);
    }
}
