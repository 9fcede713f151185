/* Tables as people fill them in: what they mean is understood, and what is wrong is
   told by its cell. */

#include "sheets_files.h"

#include "archive.h"

#define DEFINITION                                                                     \
    "member;value\nformat;baseline-questionnaire-1\nid;t\nedition;1\ntitle.da;T\n"     \
    "identified_by;id\n"
#define SCALES                                                                         \
    "id;title.da;option.code;option.value;option.label.da\ns;S;1;1;En\ns;;2;2;To\n"
#define QUESTIONS "id;scale;text.da;weight\nQ1;s;Hvad?;\nQ2;s;Hvor?;0.5\n"
#define DIMENSIONS_QUOTED                                                              \
    "dimension;parent;id;title.da;questions\nd;;d;D;\nd;d;a;A;\"Q1; Q2\"\n"

struct tables {
    const char *csv[SHEET_COUNT];
};

static const struct tables plain = {{[SHEET_DEFINITION] = DEFINITION,
                                     [SHEET_SCALES] = SCALES,
                                     [SHEET_QUESTIONS] = QUESTIONS,
                                     [SHEET_DIMENSIONS] = DIMENSIONS_QUOTED}};

static void write_tables(struct place *place, const struct tables *tables)
{
    for (int sheet = 0; sheet < SHEET_COUNT; sheet++)
        if (tables->csv[sheet] != NULL)
            place_write(place, csv_name[sheet], tables->csv[sheet],
                        strlen(tables->csv[sheet]));
}

/* The definition that the tables hold, when one of them is replaced. */
static void assert_reads_as(struct place *place, enum sheet sheet, const char *csv,
                            const char *wanted)
{
    struct tables tables = plain;
    struct sheets sheets;
    tables.csv[sheet] = csv;
    write_tables(place, &tables);
    bool read = read_folder(place, &sheets);
    assert_no_problem(place);
    assert_true(read);
    json_t *json = json_of(wanted);
    const json_t *found = json_object_get(sheets.definition, sheet_name[sheet]);
    if (sheet == SHEET_DEFINITION) {
        json_object_del(sheets.definition, "scales");
        json_object_del(sheets.definition, "questions");
        json_object_del(sheets.definition, "dimensions");
        found = sheets.definition;
    }
    char *dumped = json_dumps(found, JSON_ENCODE_ANY);
    if (!json_equal(json, found))
        fail_msg("%s became %s", csv, dumped);
    memory_release(dumped);
    json_decref(json);
    sheets_release(&sheets);
    forget_files(place);
}

#define Q(weight) "[{'id': 'Q1', 'scale': 's', 'weight': " weight "}]"

