#include "answers/reader.h"
#include "base/memory.h"

#include <string.h>

/* A tool's export may have a running number under a name that institutions' columns
   have, and the institutions in a column of another name. */

#define ROWS_LOOKED_AT 100

void strangers_release(struct strangers *strangers)
{
    memory_release(strangers->units);
    *strangers = (struct strangers){0};
}

bool strangers_begin(struct reader *reader, const struct heading_row *header)
{
    struct strangers *strangers = &reader->strangers;
    if (reader->is_form || reader->gathered != NULL)
        return true;
    strangers->units = memory_allocate(reader->column_count, sizeof *strangers->units);
    strangers->header = header->cell;
    strangers->mark = problems_mark(reader->problems);
    return strangers->units != NULL || fault_memory(reader->fault);
}

void strangers_look(struct reader *reader, size_t column, const char *cell,
                    size_t length)
{
    struct strangers *strangers = &reader->strangers;
    if (strangers->units != NULL && strangers->row_count < ROWS_LOOKED_AT)
        strangers->units[column - 1] +=
            population_find(reader->population, cell, length) != NAMES_NONE;
}

void strangers_record(struct reader *reader)
{
    struct strangers *strangers = &reader->strangers;
    if (reader->unit != NAMES_NONE)
        strangers_release(strangers);
    else
        strangers->row_count++;
}

bool strangers_finish(struct reader *reader)
{
    const struct strangers *strangers = &reader->strangers;
    char unit[TEXT_EXCERPT_BYTES];
    char other[TEXT_EXCERPT_BYTES];
    size_t rows = strangers->row_count;
    size_t looked_at = rows < ROWS_LOOKED_AT ? rows : ROWS_LOOKED_AT;
    size_t c = 0;
    if (strangers->units == NULL || rows == 0)
        return true;
    while (c < reader->column_count && strangers->units[c] < looked_at)
        c++;
    if (c == reader->column_count)
        return true;
    reader->header_wrong = true;
    problems_drop(reader->problems, &strangers->mark);
    const char *const *header = strangers->header;
    const char *named = header[reader->unit_column - 1];
    bool told = problems_add(
        reader->problems, SEVERITY_ERROR, reader->path, reader->header_row,
        reader->unit_column, reader->fault,
        "\"%s\" holds no institution of the register \"%s\", and \"%s\" does; say with "
        "\"unit\": \"%s\" in a mapping that this is the column of the institutions "
        "(import --suggest-mapping drafts one)",
        text_excerpt(unit, named, strlen(named)), reader->population->id,
        text_excerpt(other, header[c], strlen(header[c])), other);
    (void)told; /* there is nothing to read on in either way */
    return false;
}
