/* Everything that can be wrong with a definition, told at once, with its JSON path. */

#include "base/text.h"
#include "definition.h"

static void the_sound_definition_is_sound(void **state)
{
    static const struct change change[] = {{"2019", "2019", {NULL}}};
    CHECK(*state, change);
}

static void the_head_is_checked(void **state)
{
    static const struct change change[] = {
        {"\"edition\"",
         "\"editoin\"",
         {"$.editoin: unknown key; did you mean \"edition\"?",
          "$: \"edition\" is missing"}},
        {"questionnaire-1",
         "questionnaire-2",
         {"$.format: must be \"baseline-questionnaire-1\""}},
        {"\"probe\"",
         "\"../probe\"",
         {"$.id: an id is made of at most 64 letters, digits, '.', '-' and '_'"}},
        {"\"probe\"",
         "\"pro.be\"",
         {"$.id: a questionnaire's id names a folder and has no '.'"}},
        {"\"probe\"", "7", {"$.id: must be a string"}},
        {"\"2019\"", "\"\"", {"$.edition: must not be empty"}},
        {"[\"id\"]", "[]", {"$.identified_by: must not be empty"}},
        {"[\"id\"]",
         "[\"id\", 3, \"\"]",
         {"$.identified_by[1]: must be a string that is not empty",
          "$.identified_by[2]: must be a string that is not empty"}},
        {"\"title\": {\"da\": \"ord\", \"en\": \"word\"}",
         "\"title\": {\"da\": \"ord\", \"e\": \"word\"}",
         {"$.title.e: unknown key; did you mean \"en\"?"}},
        {"\"title\": {\"da\": \"ord\", \"en\": \"word\"}",
         "\"title\": {}",
         {"$.title: there must be a text in at least one language"}},
        {"\"title\": {\"da\": \"ord\", \"en\": \"word\"}",
         "\"title\": \"ord\"",
         {"$.title: must be an object with a text per language"}},
        {", \"identified",
         ", \"dont_know\": \"zero\", \"identified",
         {"$.dont_know: unknown key"}},
        {", \"identified",
         ", \"rules\": {\"dont_know\": \"skip\", \"blanc\": \"zero\"}, "
         "\"identified",
         {"$.rules.blanc: unknown key; did you mean \"blank\"?"}},
        {", \"identified",
         ", \"rules\": {\"dont_know\": \"missing\", \"blank\": \"zer\"}, "
         "\"identified",
         {"$.rules.blank: must be \"skip\", \"zero\", \"floor\", \"target\" or "
          "\"block\"; did you mean \"zero\"?",
          "$.rules.dont_know: must be \"skip\", \"zero\", \"floor\", \"target\" or "
          "\"block\""}},
        {", \"identified",
         ", \"rules\": \"zero\", \"identified",
         {"$.rules: must be an object"}},
        {", \"identified", ", \"languages\": [\"en\"], \"identified", {NULL}},
        {", \"identified",
         ", \"languages\": [\"en\", \"fr\", 3], \"identified",
         {"$.languages[1]: must be a language of the reports: \"da\" or \"en\"",
          "$.languages[2]: must be a language of the reports: \"da\" or \"en\""}},
        {", \"identified",
         ", \"languages\": [], \"identified",
         {"$.languages: must not be empty"}},
        {", \"identified",
         ", \"presentation\": [1], \"overall\": \"hole\", \"identified",
         {"$.overall: there is no dimension \"hole\"; did you mean \"whole\"?",
          "$.presentation: must be an object"}},
        {", \"identified",
         ", \"presentation\": {\"profil\": \"x\", "
         "\"radar\": \"x\\u001b\"}, \"identified",
         {"$.presentation.profil: unknown key; did you mean \"profile\"?",
          "$.presentation.radar: there is no dimension \"x\\x1b\""}},
    };
    CHECK(*state, change);
}

