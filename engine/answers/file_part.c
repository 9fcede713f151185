#include "answers/codebook.h"

#include "answers/form.h"

#include <string.h>

/* Whether a table is one of a survey tool's lists. */

#define LOOKED_AT 20 /* rows that tell */

struct look {
    bool variable; /* headings of the first row */
    bool text;
    size_t rows; /* so far */
    bool is_label;
    bool stopped;
};

static bool is_whole(const char *field, size_t length)
{
    size_t at = length > 1 && field[0] == '-' ? 1 : 0;
    for (size_t i = at; i < length; i++)
        if (field[i] < '0' || field[i] > '9')
            return false;
    return length > 0;
}

static bool is_name(const char *field, size_t length)
{
    return length > 0 && memchr(field, ' ', length) == NULL && !is_whole(field, length);
}

static bool look_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct look *look = context;
    char folded[32];
    (void)row;
    if (look->rows == 0) {
        text_fold(folded, sizeof folded, field, length);
        look->variable |= strcmp(folded, "variablename") == 0;
        look->text |= strcmp(folded, "questiontext") == 0;
    }
    look->is_label &= (column == 1 && is_name(field, length))
                      || (column == 2 && is_whole(field, length)) || column == 3
                      || (column == 4 && length == 0);
    return true;
}

static bool look_record(void *context, size_t row, size_t column_count)
{
    struct look *look = context;
    (void)row;
    look->rows++;
    look->is_label &= column_count >= 3;
    look->stopped = !look->is_label || look->rows == LOOKED_AT;
    return !look->stopped;
}

bool table_part_find(enum file_part *part, const struct tables *tables,
                     struct fault *fault)
{
    struct look look = {.is_label = true};
    struct table_consumer consumer = {look_field, look_record, &look};
    struct table_format format;
    struct fault unread = {0};
    bool whole = tables_read(tables, &format, &consumer, &unread);
    *part = look.variable && look.text       ? PART_STRUCTURE
            : look.is_label && look.rows > 0 ? PART_LABELS
                                             : PART_ANSWERS;
    /* What is broken further down is told by whoever reads it whole. */
    return whole || look.stopped || unread.kind == FAULT_DATA
           || fault_take(fault, &unread);
}

bool file_part_find(enum file_part *part, const struct source *source,
                    struct fault *fault)
{
    struct tables tables = {.source = source};
    *part = PART_ANSWERS;
    return source_is_workbook(source) || table_part_find(part, &tables, fault);
}
