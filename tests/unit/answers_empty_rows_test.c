/* Rows that name an institution and say nothing. */

#include "answers_bench.h"

#define COMMENTED "id;alfa-1;alfa-1.comment;beta-2;gamma-3;delta-4\n"

static void a_row_without_an_answer_is_set_aside(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;;;;\nB-200;1;2;2;2\n"
                                             "C-300; ;\t;;\u00A0\n")));
    assert_taken(bench, "B-200@3 1111\n");
    assert_counts(bench, 0, 2);
    assert_warning(bench, 0, 2,
                   "\"A-100\" (Æblehaven) has a row and not one answer in it; the row "
                   "is kept with the file and takes no answers' place");
    assert_string_equal(bench->place->problems.problem[0].about, "A-100");
    assert_int_equal(bench->file.refused_count, 2);
    assert_int_equal(bench->file.aside_count, 2);
    assert_string_equal(bench->file.refused[0].unit, "A-100");
    assert_string_equal(bench->file.refused[0].cells, "A-100\t\t\t\t");
    assert_int_equal(bench->file.row_total, 3);
}

static void a_row_of_an_error_is_an_error(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;x;;;\n")));
    assert_counts(bench, 1, 0);
    assert_int_equal(bench->file.aside_count, 0);
}

static void a_comment_or_an_unknown_answer_is_something(void **state)
{
    struct bench *bench = *state;
    assert_true(
        read_bytes(bench, BYTES(COMMENTED "A-100;;never asked us;;;\nB-200;;;;;vi\n"
                                          "C-300;;;;;\n")));
    assert_taken(bench, "A-100@2 ....\nB-200@3 ...4\n");
    assert_int_equal(bench->file.aside_count, 1);
    assert_int_equal(bench->file.comment_count, 1);
}

static void a_draft_may_be_blank(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "kode;alfa-1;beta-2;gamma-3;delta-4;status\n"
                               "A-100;;;;;draft\nB-200;;;;;final\n";
    assert_true(read_bytes(bench, BYTES(file)));
    assert_taken(bench, "A-100@2 ....\n");
    assert_int_equal(bench->file.draft_count, 1);
    assert_int_equal(bench->file.aside_count, 1);
}

/* Neither a later time nor a place further down lets it take the place of answers. */
static void it_takes_no_place_in_its_own_file_either(void **state)
{
    struct bench *bench = *state;
    static const char timed[] = "kode;alfa-1;beta-2;gamma-3;delta-4;Tidsstempel\n"
                                "A-100;1;2;2;2;01-05-2026 10.00.00\n"
                                "A-100;;;;;02-05-2026 10.00.00\n";
    assert_true(read_bytes(bench, BYTES(timed)));
    assert_taken(bench, "A-100@2 1111\n");
    assert_counts(bench, 0, 1);
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;;;;\nA-100;1;2;2;2\n")));
    assert_taken(bench, "A-100@3 1111\n");
    assert_counts(bench, 0, 1);
}

/* The same of tables that have a column an institution, or a row an answer. */
static void an_institution_without_an_answer_is_set_aside_in_any_layout(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("Nr.;A-100;B-200\nalfa-1;1;\nbeta-2;2;\n"
                                        "gamma-3;2;\ndelta-4;2;\n")));
    assert_int_equal(bench->file.layout, LAYOUT_ACROSS);
    assert_int_equal(bench->file.answers.row_count, 1);
    assert_int_equal(bench->file.aside_count, 1);
    assert_problem(bench->place, 0, SEVERITY_WARNING, 1, 3,
                   "\"B-200\" (Bakken) has a row and not one answer in it; the row "
                   "is kept with the file and takes no answers' place");
}

static void look(const struct answer_file *file, const struct problems *problems)
{
    (void)problems;
    assert_int_equal(file->aside_count, 1);
}

static void it_survives_a_shortage(void **state)
{
    assert_reading_survives(*state, source_of(BYTES(HEAD "A-100;;;;\nB-200;1;2;2;2\n")),
                            look);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_row_without_an_answer_is_set_aside),
        HERE(a_row_of_an_error_is_an_error),
        HERE(a_comment_or_an_unknown_answer_is_something),
        HERE(a_draft_may_be_blank),
        HERE(it_takes_no_place_in_its_own_file_either),
        HERE(an_institution_without_an_answer_is_set_aside_in_any_layout),
        HERE(it_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
