/* Definitions as they are read: contents, hash, options, marks and points. */

#include "questionnaire/questionnaire.h"

#include "base/exact.h"
#include "support.h"

#include <jansson.h>

#define NANO INT64_C(1000000000)

#define WORDS(da, en) "{\"da\": \"" da "\", \"en\": \"" en "\"}"

static const char scales_text[] = "{\"steps\": {\"title\": " WORDS(
    "Trin",
    "Steps") ", \"target\": 3, \"options\": [\n"
             "  {\"code\": \"a\", \"value\": 1, \"label\": " WORDS(
                 "Lav",
                 "Low") "},\n"
                        "  {\"code\": \"b\", \"value\": 1, \"label\": " WORDS(
                            "Lavere",
                            "Lower") "},\n"
                                     "  {\"code\": \"c\", \"value\": 3, \"label\": " WORDS(
                                         "Løbende forbedret",
                                         "Kept up") ", \"synonyms\": [\"i  høj grad\", \"top\"]},\n"
                                                    "  {\"code\": \"d\", \"value\": 4, \"label\": " WORDS(
                                                        "Høj",
                                                        "High") "},\n"
                                                                "  {\"code\": \"ir\", \"state\": \"not_applicable\", \"label\": " WORDS(
                                                                    "Ikke relevant",
                                                                    "Not applicable") "},\n"
                                                                                      "  {\"code\": \"vi\", \"state\": \"dont_know\", \"label\": " WORDS(
                                                                                          "Ved ikke",
                                                                                          "Don't know") "}]},\n"
                                                                                                        " \"yesno\": {\"title\": " WORDS(
                                                                                                            "Ja/nej",
                                                                                                            "Yes/no") ", \"options\": [\n"
                                                                                                                      "  {\"code\": \"0\", \"value\": 0, \"label\": " WORDS(
                                                                                                                          "Nej",
                                                                                                                          "No") "},\n"
                                                                                                                                "  {\"code\": \"1\", \"value\": 1, \"label\": " WORDS(
                                                                                                                                    "Ja",
                                                                                                                                    "Yes") "}]}}";

static const char probe_text[] =
    "{\"format\": \"baseline-questionnaire-1\", \"id\": \"probe\", \"edition\": \"2019\",\n"
    " \"title\": " WORDS(
        "Prøve",
        "Probe") ", \"languages\": [\"da\", \"en\"],\n"
                 " \"identified_by\": [\"kode\", \"id\"], \"other_columns\": [\"navn\"],\n"
                 " \"scales\": \"scales.json\", \"rules\": {\"dont_know\": \"zero\"}, \"overall\": \"second\",\n"
                 " \"presentation\": {\"radar\": \"second\"},\n"
                 " \"questions\": [\n"
                 "  {\"id\": \"Q-1\", \"scale\": \"yesno\", \"text\": " WORDS(
                     "Har I?",
                     "Do you?") ", \"references\": {\"iso\": [\"5.1\", \"5.2\"], \"top\": [\"1\"]}},\n"
                                "  {\"id\": \"Q-2\", \"scale\": \"steps\", \"text\": " WORDS(
                                    "Hvor?",
                                    "Where?") ", \"weight\": 3, \"help\": {\"da\": \"Hjælp\"}},\n"
                                              "  {\"id\": \"Q-3\", \"scale\": \"steps\", \"text\": " WORDS(
                                                  "Hvordan?",
                                                  "How?") ", \"reversed\": true, \"asked_if\": {\"question\": \"q-2\", \"answers\": [\"c\", "
                                                          "\"HIGH\"]}, \"when_not_asked\": \"floor\"}],\n"
                                                          " \"dimensions\": [\n"
                                                          "  {\"id\": \"first\", \"title\": " WORDS(
                                                              "En",
                                                              "One") ", \"minimum_coverage\": \"1/2\", \"areas\": [\n"
                                                                     "   {\"id\": \"x\", \"title\": " WORDS(
                                                                         "X",
                                                                         "X") ", \"questions\": [\"Q-1\"]},\n"
                                                                              "   {\"id\": \"y\", \"title\": " WORDS(
                                                                                  "Y",
                                                                                  "Y") ", \"weight\": 5, \"areas\": [\n"
                                                                                       "    {\"id\": \"z\", \"title\": " WORDS(
                                                                                           "Z",
                                                                                           "Z") ", \"minimum_coverage\": \"3/4\", \"questions\": [\"Q-3\", \"Q-2\"]}]}]},\n"
                                                                                                "  {\"id\": \"second\", \"title\": " WORDS(
                                                                                                    "To",
                                                                                                    "Two") ", \"questions\": [\"Q-2\"]}]}";

