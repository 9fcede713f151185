#include "population/population.h"

#include <string.h>

/* A level of the wide population, with groups of its own to count in. */
static bool copy_level(struct level *copy, const struct level *level,
                       struct background *background, uint32_t without)
{
    *copy = *level;
    copy->group =
        arena_take(&background->arena, level->group_count + 1, sizeof *copy->group);
    if (copy->group == NULL)
        return false;
    if (level->group_count > 0)
        memcpy(copy->group, level->group, level->group_count * sizeof *copy->group);
    if (without != NAMES_NONE)
        copy->group[level->group_of[without]].unit_count--;
    return true;
}

bool population_widen(struct population *widened, const struct population *population,
                      struct background *background, uint32_t without,
                      struct fault *fault)
{
    size_t own = population->level_count;
    *widened = *population;
    widened->level_count = own + background->grouping_count;
    widened->level = arena_take(&background->arena, widened->level_count + 1,
                                sizeof *widened->level);
    bool ok = widened->level != NULL;
    for (size_t l = 0; ok && l < widened->level_count; l++)
        ok =
            copy_level(&widened->level[l],
                       l < own ? &population->level[l] : &background->grouping[l - own],
                       background, without);
    return ok || fault_memory(fault);
}
