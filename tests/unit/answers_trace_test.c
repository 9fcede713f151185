/* Answers taken back to the cells they were read from, whatever the layout of the file;
   and files kept without what is about persons. */

#include "answers_bench.h"
#include "archive.h"
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

static const struct answers_reading no_reading = {0};

static const char *const sense_name[SENSE_COUNT] = {
    [SENSE_NO_CELL] = "-",           [SENSE_EMPTY] = "empty",
    [SENSE_CODE] = "code",           [SENSE_VALUE] = "value",
    [SENSE_LABEL] = "label",         [SENSE_SYNONYM] = "synonym",
    [SENSE_CODE_AND_LABEL] = "both", [SENSE_TOOL] = "tool",
    [SENSE_MAPPING] = "mapping",     [SENSE_NUMBER] = "number",
    [SENSE_LISTED] = "listed",       [SENSE_NOT_LISTED] = "unlisted",
    [SENSE_MARKED] = "marked",       [SENSE_UNMARKED] = "unmarked",
    [SENSE_BY_OPTIONS] = "options",  [SENSE_BY_WHOLE] = "whole",
    [SENSE_UNKNOWN] = "UNKNOWN",
};

static void add_cell(struct text *text, const struct traced_cell *cell)
{
    text_print(text, " %zu:%zu=%s(%s)", cell->row, cell->column,
               cell->text == NULL ? "NULL" : cell->text,
               cell->heading == NULL ? "NULL" : cell->heading);
}

/* A line a question that has a cell: id, mark, why, cells and the comment's. */
static void add_trace(struct text *text, const struct bench *bench,
                      const struct answers_trace *trace)
{
    text_add(text, "");
    for (uint32_t q = 0; q < bench->questionnaire.question_count; q++) {
        const struct traced_answer *answer = &trace->answer[q];
        if (answer->cell_count == 0 && answer->comment == NULL) {
            assert_int_equal(answer->sense, SENSE_NO_CELL);
            continue;
        }
        text_print(text, "%s %c %s", bench->questionnaire.question[q].id,
                   answer_mark(answers_to(&trace->file.answers, q)[trace->row]),
                   sense_name[answer->sense]);
        for (size_t c = 0; c < answer->cell_count; c++)
            add_cell(text, &answer->cell[c]);
        if (answer->comment != NULL) {
            text_add(text, " comment");
            add_cell(text, answer->comment);
        }
        text_add_character(text, '\n');
    }
}

static void assert_traced_in(struct bench *bench, const struct source *source,
                             const struct mapping *mapping, uint32_t unit, uint32_t row,
                             const char *wanted)
{
    const struct answers_reading reading = {.mapping = mapping};
    struct answers_trace trace;
    struct text text = {0};
    assert_true(answers_trace(&trace, source, &bench->questionnaire, &bench->population,
                              &reading, unit, row, &bench->place->fault));
    assert_int_not_equal(trace.row, UINT32_MAX);
    add_trace(&text, bench, &trace);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
    answers_trace_release(&trace);
    assert_null(trace.answer);
}

static void assert_traced(struct bench *bench, const char *file, uint32_t unit,
                          uint32_t row, const char *wanted)
{
    struct source source = source_of(file, strlen(file));
    assert_traced_in(bench, &source, NULL, unit, row, wanted);
}

