/* Definitions as tables and back: nothing is lost on the way. */

#include "sheets_files.h"

#include "archive.h"

#include <time.h>

static void assert_comes_back(struct place *place, json_t *definition)
{
    struct sheets sheets;
    struct text wanted = {0};
    definition_print(&wanted, definition);
    write_folder(place, definition);
    bool read = read_folder(place, &sheets);
    assert_no_problem(place);
    assert_true(read);
    assert_normal(sheets.definition, wanted.bytes);
    sheets_release(&sheets);
    write_workbook(place, definition);
    read = read_workbook(place, &sheets);
    assert_no_problem(place);
    assert_true(read);
    assert_normal(sheets.definition, wanted.bytes);
    sheets_release(&sheets);
    text_release(&wanted);
    forget_files(place);
    json_decref(definition);
}

static void the_normal_form_has_the_formats_order(void **state)
{
    (void)state;
    json_t *definition = json_of(
        "{'pool': {'rule': 'mean', 'column': 'c'}, 'dimensions': [{'weight': 1.0, "
        "'title': {'en': 'T', 'da': 'T'}, 'id': 'd', 'questions': ['B', {'weight': "
        "0.50, 'question': 'A'}]}], 'extra': [], 'scales': {'z': {'options': [{'label': "
        "{}, 'code': '1'}], 'clip': true}, 'a': {'target': 1e2, 'lowest': -0.0}}, "
        "'format': 'baseline-questionnaire-1', 'questions': [{'references': {'z': [], "
        "'a': []}, 'id': 'Q'}]}");
    assert_normal(
        definition,
        "{\n"
        "  \"format\": \"baseline-questionnaire-1\",\n"
        "  \"scales\": {\n"
        "    \"z\": {\"options\": [{\"code\": \"1\", \"label\": {}}], \"clip\": true},\n"
        "    \"a\": {\"target\": 100, \"lowest\": 0}\n"
        "  },\n"
        "  \"questions\": [{\"id\": \"Q\", \"references\": {\"z\": [], \"a\": []}}],\n"
        "  \"dimensions\": [\n"
        "    {\n"
        "      \"id\": \"d\",\n"
        "      \"title\": {\"en\": \"T\", \"da\": \"T\"},\n"
        "      \"questions\": [\"B\", {\"question\": \"A\", \"weight\": 0.5}],\n"
        "      \"weight\": 1\n"
        "    }\n"
        "  ],\n"
        "  \"pool\": {\"column\": \"c\", \"rule\": \"mean\"},\n"
        "  \"extra\": []\n"
        "}\n");
    json_decref(definition);
}

static void the_normal_form_writes_every_text_and_number(void **state)
{
    (void)state;
    json_t *definition = json_of(
        "{'id': 'æ\\u20ac\\ud83d\\ude00', 'edition': '\\\\\\b\\f\\n\\r\\t\\u0001/', "
        "'other_columns': [0.1, 0.10000000000000001, -3, 1000000.5, 1e-6, 1.50, "
        "true, false, null, {}, []]}");
    assert_normal(definition,
                  "{\n"
                  "  \"id\": \"æ€😀\",\n"
                  "  \"edition\": \"\\\\\\b\\f\\n\\r\\t\\u0001/\",\n"
                  "  \"other_columns\": [0.1, 0.1, -3, 1000000.5, 0.000001, 1.5, true, "
                  "false, null, {}, []]\n"
                  "}\n");
    json_decref(definition);
}

static void everything_the_format_has_comes_back(void **state)
{
    assert_comes_back(*state, json_of(everything));
}

/* Texts that a spreadsheet, a delimited file, XML or a list would take for something
   else. */
static const char *const awkward[] = {
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'",
    "''",
    "'=x",
    "'x",
    "''2",
    "'68",
    "=HYPERLINK(\"http://example.org\";\"x\")",
    "-",
    "2/3",
    "1-2",
    "1e5",
    "007",
    "0",
    "1",
    "123456789012345",
    "1234567890123456",
    "1.10",
    "1,5",
    "12:30",
    "50%",
    "TRUE",
    "FALSE",
    "true",
    " x",
    "x ",
    "x\n",
    "\nx",
    "a\nb",
    "a\r\nb",
    "a\"b",
    "\"a\"",
    "a;b",
    ";",
    ",",
    "a; b",
    "\\",
    "a\\;b",
    "\\[",
    "[x",
    "[",
    "{x",
    "{}",
    "[]",
    "#x",
    "_x000D_",
    "_x005F_",
    "a_x0041_b",
    "\x01",
    "\x1F",
    "\x7F",
    "\xEF\xBF\xBE",
    "\xEF\xBF\xBF",
    "æøåÆØÅ",
    "€",
    "😀",
    "<a>&amp;</a>",
    "]]>",
    "null",
    "NULL",
    "#REF!",
    "sep=;",
    "member",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xEF\xBB\xBFx",
};

