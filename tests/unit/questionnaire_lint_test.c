/* What is doubtful about sections, and about why questions came and went. */

#include "definition.h"
#include "probe.h"

#include <jansson.h>

#define PARTED(edition, questions, last, more)                                         \
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '" edition              \
    "', 'languages': ['en'], 'identified_by': ['id'], 'scales': {"                     \
    "'steps': {~, 'options': [{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "     \
    "{'code': '2', 'value': 2, 'label': {'en': 'two'}}, "                              \
    "{'code': 'vi', 'state': 'dont_know', 'label': {'en': 'unknown'}}]}, "             \
    "'some': {'title': {'en': 'some'}, 'kind': 'several', 'options': ["                \
    "{'code': 'a', 'value': 1, 'label': {'en': 'first'}}, "                            \
    "{'code': 'b', 'value': 2, 'label': {'en': 'second'}}]}, "                         \
    "'days': {'title': {'en': 'days'}, 'kind': 'number', 'lowest': 0, 'highest': 9, "  \
    "'options': [{'code': 'x', 'state': 'dont_know', 'label': {'en': 'no idea'}}]}}, " \
    "'questions': [" questions "{'id': 'last', 'scale': 'days', 'tags': ['t']"         \
    ", 'text': {'en': 'w'}" last "}], "                                                \
    "'dimensions': [{@whole, 'select': ['t']}]" more "}"
#define EDITION(edition, questions, more) PARTED(edition, questions, "", more)
#define SECTIONS(questions, more)         PARTED("1", questions, ", 'section': 'end'", more)
#define ASKED(id, more)                                                                \
    "{'id': '" id "', 'scale': 'steps', 'tags': ['t'], 'text': {'en': 'w'}" more "}, "
#define WHICH(id, more)                                                                \
    "{'id': '" id "', 'scale': 'some', 'tags': ['t'], 'text': {'en': 'w'}" more "}, "
#define REPLACES(id) ", 'replaces': [{'question': '" id "', 'comparable': true}]"
#define BECAUSE      ", 'reason': {'en': 'law'}"
#define DROPPED(...) ", 'dropped': [" __VA_ARGS__ "]"
#define GONE(id)     "{'question': '" id "', 'reason': {'en': 'old'}}"
#define DOUBTS(...)  ((const char *const[]){__VA_ARGS__, NULL})
#define NO_DOUBT     ((const char *const[]){NULL})

static void read_definition(struct place *place, struct questionnaire *read,
                            const char *definition,
                            const struct questionnaire *previous)
{
    struct text text = {0};
    char path[256];
    place_path(path, place, "probe.json");
    probe_expand(&text, definition);
    place_reset(place);
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    bool sound =
        questionnaire_check(read, path, previous, &place->problems, &place->fault);
    place_forget(place, "probe.json");
    if (!sound && place->problems.problem_count > 0)
        fail_msg("wrong: %s", place->problems.problem[0].what);
    assert_true(sound);
    assert_int_equal(place->fault.kind, FAULT_NONE);
}

/* These doubts and no other; `before` is the edition before, or NULL. */
static void assert_doubts(struct place *place, const char *before, const char *now,
                          const char *const *wanted)
{
    struct questionnaire edition[2] = {{0}, {0}};
    size_t told = 0;
    if (before != NULL)
        read_definition(place, &edition[0], before, NULL);
    read_definition(place, &edition[1], now, before == NULL ? NULL : &edition[0]);
    for (; wanted[told] != NULL; told++) {
        if (told >= place->problems.problem_count)
            fail_msg("not told: %s", wanted[told]);
        assert_problem(place, told, SEVERITY_WARNING, 1,
                       place->problems.problem[told].column, wanted[told]);
    }
    if (place->problems.problem_count > told)
        fail_msg("also told: %s", place->problems.problem[told].what);
    questionnaire_release(&edition[0]);
    questionnaire_release(&edition[1]);
}

#define DESCRIBED(...)                                                                 \
    ", 'sections': [{@one, 'levels': [" __VA_ARGS__ "]}, {'id': 'end', 'title': "      \
    "{'en': 'End'}}]"
#define LEVEL(code) "{'code': '" code "', 'text': {'en': 'when'}}"
#define IN_ONE      ", 'section': 'one'"

static void a_section_without_questions_is_doubtful(void **state)
{
    assert_doubts(*state, NULL,
                  SECTIONS(WHICH("A", IN_ONE),
                           ", 'sections': [{@none}, {@one}, {'id': 'two', 'title': "
                           "{'en': 'Two'}, 'levels': [" LEVEL(
                               "nine") "]}, {'id': "
                                       "'end', 'title': {'en': 'End'}}]"),
                  DOUBTS("$.scales.steps: no question is answered on this scale",
                         "$.sections[0]: no question stands in this section",
                         "$.sections[2]: no question stands in this section"));
}

