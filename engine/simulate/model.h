#ifndef SIMULATE_MODEL_H
#define SIMULATE_MODEL_H

/* Who takes part and what they answer. One exists per round; it borrows the
   questionnaire, the population and the rehearsal. Zeroed = empty. */

#include "simulate/simulate.h"

struct model {
    const struct questionnaire *questionnaire;
    const struct population *population;
    const struct rehearsal *rehearsal;
    uint64_t key;           /* of the seed and the questionnaire */
    uint64_t *question_key; /* by question */
    int32_t *easiness;      /* by question: its area's and its own */
    uint32_t *area;         /* by question: number of a node, or NAMES_NONE */
    uint64_t *area_key;     /* by question */
    bool *takes_part;       /* by cluster */
    uint32_t cluster_count;
    size_t owner_level;
};

bool model_open(struct model *model, const struct questionnaire *questionnaire,
                const struct population *population, const struct rehearsal *rehearsal,
                struct fault *fault) MUST_CHECK;
void model_release(struct model *model);

/* The id of a cluster: its owner group's code, or the unit's own id. */
const char *model_cluster_id(const struct model *model, uint32_t cluster);

/* A key for anything drawn for a cluster or a unit; purposes keep draws apart. */
uint64_t model_cluster_key(const struct model *model, const char *purpose,
                           uint32_t cluster);
uint64_t model_unit_key(const struct model *model, const char *purpose, uint32_t unit);

/* Whether the unit of a cluster that takes part answers in this year. At least one of a
   cluster must, which is the caller's to see to. */
bool model_answers(const struct model *model, uint32_t unit);

/* The unit's answers, one per question: an option or ANSWER_BLANK; and its numbers, one
   per question that is answered by one. */
void model_answer(const struct model *model, uint32_t unit, int8_t *answer,
                  int64_t *number);

#endif
