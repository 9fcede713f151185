#ifndef CLI_STATUS_H
#define CLI_STATUS_H

/* Who has answered, begun and is missing, as a page to read, as JSON
   (results/schema/status.schema.json describes it) and as the list of whom to remind.
   Shortage of memory stays in the text, or is told. */

#include "base/text.h"
#include "cli/session.h"
#include "response/response.h"

struct status_round {
    const struct round_plan *plan;
    const struct questionnaire *questionnaire;
    const struct population *population;
    struct response response;
    bool simulated;  /* any answer behind it is */
    uint32_t drafts; /* units that have sent a draft and no more */
    struct store_freezing freezing;
};

struct status {
    const struct survey *survey; /* its language is the one spoken */
    struct status_round *round;  /* those that are told about */
    size_t round_count;
};

bool status_write_page(struct text *out, const struct status *status,
                       struct fault *fault) MUST_CHECK;
bool status_write_json(struct text *out, const struct status *status,
                       struct fault *fault) MUST_CHECK;
bool status_write_csv(struct text *out, const struct status *status,
                      struct fault *fault) MUST_CHECK;

#endif
