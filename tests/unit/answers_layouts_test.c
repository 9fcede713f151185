/* Answer files as survey tools save them: the same answers, whatever their layout. */

#include "answers_scene.h"

#include <jansson.h>

/* clang-format off */
static const char definition[] =
    "{\"format\": \"baseline-questionnaire-1\", \"id\": \"tools\", \"edition\": \"2026\","
    " \"title\": {\"da\": \"Værktøj\", \"en\": \"Tools\"}, \"identified_by\": [\"kode\", \"id\"],"
    " \"other_columns\": [\"by\"], \"scales\": {"
    "\"yesno\": {\"title\": {\"da\": \"Ja/nej\", \"en\": \"Yes/no\"}, \"options\": ["
    "{\"code\": \"0\", \"value\": 0, \"label\": {\"da\": \"Nej\", \"en\": \"No\"}},"
    "{\"code\": \"1\", \"value\": 1, \"label\": {\"da\": \"Ja\", \"en\": \"Yes\"}}]},"
    "\"steps\": {\"title\": {\"da\": \"Trin\", \"en\": \"Steps\"}, \"options\": ["
    "{\"code\": \"l\", \"value\": 10, \"label\": {\"da\": \"Lav, uden plan\", \"en\": \"Low\"}},"
    "{\"code\": \"h\", \"value\": 20, \"label\": {\"da\": \"Høj\", \"en\": \"High\"}},"
    "{\"code\": \"a\", \"value\": 15, \"label\": {\"da\": \"Andet\", \"en\": \"Other\"}},"
    "{\"code\": \"vi\", \"state\": \"dont_know\", \"label\": {\"da\": \"Ved ikke\", \"en\": \"Don't know\"}}]},"
    "\"tools\": {\"title\": {\"da\": \"Midler\", \"en\": \"Means\"}, \"kind\": \"several\", \"combine\": \"sum\", \"options\": ["
    "{\"code\": \"fw\", \"value\": 1, \"label\": {\"da\": \"Brandmur, fysisk\", \"en\": \"Firewall, physical\"}},"
    "{\"code\": \"fy\", \"value\": 1, \"label\": {\"da\": \"Brandmur\", \"en\": \"Firewall\"}},"
    "{\"code\": \"av\", \"value\": 1, \"label\": {\"da\": \"Antivirus\", \"en\": \"Antivirus\"}},"
    "{\"code\": \"vi\", \"state\": \"dont_know\", \"label\": {\"da\": \"Ved ikke\", \"en\": \"Don't know\"}}]},"
    "\"hours\": {\"title\": {\"da\": \"Timer\", \"en\": \"Hours\"}, \"kind\": \"number\", \"lowest\": 0, \"highest\": 100, \"decimals\": 1}},"
    "\"questions\": ["
    "{\"id\": \"P1\", \"scale\": \"yesno\", \"text\": {\"da\": \"Er der en politik, som alle kender?\", \"en\": \"Is there a policy?\"}},"
    "{\"id\": \"P2\", \"scale\": \"steps\", \"text\": {\"da\": \"Hvor god er den?\", \"en\": \"How good is it?\"}},"
    "{\"id\": \"P3\", \"scale\": \"tools\", \"text\": {\"da\": \"Hvad er på plads?\", \"en\": \"What is in place?\"}},"
    "{\"id\": \"P4\", \"scale\": \"hours\", \"text\": {\"da\": \"Hvor mange timer & minutter?\", \"en\": \"How many hours?\"}},"
    "{\"id\": \"P5\", \"scale\": \"yesno\", \"text\": {\"da\": \"Drift - Prøves det af?\", \"en\": \"Operation - Is it tried?\"}},"
    "{\"id\": \"P6\", \"scale\": \"yesno\", \"text\": {\"da\": \"Er det nok?\", \"en\": \"Is it enough?\"}},"
    "{\"id\": \"P7\", \"scale\": \"yesno\", \"text\": {\"da\": \"Er det nok?\", \"en\": \"Is that enough?\"}}],"
    "\"dimensions\": [{\"id\": \"all\", \"title\": {\"da\": \"Alt\", \"en\": \"All\"},"
    " \"questions\": [\"P1\", \"P2\", \"P3\", \"P4\", \"P5\", \"P6\", \"P7\"]}]}";
/* clang-format on */

static int bench_open(void **state)
{
    return scene_open(state, BYTES(definition));
}

static void assert_warning(struct bench *bench, size_t number, size_t row,
                           const char *what)
{
    assert_problem(bench->place, number, SEVERITY_WARNING, row, 0, what);
}

/* P1 yes, P2 high, P3 fw and av, P4 7.5, P5 no, P6 yes, P7 no. */
#define WHOLE                                                                          \
    "110101"                                                                           \
    "0010"

static const char plain[] = "kode;P1;P2;P3;P4;P5;P6;P7\n"
                            "A-100;1;h;fw;7.5;0;1;0\n";

static void headers_name_questions_in_many_ways(void **state)
{
    struct bench *bench = *state;
    static const char *const header[] = {
        "P1. Er der en politik, som alle kender?;P2: how;P3) Hvad;P4 Hvor mange timer & "
        "minutter?;P5 - Drift;p6. Er det nok?;P7. Er det nok?",
        "Er der en politik, som  ALLE kender?;\"Hvor\u00A0god\r\ner den?\";Hvad er p\u00E5 "
        "plads?;How many hours?;Drift [Prøves det af?];Is it enough?;Is that enough?",
        "<p>Is there a policy?</p>;<b>How</b> good is it?;What is in place?;\"Hvor mange "
        "timer &amp; minutter?\";Operation - Is it tried?;P6;P7",
        "P1;P2;P3;P4;P5;P6. Er det nok? [sic];P7",
    };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++) {
        struct text text = {0};
        text_print(&text, "kode;%s\nA-100;1;h;fw;7,5;0;1;0\n", header[i]);
        assert_true(read_text(bench, text.bytes));
        text_release(&text);
        assert_counts(bench, 0, 0);
        assert_rows_taken(bench, "A-100@2 1101000010 7.5\n");
    }
}