static void a_row_an_institution_is_traced_by_its_header(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "Svar fra i dag\n"
                               "id;Q1;Q1.kommentar;Q2;Q3;Q4;Q6\n"
                               "\n"
                               "B-200;ja;;a;7;1,5;0,35\n"
                               "A-100; 1 ;\"hæftet; på\nvæggen\";Sky; b ;'-1;Low\n"
                               "C-300;Y;;;vi;;High\n"
                               "D-400;;;vi;;;low\n";
    assert_traced(bench, file, 1, 4,
                  "Q1 1 label 4:2=ja(Q1) comment 4:3=(Q1.kommentar)\n"
                  "Q2 0 listed 4:4=a(Q2)\n"
                  "Q2.a 1 code 4:4=a(Q2)\nQ2.b 0 unlisted 4:4=a(Q2)\n"
                  "Q2.c-d 0 unlisted 4:4=a(Q2)\n"
                  "Q3 0 number 4:5=7(Q3)\nQ4 0 number 4:6=1,5(Q4)\n"
                  "Q6 1 value 4:7=0,35(Q6)\n");
    assert_traced(
        bench, file, 2, 6,
        "Q1 1 tool 6:2=Y(Q1) comment 6:3=(Q1.kommentar)\n"
        "Q2 . empty 6:4=(Q2)\n"
        "Q2.a . empty 6:4=(Q2)\nQ2.b . empty 6:4=(Q2)\n"
        "Q2.c-d . empty 6:4=(Q2)\n"
        "Q3 1 code 6:5=vi(Q3)\nQ4 . empty 6:6=(Q4)\nQ6 1 code 6:7=High(Q6)\n");
    assert_traced(bench, file, 3, 7,
                  "Q1 . empty 7:2=(Q1) comment 7:3=(Q1.kommentar)\n"
                  "Q2 2 code 7:4=vi(Q2)\n"
                  "Q2.a . whole 7:4=vi(Q2)\nQ2.b . whole 7:4=vi(Q2)\n"
                  "Q2.c-d . whole 7:4=vi(Q2)\n"
                  "Q3 . empty 7:5=(Q3)\nQ4 . empty 7:6=(Q4)\nQ6 0 code 7:7=low(Q6)\n");
}

/* A number is refused with the mark that keeps a spreadsheet from reading it. */
static void a_row_that_was_not_taken_has_no_trace(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "id;Q1\nA-100;9\nB-200;1\n";
    struct source source = source_of(file, strlen(file));
    struct answers_trace trace;
    static const struct {
        const char *file;
        uint32_t unit;
    } none[] = {{file, 0}, {file, 2}, {"", 0}, {"id;Q1;\"broken\nA-100;1\n", 0}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        source = source_of(none[i].file, strlen(none[i].file));
        assert_true(answers_trace(&trace, &source, &bench->questionnaire,
                                  &bench->population, &no_reading, none[i].unit, 2,
                                  &bench->place->fault));
        assert_int_equal(trace.row, UINT32_MAX);
        assert_null(trace.answer);
        answers_trace_release(&trace);
    }
}

static void options_have_cells_of_their_own(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "id;Q2.a;Q2.b;Q2[c d];Q2.vi;Q2.bcomment\n"
                               "A-100;1;;Sky;;langt væk\n"
                               "B-200;;;;x;\n"
                               "C-300;;;;;måske\n";
    assert_traced(bench, file, 0, 2,
                  "Q2 0 options 2:2=1(Q2.a) 2:3=(Q2.b) 2:4=Sky(Q2[c d]) 2:5=(Q2.vi)\n"
                  "Q2.a 1 marked 2:2=1(Q2.a)\n"
                  "Q2.b 0 unmarked 2:3=(Q2.b) comment 2:6=langt væk(Q2.bcomment)\n"
                  "Q2.c-d 1 label 2:4=Sky(Q2[c d])\n");
    assert_traced(bench, file, 1, 3,
                  "Q2 2 options 3:2=(Q2.a) 3:3=(Q2.b) 3:4=(Q2[c d]) 3:5=x(Q2.vi)\n"
                  "Q2.a . whole 3:2=(Q2.a)\n"
                  "Q2.b . whole 3:3=(Q2.b) comment 3:6=(Q2.bcomment)\n"
                  "Q2.c-d . whole 3:4=(Q2[c d])\n");
    assert_traced(bench, file, 2, 4,
                  "Q2 . empty 4:2=(Q2.a) 4:3=(Q2.b) 4:4=(Q2[c d]) 4:5=(Q2.vi)\n"
                  "Q2.a . empty 4:2=(Q2.a)\n"
                  "Q2.b . empty 4:3=(Q2.b) comment 4:6=måske(Q2.bcomment)\n"
                  "Q2.c-d . empty 4:4=(Q2[c d])\n");
}

