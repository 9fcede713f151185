/* One JSON file: what is read of it, and how every fault in it is named by its place
   and its path. */

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

/* The problem numbered `number` says this of a place in the first line, and is the
 * last.
 */
static void assert_last_problem(const struct place *place, size_t number, size_t column,
                                const char *what)
{
    assert_problem(place, number, SEVERITY_ERROR, 1, column, what);
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
    assert_problem(place, 0, SEVERITY_ERROR, 1, 1, "$: \"a\" is missing");
    assert_problem(place, 1, SEVERITY_ERROR, 1, 1, "$: \"b\" is missing");
    assert_problem(place, 2, SEVERITY_ERROR, 1, 1, "$: \"d\" is missing");
    assert_last_problem(place, 3, 1, "$: \"e\" is missing");
    finish(&reading);
}

static void what_is_of_the_wrong_type_is_told_with_the_right_one(void **state)
{
    static const struct {
        size_t column;
        const char *what;
    } wanted[] = {
        {36, "$.a: must be a string"},
        {44, "$.b: must not be empty"},
        {44, "$.b: must be a whole number"},
        {53, "$.c: must be true or false"},
        {36, "$.a: must be an array"},
        {61, "$.d: must not be empty"},
        {76, "$.e[1]: must be a string that is not empty"},
        {80, "$.e[2]: must be a string that is not empty"},
        {36, "$.a: must be an object with a text per language"},
        {89, "$.f: there must be a text in at least one language"},
        {44, "$.b: must be an object"},
    };
    struct place *place = *state;
    struct reading reading;
    const struct part *root = &reading.root;
    const char **list;
    assert_true(start(&reading, place,
                      BYTES(HEAD "\"a\": 1, \"b\": \"\", \"c\": 0, \"d\": [],"
                                 " \"e\": [\"x\", \"\", 5], \"f\": {}}")));
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
        assert_problem(place, i, SEVERITY_ERROR, 1, wanted[i].column, wanted[i].what);
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
    assert_last_problem(place, 0, 36, "$.n: must be at most 9223372036854775806");
    finish(&reading);
    assert_true(start(&reading, place, BYTES(HEAD "\"n\": -9223372036854775808}")));
    assert_int_equal(document_read_whole(&reading.root, "n", -3, 3, 1), 1);
    assert_last_problem(place, 0, 36, "$.n: must be at least -3");
    finish(&reading);
}

static void an_unknown_key_is_told_with_the_nearest_known_one(void **state)
{
    static const char *const known[] = {"format", "weight", "da", "en"};
    static const struct {
        size_t column;
        const char *what;
    } wanted[] = {
        {41, "$.wieght: unknown key; did you mean \"weight\"?"},
        {49, "$.e: unknown key; did you mean \"en\"?"},
        {58, "$.no: unknown key"},
        {77, "$.height of it: unknown key"},
        {92, "$.x\\x1b\u00E6: unknown key"},
        {99, "$.: unknown key"},
    };
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place,
                      BYTES(HEAD "\"wieght\": 1, \"e\": 1, \"no\": 1,"
                                 " \"height of it\": 1, \"x\\u001b\u00E6\": 1,"
                                 " \"\": 1, \"weight\": 1}")));
    assert_true(document_check_keys(&reading.root, known, 4));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_problem(place, i, SEVERITY_ERROR, 1, wanted[i].column, wanted[i].what);
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
    assert_problem(place, 0, SEVERITY_ERROR, 1, 42, "$.a[1][0].c: is 3");
    assert_string_equal(place->problems.problem[0].where, reading.path);
    assert_false(document_wrong(&object, NULL, "is"));
    assert_last_problem(place, 1, 42, "$.a[1][0]: is");
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
    assert_last_problem(place, 0, 1, "$: must be an object");
    assert_false(document_is_sound(&reading.document));
    finish(&reading);
    assert_false(start(&reading, place, BYTES("{\"format\": \"baseline-test-2\"}")));
    assert_last_problem(place, 0, 12, "$.format: must be \"baseline-test-1\"");
    finish(&reading);
    assert_false(start(&reading, place, BYTES("{\"format\": 1}")));
    assert_last_problem(place, 0, 12, "$.format: must be \"baseline-test-1\"");
    assert_int_equal(place->fault.kind, FAULT_NONE);
    place_reset(place);
    finish(&reading);
    place_write(place, "file.json", BYTES("{\"x\": 1}"));
    assert_true(document_read(&reading.root, &reading.document, NULL));
    place_forget(place, "file.json");
    assert_no_problem(place);
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

