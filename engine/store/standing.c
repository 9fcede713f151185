#include "store/numbers.h"
#include "store/statement.h"

#include "base/catalogue.h"
#include "base/memory.h"

#include <string.h>

#define NO_ANSWER INT8_MIN

/* What is needed to turn records back into columns. */
struct unpacking {
    struct store *store;
    struct answers *answers;
    const struct questionnaire *questionnaire;
    const struct population *population;
    bool drafts;        /* too */
    int8_t answer[256]; /* by mark; NO_ANSWER for what is no mark */
    uint32_t row;       /* the next one */
    uint32_t unit;      /* the first one not passed by yet */
};

static void know_marks(struct unpacking *unpacking)
{
    memset(unpacking->answer, NO_ANSWER, sizeof unpacking->answer);
    for (int answer = ANSWER_NOT_ASKED; answer < OPTION_LIMIT; answer++)
        unpacking->answer[(unsigned char)answer_mark(answer)] = (int8_t)answer;
}

static bool tell_damaged(const struct unpacking *unpacking, const char *unit,
                         const char *what, struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, unpacking->store->path,
                     "the database is damaged: the record of \"%s\" %s", unit,
                     spoken(what));
}

/* Units come in byte order of id from the database, as they stand in the population. */
static bool find_unit(struct unpacking *unpacking, const char *id, struct fault *fault)
{
    const struct population *population = unpacking->population;
    int order = 1;
    while (unpacking->unit < population->unit_count
           && (order = strcmp(population->unit_id[unpacking->unit], id)) < 0)
        unpacking->unit++;
    if (order == 0)
        return true;
    return fault_set(fault, FAULT_DATA, unpacking->store->path,
                     "\"%s\" has answered and is no longer in the register; put it "
                     "back there",
                     id);
}

static bool unpack(struct unpacking *unpacking, const char *id,
                   const unsigned char *record, size_t length, struct fault *fault)
{
    struct answers *answers = unpacking->answers;
    if (length != answers->question_count)
        return tell_damaged(unpacking, id, "has not one mark a question", fault);
    int8_t *code = answers->code + unpacking->row;
    for (size_t q = 0; q < length; q++) {
        int answer = unpacking->answer[record[q]];
        if (answer == NO_ANSWER
            || answer >= (int)unpacking->questionnaire->question[q].scale->option_count)
            return tell_damaged(unpacking, id, "holds a mark that is no answer", fault);
        code[q * answers->row_count] = (int8_t)answer;
    }
    return true;
}

static bool take_row(struct unpacking *unpacking, struct statement *walk,
                     struct fault *fault)
{
    struct answers *answers = unpacking->answers;
    const char *id = (const char *)sqlite3_column_text(walk->handle, 0);
    const unsigned char *record = sqlite3_column_text(walk->handle, 2);
    size_t length = (size_t)sqlite3_column_bytes(walk->handle, 2);
    const char *numbers = (const char *)sqlite3_column_text(walk->handle, 4);
    if (id == NULL || record == NULL
        || (numbers == NULL && sqlite3_column_type(walk->handle, 4) != SQLITE_NULL))
        return fault_memory(fault);
    if (unpacking->row == answers->row_count)
        return tell_damaged(unpacking, id, "stands more than once", fault);
    if (!find_unit(unpacking, id, fault)
        || !unpack(unpacking, id, record, length, fault))
        return false;
    if (!numbers_read(numbers, unpacking->questionnaire, answers, unpacking->row))
        return tell_damaged(unpacking, id, "does not go with its numbers", fault);
    answers->unit[unpacking->row] = unpacking->unit++;
    answers->source_row[unpacking->row] =
        (uint32_t)sqlite3_column_int64(walk->handle, 1);
    answers->simulated |= sqlite3_column_int64(walk->handle, 3) != 0;
    answers->draft[unpacking->row] = sqlite3_column_int64(walk->handle, 5) != 0;
    unpacking->row++;
    return true;
}

static bool take_rows(struct unpacking *unpacking, int64_t round, struct fault *fault)
{
    struct statement walk;
    bool row = true;
    bool ok =
        statement_prepare(&walk, unpacking->store,
                          "SELECT unit.id, source_row, record, simulated, numbers, "
                          "submission.draft FROM unit "
                          "JOIN submission USING (unit) JOIN received USING (received) "
                          "WHERE unit.round = ? AND superseded_by IS NULL "
                          "AND withdrawn_by IS NULL AND held = 0 "
                          "AND submission.draft <= ? "
                          "ORDER BY unit.id",
                          fault);
    if (ok) {
        statement_integer(&walk, round);
        statement_integer(&walk, unpacking->drafts);
    }
    while (ok && row) {
        ok = statement_next(&walk, &row, fault);
        if (ok && row)
            ok = take_row(unpacking, &walk, fault);
    }
    statement_release(&walk);
    return ok;
}

