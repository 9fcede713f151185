#ifndef BENCHMARK_BENCHMARK_H
#define BENCHMARK_BENCHMARK_H

/* Scores beside their groups: for every measure (nodes first, then questions) and every
   group of every level the n, mean, sd, quartiles and distribution over the units that
   have a score, and for every unit its percentile rank (STATISTICS 2.2, 2.8-2.10).
   Every unit counts once: unweighted means, own unit included. Integer arithmetic, so
   order never matters. These are bare figures; what a reader may see of them is
   disclosure's to say. Groups of a level that lies across the others are compared like
   any, but owners among them are not counted: 0. Zeroed = empty. */

#include "population/population.h"
#include "score/score.h"

#define BENCHMARK_BINS   10 /* of 10 points: [0,10) … [90,100] */
#define UNDEFINED_FIGURE INT64_MIN

struct figures {
    uint32_t n;               /* units with a score */
    uint32_t clusters;        /* among them */
    uint32_t largest_cluster; /* units in the cluster that has most of them */
    int64_t mean;             /* 1e-9 points; UNDEFINED_FIGURE when n = 0 */
    int64_t sd;               /* UNDEFINED_FIGURE when n < 2 */
    int64_t quartile[3];      /* Hyndman-Fan type 7; UNDEFINED_FIGURE when n = 0 */
    uint32_t bin[BENCHMARK_BINS];
};

/* How a group answered: what its averages are averages of. */
struct turnout {
    uint32_t eligible;          /* N */
    uint32_t answered;          /* units with a submission */
    uint32_t clusters;          /* clusters in the group … */
    uint32_t clusters_answered; /* … with at least one submission */
};

struct benchmark {
    uint32_t measure_count; /* nodes, then questions */
    uint32_t node_count;
    uint32_t row_count;
    size_t level_count;
    uint32_t *group_offset; /* by level; [level_count] = all groups */
    struct figures
        *figures; /* figures[measure * groups + group_offset[level] + group] */
    struct turnout *turnout; /* turnout[group_offset[level] + group] */
    uint32_t *twice_rank; /* private: [(node * level_count + level) * row_count + row],
                             twice the average rank minus one; 0 = no score */
};

bool benchmark_compute(struct benchmark *benchmark,
                       const struct questionnaire *questionnaire,
                       const struct population *population,
                       const struct answers *answers, const struct scores *scores,
                       struct fault *fault) MUST_CHECK;
void benchmark_release(struct benchmark *benchmark);

const struct figures *benchmark_figures(const struct benchmark *benchmark,
                                        uint32_t measure, size_t level, uint32_t group);
const struct turnout *benchmark_turnout(const struct benchmark *benchmark, size_t level,
                                        uint32_t group);

/* Percentile rank in 1e-9 percent (STATISTICS 2.9), or UNDEFINED_FIGURE. */
int64_t benchmark_rank(const struct benchmark *benchmark,
                       const struct population *population,
                       const struct answers *answers, uint32_t node, size_t level,
                       uint32_t row);

#endif
