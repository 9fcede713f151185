#ifndef SCORE_SCORE_H
#define SCORE_SCORE_H

/* Answers to scores: pure, exact arithmetic (STATISTICS 1.1-1.5, 2.9, 6.1). What an
   area's value is, and its points, is the definition's to say
   (questionnaires/FORMAT.md); both are kept rounded once, half away from zero, from the
   exact fraction, and areas above are computed from the exact fractions, not from the
   rounded ones. Zeroed = empty. */

#include "answers/answers.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"

/* Stand in `points` where there is no score. */
#define SCORE_TOO_FEW      (-1) /* relevant, but coverage below the node's minimum */
#define SCORE_NOT_RELEVANT (-2) /* nothing in it applies to this unit */
#define SCORE_NONE         (-3) /* the definition gives the area none */

#define BAND_NONE (-1)

struct scores {
    uint32_t row_count; /* rows as in the answers */
    uint32_t node_count;
    int64_t *points; /* points[node * row_count + row]: 1e-9 points, 0..FULL_SCORE */
    int64_t *low;    /* the same with every missing answer at its worst … */
    int64_t *high;   /* … and at its best (Manski bounds); -1 where not relevant */
    int64_t *value;  /* 1e-9 of the node's own value, where it has points; NULL when
                        every value is its points, as it is unless a definition has its
                        own measure or range */
    int8_t *band;    /* the node's band, or BAND_NONE; NULL when no node has bands */
    /* Coverage = answered / relevant: in a lowest area weights of questions answered
       and of those that apply; above, weights of areas scored and of those that are
       relevant. In 1 / weight_unit of the questionnaire. */
    int32_t *answered;
    int32_t *relevant;
    int8_t *state; /* state[question * row_count + row]: enum answer_state */
};

/* What an answer is once conditions and subsets are applied (STATISTICS 1.1). */
enum answer_state {
    ANSWER_STATE_VALID,
    ANSWER_STATE_FLOOR, /* not shown, counted as the lowest step */
    ANSWER_STATE_DONT_KNOW,
    ANSWER_STATE_BLANK,
    ANSWER_STATE_NOT_APPLICABLE,
    ANSWER_STATE_SKIPPED, /* its condition ruled it out */
    ANSWER_STATE_NOT_ASKED,
    ANSWER_STATE_COUNT
};

/* The population says which subset of the questions applies to a unit; a unit whose
   group no subset names is an error. */
bool score_compute(struct scores *scores, const struct questionnaire *questionnaire,
                   const struct population *population, const struct answers *answers,
                   struct fault *fault) MUST_CHECK;

/* Points and states alone, for whoever asks for no more: the rest is NULL. `wanted`, by
   node, says whose points (NULL = all); those of other nodes mean nothing. */
bool score_points(struct scores *scores, const struct questionnaire *questionnaire,
                  const struct population *population, const struct answers *answers,
                  const bool *wanted, struct fault *fault) MUST_CHECK;

/* A row for every group of the level instead: each node's value, points and bounds are
   the exact means of the members' that have a score, `answered` and `relevant` how many
   have one and to how many it applies. There are no states of answers in it. */
bool score_pool(struct scores *pooled, const struct questionnaire *questionnaire,
                const struct population *population, const struct answers *answers,
                const struct level *level, struct fault *fault) MUST_CHECK;
void scores_release(struct scores *scores);

/* How scores came about, for whoever asks: what scoring itself had before it at every
   step, in exact fractions. A figure stands three times: the score, and it with what is
   missing at its lowest and at its highest. */
enum figure { FIGURE_SCORE, FIGURE_LOW, FIGURE_HIGH, FIGURE_COUNT };

enum input_state {
    INPUT_COUNTS,
    INPUT_MISSING, /* lowers the coverage; has only bounds */
    INPUT_BLOCKS,  /* the same, and leaves its area without a score */
    INPUT_LEFT_OUT
};

