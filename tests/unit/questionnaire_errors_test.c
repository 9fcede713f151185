/* Everything that can be wrong with a definition, told at once, with its JSON path. */

#include "base/text.h"
#include "questionnaire/questionnaire.h"
#include "support.h"

#define WORDS "{\"da\": \"ord\", \"en\": \"word\"}"
#define OPTION(code, value)                                                            \
    "{\"code\": \"" code "\", \"value\": " value ", \"label\": {\"da\": \"d" code      \
    "\", \"en\": \"e" code "\"}}"
#define QUESTION(id) "{\"id\": \"" id "\", \"scale\": \"steps\", \"text\": " WORDS "}"
#define HEAD                                                                           \
    "{\"format\": \"baseline-questionnaire-1\", \"id\": \"probe\", "                   \
    "\"edition\": \"2019\", \"title\": " WORDS ", \"identified_by\": [\"id\"]"
#define SCALES                                                                            \
    ", \"scales\": {\"steps\": {\"title\": " WORDS                                        \
    ", \"target\": 2, \"options\": [" OPTION("1", "1") ", " OPTION("2", "2") ", " OPTION( \
        "3",                                                                              \
        "3") ", {\"code\": \"vi\", \"state\": \"dont_know\", \"label\": {\"da\": \"Ved "  \
             "ikke\", \"en\": \"Don't know\"}}]}}"
#define QUESTIONS                                                                      \
    ", \"questions\": [" QUESTION("first-one") ", " QUESTION(                          \
        "second-one") ", " QUESTION("third-one") "]"
#define LEAF(id, questions)                                                            \
    "{\"id\": \"" id "\", \"title\": " WORDS ", \"questions\": [" questions "]}"
#define TREE(areas)                                                                    \
    ", \"dimensions\": [{\"id\": \"whole\", \"title\": " WORDS ", \"areas\": [" areas  \
    "]}]}"
#define AREAS                                                                          \
    LEAF("one", "\"first-one\", \"second-one\"") ", " LEAF("two", "\"third-one\"")
#define BASE HEAD SCALES QUESTIONS TREE(AREAS)

static bool load_text(struct place *place, const char *text, size_t size)
{
    struct questionnaire questionnaire;
    char path[256];
    place_reset(place);
    place_write(place, "probe.json", text, size);
    place_path(path, place, "probe.json");
    bool loaded =
        questionnaire_load(&questionnaire, path, &place->problems, &place->fault);
    if (!loaded) {
        assert_null(questionnaire.question);
        assert_null(questionnaire.definition);
    }
    questionnaire_release(&questionnaire);
    questionnaire_release(&questionnaire);
    place_forget(place, "probe.json");
    return loaded;
}

/* The sound definition with the first `old` in it replaced by `new`. */
static bool load_changed(struct place *place, const char *old, const char *new)
{
    static const char base[] = BASE;
    const char *at = strstr(base, old);
    if (at == NULL)
        fail_msg("the definition has no %s", old);
    size_t size = strlen(base) + strlen(new) + 1;
    char *text = calloc(size, 1);
    snprintf(text, size, "%.*s%s%s", (int)(at - base), base, new, at + strlen(old));
    bool loaded = load_text(place, text, strlen(text));
    free(text);
    return loaded;
}

static void assert_told(const struct place *place, size_t count,
                        const char *const *wanted)
{
    for (size_t i = 0; i < count; i++)
        assert_problem(place, i, SEVERITY_ERROR, 0, 0, wanted[i]);
    if (place->problems.problem_count > count)
        fail_msg("also told: %s", place->problems.problem[count].what);
}

struct change {
    const char *old;
    const char *new;
    const char *told[4];
};

static void assert_changes(struct place *place, const struct change *change,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t told = 0;
        while (told < 4 && change[i].told[told] != NULL)
            told++;
        assert_int_equal(load_changed(place, change[i].old, change[i].new), told == 0);
        assert_int_equal(place->fault.kind, FAULT_NONE);
        assert_told(place, told, change[i].told);
    }
}

#define CHECK(place, change)                                                           \
    assert_changes(place, change, sizeof(change) / sizeof *(change))

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
         {"$.title.e: unknown key; did you mean \"en\"?",
          "$.title: \"en\" is missing"}},
        {"\"title\": {\"da\": \"ord\", \"en\": \"word\"}",
         "\"title\": \"ord\"",
         {"$.title: must be an object with a text per language"}},
        {", \"identified",
         ", \"dont_know\": \"skip\", \"identified",
         {"$.dont_know: must be \"missing\" or \"zero\""}},
        {", \"identified",
         ", \"presentation\": [1], \"overall\": \"hole\", \"identified",
         {"$.overall: there is no dimension \"hole\"",
          "$.presentation: must be an object"}},
        {", \"identified",
         ", \"presentation\": {\"radar\": \"whole\", \"profil\": \"x\", "
         "\"trend\": \"x\\u001b\"}, \"identified",
         {"$.presentation.profil: unknown key; did you mean \"profile\"?",
          "$.presentation.trend: there is no dimension \"x\\x1b\""}},
    };
    CHECK(*state, change);
}

