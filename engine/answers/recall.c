#include "answers/recall.h"

#include "answers/form.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Refused rows are rare, and their cells are wanted only when there are some: so they
   are read again rather than kept for every row. Of a large file comments are, too. */
struct recalling {
    const struct recall *recall;
    const struct answer_file *file;
    const struct answer_sink *sink;
    uint64_t *order;     /* a row of the file above, that of `answers` below */
    size_t next_refused; /* the first that did not come by yet */
    size_t next_taken;
    size_t row; /* the row being read, and whether it is … */
    bool refused;
    bool taken;
    struct text cells;
    struct fault *fault;
};

static size_t taken_row(const struct recalling *recalling, size_t number)
{
    return recalling->order != NULL ? (size_t)(recalling->order[number] >> 32)
                                    : recalling->file->answers.source_row[number];
}

static uint32_t taken_number(const struct recalling *recalling)
{
    return recalling->order != NULL
               ? (uint32_t)(recalling->order[recalling->next_taken] & UINT32_MAX)
               : (uint32_t)recalling->next_taken;
}

static void begin_row(struct recalling *recalling, size_t row)
{
    const struct answer_file *file = recalling->file;
    size_t taken_count = recalling->sink->comment == NULL ? 0 : file->answers.row_count;
    while (recalling->next_refused < file->refused_count
           && file->refused[recalling->next_refused].row < row)
        recalling->next_refused++;
    while (recalling->next_taken < taken_count
           && taken_row(recalling, recalling->next_taken) < row)
        recalling->next_taken++;
    recalling->row = row;
    recalling->refused = recalling->next_refused < file->refused_count
                         && file->refused[recalling->next_refused].row == row;
    recalling->taken = recalling->next_taken < taken_count
                       && taken_row(recalling, recalling->next_taken) == row;
    text_clear(&recalling->cells);
    text_add(&recalling->cells, ""); /* also where nothing of the row is kept */
}

static bool recall_field(void *context, size_t row, size_t column, const char *field,
                         size_t length)
{
    struct recalling *recalling = context;
    const struct recall *recall = recalling->recall;
    char blank[4];
    if (row != recalling->row)
        begin_row(recalling, row);
    const struct recall_column *use =
        column <= recall->column_count ? &recall->column[column - 1] : NULL;
    if (recalling->refused) {
        if (column > 1)
            text_add_character(&recalling->cells, '\t');
        if (use == NULL || use->use != RECALL_PERSONAL)
            text_append(&recalling->cells, field, length);
    }
    return !recalling->taken || use == NULL || use->use != RECALL_COMMENT
           || text_fold(blank, sizeof blank, field, length) == 0
           || recalling->sink->comment(recalling->sink->context,
                                       taken_number(recalling), use->question, field,
                                       recalling->fault);
}

/* Stops without a fault when there is nothing more to look for. */
static bool recall_record(void *context, size_t row, size_t column_count)
{
    struct recalling *recalling = context;
    (void)row;
    (void)column_count;
    if (recalling->refused
        && (!text_check(&recalling->cells, recalling->fault)
            || !recalling->sink->refused(recalling->sink->context,
                                         recalling->next_refused,
                                         recalling->cells.bytes, recalling->fault)))
        return false;
    return recalling->sink->comment != NULL
           || recalling->next_refused + recalling->refused
                  < recalling->file->refused_count;
}

static bool recall_read(const struct recall *recall, const struct answer_file *file,
                        const struct tables *tables, const struct answer_sink *sink,
                        uint64_t *order, struct fault *fault)
{
    struct fault own = {0};
    struct recalling recalling = {
        .recall = recall, .file = file, .sink = sink, .order = order, .fault = &own};
    struct table_consumer consumer = {recall_field, recall_record, &recalling};
    struct table_format format;
    bool whole = tables_read(tables, &format, &consumer, &own);
    (void)whole; /* the reading stops at the last row that is wanted */
    text_release(&recalling.cells);
    return own.kind == FAULT_NONE || fault_take(fault, &own);
}

static bool hold_cells(void *context, size_t number, const char *cells,
                       struct fault *fault)
{
    struct refused_row *refused = &((struct answer_file *)context)->refused[number];
    refused->cells = memory_copy_text(cells, strlen(cells));
    return refused->cells != NULL || fault_memory(fault);
}

static int compare_rows(const void *left, const void *right)
{
    size_t a = ((const struct refused_row *)left)->row;
    size_t b = ((const struct refused_row *)right)->row;
    return a < b ? -1 : a > b;
}

static struct recall *recall_of(const struct reader *reader,
                                const struct tables *tables, struct fault *fault)
{
    struct recall *recall = memory_allocate(1, sizeof *recall);
    if (recall != NULL)
        recall->column = memory_allocate(reader->column_count, sizeof *recall->column);
    if (recall == NULL || recall->column == NULL) {
        recall_free(recall);
        fault_memory(fault);
        return NULL;
    }
    recall->column_count = reader->column_count;
    recall->forced = tables->forced;
    for (size_t c = 0; c < reader->column_count; c++) {
        enum column_use use = reader->column[c].use;
        recall->column[c] =
            (struct recall_column){use == COLUMN_PERSONAL  ? RECALL_PERSONAL
                                   : use == COLUMN_COMMENT ? RECALL_COMMENT
                                                           : RECALL_CELL,
                                   reader->column[c].question};
    }
    return recall;
}

bool recall_refused(struct reader *reader, const struct tables *tables,
                    struct fault *fault)
{
    struct answer_file *file = reader->file;
    if (file->aside_count > 0) /* a later row may set an earlier one aside */
        qsort(file->refused, file->refused_count, sizeof *file->refused, compare_rows);
    bool left = reader->leaves_texts && file->comment_count > 0;
    if (file->refused_count == 0 && !left)
        return true;
    struct recall *recall = recall_of(reader, tables, fault);
    if (recall == NULL)
        return false;
    if (reader->leaves_texts) {
        file->recall = recall;
        return true;
    }
    const struct answer_sink sink = {.refused = hold_cells, .context = file};
    bool ok = recall_read(recall, file, tables, &sink, NULL, fault);
    recall_free(recall);
    return ok;
}

static int compare_keys(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

/* The rows taken in the order of the file; NULL, with no fault, when they are so. */
static bool find_order(const struct answers *answers, uint64_t **order,
                       struct fault *fault)
{
    uint32_t rows = answers->row_count;
    uint32_t i = 1;
    *order = NULL;
    while (i < rows && answers->source_row[i - 1] < answers->source_row[i])
        i++;
    if (i >= rows)
        return true;
    *order = memory_unwritten(rows, sizeof **order);
    if (*order == NULL)
        return fault_memory(fault);
    for (i = 0; i < rows; i++)
        (*order)[i] = (uint64_t)answers->source_row[i] << 32 | i;
    qsort(*order, rows, sizeof **order, compare_keys);
    return true;
}

bool answers_recall(const struct answer_file *file, const struct source *source,
                    const struct answer_sink *sink, struct fault *fault)
{
    struct tables tables = {.source = source};
    struct answer_sink wanted = *sink;
    uint64_t *order = NULL;
    if (file->recall == NULL)
        return true;
    tables.forced = file->recall->forced;
    if (file->comment_count == 0)
        wanted.comment = NULL;
    bool ok = (wanted.comment == NULL || find_order(&file->answers, &order, fault))
              && recall_read(file->recall, file, &tables, &wanted, order, fault)
              && source_check(source, fault);
    memory_release(order);
    return ok;
}

void recall_free(struct recall *recall)
{
    if (recall != NULL)
        memory_release(recall->column);
    memory_release(recall);
}
