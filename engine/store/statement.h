#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

/* SQL for the room's files: prepared statements whose parameters are bound one after
   another, transactions, and faults told from SQLite's own. All SQL is constant text;
   what comes from outside is only ever bound. */

#include "store/store.h"

#include <sqlite3.h>

struct results;
struct rows_at_hand;

/* Valid when zeroed; released by statement_release(). */
struct statement {
    struct store *store;
    sqlite3_stmt *handle;
    int bound;  /* parameters bound so far */
    int result; /* of the first binding that failed */
};

struct store {
    sqlite3 *database;
    char *path; /* never one that SQLite takes for a URI or for memory */
    int patience_ms;
    int looking[2]; /* descriptors of holder.c's, 0 = none; closed after `database` */
    int handle;     /* one of bulk.c's, likewise */
    struct statement undo;        /* ready from the start, for when memory is short */
    struct rows_at_hand *at_hand; /* while submissions are kept, else NULL */
    struct results *results;      /* from store_begin_results() to its end, else NULL */
};

bool statement_prepare(struct statement *statement, struct store *store,
                       const char *sql, struct fault *fault) MUST_CHECK;
void statement_release(struct statement *statement);

/* Each binds the next parameter. Bytes and text are borrowed until the statement has
   run; NULL is SQL's NULL. */
void statement_integer(struct statement *statement, int64_t value);
void statement_figure(struct statement *statement, int64_t value); /* < 0 = NULL */
void statement_decimal(struct statement *statement, int64_t nano); /* whole, or real */
void statement_text(struct statement *statement, const char *text);
void statement_string(struct statement *statement, const char *text, size_t length);
void statement_bytes(struct statement *statement, const void *bytes, size_t size);

/* Runs a statement that gives no rows; it may be bound again afterwards. */
bool statement_run(struct statement *statement, struct fault *fault) MUST_CHECK;

/* The next row; *row is false after the last one, and then the statement may be bound
   again. statement_stop() gives up the rows that are left. */
bool statement_next(struct statement *statement, bool *row,
                    struct fault *fault) MUST_CHECK;
void statement_stop(struct statement *statement);

/* The first column of the first row, 0 when there is none; for statements just bound.
 */
bool statement_value(struct statement *statement, int64_t *value,
                     struct fault *fault) MUST_CHECK;

/* The same for a statement used once, with one parameter. */
bool store_ask(struct store *store, int64_t *value, const char *sql, int64_t parameter,
               struct fault *fault) MUST_CHECK;

/* A statement used once, with one parameter and no rows. */
bool store_do(struct store *store, const char *sql, int64_t parameter,
              struct fault *fault) MUST_CHECK;

/* SQL of our own without parameters, any number of statements. */
bool store_run(struct store *store, const char *sql, struct fault *fault) MUST_CHECK;

/* A write transaction. transaction_end() commits when `ok`, else undoes all of it; true
   only when everything is in the file. */
bool transaction_begin(struct store *store, struct fault *fault) MUST_CHECK;
bool transaction_end(struct store *store, bool ok, struct fault *fault) MUST_CHECK;
void transaction_undo(struct store *store);

/* Makes the undoing ready again. A change of the schema, or of a setting, expires
   statements, and one that is prepared anew when it is run needs memory. */
bool store_prepare_undo(struct store *store, struct fault *fault) MUST_CHECK;

/* Turns a result code of SQLite into a fault. Always returns false. */
bool store_fault(struct store *store, int result, struct fault *fault);

#endif
