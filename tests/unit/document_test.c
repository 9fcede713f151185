/* One JSON file: what is read of it, and how every fault in it is named by its path. */

#include "document/document.h"

#include "base/text.h"
#include "support.h"

#define FORMAT "baseline-test-1"
#define HEAD   "{\"format\": \"" FORMAT "\", "

/* A document with the pools that keep what is read. */
struct reading {
    char path[256];
    struct names names;
    struct arena arena;
    struct document document;
    struct part root;
};

static bool start(struct reading *reading, struct place *place, const char *text,
                  size_t size)
{
    memset(reading, 0, sizeof *reading);
    place_reset(place);
    place_path(reading->path, place, "file.json");
    place_write(place, "file.json", text, size);
    reading->document = (struct document){.file = reading->path,
                                          .names = &reading->names,
                                          .arena = &reading->arena,
                                          .problems = &place->problems,
                                          .fault = &place->fault};
    bool ok = document_read(&reading->root, &reading->document, FORMAT);
    place_forget(place, "file.json");
    return ok;
}

static void finish(struct reading *reading)
{
    document_release(&reading->document);
    document_release(&reading->document);
    names_release(&reading->names);
    arena_release(&reading->arena);
}

/* The problem numbered `number` says this, and is the last. */
static void assert_last_problem(const struct place *place, size_t number,
                                const char *what)
{
    assert_problem(place, number, SEVERITY_ERROR, 0, 0, what);
    assert_int_equal(place->problems.problem_count, number + 1);
}

static void members_come_out_by_type(void **state)
{
    static const char text[] = HEAD
        "\"name\": \"Æble\", \"whole\": -7, \"flag\": true, \"list\": [\"a\", \"b\"],"
        " \"words\": {\"da\": \"ord\", \"en\": \"word\"}, \"array\": [{\"x\": 1}]}";
    struct place *place = *state;
    struct reading reading;
    const struct part *root = &reading.root;
    const char **list;
    assert_true(start(&reading, place, BYTES(text)));
    assert_string_equal(document_read_string(root, "name", true), "Æble");
    assert_int_equal(document_read_whole(root, "whole", -7, -7, 0), -7);
    assert_true(document_read_flag(root, "flag", false));
    assert_int_equal(document_read_strings(root, "list", true, &list), 2);
    assert_string_equal(list[1], "b");
    struct wording words = document_read_wording(root, "words", true);
    assert_string_equal(words.in[LANGUAGE_DA], "ord");
    assert_string_equal(words.in[LANGUAGE_EN], "word");
    struct part array = document_read_array(root, "array", true, 1);
    struct part item = document_read_item(&array, 0);
    assert_int_equal(document_read_whole(&item, "x", 0, 2, 0), 1);
    assert_true(document_is_sound(&reading.document));
    assert_no_problem(place);
    finish(&reading);
}

static void what_is_missing_is_absent_unless_it_is_required(void **state)
{
    struct place *place = *state;
    struct reading reading;
    const struct part *root = &reading.root;
    const char **list;
    assert_true(start(&reading, place, BYTES(HEAD "\"x\": 1}")));
    assert_null(document_read_string(root, "a", false));
    assert_int_equal(document_read_whole(root, "b", 1, 9, 3), 3);
    assert_true(document_read_flag(root, "c", true));
    assert_int_equal(document_read_strings(root, "d", false, &list), 0);
    assert_null(document_read_wording(root, "e", false).in[LANGUAGE_DA]);
    assert_null(document_read_array(root, "f", false, 1).json);
    struct part nothing = document_read_member(root, "g", false);
    assert_false(document_check_keys(&nothing, NULL, 0));
    assert_true(document_is_sound(&reading.document));
    assert_null(document_read_string(root, "a", true));
    assert_int_equal(document_read_whole(root, "b", 1, 9, 0), 0);
    assert_int_equal(document_read_strings(root, "d", true, &list), 0);
    assert_null(document_read_wording(root, "e", true).in[LANGUAGE_DA]);
    assert_false(document_is_sound(&reading.document));
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0, "$: \"a\" is missing");
    assert_problem(place, 1, SEVERITY_ERROR, 0, 0, "$: \"b\" is missing");
    assert_problem(place, 2, SEVERITY_ERROR, 0, 0, "$: \"d\" is missing");
    assert_last_problem(place, 3, "$: \"e\" is missing");
    finish(&reading);
}