static bool count_answers(struct store *store, uint64_t *count, int64_t round,
                          bool drafts, struct fault *fault)
{
    struct statement find;
    int64_t found = 0;
    bool ok =
        statement_prepare(&find, store,
                          "SELECT count(*) FROM unit JOIN submission USING (unit) "
                          "WHERE unit.round = ? AND superseded_by IS NULL "
                          "AND withdrawn_by IS NULL AND held = 0 AND draft <= ?",
                          fault);
    if (ok) {
        statement_integer(&find, round);
        statement_integer(&find, drafts);
        ok = statement_value(&find, &found, fault);
    }
    statement_release(&find);
    *count = (uint64_t)found;
    return ok;
}

static bool take_comments(struct store *store, const char **comment,
                          struct store_history *history, int64_t submission,
                          size_t question_count, struct fault *fault)
{
    struct statement walk;
    bool row = true;
    bool ok = statement_prepare(
        &walk, store, "SELECT position, text FROM comment WHERE submission = ?", fault);
    if (ok)
        statement_integer(&walk, submission);
    while (ok && row) {
        ok = statement_next(&walk, &row, fault);
        if (!ok || !row)
            break;
        size_t position = (size_t)sqlite3_column_int64(walk.handle, 0);
        const char *text = (const char *)sqlite3_column_text(walk.handle, 1);
        size_t length = (size_t)sqlite3_column_bytes(walk.handle, 1);
        const char *kept =
            text == NULL ? NULL : names_keep(&history->names, text, length, NULL);
        if (kept == NULL)
            ok = fault_memory(fault);
        else if (position >= 1 && position <= question_count)
            comment[position - 1] = kept;
    }
    statement_release(&walk);
    return ok;
}

bool store_load_submission(struct store *store, struct answers *answers,
                           const char **comment, struct store_history *history,
                           const struct store_submission *submission,
                           const struct questionnaire *questionnaire,
                           const struct population *population, uint32_t unit,
                           struct fault *fault)
{
    *answers = (struct answers){0};
    struct unpacking unpacking = {.store = store,
                                  .answers = answers,
                                  .questionnaire = questionnaire,
                                  .population = population,
                                  .unit = unit};
    struct statement find;
    bool row = false;
    know_marks(&unpacking);
    bool ok =
        answers_reserve(answers, 1, questionnaire, fault)
        && statement_prepare(&find, store,
                             "SELECT unit.id, source_row, record, simulated, numbers, "
                             "submission.draft FROM submission JOIN unit USING (unit) "
                             "JOIN received USING (received) WHERE submission = ?",
                             fault);
    if (ok) {
        statement_integer(&find, submission->submission);
        ok = statement_next(&find, &row, fault)
             && (!row || take_row(&unpacking, &find, fault));
        statement_release(&find);
    }
    ok = ok
         && take_comments(store, comment, history, submission->submission,
                          questionnaire->question_count, fault);
    if (!ok)
        answers_release(answers);
    return ok;
}

bool store_count_answers(struct store *store, uint64_t *count, int64_t round,
                         struct fault *fault)
{
    return count_answers(store, count, round, false, fault);
}

static bool load(struct unpacking *unpacking, int64_t round, struct fault *fault)
{
    uint64_t count = 0;
    if (!count_answers(unpacking->store, &count, round, unpacking->drafts, fault)
        || !answers_reserve(unpacking->answers, (uint32_t)count,
                            unpacking->questionnaire, fault))
        return false;
    know_marks(unpacking);
    return take_rows(unpacking, round, fault);
}

static bool load_answers(struct store *store, struct answers *answers, int64_t round,
                         const struct questionnaire *questionnaire,
                         const struct population *population, bool drafts,
                         struct fault *fault)
{
    *answers = (struct answers){0};
    struct unpacking unpacking = {
        .store = store,
        .answers = answers,
        .questionnaire = questionnaire,
        .population = population,
        .drafts = drafts,
    };
    /* One look at the database, so that count and rows agree. */
    if (!store_run(store, "BEGIN", fault))
        return false;
    bool ok = load(&unpacking, round, fault);
    if (!transaction_end(store, ok, fault)) {
        answers_release(answers);
        return false;
    }
    return true;
}

bool store_load_answers(struct store *store, struct answers *answers, int64_t round,
                        const struct questionnaire *questionnaire,
                        const struct population *population, struct fault *fault)
{
    return load_answers(store, answers, round, questionnaire, population, false, fault);
}

bool store_load_begun(struct store *store, struct answers *answers, int64_t round,
                      const struct questionnaire *questionnaire,
                      const struct population *population, struct fault *fault)
{
    return load_answers(store, answers, round, questionnaire, population, true, fault);
}
