#include "change_rounds.h"

/* Two editions of one area, a dimension of its own: what can be compared, and where the
   series breaks. Questions are answered 1 or 2, which is 0 or 100 points. */

#define UNITS 4

static struct replaced replaced[ROUNDS][MODEL_QUESTIONS];

static void begin(uint32_t round, const char *const *id, uint32_t count)
{
    struct questionnaire *questionnaire = &model[round].questionnaire;
    names_release(&questionnaire->question_ids);
    model_begin(&model[round], UNITS);
    questionnaire->presentation.measuring_points = NAMES_NONE;
    model[round].answers.source_row = model[round].unit;
    const struct scale *scale = model_scale(&model[round], 2);
    uint32_t root = model_node(&model[round], NAMES_NONE, "area", 1);
    for (uint32_t q = 0; q < count; q++) {
        model_question(&model[round], root, id[q], scale, 1);
        assert_non_null(
            names_keep(&questionnaire->question_ids, id[q], strlen(id[q]), NULL));
    }
}

static void say_other(uint32_t round, uint32_t question, const char *id)
{
    replaced[round][question] = (struct replaced){.id = id, .comparable = false};
    model[round].question[question].replaced = &replaced[round][question];
    model[round].question[question].replaced_count = 1;
}

/* A row a unit, a letter a question: '0', '1', or '.' blank. */
static void answer(uint32_t round, const char *const *sheet)
{
    for (uint32_t u = 0; u < UNITS; u++)
        for (uint32_t q = 0; q < model[round].questionnaire.question_count; q++)
            *model_answer(&model[round], q, u) =
                sheet[u][q] == '.' ? ANSWER_BLANK : (int8_t)(sheet[u][q] - '0');
    model_score(&model[round]);
}

static const char *const five[] = {"q0", "q1", "q2", "q3", "q4"};

/* The first edition asks for q0 to q4; the answers do not matter. */
static void old_edition(void)
{
    begin(0, five, 5);
}

static void answer_both(void)
{
    static const char *const zeros[] = {"0000000", "0000000", "0000000", "0000000"};
    static const char *const ones[] = {"1111111", "1111111", "1111111", "0000000"};
    answer(0, zeros);
    answer(1, ones);
    compare(2, NULL);
}

static void assert_mark(enum change_mark mark, enum change_break why,
                        uint32_t questions)
{
    assert_int_equal(change.common[0].mark, mark);
    assert_int_equal(change.common[0].why, why);
    assert_int_equal(change.common[0].questions, questions);
}

static void the_link_is_of_what_both_have(void **state)
{
    (void)state;
    /* q3 and q4 go out, q5 comes in: on q0 to q2 the units change by 1/3, 2/3, 0, -1/3
       of 100 points; what is published falls. */
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q2", "q5"}, 4);
    answer(0, (const char *const[]){"00011", "10011", "01111", "11011"});
    answer(1, (const char *const[]){"1000", "1110", "1100", "1000"});
    compare(2, NULL);
    const struct change_figures *found = change_figures(&change, 0, 0, 0);
    assert_mark(CHANGE_LINKED, CHANGE_NO_BREAK, 3);
    assert_int_equal(change.common[0].weight, 75 * POINT);
    assert_int_equal(change.common[0].questions_before, 5);
    assert_true(llabs(found->split.real - 50 * POINT / 3) <= 1);
    assert_int_equal(found->published.mean[0], 65 * POINT);
    assert_int_equal(found->published.mean[1], 175 * POINT / 4);
    /* q0 + 50, q1 0, q2 0: the linking error is their sd by the root of 3. */
    double error = sqrt((33.333333333333336 * 33.333333333333336
                         + 2 * 16.666666666666668 * 16.666666666666668)
                        / 2 / 3);
    assert_estimate(change.common[0].linking_error, error);
    assert_estimate(found->se, sqrt(found->paired.se.value * found->paired.se.value
                                    + error * error));
    const struct change_effects *effects = &found->effects;
    assert_int_equal(effects->n, 4);
    assert_int_equal(effects->published, found->split.real + effects->questions);
    assert_int_equal(effects->weights, 0);
    const struct change_point *series = change_series(&change, 0, 0, 0);
    assert_int_equal(series[1].level, 65 * POINT + found->split.real);
}

static void an_area_with_new_weights_is_linked_under_the_later(void **state)
{
    (void)state;
    old_edition();
    begin(1, five, 5);
    model[1].node[0].question_weight[0] = 4;
    answer(0, (const char *const[]){"10000", "10000", "10000", "10000"});
    answer(1, (const char *const[]){"10000", "11000", "10000", "10000"});
    compare(2, NULL);
    const struct change_figures *found = change_figures(&change, 0, 0, 0);
    assert_mark(CHANGE_LINKED, CHANGE_NO_BREAK, 5);
    /* Before: 50 by the later weights, and 20 by its own. u1 gains 1/8. */
    assert_int_equal(found->split.real, 125 * POINT / 10 / 4);
    assert_int_equal(found->effects.weights, 30 * POINT);
    assert_int_equal(found->effects.questions, 0);
    /* Nothing came or went. */
    assert_estimate(change.common[0].linking_error, 0);
}