static void what_people_do_in_a_spreadsheet_is_understood(void **state)
{
    static const struct {
        enum sheet sheet;
        const char *csv;
        const char *wanted;
    } done[] = {
        /* Columns in another order, without the empty ones, with notes. */
        {SHEET_QUESTIONS, "#note;weight;scale;# and;ID\nhi;2;s;;Q1\n", Q("2")},
        {SHEET_QUESTIONS, "scale;id;Text.DA\ns;Q1;\n", "[{'id': 'Q1', 'scale': 's'}]"},
        /* Empty rows, and rows of empty cells, anywhere. */
        {SHEET_QUESTIONS, "\n\nid;scale;weight\n;;\n\nQ1;s;2\n;;\n   ;;\n\n;;;;;;\n",
         Q("2")},
        /* Numbers, from whichever country. */
        {SHEET_QUESTIONS, "id;scale;weight\nQ1;s;0,5\n", Q("0.5")},
        {SHEET_QUESTIONS, "id;scale;weight\nQ1;s;0.50\n", Q("0.5")},
        {SHEET_QUESTIONS, "id;scale;weight\nQ1;s; 2,0 \n", Q("2")},
        {SHEET_QUESTIONS, "id,scale,weight\nQ1,s,\"1,25\"\n", Q("1.25")},
        {SHEET_QUESTIONS, "id\tscale\tweight\nQ1\ts\t1E0\n", Q("1")},
        {SHEET_QUESTIONS, "sep=,\r\nid,scale,weight\r\nQ1,s,3\r\n", Q("3")},
        /* Flags, from whichever country. */
        {SHEET_QUESTIONS, "id;reversed\na;TRUE\nb;FALSK\nc;sand\nd;0\ne;ja\n",
         "[{'id': 'a', 'reversed': true}, {'id': 'b', 'reversed': false}, {'id': 'c', "
         "'reversed': true}, {'id': 'd', 'reversed': false}, {'id': 'e', 'reversed': "
         "true}]"},
        /* Names in capitals, with spaces around them. */
        {SHEET_QUESTIONS, "id;when_not_asked\n\" Q1\";\" Floor \"\n",
         "[{'id': 'Q1', 'when_not_asked': 'floor'}]"},
        /* Lists with one mark too many. */
        {SHEET_QUESTIONS, "id;tags\nQ1;\"; a;;b ;\"\nQ2;\";\"\nQ3;\"[ ]\"\n",
         "[{'id': 'Q1', 'tags': ['a', 'b']}, {'id': 'Q2', 'tags': []}, {'id': 'Q3', "
         "'tags': []}]"},
        {SHEET_QUESTIONS, "id;tags\nQ1;\"a\\;b; \\ c\\\\ ;[d]\"\nQ2;\\[e]\nQ3;7\n",
         "[{'id': 'Q1', 'tags': ['a;b', ' c\\\\', '[d]']}, {'id': 'Q2', 'tags': "
         "['[e]']}, {'id': 'Q3', 'tags': ['7']}]"},
        {SHEET_QUESTIONS, "id;tags\nQ1;\"[\"\"a\"\", \"\"b;c\"\"]\"\n",
         "[{'id': 'Q1', 'tags': ['a', 'b;c']}]"},
        /* Windows-1252, as Excel saves what is not called UTF-8. */
        {SHEET_QUESTIONS, "id;text.da\nQ1;Bl\xE5 \x80\n",
         "[{'id': 'Q1', 'text': {'da': 'Blå €'}}]"},
        /* Apostrophes that keep a text a text. */
        {SHEET_QUESTIONS, "id;text.da\n'1;'=a\nb;''=c\nd;'e'\n",
         "[{'id': '1', 'text': {'da': '=a'}}, {'id': 'b', 'text': {'da': "
         "'\\u0027=c'}}, {'id': 'd', 'text': {'da': '\\u0027e\\u0027'}}]"},
        /* A scale is named on its first row or on all, and its rows stand anywhere. */
        {SHEET_SCALES,
         "id;kind;option.code;option.value\nt;choice;1;1\n;;2;2\ns;;a;\nt;choice;3;3\n",
         "{'t': {'kind': 'choice', 'options': [{'code': '1', 'value': 1}, {'code': '2', "
         "'value': 2}, {'code': '3', 'value': 3}]}, 's': {'options': [{'code': 'a'}]}}"},
        {SHEET_SCALES, "id;target;option.code\nt;;1\nt;3;2\n",
         "{'t': {'target': 3, 'options': [{'code': '1'}, {'code': '2'}]}}"},
        {SHEET_SCALES, "id;kind;lowest;highest\nt;number;0;9\n",
         "{'t': {'kind': 'number', 'lowest': 0, 'highest': 9}}"},
        /* Areas in any order, their dimension on the first row or on all. */
        {SHEET_DIMENSIONS,
         "id;parent;dimension\na.1;a;d\nb;d;\na;d;\nd;;\ne;;e\nf;e;\n",
         "[{'id': 'd', 'areas': [{'id': 'b'}, {'id': 'a', 'areas': [{'id': 'a.1'}]}]}, "
         "{'id': 'e', 'areas': [{'id': 'f'}]}]"},
        {SHEET_DIMENSIONS, "id;range;questions\nd;\"0; 2,5\";\"[\"\"Q\"\", 2]\"\n",
         "[{'id': 'd', 'range': [0, 2.5], 'questions': ['Q', 2]}]"},
        /* The definition's columns the other way round, with notes. */
        {SHEET_DEFINITION,
         "Value;#;Member\nx;hi;id\n\n2026;;edition\n;;overall\nbasic;;subset.tags\n",
         "{'id': 'x', 'edition': '2026', 'subset': {'tags': ['basic']}}"},
    };
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        assert_reads_as(*state, done[i].sheet, done[i].csv, done[i].wanted);
}

struct wrong {
    enum sheet sheet;
    const char *csv;
    size_t row;
    size_t column;
    const char *what;
};

