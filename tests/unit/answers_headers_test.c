/* Headers that name no question by themselves: texts that stand more than once, texts
   of which only the beginning is left, and what an exporter puts around them. */

#include "tools_bench.h"

static void repeated_texts_follow_the_questionnaire(void **state)
{
    struct bench *bench = *state;
    static const char *const header[] = {
        "kode,P1,Er det nok?,Er det nok?",  /* Google Forms */
        "kode,P1,Er det nok?,Er det nok?2", /* Microsoft Forms */
        "kode,P1,\"<p>Er det\u00A0nok?</p>\",Er det nok? 2",
    };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++) {
        struct text text = {0};
        text_print(&text, "%s\nA-100,1,0,1\n", header[i]);
        assert_true(read_text(bench, text.bytes));
        text_release(&text);
        assert_counts(bench, 0, 1);
        assert_rows_taken(bench, "A-100@2 1______01_\n");
    }
    assert_true(read_text(bench, "kode,Er det nok? [Bemærkning],Er det nok? "
                                 "[Bemærkning],Er det nok?,Er det nok?\n"
                                 "A-100,først,sidst,1,0\n"));
    assert_rows_taken(bench, "A-100@2 _______10_ P6:først P7:sidst\n");
}

/* Exports that were pasted together: what stands below a second header may stand in
   other columns. */
static void a_second_header_further_down_is_told_of_the_file(void **state)
{
    struct bench *bench = *state;
    static const char *const file[] = {
        "kode;P1;P2\nA-100;1;0\nkode;P2;P1\nB-200;1;0\n",
        "kode;P1;P2\nA-100;1;0\nKode;P1;P2\nB-200;1;0\n",
        "P1;kode;P5\n1;A-100;0\nkode;P5;P1\nB-200;1;0\n",
        "kode;P4\nA-100;fw\nkode;P4\nB-200;fw\n",
        "kode;P5\nA-100;1\nkode;P5\nB-200;2\n",
        "kode;P4.fw\nA-100;1\nkode;P4.fw\nB-200;0\n",
        "kode;P1\nA-100;1\nP2;kode\nB-200;2\n",
    };
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        assert_false(read_text(bench, file[i]));
        assert_problem(bench->place, bench->place->problems.problem_count - 1,
                       SEVERITY_ERROR, 3, 0,
                       "this row is a header again, as where files were pasted "
                       "together; send each by itself");
    }
    /* One name of a question is a mistake like any other. */
    assert_true(read_text(bench, "kode;P1;P2\nP1;1;0\nA-100;kode;1\nB-200;1;0\n"));
    assert_rows_taken(bench, "B-200@4 10________\n");
}

static void repeated_texts_of_another_number_are_told(void **state)
{
    struct bench *bench = *state;
    assert_false(read_text(bench, "kode,Er det nok?,P1,Er det nok?,Er det nok?\n"
                                  "A-100,1,1,0,1\n"));
    assert_error(bench, 0, 1, 2,
                 "\"Er det nok?\" heads 3 columns (2, 4, 5) and is the text of 2 "
                 "questions (P6, P7); a mapping can say which column is which, the "
                 "second one as \"… #2\"");
    assert_int_equal(bench->place->problems.error_count, 1);
    assert_false(read_text(bench, "kode,Hvor mange timer?,Hvor mange timer?2\n"
                                  "A-100,1,1\n"));
    assert_error(bench, 0, 1, 2,
                 "\"Hvor mange timer?\" heads 2 columns (2, 3) and is the text of 1 "
                 "questions (P5); a mapping can say which column is which, the second "
                 "one as \"… #2\"");
    assert_int_equal(bench->place->problems.error_count, 1);
    assert_false(read_text(bench, "kode,P1,Er det nok?\nA-100,1,1\n"));
    assert_error(bench, 0, 1, 3,
                 "\"Er det nok?\" is the text of more than one question; write the id "
                 "of the one it is before it");
    /* A number that belongs to a text stays with it. */
    assert_false(read_text(bench, "kode,P1,Er det nok?1\nA-100,1,1\n"));
}

