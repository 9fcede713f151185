/* SurveyXact's sets: answers as codes, and beside them which question each variable is
   of and which answer each code is. */

#include "tools_bench.h"

#include <iconv.h>

/* Codes stand in the order in which the options were made, and don't know is not the
   last of them. */
static const char labels[] = "v_1;1;Ja\nv_1;2;Nej \n"
                             "v_2;4;Slet ikke\nv_2;1;\"I ringe grad; sjældent \"\n"
                             "v_2;3;Ved ikke    \nv_2;2;I høj grad\n"
                             "v_3;4;Slet ikke\nv_3;1;\"I ringe grad; sjældent\"\n"
                             "v_3;3;Ved ikke\nv_3;2;I høj grad\n"
                             "v_4_1;0;Ikke valgt\nv_4_1;1;Valgt\n"
                             "v_4_2;0;Ikke valgt\nv_4_2;1;Valgt\n"
                             "v_4_3;0;Ikke valgt\nv_4_3;1;Valgt\n"
                             "s_6;1;Ja\ns_6;2;Nej\ns_7;1;Ja\ns_7;2;Nej\n"
                             "v_8;1;Nej\nv_8;2;Ja\nstato_4;0;Ikke valgt\n"
                             "stato_4;1;Valgt\n";

static const char structure[] =
    "questionName;variableName;questionType;subType;questionText;choiceValue;choiceText\n"
    "s_1;s_1;Open;String;kode;;\n"
    "v_1;v_1;Closed;Single;Er der en politik, som alle kender? ;;\n"
    "v_2;v_2;Closed;Single;Hvor ofte øves der i beredskab?;;\n"
    "v_3;v_3;Closed;Single;Hvor ofte øves der i genopretning?;;\n"
    "v_4;v_4_1;Closed;Multiple;Hvad er på plads?;2;Antivirus \n"
    "v_4;v_4_2;Closed;Multiple;Hvad er på plads?;1;Brandmur, fysisk\n"
    "v_4;v_4_3;Closed;Multiple;Hvad er på plads?;3;Ved ikke\n"
    "v_5;v_5;Open;Double;Hvor mange timer?;;\n"
    "s_6;s_6;Closed;Single;Er det nok?;;\n"
    "s_7;s_7;Closed;Single;Er det nok?;;\n"
    "v_8;v_8;Closed;Single;Drift - Prøves det af? ;;\n"
    "s_9;s_9;Open;String;E-mail;;\n"
    "statoverall;stato_4;Closed;Multiple;Samlet status;4;Gennemført\n";

#define HEAD                                                                           \
    "responde;organiza;s_1;v_1;v_2;v_3;v_4_1;v_4_2;v_4_3;v_5;s_6;s_7;v_8;s_9;email;"   \
    "stato_1;stato_2;stato_3;stato_4;stato_5\n"

static const char dataset[] =
    HEAD "81;27;A-100;1;2;3;1;0;0;7.5;1;2;2;nogen@eksempel.dk;x;0;0;0;1;0\n"
         "82;27;B-200;2;4;1;;;;;2;1;1;;;0;0;0;1;0\n"
         "83;27;C-300;1;9;1;0;0;1;;;;;;;0;0;1;0;0\n"
         "84;27;C-300;1;2;2;0;0;1;;;;;;;0;0;0;1;0\n"
         "85;27;Ukendt;;;;;;;;;;;;;1;0;0;0;0\n";

/* P1 yes, P2 a lot, P3 don't know, P4 av, 7.5, P6 yes, P7 no, P8 yes; then all of
   another; then what don't know among several is. */
static const char wanted[] = "A-100@2 1230010101 7.5\n"
                             "B-200@3 001....010\n"
                             "C-300@5 1223......\n";

static struct source owned(const char *path, const char *bytes, size_t size)
{
    struct source source = {.size = size};
    source.path = memory_copy_text(path, strlen(path));
    source.bytes = (uint8_t *)memory_copy_text(bytes, size);
    sha256_text(source.hash, source.bytes, source.size);
    return source;
}

static bool add_list(struct bench *bench, struct codebook *codebook,
                     enum file_part part, const char *bytes, size_t size)
{
    static const char *const path[] = {"", "structure.csv", "labels.csv"};
    struct source source = owned(path[part], bytes, size);
    enum file_part found;
    assert_true(file_part_find(&found, &source, &bench->place->fault));
    assert_int_equal(found, part);
    bool added = codebook_add(codebook, part, &source, &bench->place->problems,
                              &bench->place->fault);
    assert_null(source.bytes);
    return added;
}

