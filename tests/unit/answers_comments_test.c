/* What people write beside their answers, answers with code and label, and workbooks
   with a row an institution. */

#include "answers_bench.h"
#include "archive.h"
#include "every_kind.h"

/* A line a comment: "unit question: comment". */
static void assert_comments(const struct bench *bench, const char *wanted)
{
    const struct answer_file *file = &bench->file;
    struct text text = {0};
    text_add(&text, "");
    for (size_t c = 0; c < file->comment_count; c++) {
        const struct comment *comment = &file->comment[c];
        assert_true(comment->row < file->answers.row_count);
        text_print(&text, "%s %s: %s\n", unit_id[file->answers.unit[comment->row]],
                   bench->questionnaire.question[comment->question].id, comment->text);
    }
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

#define COMMENTED                                                                      \
    "id;alfa-1;alfa-1.comment;Beta-2.BEMÆRKNING;beta-2;gamma-3;gamma-3[comment];"     \
    " DELTA-4.Comment ;delta-4\n"

static void comments_stand_in_columns_of_their_question(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(
        bench,
        BYTES(COMMENTED "A-100;1;We think so;;2;1;\"and; so\non\";\"  \"\"ok\"\" "
                        "\";1\n"
                        "B-200;1;;Næste år;;;;;\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@2 1100\nB-200@3 1...\n");
    assert_comments(bench, "A-100 alfa-1: We think so\n"
                           "A-100 gamma-3: and; so\non\n"
                           "A-100 delta-4:   \"ok\" \n"
                           "B-200 beta-2: Næste år\n");
}

static void a_question_has_one_column_of_comments(void **state)
{
    struct bench *bench = *state;
    assert_false(read_bytes(
        bench, BYTES("id;alfa-1;alfa-1.comment;beta-2.comment;ALFA-1.bemærkning;"
                     "alfa-1[comment];beta-2;gamma-3;delta-4\n")));
    assert_error(bench, 0, 1, 5, "\"ALFA-1.bemærkning\" stands in the header twice");
    assert_error(bench, 1, 1, 6, "\"alfa-1[comment]\" stands in the header twice");
    assert_counts(bench, 2, 0);
    assert_comments(bench, "");
}

static void a_comment_is_on_a_question_of_the_edition(void **state)
{
    struct bench *bench = *state;
    assert_false(read_bytes(bench, BYTES("id;alfa-1;zeta.comment;alfa-1.remark;comment;"
                                         ".comment;beta-2;gamma-3;delta-4\n")));
    assert_error(
        bench, 0, 1, 3,
        "\"zeta.comment\" is no question of probe 2019; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"alfa-1\"");
    assert_error(
        bench, 1, 1, 4,
        "\"alfa-1.remark\" is no question of probe 2019; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"alfa-1\"");
    assert_error(bench, 2, 1, 5,
                 "\"comment\" is no question of probe 2019; take the column out, let a "
                 "mapping say null of it, or head it by a question's id, such "
                 "as \"alfa-1\"");
    assert_error(
        bench, 3, 1, 6,
        "\".comment\" is no question of probe 2019; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"alfa-1\"");
    assert_counts(bench, 4, 0);
}

static void a_column_of_comments_is_none_of_answers(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("id;alfa-1;beta-2.comment;delta-4\n"
                                        "A-100;1;later;1\n")));
    assert_warning(bench, 0, 1,
                   "2 of 4 questions have no column here (the first is \"beta-2\"); "
                   "they count as not asked");
    assert_counts(bench, 0, 1);
    assert_taken(bench, "A-100@2 1__0\n");
    assert_comments(bench, "A-100 beta-2: later\n");
    assert_false(read_bytes(bench, BYTES("id;alfa-1.comment\nA-100;x\n")));
    assert_error(bench, 0, 1, 0, "no column of this file is a question of probe 2019");
    assert_counts(bench, 1, 0);
}

#define ONE "id;alfa-1;alfa-1.comment;beta-2;gamma-3;delta-4\n"

