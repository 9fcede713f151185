#include "store/bulk.h"

#include "store/statement.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_NS 20000000

/* Whether the database is in the journal mode now; another connection may stand in the
   way. */
static bool change_journal(struct store *store, const char *sql, const char *mode)
{
    struct statement change;
    struct fault ignored = {0};
    bool row = false;
    sqlite3_busy_timeout(store->database, 0);
    bool ok =
        statement_prepare(&change, store, sql, &ignored)
        && statement_next(&change, &row, &ignored) && row
        && sqlite3_stricmp((const char *)sqlite3_column_text(change.handle, 0), mode)
               == 0;
    statement_release(&change);
    sqlite3_busy_timeout(store->database, store->patience_ms);
    return ok;
}

/* An error here is found by SQLite, too, which syncs the same file before it commits.
 */
static void *sync_along(void *argument)
{
    struct bulk *bulk = argument;
    pthread_mutex_lock(&bulk->lock);
    while (!bulk->done) {
        struct timespec next;
        pthread_mutex_unlock(&bulk->lock);
        fdatasync(bulk->handle);
        clock_gettime(CLOCK_REALTIME, &next);
        next.tv_nsec += PAUSE_NS;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        pthread_mutex_lock(&bulk->lock);
        if (!bulk->done)
            pthread_cond_timedwait(&bulk->wake, &bulk->lock, &next);
    }
    pthread_mutex_unlock(&bulk->lock);
    return NULL;
}

/* A handle of ours drops SQLite's locks when it is closed: the store keeps it until it
   is closed itself. Without one the commit waits longer. */
static void begin_syncing(struct bulk *bulk, struct store *store)
{
    if (store->handle == 0) {
        int handle = open(store->path, O_RDWR | O_CLOEXEC);
        store->handle = handle < 0 ? 0 : handle;
    }
    bulk->handle = store->handle;
    pthread_mutex_init(&bulk->lock, NULL);
    pthread_cond_init(&bulk->wake, NULL);
    bulk->threaded =
        bulk->handle != 0 && pthread_create(&bulk->thread, NULL, sync_along, bulk) == 0;
}

static void end_syncing(struct bulk *bulk)
{
    pthread_mutex_lock(&bulk->lock);
    bulk->done = true;
    pthread_cond_signal(&bulk->wake);
    pthread_mutex_unlock(&bulk->lock);
    if (bulk->threaded)
        pthread_join(bulk->thread, NULL);
    pthread_cond_destroy(&bulk->wake);
    pthread_mutex_destroy(&bulk->lock);
}

bool bulk_begin(struct bulk *bulk, struct store *store, bool large, bool checked,
                struct fault *fault)
{
    *bulk = (struct bulk){0};
    if (!large || !change_journal(store, "PRAGMA journal_mode = DELETE", "delete"))
        return true;
    bulk->begun = true;
    begin_syncing(bulk, store);
    /* EXTRA: the journal's end is on the disk, too, before a commit is done. */
    if (store_run(store,
                  checked ? "PRAGMA synchronous = EXTRA"
                          : "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = OFF;"
                            "PRAGMA ignore_check_constraints = ON",
                  fault)
        && store_prepare_undo(store, fault))
        return true;
    bool ended = bulk_end(bulk, store, fault);
    return ended && false;
}

bool bulk_end(struct bulk *bulk, struct store *store, struct fault *fault)
{
    if (!bulk->begun)
        return true;
    end_syncing(bulk);
    /* Where the log cannot be turned on again now, it is by whoever opens the file
     * next.
     */
    bool ok = store_run(store,
                        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                        "PRAGMA ignore_check_constraints = OFF",
                        fault);
    change_journal(store, "PRAGMA journal_mode = WAL", "wal");
    return ok && store_prepare_undo(store, fault);
}
