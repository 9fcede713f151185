/* Configurations: each makes of its definition what somebody could have written by
   hand, and whatever is wrong with one is told of its own place. */

#include "questionnaire/questionnaire.h"
#include "support.h"

#include <jansson.h>

#define TITLE "'title': {'en': 'word'}"
#define OPTIONS                                                                        \
    "{'code': 'a', 'value': 1, 'label': {'en': 'low'}}, {'code': 'b', 'value': 2, "    \
    "'label': {'en': 'high'}}, {'code': 'ir', 'state': 'not_applicable', 'label': "    \
    "{'en': 'none'}}"
#define CODES                                                                          \
    "{'code': 'c', 'label': {'en': 'less'}}, {'code': 'd', 'label': {'en': 'more'}}"
#define QUESTION(id, scale, more)                                                      \
    "{'id': '" id "', 'scale': '" scale "', 'text': {'en': 'word'}" more "}"
#define DIMENSIONS                                                                       \
    "'dimensions': [{'id': 'whole', " TITLE ", 'rules': {'blank': 'zero'}, 'areas': ["   \
    "{'id': 'one', " TITLE ", 'weight': 3, 'minimum_coverage': '1/2', 'questions': "     \
    "['A', {'question': 'B', 'weight': 4}]}, {'id': 'two', " TITLE ", 'rules': "         \
    "{'dont_know': 'floor'}, 'operator': 'share', 'at_least': 50, 'questions': ['C']}, " \
    "{'id': 'gate', " TITLE ", 'operator': 'level', 'levels': [{'conditions': "          \
    "[{'at_least': 1}]}], 'questions': ['A']}]}, "                                       \
    "{'id': 'other', " TITLE ", 'questions': ['A', 'B', 'C']}]"
#define SHOWN                                                                          \
    "'overall': 'other', 'presentation': {'radar': 'other', 'profile': 'whole'}"

/* A definition of one line, with a place for configurations. */
static const char base[] =
    "{'format': 'baseline-questionnaire-1', 'id': 'probe', 'edition': '2019', " TITLE
    ", 'identified_by': ['id'], 'rules': {'blank': 'floor'}, "
    "'scales': {'degree': {" TITLE ", 'options': [" OPTIONS "]}, "
    "'passing': {" TITLE ", 'pass': ['d'], 'options': [" CODES "]}}, "
    "'questions': [" QUESTION(
        "A", "degree",
        ", 'weight': 2.5, 'tags': ['first']") ", " QUESTION("B", "degree",
                                                            "") ", " QUESTION("C",
                                                                              "passing",
                                                                              "") "], " DIMENSIONS
                                                                                  ", " SHOWN
                                                                                  "}";

struct swap {
    const char *old;
    const char *new;
};

#define SWAP_LIMIT 10

/* A copy with every old text replaced by the new one everywhere. */
static char *swapped(const char *text, const char *old, const char *new)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, old)) != NULL; at += strlen(old))
        count++;
    if (count == 0)
        fail_msg("the definition has no %s", old);
    char *made = calloc(strlen(text) + count * strlen(new) + 1, 1);
    char *end = made;
    for (const char *at = text; *at != '\0';) {
        bool here = strncmp(at, old, strlen(old)) == 0;
        size_t length = here ? strlen(new) : 1;
        memcpy(end, here ? new : at, length);
        end += length;
        at += here ? strlen(old) : 1;
    }
    return made;
}

static bool load(struct place *place, struct questionnaire *read, const char *more,
                 const struct swap *swap, const char *configuration)
{
    char path[256];
    char *text = swapped(base, "'questions': [{", more);
    for (size_t i = 0; i < SWAP_LIMIT && swap != NULL && swap[i].old != NULL; i++) {
        char *next = swapped(text, swap[i].old, swap[i].new);
        free(text);
        text = next;
    }
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    place_reset(place);
    place_write(place, "probe.json", text, strlen(text));
    free(text);
    place_path(path, place, "probe.json");
    bool loaded = questionnaire_load_as(read, path, configuration, &place->problems,
                                        &place->fault);
    place_forget(place, "probe.json");
    return loaded;
}

#define WITH(members)                                                                  \
    "'configurations': [{'id': 'x', " TITLE members "}], 'questions': [{"

