#include "score/score.h"

#include "model.h"

static struct model model;

/* 1e-9 points of an exact share, half away from zero. */
static int64_t exactly(int64_t numerator, int64_t denominator)
{
    return divide_rounded((wide)numerator * FULL_SCORE, denominator);
}

static int64_t points_of(uint32_t node, uint32_t row)
{
    return scores_of(&model.scores, node)[row];
}

static void assert_bounds(uint32_t node, uint32_t row, int64_t low, int64_t high)
{
    size_t at = (size_t)node * model.scores.row_count + row;
    assert_int_equal(model.scores.low[at], low);
    assert_int_equal(model.scores.high[at], high);
}

static void assert_weights(uint32_t node, uint32_t row, int answered, int relevant)
{
    size_t at = (size_t)node * model.scores.row_count + row;
    assert_int_equal(model.scores.answered[at], answered);
    assert_int_equal(model.scores.relevant[at], relevant);
}

static int state_of(uint32_t question, uint32_t row)
{
    return model.scores.state[(size_t)question * model.scores.row_count + row];
}

static int64_t own_points(uint32_t question, uint32_t row)
{
    return score_question(&model.scores, &model.questionnaire, &model.answers, question,
                          row);
}

/* One area of `count` questions on a scale of `steps`, weight 1 each. */
static const struct scale *one_area(uint32_t rows, int steps, uint32_t count)
{
    model_begin(&model, rows);
    const struct scale *scale = model_scale(&model, steps);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    for (uint32_t q = 0; q < count; q++)
        model_question(&model, root, "q", scale, 1);
    return scale;
}

static void answer_row(uint32_t row, const int8_t *code)
{
    for (uint32_t q = 0; q < model.questionnaire.question_count; q++)
        *model_answer(&model, q, row) = code[q];
}

static void a_score_is_the_share_of_the_way_up_every_scale(void **state)
{
    (void)state;
    model_begin(&model, 1);
    const struct scale *two = model_scale(&model, 2);
    const struct scale *four = model_scale(&model, 4);
    const struct scale *five = model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    model_question(&model, root, "a", two, 3);
    model_question(&model, root, "b", four, 2);
    model_question(&model, root, "c", five, 7);
    answer_row(0, (int8_t[]){1, 2, 1});
    model_score(&model);
    /* (3 * 1 + 2 * 2/3 + 7 * 1/4) / 12 = 73/144 */
    assert_int_equal(points_of(root, 0), INT64_C(50694444444));
    assert_bounds(root, 0, INT64_C(50694444444), INT64_C(50694444444));
    assert_weights(root, 0, 12, 12);
    assert_int_equal(own_points(0, 0), FULL_SCORE);
    assert_int_equal(own_points(1, 0), INT64_C(66666666667));
    assert_int_equal(own_points(2, 0), 25 * POINT);
}

static void half_a_billionth_is_rounded_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        int32_t weight; /* of the one question answered in full, out of 2^12 */
        int64_t points;
    } known[] = {
        {1, INT64_C(24414063)},       /* 100/4096 = 0.0244140625 exactly */
        {3, INT64_C(73242188)},       /* 0.0732421875: up, where half-even goes too */
        {5, INT64_C(122070313)},      /* 0.1220703125: up, where half-even goes down */
        {4091, INT64_C(99877929688)}, /* 99.8779296875 */
        {4095, INT64_C(99975585938)}, /* 99.9755859375 */
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        model_begin(&model, 1);
        const struct scale *scale = model_scale(&model, 2);
        uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
        model_question(&model, root, "a", scale, known[i].weight);
        model_question(&model, root, "b", scale, 4096 - known[i].weight);
        answer_row(0, (int8_t[]){1, 0});
        model_score(&model);
        assert_int_equal(points_of(root, 0), known[i].points);
    }
}

