/* Gates as they are read: what their conditions look at, with which weights, and
   everything that can be wrong with them. */

#include "base/exact.h"
#include "probe.h"

#include <jansson.h>

static void a_gate_has_no_minimum_coverage_but_its_own(void **state)
{
    struct questionnaire read;
    probe_load_sound(*state, &read,
                     "{@whole, 'minimum_coverage': '1/2', 'areas': [{@gate, "
                     "'operator': 'level', 'levels': [{'conditions': [{'at_least': "
                     "2}]}], 'areas': [{@below, 'questions': ['A']}]}, {@other, "
                     "'operator': 'level', 'levels': [{'conditions': [{'at_least': "
                     "2}]}], 'minimum_coverage': '1/4', 'areas': [{@there, "
                     "'questions': ['A']}]}]}");
    static const int32_t wanted[][2] = {{1, 2}, {0, 1}, {1, 2}, {1, 4}, {1, 4}};
    for (size_t n = 0; n < 5; n++) {
        assert_int_equal(read.node[n].coverage_numerator, wanted[n][0]);
        assert_int_equal(read.node[n].coverage_denominator, wanted[n][1]);
    }
    questionnaire_release(&read);
}

static void a_gate_is_read_whole(void **state)
{
    struct questionnaire read;
    probe_load_sound(*state, &read,
                     "{@whole, 'operator': 'level', 'questions': ['A', {'question': "
                     "'B', 'weight': 5}], 'levels': [{'conditions': [{'at_least': "
                     "2}]}, {'value': 2.5, 'title': {'en': 'far'}, 'conditions': "
                     "[{'test': 'any', 'at_least': -1, 'questions': ['B']}, {'test': "
                     "'none', 'at_least': 1, 'tags': ['basic']}, {'test': 'sum', "
                     "'at_least': 7.25}, {'test': 'mean', 'at_least': 0}]}, "
                     "{'conditions': [{'test': 'share', 'at_least': 0.75, 'passing': "
                     "2}, {'test': 'count', 'at_least': 9, 'passing': 3.5}]}]}");
    const struct node *node = &read.node[0];
    assert_int_equal(node->gate_count, 3);
    assert_int_equal(node->gate[0].value, POINT);
    assert_null(node->gate[0].title.in[LANGUAGE_EN]);
    assert_int_equal(node->gate[0].condition_count, 1);
    assert_int_equal(node->gate[0].condition[0].test, TEST_ALL);
    assert_int_equal(node->gate[0].condition[0].at_least, 2 * POINT);
    assert_int_equal(node->gate[1].value, POINT * 5 / 2);
    assert_string_equal(node->gate[1].title.in[LANGUAGE_EN], "far");
    assert_int_equal(node->gate[2].value, 3 * POINT);
    const struct gate_condition *condition = node->gate[1].condition;
    assert_int_equal(node->gate[1].condition_count, 4);
    assert_int_equal(condition[0].test, TEST_ANY);
    assert_int_equal(condition[0].at_least, -POINT);
    assert_list(&read, condition[0].question, condition[0].weight,
                condition[0].question_count, "B:50");
    assert_int_equal(condition[1].test, TEST_NONE);
    assert_list(&read, condition[1].question, condition[1].weight,
                condition[1].question_count, "A:10");
    assert_int_equal(condition[2].test, TEST_SUM);
    assert_int_equal(condition[2].at_least, POINT * 29 / 4);
    assert_list(&read, condition[2].question, condition[2].weight,
                condition[2].question_count, "A:10 B:50");
    assert_int_equal(condition[3].test, TEST_MEAN);
    condition = node->gate[2].condition;
    assert_int_equal(condition[0].test, TEST_SHARE);
    assert_int_equal(condition[0].at_least, POINT * 3 / 4);
    assert_int_equal(condition[0].passing, 2 * POINT);
    assert_int_equal(condition[1].test, TEST_COUNT_OF);
    assert_int_equal(condition[1].at_least, 9 * POINT);
    assert_int_equal(condition[1].passing, POINT * 7 / 2);
    questionnaire_release(&read);
}

static const struct gate_condition *condition_of(const struct questionnaire *read,
                                                 uint32_t node, size_t number)
{
    assert_true(number < read->node[node].gate[0].condition_count);
    return &read->node[node].gate[0].condition[number];
}

