#ifndef SIMULATE_SIMULATE_H
#define SIMULATE_SIMULATE_H

/* A rehearsal round: plausible answers for a register, written as the files in which
   answers really arrive, one a cluster (an owner group, or a unit that stands alone).
   Everything is a function of the seed, the questionnaire's id, the year and the ids of
   units and questions: the same bytes on every machine and run. Integer arithmetic
   only. Every row is marked in a column named SIMULATED_COLUMN whose cells hold the
   seed. */

#include "base/output.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"

struct rehearsal {
    uint64_t seed;
    int32_t year;
    int32_t
        first_year; /* of the questionnaire's series; years improve slowly from it */
    uint32_t participants; /* clusters that take part; 0 = all */
    const char *folder;    /* relative to the output's folder */
};

struct rehearsed {
    uint32_t file_count;
    uint32_t unit_count;
    uint32_t cluster_count;
};

bool simulate_round(struct output *output, struct rehearsed *rehearsed,
                    const struct questionnaire *questionnaire,
                    const struct population *population,
                    const struct rehearsal *rehearsal, struct fault *fault) MUST_CHECK;

#endif