static void parts_of_questions_are_written_in_many_ways(void **state)
{
    struct bench *bench = *state;
    static const char *const header[] = {
        "P3[fw];P3[fy];P3[av];P1[comment]",
        "P3_fw;P3_fy;P3_av;P1_comment",
        "P3_fw;P3_fy;P3_av;P1 Kommentar",
        "P3.fw;p3_FY;P3[Antivirus];P1[Kommentar]",
        "P3[fw]. Hvad er der [Brandmur, fysisk];P3[fy]. Hvad;P3[av]: Hvad;P1[comment]. "
        "Er der",
        "Hvad er på plads? [Brandmur, fysisk];Hvad er på plads? [fy];P3. Hvad er på "
        "plads? [Antivirus];Is there a policy? [Bemærkning]",
    };
    for (size_t i = 0; i < sizeof header / sizeof *header; i++) {
        struct text text = {0};
        text_print(&text, "kode;%s\nA-100;Y;;Y;hæftet\n", header[i]);
        assert_true(read_text(bench, text.bytes));
        text_release(&text);
        assert_rows_taken(bench, "A-100@2 __0101____ P1:hæftet\n");
        assert_counts(bench, 0, 1);
    }
    assert_true(read_text(bench, "kode;P3[fw];P3[avcomment];P1[comment];P3[other]\n"
                                 "A-100;Y;gratis;hæftet;og andet\n"));
    assert_rows_taken(bench, "A-100@2 __01______ P1:hæftet P3:og andet P3.av:gratis\n");
}

static void a_text_of_two_questions_names_neither(void **state)
{
    struct bench *bench = *state;
    assert_false(read_text(bench, "kode;P1;Er det nok?\nA-100;1;1\n"));
    assert_error(bench, 0, 1, 3,
                 "\"Er det nok?\" is the text of more than one question; write the id "
                 "of the one it is before it");
    assert_false(read_text(bench, "kode;P1;Er der en politik?\nA-100;1;1\n"));
    assert_error(
        bench, 0, 1, 3,
        "\"Er der en politik?\" is no question of tools 2026; take the column out, let a "
        "mapping say null of it, or head it by a question's id, such "
        "as \"P1\"");
    assert_false(read_text(bench, "kode;P1;Is there a policy?\nA-100;1;1\n"));
    assert_error(bench, 0, 1, 3, "\"Is there a policy?\" stands in the header twice");
}

static void titles_may_stand_above_the_header(void **state)
{
    struct bench *bench = *state;
    static const char *const above[] = {
        "Svar fra skolerne\n\n", "\xEF\xBB\xBFSvar, hentet i dag;;;;;;;\n;;;;;;;\n",
        "sep=;\r\nSvar\r\n", "\"Svar\n2026\";x\n ; \n"};
    static const unsigned row[] = {4, 4, 3, 4};
    for (size_t i = 0; i < sizeof above / sizeof *above; i++) {
        struct text text = {0};
        char wanted[64];
        text_print(&text, "%s%s", above[i], plain);
        assert_true(read_text(bench, text.bytes));
        text_release(&text);
        assert_counts(bench, 0, 0);
        snprintf(wanted, sizeof wanted, "A-100@%u 1101000010 7.5\n", row[i]);
        assert_rows_taken(bench, wanted);
    }
}

static void without_a_header_the_nearest_record_is_told_of(void **state)
{
    struct bench *bench = *state;
    struct text text = {0};
    assert_false(read_text(bench, "Svar;i dag\nskole;P1;P2\nA-100;1;h\n"));
    assert_error(bench, 0, 2, 1,
                 "\"skole\" is no question of tools 2026; take the column out, let a "
                 "mapping say null of it, or head it by a question's id, such "
                 "as \"P1\"");
    assert_error(bench, 1, 2, 0,
                 "no column says which institution a row is from; one must be named "
                 "\"kode\"");
    for (int i = 0; i < 200; i++)
        text_add(&text, "Svar;i dag\n");
    text_add(&text, plain);
    assert_false(read_text(bench, text.bytes));
    assert_error(bench, 0, 1, 1,
                 "\"Svar\" is no question of tools 2026; take the column out, let a "
                 "mapping say null of it, or head it by a question's id, such "
                 "as \"P1\"");
    text_release(&text);
}

#define LIME_HEAD                                                                      \
    "\xEF\xBB\xBF\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"seed\";"       \
    "\"token\";\"startdate\";\"datestamp\";\"ipaddr\";\"refurl\";\"kode\";\"P1\";"     \
    "\"P2\";\"P2[other]\";\"P3[fw]\";\"P3[fy]\";\"P3[av]\";\"P4\";\"P5\";\"P6\";"      \
    "\"P7\"\r\n"
#define LIME_ROW(id, submitted, begun, unit, p1)                                       \
    "\"" id "\";\"" submitted "\";\"3\";\"da\";\"123\";\"xyz\";\"" begun "\";\"" begun \
    "\";\"10.0.0.9\";\"\";\"" unit "\";\"" p1                                          \
    "\";\"-oth-\";\"delvis\";\"Y\";\"\";\"Y\";\"7.5\";\"N\";\"Y\";\"N\"\r\n"

