#ifndef COMPARISON_CELLS_H
#define COMPARISON_CELLS_H

/* What of a group is of one owner: the cells that clustered figures are made of. */

#include "comparison/comparison.h"

/* One a level. Cells stand group after group, those of a group in the order of their
   first unit. Where units stand alone, or an owner has all of a group, it is one cell.
   */
struct comparison_cells {
    uint32_t cell_count;
    uint32_t *first;    /* by group, and the end of the last */
    uint32_t *cluster;  /* by cell: the owner */
    uint32_t *eligible; /* by cell: units */
    uint32_t *cell_of;  /* by row */
    bool across;        /* groups have units of several owners */
    bool folds; /* cells are whole owners, whose moments those of the owners' level are
                 */
    struct estimate_moments *moments; /* by cell, of the measure in hand … */
    uint32_t *relevant; /* … and the eligible units but those that it does not apply to
                         */
    uint32_t *row;      /* rows group after group, in their order */
    uint32_t *first_row; /* by group, and the end of the last */
};

/* What of a weighting class is of one owner; where units stand alone, a class. One
   exists of each that has units. */
struct class_cell {
    uint32_t class;
    uint32_t cluster;
    uint32_t unit; /* its first */
    uint32_t answered;
    struct estimate_moments moments; /* of the measure in hand */
};

/* One a group that has a weighting: its cells, each in a merged class and a cluster. */
struct comparison_adjusting {
    uint32_t count;
    uint32_t *cell;     /* of comparison->class_cell */
    uint32_t *post;     /* merged class */
    uint32_t *cluster;  /* of the group, numbered by its own cells */
    double *post_total; /* by merged class: units in all … */
    double *answered;   /* … and those that answered */
    uint32_t post_count;
    double *mean;              /* by merged class, for the measure in hand */
    struct estimate_sums *sum; /* by cluster */
    uint32_t clusters;
};

bool cells_open(struct comparison *comparison, struct fault *fault) MUST_CHECK;
void cells_close(struct comparison *comparison);

/* Of any level, and at least 1. */
uint32_t cells_at_most(const struct comparison *comparison);

/* Adds up the points in hand. */
void cells_add_up(struct comparison *comparison);

/* Of some units, sums of e = (y - theta) / base and of its square; theta and y in 1e-9
   points. */
struct beyond {
    double sum;
    double squares;
};

struct beyond find_beyond(const struct estimate_moments *moments, double theta,
                          double base);

/* The mean of the owners' means, of a group that is across owners. */
bool compute_of_owners(const struct comparison *comparison, size_t level,
                       uint32_t group, struct compared *compared,
                       struct fault *fault) MUST_CHECK;

/* The sums that it is made of, in comparison->sum; false where nobody has a score. */
bool find_owner_sums(const struct comparison *comparison, size_t level, uint32_t group,
                     const struct compared *compared,
                     struct estimate_linear_sums *sums);

/* Figures weighted by size; `compared` by group of the level. */
bool by_size_open(struct comparison *comparison, struct fault *fault) MUST_CHECK;
void by_size_close(struct comparison *comparison);
bool compute_by_size(const struct comparison *comparison, size_t level,
                     struct compared *compared, struct fault *fault) MUST_CHECK;

/* The sums that a group's by_size is made of, in comparison->sum; false where the
   sizes add up to nothing. */
bool find_size_sums(const struct comparison *comparison, size_t level, uint32_t group,
                    const struct compared *compared, struct estimate_linear_sums *sums,
                    struct comparison_steps *steps);

/* The same of its adjusted mean; of a group with a weighting and a score. */
void find_adjusted_sums(const struct comparison *comparison, size_t level,
                        uint32_t group, struct estimate_linear_sums *sums,
                        struct comparison_steps *steps);

/* The group's classes, and what they were merged to. */
bool list_classes(struct comparison_steps *steps, const struct comparison *comparison,
                  size_t level, uint32_t group, struct fault *fault) MUST_CHECK;

/* The means of the cells with a score: each counts 1. */
struct estimate_moments owner_means(const struct estimate_moments *moments,
                                    uint32_t count);

uint32_t row_of(const struct comparison *comparison, uint32_t unit);

/* Means weighted for those that did not answer, of all groups that have a weighting. */
bool adjusted_open(struct comparison *comparison, struct fault *fault) MUST_CHECK;
void adjusted_close(struct comparison *comparison);
bool compute_adjusted(const struct comparison *comparison, struct compared *compared,
                      struct fault *fault) MUST_CHECK;

/* The units that are most like the one looked at. */
bool find_similar(struct comparison *comparison, struct fault *fault) MUST_CHECK;

static inline size_t owner_level(const struct comparison *comparison)
{
    return population_owner_level(&comparison->population);
}

static inline bool is_left_out(const struct comparison *comparison, uint32_t unit)
{
    return comparison->without_own && unit == comparison->unit;
}

/* In whole, or -1 where the register does not say. */
static inline int64_t size_of(const struct comparison *comparison, uint32_t unit)
{
    const struct background *background = comparison->material.background;
    if (background->size == background->number_count)
        return -1;
    int64_t nano = background->number[background->size].value[unit];
    return nano == NUMBER_UNKNOWN ? -1 : nano / POINT;
}

#endif