static bool load_probe(struct place *place, struct questionnaire *questionnaire,
                       const char *probe, size_t size)
{
    char path[256];
    place_reset(place);
    place_write(place, "scales.json", BYTES(scales_text));
    place_write(place, "probe.json", probe, size);
    place_path(path, place, "probe.json");
    bool loaded =
        questionnaire_load(questionnaire, path, &place->problems, &place->fault);
    place_forget(place, "scales.json");
    place_forget(place, "probe.json");
    return loaded;
}

static void the_shipped_definitions_are_sound(void **state)
{
    struct place *place = *state;
    static const char *const shipped[] = {"municipality", "school", "daycare"};
    for (size_t i = 0; i < 3; i++) {
        struct questionnaire questionnaire;
        char path[128];
        snprintf(path, sizeof path, "questionnaires/%s-2019.json", shipped[i]);
        bool loaded =
            questionnaire_load(&questionnaire, path, &place->problems, &place->fault);
        assert_no_problem(place);
        assert_true(loaded);
        assert_string_equal(questionnaire.id, shipped[i]);
        assert_string_equal(questionnaire.edition, "2019");
        assert_true(questionnaire.question_count > 10);
        questionnaire_release(&questionnaire);
    }
}

static void a_definition_is_read_whole(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    assert_true(load_probe(place, &read, BYTES(probe_text)));
    assert_no_problem(place);
    assert_string_equal(read.id, "probe");
    assert_string_equal(read.title.in[LANGUAGE_DA], "Prøve");
    assert_int_equal(read.identified_by_count, 2);
    assert_string_equal(read.other_column[0], "navn");
    assert_int_equal(read.rule[LACK_DONT_KNOW], RULE_ZERO);
    assert_int_equal(read.rule[LACK_BLANK], RULE_SKIP);
    assert_int_equal(read.rule[LACK_NOT_APPLICABLE], RULE_SKIP);
    assert_true(read.language[LANGUAGE_DA] && read.language[LANGUAGE_EN]);
    assert_null(read.configuration);
    assert_int_equal(read.subset_count, 0);
    assert_int_equal(read.pool_rule, POOL_NONE);
    assert_int_equal(read.number_count, 0);
    assert_int_equal(read.overall, 1);
    assert_int_equal(read.presentation.profile, 0);
    assert_int_equal(read.presentation.radar, 1);
    assert_int_equal(read.scale_count, 2);
    const struct scale *steps = read.question[1].scale;
    assert_string_equal(steps->id, "steps");
    assert_ptr_equal(read.headline, steps);
    assert_int_equal(steps->kind, SCALE_CHOICE);
    assert_int_equal(steps->lowest, NANO);
    assert_int_equal(steps->highest, 4 * NANO);
    assert_int_equal(steps->target, 3 * NANO);
    assert_true(steps->has_target);
    /* Where none is named, the target is the highest value. */
    assert_int_equal(read.question[0].scale->target, NANO);
    assert_false(read.question[0].scale->has_target);
    assert_int_equal(steps->option[4].state, OPTION_NOT_APPLICABLE);
    assert_int_equal(steps->option[5].state, OPTION_DONT_KNOW);
    assert_int_equal(read.question_count, 3);
    assert_int_equal(read.question[0].weight, 1);
    assert_int_equal(read.question[0].reference_count, 3);
    assert_int_equal(read.question[1].weight, 3);
    assert_string_equal(read.question[1].help.in[LANGUAGE_DA], "Hjælp");
    /* A text that one language lacks is taken from the other. */
    assert_string_equal(read.question[1].help.in[LANGUAGE_EN], "Hjælp");
    assert_null(read.question[0].help.in[LANGUAGE_EN]);
    for (uint32_t q = 0; q < 3; q++) {
        assert_int_equal(read.question[q].of, q);
        assert_int_equal(read.question[q].number, NAMES_NONE);
        assert_null(read.question[q].layer);
        assert_false(read.question[q].is_member);
    }
    const struct question *follow_up = &read.question[2];
    assert_true(follow_up->reversed);
    assert_int_equal(follow_up->condition_count, 1);
    assert_int_equal(follow_up->condition[0].question, 1);
    assert_int_equal(follow_up->condition[0].options, 1 << 2 | 1 << 3);
    assert_int_equal(follow_up->when_not_asked, NOT_ASKED_FLOOR);
    questionnaire_release(&read);
}

