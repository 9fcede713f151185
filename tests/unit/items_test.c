#include "items/items.h"

#include "model.h"
#include "support.h"

#include <math.h>

static struct model model;
static struct item_analysis items;

#define assert_near(found, wanted)                                                     \
    do {                                                                               \
        double is = (found), should = (wanted);                                        \
        if (!(fabs(is - should) <= 1e-12 * fmax(1, fabs(should))))                     \
            fail_msg("%.17g is not %.17g", is, should);                                \
    } while (0)

/* One area of as many questions on a scale of five steps, answered a letter a question:
   '1' to '5', 'd' don't know, 'n' not applicable, '.' blank, '_' not asked. */
static void answer(const char *const *sheet, uint32_t rows, uint32_t questions)
{
    static const char *const id[] = {"q0", "q1", "q2", "q3", "q4"};
    model_begin(&model, rows);
    const struct scale *scale = model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "root", 1);
    for (uint32_t q = 0; q < questions; q++)
        model_question(&model, root, id[q], scale, 1);
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t q = 0; q < questions; q++) {
            char mark = sheet[row][q];
            *model_answer(&model, q, row) = mark == 'd'   ? dont_know(scale)
                                            : mark == 'n' ? not_applicable(scale)
                                            : mark == '.' ? ANSWER_BLANK
                                            : mark == '_' ? ANSWER_NOT_ASKED
                                                          : (int8_t)(mark - '1');
        }
    }
}

static bool compute_with(uint32_t minimum_units, struct fault *fault)
{
    struct items_material material = {&model.questionnaire, &model.population,
                                      &model.answers, &model.scores};
    item_analysis_release(&items);
    return item_analysis_compute(&items, &material, minimum_units, fault);
}

static void analyse(uint32_t minimum_units)
{
    struct fault fault = {0};
    model_score(&model);
    assert_true(compute_with(minimum_units, &fault));
    assert_int_equal(fault.kind, FAULT_NONE);
}

static void assert_undefined(const struct item_figure *figure)
{
    assert_int_equal(figure->state, ITEM_UNDEFINED);
    assert_true(figure->value == 0);
}

static void assert_figure(const struct item_figure *figure, double wanted)
{
    assert_int_equal(figure->state, ITEM_DEFINED);
    assert_near(figure->value, wanted);
}

static void assert_withheld(const struct item_figure *figure)
{
    assert_int_equal(figure->state, ITEM_WITHHELD);
    assert_true(figure->value == 0);
}

static void assert_no_alpha(enum items_lack lack)
{
    assert_int_equal(items.scale[0].lack, lack);
    assert_undefined(&items.scale[0].alpha);
    assert_undefined(&items.scale[0].low);
    assert_undefined(&items.scale[0].high);
    assert_undefined(&items.scale[0].standard_error);
}

static void nobody_and_one_unit_leave_everything_undefined(void **state)
{
    (void)state;
    answer(NULL, 0, 2);
    analyse(0);
    assert_int_equal(items.row_count, 0);
    assert_no_alpha(ITEMS_LACK_QUESTIONS);
    assert_undefined(&items.question[0].mean);
    assert_int_equal(items.question[0].share[ITEM_MISSING].base, 0);
    answer((const char *[]){"35"}, 1, 2);
    analyse(0);
    assert_no_alpha(ITEMS_LACK_QUESTIONS);
    assert_figure(&items.question[0].mean, 50);
    assert_undefined(&items.question[0].sd);
    assert_int_equal(items.item[0].left_out, ITEM_LEFT_OUT_FEW);
}

static void two_units_have_an_alpha_of_two_questions(void **state)
{
    (void)state;
    answer((const char *[]){"13", "34"}, 2, 2);
    analyse(0);
    /* In steps: variances 2 and 1/2, covariance 1: alpha = 2 (1 - 2.5 / 4.5). */
    assert_figure(&items.scale[0].alpha, 2 * (1 - 2.5 / 4.5));
    assert_figure(&items.scale[0].standard_alpha, 1);
    assert_figure(&items.scale[0].average_r, 1);
    assert_figure(&items.item[0].r_drop, 1);
    assert_undefined(&items.item[0].alpha_if_dropped);
    assert_figure(&items.question[0].sd, 25 * sqrt(2));
}

