#include "base/memory.h"
#include "benchmark/compare.h"
#include "estimate/estimate.h"

#include <string.h>

/* Places in a count: one per different number of points, lowest first, and one for "no
   score", which is counted and left out. A power of two, so that a group's counts begin
   where its number is shifted. */
#define PLACES 64

_Static_assert(OPTION_LIMIT + 2 < PLACES, "a place for every option and rule");

struct counting {
    const struct comparing *comparing;
    uint8_t *place;         /* by row */
    uint32_t *count;        /* count[group * PLACES + place] */
    int64_t points[PLACES]; /* by place */
    unsigned place_count;
    uint8_t place_of[PLACES];             /* by option */
    uint8_t place_in[ANSWER_STATE_COUNT]; /* of an answer that is no option's value */
};

#define NO_SCORE (PLACES - 1)

/* STATISTICS 2.10: [0,10) … [90,100], the last one closed. */
static uint32_t bin_of(int64_t points)
{
    int64_t bin = points / (FULL_SCORE / BENCHMARK_BINS);
    return bin < BENCHMARK_BINS ? (uint32_t)bin : BENCHMARK_BINS - 1;
}

static void list_point(struct counting *counting, int64_t points)
{
    unsigned at = 0;
    if (points < 0)
        return;
    while (at < counting->place_count && counting->points[at] < points)
        at++;
    if (at < counting->place_count && counting->points[at] == points)
        return;
    memmove(counting->points + at + 1, counting->points + at,
            (counting->place_count - at) * sizeof *counting->points);
    counting->points[at] = points;
    counting->place_count++;
}

static uint8_t place_of_points(const struct counting *counting, int64_t points)
{
    for (unsigned p = 0; p < counting->place_count; p++)
        if (counting->points[p] == points)
            return (uint8_t)p;
    return NO_SCORE;
}

/* What an answer in each state counts as that has no value of its own: the rules of the
   questionnaire say so, and the same for all units, so that the first one in the state
   tells. */
static void find_points_in_states(const struct counting *counting, uint32_t q,
                                  int64_t points[static ANSWER_STATE_COUNT])
{
    const struct comparing *comparing = counting->comparing;
    const struct scores *scores = comparing->scores;
    const int8_t *state = scores->state + (size_t)q * scores->row_count;
    for (int s = 0; s < ANSWER_STATE_COUNT; s++) {
        const int8_t *first =
            s == ANSWER_STATE_VALID ? NULL : memchr(state, s, scores->row_count);
        points[s] = first == NULL ? SCORE_TOO_FEW
                                  : score_question(scores, comparing->questionnaire,
                                                   comparing->answers, q,
                                                   (uint32_t)(first - state));
    }
}

/* The different points that an answer can have, in order: at most one an option, and
   those that a rule may give, which are 0 or the target's. */
static void list_points(struct counting *counting, uint32_t q)
{
    const struct question *question = &counting->comparing->questionnaire->question[q];
    const struct scale *scale = question->scale;
    int64_t in_state[ANSWER_STATE_COUNT];
    find_points_in_states(counting, q, in_state);
    counting->place_count = 0;
    for (int s = 0; s < ANSWER_STATE_COUNT; s++)
        list_point(counting, in_state[s]);
    for (size_t o = 0; o < scale->option_count; o++)
        list_point(counting, question_points(question, (int)o));
    for (size_t o = 0; o < scale->option_count; o++)
        counting->place_of[o] =
            place_of_points(counting, question_points(question, (int)o));
    for (int s = 0; s < ANSWER_STATE_COUNT; s++)
        counting->place_in[s] = place_of_points(counting, in_state[s]);
}

static void place_rows(struct counting *counting, uint32_t q)
{
    const struct comparing *comparing = counting->comparing;
    const struct scores *scores = comparing->scores;
    const int8_t *code = answers_to(comparing->answers, q);
    const int8_t *state = scores->state + (size_t)q * scores->row_count;
    for (uint32_t row = 0; row < scores->row_count; row++)
        counting->place[row] = state[row] == ANSWER_STATE_VALID
                                   ? counting->place_of[code[row]]
                                   : counting->place_in[state[row]];
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

static int64_t quantile_at(const struct counting *counting, const uint32_t *count,
                           struct quantile_place place, uint32_t parts)
{
    int64_t low = points_at(counting, count, place.at);
    int64_t high = points_at(counting, count, place.at + 1);
    return quantile_between(low, high, place.past, parts);
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
    for (unsigned quarter = 1; quarter <= 3; quarter++)
        figures->quartile[quarter - 1] =
            quantile_at(counting, count, quantile_place(n, quarter, 4), 4);
    figures->tail[0] = quantile_at(counting, count, quantile_place(n, 1, 10), 10);
    figures->tail[1] = quantile_at(counting, count, quantile_place(n, 9, 10), 10);
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

void compare_choice(struct counting *counting, uint32_t q)
{
    const struct comparing *comparing = counting->comparing;
    const struct population *population = comparing->population;
    const uint32_t *count = counting->count;
    uint32_t measure = comparing->benchmark->node_count + q;
    list_points(counting, q);
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
