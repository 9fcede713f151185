/* Delimited files of every encoding, delimiter and line end that people's tools write.
 */

#include "table/table.h"

#include <csv.h>

#include "base/text.h"
#include "support.h"

#include <sys/resource.h>

/* What was read, a line a record: "row: field|field". */
struct recorder {
    struct text text;
    size_t next_column;
    size_t stop_at_field; /* 0 = never */
    size_t stop_at_record;
    size_t field_count;
    size_t record_count;
    bool silent; /* counts only */
};

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct recorder *recorder = context;
    assert_int_equal(column, ++recorder->next_column);
    assert_int_equal(field[length], '\0');
    assert_int_equal(strlen(field), length);
    recorder->field_count++;
    if (!recorder->silent) {
        if (column == 1)
            text_print(&recorder->text, "%zu: ", row);
        else
            text_add(&recorder->text, "|");
        text_append(&recorder->text, field, length);
    }
    return recorder->field_count != recorder->stop_at_field;
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    struct recorder *recorder = context;
    assert_true(row > 0);
    assert_int_equal(column_count, recorder->next_column);
    recorder->next_column = 0;
    recorder->record_count++;
    if (!recorder->silent)
        text_add(&recorder->text, "\n");
    return recorder->record_count != recorder->stop_at_record;
}

static bool read_bytes(struct recorder *recorder, struct table_format *format,
                       const char *bytes, size_t size, struct fault *fault)
{
    struct source source = source_of(bytes, size);
    struct table_consumer consumer = {on_field, on_record, recorder};
    *format = (struct table_format){0};
    return table_read(&source, format, &consumer, fault);
}

static void assert_read(const char *bytes, size_t size, enum encoding encoding,
                        char delimiter, const char *wanted)
{
    struct recorder recorder = {0};
    struct table_format format;
    struct fault fault = {0};
    bool read = read_bytes(&recorder, &format, bytes, size, &fault);
    assert_string_equal(fault.what, "");
    assert_true(read);
    assert_string_equal(recorder.text.bytes == NULL ? "" : recorder.text.bytes, wanted);
    assert_int_equal(format.encoding, encoding);
    assert_int_equal(format.delimiter, delimiter);
    text_release(&recorder.text);
}

static void assert_broken(const char *bytes, size_t size, size_t row, size_t column,
                          const char *what)
{
    struct recorder recorder = {0};
    struct table_format format;
    struct fault fault = {0};
    assert_false(read_bytes(&recorder, &format, bytes, size, &fault));
    assert_fault(&fault, FAULT_DATA, "file.csv", row, column, what);
    text_release(&recorder.text);
}

static void every_encoding_is_found_out(void **state)
{
    (void)state;
    assert_read(BYTES("id;Blåbærgrød €\n1;2\n"), ENCODING_UTF8, ';',
                "1: id|Blåbærgrød €\n2: 1|2\n");
    assert_read(BYTES("\xEF\xBB\xBFid;æ\n1;2\n"), ENCODING_UTF8_BOM, ';',
                "1: id|æ\n2: 1|2\n");
    assert_read(BYTES("\xFF\xFEi\0d\0;\0\xE6\0\n\0\x31\0;\0\xAC\x20\n\0"),
                ENCODING_UTF16LE, ';', "1: id|æ\n2: 1|€\n");
    assert_read(BYTES("\xFE\xFF\0i\0d\0,\0\xE6\0\n\0\x31\0,\xD8\x3D\xDE\0\0\n"),
                ENCODING_UTF16BE, ',', "1: id|æ\n2: 1|😀\n");
    assert_read(BYTES("id\tBl\xE5"
                      "b\xE6rgr\xF8"
                      "d \x80 \xC6\xD8\xC5\n"),
                ENCODING_WINDOWS_1252, '\t', "1: id|Blåbærgrød € ÆØÅ\n");
    assert_string_equal(encoding_name[ENCODING_WINDOWS_1252], "Windows-1252");
}