static void a_code_nobody_answers_in_the_section_is_doubtful(void **state)
{
    assert_doubts(*state, NULL,
                  SECTIONS(ASKED("A", IN_ONE) WHICH("B", IN_ONE),
                           DESCRIBED(LEVEL("1") ", " LEVEL("vi") ", " LEVEL("a"))),
                  NO_DOUBT);
    /* "x" is a code of the other section's scale, "0" one that stands for an option
       that was not chosen, and "One" is a label. */
    assert_doubts(
        *state, NULL,
        SECTIONS(
            ASKED("A", IN_ONE) WHICH("B", IN_ONE),
            DESCRIBED(LEVEL("x") ", " LEVEL("2") ", " LEVEL("0") ", " LEVEL("one"))),
        DOUBTS(
            "$.sections[0].levels[0].code: no question of the section is answered \"x\"",
            "$.sections[0].levels[2].code: no question of the section is answered \"0\"",
            "$.sections[0].levels[3].code: no question of the section is answered "
            "\"one\""));
}

static void texts_of_sections_and_guide_are_wanted_in_every_language(void **state)
{
    assert_doubts(
        *state, NULL,
        SECTIONS(
            ASKED("A", IN_ONE ", 'evidence': {'da': 'e'}" BECAUSE) WHICH("B", IN_ONE),
            DESCRIBED("{'code': '1', 'text': {'da': 'når'}}") DROPPED(
                "{'question': 'Z', 'reason': {'da': 'w'}}") ", 'guide': [{'title': {'da': 'w'}, 'text': {'da': 'w'}}], "
                                                            "'frameworks': [{'id': 'f', 'title': {'da': 'F'}, 'file': "
                                                            "'f.csv'}]"),
        DOUBTS("$.questions[0].evidence: there is no text in \"en\"",
               "$.sections[0].levels[0].text: there is no text in \"en\"",
               "$.dropped[0].reason: there is no text in \"en\"",
               "$.guide[0].title: there is no text in \"en\"",
               "$.guide[0].text: there is no text in \"en\"",
               "$.frameworks[0].title: there is no text in \"en\""));
}

static const char before[] = EDITION(
    "1", ASKED("A", "") ASKED("B", ", 'layers': ['x', 'y']") WHICH("C", ""), "");

static void an_edition_that_gives_no_reasons_is_not_asked_for_them(void **state)
{
    assert_doubts(*state, before, EDITION("2", ASKED("A", "") WHICH("D", ""), ""),
                  NO_DOUBT);
    /* What is replaced has its own reason, which says nothing of the others. */
    assert_doubts(*state, before,
                  EDITION("2",
                          ASKED("A", "")
                              WHICH("D", ", 'replaces': [{'question': 'C', "
                                         "'comparable': false, 'reason': {'en': "
                                         "'law'}}]"),
                          ""),
                  NO_DOUBT);
    /* Without an edition before, there is nothing to hold reasons against. */
    assert_doubts(*state, NULL,
                  EDITION("2", ASKED("A", BECAUSE) WHICH("D", ""), DROPPED(GONE("Y"))),
                  NO_DOUBT);
}

static void every_question_that_came_or_went_has_a_word(void **state)
{
    assert_doubts(*state, before,
                  EDITION("2",
                          ASKED("A", "") WHICH("D", BECAUSE) ASKED("E", REPLACES("B")),
                          DROPPED(GONE("C"))),
                  NO_DOUBT);
    assert_doubts(*state, before,
                  EDITION("2", ASKED("A", "") WHICH("D", BECAUSE) ASKED("E", ""), ""),
                  DOUBTS("$.questions[2]: the question \"E\" is new; say why in "
                         "\"reason\"",
                         "$: the question \"B\" of edition \"1\" is gone; say why in "
                         "\"dropped\"",
                         "$: the question \"C\" of edition \"1\" is gone; say why in "
                         "\"dropped\""));
    /* One that is dropped with a reason is enough to want it of all. */
    assert_doubts(*state, before,
                  EDITION("2", ASKED("A", "") WHICH("D", ""), DROPPED(GONE("C"))),
                  DOUBTS("$.questions[1]: the question \"D\" is new; say why in "
                         "\"reason\"",
                         "$: the question \"B\" of edition \"1\" is gone; say why in "
                         "\"dropped\""));
    /* An English or a Danish reason is one. */
    assert_doubts(*state, before,
                  EDITION("2",
                          ASKED("A", "") ASKED("B", "") WHICH("C", "")
                              ASKED("D", ", 'reason': {'da': 'lov', 'en': 'law'}"),
                          ""),
                  NO_DOUBT);
}