static void what_is_of_the_wrong_type_is_told_with_the_right_one(void **state)
{
    static const char *const wanted[] = {
        "$.a: must be a string",
        "$.b: must not be empty",
        "$.b: must be a whole number",
        "$.c: must be true or false",
        "$.a: must be an array",
        "$.d: must not be empty",
        "$.e[1]: must be a string that is not empty",
        "$.e[2]: must be a string that is not empty",
        "$.a: must be an object with a text per language",
        "$.f: \"en\" is missing",
        "$.b: must be an object",
    };
    struct place *place = *state;
    struct reading reading;
    const struct part *root = &reading.root;
    const char **list;
    assert_true(start(&reading, place,
                      BYTES(HEAD "\"a\": 1, \"b\": \"\", \"c\": 0, \"d\": [],"
                                 " \"e\": [\"x\", \"\", 5], \"f\": {\"da\": \"x\"}}")));
    assert_null(document_read_string(root, "a", false));
    assert_null(document_read_string(root, "b", false));
    assert_int_equal(document_read_whole(root, "b", 0, 9, 4), 4);
    assert_false(document_read_flag(root, "c", true));
    assert_null(document_read_array(root, "a", false, 0).json);
    assert_int_equal(document_read_strings(root, "d", true, &list), 0);
    assert_int_equal(document_read_strings(root, "e", false, &list), 1);
    document_read_wording(root, "a", false);
    document_read_wording(root, "f", true);
    struct part member = document_read_member(root, "b", false);
    assert_false(document_check_keys(&member, NULL, 0));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_problem(place, i, SEVERITY_ERROR, 0, 0, wanted[i]);
    assert_int_equal(place->problems.error_count, sizeof wanted / sizeof *wanted);
    assert_false(document_is_sound(&reading.document));
    finish(&reading);
}

static void a_number_out_of_bounds_is_told_with_the_bound_it_passes(void **state)
{
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place, BYTES(HEAD "\"n\": 9223372036854775807}")));
    assert_int_equal(document_read_whole(&reading.root, "n", 0, INT64_MAX, 0),
                     INT64_MAX);
    assert_int_equal(document_read_whole(&reading.root, "n", 0, INT64_MAX - 1, 5), 5);
    assert_last_problem(place, 0, "$.n: must be at most 9223372036854775806");
    finish(&reading);
    assert_true(start(&reading, place, BYTES(HEAD "\"n\": -9223372036854775808}")));
    assert_int_equal(document_read_whole(&reading.root, "n", -3, 3, 1), 1);
    assert_last_problem(place, 0, "$.n: must be at least -3");
    finish(&reading);
}

static void an_unknown_key_is_told_with_the_nearest_known_one(void **state)
{
    static const char *const known[] = {"format", "weight", "da", "en"};
    static const char *const wanted[] = {
        "$.wieght: unknown key; did you mean \"weight\"?",
        "$.e: unknown key; did you mean \"en\"?",
        "$.no: unknown key",
        "$.height of it: unknown key",
        "$.x\\x1b\u00E6: unknown key",
        "$.: unknown key",
    };
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place,
                      BYTES(HEAD "\"wieght\": 1, \"e\": 1, \"no\": 1,"
                                 " \"height of it\": 1, \"x\\u001b\u00E6\": 1,"
                                 " \"\": 1, \"weight\": 1}")));
    assert_true(document_check_keys(&reading.root, known, 4));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_problem(place, i, SEVERITY_ERROR, 0, 0, wanted[i]);
    assert_int_equal(place->problems.error_count, sizeof wanted / sizeof *wanted);
    finish(&reading);
}

