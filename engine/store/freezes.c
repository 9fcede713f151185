#include "base/catalogue.h"
#include "store/results.h"
#include "store/rounds.h"
#include "store/succession.h"

#include <stdio.h>

/* Rounds whose figures no longer change. */

static void copy_text(char *into, size_t capacity, const struct statement *statement,
                      int column)
{
    const unsigned char *text = sqlite3_column_text(statement->handle, column);
    snprintf(into, capacity, "%s", text == NULL ? "" : (const char *)text);
}

bool store_find_freeze(struct store *store, struct store_freezing *freezing,
                       int64_t round, struct fault *fault)
{
    struct statement find;
    bool row = false;
    *freezing = (struct store_freezing){0};
    bool ok = statement_prepare(&find, store,
                                "SELECT ifnull(freeze, 0), ifnull(frozen_at, ''), "
                                "ifnull(rules, ''), ifnull(answered, 0), "
                                "questionnaire || '/' || year, "
                                "CASE WHEN freeze IS NULL THEN 0 ELSE (SELECT count(*) "
                                "FROM submission JOIN unit USING (unit) "
                                "WHERE unit.round = round.round AND held = 1) END "
                                "FROM round LEFT JOIN freeze "
                                "ON freeze.round = round.round "
                                "AND reopened_at IS NULL WHERE round.round = ?",
                                fault);
    if (ok) {
        statement_integer(&find, round);
        ok = statement_next(&find, &row, fault);
    }
    if (ok && row) {
        freezing->freeze = sqlite3_column_int64(find.handle, 0);
        copy_text(freezing->since, sizeof freezing->since, &find, 1);
        copy_text(freezing->rules, sizeof freezing->rules, &find, 2);
        freezing->answered = (uint64_t)sqlite3_column_int64(find.handle, 3);
        copy_text(freezing->round, sizeof freezing->round, &find, 4);
        freezing->late = (uint64_t)sqlite3_column_int64(find.handle, 5);
    }
    statement_release(&find);
    return ok;
}

bool freeze_forbids(struct store *store, int64_t round, const char *what,
                    struct fault *fault)
{
    struct store_freezing freezing;
    if (!store_find_freeze(store, &freezing, round, fault))
        return false;
    return freezing.freeze == 0
           || fault_set(fault, FAULT_DATA, store->path, what, freezing.round,
                        freezing.since, freezing.round);
}

static bool add_freeze(struct store *store, int64_t round, const char *rules,
                       const char *reason, uint64_t answered, struct fault *fault)
{
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO freeze (round, reason, rules, answered, "
                           "frozen_at) VALUES (?, ?, ?, ?, "
                           "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                           fault))
        return false;
    statement_integer(&add, round);
    statement_text(&add, reason);
    statement_text(&add, rules);
    statement_integer(&add, (int64_t)answered);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok;
}

static bool freeze(struct store *store, bool *done, int64_t round, const char *rules,
                   const char *reason, struct fault *fault)
{
    struct store_freezing freezing;
    uint64_t answered;
    if (!store_find_freeze(store, &freezing, round, fault)
        || !store_count_answers(store, &answered, round, fault))
        return false;
    *done = freezing.freeze == 0 && answered > 0;
    return !*done || add_freeze(store, round, rules, reason, answered, fault);
}

bool store_freeze(struct store *store, bool *done, int64_t round, const char *rules,
                  const char *reason, struct fault *fault)
{
    bool added = false;
    *done = false;
    if (!transaction_begin(store, fault)
        || !transaction_end(store, freeze(store, &added, round, rules, reason, fault),
                            fault))
        return false;
    *done = added;
    return true;
}

/* The figures of a round show those of the rounds before it. */
static bool check_later_rounds(struct store *store, int64_t round, struct fault *fault)
{
    int64_t later = 0;
    struct store_freezing freezing;
    if (!store_ask(store, &later,
                   "SELECT later.round FROM round JOIN round AS later "
                   "ON later.questionnaire = round.questionnaire "
                   "AND later.year > round.year "
                   "JOIN freeze ON freeze.round = later.round "
                   "AND freeze.reopened_at IS NULL WHERE round.round = ? "
                   "ORDER BY later.year DESC",
                   round, fault))
        return false;
    if (later == 0)
        return true;
    return store_find_freeze(store, &freezing, later, fault)
           && fault_set(fault, FAULT_DATA, store->path,
                        "%s is frozen too, and its results show those of the rounds "
                        "before it; reopen that one first",
                        freezing.round);
}

static bool lift(struct store *store, int64_t freeze_row, const char *reason,
                 struct fault *fault)
{
    struct statement update;
    if (!statement_prepare(&update, store,
                           "UPDATE freeze SET reopen_reason = ?, reopened_at = "
                           "strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE freeze = ?",
                           fault))
        return false;
    statement_text(&update, reason);
    statement_integer(&update, freeze_row);
    bool ok = statement_run(&update, fault);
    statement_release(&update);
    return ok;
}

static bool reopen(struct store *store, struct store_reopened *reopened, int64_t round,
                   const char *reason, struct fault *fault)
{
    struct store_freezing freezing;
    if (!store_find_freeze(store, &freezing, round, fault))
        return false;
    reopened->was_frozen = freezing.freeze != 0;
    return freezing.freeze == 0
           || (check_later_rounds(store, round, fault)
               && lift(store, freezing.freeze, reason, fault)
               && succession_release_held(store, reopened, freezing.freeze, fault)
               && (reopened->standing == 0 || results_remove(store, round, fault)));
}

bool store_reopen(struct store *store, struct store_reopened *reopened, int64_t round,
                  const char *reason, struct fault *fault)
{
    struct store_reopened done = {0};
    *reopened = done;
    if (!transaction_begin(store, fault)
        || !transaction_end(store, reopen(store, &done, round, reason, fault), fault))
        return false;
    *reopened = done;
    return true;
}
