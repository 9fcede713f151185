#include "response/response.h"

#include "model.h"
#include "support.h"

static struct model model;
static struct response response;

/* root > a (q0, q1, q2), b (q3, q4: asked if q3 has the second option); 2/3 of each
   area is enough. Units 0-2 are of the owner g00, 3-5 of g01, 6-8 of g02 and 9 of g03;
   the first two owners lie in the region g00. */
#define UNITS 10

static const uint32_t region_of[UNITS] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
static const uint32_t owner_of[UNITS] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3};

static void build(bool owners)
{
    static const char *const id[] = {"q0", "q1", "q2", "q3", "q4"};
    model_begin(&model, UNITS);
    const struct scale *scale = model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "root", 1);
    uint32_t a = model_node(&model, root, "a", 1);
    uint32_t b = model_node(&model, root, "b", 1);
    for (uint32_t q = 0; q < 5; q++)
        model_question(&model, q < 3 ? a : b, id[q], scale, 1);
    model_ask_if(&model, 4, 3, 2);
    model_level(&model, "region", false, 2, region_of);
    if (owners)
        model_level(&model, "owner", true, 4, owner_of);
}

/* A row a unit that has a sheet, its answers as letters: '1' to '5', 'd' don't know,
   'n' not applicable, '.' blank, '_' not asked. NULL = no sheet. */
static void answer(const char *const sheet[UNITS])
{
    bool has[UNITS];
    uint32_t row = 0;
    for (uint32_t unit = 0; unit < UNITS; unit++)
        has[unit] = sheet[unit] != NULL;
    model_answered_by(&model, has);
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        for (uint32_t q = 0; has[unit] && q < model.questionnaire.question_count; q++) {
            const struct scale *scale = model.question[q].scale;
            char mark = sheet[unit][q];
            *model_answer(&model, q, row) = mark == 'd'   ? dont_know(scale)
                                            : mark == 'n' ? not_applicable(scale)
                                            : mark == '.' ? ANSWER_BLANK
                                            : mark == '_' ? ANSWER_NOT_ASKED
                                                          : (int8_t)(mark - '1');
        }
        row += has[unit];
    }
    model_score(&model);
}

static bool compute(void *context, struct fault *fault)
{
    (void)context;
    response_release(&response);
    return response_compute(&response, &model.questionnaire, &model.population,
                            &model.answers, &model.scores, fault);
}

static void look(void)
{
    struct fault fault = {0};
    assert_true(compute(NULL, &fault));
}

static void assert_unit(uint32_t unit, enum response_state state, uint32_t given,
                        uint32_t know_not, uint32_t asked)
{
    assert_int_equal(response.unit[unit].state, state);
    assert_int_equal(response.unit[unit].given, given);
    assert_int_equal(response.unit[unit].dont_know, know_not);
    assert_int_equal(response.unit[unit].asked, asked);
}

static void assert_rate(enum response_rate_name name, uint32_t numerator,
                        uint32_t denominator, int64_t percent)
{
    struct response_rate rate = response_rate(&response, name);
    assert_int_equal(rate.numerator, numerator);
    assert_int_equal(rate.denominator, denominator);
    assert_int_equal(response_percent(rate), percent);
}

static void assert_group(size_t level, uint32_t group, uint32_t complete,
                         uint32_t begun, uint32_t missing, bool takes_part)
{
    const struct response_group *found = &response.group[level][group];
    assert_int_equal(found->complete, complete);
    assert_int_equal(found->begun, begun);
    assert_int_equal(found->missing, missing);
    assert_int_equal(found->takes_part, takes_part);
}

/* By hand: a has a score with 2 of 3 answered, b with 2 of 2, or 1 of 1 where q4 is not
   asked. */
static const char *const mixed[UNITS] = {
    "12.31", /* 0: a by 2 of 3, b by 1 of 1: complete, q4 ruled out and not counted */
    "123.5", /* 1: a alone: q3 is blank and q4 ruled out: partial */
    "1..2.", /* 2: a 1 of 3, b 1 of 2: begun, too few for any area */
    "ddd11", /* 3: b alone; "don't know" is an answer without coverage: partial */
    ".....", /* 4: an empty sheet: not started */
    NULL,    /* 5: not started */
    NULL,    /* 6 to 8: an owner without answers */
    "_____", /* 7: a sheet with none of the columns */
    NULL,    /* 8 */
    "nnnnn", /* 9: nothing applies: every area that does has a score */
};