static void texts_of_every_kind_come_back(void **state)
{
    for (size_t i = 0; i < sizeof awkward / sizeof *awkward; i++) {
        json_t *text = json_string(awkward[i]);
        assert_non_null(text);
        json_t *definition = json_pack(
            "{s:O, s:{s:O, s:O}, s:[O, O, s], s:{s:{s:[{s:O, s:{s:O}, s:[s, O]}]}}, "
            "s:[{s:s, s:{s:O}, s:{s:[O]}}]}",
            "edition", text, "title", "da", text, "en", text, "identified_by", text,
            text, "id", "scales", "s", "options", "code", text, "label", "en", text,
            "synonyms", "x", text, "questions", "id", "Q", "help", "da", text,
            "references", "r", text);
        assert_non_null(definition);
        json_decref(text);
        assert_comes_back(*state, definition);
    }
}

/* What does not have the shape that rows and columns are made for. */
static void what_fits_no_columns_comes_back_whole(void **state)
{
    static const char *const odd[] = {
        "{}",
        "{'id': 'x', 'questions': []}",
        "{'questions': 'none'}",
        "{'questions': [1, {}]}",
        "{'questions': [{}, {'id': 'Q'}]}",
        "{'questions': [{'id': 'Q', 'extra': 1}]}",
        "{'scales': {}}",
        "{'scales': []}",
        "{'scales': {'': {}}}",
        "{'scales': {' ': {'title': {'da': 'x'}}}}",
        "{'scales': {' s ': {'title': {'da': 'x'}}}}",
        "{'scales': {'s': {}, 't': {'options': []}, 'u': {'options': {}}}}",
        "{'scales': {'s': {'id': 'x'}}}",
        "{'scales': {'s': {'options': [{}, 1]}}}",
        "{'scales': {'s': {'options': [{}, {'label': {}}]}}}",
        "{'scales': {'s': {'options': [{'extra': 1}]}}}",
        "{'title': {}}",
        "{'title': {'da': ''}}",
        "{'title': {'da': '  '}}",
        "{'title': {'de': 'x'}}",
        "{'title': 'x'}",
        "{'languages': [], 'identified_by': ['', 'a'], 'other_columns': [1, {'a': [2]}]}",
        "{'rules': {}}",
        "{'rules': {'blank': 1}}",
        "{'rules': {'extra': 'zero'}}",
        "{'subset': {'of': {'b': [], 'a': [1]}}}",
        "{'subset': {'of': {'b': 1}}}",
        "{'subset': {'of': {'': ['x']}}}",
        "{'subset': {'of': {' b': ['x'], 'c.d': ['y']}}}",
        "{'subset': {'of': {'x\\ny': ['x']}}}",
        "{'dimensions': []}",
        "{'dimensions': [{'id': 'd'}, {'id': 'd'}]}",
        "{'dimensions': [{'title': {'da': 'x'}}]}",
        "{'dimensions': [{'id': ' d'}]}",
        "{'dimensions': [{'id': 'd', 'parent': 'x'}]}",
        "{'dimensions': [{'id': 'd', 'areas': []}]}",
        "{'dimensions': [{'id': 'd', 'areas': [{'id': 'd'}]}]}",
        "{'dimensions': [{'id': 'd', 'areas': [{'id': 'e'}, {'id': 'e'}]}]}",
        "{'dimensions': [{'id': 'd', 'areas': [{'id': 'e', 'areas': {}}]}]}",
        "{'dimensions': [{'id': 'd', 'range': [], 'questions': [{}], 'levels': []}]}",
        "{'configurations': [{'id': 'c', 'dimensions': []}]}",
        "{'configurations': [{'dimensions': [{'id': 'd'}]}]}",
        "{'configurations': [{'id': 'c', 'dimensions': [{'id': 'd'}]}, {'id': 'c', "
        "'dimensions': [{'id': 'd'}]}]}",
        "{'configurations': 5}",
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_comes_back(*state, json_of(odd[i]));
}

static void what_no_cell_can_hold_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *definition;
        const char *what;
    } wrong[] = {
        {"{'extra': 1}", "the definition has a member that the format does not know"},
        {"{'edition': 1}",
         "sheet \"definition\": what \"edition\" holds cannot be put in a cell"},
        {"{'questions': [{'weight': 'x'}]}",
         "sheet \"questions\": what \"weight\" holds cannot be put in a cell"},
        {"{'questions': [{'id': ' Q'}]}",
         "sheet \"questions\": what \"id\" holds cannot be put in a cell"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct text bytes[SHEET_COUNT] = {{NULL}};
        struct fault fault = {0};
        json_t *definition = json_of(wrong[i].definition);
        assert_false(sheets_write_csv(bytes, definition, &fault));
        assert_fault(&fault, FAULT_DATA, "", 0, 0, wrong[i].what);
        for (int sheet = 0; sheet < SHEET_COUNT; sheet++)
            text_release(&bytes[sheet]);
        json_decref(definition);
    }
}

