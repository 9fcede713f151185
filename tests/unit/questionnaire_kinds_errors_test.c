/* What can be wrong with what is not a plain choice. */

#include "base/text.h"
#include "kinds.h"

#include <jansson.h>

#define CHECK_KINDS(place, change)                                                     \
    assert_changes(place, KINDS, change, sizeof(change) / sizeof *(change))

static void a_weight_too_large_for_the_finest_is_refused(void **state)
{
    static const struct change change[] = {
        {"\"weight\": 2,",
         "\"weight\": 10000000,",
         {"$.questions[1].weight: must lie from -1000000 to 1000000"}},
        {"\"weight\": 2,", "\"weight\": 1000.00001,", {NULL}},
        {"\"weight\": 2,",
         "\"weight\": 1000.000001,",
         {"$.questions[1].weight: must be at most 1000 beside a weight that is a whole "
          "number of 1/1000000"}},
    };
    CHECK_KINDS(*state, change);
}

#define AT_HEAD(member) "\"identified_by\"", member ", \"identified_by\""

static void subsets_and_pools_are_checked(void **state)
{
    static const struct change change[] = {
        {AT_HEAD("\"subset\": {\"tags\": [\"basik\"]}"),
         {"$.subset.tags: no question bears the tag \"basik\"; did you mean "
          "\"basic\"?"}},
        {AT_HEAD("\"subset\": {\"tags\": []}"), {"$.subset.tags: must not be empty"}},
        {AT_HEAD("\"subset\": {}"),
         {"$.subset: has either \"tags\", or \"column\" and \"of\""}},
        {AT_HEAD("\"subset\": {\"tags\": [\"basic\"], \"of\": {}}"),
         {"$.subset: has either \"tags\", or \"column\" and \"of\""}},
        {AT_HEAD("\"subset\": {\"of\": {\"1\": [\"more\", \"mots\"], \"\": 4}}"),
         {"$.subset: \"column\" is missing",
          "$.subset.of.1: no question bears the tag \"mots\"; did you mean \"most\"?",
          "$.subset.of: the name of a group must not be empty",
          "$.subset.of.: must be an array"}},
        {AT_HEAD("\"subset\": {\"column\": \"group\", \"of\": {}}"),
         {"$.subset.of: must be an object with a list of tags per group"}},
        {AT_HEAD("\"subset\": {\"column\": \"group\", \"fo\": {}}"),
         {"$.subset.fo: unknown key; did you mean \"of\"?",
          "$.subset: \"of\" is missing"}},
        {AT_HEAD("\"subset\": [\"basic\"]"), {"$.subset: must be an object"}},
        {AT_HEAD("\"pool\": {\"column\": \"owner\", \"rule\": \"means\"}"),
         {"$.pool.rule: must be \"mean\" or \"all\"; did you mean \"mean\"?"}},
        {AT_HEAD("\"pool\": {\"colunm\": \"owner\"}"),
         {"$.pool.colunm: unknown key; did you mean \"column\"?",
          "$.pool: \"column\" is missing", "$.pool: \"rule\" is missing"}},
    };
    CHECK_KINDS(*state, change);
}