static bool read_set(struct bench *bench, const char *own_structure,
                     const char *own_labels, const char *answers)
{
    struct codebook *codebook = codebook_new();
    struct source source = source_of(answers, strlen(answers));
    const struct answers_reading reading = {.codebook = codebook};
    assert_non_null(codebook);
    if (own_structure != NULL)
        assert_true(add_list(bench, codebook, PART_STRUCTURE, own_structure,
                             strlen(own_structure)));
    if (own_labels != NULL)
        assert_true(
            add_list(bench, codebook, PART_LABELS, own_labels, strlen(own_labels)));
    assert_no_problem(bench->place);
    bool read = read_source(bench, &source, &reading);
    codebook_free(codebook);
    return read;
}

static void variables_and_codes_are_what_their_texts_say(void **state)
{
    struct bench *bench = *state;
    assert_true(read_set(bench, structure, labels, dataset));
    assert_counts(bench, 0, 4);
    assert_warning(bench, 0, 1, 0,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: s_9, email");
    assert_warning(bench, 1, 4, 5,
                   "P2: the tool's labels do not say which answer \"9\" is");
    assert_warning(bench, 2, 4, 0,
                   "\"C-300\" (Centret) is final in row 5; this draft is kept with the "
                   "file and does not count");
    assert_warning(bench, 3, 6, 3,
                   "\"Ukendt\" is no institution in the register \"houses\"");
    assert_rows_taken(bench, wanted);
    assert_int_equal(bench->file.draft_count, 0);
    assert_int_equal(bench->file.aside_count, 2);
    assert_string_equal(bench->file.refused[1].cells,
                        "85\t27\tUkendt\t\t\t\t\t\t\t\t\t\t\t\t\t1\t0\t0\t0\t0");
}

/* `text` in the byte layout of one of the tool's three forms, and in UTF-8. */
static void lay_out(struct text *laid, const char *text, char delimiter, bool quoted,
                    const char *encoding, const char *line_end, bool surplus)
{
    struct text changed = {0};
    bool open = false;
    bool first = true;
    size_t line = 0;
    text_add(&changed, strcmp(encoding, "UTF-16LE") == 0 ? "\xEF\xBB\xBF" : "");
    for (const char *at = text; *at != '\0'; at++) {
        if (quoted && first && *at != '"')
            text_add_character(&changed, '"');
        bool was_quoted = first && *at == '"';
        first = false;
        if (*at == '"') {
            open = !open;
            if (!quoted || was_quoted)
                text_add_character(&changed, '"');
            continue;
        }
        if (open || (*at != ';' && *at != '\n')) {
            text_add_character(&changed, *at);
            continue;
        }
        if (quoted)
            text_add_character(&changed, '"');
        if (*at == '\n' && surplus && line++ > 0)
            text_add_character(&changed, delimiter);
        text_add(&changed, *at == '\n' ? line_end : (char[]){delimiter, '\0'});
        first = true;
    }
    if (quoted && changed.length > 0 && changed.bytes[changed.length - 1] == '"'
        && first)
        changed.length--;
    iconv_t converter = iconv_open(encoding, "UTF-8");
    char room[8192];
    char *in = changed.bytes;
    char *out = room;
    size_t left = changed.length;
    size_t space = sizeof room;
    assert_true(converter != (iconv_t)-1);
    assert_true(iconv(converter, &in, &left, &out, &space) != (size_t)-1);
    iconv_close(converter);
    text_clear(laid);
    text_append(laid, room, sizeof room - space);
    text_release(&changed);
}

static void every_byte_layout_is_the_same_set(void **state)
{
    struct bench *bench = *state;
    static const struct {
        char delimiter;
        bool quoted;
        const char *encoding;
        const char *line_end;
        bool surplus;
    } form[] = {
        {';', false, "WINDOWS-1252", "\n", false},
        {',', true, "WINDOWS-1252", "\n", true},
        {'\t', false, "UTF-16LE", "\r\n", false},
        {';', false, "UTF-8", "\r\n", false},
    };
    for (size_t f = 0; f < sizeof form / sizeof *form; f++) {
        struct text list[3] = {{0}};
        static const char *const text[] = {dataset, structure, labels};
        struct codebook *codebook = codebook_new();
        const struct answers_reading reading = {.codebook = codebook};
        place_reset(bench->place);
        for (int part = PART_ANSWERS; part <= PART_LABELS; part++)
            lay_out(&list[part], text[part], form[f].delimiter, form[f].quoted,
                    form[f].encoding, form[f].line_end,
                    form[f].surplus && part != PART_LABELS);
        for (int part = PART_STRUCTURE; part <= PART_LABELS; part++)
            assert_true(add_list(bench, codebook, (enum file_part)part,
                                 list[part].bytes, list[part].length));
        assert_no_problem(bench->place);
        struct source source = source_of(list[0].bytes, list[0].length);
        assert_true(read_source(bench, &source, &reading));
        assert_counts(bench, 0, 4);
        assert_rows_taken(bench, wanted);
        assert_int_equal(bench->file.format.delimiter, form[f].delimiter);
        codebook_free(codebook);
        for (int part = PART_ANSWERS; part <= PART_LABELS; part++)
            text_release(&list[part]);
    }
}

static void a_code_is_never_taken_for_a_value(void **state)
{
    struct bench *bench = *state;
    assert_true(read_set(bench, structure, labels,
                         "s_1;v_1;v_2;v_4_1\nA-100;0;1;1\nB-200;1;0;1\n"
                         "C-300;1;1;7\nD-400;Nej;I høj grad;1\n"));
    assert_error(bench, 2, 2, 2,
                 "P1: the tool's labels do not say which answer \"0\" is");
    assert_error(bench, 3, 3, 3,
                 "P2: the tool's labels do not say which answer \"0\" is");
    assert_error(bench, 4, 4, 4,
                 "P4: the tool's labels do not say which answer \"7\" is");
    assert_rows_taken(bench, "D-400@5 02_0_1____\n");
}

static void labels_alone_tell_codes_of_questions_by_their_ids(void **state)
{
    struct bench *bench = *state;
    assert_true(read_set(bench, NULL,
                         "P1;5;Ja\nP1;6;Nej\nP2;1;Slet ikke\nP2;2;Aldrig\n",
                         "kode;P1;P2\nA-100;5;1\nB-200;6;2\n"));
    assert_problem(bench->place, 0, SEVERITY_WARNING, 4, 3,
                   "\"Aldrig\" is no answer to P2; cells with the code 2 cannot be "
                   "read");
    assert_string_equal(bench->place->problems.problem[0].where, "labels.csv");
    assert_error(bench, 2, 3, 3,
                 "P2: the tool's labels do not say which answer \"2\" is");
    assert_rows_taken(bench, "A-100@2 10________\n");
}

static void a_structure_alone_leaves_numbers_open(void **state)
{
    struct bench *bench = *state;
    assert_false(read_set(bench, structure, NULL, "s_1;v_1;v_2\nA-100;1;1\n"));
    assert_error(bench, 0, 1, 2,
                 "numbers in this file are the survey tool's own codes (first under "
                 "P1), and no labels say what they stand for; put the file of labels "
                 "beside it, or say with \"numbers\" in a mapping what they are");
    assert_counts(bench, 1, 1);
}

#define STRUCTURE "variableName;questionText;questionName;choiceText\n"

static void mistakes_in_the_lists_are_told(void **state)
{
    struct bench *bench = *state;
    struct codebook *codebook = codebook_new();
    assert_true(add_list(bench, codebook, PART_STRUCTURE,
                         BYTES(STRUCTURE "v_1;Er der;v_1;\n;Noget;;\nV_1;Er der;v_1;\n"
                                         ";;;\n")));
    assert_error(bench, 0, 3, 0, "this row of the structure names no variable");
    assert_error(bench, 1, 4, 0, "the variable \"V_1\" stands in the structure twice");
    struct text text = {0};
    for (int row = 0; row < 20; row++)
        text_print(&text, "v_1;%d;Svar\n", row);
    text_add(&text, "v_1;21;Svar;mere\n;22;Svar\nv_1;;Svar\n");
    place_reset(bench->place);
    assert_true(add_list(bench, codebook, PART_LABELS, text.bytes, text.length));
    for (size_t p = 0; p < 3; p++)
        assert_error(bench, p, 21 + p, 0,
                     "a row of the labels is a variable, a code and its text");
    text_release(&text);
    codebook_free(codebook);
    assert_int_equal(bench->place->problems.error_count, 3);
    place_reset(bench->place);
    assert_false(read_set(bench, NULL, "P1;1;Ja\nP1;1;Nej\n", "kode;P1\nA-100;1\n"));
    assert_error(bench, 0, 2, 2, "the code 1 of \"p1\" stands for two answers");
    place_reset(bench->place);
    assert_false(read_set(bench, STRUCTURE "P1;Hvor mange timer?;v_1;\n", NULL,
                          "kode;P1\nA-100;1\n"));
    assert_error(bench, 0, 2, 0,
                 "the variable \"p1\" has the name of P1 and the text of P5; a mapping "
                 "can say which it is");
    place_reset(bench->place);
    assert_false(read_set(bench,
                          STRUCTURE "v_1;Er det nok?;v_1;\nv_2;Er det nok?;v_2;\n"
                                    "v_3;Er det nok?;v_3;\n",
                          NULL, "kode;v_1\nA-100;1\n"));
    assert_error(bench, 0, 0, 0,
                 "\"Er det nok?\" is the text of 3 questions of the tool (v_1, v_2, "
                 "v_3) and of 2 here (P6, P7); a mapping can say which variable is "
                 "which");
    place_reset(bench->place);
    assert_false(read_set(bench, STRUCTURE "v_1;Hvor mange elever?;v_1;\n", NULL,
                          "kode;P1;v_1\nA-100;1;1\n"));
    assert_error(bench, 0, 1, 3,
                 "\"v_1\", which asks \"Hvor mange elever?\", is no question of tools "
                 "2026; a mapping can say which it is, or that it is none");
}

static void a_mapping_goes_before_the_lists(void **state)
{
    struct bench *bench = *state;
    struct mapping *mapping = load_mapping(
        bench, "{\"format\": \"baseline-mapping-1\", \"unit\": \"s_1\", \"columns\": {"
               "\"v_1\": \"P6\", \"v_2\": \"P3\", \"v_8\": null}, \"answers\": {"
               "\"P3\": {\"2\": \"0\"}}}");
    struct codebook *codebook = codebook_new();
    struct source source = source_of(BYTES("s_1;v_1;v_2;v_8\nA-100;2;2;x\n"));
    const struct answers_reading reading = {.mapping = mapping, .codebook = codebook};
    struct aid aid[AID_LIMIT];
    char identity[2][SHA256_TEXT_BYTES];
    assert_no_problem(bench->place);
    assert_true(add_list(bench, codebook, PART_STRUCTURE, BYTES(structure)));
    assert_true(add_list(bench, codebook, PART_LABELS, BYTES(labels)));
    assert_true(read_source(bench, &source, &reading));
    assert_counts(bench, 0, 1);
    assert_rows_taken(bench, "A-100@2 __0____0__\n");
    assert_int_equal(answer_file_list_aids(&bench->file, aid), 3);
    assert_int_equal(aid[0].kind, AID_MAPPING);
    assert_int_equal(aid[2].kind, AID_LABELS);
    struct answers_reading less = reading;
    less.mapping = NULL;
    assert_true(reading_identify(identity[0], &reading, &bench->place->fault));
    assert_true(reading_identify(identity[1], &less, &bench->place->fault));
    assert_string_not_equal(identity[0], identity[1]);
    less = (struct answers_reading){0};
    assert_true(reading_identify(identity[1], &less, &bench->place->fault));
    assert_string_equal(identity[1], "");
    codebook_free(codebook);
    mapping_free(mapping);
}

static void what_a_list_is_is_told_by_its_content(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *text;
        enum file_part part;
    } file[] = {
        {"a;1;Ja\n", PART_LABELS},
        {"a;-1;Ja;\n\"b\";2;\"x;y\"\n", PART_LABELS},
        {"kode;P1;P2\nA;1;2\n", PART_ANSWERS},
        {"1;1;Ja\n", PART_ANSWERS},
        {"a;1;Ja\na;b;Ja\n", PART_ANSWERS},
        {"a;1\n", PART_ANSWERS},
        {"", PART_ANSWERS},
        {"\"", PART_ANSWERS},
        {"VARIABLENAME,x,QuestionText\n", PART_STRUCTURE},
        {"Titel\nvariableName,questionText\n", PART_ANSWERS},
    };
    for (size_t f = 0; f < sizeof file / sizeof *file; f++) {
        enum file_part part;
        struct source source = source_of(file[f].text, strlen(file[f].text));
        assert_true(file_part_find(&part, &source, &bench->place->fault));
        assert_int_equal(part, file[f].part);
    }
}