static void nodes_stand_in_pre_order_with_what_they_inherit(void **state)
{
    static const struct {
        const char *id;
        uint32_t parent, end, depth, dimension;
        int32_t weight, numerator, denominator;
        size_t question_count;
    } wanted[] = {{"first", NAMES_NONE, 4, 0, 0, 1, 1, 2, 0},
                  {"x", 0, 2, 1, 0, 1, 1, 2, 1},
                  {"y", 0, 4, 1, 0, 5, 1, 2, 0},
                  {"z", 2, 4, 2, 0, 1, 3, 4, 2},
                  {"second", NAMES_NONE, 5, 0, 1, 1, 2, 3, 1}};
    struct place *place = *state;
    struct questionnaire read;
    assert_true(load_probe(place, &read, BYTES(probe_text)));
    assert_int_equal(read.node_count, 5);
    for (size_t n = 0; n < 5; n++) {
        const struct node *node = &read.node[n];
        assert_string_equal(node->id, wanted[n].id);
        assert_int_equal(node->parent, wanted[n].parent);
        assert_int_equal(node->end, wanted[n].end);
        assert_int_equal(node->depth, wanted[n].depth);
        assert_int_equal(node->dimension, wanted[n].dimension);
        assert_int_equal(node->weight, wanted[n].weight);
        assert_int_equal(node->coverage_numerator, wanted[n].numerator);
        assert_int_equal(node->coverage_denominator, wanted[n].denominator);
        assert_int_equal(node->question_count, wanted[n].question_count);
    }
    assert_int_equal(read.node[3].question[0], 2);
    assert_int_equal(read.dimension_count, 2);
    assert_int_equal(read.dimension[1].root, 4);
    assert_string_equal(read.dimension[1].id, "second");
    questionnaire_release(&read);
}

static void ids_are_found_without_regard_to_case_and_the_nearest_is_named(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    assert_true(load_probe(place, &read, BYTES(probe_text)));
    assert_int_equal(questionnaire_find(&read, BYTES("Q-2")), 1);
    assert_int_equal(questionnaire_find(&read, BYTES("\uFEFF q-2\u00A0")), 1);
    assert_int_equal(questionnaire_find(&read, BYTES("Q-22")), NAMES_NONE);
    assert_int_equal(questionnaire_find(&read, BYTES("")), NAMES_NONE);
    assert_int_equal(questionnaire_find(&read, "Q-2x", 3), 1);
    assert_string_equal(questionnaire_nearest(&read, "q3"), "Q-3");
    assert_string_equal(questionnaire_nearest(&read, "Q_1"), "Q-1");
    assert_null(questionnaire_nearest(&read, "something else"));
    char overlong[4096];
    memset(overlong, 'Q', sizeof overlong);
    assert_int_equal(questionnaire_find(&read, overlong, sizeof overlong), NAMES_NONE);
    overlong[4095] = '\0';
    assert_null(questionnaire_nearest(&read, overlong));
    questionnaire_release(&read);
}

static void assert_option(const struct scale *scale, const char *answer, int wanted)
{
    if (scale_find_option(scale, answer, strlen(answer)) != wanted)
        fail_msg("\"%s\" is option %d", answer,
                 scale_find_option(scale, answer, strlen(answer)));
}

