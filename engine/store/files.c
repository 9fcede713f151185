#include "store/statement.h"

#include "base/memory.h"
#include "store/bulk.h"
#include "store/readings.h"
#include "store/received.h"
#include "store/results.h"
#include "store/rounds.h"
#include "store/rows.h"
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

bool store_lacks_personal(struct store *store, bool *lacks, int64_t round,
                          const char *hash, struct fault *fault)
{
    struct statement find;
    int64_t found = 0;
    if (!statement_prepare(&find, store,
                           "SELECT count(*) > 0 AND "
                           "sum(kept = 'without_personal') = count(*) FROM received "
                           "WHERE round = ? AND sha256 = ?",
                           fault))
        return false;
    statement_integer(&find, round);
    statement_text(&find, hash);
    bool ok = statement_value(&find, &found, fault);
    statement_release(&find);
    *lacks = found != 0;
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
                         size_t unchanged, struct fault *fault)
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
            "not_asked, unchanged, imported_at) "
            "VALUES (?, ?, ?, ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
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
    statement_integer(&add, (int64_t)(file->answers.row_count - unchanged));
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
    statement_integer(&add, (int64_t)unchanged);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok;
}

/* What is kept without what is personal is gone through twice: its hash stands in the
   row that its parts belong to. */
static bool keep_received(struct store *store, int64_t *received, int64_t round,
                          const struct questionnaire *questionnaire,
                          const struct source *source, const struct answer_file *file,
                          size_t unchanged, struct fault *fault)
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
    return ok
           && add_received(store, &kept, round, questionnaire, source, file, unchanged,
                           fault);
}

/* As they were sent they are packed beside the rows. */
static bool keep_contents(struct store *store, const struct rows *rows,
                          const struct source *source, struct fault *fault)
{
    if (personal_any(&rows->file->personal))
        return received_keep_without_personal(store, rows->received, source, rows->file,
                                              fault)
               && rows_keep(store, rows, source, NULL, fault);
    struct packing *packing = packing_begin(store, rows->received, source, fault);
    bool ok = packing != NULL && rows_keep(store, rows, source, packing, fault)
              && packing_finish(packing, fault);
    packing_free(packing);
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
              && verdicts_find_unchanged(store, &verdicts, added, round, questionnaire,
                                         source, file, unit_row, fault)
              && keep_received(store, &added->received, round, questionnaire, source,
                               file, added->unchanged, fault)
              && verdicts_reach(store, &verdicts, added, round, population,
                                source->path, file, unit_row, fault)
              && keep_contents(store,
                               &(struct rows){added->received, questionnaire, file,
                                              unit_row, &verdicts},
                               source, fault)
              && (!verdicts.changed || results_remove(store, round, fault));
    verdicts_release(&verdicts);
    memory_release(unit_row);
    return ok;
}

static bool add_file(struct store *store, struct store_added *added, int64_t round,
                     const struct questionnaire *questionnaire,
                     const struct population *population, const struct source *source,
                     const struct answer_file *file, struct fault *fault)
{
    struct problems *problems = added->problems;
    struct problems_mark mark = {0};
    bool known = false;
    if (problems != NULL)
        mark = problems_mark(problems);
    if (!transaction_begin(store, fault))
        return false;
    bool ok =
        check_edition(store, round, questionnaire, fault)
        && store_knows_file(store, &known, round, source->hash, &file->reading, fault)
        && (known
            || keep_file(store, added, round, questionnaire, population, source, file,
                         fault))
        && (problems == NULL || problems_sort(problems, &mark, fault));
    return transaction_end(store, ok, fault);
}

bool store_add_file(struct store *store, struct store_added *added, int64_t round,
                    const struct questionnaire *questionnaire,
                    const struct population *population, const struct source *source,
                    const struct answer_file *file, struct fault *fault)
{
    const struct store_added asked = {.problems = added->problems,
                                      .first = added->first};
    struct bulk bulk;
    *added = asked;
    if (!bulk_begin(&bulk, store, source->file != NULL, false, fault))
        return false;
    bool ok =
        add_file(store, added, round, questionnaire, population, source, file, fault);
    if (bulk_end(&bulk, store, fault) && ok)
        return true;
    memory_release(added->stands);
    *added = asked;
    return false;
}
