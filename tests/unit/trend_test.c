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
    model_ask_if(model, 4, 1, 2);
}

static void compare_definitions(void)
{
    struct fault fault = {0};
    struct model *model[] = {&first, &second};
    for (int r = 0; r < 2; r++)
        rounds[r] = (struct trend_round){.year = 2018 + r,
                                         .questionnaire = &model[r]->questionnaire,
                                         .population = &model[r]->population,
                                         .answers = &model[r]->answers,
                                         .scores = &model[r]->scores,
                                         .benchmark = &model[r]->benchmark};
    trend_release(&trend);
    assert_true(trend_compute(&trend, rounds, 2, &fault));
}

static void compare_rounds(void)
{
    struct model *model[] = {&first, &second};
    for (int r = 0; r < 2; r++) {
        model_score(model[r]);
        model_compare(model[r]);
    }
    compare_definitions();
}

/* Which of root, a, b and a fourth node are comparable, as letters; the same seen from
   either year. */
static void assert_same_areas(const char *expected)
{
    char found[5] = "";
    size_t count = first.questionnaire.node_count < 4 ? 3 : 4;
    for (uint32_t node = 0; node < count && node < second.questionnaire.node_count;
         node++) {
        uint32_t there = trend_node(&trend, 1, node, 0);
        if (there == NAMES_NONE)
            continue;
        assert_int_equal(there, node);
        assert_int_equal(trend_node(&trend, 0, node, 1), node);
        strncat(found, &"rabc"[node], 1);
    }
    assert_string_equal(found, expected);
    for (uint32_t node = 0; node < 3; node++)
        for (size_t r = 0; r < 2; r++)
            assert_int_equal(trend_node(&trend, r, node, r), node);
}

static void assert_comparable(const char *expected)
{
    compare_rounds();
    assert_same_areas(expected);
}

/* The same for definitions that cannot be scored as the test has changed them. */
static void assert_defined_alike(const char *expected)
{
    compare_definitions();
    assert_same_areas(expected);
}

static void rebuild(void)
{
    build(&first, 3);
    build(&second, 3);
}

/* The weights of the first and the third question of area a, in the second round. */
static void swap_weights(void)
{
    int32_t weight = second.node[1].question_weight[0];
    second.node[1].question_weight[0] = second.node[1].question_weight[2];
    second.node[1].question_weight[2] = weight;
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
    swap_weights();
    assert_comparable("rab");

    /* The questions numbered from the other end, so that q1 to q3 are 2, 1 and 0. */
    rebuild();
    struct question moved = second.question[0];
    second.question[0] = second.question[2];
    second.question[2] = moved;
    swap_weights();
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
    second.node[1].question_weight[1]++;
    assert_comparable("b");
    rebuild();
    second.question[3].reversed = true;
    assert_comparable("a");
    rebuild();
    second.question[4].when_not_asked = NOT_ASKED_FLOOR;
    assert_comparable("a");
    rebuild();
    second.question[4].condition_count = 0;
    assert_comparable("a");
    rebuild();
    second.node[1].coverage_numerator = 1;
    assert_comparable("b");
    rebuild();
    second.node[2].weight = 3; /* how much an area counts is no matter of its own */
    assert_comparable("ab");
    rebuild();
    model_dont_know(&second, RULE_ZERO);
    assert_comparable("");
}

