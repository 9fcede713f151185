/* What stands around the questions for people's sake: guide, sections, evidence,
   reasons, dropped questions, frameworks and measuring points. */

#include "definition.h"
#include "probe.h"

#include "base/exact.h"

#include <jansson.h>

/* In one line, and with ' where JSON has ", "@one" for an id with a title and '~' for a
   title alone. */
static const char sound[] =
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '2', 'identified_by': "
    "['id'], 'guide': [{'title': {'da': 'Hvem'}, 'text': {'da': 'Den, der ved det', "
    "'en': 'Whoever knows'}}, {~, 'text': {'en': 'Before May'}}], "
    "'scales': {'steps': {~, 'seconds': 12.5, 'options': ["
    "{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "
    "{'code': '2', 'value': 2, 'label': {'en': 'two'}}, "
    "{'code': 'vi', 'state': 'dont_know', 'label': {'en': 'unknown'}}]}, "
    "'some': {~, 'kind': 'several', 'options': ["
    "{'code': 'a', 'value': 1, 'label': {'en': 'first'}}, "
    "{'code': 'b', 'value': 2, 'label': {'en': 'second'}}]}, "
    "'amount': {~, 'kind': 'number', 'lowest': 0, 'highest': 9, 'seconds': 0}}, "
    "'sections': [{@people, 'text': {'en': 'Ask the head'}, 'levels': ["
    "{'code': '1', 'text': {'da': 'Ingen', 'en': 'Nobody'}}, "
    "{'code': '2', 'text': {'en': 'All'}}]}, {@machines}, {@paper, 'levels': []}], "
    "'questions': ["
    "{'id': 'A', 'section': 'people', 'scale': 'steps', 'text': {'en': 'a'}, "
    "'evidence': {'da': 'En liste', 'en': 'A list'}, 'reason': {'en': 'law'}}, "
    "{'id': 'B', 'section': 'people', 'scale': 'some', 'text': {'en': 'b'}}, "
    "{'id': 'C', 'section': 'machines', 'scale': 'steps', 'text': {'en': 'c'}, "
    "'evidence': {'en': 'A log'}, 'layers': ['made', 'written']}, "
    "{'id': 'D', 'section': 'paper', 'scale': 'amount', 'text': {'en': 'd'}}], "
    "'dropped': [{'question': 'Y.1', 'reason': {'en': 'nobody used it'}}, "
    "{'question': 'Z', 'reason': {'da': 'Forældet', 'en': 'Out of date'}}], "
    "'dimensions': [{@whole, 'text': {'en': 'What it is about'}, "
    "'questions': ['A', 'B', 'C', 'D']}, {@points, 'operator': 'none', 'areas': ["
    "{@met, 'text': {'da': 'Mødt'}, 'operator': 'level', 'levels': [{'conditions': "
    "[{'at_least': 2}]}], 'questions': ['A']}]}], "
    "'presentation': {'measuring_points': 'points'}, "
    "'frameworks': [{@iso, 'file': 'iso.csv', 'every': ['control', 'clause']}, "
    "{@own, 'file': '/lists/own.csv'}]}";

/* The same questions without any of it. */
static const char plain[] =
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', 'identified_by': "
    "['id'], 'scales': {'steps': {~, 'options': ["
    "{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "
    "{'code': '2', 'value': 2, 'label': {'en': 'two'}}]}}, "
    "'questions': [{'id': 'A', 'scale': 'steps', 'text': {'en': 'a'}}], "
    "'dimensions': [{@whole, 'questions': ['A']}], "
    "'presentation': {'radar': 'whole'}}";

static void read_sound(struct place *place, struct questionnaire *read,
                       const char *definition)
{
    struct text text = {0};
    probe_expand(&text, definition);
    bool loaded = read_text(place, read, text.bytes, text.length);
    text_release(&text);
    assert_no_problem(place);
    assert_true(loaded);
}

