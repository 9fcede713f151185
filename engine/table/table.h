#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

/* Tables as people's tools write them: delimited files, and the sheets of a workbook.

   Delimited files: encoding and delimiter found out (a
   BOM; else valid UTF-8; else Windows-1252; `;` `,` or tab from the first record, or an
   Excel `sep=` line), quotes and line ends handled by libcsv in its strict mode, fields
   handed on as UTF-8. A row is a record as a spreadsheet counts it, 1 = the first
   record of the file.

   Workbooks: XLSX as Excel and LibreOffice write it. A cell is handed on as its text:
   a number as the shortest decimal that is the same number (a date is a number), a
   boolean as TRUE or FALSE, a formula as its result. Rows without a value are not
   reported, but they count; every other row is at least as wide as the first one. */

#include "base/fault.h"
#include "base/source.h"

#include <stdint.h>

#define TABLE_FIELD_LIMIT  (1u << 20)   /* bytes in one field */
#define TABLE_ROW_LIMIT    (64u << 20)  /* bytes in one row */
#define TABLE_COLUMN_LIMIT (1u << 17)   /* fields in one row */
#define WORKBOOK_LIMIT     (256u << 20) /* bytes of a workbook: it is held as a whole */

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1252,
    ENCODING_WORKBOOK /* not bytes of text, and no delimiter */
};

extern const char *const encoding_name[];

struct table_format {
    enum encoding encoding;
    char delimiter;
    bool no_delimiter; /* stands outside quotation marks where one was looked for */
};

/* What a file is to be read as, whatever it looks like; zeroed = found out. */
struct table_forced {
    bool has_encoding;
    enum encoding encoding;
    char delimiter; /* '\0' = found out */
};

/* What a person calls an encoding or a delimiter ("tab" for that one), case forgiven.
   False for what is none. */
bool table_force_encoding(struct table_forced *forced, const char *name);
bool table_force_delimiter(struct table_forced *forced, const char *name);

/* Both return false to stop; the reason is then theirs to keep. `field` is
   NUL-terminated, borrowed for the call, and holds no NUL inside; `quoted_empty` is no
   difference here: an empty field is "" of length 0. Blank lines are not records' ends
   and are not reported, but they count as rows. */
struct table_consumer {
    bool (*field)(void *context, size_t row, size_t column, const char *field,
                  size_t length);
    bool (*record)(void *context, size_t row, size_t column_count);
    void *context;
};

/* Reads the whole of a source. Broken quoting, NUL bytes, broken UTF-16, and fields
   and rows above the limits are faults (FAULT_DATA) with row and column. A consumer
   that stops makes it return false with `fault` as the consumer left it. */
bool table_read(const struct source *source, struct table_format *format,
                const struct table_consumer *consumer, struct fault *fault) MUST_CHECK;

/* The same where encoding or delimiter may be given; NULL = neither is. */
bool table_read_as(const struct source *source, const struct table_forced *forced,
                   struct table_format *format, const struct table_consumer *consumer,
                   struct fault *fault) MUST_CHECK;

/* The same, handing on all the fields of a record at once where they are at hand: then
   `fields` is called in place of the consumer's `field`. It saves a call a field. */
struct table_cell {
    const char *text; /* as `field` has it */
    size_t length;
};
bool table_read_records(const struct source *source, const struct table_forced *forced,
                        struct table_format *format,
                        const struct table_consumer *consumer,
                        bool (*fields)(void *context, size_t row,
                                       const struct table_cell *cell, size_t count),
                        struct fault *fault) MUST_CHECK;

/* An open workbook; one owner, free with workbook_free(). The source must outlive it.
 */
struct workbook;

bool source_is_workbook(const struct source *source);

/* The source must hold its bytes. NULL with a fault (FAULT_DATA for what is no
   workbook, has a password, or is more than a workbook of answers can be). */
struct workbook *workbook_open(const struct source *source, struct fault *fault);

/* The sheets in their order; names live as long as the workbook. */
size_t workbook_sheet_count(const struct workbook *workbook);
const char *workbook_sheet_name(const struct workbook *workbook, size_t sheet);

/* The sheet of the name, case and spaces forgiven; the count of sheets when there is
   none. */
size_t workbook_find_sheet(const struct workbook *workbook, const char *name);

/* Reads a sheet. What is no cell of a sound workbook (an error such as #REF!, a formula
   without a result, a reference out of its order) is a fault with row and column. */
bool workbook_read_sheet(struct workbook *workbook, size_t sheet,
                         const struct table_consumer *consumer,
                         struct fault *fault) MUST_CHECK;
void workbook_free(struct workbook *workbook);

/* Opens a workbook, reads one sheet (NULL = the first) and closes it. */
bool table_read_sheet(const struct source *source, const char *sheet,
                      const struct table_consumer *consumer,
                      struct fault *fault) MUST_CHECK;

#endif
