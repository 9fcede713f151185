#ifndef LIFT_LIFTING_H
#define LIFT_LIFTING_H

/* The search. What an area comes to is folded from its inputs one by one, in slots:
   weights that apply and that count, and what the operator makes of the values. A front
   holds what can be made of some questions: each entry a set of answers with its cost
   and its slots, and none that another is at least as good as at no more cost. Fronts
   of questions that have nothing to do with each other are folded into one; those of an
   area below that shares nothing with the rest become its one value first. Where areas
   share questions, or a question hangs on one elsewhere, their slots stand beside each
   other until all is known. */

#include "base/arena.h"
#include "base/rational.h"
#include "lift/lift.h"

/* Where an input goes in: the own inputs of an area, or a condition of a level. */
#define OWN_INPUT UINT32_MAX

struct tap {
    uint32_t node;
    uint32_t gate; /* OWN_INPUT, or … */
    uint32_t condition;
    uint32_t question; /* that is read: the variable, or an option of it */
    int64_t weight;
};

struct taps {
    struct tap *tap;
    size_t count;
    size_t capacity;
};

/* A set of answers: one, or two sets together. */
struct trail {
    const struct trail *left;
    const struct trail *right;
    const struct trail *first; /* of two: the answer to the highest in rank */
    uint32_t question;
    struct lift_answer to;
    int64_t steps;
    bool follow_up;
};

struct entry {
    int64_t changes;
    int64_t steps;
    const struct trail *trail; /* NULL = nothing is changed */
};

enum slot_join { JOIN_ADD, JOIN_LEAST, JOIN_MOST };

/* Of two entries that agree in all that is `exact`, more of the others is never worse.
 */
struct slot_form {
    enum slot_join join;
    bool exact;
    bool carried;    /* not compared at all */
    int64_t neutral; /* what nothing at all is */
};

struct layout {
    struct slot_form *form;
    size_t width;
    uint32_t *node; /* that have slots here … */
    size_t *first;  /* … and where they begin */
    size_t node_count;
};

/* Slots of an area, from its first. */
enum {
    SLOT_RELEVANT,
    SLOT_ANSWERED,
    SLOT_BLOCKED,
    SLOT_VALUE, /* sum, extreme, or the first level that is not held */
    SLOT_MOST,  /* "possible": sum of the highest values */
    SLOT_OF_LEVEL = SLOT_MOST
};

/* Slots of each condition of a level, in order. */
enum { SLOT_APPLIES, SLOT_WEIGHT, SLOT_REACHED, CONDITION_SLOTS };

struct front {
    size_t width;
    size_t count;
    size_t capacity;
    struct entry *entry;
    struct rational *slot; /* slot[entry * width + i] */
};

struct candidate {
    struct lift_answer to;
    bool changed;
    bool follow_up;
    int64_t steps;
};

struct candidates {
    struct candidate *candidate;
    size_t count;
    size_t capacity;
};

enum standing { STANDING_SCORED, STANDING_TOO_FEW, STANDING_NOT_RELEVANT };

struct outcome {
    enum standing standing;
    struct rational value;
};

struct lifter {
    const struct questionnaire *questionnaire;
    const struct population *population;
    uint32_t unit;
    struct answers base; /* one row: what is on record */
    struct scores now;   /* of it */
    bool *shown;         /* by question: it was to be answered */
    int32_t steps;       /* as in struct value_measure */
    int64_t value_unit;
    uint32_t *cluster; /* by question: the first one that it hangs together with by
                          conditions; an option goes with its question */
    uint32_t *rank;    /* questions by weight, the highest first, then in order */
    uint32_t *place;   /* by question: where it stands in `rank` */
    const struct trail **compared[2];
    bool *asked_about; /* by question: another one hangs on it */

    bool *clashed; /* by contradiction: it is there as it is */

    /* The search at hand. */
    struct fault *fault;
    bool heeds;   /* any of … */
    bool *heeded; /* … the contradictions that are not to be made */
    struct rational_room room;
    struct arena arena;    /* trails */
    int8_t *code;          /* by question: what is tried … */
    int64_t *number;       /* … by number */
    int8_t *state;         /* … and what it comes to */
    struct taps *question; /* by variable: where it and its options go in */
    struct taps *area;     /* by node: where it goes in */
    bool *in_cone;         /* by node: the target rests on it */
    bool *exact;           /* by node: a lower value may be better */
    bool *lowerable;       /* by question */
    uint32_t *mark;        /* by node: the closed part last looked at */
    uint32_t marks;
    bool blind;    /* what it costs does not count */
    int64_t limit; /* of changes */
    uint64_t work;
    bool cut;
    uint64_t hurry; /* all limits are divided by it */
};

/* lift/cone.c: where every question goes in, for the target. */
bool cone_find(struct lifter *lifter, uint32_t target);
void cone_clear(struct lifter *lifter);

/* Whether what lies behind an area goes nowhere else but through it. */
bool cone_is_closed(struct lifter *lifter, uint32_t node);

/* lift/read.c: states and worth of answers. */
void read_all(struct lifter *lifter);                  /* of what is tried */
void read_variable(struct lifter *lifter, uint32_t q); /* and its options */
bool read_is_shown(const struct lifter *lifter, uint32_t q);
void write_answer(struct lifter *lifter, uint32_t q, const struct lift_answer *answer);
void restore_answer(struct lifter *lifter, uint32_t q); /* as it is on record */
struct lift_answer answer_of(const struct lifter *lifter, const struct answers *answers,
                             uint32_t q);