static void limesurvey_is_read_as_it_is_saved(void **state)
{
    struct bench *bench = *state;
    static const char left_out[] =
        "what is about persons is no answer, and is kept only with --keep-personal: ipaddr";
    assert_true(read_text(bench, LIME_HEAD LIME_ROW("7", "2026-05-01 10:00:00",
                                                    "2026-05-01 09:00:00", "A-100",
                                                    "Y") "\r\n"));
    assert_rows_taken(bench, "A-100@2 1201010010 7.5 P2:delvis\n");
    assert_counts(bench, 0, 1);
    assert_warning(bench, 0, 1, left_out);
}

static void a_response_that_was_not_sent_in_does_not_count(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench,
        LIME_HEAD LIME_ROW("7", "", "2026-05-02 09:00:00", "A-100", "9")
            LIME_ROW("8", "2026-05-01 10:00:00", "2026-05-01 09:00:00", "A-100", "N")
                LIME_ROW("9", "", "2026-05-03 09:00:00", "Nowhere", "Y")));
    assert_rows_taken(bench, "A-100@3 0201010010 7.5 P2:delvis\n");
    assert_counts(bench, 0, 4);
    assert_problem(
        bench->place, 1, SEVERITY_WARNING, 2, 12,
        "P1: \"9\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_string_equal(bench->place->problems.problem[1].about, "A-100");
    assert_warning(bench, 2, 2,
                   "\"A-100\" (Æblehaven) is final in row 3; this draft is kept with "
                   "the file and does not count");
    assert_problem(bench->place, 3, SEVERITY_WARNING, 4, 11,
                   "\"Nowhere\" is no institution in the register \"houses\"");
    assert_int_equal(bench->file.draft_count, 0);
    assert_int_equal(bench->file.refused_count, 2);
    assert_int_equal(bench->file.aside_count, 2);
    assert_int_equal(bench->file.refused[1].row, 4);
    assert_string_equal(bench->file.refused[0].cells,
                        "7\t\t3\tda\t123\txyz\t2026-05-02 09:00:00\t2026-05-02 "
                        "09:00:00\t\t\tA-100\t9\t-oth-\tdelvis\tY\t\tY\t7.5\tN\tY\tN");
}

static void of_several_responses_the_newest_counts(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench,
        LIME_HEAD LIME_ROW("1", "2026-05-02 10:00:00", "2026-05-01 09:00:00", "B-200",
                           "Y") LIME_ROW("2", "2026-05-02 10:00:00",
                                         "2026-05-01 09:00:00", "A-100", "Y")
            LIME_ROW("3", "2026-05-03 10:00:00", "2026-05-01 09:00:00", "A-100", "N")
                LIME_ROW("4", "2026-05-01 10:00:00", "2026-05-04 09:00:00", "A-100",
                         "Y")));
    assert_rows_taken(bench, "A-100@4 0201010010 7.5 P2:delvis\n"
                             "B-200@2 1201010010 7.5 P2:delvis\n");
    assert_counts(bench, 0, 3);
    assert_warning(
        bench, 1, 3,
        "\"A-100\" (Æblehaven) answered again later, in row 4; this response "
        "is kept with the file and does not count");
    assert_warning(
        bench, 2, 5,
        "\"A-100\" (Æblehaven) answered again later, in row 4; this response "
        "is kept with the file and does not count");
    assert_int_equal(bench->file.refused[0].row, 3);
    assert_int_equal(bench->file.refused[1].row, 5);
}

/* LimeSurvey writes the first day of 1980 where it keeps no times. */
static void responses_of_the_same_time_are_refused(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench, LIME_HEAD LIME_ROW("1", "1980-01-01 00:00:00", "", "A-100", "Y")
                   LIME_ROW("2", "1980-01-01 00:00:00", "", "A-100", "N")));
    assert_error(bench, 1, 3, 11,
                 "\"A-100\" (Æblehaven) stands in row 2 already; one row an "
                 "institution");
    assert_rows_taken(bench, "A-100@2 1201010010 7.5 P2:delvis\n");
    assert_true(read_text(bench, "Timestamp,kode,P1\n05/06/2026 10:00:00,A-100,1\n"
                                 "04/07/2026 10:00:00,A-100,0\n"));
    assert_int_equal(bench->place->problems.error_count, 1);
    assert_true(read_text(bench, "Tidsstempel,kode,P1\n05/06/2026 10.00.00,A-100,1\n"
                                 "04/07/2026 10.00.00,A-100,0\n"));
    assert_rows_taken(bench, "A-100@3 0_________\n");
    assert_true(read_text(bench, "Timestamp,kode,P1\n5/16/2026 2:00:00 PM,A-100,1\n"
                                 "5/16/2026 11:00:00 AM,A-100,0\n"));
    assert_rows_taken(bench, "A-100@2 1_________\n");
    assert_true(read_text(bench, "kode;Completion time;P1\nA-100;46150,5;0\n"
                                 "A-100;46150,597222222223;1\n"));
    assert_rows_taken(bench, "A-100@3 1_________\n");
}

static void google_forms_join_labels_by_commas(void **state)
{
    struct bench *bench = *state;
    static const char head[] =
        "Tidsstempel,Mailadresse,kode,\"Er der en politik, som alle kender?\",Hvor god er "
        "den?,Hvad er på plads?,Hvor mange timer & minutter?,Drift [Prøves det "
        "af?],P6. Er det nok?,P7. Er det nok?\n";
    struct text text = {0};
    text_print(&text,
               "%s"
               "31/05/2026 12.04.05,nogen@eksempel.dk,A-100,Ja,Høj,\"Brandmur, fysisk, "
               "Antivirus\",\"7,5\",Nej,Ja,Nej\n"
               "31/05/2026 12.04.06,,B-200,Nej,\"Lav, uden plan\",\"Antivirus, "
               "Brandmur\",8,Nej,Ja,Nej\n"
               "31/05/2026 12.04.07,,C-300,,Ved ikke,Ved ikke,,,,\n",
               head);
    assert_true(read_text(bench, text.bytes));
    assert_rows_taken(bench, "A-100@2 1101010010 7.5\nB-200@3 0000110010 8.0\n"
                             "C-300@4 .34.......\n");
    assert_warning(
        bench, 0, 1,
        "what is about persons is no answer, and is kept only with --keep-personal: Mailadresse");
    assert_counts(bench, 0, 1);
    text_clear(&text);
    text_print(&text, "%s,,A-100,,,\"Antivirus, andet, mere\",,,,\n", head);
    assert_true(read_text(bench, text.bytes));
    assert_error(
        bench, 1, 2, 6,
        "P3: \"andet, mere\" is no answer to this question; it takes fw, fy, av "
        "or vi");
    text_release(&text);
}

