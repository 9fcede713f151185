#ifndef TESTS_UNIT_PROBE_H
#define TESTS_UNIT_PROBE_H

/* A definition with questions of every kind, for tests of its dimensions: those a test
   gives, and one more that holds every question. It is written with ' where JSON has ",
   and "@one" stands for the id "one" with a title, '~' for a title alone and "!floor"
   for that rule for whatever is missing. */

#include "base/text.h"
#include "questionnaire/questionnaire.h"
#include "support.h"

/* Values: A, B and F 1 to 3, C -2 to 2.5, D 0 to 1000000, E -0.5 to 3, its members 0 or
   1. Weights: B 2, C 0.5, all others 1; so they are counted in tenths. The dimensions
   stand on line 4. */
static const char probe_head[] =
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', "
    "'identified_by': ['id'], 'rules': {'dont_know': 'zero'},\n"
    "'scales': {'steps': {~, 'target': 2, 'options': ["
    "{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "
    "{'code': '2', 'value': 2, 'label': {'en': 'two'}}, "
    "{'code': '3', 'value': 3, 'label': {'en': 'three'}}]}, "
    "'signed': {~, 'options': ["
    "{'code': 'm', 'value': -2, 'label': {'en': 'minus'}}, "
    "{'code': 'z', 'value': 0, 'label': {'en': 'zero'}}, "
    "{'code': 'p', 'value': 2.5, 'label': {'en': 'plus'}}]}, "
    "'some': {~, 'kind': 'several', 'options': ["
    "{'code': 'a', 'value': 1, 'label': {'en': 'first'}}, "
    "{'code': 'b', 'value': 2, 'label': {'en': 'second'}}, "
    "{'code': 'c', 'value': -0.5, 'label': {'en': 'third'}}]}, "
    "'amount': {~, 'kind': 'number', 'lowest': 0, 'highest': 1000000, "
    "'decimals': 6}},\n"
    "'questions': ["
    "{'id': 'A', 'scale': 'steps', 'text': {'en': 'a'}, 'tags': ['low', 'basic']}, "
    "{'id': 'B', 'scale': 'steps', 'text': {'en': 'b'}, 'weight': 2, "
    "'tags': ['low']}, "
    "{'id': 'C', 'scale': 'signed', 'text': {'en': 'c'}, 'weight': 0.5, "
    "'tags': ['basic'], 'layers': ['made', 'written']}, "
    "{'id': 'D', 'scale': 'amount', 'text': {'en': 'd'}, 'tags': ['high']}, "
    "{'id': 'E', 'scale': 'some', 'text': {'en': 'e'}, 'tags': ['low', 'high']}, "
    "{'id': 'F', 'scale': 'steps', 'text': {'en': 'f'}, 'reversed': true, "
    "'layers': ['made', 'seen']}],\n"
    "'dimensions': [";
static const char probe_rest[] =
    ", {@rest, 'operator': 'none', 'questions': ['A', 'B', 'C', 'D', 'E', 'F']}";

#define PROBE_TITLE "\"title\": {\"en\": \"word\"}"

static inline void probe_expand(struct text *text, const char *short_form)
{
    for (const char *at = short_form; *at != '\0'; at++) {
        int length = (int)strspn(at + 1, "abcdefghijklmnopqrstuvwxyz-0123456789");
        if (*at == '\'')
            text_add_character(text, '"');
        else if (*at == '~')
            text_add(text, PROBE_TITLE);
        else if (*at == '@')
            text_print(text, "\"id\": \"%.*s\", " PROBE_TITLE, length, at + 1);
        else if (*at == '!')
            text_print(text,
                       "\"rules\": {\"blank\": \"%.*s\", \"dont_know\": \"%.*s\", "
                       "\"not_applicable\": \"%.*s\"}",
                       length, at + 1, length, at + 1, length, at + 1);
        else
            text_add_character(text, *at);
        if (*at == '@' || *at == '!')
            at += length;
    }
}

