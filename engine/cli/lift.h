#ifndef CLI_LIFT_H
#define CLI_LIFT_H

/* What would move the areas of one institution, as a page to read and as JSON
   (results/schema/lift.schema.json describes it). Shortage of memory stays in the text,
   or is told. */

#include "base/text.h"
#include "lift/lift.h"
#include "survey/survey.h"

struct lift_report {
    const struct survey *survey; /* its language is the one spoken */
    const struct round_plan *plan;
    const struct questionnaire *questionnaire;
    const struct population *population;
    uint32_t unit;
    bool simulated;
    bool single; /* one area was asked for */
    bool every;  /* the areas of all dimensions */
    struct lift *lift;
    size_t count;
};

/* A value of an area as it is shown: of one that is points, a step of the headline
   scale; of any other, its own value. Nano. */
bool lift_is_shown_on_scale(const struct questionnaire *questionnaire, uint32_t node);
int64_t lift_shown(const struct questionnaire *questionnaire, uint32_t node,
                   int64_t value);

/* The same of a target, and back. */
int64_t lift_shown_target(const struct questionnaire *questionnaire,
                          const struct lift *lift);

bool lift_write_page(struct text *out, const struct lift_report *report,
                     struct fault *fault) MUST_CHECK;
bool lift_write_json(struct text *out, const struct lift_report *report,
                     struct fault *fault) MUST_CHECK;

#endif