static void a_changed_operation_breaks_its_area_and_those_above(void **state)
{
    (void)state;
    rebuild();
    second.node[1].operation = OPERATION_MIN;
    assert_defined_alike("b");
    rebuild();
    second.node[1].measure = MEASURE_VALUES;
    assert_defined_alike("b");
    rebuild();
    second.node[0].operation = OPERATION_MEAN;
    assert_defined_alike("ab");
    rebuild();
    second.node[2].rule[LACK_BLANK] = RULE_FLOOR;
    assert_defined_alike("a");
    rebuild();
    second.node[2].rounding = ROUNDING_HALF_EVEN;
    assert_defined_alike("a");
    rebuild();
    second.node[2].decimals = 3; /* of a rounding that is none */
    assert_defined_alike("rab");
    rebuild();
    second.node[2].has_range = true;
    assert_defined_alike("a");
    rebuild();
    first.node[2].has_range = second.node[2].has_range = true;
    first.node[2].highest = rational_of(10, 2);
    second.node[2].highest = rational_of(5, 1);
    assert_defined_alike("rab");
    second.node[2].highest = rational_of(4, 1);
    assert_defined_alike("a");
    rebuild();
    second.node[1].start = POINT;
    assert_defined_alike("b");
    rebuild();
    second.node[1].at_least = POINT;
    assert_defined_alike("b");
    rebuild();
    second.node[0].over_questions = true;
    assert_defined_alike("ab");
}

/* Names of stretches, and what is aimed at, are no matter of the figures, but where an
   answer that is missing counts as the target. */
static void names_and_targets_break_nothing_unless_they_count(void **state)
{
    (void)state;
    static struct band band = {.from = 50 * POINT};
    rebuild();
    second.node[1].band = &band;
    second.node[1].band_count = 1;
    second.node[1].has_target = true;
    second.node[1].target = 3 * POINT;
    second.scale[0].target = 2 * POINT;
    second.scale[0].has_target = true;
    assert_defined_alike("rab");
    first.node[2].rule[LACK_BLANK] = second.node[2].rule[LACK_BLANK] = RULE_TARGET;
    assert_defined_alike("a");
    rebuild();
    first.node[0].rule[LACK_BLANK] = second.node[0].rule[LACK_BLANK] = RULE_TARGET;
    assert_defined_alike("rab");
    second.node[1].has_target = true;
    assert_defined_alike("ab");
}

static void weights_are_those_of_the_area_in_whatever_unit(void **state)
{
    (void)state;
    rebuild();
    second.questionnaire.weight_unit = 10;
    for (size_t n = 0; n < second.questionnaire.node_count; n++) {
        second.node[n].weight *= 10;
        for (size_t i = 0; i < second.node[n].question_count; i++)
            second.node[n].question_weight[i] *= 10;
    }
    assert_defined_alike("rab");
    second.node[1].question_weight[2]++;
    assert_defined_alike("b");
    rebuild();
    second.question[0].weight = 9; /* the list in the area says another */
    assert_defined_alike("rab");
}

static struct gate_condition conditions[4];
static struct gate gates[4];

/* A level beside the tree: its first gate looks at q4, its second at area a. */
static void make_level(struct model *model, size_t at)
{
    static uint32_t q4[] = {3};
    static int32_t weight[] = {1};
    static uint32_t area[] = {1};
    conditions[at] = (struct gate_condition){.test = TEST_ALL,
                                             .at_least = 2 * POINT,
                                             .question = q4,
                                             .weight = weight,
                                             .question_count = 1};
    conditions[at + 1] = (struct gate_condition){
        .test = TEST_ANY, .at_least = POINT, .area = area, .area_count = 1};
    for (size_t g = 0; g < 2; g++)
        gates[at + g] = (struct gate){.value = (int64_t)(g + 1) * POINT,
                                      .condition = &conditions[at + g],
                                      .condition_count = 1};
    struct node *node = &model->node[model_node(model, NAMES_NONE, "level", 1)];
    node->operation = OPERATION_LEVEL;
    node->gate = gates + at;
    node->gate_count = 2;
}

static void rebuild_levels(void)
{
    rebuild();
    make_level(&first, 0);
    make_level(&second, 2);
}

