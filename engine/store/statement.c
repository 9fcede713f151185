#include "store/statement.h"

#include "base/exact.h"
#include "base/memory.h"
#include "store/holder.h"

#include <errno.h>

static bool tell_held(struct store *store, struct fault *fault)
{
    char name[HOLDER_NAME_BYTES];
    long process = holder_find(store);
    int seconds = store->patience_ms / 1000;
    int tenths = store->patience_ms % 1000 / 100;
    if (process == 0)
        return fault_set(fault, FAULT_SYSTEM, store->path,
                         "another program holds the database; gave up after %d.%d s",
                         seconds, tenths);
    return fault_set(
        fault, FAULT_SYSTEM, store->path,
        "another program holds the database (process %ld, \"%s\"); gave up "
        "after %d.%d s; run again when it is done",
        process, holder_name(name, process), seconds, tenths);
}

static bool tell_full(struct store *store, struct fault *fault)
{
    return fault_set(fault, FAULT_SYSTEM, store->path,
                     "the disk is full; make room and run again: what was taken before "
                     "is kept, the file at hand is not");
}

/* A quota that is used up and a file that may not grow are no full disk to SQLite. */
static bool tell_not_written(struct store *store, int result, struct fault *fault)
{
    if (result == SQLITE_IOERR_WRITE || result == SQLITE_IOERR_SHMSIZE
        || result == SQLITE_IOERR_FSYNC || result == SQLITE_IOERR_TRUNCATE)
        return fault_set(fault, FAULT_SYSTEM, store->path,
                         "the disk took no more: it is full, a quota is used up, or it "
                         "is broken; make room and run again: what was taken before is "
                         "kept, the file at hand is not");
    return fault_set(fault, FAULT_SYSTEM, store->path, "the database failed: %s",
                     sqlite3_errmsg(store->database));
}

static bool tell_cannot_open(struct store *store, struct fault *fault)
{
    errno = sqlite3_system_errno(store->database);
    /* SQLite tries once more, without making the file, before it gives up. */
    if (errno == ENOENT || errno == 0)
        return fault_set(fault, FAULT_SYSTEM, store->path,
                         "cannot make the database or its log: the folder is missing "
                         "or may not be written to");
    return fault_errno(fault, store->path, "cannot open the database or its log");
}

bool store_fault(struct store *store, int result, struct fault *fault)
{
    if (result == SQLITE_IOERR_NOMEM)
        return fault_memory(fault);
    switch (result & 0xff) {
    case SQLITE_NOMEM:
        return fault_memory(fault);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return tell_held(store, fault);
    case SQLITE_CANTOPEN:
        return tell_cannot_open(store, fault);
    case SQLITE_READONLY:
        return fault_set(fault, FAULT_SYSTEM, store->path,
                         "the database or its folder may not be written to");
    case SQLITE_FULL:
        return tell_full(store, fault);
    case SQLITE_NOTADB:
        return fault_set(fault, FAULT_DATA, store->path,
                         "is not a Baseline database; nothing was changed in it");
    case SQLITE_CORRUPT:
        return fault_set(fault, FAULT_DATA, store->path, "the database is damaged: %s",
                         sqlite3_errmsg(store->database));
    case SQLITE_IOERR:
        return tell_not_written(store, result, fault);
    default:
        return fault_set(fault, FAULT_SYSTEM, store->path, "the database failed: %s",
                         sqlite3_errmsg(store->database));
    }
}

bool statement_prepare(struct statement *statement, struct store *store,
                       const char *sql, struct fault *fault)
{
    *statement = (struct statement){.store = store};
    int result = sqlite3_prepare_v2(store->database, sql, -1, &statement->handle, NULL);
    return result == SQLITE_OK || store_fault(store, result, fault);
}

void statement_release(struct statement *statement)
{
    sqlite3_finalize(statement->handle);
    *statement = (struct statement){0};
}

static void remember(struct statement *statement, int result)
{
    if (statement->result == SQLITE_OK)
        statement->result = result;
}