static void assert_questions(const struct questionnaire *read, uint32_t node,
                             size_t number, const char *wanted)
{
    const struct gate_condition *condition = condition_of(read, node, number);
    assert_int_equal(condition->area_count, 0);
    assert_list(read, condition->question, condition->weight, condition->question_count,
                wanted);
}

static void assert_areas(const struct questionnaire *read, uint32_t node, size_t number,
                         const char *wanted)
{
    const struct gate_condition *condition = condition_of(read, node, number);
    struct text text = {0};
    assert_int_equal(condition->question_count, 0);
    for (size_t i = 0; i < condition->area_count; i++)
        text_print(&text, "%s%u", i == 0 ? "" : " ", condition->area[i]);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static void a_gate_above_others_looks_at_areas_or_at_the_questions_below(void **state)
{
    struct questionnaire read;
    probe_load_sound(*state, &read,
                     "{@early, 'areas': [{@one, 'questions': ['A']}, {@two, "
                     "'questions': ['B']}]}, {@whole, 'operator': 'level', 'levels': "
                     "[{'conditions': [{'at_least': 1}, {'at_least': 1, 'areas': "
                     "['four', 'three']}, {'at_least': 1, 'areas': ['early/two', "
                     "'early/early', 'two']}, {'at_least': 1, 'tags': ['low']}, "
                     "{'at_least': 1, 'tags': ['low', 'basic']}, {'at_least': 1, "
                     "'tags': ['high']}, {'at_least': 1, 'questions': ['B', 'D', 'C', "
                     "'E.a']}]}], 'layer': 'written', 'areas': [{@two, 'weight': 3, "
                     "'areas': [{@three, 'questions': ['A', {'question': 'B', "
                     "'weight': 4}]}]}, {@four, 'questions': ['B', {'question': 'C', "
                     "'weight': 6}]}]}, {@over, 'operator': 'level', 'levels': "
                     "[{'conditions': [{'at_least': 1}]}], 'over': 'questions', "
                     "'areas': [{@five, 'questions': ['A']}, {@six, 'operator': "
                     "'none', 'questions': ['D']}]}");
    /* early 0, one 1, two 2, whole 3, two 4, three 5, four 6, over 7 */
    assert_areas(&read, 3, 0, "4 6");
    assert_areas(&read, 3, 1, "6 5");
    assert_areas(&read, 3, 2, "2 0 4");
    assert_questions(&read, 3, 3, "A:10 B:40");
    assert_questions(&read, 3, 4, "A:10");
    /* A set may be empty, where some question elsewhere bears the tags. */
    assert_questions(&read, 3, 5, "");
    assert_questions(&read, 3, 6, "B:40 D:10 C.written:60 E.a:10");
    assert_questions(&read, 7, 0, "A:10 D:10");
    questionnaire_release(&read);
}

static void gates_are_checked(void **state)
{
    static const char named[] =
        "those below this one may be named, and as \"dimension/area\" "
        "those of earlier dimensions";
    char told[4][256];
    static const char *const missing[] = {"one", "whole", "later/later", "whole/one"};
    for (size_t i = 0; i < 4; i++)
        snprintf(told[i], sizeof told[i],
                 ".levels[0].conditions[0].areas[%zu]: there is no area \"%s\" to "
                 "look at; %s",
                 i, missing[i], named);
    const struct wrong wrong[] = {
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'areas': ['one', 'whole', 'later/later', "
         "'whole/one']}]}], 'areas': [{@two, 'questions': ['A']}]}, "
         "{@later, 'questions': ['A']}",
         {told[0], told[1], told[2], told[3]}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'areas': [4, '', 'two', 'two']}]}], 'areas': "
         "[{@two, 'questions': ['A']}]}",
         {".levels[0].conditions[0].areas[0]: must be the id of an area",
          ".levels[0].conditions[0].areas[1]: must be the id of an area",
          ".levels[0].conditions[0].areas[3]: the area \"two\" stands here "
          "twice"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'areas': []}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].areas: must not be empty"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'areas': ['two']}]}], 'areas': [{@two, "
         "'operator': 'none', 'questions': ['A']}]}",
         {".levels[0].conditions[0].areas[0]: the area \"two\" has no "
          "value to look at: its operator is \"none\""}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1}]}], 'areas': [{@two, 'operator': 'none', "
         "'questions': ['A']}]}",
         {".levels[0].conditions[0]: the area \"two\" has no value to look "
          "at: its operator is \"none\""}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'questions': ['A', 'G', 'a', {'question': 'B', "
         "'weight': 1}]}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].questions[1]: there is no question "
          "\"G\"",
          ".levels[0].conditions[0].questions[2]: the question \"a\" "
          "stands here twice",
          ".levels[0].conditions[0].questions[3]: must be the id of a "
          "question"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'questions': [3]}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].questions[0]: must be the id of a "
          "question"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'tags': ['lwo']}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].tags: no question bears the tag "
          "\"lwo\"; did you mean \"low\"?"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'tags': ['low'], 'questions': ['A']}]}], "
         "'questions': ['A']}",
         {".levels[0].conditions[0]: has more than one of \"questions\", "
          "\"tags\" and \"areas\""}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'test': 'all'}]}], 'questions': ['A']}",
         {".levels[0].conditions[0]: \"at_least\" is missing"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'test': 'some', 'at_least': 1}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].test: must be \"all\", \"any\", "
          "\"none\", \"sum\", \"mean\", \"share\" or \"count\""}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'test': 'share', 'at_least': 0.5}, {'test': 'count', "
         "'at_least': 2}]}], 'questions': ['A']}",
         {".levels[0].conditions[0]: \"passing\" is missing",
          ".levels[0].conditions[1]: \"passing\" is missing"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'passing': 1}, {'test': 'sum', 'at_least': 1, "
         "'passing': 1}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].passing: stands only beside the test "
          "\"share\" or \"count\"",
          ".levels[0].conditions[1].passing: stands only beside the test "
          "\"share\" or \"count\""}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'test': 'share', 'at_least': 1.000001, 'passing': 1}, {'test': "
         "'share', 'at_least': -0.5, 'passing': 1}]}], 'questions': ['A']}",
         {".levels[0].conditions[0].at_least: a share lies from 0 to 1",
          ".levels[0].conditions[1].at_least: a share lies from 0 to 1"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 1, 'tset': 'any'}, 'all']}], 'questions': ['A']}",
         {".levels[0].conditions[0].tset: unknown key; did you mean "
          "\"test\"?",
          ".levels[0].conditions[1]: must be an object"}},
        {"{@whole, 'operator': 'level', 'levels': [{'conditions': []}], "
         "'questions': ['A']}",
         {".levels[0].conditions: must not be empty"}},
        {"{@whole, 'operator': 'level', 'questions': ['A'], 'levels': "
         "[{}, 3, {'level': 1, 'conditions': [{'at_least': 1}]}]}",
         {".levels[0]: \"conditions\" is missing", ".levels[1]: must be an object",
          ".levels[2].level: unknown key"}},
        {"{@whole, 'operator': 'level', 'questions': ['A'], 'levels': "
         "[{'value': 2, 'conditions': [{'at_least': 1}]}, {'conditions': "
         "[{'at_least': 2}]}, {'value': 1.5, 'conditions': [{'at_least': "
         "3}]}]}",
         {".levels[1].value: must be above that of the level before it",
          ".levels[2].value: must be above that of the level before it"}},
        {"{@whole, 'operator': 'level', 'questions': ['A'], 'levels': "
         "[{'value': 0, 'conditions': [{'at_least': 1}]}]}",
         {".levels[0].value: must be above 0, which is no level"}},
    };
    ASSERT_WRONG(*state, wrong);
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
                "{@whole, 'operator': 'level', 'levels': [{~, 'conditions': "
                "[{'at_least': 1, 'areas': ['one', 'two']}, {'at_least': 1}, "
                "{'at_least': 1, 'tags': ['low']}, {'at_least': 1, "
                "'questions': ['A', 'E.a']}]}], 'areas': [{@one, 'questions': "
                "['A', 'C']}, {@two, 'questions': ['B']}]}",
                probe_rest, "");
    assert_survives_shortage(probe_load_short, &shortage);
    /*  */
    probe_write(place,
                "{@whole, 'operator': 'level', 'levels': [{'conditions': "
                "[{'at_least': 1, 'areas': ['nowhere']}, {'at_least': 1, "
                "'tags': ['lwo']}]}], 'questions': ['A']}",
                probe_rest, "");
    shortage.errors = 2;
    assert_survives_shortage(probe_load_short, &shortage);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "probe.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_gate_has_no_minimum_coverage_but_its_own),
        HERE(a_gate_is_read_whole),
        HERE(a_gate_above_others_looks_at_areas_or_at_the_questions_below),
        HERE(gates_are_checked),
        HERE(loading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