struct sheet_text {
    const char *name;
    const char *text; /* cells apart by ';', rows by '\n' */
};

static bool fill(void *context, lxw_workbook *workbook, struct fault *fault)
{
    (void)fault;
    for (const struct sheet_text *sheet = context; sheet->name != NULL; sheet++) {
        lxw_worksheet *page = workbook_add_worksheet(workbook, sheet->name);
        char text[4096];
        lxw_row_t row = 0;
        lxw_col_t column = 0;
        snprintf(text, sizeof text, "%s", sheet->text);
        for (char *cell = text, *at = text; *at != '\0'; at++) {
            if (*at != ';' && *at != '\n')
                continue;
            bool last = *at == '\n';
            *at = '\0';
            char *end;
            double number = strtod(cell, &end);
            if (*cell != '\0' && *end == '\0')
                worksheet_write_number(page, row, column, number, NULL);
            else if (*cell != '\0')
                worksheet_write_string(page, row, column, cell, NULL);
            column = last ? 0 : (lxw_col_t)(column + 1);
            row += last;
            cell = at + 1;
        }
    }
    return true;
}

static bool read_book(struct bench *bench, struct sheet_text *sheet)
{
    struct text bytes = {0};
    assert_true(book_write(&bytes, fill, sheet, &bench->place->fault));
    struct source source = source_of(bytes.bytes, bytes.length);
    bool read = read_source(bench, &source, NULL);
    text_release(&bytes);
    return read;
}

