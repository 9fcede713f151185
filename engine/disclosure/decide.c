#include "disclosure/decide.h"

#include "disclosure/cover.h"

#include "base/memory.h"

#include <string.h>

const char *const withheld_code[WITHHELD_COUNT] = {
    [WITHHELD_NOT] = "no",
    [WITHHELD_NO_UNITS] = "no_units",
    [WITHHELD_FEW_UNITS] = "few_units",
    [WITHHELD_FEW_CLUSTERS] = "few_clusters",
    [WITHHELD_COMPLEMENT] = "complement",
};

const char *const score_state_code[SCORE_STATE_COUNT] = {
    [SCORE_STATE_SCORED] = "scored",
    [SCORE_STATE_TOO_FEW] = "too_few_answers",
    [SCORE_STATE_NOT_RELEVANT] = "not_relevant",
    [SCORE_STATE_ABSENT] = "did_not_answer",
    [SCORE_STATE_NONE] = "no_score",
};

int8_t *decision(const struct deciding *deciding, uint32_t measure, size_t level,
                 uint32_t group)
{
    const struct benchmark *benchmark = deciding->round->benchmark;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    return &deciding
                ->withheld[measure * groups + benchmark->group_offset[level] + group];
}

/* STATISTICS 5.2 P1. A group that owns its units is one cluster; only k holds for it.
 */
enum withheld decide_alone(const struct deciding *deciding,
                           const struct figures *figures, size_t level)
{
    if (figures->n == 0)
        return WITHHELD_NO_UNITS;
    if (figures->n < deciding->minimum_units)
        return WITHHELD_FEW_UNITS;
    if (level < deciding->owner_level
        && (figures->clusters < CLUSTERS_FROM
            || figures->n - figures->largest_cluster < OUTSIDE_CLUSTER))
        return WITHHELD_FEW_CLUSTERS;
    return WITHHELD_NOT;
}

static bool decide_round(struct deciding *deciding, struct fault *fault)
{
    const struct benchmark *benchmark = deciding->round->benchmark;
    const struct population *population = deciding->round->population;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    deciding->owner_level = population_owner_level(population);
    deciding->withheld = memory_allocate(benchmark->measure_count, groups);
    if (deciding->withheld == NULL)
        return fault_memory(fault);
    for (uint32_t measure = 0; measure < benchmark->measure_count; measure++)
        for (size_t l = 0; l < benchmark->level_count; l++)
            for (uint32_t g = 0; g < population->level[l].group_count; g++)
                *decision(deciding, measure, l, g) = (int8_t)decide_alone(
                    deciding, benchmark_figures(benchmark, measure, l, g), l);
    return cover_all(deciding, fault);
}

static bool list_readers(struct disclosure *disclosure, struct fault *fault)
{
    const struct trend_round *round = &disclosure->trend->round[disclosure->round];
    const struct benchmark *benchmark = round->benchmark;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    disclosure->reader_group =
        memory_allocate(groups, sizeof *disclosure->reader_group);
    disclosure->reader_level =
        memory_allocate(groups, sizeof *disclosure->reader_level);
    if (disclosure->reader_group == NULL || disclosure->reader_level == NULL)
        return fault_memory(fault);
    for (size_t l = 1; l < benchmark->level_count; l++) {
        for (uint32_t g = 0; g < round->population->level[l].group_count; g++) {
            if (benchmark_turnout(benchmark, l, g)->answered == 0)
                continue;
            disclosure->reader_group[disclosure->group_reader_count] = g;
            disclosure->reader_level[disclosure->group_reader_count++] = l;
        }
    }
    return true;
}

bool disclosure_decide(struct disclosure **disclosure, const struct trend *trend,
                       size_t round, uint32_t minimum_units, struct fault *fault)
{
    struct disclosure *made = memory_allocate(1, sizeof *made);
    *disclosure = made;
    if (made == NULL)
        return fault_memory(fault);
    *made = (struct disclosure){
        .trend = trend, .round = round, .minimum_units = minimum_units};
    made->withheld = memory_allocate(round + 1, sizeof *made->withheld);
    bool ok = made->withheld != NULL || fault_memory(fault);
    for (size_t r = 0; ok && r <= round; r++) {
        struct deciding deciding = {.round = &trend->round[r],
                                    .minimum_units = minimum_units};
        ok = decide_round(&deciding, fault);
        made->withheld[r] = deciding.withheld;
    }
    if (ok && list_readers(made, fault))
        return true;
    disclosure_free(made);
    *disclosure = NULL;
    return false;
}

void disclosure_free(struct disclosure *disclosure)
{
    if (disclosure == NULL)
        return;
    for (size_t r = 0; disclosure->withheld != NULL && r <= disclosure->round; r++)
        memory_release(disclosure->withheld[r]);
    memory_release(disclosure->withheld);
    memory_release(disclosure->reader_group);
    memory_release(disclosure->reader_level);
    memory_release(disclosure);
}

enum withheld disclosure_of(const struct disclosure *disclosure, size_t round,
                            uint32_t measure, size_t level, uint32_t group)
{
    struct deciding deciding = {.round = &disclosure->trend->round[round],
                                .withheld = disclosure->withheld[round]};
    return (enum withheld) * decision(&deciding, measure, level, group);
}

struct disclosure_limits disclosure_limits(const struct disclosure *disclosure)
{
    return (struct disclosure_limits){.units = disclosure->minimum_units,
                                      .clusters = CLUSTERS_FROM,
                                      .outside = OUTSIDE_CLUSTER,
                                      .spread = SPREAD_FROM,
                                      .median = MEDIAN_FROM,
                                      .distribution = DISTRIBUTION_FROM};
}

size_t disclosure_find_reader(const struct disclosure *disclosure, const char *level,
                              const char *code)
{
    const struct trend_round *round = &disclosure->trend->round[disclosure->round];
    if (strcmp(level, "national") == 0)
        return 0;
    if (strcmp(level, "institution") == 0) {
        uint32_t row = trend_row(disclosure->trend, disclosure->round, code);
        return row == NAMES_NONE ? SIZE_MAX : 1 + disclosure->group_reader_count + row;
    }
    for (size_t r = 0; r < disclosure->group_reader_count; r++) {
        const struct level *of = &round->population->level[disclosure->reader_level[r]];
        if (strcmp(of->id, level) == 0
            && strcmp(of->group[disclosure->reader_group[r]].code, code) == 0)
            return 1 + r;
    }
    return SIZE_MAX;
}

size_t disclosure_reader_count(const struct disclosure *disclosure)
{
    const struct trend_round *round = &disclosure->trend->round[disclosure->round];
    return 1 + disclosure->group_reader_count + round->answers->row_count;
}