/* They have no reason of their own, and go with their question. */
static void layers_and_options_need_no_word(void **state)
{
    assert_doubts(*state, before,
                  EDITION("2",
                          ASKED("A", ", 'layers': ['x', 'y']") ASKED("B", "")
                              WHICH("C", "") WHICH("D", BECAUSE)
                                  ASKED("E", BECAUSE ", 'layers': ['x', 'y']"),
                          ""),
                  NO_DOUBT);
}

static void a_reason_or_a_drop_that_is_none_is_doubtful(void **state)
{
    assert_doubts(*state, before,
                  EDITION("2", ASKED("A", BECAUSE) ASKED("b", "") WHICH("C", BECAUSE),
                          DROPPED(GONE("Y"))),
                  DOUBTS("$.questions[0].reason: the question is not new: edition "
                         "\"1\" asks it",
                         "$.questions[2].reason: the question is not new: edition "
                         "\"1\" asks it",
                         "$.dropped[0].question: edition \"1\" does not ask \"Y\""));
    assert_doubts(*state, before,
                  EDITION("2", ASKED("A", "") ASKED("D", REPLACES("B")) WHICH("C", ""),
                          DROPPED(GONE("B"))),
                  DOUBTS("$.dropped[0].question: \"B\" is replaced, and so not "
                         "dropped"));
}

/* Ids differ in more than case, so that a question is found however it is written. */
static void ids_are_the_same_in_any_case(void **state)
{
    assert_doubts(*state, before,
                  EDITION("2",
                          ASKED("a", "") ASKED("D", REPLACES("b")) WHICH("E", BECAUSE),
                          DROPPED(GONE("c"))),
                  NO_DOUBT);
    assert_doubts(*state, before,
                  EDITION("2", ASKED("a", "") ASKED("D", REPLACES("b")) WHICH("C", ""),
                          DROPPED(GONE("B"))),
                  DOUBTS("$.dropped[0].question: \"B\" is replaced, and so not "
                         "dropped"));
}

struct checking {
    struct questionnaire before;
    const char *path;
};

static bool check_short(void *context, struct fault *fault)
{
    const struct checking *checking = context;
    struct questionnaire read;
    struct problems problems = {0};
    bool sound =
        questionnaire_check(&read, checking->path, &checking->before, &problems, fault);
    if (sound)
        assert_int_equal(problems.warning_count, 6);
    questionnaire_release(&read);
    problems_release(&problems);
    return sound;
}

static void checking_survives_a_shortage(void **state)
{
    struct place *place = *state;
    struct text text = {0};
    struct checking checking;
    char path[256];
    place_path(path, place, "probe.json");
    checking.path = path;
    read_definition(place, &checking.before, before, NULL);
    probe_expand(&text,
                 "{'format': 'baseline-questionnaire-1', @probe, 'edition': '2', "
                 "'languages': ['en'], 'identified_by': ['id'], 'scales': {'steps': "
                 "{~, 'options': [{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "
                 "{'code': '2', 'value': 2, 'label': {'en': 'two'}}]}}, 'sections': "
                 "[{@none}, {@one, 'levels': [{'code': '9', 'text': {'en': 'x'}}]}], "
                 "'questions': [{'id': 'A', 'section': 'one', 'scale': 'steps', "
                 "'text': {'en': 'w'}, 'reason': {'en': 'x'}}, {'id': 'last', "
                 "'section': 'one', 'scale': 'steps', 'text': {'en': 'w'}}], "
                 "'dropped': [{'question': 'Y', 'reason': {'en': 'x'}}], 'dimensions': "
                 "[{@whole, 'questions': ['A', 'last']}]}");
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    assert_survives_shortage(check_short, &checking);
    json_set_alloc_funcs(malloc, free);
    questionnaire_release(&checking.before);
    place_forget(place, "probe.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_section_without_questions_is_doubtful),
        HERE(a_code_nobody_answers_in_the_section_is_doubtful),
        HERE(texts_of_sections_and_guide_are_wanted_in_every_language),
        HERE(an_edition_that_gives_no_reasons_is_not_asked_for_them),
        HERE(every_question_that_came_or_went_has_a_word),
        HERE(layers_and_options_need_no_word),
        HERE(a_reason_or_a_drop_that_is_none_is_doubtful),
        HERE(ids_are_the_same_in_any_case),
        HERE(checking_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
