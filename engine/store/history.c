#include "store/statement.h"

#include "base/memory.h"

#include <string.h>

/* What one unit has sent in a round, and what of it was not taken. */

struct walking {
    struct store_history *history;
    struct statement walk;
    bool lacking; /* a string could not be kept */
};

/* NULL where the record has none. */
static const char *text_of(struct walking *walking, int column)
{
    sqlite3_stmt *handle = walking->walk.handle;
    if (sqlite3_column_type(handle, column) == SQLITE_NULL)
        return NULL;
    const char *text = (const char *)sqlite3_column_text(handle, column);
    const char *kept =
        text == NULL ? NULL
                     : names_keep(&walking->history->names, text, strlen(text), NULL);
    walking->lacking |= kept == NULL;
    return kept;
}

static bool take_submission(struct walking *walking, struct fault *fault)
{
    struct store_history *history = walking->history;
    sqlite3_stmt *handle = walking->walk.handle;
    if (!memory_reserve((void **)&history->submission, &history->submission_capacity,
                        history->submission_count + 1, sizeof *history->submission))
        return fault_memory(fault);
    struct store_submission *taken = &history->submission[history->submission_count++];
    *taken = (struct store_submission){
        .submission = sqlite3_column_int64(handle, 0),
        .received = sqlite3_column_int64(handle, 1),
        .file = text_of(walking, 2),
        .hash = text_of(walking, 3),
        .imported_at = text_of(walking, 4),
        .kept_hash = text_of(walking, 5),
        .sheet = text_of(walking, 6),
        .mapping = text_of(walking, 7),
        .definition = text_of(walking, 8),
        .row = (uint32_t)sqlite3_column_int64(handle, 9),
        .simulated = sqlite3_column_int64(handle, 10) != 0,
        .superseded_by = text_of(walking, 11),
        .superseded_hash = text_of(walking, 12),
        .superseded_at = text_of(walking, 13),
        .withdrawn_at = text_of(walking, 14),
        .reason = text_of(walking, 15),
        .draft = sqlite3_column_int64(handle, 16) != 0,
        .read_as_draft = sqlite3_column_int64(handle, 17) != 0,
        .late = sqlite3_column_int64(handle, 18) != 0,
        .held = sqlite3_column_int64(handle, 19) != 0,
        .encoding = text_of(walking, 20),
        .delimiter = text_of(walking, 21),
    };
    taken->stands = taken->superseded_by == NULL && taken->withdrawn_at == NULL
                    && !taken->draft && !taken->held;
    return !walking->lacking || fault_memory(fault);
}

static bool take_refusal(struct walking *walking, struct fault *fault)
{
    struct store_history *history = walking->history;
    if (!memory_reserve((void **)&history->refusal, &history->refusal_capacity,
                        history->refusal_count + 1, sizeof *history->refusal))
        return fault_memory(fault);
    history->refusal[history->refusal_count++] = (struct store_refusal){
        .file = text_of(walking, 0),
        .hash = text_of(walking, 1),
        .imported_at = text_of(walking, 2),
        .row = (uint32_t)sqlite3_column_int64(walking->walk.handle, 3),
        .reason = text_of(walking, 4),
    };
    return !walking->lacking || fault_memory(fault);
}

static bool walk(struct store *store, struct store_history *history, const char *sql,
                 int64_t round, const char *unit,
                 bool (*take)(struct walking *walking, struct fault *fault),
                 struct fault *fault)
{
    struct walking walking = {.history = history};
    bool row = true;
    bool ok = statement_prepare(&walking.walk, store, sql, fault);
    if (ok) {
        statement_integer(&walking.walk, round);
        statement_text(&walking.walk, unit);
    }
    while (ok && row) {
        ok = statement_next(&walking.walk, &row, fault);
        if (ok && row)
            ok = take(&walking, fault);
    }
    statement_release(&walking.walk);
    return ok;
}

/* Rows of before version 4 do not say whose they are: the unit's number is a cell of
   them. */
static bool load(struct store *store, struct store_history *history, int64_t round,
                 const char *unit, struct fault *fault)
{
    return walk(store, history,
                "SELECT submission, received.received, received.name, received.sha256, "
                "received.imported_at, received.kept_sha256, received.sheet, "
                "mapping.json, received.definition, source_row, received.simulated, "
                "later.name, later.sha256, max(later.imported_at, "
                "received.imported_at), withdrawn_at, reason, submission.draft, "
                "received.draft, late_in IS NOT NULL, held, received.encoding, "
                "received.delimiter "
                "FROM unit JOIN submission USING (unit) "
                "JOIN received ON received.received = submission.received "
                "LEFT JOIN mapping ON mapping.mapping = received.mapping "
                "LEFT JOIN received AS later ON later.received = superseded_by "
                "LEFT JOIN withdrawal ON withdrawal = withdrawn_by "
                "WHERE unit.round = ? AND unit.id = ? ORDER BY submission DESC",
                round, unit, take_submission, fault)
           && walk(store, history,
                   "SELECT name, sha256, imported_at, row, reason "
                   "FROM refused JOIN received USING (received) "
                   "WHERE round = ?1 AND (unit = ?2 OR (unit IS NULL AND "
                   "instr(char(9) || cells || char(9), char(9) || ?2 || char(9)) > 0)) "
                   "ORDER BY received DESC, row",
                   round, unit, take_refusal, fault);
}

bool store_load_history(struct store *store, struct store_history *history,
                        int64_t round, const char *unit, struct fault *fault)
{
    *history = (struct store_history){0};
    /* One look at the database, so that both lists agree. */
    if (!store_run(store, "BEGIN", fault))
        return false;
    bool ok = load(store, history, round, unit, fault);
    ok = transaction_end(store, ok, fault);
    if (!ok)
        store_history_release(history);
    return ok;
}

void store_history_release(struct store_history *history)
{
    memory_release(history->submission);
    memory_release(history->refusal);
    names_release(&history->names);
    *history = (struct store_history){0};
}

bool store_find_received(struct store *store, int64_t *received, bool *others,
                         int64_t round, const char *prefix, struct fault *fault)
{
    struct statement find;
    bool row = false;
    *received = 0;
    *others = false;
    bool ok = statement_prepare(
        &find, store,
        "SELECT max(received), count(DISTINCT ifnull(kept_sha256, sha256)) "
        "FROM received WHERE (?1 = 0 OR round = ?1) "
        "AND substr(sha256, 1, length(?2)) = lower(?2)",
        fault);
    if (ok) {
        statement_integer(&find, round);
        statement_text(&find, prefix);
        ok = statement_next(&find, &row, fault);
    }
    if (ok && row) {
        *received = sqlite3_column_int64(find.handle, 0);
        *others = sqlite3_column_int64(find.handle, 1) > 1;
    }
    statement_release(&find);
    return ok;
}