static void microsoft_forms_end_lists_with_a_semicolon(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench,
        "ID;Starttidspunkt;Fuldførelsestidspunkt;Mail;Navn;kode;\"Er der en politik,\u00A0"
        "som alle kender?\";Hvor god er den?\u00A0;\"Hvad er\r\npå plads?\";Hvor mange "
        "timer & minutter?;Drift - Prøves det af?;P6. Er det nok?;P7. Er det nok?\r\n"
        "1;31-05-2026 12:00;31-05-2026 12:30;anonym@eksempel.dk;En Person;A-100;Ja;Høj;"
        "\"Brandmur, fysisk;Antivirus;\";7,5;Nej;Ja;Nej\r\n"
        "2;31-05-2026 12:00;01-06-2026 08:30;;;A-100;Nej;Høj;\"Antivirus;\";7,5;Nej;Ja;"
        "Nej\r\n;;;;;;;;;;;;\r\n"));
    assert_rows_taken(bench, "A-100@3 0100010010 7.5\n");
    assert_warning(
        bench, 0, 1,
        "what is about persons is no answer, and is kept only with --keep-personal: Mail, Navn");
    assert_counts(bench, 0, 2);
    assert_string_equal(bench->file.refused[0].cells,
                        "1\t31-05-2026 12:00\t31-05-2026 12:30\t\t\tA-100\tJa\tHøj\t"
                        "Brandmur, fysisk;Antivirus;\t7,5\tNej\tJa\tNej");
}

static void surveyxact_has_a_column_an_option(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(
        bench,
        "respondentid,kode,by,P1,P2,P3_fw,P3_fy,P3_av,P4,P5,P6,P7,stato_1,stato_4,"
        "email\n"
        "1,A-100,X,Ja,h,Valgt,Ikke valgt,Valgt,7.5,Nej,Ja,Nej,0,1,\"\",\n"));
    assert_rows_taken(bench, "A-100@2 1101010010 7.5\n");
    assert_counts(bench, 0, 1);
}

static void a_tools_own_numbers_are_no_institutions(void **state)
{
    struct bench *bench = *state;
    assert_false(read_text(bench, "id;lastpage;P1\nA-100;3;1\n"));
    assert_error(bench, 0, 1, 1,
                 "\"id\" is the survey tool's own number of a response and no "
                 "institution; name the column that is \"kode\", or say it with "
                 "\"unit\" in a mapping");
    assert_false(read_text(bench, "id;kode;P1\n1;A-100;1\n"));
    assert_error(bench, 0, 1, 2,
                 "\"kode\" is a second column that says which institution a row is "
                 "from");
}

static void long_files_have_a_row_an_answer(void **state)
{
    struct bench *bench = *state;
    static const char *const rows[] = {
        "kode;spørgsmål;svar\n"
        "A-100;P1;Ja\nA-100;P2;h\nA-100;P3;fw\nB-200;P1;0\nA-100;P4;7,5\nA-100;P5;0\n"
        "\nA-100;P3;Antivirus\nA-100;p6. Er det nok?;1\nA-100;P7;nej\n",
        "Svar i alt\n\nBy,Kode,Nr.,Spørgsmål,Svar,Bemærkning,Email\n"
        "X,A-100,P1,Er der,ja,,x@y.dk\nX,A-100,P2,Hvor,High,,\n"
        "X,A-100,P3,Hvad,\"Brandmur, fysisk;Antivirus\",,\nX,B-200,P1,Er der,nej,,\n"
        "X,A-100,P4,Hvor,7.5,,\nX,A-100,P5,,0,,\nX,A-100,P6,,1,,\nX,A-100,P7,,0,,\n",
        "question;answer;id\nIs there a policy?;yes;A-100\nHow good is it?;h;A-100\n"
        "P3.av;1;A-100\nP3.fw;ja;A-100\nP3[fy];0;A-100\nP1;no;B-200\n"
        "P4;7.5;A-100\nP5;0;A-100\nP6;1;A-100\nP7;0;A-100\n",
    };
    static const char *const wanted[] = {
        "A-100@2 1101010010 7.5\nB-200@5 0.........\n",
        "A-100@4 1101010010 7.5\nB-200@7 0.........\n",
        "A-100@2 1101010010 7.5\nB-200@7 0.........\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(read_text(bench, rows[i]));
        assert_counts(bench, 0, i == 1);
        assert_rows_taken(bench, wanted[i]);
        assert_int_equal(bench->file.row_total, 2);
    }
    assert_true(read_text(bench, "kode;spørgsmål;svar;kommentar;baseline-simulated\n"
                                 "A-100;P1;Ja;snart;\nA-100;P2;;ingen ved det;7\n"));
    assert_rows_taken(bench, "A-100@2 1.________ P1:snart P2:ingen ved det\n");
    assert_true(bench->file.answers.simulated);
}