static void a_text_too_long_for_a_workbook_is_told(void **state)
{
    struct place *place = *state;
    struct text bytes = {0};
    struct text longest = {0};
    for (int i = 0; i < 32767; i++)
        text_add(&longest, "ø");
    json_t *definition = json_pack("{s:[{s:s, s:{s:s}}]}", "questions", "id", "Q",
                                   "text", "da", longest.bytes);
    assert_comes_back(place, json_incref(definition));
    text_add(&longest, "ø");
    json_object_set_new(
        json_object_get(json_array_get(json_object_get(definition, "questions"), 0),
                        "text"),
        "da", json_string(longest.bytes));
    assert_false(sheets_write_workbook(&bytes, definition, &place->fault));
    assert_fault(&place->fault, FAULT_DATA, "", 0, 0,
                 "sheet \"questions\", row 2, text.da: more than the 32767 characters "
                 "that a cell of a workbook may hold; CSV has no such limit");
    place_reset(place);
    write_folder(place, definition);
    forget_files(place);
    text_release(&bytes);
    text_release(&longest);
    json_decref(definition);
}

/* The part of an archive as text, which the caller frees; NULL = there is none. */
static char *read_part(const struct text *bytes, const char *name)
{
    zip_source_t *source =
        zip_source_buffer_create(bytes->bytes, bytes->length, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    zip_stat_t stat;
    char *part = NULL;
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &stat) == 0) {
        zip_file_t *file = zip_fopen(zip, name, 0);
        part = calloc(1, (size_t)stat.size + 1);
        assert_int_equal(zip_fread(file, part, stat.size), stat.size);
        zip_fclose(file);
    }
    zip_discard(zip);
    return part;
}

static void no_text_becomes_a_formula(void **state)
{
    (void)state;
    struct text workbook = {0};
    struct fault fault = {0};
    for (size_t i = 0; i < sizeof awkward / sizeof *awkward; i++) {
        struct text bytes[SHEET_COUNT] = {{NULL}};
        json_t *definition = json_pack("{s:{s:s}}", "title", "da", awkward[i]);
        assert_true(sheets_write_csv(bytes, definition, &fault));
        const char *cell = strstr(bytes[SHEET_DEFINITION].bytes, "title.da;");
        assert_non_null(cell);
        cell += strlen("title.da;");
        cell += *cell == '"';
        assert_null(strchr("=+-@\t\r", *cell));
        assert_true(sheets_write_workbook(&workbook, definition, &fault));
        char *part = read_part(&workbook, "xl/worksheets/sheet1.xml");
        assert_non_null(part);
        assert_null(strstr(part, "<f>"));
        assert_null(strstr(part, "<f "));
        free(part);
        text_clear(&workbook);
        for (int sheet = 0; sheet < SHEET_COUNT; sheet++)
            text_release(&bytes[sheet]);
        json_decref(definition);
    }
    text_release(&workbook);
}

static void a_workbook_helps_whoever_fills_it_in(void **state)
{
    (void)state;
    struct text workbook = {0};
    struct fault fault = {0};
    json_t *definition = json_of(everything);
    assert_true(sheets_write_workbook(&workbook, definition, &fault));
    char *sheet = read_part(&workbook, "xl/worksheets/sheet5.xml");
    assert_non_null(sheet);
    assert_non_null(strstr(sheet, "state=\"frozen\""));
    assert_non_null(strstr(sheet, "\"z.1,a,b\""));
    assert_non_null(strstr(sheet, "\"exclude,floor\""));
    assert_non_null(strstr(sheet, "\"TRUE,FALSE\""));
    free(sheet);
    text_release(&workbook);
    json_decref(definition);
}

static void what_says_which_row_it_is_stays_in_sight(void **state)
{
    (void)state;
    static const char *const pane[] = {"<pane ySplit=\"1\"",
                                       "<pane ySplit=\"1\"",
                                       "<pane xSplit=\"1\" ySplit=\"1\"",
                                       "<pane xSplit=\"1\" ySplit=\"1\"",
                                       "<pane xSplit=\"1\" ySplit=\"1\"",
                                       "<pane xSplit=\"1\" ySplit=\"1\"",
                                       "<pane ySplit=\"1\"",
                                       "<pane xSplit=\"3\" ySplit=\"1\""};
    struct text workbook = {0};
    struct fault fault = {0};
    json_t *definition = json_of(everything);
    assert_true(sheets_write_workbook(&workbook, definition, &fault));
    for (int i = 0; i < 8; i++) {
        char name[64];
        snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i + 1);
        char *sheet = read_part(&workbook, name);
        assert_non_null(sheet);
        assert_non_null(strstr(sheet, pane[i]));
        assert_non_null(strstr(sheet, "orientation=\"landscape\""));
        free(sheet);
    }
    text_release(&workbook);
    json_decref(definition);
}

