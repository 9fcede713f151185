#include "store/rounds.h"

#include "base/catalogue.h"
#include "store/bulk.h"
#include "store/results.h"
#include "store/statement.h"

#include <stdio.h>
#include <string.h>

#define LARGE_REGISTER 200000 /* units */

/* A round as it stands in the database; zeroed = there is none. */
struct standing_round {
    int64_t round;
    int64_t edition;
    int64_t fingerprint;
    char hash[65];
    char edition_name[129];
};

static void copy_column(char *into, size_t capacity, const struct statement *statement,
                        int column)
{
    const unsigned char *text = sqlite3_column_text(statement->handle, column);
    snprintf(into, capacity, "%s", text == NULL ? "" : (const char *)text);
}

static bool find_round(struct store *store, struct standing_round *standing,
                       const char *questionnaire, int32_t year, struct fault *fault)
{
    *standing = (struct standing_round){0};
    struct statement find;
    bool row = false;
    if (!statement_prepare(&find, store,
                           "SELECT round, edition, fingerprint, hash, name "
                           "FROM round JOIN edition USING (edition) "
                           "WHERE round.questionnaire = ? AND year = ?",
                           fault))
        return false;
    statement_text(&find, questionnaire);
    statement_integer(&find, year);
    bool ok = statement_next(&find, &row, fault);
    if (ok && row) {
        standing->round = sqlite3_column_int64(find.handle, 0);
        standing->edition = sqlite3_column_int64(find.handle, 1);
        standing->fingerprint = sqlite3_column_int64(find.handle, 2);
        copy_column(standing->hash, sizeof standing->hash, &find, 3);
        copy_column(standing->edition_name, sizeof standing->edition_name, &find, 4);
    }
    statement_release(&find);
    return ok;
}

static bool add_round(struct store *store, int64_t *round, int64_t edition,
                      const struct questionnaire *questionnaire,
                      const struct population *population, int32_t year,
                      struct fault *fault)
{
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO round (questionnaire, year, edition, "
                           "population, generated, fingerprint) "
                           "VALUES (?, ?, ?, ?, ?, ?)",
                           fault))
        return false;
    statement_text(&add, questionnaire->id);
    statement_integer(&add, year);
    statement_integer(&add, edition);
    statement_text(&add, population->id);
    statement_integer(&add, population->generated);
    statement_integer(&add, population_fingerprint(population));
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    *round = sqlite3_last_insert_rowid(store->database);
    return ok;
}

/* The edition may change as long as nothing was answered to it. */
static bool may_change_edition(struct store *store,
                               const struct standing_round *standing,
                               const struct questionnaire *questionnaire, int32_t year,
                               struct fault *fault)
{
    int64_t answered = 0;
    if (!store_ask(store, &answered,
                   "SELECT EXISTS (SELECT 1 FROM unit JOIN submission USING (unit) "
                   "WHERE unit.round = ?)",
                   standing->round, fault))
        return false;
    return answered == 0
           || fault_set(fault, FAULT_DATA, store->path,
                        "%s %d was answered with edition \"%s\" (definition %.12s), "
                        "and the one given is \"%.64s\" (%.12s); give the round the "
                        "definition it was answered with, or use another database for "
                        "the changed one",
                        questionnaire->id, (int)year, standing->edition_name,
                        standing->hash, questionnaire->edition, questionnaire->hash);
}

static bool update_round(struct store *store, const struct standing_round *standing,
                         int64_t edition, const struct population *population,
                         struct fault *fault)
{
    struct statement update;
    if (!statement_prepare(&update, store,
                           "UPDATE round SET edition = ?, population = ?, "
                           "generated = ?, fingerprint = ? WHERE round = ?",
                           fault))
        return false;
    statement_integer(&update, edition);
    statement_text(&update, population->id);
    statement_integer(&update, population->generated);
    statement_integer(&update, population_fingerprint(population));
    statement_integer(&update, standing->round);
    bool ok = statement_run(&update, fault);
    statement_release(&update);
    /* Figures do not outlive what they were made of. */
    ok = ok && results_remove(store, standing->round, fault);
    if (!ok || edition == standing->edition)
        return ok;
    return store_do(store,
                    "DELETE FROM edition WHERE edition = ?1 "
                    "AND NOT EXISTS (SELECT 1 FROM round WHERE edition = ?1)",
                    standing->edition, fault);
}

static bool keep_round(struct store *store, int64_t *round,
                       const struct questionnaire *questionnaire,
                       const struct population *population, int32_t year,
                       struct fault *fault)
{
    struct standing_round standing;
    int64_t edition;
    if (!find_round(store, &standing, questionnaire->id, year, fault))
        return false;
    bool changed =
        standing.round != 0 && strcmp(standing.hash, questionnaire->hash) != 0;
    if ((changed && !may_change_edition(store, &standing, questionnaire, year, fault))
        || !edition_keep(store, &edition, questionnaire, fault))
        return false;
    *round = standing.round;
    /* An edition of results stands with the register it was made by. */
    if (standing.round != 0
        && !freeze_forbids(
            store, standing.round,
            SPOKEN_LATER("%s is frozen since %.10s, and its register is no longer what "
                         "it was; give the round the register it had and the changed "
                         "one an id of its own, or reopen it: baseline freeze SURVEY "
                         "--round %s --reopen --reason TEXT"),
            fault))
        return false;
    if (standing.round == 0)
        return add_round(store, round, edition, questionnaire, population, year, fault)
               && population_keep(store, *round, population, fault);
    return update_round(store, &standing, edition, population, fault)
           && (standing.fingerprint == population_fingerprint(population)
               || population_keep(store, *round, population, fault));
}

bool store_add_round(struct store *store, int64_t *round,
                     const struct questionnaire *questionnaire,
                     const struct population *population, int32_t year,
                     struct fault *fault)
{
    struct standing_round standing;
    if (!find_round(store, &standing, questionnaire->id, year, fault))
        return false;
    if (standing.round != 0 && strcmp(standing.hash, questionnaire->hash) == 0
        && standing.fingerprint == population_fingerprint(population)) {
        *round = standing.round;
        return true;
    }
    struct bulk bulk;
    int64_t kept = 0;
    /* Of a new round nothing is removed, and every row refers to one made here. */
    if (!bulk_begin(&bulk, store, population->unit_count >= LARGE_REGISTER,
                    standing.round != 0, fault))
        return false;
    bool ok =
        transaction_begin(store, fault)
        && transaction_end(
            store, keep_round(store, &kept, questionnaire, population, year, fault),
            fault);
    if (!bulk_end(&bulk, store, fault) || !ok)
        return false;
    *round = kept;
    return true;
}

bool store_find_round(struct store *store, int64_t *round,
                      const struct questionnaire *questionnaire, int32_t year,
                      struct fault *fault)
{
    struct standing_round standing;
    if (!find_round(store, &standing, questionnaire->id, year, fault))
        return false;
    *round = standing.round;
    return standing.round == 0 || strcmp(standing.hash, questionnaire->hash) == 0
           || may_change_edition(store, &standing, questionnaire, year, fault);
}