static void no_answers_at_all_are_no_zeros(void **state)
{
    (void)state;
    answer((const char *[]){"..", "..", "d.", ".n"}, 4, 2);
    analyse(0);
    assert_no_alpha(ITEMS_LACK_QUESTIONS);
    for (uint32_t q = 0; q < 2; q++) {
        assert_undefined(&items.question[q].mean);
        assert_undefined(&items.question[q].sd);
        assert_undefined(&items.item[q].r_drop);
        assert_undefined(&items.item[q].discrimination);
        assert_int_equal(items.question[q].share[ITEM_FLOOR].base, 0);
    }
    assert_int_equal(items.question[0].share[ITEM_DONT_KNOW].count, 1);
    assert_int_equal(items.question[0].share[ITEM_DONT_KNOW].base, 4);
    assert_int_equal(items.question[1].share[ITEM_NOT_APPLICABLE].count, 1);
    assert_int_equal(items.question[1].share[ITEM_MISSING].base, 3);
}

static void a_question_that_does_not_vary_is_left_out(void **state)
{
    (void)state;
    answer((const char *[]){"135", "345", "525", "445"}, 4, 3);
    analyse(0);
    struct item_figure with = items.scale[0].alpha;
    assert_int_equal(items.item[2].left_out, ITEM_LEFT_OUT_CONSTANT);
    assert_int_equal(items.scale[0].taken, 2);
    assert_undefined(&items.item[2].r_drop);
    assert_figure(&items.question[2].sd, 0);
    assert_figure(&items.question[2].mean, 100);
    answer((const char *[]){"13", "34", "52", "44"}, 4, 2);
    analyse(0);
    assert_figure(&items.scale[0].alpha, with.value);
}

/* What adds up to the same in every row has no alpha, though sums of rounded thirds
   would leave something of the variance on either side of 0. */
static void a_sum_that_does_not_vary_is_found_exactly(void **state)
{
    (void)state;
    answer((const char *[]){"135", "315", "423", "252", "144", "531", "333"}, 7, 3);
    analyse(0);
    assert_no_alpha(ITEMS_LACK_VARIANCE);
    assert_int_equal(items.item[0].r_drop.state, ITEM_DEFINED);
    assert_figure(&items.item[0].r_drop, -1);
    assert_undefined(&items.item[0].raw_r);
    /* Two of which one is the other turned round: then no rest varies either. */
    answer((const char *[]){"15", "24", "33", "51"}, 4, 2);
    analyse(0);
    assert_no_alpha(ITEMS_LACK_VARIANCE);
    assert_figure(&items.item[0].r_drop, -1);
}

static void questions_not_answered_by_the_same_are_named(void **state)
{
    (void)state;
    answer((const char *[]){"13.", "34.", "5.2", "4.4"}, 4, 3);
    analyse(0);
    assert_no_alpha(ITEMS_LACK_PAIR);
    assert_int_equal(items.scale[0].pair[0], 1);
    assert_int_equal(items.scale[0].pair[1], 2);
    assert_int_equal(items.item[0].raw_r.state, ITEM_DEFINED);
}

/* A question that is not shown has no answer here, though a score counts it as its
   lowest step. */
static void what_was_not_shown_is_skipped_and_no_answer(void **state)
{
    (void)state;
    answer((const char *[]){"1.", "14", "34", "3.", "42", "_3"}, 6, 2);
    model_ask_if(&model, 1, 0, 4 | 8 | 16);
    model.question[1].when_not_asked = NOT_ASKED_FLOOR;
    analyse(0);
    const struct items_question *question = &items.question[1];
    assert_int_equal(question->n, 2);
    assert_int_equal(question->share[ITEM_SKIPPED].count, 3);
    assert_int_equal(question->share[ITEM_MISSING].count, 1);
    assert_int_equal(question->share[ITEM_FLOOR].count, 0);
    assert_figure(&question->mean, 50);
}

static void adding_to_all_or_turning_all_round_leaves_alpha(void **state)
{
    (void)state;
    static const char *const low[] = {"124", "212", "331", "443", "111", "32."};
    static const char *const high[] = {"235", "323", "442", "554", "222", "43."};
    answer(low, 6, 3);
    analyse(0);
    struct items_scale first = items.scale[0];
    struct items_item item = items.item[1];
    struct item_figure mean = items.question[0].mean;
    answer(high, 6, 3);
    analyse(0);
    assert_figure(&items.scale[0].alpha, first.alpha.value);
    assert_figure(&items.scale[0].low, first.low.value);
    assert_figure(&items.item[1].r_drop, item.r_drop.value);
    answer(low, 6, 3);
    for (uint32_t q = 0; q < 3; q++)
        model.question[q].reversed = true;
    analyse(0);
    assert_figure(&items.scale[0].alpha, first.alpha.value);
    assert_figure(&items.item[1].discrimination, item.discrimination.value);
    assert_figure(&items.question[0].mean, 100 - mean.value);
}

