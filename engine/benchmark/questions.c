#include "base/memory.h"
#include "benchmark/compare.h"

#include <string.h>

/* Places in a count: one per different number of points, lowest first, and one for "no
   score", which is counted and left out. A power of two, so that a group's counts begin
   where its number is shifted. */
#define PLACES 64

struct counting {
    const struct comparing *comparing;
    uint8_t *place;         /* by row */
    uint32_t *count;        /* count[group * PLACES + place] */
    int64_t points[PLACES]; /* by place */
    unsigned place_count;
    uint8_t place_of[PLACES]; /* by option */
};

#define NO_SCORE (PLACES - 1)

/* STATISTICS 2.10: [0,10) … [90,100], the last one closed. */
static uint32_t bin_of(int64_t points)
{
    int64_t bin = points / (FULL_SCORE / BENCHMARK_BINS);
    return bin < BENCHMARK_BINS ? (uint32_t)bin : BENCHMARK_BINS - 1;
}

/* The different points of a question's options in order, and 0, which an answer can
   have that names no option: a follow-up counted at the floor, or "don't know" counted
   as nothing. */
static void list_points(struct counting *counting, const struct question *question)
{
    const struct scale *scale = question->scale;
    counting->points[0] = 0;
    counting->place_count = 1;
    for (size_t o = 0; o < scale->option_count; o++) {
        int64_t points = question_points(question, (int)o);
        unsigned at = 0;
        if (points < 0)
            continue;
        while (at < counting->place_count && counting->points[at] < points)
            at++;
        if (at < counting->place_count && counting->points[at] == points)
            continue;
        memmove(counting->points + at + 1, counting->points + at,
                (counting->place_count - at) * sizeof *counting->points);
        counting->points[at] = points;
        counting->place_count++;
    }
    for (size_t o = 0; o < scale->option_count; o++) {
        int64_t points = question_points(question, (int)o);
        counting->place_of[o] = NO_SCORE;
        for (unsigned p = 0; p < counting->place_count; p++)
            if (counting->points[p] == points)
                counting->place_of[o] = (uint8_t)p;
    }
}

static void place_rows(struct counting *counting, uint32_t q)
{
    const struct comparing *comparing = counting->comparing;
    const struct scores *scores = comparing->scores;
    const int8_t *code = answers_to(comparing->answers, q);
    const int8_t *state = scores->state + (size_t)q * scores->row_count;
    bool unknown_is_zero = comparing->questionnaire->dont_know == DONT_KNOW_ZERO;
    for (uint32_t row = 0; row < scores->row_count; row++) {
        bool zero = state[row] == ANSWER_STATE_FLOOR
                    || (state[row] == ANSWER_STATE_DONT_KNOW && unknown_is_zero);
        uint8_t place = zero ? 0 : NO_SCORE;
        if (state[row] == ANSWER_STATE_VALID)
            place = counting->place_of[code[row]];
        counting->place[row] = place;
    }
}

/* The points of the unit that stands `number`th from below. */
static int64_t points_at(const struct counting *counting, const uint32_t *count,
                         uint64_t number)
{
    uint64_t passed = 0;
    for (unsigned p = 0; p < counting->place_count; p++) {
        passed += count[p];
        if (number < passed)
            return counting->points[p];
    }
    return counting->points[counting->place_count - 1];
}

static void compute_figures(const struct counting *counting, const uint32_t *count,
                            struct figures *figures)
{
    wide sum = 0;
    wide squares = 0;
    uint32_t n = 0;
    *figures = no_figures();
    for (unsigned p = 0; p < counting->place_count; p++) {
        int64_t points = counting->points[p];
        n += count[p];
        sum += (wide)points * count[p];
        squares += (wide)points * points * count[p];
        figures->bin[bin_of(points)] += count[p];
    }
    if (n == 0)
        return;
    set_moments(figures, n, sum, squares);
    for (unsigned quarter = 1; quarter <= 3; quarter++) {
        uint64_t quarters = (uint64_t)(n - 1) * quarter;
        int64_t low = points_at(counting, count, quarters / 4);
        int64_t high = points_at(counting, count, quarters / 4 + 1);
        int64_t fraction = (int64_t)(quarters % 4);
        figures->quartile[quarter - 1] =
            fraction == 0 ? low : between(low, high, fraction);
    }
}

/* Every level's counts, laid out one level after another as the figures are. Levels
   broader than the owners' are sums of the owners' counts; only the others need the
   rows. */
static void count_rows(struct counting *counting)
{
    const struct comparing *comparing = counting->comparing;
    const struct population *population = comparing->population;
    const uint32_t *offset = comparing->benchmark->group_offset;
    size_t owner = comparing->owner_level;
    memset(counting->count, 0,
           (size_t)offset[population->level_count] * PLACES * sizeof *counting->count);
    for (size_t l = population->level_count; l-- > 0;) {
        uint32_t *count = counting->count + (size_t)offset[l] * PLACES;
        const uint32_t *group_of = comparing->row_group[l];
        if (l < owner && owner < population->level_count) {
            const uint32_t *own = counting->count + (size_t)offset[owner] * PLACES;
            for (uint32_t c = 0; c < population->level[owner].group_count; c++)
                for (unsigned p = 0; p < counting->place_count; p++)
                    count[comparing->parent[l][c] * PLACES + p] += own[c * PLACES + p];
            continue;
        }
        for (uint32_t row = 0; row < comparing->benchmark->row_count; row++)
            count[group_of[row] * PLACES + counting->place[row]]++;
    }
}

void compare_question(struct counting *counting, uint32_t q)
{
    const struct comparing *comparing = counting->comparing;
    const struct population *population = comparing->population;
    const uint32_t *count = counting->count;
    uint32_t measure = comparing->benchmark->node_count + q;
    list_points(counting, &comparing->questionnaire->question[q]);
    place_rows(counting, q);
    count_rows(counting);
    for (size_t l = 0; l < population->level_count; l++)
        for (uint32_t g = 0; g < population->level[l].group_count; g++, count += PLACES)
            compute_figures(counting, count, figures_at(comparing, measure, l, g));
    set_clusters(comparing, measure);
}

struct counting *counting_open(const struct comparing *comparing)
{
    const struct benchmark *benchmark = comparing->benchmark;
    struct counting *counting = memory_allocate(1, sizeof *counting);
    if (counting == NULL)
        return NULL;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    counting->comparing = comparing;
    counting->place = memory_unwritten(benchmark->row_count, 1);
    counting->count = memory_allocate(groups * PLACES, sizeof *counting->count);
    if (counting->place != NULL && counting->count != NULL)
        return counting;
    counting_close(counting);
    return NULL;
}

void counting_close(struct counting *counting)
{
    if (counting == NULL)
        return;
    memory_release(counting->place);
    memory_release(counting->count);
    memory_release(counting);
}
