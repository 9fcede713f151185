#ifndef UNIT_STEPS_H
#define UNIT_STEPS_H

/* The steps to every score of a round, held to the scores: they come to the same, and
   what stands in them adds up. */

#include "base/exact.h"
#include "score/score.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* One row of the answers as a round of its own; to be released. */
static inline void steps_take_row(struct answers *one,
                                  const struct questionnaire *questionnaire,
                                  const struct answers *answers, uint32_t row)
{
    struct fault fault = {0};
    assert_true(answers_reserve(one, 1, questionnaire, &fault));
    one->unit[0] = answers->unit[row];
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        one->code[q] = answers_to(answers, q)[row];
    for (uint32_t n = 0; n < answers->number_count; n++)
        one->number[n] = answers->number[(size_t)n * answers->row_count + row];
}

static inline void assert_fractions(struct rational a, struct rational b)
{
    struct rational_room room = {0};
    int order = 2;
    assert_true(rational_compare(&order, a, b, &room));
    assert_int_equal(order, 0);
    rational_room_release(&room);
}

/* sum of weight * figure of what counts, as it stands above the line. */
static inline void assert_sum(const struct questionnaire *questionnaire,
                              const struct node *node, const struct area_steps *steps)
{
    struct rational_room room = {0};
    struct rational sum = rational_of(0, 1);
    int64_t unit = node->operation == OPERATION_MEAN ? 1 : questionnaire->weight_unit;
    int64_t weight = 0;
    for (size_t i = 0; i < steps->input_count; i++) {
        const struct input *input = &steps->input[i];
        if (input->state != INPUT_COUNTS)
            continue;
        weight += input->weight;
        assert_true(rational_add_product(&sum, input->weight,
                                         input->figure[FIGURE_SCORE], &room));
    }
    assert_int_equal(weight, steps->answered);
    assert_true(rational_divide(&sum, sum, rational_of(unit, 1), &room));
    assert_fractions(sum, steps->above[FIGURE_SCORE]);
    if (node->operation != OPERATION_SUM)
        assert_fractions(rational_of(weight, unit), steps->below[FIGURE_SCORE]);
    rational_room_release(&room);
}

/* above / below, and what a sum starts at, is what the operation came to. */
static inline void assert_parts(const struct node *node, const struct area_steps *steps,
                                enum figure figure)
{
    struct rational_room room = {0};
    struct rational value;
    int order = 1;
    assert_true(
        rational_compare(&order, steps->below[figure], rational_of(0, 1), &room));
    if (order != 0) {
        assert_true(
            rational_divide(&value, steps->above[figure], steps->below[figure], &room));
        if (node->operation == OPERATION_SUM)
            assert_true(
                rational_add(&value, value, rational_of(node->start, POINT), &room));
        /* Of what is possible nothing is nothing, and not less. */
        if (node->operation != OPERATION_POSSIBLE)
            assert_fractions(value, steps->combined[figure]);
    }
    rational_room_release(&room);
}

static inline void assert_node_steps(const struct questionnaire *questionnaire,
                                     const struct score_steps *steps,
                                     const struct scores *scores, uint32_t n,
                                     uint32_t row)
{
    const struct node *node = &questionnaire->node[n];
    const struct area_steps *area = &steps->area[n];
    size_t at = (size_t)n * scores->row_count + row;
    struct rational_room room = {0};
    int64_t points;
    assert_int_equal(steps->scores.points[n], scores->points[at]);
    assert_int_equal(steps->scores.low[n], scores->low[at]);
    assert_int_equal(steps->scores.high[n], scores->high[at]);
    assert_int_equal(steps->scores.answered[n], scores->answered[at]);
    assert_int_equal(steps->scores.relevant[n], scores->relevant[at]);
    assert_int_equal(area->answered, scores->answered[at]);
    assert_int_equal(area->relevant, scores->relevant[at]);
    if (scores->value != NULL)
        assert_int_equal(steps->scores.value[n], scores->value[at]);
    assert_int_equal(area->has_figures, scores->low[at] >= 0);
    if (scores->points[at] < 0)
        return;
    assert_true(rational_nano(&points, area->points[FIGURE_SCORE], &room));
    assert_int_equal(points, scores->points[at]);
    assert_true(rational_nano(&points, area->points[FIGURE_LOW], &room));
    assert_int_equal(points, scores->low[at]);
    if (node->operation == OPERATION_LEVEL)
        return;
    for (int figure = 0; figure < FIGURE_COUNT; figure++)
        assert_parts(node, area, (enum figure)figure);
    if (node->operation == OPERATION_WEIGHTED_MEAN || node->operation == OPERATION_MEAN
        || node->operation == OPERATION_SUM)
        assert_sum(questionnaire, node, area);
    rational_room_release(&room);
}

static inline void assert_all_steps(const struct questionnaire *questionnaire,
                                    const struct population *population,
                                    const struct answers *answers,
                                    const struct scores *scores)
{
    for (uint32_t row = 0; row < scores->row_count; row++) {
        struct fault fault = {0};
        struct answers one = {0};
        struct score_steps steps;
        steps_take_row(&one, questionnaire, answers, row);
        assert_true(score_explain(&steps, questionnaire, population, &one, &fault));
        for (uint32_t n = 0; n < questionnaire->node_count; n++)
            assert_node_steps(questionnaire, &steps, scores, n, row);
        for (uint32_t q = 0; q < questionnaire->question_count; q++)
            assert_int_equal(steps.scores.state[q],
                             scores->state[(size_t)q * scores->row_count + row]);
        score_steps_release(&steps);
        answers_release(&one);
    }
}

#endif
