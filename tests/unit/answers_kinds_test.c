/* Answers that are numbers, or several options, or one of several layers. */

#include "answers_bench.h"
#include "base/exact.h"
#include "every_kind.h"

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

static void assert_number(struct bench *bench, uint32_t question, uint32_t row,
                          int64_t nano)
{
    const struct answers *answers = &bench->file.answers;
    assert_int_equal(answers_to(answers, question)[row], OPTION_GIVEN);
    assert_int_equal(
        answers_number(answers, &bench->questionnaire.question[question], row), nano);
}

/* One file of a few columns. The others of the questionnaire are told of as missing,
   and answers that hang on them as not to be asked. */
static bool read_column(struct bench *bench, const char *head, const char *cells)
{
    struct text text = {0};
    text_print(&text, "id,%s\n%s", head, cells);
    bool read = read_bytes(bench, text.bytes, text.length);
    text_release(&text);
    return read;
}

static void several_stand_in_one_cell(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q2",
                            "A-100, a ;c d\nB-200,B|SKY;;\nC-300,vi\nD-400, ; |\n"));
    assert_warning(bench, 0, 1,
                   "6 of 7 questions have no column here (the first is \"Q1\"); they "
                   "count as not asked");
    assert_counts(bench, 0, 3);
    assert_taken(bench, "A-100@2 __0101____\nB-200@3 __0011____\nC-300@4 __2...____\n");
    assert_string_equal(bench->file.refused[0].unit, "D-400");
    assert_true(read_column(bench, "Q2",
                            "A-100,\nB-200,a;a;Ved ikke|a\nC-300,Scanner\n"
                            "D-400,Kopi;  langt væk\n"));
    assert_taken(bench, "C-300@4 __0100____\nD-400@5 __0010____\n");
    assert_error(bench, 2, 3, 2,
                 "Q2: \"vi\" cannot stand beside other answers to this question");
    assert_counts(bench, 1, 3);
    assert_string_equal(bench->file.refused[0].unit, "A-100");
}

static void a_wrong_part_of_a_cell_is_told_by_itself(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q2",
                            "A-100,a;x\nB-200,Antivurus;b\nC-300,vi;a\n"
                            "D-400,\"a,b\"\n"));
    assert_error(bench, 1, 2, 2,
                 "Q2: \"x\" is no answer to this question; it takes a, vi, b or c d");
    assert_error(bench, 2, 3, 2,
                 "Q2: \"Antivurus\" is no answer to this question; did you mean "
                 "\"Antivirus\"?");
    assert_error(bench, 3, 4, 2,
                 "Q2: \"vi\" cannot stand beside other answers to this question");
    assert_error(bench, 4, 5, 2,
                 "Q2: \"a,b\" is no answer to this question; it takes a, vi, b or c d");
    assert_counts(bench, 4, 1);
    assert_taken(bench, "");
    assert_string_equal(bench->file.refused[1].cells, "B-200\tAntivurus;b");
}

static void a_column_an_option_holds_one_or_nought(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q2.a,q2[B],Q2.C D,Q2[vi]",
                            "A-100,1,0,ja,0\nB-200,nej,No,0,\nC-300,,,,\n"
                            "D-400,,x,,n\n"));
    assert_taken(bench, "A-100@2 __0101____\nB-200@3 __0000____\nD-400@5 __0010____\n");
    assert_counts(bench, 0, 3);
    assert_string_equal(bench->file.refused[0].unit, "C-300");
    assert_true(read_column(bench, "Q2.vi,Q2.c-d,Q2[a],Q2.b",
                            "A-100,TRUE,FALSE,FALSE,FALSE\nB-200,1,,,\nC-300,Y,0,1,0\n"
                            "D-400,2,0,1,0\n"));
    assert_taken(bench, "A-100@2 __2...____\nB-200@3 __2...____\n");
    assert_error(bench, 1, 4, 2,
                 "Q2: \"vi\" cannot stand beside other answers to this question");
    assert_error(bench, 2, 5, 2,
                 "Q2.vi: \"2\" does not say whether this was chosen; it takes 1 or 0");
    assert_counts(bench, 2, 2);
}

