/* From where to where the values of areas run, by hand, and the bounds within which
   they are exact. */

#include "base/exact.h"
#include "probe.h"

#include <jansson.h>

static void areas_without_a_value_are_no_inputs(void **state)
{
    static const struct wrong wrong[] = {
        {"{@whole, 'areas': [{@one, 'questions': ['A']}, {@two, "
         "'operator': 'none', 'questions': ['B']}]}",
         {".areas: the area \"two\" gives no value to the one above it: "
          "its operator is \"none\""}},
        {"{@whole, 'areas': [{@up, 'operator': 'share', 'at_least': 1, "
         "'areas': [{@two, 'operator': 'none', 'questions': ['B']}]}]}",
         {".areas[0].areas: the area \"two\" gives no value to the one "
          "above it: its operator is \"none\""}},
    };
    static const char *const sound[] = {
        "{@whole, 'operator': 'none', 'areas': [{@two, 'operator': "
        "'none', 'questions': ['B']}]}",
        "{@whole, 'over': 'questions', 'areas': [{@two, 'operator': "
        "'none', 'questions': ['B']}]}",
        "{@whole, 'operator': 'level', 'levels': [{'conditions': "
        "[{'at_least': 1, 'areas': ['three']}]}], 'areas': [{@two, "
        "'operator': 'none', 'areas': [{@three, 'questions': ['B']}]}]}",
    };
    struct questionnaire read;
    ASSERT_WRONG(*state, wrong);
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        probe_load_sound(*state, &read, sound[i]);
        questionnaire_release(&read);
    }
}

/* Values: A, B and F 1 to 3, C -2 to 2.5, D 0 to 1000000, E -0.5 to 3, E.a 0 or 1.
   Weights: B 2, C 0.5, all others 1. */
