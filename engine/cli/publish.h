#ifndef CLI_PUBLISH_H
#define CLI_PUBLISH_H

/* Stored answers to scores, benchmarks, trends, and what disclosure lets through of
   them, as JSON and charts. */

#include "cli/session.h"

enum publish { PUBLISH_JSON = 1, PUBLISH_CHARTS = 2 };

struct published {
    size_t rounds; /* with answers */
    size_t files;
    size_t charts_drawn;
    size_t charts_kept; /* unchanged since they were drawn */
    bool simulated;
};

struct publish_options {
    unsigned what;       /* enum publish bits */
    const char *scripts; /* folder of the gnuplot scripts; NULL = the program's own */
};

bool publish_results(struct session *session, const struct publish_options *options,
                     struct published *published, struct fault *fault) MUST_CHECK;

#endif