static void a_row_an_answer_is_traced_to_its_row(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "id;Spørgsmål;Svar;Bemærkning\n"
                               "B-200;Q1;0;\n"
                               "A-100;Q1;ja;hæftet\n"
                               "A-100;Q2;a;\n"
                               "B-200;Q3;'30;\n"
                               "A-100;Q2;Sky;\n";
    assert_traced(bench, file, 0, 3,
                  "Q1 1 label 3:3=ja(Q1) comment 3:4=hæftet(Q1)\n"
                  "Q2 0 listed 4:3=a(Q2) 6:3=Sky(Q2)\n"
                  "Q2.a 1 code 4:3=a(Q2) 6:3=Sky(Q2)\n"
                  "Q2.b 0 unlisted 4:3=a(Q2) 6:3=Sky(Q2)\n"
                  "Q2.c-d 1 label 4:3=a(Q2) 6:3=Sky(Q2)\n");
    assert_traced(bench, file, 1, 2, "Q1 0 code 2:3=0(Q1)\nQ3 0 number 5:3='30(Q3)\n");
}

static void a_column_an_institution_is_traced_down_it(void **state)
{
    struct bench *bench = *state;
    static const char file[] = "Spørgsmål;B-200;A-100\nQ1;0;\nQ3;vi;12\n";
    assert_traced(bench, file, 0, 1, "Q3 0 number 3:3=12(Q3)\n");
    assert_traced(bench, file, 1, 1, "Q1 0 code 2:2=0(Q1)\nQ3 1 code 3:2=vi(Q3)\n");
}

#define FORM                                                                           \
    "Titel;;\nid;A-100;\nE-mail;jens@skolen.dk;\n\nNr.;Spørgsmål;Svar;Bemærkning\n" \
    "Q1;Er der?;ja;'tegn\nQ2;Hvilke?;vi;\nQ2.a;;;\nQ2.b;;;\nQ2.c-d;;;\nQ3;Dage;'30;\n" \
    "Kontaktperson;;Jens Hansen;eller Grethe\n"

static void a_form_is_traced_to_its_rows(void **state)
{
    struct bench *bench = *state;
    assert_traced(bench, FORM, 0, 2,
                  "Q1 1 label 6:3=ja(Q1) comment 6:4='tegn(Q1)\n"
                  "Q2 2 code 7:3=vi(Q2) 8:3=(Q2.a) 9:3=(Q2.b) 10:3=(Q2.c-d)\n"
                  "Q2.a . whole 8:3=(Q2.a)\nQ2.b . whole 9:3=(Q2.b)\n"
                  "Q2.c-d . whole 10:3=(Q2.c-d)\n"
                  "Q3 0 number 11:3='30(Q3)\n");
    assert_traced(bench, "id;B-200\nNr.;Svar\nQ2;a\nQ2.a;\nQ2.b;\nQ2.c-d;\n", 1, 1,
                  "Q2 0 listed 3:2=a(Q2)\n"
                  "Q2.a 1 code 3:2=a(Q2)\nQ2.b 0 unlisted 3:2=a(Q2)\n"
                  "Q2.c-d 0 unlisted 3:2=a(Q2)\n");
}

static const char codes[] =
    "{\"format\": \"baseline-mapping-1\", \"unit\": \"skole\", \"columns\": "
    "{\"var1\": \"Q1\", \"var2\": \"Q2\", \"rest\": null, \"Din mailadresse\": null},"
    " \"answers\": {\"Q1\": {\"9\": \"1\"}, \"Q2\": {\"x\": \"a\", \"y\": \"b\"}}}";

static void a_mapping_is_why_its_answers_are(void **state)
{
    struct bench *bench = *state;
    struct problems problems = {0};
    static const char file[] =
        "skole;var1;var2;rest;Din mailadresse\nA-100;9;x;2;j@s.dk\n";
    struct source source = source_of(file, strlen(file));
    struct mapping *mapping = mapping_load_json(
        "mapping.json", codes, &bench->questionnaire, &problems, &bench->place->fault);
    assert_non_null(mapping);
    assert_string_equal(mapping_json(mapping), codes);
    assert_traced_in(bench, &source, mapping, 0, 2,
                     "Q1 1 mapping 2:2=9(var1)\nQ2 0 listed 2:3=x(var2)\n"
                     "Q2.a 1 mapping 2:3=x(var2)\nQ2.b 0 unlisted 2:3=x(var2)\n"
                     "Q2.c-d 0 unlisted 2:3=x(var2)\n");
    mapping_free(mapping);
    mapping = mapping_load_json("kept", "{}", &bench->questionnaire, &problems,
                                &bench->place->fault);
    assert_null(mapping);
    assert_string_equal(problems.problem[0].where, "kept");
    problems_release(&problems);
}

