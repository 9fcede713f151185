#include "store/results.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/statement.h"

#include <assert.h>
#include <string.h>

/* Rows of a table by what they are called, each looked up in the database once. */
struct keys {
    struct names name;
    int64_t *row; /* by number of the name */
    size_t capacity;
};

struct results {
    int64_t round;
    struct statement find_unit;
    struct statement find_group;
    struct statement add_area;
    struct statement find_area;
    struct statement add_score;
    struct statement add_benchmark;
    struct keys units;
    struct keys groups;
    struct keys areas;
    struct text key;
};

static void keys_release(struct keys *keys)
{
    names_release(&keys->name);
    memory_release(keys->row);
    *keys = (struct keys){0};
}

static void release(struct results *results)
{
    statement_release(&results->find_unit);
    statement_release(&results->find_group);
    statement_release(&results->add_area);
    statement_release(&results->find_area);
    statement_release(&results->add_score);
    statement_release(&results->add_benchmark);
    keys_release(&results->units);
    keys_release(&results->groups);
    keys_release(&results->areas);
    text_release(&results->key);
    memory_release(results);
}

void results_release(struct store *store)
{
    if (store->results == NULL)
        return;
    release(store->results);
    store->results = NULL;
    transaction_undo(store);
}

/* The row kept for a name; 0 when the name is new, and then *number is where
   keys_keep() puts its row. */
static bool keys_find(struct keys *keys, int64_t *row, uint32_t *number,
                      const char *name, size_t length, struct fault *fault)
{
    size_t known = keys->name.name_count;
    if (names_keep(&keys->name, name, length, number) == NULL)
        return fault_memory(fault);
    *row = *number < known ? keys->row[*number] : 0;
    return true;
}

static bool keys_keep(struct keys *keys, uint32_t number, int64_t row,
                      struct fault *fault)
{
    if (!memory_reserve((void **)&keys->row, &keys->capacity, (size_t)number + 1,
                        sizeof *keys->row))
        return fault_memory(fault);
    keys->row[number] = row;
    return true;
}

/* Two ids as one name: the first holds no control characters. */
static bool join_key(struct results *results, const char *first, const char *second,
                     struct fault *fault)
{
    text_clear(&results->key);
    text_add(&results->key, first);
    text_add_character(&results->key, '\x1f');
    text_add(&results->key, second);
    return text_check(&results->key, fault);
}

static bool find_unit(struct results *results, int64_t *row, const char *unit,
                      struct fault *fault)
{
    uint32_t number;
    if (!keys_find(&results->units, row, &number, unit, strlen(unit), fault))
        return false;
    if (*row != 0)
        return true;
    struct statement *find = &results->find_unit;
    statement_integer(find, results->round);
    statement_text(find, unit);
    if (!statement_value(find, row, fault))
        return false;
    if (*row == 0)
        return fault_set(fault, FAULT_DATA, find->store->path,
                         "a score for \"%s\", which is not in the round's register",
                         unit);
    return keys_keep(&results->units, number, *row, fault);
}

static bool find_group(struct results *results, int64_t *row, const char *level,
                       const char *group, struct fault *fault)
{
    uint32_t number;
    if (!join_key(results, level, group, fault)
        || !keys_find(&results->groups, row, &number, results->key.bytes,
                      results->key.length, fault))
        return false;
    if (*row != 0)
        return true;
    struct statement *find = &results->find_group;
    statement_integer(find, results->round);
    statement_text(find, level);
    statement_text(find, group);
    if (!statement_value(find, row, fault))
        return false;
    if (*row == 0)
        return fault_set(fault, FAULT_DATA, find->store->path,
                         "figures for %s \"%s\", which is not in the round's register",
                         level, group);
    return keys_keep(&results->groups, number, *row, fault);
}

static void bind_area(struct statement *statement, int64_t round, const char *dimension,
                      const char *area)
{
    statement_integer(statement, round);
    statement_text(statement, dimension);
    statement_text(statement, area);
}

static bool find_area(struct results *results, int64_t *row, const char *dimension,
                      const char *area, struct fault *fault)
{
    uint32_t number;
    if (!join_key(results, dimension, area, fault)
        || !keys_find(&results->areas, row, &number, results->key.bytes,
                      results->key.length, fault))
        return false;
    if (*row != 0)
        return true;
    bind_area(&results->add_area, results->round, dimension, area);
    if (!statement_run(&results->add_area, fault))
        return false;
    bind_area(&results->find_area, results->round, dimension, area);
    return statement_value(&results->find_area, row, fault)
           && keys_keep(&results->areas, number, *row, fault);
}

bool results_remove(struct store *store, int64_t round, struct fault *fault)
{
    int64_t made = 0;
    if (!store_ask(store, &made, "SELECT count(*) FROM result WHERE round = ?", round,
                   fault))
        return false;
    return made == 0
           || (store_do(store,
                        "DELETE FROM score "
                        "WHERE unit IN (SELECT unit FROM unit WHERE round = ?)",
                        round, fault)
               && store_do(store,
                           "DELETE FROM benchmark WHERE unit_group IN "
                           "(SELECT unit_group FROM unit_group WHERE round = ?)",
                           round, fault)
               && store_do(store, "DELETE FROM result WHERE round = ?", round, fault));
}