static void scales_of_other_kinds_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"several\"",
         "\"sevral\"",
         {"$.scales.marks.kind: must be \"choice\", \"several\" or \"number\"; did you "
          "mean \"several\"?",
          "$.questions[2].asked_if[1].question: there is no question \"many.c\"; did "
          "you mean \"many\"?"}},
        {"\"kind\": \"several\"",
         "\"kind\": \"several\", \"combine\": \"max\", \"decimals\": 1, \"clip\": true",
         {"$.scales.marks.decimals: stands only in a scale of the kind \"number\"",
          "$.scales.marks.clip: stands only in a scale of the kind \"number\"",
          "$.scales.marks.combine: must be \"sum\", \"highest\", \"lowest\", \"all\" "
          "or \"any\""}},
        {"\"kind\": \"several\"",
         "\"kind\": \"several\", \"lowest\": 4",
         {"$.scales.marks: a scale needs at least two different values"}},
        {"\"code\": \"c\"",
         "\"code\": \"c;d\"",
         {"$.scales.marks.options[2].code: the codes of a scale of several are parted "
          "by ';' and '|' in answers, so none has them within",
          "$.questions[2].asked_if[1].question: there is no question \"many.c\"; did "
          "you mean \"many.d\"?"}},
        {"\"code\": \"c\"",
         "\"code\": \"dd\"",
         {"$.scales.marks: options 3 and 4 share a code, label or synonym, so an "
          "answer could mean either",
          "$.questions[2].asked_if[1].question: there is no question \"many.c\"; did "
          "you mean \"many.d\"?"}},
        {"\"lowest\": 0,", "", {"$.scales.days: \"lowest\" is missing"}},
        {"\"lowest\": 0,",
         "\"lowest\": 36.5,",
         {"$.scales.days.highest: must be above \"lowest\"",
          "$.questions[4].asked_if: no answer on the scale \"days\" lies there"}},
        {"\"decimals\": 1",
         "\"decimals\": 7, \"combine\": \"sum\", \"pass\": [\"vi\"]",
         {"$.scales.days.pass: stands only in a scale of the kind \"choice\" or "
          "\"several\"",
          "$.scales.days.combine: stands only in a scale of the kind \"several\"",
          "$.scales.days.decimals: must be at most 6",
          "$.scales.days.pass[0]: an option with a \"state\" does not pass"}},
        {"\"options\": [" STATE("vi", "dont_know") "]",
         "\"options\": [" OPTION("no", "0") "]",
         {"$.scales.days.options[0]: an option of a scale of numbers has a \"state\" "
          "and no value"}},
        {"\"options\": [" STATE("vi", "dont_know") "]",
         "\"target\": 40",
         {"$.scales.days.target: the target 40 lies outside the values 0 to 36.5"}},
        {"\"pass\": [\"B\", \"A\"]",
         "\"pass\": [\"bb\", \"A\", 7, \"vi\"], \"lowest\": 0",
         {"$.scales.grade.lowest: stands only in a scale of the kind \"several\" or "
          "\"number\"",
          "$.scales.grade.pass[0]: no option has the code \"bb\"",
          "$.scales.grade.pass[2]: must be a string",
          "$.scales.grade.pass[3]: an option with a \"state\" does not pass"}},
        {"\"pass\": [\"B\", \"A\"]",
         "\"pass\": [\"A\", \"B\", \"C\"]",
         {"$.scales.grade.pass: some options must pass, and some must not"}},
        {"\"code\": \"A\"",
         "\"code\": \"A\", \"value\": 1",
         {"$.scales.grade.options[0].value: the options of a scale with \"pass\" have "
          "no \"value\""}},
        {"\"grade\": {",
         "\"marks.chosen\": {\"title\": " WORDS
         ", \"options\": [" OPTION("1", "1") ", " OPTION("2", "2") "]}, \"grade\": {",
         {"$.scales.marks.chosen: the id stands for whether an option of \"marks\" was "
          "chosen"}},
        {"\"last\", \"scale\": \"steps\"",
         "\"last\", \"scale\": \"marks.chosen\"",
         {"$.questions[5].scale: there is no scale \"marks.chosen\""}},
    };
    CHECK_KINDS(*state, change);
}

static void a_scale_of_states_alone_has_no_value(void **state)
{
    static const struct change change[] = {
        {OPTION("1", "0.1") ", " OPTION("2", "0.35") ", " OPTION("3", "2.5") ", ",
         "",
         {"$.scales.steps.options: no option has a value",
          "$.questions[1].asked_if: no answer on the scale \"steps\" lies there"}},
    };
    CHECK_KINDS(*state, change);
}

static void several_has_one_option_less_since_one_stands_elsewhere(void **state)
{
    struct place *place = *state;
    for (int count = OPTION_LIMIT - 1; count <= OPTION_LIMIT; count++) {
        struct text options = {0};
        text_add(&options, "\"kind\": \"several\", \"options\": [");
        /* The definition has four. */
        for (int o = 4; o < count; o++)
            text_print(&options,
                       "{\"code\": \"c%d\", \"value\": 1, \"label\": {\"en\": \"%d "
                       "e\"}}, ",
                       o, o);
        assert_int_equal(load_changed_base(place, KINDS,
                                           "\"kind\": \"several\", \"options\": [",
                                           options.bytes),
                         count < OPTION_LIMIT);
        text_release(&options);
    }
    assert_string_equal(
        place->problems.problem[0].what,
        "$.scales.marks.options: a scale has at most 59 options of this kind");
}

static void layers_and_members_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"layers\": [\"doing\", \"proving\", \"x.y\"]",
         "\"layers\": [\"doing\", \"prov ing\", \"doing\"]",
         {"$.questions[2].layers: an id is made of at most 64 letters, digits, '.', "
          "'-' and '_'",
          "$.questions[2].layers: the layer \"doing\" stands here twice",
          "$.questions[4].asked_if.question: there is no question \"often.proving\""}},
        {"\"tags\": [\"basic\"]",
         "\"layers\": [\"doing\"]",
         {"$.questions[1].layers: a question that takes several answers has no "
          "layers"}},
        {"\"plain\"",
         "\"often.X.Y\"",
         {"$.questions[2].layers: question 1 has the id \"often.x.y\" already",
          "$.questions[1].asked_if.question: there is no question \"plain\"",
          "$.dimensions[0].questions[0]: there is no question \"plain\""}},
        {"\"last\"",
         "\"many.D\"",
         {"$.questions[5].id: question 2 has the id \"many.D\" already",
          "$.dimensions[0].questions[5]: there is no question \"last\""}},
        {"\"code\": \"c\"",
         "\"code\": \"a-B\"",
         {"$.questions[1].scale: question 2 has the id \"many.a-B\" already",
          "$.questions[2].asked_if[1].question: there is no question \"many.c\"; did "
          "you mean \"many.d\"?"}},
        {"\"code\": \"d\"",
         "\"code\": \"ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
         "ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\"",
         {"$.questions[1].scale: \"many\" and "
          "\"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd…\" make an "
          "id of more than 129 characters",
          "$.questions[1].replaces: \"old\" and "
          "\"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd…\" make an "
          "id of more than 129 characters"}},
    };
    CHECK_KINDS(*state, change);
}