/* What an answer with a value is worth, nano, turned round where it is reversed. */
int64_t worth_of(const struct question *question, const struct lift_answer *answer);

/* lift/candidates.c: what a question may be answered with, as things stand; the first
   is to leave it as it is, unless it must be answered. */
bool candidates_list(struct lifter *lifter, uint32_t q, struct candidates *candidates);

/* lift/slots.c */
size_t slot_count(const struct node *node);
bool slots_lay_out(struct layout *layout, const struct lifter *lifter,
                   const uint32_t *node, size_t count);
void slots_forget(struct layout *layout);
void slots_begin(const struct layout *layout, struct rational *slot);
bool slots_join(struct lifter *lifter, const struct layout *layout,
                struct rational *into, const struct rational *other);
bool slot_join(struct lifter *lifter, enum slot_join how, struct rational *into,
               struct rational other);

/* lift/feed.c: what a question or an area, as it is, adds where it goes in. */
bool feed_question(struct lifter *lifter, const struct layout *layout,
                   const struct tap *tap, struct rational *slot);
bool feed_area(struct lifter *lifter, const struct layout *layout,
               const struct tap *tap, uint32_t node, struct outcome outcome,
               struct rational *slot);
/* SIZE_MAX where the node has none. */
size_t slots_first(const struct layout *layout, uint32_t node);

/* lift/outcome.c: what an area's slots come to. */
bool outcome_find(struct lifter *lifter, uint32_t node, const struct rational *slot,
                  struct outcome *outcome);
bool value_to_points(struct lifter *lifter, const struct node *node,
                     struct rational *value);

/* lift/front.c */
bool front_begin(struct front *front, size_t width); /* one entry, its slots unset */
struct rational *front_add(struct front *front, struct entry entry);
bool front_prune(struct lifter *lifter, const struct layout *layout,
                 struct front *front);
bool front_fold(struct lifter *lifter, const struct layout *layout, struct front *into,
                struct front *other);
void front_release(struct front *front);
int entry_compare(const struct entry *a, const struct entry *b);

/* lift/trail.c: < 0 where `a` goes first of two that are as good, > 0 where `b` does.
 */
int trail_compare(const struct lifter *lifter, const struct trail *a,
                  const struct trail *b);
const struct trail *trail_first(const struct lifter *lifter, const struct trail *a,
                                const struct trail *b);

/* lift/clash.c: contradictions. Those that a set makes; whether there are any among
   them that were not heeded, which then are; whether a question's answer, when all
   others stand, makes one that is heeded; whether one is between two questions. */
void clash_find_standing(struct lifter *lifter);
bool clash_list(struct lifter *lifter, struct lift *lift);
bool clash_heed(struct lifter *lifter, const struct lift *lift);
void clash_forget(struct lifter *lifter);
bool clash_is_made(const struct lifter *lifter, uint32_t question);
bool clash_ties(const struct lifter *lifter, uint32_t a, uint32_t b);

/* lift/lift.c: which questions hang together, by conditions and by what is heeded. */
void cluster_all(struct lifter *lifter);

/* lift/cluster.c: the front of all questions that hang together with one. */
bool cluster_front(struct lifter *lifter, const struct layout *layout, uint32_t cluster,
                   struct front *front);

/* lift/build.c: the front of all that goes into a node, over its slots alone. */
bool build_front(struct lifter *lifter, uint32_t node, struct front *front);

/* An area that stands by itself: what its sets of answers add where it goes in. */
bool closed_front(struct lifter *lifter, const struct layout *layout, uint32_t node,
                  struct front *front);

/* lift/choose.c: of the sets of at most so many answers, the entry that reaches the
   target at the least cost, or, without one, the one that comes highest; of as good
   ones the first. */
struct choice {
    bool any; /* some entry has a score */
    bool reaches;
    struct entry entry;
    struct rational value;
};

bool choice_take(struct lifter *lifter, struct choice *choice, struct rational target,
                 const struct entry *entry, struct rational value);
bool choose_within(struct lifter *lifter, uint32_t node, struct rational target,
                   int64_t limit, struct choice *choice);

/* lift/tell.c: a set of answers made changes in order of the questions, and what the
   area is after each, by score_compute(). */
bool tell_changes(struct lifter *lifter, const struct trail *trail, struct lift *lift);
bool tell_figures(struct lifter *lifter, struct lift *lift, size_t count);

/* lift/trim.c: takes away from a set that reaches the target what it reaches it
   without. */
bool trim_changes(struct lifter *lifter, struct lift *lift, struct rational target);

/* Brings numbers that were not tried one by one down to what the target takes. */
bool trim_numbers(struct lifter *lifter, struct lift *lift, struct rational target);

static inline bool compare(struct lifter *lifter, int *order, struct rational a,
                           struct rational b)
{
    if (a.denominator > 0 && a.denominator == b.denominator) {
        *order = (a.numerator > b.numerator) - (a.numerator < b.numerator);
        return true;
    }
    return rational_compare(order, a, b, &lifter->room);
}

#endif
