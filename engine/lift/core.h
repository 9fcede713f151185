#ifndef LIFT_CORE_H
#define LIFT_CORE_H

/* Areas that are means of means. Once it is settled how much of each of them applies
   and is answered (a guess), the target is a sum over the questions, each with a fixed
   factor, and the fewest answers are found by what the others can add at most. Every
   guess there is gets tried, the most promising first. */

#include "lift/lifting.h"

/* What one area's weights may come to by its own questions: relevant, answered,
   blocked. */
struct extent {
    int64_t slot[SLOT_VALUE];
};

struct core_node {
    uint32_t node;
    struct extent *extent;
    size_t extent_count;
};

/* A front of some questions, and what it can add at most by how many changes. */
struct unit {
    struct front front;
    bool varies;   /* its entries differ in weights */
    double *value; /* value[entry * node_count + n]: its sums of values, in binary */
};

struct guess {
    int64_t least; /* changes that it takes at least; INT64_MAX = it cannot be */
    double highest;
    uint32_t *extent; /* by node of the core */
};

struct core {
    struct lifter *lifter;
    uint32_t target;
    struct core_node *node; /* an area before those it goes into; the target last */
    size_t node_count;
    struct layout layout; /* of all of them */
    struct unit *unit;    /* those that vary first */
    size_t unit_count;
    size_t varying_count;
    struct guess *guess;
    size_t guess_count;
    uint32_t *extents;
    bool too_many; /* guesses: not all of them are there */

    /* Of the guess at hand. */
    struct rational *factor; /* by node: what its sum of values counts for at last */
    struct rational base;    /* the target's sum without any question */
    struct rational *slot;   /* of all nodes, without any question */
    bool possible;           /* the target has a score */
    double *most; /* most[unit * (limit + 1) + k]: that it and the units after it add by
                     k changes at most */
    size_t most_capacity;
    double *adds; /* by entry of a unit */
    size_t adds_capacity;
    double need; /* the sum that the units are to add, less a margin */
};

#define GUESS_LIMIT 4000

/* Far above the errors of binary numbers, and far below what a step is. */
#define CORE_MARGIN 1e-6

double core_binary(struct core *core, struct rational value);

/* lift/core.c. `*fits` is false where the target is no mean of means. */
bool core_make(struct core *core, struct lifter *lifter, uint32_t target, bool *fits);
void core_release(struct core *core);

/* lift/guess.c */
bool core_list_guesses(struct core *core);
bool core_take_guess(struct core *core, const struct guess *guess);

/* lift/weigh.c: the least changes that each of the first so many guesses takes, as a
   bound; INT64_MAX where it takes more than `limit`. */
bool core_weigh(struct core *core, struct rational target, int64_t limit, size_t count);
void core_find_need(struct core *core, struct rational target);
void core_find_adds(struct core *core, const struct unit *unit, const double *factor);
void core_add_most(const struct front *front, const double *adds,
                   const double *restrict after, double *restrict most, size_t row);
struct rational *core_target_slot(const struct core *core);

/* lift/project.c: the columns that a front of a guess has are what is added, then all
   weights. */
size_t core_weights(const struct core *core);
bool core_project(struct core *core, const struct layout *layout, size_t unit,
                  struct front *into);
void core_find_wanted(const struct core *core, const struct guess *guess,
                      int64_t *wanted);
bool core_is_wanted(const struct core *core, const int64_t *wanted,
                    const struct rational *slot);
void core_keep_matching(const struct core *core, struct front *front, size_t next,
                        const int64_t *wanted);

/* lift/solve.c: the least that reaches the target; where nothing was found that does,
   the highest there is, whatever it costs. */
bool core_choose(struct core *core, struct rational target, struct choice *least,
                 struct choice *best);

#endif
