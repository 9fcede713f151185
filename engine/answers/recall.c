#include "answers/form.h"
#include "base/memory.h"

/* Refused rows are rare and their cells are wanted only when there are some, so they
   are read again rather than kept for every row. */
struct recall {
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

bool recall_refused(struct answer_file *file, const struct tables *tables,
                    struct fault *fault)
{
    struct fault own = {0};
    struct recall recall = {.file = file, .fault = &own};
    struct table_consumer consumer = {recall_field, recall_record, &recall};
    struct table_format format;
    bool whole =
        file->refused_count == 0 || tables_read(tables, &format, &consumer, &own);
    (void)whole; /* the reading stops at the last refused row */
    text_release(&recall.cells);
    return own.kind == FAULT_NONE
           || fault_set_at(fault, own.kind, own.where, own.row, own.column, "%s",
                           own.what);
}
