#include "answers/which_sheet.h"

#include <string.h>

/* A sheet read as far as its header, into nothing. */
struct look {
    struct reader reader;
    bool found;
};

static bool look_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct look *look = context;
    return reader_field(&look->reader, row, column, field, length);
}

static bool look_record(void *context, size_t row, size_t column_count)
{
    struct look *look = context;
    struct reader *reader = &look->reader;
    bool more = reader_record(reader, row, column_count);
    const struct heading_row *header = &reader->heading.row;
    look->found = reader->gathered != NULL
                  || (reader->header_done && header->row == row && header->names_unit
                      && header->question_count > 0);
    return more && !look->found && !reader->header_done;
}

static bool holds_answers(const struct reader *reader, struct tables *tables,
                          bool *found, struct fault *fault)
{
    struct answer_file file = {0};
    struct problems problems = {0};
    struct fault own = {0};
    struct look look = {.reader = {.file = &file,
                                   .path = reader->path,
                                   .questionnaire = reader->questionnaire,
                                   .population = reader->population,
                                   .mapping = reader->mapping,
                                   .problems = &problems,
                                   .fault = &own}};
    struct table_consumer consumer = {look_field, look_record, &look};
    bool ok = reader_open(&look.reader) && mapping_open(&look.reader)
              && tables_read(tables, &file.format, &consumer, &own);
    *found = look.found;
    reader_close(&look.reader);
    answer_file_release(&file);
    problems_release(&problems);
    /* What is broken is told by whoever reads it whole. */
    return ok || own.kind == FAULT_NONE || own.kind == FAULT_DATA
           || fault_take(fault, &own);
}

bool which_sheet(struct reader *reader, struct tables *tables)
{
    size_t count =
        tables->workbook == NULL ? 1 : workbook_sheet_count(tables->workbook);
    size_t chosen = count;
    for (size_t sheet = 0; count > 1 && sheet < count; sheet++) {
        bool found;
        tables->sheet = sheet;
        if (!holds_answers(reader, tables, &found, reader->fault))
            return false;
        if (found && chosen < count) {
            char name[2][TEXT_EXCERPT_BYTES];
            const char *first = workbook_sheet_name(tables->workbook, chosen);
            const char *second = workbook_sheet_name(tables->workbook, sheet);
            return fault_set(reader->fault, FAULT_DATA, reader->path,
                             "both sheet \"%s\" and sheet \"%s\" hold answers; send a "
                             "file for each",
                             text_excerpt(name[0], first, strlen(first)),
                             text_excerpt(name[1], second, strlen(second)));
        }
        chosen = found ? sheet : chosen;
    }
    tables->sheet = chosen < count ? chosen : 0;
    return true;
}