static void scales_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"target\": 2",
         "\"target\": 4",
         {"$.scales.steps.target: the target 4 lies outside the values 1 to 3"}},
        {"\"target\": 2",
         "\"target\": \"2\"",
         {"$.scales.steps.target: must be a number"}},
        {"\"target\": 2", "\"goal\": 2", {"$.scales.steps.goal: unknown key"}},
        {"\"target\": 2",
         "\"target\": 3.000001",
         {"$.scales.steps.target: the target 3.000001 lies outside the values 1 to 3"}},
        {"\"value\": 3", "\"value\": 1002", {NULL}},
        {"\"value\": 3",
         "\"value\": 1000001",
         {"$.scales.steps.options[2].value: must lie from -1000000 to 1000000"}},
        {"\"value\": 3", "\"value\": 2.5", {NULL}},
        {"\"value\": 3",
         "\"value\": 2.0000005",
         {"$.scales.steps.options[2].value: must have at most 6 digits after the "
          "point"}},
        {"\"value\": 3,",
         "",
         {"$.scales.steps.options[2]: an option has a \"value\" or a \"state\""}},
        {"\"state\"",
         "\"value\": 4, \"state\"",
         {"$.scales.steps.options[3].value: an option with a \"state\" has no "
          "\"value\""}},
        {"\"dont_know\"",
         "\"unknown\"",
         {"$.scales.steps.options[3].state: must be \"dont_know\" or "
          "\"not_applicable\""}},
        /* A label that is another option's code but for case and spaces. */
        {"\"e3\"",
         "\" VI\\u00a0\"",
         {"$.scales.steps: options 3 and 4 share a code, label or synonym, so an "
          "answer could mean either"}},
        {"\"state\"",
         "\"synonyms\": [\"\\u00c6\", \"D1\"], \"state\"",
         {"$.scales.steps: options 1 and 4 share a code, label or synonym, so an "
          "answer could mean either"}},
        {"\"code\": \"1\"",
         "\"code\": null",
         {"$.scales.steps.options[0].code: must be a string"}},
        {OPTION("1", "1"), "[]", {"$.scales.steps.options[0]: must be an object"}},
        {OPTION("1", "1") ", " OPTION("2", "2") ", ",
         "",
         {"$.scales.steps: a scale needs at least two different values"}},
        {"{\"steps\": {",
         "{\"no id\": {\"title\": " WORDS
         ", \"options\": [" OPTION("1", "1") ", " OPTION("2", "2") "]}, \"steps\": {",
         {"$.scales.no id: an id is made of at most 64 letters, digits, '.', '-' and "
          "'_'"}},
        {"{\"steps\": {",
         "{\"empty\": {\"title\": " WORDS ", \"options\": []}, \"steps\": {",
         {"$.scales.empty.options: must not be empty"}},
        {"\"scales\": {",
         "\"scales\": 3, \"scale\": {",
         {"$.scale: unknown key; did you mean \"scales\"?",
          "$.scales: must be an object of scales, or the name of a file with them"}},
        {"\"scales\": {",
         "\"scales\": {}, \"scale\": {",
         {"$.scale: unknown key; did you mean \"scales\"?",
          "$.scales: there is no scale"}},
        {"\"scales\": {",
         "\"scales\": \"\", \"scale\": {",
         {"$.scale: unknown key; did you mean \"scales\"?",
          "$.scales: must be an object of scales, or the name of a file with them"}},
    };
    CHECK(*state, change);
}