static void mistakes_of_long_files_are_told_where_they_stand(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench, "kode;spørgsmål;svar\n"
                                 "A-100;P1;Ja\nA-100;P2;9\nB-200;P1;1\nB-200;P2;h\n"
                                 "Nowhere;P1;1\n;P1;1\nC-300;;h\nB-200;P1;0\n"
                                 "D-400;P1;1\n"));
    assert_error(bench, 3, 7, 0, "this row does not say which institution it is from");
    assert_error(bench, 4, 8, 3,
                 "\"h\" is an answer in a row without a number of a question");
    assert_error(bench, 1, 3, 3,
                 "P2: \"9\" is no answer to this question; it takes l, h, a or vi");
    assert_error(bench, 5, 9, 3,
                 "\"P1\" has an answer from \"B-200\" in row 4 already");
    assert_error(bench, 2, 6, 1,
                 "\"Nowhere\" is no institution in the register \"houses\"");
    assert_counts(bench, 5, 1);
    assert_rows_taken(bench, "D-400@10 1.________\n");
    assert_int_equal(bench->file.refused_count, 5);
    assert_string_equal(bench->file.refused[1].cells, "C-300\t\th\t");
    assert_string_equal(bench->file.refused[2].cells, "A-100\tJa\t9");
    assert_false(read_text(bench, "kode;spørgsmål;svar\nA-100;P1;1\nA-100;P9;1\n"));
    assert_error(
        bench, 1, 3, 2,
        "\"P9\" is no question of tools 2026; this column holds question ids such as "
        "\"P1\"");
    assert_false(read_text(bench, "kode;spørgsmål;svar;svar\nA-100;P1;1;1\n"));
    assert_error(bench, 0, 1, 4, "\"svar\" stands in the header twice");
    assert_false(read_text(bench, "kode;spørgsmål;svar\nA-100;P1;1;0\n"));
    assert_error(bench, 0, 2, 4,
                 "this row has 4 cells and the header 3; is a delimiter or a quotation "
                 "mark missing or too much?");
}

/* A row that is a draft, or has no time, makes the whole response one. */
static void long_files_say_when_and_what_is_a_draft(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench, "Kode;status;Spørgsmål;Svar\n"
                                 "A-100;kladde;P1;1\nA-100;;P2;h\nB-200;endelig;P1;0\n"
                                 "C-300;Endelig;P1;1\nC-300;udkast;P2;h\n"));
    assert_rows_taken(bench, "A-100@2 draft 11________\nB-200@4 0.________\n"
                             "C-300@5 draft 11________\n");
    assert_true(read_text(bench, "Kode;Tilstand;Spørgsmål;Svar\nA-100;kladde;P1;7\n"));
    assert_rows_taken(bench, "A-100@2 draft ._________\n");
    assert_true(read_text(bench, "submitdate;Kode;Spørgsmål;Svar\n"
                                 ";A-100;P1;1\n2026-05-01;B-200;P1;1\n"
                                 "2026-05-03;B-200;P2;h\n2026-05-02;B-200;P5;1\n"
                                 "2026-05-02;C-300;P1;1\n;C-300;P2;h\n"));
    assert_rows_taken(bench, "A-100@2 draft 1._____.__\nB-200@3 11_____1__\n"
                             "C-300@6 draft 11_____.__\n");
    assert_false(bench->file.moment[0].known);
    struct moment latest = moment_read("2026-05-03", 10, DATE_UNTOLD);
    assert_int_equal(moment_compare(&bench->file.moment[1], &latest), 0);
    assert_true(read_text(bench, "Kode;status;Spørgsmål;Svar\nA-100;måske;P1;1\n"));
    assert_error(bench, 1, 2, 2,
                 "\"måske\" does not say whether this is a draft or final; write draft "
                 "or final");
}

static void columns_that_long_files_should_not_have_are_told(void **state)
{
    struct bench *bench = *state;
    assert_false(read_text(bench, "Kode;Spørgsmål;Svar;Svar 2024;Mobil;vejr\n"
                                  "A-100;P1;1;0;12345678;sol\n"));
    assert_error(bench, 0, 1, 4,
                 "\"Svar 2024\" is nothing that a file with a row an answer has; take "
                 "the column out, or say null of it in a mapping");
    assert_error(bench, 1, 1, 6,
                 "\"vejr\" is nothing that a file with a row an answer has; take the "
                 "column out, or say null of it in a mapping");
    assert_false(read_text(bench, "id,kode,spørgsmål,svar\n1,A-100,P1,1\n"));
    assert_error(bench, 0, 1, 2,
                 "\"kode\" is a second column that says which institution a row is "
                 "from");
    assert_true(read_text(bench, "Kode;Spørgsmål;Hjælp;Svarmuligheder;Svar;By;\n"
                                 "A-100;P1;hjælp;Ja/nej;1;Åby;\n"));
    assert_rows_taken(bench, "A-100@2 1_________\n");
}

static void comments_stand_beside_the_institutions_they_are_from(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench, "Nr.;Spørgsmål;A-100;Bemærkning\n"
                                 "P1;Er der?;1;god\nP2;;h;\nP5;;;ved det snart\n"));
    assert_rows_taken(bench, "A-100@1 11_____.__ P1:god P5:ved det snart\n");
    assert_true(read_text(bench, "Nr.;Bemærkning;A-100\nP1;'god;1\n"));
    assert_rows_taken(bench, "A-100@1 1_________ P1:'god\n");
    assert_true(read_text(bench, "Nr;A-100;Bemærkning;B-200;Kommentar\n"
                                 "P1;1;god;0;skidt\nP2;h;;l;lav\n"));
    assert_rows_taken(
        bench, "A-100@1 11________ P1:god\nB-200@1 00________ P1:skidt P2:lav\n");
    static const char *const open[] = {"Nr.;A-100;B-200;Bemærkning\nP1;1;0;god\n",
                                       "Nr.;Bemærkning;A-100;B-200\nP1;god;1;0\n",
                                       "Nr.;A-100;Bemærkning;Bemærkning\nP1;1;a;b\n"};
    static const size_t column[] = {4, 2, 3};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        assert_false(read_text(bench, open[i]));
        assert_error(bench, 0, 1, column[i],
                     "\"Bemærkning\" does not say which institution it is from; put a "
                     "column of comments beside each, to its right");
    }
}

