#ifndef CLI_EVALUATION_H
#define CLI_EVALUATION_H

/* One file of answers scored by one definition, and printed a line an area. */

#include "answers/answers.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "score/score.h"

#include "base/text.h"

struct evaluation {
    struct questionnaire asked; /* the definition the answers were given to */
    struct questionnaire other; /* new rules for them; empty when there are none */
    const struct questionnaire *rules; /* the one they are scored by */
    struct population population;      /* whoever answers */
    struct answers answers;            /* as answers to `rules` */
    struct scores scores;
    const struct level *pool; /* whose groups are pooled; NULL when none are */
    struct scores pooled;     /* a row for each of them */
    enum language language;
};

struct arguments;

/* Reads what the operands and options name, and scores it; what is wrong is told. */
bool evaluation_open(struct evaluation *evaluation, const struct arguments *arguments,
                     struct fault *fault) MUST_CHECK;
void evaluation_close(struct evaluation *evaluation);

/* Whose figures a row of scores holds. */
enum evaluated { EVALUATED_UNIT, EVALUATED_SHEET_OF_POOL, EVALUATED_MEAN_OF_POOL };

/* A line for every area. */
bool evaluation_add_row(struct text *out, const struct evaluation *evaluation,
                        const struct scores *scores, uint32_t row,
                        enum evaluated evaluated, const char *id,
                        struct fault *fault) MUST_CHECK;

/* Scores the pools (questionnaires/FORMAT.md, "Pools"), when the rules ask for any;
   units have been scored before. */
bool evaluation_score_pools(struct evaluation *evaluation,
                            struct fault *fault) MUST_CHECK;

/* Their lines. */
bool evaluation_add_pools(struct text *out, const struct evaluation *evaluation,
                          struct fault *fault) MUST_CHECK;

#endif
