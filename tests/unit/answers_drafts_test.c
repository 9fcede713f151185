/* Files and rows that are drafts. */

#include "answers_bench.h"
#include "every_kind.h"

static void assert_drafts(struct bench *bench, const char *wanted)
{
    const struct answers *answers = &bench->file.answers;
    size_t count = 0;
    assert_int_equal(answers->row_count, strlen(wanted));
    for (uint32_t row = 0; row < answers->row_count; row++) {
        assert_int_equal(answers->draft[row], wanted[row] == 'd');
        count += answers->draft[row];
    }
    assert_int_equal(bench->file.draft_count, count);
}

static bool read_state(struct bench *bench, const char *head, const char *cell)
{
    struct text text = {0};
    text_print(&text, "kode;alfa-1;%s;beta-2;gamma-3;delta-4\nA-100;1;%s;2;2;2\n", head,
               cell);
    bool read = read_bytes(bench, text.bytes, text.length);
    text_release(&text);
    return read;
}

static void a_row_says_in_many_words_what_it_is(void **state)
{
    struct bench *bench = *state;
    static const char *const draft[] = {"kladde",      "Draft",          "UDKAST",
                                        "utkast",      " påbegyndt ",    "påbegynt",
                                        "In progress", "ikke afsluttet", "incomplete"};
    static const char *const final[] = {"",          "endelig",    "Final",
                                        "Afsluttet", "avsluttet",  "completed",
                                        "submitted", "gjennomført"};
    static const char *const head[] = {"status", "Tilstand", " STATUS "};
    for (size_t i = 0; i < sizeof draft / sizeof *draft; i++) {
        assert_true(read_state(bench, head[i % 3], draft[i]));
        assert_drafts(bench, "d");
        assert_warning(bench, 0, 0,
                       "1 draft; it is kept and does not count until it is sent as "
                       "final");
        assert_counts(bench, 0, 1);
    }
    for (size_t i = 0; i < sizeof final / sizeof *final; i++) {
        assert_true(read_state(bench, head[i % 3], final[i]));
        assert_drafts(bench, "f");
        assert_counts(bench, 0, 0);
    }
    assert_true(read_state(bench, "status", "perhaps"));
    assert_error(bench, 0, 2, 3,
                 "\"perhaps\" does not say whether this is a draft or final; write "
                 "draft or final");
    assert_drafts(bench, "");
}

static void errors_in_a_draft_are_warnings_and_blank(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "kode;alfa-1;beta-2;gamma-3;delta-4;status\n"
                               "A-100;1;9;2;x;draft\n"
                               "B-200;1;2;2;2;\n"
                               "Nowhere;1;2;2;2;draft\n";
    assert_true(read_bytes(bench, BYTES(file)));
    assert_taken(bench, "A-100@2 1.1.\nB-200@3 1111\n");
    assert_drafts(bench, "df");
    assert_counts(bench, 0, 5); /* the last is of a stale answer */
    assert_problem(bench->place, 0, SEVERITY_WARNING, 2, 3,
                   "beta-2: \"9\" is no answer to this question; it takes 1, 2, 3, ir "
                   "or vi");
    assert_string_equal(bench->place->problems.problem[0].about, "A-100");
    assert_int_equal(bench->file.refused_count, 1);
    assert_int_equal(bench->file.aside_count, 1);
    assert_string_equal(bench->file.refused[0].cells, "Nowhere\t1\t2\t2\t2\tdraft");
    assert_int_equal(bench->file.cell_count[CELL_BLANK], 2);
    assert_int_equal(bench->file.cell_count[CELL_ANSWERED], 6);
    static const char ragged[] = "kode;status;alfa-1;beta-2;gamma-3;delta-4\n"
                                 "A-100;draft;1;2\nB-200;;1;2;2;2\n";
    assert_true(read_bytes(bench, BYTES(ragged)));
    assert_drafts(bench, "f");
    assert_counts(bench, 0, 1);
    assert_int_equal(bench->file.aside_count, 1);
}

