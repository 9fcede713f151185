#ifndef TABLE_WORKBOOK_H
#define TABLE_WORKBOOK_H

/* What reading a sheet needs of the workbook around it. */

#include "base/names.h"
#include "base/text.h"
#include "table/package.h"

#define SHEET_LIMIT     1000
#define SHEET_ROWS      1048576 /* as a spreadsheet has them */
#define SHEET_COLUMNS   16384
#define HANDED_ON_LIMIT (64u << 20)  /* cells of one sheet, empty ones among them */
#define HANDED_ON_BYTES (256u << 20) /* text of one sheet: a shared one counts anew */

/* Texts that cells share, one behind the other. */
struct shared_texts {
    struct text bytes;
    size_t *end; /* of each, in `bytes`; a NUL follows */
    size_t count;
    size_t capacity;
};

struct workbook_sheet {
    const char *name;
    const char *part;
};

struct workbook {
    struct package package;
    struct names names;
    struct workbook_sheet *sheet;
    size_t sheet_count;
    size_t sheet_capacity;
    struct shared_texts shared;
};

/* Reads the part with the texts that cells share. */
bool shared_texts_read(struct shared_texts *shared, struct package *package,
                       const char *part, struct fault *fault) MUST_CHECK;
void shared_texts_release(struct shared_texts *shared);

/* What stands in `text` from `start` on as it was before it was written as XML:
   "_x000D_" is one character. */
void text_unescape(struct text *text, size_t start);

#endif