static void assert_words(const struct wording *wording, const char *danish,
                         const char *english)
{
    assert_string_equal(wording_in(wording, LANGUAGE_DA), danish);
    assert_string_equal(wording_in(wording, LANGUAGE_EN), english);
}

static void the_guide_is_read_part_by_part(void **state)
{
    struct questionnaire read;
    read_sound(*state, &read, sound);
    assert_int_equal(read.guide_count, 2);
    assert_words(&read.guide[0].title, "Hvem", "Hvem");
    assert_words(&read.guide[0].text, "Den, der ved det", "Whoever knows");
    assert_words(&read.guide[1].title, "word", "word");
    assert_words(&read.guide[1].text, "Before May", "Before May");
    questionnaire_release(&read);
}

static void sections_are_read_with_what_their_answers_look_like(void **state)
{
    struct questionnaire read;
    read_sound(*state, &read, sound);
    assert_int_equal(read.section_count, 3);
    const struct section *people = &read.section[0];
    assert_string_equal(people->id, "people");
    assert_words(&people->title, "word", "word");
    assert_words(&people->text, "Ask the head", "Ask the head");
    assert_int_equal(people->level_count, 2);
    assert_string_equal(people->level[0].code, "1");
    assert_words(&people->level[0].text, "Ingen", "Nobody");
    assert_string_equal(people->level[1].code, "2");
    assert_words(&people->level[1].text, "All", "All");
    assert_string_equal(read.section[1].id, "machines");
    assert_words(&read.section[1].text, "", "");
    assert_int_equal(read.section[1].level_count, 0);
    assert_string_equal(read.section[2].id, "paper");
    questionnaire_release(&read);
}

/* A, B with its options, C with its second layer, D. */
static void a_question_and_all_that_is_made_of_it_stand_in_its_section(void **state)
{
    static const uint32_t section[] = {0, 0, 0, 0, 1, 1, 2};
    struct questionnaire read;
    read_sound(*state, &read, sound);
    assert_int_equal(read.question_count, sizeof section / sizeof *section);
    for (size_t q = 0; q < read.question_count; q++)
        assert_int_equal(read.question[q].section, section[q]);
    assert_words(&read.question[0].evidence, "En liste", "A list");
    assert_words(&read.question[0].reason, "law", "law");
    assert_words(&read.question[1].evidence, "", "");
    assert_words(&read.question[1].reason, "", "");
    assert_words(&read.question[5].evidence, "A log", "A log");
    questionnaire_release(&read);
}

static void what_is_gone_is_read_with_its_reason(void **state)
{
    struct questionnaire read;
    read_sound(*state, &read, sound);
    assert_int_equal(read.dropped_count, 2);
    assert_string_equal(read.dropped[0].id, "Y.1");
    assert_words(&read.dropped[0].reason, "nobody used it", "nobody used it");
    assert_string_equal(read.dropped[1].id, "Z");
    assert_words(&read.dropped[1].reason, "Forældet", "Out of date");
    questionnaire_release(&read);
}

static void a_framework_is_named_relative_to_the_definition_and_not_opened(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    char path[256];
    read_sound(place, &read, sound);
    place_path(path, place, "iso.csv");
    assert_int_equal(read.framework_count, 2);
    assert_string_equal(read.framework[0].id, "iso");
    assert_words(&read.framework[0].title, "word", "word");
    assert_string_equal(read.framework[0].path, path);
    assert_int_equal(read.framework[0].every_count, 2);
    assert_string_equal(read.framework[0].every[0], "control");
    assert_string_equal(read.framework[0].every[1], "clause");
    assert_string_equal(read.framework[1].id, "own");
    assert_string_equal(read.framework[1].path, "/lists/own.csv");
    assert_int_equal(read.framework[1].every_count, 0);
    questionnaire_release(&read);
}

