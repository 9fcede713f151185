#include "store/statement.h"

#include "base/memory.h"
#include "store/numbers.h"
#include "store/readings.h"
#include "store/received.h"
#include "store/results.h"
#include "store/rounds.h"
#include "store/succession.h"

#include <string.h>

bool store_knows_file(struct store *store, bool *known, int64_t round, const char *hash,
                      const struct answers_reading *reading, struct fault *fault)
{
    char identity[SHA256_TEXT_BYTES] = "";
    if (reading != NULL && !reading_identify(identity, reading, fault))
        return false;
    struct statement find;
    int64_t found = 0;
    if (!statement_prepare(&find, store,
                           "SELECT EXISTS (SELECT 1 FROM received "
                           "JOIN round USING (round) JOIN edition USING (edition) "
                           "WHERE round = ? AND sha256 = ? "
                           "AND received.definition = edition.hash "
                           "AND received.draft <= ? AND received.reading = ?)",
                           fault))
        return false;
    statement_integer(&find, round);
    statement_text(&find, hash);
    statement_integer(&find, reading != NULL && reading->draft);
    statement_text(&find, identity);
    bool ok = statement_value(&find, &found, fault);
    statement_release(&find);
    *known = found != 0;
    return ok;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* How the bytes of a file are kept. */
struct kept {
    int64_t received;
    const char *how;
    const char *hash; /* NULL = that of the file as it came */
    struct kept_reading reading;
};

static bool add_received(struct store *store, const struct kept *kept, int64_t round,
                         const struct questionnaire *questionnaire,
                         const struct source *source, const struct answer_file *file,
                         struct fault *fault)
{
    const char delimiter[2] = {file->format.delimiter, '\0'};
    struct statement add;
    if (!statement_prepare(
            &add, store,
            "INSERT INTO received (received, kept, kept_sha256, sheet, "
            "mapping, structure, labels, reading, round, definition, "
            "sha256, name, size, encoding, delimiter, row_total, taken, refused, "
            "simulated, draft, layout, stale, personal, errors, "
            "warnings, answered, dont_know, not_applicable, blank, "
            "not_asked, imported_at) "
            "VALUES (?, ?, ?, ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            fault))
        return false;
    statement_integer(&add, kept->received);
    statement_text(&add, kept->how);
    statement_text(&add, kept->hash);
    statement_text(&add, file->sheet_name);
    statement_integer(&add, kept->reading.mapping);
    statement_integer(&add, kept->reading.structure);
    statement_integer(&add, kept->reading.labels);
    statement_text(&add, kept->reading.identity);
    statement_integer(&add, round);
    statement_text(&add, questionnaire->hash);
    statement_text(&add, source->hash);
    statement_text(&add, name_of(source->path));
    statement_integer(&add, (int64_t)source->size);
    statement_text(&add, encoding_name[file->format.encoding]);
    statement_text(&add, delimiter);
    statement_integer(&add, (int64_t)file->row_total);
    statement_integer(&add, file->answers.row_count);
    statement_integer(&add, (int64_t)file->refused_count);
    statement_integer(&add, file->answers.simulated);
    statement_integer(&add, file->all_drafts);
    statement_text(&add, answers_layout_name[file->layout]);
    statement_integer(&add, (int64_t)file->stale_count);
    statement_integer(&add, (int64_t)personal_count(&file->personal));
    statement_integer(&add, (int64_t)file->error_count);
    statement_integer(&add, (int64_t)file->warning_count);
    for (int state = 0; state < CELL_STATE_COUNT; state++)
        statement_integer(&add, (int64_t)file->cell_count[state]);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok;
}

/* What is kept without what is personal is gone through twice: its hash stands in the
   row that its parts belong to. */
static bool keep_bytes(struct store *store, int64_t *received, int64_t round,
                       const struct questionnaire *questionnaire,
                       const struct source *source, const struct answer_file *file,
                       struct fault *fault)
{
    char hash[SHA256_TEXT_BYTES];
    struct kept kept = {.how = "as_sent"};
    bool personal = personal_any(&file->personal);
    bool ok = store_ask(store, &kept.received,
                        "SELECT ifnull(max(received), 0) + ?1 FROM received", 1, fault)
              && reading_keep(store, &kept.reading, file, fault);
    if (ok && personal) {
        kept.how = "without_personal";
        kept.hash = hash;
        ok = received_hash_without_personal(hash, source, file, fault);
    }
    *received = kept.received;
    return ok && add_received(store, &kept, round, questionnaire, source, file, fault)
           && (personal ? received_keep_without_personal(store, kept.received, source,
                                                         file, fault)
                        : received_keep(store, kept.received, source, fault));
}

static bool add_refused(struct store *store, int64_t received,
                        const struct answer_file *file, struct fault *fault)
{
    struct statement add;
    bool ok =
        statement_prepare(&add, store,
                          "INSERT INTO refused (received, row, reason, cells, unit) "
                          "VALUES (?, ?, ?, ?, ?)",
                          fault);
    for (size_t i = 0; ok && i < file->refused_count; i++) {
        const struct refused_row *refused = &file->refused[i];
        statement_integer(&add, received);
        statement_integer(&add, (int64_t)refused->row);
        statement_text(&add, refused->reason);
        statement_text(&add, refused->cells);
        statement_text(&add, refused->unit);
        ok = statement_run(&add, fault);
    }
    statement_release(&add);
    return ok;
}

/* Those of one row, which stand next in the file's list. */
static bool add_comments(struct store *store, const struct answer_file *file,
                         uint32_t row, size_t *next, struct fault *fault)
{
    int64_t submission = sqlite3_last_insert_rowid(store->database);
    struct statement add;
    if (*next == file->comment_count || file->comment[*next].row != row)
        return true;
    bool ok = statement_prepare(
        &add, store,
        "INSERT INTO comment (submission, position, text) VALUES (?, ?, ?)", fault);
    for (; ok && *next < file->comment_count && file->comment[*next].row == row;
         (*next)++) {
        const struct comment *comment = &file->comment[*next];
        statement_integer(&add, submission);
        statement_integer(&add, (int64_t)comment->question + 1);
        statement_text(&add, comment->text);
        ok = statement_run(&add, fault);
    }
    statement_release(&add);
    return ok;
}

static bool prepare_submission(struct store *store, struct statement *add,
                               const struct answer_file *file, struct fault *fault)
{
#define ADD_SUBMISSION                                                                 \
    "INSERT INTO submission (unit, received, source_row, record, numbers, draft, "     \
    "late_in, held, superseded_by, superseded_rule, answered_at, answered_or) "        \
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7 IS NOT NULL, ?8, ?9, "
    return statement_prepare(add, store,
                             file->moment == NULL ? ADD_SUBMISSION "NULL, NULL)"
                                                  : ADD_SUBMISSION
                                 "strftime('%Y-%m-%dT%H:%M:%S', ?10, 'unixepoch'), "
                                 "strftime('%Y-%m-%dT%H:%M:%S', nullif(?11, ?10), "
                                 "'unixepoch'))",
                             fault);
}

/* An id, or NULL for 0. */
static void bind_id(struct statement *statement, int64_t id)
{
    if (id == 0)
        statement_text(statement, NULL);
    else
        statement_integer(statement, id);
}

static void bind_verdict(struct statement *add, const struct verdicts *verdicts,
                         uint32_t row)
{
    int64_t instead = verdicts->instead == NULL ? 0 : verdicts->instead[row];
    bind_id(add, verdicts->late_in);
    bind_id(add, instead);
    statement_text(add,
                   instead == 0 ? NULL : succession_rule_name[verdicts->rule[row]]);
}

static void bind_moment(struct statement *add, const struct answer_file *file,
                        uint32_t row)
{
    if (file->moment == NULL)
        return;
    const struct moment *moment = &file->moment[row];
    for (int reading = 0; reading < 2; reading++)
        if (moment->known)
            statement_integer(add, moment->seconds[reading]);
        else
            statement_text(add, NULL);
}

static bool add_submissions(struct store *store, int64_t received,
                            const struct questionnaire *questionnaire,
                            const struct answer_file *file, const int64_t *unit_row,
                            const struct verdicts *verdicts, struct fault *fault)
{
    const struct answers *answers = &file->answers;
    size_t comment = 0;
    struct statement add;
    struct text numbers = {0};
    char *record = memory_allocate((size_t)answers->question_count + 1, 1);
    if (record == NULL)
        return fault_memory(fault);
    bool ok = prepare_submission(store, &add, file, fault);
    for (uint32_t row = 0; ok && row < answers->row_count; row++) {
        for (uint32_t q = 0; q < answers->question_count; q++)
            record[q] = answer_mark(answers_to(answers, q)[row]);
        statement_integer(&add, unit_row[row]);
        statement_integer(&add, received);
        statement_integer(&add, answers->source_row[row]);
        statement_text(&add, record);
        ok = numbers_write(&numbers, questionnaire, answers, row, fault);
        statement_text(&add, numbers.bytes);
        statement_integer(&add, answers_is_draft(answers, row));
        bind_verdict(&add, verdicts, row);
        bind_moment(&add, file, row);
        ok = ok && statement_run(&add, fault)
             && add_comments(store, file, row, &comment, fault);
    }
    statement_release(&add);
    memory_release(record);
    text_release(&numbers);
    return ok;
}

/* A file read by an edition that another program has since replaced does not get in. */
static bool check_edition(struct store *store, int64_t round,
                          const struct questionnaire *questionnaire,
                          struct fault *fault)
{
    struct statement find;
    int64_t same = 0;
    if (!statement_prepare(&find, store,
                           "SELECT EXISTS (SELECT 1 FROM round "
                           "JOIN edition USING (edition) WHERE round = ? AND hash = ?)",
                           fault))
        return false;
    statement_integer(&find, round);
    statement_text(&find, questionnaire->hash);
    bool ok = statement_value(&find, &same, fault);
    statement_release(&find);
    if (ok && same == 0)
        ok = fault_set(fault, FAULT_DATA, store->path,
                       "the round's edition is no longer the one the file was read by "
                       "(definition %.12s)",
                       questionnaire->hash);
    return ok;
}

static bool keep_file(struct store *store, struct store_added *added, int64_t round,
                      const struct questionnaire *questionnaire,
                      const struct population *population, const struct source *source,
                      const struct answer_file *file, struct fault *fault)
{
    const struct answers *answers = &file->answers;
    struct verdicts verdicts = {0};
    int64_t *unit_row = memory_allocate(answers->row_count, sizeof *unit_row);
    if (unit_row == NULL)
        return fault_memory(fault);
    bool ok = units_find(store, unit_row, round, population, answers->unit,
                         answers->row_count, fault)
              && keep_bytes(store, &added->received, round, questionnaire, source, file,
                            fault)
              && add_refused(store, added->received, file, fault)
              && verdicts_reach(store, &verdicts, added, round, population,
                                source->path, file, unit_row, fault)
              && add_submissions(store, added->received, questionnaire, file, unit_row,
                                 &verdicts, fault)
              && (!verdicts.changed || results_remove(store, round, fault));
    verdicts_release(&verdicts);
    memory_release(unit_row);
    return ok;
}

bool store_add_file(struct store *store, struct store_added *added, int64_t round,
                    const struct questionnaire *questionnaire,
                    const struct population *population, const struct source *source,
                    const struct answer_file *file, struct fault *fault)
{
    const struct store_added asked = {.problems = added->problems,
                                      .first = added->first};
    bool known = false;
    *added = asked;
    if (!transaction_begin(store, fault))
        return false;
    bool ok =
        check_edition(store, round, questionnaire, fault)
        && store_knows_file(store, &known, round, source->hash, &file->reading, fault)
        && (known
            || keep_file(store, added, round, questionnaire, population, source, file,
                         fault));
    if (transaction_end(store, ok, fault))
        return true;
    memory_release(added->stands);
    *added = asked;
    return false;
}