static void options_without_a_column_are_not_asked(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q2.a,Q2.vi", "A-100,1,0\nB-200,0,0\nC-300,,\n"));
    assert_warning(
        bench, 1, 1,
        "2 options have no column here, though others of their question have "
        "(the first is \"Q2.b\"); they count as not asked");
    assert_counts(bench, 0, 4);
    assert_taken(bench, "A-100@2 __01__"
                        "____\nB-200@3 __00__"
                        "____\n");
    assert_string_equal(bench->file.refused[0].unit, "C-300");
}

static void a_question_has_one_column_or_one_an_option(void **state)
{
    struct bench *bench = *state;
    static const char both[] =
        " is of a question that has a column for all its options "
        "and columns for some; one or the other";
    char what[200];
    snprintf(what, sizeof what, "\"Q2[a]\"%s", both);
    assert_false(read_column(bench, "Q2,Q2[a]", "A-100,a,1\n"));
    assert_error(bench, 0, 1, 3, what);
    snprintf(what, sizeof what, "\"q2\"%s", both);
    assert_false(read_column(bench, "Q2.a,q2", "A-100,1,a\n"));
    assert_error(bench, 0, 1, 3, what);
    assert_false(read_column(bench, "Q2.a,Q2.b,Q2[a],Q2.vi,Q2[vi],Q3,Q3", "\n"));
    assert_error(bench, 0, 1, 4, "\"Q2[a]\" stands in the header twice");
    assert_error(bench, 1, 1, 6, "\"Q2[vi]\" stands in the header twice");
    assert_error(bench, 2, 1, 8, "\"Q3\" stands in the header twice");
    assert_false(read_column(bench, "Q2.e,Q3.vi,Q2[", "A-100,1,1,1\n"));
    assert_error(bench, 0, 1, 2,
                 "\"Q2.e\" is no question of kinds 2026; take the column out, let a "
                 "mapping say null of it, or head it by a question's id, such "
                 "as \"Q1\"");
    assert_error(bench, 1, 1, 3,
                 "\"Q3.vi\" is no question of kinds 2026; take the column out, let a "
                 "mapping say null of it, or head it by a question's id, such "
                 "as \"Q1\"");
}

static void layers_are_columns_of_their_own(void **state)
{
    struct bench *bench = *state;
    assert_true(
        read_column(bench, "Q1.written,Q1", "A-100,1,0\nB-200,,ja\nC-300,Nej,\n"));
    assert_taken(bench, "A-100@2 01________\nB-200@3 1.________\nC-300@4 .0________\n");
    assert_true(read_column(bench, "q1[WRITTEN]", "A-100,1\n"));
    assert_taken(bench, "A-100@2 _1________\n");
}

/* Nor does the apostrophe that keeps a cell a text. */
static void noughts_at_the_end_say_nothing(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q3,Q4,Q1,Q6",
                            "A-100,7.0,\"'1,5000\",'Ja,'Low\n"
                            "B-200,'30,-0.50,'0,'high\n"));
    assert_int_equal(bench->place->problems.error_count, 0);
    assert_number(bench, Q3, 0, 7 * POINT);
    assert_number(bench, Q4, 0, 1500000000);
    assert_number(bench, Q3, 1, 30 * POINT);
    assert_number(bench, Q4, 1, -500000000);
    assert_int_equal(answers_to(&bench->file.answers, Q1)[0], 1);
    assert_int_equal(answers_to(&bench->file.answers, Q6)[0], 0);
}