#define SIMPLE_LABELS                                                                  \
    "v_1;1;Ja\nv_1;2;Nej\nv_2;4;Slet ikke\nv_2;3;Ved ikke\nv_2;2;I høj grad\n"

static void sheets_of_one_workbook_are_a_set(void **state)
{
    struct bench *bench = *state;
    struct sheet_text whole[] = {
        {"Dataset", "responde;s_1;v_1;v_2;stato_4\n1;A-100;1;2;1\n2;B-200;2;3;1\n"},
        {"Structure", STRUCTURE "s_1;kode;s_1;\nv_1;Er der en politik, som alle "
                                "kender?;v_1;\nv_2;Hvor ofte øves der i "
                                "beredskab?;v_2;\n"},
        {"Labels", SIMPLE_LABELS},
        {0}};
    assert_true(read_book(bench, whole));
    assert_counts(bench, 0, 1);
    assert_rows_taken(bench, "A-100@2 12________\nB-200@3 03________\n");
    struct sheet_text split[] = {
        {"Labels", SIMPLE_LABELS},
        {"Dataset(1)", "responde;s_1;stato_4\n1;A-100;1\n2;B-200;1\n3;C-300;0\n"},
        {"Dataset(2)", "v_1;responde\n2;2\n9;3\n1;1\n"},
        {"Dataset(3)", "responde;v_2\n1;2\n2;3\n"},
        whole[1],
        {0}};
    assert_true(read_book(bench, split));
    assert_counts(bench, 0, 4);
    assert_warning(bench, 1, 4, 1,
                   "the respondent \"3\" stands on the sheet \"Dataset(1)\" and not on "
                   "\"Dataset(3)\"; what is asked there is blank");
    assert_string_equal(bench->place->problems.problem[1].where, "file.csv:Dataset(1)");
    assert_warning(bench, 3, 3, 1,
                   "P1: the tool's labels do not say which answer \"9\" is");
    assert_rows_taken(bench, "A-100@2 12________\nB-200@3 03________\n"
                             "C-300@4 draft ..________\n");
    assert_int_equal(bench->file.draft_count, 1);
}

