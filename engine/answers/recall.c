#include "answers/form.h"
#include "base/memory.h"

#include <stdlib.h>

/* Refused rows are rare and their cells are wanted only when there are some, so they
   are read again rather than kept for every row. */
struct recall {
    const struct reader *reader;
    struct answer_file *file;
    size_t next; /* the refused row that is looked for */
    struct text cells;
    struct fault *fault;
};

static bool recall_field(void *context, size_t row, size_t column, const char *field,
                         size_t length)
{
    struct recall *recall = context;
    if (row != recall->file->refused[recall->next].row)
        return true;
    if (column > 1)
        text_add_character(&recall->cells, '\t');
    if (column > recall->reader->column_count
        || recall->reader->column[column - 1].use != COLUMN_PERSONAL)
        text_append(&recall->cells, field, length);
    return true;
}

static bool recall_record(void *context, size_t row, size_t column_count)
{
    struct recall *recall = context;
    struct refused_row *refused = &recall->file->refused[recall->next];
    (void)column_count;
    if (row != refused->row)
        return true;
    if (text_check(&recall->cells, NULL))
        refused->cells = memory_copy_text(recall->cells.bytes, recall->cells.length);
    if (refused->cells == NULL)
        return fault_memory(recall->fault);
    text_clear(&recall->cells);
    recall->next++;
    /* Nothing more to look for: stop without a fault. */
    return recall->next < recall->file->refused_count;
}

static int compare_rows(const void *left, const void *right)
{
    size_t a = ((const struct refused_row *)left)->row;
    size_t b = ((const struct refused_row *)right)->row;
    return a < b ? -1 : a > b;
}

bool recall_refused(struct reader *reader, const struct tables *tables,
                    struct fault *fault)
{
    struct answer_file *file = reader->file;
    struct fault own = {0};
    struct recall recall = {.reader = reader, .file = file, .fault = &own};
    struct table_consumer consumer = {recall_field, recall_record, &recall};
    struct table_format format;
    if (file->aside_count > 0) /* a later row may set an earlier one aside */
        qsort(file->refused, file->refused_count, sizeof *file->refused, compare_rows);
    bool whole =
        file->refused_count == 0 || tables_read(tables, &format, &consumer, &own);
    (void)whole; /* the reading stops at the last refused row */
    text_release(&recall.cells);
    return own.kind == FAULT_NONE || fault_take(fault, &own);
}
