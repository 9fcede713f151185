/* Numbers that may be codes, or places in the list of answers. */

#include "tools_bench.h"

#define AS_PLACES                                                                      \
    "P2: the numbers here are no codes and are read as places in the list of answers " \
    "(1 is \"Not at all\")"
#define OPEN_P2                                                                        \
    "P2: a number here may be a code or a place in the list of answers (1 is \"A "     \
    "little\" or \"Not at all\"); \"numbers\" in a mapping says which"

static void a_column_is_what_all_its_numbers_can_be(void **state)
{
    struct bench *bench = *state;
    /* 4 is no code and 0 is no place; what is text is a label. */
    assert_true(read_text(bench, "Respondent ID,kode,P2,P3\n1,A-100,1,1\n2,B-200,4,0\n"
                                 "3,C-300,Ved ikke,2\n4,D-400,,9\n"));
    assert_warning(bench, 0, 1, 3, AS_PLACES);
    assert_counts(bench, 0, 2);
    assert_rows_taken(bench, "A-100@2 _01_______\nB-200@3 _30_______\n"
                             "C-300@4 _32_______\nD-400@5 _.3_______\n");
}

static void what_can_be_both_is_not_guessed(void **state)
{
    struct bench *bench = *state;
    assert_false(
        read_text(bench, "Respondent ID,kode,P2,P5\n1,A-100,1,1\n2,B-200,2,1\n"));
    assert_error(bench, 0, 1, 3, OPEN_P2);
    assert_counts(bench, 1, 1);
    /* What one column shows says nothing of another: each has its own way there. */
    assert_false(read_text(bench, "Respondent ID,kode,P2,P3\n1,A-100,1,0\n"));
    assert_error(bench, 0, 1, 3, OPEN_P2);
    /* Files of no such tool have codes, and so have answers that can be nothing else.
     */
    assert_true(read_text(bench, "kode,P2,P3\nA-100,1,2\n"));
    assert_rows_taken(bench, "A-100@2 _12_______\n");
    assert_true(read_text(bench, "Respondent ID,kode,P2\n1,A-100,I høj grad\n"));
    assert_rows_taken(bench, "A-100@2 _2________\n");
}

#define UNSAID                                                                         \
    "numbers in this file are the survey tool's own codes (first under %s), and no "   \
    "labels say what they stand for; put the file of labels beside it, or say with "   \
    "\"numbers\" in a mapping what they are"

static void codes_of_a_tool_need_its_labels(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *file;
        const char *first;
        size_t column;
    } known[] = {
        /* Be they codes, places, neither, or both. */
        {"kode,P2,P3,stato_4\nA-100,1,0,1\n", "P2", 2},
        {"kode,P2,P3,stato_4\nA-100,Ved ikke,4,1\n", "P3", 3},
        {"kode,P1,stato_4\nA-100,1,1\n", "P1", 2},
        {"kode,P2,P1,stato_4\nA-100,,'1,1\n", "P1", 3},
        {"kode,P2,stato_4\nA-100,17,1\n", "P2", 2},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char what[300];
        snprintf(what, sizeof what, UNSAID, known[i].first);
        assert_false(read_text(bench, known[i].file));
        assert_error(bench, 0, 1, known[i].column, what);
        assert_counts(bench, 1, 1);
    }
    assert_true(read_text(bench, "kode,P2,P4.fw,P4.av,P5,stato_4\n"
                                 "A-100,Ved ikke,1,0,7,1\n"));
    assert_rows_taken(bench, "A-100@2 _3_0100___ 7.0\n");
    assert_true(read_mapped(
        bench, "{\"format\": \"baseline-mapping-1\", \"numbers\": \"codes\"}",
        "kode,P2,stato_4\nA-100,1,1\n"));
    assert_rows_taken(bench, "A-100@2 _1________\n");
    assert_true(read_mapped(
        bench, "{\"format\": \"baseline-mapping-1\", \"numbers\": \"places\"}",
        "kode,P2,stato_4\nA-100,1,1\n"));
    assert_rows_taken(bench, "A-100@2 _0________\n");
}

static void what_neither_way_explains_is_told_cell_by_cell(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench, "Titel\nRespondent ID,kode,P2,P5\n1,A-100,0,1\n"
                                 "2,B-200,4,1\n3,C-300,17,1\n4,D-400,9,1\n"));
    assert_error(bench, 1, 4, 3,
                 "P2: \"4\" is no answer to this question; it takes 0, 1, 2 or 9");
    assert_error(bench, 2, 5, 3,
                 "P2: \"17\" is no answer to this question; it takes 0, 1, 2 or 9");
    assert_rows_taken(bench, "A-100@3 _0____0___ 1.0\nD-400@6 _3____0___ 1.0\n");
    assert_int_equal(bench->file.row_total, 4);
    assert_string_equal(bench->file.refused[1].cells, "3\tC-300\t17\t1");
}

