/* Sheets of workbooks: cells as spreadsheets write them, and files that mean harm. */

#include "table/table.h"

#include "archive.h"
#include "base/text.h"

#include <sys/resource.h>

/* What was read, a line a record: "row: field|field". */
struct recorder {
    struct text text;
    size_t next_column;
    size_t stop_at_field; /* 0 = never */
    size_t field_count;
};

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct recorder *recorder = context;
    assert_int_equal(column, ++recorder->next_column);
    assert_int_equal(field[length], '\0');
    assert_int_equal(strlen(field), length);
    if (column == 1)
        text_print(&recorder->text, "%zu: ", row);
    else
        text_add(&recorder->text, "|");
    text_append(&recorder->text, field, length);
    return ++recorder->field_count != recorder->stop_at_field;
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    struct recorder *recorder = context;
    assert_true(row > 0);
    assert_int_equal(column_count, recorder->next_column);
    recorder->next_column = 0;
    text_add(&recorder->text, "\n");
    return true;
}

static bool read_sheet(struct recorder *recorder, const struct source *source,
                       const char *sheet, struct fault *fault)
{
    struct table_consumer consumer = {on_field, on_record, recorder};
    return table_read_sheet(source, sheet, &consumer, fault);
}

/* Closes the archive, reads a sheet of it and forgets it. */
static void assert_sheet(struct archive *archive, const char *sheet, const char *wanted)
{
    struct recorder recorder = {0};
    struct fault fault = {0};
    archive_close(archive);
    bool read = read_sheet(&recorder, &archive->made, sheet, &fault);
    assert_string_equal(fault.what, "");
    assert_true(read);
    assert_string_equal(recorder.text.bytes == NULL ? "" : recorder.text.bytes, wanted);
    text_release(&recorder.text);
    archive_forget(archive);
}

static void assert_cells(const char *cells, const char *texts, const char *wanted)
{
    struct archive archive;
    archive_of(&archive, cells, texts);
    assert_sheet(&archive, NULL, wanted);
}

static void assert_source_refused(const struct source *source, const char *sheet,
                                  size_t row, size_t column, const char *what)
{
    struct recorder recorder = {0};
    struct fault fault = {0};
    assert_false(read_sheet(&recorder, source, sheet, &fault));
    assert_fault(&fault, FAULT_DATA, "book.xlsx", row, column, what);
    text_release(&recorder.text);
}

static void assert_refused(struct archive *archive, const char *sheet, size_t row,
                           size_t column, const char *what)
{
    archive_close(archive);
    assert_source_refused(&archive->made, sheet, row, column, what);
    archive_forget(archive);
}

static void assert_cells_refused(const char *cells, size_t row, size_t column,
                                 const char *what)
{
    struct archive archive;
    char told[512];
    snprintf(told, sizeof told, "sheet \"Ark1\": %s", what);
    archive_of(&archive, cells, TEXTS("<si><t>one</t></si>"));
    assert_refused(&archive, NULL, row, column, told);
}

static void cells_of_every_kind_are_read_as_their_text(void **state)
{
    (void)state;
    assert_cells(
        CELLS("<row r=\"1\" spans=\"1:9\" x14ac:dyDescent=\"0.25\" "
              "xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/"
              "ac\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\">"
              "<v>2</v></c><c r=\"C1\" t=\"inlineStr\"><is><r><t>rich </t></r><r>"
              "<rPr><b/></rPr><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>"
              "</is></c><c r=\"D1\"><v>0.10000000000000001</v></c>"
              "<c r=\"E1\" t=\"b\"><v>1</v></c><c r=\"F1\" t=\"b\"><v>0</v></c>"
              "<c r=\"G1\" t=\"str\"><f>A1&amp;\"x\"</f><v>æ &amp; x</v></c>"
              "<c r=\"H1\"><f>1+1</f><v>2</v></c><c r=\"I1\" s=\"3\"><v>46083</v></c>"
              "<c r=\"J1\" t=\"d\"><v>2026-03-02T00:00:00</v></c></row>"),
        TEXTS("<si><t>plain</t></si><si/><si><r><t xml:space=\"preserve\"> a</t></r>"
              "<r><rPr><sz val=\"11\"/></rPr><t>ø&#10;b</t></r>"
              "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>"),
        "1: plain| aø\nb|rich text|0.1|TRUE|FALSE|æ & x|2|46083|2026-03-02T00:00:00\n");
}