static void scales_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"target\": 2",
         "\"target\": 4",
         {"$.scales.steps: the target 4 lies outside the values 1 to 3"}},
        {"\"target\": 2",
         "\"target\": \"2\"",
         {"$.scales.steps.target: must be a whole number"}},
        {"\"target\": 2", "\"goal\": 2", {"$.scales.steps.goal: unknown key"}},
        {"\"value\": 3",
         "\"value\": 1002",
         {"$.scales.steps: the values lie more than 1000 apart"}},
        {"\"value\": 3",
         "\"value\": 1000001",
         {"$.scales.steps.options[2].value: must be at most 1000000"}},
        {"\"value\": 3",
         "\"value\": 2.5",
         {"$.scales.steps.options[2].value: must be a whole number"}},
        {"\"value\": 3,",
         "",
         {"$.scales.steps.options[2]: an option has a \"value\" or a \"state\""}},
        {"\"state\"",
         "\"value\": 4, \"state\"",
         {"$.scales.steps.options[3]: an option with a \"state\" has no \"value\""}},
        {"\"dont_know\"",
         "\"unknown\"",
         {"$.scales.steps.options[3].state: must be \"dont_know\" or "
          "\"not_applicable\"",
          "$.scales.steps.options[3]: an option has a \"value\" or a \"state\""}},
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
    };
    CHECK(*state, change);
}

static void questions_are_checked(void **state)
{
    static const struct change change[] = {
        {"\"scale\": \"steps\"",
         "\"scale\": \"stebs\"",
         {"$.questions[0].scale: there is no scale \"stebs\""}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"wieght\": 2",
         {"$.questions[0].wieght: unknown key; did you mean \"weight\"?"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": 0",
         {"$.questions[0].weight: must be at least 1"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": -3",
         {"$.questions[0].weight: must be at least 1"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"weight\": 9223372036854775807",
         {"$.questions[0].weight: must be at most 1000000"}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"reversed\": 1",
         {"$.questions[0].reversed: must be true or false"}},
        {"\"second-one\"",
         "\"First-One\"",
         {"$.questions[1].id: question 1 has the id \"First-One\" already",
          "$.dimensions[0].areas[0].questions: there is no question \"second-one\""}},
        {"\"third-one\"",
         "\"third one\"",
         {"$.questions[2].id: an id is made of at most 64 letters, digits, '.', '-' "
          "and '_'",
          "$.dimensions[0].areas[1].questions: there is no question \"third-one\""}},
        {QUESTION("second-one"),
         "17",
         {"$.questions[1]: must be an object",
          "$.dimensions[0].areas[0].questions: there is no question "
          "\"second-one\""}},
        {"\"scale\": \"steps\"",
         "\"scale\": \"steps\", \"references\": {\"iso\": [\"5.1\", 7], \"top\": 4}",
         {"$.questions[0].references.iso[1]: must be a string that is not empty",
          "$.questions[0].references.top: must be an array"}},
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
         {"$.questions[1].asked_if.question: no question \"third-one\" stands before "
          "this one"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"second-one\", \"answers\": [\"3\"]}"),
         {"$.questions[1].asked_if.question: no question \"second-one\" stands before "
          "this one"}},
        {"\"second-one\"",
         ASKED("{\"question\": \"frist-one\", \"answers\": [\"3\"]}"),
         {"$.questions[1].asked_if.question: no question \"frist-one\" stands before "
          "this one; did you mean \"first-one\"?"}},
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
         {"$.questions[1].when_not_asked: must be \"floor\" or \"exclude\""}},
    };
    CHECK(*state, change);
}

static void dimensions_are_checked(void **state)
{
    static const struct change change[] = {
        {"[\"third-one\"]",
         "[\"thrid-one\"]",
         {"$.dimensions[0].areas[1].questions: there is no question \"thrid-one\"; did "
          "you mean \"third-one\"?",
          "$.questions[2]: the question \"third-one\" stands in no dimension"}},
        {"[\"third-one\"]",
         "[\"third-one\", \"THIRD-one\"]",
         {"$.dimensions[0].areas[1].questions: the question \"THIRD-one\" stands here "
          "twice"}},
        {"\"two\"",
         "\"one\"",
         {"$.dimensions[0].areas[1].id: \"one\" is taken in this dimension"}},
        {"\"two\"",
         "\"two\", \"operator\": \"median\"",
         {"$.dimensions[0].areas[1].operator: this version knows the operator "
          "\"mean\" only"}},
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
          "area has questions",
          "$.questions[2]: the question \"third-one\" stands in no dimension"}},
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
        "$.scales.steps: the target 9 lies outside the values 1 to 3",
        "$.questions[0]: \"id\" is missing",
        "$.questions[1].scale: there is no scale \"other\"",
        "$.questions[3].id: question 2 has the id \"B\" already",
        "$.questions[4].asked_if.answers: \"7\" is no answer on the scale \"steps\"",
        "$.dimensions[0].questions: there is no question \"long-enough-i\"; did you "
        "mean \"long-enough-id\"?",
        "$.questions[2]: the question \"long-enough-id\" stands in no dimension",
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
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0,
                   "$.scales.steps.options: a scale has at most 60 options");
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
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0,
                   "$.dimensions[0]: the weights add up to more than 1000000000");
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
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0, wanted.bytes);
    text_clear(&text);
    add_nested(&text, 31, AREAS);
    assert_false(load_changed(place, AREAS, text.bytes));
    text_clear(&wanted);
    text_add(&wanted, "$.dimensions[0]");
    for (int i = 0; i < 32; i++)
        text_print(&wanted, ".areas%s", i == 31 ? "" : "[0]");
    text_add(&wanted, ": areas stand more than 32 deep");
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0, wanted.bytes);
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
        HERE(dimensions_are_checked),
        HERE(several_errors_are_told_at_once_in_order),
        HERE(a_scale_has_no_more_options_than_there_are_marks),
        HERE(weights_that_add_up_to_too_much_are_refused),
        HERE(deep_trees_are_read_to_a_limit_and_their_paths_told_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