static void a_place_is_a_line_and_a_character_of_it(void **state)
{
    static const char text[] = "\n{\"format\": \"" FORMAT "\",\n"
                               "  \"æ\" : \"ø}]\\\\\" , \"list\": [ [1, {}], [],\n"
                               "\t{\"x\": {\"\\\"\": [true, -1.5e0 ,null]}} ]\n}";
    static const struct {
        size_t row;
        size_t column;
    } wanted[] = {{3, 27}, {3, 29}, {3, 33}, {3, 38}, {4, 2},  {4, 8},
                  {4, 15}, {4, 16}, {4, 22}, {4, 30}, {4, 15}, {2, 1}};
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place, BYTES(text)));
    struct part list = document_read_member(&reading.root, "list", true);
    struct part first = document_read_item(&list, 0);
    struct part third = document_read_item(&list, 2);
    struct part x = document_read_member(&third, "x", true);
    struct part quote = document_read_member(&x, "\"", true);
    struct part missing = document_read_member(&reading.root, "no", false);
    const struct part part[] = {list,
                                first,
                                document_read_item(&first, 1),
                                document_read_item(&list, 1),
                                third,
                                x,
                                quote,
                                document_read_item(&quote, 0),
                                document_read_item(&quote, 1),
                                document_read_item(&quote, 2),
                                document_read_item(&quote, 3),
                                missing};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        document_wrong(&part[i], NULL, "is here");
        assert_int_equal(place->problems.problem[i].row, wanted[i].row);
        assert_int_equal(place->problems.problem[i].column, wanted[i].column);
    }
    finish(&reading);
}

static void a_key_is_found_however_it_is_written(void **state)
{
    static const char text[] =
        HEAD "\"\\u0061\": 1, \"\\ud83d\\ude00\": 2, \"\\u00e6\\u20AC\": 3,"
             " \"\\b\\f\\n\\r\\t\\/\\\\\\\"\": 4, \"ab\": 5, \"a\\u0062c\": 6}";
    static const struct {
        const char *key;
        size_t column;
    } wanted[] = {{"a", 41},   {"😀", 60},   {"æ€", 79}, {"\b\f\n\r\t/\\\"", 102},
                  {"ab", 111}, {"abc", 126}};
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place, BYTES(text)));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        document_wrong(&reading.root, wanted[i].key, "is here");
        assert_int_equal(place->problems.problem[i].row, 1);
        assert_int_equal(place->problems.problem[i].column, wanted[i].column);
    }
    finish(&reading);
}

static void what_is_no_longer_in_the_file_has_only_a_path(void **state)
{
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place, BYTES(HEAD "\"x\": 1}")));
    source_release(&reading.document.source);
    document_doubt(&reading.root, "x", "is %s", "small");
    place->problems.limit = 1;
    assert_false(problems_keep_warning(&place->problems));
    assert_true(problems_keep_error(&place->problems));
    document_doubt(&reading.root, "x", "is small again");
    place->problems.limit = 0;
    assert_int_equal(place->problems.problem_count, 1);
    assert_int_equal(place->problems.warning_count, 2);
    assert_problem(place, 0, SEVERITY_WARNING, 0, 0, "$.x: is small");
    assert_int_equal(place->problems.error_count, 0);
    assert_true(document_is_sound(&reading.document));
    finish(&reading);
}

static void a_decimal_is_taken_exactly(void **state)
{
    static const struct {
        const char *text;
        int64_t nano;
    } good[] = {
        {"0", 0},
        {"-0", 0},
        {"-0.0", 0},
        {"0e9999999999", 0},
        {"0.1", 100000000},
        {"0.25", 250000000},
        {"-0.5", -500000000},
        {"1e-3", 1000000},
        {"1E+2", 100000000000},
        {"2.50000000000000000000", 2500000000},
        {"0.000001", 1000},
        {"1000000", 1000000000000000},
        {"-1000000.0", -1000000000000000},
        {"999999.999999", 999999999999000},
        {"123456.7", 123456700000000},
    };
    static const struct {
        const char *text;
        const char *what;
    } bad[] = {
        {"0.0000001", "$.n: must have at most 6 digits after the point"},
        {"1000000.00001", "$.n: must lie from -1000000 to 1000000"},
        {"1000000.000001", "$.n: must lie from -1000000 to 1000000"},
        {"-1e7", "$.n: must lie from -1000000 to 1000000"},
        {"1000001", "$.n: must lie from -1000000 to 1000000"},
        {"-9223372036854775808", "$.n: must lie from -1000000 to 1000000"},
        {"\"1\"", "$.n: must be a number"},
        {"null", "$.n: must be a number"},
    };
    struct place *place = *state;
    struct reading reading;
    char text[128];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t nano = -1;
        snprintf(text, sizeof text, HEAD "\"n\": %s, \"list\": [1, %s]}", good[i].text,
                 good[i].text);
        assert_true(start(&reading, place, text, strlen(text)));
        assert_true(document_read_decimal(&reading.root, "n", true, &nano));
        assert_int_equal(nano, good[i].nano);
        nano = -1;
        struct part list = document_read_member(&reading.root, "list", true);
        assert_true(document_read_decimal_item(&list, 1, &nano));
        assert_int_equal(nano, good[i].nano);
        assert_false(document_read_decimal(&reading.root, "m", false, &nano));
        assert_false(document_read_decimal_item(&list, 2, &nano));
        assert_no_problem(place);
        finish(&reading);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t nano = -1;
        snprintf(text, sizeof text, HEAD "\"n\": %s}", bad[i].text);
        assert_true(start(&reading, place, text, strlen(text)));
        assert_false(document_read_decimal(&reading.root, "n", false, &nano));
        assert_last_problem(place, 0, 36, bad[i].what);
        finish(&reading);
    }
}

