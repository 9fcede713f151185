/* Answer files: header, cells, rows, and what their senders are told. */

#include "answers_bench.h"

static void answers_go_by_code_label_synonym_or_value(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES(HEAD "D-400;ja;lav;;3\n"
                                             "A-100;1; 30 ;LØBENDE\u00A0forbedret;low\n"
                                             "C-300;\"Yes\";I høj grad;Middle;20\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@3 1220\nC-300@4 1211\nD-400@2 10.2\n");
    assert_int_equal(bench->file.row_total, 3);
    assert_false(bench->file.answers.simulated);
}

static void blank_do_not_know_and_not_applicable_are_three_things(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;1;;ir;vi\n"
                                             "B-200; ;\t;\u00A0;1\n"
                                             "C-300;\"\n\";\" \";\"\t\r\n\";\"1\v\"\n"
                                             "D-400;1;\"\v\";\"\";\n")));
    assert_taken(bench, "A-100@2 1.34\nB-200@3 ...0\nC-300@4 ...0\nD-400@5 1...\n");
    assert_counts(bench, 0, 1);
}

static void the_header_is_forgiven_its_case_spaces_and_order(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(
        bench, BYTES("\xEF\xBB\xBF\"Delta-4 \";\u00A0KODE;NAVN;GAMMA-3;\"\uFEFF"
                     "beta-2\";\"Sidste\r\ntidspunkt\"; alfa-1\r\n"
                     "3;A-100;=1+1;2;2;whatever;1\r\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@2 1112\n");
    assert_int_equal(bench->file.format.encoding, ENCODING_UTF8_BOM);
}

static void a_wrong_header_is_told_whole_and_no_row_is_read(void **state)
{
    struct bench *bench = *state;
    assert_false(read_bytes(bench, BYTES("id;alfa1;beta-2;kode;comment\x1b;beta-2;;"
                                         "gamma-3;delta-4\nX;9;9;9;9;9;9;9;9\n")));
    assert_error(bench, 0, 1, 2,
                 "\"alfa1\" is no question of probe 2019; did you mean \"alfa-1\"?");
    assert_error(bench, 1, 1, 4,
                 "\"kode\" is a second column that says which institution a row is "
                 "from");
    assert_error(
        bench, 2, 1, 5,
        "\"comment\\x1b\" is no question of probe 2019; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"alfa-1\"");
    assert_error(bench, 3, 1, 6, "\"beta-2\" stands in the header twice");
    assert_error(bench, 4, 1, 7, "this column has no name in the header");
    assert_warning(bench, 5, 1,
                   "1 of 4 questions have no column here (the first is \"alfa-1\"); "
                   "they count as not asked");
    assert_counts(bench, 5, 1);
}

static void a_header_needs_an_id_and_a_question(void **state)
{
    struct bench *bench = *state;
    assert_false(read_bytes(bench, BYTES("\n\nnavn;alfa-1\n")));
    assert_error(bench, 0, 3, 0,
                 "no column says which institution a row is from; one must be named "
                 "\"kode\"");
    assert_false(read_bytes(bench, BYTES("id;navn\nA-100;x\n")));
    assert_error(bench, 0, 1, 0, "no column of this file is a question of probe 2019");
    assert_counts(bench, 1, 0);
    assert_false(read_bytes(bench, "", 0));
    assert_error(bench, 0, 0, 0, "the file is empty");
    assert_false(read_bytes(bench, BYTES("\r\n\r\n")));
    assert_error(bench, 0, 0, 0, "the file is empty");
    assert_true(read_bytes(bench, BYTES(HEAD)));
    assert_warning(bench, 0, 0, "the file has a header and no answers");
    assert_taken(bench, "");
}

static void questions_without_a_column_are_not_asked(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("id,delta-4,alfa-1\nA-100,1,\n")));
    assert_taken(bench, "A-100@2 .__0\n");
    assert_warning(bench, 0, 1,
                   "2 of 4 questions have no column here (the first is \"beta-2\"); "
                   "they count as not asked");
    assert_counts(bench, 0, 1);
}

static void a_trailing_delimiter_is_forgiven_in_header_and_rows(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("id;alfa-1;beta-2;gamma-3;delta-4;\n"
                                        "A-100;0;;;1;\nB-200;0;;;2\n")));
    assert_taken(bench, "A-100@2 0..0\nB-200@3 0..1\n");
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;0;;;1;\nB-200;0;;;2\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@2 0..0\nB-200@3 0..1\n");
    assert_int_equal(bench->file.refused_count, 0);
}