static void a_path_leads_through_members_and_items(void **state)
{
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place, BYTES(HEAD "\"a\": [[], [{\"b\": 1}]]}")));
    struct part a = document_read_member(&reading.root, "a", true);
    struct part second = document_read_item(&a, 1);
    struct part object = document_read_item(&second, 0);
    assert_false(document_wrong(&object, "c", "is %d", 3));
    assert_problem(place, 0, SEVERITY_ERROR, 0, 0, "$.a[1][0].c: is 3");
    assert_string_equal(place->problems.problem[0].where, reading.path);
    assert_false(document_wrong(&object, NULL, "is"));
    assert_last_problem(place, 1, "$.a[1][0]: is");
    finish(&reading);
}

static void what_is_too_long_to_tell_is_cut_between_characters(void **state)
{
    enum { DEPTH = 60 };
    struct place *place = *state;
    struct reading reading;
    struct part part[DEPTH];
    char key[64] = "";
    char text[1600];
    for (size_t i = 0; i + 2 < sizeof key; i += 2)
        memcpy(key + i, "\u00E6", 3);
    /* One byte more or less, so that a cut falls on either half of a character. */
    for (int shift = 0; shift < 2; shift++) {
        assert_true(start(&reading, place, BYTES(HEAD "\"x\": 1}")));
        part[0] = document_read_member(&reading.root, shift == 0 ? "x" : "xx", false);
        for (int i = 1; i < DEPTH; i++)
            part[i] = document_read_member(&part[i - 1], key, false);
        snprintf(text, sizeof text, "%s", shift == 0 ? "y" : "yy");
        for (size_t i = strlen(text); i + 2 < sizeof text; i += 2)
            memcpy(text + i, "\u00E6", 3);
        document_wrong(&part[DEPTH - 1], "end", "%s", text);
        const char *what = place->problems.problem[0].what;
        assert_int_equal(utf8_valid_length(what, strlen(what)), strlen(what));
        const char *colon = strstr(what, ": ");
        assert_non_null(colon);
        assert_in_range(colon - what, 630, 640);
        document_wrong(&part[0], NULL, "%s", text);
        what = place->problems.problem[1].what;
        assert_int_equal(utf8_valid_length(what, strlen(what)), strlen(what));
        assert_in_range(strlen(what), 760, 780);
        finish(&reading);
    }
}

static void another_format_is_no_document_of_this_kind(void **state)
{
    struct place *place = *state;
    struct reading reading;
    assert_false(start(&reading, place, BYTES("[]")));
    assert_last_problem(place, 0, "$: must be an object");
    assert_false(document_is_sound(&reading.document));
    finish(&reading);
    assert_false(start(&reading, place, BYTES("{\"format\": \"baseline-test-2\"}")));
    assert_last_problem(place, 0, "$.format: must be \"baseline-test-1\"");
    finish(&reading);
    assert_false(start(&reading, place, BYTES("{\"format\": 1}")));
    assert_last_problem(place, 0, "$.format: must be \"baseline-test-1\"");
    assert_int_equal(place->fault.kind, FAULT_NONE);
    finish(&reading);
}

static void errors_of_earlier_files_are_not_this_ones(void **state)
{
    struct place *place = *state;
    struct reading reading;
    assert_false(start(&reading, place, BYTES("{}")));
    finish(&reading);
    place_write(place, "file.json", BYTES(HEAD "\"x\": 1}"));
    assert_true(document_read(&reading.root, &reading.document, FORMAT));
    place_forget(place, "file.json");
    assert_int_equal(place->problems.error_count, 1);
    assert_true(document_is_sound(&reading.document));
    finish(&reading);
}

