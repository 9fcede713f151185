/* The questions of areas: listed, selected, or all below. */

#include "probe.h"

static void inputs_are_listed_or_selected_in_the_area_s_layer(void **state)
{
    struct questionnaire read;
    probe_load_sound(
        *state, &read,
        "{@listed, 'measure': 'values', 'questions': ['B', {'question': 'a', 'weight': 2.5}, "
        "'E', 'D']}, {@members, 'questions': ['E.b', 'E', 'E.c', "
        "'C.written']}, {@one-tag, 'select': ['basic']}, {@two-tags, "
        "'select': ['low', 'high']}, {@written, 'layer': 'written', "
        "'select': ['basic']}, {@seen, 'layer': 'seen', 'questions': "
        "['C', 'F', 'A']}, {@first, 'layer': 'made', 'questions': ['C', "
        "'F', 'F.seen']}");
    assert_inputs(&read, 0, "B:20 A:25 E:10 D:10");
    assert_inputs(&read, 1, "E.b:10 E:10 E.c:10 C.written:5");
    assert_inputs(&read, 2, "A:10 C:5");
    assert_inputs(&read, 3, "E:10");
    assert_inputs(&read, 4, "A:10 C.written:5");
    assert_inputs(&read, 5, "C:5 F.seen:10 A:10");
    assert_inputs(&read, 6, "C:5 F:10 F.seen:10");
    questionnaire_release(&read);
}

static void over_questions_takes_each_one_below_once_as_it_stands_first(void **state)
{
    struct questionnaire read;
    probe_load_sound(
        *state, &read,
        "{@whole, 'measure': 'values', 'over': 'questions', 'areas': [{@one, 'questions': "
        "['B', {'question': 'A', 'weight': 3}]}, {@two, 'over': "
        "'questions', 'layer': 'written', 'areas': [{@three, "
        "'questions': ['A', 'C']}, {@four, 'questions': [{'question': "
        "'C', 'weight': 4}, 'D']}]}, {@none, 'operator': 'none', "
        "'questions': ['C']}]}, {@areas, 'over': 'areas', 'areas': "
        "[{@five, 'questions': ['A']}]}");
    assert_true(read.node[0].over_questions);
    assert_inputs(&read, 0, "B:20 A:30 C.written:5 D:10 C:5");
    assert_true(read.node[2].over_questions);
    assert_inputs(&read, 2, "A:10 C.written:5 D:10");
    assert_false(read.node[6].over_questions);
    assert_int_equal(read.node[6].question_count, 0);
    questionnaire_release(&read);
}