static void states_follow_from_answers_and_scores(void **state)
{
    (void)state;
    build(true);
    answer(mixed);
    look();
    assert_unit(0, RESPONSE_COMPLETE, 3, 0, 4);
    assert_unit(1, RESPONSE_PARTIAL, 3, 0, 4);
    assert_unit(2, RESPONSE_TOO_FEW, 2, 0, 5);
    assert_unit(3, RESPONSE_PARTIAL, 4, 3, 4);
    assert_unit(4, RESPONSE_NOT_STARTED, 0, 0, 4);
    assert_unit(5, RESPONSE_NOT_STARTED, 0, 0, 4);
    assert_unit(6, RESPONSE_NOT_TAKING_PART, 0, 0, 4);
    assert_unit(7, RESPONSE_NOT_TAKING_PART, 0, 0, 0);
    assert_unit(8, RESPONSE_NOT_TAKING_PART, 0, 0, 4);
    assert_unit(9, RESPONSE_COMPLETE, 4, 0, 4);
    assert_int_equal(response.owner_count, 4);
    assert_int_equal(response.owners_taking_part, 3);
}

/* I = 2, P = 2, O = 1, NC = 2, NP = 3. */
static void rates_are_those_of_aapor(void **state)
{
    (void)state;
    build(true);
    answer(mixed);
    look();
    assert_rate(RESPONSE_RR1, 2, 7, 28571428571);
    assert_rate(RESPONSE_RR2, 4, 7, 57142857143);
    assert_rate(RESPONSE_RR5, 2, 7, 28571428571);
    assert_rate(RESPONSE_RR6, 4, 7, 57142857143);
    assert_rate(RESPONSE_COVERAGE, 7, 10, 70000000000);
}

static void groups_count_their_units(void **state)
{
    (void)state;
    build(true);
    answer(mixed);
    look();
    assert_group(0, 0, 2, 3, 5, true);
    assert_group(1, 0, 1, 3, 2, true);
    assert_group(1, 1, 1, 0, 3, true);
    assert_group(2, 0, 1, 2, 0, true);
    assert_group(2, 1, 0, 1, 2, true);
    assert_group(2, 2, 0, 0, 3, false);
    assert_group(2, 3, 1, 0, 0, true);
}

static void units_that_stand_alone_are_all_invited(void **state)
{
    (void)state;
    build(false);
    answer(mixed);
    look();
    assert_unit(6, RESPONSE_NOT_STARTED, 0, 0, 4);
    assert_int_equal(response.owner_count, 0);
    assert_int_equal(response.count[RESPONSE_NOT_TAKING_PART], 0);
    assert_rate(RESPONSE_RR2, 4, 10, 40000000000);
    assert_rate(RESPONSE_COVERAGE, 10, 10, 100000000000);
}

static void rates_over_nobody_are_undefined(void **state)
{
    static const char *const nobody[UNITS] = {NULL};
    (void)state;
    build(true);
    answer(nobody);
    look();
    for (int name = 0; name < RESPONSE_COVERAGE; name++)
        assert_rate((enum response_rate_name)name, 0, 0, RESPONSE_UNDEFINED);
    assert_rate(RESPONSE_COVERAGE, 0, 10, 0);
    assert_group(0, 0, 0, 0, 10, false);
    build(false);
    answer(nobody);
    look();
    assert_rate(RESPONSE_RR2, 0, 10, 0);
}

static void everybody_may_have_answered(void **state)
{
    static const char *const all[UNITS] = {"11111", "22222", "11111", "22222", "11111",
                                           "22222", "11111", "22222", "11111", "22222"};
    (void)state;
    build(true);
    answer(all);
    look();
    assert_unit(0, RESPONSE_COMPLETE, 4, 0, 4);
    assert_unit(1, RESPONSE_COMPLETE, 5, 0, 5);
    assert_rate(RESPONSE_RR1, 10, 10, 100000000000);
    assert_rate(RESPONSE_RR2, 10, 10, 100000000000);
    assert_int_equal(response.owners_taking_part, 4);
    /* What the areas come to has a rule of its own, and does not matter. */
    model.scores.points[0] = SCORE_TOO_FEW;
    look();
    assert_unit(0, RESPONSE_COMPLETE, 4, 0, 4);
}

/* An area of the headline that has no areas below it is itself what is to be covered,
   and other dimensions do not matter. */
static void a_headline_without_areas_stands_for_itself(void **state)
{
    static const char *const some[UNITS] = {"12.", "1..", "123"};
    (void)state;
    model_begin(&model, UNITS);
    const struct scale *scale = model_scale(&model, 5);
    uint32_t whole = model_node(&model, NAMES_NONE, "whole", 1);
    uint32_t other = model_node(&model, NAMES_NONE, "other", 1);
    model_question(&model, whole, "q0", scale, 1);
    model_question(&model, whole, "q1", scale, 1);
    model_question(&model, whole, "q2", scale, 1);
    model_take_in(&model, other, 2);
    answer(some);
    look();
    assert_unit(0, RESPONSE_COMPLETE, 2, 0, 3);
    assert_unit(1, RESPONSE_TOO_FEW, 1, 0, 3);
    assert_unit(2, RESPONSE_COMPLETE, 3, 0, 3);
}

