#ifndef BENCHMARK_COMPARE_H
#define BENCHMARK_COMPARE_H

/* What the two ways of comparing share. Nodes have as many different scores as units,
   and so have questions that are answered by a number or by several options: their rows
   are sorted. A choice has as many as its scale has options, so they are counted. */

#include "base/exact.h"
#include "benchmark/benchmark.h"

struct comparing {
    const struct questionnaire *questionnaire;
    const struct population *population;
    const struct answers *answers;
    const struct scores *scores;
    struct benchmark *benchmark;
    size_t owner_level;
    uint32_t **parent;    /* parent[level][owner group]: its group at a broader level */
    uint32_t **row_group; /* row_group[level][row] */
};

struct figures *figures_at(const struct comparing *comparing, uint32_t measure,
                           size_t level, uint32_t group);

/* Mean and sd from whole-number moments (STATISTICS 2.3, 6.1); quartiles and bins are
   set before, or by the caller. n > 0. */
void set_moments(struct figures *figures, uint32_t n, wide sum, wide squares);
struct figures no_figures(void);

/* A score and where it stands, sorted together so that a pass reads memory in order. */
struct scored {
    uint64_t points;
    uint32_t row;
};

/* All but the clusters, of n scores in order of points. */
void compute_sorted(const struct scored *scored, uint32_t n, struct figures *figures);

struct moments {
    wide sum;
    wide squares;
};

struct moments add_up_moments(const struct scored *scored, uint32_t n);

/* n > 0 */
struct quartile_place place_quartile(const struct scored *scored, uint32_t n,
                                     unsigned quarter);

/* clusters and largest_cluster of every group, from the n of the owners' own groups. */
void set_clusters(const struct comparing *comparing, uint32_t measure);

/* One worker's room for each way of comparing; every worker takes every so-manyth
 * measure. */
struct ranking;
struct counting;

struct ranking *ranking_open(const struct comparing *comparing);
void ranking_close(struct ranking *ranking);
void compare_node(struct ranking *ranking, uint32_t node);
void compare_values(struct ranking *ranking, uint32_t question);

struct counting *counting_open(const struct comparing *comparing);
void counting_close(struct counting *counting);
void compare_choice(struct counting *counting, uint32_t question);

#endif
