#ifndef TESTS_UNIT_ARCHIVE_H
#define TESTS_UNIT_ARCHIVE_H

/* Workbooks made by hand: a ZIP archive in memory out of parts as text. */

#include "support.h"

#include <zip.h>

struct archive {
    zip_source_t *source;
    zip_t *zip;
    struct source made; /* after archive_close() */
};

static inline void archive_open(struct archive *archive)
{
    *archive = (struct archive){0};
    archive->source = zip_source_buffer_create(NULL, 0, 0, NULL);
    assert_non_null(archive->source);
    zip_source_keep(archive->source);
    archive->zip = zip_open_from_source(archive->source, ZIP_TRUNCATE, NULL);
    assert_non_null(archive->zip);
}

/* The bytes are borrowed until archive_close(). Returns the number of the entry. */
static inline zip_uint64_t archive_add(struct archive *archive, const char *name,
                                       const char *bytes, size_t size)
{
    zip_source_t *part = zip_source_buffer(archive->zip, bytes, size, 0);
    assert_non_null(part);
    zip_int64_t number = zip_file_add(archive->zip, name, part, ZIP_FL_OVERWRITE);
    assert_true(number >= 0);
    return (zip_uint64_t)number;
}

static inline void archive_close(struct archive *archive)
{
    zip_stat_t stat;
    assert_int_equal(zip_close(archive->zip), 0);
    assert_int_equal(zip_source_stat(archive->source, &stat), 0);
    archive->made.path = (char *)"book.xlsx";
    archive->made.size = (size_t)stat.size;
    archive->made.bytes = malloc(archive->made.size);
    assert_non_null(archive->made.bytes);
    assert_int_equal(zip_source_open(archive->source), 0);
    assert_int_equal(
        zip_source_read(archive->source, archive->made.bytes, archive->made.size),
        stat.size);
    zip_source_close(archive->source);
    zip_source_free(archive->source);
}

static inline void archive_forget(struct archive *archive)
{
    free(archive->made.bytes);
    *archive = (struct archive){0};
}

#define XML_HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SPREADSHEET   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATED       "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/relationships"

#define PACKAGE_LINKS                                                                  \
    XML_HEAD "<Relationships xmlns=\"" RELATIONSHIPS "\">"                             \
             "<Relationship Id=\"rId1\" Type=\"" RELATED "/officeDocument\""           \
             " Target=\"xl/workbook.xml\"/></Relationships>"
#define BOOK_LINKS                                                                     \
    XML_HEAD "<Relationships xmlns=\"" RELATIONSHIPS "\">"                             \
             "<Relationship Id=\"rId1\" Type=\"" RELATED "/worksheet\""                \
             " Target=\"worksheets/sheet1.xml\"/>"                                     \
             "<Relationship Id=\"rId2\" Type=\"" RELATED "/sharedStrings\""            \
             " Target=\"sharedStrings.xml\"/></Relationships>"
#define BOOK                                                                           \
    XML_HEAD "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" RELATED "\"><sheets>"    \
             "<sheet name=\"Ark1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
#define TEXTS(items) XML_HEAD "<sst xmlns=\"" SPREADSHEET "\">" items "</sst>"
#define CELLS(rows)                                                                    \
    XML_HEAD "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData>" rows                   \
             "</sheetData></worksheet>"

/* A workbook of one sheet, open for parts that take the place of these. */
static inline void archive_of(struct archive *archive, const char *cells,
                              const char *texts)
{
    archive_open(archive);
    archive_add(archive, "_rels/.rels", BYTES(PACKAGE_LINKS));
    archive_add(archive, "xl/workbook.xml", BYTES(BOOK));
    archive_add(archive, "xl/_rels/workbook.xml.rels", BYTES(BOOK_LINKS));
    archive_add(archive, "xl/sharedStrings.xml", texts, strlen(texts));
    archive_add(archive, "xl/worksheets/sheet1.xml", cells, strlen(cells));
}

#endif
