#include "base/memory.h"
#include "benchmark/compare.h"
#include "estimate/estimate.h"

#include <string.h>

#define RADIX_BITS 10
#define RADIX      (1u << RADIX_BITS)
#define POINT_BITS 37 /* FULL_SCORE < 2^37 */

struct ranking {
    const struct comparing *comparing;
    struct scored *order; /* rows with a score, lowest first */
    struct scored *spare; /* the other half of a sorting pass */
    struct scored *grouped;
    uint32_t *start; /* by group: where it begins in `grouped` */
    size_t count;
};

/* Least significant digit first, all digits counted in one reading. Rows of equal
   points are only ever counted, so their order does not matter. */
static void sort_rows(struct ranking *ranking)
{
    enum { PASSES = (POINT_BITS + RADIX_BITS - 1) / RADIX_BITS };
    uint32_t place[PASSES][RADIX];
    memset(place, 0, sizeof place);
    for (size_t i = 0; i < ranking->count; i++)
        for (unsigned pass = 0; pass < PASSES; pass++)
            place[pass]
                 [(ranking->order[i].points >> (pass * RADIX_BITS)) & (RADIX - 1)]++;
    for (unsigned pass = 0; pass < PASSES; pass++) {
        uint32_t before = 0;
        for (size_t digit = 0; digit < RADIX; digit++) {
            uint32_t here = place[pass][digit];
            place[pass][digit] = before;
            before += here;
        }
        for (size_t i = 0; i < ranking->count; i++) {
            struct scored scored = ranking->order[i];
            ranking->spare[place[pass][(scored.points >> (pass * RADIX_BITS))
                                       & (RADIX - 1)]++] = scored;
        }
        struct scored *sorted = ranking->spare;
        ranking->spare = ranking->order;
        ranking->order = sorted;
    }
}

static void keep_scored(struct ranking *ranking, const int64_t *points)
{
    ranking->count = 0;
    for (uint32_t row = 0; row < ranking->comparing->benchmark->row_count; row++)
        if (points[row] >= 0)
            ranking->order[ranking->count++] =
                (struct scored){(uint64_t)points[row], row};
}

static void keep_answered(struct ranking *ranking, uint32_t q)
{
    const struct comparing *comparing = ranking->comparing;
    ranking->count = 0;
    for (uint32_t row = 0; row < comparing->benchmark->row_count; row++) {
        int64_t points = score_question(comparing->scores, comparing->questionnaire,
                                        comparing->answers, q, row);
        if (points >= 0)
            ranking->order[ranking->count++] = (struct scored){(uint64_t)points, row};
    }
}

struct quartile_place place_quartile(const struct scored *scored, uint32_t n,
                                     unsigned quarter)
{
    struct quantile_place place = quantile_place(n, quarter, 4);
    return (struct quartile_place){
        .below = (uint32_t)place.at,
        .fraction = (int64_t)place.past,
        .low = (int64_t)scored[place.at].points,
        .high = (int64_t)scored[place.at + (place.past > 0)].points,
    };
}

static int64_t quartile(const struct scored *scored, uint32_t n, unsigned quarter)
{
    struct quartile_place place = place_quartile(scored, n, quarter);
    return place.fraction == 0
               ? place.low
               : quantile_between(place.low, place.high, (uint32_t)place.fraction, 4);
}

static int64_t tenth(const struct scored *scored, uint32_t n, uint32_t tenths)
{
    struct quantile_place place = quantile_place(n, tenths, 10);
    return quantile_between((int64_t)scored[place.at].points,
                            (int64_t)scored[place.at + (place.past > 0)].points,
                            place.past, 10);
}

struct moments add_up_moments(const struct scored *scored, uint32_t n)
{
    struct moments moments = {0, 0};
    for (uint32_t i = 0; i < n; i++) {
        int64_t points = (int64_t)scored[i].points;
        moments.sum += points;
        moments.squares += (wide)points * points;
    }
    return moments;
}

void compute_sorted(const struct scored *scored, uint32_t n, struct figures *figures)
{
    *figures = no_figures();
    if (n == 0)
        return;
    struct moments moments = add_up_moments(scored, n);
    set_moments(figures, n, moments.sum, moments.squares);
    /* In order of points, so a bin begins where the one before it ends; the last is
     * closed. */
    uint32_t at = 0;
    for (uint32_t bin = 0; bin + 1 < BENCHMARK_BINS; bin++) {
        uint64_t end = (uint64_t)(bin + 1) * (FULL_SCORE / BENCHMARK_BINS);
        uint32_t first = at;
        while (at < n && scored[at].points < end)
            at++;
        figures->bin[bin] = at - first;
    }
    figures->bin[BENCHMARK_BINS - 1] = n - at;
    for (unsigned quarter = 1; quarter <= 3; quarter++)
        figures->quartile[quarter - 1] = quartile(scored, n, quarter);
    figures->tail[0] = tenth(scored, n, 1);
    figures->tail[1] = tenth(scored, n, 9);
}