/* What the configuration makes of the definition, and what the swaps do. */
static void assert_reads_as(struct place *place, const char *with,
                            const struct swap swap[SWAP_LIMIT])
{
    struct questionnaire configured;
    struct questionnaire written;
    if (!load(place, &configured, with, NULL, "x"))
        fail_msg("not loaded: %s", place->problems.problem_count == 0
                                       ? place->fault.what
                                       : place->problems.problem[0].what);
    assert_string_equal(configured.configuration, "x");
    assert_int_equal(configured.configuration_count, 1);
    assert_string_equal(configured.configurations[0].id, "x");
    assert_string_equal(configured.configurations[0].title.in[LANGUAGE_DA], "word");
    if (!load(place, &written, WITH(""), swap, NULL))
        fail_msg("not loaded: %s", place->problems.problem[0].what);
    assert_null(written.configuration);
    assert_string_equal(configured.definition, written.definition);
    assert_string_equal(configured.hash, written.hash);
    questionnaire_release(&configured);
    questionnaire_release(&written);
    /* And it is sound where it is not chosen. */
    assert_true(load(place, &written, with, NULL, NULL));
    assert_int_equal(written.configuration_count, 1);
    assert_string_equal(written.configurations[0].id, "x");
    assert_no_problem(place);
    questionnaire_release(&written);
}

#define CASE(name, with, ...)                                                          \
    static void name(void **state)                                                     \
    {                                                                                  \
        static const struct swap swap[SWAP_LIMIT] = {__VA_ARGS__};                     \
        assert_reads_as(*state, with, swap);                                           \
    }

CASE(one_that_says_nothing_changes_nothing, WITH(""), {NULL, NULL})

CASE(rules_take_the_place_of_every_areas,
     WITH(", 'rules': {'dont_know': 'block', 'blank': 'skip'}"),
     {"'rules': {'blank': 'floor'}",
      "'rules': {'dont_know': 'block', 'blank': 'skip'}"},
     {" 'rules': {'blank': 'zero'},", ""}, {" 'rules': {'dont_know': 'floor'},", ""})

CASE(equal_weights_are_none, WITH(", 'weights': 'equal'"), {", 'weight': 2.5", ""},
     {" 'weight': 3,", ""}, {"{'question': 'B', 'weight': 4}", "'B'"})

CASE(given_weights_are_as_given, WITH(", 'weights': 'given'"), {NULL, NULL})

/* But a gate has a least coverage only where it says so itself. */
CASE(a_coverage_takes_the_place_of_every_areas, WITH(", 'minimum_coverage': '1/3'"),
     {" 'minimum_coverage': '1/2',", ""},
     {"'id': 'whole',", "'id': 'whole', 'minimum_coverage': '1/3',"},
     {"'id': 'one',", "'id': 'one', 'minimum_coverage': '1/3',"},
     {"'id': 'two',", "'id': 'two', 'minimum_coverage': '1/3',"},
     {"'id': 'other',", "'id': 'other', 'minimum_coverage': '1/3',"})

CASE(values_are_given_by_scale_and_code,
     WITH(", 'values': {'degree': {'b': 2.5, 'a': -1}}"), {"'value': 1", "'value': -1"},
     {"'value': 2", "'value': 2.5"})

CASE(another_list_of_codes_passes, WITH(", 'pass': {'passing': ['c']}"),
     {"'pass': ['d']", "'pass': ['c']"})

CASE(where_codes_pass_options_have_no_values, WITH(", 'pass': {'degree': ['b']}"),
     {"'code': 'a', 'value': 1", "'code': 'a'"},
     {"'code': 'b', 'value': 2", "'code': 'b'"},
     {"'degree': {", "'degree': {'pass': ['b'], "})

CASE(members_of_an_area_are_given_by_its_name,
     WITH(", 'areas': {'whole/one': {'operator': 'min', 'weight': 0.5, 'target': 60}, "
          "'other/other': {'range': [0, 5]}}"),
     {"'id': 'one',", "'id': 'one', 'operator': 'min', 'target': 60,"},
     {"'weight': 3", "'weight': 0.5"},
     {"'id': 'other',", "'id': 'other', 'range': [0, 5],"})

CASE(another_operator_leaves_the_operands_of_the_one_before,
     WITH(", 'areas': {'whole/two': {'operator': 'sum', 'start': 2}, 'whole/gate': "
          "{'operator': 'max'}}"),
     {"'operator': 'share', 'at_least': 50", "'operator': 'sum', 'start': 2"},
     {"'operator': 'level', 'levels': [{'conditions': [{'at_least': 1}]}]",
      "'operator': 'max'"})