static void an_option_goes_by_code_label_synonym_or_value(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    assert_true(load_probe(place, &read, BYTES(probe_text)));
    const struct scale *steps = read.question[1].scale;
    assert_option(steps, "c", 2);
    assert_option(steps, " C ", 2);
    assert_option(steps, "LØBENDE\u00A0forbedret", 2);
    assert_option(steps, "kept  UP", 2);
    assert_option(steps, "I høj grad", 2);
    assert_option(steps, "Top", 2);
    assert_option(steps, "3", 2);
    assert_option(steps, "4", 3);
    assert_option(steps, "1", 0); /* a and b share it: the first */
    assert_option(steps, "lavere", 1);
    assert_option(steps, "don't know", 5);
    assert_option(steps, "IR", 4);
    assert_option(steps, "0", -1); /* the value of an option that has none */
    assert_option(steps, "2", -1);
    assert_option(steps, "cc", -1);
    assert_option(steps, "", -1);
    assert_option(steps, " \u00A0", -1);
    assert_int_equal(scale_find_option(steps, "cd", 1), 2);
    char overlong[4096];
    memset(overlong, 'c', sizeof overlong);
    assert_int_equal(scale_find_option(steps, overlong, sizeof overlong), -1);
    questionnaire_release(&read);
}

static void labels_too_long_to_be_answers_are_no_two_of_a_kind(void **state)
{
    (void)state;
    char left[400];
    char right[400];
    memset(left, 'x', sizeof left);
    memset(right, 'y', sizeof right);
    left[399] = right[399] = '\0';
    struct option option[] = {
        {.code = "1", .value = NANO, .label = {{left, "one"}}},
        {.code = "2", .value = 2 * NANO, .label = {{right, "two"}}},
    };
    struct scale scale = {.option = option, .option_count = 2};
    assert_option(&scale, left, -1);
    assert_option(&scale, "", -1);
    assert_option(&scale, "two", 1);
}

static void every_option_has_a_mark_of_its_own(void **state)
{
    (void)state;
    bool taken[256] = {false};
    for (int answer = ANSWER_NOT_ASKED; answer < OPTION_LIMIT; answer++) {
        char mark = answer_mark(answer);
        assert_true(mark > ' ' && mark < 127);
        assert_false(taken[(unsigned char)mark]);
        taken[(unsigned char)mark] = true;
        assert_int_equal(answer_from_mark(mark), answer);
    }
    assert_int_equal(answer_mark(ANSWER_BLANK), '.');
    assert_int_equal(answer_mark(ANSWER_NOT_ASKED), '_');
    assert_int_equal(answer_mark(OPTION_LIMIT), '.');
}

static void points_run_from_the_lowest_declared_value_to_the_highest(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    assert_true(load_probe(place, &read, BYTES(probe_text)));
    assert_int_equal(question_points(&read.question[1], 0), 0);
    assert_int_equal(question_points(&read.question[1], 1), 0);
    assert_int_equal(question_points(&read.question[1], 2), INT64_C(66666666667));
    assert_int_equal(question_points(&read.question[1], 3), FULL_SCORE);
    assert_int_equal(question_points(&read.question[2], 3), 0);
    assert_int_equal(question_points(&read.question[2], 2), INT64_C(33333333333));
    assert_int_equal(question_points(&read.question[1], 4), -1);
    assert_int_equal(question_points(&read.question[1], 6), -1);
    assert_int_equal(question_points(&read.question[1], ANSWER_BLANK), -1);
    assert_int_equal(question_points(&read.question[1], ANSWER_NOT_ASKED), -1);
    /* The same for values that no option has, and for those beyond the ends. */
    assert_int_equal(question_value_points(&read.question[1], 5 * NANO / 2),
                     FULL_SCORE / 2);
    assert_int_equal(question_value_points(&read.question[1], 9 * NANO), FULL_SCORE);
    assert_int_equal(question_value_points(&read.question[1], -NANO), 0);
    assert_int_equal(question_value_points(&read.question[2], 13 * NANO / 10),
                     9 * FULL_SCORE / 10);
    assert_int_equal(question_value_points(&read.question[2], 0), FULL_SCORE);
    questionnaire_release(&read);
}