static void every_state_of_an_answer_counts_as_it_should(void **state)
{
    (void)state;
    for (enum rule policy = RULE_SKIP; policy <= RULE_ZERO; policy++) {
        const struct scale *scale = one_area(1, 5, 6);
        model_dont_know(&model, policy);
        model.node[0].coverage_numerator = 0;
        answer_row(0, (int8_t[]){3, dont_know(scale), ANSWER_BLANK,
                                 not_applicable(scale), ANSWER_NOT_ASKED, 1});
        model_score(&model);
        bool zero = policy == RULE_ZERO;
        /* 3/4 and 1/4 valid; don't know missing or 0; blank missing; the others out. */
        assert_int_equal(points_of(0, 0), zero ? exactly(1, 3) : exactly(1, 2));
        assert_weights(0, 0, zero ? 3 : 2, 4);
        assert_bounds(0, 0, exactly(1, 4), zero ? exactly(2, 4) : exactly(3, 4));
        static const int expected[] = {
            ANSWER_STATE_VALID,          ANSWER_STATE_DONT_KNOW, ANSWER_STATE_BLANK,
            ANSWER_STATE_NOT_APPLICABLE, ANSWER_STATE_NOT_ASKED, ANSWER_STATE_VALID};
        for (uint32_t q = 0; q < 6; q++)
            assert_int_equal(state_of(q, 0), expected[q]);
        assert_int_equal(own_points(0, 0), 75 * POINT);
        assert_int_equal(own_points(1, 0), zero ? 0 : SCORE_TOO_FEW);
        assert_int_equal(own_points(2, 0), SCORE_TOO_FEW);
        assert_int_equal(own_points(3, 0), SCORE_NOT_RELEVANT);
        assert_int_equal(own_points(4, 0), SCORE_NOT_RELEVANT);
    }
}

static void a_condition_looks_at_the_final_answer_of_its_parent(void **state)
{
    (void)state;
    for (int floor = 0; floor < 2; floor++) {
        const struct scale *scale = one_area(6, 2, 3);
        for (uint32_t q = 1; q < 3; q++) {
            model_ask_if(&model, q, q - 1, 2); /* "yes" */
            model.question[q].when_not_asked =
                floor ? NOT_ASKED_FLOOR : NOT_ASKED_EXCLUDE;
        }
        answer_row(0, (int8_t[]){1, 1, 0});
        answer_row(1, (int8_t[]){0, 1, 1}); /* stale answers are not counted */
        answer_row(2, (int8_t[]){ANSWER_BLANK, 1, 1});
        answer_row(3, (int8_t[]){dont_know(scale), 1, 1});
        answer_row(4, (int8_t[]){not_applicable(scale), 1, 1});
        answer_row(5, (int8_t[]){1, ANSWER_BLANK, 1});
        model_score(&model);
        /* With "floor": an answer that rules out, none, unknown, not applicable. */
        static const int below[] = {ANSWER_STATE_FLOOR, ANSWER_STATE_BLANK,
                                    ANSWER_STATE_BLANK, ANSWER_STATE_SKIPPED};
        static const int64_t points[] = {0, SCORE_TOO_FEW, SCORE_TOO_FEW,
                                         SCORE_NOT_RELEVANT};
        assert_int_equal(state_of(2, 0), ANSWER_STATE_VALID);
        for (uint32_t row = 1; row < 5; row++) {
            int wanted = floor ? below[row - 1] : ANSWER_STATE_SKIPPED;
            assert_int_equal(state_of(1, row), wanted);
            assert_int_equal(state_of(2, row), wanted);
            assert_int_equal(own_points(1, row),
                             floor ? points[row - 1] : SCORE_NOT_RELEVANT);
        }
        assert_int_equal(state_of(1, 5), ANSWER_STATE_BLANK);
        assert_int_equal(state_of(2, 5),
                         floor ? ANSWER_STATE_BLANK : ANSWER_STATE_SKIPPED);
        assert_int_equal(points_of(0, 0), exactly(2, 3));
        assert_int_equal(points_of(0, 1), 0);
        assert_weights(0, 1, floor ? 3 : 1, floor ? 3 : 1);
        assert_int_equal(points_of(0, 2), SCORE_TOO_FEW);
        assert_int_equal(points_of(0, 4), SCORE_NOT_RELEVANT);
        assert_int_equal(points_of(0, 5), SCORE_TOO_FEW);
    }
}

/* What does not apply decides before an answer that rules out, and that before what is
   not known. */
