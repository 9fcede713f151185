#ifndef LIFT_LIFT_H
#define LIFT_LIFT_H

/* What would move it: the smallest set of answers that lifts an area of one unit to its
   target. Pure and exact arithmetic: no database, no files, no printing.

   - An answer may be given that is better than the one on record, or where there is
   none, or "don't know". What does not apply, or was not asked, stays so. An answer may
   be a worse one only where a level asks that none is at or above something.
   - What a better answer makes asked for is to be answered too, and counts as one more.
   - Smallest is the fewest answers; of as few, the fewest steps in all; of as few
   steps, those that lift the area highest; what is left is settled the same way every
   time, the questions with the highest weight first, then in their order.
   - What the definition calls a contradiction is not made by a set, where it was not
   there before; only where no other set reaches the target, and then it is told.
   - A step is one value of the scale up, from the lowest where nothing was answered; an
   option that is chosen, or is not any more, of several; the last decimal of a number.

   Every claim is made again by score_compute() from the changed answers before it is
   told, and the program stops where the two do not agree. Whether the search went
   through everything is told: otherwise the set is only known to be enough. What this
   tells of is a unit's own, for itself and its owner. Zeroed = empty. */

#include "answers/answers.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "score/score.h"

enum lift_state {
    LIFT_NO_SCORE,     /* the definition gives the area none */
    LIFT_NOT_RELEVANT, /* nothing in it applies, whatever is answered */
    LIFT_THERE,        /* the target is reached as it is */
    LIFT_POSSIBLE,
    LIFT_OUT_OF_REACH, /* then the changes lead to the best that can be reached */
    LIFT_UNSETTLED,    /* the search was cut off before it found either; the same */
    LIFT_STATE_COUNT
};

/* An answer as it stands in columns: of a question that takes several, bit o of
   `chosen` is option o. */
struct lift_answer {
    int8_t code;
    int64_t number;
    uint64_t chosen;
};

/* Of the area; `points` may be SCORE_TOO_FEW, and then there is no value. */
struct lift_figure {
    int64_t points;
    int64_t value;
};

struct lift_change {
    uint32_t question;
    struct lift_answer from;
    struct lift_answer to;
    bool follow_up; /* it is asked for only because of another change */
    int64_t steps;
    struct lift_figure after; /* with this and all changes before it */
};

struct lift {
    uint32_t node;
    enum lift_state state;
    bool smallest;          /* nothing was left untried: no smaller set does it; */
    int64_t at_least;       /* or else fewer answers than these are proven not to */
    struct rational target; /* of the area's value */
    struct rational found;  /* private: the value that the search came to */
    struct lift_figure now;
    struct lift_figure reached;
    struct lift_change *change; /* in order of the questions */
    size_t change_count;
    int64_t steps;
    /* Contradictions of the definition that the answers make; none where another set
       does without. */
    uint32_t *contradiction;
    size_t contradiction_count;
    /* Why not more: questions that the area rests on … */
    uint32_t question_count;
    uint32_t not_applicable;
    uint32_t not_asked;
};

/* One unit's answers, made ready; `row` of answers, all borrowed. NULL with a fault. */
struct lifter;
struct lifter *lift_open(const struct questionnaire *questionnaire,
                         const struct population *population,
                         const struct answers *answers, uint32_t row,
                         struct fault *fault);
void lift_free(struct lifter *lifter);

/* Divides what is tried before a search is cut off; 1 = as it is without this. */
void lift_hurry(struct lifter *lifter, uint32_t divisor);

/* The target of an area's value: its own; of one that is points like the headline scale
   the one of that scale; else the highest there is. */
struct rational lift_target(const struct questionnaire *questionnaire, uint32_t node);

/* For so many areas, each with its node and target set and else zeroed. */
bool lift_find(struct lift *lift, size_t count, struct lifter *lifter,
               struct fault *fault) MUST_CHECK;
void lift_release(struct lift *lift);

#endif