static void seconds_areas_and_measuring_points_are_read(void **state)
{
    struct questionnaire read;
    read_sound(*state, &read, sound);
    assert_string_equal(read.scale[0].id, "steps");
    assert_int_equal(read.scale[0].seconds, 12500000000);
    assert_int_equal(read.scale[1].seconds, 30 * POINT);
    assert_int_equal(read.scale[2].seconds, 0);
    assert_int_equal(read.presentation.measuring_points, 1);
    assert_int_equal(read.presentation.radar, 0);
    assert_words(&read.node[0].text, "What it is about", "What it is about");
    assert_words(&read.node[1].text, "", "");
    assert_words(&read.node[2].text, "Mødt", "Mødt");
    questionnaire_release(&read);
}

static void none_of_it_has_to_be_there(void **state)
{
    struct questionnaire read;
    read_sound(*state, &read, plain);
    assert_int_equal(read.guide_count, 0);
    assert_int_equal(read.section_count, 0);
    assert_int_equal(read.dropped_count, 0);
    assert_int_equal(read.framework_count, 0);
    assert_int_equal(read.question[0].section, NAMES_NONE);
    assert_words(&read.question[0].evidence, "", "");
    assert_words(&read.question[0].reason, "", "");
    assert_int_equal(read.scale[0].seconds, 30 * POINT);
    assert_int_equal(read.presentation.measuring_points, NAMES_NONE);
    assert_words(&read.node[0].text, "", "");
    questionnaire_release(&read);
}

/* Other dimensions may have no measuring points: then there are none, and not those of
   the first. */
static void
a_configuration_without_their_dimension_has_no_measuring_points(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    struct text text = {0};
    char path[256];
    probe_expand(&text, sound);
    text.bytes[text.length - 1] = '\0';
    text.length--;
    probe_expand(&text, ", 'configurations': [{@other, 'dimensions': [{@alone, "
                        "'questions': ['A']}]}, {@same, 'dimensions': [{@alone, "
                        "'questions': ['A']}, {@points, 'questions': ['A']}]}]}");
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    place_path(path, place, "probe.json");
    assert_true(
        questionnaire_load_as(&read, path, "other", &place->problems, &place->fault));
    assert_int_equal(read.presentation.measuring_points, NAMES_NONE);
    questionnaire_release(&read);
    assert_true(
        questionnaire_load_as(&read, path, "same", &place->problems, &place->fault));
    assert_int_equal(read.presentation.measuring_points, 1);
    questionnaire_release(&read);
    place_forget(place, "probe.json");
}

static void assert_mistakes(struct place *place, const char *definition,
                            const struct change *change, size_t count)
{
    struct text base = {0};
    probe_expand(&base, definition);
    for (size_t i = 0; i < count; i++) {
        struct text old = {0};
        struct text new = {0};
        probe_expand(&old, change[i].old);
        text_add(&new, "");
        probe_expand(&new, change[i].new);
        struct change expanded = {old.bytes, new.bytes, {NULL}};
        memcpy(expanded.told, change[i].told, sizeof expanded.told);
        assert_changes(place, base.bytes, &expanded, 1);
        text_release(&old);
        text_release(&new);
    }
    text_release(&base);
}

#define MISTAKES(state, definition, change)                                            \
    assert_mistakes(state, definition, change, sizeof(change) / sizeof *(change))

static void the_guide_is_checked(void **state)
{
    static const struct change change[] = {
        {"'guide': [",
         "'guide': {}, 'x': [",
         {"$.x: unknown key", "$.guide: must be an array"}},
        {"'guide': [",
         "'guide': ['Read', {'title': {}}, {~, 'text': {'en': 'x'}, 'help': {}}, ",
         {"$.guide[0]: must be an object",
          "$.guide[1].title: there must be a text in at least one language",
          "$.guide[1]: \"text\" is missing", "$.guide[2].help: unknown key"}},
    };
    MISTAKES(*state, sound, change);
}