static void files_without_a_record_are_read_as_nothing(void **state)
{
    (void)state;
    assert_read("", 0, ENCODING_UTF8, ';', "");
    assert_read(BYTES("\xEF\xBB\xBF"), ENCODING_UTF8_BOM, ';', "");
    assert_read(BYTES("\xFF\xFE"), ENCODING_UTF16LE, ';', "");
    assert_read(BYTES("\xFE\xFF"), ENCODING_UTF16BE, ';', "");
    assert_read(BYTES("\r\n\n\r    \n"), ENCODING_UTF8, ';', "");
    assert_read(BYTES("sep=,\r\n"), ENCODING_UTF8, ',', "");
}

static void the_delimiter_is_the_most_frequent_one_outside_quotes(void **state)
{
    (void)state;
    assert_read(BYTES("a;b\nc;d"), ENCODING_UTF8, ';', "1: a|b\n2: c|d\n");
    assert_read(BYTES("a,b\nc;d;e;f,g"), ENCODING_UTF8, ',', "1: a|b\n2: c;d;e;f|g\n");
    assert_read(BYTES("a\tb\tc,d\n"), ENCODING_UTF8, '\t', "1: a|b|c,d\n");
    assert_read(BYTES("\"a;b;c;d\",e\nf,g\n"), ENCODING_UTF8, ',',
                "1: a;b;c;d|e\n2: f|g\n");
    assert_read(BYTES("\r\n\n\na,b\n"), ENCODING_UTF8, ',', "4: a|b\n");
    assert_read(BYTES("alone\n"), ENCODING_UTF8, ';', "1: alone\n");
    assert_read(BYTES("\t\ta\n"), ENCODING_UTF8, '\t', "1: ||a\n");
}

/* Texts have commas, and a header of texts may have more of them than cells. */
static void a_delimiter_stands_as_often_in_every_row(void **state)
{
    (void)state;
    assert_read(BYTES("Den, der, ved, det, hvad?;b\r\n1, 2;3\n4;5, 6, 7"),
                ENCODING_UTF8, ';',
                "1: Den, der, ved, det, hvad?|b\n2: 1, 2|3\n3: 4|5, 6, 7\n");
    assert_read(BYTES("Svar, hentet i dag, til dig\na;b\n1;2\n"), ENCODING_UTF8, ';',
                "1: Svar, hentet i dag, til dig\n2: a|b\n3: 1|2\n");
    /* No more rows are looked at than tell. */
    struct text many = {0};
    for (int row = 0; row < 60; row++)
        text_add(&many, "a;b\n");
    struct text wanted = {0};
    for (int row = 1; row <= 60; row++)
        text_print(&wanted, "%d: a|b\n", row);
    assert_read(many.bytes, many.length, ENCODING_UTF8, ';', wanted.bytes);
    text_release(&many);
    text_release(&wanted);
    /* One row more, in which a single cell has more of another. */
    assert_read(BYTES("a,b\nc;;;;;;,"), ENCODING_UTF8, ',', "1: a|b\n2: c;;;;;;|\n");
    assert_read(BYTES("a,b\nc;;;;;;"), ENCODING_UTF8, ',', "1: a|b\n2: c;;;;;;\n");
    assert_read(BYTES("a; b; c; d,e\n1,2\n3,4"), ENCODING_UTF8, ',',
                "1: a; b; c; d|e\n2: 1|2\n3: 3|4\n");
}

static void a_sep_line_of_excel_names_the_delimiter_and_is_no_row(void **state)
{
    (void)state;
    assert_read(BYTES("sep=,\r\na;a;a,b\r\n"), ENCODING_UTF8, ',', "1: a;a;a|b\n");
    assert_read(BYTES("sep=;\na,a,a;b"), ENCODING_UTF8, ';', "1: a,a,a|b\n");
    assert_read(BYTES("sep=\t\ra;b\tc\r"), ENCODING_UTF8, '\t', "1: a;b|c\n");
    assert_read(BYTES("\xEF\xBB\xBFsep=;\r\n\r\na,b,c;d"), ENCODING_UTF8_BOM, ';',
                "2: a,b,c|d\n");
    /* Not one of Excel's: an ordinary header. */
    assert_read(BYTES("sep=x\na;b\n"), ENCODING_UTF8, ';', "1: sep=x\n2: a|b\n");
    assert_read(BYTES("sep=;b\n"), ENCODING_UTF8, ';', "1: sep=|b\n");
}