static void inputs_are_checked(void **state)
{
    static const struct wrong wrong[] = {
        {"{@whole, 'questions': ['A', 'G', 'C.writen']}",
         {".questions[1]: there is no question \"G\"",
          ".questions[2]: there is no question \"C.writen\"; did you mean "
          "\"C.written\"?"}},
        {"{@whole, 'questions': ['A', {'question': 'a', 'weight': 2}]}",
         {".questions[1].question: the question \"a\" stands here twice"}},
        {"{@whole, 'layer': 'written', 'questions': ['C', 'C.written']}",
         {".questions[1]: the question \"C.written\" stands here twice"}},
        {"{@whole, 'questions': [7, '', ['A'], 'A']}",
         {".questions[0]: must be the id of a question, or an object with "
          "a \"question\" and its \"weight\"",
          ".questions[1]: must be the id of a question, or an object with "
          "a \"question\" and its \"weight\"",
          ".questions[2]: must be the id of a question, or an object with "
          "a \"question\" and its \"weight\""}},
        {"{@whole, 'questions': [{'question': 'A'}, {'weight': 2}, "
         "{'question': 'B', 'wieght': 2}]}",
         {".questions[0]: \"weight\" is missing",
          ".questions[1]: \"question\" is missing",
          ".questions[2].wieght: unknown key; did you mean \"weight\"?",
          ".questions[2]: \"weight\" is missing"}},
        {"{@whole, 'questions': []}", {".questions: must not be empty"}},
        {"{@whole, 'questions': 'A'}", {".questions: must be an array"}},
        {"{@whole, 'select': []}", {".select: must not be empty"}},
        {"{@whole, 'select': 'low'}", {".select: must be an array"}},
        {"{@whole, 'select': ['lwo', 'low', 'grand']}",
         {".select: no question bears the tag \"lwo\"; did you mean "
          "\"low\"?",
          ".select: no question bears the tag \"grand\""}},
        {"{@whole, 'select': ['basic', 'high']}",
         {".select: no question bears all of these tags"}},
        {"{@whole, 'target': 2}",
         {": \"questions\", \"select\" or \"areas\" is missing"}},
        {"{@whole, 'areas': []}",
         {": \"questions\", \"select\" or \"areas\" is missing"}},
        {"{@whole, 'questions': ['A'], 'select': ['low']}",
         {": has \"questions\" and \"select\"; one of them is enough"}},
        {"{@whole, 'questions': ['A'], 'areas': [{@one, 'questions': "
         "['A']}]}",
         {": has \"areas\" and \"questions\"; only a lowest area has "
          "questions"}},
        {"{@whole, 'select': ['low'], 'areas': [{@one, 'questions': "
         "['A']}]}",
         {": has \"areas\" and \"select\"; only a lowest area has questions"}},
        {"{@whole, 'layer': 'writen', 'questions': ['C']}",
         {".layer: no question has a layer \"writen\"; did you mean "
          "\"written\"?"}},
        {"{@whole, 'layer': 3, 'questions': ['C']}", {".layer: must be a string"}},
        {"{@whole, 'over': 'questions', 'questions': ['A']}",
         {".over: stands only in an area that has \"areas\""}},
        {"{@whole, 'over': 'question', 'areas': [{@one, 'questions': "
         "['A']}]}",
         {".over: must be \"areas\" or \"questions\"; did you mean "
          "\"questions\"?"}},
    };
    ASSERT_WRONG(*state, wrong);
}

/* It may only be there to ask others by; what is doubtful is told elsewhere. */
static void a_question_may_stand_in_no_area(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    probe_write(place, "{@whole, 'questions': ['A']}", "", "");
    assert_true(probe_read(place, &read));
    assert_no_problem(place);
    assert_int_equal(read.node_count, 1);
    questionnaire_release(&read);
}

/* What is wrong with questions and scales is told once, and not again of the areas. */
static void what_is_wrong_elsewhere_is_not_told_again(void **state)
{
    static const char definition[] =
        "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', "
        "'identified_by': ['id'], 'scales': {'one': {~, 'options': [{'code': '1', "
        "'value': 1, 'label': {'en': 'l'}}]}}, 'questions': ["
        "{'id': 'A', 'scale': 'one', 'text': {'en': 't'}}, "
        "{'id': 'B', 'scale': 'two', 'text': {'en': 't'}}, "
        "{'scale': 'one', 'text': {'en': 't'}}], 'dimensions': [{@whole, 'measure': "
        "'values', 'areas': [{@x, 'questions': ['A']}, "
        "{@y, 'operator': 'sum', 'questions': ['B']}]}]}";
    static const char *const wanted[] = {
        "$.scales.one: a scale needs at least two different values",
        "$.questions[1].scale: there is no scale \"two\"",
        "$.questions[2]: \"id\" is missing"};
    struct place *place = *state;
    struct questionnaire read;
    struct text text = {0};
    probe_expand(&text, definition);
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    assert_false(probe_read(place, &read));
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(place->problems.problem[i].what, wanted[i]);
    assert_int_equal(place->problems.error_count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(inputs_are_listed_or_selected_in_the_area_s_layer),
        HERE(over_questions_takes_each_one_below_once_as_it_stands_first),
        HERE(inputs_are_checked),
        HERE(a_question_may_stand_in_no_area),
        HERE(what_is_wrong_elsewhere_is_not_told_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
