#include "store/statement.h"

#include "base/memory.h"
#include "store/bulk.h"
#include "store/received.h"
#include "store/results.h"
#include "store/rounds.h"
#include "store/rows.h"

#include <string.h>

bool store_knows_file(struct store *store, bool *known, int64_t round, const char *hash,
                      struct fault *fault)
{
    struct statement find;
    int64_t found = 0;
    if (!statement_prepare(&find, store,
                           "SELECT EXISTS (SELECT 1 FROM received "
                           "JOIN round USING (round) JOIN edition USING (edition) "
                           "WHERE round = ? AND sha256 = ? "
                           "AND received.definition = edition.hash)",
                           fault))
        return false;
    statement_integer(&find, round);
    statement_text(&find, hash);
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

static bool add_received(struct store *store, int64_t *received, int64_t round,
                         const struct questionnaire *questionnaire,
                         const struct source *source, const struct answer_file *file,
                         struct fault *fault)
{
    const char delimiter[2] = {file->format.delimiter, '\0'};
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO received (round, definition, sha256, name, "
                           "size, encoding, delimiter, row_total, taken, refused, "
                           "simulated, imported_at) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                           "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                           fault))
        return false;
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
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    *received = sqlite3_last_insert_rowid(store->database);
    return ok;
}

/* Marks what the units of the file answered before; costs nothing in a round's first
   file. */
static bool supersede(struct store *store, size_t *superseded, int64_t round,
                      int64_t received, const int64_t *unit_row, size_t count,
                      struct fault *fault)
{
    int64_t files = 0;
    struct statement mark;
    if (!store_ask(store, &files, "SELECT count(*) FROM received WHERE round = ?",
                   round, fault))
        return false;
    if (files <= 1)
        return true;
    bool ok = statement_prepare(&mark, store,
                                "UPDATE submission SET superseded_by = ? "
                                "WHERE unit = ? AND superseded_by IS NULL "
                                "AND withdrawn_by IS NULL",
                                fault);
    for (size_t i = 0; ok && i < count; i++) {
        statement_integer(&mark, received);
        statement_integer(&mark, unit_row[i]);
        ok = statement_run(&mark, fault);
        *superseded += ok ? (size_t)sqlite3_changes(store->database) : 0;
    }
    statement_release(&mark);
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

/* The bytes are packed beside the rows. */
static bool keep_contents(struct store *store, int64_t received,
                          const struct questionnaire *questionnaire,
                          const struct source *source, const struct answer_file *file,
                          const int64_t *unit_row, struct fault *fault)
{
    struct packing *packing = packing_begin(store, received, source, fault);
    bool ok = packing != NULL
              && rows_keep(store, received, questionnaire, source, file, unit_row,
                           packing, fault)
              && packing_finish(packing, fault);
    packing_free(packing);
    return ok;
}

static bool keep_file(struct store *store, size_t *superseded, int64_t round,
                      const struct questionnaire *questionnaire,
                      const struct population *population, const struct source *source,
                      const struct answer_file *file, struct fault *fault)
{
    const struct answers *answers = &file->answers;
    int64_t received;
    int64_t *unit_row = memory_allocate(answers->row_count, sizeof *unit_row);
    if (unit_row == NULL)
        return fault_memory(fault);
    bool ok =
        units_find(store, unit_row, round, population, answers->unit,
                   answers->row_count, fault)
        && add_received(store, &received, round, questionnaire, source, file, fault)
        && supersede(store, superseded, round, received, unit_row, answers->row_count,
                     fault)
        && keep_contents(store, received, questionnaire, source, file, unit_row, fault)
        && results_remove(store, round, fault);
    memory_release(unit_row);
    return ok;
}

static bool add_file(struct store *store, size_t *superseded, int64_t round,
                     const struct questionnaire *questionnaire,
                     const struct population *population, const struct source *source,
                     const struct answer_file *file, struct fault *fault)
{
    if (!transaction_begin(store, fault))
        return false;
    bool known = false;
    bool ok = check_edition(store, round, questionnaire, fault)
              && store_knows_file(store, &known, round, source->hash, fault)
              && (known
                  || keep_file(store, superseded, round, questionnaire, population,
                               source, file, fault));
    return transaction_end(store, ok, fault);
}

bool store_add_file(struct store *store, size_t *superseded, int64_t round,
                    const struct questionnaire *questionnaire,
                    const struct population *population, const struct source *source,
                    const struct answer_file *file, struct fault *fault)
{
    struct bulk bulk;
    size_t marked = 0;
    *superseded = 0;
    if (!bulk_begin(&bulk, store, source, fault))
        return false;
    bool ok =
        add_file(store, &marked, round, questionnaire, population, source, file, fault);
    if (!bulk_end(&bulk, store, fault) || !ok)
        return false;
    *superseded = marked;
    return true;
}