static void numbers_are_the_shortest_decimals(void **state)
{
    (void)state;
    assert_cells(CELLS("<row><c><v>2.2999999999999998</v></c><c><v>3</v></c>"
                       "<c><v>-1.5</v></c><c><v>1E-3</v></c><c><v>1.0000000000000001E-5"
                       "</v></c><c><v>1E+20</v></c><c><v>1.5E+300</v></c>"
                       "<c><v>0.66666666666666663</v></c><c><v>-0</v></c>"
                       "<c><v>123456789012345680</v></c><c><v>100</v></c>"
                       "<c><v>5.0</v></c><c><v>9.9999999999999995E-8</v></c></row>"),
                 TEXTS(""),
                 "1: 2.3|3|-1.5|0.001|0.00001|100000000000000000000|1.5e+300|"
                 "0.6666666666666666|0|123456789012345680|100|5|0.0000001\n");
}

static void missing_rows_and_cells_are_empty(void **state)
{
    (void)state;
    assert_cells(
        CELLS("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c>"
              "<c r=\"E2\" s=\"1\"/><c r=\"XFD2\" s=\"1\"/></row><row r=\"3\">"
              "<c r=\"A3\" s=\"1\"/></row><row r=\"4\"/><row r=\"5\"><c r=\"A5\">"
              "<v>3</v></c></row><row><c><v>4</v></c><c t=\"s\"><v>0</v></c>"
              "<c><v></v></c><c/><c><v>5</v></c></row><row r=\"1048576\">"
              "<c r=\"AA1048576\"><v>6</v></c></row>"),
        TEXTS("<si><t></t></si>"),
        "2: |1||2\n5: 3|||\n6: 4||||5\n1048576: ||||||||||||||||||||||||||6\n");
    assert_cells(CELLS(""), TEXTS(""), "");
}

static void characters_that_are_not_for_xml_come_back(void **state)
{
    (void)state;
    assert_cells(
        CELLS("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"str\"><v>"
              "_x0009_</v></c><c t=\"inlineStr\"><is><t>_xD83D__xDE00_</t></is></c>"
              "</row>"),
        TEXTS("<si><t>a_x000D_\nb_x005F_x000D_</t></si>"
              "<si><t>_x00e6__x20AC__x0000__x00g0__xD83D__x12_</t></si>"),
        "1: a\r\nb_x000D_|æ€_x0000__x00g0__xD83D__x12_|\t|😀\n");
}

static void add_two_sheets(struct archive *archive, const char *book, const char *links)
{
    archive_of(archive, CELLS("<row><c><v>1</v></c></row>"), TEXTS(""));
    archive_add(archive, "xl/workbook.xml", book, strlen(book));
    archive_add(archive, "xl/_rels/workbook.xml.rels", links, strlen(links));
    archive_add(archive, "xl/worksheets/second.xml",
                BYTES(CELLS("<row><c><v>2</v></c></row>")));
}

#define LINK(id, kind, target)                                                         \
    "<Relationship Id=\"" id "\" Type=\"" RELATED "/" kind "\" Target=\"" target "\"/>"
#define SHEET(name, id) "<sheet name=\"" name "\" sheetId=\"7\" r:id=\"" id "\"/>"
#define TWO_SHEETS                                                                     \
    XML_HEAD "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" RELATED                  \
             "\"><sheets>" SHEET("Diagram", "d") SHEET("Spørgsmål", "b")               \
                 SHEET("Svar", "a") SHEET("Intet", "z") "</sheets></workbook>"
#define TWO_LINKS                                                                      \
    XML_HEAD                                                                           \
    "<Relationships xmlns=\"" RELATIONSHIPS                                            \
    "\">" LINK("a", "worksheet", "/xl/worksheets/sheet1.xml")                          \
        LINK("b", "worksheet", "../xl/./worksheets/second.xml")                        \
            LINK("d", "chartsheet", "chartsheets/sheet1.xml") "</Relationships>"