/* The hash of the probe with the first `old` in it replaced. */
static void hash_changed(char hash[static 65], struct place *place, const char *old,
                         const char *new)
{
    struct questionnaire read;
    const char *at = strstr(probe_text, old);
    assert_non_null(at);
    char *text = calloc(1, sizeof probe_text + strlen(new));
    snprintf(text, sizeof probe_text + strlen(new), "%.*s%s%s", (int)(at - probe_text),
             probe_text, new, at + strlen(old));
    assert_true(load_probe(place, &read, text, strlen(text)));
    memcpy(hash, read.hash, 65);
    free(text);
    questionnaire_release(&read);
}

static void the_hash_is_of_the_contents_and_not_of_their_layout(void **state)
{
    struct place *place = *state;
    char plain[65];
    char other[65];
    hash_changed(plain, place, "2019", "2019");
    assert_int_equal(strlen(plain), 64);
    hash_changed(other, place, "\"id\": \"probe\", \"edition\": \"2019\",",
                 "\t\"edition\":\r\n\"2019\" ,\"id\":\"probe\" , ");
    assert_string_equal(other, plain);
    /* The shared scales count as if they stood in place. */
    char in_place[sizeof scales_text + 16];
    snprintf(in_place, sizeof in_place, "\"scales\": %s", scales_text);
    hash_changed(other, place, "\"scales\": \"scales.json\"", in_place);
    assert_string_equal(other, plain);
    char *target = strstr(in_place, "\"target\": 3");
    target[strlen("\"target\": ")] = '2';
    hash_changed(other, place, "\"scales\": \"scales.json\"", in_place);
    assert_string_not_equal(other, plain);
    hash_changed(other, place, "Hjælp", "Hjaelp");
    assert_string_not_equal(other, plain);
}

static void shared_scales_that_cannot_be_read_are_a_fault_that_names_them(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    char path[256];
    char scales[256];
    place_path(path, place, "probe.json");
    place_path(scales, place, "scales.json");
    place_write(place, "probe.json", BYTES(probe_text));
    assert_false(questionnaire_load(&read, path, &place->problems, &place->fault));
    assert_fault(&place->fault, FAULT_SYSTEM, scales, 0, 0,
                 "cannot open: No such file or directory");
    place_reset(place);
    place_write(place, "scales.json", BYTES("{\"steps\": {}\n \"yesno\": {}}"));
    assert_false(questionnaire_load(&read, path, &place->problems, &place->fault));
    assert_fault(&place->fault, FAULT_DATA, scales, 2, 8,
                 "not JSON: '}' expected near '\"yesno\"'");
    place_reset(place);
    place_write(place, "scales.json", BYTES("[]"));
    assert_false(questionnaire_load(&read, path, &place->problems, &place->fault));
    assert_problem(place, 0, SEVERITY_ERROR, 1, 1, "$: must be an object");
    assert_string_equal(place->problems.problem[0].where, scales);
    place_reset(place);
    place_write(place, "scales.json", BYTES("{}"));
    assert_false(questionnaire_load(&read, path, &place->problems, &place->fault));
    assert_problem(place, 0, SEVERITY_ERROR, 1, 1, "$: there is no scale");
    place_forget(place, "scales.json");
    place_forget(place, "probe.json");
}

static void mistakes_are_told_with_the_file_and_the_place_they_stand_at(void **state)
{
    static const char broken[] =
        "{\"steps\": {\n"
        "  \"title\": " WORDS("Trin", "Steps") ",\n"
                                               "  \"targit\": 3,\n"
                                               "  \"options\": [\n"
                                               "    {\"code\": \"æ\", \"state\": 4}]}}";
    struct place *place = *state;
    struct questionnaire read;
    char path[256];
    char scales[256];
    place_path(path, place, "probe.json");
    place_path(scales, place, "scales.json");
    place_write(place, "scales.json", BYTES(broken));
    place_write(place, "probe.json", BYTES(probe_text));
    assert_false(questionnaire_load(&read, path, &place->problems, &place->fault));
    assert_problem(place, 0, SEVERITY_ERROR, 3, 13,
                   "$.steps.targit: unknown key; did you mean \"target\"?");
    assert_string_equal(place->problems.problem[0].where, scales);
    assert_problem(place, 1, SEVERITY_ERROR, 5, 28,
                   "$.steps.options[0].state: must be \"dont_know\" or "
                   "\"not_applicable\"");
    assert_problem(place, 2, SEVERITY_ERROR, 5, 5,
                   "$.steps.options[0]: \"label\" is missing");
    place_forget(place, "scales.json");
    place_forget(place, "probe.json");
}

