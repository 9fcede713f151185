#include "base/memory.h"
#include "store/rounds.h"
#include "store/statement.h"

#include <assert.h>
#include <string.h>

static uint64_t mix(uint64_t hash, const char *text)
{
    return text == NULL ? hash_bytes("", 1, hash)
                        : hash_bytes(text, strlen(text) + 1, hash);
}

int64_t population_fingerprint(const struct population *population)
{
    uint64_t hash = mix(population->generated, population->id);
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        hash = mix(mix(hash, population->unit_id[unit]), population->unit_name[unit]);
    for (size_t l = 0; l < population->level_count; l++) {
        const struct level *level = &population->level[l];
        hash = mix(hash, level->id);
        for (uint32_t g = 0; g < level->group_count; g++) {
            hash = mix(hash, level->group[g].code);
            for (int language = 0; language < LANGUAGE_COUNT; language++)
                hash = mix(hash, level->group[g].name.in[language]);
        }
        for (uint32_t unit = 0; unit < population->unit_count; unit++)
            hash =
                hash_bytes(&level->group_of[unit], sizeof level->group_of[unit], hash);
    }
    return (int64_t)(hash >> 1);
}

/* Departed units are told from present ones by a pass over all of them: they are marked
   as gone, and whoever is in the register is marked as back. */
static bool keep_units(struct store *store, int64_t round,
                       const struct population *population, struct fault *fault)
{
    struct statement keep;
    if (!store_do(store, "UPDATE unit SET registered = 0 WHERE round = ?", round, fault)
        || !statement_prepare(&keep, store,
                              "INSERT INTO unit (round, id, name, registered) "
                              "VALUES (?, ?, ?, 1) ON CONFLICT (round, id) "
                              "DO UPDATE SET name = excluded.name, registered = 1",
                              fault))
        return false;
    bool ok = true;
    for (uint32_t unit = 0; ok && unit < population->unit_count; unit++) {
        statement_integer(&keep, round);
        statement_text(&keep, population->unit_id[unit]);
        statement_text(&keep, population->unit_name[unit]);
        ok = statement_run(&keep, fault);
    }
    statement_release(&keep);
    return ok;
}

static bool keep_group(struct statement *keep, int64_t *row, int64_t round,
                       size_t depth, const struct level *level,
                       const struct group *group, struct fault *fault)
{
    statement_integer(keep, round);
    statement_integer(keep, (int64_t)depth);
    statement_text(keep, level->id);
    statement_text(keep, group->code);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        statement_text(keep, group->name.in[language]);
    return statement_value(keep, row, fault);
}

/* Unit by unit, as the table has them, so that each row goes behind the last. */
static bool join_groups(struct store *store, const struct population *population,
                        const int64_t *unit_row, int64_t *const *group_row,
                        struct fault *fault)
{
    struct statement join;
    bool ok = statement_prepare(
        &join, store, "INSERT INTO unit_in_group (unit, unit_group) VALUES (?, ?)",
        fault);
    for (uint32_t unit = 0; ok && unit < population->unit_count; unit++) {
        for (size_t l = 0; ok && l < population->level_count; l++) {
            const struct level *level = &population->level[l];
            if (level->group_of[unit] >= level->group_count)
                continue;
            statement_integer(&join, unit_row[unit]);
            statement_integer(&join, group_row[l][level->group_of[unit]]);
            ok = statement_run(&join, fault);
        }
    }
    statement_release(&join);
    return ok;
}

static bool keep_level(struct store *store, int64_t **group_row, int64_t round,
                       size_t depth, const struct level *level, struct fault *fault)
{
    struct statement keep;
    *group_row = memory_allocate(level->group_count, sizeof **group_row);
    if (*group_row == NULL)
        return fault_memory(fault);
    bool ok = statement_prepare(&keep, store,
                                "INSERT INTO unit_group "
                                "(round, depth, level, code, name_da, name_en) "
                                "VALUES (?, ?, ?, ?, ?, ?) "
                                "ON CONFLICT (round, level, code) DO UPDATE SET "
                                "depth = excluded.depth, name_da = excluded.name_da, "
                                "name_en = excluded.name_en RETURNING unit_group",
                                fault);
    for (uint32_t g = 0; ok && g < level->group_count; g++)
        ok = keep_group(&keep, &(*group_row)[g], round, depth, level, &level->group[g],
                        fault);
    statement_release(&keep);
    return ok;
}