static bool add_bytes(void *context, const void *bytes, size_t size,
                      struct fault *fault)
{
    text_append(context, bytes, size);
    return text_check(context, fault);
}

/* What is kept of a file; it must give the same answers when it is read. */
static void assert_kept(struct bench *bench, const struct source *source,
                        const struct mapping *mapping, const char *wanted)
{
    struct text text = {0};
    const struct byte_sink sink = {add_bytes, &text};
    struct answer_file file;
    struct answer_file again;
    place_reset(bench->place);
    assert_true(answers_read_mapped(&file, source, &bench->questionnaire,
                                    &bench->population, mapping,
                                    &bench->place->problems, &bench->place->fault));
    assert_true(personal_any(&file.personal));
    assert_true(
        answers_write_without_personal(source, &file, &sink, &bench->place->fault));
    assert_memory_equal(text.bytes, "\xEF\xBB\xBF", 3);
    assert_string_equal(text.bytes + 3, wanted);
    struct source kept = source_of(text.bytes, text.length);
    place_reset(bench->place);
    assert_true(answers_read_mapped(&again, &kept, &bench->questionnaire,
                                    &bench->population, mapping,
                                    &bench->place->problems, &bench->place->fault));
    const struct answers *one = &file.answers;
    const struct answers *other = &again.answers;
    assert_int_equal(one->row_count, other->row_count);
    assert_memory_equal(one->unit, other->unit, one->row_count * sizeof *one->unit);
    assert_memory_equal(one->source_row, other->source_row,
                        one->row_count * sizeof *one->source_row);
    assert_memory_equal(one->code, other->code,
                        (size_t)one->row_count * one->question_count);
    assert_int_equal(file.comment_count, again.comment_count);
    for (size_t c = 0; c < file.comment_count; c++)
        assert_string_equal(file.comment[c].text, again.comment[c].text);
    answer_file_release(&file);
    answer_file_release(&again);
    text_release(&text);
}

static void assert_text_kept(struct bench *bench, const char *text, const char *wanted)
{
    struct source source = source_of(text, strlen(text));
    assert_kept(bench, &source, NULL, wanted);
}

static void columns_about_persons_are_left_out_of_what_is_kept(void **state)
{
    struct bench *bench = *state;
    assert_text_kept(
        bench,
        "sep=,\r\nSvar, fra i dag\r\n\r\n"
        "Navn,id,E-mail,Q1,Q1.comment,telefon\r\n"
        "Jens,A-100,j@s.dk,1,\"to\r\nlinjer; \"\"her\"\"\",11 22 33 44\r\n"
        "\"Hansen, G\",\" B-200\",,0, \t,\r\n\r\n,,,,,\r\n,C-300,x,ja,'=1,y",
        "Svar;fra i dag\n\nNavn;id;E-mail;Q1;Q1.comment;telefon\n"
        ";A-100;;1;\"to\r\nlinjer; \"\"her\"\"\";\n;\" B-200\";;0;;\n\n;;;;;\n"
        ";C-300;;ja;'=1;\n");
}

static void cells_about_persons_are_left_out_where_questions_have_rows(void **state)
{
    struct bench *bench = *state;
    assert_text_kept(bench,
                     "id;ip-adresse;Spørgsmål;Svar;Bemærkning\n"
                     "A-100;10.0.0.1;Q1;1;\nA-100;;e-mail;j@s.dk;\n"
                     "B-200;;E-mail;g@s.dk;\nB-200;10.0.0.2;Q1;0;nej\n",
                     "id;ip-adresse;Spørgsmål;Svar;Bemærkning\n"
                     "A-100;;Q1;1;\nA-100;;e-mail;;\n"
                     "B-200;;E-mail;;\nB-200;;Q1;0;nej\n");
    assert_text_kept(bench,
                     "Spørgsmål;A-100;B-200\nKontaktperson;Jens;Grethe\nQ1;1;0\n",
                     "Spørgsmål;A-100;B-200\nKontaktperson;;\nQ1;1;0\n");
    assert_text_kept(bench, FORM,
                     "Titel;;\nid;A-100;\nE-mail;;\n\nNr.;Spørgsmål;Svar;Bemærkning\n"
                     "Q1;Er der?;ja;'tegn\nQ2;Hvilke?;vi;\nQ2.a;;;\nQ2.b;;;\n"
                     "Q2.c-d;;;\nQ3;Dage;'30;\nKontaktperson;;;\n");
}