static void a_blank_comment_is_none_and_a_lone_one_makes_a_row(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(
        bench, BYTES(ONE "A-100;1;;;;1\nB-200;1;  \t ;;;1\nC-300;1;\"\u00A0\n\";;;1\n"
                         "D-400;;nobody knows;;;\n;;;;;\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@2 1..0\nB-200@3 1..0\nC-300@4 1..0\nD-400@5 ....\n");
    assert_int_equal(bench->file.row_total, 4);
    assert_comments(bench, "D-400 alfa-1: nobody knows\n");
    assert_true(read_bytes(bench, BYTES(ONE ";;nobody is named;;;\n")));
    assert_error(bench, 0, 2, 0, "this row does not say which institution it is from");
    assert_comments(bench, "");
}

static void a_refused_row_takes_its_comments_along(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(
        bench, BYTES("alfa-1.comment;id;alfa-1;beta-2;gamma-3;delta-4;beta-2.comment\n"
                     "one;A-100;9;;;1;uno\n"         /* no such answer */
                     "two;D-400;1;;;1;due\n"         /* taken */
                     "three;nowhere;1;;;1;tre\n"     /* no such institution */
                     "four;D-400;1;;;1;quattro\n"    /* a second row */
                     "five;B-200;1;;;1\n"            /* a cell too few */
                     "six;C-300;1;;;1;;surplus\n"    /* and two too many */
                     "seven;B-200;0;;;1;sette\n"     /* a second row of one refused */
                     "eight;C-300;vi;;;1;otto\n"))); /* both of these */
    assert_counts(bench, 8, 0);
    assert_int_equal(bench->file.refused_count, 7);
    assert_taken(bench, "D-400@3 1..0\n");
    assert_comments(bench, "D-400 alfa-1: two\nD-400 beta-2: due\n");
    assert_string_equal(bench->file.refused[0].cells, "one\tA-100\t9\t\t\t1\tuno");
    /* All of them. */
    assert_true(read_bytes(bench, BYTES(ONE "A-100;7;x;;;1\nB-200;7;y;;;1\n")));
    assert_taken(bench, "");
    assert_comments(bench, "");
}

static void comments_follow_the_units_and_the_questions(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(
        bench, BYTES("delta-4.comment;beta-2.comment;id;alfa-1;beta-2;gamma-3;delta-4;"
                     "alfa-1.comment\n"
                     "d4;d2;D-400;1;;;1;d1\n"
                     ";b2;B-200;1;;;1;\n"
                     "x;x;A-100;7;;;1;x\n"
                     "c4;;C-300;1;;;1;c1\n")));
    assert_taken(bench, "B-200@3 1..0\nC-300@5 1..0\nD-400@2 1..0\n");
    assert_comments(bench, "B-200 beta-2: b2\n"
                           "C-300 alfa-1: c1\nC-300 delta-4: c4\n"
                           "D-400 alfa-1: d1\nD-400 beta-2: d2\nD-400 delta-4: d4\n");
}