static void questions_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"scale\": \"steps\"",
         "\"scale\": \"stebs\"",
         {"$.questions[0].scale: there is no scale \"stebs\"; did you mean \"steps\"?"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"wieght\": 2",
         {"$.questions[0].wieght: unknown key; did you mean \"weight\"?"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": 0",
         {"$.questions[0].weight: must be above 0"}},
        {"\"scale\": \"steps\"", "\"scale\": \"steps\", \"weight\": 0.5", {NULL}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": \"1\"",
         {"$.questions[0].weight: must be a number"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": 0.0000001",
         {"$.questions[0].weight: must have at most 6 digits after the point"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": -3",
         {"$.questions[0].weight: must be above 0"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": 9223372036854775807",
         {"$.questions[0].weight: must lie from -1000000 to 1000000"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"reversed\": 1",
         {"$.questions[0].reversed: must be true or false"}},
        {"\"second-one\"",
         "\"First-One\"",
         {"$.questions[1].id: question 1 has the id \"First-One\" already",
          "$.dimensions[0].areas[0].questions[1]: there is no question "
          "\"second-one\""}},
        {"\"third-one\"",
         "\"third one\"",
         {"$.questions[2].id: an id is made of at most 64 letters, digits, '.', '-' "
          "and '_'",
          "$.dimensions[0].areas[1].questions[0]: there is no question \"third-one\""}},
        {QUESTION("second-one"),
         "17",
         {"$.questions[1]: must be an object",
          "$.dimensions[0].areas[0].questions[1]: there is no question "
          "\"second-one\""}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"references\": {\"iso\": [\"5.1\", 7], \"top\": 4}",
         {"$.questions[0].references.iso[1]: must be a string that is not empty",
          "$.questions[0].references.top: must be an array"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"tags\": \"basic\"",
         {"$.questions[0].tags: must be an array"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"replaces\": [{\"question\": \"first-one\", "
         "\"comparable\": true}, {\"question\": \"old\", \"comparable\": false, "
         "\"reason\": " WORDS "}]",
         {NULL}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"replaces\": [{\"question\": \"o d\", "
         "\"comparable\": 1}, {\"question\": \"a\", \"comparable\": true}, "
         "{\"question\": \"a\"}]",
         {"$.questions[0].replaces[0].comparable: must be true or false",
          "$.questions[0].replaces[0].question: an id is made of at most 64 letters, "
          "digits, '.', '-' and '_'",
          "$.questions[0].replaces[2]: \"comparable\" is missing",
          "$.questions[0].replaces[2].question: the question \"a\" stands here "
          "twice"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"replaces\": [{\"comparable\": true}]",
         {"$.questions[0].replaces[0]: \"question\" is missing"}},
        {", \"questions\": [",
         ", \"questions\": [], \"question\": [",
         {"$.question: unknown key; did you mean \"questions\"?",
          "$.questions: must not be empty"}},
    };
    CHECK(*state, change);
}

#define ASKED(condition)                                                               \
    "\"second-one\", \"asked_if\": " condition ", \"when_not_asked\": \"floor\""

static void conditions_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"second-one\"",
         ASKED("{\"question\": \"FIRST-ONE\", \"answers\": [\"3\", \"d2\"]}"),
         {NULL}},
        {"\"second-one\"",
         ASKED("{\"question\": \"third-one\", \"answers\": [\"3\"]}"),
         {"$.questions[1].asked_if.question: the question \"third-one\" stands after "
          "this one; a condition looks back"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"second-one\", \"answers\": [\"3\"]}"),
         {"$.questions[1].asked_if.question: a question does not ask about itself"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"frist-one\", \"answers\": [\"3\"]}"),
         {"$.questions[1].asked_if.question: there is no question \"frist-one\"; did "
          "you mean \"first-one\"?"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\", \"answers\": [\"9\\n\"]}"),
         {"$.questions[1].asked_if.answers: \"9\\x0a\" is no answer on the scale "
          "\"steps\""}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\", \"answers\": [\"vi\"]}"),
         {"$.questions[1].asked_if.answers: \"vi\" has no value; a condition asks for "
          "answers that have one"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\", \"answers\": []}"),
         {"$.questions[1].asked_if.answers: must not be empty"}},
        {"\"second-one\"",
         ASKED("{\"questoin\": \"first-one\", \"answers\": [\"3\"]}"),
         {"$.questions[1].asked_if.questoin: unknown key; did you mean \"question\"?",
          "$.questions[1].asked_if: \"question\" is missing"}},
        {"\"second-one\"",
         ASKED("\"first-one\""),
         {"$.questions[1].asked_if: must be an object"}},
        {"\"second-one\"",
         "\"second-one\", \"when_not_asked\": \"floor\"",
         {"$.questions[1].when_not_asked: stands only beside \"asked_if\""}},
        {"\"second-one\"",
         "\"second-one\", \"asked_if\": {\"question\": \"first-one\", \"answers\": "
         "[\"1\"]}, \"when_not_asked\": \"zero\"",
         {"$.questions[1].when_not_asked: must be \"exclude\" or \"floor\""}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\"}"),
         {"$.questions[1].asked_if: \"answers\", \"at_least\" or \"at_most\" is "
          "missing"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\", \"answers\": [\"1\"], \"at_most\": 2}"),
         {"$.questions[1].asked_if.answers: stands only without \"at_least\" and "
          "\"at_most\""}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\", \"at_least\": 3.5}"),
         {"$.questions[1].asked_if: no answer on the scale \"steps\" lies there"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"first-one\", \"at_least\": \"2\", \"at_most\": []}"),
         {"$.questions[1].asked_if.at_least: must be a number",
          "$.questions[1].asked_if.at_most: must be a number"}},
        {"\"second-one\"", ASKED("[]"), {"$.questions[1].asked_if: must not be empty"}},
        {"\"second-one\"",
         ASKED("[{\"question\": \"first-one\", \"at_least\": 2}, 7, {\"question\": "
               "\"third-one\", \"at_least\": 2}]"),
         {"$.questions[1].asked_if[1]: must be an object",
          "$.questions[1].asked_if[2].question: the question \"third-one\" stands "
          "after this one; a condition looks back"}},
    };
    CHECK(*state, change);
}