static void every_line_end_ends_a_row_once(void **state)
{
    (void)state;
    assert_read(BYTES("a\nb\nc"), ENCODING_UTF8, ';', "1: a\n2: b\n3: c\n");
    assert_read(BYTES("a\rb\rc\r"), ENCODING_UTF8, ';', "1: a\n2: b\n3: c\n");
    assert_read(BYTES("a\r\nb\r\nc\r\n"), ENCODING_UTF8, ';', "1: a\n2: b\n3: c\n");
    assert_read(BYTES("a\r\n\r\n\nb\r\rc\n\r\nd"), ENCODING_UTF8, ';',
                "1: a\n4: b\n6: c\n8: d\n");
    assert_read(BYTES("a;\r\n;b\r\n;\r\n"), ENCODING_UTF8, ';', "1: a|\n2: |b\n3: |\n");
    assert_read(BYTES("  a ; b  \r\n   \r\nc\r\n"), ENCODING_UTF8, ';',
                "1: a|b\n3: c\n");
}

static void quotes_keep_line_ends_delimiters_and_doubled_quotes(void **state)
{
    (void)state;
    assert_read(BYTES("\"a\r\nb\";\"c;d\"\r\n\"\";\"\"\"\"\r\n"), ENCODING_UTF8, ';',
                "1: a\r\nb|c;d\n2: |\"\n");
    assert_read(BYTES("x;\"say \"\"no\"\" now\" ; \" kept \"\n"), ENCODING_UTF8, ';',
                "1: x|say \"no\" now| kept \n");
    /* The row after a cell of two lines is the next one, as a spreadsheet counts. */
    assert_read(BYTES("\"a\n\nb\"\nc\n"), ENCODING_UTF8, ';', "1: a\n\nb\n2: c\n");
}

static void broken_quotes_are_told_with_row_and_column(void **state)
{
    (void)state;
    assert_broken(BYTES("a;b\n1;2\n3;\"open\n4;5\n"), 3, 2,
                  "the quotation mark that opens this cell is never closed");
    assert_broken(BYTES("\""), 1, 1,
                  "the quotation mark that opens this cell is never closed");
    static const char misplaced[] =
        "a quotation mark in the wrong place; a cell that holds one must stand in "
        "quotation marks with the mark doubled";
    assert_broken(BYTES("a;b\n1;2\n\n3;5\" disk\n"), 4, 2, misplaced);
    assert_broken(BYTES("a;b\n\"x\"y;2\n"), 2, 1, misplaced);
    assert_broken(BYTES("a;b\n1;2\"\n"), 2, 2, misplaced);
}

static void bytes_that_are_no_text_are_told_with_their_place(void **state)
{
    (void)state;
    static const char nul[] =
        "a NUL byte; the file is not text, or is UTF-16 without its mark (save it as "
        "\"CSV UTF-8\")";
    assert_broken(BYTES("a;b\n1;\0\n"), 2, 2, nul);
    assert_broken(BYTES("\0"), 1, 1, nul);
    assert_broken(BYTES("a;\"b\0\"\n"), 1, 2, nul);
    assert_broken(BYTES("a\0;\0b\0\n\0"), 1, 1, nul);
    assert_broken(BYTES("\xFF\xFE"
                        "a\0;\0\0\0"),
                  1, 2, nul);
    assert_broken(
        BYTES("\xFF\xFE"
              "a\0\n\0b"),
        2, 0,
        "the file ends in the middle of a character (UTF-16LE); it was cut short");
    assert_broken(
        BYTES("\xFE\xFF\0a\0\n\xD8\x3D"), 2, 0,
        "the file ends in the middle of a character (UTF-16BE); it was cut short");
    assert_broken(BYTES("\xFF\xFE"
                        "a\0\n\0\x3D\xD8"
                        "b\0"),
                  2, 0,
                  "byte 7 is not text in UTF-16LE; save the file as \"CSV UTF-8\"");
    assert_broken(BYTES("\xFE\xFF\0a\0\n\xDE\x00\0b"), 2, 0,
                  "byte 7 is not text in UTF-16BE; save the file as \"CSV UTF-8\"");
    assert_broken(BYTES("\xEF\xBB\xBF"
                        "a;b\n1;\xE6\n"),
                  0, 0,
                  "byte 10 is not UTF-8 although the file says it is UTF-8; save it "
                  "again as \"CSV UTF-8\"");
    static const char undefined[] = "\x81\x8D\x8F\x90\x9D";
    for (size_t i = 0; i < 5; i++) {
        char bytes[] = "a;b\n1;\xE6?\n";
        bytes[7] = undefined[i];
        assert_broken(BYTES(bytes), 2, 0,
                      "byte 8 is not text in Windows-1252; save the file as \"CSV "
                      "UTF-8\"");
    }
}

