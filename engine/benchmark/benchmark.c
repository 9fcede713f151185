#include "benchmark/benchmark.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "benchmark/compare.h"

#include <string.h>

struct figures *figures_at(const struct comparing *comparing, uint32_t measure,
                           size_t level, uint32_t group)
{
    const struct benchmark *benchmark = comparing->benchmark;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    return &benchmark
                ->figures[measure * groups + benchmark->group_offset[level] + group];
}

struct figures no_figures(void)
{
    return (struct figures){
        .mean = UNDEFINED_FIGURE,
        .sd = UNDEFINED_FIGURE,
        .quartile = {UNDEFINED_FIGURE, UNDEFINED_FIGURE, UNDEFINED_FIGURE},
        .tail = {UNDEFINED_FIGURE, UNDEFINED_FIGURE}};
}

/* s^2 = (n sum u^2 - (sum u)^2) / (n (n - 1)) in whole numbers: nothing cancels. */
void set_moments(struct figures *figures, uint32_t n, wide sum, wide squares)
{
    figures->n = n;
    figures->mean = divide_rounded(sum, n);
    if (n > 1)
        figures->sd = root_rounded(squares * n - sum * sum, (wide)n * (n - 1));
}

/* Owners' groups lie wholly within one group of every broader level, and groups
   narrower than owners within one owner, so that nothing but n is needed. A unit that
   stands alone is its own cluster. Groups that lie across others have no count. */
void set_clusters(const struct comparing *comparing, uint32_t measure)
{
    const struct population *population = comparing->population;
    size_t owner = comparing->owner_level;
    for (size_t l = 0; l < population->level_count; l++) {
        bool alone = owner == population->level_count;
        for (uint32_t g = 0; g < population->level[l].group_count; g++) {
            struct figures *figures = figures_at(comparing, measure, l, g);
            if (alone) {
                figures->clusters = figures->n;
                figures->largest_cluster = figures->n > 0;
            } else if (l >= owner && !population->level[l].crossing) {
                figures->clusters = figures->n > 0;
                figures->largest_cluster = figures->n;
            }
        }
        if (alone || l >= owner || population->level[l].crossing)
            continue;
        for (uint32_t c = 0; c < population->level[owner].group_count; c++) {
            uint32_t n = figures_at(comparing, measure, owner, c)->n;
            if (n == 0)
                continue;
            struct figures *figures =
                figures_at(comparing, measure, l, comparing->parent[l][c]);
            figures->clusters++;
            if (n > figures->largest_cluster)
                figures->largest_cluster = n;
        }
    }
}

/* How the groups answered. */
static void count_turnout(const struct comparing *comparing, bool *answered)
{
    const struct benchmark *benchmark = comparing->benchmark;
    const struct population *population = comparing->population;
    uint32_t clusters = population_cluster_count(population);
    for (size_t l = 0; l < benchmark->level_count; l++) {
        const struct level *level = &population->level[l];
        struct turnout *turnout = benchmark->turnout + benchmark->group_offset[l];
        for (uint32_t g = 0; g < level->group_count; g++)
            turnout[g].eligible = level->group[g].unit_count;
        memset(answered, 0, clusters * sizeof *answered);
        for (uint32_t row = 0; row < benchmark->row_count; row++) {
            uint32_t unit = comparing->answers->unit[row];
            bool *cluster = &answered[population_cluster(population, unit)];
            turnout[level->group_of[unit]].answered++;
            turnout[level->group_of[unit]].clusters_answered += !*cluster;
            *cluster = true;
        }
        memset(answered, 0, clusters * sizeof *answered);
        for (uint32_t unit = 0; unit < population->unit_count; unit++) {
            bool *cluster = &answered[population_cluster(population, unit)];
            turnout[level->group_of[unit]].clusters += !*cluster;
            *cluster = true;
        }
        /* An owner's units stand in several narrower groups, and count in each. */
        for (uint32_t g = 0; l > comparing->owner_level && g < level->group_count;
             g++) {
            turnout[g].clusters = !level->crossing && turnout[g].eligible > 0;
            turnout[g].clusters_answered = !level->crossing && turnout[g].answered > 0;
        }
    }
}

static bool reserve_results(struct benchmark *benchmark,
                            const struct population *population)
{
    benchmark->group_offset =
        memory_allocate(benchmark->level_count + 1, sizeof *benchmark->group_offset);
    if (benchmark->group_offset == NULL)
        return false;
    for (size_t l = 0; l < benchmark->level_count; l++)
        benchmark->group_offset[l + 1] =
            benchmark->group_offset[l] + population->level[l].group_count;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    benchmark->figures =
        memory_allocate(benchmark->measure_count * groups, sizeof *benchmark->figures);
    benchmark->turnout = memory_allocate(groups, sizeof *benchmark->turnout);
    benchmark->twice_rank = memory_allocate(
        (size_t)benchmark->node_count * benchmark->level_count * benchmark->row_count,
        sizeof *benchmark->twice_rank);
    return benchmark->figures != NULL && benchmark->turnout != NULL
           && benchmark->twice_rank != NULL;
}

/* One table by level: `count` places each, filled by the caller. */
static bool reserve_tables(uint32_t ***table, size_t level_count, size_t count)
{
    *table = memory_allocate(level_count, sizeof **table);
    if (*table == NULL)
        return false;
    for (size_t l = 0; l < level_count; l++) {
        (*table)[l] = memory_allocate(count, sizeof ***table);
        if ((*table)[l] == NULL)
            return false;
    }
    return true;
}

static void release_tables(uint32_t **table, size_t level_count)
{
    for (size_t l = 0; table != NULL && l < level_count; l++)
        memory_release(table[l]);
    memory_release(table);
}