static void of_several_conditions_the_one_that_says_most_decides(void **state)
{
    (void)state;
    const struct scale *scale = one_area(6, 2, 3);
    static struct condition both[2] = {
        {.question = 0, .options = 1 << 1, .at_least = INT64_MIN, .at_most = INT64_MAX},
        {.question = 1,
         .options = 1 << 1,
         .at_least = INT64_MIN,
         .at_most = INT64_MAX}};
    model.question[2].condition = both;
    model.question[2].condition_count = 2;
    model.question[2].when_not_asked = NOT_ASKED_FLOOR;
    answer_row(0, (int8_t[]){1, 1, 0});
    answer_row(1, (int8_t[]){0, not_applicable(scale), 1});
    answer_row(2, (int8_t[]){not_applicable(scale), 0, 1});
    answer_row(3, (int8_t[]){0, ANSWER_BLANK, 1});
    answer_row(4, (int8_t[]){dont_know(scale), 0, 1});
    answer_row(5, (int8_t[]){1, dont_know(scale), 1});
    model_score(&model);
    static const int wanted[] = {ANSWER_STATE_VALID,   ANSWER_STATE_SKIPPED,
                                 ANSWER_STATE_SKIPPED, ANSWER_STATE_FLOOR,
                                 ANSWER_STATE_FLOOR,   ANSWER_STATE_BLANK};
    for (uint32_t row = 0; row < 6; row++)
        assert_int_equal(state_of(2, row), wanted[row]);
}

static void two_thirds_of_the_weight_is_enough_and_less_is_not(void **state)
{
    (void)state;
    /* weights 333333, 333334, 333333: two of them are just below or above 2/3. */
    model_begin(&model, 4);
    const struct scale *scale = model_scale(&model, 2);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    model_question(&model, root, "a", scale, 333333);
    model_question(&model, root, "b", scale, 333333);
    model_question(&model, root, "c", scale, 333334);
    answer_row(0, (int8_t[]){1, 0, ANSWER_BLANK});
    answer_row(1, (int8_t[]){1, ANSWER_BLANK, 0});
    answer_row(2, (int8_t[]){1, ANSWER_BLANK, not_applicable(scale)});
    answer_row(3, (int8_t[]){ANSWER_BLANK, ANSWER_BLANK, ANSWER_BLANK});
    model_score(&model);
    assert_int_equal(points_of(root, 0), SCORE_TOO_FEW);
    assert_bounds(root, 0, exactly(333333, 1000000), exactly(666667, 1000000));
    assert_int_equal(points_of(root, 1), exactly(333333, 666667));
    assert_int_equal(points_of(root, 2), SCORE_TOO_FEW);
    assert_int_equal(points_of(root, 3), SCORE_TOO_FEW);
    assert_bounds(root, 3, 0, FULL_SCORE);

    one_area(2, 2, 3);
    answer_row(0, (int8_t[]){1, 0, ANSWER_BLANK});
    answer_row(1, (int8_t[]){1, ANSWER_BLANK, ANSWER_BLANK});
    model_score(&model);
    assert_int_equal(points_of(0, 0), 50 * POINT);
    assert_int_equal(points_of(0, 1), SCORE_TOO_FEW);
}

static void what_does_not_apply_at_all_has_no_score_and_no_bounds(void **state)
{
    (void)state;
    const struct scale *scale = one_area(1, 4, 2);
    answer_row(0, (int8_t[]){not_applicable(scale), ANSWER_NOT_ASKED});
    model_score(&model);
    assert_int_equal(points_of(0, 0), SCORE_NOT_RELEVANT);
    assert_bounds(0, 0, -1, -1);
    assert_weights(0, 0, 0, 0);
}

