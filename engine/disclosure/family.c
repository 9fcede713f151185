#include "disclosure/family.h"

#include "base/memory.h"

const struct figures *family_figures(const struct family *family, uint32_t measure,
                                     uint32_t place)
{
    return benchmark_figures(family->benchmark, measure, family_level(family, place),
                             family_group(family, place));
}

/* By group of the level: the group above it, or NAMES_NONE for one without units. */
static void find_parents(const struct population *population, size_t level,
                         uint32_t *parent)
{
    const struct level *below = &population->level[level];
    const struct level *above = &population->level[level - 1];
    for (uint32_t g = 0; g < below->group_count; g++)
        parent[g] = NAMES_NONE;
    for (uint32_t unit = population->unit_count; unit-- > 0;)
        parent[below->group_of[unit]] = above->group_of[unit];
}

/* The families of one level; their children go to `child`, of which it returns how many
   there are. */
static size_t add_level(struct families *families, const struct family *alike,
                        uint32_t parent_count, const uint32_t *parent,
                        uint32_t group_count, uint32_t *child)
{
    size_t count = 0;
    for (uint32_t p = 0; p < parent_count; p++) {
        struct family *family = &families->family[families->count];
        *family = *alike;
        family->parent = p;
        family->child = child + count;
        for (uint32_t g = 0; g < group_count; g++)
            if (parent[g] == p)
                child[count + family->child_count++] = g;
        count += family->child_count;
        families->count += family->child_count > 0;
    }
    return count;
}

bool families_list(struct families *families, const struct questionnaire *questionnaire,
                   const struct population *population,
                   const struct benchmark *benchmark, struct fault *fault)
{
    size_t groups = benchmark->group_offset[benchmark->level_count];
    size_t owner_level = population_owner_level(population);
    size_t children = 0;
    uint32_t *parent = memory_allocate(groups, sizeof *parent);
    families->family = memory_allocate(groups, sizeof *families->family);
    families->child = memory_allocate(groups, sizeof *families->child);
    bool ok = parent != NULL && families->family != NULL && families->child != NULL;
    for (size_t l = 1; ok && l < population->level_count; l++) {
        struct family alike = {
            .questionnaire = questionnaire, .benchmark = benchmark, .level = l};
        if (l == owner_level)
            continue;
        find_parents(population, l, parent);
        children +=
            add_level(families, &alike, population->level[l - 1].group_count, parent,
                      population->level[l].group_count, families->child + children);
    }
    memory_release(parent);
    return ok || fault_memory(fault);
}

void families_release(struct families *families)
{
    memory_release(families->family);
    memory_release(families->child);
    *families = (struct families){0};
}
