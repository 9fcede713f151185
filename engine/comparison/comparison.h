#ifndef COMPARISON_COMPARISON_H
#define COMPARISON_COMPARISON_H

/* A round's measures (areas, measuring points and questions) in every group, with what
   each mean is worth (STATISTICS 2): how many it is of, its uncertainty for the target
   that is meant, what it would be by size, by owner, and for those that did not answer;
   and one unit beside its groups and beside those that are most like it. The groups are
   those of the register's levels and what its background declares, so that they
   overlap: these figures are for the analysts who hold the record, and never published.
 */

#include "benchmark/benchmark.h"
#include "estimate/estimate.h"

#define COMPARISON_TARGETS (ESTIMATE_PROCESS + 1)

/* What a group's figures are of. Sizes are sums of the background's `size` where it is
   known, and 0 where the register has none. */
struct comparison_group {
    uint32_t eligible; /* units: N */
    uint32_t answered;
    uint32_t clusters; /* owners with units in the group, or the units themselves */
    uint32_t clusters_taking_part; /* that answered for any unit, of the group or not */
    uint32_t taking_part;          /* their units in the group */
    int64_t size;
    int64_t size_answered;
    int64_t size_taking_part;
    uint32_t size_unknown; /* units */
};

/* Stands in `own`, beside what stands in scores, for a unit that has not answered. */
#define COMPARISON_NO_ANSWER (-4)

/* A measure in a group: figures in points. */
struct compared {
    const struct figures *figures; /* n, mean, sd, quartiles, distribution */
    uint32_t eligible; /* N: the group's units but those that said it does not apply */
    uint32_t owners;   /* with any such unit */
    /* The mean by target: of so many units, and of units of so many owners, which is
       the one to use where `across`, as the figure then goes for owners that are not in
       it.
       */
    struct estimated simple[COMPARISON_TARGETS];
    struct estimated clustered[COMPARISON_TARGETS];
    bool across;
    /* The institution that the average of whatever is counted meets: weighed by size,
       clustered where `across`. Its n may be lower: sizes may be unknown. */
    struct estimated by_size[COMPARISON_TARGETS];
    /* The mean for those that did not answer too, as far as they are like those of
       their class that did; only where the group has a weighting. */
    struct estimated adjusted[COMPARISON_TARGETS];
    /* The mean of the owners' means, each owner counting 1; only where `across`. Its n
       are owners. */
    struct estimated of_owners[COMPARISON_TARGETS];
};

struct comparison_material {
    const struct questionnaire *questionnaire;
    const struct population *population;
    struct background *background;
    const struct answers *answers;
    struct scores *scores; /* a unit that is left out loses its own */
};

/* Where a unit stands in a group, itself counted (STATISTICS 2.9). */
struct comparison_place {
    uint32_t n;
    uint32_t above; /* with more points */
    uint32_t alike; /* with as many, itself too; 0 = it has no score */
};

/* How those that answered in a group stand for those that did not. Of the nation and
   the groups between it and the owners, or all levels' where units stand alone. */
struct comparison_weighting {
    bool any; /* somebody is missing, and somebody answered */
    uint32_t class_count;
    uint32_t merged_count; /* after small ones were merged */
    uint32_t small_count;  /* of these, small still */
    uint32_t across_count; /* regions where nobody answered, merged with another */
    struct estimate_evenness evenness;
};

/* 1e-9 points, or UNDEFINED_FIGURE. */
struct comparison_alike {
    uint32_t n;
    int64_t mean;
    int64_t quartile[3];
};

struct comparison {
    struct comparison_material material;
    struct population population; /* with the groupings as levels */
    struct benchmark benchmark;
    struct comparison_group *group; /* as the benchmark numbers them */
    uint32_t unit;                  /* that is looked at; NAMES_NONE = none */
    bool without_own;               /* and that no figure counts */
    int64_t *own;                   /* its points by measure, SCORE_…, or the above */
    uint32_t *similar;              /* units that are most like it, nearest first */
    uint32_t similar_count;
    struct comparison_weighting *weighting; /* as the benchmark numbers groups */
    const struct level *class_region; /* what weighting classes are made by; NULL = … */
    const struct level *class_kind;   /* … not by any */
    int64_t *points;                  /* private: by row, of the measure in hand */
    struct comparison_cells *cells;   /* private: by level */
    struct comparison_adjusting *adjusting; /* private: by group */
    struct class_cell *class_cell;          /* private */
    uint32_t class_cell_count;
    uint32_t *class_cell_of; /* private: by row */
    int64_t *size;           /* private: by row, -1 = not known; NULL = no sizes */
    uint32_t
        *size_positive; /* private: units that weigh anything, by cell of a level */
    struct estimate_sums *sum; /* private: of what is in hand, by cell of a level */
};