static void a_number_that_a_double_does_not_hold_ends_the_reading(void **state)
{
    static const struct {
        const char *text;
        bool held;
    } step[] = {
        {"0.123456789012345", true},
        {"0.1234567890123456", false},
        {"123456789.1234567", false},
        {"9007199254740993.0", false},
        {"1e300", true},
        {"9.99e301", false},
        {"1e-300", true},
        {"1e-301", false},
        {"1e-99999999999", false},
        {"9007199254740993", true},
        {"100000000000000000.0", true},
        {"1e999", false},
        {"99999999999999999999", false},
    };
    struct place *place = *state;
    struct reading reading;
    char text[128];
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) {
        snprintf(text, sizeof text, "{\"1.23e99999\": 2,\n \"n\": -%s}", step[i].text);
        assert_false(start(&reading, place, text, strlen(text)));
        if (step[i].held)
            assert_last_problem(place, 0, 1, "$.format: must be \"baseline-test-1\"");
        else
            assert_fault(&place->fault, FAULT_DATA, reading.path, 2,
                         /* jansson tells where the number ends. */
                         step[i].text[0] == '9' && step[i].text[4] == '9' ? 27 : 7,
                         "a number of more than 15 digits, or of too great or small a "
                         "size, cannot be taken exactly");
        finish(&reading);
    }
}

static void a_choice_is_one_of_its_names(void **state)
{
    static const char *const name[] = {"skip", "zero", "floor"};
    struct place *place = *state;
    struct reading reading;
    const struct part *root = &reading.root;
    assert_true(start(&reading, place,
                      BYTES(HEAD "\"a\": \"floor\", \"b\": \"flor\", \"c\": 1,"
                                 " \"d\": \"x\"}")));
    assert_int_equal(document_read_choice(root, "a", name, 3, 1), 2);
    assert_int_equal(document_read_choice(root, "e", name, 3, 1), 1);
    assert_no_problem(place);
    assert_int_equal(document_read_choice(root, "b", name, 3, 1), 1);
    assert_int_equal(document_read_choice(root, "c", name, 2, -1), -1);
    assert_int_equal(document_read_choice(root, "d", name, 3, 0), 0);
    assert_problem(place, 0, SEVERITY_ERROR, 1, 50,
                   "$.b: must be \"skip\", \"zero\" or \"floor\"; did you mean "
                   "\"floor\"?");
    assert_problem(place, 1, SEVERITY_ERROR, 1, 63,
                   "$.c: must be \"skip\" or \"zero\"");
    assert_last_problem(place, 2, 71, "$.d: must be \"skip\", \"zero\" or \"floor\"");
    finish(&reading);
}