void statement_integer(struct statement *statement, int64_t value)
{
    remember(statement,
             sqlite3_bind_int64(statement->handle, ++statement->bound, value));
}

void statement_figure(struct statement *statement, int64_t value)
{
    if (value >= 0)
        statement_integer(statement, value);
    else
        remember(statement, sqlite3_bind_null(statement->handle, ++statement->bound));
}

/* A value has at most 15 digits, and those survive a double. */
void statement_decimal(struct statement *statement, int64_t nano)
{
    if (nano % POINT == 0)
        statement_integer(statement, nano / POINT);
    else
        remember(statement, sqlite3_bind_double(statement->handle, ++statement->bound,
                                                (double)nano / (double)POINT));
}

void statement_text(struct statement *statement, const char *text)
{
    remember(statement, sqlite3_bind_text(statement->handle, ++statement->bound, text,
                                          -1, SQLITE_STATIC));
}

void statement_string(struct statement *statement, const char *text, size_t length)
{
    remember(statement, sqlite3_bind_text64(statement->handle, ++statement->bound, text,
                                            length, SQLITE_STATIC, SQLITE_UTF8));
}

void statement_bytes(struct statement *statement, const void *bytes, size_t size)
{
    remember(statement, sqlite3_bind_blob64(statement->handle, ++statement->bound,
                                            bytes, size, SQLITE_STATIC));
}

void statement_stop(struct statement *statement)
{
    sqlite3_reset(statement->handle);
    statement->bound = 0;
    statement->result = SQLITE_OK;
}

bool statement_next(struct statement *statement, bool *row, struct fault *fault)
{
    int result = statement->result;
    if (result == SQLITE_OK)
        result = sqlite3_step(statement->handle);
    *row = result == SQLITE_ROW;
    if (*row)
        return true;
    bool ok = result == SQLITE_DONE || store_fault(statement->store, result, fault);
    statement_stop(statement);
    return ok;
}

bool statement_run(struct statement *statement, struct fault *fault)
{
    bool row;
    if (!statement_next(statement, &row, fault))
        return false;
    if (row)
        statement_stop(statement);
    return true;
}

bool statement_value(struct statement *statement, int64_t *value, struct fault *fault)
{
    bool row;
    *value = 0;
    if (!statement_next(statement, &row, fault))
        return false;
    if (row) {
        *value = sqlite3_column_int64(statement->handle, 0);
        statement_stop(statement);
    }
    return true;
}

bool store_ask(struct store *store, int64_t *value, const char *sql, int64_t parameter,
               struct fault *fault)
{
    struct statement statement;
    if (!statement_prepare(&statement, store, sql, fault))
        return false;
    statement_integer(&statement, parameter);
    bool ok = statement_value(&statement, value, fault);
    statement_release(&statement);
    return ok;
}

bool store_do(struct store *store, const char *sql, int64_t parameter,
              struct fault *fault)
{
    int64_t ignored;
    return store_ask(store, &ignored, sql, parameter, fault);
}

bool store_run(struct store *store, const char *sql, struct fault *fault)
{
    unsigned long shortages = memory_shortages();
    int result = sqlite3_exec(store->database, sql, NULL, NULL, NULL);
    /* A change of the schema that is short of memory is told as a mistake in it. */
    if (result == SQLITE_ERROR && memory_shortages() > shortages)
        return fault_memory(fault);
    return result == SQLITE_OK || store_fault(store, result, fault);
}

bool transaction_begin(struct store *store, struct fault *fault)
{
    return store_run(store, "BEGIN IMMEDIATE", fault);
}

void transaction_undo(struct store *store)
{
    /* Some errors have undone it already; what cannot be undone now is undone by
       whoever opens the file next. */
    if (sqlite3_get_autocommit(store->database) == 0) {
        sqlite3_step(store->undo.handle);
        statement_stop(&store->undo);
    }
}

bool transaction_end(struct store *store, bool ok, struct fault *fault)
{
    if (ok && store_run(store, "COMMIT", fault))
        return true;
    transaction_undo(store);
    return false;
}
