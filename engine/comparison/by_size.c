#include "base/memory.h"
#include "comparison/cells.h"

/* Means weighed by size (STATISTICS 2.2), with their uncertainty in ratio form (2.4,
   2.5). */

/* The units of one group that have both a score and a size. */
struct weighing {
    double *y;
    double *weight;
    uint32_t *cluster;
    double *in_cluster; /* by cell of the group: units in all */
};

static bool reserve(struct weighing *weighing, uint32_t rows, uint32_t cells)
{
    weighing->y = memory_allocate(rows, sizeof *weighing->y);
    weighing->weight = memory_allocate(rows, sizeof *weighing->weight);
    weighing->cluster = memory_allocate(rows, sizeof *weighing->cluster);
    weighing->in_cluster = memory_allocate(cells, sizeof *weighing->in_cluster);
    return weighing->y != NULL && weighing->weight != NULL && weighing->cluster != NULL
           && weighing->in_cluster != NULL;
}

static void release(struct weighing *weighing)
{
    memory_release(weighing->y);
    memory_release(weighing->weight);
    memory_release(weighing->cluster);
    memory_release(weighing->in_cluster);
}

static uint32_t take_rows(const struct comparison *comparison,
                          const struct comparison_cells *cells, uint32_t group,
                          struct weighing *weighing)
{
    uint32_t count = 0;
    for (uint32_t i = cells->first_row[group]; i < cells->first_row[group + 1]; i++) {
        uint32_t row = cells->row[i];
        int64_t size = size_of(comparison, comparison->material.answers->unit[row]);
        if (size < 0 || comparison->points[row] < 0)
            continue;
        weighing->y[count] = (double)comparison->points[row] / POINT;
        weighing->weight[count] = (double)size;
        weighing->cluster[count] = cells->cell_of[row] - cells->first[group];
        count++;
    }
    for (uint32_t c = cells->first[group]; c < cells->first[group + 1]; c++)
        weighing->in_cluster[c - cells->first[group]] = cells->relevant[c];
    return count;
}

static bool weigh_group(const struct comparison *comparison, size_t level,
                        uint32_t group, struct weighing *weighing,
                        struct compared *compared, struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    uint32_t cell_count = cells->first[group + 1] - cells->first[group];
    double in_all = cells->across ? compared->owners : compared->eligible;
    struct design design = {.count = take_rows(comparison, cells, group, weighing),
                            .weight = weighing->weight};
    const struct estimate_side side = {.y = weighing->y};
    if (cells->across) {
        design.cluster = weighing->cluster;
        design.cluster_count = cell_count;
    }
    bool ok = true;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        if (t == ESTIMATE_DESCRIPTIVE) {
            design.stratum_total = &in_all;
            design.cluster_total = cells->across ? weighing->in_cluster : NULL;
        } else {
            design.stratum_total = NULL;
            design.cluster_total = NULL;
        }
        ok = estimate_ratio(&compared->by_size[t], &design, &side, NULL, fault);
        /* A size of 0 is known too. */
        compared->by_size[t].n = design.count;
    }
    return ok;
}

bool compute_by_size(const struct comparison *comparison, size_t level,
                     struct compared *compared, struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[level];
    struct weighing weighing = {0};
    bool ok = reserve(&weighing, comparison->benchmark.row_count, cells->cell_count)
              || fault_memory(fault);
    for (uint32_t g = 0; ok && g < comparison->population.level[level].group_count; g++)
        ok = weigh_group(comparison, level, g, &weighing, &compared[g], fault);
    release(&weighing);
    return ok;
}