/* `rest` is what follows the dimensions in their list, `end` the members after it. */
static inline void probe_write(struct place *place, const char *dimensions,
                               const char *rest, const char *end)
{
    struct text text = {0};
    probe_expand(&text, probe_head);
    probe_expand(&text, dimensions);
    probe_expand(&text, rest);
    probe_expand(&text, "]");
    probe_expand(&text, end);
    probe_expand(&text, "}");
    place_reset(place);
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
}

static inline bool probe_read(struct place *place, struct questionnaire *questionnaire)
{
    char path[256];
    place_path(path, place, "probe.json");
    bool loaded =
        questionnaire_load(questionnaire, path, &place->problems, &place->fault);
    place_forget(place, "probe.json");
    return loaded;
}

static inline bool probe_load(struct place *place, struct questionnaire *questionnaire,
                              const char *dimensions)
{
    probe_write(place, dimensions, probe_rest, "");
    return probe_read(place, questionnaire);
}

static inline void probe_load_sound(struct place *place,
                                    struct questionnaire *questionnaire,
                                    const char *dimensions)
{
    bool loaded = probe_load(place, questionnaire, dimensions);
    if (!loaded && place->problems.problem_count > 0)
        fail_msg("%s: %s", dimensions, place->problems.problem[0].what);
    assert_no_problem(place);
    assert_true(loaded);
}

struct wrong {
    const char *dimensions;
    const char *told[4]; /* behind "$.dimensions[0]" */
};

static inline void assert_told_of(const struct place *place, const struct wrong *wrong)
{
    char wanted[512];
    size_t told = 0;
    for (; told < 4 && wrong->told[told] != NULL; told++) {
        snprintf(wanted, sizeof wanted, "$.dimensions[0]%s", wrong->told[told]);
        if (told >= place->problems.problem_count)
            fail_msg("not told: %s", wanted);
        assert_problem(place, told, SEVERITY_ERROR, 4,
                       place->problems.problem[told].column, wanted);
    }
    if (place->problems.problem_count > told)
        fail_msg("also told: %s", place->problems.problem[told].what);
}

static inline void assert_wrong(struct place *place, const struct wrong *wrong,
                                size_t count)
{
    struct questionnaire read;
    for (size_t i = 0; i < count; i++) {
        if (probe_load(place, &read, wrong[i].dimensions))
            fail_msg("nothing is told of %s", wrong[i].dimensions);
        assert_int_equal(place->fault.kind, FAULT_NONE);
        assert_told_of(place, &wrong[i]);
    }
}

#define ASSERT_WRONG(place, wrong)                                                     \
    assert_wrong(place, wrong, sizeof(wrong) / sizeof *(wrong))

/* Ids parted by spaces, each with its weight in tenths behind a colon. */
static inline void assert_list(const struct questionnaire *questionnaire,
                               const uint32_t *question, const int32_t *weight,
                               size_t count, const char *wanted)
{
    struct text text = {0};
    text_add(&text, "");
    for (size_t i = 0; i < count; i++)
        text_print(&text, "%s%s:%d", i == 0 ? "" : " ",
                   questionnaire->question[question[i]].id, (int)weight[i]);
    assert_string_equal(text.bytes == NULL ? "" : text.bytes, wanted);
    text_release(&text);
}

static inline void assert_inputs(const struct questionnaire *questionnaire,
                                 uint32_t number, const char *wanted)
{
    const struct node *node = &questionnaire->node[number];
    assert_list(questionnaire, node->question, node->question_weight,
                node->question_count, wanted);
}

static inline void assert_fraction(struct rational fraction, int64_t numerator,
                                   int64_t denominator)
{
    assert_int_equal(fraction.numerator, numerator);
    assert_int_equal(fraction.denominator, denominator);
    assert_true(fraction.denominator > 0);
}

/* For assert_survives_shortage(): the probe that stands in the place, of which so many
   errors are told. */
struct probe_shortage {
    const char *path;
    size_t errors;
};

static inline bool probe_load_short(void *context, struct fault *fault)
{
    const struct probe_shortage *shortage = context;
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

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

#endif
