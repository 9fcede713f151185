#include "comparison/comparison.h"

#include "base/memory.h"
#include "comparison/cells.h"

#include <stdlib.h>
#include <string.h>

uint32_t row_of(const struct comparison *comparison, uint32_t unit)
{
    const struct answers *answers = comparison->material.answers;
    uint32_t low = 0;
    uint32_t high = answers->row_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (answers->unit[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low < answers->row_count && answers->unit[low] == unit ? low : NAMES_NONE;
}

/* The points of a measure by row, as in struct scores. */
static void take_points(const struct comparison *comparison, uint32_t measure,
                        int64_t *points)
{
    const struct comparison_material *material = &comparison->material;
    uint32_t rows = comparison->benchmark.row_count;
    uint32_t nodes = comparison->benchmark.node_count;
    if (measure < nodes && rows > 0)
        memcpy(points, scores_of(material->scores, measure), rows * sizeof *points);
    for (uint32_t row = 0; measure >= nodes && row < rows; row++)
        points[row] = score_question(material->scores, material->questionnaire,
                                     material->answers, measure - nodes, row);
    /* It is counted nowhere, not even among those that it does not apply to. */
    if (comparison->without_own && row_of(comparison, comparison->unit) != NAMES_NONE)
        points[row_of(comparison, comparison->unit)] = SCORE_TOO_FEW;
}

/* The unit's own points, before it is left out of everything. */
static bool keep_own(struct comparison *comparison, struct fault *fault)
{
    const struct comparison_material *material = &comparison->material;
    struct scores *scores = material->scores;
    uint32_t nodes = scores->node_count;
    uint32_t questions = (uint32_t)material->questionnaire->question_count;
    uint32_t row = row_of(comparison, comparison->unit);
    comparison->own = memory_allocate(nodes + questions, sizeof *comparison->own);
    if (comparison->own == NULL)
        return fault_memory(fault);
    for (uint32_t m = 0; m < nodes + questions; m++)
        comparison->own[m] = row == NAMES_NONE ? COMPARISON_NO_ANSWER
                             : m < nodes
                                 ? scores_of(scores, m)[row]
                                 : score_question(scores, material->questionnaire,
                                                  material->answers, m - nodes, row);
    if (!comparison->without_own || row == NAMES_NONE)
        return true;
    for (uint32_t node = 0; node < nodes; node++)
        scores->points[(size_t)node * scores->row_count + row] = SCORE_NOT_RELEVANT;
    for (uint32_t q = 0; q < questions; q++)
        scores->state[(size_t)q * scores->row_count + row] = ANSWER_STATE_NOT_ASKED;
    return true;
}

static void count_eligible(const struct comparison *comparison, size_t l,
                           struct comparison_group *group, const bool *answered)
{
    const struct level *level = &comparison->population.level[l];
    for (uint32_t unit = 0; unit < comparison->population.unit_count; unit++) {
        struct comparison_group *own = &group[level->group_of[unit]];
        int64_t size = size_of(comparison, unit);
        if (is_left_out(comparison, unit))
            continue;
        own->eligible++;
        own->size += size > 0 ? size : 0;
        own->size_unknown += size < 0;
        if (!answered[population_cluster(&comparison->population, unit)])
            continue;
        own->taking_part++;
        own->size_taking_part += size > 0 ? size : 0;
    }
}

/* After the units are counted. An owner that has all of a group is one, and units that
   stand alone are one each. */
static void count_clusters(const struct comparison *comparison, size_t l,
                           struct comparison_group *group, const bool *answered)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    bool alone = owner_level(comparison) == comparison->population.level_count;
    for (uint32_t g = 0; g < comparison->population.level[l].group_count; g++) {
        if (!cells->across) {
            group[g].clusters = alone ? group[g].eligible : group[g].eligible > 0;
            group[g].clusters_taking_part =
                alone ? group[g].taking_part : group[g].taking_part > 0;
            continue;
        }
        group[g].clusters = cells->first[g + 1] - cells->first[g];
        for (uint32_t c = cells->first[g]; c < cells->first[g + 1]; c++)
            group[g].clusters_taking_part += answered[cells->cluster[c]];
    }
}

static void count_answered(const struct comparison *comparison, size_t l,
                           struct comparison_group *group)
{
    const struct answers *answers = comparison->material.answers;
    const uint32_t *group_of = comparison->population.level[l].group_of;
    for (uint32_t row = 0; row < answers->row_count; row++) {
        uint32_t unit = answers->unit[row];
        int64_t size = size_of(comparison, unit);
        if (is_left_out(comparison, unit))
            continue;
        group[group_of[unit]].answered++;
        group[group_of[unit]].size_answered += size > 0 ? size : 0;
    }
}

/* Which owners answered for any unit at all: those that take part (STATISTICS 2.6). */
static bool count_groups(struct comparison *comparison, struct fault *fault)
{
    const struct population *population = &comparison->population;
    const struct answers *answers = comparison->material.answers;
    bool *answered =
        memory_allocate(population_cluster_count(population), sizeof *answered);
    comparison->group =
        memory_allocate(comparison_group_count(comparison), sizeof *comparison->group);
    bool ok = answered != NULL && comparison->group != NULL;
    for (uint32_t row = 0; ok && row < answers->row_count; row++)
        if (!is_left_out(comparison, answers->unit[row]))
            answered[population_cluster(population, answers->unit[row])] = true;
    for (size_t l = 0; ok && l < population->level_count; l++) {
        struct comparison_group *group =
            comparison->group + comparison->benchmark.group_offset[l];
        count_eligible(comparison, l, group, answered);
        count_clusters(comparison, l, group, answered);
        count_answered(comparison, l, group);
    }
    memory_release(answered);
    return ok || fault_memory(fault);
}

bool comparison_open(struct comparison *comparison,
                     const struct comparison_material *material, uint32_t unit,
                     bool without_own, struct fault *fault)
{
    *comparison = (struct comparison){
        .material = *material, .unit = unit, .without_own = without_own};
    uint32_t rows = material->answers->row_count;
    comparison->points = memory_allocate(rows, sizeof *comparison->points);
    bool ok = (comparison->points != NULL || fault_memory(fault))
              && population_widen(&comparison->population, material->population,
                                  material->background, without_own ? unit : NAMES_NONE,
                                  fault)
              && (unit == NAMES_NONE || keep_own(comparison, fault))
              && benchmark_compute(&comparison->benchmark, material->questionnaire,
                                   &comparison->population, material->answers,
                                   material->scores, fault)
              && cells_open(comparison, fault) && count_groups(comparison, fault)
              && by_size_open(comparison, fault) && adjusted_open(comparison, fault)
              && (unit == NAMES_NONE || find_similar(comparison, fault));
    if (!ok)
        comparison_close(comparison);
    return ok;
}

void comparison_close(struct comparison *comparison)
{
    by_size_close(comparison);
    adjusted_close(comparison);
    cells_close(comparison);
    benchmark_release(&comparison->benchmark);
    memory_release(comparison->group);
    memory_release(comparison->own);
    memory_release(comparison->similar);
    memory_release(comparison->points);
    *comparison = (struct comparison){0};
}

/* The cells of one group: an owner each, where there are several. */
struct group_cells {
    const struct estimate_moments *moments;
    const uint32_t *relevant;
    uint32_t count;
    uint32_t owners; /* cells with a unit that the measure applies to */
    struct estimate_moments all;
    uint32_t eligible; /* units that it applies to */
};

static struct group_cells take_cells(const struct comparison_cells *cells, uint32_t g)
{
    struct group_cells taken = {.moments = cells->moments + cells->first[g],
                                .relevant = cells->relevant + cells->first[g],
                                .count = cells->first[g + 1] - cells->first[g]};
    for (uint32_t c = 0; c < taken.count; c++) {
        taken.all.n += taken.moments[c].n;
        taken.all.sum += taken.moments[c].sum;
        taken.all.squares += taken.moments[c].squares;
        taken.eligible += taken.relevant[c];
        taken.owners += taken.relevant[c] > 0;
    }
    return taken;
}

static bool compute_group(const struct comparison *comparison, size_t l, uint32_t g,
                          struct compared *compared, struct fault *fault)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    struct group_cells group = take_cells(cells, g);
    bool ok = true;
    compared->across = cells->across;
    compared->eligible = group.eligible;
    compared->owners = group.owners;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        enum estimate_target target = (enum estimate_target)t;
        ok = estimate_simple(&compared->simple[t], &group.all, group.eligible, target,
                             fault)
             && (!cells->across
                 || estimate_clustered(&compared->clustered[t], group.moments,
                                       group.count, group.relevant, group.owners,
                                       target, fault));
    }
    return ok
           && (!cells->across || compute_of_owners(comparison, l, g, compared, fault));
}