static void a_mapping_says_what_numbers_are(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "Respondent ID,kode,P2,P3\n1,A-100,1,2\n";
    static const char other[] = "kode,P2,P3\nA-100,1,4\nB-200,7,Ved ikke\n";
    assert_true(read_mapped(bench,
                            "{\"format\": \"baseline-mapping-1\", \"columns\": {}, "
                            "\"numbers\": \"codes\"}",
                            file));
    assert_rows_taken(bench, "A-100@2 _12_______\n");
    assert_true(read_mapped(bench,
                            "{\"format\": \"baseline-mapping-1\", \"columns\": {}, "
                            "\"numbers\": {\"P2\": \"places\", \"P3\": \"codes\"}}",
                            file));
    assert_rows_taken(bench, "A-100@2 _02_______\n");
    assert_true(read_mapped(bench,
                            "{\"format\": \"baseline-mapping-1\", \"columns\": {}, "
                            "\"numbers\": \"places\"}",
                            other));
    assert_error(bench, 1, 3, 2,
                 "P2: \"7\" is no answer to this question; it takes 0, 1, 2 or 9");
    assert_rows_taken(bench, "A-100@2 _03_______\n");
}

static void mistakes_in_the_ways_of_a_mapping_are_told(void **state)
{
    struct bench *bench = *state;
    static const char *const what[] = {
        "$.dates: must be \"day-month\" or \"month-day\"",
        "$.encoding: must be UTF-8, UTF-16LE, UTF-16BE or Windows-1252",
        "$.delimiter: must be ';', ',', '|' or tab",
        "$.numbers.P2: must be \"codes\" or \"places\"",
        "$.numbers: \"P9\" is no question of tools 2026",
    };
    assert_null(load_mapping(
        bench, "{\"format\": \"baseline-mapping-1\", \"columns\": {}, \"dates\": \"d\","
               " \"encoding\": \"latin\", \"delimiter\": \";;\","
               " \"numbers\": {\"P2\": 1, \"P9\": \"codes\"}}"));
    for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
        assert_true(i < bench->place->problems.problem_count);
        assert_string_equal(bench->place->problems.problem[i].what, what[i]);
    }
    assert_null(load_mapping(bench,
                             "{\"format\": \"baseline-mapping-1\", \"columns\": {},"
                             " \"numbers\": true}"));
    assert_string_equal(bench->place->problems.problem[0].what,
                        "$.numbers: must be \"codes\" or \"places\"");
}

static bool read_forced(struct bench *bench, const char *encoding,
                        const char *delimiter, const char *bytes, size_t size)
{
    struct answers_reading reading = {0};
    struct source source = source_of(bytes, size);
    assert_true(encoding == NULL || table_force_encoding(&reading.forced, encoding));
    assert_true(delimiter == NULL || table_force_delimiter(&reading.forced, delimiter));
    return read_source(bench, &source, &reading);
}

static void encoding_and_delimiter_may_be_said(void **state)
{
    struct bench *bench = *state;
    /* "Æ" in Windows-1252 looks like half a character of UTF-8, and may be one. */
    assert_true(read_forced(bench, "windows-1252", NULL,
                            BYTES("kode;P1[comment];P1\nA-100;\xC3\x86;1\n")));
    assert_rows_taken(bench, "A-100@2 1_________ P1:Ã†\n");
    assert_true(
        read_forced(bench, "UTF-8", NULL, BYTES("\xEF\xBB\xBFkode;P1\nA-100;1\n")));
    assert_int_equal(bench->file.format.encoding, ENCODING_UTF8_BOM);
    assert_false(read_forced(bench, "utf8", NULL, BYTES("kode;P1\nA-100;\xC6\n")));
    assert_error(bench, 0, 0, 0,
                 "byte 15 is not UTF-8, which the file is to be read as");
    assert_true(read_forced(bench, "UTF-16BE", NULL,
                            BYTES("\0k\0o\0d\0e\0;\0P\0001\0\n\0A\0-\0001\0000\0000\0;"
                                  "\0001\0\n")));
    assert_rows_taken(bench, "A-100@2 1_________\n");
    assert_true(read_forced(bench, NULL, "|", BYTES("kode|P1|by\nA-100|1|a;b,c\n")));
    assert_true(read_forced(bench, NULL, "tab", BYTES("kode\tP1;\nA-100\t1\n"))
                == false);
    assert_true(
        read_forced(bench, NULL, ",", BYTES("\"kode\",P1,\"by;x;y;z\"\nA-100,1,x\n"))
        == false);
    assert_error(
        bench, 0, 1, 3,
        "\"by;x;y;z\" is no question of tools 2026; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"P1\"");
    struct table_forced forced = {0};
    assert_false(table_force_encoding(&forced, "latin-1"));
    assert_false(table_force_delimiter(&forced, ""));
    assert_false(table_force_delimiter(&forced, "x"));
    assert_true(read_mapped(bench,
                            "{\"format\": \"baseline-mapping-1\", \"columns\": {},"
                            " \"encoding\": \"Windows-1252\", \"delimiter\": \"|\"}",
                            "kode|P1[comment]|P1\nA-100|\xC3\x86|1\n"));
    assert_rows_taken(bench, "A-100@2 1_________ P1:Ã†\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_column_is_what_all_its_numbers_can_be),
        HERE(what_can_be_both_is_not_guessed),
        HERE(codes_of_a_tool_need_its_labels),
        HERE(what_neither_way_explains_is_told_cell_by_cell),
        HERE(a_mapping_says_what_numbers_are),
        HERE(mistakes_in_the_ways_of_a_mapping_are_told),
        HERE(encoding_and_delimiter_may_be_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