static const struct wrong wrong[] = {
    {SHEET_QUESTIONS, "id;scael\nQ1;s\n", 1, 2,
     "there is no column \"scael\"; did you mean \"scale\"?"},
    {SHEET_QUESTIONS, "id;titel.da\nQ1;s\n", 1, 2, "there is no column \"titel.da\""},
    {SHEET_QUESTIONS, "id;texxt.da\nQ1;s\n", 1, 2,
     "there is no column \"texxt.da\"; did you mean \"text.da\"?"},
    {SHEET_QUESTIONS, "id;asked_if.answer\nQ1;s\n", 1, 2,
     "there is no column \"asked_if.answer\"; did you mean \"asked_if.answers\"?"},
    {SHEET_QUESTIONS, "id;text.de\nQ1;s\n", 1, 2,
     "there is no column \"text.de\"; did you mean \"text.da\"?"},
    {SHEET_QUESTIONS, "id;weight.x\nQ1;s\n", 1, 2,
     "there is no column \"weight.x\"; did you mean \"weight\"?"},
    {SHEET_QUESTIONS, "id;references.\nQ1;s\n", 1, 2,
     "there is no column \"references.\"; did you mean \"references\"?"},
    {SHEET_QUESTIONS, "id;weight;ID\nQ1;;x\n", 1, 3,
     "\"ID\" stands here a second time"},
    {SHEET_QUESTIONS, "Spørgsmål;Skala\nQ1;s\n", 1, 0,
     "the first row is to hold the names of the columns, such as \"id\""},
    {SHEET_QUESTIONS, "id;scale;\nQ1;s;x\n", 2, 3,
     "\"x\" stands in a column without a name"},
    {SHEET_QUESTIONS, "id;scale\nQ1;s;;y\n", 2, 4,
     "\"y\" stands in a column without a name"},
    {SHEET_QUESTIONS, "id;weight\nQ1;to\n", 2, 2, "weight \"to\" is no number"},
    {SHEET_QUESTIONS, "id;weight\nQ1;1.000,5\n", 2, 2,
     "weight \"1.000,5\" is no number"},
    {SHEET_QUESTIONS, "id;weight\nQ1;0.1234567\n", 2, 2,
     "weight \"0.1234567\" has more than 6 digits after the point"},
    {SHEET_QUESTIONS, "id;weight\nQ1;1000001\n", 2, 2,
     "weight \"1000001\" does not lie from -1000000 to 1000000"},
    {SHEET_QUESTIONS, "id;reversed\nQ1;perhaps\n", 2, 2,
     "reversed \"perhaps\" is neither TRUE nor FALSE"},
    {SHEET_QUESTIONS, "id;when_not_asked\nQ1;flor\n", 2, 2,
     "when_not_asked \"flor\" is none of the names that may stand here; did you mean "
     "\"floor\"?"},
    {SHEET_QUESTIONS, "id;when_not_asked\nQ1;gulv\n", 2, 2,
     "when_not_asked \"gulv\" is none of \"exclude\", \"floor\""},
    {SHEET_QUESTIONS, "id;replaces\nQ1;Q0\n", 2, 2, "replaces \"Q0\" is not JSON"},
    {SHEET_QUESTIONS, "id;tags\nQ1;[a\n", 2, 2, "tags \"[a\" is not JSON"},
    {SHEET_QUESTIONS, "id;replaces\nQ1;[0.1234567890123456]\n", 2, 2,
     "replaces \"[0.1234567890123456]\" holds a number of more than 15 digits"},
    {SHEET_QUESTIONS, "id;asked_if;asked_if.question\nQ1;[];Q0\n", 2, 3,
     "\"asked_if.question\" stands here whole, and in parts as well"},
    {SHEET_QUESTIONS, "id;text.da;text\nQ1;Hvad?;{}\n", 2, 3,
     "\"text\" stands here whole, and in parts as well"},
    {SHEET_DIMENSIONS, "id;minimum_coverage\nd;46055\n", 2, 2,
     "minimum_coverage \"46055\" is no fraction such as 2/3 (was it taken for a date?)"},
    {SHEET_DIMENSIONS, "id;range\nd;\"0; x\"\n", 2, 2, "range \"0; x\" is no number"},
    {SHEET_DIMENSIONS, "id;parent\nd;\na;e\n", 3, 2,
     "parent \"e\" is no area of this dimension"},
    {SHEET_DIMENSIONS, "id;parent;dimension\nd;;d\nab;dd;d\n", 3, 2,
     "parent \"dd\" is no area of this dimension; did you mean \"d\"?"},
    {SHEET_DIMENSIONS, "id;parent;dimension\nd;;d\na;b;d\nb;a;d\n", 3, 2,
     "parent \"b\" stands below this area itself, by way of other areas or none"},
    {SHEET_DIMENSIONS, "id;parent;dimension\nd;;d\na;a;d\n", 3, 2,
     "parent \"a\" stands below this area itself, by way of other areas or none"},
    {SHEET_DIMENSIONS, "id;parent;dimension\nd;;d\na;d;d\na;d;d\n", 4, 1,
     "id \"a\" stands a second time in its dimension"},
    {SHEET_DIMENSIONS, "id;parent;dimension\nd;;d\na;;d\n", 3, 2,
     "parent is missing; only the area that bears the name of its dimension has none"},
    {SHEET_DIMENSIONS, "id;parent;title.da\nd;;D\n;d;A\n", 3, 1, "id is missing"},
    {SHEET_DIMENSIONS, "id;parent\na;d\n", 2, 0, "dimension is missing"},
    {SHEET_DIMENSIONS, "id;parent;areas\nd;;[]\na;d;\n", 3, 1,
     "id \"a\" stands in an area or a configuration whose areas stand whole in a cell"},
    {SHEET_DIMENSIONS, "id;configuration\nd;strict\n", 2, 2,
     "configuration \"strict\" is no configuration"},
    {SHEET_SCALES, "id;option.code\n;1\n", 2, 1, "id is missing"},
    {SHEET_SCALES, "id;kind;option.code\ns;choice;1\ns;several;2\n", 3, 2,
     "kind \"several\" is not what an earlier row of the scale says"},
    {SHEET_SCALES, "id;options;option.code\ns;[];1\n", 2, 0,
     "option stands beside \"options\", which is whole"},
    {SHEET_DEFINITION, "member;value\nid;t\nediton;1\n", 3, 1,
     "there is no member \"editon\"; did you mean \"edition\"?"},
    {SHEET_DEFINITION, "member;value\nid;t\nid;u\n", 3, 1,
     "\"id\" stands here a second time"},
    {SHEET_DEFINITION, "id;t\nedition;1\n", 1, 0,
     "the first row is to hold \"member\" and \"value\""},
    {SHEET_DEFINITION, "member;value\n;x\n", 2, 2,
     "\"x\" stands in a column without a name"},
    {SHEET_DEFINITION, "member;value\nquestions;[]\n", 2, 2,
     "questions \"[]\" has a sheet of its own, and stands here as well"},
    {SHEET_DEFINITION, "member;value\nrules;{}\nrules.blank;zero\n", 3, 2,
     "\"rules.blank\" stands here whole, and in parts as well"},
    {SHEET_CONFIGURATIONS, "id;weights\nc;eqal\n", 2, 2,
     "weights \"eqal\" is none of the names that may stand here; did you mean "
     "\"equal\"?"},
};