static void a_sheet_is_found_by_its_name(void **state)
{
    (void)state;
    static const char *const name[] = {NULL, "spørgsmål", "Svar"};
    static const char *const wanted[] = {"1: 2\n", "1: 2\n", "1: 1\n"};
    struct archive archive;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        add_two_sheets(&archive, TWO_SHEETS, TWO_LINKS);
        assert_sheet(&archive, name[i], wanted[i]);
    }
    add_two_sheets(&archive, TWO_SHEETS, TWO_LINKS);
    assert_refused(&archive, "Svra", 0, 0,
                   "has no sheet \"Svra\"; is it the one named \"Svar\"?");
    add_two_sheets(&archive, TWO_SHEETS, TWO_LINKS);
    assert_refused(&archive, "Diagram", 0, 0, "has no sheet \"Diagram\"");
}

static void an_open_workbook_lists_its_sheets(void **state)
{
    (void)state;
    struct archive archive;
    struct fault fault = {0};
    add_two_sheets(&archive, TWO_SHEETS, TWO_LINKS);
    archive_close(&archive);
    assert_true(source_is_workbook(&archive.made));
    struct workbook *workbook = workbook_open(&archive.made, &fault);
    assert_non_null(workbook);
    assert_int_equal(workbook_sheet_count(workbook), 2);
    assert_string_equal(workbook_sheet_name(workbook, 0), "Spørgsmål");
    assert_string_equal(workbook_sheet_name(workbook, 1), "Svar");
    assert_int_equal(workbook_find_sheet(workbook, " SVAR "), 1);
    assert_int_equal(workbook_find_sheet(workbook, "Intet"), 2);
    for (size_t i = 0; i < 3; i++) {
        struct recorder recorder = {0};
        struct table_consumer consumer = {on_field, on_record, &recorder};
        assert_true(workbook_read_sheet(workbook, 1, &consumer, &fault));
        assert_string_equal(recorder.text.bytes, "1: 1\n");
        text_release(&recorder.text);
    }
    workbook_free(workbook);
    archive_forget(&archive);
    workbook_free(NULL);
}

/* Prefixes, the strict form of the format, names in other letters, no shared texts. */
static void other_ways_to_write_the_same_are_read(void **state)
{
    (void)state;
#define STRICT "http://purl.oclc.org/ooxml/"
    static const char book[] =
        "<x:workbook xmlns:x=\"" STRICT "spreadsheetml/main\" xmlns:rel=\"" STRICT
        "officeDocument/relationships\"><x:bookViews/><x:sheets><x:sheet name=\"Ark1\" "
        "sheetId=\"1\" state=\"hidden\" rel:id=\"R1\"/></x:sheets></x:workbook>";
    static const char links[] =
        "<p:Relationships xmlns:p=\"" RELATIONSHIPS "\"><p:Relationship Id=\"R1\" "
        "Type=\"" STRICT "officeDocument/relationships/worksheet\" "
        "Target=\"WORKSHEETS/Sheet1.xml\"/></p:Relationships>";
    static const char cells[] =
        "\xFF\xFE<\0x\0:\0w\0o\0r\0k\0s\0h\0e\0e\0t\0 \0x\0m\0l\0n\0s\0:\0x\0=\0\"\0"
        "h\0t\0t\0p\0:\0/\0/\0p\0u\0r\0l\0.\0o\0c\0l\0c\0.\0o\0r\0g\0/\0o\0o\0x\0m\0l\0"
        "/\0s\0p\0r\0e\0a\0d\0s\0h\0e\0e\0t\0m\0l\0/\0m\0a\0i\0n\0\"\0>\0<\0x\0:\0s\0h\0"
        "e\0e\0t\0D\0a\0t\0a\0>\0<\0x\0:\0r\0o\0w\0>\0<\0x\0:\0c\0>\0<\0x\0:\0v\0>\0"
        "7\0<\0/\0x\0:\0v\0>\0<\0/\0x\0:\0c\0>\0<\0/\0x\0:\0r\0o\0w\0>\0<\0/\0x\0:\0s\0"
        "h\0e\0e\0t\0D\0a\0t\0a\0>\0<\0/\0x\0:\0w\0o\0r\0k\0s\0h\0e\0e\0t\0>\0";
    struct archive archive;
    archive_open(&archive);
    archive_add(&archive, "_RELS/.rels", BYTES(PACKAGE_LINKS));
    archive_add(&archive, "xl/workbook.xml", BYTES(book));
    archive_add(&archive, "xl/_rels/workbook.xml.rels", BYTES(links));
    archive_add(&archive, "xl/worksheets/sheet1.xml", BYTES(cells));
    assert_sheet(&archive, "ark1", "1: 7\n");
}