/* Titles are no columns: what stands beside a name, or behind it in its cell. */
static void rows_about_persons_above_a_header_are_left_out(void **state)
{
    struct bench *bench = *state;
    assert_text_kept(bench,
                     "Svar for 2026;fra Jens\nUdfyldt af:;Jens Jensen;\n"
                     "E-mail;j@s.dk;Tlf.:;11223344\nKontaktperson: Grethe\n"
                     "CPR;010203-1234\n\nid;Q1\nA-100;1\n",
                     "Svar for 2026;fra Jens\nUdfyldt af:;;\nE-mail;;Tlf.:;\n\"\"\n"
                     "CPR;\n\nid;Q1\nA-100;1\n");
    assert_text_kept(bench, "Udfyldt af:;Jens\n\nid;Spørgsmål;Svar\nA-100;Q1;1\n",
                     "Udfyldt af:;\n\nid;Spørgsmål;Svar\nA-100;Q1;1\n");
    assert_text_kept(bench, "Udfyldt af:;Jens\n\nSpørgsmål;A-100;B-200\nQ1;1;0\n",
                     "Udfyldt af:;\n\nSpørgsmål;A-100;B-200\nQ1;1;0\n");
    assert_text_kept(bench,
                     "id;A-100\nUdfyldt af:;Jens\nTlf: 11223344\n"
                     "Nr.;Spørgsmål;Svar\nQ1;Er der?;1\n",
                     "id;A-100\nUdfyldt af:;\n\"\"\nNr.;Spørgsmål;Svar\n"
                     "Q1;Er der?;1\n");
}

/* Or what stands below the name. */
static void rows_below_names_of_persons_are_left_out(void **state)
{
    struct bench *bench = *state;
    assert_text_kept(
        bench,
        "Udfyldt af;E-mail;Dato\nJens Jensen;j@s.dk;1. maj\nSkolen;a;b\n"
        "\nid;Q1\nA-100;1\n",
        "Udfyldt af;E-mail;Dato\n;;1. maj\nSkolen;a;b\n\nid;Q1\nA-100;1\n");
    assert_text_kept(bench,
                     "Udfyldt af:;;Dato:;\nJens Jensen;;1. maj;\nE-mail\nj@s.dk\n"
                     "Spørgsmål;A-100;B-200\nQ1;1;0\n",
                     "Udfyldt af:;;Dato:;\n;;1. maj;\nE-mail\n\"\"\n"
                     "Spørgsmål;A-100;B-200\nQ1;1;0\n");
    assert_text_kept(bench,
                     "id;A-100\nUdfyldt af;Telefon\nJens;11223344\n"
                     "Nr.;Spørgsmål;Svar\nQ1;Er der?;1\n",
                     "id;A-100\nUdfyldt af;Telefon\n;\nNr.;Spørgsmål;Svar\n"
                     "Q1;Er der?;1\n");
    /* What stands beside is not above, and a row of its own is not below. */
    assert_text_kept(bench,
                     "Udfyldt af;Jens\nSkolen;Nord\nE-mail\n\nfra i dag\nTlf.\n"
                     "id;A-100\nNr.;Spørgsmål;Svar\nQ1;Er der?;1\n",
                     "Udfyldt af;\nSkolen;Nord\nE-mail\n\nfra i dag\nTlf.\n"
                     "id;A-100\nNr.;Spørgsmål;Svar\nQ1;Er der?;1\n");
}

static void what_stands_above_a_header_about_persons_is_told(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("Udfyldt af:;Jens\nE-mail\nMobil: 11223344\n"
                                        "som 010203-1234 skrev\nid;Q1\nA-100;1\n")));
    assert_problem(bench->place, 0, SEVERITY_WARNING, 4, 1,
                   "this cell seems to hold a CPR number; it is kept as it stands, so "
                   "take it out and send the file again, unless it is none");
    assert_problem(bench->place, 2, SEVERITY_WARNING, 5, 0,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: Udfyldt af:, Mobil");
    /* The columns of a header that nobody knows are not what stands beside a name. */
    assert_false(read_bytes(bench, BYTES("skole;Navn;E-mail;P9\n")));
    assert_problem(bench->place, bench->place->problems.problem_count - 1,
                   SEVERITY_WARNING, 1, 0,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: Navn, E-mail");
}

/* A row that is cut off behind the cell of a person has nothing that is kept. */
static void a_refused_row_of_a_person_alone_is_empty(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("e-mail;id;Q1\nj@s.dk\ng@s.dk;A-100;1\n")));
    assert_int_equal(bench->file.refused_count, 1);
    assert_string_equal(bench->file.refused[0].cells, "");
}

