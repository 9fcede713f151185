#include "lift/core.h"

#include "base/memory.h"

#include <math.h>

/* What the dual leaves open for want of whole answers and steps is told by a table of
   both (the knapsack's, Bellman 1957): the most that is gained, by the changes and the
   steps that it may cost. */

/* Of more cells than these a table takes longer than it saves. */
#define CELL_LIMIT 40000

struct table {
    size_t rows;    /* changes there may be, and none */
    size_t columns; /* the same of steps */
    double *from;
    double *into;
};

static bool begin_table(struct core *core, struct table *table, int64_t changes,
                        int64_t steps)
{
    table->rows = (size_t)changes + 1;
    table->columns = steps == INT64_MAX ? 1 : (size_t)steps + 1;
    if (table->rows > CELL_LIMIT || table->columns > CELL_LIMIT
        || table->rows * table->columns > CELL_LIMIT)
        return false;
    size_t cells = table->rows * table->columns;
    if (2 * cells > core->table_capacity) {
        memory_release(core->table);
        core->table = memory_unwritten(2 * cells, sizeof *core->table);
        core->table_capacity = core->table == NULL ? 0 : 2 * cells;
    }
    if (core->table == NULL)
        return false;
    table->from = core->table;
    table->into = core->table + cells;
    for (size_t i = 0; i < cells; i++)
        table->from[i] = 0;
    return true;
}

static void add_entry(const struct table *table, size_t changes, size_t steps,
                      double gain)
{
    if (steps >= table->columns)
        return;
    for (size_t row = changes; row < table->rows; row++) {
        const double *restrict from = table->from + (row - changes) * table->columns;
        double *restrict into = table->into + row * table->columns + steps;
        for (size_t c = 0; c < table->columns - steps; c++) {
            double sum = from[c] + gain;
            into[c] = sum > into[c] ? sum : into[c];
        }
    }
}

static void add_unit(struct core *core, const bool *allowed, const struct unit *unit,
                     struct table *table)
{
    size_t cells = table->rows * table->columns;
    for (size_t i = 0; i < cells; i++)
        table->into[i] = -INFINITY;
    for (size_t e = 0; e < unit->front.count; e++) {
        const struct entry *entry = &unit->front.entry[e];
        if (!allowed[unit->first + e])
            continue;
        add_entry(table, (size_t)entry->changes,
                  table->columns == 1 ? 0 : (size_t)entry->steps,
                  core->gain[unit->first + e]);
        core->effort += cells / 8;
    }
    double *into = table->into;
    table->into = table->from;
    table->from = into;
}

bool core_tabulate(struct core *core, const bool *allowed, int64_t changes,
                   int64_t steps, double *most)
{
    struct table table;
    if (changes < 0 || steps < 0 || !begin_table(core, &table, changes, steps))
        return false;
    for (size_t a = 0; a < core->active_count; a++)
        add_unit(core, allowed, &core->unit[core->active[a]], &table);
    *most = table.from[table.rows * table.columns - 1];
    return true;
}
