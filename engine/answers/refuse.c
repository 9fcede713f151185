#include "answers/reader.h"
#include "base/catalogue.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Rows that are not taken, and why. */

/* The question whose cell is told of, so that a draft can be kept without it. */
static void note_wrong(struct reader *reader, size_t column)
{
    if (column == 0 || column > reader->column_count)
        return;
    const struct column *use = &reader->column[column - 1];
    if (use->use < COLUMN_QUESTION || use->use > COLUMN_MEMBER)
        return;
    reader->wrong[use->question] = true;
    reader->any_wrong = true;
}

bool refuse(struct reader *reader, size_t row, size_t column, const char *what, ...)
{
    char text[768];
    va_list arguments;
    va_start(arguments, what);
    vsnprintf(text, sizeof text, spoken(what), arguments);
    va_end(arguments);
    /* The kept reason is emitted, so that a cut must not leave half a character. */
    text[utf8_valid_length(text, strlen(text))] = '\0';
    if (!reader->refused)
        snprintf(reader->reason, sizeof reader->reason, "%.*s",
                 (int)utf8_valid_length(text, strnlen(text, sizeof reader->reason - 1)),
                 text);
    reader->refused = true;
    note_wrong(reader, column);
    return problems_add_text(reader->problems, SEVERITY_ERROR, reader->path, row,
                             column, what, text, reader->fault);
}

bool refuse_second(struct reader *reader, size_t row, size_t column, uint32_t before)
{
    const struct population *population = reader->population;
    return refuse(reader, row, column,
                  "\"%s\" (%s) stands in row %u already; one row an institution",
                  population->unit_id[reader->unit],
                  population->unit_name[reader->unit], before);
}

bool refused_add(struct reader *reader, size_t row, uint32_t unit, const char *reason)
{
    struct answer_file *file = reader->file;
    if (file->refused_count == reader->refused_limit)
        return fault_set(
            reader->fault, FAULT_DATA, reader->path,
            "more than %zu rows cannot be taken; is it the right file, and "
            "the right register?",
            reader->refused_limit);
    if (!memory_reserve((void **)&file->refused, &file->refused_capacity,
                        file->refused_count + 1, sizeof *file->refused))
        return fault_memory(reader->fault);
    struct refused_row refused = {.row = row};
    if (unit != NAMES_NONE)
        refused.unit = reader->population->unit_id[unit];
    refused.reason = memory_copy_text(reason, strlen(reason));
    if (refused.reason == NULL)
        return fault_memory(reader->fault);
    file->refused[file->refused_count++] = refused;
    return true;
}