static void a_cell_under_no_name_is_not_dropped_in_silence(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("id;alfa-1;beta-2;gamma-3;delta-4;\n"
                                        "A-100;0;;;1;lost\n")));
    assert_error(bench, 0, 2, 6, "\"lost\" stands in a column that has no name");
    assert_counts(bench, 1, 0);
    assert_taken(bench, "");
}

static void a_ragged_row_is_refused_and_its_cells_are_kept(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;0;;1\n"
                                             "B-200;0;;;1;surplus\n"
                                             "\n"
                                             "C-300;0;;;1;;\n"
                                             "D-400;0;;;1\n")));
    static const char tail[] =
        " cells and the header 5; is a delimiter or a quotation mark missing or too "
        "much?";
    static const size_t cells[] = {4, 6, 7};
    static const size_t rows[] = {2, 3, 5};
    static const char *const kept[] = {"A-100\t0\t\t1", "B-200\t0\t\t\t1\tsurplus",
                                       "C-300\t0\t\t\t1\t\t"};
    assert_int_equal(bench->file.refused_count, 3);
    for (size_t i = 0; i < 3; i++) {
        char what[200];
        snprintf(what, sizeof what, "this row has %zu%s", cells[i], tail);
        assert_error(bench, i, rows[i], cells[i], what);
        assert_int_equal(bench->file.refused[i].row, rows[i]);
        assert_string_equal(bench->file.refused[i].reason, what);
        assert_string_equal(bench->file.refused[i].cells, kept[i]);
    }
    assert_counts(bench, 3, 0);
    assert_taken(bench, "D-400@6 0..0\n");
    assert_int_equal(bench->file.row_total, 4);
}

static void an_institution_must_be_known_and_stand_once(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES(HEAD "A-10;0;;;1\nB-200;0;;;1\n"
                                             "Nowhere\a;0;;;1\n;0;;;1\n"
                                             "\" B-200\t\";0;;;2\n")));
    assert_error(bench, 0, 2, 1,
                 "\"A-10\" is no institution in the register \"houses\"; did you mean "
                 "\"A-100\" (Æblehaven)?");
    assert_error(bench, 1, 4, 1,
                 "\"Nowhere\\x07\" is no institution in the register \"houses\"");
    assert_error(bench, 2, 5, 0, "this row does not say which institution it is from");
    assert_error(bench, 3, 6, 1,
                 "\"B-200\" (Bakken) stands in row 3 already; one row an institution");
    assert_counts(bench, 4, 0);
    assert_taken(bench, "B-200@3 0..0\n");
    assert_int_equal(bench->file.refused_count, 4);
    assert_string_equal(bench->file.refused[3].cells, " B-200\t\t0\t\t\t2");
}

static void an_answer_outside_its_scale_is_told_with_what_it_takes(void **state)
{
    struct bench *bench = *state;
    assert_true(
        read_bytes(bench, BYTES(HEAD "A-100;2;4;mellm;vedikke\nB-200;0;;;1\n")));
    assert_error(
        bench, 0, 2, 2,
        "alfa-1: \"2\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_error(bench, 1, 2, 3,
                 "beta-2: \"4\" is no answer to this question; it takes 1, 2, 3, ir or "
                 "vi");
    assert_error(bench, 2, 2, 4,
                 "gamma-3: \"mellm\" is no answer to this question; did you mean "
                 "\"Mellem\"?");
    assert_error(bench, 3, 2, 5,
                 "delta-4: \"vedikke\" is no answer to this question; did you mean "
                 "\"Ved ikke\"?");
    assert_counts(bench, 4, 0);
    assert_taken(bench, "B-200@3 0..0\n");
    assert_int_equal(bench->file.refused_count, 1);
    assert_string_equal(
        bench->file.refused[0].reason,
        "alfa-1: \"2\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_string_equal(bench->file.refused[0].cells, "A-100\t2\t4\tmellm\tvedikke");
}

static void codes_too_many_for_a_message_are_shown_to_be_cut(void **state)
{
    struct bench *bench = *state;
    struct option option[OPTION_LIMIT];
    for (size_t o = 0; o < OPTION_LIMIT; o++)
        option[o] =
            (struct option){.code = "øåøåøåøåøåøåøå 1øåøå", .value = (int32_t)o};
    struct scale *yesno = (struct scale *)bench->questionnaire.question[0].scale;
    yesno->option = option;
    yesno->option_count = OPTION_LIMIT;
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;x;;;1\n")));
    struct text wanted = {0};
    text_add(&wanted, "alfa-1: \"x\" is no answer to this question; it takes ");
    for (size_t o = 0; o < 7; o++)
        text_print(&wanted, "%søåøåøåøåøåøåøå 1", o == 0 ? "" : ", ");
    text_add(&wanted, ", …");
    assert_error(bench, 0, 2, 2, wanted.bytes);
    text_release(&wanted);
}

static void rows_of_delimiters_only_are_no_rows(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(
        bench, BYTES(HEAD ";;;;\n;;\nA-100;0;;;1\n ; ;;;\n\n;;;;;;;;;;\n\"\";;;;\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@4 0..0\n");
    assert_int_equal(bench->file.row_total, 1);
}

static void answers_to_questions_not_shown_are_kept_and_counted(void **state)
{
    struct bench *bench = *state;
    /* Row 3 answers both follow-ups though the first was not to be asked: the answer to
       the second is stale too, whatever the stale one above it says. */
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;1;3;2;1\n"
                                             "B-200;0;3;2;1\n"
                                             "C-300;1;1;2;1\n"
                                             "D-400;;vi;;1\n")));
    assert_int_equal(bench->file.stale_count, 4);
    assert_warning(bench, 0, 0,
                   "4 answers to follow-up questions that were not to be asked; they "
                   "are kept and not counted");
    assert_counts(bench, 0, 1);
    assert_taken(bench, "A-100@2 1210\nB-200@3 0210\nC-300@4 1010\nD-400@5 .4.0\n");
}