static void numbers_are_exact_decimals(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q3,\"Q4\",Q5",
                            "A-100, 0 ,\"-1,5\",+7\nB-200,365,.25,0\n"
                            "C-300,007,\xC2\xA0"
                            "2.00,999999999\nD-400,vi,,-3\n"));
    assert_counts(bench, 0, 2); /* of questions left out, and of stale ones */
    assert_taken(bench, "A-100@2 ______000_\nB-200@3 ______000_\n"
                        "C-300@4 ______000_\nD-400@5 ______1.0_\n");
    assert_number(bench, Q3, 0, 0);
    assert_number(bench, Q3, 1, 365 * POINT);
    assert_number(bench, Q3, 2, 7 * POINT);
    assert_number(bench, Q4, 0, -1500000000);
    assert_number(bench, Q4, 1, 250000000);
    assert_number(bench, Q4, 2, 2 * POINT);
    /* A number beyond the ends is kept as it was given where the scale cuts it off. */
    assert_number(bench, Q5, 1, 0);
    assert_number(bench, Q5, 2, 999999999 * POINT);
    assert_number(bench, Q5, 3, -3 * POINT);
}

static void numbers_outside_their_scale_are_told_with_its_ends(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *head;
        const char *cell;
        const char *what;
    } wrong[] = {
        {"Q3", "366", "it takes a number from 0 to 365 or vi"},
        {"Q3", "-1", "it takes a number from 0 to 365 or vi"},
        {"Q3", "ten", "it takes a number from 0 to 365 or vi"},
        {"Q3", "Ved ikkee", "did you mean \"Ved ikke\"?"},
        {"Q3", "1.000", "its number has no decimals"},
        {"Q3", "7,01", "its number has no decimals"},
        {"Q4", "1.000", "its number has at most 2 decimals"},
        {"Q3", "7.", "it takes a number from 0 to 365 or vi"},
        {"Q3", "1 000", "it takes a number from 0 to 365 or vi"},
        {"Q3", "1e2", "it takes a number from 0 to 365 or vi"},
        {"Q3", "0x10", "it takes a number from 0 to 365 or vi"},
        {"Q3", "--1", "it takes a number from 0 to 365 or vi"},
        {"Q3", ".", "it takes a number from 0 to 365 or vi"},
        {"Q3", "-", "it takes a number from 0 to 365 or vi"},
        {"Q3", "NaN", "it takes a number from 0 to 365 or vi"},
        {"Q4", "0.125", "its number has at most 2 decimals"},
        {"Q4", "2.01", "it takes a number from -1.5 to 2"},
        {"Q4", "-1,51", "it takes a number from -1.5 to 2"},
        {"Q4", "1.5.1", "it takes a number from -1.5 to 2"},
        {"Q5", "1000000000", "it takes a number"},
        {"Q5", "many", "it takes a number"},
    };
    for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
        char cells[64];
        char what[200];
        snprintf(cells, sizeof cells, "A-100,\"%s\"\n", wrong[w].cell);
        snprintf(what, sizeof what, "%s: \"%s\" is no answer to this question; %s",
                 wrong[w].head, wrong[w].cell, wrong[w].what);
        assert_true(read_column(bench, wrong[w].head, cells));
        assert_error(bench, 1, 2, 2, what);
        assert_counts(bench, 1, 1);
        assert_int_equal(bench->file.answers.row_count, 0);
    }
}

static void rows_keep_their_own_numbers_in_whatever_order(void **state)
{
    struct bench *bench = *state;
    assert_true(
        read_column(bench, "Q5,Q3", "D-400,4,40\nB-200,,20\nX,9,9\nA-100,1,\n"));
    assert_taken(bench, "A-100@5 ______._0_\nB-200@3 ______0_._\n"
                        "D-400@2 ______0_0_\n");
    assert_number(bench, Q5, 0, POINT);
    assert_number(bench, Q3, 1, 20 * POINT);
    assert_number(bench, Q5, 2, 4 * POINT);
    assert_number(bench, Q3, 2, 40 * POINT);
    assert_int_equal(bench->file.answers.number_count, 3);
}