static void a_language_without_a_text_has_that_of_another(void **state)
{
    struct place *place = *state;
    struct reading reading;
    const struct part *root = &reading.root;
    assert_true(start(&reading, place,
                      BYTES(HEAD "\"a\": {\"en\": \"word\"}, \"b\": {\"da\": \"ord\"},"
                                 " \"c\": {\"da\": \"\"}, \"d\": {\"dk\": \"ord\"},"
                                 " \"e\": {}}")));
    struct wording words = document_read_wording(root, "a", true);
    assert_string_equal(words.in[LANGUAGE_DA], "word");
    assert_string_equal(words.in[LANGUAGE_EN], "word");
    words = document_read_wording(root, "b", false);
    assert_string_equal(words.in[LANGUAGE_DA], "ord");
    assert_string_equal(words.in[LANGUAGE_EN], "ord");
    assert_null(document_read_wording(root, "e", false).in[LANGUAGE_DA]);
    assert_no_problem(place);
    assert_null(document_read_wording(root, "c", true).in[LANGUAGE_EN]);
    assert_null(document_read_wording(root, "d", true).in[LANGUAGE_EN]);
    assert_problem(place, 0, SEVERITY_ERROR, 1, 84, "$.c.da: must not be empty");
    assert_problem(place, 1, SEVERITY_ERROR, 1, 101,
                   "$.d.dk: unknown key; did you mean \"da\"?");
    assert_last_problem(place, 2, 94,
                        "$.d: there must be a text in at least one language");
    finish(&reading);
}

static void what_is_nested_too_deep_is_told_so(void **state)
{
    enum { DEPTH = 10000 };
    struct place *place = *state;
    struct reading reading;
    char *text = malloc(2 * DEPTH);
    assert_non_null(text);
    memset(text, '[', DEPTH);
    memset(text + DEPTH, ']', DEPTH);
    text[0] = '\n';
    assert_false(start(&reading, place, text, 2 * DEPTH - 1));
    assert_fault(&place->fault, FAULT_DATA, reading.path, 2, 2049,
                 "values are nested more than 2048 deep");
    finish(&reading);
    free(text);
}

/* Places are looked for in bytes that need not be what the JSON was read from. */
static void a_place_is_looked_for_within_the_bytes_only(void **state)
{
    static const char text[] = HEAD "\"a\\u00e6\\ud83d\\ude00\": [1, {\"b\": [\"\\\\\","
                                    " {\"c\": 1}]}]}";
    struct place *place = *state;
    struct reading reading;
    assert_true(start(&reading, place, BYTES(text)));
    struct part a = document_read_member(&reading.root, "aæ😀", true);
    struct part one = document_read_item(&a, 1);
    struct part b = document_read_member(&one, "b", true);
    struct part c = document_read_item(&b, 1);
    struct source whole = reading.document.source;
    place->problems.limit = 100000;
    for (size_t size = 0; size < whole.size; size++)
        for (int change = 0; change < 6; change++) {
            struct source *part = &reading.document.source;
            part->size = size;
            part->bytes = (uint8_t *)memory_copy_text((char *)whole.bytes, size);
            part->bytes = memory_resize(part->bytes, size == 0 ? 1 : size, 1);
            if (change > 0 && size > 0)
                part->bytes[size * 7 / 8] = (uint8_t) "\"\\[}u"[change - 1];
            document_wrong(&c, "c", "is here");
            document_wrong(&b, NULL, "is here");
            memory_release(part->bytes);
        }
    reading.document.source = whole;
    document_wrong(&c, "c", "is here");
    size_t last = place->problems.problem_count - 1;
    assert_problem(place, last, SEVERITY_ERROR, 1, 77, "$.aæ😀[1].b[1].c: is here");
    finish(&reading);
    place->problems.limit = 0;
}

static bool read_short(void *context, struct fault *fault)
{
    struct reading *reading = context;
    struct problems problems = {0};
    static const char *const format[] = {FORMAT};
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
        document_read_choice(&root, "name", format, 1, 0);
        memory_release(document_join_path(&document, "x"));
    }
    bool done = !document.failed;
    assert_false(document_is_sound(&document));
    if (done)
        assert_int_equal(problems.error_count, 2);
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
        HERE(a_place_is_a_line_and_a_character_of_it),
        HERE(a_key_is_found_however_it_is_written),
        HERE(what_is_no_longer_in_the_file_has_only_a_path),
        HERE(a_place_is_looked_for_within_the_bytes_only),
        HERE(a_decimal_is_taken_exactly),
        HERE(a_number_that_a_double_does_not_hold_ends_the_reading),
        HERE(a_choice_is_one_of_its_names),
        HERE(a_language_without_a_text_has_that_of_another),
        HERE(what_is_too_long_to_tell_is_cut_between_characters),
        HERE(another_format_is_no_document_of_this_kind),
        HERE(errors_of_earlier_files_are_not_this_ones),
        HERE(what_is_no_json_is_a_fault_of_one_line_with_its_place),
        HERE(what_is_nested_too_deep_is_told_so),
        HERE(a_file_beyond_the_limit_is_refused),
        cmocka_unit_test(a_file_is_found_beside_the_document),
        HERE(a_shortage_is_told_from_bad_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
