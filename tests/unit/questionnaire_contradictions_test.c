/* Answers that do not go together, as a definition declares them. */

#include "definition.h"
#include "probe.h"

#include "base/exact.h"

#include <jansson.h>

#define CONTRADICTIONS                                                                 \
    "{'id': 'plan', 'if': {'question': 'A', 'answers': ['1']}, 'and': "                \
    "[{'question': 'D', 'at_least': 3}, {'question': 'B', 'answers': ['b']}], "        \
    "'text': {'da': 'Ikke begge', 'en': 'Not both'}}, "                                \
    "{'id': 'late', 'if': [{'question': 'D', 'at_most': 1}], 'and': {'question': "     \
    "'C', 'at_least': 2}, 'text': {'en': 'Never'}}"

static const char sound[] =
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '2', 'identified_by': "
    "['id'], 'scales': {'steps': {~, 'options': ["
    "{'code': '1', 'value': 1, 'label': {'da': 'en', 'en': 'one'}}, "
    "{'code': '2', 'value': 2, 'label': {'da': 'to', 'en': 'two'}}, "
    "{'code': 'vi', 'state': 'dont_know', 'label': {'da': 'vi', 'en': 'unknown'}}]}, "
    "'some': {~, 'kind': 'several', 'options': ["
    "{'code': 'a', 'value': 1, 'label': {'da': 'f', 'en': 'first'}}, "
    "{'code': 'b', 'value': 2, 'label': {'da': 's', 'en': 'second'}}]}, "
    "'amount': {~, 'kind': 'number', 'lowest': 0, 'highest': 9}}, 'questions': ["
    "{'id': 'A', 'scale': 'steps', 'text': {'da': 'a', 'en': 'a'}}, "
    "{'id': 'B', 'scale': 'some', 'text': {'da': 'a', 'en': 'b'}}, "
    "{'id': 'C', 'scale': 'steps', 'text': {'da': 'a', 'en': 'c'}, 'asked_if': "
    "{'question': 'A', 'answers': ['2']}}, "
    "{'id': 'D', 'scale': 'amount', 'text': {'da': 'a', 'en': 'd'}}], "
    "'contradictions': [" CONTRADICTIONS "], "
    "'dimensions': [{@whole, 'questions': ['A', 'B', 'C', 'D']}]}";

static void they_are_read_with_their_conditions(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    struct text text = {0};
    probe_expand(&text, sound);
    bool loaded = read_text(place, &read, text.bytes, text.length);
    text_release(&text);
    assert_no_problem(place);
    assert_true(loaded);
    assert_int_equal(read.contradiction_count, 2);
    const struct contradiction *plan = &read.contradiction[0];
    assert_string_equal(plan->id, "plan");
    assert_string_equal(wording_in(&plan->text, LANGUAGE_DA), "Ikke begge");
    assert_string_equal(wording_in(&plan->text, LANGUAGE_EN), "Not both");
    assert_int_equal(plan->if_count, 1);
    assert_int_equal(plan->condition_count, 3);
    assert_int_equal(plan->condition[0].question, 0);
    assert_int_equal(plan->condition[0].options, 1);
    assert_string_equal(read.question[plan->condition[1].question].id, "D");
    assert_true(plan->condition[1].at_least == 3 * POINT);
    assert_true(plan->condition[1].at_most == INT64_MAX);
    assert_string_equal(read.question[plan->condition[2].question].id, "B");
    const struct contradiction *late = &read.contradiction[1];
    assert_int_equal(late->if_count, 1);
    assert_int_equal(late->condition_count, 2);
    assert_true(late->condition[0].at_most == POINT);
    assert_int_equal(late->condition[1].options, 2);
    questionnaire_release(&read);
}

static void without_any_there_are_none(void **state)
{
    assert_true(load_text(*state, BASE, strlen(BASE)));
    struct questionnaire read;
    assert_true(read_text(*state, &read, BASE, strlen(BASE)));
    assert_int_equal(read.contradiction_count, 0);
    questionnaire_release(&read);
}