static void sections_are_checked(void **state)
{
    static const struct change change[] = {
        {"{@machines}", "{@machines, 'text': {'en': 'm'}}", {NULL}},
        {"{@machines}",
         "{@people}, {@machines}",
         {"$.sections[1].id: the section \"people\" stands twice"}},
        {"{@machines}",
         "{'id': 'new ones', ~}, {@machines}",
         {"$.sections[1].id: an id is made of at most 64 letters, digits, '.', '-' and "
          "'_'"}},
        {"{@machines}",
         "{@machines}, {'id': 'x'}, {~}",
         {"$.sections[2]: \"title\" is missing", "$.sections[3]: \"id\" is missing"}},
        {"{@machines}", "{@machines}, 7", {"$.sections[2]: must be an object"}},
        {"{@machines}",
         "{@machines, 'level': []}",
         {"$.sections[1].level: unknown key; did you mean \"levels\"?"}},
        {"'levels': []", "'levels': {}", {"$.sections[2].levels: must be an array"}},
    };
    MISTAKES(*state, sound, change);
}

static void what_answers_look_like_is_checked(void **state)
{
    static const struct change change[] = {
        {"{'code': '2', 'text': {'en': 'All'}}",
         "{'code': '1', 'text': {'en': 'All'}}",
         {"$.sections[0].levels[1].code: \"1\" stands here twice"}},
        {"{'code': '2', 'text': {'en': 'All'}}",
         "{'text': {'en': 'All'}}, {'code': 2, 'text': {'en': 'All'}}, {'code': '3'}",
         {"$.sections[0].levels[1]: \"code\" is missing",
          "$.sections[0].levels[2].code: must be a string",
          "$.sections[0].levels[3]: \"text\" is missing"}},
        {"{'code': '2', 'text': {'en': 'All'}}",
         "'2', {'code': '2', 'txt': {}}",
         {"$.sections[0].levels[1]: must be an object",
          "$.sections[0].levels[2].txt: unknown key; did you mean \"text\"?",
          "$.sections[0].levels[2]: \"text\" is missing"}},
        /* One that no question takes is doubtful, and no mistake. */
        {"{'code': '2', 'text'", "{'code': '9', 'text'", {NULL}},
    };
    MISTAKES(*state, sound, change);
}

static void the_section_of_a_question_is_checked(void **state)
{
    static const struct change change[] = {
        {"'section': 'machines'",
         "'section': 'machine'",
         {"$.questions[2].section: there is no section \"machine\"; did you mean "
          "\"machines\"?"}},
        {"'section': 'machines'",
         "'section': '\\u001bme'",
         {"$.questions[2].section: there is no section \"\\x1bme\""}},
        {"'section': 'machines'",
         "'section': 'Machines'",
         {"$.questions[2].section: there is no section \"Machines\"; did you mean "
          "\"machines\"?"}},
        {"'section': 'machines', ", "", {"$.questions[2]: \"section\" is missing"}},
        {"'section': 'machines'",
         "'section': 1",
         {"$.questions[2].section: must be a string"}},
        {"'section': 'machines'", "'section': 'paper'", {NULL}},
        {"'section': 'paper'",
         "'section': 'people'",
         {"$.questions[3].section: the section \"people\" comes before \"machines\", "
          "and so must its questions"}},
        /* It is held against the last one that stands in a section. */
        {"'id': 'B', 'section': 'people'",
         "'id': 'B', 'section': 'paper'",
         {"$.questions[2].section: the section \"machines\" comes before \"paper\", and "
          "so must its questions"}},
        {"'id': 'C', 'section': 'machines', 'scale': 'steps', 'text': {'en': 'c'}, "
         "'evidence': {'en': 'A log'}, 'layers': ['made', 'written']}, "
         "{'id': 'D', 'section': 'paper'",
         "'id': 'C', 'section': 'paper', 'scale': 'steps', 'text': {'en': 'c'}}, "
         "{'id': 'E', 'section': 'nine', 'scale': 'steps', 'text': {'en': 'c'}}, "
         "{'id': 'D', 'section': 'machines'",
         {"$.questions[3].section: there is no section \"nine\"",
          "$.questions[4].section: the section \"machines\" comes before \"paper\", "
          "and so must its questions"}},
    };
    static const struct change without[] = {
        {"'id': 'A'",
         "'id': 'A', 'section': 'people'",
         {"$.questions[0].section: there is no section \"people\""}},
    };
    MISTAKES(*state, sound, change);
    MISTAKES(*state, plain, without);
}