/* A question or an area below, with what it counts as once the rules for missing
   answers are applied (questionnaires/FORMAT.md, "Rules"). */
struct input {
    enum input_state state;
    bool is_area;
    bool lacks;   /* it has no value of its own … */
    bool reached; /* a gate's mark */
    uint32_t number;
    enum lack lack; /* … for this reason, and its area's rule says what it counts as */
    enum rule rule;
    int64_t weight; /* in 1 / weight_unit; 1 each where all count alike */
    struct rational figure[FIGURE_COUNT];
    struct rational lowest; /* of what it could be */
    struct rational highest;
};

/* What a condition of a gate found among its inputs. */
struct found {
    int64_t applying; /* inputs */
    int64_t weight;
    int64_t reached; /* inputs at or above the mark that is asked for */
    int64_t reached_weight;
    int64_t failing; /* inputs that are no evidence: missing, and not at their best */
    struct rational sum;
};

struct condition_steps {
    struct input *input;
    size_t input_count;
    struct found found[FIGURE_COUNT];
    bool holds[FIGURE_COUNT];
};

struct gate_steps {
    struct condition_steps *condition; /* by condition of the gate */
    bool applies;                      /* an input of it does */
    bool holds[FIGURE_COUNT];
};

/* `above` / `below` is what the operation makes of the inputs, weights as they are in
   the definition (with nothing to divide by, 1 stands below), `combined` that on the
   operation's natural range, `ranged` on the node's own, `value` as it is rounded and
   taken by areas above, `points` those of 0 to 100, before their nine decimals. All of
   them only where there is such a figure.
 */
struct area_steps {
    struct input *input;
    size_t input_count;
    int64_t answered; /* weights, as in the coverage */
    int64_t relevant;
    bool blocked;
    bool has_figures; /* the bounds; the score where it has points */
    struct rational above[FIGURE_COUNT];
    struct rational below[FIGURE_COUNT];
    struct rational combined[FIGURE_COUNT];
    struct rational ranged[FIGURE_COUNT];
    struct rational value[FIGURE_COUNT];
    struct rational points[FIGURE_COUNT];
    struct gate_steps *gate; /* by gate of the node */
};

struct score_keeping; /* private */

/* The steps of one row. Zeroed = empty. */
struct score_steps {
    struct scores scores;          /* what the steps came to: the row alone */
    struct area_steps *area;       /* by node */
    struct score_keeping *keeping; /* private: what the fractions stand in */
};

/* The steps of answers that are one row. Every area goes the long way, by its inputs,
   so that what the steps come to is also a second opinion of score_compute()'s. */
bool score_explain(struct score_steps *steps, const struct questionnaire *questionnaire,
                   const struct population *population, const struct answers *answers,
                   struct fault *fault) MUST_CHECK;
void score_steps_release(struct score_steps *steps);

static inline const int64_t *scores_of(const struct scores *scores, uint32_t node)
{
    return scores->points + (size_t)node * scores->row_count;
}

/* The node's value for a row in 1e-9; only where it has points. */
static inline int64_t scores_value(const struct scores *scores, uint32_t node,
                                   uint32_t row)
{
    size_t at = (size_t)node * scores->row_count + row;
    return scores->value == NULL ? scores->points[at] : scores->value[at];
}

/* A question's own points for a row, 0..FULL_SCORE, or SCORE_TOO_FEW (blank, don't
   know) or SCORE_NOT_RELEVANT; missing answers by the questionnaire's own rules. */
int64_t score_question(const struct scores *scores,
                       const struct questionnaire *questionnaire,
                       const struct answers *answers, uint32_t question, uint32_t row);

/* What an answer with a value (ANSWER_STATE_VALID) is worth, nano: on the question's
   scale, cut off at its ends, turned round where the question is reversed. Exact. */
int64_t score_answer_value(const struct questionnaire *questionnaire,
                           const struct answers *answers, uint32_t question,
                           uint32_t row);

#endif