/* Many rows, to fill more than one block of them, with a thread or two. */
static void chance(uint32_t rows, uint32_t questions, uint32_t owners)
{
    static uint32_t group_of[MODEL_ROWS];
    uint64_t seed = 88172645463325252;
    char sheet[MODEL_ROWS][8];
    const char *line[MODEL_ROWS];
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t common = model_chance(&seed, 3);
        for (uint32_t q = 0; q < questions; q++)
            sheet[row][q] = model_chance(&seed, 20) == 0
                                ? '.'
                                : (char)('1' + (q == 3 ? 2 - common : common)
                                         + model_chance(&seed, 3));
        line[row] = sheet[row];
        group_of[row] = row % (owners == 0 ? 1 : owners);
    }
    answer(line, rows, questions);
    if (owners > 0)
        model_level(&model, "owner", true, owners, group_of);
}

static void signals_name_what_goes_against_the_others_first(void **state)
{
    (void)state;
    chance(1500, 4, 0);
    for (uint32_t row = 0; row < 300; row++)
        *model_answer(&model, 0, row) = dont_know(&model.scale[0]);
    analyse(5);
    assert_true(items.signal_count >= 3);
    assert_int_equal(items.signal[0].kind, ITEM_SIGNAL_AGAINST);
    assert_int_equal(items.signal[0].question, 3);
    assert_true(items.signal[0].value < 0);
    assert_int_equal(items.signal[1].kind, ITEM_SIGNAL_ALPHA);
    assert_int_equal(items.signal[1].question, 3);
    const struct item_signal *last = &items.signal[items.signal_count - 1];
    assert_int_equal(last->kind, ITEM_SIGNAL_DONT_KNOW);
    assert_int_equal(last->question, 0);
    assert_near(last->value, 20);
}

static void a_share_at_its_limit_is_no_signal(void **state)
{
    (void)state;
    chance(100, 4, 0);
    for (uint32_t row = 0; row < 100; row++) {
        *model_answer(&model, 1, row) = row < 15 ? dont_know(&model.scale[0]) : 2;
        *model_answer(&model, 2, row) = row < 80 ? 4 : (int8_t)(row % 4);
    }
    analyse(5);
    for (uint32_t s = 0; s < items.signal_count; s++) {
        assert_int_not_equal(items.signal[s].kind, ITEM_SIGNAL_DONT_KNOW);
        assert_int_not_equal(items.signal[s].kind, ITEM_SIGNAL_CEILING);
    }
    *model_answer(&model, 1, 15) = dont_know(&model.scale[0]);
    *model_answer(&model, 2, 80) = 4;
    analyse(5);
    size_t found = 0;
    for (uint32_t s = 0; s < items.signal_count; s++)
        found += items.signal[s].kind == ITEM_SIGNAL_DONT_KNOW
                 || items.signal[s].kind == ITEM_SIGNAL_CEILING;
    assert_int_equal(found, 2);
}

static void two_that_are_answered_alike_are_a_pair(void **state)
{
    (void)state;
    chance(60, 4, 0);
    for (uint32_t row = 0; row < 60; row++)
        *model_answer(&model, 2, row) = *model_answer(&model, 1, row);
    analyse(5);
    const struct item_signal *pair = NULL;
    for (uint32_t s = 0; s < items.signal_count; s++)
        if (items.signal[s].kind == ITEM_SIGNAL_REDUNDANT)
            pair = &items.signal[s];
    assert_non_null(pair);
    assert_int_equal(pair->question, 2);
    assert_int_equal(pair->other, 1);
    assert_near(pair->value, 1);
}

static void few_units_have_no_figures(void **state)
{
    (void)state;
    chance(4, 3, 0);
    analyse(5);
    assert_int_equal(items.question[0].withheld, ITEMS_WITHHELD_FEW_UNITS);
    assert_int_equal(items.question[0].n, 0);
    assert_withheld(&items.question[0].mean);
    assert_withheld(&items.scale[0].alpha);
    assert_withheld(&items.item[0].r_drop);
    chance(9, 3, 0);
    for (uint32_t row = 0; row < 9; row++)
        *model_answer(&model, 0, row) = (int8_t)(row % 5);
    analyse(5);
    assert_int_equal(items.question[0].withheld, ITEMS_WITHHELD_NOT);
    assert_int_equal(items.question[0].mean.state, ITEM_DEFINED);
    assert_withheld(&items.question[0].sd);
    assert_withheld(&items.scale[0].alpha);
    assert_int_equal(items.question[0].cell_count, 0);
    assert_int_equal(items.question[0].share[ITEM_FLOOR].state, ITEM_SHARE_WITHHELD);
    assert_int_equal(items.signal_count, 0);
}

