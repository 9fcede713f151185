/* survey.json: which rounds there are and how results are made. */

#include "survey/survey.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#define HEAD                                                                           \
    "{\"format\": \"baseline-survey-1\",\n"                                            \
    " \"title\": {\"da\": \"Prøve\", \"en\": \"Trial\"},\n"                           \
    " \"registers\": \"lists/land.json\""
#define ROUND(id, year)                                                                \
    "{\"questionnaire\": \"" id "\", \"year\": " #year ", \"edition\": \"" id          \
    ".json\", \"register\": \"" id "s\", \"answers\": \"answers/" id "-" #year "\"}"
#define PLAIN HEAD ",\n \"rounds\": [" ROUND("hall", 2019) "]}"

struct place {
    char folder[64];
    struct survey survey;
    struct problems problems;
    struct fault fault;
};

static const char *below(const struct place *place, const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    return path;
}

static void put(const struct place *place, const char *name, const char *text)
{
    FILE *file = fopen(below(place, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->folder, sizeof place->folder, "/tmp/survey-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    put(place, "survey.json", PLAIN);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    static const char *const made[] = {"survey.json",     "trial.json", "hall.json",
                                       "lists/land.json", "lists",      "rehearsal"};
    struct place *place = *state;
    survey_release(&place->survey);
    problems_release(&place->problems);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        remove(below(place, made[i]));
    rmdir(place->folder);
    free(place);
    return 0;
}

static bool load(struct place *place, const char *path)
{
    survey_release(&place->survey);
    problems_release(&place->problems);
    place->fault = (struct fault){0};
    return survey_load(&place->survey, path, &place->problems, &place->fault);
}

static void assert_below(const struct place *place, const char *path, const char *name)
{
    assert_string_equal(path, below(place, name));
}

static void assert_problem(const struct place *place, size_t number, const char *what)
{
    assert_true(number < place->problems.problem_count);
    assert_string_equal(place->problems.problem[number].what, what);
    assert_below(place, place->problems.problem[number].where, "survey.json");
}

static void assert_only_problem(struct place *place, const char *text, const char *what)
{
    put(place, "survey.json", text);
    assert_false(load(place, place->folder));
    assert_int_equal(place->fault.kind, FAULT_NONE);
    assert_problem(place, 0, what);
    assert_int_equal(place->problems.error_count, 1);
    assert_null(place->survey.round);
}

static void what_is_not_said_has_its_default(void **state)
{
    struct place *place = *state;
    const struct survey *survey = &place->survey;
    assert_true(load(place, place->folder));
    assert_string_equal(survey->folder, place->folder);
    assert_string_equal(survey->title.in[LANGUAGE_EN], "Trial");
    assert_int_equal(survey->language, LANGUAGE_DA);
    assert_below(place, survey->registers, "lists/land.json");
    assert_below(place, survey->database, "baseline.db");
    assert_below(place, survey->results, "results");
    assert_false(survey->rehearsal);
    assert_int_equal(survey->minimum_units, 5);
    assert_int_equal(survey->charts.formats, CHART_SVG);
    assert_false(survey->charts.all_rounds);
    assert_true(survey->charts.groups);
    assert_true(survey->charts.units_alone);
    assert_int_equal(survey->charts.units_of_count, 0);
    assert_int_equal(survey->round_count, 1);
    assert_string_equal(survey->round[0].questionnaire, "hall");
    assert_string_equal(survey->round[0].register_id, "halls");
    assert_int_equal(survey->round[0].year, 2019);
    assert_int_equal(survey->round[0].participants, 0);
    assert_below(place, survey->round[0].edition, "hall.json");
    assert_below(place, survey->round[0].answers, "answers/hall-2019");
}

static void everything_said_is_kept(void **state)
{
    struct place *place = *state;
    const struct survey *survey = &place->survey;
    put(place, "survey.json",
        HEAD
        ", \"language\": \"en\", \"database\": \"/var/b.db\", \"results\": \"out\","
        " \"rehearsal\": {\"seed\": 9223372036854775807},"
        " \"disclosure\": {\"minimum_units\": 3},"
        " \"charts\": {\"formats\": [\"pdf\", \"png\"], \"rounds\": \"all\","
        " \"groups\": false, \"units\": false, \"units_of\": [\"101\", \"*\"]},"
        " \"rounds\": [{\"questionnaire\": \"hall\", \"year\": 2019,"
        " \"edition\": \"../h.json\", \"register\": \"halls\","
        " \"answers\": \"a\", \"participants\": 60}]}");
    assert_true(load(place, below(place, "survey.json")));
    assert_int_equal(survey->language, LANGUAGE_EN);
    assert_string_equal(survey->folder, place->folder);
    assert_string_equal(survey->database, "/var/b.db");
    assert_below(place, survey->results, "out");
    assert_true(survey->rehearsal);
    assert_true(survey->seed == INT64_MAX);
    assert_int_equal(survey->minimum_units, 3);
    assert_int_equal(survey->charts.formats, CHART_PDF | CHART_PNG);
    assert_true(survey->charts.all_rounds);
    assert_false(survey->charts.groups);
    assert_false(survey->charts.units_alone);
    assert_int_equal(survey->charts.units_of_count, 2);
    assert_string_equal(survey->charts.units_of[0], "101");
    assert_string_equal(survey->charts.units_of[1], "*");
    assert_int_equal(survey->round[0].participants, 60);
    assert_below(place, survey->round[0].edition, "../h.json");
}

static void thresholds_of_quality_are_the_survey_s_to_change(void **state)
{
    struct place *place = *state;
    const struct quality_plan *quality = &place->survey.quality;
    assert_true(load(place, place->folder));
    assert_int_equal(quality->same_answer_questions, 10);
    assert_int_equal(quality->same_answer_percent, 90);
    assert_int_equal(quality->jump_levels, 2);
    assert_int_equal(quality->identical_answers, 20);
    assert_int_equal(quality->state_answers, 10);
    assert_int_equal(quality->dont_know_percent, 34);
    assert_int_equal(quality->not_applicable_percent, 50);
    put(place, "survey.json",
        HEAD
        ", \"quality\": {\"same_answer_questions\": 8, \"same_answer_percent\": "
        "100, \"jump_levels\": 0, \"state_answers\": 5, \"dont_know_percent\": "
        "20, \"not_applicable_percent\": 0}, \"rounds\": [" ROUND("hall", 2019) "]}");
    assert_true(load(place, place->folder));
    assert_int_equal(quality->same_answer_questions, 8);
    assert_int_equal(quality->same_answer_percent, 100);
    assert_int_equal(quality->jump_levels, 0);
    assert_int_equal(quality->identical_answers, 20);
    assert_int_equal(quality->state_answers, 5);
    assert_int_equal(quality->dont_know_percent, 20);
    assert_int_equal(quality->not_applicable_percent, 0);
    put(place, "survey.json",
        HEAD ", \"quality\": {\"jump_levels\": 61, \"dont_know_percent\": -1, "
             "\"jumps\": 1}, \"rounds\": [" ROUND("hall", 2019) "]}");
    assert_false(load(place, place->folder));
    assert_int_equal(place->problems.error_count, 3);
    assert_problem(place, 0, "$.quality.jumps: unknown key");
    assert_problem(place, 1, "$.quality.jump_levels: must be at most 60");
    assert_problem(place, 2, "$.quality.dont_know_percent: must be at least 0");
}

static void what_a_change_must_come_to_is_the_survey_s_to_say(void **state)
{
    struct place *place = *state;
    const struct change_plan *change = &place->survey.change;
    assert_true(load(place, place->folder));
    assert_int_equal(change->relevant_points, 2);
    assert_int_equal(change->relevant_points_of_unit, 5);
    put(place, "survey.json",
        HEAD ", \"change\": {\"relevant_points\": 3}, \"rounds\": [" ROUND("hall",
                                                                           2019) "]}");
    assert_true(load(place, place->folder));
    assert_int_equal(change->relevant_points, 3);
    assert_int_equal(change->relevant_points_of_unit, 5);
    put(place, "survey.json",
        HEAD ", \"change\": {\"relevant_points\": -1, \"relevant_points_of_unit\": "
             "101}, \"rounds\": [" ROUND("hall", 2019) "]}");
    assert_false(load(place, place->folder));
    assert_int_equal(place->problems.error_count, 2);
    assert_problem(place, 0, "$.change.relevant_points: must be at least 0");
    assert_problem(place, 1, "$.change.relevant_points_of_unit: must be at most 100");
}

static void a_survey_in_the_present_folder_leaves_no_mark_on_paths(void **state)
{
    struct place *place = *state;
    char back[1024];
    assert_non_null(getcwd(back, sizeof back));
    assert_int_equal(chdir(place->folder), 0);
    bool by_folder = load(place, ".");
    assert_true(by_folder);
    assert_string_equal(place->survey.folder, ".");
    assert_string_equal(place->survey.registers, "lists/land.json");
    bool by_file = load(place, "survey.json");
    assert_int_equal(chdir(back), 0);
    assert_true(by_file);
    assert_string_equal(place->survey.folder, ".");
    assert_string_equal(place->survey.database, "baseline.db");
}

static void rounds_stand_by_first_mention_and_year(void **state)
{
    static const char *const id[] = {"room", "room", "room", "hall", "hall", "attic"};
    static const int32_t year[] = {2017, 2018, 2020, 2018, 2019, 2016};
    struct place *place = *state;
    put(place, "survey.json",
        HEAD ", \"rounds\": [" ROUND("room", 2020) "," ROUND("hall", 2019) "," ROUND(
            "room", 2017) "," ROUND("attic",
                                    2016) "," ROUND("hall", 2018) "," ROUND("room",
                                                                            2018) "]}");
    assert_true(load(place, place->folder));
    assert_int_equal(place->survey.round_count, 6);
    for (size_t r = 0; r < 6; r++) {
        assert_string_equal(place->survey.round[r].questionnaire, id[r]);
        assert_int_equal(place->survey.round[r].year, year[r]);
    }
}

static void every_problem_is_told_of_at_once(void **state)
{
    struct place *place = *state;
    put(place, "survey.json",
        "{\"format\": \"baseline-survey-1\", \"titel\": {}, \"title\": {},"
        " \"language\": \"de\", \"registers\": 7, \"rehearsal\": {},"
        " \"disclosure\": {\"minimum_units\": 2},"
        " \"charts\": {\"formats\": [\"svg\", \"gif\"], \"rounds\": \"some\","
        " \"groups\": \"yes\", \"units_of\": [101]},"
        " \"rounds\": [{\"questionnaire\": \"a/b\", \"year\": 19, \"edition\": \"\","
        " \"register\": \"x\", \"participants\": -1, \"answer\": \"y\"}, 5]}");
    assert_false(load(place, place->folder));
    static const char *const what[] = {
        "$.titel: unknown key; did you mean \"title\"?",
        "$.title: there must be a text in at least one language",
        "$.language: must be \"da\" or \"en\", not \"de\"",
        "$.registers: must be a string",
        "$.rehearsal: \"seed\" is missing",
        "$.disclosure.minimum_units: must be at least 3",
        "$.charts.rounds: must be \"latest\" or \"all\"",
        "$.charts.groups: must be true or false",
        "$.charts.formats[1]: must be \"svg\", \"png\" or \"pdf\"",
        "$.charts.units_of[0]: must be a string that is not empty",
        "$.rounds[0].answer: unknown key; did you mean \"answers\"?",
        "$.rounds[0].questionnaire: an id is made of at most 64 letters, digits, '-' and "
        "'_'",
        "$.rounds[0].year: must be at least 1900",
        "$.rounds[0].edition: must not be empty",
        "$.rounds[0]: \"answers\" is missing",
        "$.rounds[0].participants: must be at least 0",
        "$.rounds[1]: must be an object",
    };
    for (size_t i = 0; i < sizeof what / sizeof *what; i++)
        assert_problem(place, i, what[i]);
    assert_int_equal(place->problems.error_count, sizeof what / sizeof *what);
}

static void a_round_stands_once(void **state)
{
    assert_only_problem(
        *state,
        HEAD ", \"rounds\": [" ROUND("hall", 2019) "," ROUND("hall", 2018) "," ROUND(
            "hall", 2019) "]}",
        "$.rounds[2]: the round \"hall\" 2019 stands in $.rounds[0] already");
}

static void a_survey_has_rounds_and_a_format(void **state)
{
    assert_only_problem(*state, HEAD "}", "$: \"rounds\" is missing");
    assert_only_problem(*state, HEAD ", \"rounds\": []}",
                        "$.rounds: must not be empty");
    assert_only_problem(*state, HEAD ", \"rounds\": 5}", "$.rounds: must be an array");
    assert_only_problem(*state, "{}", "$.format: must be \"baseline-survey-1\"");
    assert_only_problem(*state, "[]", "$: must be an object");
}

static void broken_json_is_told_with_line_and_column(void **state)
{
    struct place *place = *state;
    put(place, "survey.json", "{\"format\": \"baseline-survey-1\",\n  title}");
    assert_false(load(place, place->folder));
    assert_int_equal(place->fault.kind, FAULT_DATA);
    assert_below(place, place->fault.where, "survey.json");
    assert_int_equal(place->fault.row, 2);
    assert_int_equal(place->fault.column, 7);
    put(place, "survey.json", "{\"format\": 1, \"format\": 2}");
    assert_false(load(place, place->folder));
    assert_string_equal(place->fault.what,
                        "not JSON: duplicate object key near '\"format\"'");
    assert_false(load(place, below(place, "none.json")));
    assert_int_equal(place->fault.kind, FAULT_SYSTEM);
}

static char *rehearse(struct place *place, const char *folder)
{
    place->fault = (struct fault){0};
    return survey_for_rehearsal(below(place, "trial.json"), folder, 77, &place->fault);
}

static void lay_out(const struct place *place)
{
    mkdir(below(place, "lists"), 0777);
    mkdir(below(place, "rehearsal"), 0777);
    put(place, "lists/land.json", "{}");
    put(place, "hall.json", "{}");
    put(place, "trial.json",
        HEAD
        ", \"database\": \"/var/real.db\", \"results\": \"a/../../out\","
        " \"rounds\": [" ROUND(
            "hall",
            2019) ", {\"questionnaire\": \"hall\","
                  " \"year\": 2020, \"edition\": \"./hall.json\", \"register\": \"halls\","
                  " \"answers\": \"../real\", \"participants\": 3}]}");
}

static void a_rehearsal_finds_its_definitions_and_writes_only_below_itself(void **state)
{
    struct place *place = *state;
    char folder[256];
    lay_out(place);
    snprintf(folder, sizeof folder, "%s", below(place, "rehearsal"));
    char *text = rehearse(place, folder);
    assert_non_null(text);
    put(place, "survey.json", text);
    memory_release(text);
    assert_true(load(place, place->folder));
    const struct survey *survey = &place->survey;
    assert_string_equal(survey->title.in[LANGUAGE_DA], "Prøve");
    assert_true(survey->rehearsal);
    assert_int_equal(survey->seed, 77);
    assert_below(place, survey->registers, "../lists/land.json");
    assert_below(place, survey->database, "baseline.db");
    assert_below(place, survey->results, "results");
    assert_below(place, survey->round[0].edition, "../hall.json");
    assert_below(place, survey->round[0].answers, "answers/hall-2019");
    assert_below(place, survey->round[1].edition, "../hall.json");
    assert_below(place, survey->round[1].answers, "answers/hall-2020");
    assert_int_equal(survey->round[1].participants, 3);
}

static void a_rehearsal_far_away_names_its_definitions_in_full(void **state)
{
    struct place *place = *state;
    char whole[512];
    lay_out(place);
    snprintf(whole, sizeof whole, "\"registers\": \"%s\"",
             below(place, "lists/land.json"));
    char *text = rehearse(place, "/usr");
    assert_non_null(text);
    assert_non_null(strstr(text, whole));
    memory_release(text);
    text = rehearse(place, "/tmp/a-folder-still-to-be-made");
    assert_non_null(text);
    assert_non_null(strstr(text, whole));
    memory_release(text);
}

static void a_rehearsal_of_missing_definitions_is_a_fault(void **state)
{
    struct place *place = *state;
    lay_out(place);
    unlink(below(place, "hall.json"));
    assert_null(rehearse(place, place->folder));
    assert_int_equal(place->fault.kind, FAULT_SYSTEM);
    assert_non_null(strstr(place->fault.where, "hall.json"));
}

static void short_of_memory_at_any_call_is_a_fault_and_leaks_nothing(void **state)
{
    struct place *place = *state;
    bool ok = false;
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    for (unsigned long call = 1; !ok; call++) {
        assert_true(call < 10000);
        place->fault = (struct fault){0};
        memory_fail_from(call);
        ok =
            survey_load(&place->survey, place->folder, &place->problems, &place->fault);
        memory_fail_from(0);
        if (!ok)
            assert_string_equal(place->fault.what, "out of memory");
    }
    lay_out(place);
    char *text = NULL;
    for (unsigned long call = 1; text == NULL; call++) {
        assert_true(call < 10000);
        memory_fail_from(call);
        text = rehearse(place, place->folder);
        memory_fail_from(0);
        if (text == NULL)
            assert_string_equal(place->fault.what, "out of memory");
    }
    json_set_alloc_funcs(malloc, free);
    memory_release(text);
}

static enum language found_language(struct place *place, const char *survey)
{
    enum language language = LANGUAGE_COUNT;
    put(place, "survey.json", survey);
    assert_true(survey_find_language(&language, place->folder, &place->fault));
    assert_int_equal(place->fault.kind, FAULT_NONE);
    return language;
}

static void the_language_is_found_before_the_survey_is_read(void **state)
{
    struct place *place = *state;
    assert_int_equal(found_language(place, PLAIN), LANGUAGE_DA);
    assert_int_equal(found_language(place, "{\"language\": \"da\"}"), LANGUAGE_DA);
    assert_int_equal(found_language(place, "{\"language\": \"en\", \"rounds\": 7}"),
                     LANGUAGE_EN);
    assert_int_equal(found_language(place, "{\"language\": \"sv\"}"), LANGUAGE_EN);
    assert_int_equal(found_language(place, "{\"language\": \"da\""), LANGUAGE_EN);
    assert_int_equal(found_language(place, "[]"), LANGUAGE_EN);
    enum language language = LANGUAGE_DA;
    assert_true(
        survey_find_language(&language, below(place, "nowhere"), &place->fault));
    assert_int_equal(language, LANGUAGE_EN);
}

static void the_national_rehearsal_is_well_formed(void **state)
{
    struct place *place = *state;
    const struct survey *survey = &place->survey;
    assert_true(load(place, "questionnaires/rehearsal.json"));
    assert_true(survey->rehearsal);
    assert_int_equal(survey->seed, 2019);
    assert_int_equal(survey->round_count, 13);
    assert_string_equal(survey->folder, "questionnaires");
    assert_string_equal(survey->registers, "questionnaires/registers/denmark.json");
    assert_string_equal(survey->round[0].questionnaire, "municipality");
    assert_int_equal(survey->round[0].year, 2016);
    assert_int_equal(survey->round[5].participants, 60);
    assert_int_equal(survey->round[12].participants, 20);
    assert_string_equal(survey->round[12].answers,
                        "questionnaires/answers/daycare-2026");
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        PLACED(what_is_not_said_has_its_default),
        PLACED(everything_said_is_kept),
        PLACED(thresholds_of_quality_are_the_survey_s_to_change),
        PLACED(what_a_change_must_come_to_is_the_survey_s_to_say),
        PLACED(a_survey_in_the_present_folder_leaves_no_mark_on_paths),
        PLACED(rounds_stand_by_first_mention_and_year),
        PLACED(every_problem_is_told_of_at_once),
        PLACED(a_round_stands_once),
        PLACED(a_survey_has_rounds_and_a_format),
        PLACED(broken_json_is_told_with_line_and_column),
        PLACED(a_rehearsal_finds_its_definitions_and_writes_only_below_itself),
        PLACED(a_rehearsal_far_away_names_its_definitions_in_full),
        PLACED(a_rehearsal_of_missing_definitions_is_a_fault),
        PLACED(short_of_memory_at_any_call_is_a_fault_and_leaks_nothing),
        PLACED(the_language_is_found_before_the_survey_is_read),
        PLACED(the_national_rehearsal_is_well_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