/* A cell is where the file that was sent has it, whatever it was joined to. */
static void cells_of_joined_sheets_are_traced_to_their_own(void **state)
{
    struct bench *bench = *state;
    struct sheet_text split[] = {
        {"Dataset(1)", "responde;P5;kode\n1;7;A-100\n2;8;B-200\n3;9;C-300\n"},
        {"Dataset(2)", "P1;responde;P6\nJa;2;Ja\nNej;1;Ja\n"},
        {0}};
    static const struct {
        uint32_t unit;
        size_t place[3][2]; /* of P1, P5, P6 */
    } expected[] = {{0, {{3, 1}, {2, 2}, {3, 3}}},
                    {1, {{2, 1}, {3, 2}, {2, 3}}},
                    {2, {{0, 1}, {4, 2}, {0, 3}}}};
    static const char *const heading[] = {"P1", "P5", "P6"};
    struct text bytes = {0};
    assert_true(book_write(&bytes, fill, split, &bench->place->fault));
    struct source source = source_of(bytes.bytes, bytes.length);
    const struct answers_reading reading = {0};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct answers_trace trace;
        assert_true(answers_trace(&trace, &source, &bench->questionnaire,
                                  &bench->population, &reading, expected[i].unit,
                                  (uint32_t)i + 2, &bench->place->fault));
        assert_string_equal(trace.file.sheet_name, "Dataset(1)/Dataset(2)");
        assert_int_equal(trace.cell_count, 3);
        for (size_t c = 0; c < 3; c++) {
            const struct traced_cell *cell = &trace.cell[c];
            assert_int_equal(cell->row, expected[i].place[c][0]);
            assert_int_equal(cell->column, expected[i].place[c][1]);
            assert_string_equal(cell->sheet, c == 1 ? "Dataset(1)" : "Dataset(2)");
            assert_string_equal(cell->heading, heading[c]);
            assert_int_equal(cell->heading_row, 1);
        }
        answers_trace_release(&trace);
    }
    text_release(&bytes);
}