static void a_seed_in_the_simulated_column_marks_the_answers(void **state)
{
    struct bench *bench = *state;
    static const char head[] = "id;alfa-1;beta-2;gamma-3;delta-4;Baseline-Simulated\n";
    char text[256];
    snprintf(text, sizeof text, "%sA-100;0;;;1;\nB-200;0;;;1;2019\n", head);
    assert_true(read_bytes(bench, text, strlen(text)));
    assert_true(bench->file.answers.simulated);
    snprintf(text, sizeof text, "%sA-100;0;;;1;\nB-200;0;;;1;\n", head);
    assert_true(read_bytes(bench, text, strlen(text)));
    assert_false(bench->file.answers.simulated);
    assert_int_equal(bench->file.answers.row_count, 2);
}

static void the_order_of_rows_makes_no_difference(void **state)
{
    struct bench *bench = *state;
    static const char *const line[] = {"A-100;1;3;2;1\n", "B-200;0;;;vi\n",
                                       "C-300;nej;;;ir\n", "D-400;1;1;;\n"};
    static const int order[][4] = {
        {0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 3, 0, 2}};
    for (size_t o = 0; o < 4; o++) {
        struct text text = {0};
        text_add(&text, HEAD);
        for (size_t i = 0; i < 4; i++)
            text_add(&text, line[order[o][i]]);
        assert_true(read_bytes(bench, text.bytes, text.length));
        text_release(&text);
        const struct answers *answers = &bench->file.answers;
        static const int8_t wanted[] = {1, 0,  0,  1,  2, -1, -1, 0,
                                        1, -1, -1, -1, 0, 4,  3,  -1};
        assert_int_equal(answers->row_count, 4);
        assert_int_equal(answers->question_count, 4);
        assert_memory_equal(answers->code, wanted, sizeof wanted);
        for (uint32_t r = 0; r < 4; r++)
            assert_int_equal(answers->unit[r], r);
    }
}

static void hostile_cells_are_shown_harmlessly(void **state)
{
    struct bench *bench = *state;
    struct text text = {0};
    text_add(&text, HEAD "\"=cmd|'/c calc'!A1\";0;;;1\n"
                         "A-100;%s%n%n;\"<script>\n\x1b[2J\";\"\"\"; DROP\";\xC2\x9B"
                         "31m\n"
                         "B-200;0;");
    for (int i = 0; i < 500; i++)
        text_add(&text, "😀");
    text_add(&text, ";;1\n../../etc;0;;;1\n");
    assert_true(read_bytes(bench, text.bytes, text.length));
    text_release(&text);
    const struct problems *problems = &bench->place->problems;
    assert_int_equal(problems->problem_count, 7);
    assert_error(
        bench, 1, 3, 2,
        "alfa-1: \"%s%n%n\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_error(bench, 2, 3, 3,
                 "beta-2: \"<script>\\x0a\\x1b[2J\" is no answer to this question; it "
                 "takes 1, 2, 3, ir or vi");
    for (size_t i = 0; i < 7; i++) {
        const char *what = problems->problem[i].what;
        assert_int_equal(utf8_valid_length(what, strlen(what)), strlen(what));
        assert_true(strlen(what) < 400);
        for (const char *byte = what; *byte != '\0'; byte++)
            assert_true((unsigned char)*byte >= ' ');
    }
    for (size_t i = 0; i < bench->file.refused_count; i++) {
        const char *reason = bench->file.refused[i].reason;
        assert_int_equal(utf8_valid_length(reason, strlen(reason)), strlen(reason));
    }
    assert_int_equal(strlen(bench->file.refused[2].cells), 8 + 2000 + 3);
}