static void ranges_are_those_of_the_operators(void **state)
{
    static const struct {
        const char *members;
        int64_t natural[4]; /* numerator, denominator; of the lowest, of the highest */
        int64_t given[4];   /* the same of the value; 0 / 0 = natural */
    } wanted[] = {
        {"'operator': 'weighted_mean', 'questions': ['A', 'C']", {0, 1, 100, 1}, {0}},
        {"'operator': 'weighted_mean', 'measure': 'values', !skip, "
         "'questions': ['A', 'C']",
         {-2, 1, 3, 1},
         {0}},
        {"'operator': 'weighted_mean', 'measure': 'values', !skip, "
         "'questions': ['C']",
         {-2, 1, 5, 2},
         {0}},
        {"'operator': 'mean', 'measure': 'values', !skip, 'questions': "
         "['A', 'E']",
         {-1, 2, 3, 1},
         {0}},
        {"'operator': 'mean', 'measure': 'values', !skip, 'questions': "
         "['F.seen']",
         {1, 1, 3, 1},
         {0}},
        {"'operator': 'mean', 'measure': 'values', !skip, 'questions': "
         "['E.a']",
         {0, 1, 1, 1},
         {0}},
        /* Don't know counts as zero in the definition, so 0 is one of the values. */
        {"'operator': 'mean', 'measure': 'values', 'weight': 1, "
         "'questions': ['A', 'B']",
         {0, 1, 3, 1},
         {0}},
        {"'operator': 'min', 'measure': 'values', !floor, 'questions': "
         "['A', 'D']",
         {0, 1, 1000000, 1},
         {0}},
        {"'operator': 'max', 'measure': 'values', !floor, 'questions': "
         "['A', 'B']",
         {1, 1, 3, 1},
         {0}},
        {"'operator': 'min', 'questions': ['A']", {0, 1, 100, 1}, {0}},
        {"'operator': 'sum', 'measure': 'values', !floor, 'questions': "
         "['A', 'B']",
         {0, 1, 9, 1},
         {0}},
        {"'operator': 'sum', 'measure': 'values', !skip, 'questions': "
         "['A', 'B']",
         {0, 1, 9, 1},
         {0}},
        {"'operator': 'sum', 'measure': 'values', 'rules': {'blank': "
         "'zero', 'not_applicable': 'target'}, 'questions': ['A', 'B']",
         {0, 1, 9, 1},
         {0}},
        /* 10 + 0 + 0 - 1 to 10 + 3 + 6 + 1.25 */
        {"'operator': 'sum', 'measure': 'values', !floor, 'start': 10, "
         "'questions': ['A', 'B', 'C']",
         {9, 1, 81, 4},
         {0}},
        {"'operator': 'sum', 'measure': 'values', !floor, 'questions': "
         "[{'question': 'A', 'weight': 0.3}]",
         {0, 1, 9, 10},
         {0}},
        {"'operator': 'sum', !floor, 'start': -7.5, 'questions': ['A', "
         "'B']",
         {-15, 2, 585, 2},
         {0}},
        {"'operator': 'share', 'measure': 'values', 'at_least': 2, "
         "'questions': ['A', 'C']",
         {0, 1, 100, 1},
         {0}},
        {"'operator': 'possible', 'measure': 'values', !skip, "
         "'questions': ['A', 'C']",
         {0, 1, 100, 1},
         {0}},
        {"'operator': 'level', 'levels': [{'conditions': [{'at_least': "
         "1}]}], 'questions': ['A']",
         {0, 1, 1, 1},
         {0}},
        {"'operator': 'level', 'levels': [{'value': 1.5, 'conditions': "
         "[{'at_least': 1}]}, {'value': 4, 'conditions': [{'at_least': "
         "2}]}], 'questions': ['A']",
         {0, 1, 4, 1},
         {0}},
        {"'operator': 'none', 'questions': ['A']", {0, 1, 0, 1}, {0}},
        {"'operator': 'mean', 'measure': 'values', !skip, 'range': [-1, "
         "0.75], 'questions': ['A']",
         {1, 1, 3, 1},
         {-1, 1, 3, 4}},
        /* 3 x (0 to 1) + 0.5 x (-2 to 2.5) */
        {"'operator': 'sum', 'measure': 'values', !floor, 'areas': "
         "[{@one, 'operator': 'sum', 'weight': 3, 'range': [0, 1], "
         "'questions': ['B']}, {@two, 'weight': 0.5, 'operator': 'mean', "
         "'questions': ['C']}]",
         {-1, 1, 17, 4},
         {0}},
        {"'operator': 'max', 'measure': 'values', !skip, 'areas': [{@one, "
         "'operator': 'mean', 'questions': ['B']}, {@two, 'operator': "
         "'mean', 'questions': ['C']}]",
         {-2, 1, 3, 1},
         {0}},
        {"'operator': 'mean', 'areas': [{@one, 'operator': 'sum', "
         "'measure': 'values', !skip, 'questions': ['B']}]",
         {0, 1, 100, 1},
         {0}},
        /* 1 x (0 to 3) + 2 x (0 to 3) + 2.5 x (-2 to 2.5), and not the areas */
        {"'operator': 'sum', 'measure': 'values', !floor, 'over': "
         "'questions', 'areas': [{@one, 'questions': ['A', {'question': "
         "'C', 'weight': 2.5}]}, {@two, 'questions': ['B', 'C']}]",
         {-5, 1, 61, 4},
         {0}},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct questionnaire read;
        char text[1024];
        snprintf(text, sizeof text, "{@whole, %s}", wanted[i].members);
        probe_load_sound(*state, &read, text);
        const struct node *node = &read.node[0];
        const int64_t *natural = wanted[i].natural;
        const int64_t *given = wanted[i].given[1] == 0 ? natural : wanted[i].given;
        assert_fraction(node->natural_lowest, natural[0], natural[1]);
        assert_fraction(node->natural_highest, natural[2], natural[3]);
        assert_fraction(node->lowest, given[0], given[1]);
        assert_fraction(node->highest, given[2], given[3]);
        questionnaire_release(&read);
    }
}