static void what_is_no_json_is_a_fault_of_one_line_with_its_place(void **state)
{
    struct place *place = *state;
    struct reading reading;
    assert_false(start(&reading, place, BYTES("{\n  \"a\": 1,\n  \"a\": 2}")));
    assert_fault(&place->fault, FAULT_DATA, reading.path, 3, 5,
                 "not JSON: duplicate object key near '\"a\"'");
    assert_false(document_is_sound(&reading.document));
    finish(&reading);
    assert_false(start(&reading, place, BYTES("{\"a\": 1,\x07}")));
    assert_fault(&place->fault, FAULT_DATA, reading.path, 1, 9,
                 "not JSON: string or '}' expected near ' '");
    finish(&reading);
    place_reset(place);
    assert_null(document_parse("/no/such/file.json", &place->fault));
    assert_fault(&place->fault, FAULT_SYSTEM, "/no/such/file.json", 0, 0,
                 "cannot open: No such file or directory");
}

static void a_file_beyond_the_limit_is_refused(void **state)
{
    struct place *place = *state;
    char path[256];
    place_path(path, place, "large.json");
    place_write(place, "large.json", BYTES("{}"));
    assert_int_equal(truncate(path, (64 << 20) + 1), 0);
    assert_null(document_parse(path, &place->fault));
    assert_fault(&place->fault, FAULT_DATA, path, 0, 0,
                 "the file is larger than 64 MiB");
    place_forget(place, "large.json");
}

static void a_file_is_found_beside_the_document(void **state)
{
    static const struct {
        const char *file;
        const char *name;
        const char *path;
    } step[] = {{"a/b/c.json", "d.csv", "a/b/d.csv"},
                {"c.json", "d.csv", "d.csv"},
                {"/c.json", "d.csv", "/d.csv"},
                {"a/c.json", "/d.csv", "/d.csv"}};
    (void)state;
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
        struct document document = {.file = step[i].file};
        char *path = document_join_path(&document, step[i].name);
        assert_string_equal(path, step[i].path);
        memory_release(path);
    }
}

static bool read_short(void *context, struct fault *fault)
{
    struct reading *reading = context;
    struct problems problems = {0};
    const char **list;
    struct document document = {.file = reading->path,
                                .names = &reading->names,
                                .arena = &reading->arena,
                                .problems = &problems,
                                .fault = fault};
    struct part root;
    if (document_read(&root, &document, FORMAT)) {
        document_read_string(&root, "name", true);
        document_read_strings(&root, "list", true, &list);
        document_read_flag(&root, "name", false);
        memory_release(document_join_path(&document, "x"));
    }
    bool done = !document.failed;
    assert_false(document_is_sound(&document));
    if (done)
        assert_int_equal(problems.error_count, 1);
    problems_release(&problems);
    reading->document = document;
    finish(reading);
    return done;
}

static void a_shortage_is_told_from_bad_json(void **state)
{
    struct place *place = *state;
    struct reading reading = {0};
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    place_path(reading.path, place, "file.json");
    place_write(place, "file.json",
                BYTES(HEAD "\"name\": \"x\", \"list\": [\"a\", \"b\"]}"));
    assert_survives_shortage(read_short, &reading);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "file.json");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(members_come_out_by_type),
        HERE(what_is_missing_is_absent_unless_it_is_required),
        HERE(what_is_of_the_wrong_type_is_told_with_the_right_one),
        HERE(a_number_out_of_bounds_is_told_with_the_bound_it_passes),
        HERE(an_unknown_key_is_told_with_the_nearest_known_one),
        HERE(a_path_leads_through_members_and_items),
        HERE(what_is_too_long_to_tell_is_cut_between_characters),
        HERE(another_format_is_no_document_of_this_kind),
        HERE(errors_of_earlier_files_are_not_this_ones),
        HERE(what_is_no_json_is_a_fault_of_one_line_with_its_place),
        HERE(a_file_beyond_the_limit_is_refused),
        cmocka_unit_test(a_file_is_found_beside_the_document),
        HERE(a_shortage_is_told_from_bad_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