static void too_few_questions_break_the_series(void **state)
{
    (void)state;
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q5"}, 3);
    answer_both();
    assert_mark(CHANGE_BROKEN, CHANGE_BREAK_FEW_QUESTIONS, 2);
    const struct change_point *series = change_series(&change, 0, 0, 0);
    assert_int_equal(series[1].base, 1);
    assert_int_equal(series[1].level, series[1].published);
    assert_int_equal(change_figures(&change, 0, 0, 0)->split.real, CHANGE_UNDEFINED);
}

static void half_of_the_weight_is_enough_and_less_is_not(void **state)
{
    (void)state;
    static const char *const seven[] = {"q0", "q1", "q2", "q5", "q6", "q7"};
    old_edition();
    begin(1, seven, 6);
    answer_both();
    assert_mark(CHANGE_LINKED, CHANGE_NO_BREAK, 3);
    begin(1, seven, 6);
    model[1].node[0].question_weight[5] = 2;
    answer_both();
    assert_mark(CHANGE_BROKEN, CHANGE_BREAK_LITTLE_WEIGHT, 3);
}

static void what_the_edition_says_is_other_is_not_compared(void **state)
{
    (void)state;
    old_edition();
    begin(1, five, 5);
    say_other(1, 4, "q4");
    answer_both();
    assert_mark(CHANGE_LINKED, CHANGE_NO_BREAK, 4);
    assert_int_equal(change.comparable[4], NAMES_NONE);
    assert_int_equal(change.comparable[3], 3);
}

static void a_question_put_to_others_is_not_compared(void **state)
{
    (void)state;
    old_edition();
    begin(1, five, 5);
    model_ask_if(&model[0], 3, 1, 2);
    model_ask_if(&model[1], 3, 1, 2);
    answer_both();
    assert_int_equal(change.comparable[3], 3);
    /* By another answer. */
    model_ask_if(&model[1], 3, 1, 1);
    answer_both();
    assert_int_equal(change.comparable[3], NAMES_NONE);
    /* By the answer to a question that is not what it was. */
    begin(1, five, 5);
    model_ask_if(&model[1], 3, 1, 2);
    say_other(1, 1, "q1");
    answer_both();
    assert_int_equal(change.comparable[1], NAMES_NONE);
    assert_int_equal(change.comparable[3], NAMES_NONE);
    /* To all. */
    begin(1, five, 5);
    answer_both();
    assert_int_equal(change.comparable[3], NAMES_NONE);
}

static void a_minimum_is_no_mean_and_breaks(void **state)
{
    (void)state;
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q2", "q3", "q5"}, 5);
    model[0].node[0].operation = model[1].node[0].operation = OPERATION_MIN;
    answer_both();
    assert_mark(CHANGE_BROKEN, CHANGE_BREAK_RULES, 4);
}

static void a_series_has_nothing_to_add_to_where_nothing_was_published(void **state)
{
    (void)state;
    /* Three of five are too few for a score, and all that is in common. */
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q2", "q5"}, 4);
    answer(0, (const char *const[]){"000..", "100..", "000..", "000.."});
    answer(1, (const char *const[]){"1000", "1110", "1100", "1000"});
    compare(2, NULL);
    assert_mark(CHANGE_LINKED, CHANGE_NO_BREAK, 3);
    assert_int_equal(change_figures(&change, 0, 0, 0)->matched, 4);
    const struct change_point *series = change_series(&change, 0, 0, 0);
    assert_int_equal(series[0].level, CHANGE_UNDEFINED);
    assert_int_equal(series[1].base, 1);
    assert_int_equal(series[1].mark, CHANGE_BROKEN);
    assert_int_equal(series[1].why, CHANGE_BREAK_NO_UNITS);
    assert_undefined(series[1].linking_error);
}

static void an_area_that_is_new_has_nothing_before(void **state)
{
    (void)state;
    old_edition();
    begin(1, five, 5);
    model[1].node[0].id = "other";
    answer_both();
    assert_mark(CHANGE_BROKEN, CHANGE_BREAK_NO_AREA, 5);
    assert_int_equal(change_figures(&change, 0, 0, 0)->published.n[0], 0);
}