static void a_fault_of_decoding_follows_the_rows_before_it(void **state)
{
    (void)state;
    struct recorder recorder = {0};
    struct table_format format;
    struct fault fault = {0};
    assert_false(
        read_bytes(&recorder, &format, BYTES("a;\xE6\n1;2\n3;\x81\n"), &fault));
    assert_string_equal(recorder.text.bytes, "1: a|æ\n2: 1|2\n3: 3");
    assert_int_equal(fault.row, 3);
    text_release(&recorder.text);
}

static char *filled(size_t size, char byte)
{
    char *bytes = malloc(size + 1);
    assert_non_null(bytes);
    memset(bytes, byte, size);
    bytes[size] = '\0';
    return bytes;
}

static void a_cell_above_the_limit_is_refused_and_one_at_it_read(void **state)
{
    (void)state;
    size_t size = TABLE_FIELD_LIMIT + 8;
    char *bytes = filled(size, 'x');
    memcpy(bytes, "a;b\n1;", 6);
    struct recorder recorder = {.silent = true};
    struct table_format format;
    struct fault fault = {0};
    assert_true(read_bytes(&recorder, &format, bytes, TABLE_FIELD_LIMIT + 6, &fault));
    assert_int_equal(recorder.field_count, 4);
    static const char what[] =
        "a cell of more than 1048576 bytes; is a quotation mark missing?";
    assert_broken(bytes, TABLE_FIELD_LIMIT + 7, 2, 2, what);
    bytes[TABLE_FIELD_LIMIT + 7] = '\n';
    assert_broken(bytes, TABLE_FIELD_LIMIT + 8, 2, 2, what);
    free(bytes);
}

