#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

/* Delimited files as people's tools write them: encoding and delimiter found out (a
   BOM; else valid UTF-8; else Windows-1252; `;` `,` or tab from the first record, or an
   Excel `sep=` line), quotes and line ends handled by libcsv in its strict mode, fields
   handed on as UTF-8. A row is a record as a spreadsheet counts it, 1 = the first
   record of the file. */

#include "base/fault.h"
#include "base/source.h"

#include <stdint.h>

#define TABLE_FIELD_LIMIT (1u << 20) /* bytes in one field */

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1252
};

extern const char *const encoding_name[];

struct table_format {
    enum encoding encoding;
    char delimiter;
};

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

/* Reads the whole of a source. Broken quoting, NUL bytes, broken UTF-16 and fields
   above the limit are faults (FAULT_DATA) with row and column. A consumer that stops
   makes it return false with `fault` as the consumer left it. */
bool table_read(const struct source *source, struct table_format *format,
                const struct table_consumer *consumer, struct fault *fault) MUST_CHECK;

#endif