/* Of a file of one column, whose rows must not become blank. */
static void rows_stay_where_they_are(void **state)
{
    struct bench *bench = *state;
    assert_text_kept(bench, "\"\"\nNavn;id;Q1\nJens;A-100;1\n",
                     "\"\"\nNavn;id;Q1\n;A-100;1\n");
}

static void what_is_about_persons_is_told_by_its_names(void **state)
{
    struct bench *bench = *state;
    assert_true(read_bytes(bench, BYTES("id;Q1;Mobilnummer;navn;CPR-nr.\n"
                                        "A-100;1;11223344;Æblehaven;010180-1234\n")));
    assert_warning(bench, 1, 1,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: Mobilnummer, navn, CPR-nr.");
    assert_int_equal(bench->file.personal.column_count, 3);
    assert_int_equal(bench->file.personal.heading_row, 1);
    assert_counts(bench, 0, 2);
    personal_release(&bench->file.personal);
    assert_false(personal_any(&bench->file.personal));
    assert_true(read_bytes(bench, BYTES(FORM)));
    assert_problem(bench->place, 1, SEVERITY_WARNING, 5, 0,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: E-mail, Kontaktperson");
}

/* A row that cannot be taken is kept too. */
static void rows_that_are_not_taken_lack_what_is_about_persons(void **state)
{
    struct bench *bench = *state;
    static const char *const file[][2] = {
        {"id;Navn;Q1\nA-100;Jens;7\n", "A-100\t\t7"},
        {"id;Spørgsmål;Svar\nA-100;Q1;7\nA-100;E-mail;j@s.dk\n", "A-100\t7\t"},
        {"id;Spørgsmål;Svar\n;E-mail;j@s.dk\nA-100;Q1;1\n", "\tE-mail\t\t"},
        {"id;A-100\nNr.;Svar\nQ1;7\nE-mail;j@s.dk\n", "A-100\t7\t"},
    };
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        assert_true(read_bytes(bench, file[i][0], strlen(file[i][0])));
        assert_int_equal(bench->file.refused_count, 1);
        assert_string_equal(bench->file.refused[0].cells, file[i][1]);
        assert_true(personal_any(&bench->file.personal));
        assert_true((bench->file.refused[0].unit == NULL) == (i == 2));
    }
}

static void cpr_numbers_are_doubted_where_they_are_kept(void **state)
{
    struct bench *bench = *state;
    static const char *const doubted[] = {"spørg Jens 010180-1234", "311299-0000.",
                                          "x-y-610180-1234", "(290200-4321)"};
    static const char *const not_doubted[] = {
        "0101801234",  "010180-123",      "010180-12345", "1010180-1234", "321280-1234",
        "001280-1234", "010080-1234",     "011380-1234",  "920180-1234",  "12-010180",
        "-1234",       "2026-05-31-1234", "a10180-1234",  "010180-12a4"};
    for (size_t i = 0; i < sizeof doubted / sizeof *doubted; i++) {
        struct text text = {0};
        text_print(&text, "id;Q1;Q1.comment\nA-100;1;%s\n", doubted[i]);
        assert_true(read_bytes(bench, text.bytes, text.length));
        assert_problem(bench->place, 1, SEVERITY_WARNING, 2, 3,
                       "this cell seems to hold a CPR number; it is kept as it stands, "
                       "so take it out and send the file again, unless it is none");
        assert_counts(bench, 0, 2);
        assert_string_equal(bench->file.comment[0].text, doubted[i]);
        text_release(&text);
    }
    for (size_t i = 0; i < sizeof not_doubted / sizeof *not_doubted; i++) {
        struct text text = {0};
        text_print(&text, "id;Q1;Q1.comment\nA-100;1;%s\n", not_doubted[i]);
        assert_true(read_bytes(bench, text.bytes, text.length));
        assert_counts(bench, 0, 1);
        text_release(&text);
    }
    assert_true(
        read_bytes(bench, BYTES("id;Q1;token\nA-100;010180-1234;010180-1234\n")));
    assert_int_equal(bench->place->problems.error_count, 1);
    assert_int_equal(bench->place->problems.warning_count, 3);
}

static const char rows[] =
    CELLS("<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>id</t></is></c>"
          "<c r=\"B2\" t=\"inlineStr\"><is><t>E-mail</t></is></c>"
          "<c r=\"C2\" t=\"inlineStr\"><is><t>Q1</t></is></c></row>"
          "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>A-100</t></is></c>"
          "<c r=\"B4\" t=\"inlineStr\"><is><t>j@s.dk</t></is></c>"
          "<c r=\"C4\"><v>1</v></c></row>"
          "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>B-200</t></is></c>"
          "<c r=\"C5\"><v>0</v></c></row>");

static void a_workbook_is_traced_and_kept_by_its_sheet(void **state)
{
    struct bench *bench = *state;
    struct archive archive;
    archive_of(&archive, rows, TEXTS(""));
    archive_close(&archive);
    assert_traced_in(bench, &archive.made, NULL, 0, 4, "Q1 1 code 4:3=1(Q1)\n");
    assert_traced_in(bench, &archive.made, NULL, 1, 5, "Q1 0 code 5:3=0(Q1)\n");
    assert_kept(bench, &archive.made, NULL, "\nid;E-mail;Q1\n\nA-100;;1\nB-200;;0\n");
    place_reset(bench->place);
    answer_file_release(&bench->file);
    assert_true(answers_read(&bench->file, &archive.made, &bench->questionnaire,
                             &bench->population, &bench->place->problems,
                             &bench->place->fault));
    assert_string_equal(bench->file.sheet_name, "Ark1");
    archive_forget(&archive);
}

static const char *const short_of_memory[] = {
    "Navn;id;Q1;Q1.comment;Q2.a;Q2.b\nJens;A-100;1;'x;1;\n",
    "id;Spørgsmål;Svar;Bemærkning;mail\nA-100;Q2;a;x;j\nA-100;Q2;b;;\nA-100;Navn;j;;\n",
    "Spørgsmål;A-100\nQ2;\"a; b\"\nNavn;Jens\n",
    FORM,
};

static bool trace_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    bool all = true;
    for (size_t i = 0; all && i < sizeof short_of_memory / sizeof *short_of_memory;
         i++) {
        struct source source =
            source_of(short_of_memory[i], strlen(short_of_memory[i]));
        struct answers_trace trace = {0};
        struct text text = {0};
        const struct byte_sink sink = {add_bytes, &text};
        all = answers_trace(&trace, &source, &bench->questionnaire, &bench->population,
                            &no_reading, 0, 2, fault)
              && answers_write_without_personal(&source, &trace.file, &sink, fault);
        if (all)
            assert_true(trace.row == 0
                        && trace.answer[Q1].cell_count + trace.answer[Q2].cell_count
                               > 0);
        text_release(&text);
        answers_trace_release(&trace);
    }
    return all;
}

