#ifndef LIFT_CORE_H
#define LIFT_CORE_H

/* Areas that are means of means. Where it is settled how much of each of them applies
   and is answered, the target is a sum over the questions, each with a fixed factor,
   and the fewest answers are found by folding fronts of that sum alone (lift/leaf.c).
   What is not settled is branched on (lift/branch.c), and of every branch a bound tells
   whether it may hold anything better than what is found (lift/relax.c, lift/dual.c):
   what each answer adds at most to the sum, whatever the others make of the weights,
   and the Lagrangean dual of choosing among these with so many answers and steps
   (Wolsey, Integer Programming, 10). Bounds are told in binary numbers with a margin
   far above their errors; what is kept and what is chosen is compared exactly. */

#include "lift/lifting.h"

/* The weights that inputs add to an area. */
struct weights {
    int64_t relevant;
    int64_t answered;
    int64_t blocked;
};

static inline void weights_add(struct weights *to, const struct weights *more)
{
    to->relevant += more->relevant;
    to->answered += more->answered;
    to->blocked |= more->blocked;
}

/* What an entry of a unit does in one area. */
struct effect {
    struct weights weights;
    double value; /* its sum of values, in binary */
};

/* A front of some questions. Entries of one class agree in all weights. */
struct unit {
    struct front front;
    size_t first;    /* of its entries among all entries of the core */
    uint32_t *class; /* by entry */
    uint32_t class_count;
    uint32_t *touched; /* places of the areas that any entry does something in */
    size_t touched_count;
    struct effect *effect; /* effect[entry * touched_count + t] */
};

/* What an area adds to the weights and the sum of the one it goes into, by standing. */
struct passed {
    struct weights weights;
    double value;
};

struct core_node {
    uint32_t node;
    size_t above; /* the place of the area it goes into; its own where it is the last */
    int64_t weight;
    struct passed passed[STANDING_NOT_RELEVANT + 1]; /* of STANDING_SCORED, weights */
    struct weights fixed; /* by all units that have one class */
};

/* What is known of an area while not all is settled (lift/relax.c). */
struct view {
    struct weights least;
    struct weights most;
    bool can[STANDING_NOT_RELEVANT + 1];
    struct weights least_passed; /* to the area above */
    struct weights most_passed;
    double least_divisor; /* answered weight, where it is scored */
    struct weights given; /* by the reference entries */
    bool unanswered;      /* what is lacking is any answer at all */
    double need;          /* what is lacking for a score; 0 = nothing */
    double credit;        /* of its value, for as much */
    double reference;     /* that values are told as differences from */
    bool referred;        /* it is what the area is by the reference entries */
    double constant;
    double rise; /* what a unit of its sum counts for in the target's, at most */
    double fall; /* … at least */
};

/* What is asked of a set: the target's sum of differences from `value` is 0 or more by
   at most so many changes and steps. */
struct aim {
    double value;
    struct rational exact; /* of `value` */
    int64_t changes;
    int64_t steps; /* INT64_MAX = any */
};

struct core {
    struct lifter *lifter;
    uint32_t target;
    struct core_node *node; /* from below; the target is the last */
    size_t node_count;
    struct layout layout; /* of all of them */
    struct unit *unit;    /* those of several classes first */
    size_t unit_count;
    size_t varying_count;
    size_t entry_count;

    /* Of the branch at hand. */
    struct view *view;
    double *gain;    /* by entry: what it adds to the target's sum at most … */
    double constant; /* … beside this */
    double margin;
    uint32_t *active; /* units that have a choice */
    size_t active_count;
    double changes_price;
    double steps_price;
    double *table; /* lift/table.c */
    size_t table_capacity;
    double last_changes_price; /* that were good for the branch before */
    double last_steps_price;
    struct rational *factor; /* by node: what its sum of values counts for at last */
    struct rational base;    /* the target's sum without any question */
    struct rational *slot;   /* of all nodes, without any question */
    double *most; /* most[unit * (limit + 1) + k]: that it and the units after it add by
                     k changes at most */
    size_t most_capacity;
    double need;     /* the sum that the units are to add, less a margin */
    bool single;     /* core_is_single() */
    bool tired;      /* the search was cut off */
    uint64_t effort; /* of relaxing and bounding, in entries */
};

/* Far above the errors of binary numbers, which are below one part in 1e12 of all that
   is added up, and below what a step is. */
#define CORE_MARGIN 1e-8

double core_binary(struct core *core, struct rational value);

/* lift/core.c. `*fits` is false where the target is no mean of means. */
bool core_make(struct core *core, struct lifter *lifter, uint32_t target, bool *fits);
void core_release(struct core *core);

/* lift/effect.c: what entries do in areas. */
bool core_find_effects(struct core *core, struct unit *unit);
bool core_find_passed(struct core *core);
void core_find_fixed(struct core *core);

/* lift/relax.c: views of a branch, of which `allowed` tells by entry what is left;
   false where the target cannot have a score. Then gains, by answers towards a score,
   where the target lacks any, or towards what is asked for. */
bool core_relax(struct core *core, const bool *allowed, const struct aim *aim);
bool core_find_cover(struct core *core, const bool *allowed);
void core_find_gains(struct core *core, const bool *allowed);

/* lift/need.c: the cheapest entry that is left of a unit, which the others are told
   beside; what each area lacks for a score by these, and how much of it an entry makes
   up for; gains towards that alone, where the target lacks any. */
size_t core_reference(const struct unit *unit, const bool *allowed);
void core_find_needs(struct core *core, const bool *allowed);
double core_cover(const struct core *core, const struct unit *unit, size_t t,
                  size_t entry, size_t reference);
bool core_find_cover(struct core *core, const bool *allowed);

/* lift/dual.c: whether the branch may hold what is asked for; takes entries away that
   no such set has. `*taken` where the weights of a unit are fewer then. */
bool core_bound(struct core *core, bool *allowed, const struct aim *aim, bool *taken);
double core_priced(const struct core *core, const struct unit *unit, size_t entry);

/* lift/table.c: the most that the units with a choice add, each by one entry, within so
   many changes and steps beside those of all others; false where memory is short or it
   takes too long. */
bool core_tabulate(struct core *core, const bool *allowed, int64_t changes,
                   int64_t steps, double *most);

/* lift/leaf.c: of the sets of a branch whose weights are settled, the best that reaches
   what is asked for, taken into the choice where it is better. */
bool core_leaf(struct core *core, const bool *allowed, const struct aim *aim,
               struct choice *choice);

/* lift/branch.c: the best of all sets that reach what is asked for: the first that is
   found, or the one of the fewest steps and then the highest value. */
enum search_kind { SEARCH_ANY, SEARCH_FEWEST_STEPS, SEARCH_HIGHEST, SEARCH_DIVE };
bool core_search(struct core *core, enum search_kind kind, struct aim aim,
                 struct choice *choice);

/* lift/single.c: the same of a core of one area, without branches. */
bool core_is_single(const struct core *core);
bool core_search_single(struct core *core, enum search_kind kind, struct aim aim,
                        struct choice *choice);

/* lift/solve.c: the least that reaches the target; where nothing does, the highest
   there is, whatever it costs. `*at_least`: fewer answers are proven not to do. */
bool core_choose(struct core *core, struct rational target, struct choice *least,
                 struct choice *best, int64_t *at_least);

#endif