static void circles_of_conditions_are_told_once_each(void **state)
{
    static const struct change change[] = {
        {QUESTIONS,
         ", \"questions\": [" ASKS("first-one", "second-one") ", " ASKS(
             "second-one", "first-one") ", " QUESTION("third-one") "]",
         {"$.questions[0].asked_if.question: a circle of conditions: first-one asks "
          "about second-one, second-one about first-one"}},
        /* All three ask forward or round; one that only leads into them does not. */
        {QUESTIONS,
         ", \"questions\": [" ASKS("lead", "third-one") ", " ASKS(
             "first-one",
             "second-one") ", " ASKS("second-one",
                                     "third-one") ", " ASKS("third-one",
                                                            "first-one") "]",
         {"$.questions[0].asked_if.question: the question \"third-one\" stands after "
          "this one; a condition looks back",
          "$.questions[1].asked_if.question: a circle of conditions: first-one asks "
          "about second-one, second-one about third-one, third-one about first-one"}},
    };
    CHECK(*state, change);
}

static void dimensions_are_checked(void **state)
{
    static const struct change change[] = {
        {"[\"third-one\"]",
         "[\"thrid-one\"]",
         {"$.dimensions[0].areas[1].questions[0]: there is no question \"thrid-one\"; "
          "did you mean \"third-one\"?"}},
        {"[\"third-one\"]",
         "[\"third-one\", \"THIRD-one\"]",
         {"$.dimensions[0].areas[1].questions[1]: the question \"THIRD-one\" stands "
          "here twice"}},
        {"\"two\"",
         "\"one\"",
         {"$.dimensions[0].areas[1].id: \"one\" is taken in this dimension"}},
        {"\"two\"",
         "\"two\", \"operator\": \"median\"",
         {"$.dimensions[0].areas[1].operator: must be \"weighted_mean\", \"mean\", "
          "\"sum\", \"min\", \"max\", \"share\", \"possible\", \"level\" or "
          "\"none\"; did you mean \"mean\"?"}},
        {"\"two\"",
         "\"two\", \"minimum_coverage\": \"3/2\"",
         {"$.dimensions[0].areas[1].minimum_coverage: must be a fraction from \"0/1\" "
          "to \"1/1\", such as \"2/3\""}},
        {"\"two\"",
         "\"two\", \"minimum_coverage\": \"1/2 \"",
         {"$.dimensions[0].areas[1].minimum_coverage: must be a fraction from \"0/1\" "
          "to \"1/1\", such as \"2/3\""}},
        {"\"two\"",
         "\"two\", \"areas\": [" LEAF("three", "\"third-one\"") "]",
         {"$.dimensions[0].areas[1]: has \"areas\" and \"questions\"; only a lowest "
          "area has questions"}},
        /* What is no area must not be taken for the beginning of the tree. */
        {AREAS,
         "{\"id\": \"up\", \"title\": " WORDS ", \"areas\": [5, " AREAS "]}",
         {"$.dimensions[0].areas[0].areas[0]: must be an object"}},
        {"}]}]}",
         "}]}, {\"title\": " WORDS ", \"questions\": [\"first-one\"]}, "
         "{\"questions\": [\"first-one\"]}]}",
         {"$.dimensions[1]: \"id\" is missing", "$.dimensions[2]: \"id\" is missing",
          "$.dimensions[2]: \"title\" is missing"}},
        {"}]}]}",
         "}]}, " LEAF("whole", "\"first-one\"") "]}",
         {"$.dimensions[1]: the dimension \"whole\" stands twice"}},
        {"\"dimensions\"",
         "\"dimension\"",
         {"$.dimension: unknown key; did you mean \"dimensions\"?",
          "$: \"dimensions\" is missing"}},
    };
    CHECK(*state, change);
}

static void several_errors_are_told_at_once_in_order(void **state)
{
    static const char *const wanted[] = {
        "$: \"edition\" is missing",
        "$.scales.steps.target: the target 9 lies outside the values 1 to 3",
        "$.questions[0]: \"id\" is missing",
        "$.questions[1].scale: there is no scale \"other\"",
        "$.questions[3].id: question 2 has the id \"B\" already",
        "$.questions[4].asked_if.answers: \"7\" is no answer on the scale \"steps\"",
        "$.dimensions[0].questions[2]: there is no question \"long-enough-i\"; did you "
        "mean \"long-enough-id\"?",
    };
    static const char text[] =
        "{\"format\": \"baseline-questionnaire-1\", \"id\": \"probe\", \"title\": " WORDS
        ", \"identified_by\": [\"id\"], \"scales\": {\"steps\": {\"title\": " WORDS
        ", \"target\": 9, \"options\": [" OPTION("1", "1") ", " OPTION(
            "3",
            "3") "]}}, \"questions\": [{\"scale\": \"steps\", \"text\": " WORDS
                 "}, {\"id\": \"b\", \"scale\": \"other\", \"text\": " WORDS
                 "}, " QUESTION("long-enough-id") ", " QUESTION(
                     "B") ", {\"id\": \"e\", \"scale\": \"steps\", \"text\": " WORDS
                          ", \"asked_if\": {\"question\": \"long-enough-id\", \"answers\": [\"1\", "
                          "\"7\"]}}], \"dimensions\": [" LEAF(
                              "whole", "\"b\", \"e\", \"long-enough-i\"") "]}";
    struct place *place = *state;
    assert_false(load_text(place, BYTES(text)));
    assert_told(place, sizeof wanted / sizeof *wanted, wanted);
}