static void evidence_and_reasons_are_checked(void **state)
{
    static const struct change change[] = {
        {"'evidence': {'da': 'En liste', 'en': 'A list'}, 'reason': {'en': 'law'}",
         "'evidence': 'A list', 'reason': {'fr': 'loi'}",
         {"$.questions[0].evidence: must be an object with a text per language",
          "$.questions[0].reason.fr: unknown key"}},
        {"'evidence': {'da': 'En liste', 'en': 'A list'}, 'reason': {'en': 'law'}",
         "'evidense': {}",
         {"$.questions[0].evidense: unknown key; did you mean \"evidence\"?"}},
    };
    MISTAKES(*state, sound, change);
}

static void dropped_questions_are_checked(void **state)
{
    static const struct change change[] = {
        {"'question': 'Z'",
         "'question': 'd'",
         {"$.dropped[1].question: \"d\" is asked in this edition"}},
        {"'question': 'Z'",
         "'question': 'C.written'",
         {"$.dropped[1].question: \"C.written\" is asked in this edition"}},
        {"'question': 'Z'",
         "'question': 'Y.1'",
         {"$.dropped[1].question: the question \"Y.1\" stands here twice"}},
        {"'question': 'Z'",
         "'question': 'y.1'",
         {"$.dropped[1].question: the question \"y.1\" stands here twice"}},
        {"'question': 'Z'",
         "'question': 'Y Z'",
         {"$.dropped[1].question: an id is made of at most 64 letters, digits, '.', '-' "
          "and '_'"}},
        {"'dropped': [",
         "'dropped': ['Q', {'question': 'Q'}, {'reason': {'en': 'x'}, 'why': 1}, ",
         {"$.dropped[0]: must be an object", "$.dropped[1]: \"reason\" is missing",
          "$.dropped[2].why: unknown key", "$.dropped[2]: \"question\" is missing"}},
        {"'dropped': [",
         "'dropped': 'Z', 'pool': [",
         {"$.dropped: must be an array", "$.pool: must be an object"}},
    };
    MISTAKES(*state, sound, change);
}

static void frameworks_are_checked(void **state)
{
    static const struct change change[] = {
        {"{@own, ",
         "{@iso, ",
         {"$.frameworks[1].id: the framework \"iso\" stands twice"}},
        {"{@own, ",
         "{'id': 'o wn', ~, ",
         {"$.frameworks[1].id: an id is made of at most 64 letters, digits, '.', '-' "
          "and '_'"}},
        {"'file': 'iso.csv', 'every': ['control', 'clause']",
         "'every': 'control', 'files': 'iso.csv'",
         {"$.frameworks[0].files: unknown key; did you mean \"file\"?",
          "$.frameworks[0].every: must be an array",
          "$.frameworks[0]: \"file\" is missing"}},
        {"'every': ['control', 'clause']",
         "'every': ['control', '', 1]",
         {"$.frameworks[0].every[1]: must be a string that is not empty",
          "$.frameworks[0].every[2]: must be a string that is not empty"}},
        {"'frameworks': [{@iso",
         "'frameworks': ['iso', {@iso",
         {"$.frameworks[0]: must be an object"}},
        {"'frameworks': [",
         "'frameworks': {}, 'configurations': [], 'pool': [",
         {"$.frameworks: must be an array", "$.pool: must be an object"}},
    };
    MISTAKES(*state, sound, change);
}