static void ranges_that_cannot_be_told_are_refused(void **state)
{
    static const struct wrong wrong[] = {
        /* 3 x 10^12 at the root; one area less makes 3 x 10^6, which nine decimals
           leave room for. */
        {"{@whole, 'operator': 'sum', 'measure': 'values', 'areas': [{@b, "
         "'weight': 1000000, 'operator': 'sum', 'areas': [{@a, 'weight': 1000000, "
         "'operator': 'sum', 'questions': ['A']}]}]}",
         {": the range of its value is too large, or too fine, to be told "
          "exactly"}},
    };
    struct questionnaire read;
    ASSERT_WRONG(*state, wrong);
    probe_load_sound(*state, &read,
                     "{@whole, 'operator': 'sum', 'measure': 'values', 'areas': [{@a, "
                     "'weight': 1000000, 'operator': 'sum', 'questions': ['A']}]}");
    assert_fraction(read.node[0].highest, 3000000, 1);
    questionnaire_release(&read);
}

/* Values have six decimals because of D, whose highest is a million: 10^12 millionths,
   of which 1152921 tenths of a weight stay below 2^60, and one more does not. */
static void sums_of_values_stay_within_64_bits(void **state)
{
    static const struct wrong wrong[] = {
        {"{@whole, 'measure': 'values', 'questions': [{'question': 'D', "
         "'weight': 115292.2}]}",
         {".questions: the weights and values of these questions are too "
          "large, or have too many decimals, to be added up exactly"}},
        {"{@whole, 'measure': 'values', 'over': 'questions', 'areas': [{@one, 'questions': "
         "[{'question': 'D', 'weight': 115292.1}]}, {@two, 'questions': "
         "[{'question': 'A', 'weight': 230000}]}]}",
         {".over: the weights and values of these questions are too large, "
          "or have too many decimals, to be added up exactly"}},
    };
    struct questionnaire read;
    ASSERT_WRONG(*state, wrong);
    probe_load_sound(*state, &read,
                     "{@whole, 'measure': 'values', 'questions': [{'question': 'D', "
                     "'weight': 115292.1}]}");
    assert_inputs(&read, 0, "D:1152921");
    questionnaire_release(&read);
}

static void weights_that_add_up_to_too_much_are_refused(void **state)
{
    struct place *place = *state;
    for (int count = 100; count <= 101; count++) {
        struct questionnaire read;
        struct text text = {0};
        text_add(&text, "{@whole, 'areas': [");
        for (int i = 0; i < count; i++)
            text_print(&text,
                       "%s{'id': 'a%d', ~, 'weight': 1000000, 'questions': ['A']}",
                       i == 0 ? "" : ", ", i);
        text_add(&text, "]}");
        assert_int_equal(probe_load(place, &read, text.bytes), count == 100);
        if (count == 101)
            assert_problem(
                place, 0, SEVERITY_ERROR, 4, place->problems.problem[0].column,
                "$.dimensions[0]: the weights add up to more than 1000000000 "
                "steps of 1/10, the largest step that all weights are made of");
        questionnaire_release(&read);
        text_release(&text);
    }
}

static void loading_survives_a_shortage(void **state)
{
    struct place *place = *state;
    char path[256];
    struct probe_shortage shortage = {path, 0};
    place_path(path, place, "probe.json");
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    /*  */
    probe_write(place,
                "{@whole, 'operator': 'sum', 'start': 0.5, 'measure': "
                "'values', 'areas': [{@one, 'operator': 'min', 'questions': "
                "['A', 'C']}, {@two, 'range': [1, 2], 'questions': ['D']}]}",
                probe_rest, "");
    assert_survives_shortage(probe_load_short, &shortage);
    /*  */
    probe_write(place,
                "{@whole, 'operator': 'sum', 'measure': 'values', 'areas': "
                "[{@d, 'weight': 1000000, 'operator': 'sum', 'areas': [{@c, "
                "'weight': 1000000, 'operator': 'sum', 'areas': [{@b, "
                "'weight': 1000000, 'operator': 'sum', 'areas': [{@a, "
                "'weight': 1000000, 'operator': 'sum', 'questions': "
                "['A']}]}]}]}]}",
                probe_rest, "");
    shortage.errors = 1;
    assert_survives_shortage(probe_load_short, &shortage);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "probe.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(areas_without_a_value_are_no_inputs),
        HERE(ranges_are_those_of_the_operators),
        HERE(ranges_that_cannot_be_told_are_refused),
        HERE(sums_of_values_stay_within_64_bits),
        HERE(weights_that_add_up_to_too_much_are_refused),
        HERE(loading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
