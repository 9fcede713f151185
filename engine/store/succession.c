#include "store/succession.h"

#include "base/memory.h"
#include "base/text.h"

#include <string.h>

/* A unit's own submission: neither superseded nor withdrawn nor held. */
struct current {
    int64_t submission; /* 0 = there is none */
    int64_t received;
    size_t row;
    struct sending sending;
    char file[TEXT_EXCERPT_BYTES];
};

/* Statements that are run for one unit after another. */
struct succession {
    struct store *store;
    struct statement find;
    struct statement supersede;
};

static bool open_succession(struct succession *succession, struct store *store,
                            struct fault *fault)
{
    *succession = (struct succession){.store = store};
    return statement_prepare(&succession->find, store,
                             "SELECT submission, submission.received, source_row, "
                             "submission.draft, unixepoch(answered_at), "
                             "unixepoch(answered_or), name FROM submission "
                             "JOIN received ON received.received = submission.received "
                             "WHERE unit = ? AND CASE WHEN superseded_by IS NULL "
                             "AND withdrawn_by IS NULL AND held = 0 THEN 0 "
                             "ELSE submission END = 0",
                             fault)
           && statement_prepare(&succession->supersede, store,
                                "UPDATE submission SET superseded_by = ?, "
                                "superseded_rule = ? WHERE submission = ?",
                                fault);
}

static void close_succession(struct succession *succession)
{
    statement_release(&succession->find);
    statement_release(&succession->supersede);
}

struct sending sending_of_row(sqlite3_stmt *handle, int column)
{
    struct sending sending = {.draft = sqlite3_column_int(handle, column) != 0};
    sending.moment.known = sqlite3_column_type(handle, column + 1) != SQLITE_NULL;
    for (int reading = 0; reading < 2; reading++) {
        int from = column + 1 + reading;
        if (sqlite3_column_type(handle, from) == SQLITE_NULL)
            from = column + 1;
        sending.moment.seconds[reading] = sqlite3_column_int64(handle, from);
    }
    return sending;
}

static bool find_current(struct succession *succession, struct current *current,
                         int64_t unit, struct fault *fault)
{
    struct statement *find = &succession->find;
    bool row;
    current->submission = 0;
    statement_integer(find, unit);
    if (!statement_next(find, &row, fault))
        return false;
    if (!row)
        return true;
    current->submission = sqlite3_column_int64(find->handle, 0);
    current->received = sqlite3_column_int64(find->handle, 1);
    current->row = (size_t)sqlite3_column_int64(find->handle, 2);
    current->sending = sending_of_row(find->handle, 3);
    const char *file = (const char *)sqlite3_column_text(find->handle, 6);
    if (file != NULL)
        text_excerpt(current->file, file, strlen(file));
    statement_stop(find);
    return file != NULL || fault_memory(fault);
}

static bool supersede(struct succession *succession, int64_t submission,
                      int64_t received, enum succession_rule rule, struct fault *fault)
{
    struct statement *mark = &succession->supersede;
    statement_integer(mark, received);
    statement_text(mark, succession_rule_name[rule]);
    statement_integer(mark, submission);
    return statement_run(mark, fault);
}

void verdicts_release(struct verdicts *verdicts)
{
    memory_release(verdicts->instead);
    memory_release(verdicts->rule);
    memory_release(verdicts->kept);
    memory_release(verdicts->place);
    *verdicts = (struct verdicts){0};
}

/* One file after another comes into a round. */
struct judging {
    struct succession succession;
    struct verdicts *verdicts;
    struct store_added *added;
    const struct population *population;
    const struct answer_file *file;
    const char *where;
    struct fault *fault;
};

/* Between files of one import the sender is always told; an earlier import's answers
   give way without a word for each. */
static bool tell(const struct judging *judging, const struct current *current,
                 const struct moment *moment, uint32_t row, enum succession_rule rule,
                 bool stands)
{
    struct store_added *added = judging->added;
    const struct answers *answers = &judging->file->answers;
    bool together = added->first > 0 && current->received >= added->first;
    if (added->problems == NULL || (stands && !together))
        return true;
    added->told += stands && !current->sending.draft;
    const struct meeting meeting = {
        .where = judging->where,
        .row = answers->source_row[row],
        .unit = judging->population->unit_id[answers->unit[row]],
        .unit_name = judging->population->unit_name[answers->unit[row]],
        .other_file = current->file,
        .other_row = current->row,
        .rule = rule,
        .stands = stands,
        .open = moment_is_open(moment, &current->sending.moment),
    };
    return meeting_tell(&meeting, added->problems, judging->fault);
}

static bool judge(struct judging *judging, int64_t unit, uint32_t row)
{
    struct verdicts *verdicts = judging->verdicts;
    const struct answer_file *file = judging->file;
    struct current current;
    enum succession_rule rule;
    struct sending sending = {.draft = answers_is_draft(&file->answers, row)};
    if (file->moment != NULL)
        sending.moment = file->moment[row];
    if (!find_current(&judging->succession, &current, unit, judging->fault))
        return false;
    if (current.submission == 0)
        return true;
    bool stands = sending_succeeds(&rule, &sending, &current.sending);
    if (!stands) {
        verdicts->instead[row] = current.received;
        verdicts->rule[row] = (uint8_t)rule;
        judging->added->stands[row] = false;
    }
    judging->added->superseded += stands && !current.sending.draft;
    return tell(judging, &current, &sending.moment, row, rule, stands)
           && (!stands
               || supersede(&judging->succession, current.submission,
                            judging->added->received, rule, judging->fault));
}

