#include "trend/trend.h"

#include "base/memory.h"
#include "trend/fingerprint.h"

#include <string.h>

static uint32_t find_same(const struct trend *trend, const uint64_t *fingerprint,
                          size_t from, uint32_t number, size_t to)
{
    const struct questionnaire *one = trend->round[from].questionnaire;
    const struct questionnaire *two = trend->round[to].questionnaire;
    if (strcmp(one->hash, two->hash) == 0)
        return number;
    const char *dimension = one->dimension[one->node[number].dimension].id;
    for (uint32_t other = 0; other < two->node_count; other++)
        if (strcmp(two->node[other].id, one->node[number].id) == 0
            && strcmp(two->dimension[two->node[other].dimension].id, dimension) == 0)
            return fingerprint[from * trend->node_stride + number]
                           == fingerprint[to * trend->node_stride + other]
                       ? other
                       : NAMES_NONE;
    return NAMES_NONE;
}

static void find_all(struct trend *trend, const uint64_t *fingerprint)
{
    size_t rounds = trend->round_count;
    for (size_t from = 0; from < rounds; from++)
        for (size_t to = 0; to < rounds; to++)
            for (uint32_t n = 0; n < trend->round[from].questionnaire->node_count; n++)
                trend->same[(from * rounds + to) * trend->node_stride + n] =
                    find_same(trend, fingerprint, from, n, to);
}

bool trend_compute(struct trend *trend, const struct trend_round *round,
                   size_t round_count, struct fault *fault)
{
    *trend = (struct trend){.round = round, .round_count = round_count};
    for (size_t r = 0; r < round_count; r++)
        if (round[r].questionnaire->node_count > trend->node_stride)
            trend->node_stride = (uint32_t)round[r].questionnaire->node_count;
    uint64_t *fingerprint =
        memory_allocate(round_count * trend->node_stride, sizeof *fingerprint);
    trend->same = memory_allocate(round_count * round_count * trend->node_stride,
                                  sizeof *trend->same);
    bool ok = (fingerprint != NULL && trend->same != NULL) || fault_memory(fault);
    for (size_t r = 0; ok && r < round_count; r++)
        ok = fingerprint_nodes(fingerprint + r * trend->node_stride,
                               round[r].questionnaire, fault);
    if (ok)
        find_all(trend, fingerprint);
    memory_release(fingerprint);
    return ok;
}

void trend_release(struct trend *trend)
{
    memory_release(trend->same);
    *trend = (struct trend){0};
}

uint32_t trend_node(const struct trend *trend, size_t from, uint32_t node, size_t to)
{
    return trend->same[(from * trend->round_count + to) * trend->node_stride + node];
}

uint32_t trend_row(const struct trend *trend, size_t to, const char *unit_id)
{
    const struct trend_round *round = &trend->round[to];
    uint32_t unit = population_find(round->population, unit_id, strlen(unit_id));
    uint32_t low = 0;
    uint32_t high = round->answers->row_count;
    while (unit != NAMES_NONE && low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (round->answers->unit[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = unit != NAMES_NONE && low < round->answers->row_count
                 && round->answers->unit[low] == unit;
    return found ? low : NAMES_NONE;
}

bool trend_group(const struct trend *trend, size_t to, const char *level,
                 const char *code, size_t *to_level, uint32_t *to_group)
{
    const struct population *population = trend->round[to].population;
    for (size_t l = 0; l < population->level_count; l++) {
        if (strcmp(population->level[l].id, level) != 0)
            continue;
        for (uint32_t g = 0; g < population->level[l].group_count; g++) {
            if (strcmp(population->level[l].group[g].code, code) == 0) {
                *to_level = l;
                *to_group = g;
                return true;
            }
        }
    }
    return false;
}
