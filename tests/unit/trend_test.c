#include "trend/trend.h"

#include "model.h"

static struct model first;
static struct model second;
static struct trend trend;
static struct trend_round rounds[2];

/* root > a (q1, q2, q3), b (q4, q5 asked if q2 is answered by the second option) */
static void build(struct model *model, uint32_t units)
{
    static const char *const id[] = {"q1", "q2", "q3", "q4", "q5"};
    model_begin(model, units);
    const struct scale *scale = model_scale(model, 5);
    uint32_t root = model_node(model, NAMES_NONE, "root", 1);
    uint32_t a = model_node(model, root, "a", 1);
    uint32_t b = model_node(model, root, "b", 2);
    for (uint32_t q = 0; q < 5; q++)
        model_question(model, q < 3 ? a : b, id[q], scale, (int32_t)q + 1);
    model->question[4].conditional = true;
    model->question[4].parent = 1;
    model->question[4].parent_options = 2;
}

static void compare_rounds(void)
{
    struct fault fault = {0};
    struct model *model[] = {&first, &second};
    for (int r = 0; r < 2; r++) {
        model_score(model[r]);
        model_compare(model[r]);
        rounds[r] = (struct trend_round){.year = 2018 + r,
                                         .questionnaire = &model[r]->questionnaire,
                                         .population = &model[r]->population,
                                         .answers = &model[r]->answers,
                                         .scores = &model[r]->scores,
                                         .benchmark = &model[r]->benchmark};
    }
    trend_release(&trend);
    assert_true(trend_compute(&trend, rounds, 2, &fault));
}

/* Which of root, a and b are comparable, as letters; the same seen from either year. */
static void assert_comparable(const char *expected)
{
    char found[4] = "";
    compare_rounds();
    for (uint32_t node = 0; node < 3; node++) {
        uint32_t there = trend_node(&trend, 1, node, 0);
        if (there == NAMES_NONE)
            continue;
        assert_int_equal(there, node);
        assert_int_equal(trend_node(&trend, 0, node, 1), node);
        strncat(found, &"rab"[node], 1);
    }
    assert_string_equal(found, expected);
    for (uint32_t node = 0; node < 3; node++)
        for (size_t r = 0; r < 2; r++)
            assert_int_equal(trend_node(&trend, r, node, r), node);
}

static void rebuild(void)
{
    build(&first, 3);
    build(&second, 3);
}

static void the_same_definition_is_comparable_throughout(void **state)
{
    (void)state;
    rebuild();
    assert_string_not_equal(first.questionnaire.hash, second.questionnaire.hash);
    assert_comparable("rab");
    memcpy(second.questionnaire.hash, first.questionnaire.hash, 65);
    assert_comparable("rab");
}

static void wording_and_order_break_nothing(void **state)
{
    (void)state;
    rebuild();
    second.question[0].text.in[LANGUAGE_DA] = "Ny ordlyd";
    second.node[1].title.in[LANGUAGE_DA] = "Nyt navn";
    second.node[1].question[0] = 2;
    second.node[1].question[2] = 0;
    assert_comparable("rab");

    /* The questions numbered from the other end, so that q1 to q3 are 2, 1 and 0. */
    rebuild();
    struct question moved = second.question[0];
    second.question[0] = second.question[2];
    second.question[2] = moved;
    assert_comparable("rab");
}

static void areas_in_another_order_are_the_same_areas(void **state)
{
    (void)state;
    rebuild();
    struct node moved = second.node[1];
    second.node[1] = second.node[2];
    second.node[2] = moved;
    second.node[1].end = 2;
    second.node[2].end = 3;
    compare_rounds();
    assert_int_equal(trend_node(&trend, 0, 0, 1), 0);
    assert_int_equal(trend_node(&trend, 0, 1, 1), 2);
    assert_int_equal(trend_node(&trend, 0, 2, 1), 1);
    assert_int_equal(trend_node(&trend, 1, 1, 0), 2);
}

static void a_changed_rule_breaks_its_area_and_those_above(void **state)
{
    (void)state;
    rebuild();
    second.question[1].weight++;
    assert_comparable("b");
    rebuild();
    second.question[3].reversed = true;
    assert_comparable("a");
    rebuild();
    second.question[4].when_not_asked = NOT_ASKED_FLOOR;
    assert_comparable("a");
    rebuild();
    second.question[4].conditional = false;
    assert_comparable("a");
    rebuild();
    second.node[1].coverage_numerator = 1;
    assert_comparable("b");
    rebuild();
    second.node[2].weight = 3; /* how much an area counts is no matter of its own */
    assert_comparable("ab");
    rebuild();
    second.questionnaire.dont_know = DONT_KNOW_ZERO;
    assert_comparable("");
}

static void a_question_added_or_removed_breaks_its_area_and_those_above(void **state)
{
    (void)state;
    rebuild();
    second.node[1].question_count = 2;
    assert_comparable("b");
    rebuild();
    model_question(&second, 2, "q6", &second.scale[0], 1);
    assert_comparable("a");
    rebuild();
    second.question[2].id = "q3b"; /* reworded so much that it has a new id */
    assert_comparable("b");
    rebuild();
    second.node[1].question[second.node[1].question_count++] = 3;
    second.node[2].question[0] = 4;
    second.node[2].question_count = 1; /* q4 has moved from b to a */
    assert_comparable("");
}

