#include "answers/trace.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Only places are noted while the file is read; what stands there is fetched by a
   reading of its own, so that it is the file's word and nobody else's. */

bool tracing_add(struct tracing *tracing, const struct trace_place *place,
                 struct fault *fault)
{
    if (!memory_reserve((void **)&tracing->place, &tracing->place_capacity,
                        tracing->place_count + 1, sizeof *tracing->place))
        return fault_memory(fault);
    tracing->place[tracing->place_count++] = *place;
    return true;
}

/* Those of a form, or of a table of institutions; gathered files noted their own. */
static bool add_places(struct reader *reader, const struct form *form)
{
    struct tracing *tracing = reader->tracing;
    bool ok = true;
    if (form == NULL && reader->is_form)
        return true;
    for (size_t c = 0; ok && c < reader->column_count; c++) {
        struct trace_place place = {c + 1, tracing->row, c + 1, reader->header_row,
                                    c + 1};
        if (form != NULL)
            place = (struct trace_place){
                c + 1, form->place[c].row, form->place[c].answer_column,
                form->place[c].row, form->place[c].header_column};
        ok = tracing_add(tracing, &place, reader->fault);
    }
    return ok;
}

static bool add_cell(struct reader *reader, const struct trace_place *place,
                     uint32_t question, bool comment)
{
    const struct column *column = &reader->column[place->column_fed - 1];
    const struct dictionary *dictionary = column->dictionary;
    struct answers_trace *trace = reader->tracing->trace;
    if (!memory_reserve((void **)&trace->cell, &trace->cell_capacity,
                        trace->cell_count + 1, sizeof *trace->cell))
        return fault_memory(reader->fault);
    trace->cell[trace->cell_count++] = (struct traced_cell){
        .question = question,
        .comment = comment,
        .of_option = column->use == COLUMN_MEMBER,
        .by = dictionary == NULL || dictionary->mapped == NULL ? MAPPED_BY_NONE
                                                               : dictionary->mapped->by,
        .row = place->row,
        .column = place->column,
        .heading_row = place->heading_row,
        .heading_column = place->heading_column};
    return true;
}

/* Those that a cell has to do with: its own question, and that of an option. */
static bool add_cells(struct reader *reader, const struct trace_place *place)
{
    const struct column *column = &reader->column[place->column_fed - 1];
    switch (column->use) {
    case COLUMN_QUESTION:
    case COLUMN_NUMBER:
    case COLUMN_SEVERAL:
        return add_cell(reader, place, column->question, false);
    case COLUMN_MEMBER:
        return add_cell(reader, place, column->question, false)
               && (column->member == NAMES_NONE
                   || add_cell(reader, place, column->member, false));
    case COLUMN_COMMENT:
        return add_cell(reader, place, column->question, true);
    default:
        return true;
    }
}