static bool place_groups(struct comparing *comparing)
{
    const struct population *population = comparing->population;
    const struct answers *answers = comparing->answers;
    size_t owner = comparing->owner_level;
    uint32_t owners =
        owner < population->level_count ? population->level[owner].group_count : 0;
    if (!reserve_tables(&comparing->row_group, population->level_count,
                        answers->row_count)
        || !reserve_tables(&comparing->parent, population->level_count, owners))
        return false;
    for (size_t l = 0; l < population->level_count; l++) {
        const uint32_t *group_of = population->level[l].group_of;
        for (uint32_t row = 0; row < answers->row_count; row++)
            comparing->row_group[l][row] = group_of[answers->unit[row]];
        for (uint32_t unit = 0; owners > 0 && unit < population->unit_count; unit++)
            comparing->parent[l][population->level[owner].group_of[unit]] =
                group_of[unit];
    }
    return true;
}

struct workers {
    const struct comparing *comparing;
    struct ranking **ranking; /* by worker */
    struct counting **counting;
    size_t count;
};

static void compare_measure(const struct workers *workers, size_t worker, uint32_t m)
{
    const struct comparing *comparing = workers->comparing;
    if (m < comparing->benchmark->node_count) {
        compare_node(workers->ranking[worker], m);
        return;
    }
    uint32_t q = m - comparing->benchmark->node_count;
    if (comparing->questionnaire->question[q].scale->kind == SCALE_CHOICE)
        compare_choice(workers->counting[worker], q);
    else
        compare_values(workers->ranking[worker], q);
}

static void compare_share(void *context, size_t worker)
{
    const struct workers *workers = context;
    const struct benchmark *benchmark = workers->comparing->benchmark;
    for (uint32_t m = (uint32_t)worker; m < benchmark->measure_count;
         m += (uint32_t)workers->count)
        compare_measure(workers, worker, m);
}

static bool compare_measures(const struct comparing *comparing)
{
    size_t cells =
        (size_t)comparing->benchmark->measure_count * comparing->benchmark->row_count;
    struct workers workers = {.comparing = comparing, .count = parallel_workers(cells)};
    workers.ranking = memory_allocate(workers.count, sizeof *workers.ranking);
    workers.counting = memory_allocate(workers.count, sizeof *workers.counting);
    bool ok = workers.ranking != NULL && workers.counting != NULL;
    for (size_t w = 0; ok && w < workers.count; w++) {
        workers.ranking[w] = ranking_open(comparing);
        workers.counting[w] = counting_open(comparing);
        ok = workers.ranking[w] != NULL && workers.counting[w] != NULL;
    }
    if (ok)
        parallel_run(workers.count, compare_share, &workers);
    for (size_t w = 0; w < workers.count; w++) {
        if (workers.ranking != NULL)
            ranking_close(workers.ranking[w]);
        if (workers.counting != NULL)
            counting_close(workers.counting[w]);
    }
    memory_release(workers.ranking);
    memory_release(workers.counting);
    return ok;
}

static bool compare_all(struct comparing *comparing, struct fault *fault)
{
    const struct population *population = comparing->population;
    bool *answered =
        memory_allocate(population_cluster_count(population), sizeof *answered);
    bool ok = (reserve_results(comparing->benchmark, population)
               && place_groups(comparing) && answered != NULL)
              || fault_memory(fault);
    if (ok)
        count_turnout(comparing, answered);
    ok = ok && (compare_measures(comparing) || fault_memory(fault));
    memory_release(answered);
    release_tables(comparing->row_group, population->level_count);
    release_tables(comparing->parent, population->level_count);
    return ok;
}

bool benchmark_compute(struct benchmark *benchmark,
                       const struct questionnaire *questionnaire,
                       const struct population *population,
                       const struct answers *answers, const struct scores *scores,
                       struct fault *fault)
{
    *benchmark = (struct benchmark){
        .node_count = scores->node_count,
        .measure_count = scores->node_count + (uint32_t)questionnaire->question_count,
        .row_count = scores->row_count,
        .level_count = population->level_count,
    };
    struct comparing comparing = {
        .questionnaire = questionnaire,
        .population = population,
        .answers = answers,
        .scores = scores,
        .benchmark = benchmark,
        .owner_level = population_owner_level(population),
    };
    if (compare_all(&comparing, fault))
        return true;
    benchmark_release(benchmark);
    return false;
}

void benchmark_release(struct benchmark *benchmark)
{
    memory_release(benchmark->group_offset);
    memory_release(benchmark->figures);
    memory_release(benchmark->turnout);
    memory_release(benchmark->twice_rank);
    *benchmark = (struct benchmark){0};
}

const struct figures *benchmark_figures(const struct benchmark *benchmark,
                                        uint32_t measure, size_t level, uint32_t group)
{
    size_t groups = benchmark->group_offset[benchmark->level_count];
    return &benchmark
                ->figures[measure * groups + benchmark->group_offset[level] + group];
}

const struct turnout *benchmark_turnout(const struct benchmark *benchmark, size_t level,
                                        uint32_t group)
{
    return &benchmark->turnout[benchmark->group_offset[level] + group];
}

int64_t benchmark_rank(const struct benchmark *benchmark,
                       const struct population *population,
                       const struct answers *answers, uint32_t node, size_t level,
                       uint32_t row)
{
    uint32_t twice =
        benchmark->twice_rank[((size_t)node * benchmark->level_count + level)
                                  * benchmark->row_count
                              + row];
    if (twice == 0)
        return UNDEFINED_FIGURE;
    uint32_t group = population->level[level].group_of[answers->unit[row]];
    uint32_t n = benchmark_figures(benchmark, node, level, group)->n;
    return divide_rounded((wide)twice * 50 * POINT, n);
}