/* Borrows the material. With `without_own` the unit counts in no figure: neither among
   those that answered nor among those that should. */
bool comparison_open(struct comparison *comparison,
                     const struct comparison_material *material, uint32_t unit,
                     bool without_own, struct fault *fault) MUST_CHECK;
void comparison_close(struct comparison *comparison);

/* Every group's figures of a measure, as the benchmark numbers groups: level by level.
 */
bool comparison_compute(struct comparison *comparison, struct compared *compared,
                        uint32_t measure, struct fault *fault) MUST_CHECK;

/* A unit's points in the measure in hand, or SCORE_…; of one that answered. */
int64_t comparison_points(const struct comparison *comparison, uint32_t unit);

/* After comparison_compute() of the measure, whose points stand in the columns then. */
struct comparison_place comparison_place(const struct comparison *comparison,
                                         uint32_t measure, size_t level);

/* The similar units, of those that have a score in the measure in hand. */
bool comparison_similar(struct comparison_alike *alike,
                        const struct comparison *comparison,
                        struct fault *fault) MUST_CHECK;

/* How the figures of one group came about, for whoever asks. */
enum comparison_kind {
    COMPARISON_SIMPLE,    /* of so many units */
    COMPARISON_CLUSTERED, /* the same mean, by owner */
    COMPARISON_OF_OWNERS,
    COMPARISON_BY_SIZE,
    COMPARISON_ADJUSTED,
    COMPARISON_KIND_COUNT
};

/* A unit with a score, as it is weighed. */
struct comparison_part {
    int64_t size;     /* -1 = not known */
    uint32_t cluster; /* of the steps; NAMES_NONE where there are none */
    uint32_t class;   /* merged, from 0; NAMES_NONE where the group has no weighting */
    double weight;    /* of its merged class */
    double weighed;   /* its points times its size or, of an adjusted mean, weight */
};

/* An owner's units in the group. */
struct comparison_owner {
    uint32_t group;    /* at the owners' level */
    uint32_t eligible; /* units */
    uint32_t relevant; /* of them, the measure applies to */
    struct estimate_moments moments;
    int64_t mean;                      /* UNDEFINED_FIGURE where nobody has a score */
    struct estimate_cluster_part part; /* of the variance */
};

/* A weighting class with units in the group. */
struct comparison_class {
    uint32_t region; /* group at the level of regions, or 0 where there are none … */
    uint32_t kind;   /* … and at that of kinds */
    uint32_t eligible;
    uint32_t answered;
    uint32_t merged; /* its merged class, from 0 */
};

struct comparison_merged {
    double eligible;
    double answered;
    double weight; /* eligible / answered */
};

struct comparison_steps {
    struct figure_steps members;
    struct comparison_part *part; /* by member */
    struct comparison_owner *owner;
    uint32_t owner_count;          /* 0 where the group is not across owners */
    struct estimate_moments means; /* of owners with a score */
    struct comparison_class *class;
    uint32_t class_count;
    struct comparison_merged *merged;
    uint32_t merged_count;
    wide size;        /* sum of the sizes that weigh, … */
    wide size_points; /* … and of each times its points */
    double weights;   /* sum of the weights of units with a score, and … */
    double weighted;  /* … of each times its points */
    struct estimate_variance variance; /* of the mean of the kind, for the target */
};

/* After comparison_compute() of the measure. */
bool comparison_explain(struct comparison_steps *steps,
                        const struct comparison *comparison,
                        const struct compared *compared, uint32_t measure, size_t level,
                        uint32_t group, enum comparison_kind kind,
                        enum estimate_target target, struct fault *fault) MUST_CHECK;
void comparison_steps_release(struct comparison_steps *steps);

/* How far the similar units are from the one that is looked at: `total` by their
   number, the sum of `square`, of the difference in standard deviations of each similar
   column, square[number * similar_count of the background + column]. */
void comparison_distances(double *total, double *square,
                          const struct comparison *comparison);

static inline size_t comparison_group_count(const struct comparison *comparison)
{
    return comparison->benchmark.group_offset[comparison->benchmark.level_count];
}

#endif
