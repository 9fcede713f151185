#include "base/memory.h"
#include "change/build.h"

/* Whoever was far from the mean comes nearer to it without having done anything (Galton
   1886): shown before anybody is praised for it (STATISTICS 3.6). */

struct pairing {
    int64_t score[2];
};

#define DIGIT_BITS 10

static uint32_t digit_of(const struct pairing *pairing, int shift)
{
    return (uint32_t)(pairing->score[0] >> shift) & ((1 << DIGIT_BITS) - 1);
}

/* By the earlier score, digit after digit from the last: there are many to sort, and
   those of one score are alike. `spare` has as much room. */
_Static_assert(FULL_SCORE < INT64_C(1) << 4 * DIGIT_BITS, "a score has four digits");

static void sort_before(struct pairing *pairing, struct pairing *spare, uint32_t n)
{
    for (int shift = 0; shift < 4 * DIGIT_BITS; shift += DIGIT_BITS) {
        uint32_t start[(1 << DIGIT_BITS) + 1] = {0};
        for (uint32_t i = 0; i < n; i++)
            start[digit_of(&pairing[i], shift) + 1]++;
        for (uint32_t d = 0; d < 1 << DIGIT_BITS; d++)
            start[d + 1] += start[d];
        for (uint32_t i = 0; i < n; i++)
            spare[start[digit_of(&pairing[i], shift)]++] = pairing[i];
        struct pairing *sorted = spare;
        spare = pairing;
        pairing = sorted;
    }
}

static uint32_t collect(const struct making *making, const struct pair *pair,
                        uint32_t node, struct pairing *pairing)
{
    const uint32_t *row[] = {census_rows(&making->census, pair->before),
                             census_rows(&making->census, pair->now)};
    const int64_t *column[2];
    uint32_t count = 0;
    pair_columns(making, pair, node, column);
    for (uint32_t u = 0; column[0] != NULL && u < making->census.unit_count; u++) {
        if (row[0][u] == NAMES_NONE || row[1][u] == NAMES_NONE
            || column[0][row[0][u]] < 0 || column[1][row[1][u]] < 0)
            continue;
        pairing[count++] =
            (struct pairing){{column[0][row[0][u]], column[1][row[1][u]]}};
    }
    return count;
}

/* Sums of squares and products about the means, in square points. */
static void correlate(struct change_regression *regression,
                      const struct pairing *pairing, uint32_t n, const wide sum[2])
{
    double squares[2] = {0, 0};
    double products = 0;
    for (uint32_t i = 0; i < n; i++) {
        double distance[2];
        for (int side = 0; side < 2; side++) {
            distance[side] = (double)((wide)pairing[i].score[side] * n - sum[side]) / n
                             / (double)POINT;
            squares[side] += distance[side] * distance[side];
        }
        products += distance[0] * distance[1];
    }
    if (n < 2 || !(squares[0] > 0))
        return;
    regression->slope = estimate_of(products / squares[0]);
    if (squares[1] > 0)
        regression->correlation =
            estimate_of(products / (sqrt(squares[0]) * sqrt(squares[1])));
}

/* By percentile rank of the earlier score, ties counted half (STATISTICS 2.9), so that
   equal scores are of one tenth. */
static void tell_tenths(struct change_regression *regression,
                        const struct pairing *pairing, uint32_t n, double mean)
{
    wide sum[CHANGE_TENTHS][2] = {{0, 0}};
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i + 1;
        while (end < n && pairing[end].score[0] == pairing[i].score[0])
            end++;
        uint64_t tenth = (uint64_t)(i + end) * CHANGE_TENTHS / (2 * (uint64_t)n);
        for (; i < end; i++) {
            regression->tenth[tenth].n++;
            sum[tenth][0] += pairing[i].score[0];
            sum[tenth][1] += pairing[i].score[1] - pairing[i].score[0];
        }
    }
    for (int t = 0; t < CHANGE_TENTHS; t++) {
        struct change_tenth *tenth = &regression->tenth[t];
        tenth->before = mean_of(sum[t][0], tenth->n);
        tenth->change = mean_of(sum[t][1], tenth->n);
        /* In standard units, so that a spread that grows does not hide it. */
        if (tenth->n > 0 && regression->correlation.defined)
            tenth->expected =
                estimate_of((regression->correlation.value - 1)
                            * ((double)sum[t][0] / tenth->n / (double)POINT - mean));
    }
}

bool compute_regression(const struct making *making, struct fault *fault)
{
    struct change *change = making->change;
    const struct pair *pair = pair_of(making, change->before, change->now);
    struct pairing *pairing =
        memory_unwritten(making->census.unit_count, 2 * sizeof *pairing);
    if (pairing == NULL)
        return fault_memory(fault);
    for (uint32_t node = 0; node < change->node_count; node++) {
        struct change_regression *regression = &change->regression[node];
        wide sum[2] = {0, 0};
        if (!is_wanted(making, making->round[change->now].questionnaire, node))
            continue;
        uint32_t n = collect(making, pair, node, pairing);
        for (uint32_t i = 0; i < n; i++) {
            sum[0] += pairing[i].score[0];
            sum[1] += pairing[i].score[1];
        }
        correlate(regression, pairing, n, sum);
        regression->told = n >= CHANGE_TENTHS_UNITS;
        if (!regression->told)
            continue;
        sort_before(pairing, pairing + making->census.unit_count, n);
        tell_tenths(regression, pairing, n, (double)sum[0] / n / (double)POINT);
    }
    memory_release(pairing);
    return true;
}