/* Kept as 2 L + E, which is whole. */
static void rank_rows(const struct scored *scored, uint32_t n, uint32_t *twice_rank)
{
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i + 1;
        while (end < n && scored[end].points == scored[i].points)
            end++;
        for (uint32_t j = i; j < end; j++)
            twice_rank[scored[j].row] = i + end;
        i = end;
    }
}

/* The rows in order, dealt out to the groups of a level; order within a group stays. */
static const struct scored *deal_out(struct ranking *ranking, size_t level)
{
    const uint32_t *group_of = ranking->comparing->row_group[level];
    uint32_t group_count = ranking->comparing->population->level[level].group_count;
    memset(ranking->start, 0, (group_count + 1) * sizeof *ranking->start);
    if (group_count == 1) {
        ranking->start[1] = (uint32_t)ranking->count;
        return ranking->order;
    }
    for (size_t i = 0; i < ranking->count; i++)
        ranking->start[group_of[ranking->order[i].row] + 1]++;
    for (uint32_t g = 0; g < group_count; g++)
        ranking->start[g + 1] += ranking->start[g];
    for (size_t i = 0; i < ranking->count; i++) {
        struct scored scored = ranking->order[i];
        ranking->grouped[ranking->start[group_of[scored.row]]++] = scored;
    }
    /* Each start has moved to its group's end, which is the next one's beginning. */
    memmove(ranking->start + 1, ranking->start, group_count * sizeof *ranking->start);
    ranking->start[0] = 0;
    return ranking->grouped;
}

/* The figures of every group; ranks of units where there is room for them. */
static void compare_kept(struct ranking *ranking, uint32_t measure,
                         uint32_t *twice_rank)
{
    const struct comparing *comparing = ranking->comparing;
    struct benchmark *benchmark = comparing->benchmark;
    sort_rows(ranking);
    for (size_t l = 0; l < benchmark->level_count; l++) {
        const struct scored *dealt = deal_out(ranking, l);
        for (uint32_t g = 0; g < comparing->population->level[l].group_count; g++) {
            const struct scored *scored = dealt + ranking->start[g];
            uint32_t n = ranking->start[g + 1] - ranking->start[g];
            compute_sorted(scored, n, figures_at(comparing, measure, l, g));
            if (twice_rank != NULL)
                rank_rows(scored, n, twice_rank + l * benchmark->row_count);
        }
    }
    set_clusters(comparing, measure);
}

void compare_node(struct ranking *ranking, uint32_t node)
{
    const struct benchmark *benchmark = ranking->comparing->benchmark;
    keep_scored(ranking, scores_of(ranking->comparing->scores, node));
    compare_kept(ranking, node,
                 benchmark->twice_rank
                     + (size_t)node * benchmark->level_count * benchmark->row_count);
}

void compare_values(struct ranking *ranking, uint32_t q)
{
    keep_answered(ranking, q);
    compare_kept(ranking, ranking->comparing->benchmark->node_count + q, NULL);
}

struct ranking *ranking_open(const struct comparing *comparing)
{
    const struct population *population = comparing->population;
    size_t rows = comparing->benchmark->row_count;
    struct ranking *ranking = memory_allocate(1, sizeof *ranking);
    if (ranking == NULL)
        return NULL;
    uint32_t groups = 0;
    for (size_t l = 0; l < population->level_count; l++)
        if (population->level[l].group_count > groups)
            groups = population->level[l].group_count;
    ranking->comparing = comparing;
    ranking->order = memory_unwritten(rows, sizeof *ranking->order);
    ranking->spare = memory_unwritten(rows, sizeof *ranking->spare);
    ranking->grouped = memory_unwritten(rows, sizeof *ranking->grouped);
    ranking->start = memory_allocate(groups + 2, sizeof *ranking->start);
    if (ranking->order != NULL && ranking->spare != NULL && ranking->grouped != NULL
        && ranking->start != NULL)
        return ranking;
    ranking_close(ranking);
    return NULL;
}

void ranking_close(struct ranking *ranking)
{
    if (ranking == NULL)
        return;
    memory_release(ranking->order);
    memory_release(ranking->spare);
    memory_release(ranking->grouped);
    memory_release(ranking->start);
    memory_release(ranking);
}
