/* What the exports of survey tools hold that must not be mistaken for something else.
 */

#include "tools_bench.h"

/* The draft of a mapping, read back. */
static json_t *suggest(struct bench *bench, const char *text)
{
    struct source source = source_of(text, strlen(text));
    struct text json = {0};
    place_reset(bench->place);
    assert_true(mapping_suggest(&json, &source, &bench->questionnaire,
                                &bench->population, NULL, &bench->place->problems,
                                &bench->place->fault));
    json_t *draft = json_loads(json.bytes, 0, NULL);
    assert_non_null(draft);
    text_release(&json);
    return draft;
}

static void a_long_text_in_a_column_of_an_option_is_no_choice(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench, "kode;P4.fw;P4.av;P4.vi\n"
                                 "A-100;Brandmur, fysisk;Antivirus;\n"
                                 "B-200;;;vi har slet ikke styr på det\n"
                                 "C-300;;en helt vilkårlig lang tekst;\n"
                                 "D-400;<b>Brandmur, fysisk</b>;1;\n"));
    assert_error(
        bench, 1, 3, 4,
        "P4.vi: \"vi har slet ikke styr på det\" does not say whether this was "
        "chosen; it takes 1 or 0");
    assert_error(bench, 2, 4, 3,
                 "P4.av: \"en helt vilkårlig lang tekst\" does not say whether this "
                 "was chosen; it takes 1 or 0");
    assert_rows_taken(bench, "A-100@2 ___011____\nD-400@5 ___011____\n");
    /* Fifteen bytes, sixteen, and another option's name. */
    assert_true(read_text(bench, "kode;P4.fw;P4.av\nA-100;123456789012345;0\n"
                                 "B-200;1234567890123456;0\nC-300;1;Brandmur, fysisk\n"
                                 "D-400;ikke valgt;not selected\n"));
    assert_int_equal(bench->place->problems.error_count, 3);
    assert_rows_taken(bench, "D-400@5 ___000____\n");
}

static void the_number_of_a_response_is_no_institution(void **state)
{
    struct bench *bench = *state;
    static const char *const identified_by[] = {"kode", "id"};
    static const char lime[] =
        "id,submitdate,lastpage,token,P1\nA-100,2026-05-02 10:11:12,3,B-200,1\n";
    static const char own[] =
        "\"ID\" is the survey tool's own number of a response and "
        "no institution; name the column that is \"kode\", or "
        "say it with \"unit\" in a mapping";
    const char **before = bench->questionnaire.identified_by;
    size_t count = bench->questionnaire.identified_by_count;
    bench->questionnaire.identified_by = (const char **)identified_by;
    bench->questionnaire.identified_by_count = 2;
    assert_false(read_text(bench, lime));
    assert_error(bench, 0, 1, 1,
                 "\"id\" is the survey tool's own number of a response and no "
                 "institution; say with \"unit\" in a mapping which column is: "
                 "\"unit\": \"token\", if the tokens are the institutions' numbers");
    assert_false(read_text(bench, "ID;Starttidspunkt;Mail;Navn;P1\n"
                                  "A-100;02-05-2026 10:00:00;x@y.dk;Hus;Ja\n"));
    assert_error(bench, 0, 1, 1, own);
    assert_true(read_mapped(bench,
                            "{\"format\": \"baseline-mapping-1\", \"unit\": \"token\","
                            " \"columns\": {}}",
                            lime));
    assert_rows_taken(bench, "B-200@2 1_________\n");
    assert_true(read_mapped(bench,
                            "{\"format\": \"baseline-mapping-1\", \"unit\": \"id\","
                            " \"columns\": {}}",
                            lime));
    assert_rows_taken(bench, "A-100@2 1_________\n");
    /* Without a tool it is whatever its file says. */
    assert_true(read_text(bench, "id,P1\nA-100,1\n"));
    assert_rows_taken(bench, "A-100@2 1_________\n");
    bench->questionnaire.identified_by = before;
    bench->questionnaire.identified_by_count = count;
}