static long peak_kib(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

static void a_cell_of_100_megabytes_takes_no_more_memory_than_the_limit(void **state)
{
    (void)state;
    size_t size = (size_t)100 << 20;
    char *bytes = filled(size, '\n');
    bytes[0] = '"';
    long before = peak_kib();
    assert_broken(bytes, size, 1, 1,
                  "a cell of more than 1048576 bytes; is a quotation mark missing?");
#ifndef __SANITIZE_ADDRESS__
    assert_true(peak_kib() - before < 4096);
#else
    (void)before;
#endif
    free(bytes);
}

/* Whatever stands across the border of two chunks is read as anywhere else; the chunks'
   size is the room's own affair, so several are tried. */
static void assert_border(const char *across, size_t length, const char *wanted_tail)
{
    static const size_t border[] = {4096, 16384, 65536, 131072, 262144};
    for (size_t b = 0; b < sizeof border / sizeof *border; b++) {
        for (size_t shift = 0; shift <= length; shift++) {
            size_t start = border[b] - shift;
            char *bytes = filled(start + length, 'x');
            memcpy(bytes, "a;b\n", 4);
            memcpy(bytes + start, across, length);
            char *wanted = filled(start + strlen(wanted_tail) + 16, 'x');
            memcpy(wanted, "1: a|b\n2: ", 10);
            memcpy(wanted + start + 6, wanted_tail, strlen(wanted_tail) + 1);
            assert_read(bytes, start + length, ENCODING_UTF8, ';', wanted);
            free(wanted);
            free(bytes);
        }
    }
}

static void borders_of_chunks_change_nothing(void **state)
{
    (void)state;
    assert_border(BYTES("æ€😀;1"), "æ€😀|1\n");
    assert_border(BYTES("\r\ny\r\n\r\nz"), "\n3: y\n5: z\n");
    assert_border(BYTES(";\"a\"\"b\r\n\"\nz"), "|a\"b\r\n\n3: z\n");
}

static void borders_of_converted_chunks_change_nothing(void **state)
{
    (void)state;
    enum { CHARACTERS = 150000 };
    for (size_t shift = 0; shift < 3; shift++) {
        /* UTF-16LE "€" and Windows-1252 "€": two bytes or one in, three out. */
        char *wide = malloc(2 + 2 * CHARACTERS);
        char *narrow = malloc(CHARACTERS);
        struct text wanted = {0};
        memcpy(wide, "\xFF\xFE", 2);
        text_add(&wanted, "1: ");
        for (size_t i = 0; i < CHARACTERS; i++) {
            bool plain = i < shift;
            memcpy(wide + 2 + 2 * i, plain ? "x\0" : "\xAC\x20", 2);
            narrow[i] = plain ? 'x' : '\x80';
            text_add(&wanted, plain ? "x" : "€");
        }
        text_add(&wanted, "\n");
        assert_read(wide, 2 + 2 * CHARACTERS, ENCODING_UTF16LE, ';', wanted.bytes);
        assert_read(narrow, CHARACTERS, ENCODING_WINDOWS_1252, ';', wanted.bytes);
        text_release(&wanted);
        free(wide);
        free(narrow);
    }
}

static void a_consumer_may_stop_at_a_field_or_at_a_record(void **state)
{
    (void)state;
    struct table_format format;
    struct fault fault = {0};
    struct recorder recorder = {.stop_at_field = 3};
    assert_false(read_bytes(&recorder, &format, BYTES("a;b\nc;d\ne;\"f\n"), &fault));
    assert_string_equal(recorder.text.bytes, "1: a|b\n2: c");
    text_release(&recorder.text);
    recorder = (struct recorder){.stop_at_record = 2};
    assert_false(read_bytes(&recorder, &format, BYTES("a;b\nc;d\ne;f\"\n"), &fault));
    assert_string_equal(recorder.text.bytes, "1: a|b\n2: c|d\n");
    text_release(&recorder.text);
    /* The last record ends with the file. */
    recorder = (struct recorder){.stop_at_record = 2};
    assert_false(read_bytes(&recorder, &format, BYTES("a;b\nc;d"), &fault));
    text_release(&recorder.text);
    assert_int_equal(fault.kind, FAULT_NONE);
}

static bool read_three(void *context, struct fault *fault)
{
    static const char long_cell[] = "a;b\n\"%09000d\";2\n";
    (void)context;
    char bytes[10000];
    int size = snprintf(bytes, sizeof bytes, long_cell, 1);
    struct recorder recorder = {.silent = true};
    struct table_format format;
    bool ok = read_bytes(&recorder, &format, bytes, (size_t)size, fault)
              && read_bytes(&recorder, &format, BYTES("a;\xE6\n1;2"), fault)
              && read_bytes(&recorder, &format, BYTES("\xFF\xFEi\0d\0"), fault);
    if (ok)
        assert_int_equal(recorder.record_count, 5);
    return ok;
}

static void reading_survives_a_shortage(void **state)
{
    (void)state;
    assert_survives_shortage(read_three, NULL);
}

/* What libcsv alone makes of bytes, one call for all of them. */
struct plainly {
    struct text text;
    size_t row;
    size_t column;
    bool after_carriage_return;
};

static void plain_field(void *bytes, size_t length, void *context)
{
    struct plainly *plainly = context;
    plainly->after_carriage_return = false;
    text_print(&plainly->text, "%zu:%zu<%.*s>", plainly->row, ++plainly->column,
               (int)length, (const char *)bytes);
}

static void plain_record(int terminator, void *context)
{
    struct plainly *plainly = context;
    bool second_half = terminator == '\n' && plainly->after_carriage_return;
    plainly->after_carriage_return = terminator == '\r';
    if (plainly->column == 0 && second_half)
        return;
    if (plainly->column > 0)
        text_add(&plainly->text, "\n");
    plainly->row++;
    plainly->column = 0;
}

static bool read_plainly(struct plainly *plainly, const char *bytes, size_t size)
{
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL);
    csv_set_delim(&parser, ';');
    bool ok =
        csv_parse(&parser, bytes, size, plain_field, plain_record, plainly) == size
        && csv_fini(&parser, plain_field, plain_record, plainly) == 0;
    csv_free(&parser);
    return ok;
}