/* People leave the dot out. */
static void numbers_of_questions_are_headed_with_a_dot_or_without(void **state)
{
    struct bench *bench = *state;
    static const char *const file[] = {
        "kode;A-100\nNr;Svar\nP1;1\n",
        "kode;A-100\nNo;Answer\nP1;1\n",
        "kode;Nr;Spørgsmål;Svar\nA-100;P1;Er der?;1\n",
        "Nr;Spørgsmål;A-100\nP1;Er der?;1\n",
    };
    static const enum answers_layout layout[] = {LAYOUT_FORM, LAYOUT_FORM, LAYOUT_LONG,
                                                 LAYOUT_ACROSS};
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        assert_true(read_text(bench, file[i]));
        assert_int_equal(bench->file.layout, layout[i]);
        assert_int_equal(bench->file.answers.row_count, 1);
        assert_int_equal(answers_to(&bench->file.answers, 0)[0], 1);
    }
}

static void a_sheet_may_have_a_column_an_institution(void **state)
{
    struct bench *bench = *state;
    static const char *const sheet[] = {
        "kode;A-100;B-200\nP1;Ja;Nej\nP2;h;\nP3;\"Brandmur, fysisk;Antivirus\";\n"
        "P4;7,5;\nP5;0;\nP6;1;\nP7;0;\n",
        "Svar;2026\nNr.;Spørgsmål;A-100;Hjælp;B-200;\nP1;Er der;1;hjælp;0;\n;;;;;\n"
        "P2;Hvor;h;;;\nP3.fw;;x;;;\nP3.av;;x;;;\nP3.fy;;;;;\nP4;;7.5;;;\nP5;;0;;;\n"
        "P6;;1;;;\nP7;;0;;;\n",
        ",A-100,B-200\n\"Er der en politik, som alle kender?\",ja,no\nHow good is it?,Høj,\n"
        "P3,\"Antivirus, Brandmur, fysisk\",\nP4,7.5,\nP5,0,\nP6,1,\nP7,0,\n",
    };
    static const unsigned row[] = {1, 2, 1};
    for (size_t i = 0; i < sizeof sheet / sizeof *sheet; i++) {
        char wanted[96];
        snprintf(wanted, sizeof wanted,
                 "A-100@%u 1101010010 7.5\nB-200@%u 0.........\n", row[i], row[i]);
        assert_true(read_text(bench, sheet[i]));
        assert_counts(bench, 0, 0);
        assert_rows_taken(bench, wanted);
    }
    assert_true(read_text(bench, "kode;A-100;B-20;C-300\nP1;1;1;7\nP2;h;h;h\n"));
    assert_error(bench, 0, 1, 3,
                 "\"B-20\" is no institution in the register \"houses\"; did you mean "
                 "\"B-200\" (Bakken)?");
    assert_error(bench, 2, 2, 4,
                 "P1: \"7\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_rows_taken(bench, "A-100@1 11________\n");
    assert_string_equal(bench->file.refused[0].cells, "B-20\t1\th");
    assert_false(read_text(bench, "kode;A-100; A-100\nP1;1;1\n"));
    assert_error(bench, 0, 1, 3, "\"A-100\" stands in the header twice");
    assert_false(read_text(bench, "kode;A-100\nP1;1\nP9;1\n"));
    assert_error(
        bench, 1, 3, 1,
        "\"P9\" is no question of tools 2026; this column holds question ids such as "
        "\"P1\"");
}

static struct mapping *load_mapping(struct bench *bench, const char *text)
{
    char path[256];
    place_reset(bench->place);
    place_path(path, bench->place, "mapping.json");
    place_write(bench->place, "mapping.json", text, strlen(text));
    struct mapping *mapping = mapping_load(
        path, &bench->questionnaire, &bench->place->problems, &bench->place->fault);
    place_forget(bench->place, "mapping.json");
    assert_int_equal(bench->place->fault.kind, FAULT_NONE);
    return mapping;
}

static bool read_mapped(struct bench *bench, const struct mapping *mapping,
                        const char *text)
{
    struct source source = source_of(text, strlen(text));
    answer_file_release(&bench->file);
    place_reset(bench->place);
    bool read = answers_read_mapped(&bench->file, &source, &bench->questionnaire,
                                    &bench->population, mapping,
                                    &bench->place->problems, &bench->place->fault);
    assert_int_equal(bench->place->fault.kind, FAULT_NONE);
    return read;
}

static const char sent_mapping[] =
    "{\"format\": \"baseline-mapping-1\", \"unit\": \"Hvem  svarer?\","
    " \"columns\": {\"v_1\": \"P1\", \"V_2\": \"P2\", \"v_3_1\": \"P3.fw\","
    " \"v_3_2\": \"P3.fy\", \"v_3_3\": \"P3.av\", \"v_3_4\": \"P3.vi\", \"s_4\": \"P4\","
    " \"s_5\": \"p5\", \"s_9\": null, \"s_10\": \"P1.comment\"},"
    " \"answers\": {\"P1\": {\"1\": \"0\", \"2\": \"Ja\"},"
    " \"P2\": {\"5\": \"l\", \"1\": \"h\", \"6\": \"vi\"}, \"P3.fw\": {\"2\": \"1\", \"1\": \"0\"}}}";

static void a_mapping_says_what_columns_and_codes_are(void **state)
{
    struct bench *bench = *state;
    struct mapping *mapping = load_mapping(bench, sent_mapping);
    assert_no_problem(bench->place);
    assert_non_null(mapping);
    assert_true(read_mapped(
        bench, mapping,
        "kode;v_1;v_2;v_3_1;v_3_2;v_3_3;v_3_4;s_4;s_5;P6;P7;s_9;s_10;stato_1;hvem "
        "svarer?\n"
        "1;2;1;2;0;1;0;7.5;Nej;Ja;Nej;hej;snart;1;A-100\n"
        "2;1;6;;;;1;;Ja;;;;;1;B-200\n"));
    assert_counts(bench, 0, 0);
    assert_rows_taken(bench, "A-100@2 1101010010 7.5 P1:snart\nB-200@3 034....1..\n");
    assert_true(read_mapped(bench, mapping,
                            "Hvem svarer?;v_1;v_2;v_3_1\nA-100;2;1;3\nB-200;0;1;1\n"
                            "C-300;2;l;1\nD-400;2;5;1\n"));
    assert_warning(
        bench, 2, 1,
        "columns of the mapping that are not here: 6 (the first is \"v_3_2\")");
    assert_error(bench, 3, 2, 4,
                 "P3: the mapping does not say what the answer \"3\" is");
    assert_error(bench, 4, 3, 2,
                 "P1: the mapping does not say what the answer \"0\" is");
    assert_error(bench, 5, 4, 3,
                 "P2: the mapping does not say what the answer \"l\" is");
    assert_rows_taken(bench, "D-400@5 1000______\n");
    mapping_free(mapping);
}

static void mistakes_in_a_mapping_are_told(void **state)
{
    struct bench *bench = *state;
    assert_null(load_mapping(
        bench, "{\"format\": \"baseline-mapping-1\", \"unit\": 3, \"extra\": 1,"
               " \"columns\": {\"v\": \"P9\", \"w\": 1},"
               " \"answers\": {\"P8\": {}, \"P1\": {\"1\": \"maybe\", \"2\": null}}}"));
    static const char *const what[] = {
        "$.extra: unknown key",
        "$.unit: must be a string",
        "$.columns.v: \"P9\" is no question of tools 2026",
        "$.columns.w: must be the id of a question, or null",
        "$.answers.P8: \"P8\" is no question of tools 2026",
        "$.answers.P1.1: must be the code of an answer to P1",
        "$.answers.P1.2: must be the code of an answer to P1",
    };
    for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
        assert_true(i < bench->place->problems.problem_count);
        assert_string_equal(bench->place->problems.problem[i].what, what[i]);
    }
    assert_int_equal(bench->place->problems.error_count, sizeof what / sizeof *what);
    mapping_free(load_mapping(bench, "{\"format\": \"baseline-mapping-1\"}"));
    assert_int_equal(bench->place->problems.problem_count, 0);
    assert_null(load_mapping(bench, "{\"format\": \"baseline-mapping-1\","
                                    " \"columns\": []}"));
    assert_string_equal(bench->place->problems.problem[0].what,
                        "$.columns: must be an object");
    assert_null(load_mapping(bench, "["));
    assert_int_equal(bench->place->problems.error_count, 1);
    mapping_free(load_mapping(bench,
                              "{\"format\": \"baseline-mapping-1\", \"columns\": {},"
                              " \"guessed\": [\"v_1\"]}"));
    assert_string_equal(bench->place->problems.problem[0].what,
                        "$.guessed: 1 columns and answers are guessed (the first is "
                        "\"v_1\"); look at each and take it off this list");
    assert_int_equal(bench->place->problems.warning_count, 1);
}

