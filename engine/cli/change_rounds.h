#ifndef CLI_CHANGE_ROUNDS_H
#define CLI_CHANGE_ROUNDS_H

/* The rounds of one questionnaire, with all that changes are computed from. */

#include "cli/change.h"

/* Zeroed but for `last` and `scoring` = to be loaded. */
struct change_rounds {
    struct change_round *round;
    struct answers *given;
    struct answers *answers; /* empty where the given ones serve */
    struct scores *scores;
    struct background *background; /* of each register once, with … */
    struct population *population; /* … what it tells of its units as further levels */
    uint32_t population_count;
    uint32_t count;
    uint32_t before;
    size_t last; /* of the survey */
    size_t scoring;
};

bool change_is_of(const struct session *session, size_t round, size_t other);

/* All up to the last one, the one that `from`, a year or NULL for the one before, asks
   for among them. One that nobody answered has not taken place, unless it is one of
   these two. */
bool change_load(const struct session *session, struct change_rounds *rounds,
                 const char *from, struct fault *fault) MUST_CHECK;

/* What is reported and asked for of them, before it is narrowed down. */
void change_begin(struct change_report *report, struct change_request *request,
                  const struct session *session, const struct change_rounds *rounds);
void change_unload(struct change_rounds *rounds);

#endif