static void what_is_about_persons_is_told_of_its_own_sheet(void **state)
{
    struct bench *bench = *state;
    struct sheet_text split[] = {
        {"Dataset(1)", "responde;kode;navn;P5;mobil\n1;A-100;Jens;1;112\n"},
        {"Dataset(2)", "P1;responde\nJa;1\n"},
        {"Dataset(3)", "email;P6;responde;tlf\nj@s.dk;Ja;1;113\n"},
        {0}};
    assert_true(read_book(bench, split));
    assert_warning(bench, 0, 1, 3,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: navn, mobil");
    assert_string_equal(bench->place->problems.problem[0].where, "file.csv:Dataset(1)");
    assert_warning(bench, 2, 1, 1,
                   "what is about persons is no answer, and is kept only with "
                   "--keep-personal: email, tlf");
    assert_string_equal(bench->place->problems.problem[2].where, "file.csv:Dataset(3)");
}

static void sheets_that_cannot_be_joined_are_told(void **state)
{
    struct bench *bench = *state;
    struct sheet_text split[] = {{"Dataset(1)", "responde;kode\n1;A-100\n2;B-200\n"},
                                 {"Dataset(2)", "P5;responde;P1\n1;1;Ja\n900;2;x\n"},
                                 {0}};
    assert_true(read_book(bench, split));
    assert_string_equal(bench->place->problems.problem[1].where, "file.csv:Dataset(2)");
    assert_error(bench, 1, 3, 1,
                 "P5: \"900\" is no answer to this question; it takes a number from 0 "
                 "to 100");
    assert_error(bench, 2, 3, 3,
                 "P1: \"x\" is no answer to this question; it takes 0 (No) or 1 (Yes)");
    assert_rows_taken(bench, "A-100@2 1_____0___ 1.0\n");
}

static void respondents_without_a_row_on_a_sheet_are_told(void **state)
{
    struct bench *bench = *state;
    struct sheet_text split[] = {
        {"Dataset(1)", "responde;kode;P5\n1;A-100;1\n2;B-200;1\n3;C-300;1\n"},
        {"Dataset(2)", "responde;P1\n1;Ja\n"},
        {0}};
    assert_true(read_book(bench, split));
    assert_counts(bench, 0, 2);
    assert_warning(bench, 1, 3, 1,
                   "2 respondents stand on the sheet \"Dataset(1)\" and not on "
                   "\"Dataset(2)\" (the first is \"2\"); what is asked there is blank");
    assert_rows_taken(
        bench,
        "A-100@2 1_____0___ 1.0\nB-200@3 ._____0___ 1.0\nC-300@4 ._____0___ 1.0\n");
}

static void rows_that_belong_to_nobody_are_told(void **state)
{
    struct bench *bench = *state;
    struct sheet_text strange[] = {{"Dataset(1)", "kode;P5\nA-100;1\n"},
                                   {"Dataset(2)", "responde;P1\n1;Ja\n"},
                                   {0}};
    assert_false(read_book(bench, strange));
    assert_error(bench, 0, 0, 0,
                 "no column stands on every sheet of the dataset, so that nothing says "
                 "which of their rows belong together");
    struct sheet_text twice[] = {{"Dataset(1)", "kode;P5\nA-100;1\n"},
                                 {"Dataset(2)", "kode;P1\nA-100;Ja\nA-100;Nej\n"},
                                 {0}};
    assert_false(read_book(bench, twice));
    assert_error(bench, 0, 3, 1,
                 "the respondent \"A-100\" has two rows on the sheet \"Dataset(2)\"");
    struct sheet_text alone[] = {{"Dataset(1)", "kode;P5\nA-100;1\n"},
                                 {"Dataset(2)", "kode;P1\nB-200;Ja\nA-100;Nej\n"},
                                 {0}};
    assert_false(read_book(bench, alone));
    assert_error(bench, 1, 2, 1,
                 "the respondent \"b-200\" stands on the sheet \"Dataset(2)\" and not "
                 "on \"Dataset(1)\"");
    assert_string_equal(bench->place->problems.problem[1].where, "file.csv:Dataset(2)");
}

static bool read_lists_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct problems problems = {0};
    struct answer_file file = {0};
    struct source source = source_of(BYTES(dataset));
    struct codebook *codebook = codebook_new();
    const struct answers_reading reading = {.codebook = codebook};
    bool ok = codebook != NULL || fault_memory(fault);
    for (int part = PART_STRUCTURE; ok && part <= PART_LABELS; part++) {
        const char *text = part == PART_STRUCTURE ? structure : labels;
        struct source list = {.path = memory_copy_text("list.csv", 8),
                              .size = strlen(text)};
        list.bytes = (uint8_t *)memory_copy_text(text, list.size);
        ok = list.path != NULL && list.bytes != NULL;
        if (!ok)
            fault_memory(fault);
        ok =
            ok && codebook_add(codebook, (enum file_part)part, &list, &problems, fault);
        source_release(&list);
    }
    ok = ok
         && answers_read_as(&file, &source, &bench->questionnaire, &bench->population,
                            &reading, &problems, fault);
    if (ok)
        assert_int_equal(file.answers.row_count, 3);
    answer_file_release(&file);
    codebook_free(codebook);
    problems_release(&problems);
    return ok;
}