static void mistakes_are_told_with_their_cells(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct tables tables = plain;
        struct sheets sheets;
        char path[256];
        tables.csv[wrong[i].sheet] = wrong[i].csv;
        write_tables(place, &tables);
        assert_false(read_folder(place, &sheets));
        assert_string_equal(place->fault.what, "");
        assert_problem(place, 0, SEVERITY_ERROR, wrong[i].row, wrong[i].column,
                       wrong[i].what);
        assert_int_equal(place->problems.error_count, 1);
        place_path(path, place, csv_name[wrong[i].sheet]);
        assert_string_equal(place->problems.problem[0].where, path);
        assert_null(sheets.definition);
        place_reset(place);
        forget_files(place);
    }
}

/* However deep areas stand in a table, what is made of them is not as deep. */
static void areas_below_too_many_are_refused(void **state)
{
    struct place *place = *state;
    struct tables tables = plain;
    struct text csv = {0};
    text_add(&csv, "parent;id;dimension\n");
    for (int i = 100000; i > 0; i--)
        text_print(&csv, "a%d;a%d;a0\n", i - 1, i);
    text_add(&csv, ";a0\n");
    tables.csv[SHEET_DIMENSIONS] = csv.bytes;
    write_tables(place, &tables);
    struct sheets sheets;
    assert_false(read_folder(place, &sheets));
    assert_problem(place, 0, SEVERITY_ERROR, 100001 - 255, 1,
                   "parent \"a255\" stands below too many other areas");
    place_reset(place);
    forget_files(place);
    text_release(&csv);
}

