#ifndef CLI_SESSION_H
#define CLI_SESSION_H

/* A survey with everything it names: editions, registers and, when opened, the
 * database. */

#include "cli/command.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "store/store.h"
#include "survey/survey.h"

struct session {
    struct survey survey;
    struct questionnaire *edition; /* each file once */
    size_t edition_count;
    struct population *population; /* each register once */
    size_t population_count;
    size_t *edition_of_round;
    size_t *population_of_round;
    int64_t *round_id;   /* in the store */
    struct store *store; /* NULL until session_open_store() */
};

/* Reads the survey, its editions and registers; every problem in them is printed. The
   options
   --language and --results take the place of what the survey says. */
bool session_open(struct session *session, const struct arguments *arguments,
                  struct fault *fault) MUST_CHECK;

/* Opens or makes the database and makes every round known to it. */
bool session_open_store(struct session *session, struct fault *fault) MUST_CHECK;
void session_close(struct session *session);

static inline const struct questionnaire *session_edition(const struct session *session,
                                                          size_t round)
{
    return &session->edition[session->edition_of_round[round]];
}

static inline const struct population *session_population(const struct session *session,
                                                          size_t round)
{
    return &session->population[session->population_of_round[round]];
}

#endif
