#ifndef ITEMS_ANALYSIS_H
#define ITEMS_ANALYSIS_H

/* What the steps of an analysis share, in the order in which they are made. */

#include "base/sum.h"
#include "items/moments.h"

struct analysis {
    struct item_analysis *items;
    struct keys keys;
    struct moments moments;
    double *covariance; /* covariance[one * questions + other], of 0 to 1 */
    uint32_t *cluster;  /* by row: numbered from 0 in order of first row */
    uint32_t cluster_count;
    uint32_t minimum;          /* k; 0 = nothing is withheld */
    enum items_withheld round; /* of everybody who answered */
};

static inline double covariance_of(const struct analysis *analysis, uint32_t one,
                                   uint32_t other)
{
    return analysis->covariance[(size_t)one * analysis->keys.question_count + other];
}

static inline struct item_figure figure_of(double value)
{
    return isfinite(value) ? (struct item_figure){ITEM_DEFINED, value}
                           : (struct item_figure){ITEM_UNDEFINED, 0};
}

/* The questions of a scale that are taken, and in what they are added up: whole numbers
   of 1 / common from 0 to 1. */
struct taken {
    struct items_scale *scale;
    const struct items_scale *like; /* an earlier one of the same questions; or NULL */
    struct items_item **item;
    uint32_t count;
    int64_t common;
};

/* A question of a scale at work. */
struct asked {
    uint32_t question;
    int64_t range;
    int64_t common;
    int64_t share; /* what a step is in 1 / common; 0 = no whole number */
};

static inline struct asked ask(const struct analysis *analysis,
                               const struct taken *taken, uint32_t number)
{
    uint32_t question = taken->item[number]->question;
    int64_t range = analysis->keys.key[question].range;
    return (struct asked){question, range, taken->common,
                          taken->common % range == 0 ? taken->common / range : 0};
}

static inline int64_t asked_value(const struct asked *asked, int64_t value)
{
    return asked->share > 0 ? value * asked->share
                            : divide_rounded((wide)value * asked->common, asked->range);
}

/* How each question was answered; of which of them nothing may be told; and taking away
   what may not, once all is computed. */
bool describe_questions(struct analysis *analysis, struct fault *fault) MUST_CHECK;
bool decide_questions(struct analysis *analysis, struct fault *fault) MUST_CHECK;
void withhold(struct analysis *analysis);

/* The scales and their items, and each question's own. */
bool find_scales(struct analysis *analysis, struct fault *fault) MUST_CHECK;

/* Figures of a scale from covariances; and of all scales but those like others from
   rows that have all and from the rest of the scale, and of all scales of own questions
   from what units differ from the mean of their cluster by. */
bool compute_alpha(const struct analysis *analysis, struct items_scale *scale,
                   const struct taken *taken, struct fault *fault) MUST_CHECK;
bool compute_complete(const struct analysis *analysis, const struct taken *taken,
                      uint32_t count, struct fault *fault) MUST_CHECK;
bool compute_rest(const struct analysis *analysis, const struct taken *taken,
                  uint32_t count, struct fault *fault) MUST_CHECK;
bool compute_within(const struct analysis *analysis, const struct taken *taken,
                    uint32_t count, struct fault *fault) MUST_CHECK;

/* The sign of the sum of the covariances of the questions taken, one of them left out
   or, with ITEMS_NONE, none. Exact and slow: for sums that are near to 0. */
bool find_sign(int *sign, const struct analysis *analysis, const struct taken *taken,
               uint32_t without, struct fault *fault) MUST_CHECK;

bool find_signals(struct analysis *analysis, struct fault *fault) MUST_CHECK;

#endif