static void conditions_look_at_numbers_at_several_and_at_layers(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *row;
        size_t stale;
    } known[] = {
        {"1,0,b,100,0,", 0},  {"1,0,c d;a,200,0,", 0}, {"1,0,b,99,0,", 1},
        {"1,0,b,201,0,", 1},  {"1,0,b,vi,0,", 1},      {"1,0,b,,0,", 1},
        {"1,0,a,150,0,", 2},  {"1,1,b,150,0,", 2},     {"1,0,vi,150,,", 1},
        {"0,0,b,150,0,5", 3}, {",0,b,150,0,5", 3},     {"0,0,,,,", 0},
        {"1,,b,150,,500", 1},
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        char row[64];
        snprintf(row, sizeof row, "A-100,%s\n", known[k].row);
        assert_true(read_column(bench, "Q1,Q1.written,Q2,Q3,Q4,Q5", row));
        assert_int_equal(bench->file.answers.row_count, 1);
        assert_int_equal(bench->file.stale_count, known[k].stale);
    }
}

static void a_chosen_option_that_was_not_to_be_shown_is_stale_once(void **state)
{
    struct bench *bench = *state;
    assert_true(read_column(bench, "Q1,Q2", "A-100,0,a;b;c d\n"));
    assert_int_equal(bench->file.stale_count, 1);
    assert_true(read_column(bench, "Q1,Q2.a,Q2.b,Q2.c-d", "A-100,0,1,1,0\n"));
    assert_int_equal(bench->file.stale_count, 1);
}

static void hostile_cells_end_in_messages(void **state)
{
    struct bench *bench = *state;
    struct text text = {0};
    text_add(&text, "id,Q2,Q3,");
    for (int i = 0; i < 3000; i++)
        text_add(&text, "Q2.[");
    text_add(&text, "]\nA-100,a,1,\n");
    assert_false(read_bytes(bench, text.bytes, text.length));
    assert_counts(bench, 1, 1);
    text_clear(&text);
    text_add(&text, "id,Q2,Q3\nA-100,");
    for (int i = 0; i < 100000; i++)
        text_add(&text, ";a|");
    text_add(&text, ",");
    for (int i = 0; i < 5000; i++)
        text_add(&text, "9");
    text_add(&text, "\nB-200,;;;|;,0.");
    for (int i = 0; i < 5000; i++)
        text_add(&text, "1");
    text_add(&text, "\nC-300,\xFF\xFE;a,\xC2\n");
    assert_true(read_bytes(bench, text.bytes, text.length));
    text_release(&text);
    assert_int_equal(bench->file.refused_count, 3);
    for (size_t i = 0; i < bench->place->problems.problem_count; i++) {
        const char *what = bench->place->problems.problem[i].what;
        assert_int_equal(utf8_valid_length(what, strlen(what)), strlen(what));
        assert_true(strlen(what) < 400);
    }
}

static void look(const struct answer_file *file, const struct problems *problems)
{
    assert_int_equal(problems->error_count, 4);
    assert_int_equal(file->answers.row_count, 2);
}

static void reading_survives_a_shortage(void **state)
{
    static const char text[] = "id;Q1;Q1.written;Q2.a;Q2.b;Q2[vi];Q3;Q4;Q5\n"
                               "A-100;1;0;1;0;;12;-0,5;7\nB-200;1;0;0;0;1;vi;;\n"
                               "C-300;1;0;1;;1;400;2,001;x\n";
    assert_reading_survives(*state, source_of(BYTES(text)), look);
}

#undef HERE
#define HERE(test) cmocka_unit_test_setup_teardown(test, open_kinds, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(several_stand_in_one_cell),
        HERE(a_wrong_part_of_a_cell_is_told_by_itself),
        HERE(a_column_an_option_holds_one_or_nought),
        HERE(options_without_a_column_are_not_asked),
        HERE(a_question_has_one_column_or_one_an_option),
        HERE(layers_are_columns_of_their_own),
        HERE(noughts_at_the_end_say_nothing),
        HERE(numbers_are_exact_decimals),
        HERE(numbers_outside_their_scale_are_told_with_its_ends),
        HERE(rows_keep_their_own_numbers_in_whatever_order),
        HERE(conditions_look_at_numbers_at_several_and_at_layers),
        HERE(a_chosen_option_that_was_not_to_be_shown_is_stale_once),
        HERE(hostile_cells_end_in_messages),
        HERE(reading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