bool comparison_compute(struct comparison *comparison, struct compared *compared,
                        uint32_t measure, struct fault *fault)
{
    const struct background *background = comparison->material.background;
    take_points(comparison, measure, comparison->points);
    cells_add_up(comparison);
    bool ok = true;
    for (size_t l = 0; ok && l < comparison->population.level_count; l++) {
        struct compared *of_level = compared + comparison->benchmark.group_offset[l];
        for (uint32_t g = 0; ok && g < comparison->population.level[l].group_count;
             g++) {
            of_level[g] = (struct compared){
                .figures = benchmark_figures(&comparison->benchmark, measure, l, g)};
            ok = compute_group(comparison, l, g, &of_level[g], fault);
        }
        if (ok && background->size < background->number_count)
            ok = compute_by_size(comparison, l, of_level, fault);
    }
    return ok && compute_adjusted(comparison, compared, fault);
}

int64_t comparison_points(const struct comparison *comparison, uint32_t unit)
{
    return comparison->points[row_of(comparison, unit)];
}

struct comparison_place comparison_place(const struct comparison *comparison,
                                         uint32_t measure, size_t l)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    uint32_t group = comparison->population.level[l].group_of[comparison->unit];
    uint32_t own_row = row_of(comparison, comparison->unit);
    int64_t own = comparison->own[measure];
    struct comparison_place place = {0};
    if (own < 0)
        return place;
    place.n = place.alike = 1;
    for (uint32_t i = cells->first_row[group]; i < cells->first_row[group + 1]; i++) {
        int64_t points = comparison->points[cells->row[i]];
        if (cells->row[i] == own_row || points < 0)
            continue;
        place.n++;
        place.above += points > own;
        place.alike += points == own;
    }
    return place;
}

static int compare_points(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

bool comparison_similar(struct comparison_alike *alike,
                        const struct comparison *comparison, struct fault *fault)
{
    struct estimate_moments moments = {0};
    int64_t *points =
        memory_allocate((size_t)comparison->similar_count + 1, sizeof *points);
    if (points == NULL)
        return fault_memory(fault);
    for (uint32_t i = 0; i < comparison->similar_count; i++) {
        int64_t own = comparison_points(comparison, comparison->similar[i]);
        if (own < 0)
            continue;
        points[moments.n] = own;
        estimate_moments_add(&moments, own);
    }
    if (moments.n > 0)
        qsort(points, moments.n, sizeof *points, compare_points);
    alike->n = moments.n;
    alike->mean =
        moments.n == 0 ? UNDEFINED_FIGURE : divide_rounded(moments.sum, moments.n);
    for (uint32_t quarter = 1; quarter <= 3; quarter++)
        if (!quantile_7(&alike->quartile[quarter - 1], points, moments.n, quarter, 4))
            alike->quartile[quarter - 1] = UNDEFINED_FIGURE;
    memory_release(points);
    return true;
}