static void conditions_on_other_kinds_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"question\": \"many\", \"answers\": [\"dd\", \"a b\"]",
         "\"question\": \"many\", \"at_least\": 1",
         {"$.questions[2].asked_if[0]: a question that takes several answers is asked "
          "about with \"answers\""}},
        {"\"question\": \"many\", \"answers\": [\"dd\", \"a b\"]",
         "\"question\": \"many\", \"answers\": [\"dd\", \"none\"]",
         {"$.questions[2].asked_if[0].answers: \"none\" has no value; a condition asks "
          "for answers that have one"}},
        {"\"at_least\": 3.5, \"at_most\": 30",
         "\"answers\": [\"4\"]",
         {"$.questions[4].asked_if.answers: a number is asked about with \"at_least\" "
          "and \"at_most\""}},
        {"\"at_least\": 3.5, \"at_most\": 30",
         "\"at_least\": 31, \"at_most\": 30",
         {"$.questions[4].asked_if: no answer on the scale \"days\" lies there"}},
        {"\"at_least\": 3.5, \"at_most\": 30",
         "\"at_most\": -0.1",
         {"$.questions[4].asked_if: no answer on the scale \"days\" lies there"}},
        {"\"at_least\": 3.5, \"at_most\": 30", "\"at_most\": 0", {NULL}},
        /* A layer or an option of a question is that question. */
        {"\"question\": \"many.c\"",
         "\"question\": \"often.proving\"",
         {"$.questions[2].asked_if[1].answers: a number is asked about with "
          "\"at_least\" and \"at_most\"",
          "$.questions[2].asked_if[1].question: a question does not ask about itself"}},
        {"\"weight\": 0.25",
         "\"weight\": 0.25, \"asked_if\": {\"question\": \"many.c\", \"answers\": "
         "[\"1\"]}",
         {"$.questions[0].asked_if.question: a circle of conditions: plain asks about "
          "many, many about plain"}},
    };
    CHECK_KINDS(*state, change);
}

struct shortage {
    const char *path;
    size_t errors;
};

static bool load_short(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct questionnaire read;
    struct problems problems = {0};
    bool loaded = questionnaire_load(&read, shortage->path, &problems, fault);
    questionnaire_release(&read);
    bool done = loaded || (fault->kind == FAULT_NONE && shortage->errors > 0);
    if (done)
        assert_int_equal(problems.error_count, shortage->errors);
    problems_release(&problems);
    return done;
}

static void loading_survives_a_shortage(void **state)
{
    static const char text[] = HEAD KIND_SCALES KIND_QUESTIONS KIND_TREE
        ", \"subset\": {\"column\": \"group\", \"of\": {\"1\": [\"more\"], \"2\": "
        "[]}}, \"pool\": {\"column\": \"owner\", \"rule\": \"all\"}}";
    static const char wrong[] = HEAD KIND_SCALES
        ", \"questions\": [" ASKS("a", "b") ", " ASKS("b", "c") ", " ASKS(
            "c",
            "a") ", " QUESTION_OF("d", "marks",
                                  ", \"layers\": [\"x\"]") "], "
                                                           "\"subset\": {\"tags\": [\"none\"]}" KIND_TREE
                                                           "}";
    struct place *place = *state;
    char path[256];
    struct shortage shortage = {path, 0};
    place_path(path, place, "probe.json");
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    place_write(place, "probe.json", BYTES(text));
    assert_survives_shortage(load_short, &shortage);
    place_write(place, "probe.json", BYTES(wrong));
    shortage.errors = 9;
    assert_survives_shortage(load_short, &shortage);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "probe.json");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_weight_too_large_for_the_finest_is_refused),
        HERE(subsets_and_pools_are_checked),
        HERE(scales_of_other_kinds_are_checked),
        HERE(a_scale_of_states_alone_has_no_value),
        HERE(several_has_one_option_less_since_one_stands_elsewhere),
        HERE(layers_and_members_are_checked),
        HERE(conditions_on_other_kinds_are_checked),
        HERE(loading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