static void a_long_text_is_not_taken_for_a_misspelt_short_label(void **state)
{
    struct bench *bench = *state;
    char text[512];
    snprintf(text, sizeof text, HEAD "A-100;%0200d;;;1\n", 7);
    assert_true(read_bytes(bench, text, strlen(text)));
    char wanted[300];
    snprintf(
        wanted, sizeof wanted,
        "alfa-1: \"%060d…\" is no answer to this question; it takes 0 (No) or 1 (Yes)",
        0);
    assert_error(bench, 0, 2, 2, wanted);
}

static void problems_beyond_the_limit_are_counted_and_their_rows_refused(void **state)
{
    struct bench *bench = *state;
    struct text text = {0};
    text_add(&text, HEAD);
    for (int i = 0; i < 300; i++)
        text_print(&text, "nobody %d;0;;;1\n", i);
    text_add(&text, "A-100;0;3;;1\n");
    assert_true(read_bytes(bench, text.bytes, text.length));
    text_release(&text);
    assert_counts(bench, 300, 1);
    assert_int_equal(bench->file.refused_count, 300);
    assert_string_equal(bench->file.refused[299].cells, "nobody 299\t0\t\t\t1");
    assert_int_equal(bench->file.refused[299].row, 301);
    assert_int_equal(bench->place->problems.problem_count, 201);
    assert_taken(bench, "A-100@302 02.0\n");
}

static void a_file_broken_as_a_table_is_one_more_problem(void **state)
{
    struct bench *bench = *state;
    assert_false(read_bytes(bench, BYTES(HEAD "A-100;7;;;1\nB-200;0;;;\"1\n")));
    assert_error(bench, 1, 3, 5,
                 "the quotation mark that opens this cell is never closed");
    assert_counts(bench, 2, 0);
}

static void look(const struct answer_file *file, const struct problems *problems)
{
    assert_int_equal(problems->error_count, 4);
    assert_int_equal(file->answers.row_count, 2);
    assert_int_equal(file->refused_count, 3);
}

static void reading_survives_a_shortage(void **state)
{
    static const char text[] =
        HEAD "A-100;ja;Løbende forbedret;mellem;Ved ikke\nB-20;0;;;1;\nC-300;5;\n"
             "C-300;nej;lav;;1;\nD-400;ja;I høj grad;ikke  relevant;kept up\n";
    assert_reading_survives(*state, source_of(BYTES(text)), look);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(answers_go_by_code_label_synonym_or_value),
        HERE(blank_do_not_know_and_not_applicable_are_three_things),
        HERE(the_header_is_forgiven_its_case_spaces_and_order),
        HERE(a_wrong_header_is_told_whole_and_no_row_is_read),
        HERE(a_header_needs_an_id_and_a_question),
        HERE(questions_without_a_column_are_not_asked),
        HERE(a_trailing_delimiter_is_forgiven_in_header_and_rows),
        HERE(a_cell_under_no_name_is_not_dropped_in_silence),
        HERE(a_ragged_row_is_refused_and_its_cells_are_kept),
        HERE(an_institution_must_be_known_and_stand_once),
        HERE(an_answer_outside_its_scale_is_told_with_what_it_takes),
        HERE(codes_too_many_for_a_message_are_shown_to_be_cut),
        HERE(rows_of_delimiters_only_are_no_rows),
        HERE(answers_to_questions_not_shown_are_kept_and_counted),
        HERE(a_seed_in_the_simulated_column_marks_the_answers),
        HERE(the_order_of_rows_makes_no_difference),
        HERE(hostile_cells_are_shown_harmlessly),
        HERE(a_long_text_is_not_taken_for_a_misspelt_short_label),
        HERE(problems_beyond_the_limit_are_counted_and_their_rows_refused),
        HERE(a_file_broken_as_a_table_is_one_more_problem),
        HERE(reading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