static void an_option_of_several_is_no_question(void **state)
{
    static const char *const sheets[UNITS] = {"12312"};
    (void)state;
    build(true);
    model.question[1].is_member = model.question[2].is_member = true;
    model.question[1].of = model.question[2].of = 0;
    answer(sheets);
    look();
    assert_unit(0, RESPONSE_COMPLETE, 2, 0, 2);
    assert_unit(1, RESPONSE_NOT_STARTED, 0, 0, 2);
}

static void a_subset_says_what_is_asked(void **state)
{
    static bool first[] = {true, true, true, false, false};
    static bool second[] = {true, false, false, true, true};
    static struct subset subset[] = {{"g00", first}, {"g01", second}};
    static const char *const sheets[UNITS] = {"12345"};
    (void)state;
    build(true);
    model.questionnaire.subset = subset;
    model.questionnaire.subset_count = 2;
    model.questionnaire.subset_column = "region";
    answer(sheets);
    look();
    assert_unit(0, RESPONSE_COMPLETE, 3, 0, 3);
    assert_unit(1, RESPONSE_NOT_STARTED, 0, 0, 3);
    assert_unit(9, RESPONSE_NOT_TAKING_PART, 0, 0, 2);
    /* The first subset is everybody's where no column tells them apart. */
    model.questionnaire.subset_column = NULL;
    model_score(&model);
    look();
    assert_unit(9, RESPONSE_NOT_TAKING_PART, 0, 0, 3);
}

static void assert_order(uint32_t *order, const uint32_t *expected, size_t count)
{
    assert_non_null(order);
    assert_memory_equal(order, expected, count * sizeof *order);
    memory_release(order);
}

/* Ålborg and Bæk lie in the region Øst, Æbelø and Vejle in Nord. */
static void order_is_danish_and_by_group(void **state)
{
    static const char *const owner[] = {"Ålborg", "Bæk", "Æbelø", "Vejle"};
    static const char *name[UNITS] = {"Ærø", "Zoo", "abe", "Ål", "Øen",
                                      "Bo",  "Bo",  "Bi",  "Bu", "Ask"};
    static const uint32_t owners[] = {1, 3, 2, 0};
    static const uint32_t danish[] = {9, 7, 6, 8, 5, 4, 3, 2, 1, 0};
    static const uint32_t english[] = {5, 4, 3, 2, 1, 0, 9, 7, 6, 8};
    (void)state;
    build(true);
    model.population.unit_name = name;
    for (int g = 0; g < 4; g++)
        model.group[2][g].name.in[LANGUAGE_DA] = owner[g];
    model.group[1][0].name = (struct wording){{"Øst", "East"}};
    model.group[1][1].name = (struct wording){{"Nord", "North"}};
    model.group[2][2].name.in[LANGUAGE_DA] = "Xby";
    assert_order(response_order_groups(&model.population, 2, LANGUAGE_DA),
                 (const uint32_t[]){1, 3, 2, 0}, 4);
    model.group[2][2].name.in[LANGUAGE_DA] = owner[2];
    assert_order(response_order_groups(&model.population, 2, LANGUAGE_DA), owners, 4);
    assert_order(response_order_units(&model.population, LANGUAGE_DA), danish, UNITS);
    assert_order(response_order_units(&model.population, LANGUAGE_EN), english, UNITS);
}

static bool order_everything(void *context, struct fault *fault)
{
    (void)context;
    uint32_t *groups = response_order_groups(&model.population, 2, LANGUAGE_DA);
    uint32_t *units =
        groups == NULL ? NULL : response_order_units(&model.population, LANGUAGE_DA);
    bool ok = units != NULL;
    memory_release(groups);
    memory_release(units);
    return ok || fault_memory(fault);
}

static void shortage_of_memory_is_told(void **state)
{
    (void)state;
    build(true);
    answer(mixed);
    assert_survives_shortage(compute, NULL);
    assert_survives_shortage(order_everything, NULL);
}

static void release_may_come_twice(void **state)
{
    struct response none = {0};
    (void)state;
    response_release(&none);
    build(true);
    answer(mixed);
    look();
    response_release(&response);
    response_release(&response);
    assert_null(response.unit);
}

static int let_go(void **state)
{
    (void)state;
    response_release(&response);
    model_release(&model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_follow_from_answers_and_scores),
        cmocka_unit_test(rates_are_those_of_aapor),
        cmocka_unit_test(groups_count_their_units),
        cmocka_unit_test(units_that_stand_alone_are_all_invited),
        cmocka_unit_test(rates_over_nobody_are_undefined),
        cmocka_unit_test(everybody_may_have_answered),
        cmocka_unit_test(a_headline_without_areas_stands_for_itself),
        cmocka_unit_test(an_option_of_several_is_no_question),
        cmocka_unit_test(a_subset_says_what_is_asked),
        cmocka_unit_test(order_is_danish_and_by_group),
        cmocka_unit_test(shortage_of_memory_is_told),
        cmocka_unit_test(release_may_come_twice),
    };
    return cmocka_run_group_tests(tests, NULL, let_go);
}