static void a_scale_has_no_more_options_than_there_are_marks(void **state)
{
    struct place *place = *state;
    for (int count = OPTION_LIMIT; count <= OPTION_LIMIT + 1; count++) {
        struct text options = {0};
        text_add(&options, "\"options\": [");
        /* The definition has four. */
        for (int o = 4; o < count; o++)
            text_print(&options,
                       "{\"code\": \"c%d\", \"value\": %d, \"label\": {\"da\": "
                       "\"dc%d\", \"en\": \"ec%d\"}}, ",
                       o, o, o, o);
        assert_int_equal(load_changed(place, "\"options\": [", options.bytes),
                         count == OPTION_LIMIT);
        text_release(&options);
    }
    assert_told(place, 1,
                (const char *const[]){
                    "$.scales.steps.options: a scale has at most 60 options"});
}

static void weights_that_add_up_to_too_much_are_refused(void **state)
{
    struct place *place = *state;
    struct text leaf = {0};
    text_add(&leaf, AREAS);
    for (int i = 0; i <= 1000; i++)
        text_print(&leaf,
                   ", {\"id\": \"w%d\", \"title\": " WORDS
                   ", \"weight\": 1000000, \"questions\": [\"first-one\"]}",
                   i);
    assert_false(load_changed(place, AREAS, leaf.bytes));
    assert_told(place, 1,
                (const char *const[]){
                    "$.dimensions[0]: the weights add up to more than 1000000000"});
    text_release(&leaf);
}

/* Areas within areas, `depth` of them below the dimension. */
static void add_nested(struct text *text, int depth, const char *leaf)
{
    for (int i = 0; i < depth; i++)
        text_print(text, "{\"id\": \"n%d\", \"title\": " WORDS ", \"areas\": [", i);
    text_add(text, leaf);
    for (int i = 0; i < depth; i++)
        text_add(text, "]}");
}

static void deep_trees_are_read_to_a_limit_and_their_paths_told_whole(void **state)
{
    struct place *place = *state;
    struct text text = {0};
    struct text wanted = {0};
    add_nested(&text, 30, AREAS);
    assert_true(load_changed(place, AREAS, text.bytes));
    text_clear(&text);
    add_nested(&text, 30, "{\"id\": 7}");
    assert_false(load_changed(place, AREAS, text.bytes));
    text_add(&wanted, "$.dimensions[0].areas[0]");
    for (int i = 0; i < 30; i++)
        text_add(&wanted, ".areas[0]");
    text_add(&wanted, ".id: must be a string");
    assert_string_equal(place->problems.problem[0].what, wanted.bytes);
    text_clear(&text);
    add_nested(&text, 254, AREAS);
    assert_true(load_changed(place, AREAS, text.bytes));
    text_clear(&text);
    add_nested(&text, 255, AREAS);
    assert_false(load_changed(place, AREAS, text.bytes));
    /* A path is told as far as a line of a message goes. */
    text_clear(&wanted);
    text_add(&wanted, "$.dimensions[0]");
    for (int i = 0; i < 69; i++)
        text_add(&wanted, ".areas[0]");
    text_add(&wanted, ".ar: areas stand more than 256 deep");
    assert_told(place, 1, (const char *const[]){wanted.bytes});
    text_release(&text);
    text_release(&wanted);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(the_sound_definition_is_sound),
        HERE(the_head_is_checked),
        HERE(scales_are_checked),
        HERE(questions_are_checked),
        HERE(conditions_are_checked),
        HERE(circles_of_conditions_are_told_once_each),
        HERE(dimensions_are_checked),
        HERE(several_errors_are_told_at_once_in_order),
        HERE(a_scale_has_no_more_options_than_there_are_marks),
        HERE(weights_that_add_up_to_too_much_are_refused),
        HERE(deep_trees_are_read_to_a_limit_and_their_paths_told_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