static void mistakes_are_told_where_they_stand(void **state)
{
    static const struct change change[] = {
        {"'id': 'late'",
         "'id': 'plan'",
         {"$.contradictions[1].id: the contradiction \"plan\" stands twice"}},
        {"'id': 'late'",
         "'id': 'l te'",
         {"$.contradictions[1].id: an id is made of at most 64 letters, digits, '.', "
          "'-' and '_'"}},
        {"'if': {'question': 'A', 'answers': ['1']}",
         "'if': {'question': 'a.b', 'answers': ['1']}",
         {"$.contradictions[0].if.question: there is no question \"a.b\"; did you mean "
          "\"B.b\"?"}},
        {"'answers': ['1']}, 'and'",
         "'answers': ['3']}, 'and'",
         {"$.contradictions[0].if.answers: \"3\" is no answer on the scale \"steps\""}},
        {"'answers': ['1']}, 'and'",
         "'answers': ['vi']}, 'and'",
         {"$.contradictions[0].if.answers: \"vi\" has no value; a condition asks for "
          "answers that have one"}},
        {"{'question': 'D', 'at_least': 3}",
         "{'question': 'D', 'at_least': 30}",
         {"$.contradictions[0].and[0]: no answer on the scale \"amount\" lies there"}},
        {"'if': [{'question': 'D', 'at_most': 1}]",
         "'if': []",
         {"$.contradictions[1].if: must not be empty"}},
        {"'if': [{'question': 'D', 'at_most': 1}], ",
         "",
         {"$.contradictions[1]: \"if\" is missing"}},
        {", 'and': {'question': 'C', 'at_least': 2}",
         "",
         {"$.contradictions[1]: \"and\" is missing"}},
        {", 'text': {'en': 'Never'}",
         ", 'because': 1",
         {"$.contradictions[1].because: unknown key",
          "$.contradictions[1]: \"text\" is missing"}},
        {"'contradictions': [" CONTRADICTIONS "]",
         "'contradictions': {}",
         {"$.contradictions: must be an array"}},
    };
    struct place *place = *state;
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        struct text base = {0};
        struct text old = {0};
        struct text new = {0};
        probe_expand(&base, sound);
        probe_expand(&old, change[i].old);
        probe_expand(&new, change[i].new);
        struct change expanded = {old.bytes, new.bytes == NULL ? "" : new.bytes, {0}};
        memcpy(expanded.told, change[i].told, sizeof expanded.told);
        assert_changes(place, base.bytes, &expanded, 1);
        text_release(&base);
        text_release(&old);
        text_release(&new);
    }
}

/* The first `old` of the sound definition replaced; what is doubtful then, or NULL. */
static void assert_doubt(struct place *place, const char *old, const char *new,
                         const char *doubt)
{
    struct questionnaire read;
    struct text text = {0};
    char path[256];
    const char *at = strstr(sound, old);
    assert_non_null(at);
    char *changed = calloc(strlen(sound) + strlen(new) + 1, 1);
    assert_non_null(changed);
    snprintf(changed, strlen(sound) + strlen(new) + 1, "%.*s%s%s", (int)(at - sound),
             sound, new, at + strlen(old));
    probe_expand(&text, changed);
    free(changed);
    place_reset(place);
    place_path(path, place, "probe.json");
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    bool ok = questionnaire_check(&read, path, NULL, &place->problems, &place->fault);
    place_forget(place, "probe.json");
    assert_true(ok);
    questionnaire_release(&read);
    bool told = false;
    for (size_t i = 0; i < place->problems.problem_count; i++) {
        const char *what = place->problems.problem[i].what;
        if (strstr(what, "$.contradictions") == NULL || strstr(what, ".text:") != NULL)
            continue;
        if (doubt == NULL)
            fail_msg("also told: %s", what);
        assert_string_equal(what, doubt);
        told = true;
    }
    assert_true(told == (doubt != NULL));
}

#define NEVER(which)                                                                   \
    "$.contradictions[" which "]: no answers meet all of these conditions, so it is "  \
    "never told"

static void what_no_answers_can_meet_is_doubtful(void **state)
{
    assert_doubt(*state, "'plan'", "'plan'", NULL);
    /* Two answers to one question of a choice, and two stretches of a number. */
    assert_doubt(*state, "{'question': 'B', 'answers': ['b']}",
                 "{'question': 'A', 'answers': ['2']}", NEVER("0"));
    assert_doubt(*state, "{'question': 'B', 'answers': ['b']}",
                 "{'question': 'D', 'at_most': 2}", NEVER("0"));
    /* Of several both may be chosen. */
    assert_doubt(*state, "{'question': 'D', 'at_least': 3}",
                 "{'question': 'B', 'answers': ['a']}", NULL);
    /* C is asked only of those who answered 2 to A. */
    assert_doubt(*state, "{'question': 'D', 'at_most': 1}",
                 "{'question': 'A', 'answers': ['1']}", NEVER("1"));
}

static void their_texts_are_wanted_in_every_language(void **state)
{
    struct place *place = *state;
    assert_doubt(place, "'plan'", "'plan'", NULL);
    bool told = false;
    for (size_t i = 0; i < place->problems.problem_count; i++)
        told = told
               || strcmp(place->problems.problem[i].what,
                         "$.contradictions[1].text: there is no text in \"da\"")
                      == 0;
    assert_true(told);
}

static bool load_short(void *context, struct fault *fault)
{
    struct questionnaire read;
    struct problems problems = {0};
    bool ok = questionnaire_check(&read, context, NULL, &problems, fault);
    problems_release(&problems);
    questionnaire_release(&read);
    return ok;
}

static void a_shortage_is_told_as_one(void **state)
{
    struct place *place = *state;
    struct text text = {0};
    char path[256];
    probe_expand(&text, sound);
    place_path(path, place, "probe.json");
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    assert_survives_shortage(load_short, path);
    place_forget(place, "probe.json");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(they_are_read_with_their_conditions),
        HERE(without_any_there_are_none),
        HERE(mistakes_are_told_where_they_stand),
        HERE(what_no_answers_can_meet_is_doubtful),
        HERE(their_texts_are_wanted_in_every_language),
        HERE(a_shortage_is_told_as_one),
    };
    return cmocka_run_group_tests_name("questionnaire contradictions", tests, NULL,
                                       NULL);
}
