#include "base/memory.h"
#include "base/text.h"
#include "response/response.h"

#include <stdlib.h>
#include <string.h>

/* A name among others: compared by rank first, which is 0 for groups and for units the
   place of the narrowest group they are in. */
struct placed {
    uint32_t rank;
    uint32_t number;
    const char *name;
    const char *id;
};

static int compare_placed(const void *left, const void *right)
{
    const struct placed *a = left;
    const struct placed *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    int order = text_compare_danish(a->name, b->name);
    return order != 0 ? order : strcmp(a->id, b->id);
}

/* Takes `placed`, and is no array without it. */
static uint32_t *numbers_in_order(struct placed *placed, uint32_t count)
{
    uint32_t *order = memory_allocate(count, sizeof *order);
    if (order != NULL && placed != NULL) {
        qsort(placed, count, sizeof *placed, compare_placed);
        for (uint32_t i = 0; i < count; i++)
            order[i] = placed[i].number;
    } else {
        memory_release(order);
        order = NULL;
    }
    memory_release(placed);
    return order;
}

/* `rank_above` gives the places of the groups of the level above, NULL = there is
   none. */
static uint32_t *order_level(const struct population *population, size_t level,
                             const uint32_t *rank_above, enum language language)
{
    const struct level *ordered = &population->level[level];
    uint32_t count = ordered->group_count;
    struct placed *placed = memory_allocate(count, sizeof *placed);
    for (uint32_t g = 0; placed != NULL && g < count; g++)
        placed[g] =
            (struct placed){.number = g,
                            .name = wording_in(&ordered->group[g].name, language),
                            .id = ordered->group[g].code};
    for (uint32_t unit = 0;
         placed != NULL && rank_above != NULL && unit < population->unit_count; unit++)
        placed[ordered->group_of[unit]].rank =
            rank_above[population->level[level - 1].group_of[unit]];
    return numbers_in_order(placed, count);
}

uint32_t *response_order_groups(const struct population *population, size_t level,
                                enum language language)
{
    return order_level(population, level, NULL, language);
}

/* The place of every group of a level; takes the order and the ranks of the level
   above. NULL when memory is short. */
static uint32_t *rank_level(const struct population *population, size_t level,
                            uint32_t *rank_above, enum language language)
{
    uint32_t count = population->level[level].group_count;
    uint32_t *rank = memory_allocate(count, sizeof *rank);
    uint32_t *order = order_level(population, level, rank_above, language);
    for (uint32_t i = 0; rank != NULL && order != NULL && i < count; i++)
        rank[order[i]] = i;
    if (order == NULL) {
        memory_release(rank);
        rank = NULL;
    }
    memory_release(order);
    memory_release(rank_above);
    return rank;
}

uint32_t *response_order_units(const struct population *population,
                               enum language language)
{
    uint32_t count = population->unit_count;
    size_t narrowest = population->level_count - 1;
    uint32_t *rank = NULL;
    for (size_t l = 0; l <= narrowest; l++) {
        rank = rank_level(population, l, rank, language);
        if (rank == NULL)
            return NULL;
    }
    struct placed *placed = memory_allocate(count, sizeof *placed);
    for (uint32_t unit = 0; placed != NULL && unit < count; unit++)
        placed[unit] =
            (struct placed){.rank = rank[population->level[narrowest].group_of[unit]],
                            .number = unit,
                            .name = population->unit_name[unit],
                            .id = population->unit_id[unit]};
    memory_release(rank);
    return numbers_in_order(placed, count);
}
