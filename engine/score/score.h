#ifndef SCORE_SCORE_H
#define SCORE_SCORE_H

/* Answers to scores: pure, exact arithmetic (STATISTICS 1.2-1.4, 6.1). A score is a
   whole number of 1e-9 points, 0 to 100 points, rounded once, half away from zero, from
   the exact fraction; a node above others is computed from their exact fractions, not
   from the rounded ones. Zeroed = empty. */

#include "answers/answers.h"
#include "questionnaire/questionnaire.h"

/* Stand in `points` where there is no score. */
#define SCORE_TOO_FEW      (-1) /* relevant, but coverage below the node's minimum */
#define SCORE_NOT_RELEVANT (-2) /* nothing in it applies to this unit */

struct scores {
    uint32_t row_count; /* rows as in the answers */
    uint32_t node_count;
    int64_t *points; /* points[node * row_count + row] */
    int64_t *low;    /* the same with every missing answer at its worst … */
    int64_t *high;   /* … and at its best (Manski bounds); -1 where not relevant */
    /* Coverage = answered / relevant: in a lowest area weights of questions answered
       and of those that apply; above, weights of areas scored and of those that are
       relevant. */
    int32_t *answered;
    int32_t *relevant;
    int8_t *state; /* state[question * row_count + row]: enum answer_state */
};

/* What an answer is once conditions are applied (STATISTICS 1.1). */
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

bool score_compute(struct scores *scores, const struct questionnaire *questionnaire,
                   const struct answers *answers, struct fault *fault) MUST_CHECK;
void scores_release(struct scores *scores);

static inline const int64_t *scores_of(const struct scores *scores, uint32_t node)
{
    return scores->points + (size_t)node * scores->row_count;
}

/* A question's own points for a row, 0..FULL_SCORE, or SCORE_TOO_FEW (blank, don't
   know) or SCORE_NOT_RELEVANT. */
int64_t score_question(const struct scores *scores,
                       const struct questionnaire *questionnaire,
                       const struct answers *answers, uint32_t question, uint32_t row);

#endif