static void elements_of_others_are_passed_over(void **state)
{
    (void)state;
    assert_cells(
        CELLS("<row r=\"1\"><c r=\"A1\"><v>1</v><extLst><v>2</v></extLst>"
              "<o:v xmlns:o=\"other\">3</o:v></c></row><o:row xmlns:o=\"other\"><c>"
              "<v>4</v></c></o:row><!-- <row/> --><?row?><row r=\"2\">text<c r=\"A2\">"
              "text<v><![CDATA[5]]></v></c></row>"),
        TEXTS(""), "1: 1\n2: 5\n");
}

static void cells_that_are_wrong_are_told_with_their_place(void **state)
{
    (void)state;
    static const char elsewhere[] = "what follows is no later row";
    static const struct {
        const char *cells;
        size_t row;
        size_t column;
        const char *what;
    } wrong[] = {
        {CELLS("<row r=\"5\"><c r=\"C5\" t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c></row>"),
         5, 3, "the cell holds the error #DIV/0!"},
        {CELLS("<row><c/><c><f>1+1</f></c></row>"), 1, 2,
         "the formula has no result; open the workbook in a spreadsheet and save it"},
        {CELLS("<row><c t=\"s\"><v>1</v></c></row>"), 1, 1,
         "the cell points to a text that the workbook does not have"},
        {CELLS("<row><c t=\"s\"><v>99999999999999999999999999</v></c></row>"), 1, 1,
         "the cell points to a text that the workbook does not have"},
        {CELLS("<row><c t=\"s\"><v>-1</v></c></row>"), 1, 1,
         "the cell points to a text that the workbook does not have"},
        {CELLS("<row><c t=\"s\"><v/></c></row>"), 1, 1,
         "the cell points to a text that the workbook does not have"},
        {CELLS("<row><c><v>1,5</v></c></row>"), 1, 1,
         "the cell says that it is a number, and is none"},
        {CELLS("<row><c><v>0x10</v></c></row>"), 1, 1,
         "the cell says that it is a number, and is none"},
        {CELLS("<row><c><v>1e999</v></c></row>"), 1, 1,
         "the cell says that it is a number, and is none"},
        {CELLS("<row><c><v>nan</v></c></row>"), 1, 1,
         "the cell says that it is a number, and is none"},
        {CELLS("<row><c t=\"b\"><v>2</v></c></row>"), 1, 1,
         "the cell says that it is true or false, and is neither"},
        {CELLS("<row><c t=\"z\"><v>2</v></c></row>"), 1, 1,
         "the cell is of a type that no spreadsheet knows"},
        {CELLS("<row><c><v>1</v><v>2</v></c></row>"), 1, 1, "the cell has two values"},
        {CELLS("<row r=\"2\"><c r=\"A3\"/></row>"), 2, 0,
         "a cell says that it is at A3"},
        {CELLS("<row><c r=\"1\"/></row>"), 1, 0, "a cell says that it is at 1"},
        {CELLS("<row><c r=\"A\"/></row>"), 1, 0, "a cell says that it is at A"},
        {CELLS("<row><c r=\"a1\"/></row>"), 1, 0, "a cell says that it is at a1"},
        {CELLS("<row><c r=\"A01\"/></row>"), 1, 0, "a cell says that it is at A01"},
        {CELLS("<row><c r=\"A1x\"/></row>"), 1, 0, "a cell says that it is at A1x"},
        {CELLS("<row><c r=\"\"/></row>"), 1, 0, "a cell says that it is at "},
        {CELLS("<row><c r=\"XFE1\"><v>1</v></c></row>"), 1, 0,
         "a cell says that it is at XFE1"},
        {CELLS("<row><c r=\"AAAAAAAAAAAAAAAAAAAAAAAAA1\"/></row>"), 1, 0,
         "a cell says that it is at AAAAAAAAAAAAAAAAAAAAAAAAA1"},
        {CELLS("<row><c r=\"B1\"/><c r=\"A1\"/></row>"), 1, 1,
         "the cell stands behind later ones"},
        {CELLS("<row><c r=\"B1\"/><c r=\"B1\"/></row>"), 1, 2,
         "the cell stands behind later ones"},
        {CELLS("<row r=\"2\"/><row r=\"2\"/>"), 2, 0, elsewhere},
        {CELLS("<row r=\"2\"/><row r=\"1\"/>"), 2, 0, elsewhere},
        {CELLS("<row r=\"0\"/>"), 0, 0, elsewhere},
        {CELLS("<row r=\"-1\"/>"), 0, 0, elsewhere},
        {CELLS("<row r=\"1048577\"/>"), 0, 0, elsewhere},
        {CELLS("<row r=\"18446744073709551617\"/>"), 0, 0, elsewhere},
        {CELLS("<row r=\"1048576\"/><row/>"), 1048576, 0, elsewhere},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_cells_refused(wrong[i].cells, wrong[i].row, wrong[i].column,
                             wrong[i].what);
}

#define UNREAD "the workbook cannot be read: "

static void assert_part_refused(const char *part, const char *bytes, const char *what)
{
    struct archive archive;
    archive_of(&archive, CELLS("<row><c><v>1</v></c></row>"), TEXTS(""));
    archive_add(&archive, part, bytes, strlen(bytes));
    assert_refused(&archive, NULL, 0, 0, what);
}

static void parts_that_are_no_sound_xml_are_told(void **state)
{
    (void)state;
    assert_part_refused("xl/sharedStrings.xml", "<sst><si></sst>",
                        UNREAD "xl/sharedStrings.xml: mismatched tag");
    assert_part_refused("xl/workbook.xml", "",
                        UNREAD "xl/workbook.xml: no element found");
    assert_part_refused("xl/worksheets/sheet1.xml", "<worksheet>",
                        UNREAD "xl/worksheets/sheet1.xml: no element found");
    assert_part_refused("xl/worksheets/sheet1.xml", "<a>&bomb;</a>",
                        UNREAD "xl/worksheets/sheet1.xml: undefined entity");
    assert_part_refused("xl/worksheets/sheet1.xml", "<a>\xFF</a>",
                        UNREAD
                        "xl/worksheets/sheet1.xml: not well-formed (invalid token)");
    assert_part_refused("xl/worksheets/sheet1.xml",
                        "<?xml version=\"1.0\" encoding=\"EBCDIC\"?><a/>",
                        UNREAD "xl/worksheets/sheet1.xml: unknown encoding");
    assert_part_refused("xl/workbook.xml",
                        "<workbook xmlns=\"" SPREADSHEET "\"><sheets/></workbook>",
                        "the workbook has no sheet of cells");
    assert_part_refused("xl/_rels/workbook.xml.rels",
                        "<Relationships xmlns=\"" RELATIONSHIPS "\">" LINK(
                            "rId1", "worksheet", "../../../../etc/passwd") "</Relation"
                                                                           "ships>",
                        UNREAD "etc/passwd: it is missing");
    assert_part_refused(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"" RELATIONSHIPS "\"><Relationship Id=\"rId1\" Type=\"/"
        "worksheet\" Target=\"http://example.org\" TargetMode=\"External\"/>"
        "</Relationships>",
        "the workbook has no sheet of cells");
}

static void document_types_and_entities_are_refused(void **state)
{
    (void)state;
    static const char what[] =
        UNREAD "xl/worksheets/sheet1.xml: it declares a document "
               "type, which no spreadsheet writes";
    assert_part_refused("xl/worksheets/sheet1.xml",
                        "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;\">]>"
                        "<a>&c;</a>",
                        what);
    assert_part_refused(
        "xl/worksheets/sheet1.xml",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", what);
    assert_part_refused("xl/worksheets/sheet1.xml",
                        "<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>", what);
}

static void elements_too_deep_are_refused(void **state)
{
    (void)state;
    struct text deep = {0};
    for (int i = 0; i < 100000; i++)
        text_add(&deep, "<a>");
    assert_part_refused("xl/worksheets/sheet1.xml", deep.bytes,
                        UNREAD "xl/worksheets/sheet1.xml: elements stand too deep "
                               "within each other");
    text_release(&deep);
}

static void a_tag_without_an_end_is_refused(void **state)
{
    (void)state;
    struct text tag = {0};
    text_add(&tag, "<a b=\"");
    for (int i = 0; i < 3 << 20; i++)
        text_add_character(&tag, 'x');
    assert_part_refused("xl/worksheets/sheet1.xml", tag.bytes,
                        UNREAD "xl/worksheets/sheet1.xml: a tag does not end");
    memcpy(tag.bytes, "<!-- x", 6);
    assert_part_refused("xl/worksheets/sheet1.xml", tag.bytes,
                        UNREAD "xl/worksheets/sheet1.xml: a tag does not end");
    text_release(&tag);
}

static void what_is_no_workbook_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *what;
    } wrong[] = {
        {BYTES(""), "is no workbook (.xlsx), or only a piece of one"},
        {BYTES("id;navn\n"), "is no workbook (.xlsx), or only a piece of one"},
        {BYTES("PK\3\4 and so on"), "is no workbook (.xlsx), or only a piece of one"},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"),
         "the workbook has a password, or is an old .xls; save it as .xlsx without a "
         "password"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct source source = source_of(wrong[i].bytes, wrong[i].size);
        source.path = (char *)"book.xlsx";
        assert_source_refused(&source, NULL, 0, 0, wrong[i].what);
    }
    struct archive archive;
    archive_open(&archive);
    archive_add(&archive, "content.xml", BYTES("<a/>"));
    assert_refused(&archive, NULL, 0, 0,
                   "is no workbook in Excel's format; save it as .xlsx");
    archive_of(&archive, CELLS(""), TEXTS(""));
    archive_add(&archive, "_rels/.rels",
                BYTES("<Relationships xmlns=\"" RELATIONSHIPS "\">" LINK(
                    "rId1", "officeDocument", "xl/workbook.bin") "</Relationships>"));
    assert_refused(&archive, NULL, 0, 0,
                   "is no workbook of XML, or a binary one; save it as .xlsx");
}

