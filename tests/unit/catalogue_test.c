#include "base/catalogue.h"
#include "base/problems.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The language is the program's, so each test sets it and the last word is English. */
static int speak_english(void **state)
{
    (void)state;
    catalogue_speak(LANGUAGE_EN);
    return 0;
}

static void english_is_said_as_it_is_written(void **state)
{
    (void)state;
    assert_string_equal(spoken("the file is empty"), "the file is empty");
    assert_int_equal(catalogue_language(), LANGUAGE_EN);
}

static void danish_is_found_by_the_english(void **state)
{
    (void)state;
    catalogue_speak(LANGUAGE_DA);
    assert_int_equal(catalogue_language(), LANGUAGE_DA);
    assert_string_equal(spoken("the file is empty"), "filen er tom");
    assert_string_equal(spoken("nobody says this"), "nobody says this");
    assert_string_equal(catalogue_say(LANGUAGE_EN, "error"), "error");
    assert_string_equal(catalogue_say(LANGUAGE_DA, "error"), "fejl");
}

static void a_problem_is_told_in_danish_and_named_by_its_english(void **state)
{
    (void)state;
    struct problems problems = {.limit = 2};
    struct fault fault = {0};
    catalogue_speak(LANGUAGE_DA);
    assert_true(problems_add(&problems, SEVERITY_ERROR, "a.csv", 3, 7, &fault,
                             "\"%s\" stands in the header twice", "S05"));
    assert_true(problems_add_text(&problems, SEVERITY_ERROR, "a.csv", 0, 0,
                                  "the file is empty", "som den er", &fault));
    assert_true(problems_add_text(&problems, SEVERITY_ERROR, "a.csv", 0, 0,
                                  "the file is empty", "en for meget", &fault));
    assert_string_equal(problems.problem[0].what,
                        "\"S05\" står to gange i overskriftsrækken");
    assert_string_equal(problems.problem[0].said, "\"%s\" stands in the header twice");
    assert_string_equal(problems.problem[1].what, "som den er");
    assert_string_equal(problems.problem[1].said, "the file is empty");
    assert_int_equal(problems.problem_count, 2);
    assert_int_equal(problems.error_count, 3);
    problems_release(&problems);
}

static void a_fault_is_told_in_danish_with_its_parts(void **state)
{
    (void)state;
    struct fault fault = {0};
    struct fault moved = {0};
    catalogue_speak(LANGUAGE_DA);
    assert_false(fault_set_named(&fault, FAULT_SYSTEM, "a", 4, 5, "cannot open",
                                 "%s: %s", spoken("cannot open"),
                                 spoken("No such file or directory")));
    assert_string_equal(fault.what, "kan ikke åbne: filen eller mappen findes ikke");
    assert_string_equal(fault.said, "cannot open");
    assert_false(fault_take_at(&moved, &fault, "b", 9));
    assert_string_equal(moved.where, "b");
    assert_int_equal(moved.row, 9);
    assert_int_equal(moved.column, 0);
    assert_string_equal(moved.what, fault.what);
    assert_int_equal(moved.kind, FAULT_SYSTEM);
}

static void the_first_cause_stays_when_another_is_taken(void **state)
{
    (void)state;
    struct fault first = {0};
    struct fault other = {0};
    fault_set(&first, FAULT_DATA, "a", "the file is empty");
    fault_set(&other, FAULT_USAGE, "b", "is not a file");
    assert_false(fault_take(&first, &other));
    assert_string_equal(first.where, "a");
    assert_int_equal(first.kind, FAULT_DATA);
}

static void a_slug_is_the_words_up_to_the_advice(void **state)
{
    (void)state;
    static const char *const pair[][2] = {
        {"%s: \"%s\" is no answer to this question; it takes %s",
         "is-no-answer-to-this-question"},
        {"%zu of %zu questions have no %s here (the first is \"%s\"); they count",
         "of-questions-have-no-here-the-first-is"},
        {"not JSON: %s", "not-json"},
        {"\"%.40s\" is something else", "is-something-else"},
        {"100 %% sure", "100-sure"},
        {"%s", ""},
        {"", ""},
    };
    char slug[SLUG_BYTES];
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        assert_string_equal(catalogue_slug(slug, pair[i][0]), pair[i][1]);
}

static void a_slug_ends_where_there_is_no_more_room(void **state)
{
    (void)state;
    char slug[SLUG_BYTES];
    char english[2 * SLUG_BYTES];
    memset(english, 'a', sizeof english);
    english[sizeof english - 1] = '\0';
    assert_true(strlen(catalogue_slug(slug, english)) < SLUG_BYTES);
    assert_true(strlen(slug) > SLUG_BYTES - 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(english_is_said_as_it_is_written, speak_english),
        cmocka_unit_test_teardown(danish_is_found_by_the_english, speak_english),
        cmocka_unit_test_teardown(a_problem_is_told_in_danish_and_named_by_its_english,
                                  speak_english),
        cmocka_unit_test_teardown(a_fault_is_told_in_danish_with_its_parts,
                                  speak_english),
        cmocka_unit_test_teardown(the_first_cause_stays_when_another_is_taken,
                                  speak_english),
        cmocka_unit_test_teardown(a_slug_is_the_words_up_to_the_advice, speak_english),
        cmocka_unit_test_teardown(a_slug_ends_where_there_is_no_more_room,
                                  speak_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
