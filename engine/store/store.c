#include "store/store.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "store/allocator.h"
#include "store/holder.h"
#include "store/results.h"
#include "store/rows.h"
#include "store/statement.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 1114852462 /* as in schema.sql */
#define SCHEMA_VERSION 4
#define PATIENCE_MS    10000

/* The head of SQLite's file format (its documentation, "The Database Header"). */
#define HEAD_BYTES     100
#define VERSION_AT     60
#define APPLICATION_AT 68
static const char magic[16] = "SQLite format 3";

extern const char store_schema_sql[];
extern const char store_schema_2_sql[];
extern const char store_schema_3_sql[];
extern const char store_schema_4_sql[];

/* migration[v] takes a database from version v to v + 1 and sets user_version. */
static const char *const migration[SCHEMA_VERSION] = {
    store_schema_sql, store_schema_2_sql, store_schema_3_sql, store_schema_4_sql};

struct identity {
    int64_t application;
    int64_t version;
};

static bool read_identity(struct store *store, struct identity *identity,
                          struct fault *fault)
{
    struct statement application;
    struct statement version = {0};
    bool ok = statement_prepare(&application, store, "PRAGMA application_id", fault)
              && statement_value(&application, &identity->application, fault)
              && statement_prepare(&version, store, "PRAGMA user_version", fault)
              && statement_value(&version, &identity->version, fault);
    statement_release(&application);
    statement_release(&version);
    return ok;
}

static bool check_identity(const struct store *store, const struct identity *identity,
                           struct fault *fault)
{
    if (identity->application != APPLICATION_ID)
        return fault_set(fault, FAULT_DATA, store->path,
                         "is another program's database; nothing was changed in it");
    if (identity->version > SCHEMA_VERSION)
        return fault_set(fault, FAULT_DATA, store->path,
                         "was made by a newer Baseline (version %lld of the database, "
                         "this one knows %d); nothing was changed in it",
                         (long long)identity->version, SCHEMA_VERSION);
    return true;
}