static void lists_survive_a_shortage(void **state)
{
    assert_survives_shortage(read_lists_short, *state);
}

static bool read_book_short(void *context, struct fault *fault)
{
    struct bench *bench = ((void **)context)[0];
    const struct text *bytes = ((void **)context)[1];
    struct problems problems = {0};
    struct answer_file file = {0};
    struct source source = source_of(bytes->bytes, bytes->length);
    bool ok = answers_read(&file, &source, &bench->questionnaire, &bench->population,
                           &problems, fault);
    answer_file_release(&file);
    problems_release(&problems);
    return ok;
}

static void joined_sheets_survive_a_shortage(void **state)
{
    struct bench *bench = *state;
    struct text bytes = {0};
    struct sheet_text split[] = {
        {"Dataset(1)", "responde;kode;stato_4\n1;A-100;1\n2;B-200;0\n"},
        {"Dataset(2)", "P5;responde;P1\n1;1;Ja\n900;2;x\n"},
        {"Labels", "P1;1;Ja\nP1;2;Nej\n"},
        {0}};
    assert_true(book_write(&bytes, fill, split, &bench->place->fault));
    void *context[] = {bench, &bytes};
    assert_survives_shortage(read_book_short, context);
    text_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(variables_and_codes_are_what_their_texts_say),
        HERE(every_byte_layout_is_the_same_set),
        HERE(a_code_is_never_taken_for_a_value),
        HERE(labels_alone_tell_codes_of_questions_by_their_ids),
        HERE(a_structure_alone_leaves_numbers_open),
        HERE(mistakes_in_the_lists_are_told),
        HERE(a_mapping_goes_before_the_lists),
        HERE(what_a_list_is_is_told_by_its_content),
        HERE(sheets_of_one_workbook_are_a_set),
        HERE(sheets_that_cannot_be_joined_are_told),
        HERE(what_is_about_persons_is_told_of_its_own_sheet),
        HERE(cells_of_joined_sheets_are_traced_to_their_own),
        HERE(respondents_without_a_row_on_a_sheet_are_told),
        HERE(rows_that_belong_to_nobody_are_told),
        HERE(lists_survive_a_shortage),
        HERE(joined_sheets_survive_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