CASE(the_same_operator_keeps_its_operands,
     WITH(", 'areas': {'whole/two': {'operator': 'share', 'weight': 2}}"),
     {"'id': 'two',", "'id': 'two', 'weight': 2,"})

CASE(
    what_is_said_of_one_area_is_said_last,
    WITH(", 'weights': 'equal', 'rules': {}, 'minimum_coverage': '1/3', 'areas': "
         "{'whole/two': {'weight': 2, 'rules': {'blank': 'block'}, 'minimum_coverage': "
         "'1/4'}, 'whole/one': {'operator': 'level', 'levels': [{'conditions': "
         "[{'at_least': 2}]}]}, 'whole/gate': {'operator': 'mean'}}"),
    {"'rules': {'blank': 'floor'}", "'rules': {}"},
    {" 'rules': {'blank': 'zero'},", ""},
    {"'rules': {'dont_know': 'floor'}",
     "'weight': 2, 'minimum_coverage': '1/4', 'rules': {'blank': 'block'}"},
    {", 'weight': 2.5", ""}, {"{'question': 'B', 'weight': 4}", "'B'"},
    {"'weight': 3, 'minimum_coverage': '1/2'",
     "'operator': 'level', 'levels': [{'conditions': [{'at_least': 2}]}], "
     "'minimum_coverage': '1/3'"},
    {"'operator': 'level', 'levels': [{'conditions': [{'at_least': 1}]}]",
     "'operator': 'mean', 'minimum_coverage': '1/3'"},
    {"'id': 'whole',", "'id': 'whole', 'minimum_coverage': '1/3',"},
    {"'id': 'other',", "'id': 'other', 'minimum_coverage': '1/3',"})

/* What named a dimension that is no longer there is then the first. */
CASE(dimensions_are_others_altogether,
     WITH(", 'dimensions': [{'id': 'whole', " TITLE ", 'questions': ['A', {'question': "
          "'B', 'weight': 7}, 'C']}], 'areas': {'whole/whole': {'measure': 'values'}}, "
          "'minimum_coverage': '1/1'"),
     {DIMENSIONS,
      "'dimensions': [{'id': 'whole', " TITLE ", 'minimum_coverage': '1/1', 'measure': "
      "'values', 'questions': ['A', {'question': 'B', 'weight': 7}, 'C']}]"},
     {SHOWN, "'presentation': {'profile': 'whole'}"})

CASE(another_dimension_is_the_headline, WITH(", 'overall': 'whole'"),
     {"'overall': 'other'", "'overall': 'whole'"})

CASE(others_apply_to_others, WITH(", 'subset': {'tags': ['first']}"),
     {"'overall'", "'subset': {'tags': ['first']}, 'overall'"})