static void assert_not_json(struct place *place, const char *text, size_t size,
                            size_t line, size_t column, const char *what)
{
    char path[256];
    struct questionnaire read;
    place_path(path, place, "probe.json");
    assert_false(load_probe(place, &read, text, size));
    assert_fault(&place->fault, FAULT_DATA, path, line, column, what);
    assert_int_equal(place->problems.problem_count, 0);
}

static void what_is_no_json_is_a_fault_with_line_and_column(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    assert_not_json(place, BYTES("{\n  \"id\": \"x\",\n  \"id\": 2}"), 3, 6,
                    "not JSON: duplicate object key near '\"id\"'");
    assert_not_json(place, BYTES("{\n \"a\": 1,\n \"b\" 2}"), 3, 6,
                    "not JSON: ':' expected near '2'");
    assert_not_json(place, "", 0, 1, 0,
                    "not JSON: '[' or '{' expected near end of file");
    assert_not_json(place, BYTES("{\"a\": 92233720368547758080}"), 1, 26,
                    "a number of more than 15 digits, or of too great or small a size, "
                    "cannot be taken exactly");
    assert_not_json(place, BYTES("{\"a\": 1e999}"), 1, 7,
                    "a number of more than 15 digits, or of too great or small a size, "
                    "cannot be taken exactly");
    assert_not_json(place, BYTES("{\"a\": \"\xE6\"}"), 1, 7,
                    "not JSON: unable to decode byte 0xe6 near '\"'");
    assert_false(load_probe(place, &read, BYTES("[1]")));
    assert_problem(place, 0, SEVERITY_ERROR, 1, 1, "$: must be an object");
    char *deep = malloc(20000);
    memset(deep, '[', 10000);
    memset(deep + 10000, ']', 10000);
    assert_not_json(place, deep, 20000, 1, 2049,
                    "values are nested more than 2048 deep");
    free(deep);
}

struct shortage {
    struct place *place;
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
    struct place *place = *state;
    char path[256];
    struct shortage shortage = {place, path, 0};
    place_path(path, place, "probe.json");
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    place_write(place, "scales.json", BYTES(scales_text));
    place_write(place, "probe.json", BYTES(probe_text));
    assert_survives_shortage(load_short, &shortage);
    /* And where there is much to tell. */
    place_write(place, "scales.json", BYTES("{\"yesno\": {\"options\": [3]}}"));
    shortage.errors = 5;
    assert_survives_shortage(load_short, &shortage);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "scales.json");
    place_forget(place, "probe.json");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(the_shipped_definitions_are_sound),
        HERE(a_definition_is_read_whole),
        HERE(nodes_stand_in_pre_order_with_what_they_inherit),
        HERE(ids_are_found_without_regard_to_case_and_the_nearest_is_named),
        HERE(an_option_goes_by_code_label_synonym_or_value),
        cmocka_unit_test(labels_too_long_to_be_answers_are_no_two_of_a_kind),
        cmocka_unit_test(every_option_has_a_mark_of_its_own),
        HERE(points_run_from_the_lowest_declared_value_to_the_highest),
        HERE(the_hash_is_of_the_contents_and_not_of_their_layout),
        HERE(shared_scales_that_cannot_be_read_are_a_fault_that_names_them),
        HERE(mistakes_are_told_with_the_file_and_the_place_they_stand_at),
        HERE(what_is_no_json_is_a_fault_with_line_and_column),
        HERE(loading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