static void a_changed_gate_breaks_its_level(void **state)
{
    (void)state;
    static uint32_t root[] = {0};
    rebuild_levels();
    gates[2].title.in[LANGUAGE_DA] = "Nyt navn";
    assert_defined_alike("rabc");
    rebuild_levels();
    second.node[3].gate_count = 1;
    assert_defined_alike("rab");
    rebuild_levels();
    gates[3].value = 3 * POINT;
    assert_defined_alike("rab");
    rebuild_levels();
    conditions[2].at_least++;
    assert_defined_alike("rab");
    rebuild_levels();
    conditions[2].test = TEST_SHARE;
    assert_defined_alike("rab");
    rebuild_levels();
    conditions[2].passing = 1;
    assert_defined_alike("rab");
    rebuild_levels();
    conditions[2].weight = (int32_t[]){2};
    assert_defined_alike("rab");
    rebuild_levels();
    conditions[3].area = root;
    assert_defined_alike("rab");
    rebuild_levels();
    struct gate gate = gates[2];
    gates[2] = gates[3];
    gates[3] = gate;
    assert_defined_alike("rab");
    /* What a gate looks at has changed itself. */
    rebuild_levels();
    second.node[1].coverage_numerator = 1;
    assert_defined_alike("b");
    rebuild_levels();
    second.node[1].question_weight[0]++;
    assert_defined_alike("b");
}

/* Each level looks twice at the one before it, so that looking at every way down would
   take more time than there is. */
