#ifndef CLI_SERIES_H
#define CLI_SERIES_H

/* From stored answers to figures: one questionnaire, all its rounds. */

#include "benchmark/benchmark.h"
#include "cli/session.h"
#include "score/score.h"
#include "trend/trend.h"

/* The rounds of one questionnaire in one way of scoring, computed. Zeroed but for
   `scoring`, `first` and `round_count` = to be computed. */
struct series {
    struct trend_round *round;
    struct answers *answers;
    struct scores *scores;
    struct benchmark *benchmark;
    size_t scoring; /* of the survey, or OWN_SCORING */
    bool published; /* to all readers, and not to analysts alone */
    size_t first;   /* in the survey */
    size_t round_count;
    struct trend trend;
};

bool series_compute(struct series *series, const struct session *session,
                    struct fault *fault) MUST_CHECK;
void series_release(struct series *series);

#endif