static void a_unit_changes_beyond_its_questions_or_within(void **state)
{
    (void)state;
    begin(0, five, 5);
    begin(1, five, 5);
    memcpy(model[1].questionnaire.hash, model[0].questionnaire.hash, 65);
    answer(0, (const char *const[]){"00000", "11111", "11110", "00001"});
    answer(1, (const char *const[]){"11111", "11111", "11110", "00011"});
    compare(2, "u0000");
    const struct change_of_unit *unit = &change.unit[0];
    /* Scores 0, 100, 80, 20: sd is the root of 6800 / 3. Covariances of the first four
       questions are 1/3, with the fifth 0: V = 17/3 of a trace of 5/3. */
    double alpha = 5 / 4.0 * (1 - 5 / 17.0);
    double sd = sqrt(6800 / 3.0);
    assert_int_equal(unit->lack, CHANGE_UNIT_JUDGED);
    assert_estimate(unit->sd, sd);
    assert_estimate(unit->alpha, alpha);
    assert_estimate(unit->bound, 1.959963984540054 * sqrt(2) * sd * sqrt(1 - alpha));
    assert_int_equal(unit->flag, CHANGE_UP);
    assert_int_equal(unit->reliability, CHANGE_BY_ALPHA);
    assert_estimate(unit->expected, (alpha - 1) * (0 - 50));
    compare(2, "u0003");
    assert_int_equal(change.unit[0].change, 20 * POINT);
    assert_int_equal(change.unit[0].flag, CHANGE_NOT_SURE);
}

static void nodes_of_the_same_questions_are_known(void **state)
{
    (void)state;
    begin(0, five, 5);
    begin(1, five, 5);
    for (uint32_t r = 0; r < 2; r++) {
        uint32_t tree = model_node(&model[r], NAMES_NONE, "tree", 1);
        uint32_t left = model_node(&model[r], tree, "left", 1);
        for (uint32_t q = 0; q < 5; q++)
            model_take_in(&model[r], left, q);
    }
    answer_both();
    assert_true(change_same_questions(&change, 0, 1));
    assert_true(change_same_questions(&change, 1, 2));
    model[1].node[2].question_count = 4;
    answer_both();
    assert_false(change_same_questions(&change, 0, 1));
}

static void rules_do_not_make_questions_that_were_not_asked(void **state)
{
    (void)state;
    struct fault fault = {0};
    struct answers recoded = {0};
    struct scores scores = {0};
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q2", "q3", "q4", "q5"}, 6);
    answer_both();
    /* Both rounds by the later definition: the earlier one has no answers to q5. */
    assert_true(answers_recode(&recoded, &model[1].questionnaire, &model[0].answers,
                               &model[0].questionnaire, &fault));
    assert_true(score_compute(&scores, &model[1].questionnaire, &model[0].population,
                              &recoded, &fault));
    line_up(2);
    rounds[0].questionnaire = &model[1].questionnaire;
    rounds[0].answers = &recoded;
    rounds[0].scores = &scores;
    assert_true(compute_change(2, NULL, &fault));
    assert_mark(CHANGE_LINKED, CHANGE_NO_BREAK, 5);
    assert_int_equal(change.common[0].questions_now, 6);
    assert_int_equal(change.common[0].questions_before, 5);
    scores_release(&scores);
    answers_release(&recoded);
}

static void a_register_that_the_later_rules_cannot_score_breaks(void **state)
{
    (void)state;
    bool applies[] = {true, true, true, true};
    struct subset subset = {"g00", applies};
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q2", "q5"}, 4);
    model_level(&model[1], "kind", false, 1, (uint32_t[]){0, 0, 0, 0});
    model[1].questionnaire.subset_column = "kind";
    model[1].questionnaire.subset = &subset;
    model[1].questionnaire.subset_count = 1;
    answer_both();
    assert_mark(CHANGE_BROKEN, CHANGE_BREAK_POPULATION, 3);
    assert_int_equal(change_figures(&change, 0, 0, 0)->split.real, CHANGE_UNDEFINED);
}

static bool attempt(void *context, struct fault *fault)
{
    (void)context;
    return compute_change(2, "u0001", fault);
}

static void a_shortage_of_memory_is_told(void **state)
{
    (void)state;
    old_edition();
    begin(1, (const char *const[]){"q0", "q1", "q2", "q5"}, 4);
    answer_both();
    assert_survives_shortage(attempt, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_link_is_of_what_both_have),
        cmocka_unit_test(an_area_with_new_weights_is_linked_under_the_later),
        cmocka_unit_test(too_few_questions_break_the_series),
        cmocka_unit_test(half_of_the_weight_is_enough_and_less_is_not),
        cmocka_unit_test(what_the_edition_says_is_other_is_not_compared),
        cmocka_unit_test(a_question_put_to_others_is_not_compared),
        cmocka_unit_test(a_minimum_is_no_mean_and_breaks),
        cmocka_unit_test(a_series_has_nothing_to_add_to_where_nothing_was_published),
        cmocka_unit_test(an_area_that_is_new_has_nothing_before),
        cmocka_unit_test(a_unit_changes_beyond_its_questions_or_within),
        cmocka_unit_test(nodes_of_the_same_questions_are_known),
        cmocka_unit_test(rules_do_not_make_questions_that_were_not_asked),
        cmocka_unit_test(a_register_that_the_later_rules_cannot_score_breaks),
        cmocka_unit_test(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, close_rounds);
}
