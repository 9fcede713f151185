#ifndef CLI_SESSION_H
#define CLI_SESSION_H

/* A survey with everything it names: editions, registers and, when opened, the
 * database. */

#include "cli/command.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "store/store.h"
#include "survey/survey.h"

#define OWN_SCORING SIZE_MAX /* no other scoring: a round by its own edition */
#define NO_RULES    SIZE_MAX

struct session {
    struct survey survey;
    struct questionnaire *edition; /* each file once */
    size_t edition_count;
    struct population *population; /* each register once */
    size_t population_count;
    size_t *edition_of_round;
    size_t *population_of_round;
    struct questionnaire *rules; /* what the survey's scorings score by */
    size_t rules_count;
    size_t *rules_of;    /* rules_of[scoring * rounds + round]; NO_RULES = not of it */
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

/* To read the record only: where nobody has imported anything there is no database, and
   none is made: then nobody has answered. */
bool session_open_record(struct session *session, struct fault *fault) MUST_CHECK;
bool session_load_answers(const struct session *session, struct answers *answers,
                          size_t round, struct fault *fault) MUST_CHECK;

/* The number of the round "questionnaire/year"; FAULT_USAGE when there is none. */
bool session_find_round(const struct session *session, const char *name, size_t *round,
                        struct fault *fault) MUST_CHECK;

/* The same, or without a name the only round there is; FAULT_USAGE when there are more.
 */
bool session_choose_round(const struct session *session, const char *name,
                          size_t *round, struct fault *fault) MUST_CHECK;
void session_close(struct session *session);

/* The fault that no institution of the register is called so. */
bool session_tell_no_unit(const struct population *population, const char *id,
                          struct fault *fault);

static inline const struct questionnaire *session_edition(const struct session *session,
                                                          size_t round)
{
    return &session->edition[session->edition_of_round[round]];
}

/* What a scoring of the survey, or OWN_SCORING, scores a round by; NULL when the round
   is not of it. */
static inline const struct questionnaire *session_rules(const struct session *session,
                                                        size_t scoring, size_t round)
{
    if (scoring == OWN_SCORING)
        return session_edition(session, round);
    size_t rules = session->rules_of[scoring * session->survey.round_count + round];
    return rules == NO_RULES ? NULL : &session->rules[rules];
}

static inline const struct population *session_population(const struct session *session,
                                                          size_t round)
{
    return &session->population[session->population_of_round[round]];
}

#endif