static bool judge_all(struct judging *judging, struct store *store,
                      const int64_t *unit_row)
{
    struct verdicts *verdicts = judging->verdicts;
    uint32_t rows = judging->file->answers.row_count;
    verdicts->instead = memory_allocate(rows, sizeof *verdicts->instead);
    verdicts->rule = memory_allocate(rows, sizeof *verdicts->rule);
    bool ok = (verdicts->instead != NULL && verdicts->rule != NULL)
              || fault_memory(judging->fault);
    ok = ok && open_succession(&judging->succession, store, judging->fault);
    for (uint32_t row = 0; ok && row < rows; row++)
        ok = !verdicts_keep(verdicts, row) || judge(judging, unit_row[row], row);
    close_succession(&judging->succession);
    return ok;
}

/* Costs nothing more in a round's first file. */
bool verdicts_reach(struct store *store, struct verdicts *verdicts,
                    struct store_added *added, int64_t round,
                    const struct population *population, const char *where,
                    const struct answer_file *file, const int64_t *unit_row,
                    struct fault *fault)
{
    struct judging judging = {.verdicts = verdicts,
                              .added = added,
                              .population = population,
                              .file = file,
                              .where = where,
                              .fault = fault};
    int64_t files = 0;
    uint32_t rows = file->answers.row_count;
    added->stands = memory_allocate(rows, sizeof *added->stands);
    if (added->stands == NULL)
        return fault_memory(fault);
    if (!store_ask(store, &verdicts->late_in,
                   "SELECT freeze FROM freeze WHERE round = ? AND reopened_at IS NULL",
                   round, fault)
        || !store_ask(store, &files, "SELECT count(*) FROM received WHERE round = ?",
                      round, fault))
        return false;
    if (verdicts->late_in != 0) {
        added->late = rows - added->unchanged;
        return true;
    }
    for (uint32_t row = 0; row < rows; row++)
        added->stands[row] =
            verdicts_keep(verdicts, row) && !answers_is_draft(&file->answers, row);
    bool ok = files <= 1 || judge_all(&judging, store, unit_row);
    for (uint32_t row = 0; row < rows; row++)
        verdicts->changed |= added->stands[row];
    return ok;
}

/* A submission that a freeze holds back. */
struct held {
    int64_t submission;
    int64_t unit;
    int64_t received;
    struct sending sending;
};

static bool list_held(struct store *store, struct held **held, size_t *count,
                      int64_t freeze, struct fault *fault)
{
    struct statement walk;
    size_t capacity = 0;
    bool row = true;
    bool ok = statement_prepare(&walk, store,
                                "SELECT submission, unit, received, draft, "
                                "unixepoch(answered_at), unixepoch(answered_or) "
                                "FROM submission WHERE late_in = ? AND held = 1 "
                                "ORDER BY submission",
                                fault);
    if (ok)
        statement_integer(&walk, freeze);
    while (ok && (ok = statement_next(&walk, &row, fault)) && row) {
        if (!memory_reserve((void **)held, &capacity, *count + 1, sizeof **held))
            ok = fault_memory(fault);
        else
            (*held)[(*count)++] = (struct held){
                .submission = sqlite3_column_int64(walk.handle, 0),
                .unit = sqlite3_column_int64(walk.handle, 1),
                .received = sqlite3_column_int64(walk.handle, 2),
                .sending = sending_of_row(walk.handle, 3),
            };
    }
    statement_release(&walk);
    return ok;
}

static bool release(struct succession *succession, struct statement *let_go,
                    const struct held *held, struct store_reopened *reopened,
                    struct fault *fault)
{
    struct current current;
    enum succession_rule rule;
    bool stands = true;
    bool ok = find_current(succession, &current, held->unit, fault);
    if (ok && current.submission != 0) {
        stands = sending_succeeds(&rule, &held->sending, &current.sending);
        ok = stands ? supersede(succession, current.submission, held->received, rule,
                                fault)
                    : supersede(succession, held->submission, current.received, rule,
                                fault);
    }
    if (!ok)
        return false;
    reopened->late++;
    reopened->standing += stands && !held->sending.draft;
    statement_integer(let_go, held->submission);
    return statement_run(let_go, fault);
}

bool succession_release_held(struct store *store, struct store_reopened *reopened,
                             int64_t freeze, struct fault *fault)
{
    struct succession succession = {0};
    struct statement let_go = {0};
    struct held *held = NULL;
    size_t count = 0;
    bool ok = list_held(store, &held, &count, freeze, fault)
              && open_succession(&succession, store, fault)
              && statement_prepare(
                  &let_go, store, "UPDATE submission SET held = 0 WHERE submission = ?",
                  fault);
    for (size_t i = 0; ok && i < count; i++)
        ok = release(&succession, &let_go, &held[i], reopened, fault);
    statement_release(&let_go);
    close_succession(&succession);
    memory_release(held);
    return ok;
}