static void a_draft_takes_any_institution_before_the_number_of_a_response(void **state)
{
    struct bench *bench = *state;
    static const char *const identified_by[] = {"kode", "id"};
    static const char *const file[] = {
        "id,submitdate,kode,P1\nA-100,2026-05-02 10:11:12,B-200,1\n",
        "id,kode,P1\nA-100,B-200,1\n",
        "id,submitdate,token,P1\nA-100,2026-05-02 10:11:12,B-200,1\n",
        "id,P1\nA-100,1\n",
    };
    static const char *const unit[] = {"kode", "kode", "token", "id"};
    const char **before = bench->questionnaire.identified_by;
    size_t count = bench->questionnaire.identified_by_count;
    bench->questionnaire.identified_by = (const char **)identified_by;
    bench->questionnaire.identified_by_count = 2;
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        json_t *draft = suggest(bench, file[i]);
        assert_string_equal(json_string_value(json_object_get(draft, "unit")), unit[i]);
        json_decref(draft);
    }
    bench->questionnaire.identified_by = before;
    bench->questionnaire.identified_by_count = count;
}

static void answers_of_a_mapping_hold_for_a_question_wherever_it_stands(void **state)
{
    struct bench *bench = *state;
    static const char answers[] = "{\"format\": \"baseline-mapping-1\", \"answers\": {"
                                  "\"P1\": {\"A1\": \"0\", \"A2\": \"1\"},"
                                  " \"P2\": {\"1\": \"0\", \"2\": \"1\"},"
                                  " \"P4.fw\": {\"A\": \"1\", \"B\": \"0\"}}}";
    static const char named[] = "{\"format\": \"baseline-mapping-1\","
                                " \"columns\": {\"v_1\": \"P1\"},"
                                " \"answers\": {\"P1\": {\"T\": \"1\"}}}";
    assert_true(read_mapped(bench, answers, "kode;P1;P2\nA-100;A2;2\nB-200;A1;1\n"));
    assert_counts(bench, 0, 1);
    assert_rows_taken(bench, "A-100@2 11________\nB-200@3 00________\n");
    assert_non_null(bench->file.reading.mapping);
    assert_true(read_mapped(bench, answers,
                            "kode;\"Er der en politik, som alle kender?\";P4.fw;P4.av\n"
                            "A-100;A2;A;0\nB-200;1;B;1\n"));
    assert_error(bench, 1, 3, 2,
                 "P1: the mapping does not say what the answer \"1\" is");
    assert_rows_taken(bench, "A-100@2 1__010____\n");
    /* Of a question whose column it names it says nothing in the files beside. */
    assert_true(read_mapped(bench, named, "kode;P1;P2\nA-100;1;2\n"));
    assert_rows_taken(bench, "A-100@2 12________\n");
    assert_null(bench->file.reading.mapping);
    assert_true(read_mapped(bench, named, "kode;v_1\nA-100;T\n"));
    assert_rows_taken(bench, "A-100@2 1_________\n");
    assert_true(read_mapped(bench, answers, "kode;P3\nA-100;1\n"));
    assert_null(bench->file.reading.mapping);
}

static void limesurvey_says_so_where_nothing_was_shown(void **state)
{
    struct bench *bench = *state;
    struct option *option =
        (struct option *)bench->questionnaire.question[0].scale->option;
    const char *synonym[] = {"N/A"};
    struct option before = option[1];
    static const char rows[] = "A-100;2026-05-02 10:11:12;N/A;N/A;N/A;N/A;2\n"
                               "B-200;2026-05-02 10:11:12;Yes;n/a;Yes;No;\n";
    struct text text = {0};
    for (int with = 0; with < 2; with++) {
        option[1].synonym = with ? synonym : before.synonym;
        option[1].synonym_count = with ? 1 : 0;
        text_clear(&text);
        text_print(&text, "kode;submitdate;P1;P6;P4[fw];P4[av];P2\n%s", rows);
        assert_true(read_text(bench, text.bytes));
        assert_counts(bench, 0, 1);
        assert_rows_taken(bench, "A-100@2 .2_..._.__\nB-200@3 1._010_.__\n");
        /* Which no other tool does. */
        text_clear(&text);
        text_print(&text, "kode;Tidsstempel;P1;P6\nA-100;02-05-2026;N/A;0\n");
        assert_true(read_text(bench, text.bytes));
        assert_counts(bench, !with, 1);
        if (with)
            assert_rows_taken(bench, "A-100@2 1______0__\n");
    }
    text_release(&text);
    option[1] = before;
    /* Of a list of answers it would be one that is called so. */
    assert_true(read_text(bench, "kode;submitdate;P2\nA-100;2026-05-02;N/A\n"));
    assert_error(bench, 1, 2, 3,
                 "P2: \"N/A\" is no answer to this question; it takes 0, 1, 2 or 9");
}

