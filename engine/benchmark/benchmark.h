#ifndef BENCHMARK_BENCHMARK_H
#define BENCHMARK_BENCHMARK_H

/* Scores beside their groups: for every measure (nodes first, then questions) and every
   group of every level the n, mean, sd, quartiles and distribution over the units that
   have a score, and for every unit its percentile rank (STATISTICS 2.2, 2.8-2.10).
   Every unit counts once: unweighted means, own unit included. Integer arithmetic, so
   order never matters. These are bare figures; what a reader may see of them is
   disclosure's to say. Groups of a level that lies across the others are compared like
   any, but owners among them are not counted: 0. Zeroed = empty. */

#include "base/exact.h"
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
    int64_t tail[2];          /* 10 and 90 percent, the same way */
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

/* Percentile rank in 1e-9 percent (STATISTICS 2.9: 100 (L + E / 2) / n, with L units
   strictly below and E of the same points, the unit itself among them), or
   UNDEFINED_FIGURE. */
int64_t benchmark_rank(const struct benchmark *benchmark,
                       const struct population *population,
                       const struct answers *answers, uint32_t node, size_t level,
                       uint32_t row);

/* How the figures of one group came about, for whoever asks: every unit of the group,
   and what the formulas had before them. */
struct member {
    uint32_t unit;
    uint32_t row;   /* NAMES_NONE = it did not answer */
    int64_t points; /* or a SCORE_… that says why it has none */
};

/* The `below`th and the next of the members in order of points, from 0, and how many
   quarters of the way from the one to the other. */
struct quartile_place {
    uint32_t below;
    int64_t fraction;
    int64_t low;
    int64_t high;
};

struct figure_steps {
    struct member *member; /* those with points first, lowest first; then the others */
    uint32_t member_count; /* every unit that is eligible */
    uint32_t absent;       /* of them, as many did not answer … */
    uint32_t too_few;      /* … or have no points for lack of answers … */
    uint32_t not_relevant; /* … because nothing applies … */
    uint32_t no_score;     /* … or because nobody has any */
    struct figures
        figures;  /* what the steps come to; the clusters are not found here */
    wide sum;     /* of points, in 1e-9 */
    wide squares; /* of their squares, in 1e-18 */
    struct quartile_place quartile[3]; /* n > 0 */
};

/* The measure is a node or, beyond node_count, a question; `without` is a unit that is
   none of the group's, or NAMES_NONE. */
bool benchmark_explain(struct figure_steps *steps, const struct benchmark *benchmark,
                       const struct questionnaire *questionnaire,
                       const struct population *population,
                       const struct answers *answers, const struct scores *scores,
                       uint32_t measure, size_t level, uint32_t group, uint32_t without,
                       struct fault *fault) MUST_CHECK;
void figure_steps_release(struct figure_steps *steps);

/* How many members have fewer points than these, and how many just as many. */
void figure_steps_rank(const struct figure_steps *steps, int64_t points,
                       uint32_t *fewer, uint32_t *alike);

#endif