static void many_gates_upon_gates_are_looked_at_once_each(void **state)
{
    (void)state;
    static uint32_t below[40][2];
    static struct gate_condition look[40];
    static struct gate gate[40];
    struct model *model[] = {&first, &second};
    rebuild();
    for (int r = 0; r < 2; r++) {
        uint32_t before = 1;
        for (uint32_t i = 0; i < 40; i++) {
            uint32_t node = model_node(model[r], NAMES_NONE, "level", 1);
            below[i][0] = below[i][1] = before;
            look[i] = (struct gate_condition){.area = below[i], .area_count = 2};
            gate[i] = (struct gate){.condition = &look[i], .condition_count = 1};
            model[r]->node[node].operation = OPERATION_LEVEL;
            model[r]->node[node].gate = &gate[i];
            model[r]->node[node].gate_count = 1;
            before = node;
        }
    }
    assert_defined_alike("rabc");
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

/* The ids as a definition that was read has them. */
static void name_questions(struct model *model)
{
    for (size_t q = 0; q < model->questionnaire.question_count; q++)
        assert_non_null(names_keep(&model->questionnaire.question_ids,
                                   model->question[q].id, strlen(model->question[q].id),
                                   NULL));
}

/* The same id, and an edition that says whether answers can be compared over it. */
static void a_rewording_that_cannot_be_compared_breaks_the_question(void **state)
{
    (void)state;
    static struct replaced itself = {.id = "q1"};
    static struct replaced parent = {.id = "q2"};
    static struct replaced other = {.id = "q0"};
    rebuild();
    name_questions(&first);
    second.question[0].replaced = &itself;
    second.question[0].replaced_count = 1;
    itself.comparable = true;
    strcpy(second.questionnaire.hash, "another edition");
    assert_comparable("rab");
    itself.comparable = false;
    assert_comparable("b");
    /* What hangs on such a question is another one too. */
    second.question[0].replaced_count = 0;
    second.question[1].replaced = &parent;
    second.question[1].replaced_count = 1;
    assert_comparable("");
    /* Another question before says nothing of this one. */
    second.question[1].replaced = &other;
    assert_comparable("rab");
    names_release(&first.questionnaire.question_ids);
    second.questionnaire.hash[0] = '\0';
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

static void a_scale_of_another_kind_or_rule_is_another(void **state)
{
    (void)state;
    for (int change = 0; change < 5; change++) {
        rebuild();
        struct scale *own = &second.scale[model_scale(&second, 5) - second.scale];
        second.question[3].scale = own;
        assert_defined_alike("rab");
        if (change == 0)
            own->kind = SCALE_NUMBER;
        if (change == 1)
            own->combine = COMBINE_ANY;
        if (change == 2)
            own->clip = true;
        if (change == 3)
            own->highest = 9 * POINT;
        if (change == 4)
            own->lowest = 0;
        assert_defined_alike("a");
    }
    rebuild();
    second.question[3].layer = "written";
    assert_defined_alike("a");
}

static void who_is_asked_is_part_of_the_question(void **state)
{
    (void)state;
    static bool all[8] = {true, true, true, true, true, true, true, true};
    static bool some[8] = {true, true, true, true, false, true, true, true};
    struct subset subset[] = {{"1", all}, {"2", all}};
    rebuild();
    second.questionnaire.subset_column = "size";
    second.questionnaire.subset = subset;
    second.questionnaire.subset_count = 2;
    assert_defined_alike("rab"); /* everybody is asked everything as before */
    subset[1].applies = some;
    assert_defined_alike("a");
    first.questionnaire.subset_column = "size";
    first.questionnaire.subset = subset;
    first.questionnaire.subset_count = 2;
    assert_defined_alike("rab");
    first.questionnaire.subset_column = "kind";
    assert_defined_alike("a");
    second.questionnaire.subset_count = 0;
    first.questionnaire.subset_count = 0;
    assert_defined_alike("rab");
}

static void a_condition_on_a_number_goes_by_its_bounds(void **state)
{
    (void)state;
    rebuild();
    second.condition[4].at_least = 3 * POINT;
    assert_defined_alike("a");
    rebuild();
    second.condition[4].at_most = 3 * POINT;
    assert_defined_alike("a");
    rebuild();
    first.condition[4].at_most = second.condition[4].at_most = 3 * POINT;
    assert_defined_alike("rab");
    second.question[1].reversed = true; /* and so is the value that is looked at */
    assert_defined_alike("");
    /* Two conditions in either order are the same two. */
    rebuild();
    struct condition two[2] = {first.condition[4], first.condition[4]};
    struct condition turned[2] = {two[0], two[0]};
    two[1].question = turned[0].question = 0;
    first.question[4].condition = two;
    second.question[4].condition = turned;
    first.question[4].condition_count = second.question[4].condition_count = 2;
    assert_defined_alike("rab");
    second.question[4].condition_count = 1;
    assert_defined_alike("a");
}

static void a_condition_that_asks_other_answers_breaks_the_question(void **state)
{
    (void)state;
    rebuild();
    second.condition[4].options = 4;
    assert_comparable("a");
    rebuild();
    second.condition[4].question = 0;
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
    model_ask_if(&second, 1, 0, 1);
    assert_comparable("");

    /* What the parent counts for is no matter of the condition. */
    rebuild();
    second.node[1].question_weight[1] = 9;
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
        cmocka_unit_test(a_changed_operation_breaks_its_area_and_those_above),
        cmocka_unit_test(names_and_targets_break_nothing_unless_they_count),
        cmocka_unit_test(weights_are_those_of_the_area_in_whatever_unit),
        cmocka_unit_test(a_changed_gate_breaks_its_level),
        cmocka_unit_test(many_gates_upon_gates_are_looked_at_once_each),
        cmocka_unit_test(a_scale_of_another_kind_or_rule_is_another),
        cmocka_unit_test(who_is_asked_is_part_of_the_question),
        cmocka_unit_test(a_condition_on_a_number_goes_by_its_bounds),
        cmocka_unit_test(a_question_added_or_removed_breaks_its_area_and_those_above),
        cmocka_unit_test(a_rewording_that_cannot_be_compared_breaks_the_question),
        cmocka_unit_test(a_changed_scale_breaks_what_rests_on_it),
        cmocka_unit_test(a_condition_that_asks_other_answers_breaks_the_question),
        cmocka_unit_test(dimensions_of_different_names_are_never_compared),
        cmocka_unit_test(units_and_groups_are_found_by_their_own_names),
        cmocka_unit_test(editions_of_different_size_stand_side_by_side),
        cmocka_unit_test(running_short_of_memory_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