static void a_mapping_tells_repeated_columns_apart(void **state)
{
    struct bench *bench = *state;
    static const char mapping[] =
        "{\"format\": \"baseline-mapping-1\", \"columns\": {"
        "\"Er det nok? #1\": \"P7\", \"Er det nok? #2\": null,"
        " \"Er det nok? #3\": \"P6\"}}";
    assert_true(read_mapped(bench, mapping,
                            "kode,Er det nok?,P1,Er det nok?,Er det nok?\n"
                            "A-100,1,1,hej,0\n"));
    assert_counts(bench, 0, 1);
    assert_rows_taken(bench, "A-100@2 1______01_\n");
}

#define LIME "\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"kode\";"
#define SENT "\"7\";\"2026-05-01 10:00:00\";\"3\";\"da\";\"A-100\";"

static void limesurvey_heads_columns_in_every_style(void **state)
{
    struct bench *bench = *state;
    static const char *const header[] = {
        "\"P1\";\"P2\";\"P4[fw]\";\"P4[av]\";\"P5\";\"P8\"",
        "\"P1\";\"P2\";\"P4_fw\";\"P4_av\";\"P5\";\"P8\"",
        "\"Er der en politik, som alle kender?\";\"Hvor ofte øves der i beredskab?\";"
        "\"Hvad er på plads? [Brandmur, fysisk]\";\"Hvad er på plads? [Antivirus]\";"
        "\"Hvor mange timer?\";\"Drift [Prøves det af?]\"",
        "\"<p>Er der en politik, <b>som alle kender?</b></p>\";\"Hvor ofte &oslash;ves "
        "der i beredskab?\";\"Hvad er p&aring; plads? [Brandmur, fysisk]\";\"Hvad er på "
        "plads? [Antivirus]\";\"Hvor mange timer?\";\"Drift [Prøves det af?]\"",
        "\"Er der en polit.. \";\"Hvor ofte øves der i b.. \";\"Hvad er på plad.. "
        "[Brandmur, fysi.. ]\";\"Hvad er på plad.. [Antivirus]\";\"Hvor mange time.. "
        "\";\"Drift - Prøves .. \"",
        "\"P1. Er der en politik, som alle kender?\";\"P2. Hvor ofte øves .. \";"
        "\"P4[fw]. Hvad er på plads? [Brandmur, fysisk]\";\"P4[av]. Hvad er på plads? "
        "[Antivirus]\";\"P5. Hvor mange timer?\";\"P8. Drift [Prøves det af?]\"",
        "\"P1 | Er der en politik, som alle kender?\";\"P2 | Hvor ofte øves .. \";"
        "\"P4[fw] | Hvad er på plads? [Brandmur, fysisk]\";\"P4_av/Hvad er på plads? "
        "[Antivirus]\";\"P5=Hvor mange timer?\";\"P8_-_Drift - Prøves det af?\"",
        "\"Er_der_en_politik,_som_alle_kender?\";\"Hvor_ofte_øves_der_i_b.._\";"
        "\"Hvad_er_på_plads?_[Brandmur,_fysisk]\";\"Hvad_er_på_plads?_[Antivirus]\";"
        "\"Hvor_mange_timer?\";\"Drift_[Prøves_det_af?]\"",
    };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++) {
        struct text text = {0};
        text_print(&text, LIME "%s\r\n" SENT "\"Y\";\"1\";\"Y\";\"\";\"7.5\";\"N\"\r\n",
                   header[i]);
        bool read = read_text(bench, text.bytes);
        if (!read)
            fail_msg("%s: %s", header[i], bench->place->problems.problem[0].what);
        text_release(&text);
        assert_counts(bench, 0, 1);
        assert_rows_taken(bench, "A-100@2 11_0100__0 7.5\n");
    }
}

static void abbreviated_texts_that_begin_alike_are_told(void **state)
{
    struct bench *bench = *state;
    assert_false(read_text(bench, LIME "\"P1\";\"Hvor ofte øves .. \"\r\n" SENT
                                       "\"Y\";\"1\"\r\n"));
    assert_error(bench, 0, 1, 7,
                 "\"Hvor ofte øves .. \" is how the texts of P2 and P3 begin; export "
                 "the headers as codes or as whole texts");
    assert_false(read_text(bench, LIME "\"P1\";\"Er .. \"\r\n" SENT "\"Y\";\"1\"\r\n"));
    assert_error(bench, 0, 1, 7,
                 "\"Er .. \" is how the texts of several questions begin; export the "
                 "headers as codes or as whole texts");
    /* Without the marks of a cut nothing is the beginning of a text. */
    assert_false(
        read_text(bench, LIME "\"P1\";\"Hvor mange\"\r\n" SENT "\"Y\";\"1\"\r\n"));
    assert_error(
        bench, 0, 1, 7,
        "\"Hvor mange\" is no question of tools 2026; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"P1\"");
}