static void what_is_wrong_with_one_is_told_of_its_own_place(void **state)
{
    static const struct {
        const char *members;
        const char *told;
    } step[] = {
        {"'weight': 'equal'", "weight: unknown key; did you mean \"weights\"?"},
        {"'weights': 'some'", "weights: must be \"given\" or \"equal\""},
        {"'rules': {'blank': 'none'}",
         "rules.blank: must be \"skip\", \"zero\", \"floor\", \"target\" or \"block\""},
        {"'rules': {'empty': 'zero'}", "rules.empty: unknown key"},
        {"'rules': []", "rules: must be an object"},
        {"'minimum_coverage': '3/2'",
         "minimum_coverage: must be a fraction from \"0/1\" to \"1/1\", such as \"2/3\""},
        {"'minimum_coverage': ' 1/2'",
         "minimum_coverage: must be a fraction from \"0/1\" to \"1/1\", such as \"2/3\""},
        {"'minimum_coverage': 1", "minimum_coverage: must be a string"},
        {"'values': {'degre': {'a': 1}}",
         "values.degre: there is no scale \"degre\"; did you mean \"degree\"?"},
        {"'values': {'degree': {'x': 1}}", "values.degree.x: there is no option \"x\""},
        {"'values': {'degree': {'ir': 1}}",
         "values.degree.ir: an option with a \"state\" has no value"},
        {"'values': {'degree': {'a': '1'}}", "values.degree.a: must be a number"},
        {"'values': {'degree': [1]}", "values.degree: must be an object"},
        {"'values': {'passing': {'c': 1}}",
         "values.passing: the scale \"passing\" has codes that pass, and no values"},
        {"'pass': {'pasing': ['c']}",
         "pass.pasing: there is no scale \"pasing\"; did you mean \"passing\"?"},
        {"'pass': {'passing': ['c', 'e']}",
         "pass.passing[1]: there is no option \"e\""},
        {"'pass': {'degree': ['ir']}",
         "pass.degree[0]: an option with a \"state\" does not pass"},
        {"'pass': {'degree': []}", "pass.degree: must not be empty"},
        {"'pass': {'degree': ['a']}, 'values': {'degree': {'a': 2}}",
         "pass.degree: the scale has other values here as well"},
        {"'areas': {'whole/tvo': {}}",
         "areas.whole/tvo: there is no area \"whole/tvo\"; did you mean \"whole/two\"?"},
        {"'areas': {'whole': {}}", "areas.whole: there is no area \"whole\""},
        {"'areas': {'whole/one': {'questions': ['A']}}",
         "areas.whole/one.questions: unknown key"},
        {"'areas': {'whole/one': {'id': 'A'}}", "areas.whole/one.id: unknown key"},
        {"'areas': {'whole/one': {'target': 'A'}}",
         "areas.whole/one.target: must be a number"},
        {"'areas': {'whole/one': {'range': [1, 2, 3]}}",
         "areas.whole/one.range: must be two decimals"},
        {"'areas': {'whole/one': {'weight': 0}}",
         "areas.whole/one.weight: must be above 0"},
        {"'areas': {'whole/one': {'rounding': {'decimals': 7, 'mode': 'half_up'}}}",
         "areas.whole/one.rounding.decimals: must be at most 6"},
        {"'areas': {'whole/one': {'bands': [{'from': 1}]}}",
         "areas.whole/one.bands[0]: \"title\" is missing"},
        {"'areas': {'whole/one': {'levels': [{'conditions': []}]}}",
         "areas.whole/one.levels[0].conditions: must not be empty"},
        {"'areas': {'whole/one': 1}", "areas.whole/one: must be an object"},
        {"'dimensions': []", "dimensions: must not be empty"},
        {"'dimensions': [{'id': 'new', 'questions': ['A']}]",
         "dimensions[0]: \"title\" is missing"},
        {"'dimensions': [{'id': 'a/b', " TITLE ", 'questions': ['A']}]",
         "dimensions[0].id: an id is made of at most 64 letters, digits, '.', '-' and "
         "'_'"},
        {"'dimensions': [{'id': 'new', " TITLE ", 'questions': [1]}]",
         "dimensions[0].questions[0]: must be an object"},
        {"'overall': 'hole'",
         "overall: there is no dimension \"hole\"; did you mean \"whole\"?"},
        {"'overall': 'other', 'dimensions': [{'id': 'new', " TITLE
         ", 'questions': ['A', 'B', 'C']}]",
         "overall: there is no dimension \"other\""},
        {"'subset': {'tags': 'first'}", "subset.tags: must be an array"},
        {"'id': 7", "id: must be a string"},
    };
    struct place *place = *state;
    struct questionnaire read;
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
        char with[512];
        char told[512];
        bool identified = strncmp(step[i].members, "'id'", 4) == 0;
        snprintf(with, sizeof with,
                 "'configurations': [{'id': 'good', " TITLE "}, {%s" TITLE
                 ", %s}], 'questions': [{",
                 identified ? "" : "'id': 'x', ", step[i].members);
        snprintf(told, sizeof told, "$.configurations[1]%s%s",
                 step[i].told[0] == '[' ? "" : ".", step[i].told);
        /* Whether it is chosen, another one is, or none. */
        static const char *const chosen[] = {"x", "good", NULL};
        for (size_t c = 0; c < 3; c++) {
            assert_false(load(place, &read, with, NULL, chosen[c]));
            assert_true(place->problems.problem_count > 0);
            assert_string_equal(place->problems.problem[0].what, told);
            assert_int_equal(place->problems.problem_count, 1);
            assert_int_equal(place->problems.problem[0].row, 1);
            assert_true(place->problems.problem[0].column > 300);
            assert_int_equal(place->fault.kind, FAULT_NONE);
        }
    }
}