static void all_mistakes_are_told_at_once(void **state)
{
    struct place *place = *state;
    struct sheets sheets;
    struct tables tables = {{[SHEET_DEFINITION] = "member;value\nidd;t\n",
                             [SHEET_SCALES] = "id;kind\ns;choise\n",
                             [SHEET_QUESTIONS] = "id;weight\nQ1;x\nQ2;y\n",
                             [SHEET_DIMENSIONS] = "id;parent;operator\nd;;men\na;e;\n",
                             [SHEET_CONFIGURATIONS] = "id;weights\nc;x\n"}};
    write_tables(place, &tables);
    assert_false(read_folder(place, &sheets));
    assert_int_equal(place->problems.error_count, 7);
    assert_problem(place, 6, SEVERITY_ERROR, 3, 2,
                   "parent \"e\" is no area of this dimension");
    place_reset(place);
    forget_files(place);
}

/* A sheet of texts out of a delimited one; row 1 is the first. */
static void add_sheet(struct text *xml, const char *csv)
{
    text_add(xml, "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData><row>");
    for (; *csv != '\0'; csv++) {
        size_t length = strcspn(csv, ";\n");
        text_add(xml, "<c t=\"inlineStr\"><is><t>");
        text_append(xml, csv, length);
        text_add(xml, "</t></is></c>");
        csv += length;
        if (*csv == '\n')
            text_add(xml, "</row><row>");
    }
    text_add(xml, "</row></sheetData></worksheet>");
}

/* A workbook of the sheets by these names. */
static void write_book(struct place *place, const char *const *name,
                       const char *const *csv, size_t count)
{
    struct archive archive;
    struct text xml[SHEET_COUNT] = {{NULL}};
    struct text book = {0};
    struct text links = {0};
    char part[SHEET_COUNT][64];
    archive_open(&archive);
    text_add(&book,
             "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" RELATED "\"><sheets>");
    text_add(&links, "<Relationships xmlns=\"" RELATIONSHIPS "\">");
    for (size_t i = 0; i < count; i++) {
        text_print(&book, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"r%zu\"/>", name[i],
                   i + 1, i);
        text_print(&links,
                   "<Relationship Id=\"r%zu\" Type=\"" RELATED "/worksheet\" "
                   "Target=\"%zu.xml\"/>",
                   i, i);
        add_sheet(&xml[i], csv[i]);
        snprintf(part[i], sizeof part[i], "xl/%zu.xml", i);
        archive_add(&archive, part[i], xml[i].bytes, xml[i].length);
    }
    text_add(&book, "</sheets></workbook>");
    text_add(&links, "</Relationships>");
    archive_add(&archive, "_rels/.rels", BYTES(PACKAGE_LINKS));
    archive_add(&archive, "xl/workbook.xml", book.bytes, book.length);
    archive_add(&archive, "xl/_rels/workbook.xml.rels", links.bytes, links.length);
    archive_close(&archive);
    place_write(place, "book.xlsx", (const char *)archive.made.bytes,
                archive.made.size);
    archive_forget(&archive);
    for (size_t i = 0; i < count; i++)
        text_release(&xml[i]);
    text_release(&book);
    text_release(&links);
}

static void assert_book_wrong(struct place *place, size_t row, size_t column,
                              const char *what)
{
    struct sheets sheets;
    char path[256];
    place_path(path, place, "book.xlsx");
    assert_false(read_workbook(place, &sheets));
    assert_string_equal(place->fault.what, "");
    assert_problem(place, 0, SEVERITY_ERROR, row, column, what);
    assert_int_equal(place->problems.error_count, 1);
    assert_string_equal(place->problems.problem[0].where, path);
    place_reset(place);
    forget_files(place);
}

