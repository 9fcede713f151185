#include "base/catalogue.h"
#include "base/text.h"
#include "store/results.h"
#include "store/rounds.h"
#include "store/statement.h"
#include "store/succession.h"

#include <string.h>

#define OWN "superseded_by IS NULL AND withdrawn_by IS NULL AND held = 0"

/* 0 when the unit has no answers of its own, be they a draft. */
static bool find_standing(struct store *store, int64_t *submission, int64_t round,
                          const char *unit, struct fault *fault)
{
    struct statement find;
    if (!statement_prepare(&find, store,
                           "SELECT submission FROM submission JOIN unit USING (unit) "
                           "WHERE round = ? AND id = ? AND " OWN,
                           fault))
        return false;
    statement_integer(&find, round);
    statement_text(&find, unit);
    bool ok = statement_value(&find, submission, fault);
    statement_release(&find);
    return ok;
}

static bool add_withdrawal(struct store *store, int64_t submission, const char *reason,
                           struct fault *fault)
{
    struct statement add;
    struct statement mark = {0};
    bool ok = statement_prepare(&add, store,
                                "INSERT INTO withdrawal (reason, withdrawn_at) "
                                "VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                                fault);
    if (ok) {
        statement_text(&add, reason);
        ok = statement_run(&add, fault)
             && statement_prepare(
                 &mark, store,
                 "UPDATE submission SET withdrawn_by = ? WHERE submission = ?", fault);
    }
    if (ok) {
        statement_integer(&mark, sqlite3_last_insert_rowid(store->database));
        statement_integer(&mark, submission);
        ok = statement_run(&mark, fault);
    }
    statement_release(&add);
    statement_release(&mark);
    return ok;
}

bool store_withdraw(struct store *store, bool *withdrawn, int64_t round,
                    const char *unit, const char *reason, struct fault *fault)
{
    int64_t submission = 0;
    *withdrawn = false;
    if (!transaction_begin(store, fault))
        return false;
    bool ok =
        freeze_forbids(
            store, round,
            SPOKEN_LATER("%s is frozen since %.10s, and nothing is withdrawn from "
                         "it; reopen it first: baseline freeze SURVEY --round %s "
                         "--reopen --reason TEXT"),
            fault)
        && find_standing(store, &submission, round, unit, fault)
        && (submission == 0
            || (add_withdrawal(store, submission, reason, fault)
                && results_remove(store, round, fault)));
    if (!transaction_end(store, ok, fault))
        return false;
    *withdrawn = submission != 0;
    return true;
}

/* Of columns from `column` on: the unit, the time and the reason. */
static bool tell(const struct statement *walk, int column, const char *where,
                 size_t row, struct problems *problems, struct fault *fault)
{
    const char *unit = (const char *)sqlite3_column_text(walk->handle, column);
    const char *time = (const char *)sqlite3_column_text(walk->handle, column + 1);
    const char *reason = (const char *)sqlite3_column_text(walk->handle, column + 2);
    char excerpt[TEXT_EXCERPT_BYTES];
    if (unit == NULL || time == NULL || reason == NULL)
        return fault_memory(fault);
    struct problems_mark mark = problems_mark(problems);
    return problems_add(
               problems, SEVERITY_WARNING, where, row, 0, fault,
               "the answers of \"%s\" in this file were withdrawn on %.10s (%s) and "
               "still do not count; sent with another answer, comment or time they do",
               unit, time, text_excerpt(excerpt, reason, strlen(reason)))
           && problems_attribute(problems, &mark, unit, fault);
}

bool withdrawal_tell(struct store *store, int64_t submission, const char *where,
                     size_t row, struct problems *problems, struct fault *fault)
{
    struct statement find;
    bool found = false;
    bool ok = statement_prepare(&find, store,
                                "SELECT unit.id, withdrawn_at, reason FROM submission "
                                "JOIN unit USING (unit) "
                                "JOIN withdrawal ON withdrawal = withdrawn_by "
                                "WHERE submission = ?",
                                fault);
    if (ok) {
        statement_integer(&find, submission);
        ok = statement_next(&find, &found, fault)
             && (!found || tell(&find, 0, where, row, problems, fault));
    }
    statement_release(&find);
    return ok;
}

bool store_tell_withdrawn(struct store *store, int64_t round, const char *hash,
                          const char *where, struct problems *problems,
                          struct fault *fault)
{
    struct statement walk;
    bool row = true;
    bool ok = statement_prepare(
        &walk, store,
        "SELECT source_row, unit.id, withdrawn_at, reason "
        "FROM received JOIN submission USING (received) "
        "JOIN withdrawal ON withdrawal = withdrawn_by "
        "JOIN unit ON unit.unit = submission.unit "
        "WHERE received.round = ? AND sha256 = ? AND NOT EXISTS "
        "(SELECT 1 FROM submission AS later WHERE later.unit = unit.unit "
        "AND later.superseded_by IS NULL AND later.withdrawn_by IS NULL "
        "AND later.held = 0) "
        "ORDER BY source_row",
        fault);
    if (ok) {
        statement_integer(&walk, round);
        statement_text(&walk, hash);
    }
    while (ok && row) {
        ok = statement_next(&walk, &row, fault);
        if (ok && row)
            ok = tell(&walk, 1, where, (size_t)sqlite3_column_int64(walk.handle, 0),
                      problems, fault);
    }
    statement_release(&walk);
    return ok;
}