/* The state may stand before or behind the answers, and a file has one row of each. */
static void of_a_draft_and_a_final_one_the_final_one_is_taken(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "kode;alfa-1;beta-2;gamma-3;delta-4;status\n"
                               "A-100;1;1;1;1;final\n"
                               "A-100;0;2;2;2;draft\n"
                               "B-200;0;2;2;2;draft\n"
                               "B-200;1;1;1;1;final\n"
                               "C-300;0;2;2;2;draft\n"
                               "C-300;1;1;1;1;draft\n";
    assert_true(read_bytes(bench, BYTES(file)));
    assert_taken(bench, "A-100@2 1000\nB-200@5 1000\nC-300@7 1000\n");
    assert_drafts(bench, "ffd");
    assert_counts(bench, 0, 5); /* the last is of stale answers */
    assert_warning(bench, 0, 3,
                   "\"A-100\" (Æblehaven) is final in row 2; this draft is kept with "
                   "the file and does not count");
    assert_warning(bench, 1, 4,
                   "\"B-200\" (Bakken) is final in row 5; this draft is kept with the "
                   "file and does not count");
    assert_warning(bench, 2, 6,
                   "\"C-300\" (Centret) has a draft again in row 7; this one is kept "
                   "with the file and does not count");
    assert_int_equal(bench->file.aside_count, 3);
    /* Two final ones are an error, as ever. */
    static const char twice[] = "kode;alfa-1;beta-2;gamma-3;delta-4;status\n"
                                "A-100;1;1;1;1;final\nA-100;0;2;2;2;\n";
    assert_true(read_bytes(bench, BYTES(twice)));
    assert_int_equal(bench->place->problems.error_count, 1);
}

static void a_whole_file_is_read_as_drafts(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "kode;alfa-1;beta-2;gamma-3;delta-4;status\n"
                               "A-100;1;9;1;1;final\nB-200;0;2;2;2;\n";
    const struct answers_reading reading = {.draft = true};
    struct source source = source_of(file, strlen(file));
    assert_true(answers_read_as(&bench->file, &source, &bench->questionnaire,
                                &bench->population, &reading, &bench->place->problems,
                                &bench->place->fault));
    assert_drafts(bench, "dd");
    assert_true(bench->file.all_drafts);
    assert_int_equal(bench->file.error_count, 0);
    assert_int_equal(bench->file.warning_count, bench->place->problems.warning_count);
}

static void a_form_says_it_above_its_questions(void **state)
{
    struct bench *bench = *state;
    static const char draft[] = "kode;A-100\nTilstand;Kladde\n\nNr.;Svar;Bemærkning\n"
                                "alfa-1;7;fordi\nbeta-2;2;\n";
    assert_true(read_bytes(bench, BYTES(draft)));
    assert_int_equal(bench->place->problems.error_count, 0);
    assert_drafts(bench, "d");
    assert_taken(bench, "A-100@1 .1__\n");
    assert_int_equal(bench->file.layout, LAYOUT_FORM);
    assert_int_equal(bench->file.comment_count, 1);
    static const char odd[] = "kode;A-100\nStatus;snart\n\nNr.;Svar\nalfa-1;1\n";
    assert_true(read_bytes(bench, BYTES(odd)));
    assert_error(bench, 0, 2, 2,
                 "\"snart\" does not say whether this is a draft or final; write draft "
                 "or final");
}

static void look(const struct answer_file *file, const struct problems *problems)
{
    (void)problems;
    assert_int_equal(file->answers.row_count, 2);
    assert_non_null(file->moment);
    assert_true(file->moment[0].known);
    assert_false(file->moment[1].known);
}

static void drafts_survive_a_shortage(void **state)
{
    static const char file[] = "kode;alfa-1;beta-2;status;Tidsstempel\n"
                               "A-100;1;9;draft;01-05-2026 10.00.00\n"
                               "A-100;1;2;;02-05-2026 10.00.00\n"
                               "B-200;1;2;draft;\nX;1;1;draft;\n";
    assert_reading_survives(*state, source_of(file, strlen(file)), look);
}

static int open_kinds(void **state)
{
    if (bench_open(state) != 0)
        return -1;
    struct bench *bench = *state;
    questionnaire_release(&bench->questionnaire);
    every_kind_load(bench->place, &bench->questionnaire);
    place_reset(bench->place);
    return 0;
}

/* What is wrong of one option is wrong of the question, and none of it is kept. */
static void a_question_of_several_is_blank_as_a_whole(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "id;Q2;status\nA-100;a|nonsense;draft\nB-200;a;\n";
    assert_true(read_bytes(bench, BYTES(file)));
    assert_int_equal(bench->place->problems.error_count, 0);
    assert_taken(bench, "A-100@2 __....____\nB-200@3 __0100____\n");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_row_says_in_many_words_what_it_is),
        HERE(errors_in_a_draft_are_warnings_and_blank),
        HERE(of_a_draft_and_a_final_one_the_final_one_is_taken),
        HERE(a_whole_file_is_read_as_drafts),
        HERE(a_form_says_it_above_its_questions),
        HERE(drafts_survive_a_shortage),
        cmocka_unit_test_setup_teardown(a_question_of_several_is_blank_as_a_whole,
                                        open_kinds, bench_close),
    };
    return cmocka_run_group_tests_name("answers drafts", tests, NULL, NULL);
}
