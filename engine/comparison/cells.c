#include "comparison/cells.h"

#include "base/memory.h"

#include <string.h>

/* Units of every group together, in their order. */
static bool deal_out(uint32_t *order, uint32_t *first, const uint32_t *group_of,
                     uint32_t count, uint32_t group_count)
{
    uint32_t *next = memory_allocate((size_t)group_count + 1, sizeof *next);
    if (next == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        first[group_of[i] + 1]++;
    for (uint32_t g = 0; g < group_count; g++)
        first[g + 1] += first[g];
    memcpy(next, first, group_count * sizeof *next);
    for (uint32_t i = 0; i < count; i++)
        order[next[group_of[i]]++] = i;
    memory_release(next);
    return true;
}

/* What is needed to number the cells of a level. */
struct numbering {
    const struct comparison *comparison;
    const struct level *level;
    struct comparison_cells *cells;
    uint32_t *order;      /* units, group after group */
    uint32_t *first_unit; /* by group */
    uint32_t *cell_of;    /* by unit */
    uint32_t *latest;     /* by owner: its latest cell, plus one */
};

static void number_cells(struct numbering *numbering)
{
    const struct comparison *comparison = numbering->comparison;
    struct comparison_cells *cells = numbering->cells;
    for (uint32_t g = 0; g < numbering->level->group_count; g++) {
        cells->first[g] = cells->cell_count;
        for (uint32_t i = numbering->first_unit[g]; i < numbering->first_unit[g + 1];
             i++) {
            uint32_t unit = numbering->order[i];
            uint32_t owner =
                cells->across ? population_cluster(&comparison->population, unit) : 0;
            if (comparison->without_own && unit == comparison->unit)
                continue;
            if (numbering->latest[owner] <= cells->first[g]) {
                cells->cluster[cells->cell_count] = owner;
                numbering->latest[owner] = ++cells->cell_count;
            }
            numbering->cell_of[unit] = numbering->latest[owner] - 1;
            cells->eligible[numbering->cell_of[unit]]++;
        }
    }
    cells->first[numbering->level->group_count] = cells->cell_count;
}

static void place_rows(const struct numbering *numbering)
{
    const struct answers *answers = numbering->comparison->material.answers;
    for (uint32_t row = 0; row < answers->row_count; row++)
        numbering->cells->cell_of[row] = numbering->cell_of[answers->unit[row]];
}

/* Rows in their groups, for what is weighed. */
static bool order_rows(const struct numbering *numbering)
{
    const struct answers *answers = numbering->comparison->material.answers;
    uint32_t *group_of = memory_allocate(answers->row_count, sizeof *group_of);
    if (group_of == NULL)
        return false;
    for (uint32_t row = 0; row < answers->row_count; row++)
        group_of[row] = numbering->level->group_of[answers->unit[row]];
    bool ok = deal_out(numbering->cells->row, numbering->cells->first_row, group_of,
                       answers->row_count, numbering->level->group_count);
    memory_release(group_of);
    return ok;
}

static bool reserve(struct numbering *numbering)
{
    const struct comparison *comparison = numbering->comparison;
    struct comparison_cells *cells = numbering->cells;
    uint32_t units = comparison->population.unit_count;
    uint32_t rows = comparison->material.answers->row_count;
    size_t groups = (size_t)numbering->level->group_count + 1;
    cells->first = memory_allocate(groups, sizeof *cells->first);
    cells->first_row = memory_allocate(groups, sizeof *cells->first_row);
    cells->cluster = memory_allocate(units, sizeof *cells->cluster);
    cells->eligible = memory_allocate(units, sizeof *cells->eligible);
    cells->cell_of = memory_allocate(rows, sizeof *cells->cell_of);
    cells->row = memory_allocate(rows, sizeof *cells->row);
    numbering->order = memory_allocate(units, sizeof *numbering->order);
    numbering->first_unit = memory_allocate(groups, sizeof *numbering->first_unit);
    numbering->cell_of = memory_allocate(units, sizeof *numbering->cell_of);
    numbering->latest =
        memory_allocate((size_t)population_cluster_count(&comparison->population) + 1,
                        sizeof *numbering->latest);
    return cells->first != NULL && cells->first_row != NULL && cells->cluster != NULL
           && cells->eligible != NULL && cells->cell_of != NULL && cells->row != NULL
           && numbering->order != NULL && numbering->first_unit != NULL
           && numbering->cell_of != NULL && numbering->latest != NULL;
}

static bool open_level(struct comparison *comparison, size_t l)
{
    const struct level *level = &comparison->population.level[l];
    struct comparison_cells *cells = &comparison->cells[l];
    struct numbering numbering = {
        .comparison = comparison, .level = level, .cells = cells};
    size_t owner = owner_level(comparison);
    bool owned = owner < comparison->population.level_count;
    cells->across = owned && (l < owner || level->crossing);
    cells->folds = cells->across && !level->crossing;
    bool ok = reserve(&numbering)
              && deal_out(numbering.order, numbering.first_unit, level->group_of,
                          comparison->population.unit_count, level->group_count)
              && order_rows(&numbering);
    if (ok) {
        number_cells(&numbering);
        place_rows(&numbering);
        cells->moments =
            memory_allocate((size_t)cells->cell_count + 1, sizeof *cells->moments);
        cells->relevant =
            memory_allocate((size_t)cells->cell_count + 1, sizeof *cells->relevant);
    }
    memory_release(numbering.order);
    memory_release(numbering.first_unit);
    memory_release(numbering.cell_of);
    memory_release(numbering.latest);
    return ok && cells->moments != NULL && cells->relevant != NULL;
}

uint32_t cells_at_most(const struct comparison *comparison)
{
    uint32_t most = 1;
    for (size_t l = 0; l < comparison->population.level_count; l++)
        if (comparison->cells[l].cell_count > most)
            most = comparison->cells[l].cell_count;
    return most;
}

bool cells_open(struct comparison *comparison, struct fault *fault)
{
    comparison->cells =
        memory_allocate(comparison->population.level_count, sizeof *comparison->cells);
    bool ok = comparison->cells != NULL;
    for (size_t l = 0; ok && l < comparison->population.level_count; l++)
        ok = open_level(comparison, l);
    if (ok)
        comparison->sum =
            memory_allocate(cells_at_most(comparison), sizeof *comparison->sum);
    return (ok && comparison->sum != NULL) || fault_memory(fault);
}

void cells_close(struct comparison *comparison)
{
    for (size_t l = 0;
         comparison->cells != NULL && l < comparison->population.level_count; l++) {
        struct comparison_cells *cells = &comparison->cells[l];
        memory_release(cells->first);
        memory_release(cells->first_row);
        memory_release(cells->cluster);
        memory_release(cells->eligible);
        memory_release(cells->cell_of);
        memory_release(cells->moments);
        memory_release(cells->relevant);
        memory_release(cells->row);
    }
    memory_release(comparison->cells);
    memory_release(comparison->sum);
    comparison->cells = NULL;
    comparison->sum = NULL;
}

/* A unit that answered otherwise without a score is missing; one that the measure does
   not apply to is none of those it could be of. */
static void add_rows(const struct comparison *comparison,
                     const struct comparison_cells *cells)
{
    const uint32_t *cell_of = cells->cell_of;
    for (uint32_t row = 0; row < comparison->benchmark.row_count; row++)
        if (comparison->points[row] >= 0)
            estimate_moments_add(&cells->moments[cell_of[row]],
                                 comparison->points[row]);
        else if (comparison->points[row] != SCORE_TOO_FEW)
            cells->relevant[cell_of[row]]--;
}

/* Owners lie wholly within the groups of broader levels, and are not added up again. An
   owner's own cell is its only one, the first of its group. */
static void fold(const struct comparison_cells *cells,
                 const struct comparison_cells *owners)
{
    for (uint32_t c = 0; c < cells->cell_count; c++) {
        uint32_t own = owners->first[cells->cluster[c]];
        cells->moments[c] = owners->moments[own];
        cells->relevant[c] = owners->relevant[own];
    }
}

void cells_add_up(struct comparison *comparison)
{
    size_t owner = owner_level(comparison);
    for (size_t l = comparison->population.level_count; l-- > 0;) {
        struct comparison_cells *cells = &comparison->cells[l];
        size_t count = cells->cell_count;
        memset(cells->moments, 0, count * sizeof *cells->moments);
        if (count > 0)
            memcpy(cells->relevant, cells->eligible, count * sizeof *cells->relevant);
        if (cells->folds)
            fold(cells, &comparison->cells[owner]);
        else
            add_rows(comparison, cells);
    }
}