static void every_piece_of_a_workbook_is_refused(void **state)
{
    (void)state;
    struct archive archive;
    archive_of(&archive, CELLS("<row><c><v>1</v></c></row>"), TEXTS(""));
    archive_close(&archive);
    struct source piece = archive.made;
    while (piece.size-- > 0)
        assert_source_refused(&piece, NULL, 0, 0,
                              "is no workbook (.xlsx), or only a piece of one");
    archive_forget(&archive);
}

/* Whatever one byte is changed to, reading ends, well or with a fault. */
static void no_changed_byte_does_harm(void **state)
{
    (void)state;
    struct archive archive;
    archive_of(&archive, CELLS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"),
               TEXTS("<si><t>a</t></si>"));
    archive_close(&archive);
    for (size_t i = 0; i < archive.made.size; i++) {
        static const uint8_t mask[] = {0x01, 0x80, 0xFF};
        for (size_t m = 0; m < sizeof mask; m++) {
            struct recorder recorder = {0};
            struct fault fault = {0};
            archive.made.bytes[i] ^= mask[m];
            bool read = read_sheet(&recorder, &archive.made, NULL, &fault);
            assert_true(read == (fault.kind == FAULT_NONE));
            archive.made.bytes[i] ^= mask[m];
            text_release(&recorder.text);
        }
    }
    archive_forget(&archive);
}