static bool print_field(void *context, size_t row, size_t column, const char *field,
                        size_t length)
{
    assert_int_equal(strlen(field), length);
    text_print(context, "%zu:%zu<%s>", row, column, field);
    return true;
}

static bool print_record(void *context, size_t row, size_t column_count)
{
    (void)row;
    (void)column_count;
    text_add(context, "\n");
    return true;
}

/* Most records are cut without the parser: whatever stands in them and beside them, it
   comes to what the parser makes of it. */
static void records_that_are_cut_are_what_the_parser_makes_of_them(void **state)
{
    static const char alphabet[] = ";;;;aaab1 \t\r\n\n\"";
    uint32_t chance = 20191123;
    size_t broken = 0;
    (void)state;
    for (int turn = 0; turn < 20000; turn++) {
        char bytes[64] = "x;y\n";
        size_t size = 4;
        chance = chance * 1664525 + 1013904223;
        size_t wanted = size + (chance >> 8) % (sizeof bytes - size);
        while (size < wanted) {
            chance = chance * 1664525 + 1013904223;
            bytes[size++] = alphabet[(chance >> 8) % (sizeof alphabet - 1)];
        }
        struct plainly plainly = {.row = 1};
        struct text text = {0};
        struct table_format format;
        struct fault fault = {0};
        struct source source = source_of(bytes, size);
        struct table_consumer consumer = {print_field, print_record, &text};
        bool sound = read_plainly(&plainly, bytes, size);
        assert_int_equal(table_read_as(&source,
                                       &(struct table_forced){.delimiter = ';'},
                                       &format, &consumer, &fault),
                         sound);
        broken += !sound;
        if (sound)
            assert_string_equal(text.bytes, plainly.text.bytes);
        text_release(&text);
        text_release(&plainly.text);
    }
    assert_in_range(broken, 1000, 19000); /* both kinds came by */
}

static void rows_have_limits(void **state)
{
    struct text text = {0};
    (void)state;
    text_add(&text, "a;b\n");
    for (unsigned cell = 0; cell <= TABLE_COLUMN_LIMIT; cell++)
        text_add(&text, "1;");
    assert_broken(text.bytes, text.length, 2, TABLE_COLUMN_LIMIT + 1,
                  "a row of more than 131072 cells; is a line end missing?");
    text_clear(&text);
    text_add(&text, "a;b\n");
    char *cell = test_malloc(TABLE_FIELD_LIMIT);
    memset(cell, 'x', TABLE_FIELD_LIMIT);
    for (unsigned at = 0; at < TABLE_ROW_LIMIT; at += TABLE_FIELD_LIMIT) {
        text_append(&text, cell, TABLE_FIELD_LIMIT);
        text_add(&text, ";");
    }
    text_add(&text, "x\n");
    assert_broken(text.bytes, text.length, 2, 65,
                  "a row of more than 67108864 bytes; is a line end missing?");
    test_free(cell);
    text_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_is_found_out),
        cmocka_unit_test(files_without_a_record_are_read_as_nothing),
        cmocka_unit_test(the_delimiter_is_the_most_frequent_one_outside_quotes),
        cmocka_unit_test(a_delimiter_stands_as_often_in_every_row),
        cmocka_unit_test(a_sep_line_of_excel_names_the_delimiter_and_is_no_row),
        cmocka_unit_test(every_line_end_ends_a_row_once),
        cmocka_unit_test(quotes_keep_line_ends_delimiters_and_doubled_quotes),
        cmocka_unit_test(broken_quotes_are_told_with_row_and_column),
        cmocka_unit_test(bytes_that_are_no_text_are_told_with_their_place),
        cmocka_unit_test(a_fault_of_decoding_follows_the_rows_before_it),
        cmocka_unit_test(a_cell_above_the_limit_is_refused_and_one_at_it_read),
        cmocka_unit_test(a_cell_of_100_megabytes_takes_no_more_memory_than_the_limit),
        cmocka_unit_test(borders_of_chunks_change_nothing),
        cmocka_unit_test(borders_of_converted_chunks_change_nothing),
        cmocka_unit_test(a_consumer_may_stop_at_a_field_or_at_a_record),
        cmocka_unit_test(reading_survives_a_shortage),
        cmocka_unit_test(records_that_are_cut_are_what_the_parser_makes_of_them),
        cmocka_unit_test(rows_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