static void labels_may_be_marked_up_or_guarded(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench, LIME "\"P1\";\"P2\";\"P3\"\r\n" SENT
                    "\"<p>Ja</p>\";\"I&nbsp;h&oslash;j <b>grad</b>\";\"'2\"\r\n"));
    assert_counts(bench, 0, 1);
    assert_rows_taken(bench, "A-100@2 122_______\n");
    assert_true(read_text(bench, LIME "\"P1\";\"P1[comment]\"\r\n" SENT
                                      "\"'1\";\"'=1+1\"\r\n"));
    assert_rows_taken(bench, "A-100@2 1_________ P1:'=1+1\n");
}

static void rows_of_a_grid_may_be_questions_of_their_own(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench, "kode,Om driften - Hvor mange timer?,Om driften [Hvad er på plads?]\n"
               "A-100,3,av\n"));
    assert_rows_taken(bench, "A-100@2 ___0010___ 3.0\n");
    assert_counts(bench, 0, 1);
}

static void days_and_months_are_told_apart_or_it_is_said(void **state)
{
    struct bench *bench = *state;
    static const char open[] = "Timestamp,kode,P1\n05/06/2026 10:00:00,A-100,1\n"
                               "04/07/2026 10:00:00,A-100,0\n";
    static const char mapping[] =
        "{\"format\": \"baseline-mapping-1\", \"columns\": {}, \"dates\": \"%s\"}";
    char text[128];
    assert_true(read_text(bench, open));
    assert_error(bench, 1, 3, 2,
                 "\"A-100\" (Æblehaven) stands in row 2 already, and which is newer "
                 "hangs on whether their times begin with the day or the month; "
                 "\"dates\" in a mapping says it");
    snprintf(text, sizeof text, mapping, "day-month");
    assert_true(read_mapped(bench, text, open));
    assert_rows_taken(bench, "A-100@3 0_________\n");
    snprintf(text, sizeof text, mapping, "month-day");
    assert_true(read_mapped(bench, text, open));
    assert_rows_taken(bench, "A-100@2 1_________\n");
    /* Enalyzer writes the month first, with dashes. */
    assert_true(read_text(bench, "Respondent ID,Start time,kode,P1\n"
                                 "1,05-06-2026,A-100,1\n2,04-07-2026,A-100,0\n"
                                 "3,2026-01-31,B-200,0\n"));
    assert_rows_taken(bench, "A-100@2 1_________\nB-200@4 0_________\n");
}

static const char *const short_of_memory[] = {
    "kode,Er det nok?,Er det nok?,Er det nok? [Bemærkning],Er det nok? [Bemærkning]2,"
    "Hvor mange time..\nA-100,1,0,a,b,1\n",
    "Respondent ID,kode,P2\n1,A-100,1\n",
};

static void look(const struct answer_file *file, const struct problems *problems)
{
    assert_int_equal(file->answers.row_count, problems->error_count == 0);
}

static void headers_survive_a_shortage(void **state)
{
    for (size_t i = 0; i < sizeof short_of_memory / sizeof *short_of_memory; i++)
        assert_reading_survives(
            *state, source_of(short_of_memory[i], strlen(short_of_memory[i])), look);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_second_header_further_down_is_told_of_the_file),
        HERE(repeated_texts_follow_the_questionnaire),
        HERE(repeated_texts_of_another_number_are_told),
        HERE(a_mapping_tells_repeated_columns_apart),
        HERE(limesurvey_heads_columns_in_every_style),
        HERE(abbreviated_texts_that_begin_alike_are_told),
        HERE(labels_may_be_marked_up_or_guarded),
        HERE(rows_of_a_grid_may_be_questions_of_their_own),
        HERE(days_and_months_are_told_apart_or_it_is_said),
        HERE(headers_survive_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
