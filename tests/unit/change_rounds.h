#ifndef UNIT_CHANGE_ROUNDS_H
#define UNIT_CHANGE_ROUNDS_H

/* Rounds of models held against each other, for the tests of the room change. */

#include "change/change.h"

#include "model.h"
#include "support.h"

#include <math.h>

#define ROUNDS 3

static struct model model[ROUNDS];
static struct change_round rounds[ROUNDS];
static struct change change;

#define assert_near(found, wanted)                                                     \
    do {                                                                               \
        double is = (found), should = (wanted);                                        \
        if (!(fabs(is - should) <= 1e-9 * fmax(1, fabs(should))))                      \
            fail_msg("%.17g is not %.17g", is, should);                                \
    } while (0)

static inline void assert_undefined(struct estimate found)
{
    assert_false(found.defined);
    assert_true(found.value == 0);
}

static inline void assert_estimate(struct estimate found, double wanted)
{
    assert_true(found.defined);
    assert_near(found.value, wanted);
}

static inline void line_up(uint32_t count)
{
    for (uint32_t r = 0; r < count; r++)
        rounds[r] = (struct change_round){.year = 2017 + (int32_t)r,
                                          .edition = &model[r].questionnaire,
                                          .given = &model[r].answers,
                                          .questionnaire = &model[r].questionnaire,
                                          .population = &model[r].population,
                                          .answers = &model[r].answers,
                                          .scores = &model[r].scores};
}

static inline bool compute_change(uint32_t count, const char *unit, struct fault *fault)
{
    const struct change_request request = {.round = rounds,
                                           .round_count = count,
                                           .before = count - 2,
                                           .relevant = 2,
                                           .relevant_of_unit = 5,
                                           .unit_id = unit};
    change_release(&change);
    return change_compute(&change, &request, fault);
}

static inline void compare(uint32_t count, const char *unit)
{
    struct fault fault = {0};
    line_up(count);
    bool ok = compute_change(count, unit, &fault);
    assert_string_equal(fault.what, "");
    assert_true(ok);
}

static inline int close_rounds(void **state)
{
    (void)state;
    change_release(&change);
    for (int r = 0; r < ROUNDS; r++) {
        model_release(&model[r]);
        names_release(&model[r].questionnaire.question_ids);
    }
    return 0;
}

#endif