static void mistakes_in_a_workbook_are_told_with_the_sheet(void **state)
{
    struct place *place = *state;
    struct sheets sheets;
    const char *name[] = {"Definition", "SCALES", "questions", "dimensions"};
    const char *csv[] = {DEFINITION, SCALES, QUESTIONS,
                         "id;parent;questions\nd;;[\"Q1\"]\n"};
    write_book(place, name, csv, 4);
    assert_true(read_workbook(place, &sheets));
    assert_int_equal(json_array_size(json_object_get(sheets.definition, "questions")),
                     2);
    sheets_release(&sheets);
    csv[2] = "id;scale;weight\nQ1;s;2\nQ2;s;x\n";
    write_book(place, name, csv, 4);
    assert_book_wrong(place, 3, 3, "sheet \"questions\": weight \"x\" is no number");
    csv[2] = QUESTIONS;
    name[2] = "question";
    write_book(place, name, csv, 4);
    assert_book_wrong(place, 0, 0,
                      "has no sheet \"questions\"; is it the one named \"question\"?");
    name[2] = "Ark1";
    write_book(place, name, csv, 4);
    assert_book_wrong(place, 0, 0, "has no sheet \"questions\"");
}

static void a_sheet_that_may_be_missing_may_still_be_misspelt(void **state)
{
    struct place *place = *state;
    struct sheets sheets;
    const char *name[] = {"notes", "definition", "scales", "questions", "dimensions"};
    const char *csv[] = {"anything;at all\n", DEFINITION, SCALES, QUESTIONS, "id\nd\n"};
    write_book(place, name, csv, 5);
    assert_true(read_workbook(place, &sheets));
    sheets_release(&sheets);
    name[0] = "configuration";
    write_book(place, name, csv, 5);
    assert_book_wrong(place, 0, 0,
                      "has no sheet \"configurations\"; is it the one named "
                      "\"configuration\"?");
}

static void files_that_are_not_there_are_told(void **state)
{
    struct place *place = *state;
    struct tables tables = plain;
    struct sheets sheets;
    char path[256];
    tables.csv[SHEET_QUESTIONS] = NULL;
    write_tables(place, &tables);
    assert_false(read_folder(place, &sheets));
    place_path(path, place, "questions.csv");
    assert_fault(&place->fault, FAULT_SYSTEM, path, 0, 0,
                 "cannot open: No such file or directory");
    place_reset(place);
    forget_files(place);
}

/* What a loader says of a path, told of a cell. */
static void assert_told(struct place *place, const struct sheets *sheets,
                        const char *said, enum sheet sheet, size_t row, size_t column,
                        const char *what)
{
    struct problems problems = {0};
    char path[256];
    assert_true(problems_add(&problems, SEVERITY_WARNING, "/dev/fd/3", 77, 7,
                             &place->fault, "%s", said));
    assert_true(sheets_tell(sheets, &problems, &place->problems, &place->fault));
    assert_problem(place, 0, SEVERITY_WARNING, row, column, what);
    place_path(path, place, sheets->workbook ? "book.xlsx" : csv_name[sheet]);
    assert_string_equal(place->problems.problem[0].where, path);
    assert_int_equal(place->problems.warning_count, 1);
    problems_release(&problems);
    place_reset(place);
}