static bool keep_groups(struct store *store, int64_t round,
                        const struct population *population, struct fault *fault)
{
    uint32_t count = population->unit_count;
    int64_t *unit_row = memory_allocate(count, sizeof *unit_row);
    uint32_t *all = memory_allocate(count, sizeof *all);
    int64_t **group_row = memory_allocate(population->level_count, sizeof *group_row);
    bool ok =
        (unit_row != NULL && all != NULL && group_row != NULL) || fault_memory(fault);
    for (uint32_t unit = 0; ok && unit < count; unit++)
        all[unit] = unit;
    ok = ok && units_find(store, unit_row, round, population, all, count, fault);
    for (size_t l = 0; ok && l < population->level_count; l++)
        ok = keep_level(store, &group_row[l], round, l, &population->level[l], fault);
    ok = ok && join_groups(store, population, unit_row, group_row, fault);
    for (size_t l = 0; group_row != NULL && l < population->level_count; l++)
        memory_release(group_row[l]);
    memory_release(group_row);
    memory_release(all);
    memory_release(unit_row);
    return ok;
}

bool population_keep(struct store *store, int64_t round,
                     const struct population *population, struct fault *fault)
{
    return keep_units(store, round, population, fault)
           && store_do(store,
                       "DELETE FROM unit_in_group WHERE unit IN "
                       "(SELECT unit FROM unit WHERE round = ? AND registered = 1)",
                       round, fault)
           && keep_groups(store, round, population, fault)
           && store_do(store,
                       "DELETE FROM unit WHERE round = ? AND registered = 0 "
                       "AND NOT EXISTS (SELECT 1 FROM submission "
                       "WHERE submission.unit = unit.unit)",
                       round, fault)
           && store_do(store,
                       "DELETE FROM unit_group WHERE round = ? AND NOT EXISTS "
                       "(SELECT 1 FROM unit_in_group "
                       "WHERE unit_in_group.unit_group = unit_group.unit_group)",
                       round, fault);
}

static bool not_in_round(struct store *store, const char *id, struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, store->path,
                     "\"%s\" is not in the round's register in the database", id);
}

/* One look-up a unit: for few of many. */
static bool find_each(struct store *store, int64_t *unit_row, int64_t round,
                      const struct population *population, const uint32_t *unit,
                      size_t count, struct fault *fault)
{
    struct statement find;
    bool ok = statement_prepare(
        &find, store, "SELECT unit FROM unit WHERE round = ? AND id = ?", fault);
    for (size_t i = 0; ok && i < count; i++) {
        const char *id = population->unit_id[unit[i]];
        statement_integer(&find, round);
        statement_text(&find, id);
        ok = statement_value(&find, &unit_row[i], fault)
             && (unit_row[i] != 0 || not_in_round(store, id, fault));
    }
    statement_release(&find);
    return ok;
}

/* One pass over the round's units, which stand in byte order of id there as they do in
   the population: for many of them. */
static bool find_along(struct store *store, int64_t *unit_row, int64_t round,
                       const struct population *population, const uint32_t *unit,
                       size_t count, struct fault *fault)
{
    struct statement walk;
    bool row = true;
    size_t found = 0;
    bool ok = statement_prepare(
        &walk, store, "SELECT unit, id FROM unit WHERE round = ? ORDER BY id", fault);
    if (ok)
        statement_integer(&walk, round);
    while (ok && found < count && row) {
        ok = statement_next(&walk, &row, fault);
        if (!ok || !row)
            break;
        const char *id = (const char *)sqlite3_column_text(walk.handle, 1);
        if (id == NULL)
            ok = fault_memory(fault);
        else if (strcmp(id, population->unit_id[unit[found]]) == 0)
            unit_row[found++] = sqlite3_column_int64(walk.handle, 0);
    }
    statement_release(&walk);
    return ok
           && (found == count
               || not_in_round(store, population->unit_id[unit[found]], fault));
}

bool units_find(struct store *store, int64_t *unit_row, int64_t round,
                const struct population *population, const uint32_t *unit, size_t count,
                struct fault *fault)
{
    for (size_t i = 1; i < count; i++)
        assert(strcmp(population->unit_id[unit[i - 1]], population->unit_id[unit[i]])
               < 0);
    return count < population->unit_count / 4
               ? find_each(store, unit_row, round, population, unit, count, fault)
               : find_along(store, unit_row, round, population, unit, count, fault);
}