/* 60 characters go into the widest column. */
static void a_row_is_as_high_as_its_longest_text(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t times;
        const char *height;
    } each[] = {
        {"x", 1, NULL},
        {"x", 60, NULL},
        {"\xC3\xB8", 60, NULL},
        {"x", 61, " ht=\"30\""},
        {"x", 121, " ht=\"45\""},
        {"x\n", 3, " ht=\"60\""},
        {"x", 5000, " ht=\"180\""},
    };
    struct fault fault = {0};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        struct text title = {0};
        struct text workbook = {0};
        for (size_t n = 0; n < each[i].times; n++)
            text_add(&title, each[i].piece);
        json_t *definition = json_pack("{s:{s:s}}", "title", "da", title.bytes);
        assert_true(sheets_write_workbook(&workbook, definition, &fault));
        char *sheet = read_part(&workbook, "xl/worksheets/sheet1.xml");
        assert_non_null(sheet);
        const char *height = strstr(sheet, " ht=");
        assert_true((height == NULL) == (each[i].height == NULL));
        if (height != NULL) {
            assert_memory_equal(height, each[i].height, strlen(each[i].height));
            assert_null(strstr(height + 1, " ht="));
        }
        free(sheet);
        text_release(&title);
        text_release(&workbook);
        json_decref(definition);
    }
}

/* Nothing in the bytes tells when, where or in which zone they were made. */
static void the_same_definition_is_the_same_workbook(void **state)
{
    (void)state;
    static const char *const zone[] = {"UTC", "Asia/Tokyo", "America/New_York"};
    struct text bytes[3] = {{NULL}};
    struct fault fault = {0};
    json_t *definition = json_of(everything);
    for (size_t i = 0; i < 3; i++) {
        time_t before = time(NULL);
        while (i > 0 && time(NULL) == before)
            nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        setenv("TZ", zone[i], 1);
        tzset();
        assert_true(sheets_write_workbook(&bytes[i], definition, &fault));
        assert_int_equal(bytes[i].length, bytes[0].length);
        assert_memory_equal(bytes[i].bytes, bytes[0].bytes, bytes[0].length);
    }
    for (size_t i = 0; i < 3; i++)
        text_release(&bytes[i]);
    unsetenv("TZ");
    tzset();
    json_decref(definition);
}

static bool read_and_write(void *context, struct fault *fault)
{
    struct place *place = context;
    struct text bytes[SHEET_COUNT] = {{NULL}};
    struct text normal = {0};
    struct sheets sheets = {0};
    struct problems problems = {0};
    struct problems said = {0};
    bool ok = sheets_read_folder(&sheets, place->folder, &problems, fault)
              && sheets_write_csv(bytes, sheets.definition, fault)
              && problems_add(&said, SEVERITY_WARNING, "", 0, 0, fault,
                              "$.scales.z.1.options[0].value: no")
              && sheets_tell(&sheets, &said, &problems, fault);
    if (ok) {
        definition_print(&normal, sheets.definition);
        ok = text_check(&normal, fault);
    }
    for (int sheet = 0; sheet < SHEET_COUNT; sheet++)
        text_release(&bytes[sheet]);
    text_release(&normal);
    sheets_release(&sheets);
    assert_int_equal(problems.error_count, 0);
    problems_release(&problems);
    problems_release(&said);
    return ok;
}

static void reading_and_writing_survive_a_shortage(void **state)
{
    json_t *definition = json_of(everything);
    write_folder(*state, definition);
    json_decref(definition);
    assert_survives_shortage(read_and_write, *state);
    forget_files(*state);
}

int main(void)
{
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_normal_form_has_the_formats_order),
        cmocka_unit_test(the_normal_form_writes_every_text_and_number),
        cmocka_unit_test(everything_the_format_has_comes_back),
        cmocka_unit_test(texts_of_every_kind_come_back),
        cmocka_unit_test(what_fits_no_columns_comes_back_whole),
        cmocka_unit_test(what_no_cell_can_hold_is_refused),
        cmocka_unit_test(a_text_too_long_for_a_workbook_is_told),
        cmocka_unit_test(no_text_becomes_a_formula),
        cmocka_unit_test(a_workbook_helps_whoever_fills_it_in),
        cmocka_unit_test(what_says_which_row_it_is_stays_in_sight),
        cmocka_unit_test(a_row_is_as_high_as_its_longest_text),
        cmocka_unit_test(the_same_definition_is_the_same_workbook),
        cmocka_unit_test(reading_and_writing_survive_a_shortage),
    };
    return cmocka_run_group_tests(tests, place_open, place_close);
}