static bool connect(struct store *store, const char *name, int flags,
                    struct fault *fault)
{
    /* A store is used by one thread at a time. */
    int result =
        sqlite3_open_v2(name, &store->database, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_extended_result_codes(store->database, 1);
    return result == SQLITE_OK || store_fault(store, result, fault);
}

static void disconnect(struct store *store)
{
    sqlite3_close(store->database);
    store->database = NULL;
}

static int64_t number_at(const unsigned char *bytes)
{
    return (int64_t)bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

/* The first bytes of the file, through SQLite's own handle of it: a handle of ours
   would, when closed, drop the locks of other connections in this program. */
static bool read_head(struct store *store, unsigned char head[static HEAD_BYTES],
                      struct fault *fault)
{
    sqlite3_file *file = NULL;
    int result =
        sqlite3_file_control(store->database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (result == SQLITE_OK)
        result = file->pMethods->xRead(file, head, HEAD_BYTES, 0);
    if (result == SQLITE_IOERR_SHORT_READ
        || (result == SQLITE_OK && memcmp(head, magic, sizeof magic) != 0))
        result = SQLITE_NOTADB;
    return result == SQLITE_OK || store_fault(store, result, fault);
}

/* SQLite's name for a file that it is to take as it is: no locks, no log, no writing.
 */
static bool connect_to_look(struct store *store, struct fault *fault)
{
    struct text path = {0};
    struct text uri = {0};
    text_add_file_name(&path, store->path); /* %XX is how a URI writes them, too */
    text_print(&uri, "file:%s?immutable=1", path.bytes == NULL ? "" : path.bytes);
    bool ok =
        text_check(&path, fault) && text_check(&uri, fault)
        && connect(store, uri.bytes, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, fault);
    text_release(&path);
    text_release(&uri);
    return ok;
}

/* Whose file it is, before it is opened in earnest, which may already change it. Pages
   are not looked at: those of a good database may await their newest state in its log.
 */
static bool look_at_file(struct store *store, struct fault *fault)
{
    struct stat status;
    unsigned char head[HEAD_BYTES];
    if (stat(store->path, &status) != 0)
        return errno == ENOENT
               || fault_errno(fault, store->path, "cannot open the database");
    if (!S_ISREG(status.st_mode))
        return fault_set(fault, FAULT_DATA, store->path, "is not a file");
    if (status.st_size == 0)
        return true;
    bool ok = connect_to_look(store, fault) && read_head(store, head, fault);
    disconnect(store);
    if (!ok)
        return false;
    const struct identity identity = {
        .application = number_at(head + APPLICATION_AT),
        .version = number_at(head + VERSION_AT),
    };
    return check_identity(store, &identity, fault);
}

static bool is_empty(struct store *store, bool *empty, struct fault *fault)
{
    int64_t objects = 0;
    struct statement statement;
    bool ok = statement_prepare(&statement, store, "SELECT count(*) FROM sqlite_schema",
                                fault)
              && statement_value(&statement, &objects, fault);
    statement_release(&statement);
    *empty = objects == 0;
    return ok;
}

/* Inside a transaction: what another program did while we waited for it counts. */
static bool migrate(struct store *store, struct fault *fault)
{
    struct identity identity = {0};
    bool empty;
    if (!read_identity(store, &identity, fault) || !is_empty(store, &empty, fault))
        return false;
    bool fresh = empty && identity.application == 0 && identity.version == 0;
    if (!fresh && !check_identity(store, &identity, fault))
        return false;
    for (int64_t version = identity.version; version < SCHEMA_VERSION; version++)
        if (!store_run(store, migration[version], fault))
            return false;
    return true;
}

/* The schema goes in before the write-ahead log is turned on: so the file itself says
   whose it is from its first page on, and a broken-off start leaves an empty file. */
static bool bring_up_to_date(struct store *store, struct fault *fault)
{
    struct identity identity = {0};
    if (!read_identity(store, &identity, fault))
        return false;
    if (identity.application == APPLICATION_ID && identity.version == SCHEMA_VERSION)
        return true;
    return transaction_begin(store, fault)
           && transaction_end(store, migrate(store, fault), fault)
           && read_identity(store, &identity, fault)
           && check_identity(store, &identity, fault);
}

static bool turn_on_log(struct store *store, struct fault *fault)
{
    struct statement statement;
    bool row = false;
    bool ok = statement_prepare(&statement, store, "PRAGMA journal_mode = WAL", fault)
              && statement_next(&statement, &row, fault);
    if (ok
        && (!row
            || sqlite3_stricmp((const char *)sqlite3_column_text(statement.handle, 0),
                               "wal")
                   != 0))
        ok = fault_set(fault, FAULT_SYSTEM, store->path,
                       "this disk cannot keep a write-ahead log");
    statement_release(&statement);
    return ok;
}

bool store_prepare_undo(struct store *store, struct fault *fault)
{
    statement_release(&store->undo);
    return statement_prepare(&store->undo, store, "ROLLBACK", fault);
}

static bool open_in_earnest(struct store *store, struct fault *fault)
{
    if (!connect(store, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, fault))
        return false;
    store_wait_at_most(store, PATIENCE_MS);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (sqlite3_db_readonly(store->database, "main") == 1)
        return store_fault(store, SQLITE_READONLY, fault);
    return store_run(store,
                     /* A table that others point to cannot be made anew otherwise. */
                     "PRAGMA foreign_keys = OFF;"
                     "PRAGMA synchronous = FULL;"
                     "PRAGMA trusted_schema = OFF;"
                     "PRAGMA cache_size = -16384;"
                     "PRAGMA journal_size_limit = 67108864",
                     fault)
           && submissions_open(store, fault) && store_prepare_undo(store, fault)
           && bring_up_to_date(store, fault)
           && store_run(store, "PRAGMA foreign_keys = ON", fault)
           && turn_on_log(store, fault) && store_prepare_undo(store, fault);
}

void store_wait_at_most(struct store *store, int ms)
{
    store->patience_ms = ms;
    sqlite3_busy_timeout(store->database, ms);
}

/* To SQLite; with a folder before it the name is one like any other. */
static bool means_no_file(const char *path)
{
    return path[0] == '\0' || path[0] == ':' || strncmp(path, "file:", 5) == 0;
}

bool store_open(struct store **store, const char *path, struct fault *fault)
{
    allocator_install();
    *store = NULL;
    struct store *opened = memory_allocate(1, sizeof *opened);
    if (opened == NULL)
        return fault_memory(fault);
    opened->path = path_join(means_no_file(path) ? "." : "", path);
    bool ok = (opened->path != NULL || fault_memory(fault))
              && look_at_file(opened, fault) && open_in_earnest(opened, fault);
    if (ok)
        *store = opened;
    else
        store_free(opened);
    return ok;
}

void store_free(struct store *store)
{
    if (store == NULL)
        return;
    results_release(store);
    statement_release(&store->undo);
    disconnect(store);
    holder_release(store);
    if (store->handle != 0)
        close(store->handle);
    memory_release(store->path);
    memory_release(store);
}
