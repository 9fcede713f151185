#ifndef TREND_TREND_H
#define TREND_TREND_H

/* The rounds of one questionnaire side by side. A node of one edition is the same as
   that of another only when they rest on the same questions, scales, weights and rules;
   otherwise the series is broken there, and nothing is shown across the break. */

#include "benchmark/benchmark.h"

struct trend_round {
    int32_t year;
    const char *scoring; /* what the way of scoring is called; NULL = its own */
    const struct questionnaire *questionnaire;
    const struct population *population;
    const struct answers *answers;
    const struct scores *scores;
    const struct benchmark *benchmark;
};

struct trend {
    const struct trend_round *round; /* by year; borrowed */
    size_t round_count;
    uint32_t *same; /* private: same[(from * rounds + to) * nodes + node] */
    uint32_t node_stride;
};

bool trend_compute(struct trend *trend, const struct trend_round *round,
                   size_t round_count, struct fault *fault) MUST_CHECK;
void trend_release(struct trend *trend);

/* The node of round `to` that is comparable with `node` of round `from`, or NAMES_NONE.
 */
uint32_t trend_node(const struct trend *trend, size_t from, uint32_t node, size_t to);

/* The row of a unit (by id) in another round, or NAMES_NONE when it did not answer it.
 */
uint32_t trend_row(const struct trend *trend, size_t to, const char *unit_id);

/* The group of the same level and code in another round; false when there is none. */
bool trend_group(const struct trend *trend, size_t to, const char *level,
                 const char *code, size_t *to_level, uint32_t *to_group);

#endif
