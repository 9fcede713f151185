#include "change/chain.h"

#include "base/memory.h"

#include <string.h>

bool reserve_chaining(struct chaining *chaining, const struct making *making,
                      struct fault *fault)
{
    const struct census *census = &making->census;
    chaining->making = making;
    chaining->node_in =
        memory_unwritten(making->round_count, sizeof *chaining->node_in);
    chaining->u = memory_unwritten(census->unit_count, sizeof *chaining->u);
    chaining->cluster = memory_unwritten(census->unit_count, sizeof *chaining->cluster);
    chaining->place = memory_unwritten(census->unit_count, sizeof *chaining->place);
    chaining->unit_stamp =
        memory_allocate(census->unit_count, sizeof *chaining->unit_stamp);
    chaining->number =
        memory_unwritten(census->cluster_count, sizeof *chaining->number);
    chaining->cluster_stamp =
        memory_allocate(census->cluster_count, sizeof *chaining->cluster_stamp);
    chaining->of_cluster =
        memory_unwritten(census->cluster_count, sizeof *chaining->of_cluster);
    return (chaining->node_in != NULL && chaining->of_cluster != NULL
            && chaining->u != NULL && chaining->cluster != NULL
            && chaining->place != NULL && chaining->unit_stamp != NULL
            && chaining->number != NULL && chaining->cluster_stamp != NULL)
           || fault_memory(fault);
}

void release_chaining(struct chaining *chaining)
{
    memory_release(chaining->node_in);
    memory_release(chaining->u);
    memory_release(chaining->cluster);
    memory_release(chaining->place);
    memory_release(chaining->unit_stamp);
    memory_release(chaining->number);
    memory_release(chaining->cluster_stamp);
    memory_release(chaining->of_cluster);
}

void begin_series(struct chaining *chaining)
{
    chaining->stamp++;
    chaining->count = chaining->cluster_count = 0;
}

static double *place_unit(struct chaining *chaining, uint32_t unit)
{
    uint32_t cluster = chaining->making->census.cluster[unit];
    if (chaining->unit_stamp[unit] == chaining->stamp)
        return &chaining->u[chaining->place[unit]];
    chaining->unit_stamp[unit] = chaining->stamp;
    chaining->place[unit] = chaining->count;
    if (chaining->cluster_stamp[cluster] != chaining->stamp) {
        chaining->cluster_stamp[cluster] = chaining->stamp;
        chaining->number[cluster] = chaining->cluster_count++;
    }
    chaining->cluster[chaining->count] = chaining->number[cluster];
    chaining->u[chaining->count] = 0;
    return &chaining->u[chaining->count++];
}

struct linked_group find_linked(const struct chaining *chaining,
                                const struct pair *pair, size_t level, uint32_t group)
{
    struct linked_group linked = {.level = &pair->panel.level[level], .group = group};
    pair_columns(chaining->making, pair, chaining->node_in[pair->now], linked.column);
    return linked;
}

/* The next entry from `entry` on that has a score in both rounds, with its change;
   false where there is none. */
static bool next_change(const struct linked_group *linked, uint32_t *entry,
                        int64_t *change)
{
    const struct panel_level *level = linked->level;
    for (; *entry < level->start[linked->group + 1]; ++*entry) {
        uint32_t before = level->row[0][*entry];
        uint32_t now = level->row[1][*entry];
        if (before == NAMES_NONE || now == NAMES_NONE || linked->column[0][before] < 0
            || linked->column[1][now] < 0)
            continue;
        *change = linked->column[1][now] - linked->column[0][before];
        return true;
    }
    return false;
}

struct estimate_moments add_changes(const struct chaining *chaining,
                                    const struct linked_group *linked)
{
    struct estimate_moments all = {0};
    int64_t change;
    if (linked->level == NULL || linked->column[0] == NULL)
        return all;
    const struct panel_level *level = linked->level;
    bool clustered = level->cluster_count[linked->group] > 0;
    memset(chaining->of_cluster, 0,
           level->cluster_count[linked->group] * sizeof *chaining->of_cluster);
    for (uint32_t e = level->start[linked->group]; next_change(linked, &e, &change);
         e++) {
        estimate_moments_add(&all, change);
        if (clustered)
            estimate_moments_add(&chaining->of_cluster[level->cluster[e]], change);
    }
    return all;
}

void add_parts(struct chaining *chaining, const struct linked_group *linked,
               const struct estimate_moments *moments)
{
    double scale = (double)moments->n * moments->n * (double)POINT;
    int64_t change;
    for (uint32_t e = linked->level->start[linked->group];
         next_change(linked, &e, &change); e++) {
        wide distance = (wide)change * moments->n - moments->sum;
        *place_unit(chaining, linked->level->unit[e]) += (double)distance / scale;
    }
}

bool estimate_step(struct chaining *chaining, const struct linked_group *linked,
                   const struct estimate_moments *moments, struct estimated *step)
{
    uint32_t clusters = linked->level->cluster_count[linked->group];
    if (clusters == 0)
        return estimate_simple(step, moments, 0, ESTIMATE_PROCESS, &chaining->fault);
    return estimate_clustered(step, chaining->of_cluster, clusters, NULL, 0,
                              ESTIMATE_PROCESS, &chaining->fault);
}

bool estimate_parts(const struct chaining *chaining, bool across, double value,
                    struct estimated *estimated, struct fault *fault)
{
    /* Every link may be off. */
    struct design design = {.count = chaining->count,
                            .rounded =
                                chaining->making->round_count * ESTIMATE_ROUNDED};
    if (across) {
        design.cluster = chaining->cluster;
        design.cluster_count = chaining->cluster_count;
    }
    return estimate_linear(estimated, &design, value, chaining->u, NULL, fault);
}