/* A root above `areas` areas of `questions` questions each, weight 1, on one scale. */
static const struct scale *flat_tree(uint32_t rows, int steps, uint32_t areas,
                                     uint32_t questions)
{
    static const char *const id[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    model_begin(&model, rows);
    const struct scale *scale = model_scale(&model, steps);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    for (uint32_t a = 0; a < areas; a++) {
        uint32_t area = model_node(&model, root, id[a], 1);
        for (uint32_t q = 0; q < questions; q++)
            model_question(&model, area, "q", scale, 1);
    }
    return scale;
}

static void a_parent_weighs_its_areas_and_not_their_questions(void **state)
{
    (void)state;
    model_begin(&model, 1);
    const struct scale *scale = model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    uint32_t first = model_node(&model, root, "a", 2);
    uint32_t second = model_node(&model, root, "b", 5);
    model_question(&model, first, "1", scale, 1);
    for (int i = 0; i < 3; i++)
        model_question(&model, second, "2", scale, 1);
    answer_row(0, (int8_t[]){4, 0, 0, 1});
    model_score(&model);
    assert_int_equal(points_of(first, 0), FULL_SCORE);
    assert_int_equal(points_of(second, 0), exactly(1, 12));
    assert_int_equal(points_of(root, 0), exactly(29, 84)); /* (2 + 5/12) / 7 */
    assert_weights(root, 0, 7, 7);
}

static void the_overall_comes_from_exact_areas_and_not_from_rounded_ones(void **state)
{
    (void)state;
    /* Six areas of 1/7 (…285.714 rounds up) and one of 6/7 (…714.286 rounds down): the
       exact mean is 12/49 = 24.489795918|37, that of the rounded areas ends in …919. */
    flat_tree(1, 8, 7, 1);
    answer_row(0, (int8_t[]){1, 1, 1, 1, 1, 1, 6});
    model_score(&model);
    int64_t sum = 0;
    for (uint32_t area = 1; area <= 7; area++)
        sum += points_of(area, 0);
    assert_int_equal(points_of(0, 0), INT64_C(24489795918));
    assert_int_equal(divide_rounded(sum, 7), INT64_C(24489795919));
}

static void areas_that_are_not_relevant_leave_the_denominator(void **state)
{
    (void)state;
    const struct scale *scale = flat_tree(3, 5, 4, 1);
    int8_t na = not_applicable(scale);
    answer_row(0, (int8_t[]){4, 0, na, na});
    answer_row(1, (int8_t[]){4, 0, na, ANSWER_BLANK});
    answer_row(2, (int8_t[]){na, na, na, na});
    model_score(&model);
    assert_int_equal(points_of(0, 0), 50 * POINT);
    assert_weights(0, 0, 2, 2);
    assert_bounds(0, 0, 50 * POINT, 50 * POINT);
    assert_int_equal(points_of(0, 1), 50 * POINT); /* 2 of 3 relevant areas */
    assert_bounds(0, 1, exactly(1, 3), exactly(2, 3));
    assert_int_equal(points_of(0, 2), SCORE_NOT_RELEVANT);
    assert_bounds(0, 2, -1, -1);
}

static void too_few_published_areas_give_no_overall(void **state)
{
    (void)state;
    flat_tree(1, 5, 4, 3);
    /* Area 1 complete, 2 at 2/3, 3 at 1/3, 4 blank: 2 of 4 areas published. */
    answer_row(0, (int8_t[]){4, 4, 4, 4, 0, -1, 4, -1, -1, -1, -1, -1});
    model_score(&model);
    assert_int_equal(points_of(1, 0), FULL_SCORE);
    assert_int_equal(points_of(2, 0), 50 * POINT);
    assert_int_equal(points_of(3, 0), SCORE_TOO_FEW);
    assert_int_equal(points_of(0, 0), SCORE_TOO_FEW);
    assert_weights(0, 0, 2, 4);
    /* low (1 + 1/3 + 1/3 + 0) / 4, high (1 + 2/3 + 1 + 1) / 4 */
    assert_bounds(0, 0, exactly(5, 12), exactly(11, 12));
}

static void weights_without_a_small_common_multiple_stay_exact(void **state)
{
    (void)state;
    /* Sixteen areas whose weights are distinct primes: the common denominator is
       beyond 64 bits, as ordinary weights with some blanks can make it. */
    static const int32_t prime[] = {37, 41, 43, 47, 53, 59, 61,  67,
                                    71, 73, 79, 83, 89, 97, 101, 103};
    model_begin(&model, 1);
    const struct scale *scale = model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    long double sum = 0;
    for (uint32_t a = 0; a < 16; a++) {
        uint32_t area = model_node(&model, root, "area", 1);
        uint32_t one = model_question(&model, area, "q", scale, 1);
        uint32_t rest = model_question(&model, area, "q", scale, prime[a] - 1);
        *model_answer(&model, one, 0) = 4;
        *model_answer(&model, rest, 0) = 0;
        sum += 1.0L / prime[a];
    }
    model_score(&model);
    /* 64 bits of mantissa err by less than 1e-7 of the last place; no half is near. */
    assert_int_equal(points_of(root, 0), (int64_t)(sum / 16 * 1e11L + 0.5L));
    assert_bounds(root, 0, points_of(root, 0), points_of(root, 0));
}

static void reversing_every_question_gives_the_rest_of_a_hundred(void **state)
{
    (void)state;
    uint64_t seed = 7;
    int64_t before[2][40];
    for (int turn = 0; turn < 2; turn++) {
        const struct scale *scale = flat_tree(40, 5, 3, 3);
        seed = 7;
        for (uint32_t q = 0; q < 9; q++) {
            model.question[q].reversed = turn == 1;
            for (uint32_t row = 0; row < 40; row++)
                *model_answer(&model, q, row) =
                    (int8_t)model_chance(&seed, (uint32_t)scale->option_count);
        }
        model_score(&model);
        for (uint32_t row = 0; row < 40; row++) {
            before[turn][row] = points_of(0, row);
            if (turn == 1 && before[0][row] >= 0) {
                /* Both are rounded: a half goes up in either, so they may exceed it. */
                assert_in_range(before[0][row] + before[1][row], FULL_SCORE,
                                FULL_SCORE + 1);
                assert_int_equal(own_points(0, row) >= 0,
                                 *model_answer(&model, 0, row) < 5);
            } else
                assert_int_equal(before[0][row], before[turn][row]);
        }
    }
}

static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    enum { rows = 1300 }; /* more than two blocks */
    static int64_t points[4 * rows];
    for (int turn = 0; turn < 2; turn++) {
        const struct scale *scale = flat_tree(rows, 4, 3, 4);
        uint64_t seed = 11;
        for (uint32_t row = 0; row < rows; row++) {
            /* 7 has no factor in common with 1300. */
            uint32_t at = turn == 0 ? row : row * 7 % rows;
            for (uint32_t q = 0; q < 12; q++)
                *model_answer(&model, q, at) =
                    (int8_t)((int)model_chance(&seed, (uint32_t)scale->option_count + 1)
                             - 1);
        }
        model_score(&model);
        for (uint32_t row = 0; row < rows; row++)
            for (uint32_t node = 0; node < 4; node++) {
                if (turn == 0)
                    points[node * rows + row] = points_of(node, row);
                else
                    assert_int_equal(points_of(node, row * 7 % rows),
                                     points[node * rows + row]);
            }
    }
}

