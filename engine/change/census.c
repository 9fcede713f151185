#include "base/memory.h"
#include "change/build.h"

#include <stdlib.h>
#include <string.h>

/* All units of all rounds, each once. */

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_first_with_register(const struct change_round *round, uint32_t number)
{
    for (uint32_t r = 0; r < number; r++)
        if (round[r].population->unit_id == round[number].population->unit_id)
            return false;
    return true;
}

/* The ids of every register, in order and each once. */
static bool collect_ids(struct census *census, const struct change_round *round,
                        struct fault *fault)
{
    size_t total = 0;
    size_t registers = 0;
    for (uint32_t r = 0; r < census->round_count; r++)
        if (is_first_with_register(round, r)) {
            total += round[r].population->unit_count;
            registers++;
        }
    census->id = memory_allocate(total, sizeof *census->id);
    if (census->id == NULL)
        return fault_memory(fault);
    size_t count = 0;
    for (uint32_t r = 0; r < census->round_count; r++)
        for (uint32_t u = 0;
             is_first_with_register(round, r) && u < round[r].population->unit_count;
             u++)
            census->id[count++] = round[r].population->unit_id[u];
    if (registers > 1)
        qsort(census->id, count, sizeof *census->id, compare_ids);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(census->id[census->unit_count - 1], census->id[i]) != 0)
            census->id[census->unit_count++] = census->id[i];
    return true;
}

/* Units of the register and rows of the answers both stand in order. */
static void place_round(struct census *census, const struct change_round *round,
                        uint32_t number)
{
    const struct population *population = round[number].population;
    const struct answers *answers = round[number].answers;
    uint32_t *member = census->member + (size_t)number * census->unit_count;
    uint32_t *row = census->row + (size_t)number * census->unit_count;
    uint32_t next = 0;
    uint32_t next_row = 0;
    for (uint32_t u = 0; u < census->unit_count; u++) {
        member[u] = row[u] = NAMES_NONE;
        if (next == population->unit_count
            || strcmp(population->unit_id[next], census->id[u]) != 0)
            continue;
        member[u] = next++;
        if (next_row < answers->row_count && answers->unit[next_row] == member[u])
            row[u] = next_row++;
    }
}

static uint32_t latest_member(const struct census *census, uint32_t unit,
                              uint32_t *round)
{
    for (*round = census->round_count; (*round)-- > 0;) {
        uint32_t member = census->member[(size_t)*round * census->unit_count + unit];
        if (member != NAMES_NONE)
            return member;
    }
    return NAMES_NONE;
}

/* Owners are the same when their codes are; a unit without one is its own cluster. */
static bool find_clusters(struct census *census, const struct change_round *round,
                          struct fault *fault)
{
    struct names owners = {0};
    uint32_t alone = 0;
    for (uint32_t u = 0; u < census->unit_count; u++) {
        uint32_t number;
        uint32_t member = latest_member(census, u, &number);
        const struct population *population = round[number].population;
        size_t level = population_owner_level(population);
        if (level == population->level_count) {
            census->cluster[u] = census->unit_count + alone++;
            continue;
        }
        const char *code = population->level[level]
                               .group[population->level[level].group_of[member]]
                               .code;
        if (names_keep(&owners, code, strlen(code), &census->cluster[u]) == NULL) {
            names_release(&owners);
            return fault_memory(fault);
        }
    }
    /* Those that stand alone come after the owners. */
    uint32_t owner_count = (uint32_t)owners.name_count;
    for (uint32_t u = 0; u < census->unit_count; u++)
        if (census->cluster[u] >= census->unit_count)
            census->cluster[u] -= census->unit_count - owner_count;
    census->cluster_count = owner_count + alone;
    names_release(&owners);
    return true;
}

bool census_take(struct census *census, const struct change_round *round,
                 uint32_t round_count, struct fault *fault)
{
    *census = (struct census){.round_count = round_count};
    if (!collect_ids(census, round, fault))
        return false;
    size_t cells = (size_t)round_count * census->unit_count;
    census->row = memory_unwritten(cells, sizeof *census->row);
    census->member = memory_unwritten(cells, sizeof *census->member);
    census->cluster = memory_unwritten(census->unit_count, sizeof *census->cluster);
    if (census->row == NULL || census->member == NULL || census->cluster == NULL)
        return fault_memory(fault);
    for (uint32_t r = 0; r < round_count; r++)
        place_round(census, round, r);
    return find_clusters(census, round, fault);
}

void census_release(struct census *census)
{
    memory_release(census->id);
    memory_release(census->row);
    memory_release(census->member);
    memory_release(census->cluster);
    *census = (struct census){0};
}