static void units_of_too_few_owners_have_no_figures(void **state)
{
    (void)state;
    chance(60, 3, 2);
    analyse(5);
    assert_int_equal(items.question[0].withheld, ITEMS_WITHHELD_FEW_CLUSTERS);
    assert_int_equal(items.scale[0].withheld, ITEMS_WITHHELD_FEW_CLUSTERS);
    assert_withheld(&items.scale[0].alpha);
    assert_withheld(&items.scale[0].within_alpha);
    assert_withheld(&items.item[0].raw_r);
    assert_int_equal(items.signal_count, 0);
    chance(60, 3, 3);
    analyse(5);
    assert_int_equal(items.question[0].withheld, ITEMS_WITHHELD_NOT);
    assert_int_equal(items.scale[0].within_alpha.state, ITEM_DEFINED);
}

static void cells_of_few_are_merged_and_ends_of_few_are_bounds(void **state)
{
    (void)state;
    chance(100, 3, 0);
    for (uint32_t row = 0; row < 100; row++) {
        *model_answer(&model, 0, row) = row < 2 ? 0 : row < 40 ? 1 : row < 97 ? 2 : 3;
        *model_answer(&model, 1, row) = row < 3 ? 3 : 4;
    }
    analyse(5);
    const struct items_question *question = &items.question[0];
    /* 2, 38, 57, 3, 0: the first and the fourth go to their neighbours. */
    assert_int_equal(question->cell_count, 3);
    assert_int_equal(question->cell[0].count, 40);
    assert_int_equal(question->cell[0].steps, 2);
    assert_int_equal(question->cell[1].count, 60);
    assert_int_equal(question->cell[1].last, 3);
    assert_int_equal(question->cell[2].count, 0);
    assert_int_equal(question->share[ITEM_FLOOR].state, ITEM_SHARE_AT_MOST);
    assert_int_equal(question->share[ITEM_FLOOR].count, 4);
    question = &items.question[1];
    assert_int_equal(question->cell_count, 0);
    assert_int_equal(question->share[ITEM_CEILING].state, ITEM_SHARE_AT_LEAST);
    assert_int_equal(question->share[ITEM_CEILING].count, 96);
    assert_withheld(&question->mean);
    assert_withheld(&question->sd);
}

static void blanks_that_grow_along_the_form_are_told(void **state)
{
    (void)state;
    chance(100, 3, 0);
    for (uint32_t row = 0; row < 100; row++)
        for (uint32_t q = 0; q < 3; q++)
            *model_answer(&model, q, row) =
                row < (q == 2 ? 3u : 1u) ? ANSWER_BLANK : (int8_t)(row % 5);
    analyse(5);
    assert_false(items.rising); /* from 1 to 3 percent: by 2 points, and not more */
    *model_answer(&model, 2, 3) = ANSWER_BLANK;
    analyse(5);
    assert_true(items.rising);
    assert_int_equal(items.late.count, 4);
}

static bool compute_again(void *context, struct fault *fault)
{
    (void)context;
    return compute_with(5, fault);
}

static void a_shortage_of_memory_leaves_nothing(void **state)
{
    (void)state;
    chance(60, 4, 5);
    analyse(5);
    assert_survives_shortage(compute_again, NULL);
    item_analysis_release(&items);
    item_analysis_release(&items);
    assert_null(items.question);
    assert_null(items.signal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_and_one_unit_leave_everything_undefined),
        cmocka_unit_test(two_units_have_an_alpha_of_two_questions),
        cmocka_unit_test(no_answers_at_all_are_no_zeros),
        cmocka_unit_test(a_question_that_does_not_vary_is_left_out),
        cmocka_unit_test(a_sum_that_does_not_vary_is_found_exactly),
        cmocka_unit_test(questions_not_answered_by_the_same_are_named),
        cmocka_unit_test(what_was_not_shown_is_skipped_and_no_answer),
        cmocka_unit_test(adding_to_all_or_turning_all_round_leaves_alpha),
        cmocka_unit_test(signals_name_what_goes_against_the_others_first),
        cmocka_unit_test(a_share_at_its_limit_is_no_signal),
        cmocka_unit_test(two_that_are_answered_alike_are_a_pair),
        cmocka_unit_test(few_units_have_no_figures),
        cmocka_unit_test(units_of_too_few_owners_have_no_figures),
        cmocka_unit_test(cells_of_few_are_merged_and_ends_of_few_are_bounds),
        cmocka_unit_test(blanks_that_grow_along_the_form_are_told),
        cmocka_unit_test(a_shortage_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