static bool map_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct problems problems = {0};
    char path[256];
    struct source source = source_of(BYTES("Hvem svarer?;v_1;v_2\nA-100;2;1\n"));
    struct answer_file file = {0};
    place_path(path, bench->place, "mapping.json");
    struct mapping *mapping =
        mapping_load(path, &bench->questionnaire, &problems, fault);
    bool read = mapping != NULL
                && answers_read_mapped(&file, &source, &bench->questionnaire,
                                       &bench->population, mapping, &problems, fault);
    assert_int_equal(problems.error_count, 0);
    answer_file_release(&file);
    mapping_free(mapping);
    problems_release(&problems);
    return read;
}

static void mapping_survives_a_shortage(void **state)
{
    struct bench *bench = *state;
    place_write(bench->place, "mapping.json", BYTES(sent_mapping));
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    assert_survives_shortage(map_short, bench);
    json_set_alloc_funcs(malloc, free);
    place_forget(bench->place, "mapping.json");
}

static void a_mapping_says_what_is_about_persons(void **state)
{
    struct bench *bench = *state;
    struct mapping *mapping =
        load_mapping(bench, "{\"format\": \"baseline-mapping-1\", \"columns\": {},"
                            " \"personal\": [\"Udfylderen \", \"Hvem er  I\"]}");
    assert_non_null(mapping);
    assert_true(read_mapped(bench, mapping, "kode;P1;udfylderen\nA-100;1;Ole\n"));
    assert_int_equal(bench->file.personal.column_count, 1);
    assert_int_equal(bench->file.personal.column[0], 3);
    assert_ptr_equal(bench->file.reading.mapping, mapping);
    assert_problem(bench->place, 1, SEVERITY_WARNING, 1, 0,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: udfylderen");
    assert_true(read_mapped(bench, mapping,
                            "kode;Spørgsmål;Svar\nA-100;Hvem er I;Ole\nA-100;P1;1\n"));
    assert_int_equal(bench->file.personal.cell_count, 1);
    assert_true(read_mapped(bench, mapping, "kode;P1\nA-100;1\n"));
    assert_null(bench->file.reading.mapping);
    answer_file_release(&bench->file);
    mapping_free(mapping);
    assert_null(load_mapping(bench, "{\"format\": \"baseline-mapping-1\","
                                    " \"columns\": {}, \"personal\": [\" \"]}"));
}

static void a_suggestion_lists_what_looks_personal(void **state)
{
    struct bench *bench = *state;
    static const char text[] =
        "kode;P1;Underskrift fra skolens side;Vejr;Institutionens leder\n"
        "A-100;1;Ole;sol;Bo\n";
    struct source source = source_of(text, strlen(text));
    struct text json = {0};
    assert_true(mapping_suggest(&json, &source, &bench->questionnaire,
                                &bench->population, NULL, &bench->place->problems,
                                &bench->place->fault));
    assert_non_null(strstr(json.bytes, "\"personal\": [\n"
                                       "    \"Underskrift fra skolens side\",\n"
                                       "    \"Institutionens leder\"\n"
                                       "  ]"));
    assert_non_null(strstr(json.bytes, "\"Vejr\": null"));
    assert_null(strstr(json.bytes, "\"Underskrift fra skolens side\": null"));
    assert_non_null(strstr(json.bytes, "\"guessed\": [\n"
                                       "    \"Underskrift fra skolens side\",\n"));
    struct mapping *mapping = load_mapping(bench, json.bytes);
    assert_non_null(mapping);
    assert_true(read_mapped(bench, mapping, text));
    assert_int_equal(bench->file.personal.column_count, 2);
    answer_file_release(&bench->file);
    mapping_free(mapping);
    text_release(&json);
}

static bool suggest_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct problems problems = {0};
    struct text json = {0};
    struct source source = source_of(
        BYTES("Hvem;Er der en politik som alle kender;P3[vi];v_1;P2\nA-100;2;1;x;Høj, "
              "med plan\n"));
    bool done = mapping_suggest(&json, &source, &bench->questionnaire,
                                &bench->population, NULL, &problems, fault);
    if (done)
        assert_string_equal(
            json.bytes,
            "{\n  \"format\": \"baseline-mapping-1\",\n  \"unit\": \"Hvem\",\n"
            "  \"columns\": {\n"
            "    \"Er der en politik som alle kender\": \"P1\",\n"
            "    \"P3[vi]\": \"P3.vi\",\n    \"v_1\": null,\n    \"P2\": \"P2\"\n"
            "  },\n"
            "  \"answers\": {\n    \"P1\": {\n      \"2\": null\n    },\n"
            "    \"P2\": {\n      \"Høj, med plan\": null\n    }\n  },\n"
            "  \"guessed\": [\n    \"Er der en politik som alle kender\",\n"
            "    \"P1: 2\",\n    \"v_1\",\n    \"P2: Høj, med plan\"\n  ]\n}\n");
    text_release(&json);
    problems_release(&problems);
    return done;
}