static void encrypted_and_oddly_packed_parts_are_refused(void **state)
{
    (void)state;
    struct archive archive;
    archive_of(&archive, CELLS(""), TEXTS(""));
    zip_uint64_t part = archive_add(&archive, "xl/workbook.xml", BYTES(BOOK));
    assert_int_equal(
        zip_file_set_encryption(archive.zip, part, ZIP_EM_AES_256, "secret"), 0);
    assert_refused(&archive, NULL, 0, 0,
                   "the workbook has a password; save it without one");
    archive_of(&archive, CELLS(""), TEXTS(""));
    part = archive_add(&archive, "xl/workbook.xml", BYTES(BOOK));
    assert_int_equal(zip_set_file_compression(archive.zip, part, ZIP_CM_BZIP2, 0), 0);
    assert_refused(&archive, NULL, 0, 0,
                   UNREAD "xl/workbook.xml: it is packed in a way no spreadsheet does");
}

static void a_workbook_of_too_many_parts_is_refused(void **state)
{
    (void)state;
    struct archive archive;
    archive_open(&archive);
    for (int i = 0; i < 10001; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        archive_add(&archive, name, "", 0);
    }
    assert_refused(&archive, NULL, 0, 0, UNREAD "it has 10001 parts, more than 10000");
}

static long peak_kib(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

/* Overwrites the 32 bits that stand for the unpacked size wherever it stands. */
static void lie_about_size(struct source *source, uint32_t size, uint32_t lie)
{
    size_t found = 0;
    for (size_t i = 0; i + 4 <= source->size; i++)
        if (memcmp(source->bytes + i, &size, 4) == 0) {
            memcpy(source->bytes + i, &lie, 4);
            found++;
        }
    assert_true(found >= 2);
}

/* A bomb is refused by what it says of itself; one that lies, by what comes out. */
static void bombs_are_refused_before_they_go_off(void **state)
{
    (void)state;
    static const char too_large[] =
        UNREAD "xl/worksheets/sheet1.xml: it is too large when it is unpacked";
    static const char too_tight[] =
        UNREAD "xl/worksheets/sheet1.xml: it is packed more tightly than any "
               "spreadsheet does";
    static const size_t size[] = {(128u << 20) + 12345, (100u << 20) + 12345};
    char *bytes = malloc(size[0]);
    assert_non_null(bytes);
    memset(bytes, ' ', size[0]);
    for (size_t i = 0; i < 2; i++) {
        struct archive archive;
        archive_of(&archive, "", TEXTS(""));
        archive_add(&archive, "xl/worksheets/sheet1.xml", bytes, size[i]);
        archive_close(&archive);
        assert_true(archive.made.size < 1u << 20);
        long before = peak_kib();
        assert_source_refused(&archive.made, NULL, 0, 0,
                              i == 0 ? too_large : too_tight);
        lie_about_size(&archive.made, (uint32_t)size[i], 1000);
        struct recorder recorder = {0};
        struct fault fault = {0};
        assert_false(read_sheet(&recorder, &archive.made, NULL, &fault));
        assert_int_equal(fault.kind, FAULT_DATA);
#ifndef __SANITIZE_ADDRESS__
        assert_true(peak_kib() - before < 8192);
#else
        (void)before;
#endif
        archive_forget(&archive);
    }
    free(bytes);
}

/* A text that many cells share costs once to store and every time to hand on; so do the
   empty cells before one far to the right. */
static void sheets_that_grow_when_read_are_refused(void **state)
{
    (void)state;
    struct archive archive;
    struct text texts = {0};
    struct text cells = {0};
    text_add(&texts, "<sst xmlns=\"" SPREADSHEET "\"><si><t>");
    for (int i = 0; i < 1 << 20; i++)
        text_add_character(&texts, (char)('a' + i * 7 % 26));
    text_add(&texts, "</t></si></sst>");
    text_add(&cells, "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData><row>");
    for (int i = 0; i < 300; i++)
        text_add(&cells, "<c t=\"s\"><v>0</v></c>");
    text_add(&cells, "</row></sheetData></worksheet>");
    archive_of(&archive, cells.bytes, texts.bytes);
    assert_refused(&archive, NULL, 1, 257,
                   "sheet \"Ark1\": it is larger than any survey's");
    text_clear(&cells);
    text_add(&cells, "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData>");
    for (int i = 1; i <= 5000; i++)
        text_print(&cells, "<row r=\"%d\"><c r=\"XFD%d\"><v>1</v></c></row>", i, i);
    text_add(&cells, "</sheetData></worksheet>");
    archive_of(&archive, cells.bytes, TEXTS(""));
    archive_close(&archive);
    struct recorder recorder = {0};
    struct fault fault = {0};
    struct table_consumer consumer = {on_field, on_record, &recorder};
    assert_false(table_read_sheet(&archive.made, NULL, &consumer, &fault));
    assert_string_equal(fault.what, "sheet \"Ark1\": it is larger than any survey's");
    assert_int_equal(fault.row, 4097);
    text_release(&recorder.text);
    archive_forget(&archive);
    text_release(&texts);
    text_release(&cells);
}

static void a_cell_above_the_limit_is_refused(void **state)
{
    (void)state;
    struct text text = {0};
    text_add(&text, "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData><row><c t=\"str\">"
                    "<v>");
    size_t head = text.length;
    for (size_t i = 0; i <= TABLE_FIELD_LIMIT; i++)
        text_add_character(&text, (char)('a' + i * 7 % 26));
    text_add(&text, "</v></c></row></sheetData></worksheet>");
    assert_cells_refused(text.bytes, 1, 1, "a cell of more than 1 MiB");
    struct archive archive;
    memcpy(text.bytes, "<sst xmlns=\"" SPREADSHEET "\"><si><t>",
           sizeof "<sst xmlns=\"" SPREADSHEET "\"><si><t>" - 1);
    size_t short_head = sizeof "<sst xmlns=\"" SPREADSHEET "\"><si><t>" - 1;
    memset(text.bytes + short_head, 'a', head - short_head);
    text.length = head + TABLE_FIELD_LIMIT + 1;
    text_add(&text, "</t></si></sst>");
    archive_of(&archive, CELLS("<row><c/><c t=\"s\"><v>0</v></c></row>"), text.bytes);
    assert_refused(&archive, NULL, 1, 2, "sheet \"Ark1\": a cell of more than 1 MiB");
    text_release(&text);
}

static void a_consumer_may_stop(void **state)
{
    (void)state;
    struct archive archive;
    archive_of(&archive, CELLS("<row><c><v>1</v></c><c><v>2</v></c></row><row/><bad"),
               TEXTS(""));
    archive_close(&archive);
    struct recorder recorder = {.stop_at_field = 2};
    struct fault fault = {0};
    assert_false(read_sheet(&recorder, &archive.made, NULL, &fault));
    assert_int_equal(fault.kind, FAULT_NONE);
    assert_string_equal(recorder.text.bytes, "1: 1|2");
    text_release(&recorder.text);
    archive_forget(&archive);
}

static bool read_once(void *context, struct fault *fault)
{
    struct recorder recorder = {0};
    bool ok = read_sheet(&recorder, context, NULL, fault);
    /* The recorder's own shortages are not the reader's. */
    ok = ok && text_check(&recorder.text, fault);
    text_release(&recorder.text);
    return ok;
}

static void reading_survives_a_shortage(void **state)
{
    (void)state;
    struct archive archive;
    archive_of(&archive,
               CELLS("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5"
                     "</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>x</t></is></c></row>"),
               TEXTS("<si><t>a</t></si><si><r><t>b_x000D_</t></r></si>"));
    archive_close(&archive);
    assert_survives_shortage(read_once, &archive.made);
    archive_forget(&archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_every_kind_are_read_as_their_text),
        cmocka_unit_test(numbers_are_the_shortest_decimals),
        cmocka_unit_test(missing_rows_and_cells_are_empty),
        cmocka_unit_test(characters_that_are_not_for_xml_come_back),
        cmocka_unit_test(a_sheet_is_found_by_its_name),
        cmocka_unit_test(an_open_workbook_lists_its_sheets),
        cmocka_unit_test(other_ways_to_write_the_same_are_read),
        cmocka_unit_test(elements_of_others_are_passed_over),
        cmocka_unit_test(cells_that_are_wrong_are_told_with_their_place),
        cmocka_unit_test(parts_that_are_no_sound_xml_are_told),
        cmocka_unit_test(document_types_and_entities_are_refused),
        cmocka_unit_test(elements_too_deep_are_refused),
        cmocka_unit_test(a_tag_without_an_end_is_refused),
        cmocka_unit_test(what_is_no_workbook_is_told),
        cmocka_unit_test(every_piece_of_a_workbook_is_refused),
        cmocka_unit_test(no_changed_byte_does_harm),
        cmocka_unit_test(encrypted_and_oddly_packed_parts_are_refused),
        cmocka_unit_test(a_workbook_of_too_many_parts_is_refused),
        cmocka_unit_test(bombs_are_refused_before_they_go_off),
        cmocka_unit_test(sheets_that_grow_when_read_are_refused),
        cmocka_unit_test(a_cell_above_the_limit_is_refused),
        cmocka_unit_test(a_consumer_may_stop),
        cmocka_unit_test(reading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