static bool prepare(struct store *store, struct results *results, struct fault *fault)
{
    return statement_prepare(&results->find_unit, store,
                             "SELECT unit FROM unit WHERE round = ? AND id = ?", fault)
           && statement_prepare(&results->find_group, store,
                                "SELECT unit_group FROM unit_group "
                                "WHERE round = ? AND level = ? AND code = ?",
                                fault)
           && statement_prepare(&results->add_area, store,
                                "INSERT INTO area (round, dimension, id) "
                                "VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                                fault)
           && statement_prepare(&results->find_area, store,
                                "SELECT area FROM area "
                                "WHERE round = ? AND dimension = ? AND id = ?",
                                fault)
           && statement_prepare(&results->add_score, store,
                                "INSERT INTO score (unit, area, points, value, state, "
                                "answered, relevant) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                fault)
           && statement_prepare(&results->add_benchmark, store,
                                "INSERT INTO benchmark (unit_group, area, n, eligible, "
                                "mean, sd, lower_quartile, median, upper_quartile) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                fault);
}

bool store_begin_results(struct store *store, int64_t round, struct fault *fault)
{
    assert(store->results == NULL);
    if (!transaction_begin(store, fault))
        return false;
    store->results = memory_allocate(1, sizeof *store->results);
    if (store->results == NULL) {
        fault_memory(fault);
        return transaction_end(store, false, fault);
    }
    store->results->round = round;
    bool ok = prepare(store, store->results, fault)
              && results_remove(store, round, fault)
              && store_do(
                  store,
                  "INSERT INTO result (round, made_at, simulated) "
                  "SELECT ?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), "
                  "EXISTS (SELECT 1 FROM received WHERE round = ?1 AND simulated = 1) "
                  "AND EXISTS (SELECT 1 FROM unit JOIN submission USING (unit) "
                  "JOIN received USING (received) WHERE unit.round = ?1 "
                  "AND superseded_by IS NULL AND withdrawn_by IS NULL "
                  "AND held = 0 AND submission.draft = 0 "
                  "AND simulated = 1)",
                  round, fault);
    if (!ok)
        results_release(store);
    return ok;
}

static bool add_score(struct results *results, const char *unit, const char *dimension,
                      const char *area, const char *state, const int64_t figure[4],
                      struct fault *fault)
{
    int64_t unit_row;
    int64_t area_row;
    if (!find_unit(results, &unit_row, unit, fault)
        || !find_area(results, &area_row, dimension, area, fault))
        return false;
    struct statement *add = &results->add_score;
    statement_integer(add, unit_row);
    statement_integer(add, area_row);
    statement_figure(add, figure[0]);
    if (figure[0] < 0)
        statement_text(add, NULL);
    else
        statement_integer(add, figure[1]);
    statement_text(add, state);
    statement_integer(add, figure[2]);
    statement_integer(add, figure[3]);
    return statement_run(add, fault);
}

bool store_add_score(struct store *store, int64_t round, const char *unit,
                     const char *dimension, const char *area, const char *state,
                     int64_t points, int64_t value, int64_t answered, int64_t relevant,
                     struct fault *fault)
{
    assert(store->results != NULL && store->results->round == round);
    (void)round;
    const int64_t figure[4] = {points, value, answered, relevant};
    bool ok = add_score(store->results, unit, dimension, area, state, figure, fault);
    if (!ok)
        results_release(store);
    return ok;
}

static bool add_benchmark(struct results *results, int64_t group_row, int64_t area_row,
                          const int64_t figure[7], struct fault *fault)
{
    struct statement *add = &results->add_benchmark;
    statement_integer(add, group_row);
    statement_integer(add, area_row);
    for (size_t f = 0; f < 7; f++)
        statement_figure(add, figure[f]);
    return statement_run(add, fault);
}

bool store_add_benchmark(struct store *store, int64_t round, const char *level,
                         const char *group, const char *dimension, const char *area,
                         uint32_t n, uint32_t eligible, int64_t mean, int64_t sd,
                         const int64_t quartile[static 3], struct fault *fault)
{
    assert(store->results != NULL && store->results->round == round);
    (void)round;
    const int64_t figure[7] = {n,           eligible,    mean,       sd,
                               quartile[0], quartile[1], quartile[2]};
    int64_t group_row;
    int64_t area_row;
    bool ok = find_group(store->results, &group_row, level, group, fault)
              && find_area(store->results, &area_row, dimension, area, fault)
              && add_benchmark(store->results, group_row, area_row, figure, fault);
    if (!ok)
        results_release(store);
    return ok;
}

bool store_end_results(struct store *store, struct fault *fault)
{
    assert(store->results != NULL);
    release(store->results);
    store->results = NULL;
    return transaction_end(store, true, fault);
}
