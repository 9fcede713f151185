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

#define GUESS_LIMIT 600

double core_binary(struct core *core, struct rational value);

/* lift/core.c. `*fits` is false where the target is no mean of means. */
bool core_make(struct core *core, struct lifter *lifter, uint32_t target, bool *fits);
void core_release(struct core *core);

/* lift/guess.c */
bool core_list_guesses(struct core *core);
bool core_take_guess(struct core *core, const struct guess *guess);

/* lift/solve.c: as choose_within() of any number of answers. */
bool core_choose(struct core *core, struct rational target, struct choice *choice);

#endif
