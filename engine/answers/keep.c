#include "answers/form.h"

#include <string.h>

/* A file as it is kept without what is personal. */

#define MARK         "\xEF\xBB\xBF"
#define BUFFER_BYTES (64u << 10)

struct keeping {
    const struct personal *personal;
    const struct byte_sink *sink;
    struct fault *fault;
    struct text text; /* not handed on yet */
    size_t next_row;  /* that was not begun yet */
    size_t column;    /* the next of the columns to be left out of this row */
    size_t cell;      /* the next of the cells */
    bool filled;      /* anything was written of the row */
};

static bool hand_on(struct keeping *keeping)
{
    bool ok = text_check(&keeping->text, keeping->fault)
              && (keeping->text.length == 0
                  || keeping->sink->add(keeping->sink->context, keeping->text.bytes,
                                        keeping->text.length, keeping->fault));
    text_clear(&keeping->text);
    return ok;
}

/* Fields come in the order of the file, and so do the lists. */
static bool is_left_out(struct keeping *keeping, size_t row, size_t column)
{
    const struct personal *personal = keeping->personal;
    while (keeping->cell < personal->cell_count
           && (personal->cell[keeping->cell].row < row
               || (personal->cell[keeping->cell].row == row
                   && personal->cell[keeping->cell].column < column)))
        keeping->cell++;
    if (keeping->cell < personal->cell_count && personal->cell[keeping->cell].row == row
        && personal->cell[keeping->cell].column == column)
        return true;
    if (row <= personal->heading_row)
        return false;
    while (keeping->column < personal->column_count
           && personal->column[keeping->column] < column)
        keeping->column++;
    return keeping->column < personal->column_count
           && personal->column[keeping->column] == column;
}

/* In quotation marks whatever a reader could take for something else: a delimiter of
   another kind of file, a line end, a space that is not part of the cell. */
static void add_field(struct text *text, const char *field, size_t length)
{
    bool plain = strcspn(field, "\";,\t\r\n") == length
                 && (length == 0 || (field[0] != ' ' && field[length - 1] != ' '));
    if (plain) {
        text_append(text, field, length);
        return;
    }
    text_add_character(text, '"');
    for (size_t at = 0; at < length;) {
        size_t run = strcspn(field + at, "\"");
        text_append(text, field + at, run);
        at += run;
        if (at < length) {
            text_add(text, "\"\"");
            at++;
        }
    }
    text_add_character(text, '"');
}

static bool keep_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct keeping *keeping = context;
    struct text *text = &keeping->text;
    if (column == 1) {
        for (; keeping->next_row < row; keeping->next_row++)
            text_add_character(text, '\n');
        keeping->next_row = row + 1;
        keeping->column = 0;
        keeping->filled = false;
    } else
        text_add_character(text, ';');
    bool left_out = is_left_out(keeping, row, column);
    keeping->filled |= column > 1 || (!left_out && length > 0);
    if (!left_out)
        add_field(text, field, length);
    return text->length < BUFFER_BYTES || hand_on(keeping);
}

/* A row of one empty cell is no blank line. */
static bool keep_record(void *context, size_t row, size_t column_count)
{
    struct keeping *keeping = context;
    (void)row;
    (void)column_count;
    text_add(&keeping->text, keeping->filled ? "\n" : "\"\"\n");
    return true;
}

bool answers_write_without_personal(const struct source *source,
                                    const struct answer_file *file,
                                    const struct byte_sink *sink, struct fault *fault)
{
    struct tables tables;
    struct table_format format;
    struct keeping keeping = {
        .personal = &file->personal, .sink = sink, .fault = fault, .next_row = 1};
    struct table_consumer consumer = {keep_field, keep_record, &keeping};
    bool ok = tables_open(&tables, source, fault);
    if (ok) {
        tables.sheet = file->sheet;
        tables.forced =
            (struct table_forced){true, file->format.encoding, file->format.delimiter};
        ok = tables.workbook == NULL || tables_join(&tables, fault);
        text_add(&keeping.text, MARK);
        ok = ok && tables_read(&tables, &format, &consumer, fault) && hand_on(&keeping);
    }
    tables_close(&tables);
    text_release(&keeping.text);
    return ok;
}