static void headers_that_hint_at_persons_are_personal(void **state)
{
    struct bench *bench = *state;
    static const char *const personal[] = {"Respondentens e-mail",
                                           "Navn på kontaktperson",
                                           "Kontaktperson (navn)",
                                           "Din e-mailadresse",
                                           "Jeres telefonnummer",
                                           "Direkte telefon",
                                           "Mobil nr.",
                                           "Sagsbehandler",
                                           "IP",
                                           "Respondentens_e-mail",
                                           "Udfylderens navn",
                                           "Contact name"};
    static const char *const unknown[] = {
        "Bruger I e-mail?",   "P9. E-mail",
        "Navn på skole",      "Hvor tit skiftes adgangen til jeres e-mail",
        "Kontaktlinser",      "Ipsum",
        "Respondentgrundlag", "Adresse"};
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++) {
        struct text text = {0};
        text_print(&text, "kode;P1;%s\nA-100;1;Ole\n", personal[i]);
        if (!read_text(bench, text.bytes))
            fail_msg("%s", personal[i]);
        assert_int_equal(bench->file.personal.column_count, 1);
        text_release(&text);
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct text text = {0};
        text_print(&text, "kode;P1;%s\nA-100;1;Ole\n", unknown[i]);
        if (read_text(bench, text.bytes))
            fail_msg("%s", unknown[i]);
        text_release(&text);
    }
}

static void a_draft_asks_what_numbers_are_where_that_is_open(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "Respondent ID,kode,P2,P3,P1,P6\n"
                               "1,A-100,1,1,1,Ja\n2,B-200,2,4,2,Nej\n";
    json_t *draft = suggest(bench, file);
    json_t *numbers = json_object_get(draft, "numbers");
    assert_int_equal(json_object_size(numbers), 3);
    assert_true(json_is_null(json_object_get(numbers, "P2")));
    assert_string_equal(json_string_value(json_object_get(numbers, "P3")), "places");
    assert_string_equal(json_string_value(json_object_get(numbers, "P1")), "places");
    assert_int_equal(json_object_size(json_object_get(draft, "answers")), 0);
    assert_int_equal(json_array_size(json_object_get(draft, "guessed")), 2);
    /* Until it is said, it is asked for. */
    json_object_del(draft, "guessed");
    char *text = json_dumps(draft, 0);
    assert_false(read_mapped(bench, text, file));
    assert_error(bench, 0, 1, 3,
                 "P2: a number here may be a code or a place in the list of answers (1 "
                 "is \"A little\" or \"Not at all\"); \"numbers\" in a mapping says "
                 "which");
    free(text);
    json_object_set_new(numbers, "P2", json_string("codes"));
    text = json_dumps(draft, 0);
    assert_true(read_mapped(bench, text, file));
    assert_rows_taken(bench, "A-100@2 010____1__\nB-200@3 123____0__\n");
    free(text);
    json_decref(draft);
    draft = suggest(bench, "kode,P2,stato_4\nA-100,1,1\n");
    assert_true(json_is_null(json_object_get(json_object_get(draft, "numbers"), "P2")));
    json_decref(draft);
    draft = suggest(bench, "kode,P2\nA-100,1\n");
    assert_null(json_object_get(draft, "numbers"));
    json_decref(draft);
}

static void a_code_may_stand_before_its_label(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench, "kode;P2;P3;P4\n"
                                 "A-100;2. I høj grad;2 - A lot;fw: Brandmur, fysisk\n"
                                 "B-200;\"1) I ringe grad; sjældent\";0 – Slet ikke;"
                                 "av - Antivirus, fw. Brandmur, fysisk\n"
                                 "C-300;2: i høj grad;9.  Ved ikke;\n"));
    assert_counts(bench, 0, 1);
    assert_rows_taken(bench, "A-100@2 _22010____\n"
                             "B-200@3 _10011____\nC-300@4 _23...____\n");
    /* But not another one's. */
    assert_true(read_text(bench, "kode;P2\nA-100;1. I høj grad\nB-200;2.\n"
                                 "C-300;2 I høj grad\nD-400;9 - \n"));
    assert_int_equal(bench->place->problems.error_count, 4);
    assert_rows_taken(bench, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_long_text_in_a_column_of_an_option_is_no_choice),
        HERE(a_code_may_stand_before_its_label),
        HERE(a_draft_asks_what_numbers_are_where_that_is_open),
        HERE(headers_that_hint_at_persons_are_personal),
        HERE(limesurvey_says_so_where_nothing_was_shown),
        HERE(answers_of_a_mapping_hold_for_a_question_wherever_it_stands),
        HERE(the_number_of_a_response_is_no_institution),
        HERE(a_draft_takes_any_institution_before_the_number_of_a_response),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