static void what_is_said_of_the_definition_is_told_of_its_cells(void **state)
{
    struct place *place = *state;
    struct sheets sheets;
    static const struct wrong said[] = {
        {SHEET_DEFINITION, "$: no", 0, 0, "no"},
        {SHEET_DEFINITION, "$.title: no", 5, 2, "title: no"},
        {SHEET_DEFINITION, "$.title.en: no", 6, 2, "title.en: no"},
        {SHEET_DEFINITION, "$.identified_by[1]: no: never", 8, 2,
         "identified_by[1]: no: never"},
        {SHEET_DEFINITION, "$.questions: no", 0, 0, "questions: no"},
        {SHEET_SCALES, "$.scales.z.1: no", 2, 0, "no"},
        {SHEET_SCALES, "$.scales.z.1.target: no", 2, 6, "target: no"},
        {SHEET_SCALES, "$.scales.z.1.options[2]: no", 4, 0, "no"},
        {SHEET_SCALES, "$.scales.z.1.options[1].value: no", 3, 14, "option.value: no"},
        {SHEET_SCALES, "$.scales.b.options[0].label.en: no", 6, 17,
         "option.label.en: no"},
        {SHEET_QUESTIONS, "$.questions[1]: no", 3, 0, "no"},
        {SHEET_QUESTIONS, "$.questions[1].asked_if.answers[0]: no", 3, 15,
         "asked_if.answers[0]: no"},
        {SHEET_QUESTIONS, "$.questions[0].references.nist 1.1[0]: no", 2, 21,
         "references.nist 1.1[0]: no"},
        {SHEET_QUESTIONS, "$.questions[1].replaces[0].reason: no", 3, 23,
         "replaces[0].reason: no"},
        {SHEET_SECTIONS, "$.sections[0].levels[0].text: no", 2, 6,
         "levels[0].text: no"},
        {SHEET_CONTRADICTIONS, "$.contradictions[0].if.question: no", 2, 2,
         "if.question: no"},
        {SHEET_DROPPED, "$.dropped[0].question: no", 2, 1, "question: no"},
        {SHEET_DIMENSIONS, "$.dimensions[0].areas[1].areas[0].at_least: no", 5, 20,
         "at_least: no"},
        {SHEET_DIMENSIONS, "$.dimensions[0].areas[0].rounding.mode: no", 3, 24,
         "rounding.mode: no"},
        {SHEET_CONFIGURATIONS, "$.configurations[0].values.z.1.2: no", 2, 9,
         "values.z.1.2: no"},
        {SHEET_DIMENSIONS, "$.configurations[1].dimensions[0].areas[0].id: no", 9, 4,
         "id: no"},
        {SHEET_DEFINITION, "something else", 0, 0, "something else"},
    };
    json_t *definition = json_of(everything);
    write_folder(place, definition);
    assert_true(read_folder(place, &sheets));
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_told(place, &sheets, said[i].csv, said[i].sheet, said[i].row,
                    said[i].column, said[i].what);
    sheets_release(&sheets);
    write_workbook(place, definition);
    assert_true(read_workbook(place, &sheets));
    assert_told(place, &sheets, "$.questions[2].weight: no", SHEET_QUESTIONS, 4, 10,
                "sheet \"questions\": weight: no");
    sheets_release(&sheets);
    forget_files(place);
    json_decref(definition);
}

static void shared_scales_are_put_in_place(void **state)
{
    struct place *place = *state;
    struct sheets sheets;
    char path[256];
    place_write(place, "a.json", BYTES("{\"id\": \"x\", \"scales\": \"b.json\"}"));
    place_write(place, "b.json", BYTES("{\"s\": {\"target\": 3}}"));
    place_path(path, place, "a.json");
    assert_true(sheets_read_json(&sheets, path, &place->fault));
    assert_normal(sheets.definition,
                  "{\n  \"id\": \"x\",\n  \"scales\": {\"s\": {\"target\": 3}}\n}\n");
    sheets_release(&sheets);
    place_forget(place, "b.json");
    assert_false(sheets_read_json(&sheets, path, &place->fault));
    assert_int_equal(place->fault.kind, FAULT_SYSTEM);
    place_reset(place);
    place_forget(place, "a.json");
}

static bool read_wrong(void *context, struct fault *fault)
{
    struct place *place = context;
    struct sheets sheets = {0};
    struct problems problems = {0};
    bool read = sheets_read_folder(&sheets, place->folder, &problems, fault);
    assert_false(read);
    bool told = fault->kind == FAULT_NONE;
    if (told)
        assert_int_equal(problems.error_count, 6);
    problems_release(&problems);
    return told;
}

static void telling_survives_a_shortage(void **state)
{
    struct tables tables = {
        {[SHEET_DEFINITION] = "member;value\nidd;t\n",
         [SHEET_SCALES] = "id;kind\ns;choise\n",
         [SHEET_QUESTIONS] = "id;weight\nQ1;x\nQ2;y\n",
         [SHEET_DIMENSIONS] = "id;parent;operator\nd;;men\na;e;\n"}};
    write_tables(*state, &tables);
    assert_survives_shortage(read_wrong, *state);
    forget_files(*state);
}

int main(void)
{
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_do_in_a_spreadsheet_is_understood),
        cmocka_unit_test(mistakes_are_told_with_their_cells),
        cmocka_unit_test(areas_below_too_many_are_refused),
        cmocka_unit_test(all_mistakes_are_told_at_once),
        cmocka_unit_test(mistakes_in_a_workbook_are_told_with_the_sheet),
        cmocka_unit_test(a_sheet_that_may_be_missing_may_still_be_misspelt),
        cmocka_unit_test(files_that_are_not_there_are_told),
        cmocka_unit_test(what_is_said_of_the_definition_is_told_of_its_cells),
        cmocka_unit_test(shared_scales_are_put_in_place),
        cmocka_unit_test(telling_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, place_open, place_close);
}