static void a_suggestion_survives_a_shortage(void **state)
{
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    assert_survives_shortage(suggest_short, *state);
    json_set_alloc_funcs(malloc, free);
}

static const char *const short_of_memory[] = {
    LIME_HEAD LIME_ROW("1", "2026-05-02 10:00:00", "", "A-100", "Y")
        LIME_ROW("2", "2026-05-03 10:00:00", "", "A-100", "N")
            LIME_ROW("3", "", "", "B-200", "Y"),
    "kode;spørgsmål;svar;kommentar\nA-100;P1;1;godt\nA-100;Hvad er på plads?;fw;\n"
    "A-100;P3;av;\nB-200;P1;9;\n;P1;1;\n",
    "kode;A-100\nP1;1\nP2;h\n",
    "Svar\nkode;Er der en politik, som alle kender?;Hvad er på plads?;mail\n"
    "A-100;ja;Antivirus, Brandmur;x\n",
};

static void look_at_one(const struct answer_file *file, const struct problems *problems)
{
    (void)problems;
    assert_int_equal(file->answers.row_count, 1);
}

static void look_at_two(const struct answer_file *file, const struct problems *problems)
{
    (void)problems;
    assert_int_equal(file->answers.row_count, 2);
}

static void layouts_survive_a_shortage(void **state)
{
    for (size_t i = 0; i < sizeof short_of_memory / sizeof *short_of_memory; i++)
        assert_reading_survives(
            *state, source_of(short_of_memory[i], strlen(short_of_memory[i])),
            i == 0 ? look_at_two : look_at_one);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(headers_name_questions_in_many_ways),
        HERE(parts_of_questions_are_written_in_many_ways),
        HERE(a_text_of_two_questions_names_neither),
        HERE(titles_may_stand_above_the_header),
        HERE(without_a_header_the_nearest_record_is_told_of),
        HERE(limesurvey_is_read_as_it_is_saved),
        HERE(a_response_that_was_not_sent_in_does_not_count),
        HERE(of_several_responses_the_newest_counts),
        HERE(responses_of_the_same_time_are_refused),
        HERE(google_forms_join_labels_by_commas),
        HERE(microsoft_forms_end_lists_with_a_semicolon),
        HERE(surveyxact_has_a_column_an_option),
        HERE(a_tools_own_numbers_are_no_institutions),
        HERE(long_files_have_a_row_an_answer),
        HERE(mistakes_of_long_files_are_told_where_they_stand),
        HERE(long_files_say_when_and_what_is_a_draft),
        HERE(columns_that_long_files_should_not_have_are_told),
        HERE(comments_stand_beside_the_institutions_they_are_from),
        HERE(numbers_of_questions_are_headed_with_a_dot_or_without),
        HERE(a_sheet_may_have_a_column_an_institution),
        HERE(a_mapping_says_what_columns_and_codes_are),
        HERE(mistakes_in_a_mapping_are_told),
        HERE(mapping_survives_a_shortage),
        HERE(a_mapping_says_what_is_about_persons),
        HERE(a_suggestion_lists_what_looks_personal),
        HERE(a_suggestion_survives_a_shortage),
        HERE(layouts_survive_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