static void a_changed_scale_breaks_what_rests_on_it(void **state)
{
    (void)state;
    rebuild();
    second.question[3].scale = model_scale(&second, 4);
    assert_comparable("a");
    rebuild();
    const struct scale *scale = model_scale(&second, 5);
    scale->option[2].value = 4; /* the same codes, other values */
    second.question[2].scale = scale;
    assert_comparable("b");
    rebuild();
    const struct scale *unknown = model_scale(&second, 5);
    unknown->option[5].state = OPTION_NOT_APPLICABLE;
    second.question[2].scale = unknown;
    assert_comparable("b");
}

static void a_condition_that_asks_other_answers_breaks_the_question(void **state)
{
    (void)state;
    rebuild();
    second.question[4].parent_options = 4;
    assert_comparable("a");
    rebuild();
    second.question[4].parent = 0;
    assert_comparable("a");

    /* The parent's options change places: the same bit now asks those who said 1. The
       parent stands in the other area, and weighs nothing there. */
    rebuild();
    struct scale *scale = &second.scale[model_scale(&second, 5) - second.scale];
    struct option option = scale->option[0];
    scale->option[0] = scale->option[1];
    scale->option[1] = option;
    second.question[1].scale = scale;
    assert_comparable("");

    /* The parent is now itself asked only of some. */
    rebuild();
    second.question[1].conditional = true;
    second.question[1].parent_options = 1;
    assert_comparable("");

    /* What the parent counts for is no matter of the condition. */
    rebuild();
    second.question[1].weight = 9;
    assert_comparable("b");
}

static void dimensions_of_different_names_are_never_compared(void **state)
{
    (void)state;
    rebuild();
    second.dimension[0].id = "other";
    assert_comparable("");
}

static void units_and_groups_are_found_by_their_own_names(void **state)
{
    (void)state;
    static const uint32_t before[] = {0, 0, 1, 2};
    static const uint32_t after[] = {1, 0, 1};
    static const bool answered[] = {true, false, true};
    build(&first, 4);
    build(&second, 3);
    model_level(&first, "region", false, 3, before);
    model_level(&second, "owner", true, 1, (uint32_t[]){0, 0, 0});
    model_level(&second, "region", false, 2, after);
    model_answered_by(&second, answered);
    compare_rounds();
    assert_int_equal(trend_row(&trend, 0, "u0003"), 3);
    assert_int_equal(trend_row(&trend, 1, "u0003"), NAMES_NONE); /* gone */
    assert_int_equal(trend_row(&trend, 1, "u0001"), NAMES_NONE); /* did not answer */
    assert_int_equal(trend_row(&trend, 1, "u0002"), 1);
    assert_int_equal(trend_row(&trend, 1, "nobody"), NAMES_NONE);
    size_t level = 9;
    uint32_t group = 9;
    assert_true(trend_group(&trend, 1, "region", "g01", &level, &group));
    assert_int_equal(level, 2);
    assert_int_equal(group, 1);
    assert_false(trend_group(&trend, 1, "region", "g02", &level, &group));
    assert_false(trend_group(&trend, 0, "owner", "g00", &level, &group));
    assert_true(trend_group(&trend, 0, "nation", "dk", &level, &group));
    assert_int_equal(level, 0);
}

static void editions_of_different_size_stand_side_by_side(void **state)
{
    (void)state;
    rebuild();
    for (int i = 0; i < 9; i++) {
        uint32_t more = model_node(&second, NAMES_NONE, "more", 1);
        model_question(&second, more, "q6", &second.scale[0], 1);
    }
    assert_comparable("rab");
    for (uint32_t node = 3; node < second.questionnaire.node_count; node++)
        assert_int_equal(trend_node(&trend, 1, node, 0), NAMES_NONE);
}

static void running_short_of_memory_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    rebuild();
    compare_rounds();
    trend_release(&trend);
    bool ok = false;
    for (unsigned long call = 1; !ok; call++) {
        struct fault fault = {0};
        memory_fail_from(call);
        ok = trend_compute(&trend, rounds, 2, &fault);
        memory_fail_from(0);
        assert_int_equal(fault.kind, ok ? FAULT_NONE : FAULT_SYSTEM);
        if (!ok)
            trend_release(&trend);
        assert_true(call < 100);
    }
    trend_release(&trend);
    trend_release(&trend);
}

static int release(void **state)
{
    (void)state;
    trend_release(&trend);
    model_release(&first);
    model_release(&second);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_definition_is_comparable_throughout),
        cmocka_unit_test(wording_and_order_break_nothing),
        cmocka_unit_test(areas_in_another_order_are_the_same_areas),
        cmocka_unit_test(a_changed_rule_breaks_its_area_and_those_above),
        cmocka_unit_test(a_question_added_or_removed_breaks_its_area_and_those_above),
        cmocka_unit_test(a_changed_scale_breaks_what_rests_on_it),
        cmocka_unit_test(a_condition_that_asks_other_answers_breaks_the_question),
        cmocka_unit_test(dimensions_of_different_names_are_never_compared),
        cmocka_unit_test(units_and_groups_are_found_by_their_own_names),
        cmocka_unit_test(editions_of_different_size_stand_side_by_side),
        cmocka_unit_test(running_short_of_memory_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