static int compare_cells(const void *left, const void *right)
{
    const struct traced_cell *a = left;
    const struct traced_cell *b = right;
    if (a->question != b->question)
        return a->question < b->question ? -1 : 1;
    if (a->comment != b->comment)
        return a->comment ? 1 : -1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* One of the two texts that are wanted of a cell. */
struct wanted {
    size_t row;
    size_t column;
    struct traced_cell *cell;
    bool heading;
};

struct fetching {
    struct wanted *wanted; /* in the order of the file */
    size_t count;
    size_t next;
    const struct tables *tables;
    struct table_place at; /* of what is handed on, where sheets were joined */
    struct fault *fault;
};

static int compare_wanted(const void *left, const void *right)
{
    const struct wanted *a = left;
    const struct wanted *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* What stands there, and, where sheets were joined, where that is. */
static bool take(struct fetching *fetching, const struct wanted *wanted,
                 const char *field, size_t length)
{
    struct traced_cell *cell = wanted->cell;
    char *text = memory_copy_text(field, length);
    if (text == NULL)
        return fault_memory(fetching->fault);
    if (wanted->heading)
        cell->heading = text;
    else
        cell->text = text;
    if (fetching->tables->joined_count == 0)
        return true;
    if (wanted->heading) {
        cell->heading_row = fetching->at.row;
        cell->heading_column = fetching->at.column;
        return true;
    }
    const char *sheet =
        workbook_sheet_name(fetching->tables->workbook, fetching->at.sheet);
    cell->row = fetching->at.row;
    cell->column = fetching->at.column;
    cell->sheet = memory_copy_text(sheet, strlen(sheet));
    return cell->sheet != NULL || fault_memory(fetching->fault);
}

static bool fetch_field(void *context, size_t row, size_t column, const char *field,
                        size_t length)
{
    struct fetching *fetching = context;
    while (fetching->next < fetching->count) {
        const struct wanted *wanted = &fetching->wanted[fetching->next];
        if (wanted->row > row || (wanted->row == row && wanted->column > column))
            return true;
        fetching->next++;
        if (wanted->row != row || wanted->column != column)
            continue; /* the file has no such cell */
        if (!take(fetching, wanted, field, length))
            return false;
    }
    return true;
}

static bool fetch_record(void *context, size_t row, size_t column_count)
{
    const struct fetching *fetching = context;
    (void)row;
    (void)column_count;
    return fetching->next < fetching->count; /* nothing more is wanted */
}

static bool fetch(struct fetching *fetching, const struct tables *tables)
{
    struct table_consumer consumer = {fetch_field, fetch_record, fetching};
    struct table_format format;
    struct tables asked = *tables; /* borrowed, but for who asks */
    asked.at = &fetching->at;
    qsort(fetching->wanted, fetching->count, sizeof *fetching->wanted, compare_wanted);
    bool whole = tables_read(&asked, &format, &consumer, fetching->fault);
    (void)whole; /* the reading stops at the last cell */
    return fetching->fault->kind == FAULT_NONE;
}

static bool fetch_texts(struct answers_trace *trace, const struct tables *tables,
                        struct fault *fault)
{
    struct fault own = {0};
    struct fetching fetching = {.tables = tables, .fault = &own};
    if (trace->cell_count == 0)
        return true;
    fetching.wanted = memory_allocate(2 * trace->cell_count, sizeof *fetching.wanted);
    if (fetching.wanted == NULL)
        return fault_memory(fault);
    for (size_t i = 0; i < trace->cell_count; i++) {
        struct traced_cell *cell = &trace->cell[i];
        fetching.wanted[fetching.count++] =
            (struct wanted){cell->row, cell->column, cell, false};
        fetching.wanted[fetching.count++] =
            (struct wanted){cell->heading_row, cell->heading_column, cell, true};
    }
    bool ok = fetch(&fetching, tables);
    memory_release(fetching.wanted);
    return ok || fault_take(fault, &own);
}

bool tracing_settle(struct reader *reader, const struct form *form,
                    const struct tables *tables)
{
    struct tracing *tracing = reader->tracing;
    struct answers_trace *trace = tracing->trace;
    bool ok = reader->column_count == 0 || add_places(reader, form);
    for (size_t i = 0; ok && i < tracing->place_count; i++)
        ok = add_cells(reader, &tracing->place[i]);
    if (ok && trace->cell_count > 0)
        qsort(trace->cell, trace->cell_count, sizeof *trace->cell, compare_cells);
    return ok && fetch_texts(trace, tables, reader->fault);
}

/* The unit's row, as it was read again. */
static uint32_t find_row(const struct answers *answers, uint32_t unit)
{
    for (uint32_t row = 0; row < answers->row_count; row++)
        if (answers->unit[row] == unit)
            return row;
    return UINT32_MAX;
}

bool answers_trace(struct answers_trace *trace, const struct source *source,
                   const struct questionnaire *questionnaire,
                   const struct population *population,
                   const struct answers_reading *reading, uint32_t unit, uint32_t row,
                   struct fault *fault)
{
    struct problems problems = {0};
    struct fault own = {0};
    struct tracing tracing = {.trace = trace, .unit = unit, .row = row};
    *trace = (struct answers_trace){.row = UINT32_MAX};
    bool read = answers_read_tracing(&trace->file, source, questionnaire, population,
                                     reading, &tracing, &problems, &own);
    if (read)
        trace->row = find_row(&trace->file.answers, unit);
    bool ok = own.kind == FAULT_NONE || fault_take(fault, &own);
    if (ok && trace->row != UINT32_MAX)
        ok = trace_find_senses(trace, questionnaire, reading->mapping)
             || fault_memory(fault);
    memory_release(tracing.place);
    problems_release(&problems);
    if (!ok)
        answers_trace_release(trace);
    return ok;
}

void answers_trace_release(struct answers_trace *trace)
{
    for (size_t i = 0; i < trace->cell_count; i++) {
        memory_release(trace->cell[i].text);
        memory_release(trace->cell[i].heading);
        memory_release(trace->cell[i].sheet);
    }
    memory_release(trace->cell);
    memory_release(trace->answer);
    answer_file_release(&trace->file);
    *trace = (struct answers_trace){0};
}