static void use_questions(struct bench *bench, const char *questions)
{
    static const char head[] =
        "{'format': 'baseline-questionnaire-1', 'id': 'probe', 'edition': '2019', "
        "'title': {'en': 'P'}, 'identified_by': ['id'], 'scales': {"
        "'yesno': {'title': {'en': 'Y'}, 'options': ["
        "{'code': '0', 'value': 0, 'label': {'en': 'No'}}, "
        "{'code': '1', 'value': 1, 'label': {'en': 'Yes'}}]}, "
        "'some': {'title': {'en': 'S'}, 'kind': 'several', 'options': ["
        "{'code': 'comment', 'value': 1, 'label': {'en': 'Comments'}}, "
        "{'code': 'b', 'value': 2, 'label': {'en': 'Second'}}]}}, 'questions': [";
    char path[256];
    struct text text = {0};
    text_print(&text,
               "%s%s], 'dimensions': [{'id': 'd', 'title': {'en': 'D'}, 'questions': "
               "['Q1', 'Q2']}]}",
               head, questions);
    for (char *at = text.bytes; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    questionnaire_release(&bench->questionnaire);
    place_reset(bench->place);
    place_write(bench->place, "probe.json", text.bytes, text.length);
    text_release(&text);
    place_path(path, bench->place, "probe.json");
    assert_true(questionnaire_load(&bench->questionnaire, path, &bench->place->problems,
                                   &bench->place->fault));
    place_forget(bench->place, "probe.json");
}

static void layers_and_options_have_comments_of_their_own(void **state)
{
    struct bench *bench = *state;
    questionnaire_release(&bench->questionnaire);
    every_kind_load(bench->place, &bench->questionnaire);
    place_reset(bench->place);
    assert_true(read_bytes(
        bench, BYTES("id;Q1;Q1.comment;Q1.written;Q1.written.comment;Q2.a;Q2.b;Q2.c d;"
                     "Q2.comment;Q2.b.bemærkning;Q3;Q3.comment;Q4;Q5;Q6\n"
                     "A-100;1;made;1;written;1;0;1;means;\"b, not c\";7;days;;;\n")));
    assert_comments(bench, "A-100 Q1: made\nA-100 Q1.written: written\n"
                           "A-100 Q2: means\nA-100 Q2.b: b, not c\nA-100 Q3: days\n");
    assert_int_equal(bench->place->problems.error_count, 0);
}

static void what_the_definition_calls_a_comment_is_no_comment(void **state)
{
    struct bench *bench = *state;
    use_questions(bench,
                  "{'id': 'Q1', 'scale': 'yesno', 'text': {'en': 'q'}, 'layers': "
                  "['made', 'comment']}, {'id': 'Q2', 'scale': 'some', 'text': "
                  "{'en': 'q'}}");
    assert_true(read_bytes(bench, BYTES("id;Q1;Q1.comment;Q1.comment.comment;"
                                        "Q1.bemærkning;Q2.comment;Q2.b;Q2.bemærkning\n"
                                        "A-100;1;0;on that;on this;1;0;both\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@2 10010\n");
    assert_comments(bench, "A-100 Q1: on this\nA-100 Q1.comment: on that\n"
                           "A-100 Q2: both\n");
    assert_true(read_bytes(bench, BYTES("id;Q1;Q1[comment];Q1[bemærkning];Q2[comment];"
                                        "Q2[b]\nA-100;1;0;on this;1;0\n")));
    assert_counts(bench, 0, 0);
    assert_taken(bench, "A-100@2 10010\n");
    assert_comments(bench, "A-100 Q1: on this\n");
}

static void an_answer_may_be_its_code_and_label(void **state)
{
    struct bench *bench = *state;
    assert_true(
        read_bytes(bench, BYTES(HEAD "A-100;1: Ja;2: Mellem;3: Kept up; IR:  ikke "
                                     "RELEVANT\n"
                                     "B-200;0: no;;vi: Don't know;1: Lav\n")));
    /* The third question of B-200 was not to be asked. */
    assert_counts(bench, 0, 1);
    assert_taken(bench, "A-100@2 1123\nB-200@3 0.40\n");
    /* Not of another, nor with a synonym, nor half of it. */
    assert_true(read_bytes(bench, BYTES(HEAD "A-100;0: Ja;3: i høj grad;2:;: Lav\n")));
    assert_error(
        bench, 0, 2, 2,
        "alfa-1: \"0: Ja\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_error(bench, 1, 2, 3,
                 "beta-2: \"3: i høj grad\" is no answer to this question; it takes 1, "
                 "2, 3, ir or vi");
    assert_int_equal(bench->place->problems.error_count, 4);
    assert_taken(bench, "");
    questionnaire_release(&bench->questionnaire);
    place_reset(bench->place);
    every_kind_load(bench->place, &bench->questionnaire);
    place_reset(bench->place);
    assert_true(
        read_bytes(bench, BYTES("id;Q1;Q1.written;Q2;Q3;Q4;Q5;Q6\n"
                                "A-100;1: Ja;0: No;a: Antivirus|c d: Sky;vi: Ved "
                                "ikke;;1;low: Low\n"
                                "B-200;1;1;vi: Unknown;;;1;\n")));
    assert_int_equal(bench->place->problems.error_count, 0);
    assert_int_equal(answers_to(&bench->file.answers, Q2_A)[0], 1);
    assert_int_equal(answers_to(&bench->file.answers, Q2_B)[0], 0);
    assert_int_equal(answers_to(&bench->file.answers, Q2_C)[0], 1);
    assert_int_equal(answer_mark(answers_to(&bench->file.answers, Q3)[0]), '1');
    assert_int_equal(answer_mark(answers_to(&bench->file.answers, Q2)[1]), '2');
}

/* Long labels must neither be cut and then taken, nor written past their end. */
static void a_label_too_long_for_its_code_is_no_answer(void **state)
{
    struct bench *bench = *state;
    struct text text = {0};
    char label[600];
    memset(label, 'x', sizeof label - 1);
    label[sizeof label - 1] = '\0';
    struct scale *yesno = (struct scale *)bench->questionnaire.question[0].scale;
    yesno->option[0].label = (struct wording){{label, label}};
    for (int length = 240; length < 600; length += 1) {
        text_clear(&text);
        text_print(&text, HEAD "A-100;0: %.*s;;;1\nB-200;1;;;1\n", length, label);
        assert_true(read_bytes(bench, text.bytes, text.length));
        assert_int_equal(bench->place->problems.error_count, 1);
        assert_taken(bench, "B-200@3 1..0\n");
    }
    text_release(&text);
}

#define CELL(at, value)   "<c r=\"" at "\"><v>" value "</v></c>"
#define STRING(at, value) "<c r=\"" at "\" t=\"str\"><v>" value "</v></c>"
#define ROW(r, cells)     "<row r=\"" r "\">" cells "</row>"
#define WIDE_HEAD                                                                      \
    ROW("1",                                                                           \
        STRING("A1", "id") STRING("B1", "alfa-1") STRING("C1", "alfa-1.comment")       \
            STRING("D1", "beta-2") STRING("E1", "gamma-3") STRING("F1", "delta-4"))
#define WIDE(rows) CELLS(WIDE_HEAD rows)

static bool read_workbook(struct bench *bench, const char *cells)
{
    struct archive archive;
    archive_of(&archive, cells, TEXTS(""));
    archive_close(&archive);
    bool read = read_bytes(bench, (const char *)archive.made.bytes, archive.made.size);
    archive_forget(&archive);
    return read;
}

static void a_workbook_is_read_row_by_row(void **state)
{
    struct bench *bench = *state;
    /* Cells that are empty are not there, rows neither. */
    assert_true(read_workbook(
        bench, WIDE(ROW("2", STRING("A2", "B-200") CELL("B2", "1")
                                 STRING("C2", "ok; \"so\"") CELL("F2", "3"))
                        ROW("5", STRING("A5", "A-100") STRING("D5", "2: Mellem")))));
    assert_counts(bench, 0, 1);
    assert_taken(bench, "A-100@5 .1..\nB-200@2 1..2\n");
    assert_comments(bench, "B-200 alfa-1: ok; \"so\"\n");
    assert_int_equal(bench->file.format.encoding, ENCODING_WORKBOOK);
    assert_int_equal(bench->file.format.delimiter, '\0');
    assert_int_equal(bench->file.row_total, 2);
}

static void problems_in_a_workbook_name_its_sheet(void **state)
{
    struct bench *bench = *state;
    assert_true(read_workbook(
        bench, WIDE(ROW("2", STRING("A2", "A-100") CELL("B2", "9") STRING("C2", "x"))
                        ROW("3", STRING("A3", "B-200") CELL("B3", "1") STRING("C3", "y")
                                     CELL("G3", "1")))));
    assert_error(
        bench, 0, 2, 2,
        "alfa-1: \"9\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_string_equal(bench->place->problems.problem[0].where, "file.csv:Ark1");
    assert_int_equal(bench->place->problems.error_count, 2);
    assert_int_equal(bench->file.refused_count, 2);
    assert_string_equal(bench->file.refused[0].cells, "A-100\t9\tx\t\t\t");
    assert_string_equal(bench->file.refused[1].cells, "B-200\t1\ty\t\t\t\t1");
    assert_taken(bench, "");
    assert_comments(bench, "");
}

static void a_workbook_that_is_none_is_one_problem(void **state)
{
    struct bench *bench = *state;
    assert_false(read_bytes(bench, BYTES("PK\3\4 and no more")));
    assert_counts(bench, 1, 0);
    assert_string_equal(bench->place->problems.problem[0].where, "file.csv");
    assert_false(read_workbook(
        bench,
        WIDE(ROW("2", STRING("A2", "A-100") "<c r=\"B2\" t=\"e\"><v>#REF!</v></c>"))));
    assert_error(bench, 0, 2, 2, "sheet \"Ark1\": the cell holds the error #REF!");
    assert_counts(bench, 1, 0);
}

static void look_at_three(const struct answer_file *file,
                          const struct problems *problems)
{
    (void)problems;
    assert_int_equal(file->comment_count, 3);
    assert_int_equal(file->refused_count, 1);
}

static void look_at_two(const struct answer_file *file, const struct problems *problems)
{
    (void)problems;
    assert_int_equal(file->comment_count, 2);
    assert_int_equal(file->refused_count, 1);
}

static void reading_survives_a_shortage(void **state)
{
    struct archive archive;
    assert_reading_survives(
        *state,
        source_of(BYTES(COMMENTED "B-200;1;one;two;2: Mellem;;;;\n"
                                  "C-300;7;no;;;;;;1\nA-100;1;three;;;;;;1\n")),
        look_at_three);
    archive_of(
        &archive,
        WIDE(ROW("2", STRING("A2", "B-200") CELL("B2", "1") STRING("C2", "a"))
                 ROW("3", STRING("A3", "A-100") CELL("B3", "1") STRING("C3", "b"))
                     ROW("4", STRING("A4", "C-300") CELL("B4", "7") STRING("C4", "c"))),
        TEXTS(""));
    archive_close(&archive);
    assert_reading_survives(*state, archive.made, look_at_two);
    archive_forget(&archive);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(comments_stand_in_columns_of_their_question),
        HERE(a_question_has_one_column_of_comments),
        HERE(a_comment_is_on_a_question_of_the_edition),
        HERE(a_column_of_comments_is_none_of_answers),
        HERE(a_blank_comment_is_none_and_a_lone_one_makes_a_row),
        HERE(a_refused_row_takes_its_comments_along),
        HERE(comments_follow_the_units_and_the_questions),
        HERE(layers_and_options_have_comments_of_their_own),
        HERE(what_the_definition_calls_a_comment_is_no_comment),
        HERE(an_answer_may_be_its_code_and_label),
        HERE(a_label_too_long_for_its_code_is_no_answer),
        HERE(a_workbook_is_read_row_by_row),
        HERE(problems_in_a_workbook_name_its_sheet),
        HERE(a_workbook_that_is_none_is_one_problem),
        HERE(reading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