static void an_id_is_taken_once(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    static const char with[] = "'configurations': [{'id': 'x', " TITLE
                               "}, {'id': 'x', " TITLE "}], 'questions': [{";
    assert_false(load(place, &read, with, NULL, NULL));
    assert_string_equal(place->problems.problem[0].what,
                        "$.configurations[1].id: configuration 1 has the id \"x\" "
                        "already");
    assert_int_equal(place->problems.problem_count, 1);
}

static void there_are_not_too_many(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    char with[8192] = "'configurations': [";
    for (int i = 0; i <= 100; i++) {
        size_t length = strlen(with);
        snprintf(with + length, sizeof with - length, "%s{'id': 'x%d', " TITLE "}",
                 i == 0 ? "" : ", ", i);
        if (i == 99) {
            char most[8192];
            snprintf(most, sizeof most, "%.8000s], 'questions': [{", with);
            assert_true(load(place, &read, most, NULL, "x99"));
            assert_int_equal(read.configuration_count, 100);
            questionnaire_release(&read);
        }
    }
    strncat(with, "], 'questions': [{", sizeof with - strlen(with) - 1);
    assert_false(load(place, &read, with, NULL, NULL));
    assert_string_equal(place->problems.problem[0].what,
                        "$.configurations: there are more than 100 configurations");
    assert_int_equal(place->problems.problem_count, 1);
}

static void one_that_is_not_there_is_told_with_the_nearest(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    static const char with[] =
        "'configurations': [{'id': 'strict', " TITLE "}], 'questions': [{";
    assert_false(load(place, &read, with, NULL, "strikt"));
    assert_string_equal(place->problems.problem[0].what,
                        "$.configurations: there is no configuration \"strikt\"; did "
                        "you mean \"strict\"?");
    assert_int_equal(place->problems.problem[0].row, 1);
    assert_int_equal(place->problems.problem_count, 1);
    assert_false(load(place, &read, "'questions': [{", NULL, "x"));
    assert_string_equal(place->problems.problem[0].what,
                        "$.configurations: there is no configuration \"x\"");
}

/* What can be seen only once it is applied has a path in what it makes, and no line. */
static void what_it_makes_is_held_to_the_format(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    assert_false(load(place, &read,
                      WITH(", 'areas': {'whole/one': {'operator': 'share'}}"), NULL,
                      "x"));
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0,
                   "$.dimensions[0].areas[0]: \"at_least\" is missing");
}

static bool load_short(void *context, struct fault *fault)
{
    struct problems problems = {0};
    struct questionnaire read;
    bool done = questionnaire_load_as(&read, context, "x", &problems, fault);
    questionnaire_release(&read);
    assert_int_equal(problems.error_count, 0);
    problems_release(&problems);
    return done;
}

static void a_shortage_is_told_as_one(void **state)
{
    struct place *place = *state;
    char path[256];
    char *text =
        swapped(base, "'questions': [{",
                WITH(", 'rules': {}, 'weights': 'equal', 'values': {'degree': {'a': "
                     "-1}}, 'pass': {'passing': ['c']}, 'areas': {'whole/one': "
                     "{'target': 5}}, 'subset': {'tags': ['first']}, "
                     "'minimum_coverage': '1/3'"));
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    place_path(path, place, "probe.json");
    place_write(place, "probe.json", text, strlen(text));
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    assert_survives_shortage(load_short, path);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "probe.json");
    free(text);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(one_that_says_nothing_changes_nothing),
        HERE(rules_take_the_place_of_every_areas),
        HERE(equal_weights_are_none),
        HERE(given_weights_are_as_given),
        HERE(a_coverage_takes_the_place_of_every_areas),
        HERE(values_are_given_by_scale_and_code),
        HERE(another_list_of_codes_passes),
        HERE(where_codes_pass_options_have_no_values),
        HERE(members_of_an_area_are_given_by_its_name),
        HERE(another_operator_leaves_the_operands_of_the_one_before),
        HERE(the_same_operator_keeps_its_operands),
        HERE(what_is_said_of_one_area_is_said_last),
        HERE(dimensions_are_others_altogether),
        HERE(another_dimension_is_the_headline),
        HERE(others_apply_to_others),
        HERE(what_is_wrong_with_one_is_told_of_its_own_place),
        HERE(an_id_is_taken_once),
        HERE(there_are_not_too_many),
        HERE(one_that_is_not_there_is_told_with_the_nearest),
        HERE(what_it_makes_is_held_to_the_format),
        HERE(a_shortage_is_told_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
