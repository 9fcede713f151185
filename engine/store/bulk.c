#include "store/bulk.h"

#include "store/statement.h"

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

bool bulk_begin(struct store *store, bool *bulk, const struct source *source,
                struct fault *fault)
{
    *bulk = source->file != NULL
            && change_journal(store, "PRAGMA journal_mode = DELETE", "delete");
    if (!*bulk)
        return true;
    /* EXTRA: the journal's end is on the disk, too, before a commit is done. */
    if (store_run(store, "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = OFF", fault)
        && store_prepare_undo(store, fault))
        return true;
    bool ended = bulk_end(store, true, fault);
    return ended && false;
}

bool bulk_end(struct store *store, bool bulk, struct fault *fault)
{
    if (!bulk)
        return true;
    /* Where the log cannot be turned on again now, it is by whoever opens the file
     * next.
     */
    bool ok =
        store_run(store, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL", fault);
    change_journal(store, "PRAGMA journal_mode = WAL", "wal");
    return ok && store_prepare_undo(store, fault);
}