static void seconds_and_measuring_points_are_checked(void **state)
{
    static const struct change change[] = {
        {"'seconds': 12.5", "'seconds': 1000000", {NULL}},
        {"'seconds': 12.5",
         "'seconds': -0.000001",
         {"$.scales.steps.seconds: must be 0 or above"}},
        {"'seconds': 12.5",
         "'seconds': 1000001",
         {"$.scales.steps.seconds: must lie from -1000000 to 1000000"}},
        {"'seconds': 12.5",
         "'seconds': '12'",
         {"$.scales.steps.seconds: must be a number"}},
        {"'measuring_points': 'points'",
         "'measuring_points': 'point'",
         {"$.presentation.measuring_points: there is no dimension \"point\"; did you "
          "mean \"points\"?"}},
        {"'measuring_points': 'points'",
         "'measuring_points': 'met'",
         {"$.presentation.measuring_points: there is no dimension \"met\""}},
        {"'measuring_points': 'points'",
         "'measuring_point': 'points'",
         {"$.presentation.measuring_point: unknown key; did you mean "
          "\"measuring_points\"?"}},
        {"'text': {'en': 'What it is about'}",
         "'text': 'What it is about'",
         {"$.dimensions[0].text: must be an object with a text per language"}},
    };
    MISTAKES(*state, sound, change);
}

static void loading_survives_a_shortage(void **state)
{
    struct place *place = *state;
    struct text text = {0};
    char path[256];
    struct probe_shortage shortage = {path, 0};
    place_path(path, place, "probe.json");
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    probe_expand(&text, sound);
    place_write(place, "probe.json", text.bytes, text.length);
    assert_survives_shortage(probe_load_short, &shortage);
    text_clear(&text);
    probe_expand(
        &text, "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', "
               "'identified_by': ['id'], 'guide': [{~}], 'scales': {'steps': {~, "
               "'seconds': -1, 'options': [{'code': '1', 'value': 1, 'label': {'en': "
               "'one'}}, {'code': '2', 'value': 2, 'label': {'en': 'two'}}]}}, "
               "'sections': [{@one, 'levels': [{'code': '1', 'text': {'en': 'x'}}, "
               "{'code': '1', 'text': {'en': 'x'}}]}, {@one}, {@two}], 'questions': "
               "[{'id': 'A', 'section': 'two', 'scale': 'steps', 'text': {'en': "
               "'a'}}, {'id': 'B', 'section': 'one', 'scale': 'steps', 'text': {'en': "
               "'b'}}, {'id': 'C', 'section': 'twp', 'scale': 'steps', 'text': {'en': "
               "'c'}}], 'dropped': [{'question': 'A', 'reason': {'en': 'x'}}], "
               "'dimensions': [{@whole, 'questions': ['A', 'B', 'C']}], "
               "'presentation': {'measuring_points': 'hole'}, 'frameworks': [{@iso, "
               "'file': 'x.csv'}, {@iso, 'file': 'x.csv'}]}");
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    shortage.errors = 9;
    assert_survives_shortage(probe_load_short, &shortage);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "probe.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(the_guide_is_read_part_by_part),
        HERE(sections_are_read_with_what_their_answers_look_like),
        HERE(a_question_and_all_that_is_made_of_it_stand_in_its_section),
        HERE(what_is_gone_is_read_with_its_reason),
        HERE(a_framework_is_named_relative_to_the_definition_and_not_opened),
        HERE(seconds_areas_and_measuring_points_are_read),
        HERE(none_of_it_has_to_be_there),
        HERE(a_configuration_without_their_dimension_has_no_measuring_points),
        HERE(the_guide_is_checked),
        HERE(sections_are_checked),
        HERE(what_answers_look_like_is_checked),
        HERE(the_section_of_a_question_is_checked),
        HERE(evidence_and_reasons_are_checked),
        HERE(dropped_questions_are_checked),
        HERE(frameworks_are_checked),
        HERE(seconds_and_measuring_points_are_checked),
        HERE(loading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