static void tracing_survives_a_shortage(void **state)
{
    assert_survives_shortage(trace_short, *state);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, open_kinds, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_row_an_institution_is_traced_by_its_header),
        HERE(a_row_that_was_not_taken_has_no_trace),
        HERE(options_have_cells_of_their_own),
        HERE(a_row_an_answer_is_traced_to_its_row),
        HERE(a_column_an_institution_is_traced_down_it),
        HERE(a_form_is_traced_to_its_rows),
        HERE(a_mapping_is_why_its_answers_are),
        HERE(columns_about_persons_are_left_out_of_what_is_kept),
        HERE(cells_about_persons_are_left_out_where_questions_have_rows),
        HERE(rows_about_persons_above_a_header_are_left_out),
        HERE(rows_below_names_of_persons_are_left_out),
        HERE(a_refused_row_of_a_person_alone_is_empty),
        HERE(what_stands_above_a_header_about_persons_is_told),
        HERE(rows_stay_where_they_are),
        HERE(what_is_about_persons_is_told_by_its_names),
        HERE(rows_that_are_not_taken_lack_what_is_about_persons),
        HERE(cpr_numbers_are_doubted_where_they_are_kept),
        HERE(a_workbook_is_traced_and_kept_by_its_sheet),
        HERE(tracing_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