static void no_rows_give_no_scores(void **state)
{
    (void)state;
    one_area(0, 5, 2);
    model_score(&model);
    assert_int_equal(model.scores.row_count, 0);
    scores_release(&model.scores);
    scores_release(&model.scores);
    assert_null(model.scores.points);
}

static void running_short_of_memory_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    flat_tree(3, 5, 2, 2);
    struct scores scores = {0};
    bool ok = false;
    for (unsigned long call = 1; !ok; call++) {
        struct fault fault = {0};
        memory_fail_from(call);
        ok = score_compute(&scores, &model.questionnaire, &model.population,
                           &model.answers, &fault);
        memory_fail_from(0);
        assert_int_equal(fault.kind, ok ? FAULT_NONE : FAULT_SYSTEM);
        if (!ok)
            assert_null(scores.points);
        assert_true(call < 100);
    }
    scores_release(&scores);
}

static int release(void **state)
{
    (void)state;
    model_release(&model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_score_is_the_share_of_the_way_up_every_scale),
        cmocka_unit_test(half_a_billionth_is_rounded_away_from_zero),
        cmocka_unit_test(every_state_of_an_answer_counts_as_it_should),
        cmocka_unit_test(a_condition_looks_at_the_final_answer_of_its_parent),
        cmocka_unit_test(of_several_conditions_the_one_that_says_most_decides),
        cmocka_unit_test(two_thirds_of_the_weight_is_enough_and_less_is_not),
        cmocka_unit_test(what_does_not_apply_at_all_has_no_score_and_no_bounds),
        cmocka_unit_test(a_parent_weighs_its_areas_and_not_their_questions),
        cmocka_unit_test(the_overall_comes_from_exact_areas_and_not_from_rounded_ones),
        cmocka_unit_test(areas_that_are_not_relevant_leave_the_denominator),
        cmocka_unit_test(too_few_published_areas_give_no_overall),
        cmocka_unit_test(weights_without_a_small_common_multiple_stay_exact),
        cmocka_unit_test(reversing_every_question_gives_the_rest_of_a_hundred),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
        cmocka_unit_test(no_rows_give_no_scores),
        cmocka_unit_test(running_short_of_memory_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
