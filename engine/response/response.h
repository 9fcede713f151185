#ifndef RESPONSE_RESPONSE_H
#define RESPONSE_RESPONSE_H

/* Who has answered, who has begun and who is missing in a round, and its response rates
   (STATISTICS 2.11; AAPOR Standard Definitions, establishment use). Zeroed = empty. */

#include "answers/answers.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "score/score.h"

/* What the record cannot know is not here: refusals, closed and merged institutions and
   unknown eligibility are 0 in every rate, so that everybody in the register is
   eligible. */
enum response_state {
    RESPONSE_COMPLETE,        /* I: every area of the headline that applies to the unit
                                 has a score */
    RESPONSE_PARTIAL,         /* P: at least one area has */
    RESPONSE_TOO_FEW,         /* O: there are answers, too few for any area, or all of
                                 them are a draft's */
    RESPONSE_NOT_STARTED,     /* NC: no answers; others of its owner have some */
    RESPONSE_NOT_TAKING_PART, /* NP: no answers from any unit of its owner, which is
                                 outside the invited frame */
    RESPONSE_STATE_COUNT
};

struct response_unit {
    enum response_state state;
    uint32_t given;     /* questions answered, by a state too */
    uint32_t dont_know; /* of these, by "don't know", which counts against coverage */
    bool draft;         /* it has sent a draft and no more */
    uint32_t asked;     /* it is to answer, by what it has answered so far */
};

/* Of one group; together they are its eligible units. */
struct response_group {
    uint32_t complete;
    uint32_t begun; /* partial ones too */
    uint32_t missing;
    bool takes_part; /* somebody in it has answers */
};

struct response {
    struct response_unit *unit;    /* by unit of the population */
    struct response_group **group; /* group[level][group] */
    size_t level_count;
    uint32_t count[RESPONSE_STATE_COUNT];
    uint32_t owner_count; /* 0 where units stand alone */
    uint32_t owners_taking_part;
};

/* The scores are those of the answers, drafts among them. */
bool response_compute(struct response *response,
                      const struct questionnaire *questionnaire,
                      const struct population *population,
                      const struct answers *answers, const struct scores *scores,
                      struct fault *fault) MUST_CHECK;
void response_release(struct response *response);

/* RR3 and RR4 weigh units of unknown eligibility, of which there are none. */
enum response_rate_name {
    RESPONSE_RR2, /* the headline */
    RESPONSE_RR1,
    RESPONSE_RR5,
    RESPONSE_RR6,
    RESPONSE_COVERAGE, /* the share of the register that was invited */
    RESPONSE_RATE_COUNT
};

struct response_rate {
    uint32_t numerator;
    uint32_t denominator;
};

#define RESPONSE_UNDEFINED (-1)

struct response_rate response_rate(const struct response *response,
                                   enum response_rate_name name);

/* In 1e-9 percent, rounded half away from zero; RESPONSE_UNDEFINED over nothing. */
int64_t response_percent(struct response_rate rate);

/* The numbers of a level's groups, or of all units, in Danish order of their names in
   the language; units within their groups from broad to narrow. Released with
   memory_release(); NULL when memory is short. */
uint32_t *response_order_groups(const struct population *population, size_t level,
                                enum language language);
uint32_t *response_order_units(const struct population *population,
                               enum language language);

#endif
