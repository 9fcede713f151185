#include "answers/reader.h"
#include "answers/repeats.h"
#include "base/memory.h"

#include <string.h>

static void mark_used(bool *used, const struct reader *reader,
                      const struct heading_row *header, size_t *used_count)
{
    const struct mapping *mapping = reader->mapping;
    const struct repeats *repeats = reader->heading.repeats;
    for (size_t c = 0; c < header->cell_count; c++) {
        char folded[WORDING_BYTES];
        const char *cell = repeats != NULL && repeats->stand_in[c] != NULL
                               ? repeats->stand_in[c]
                               : header->cell[c];
        size_t length = wording_fold(folded, sizeof folded, cell, strlen(cell));
        uint32_t number = length < sizeof folded
                              ? names_find(&mapping->column, folded, length)
                              : NAMES_NONE;
        if (number == NAMES_NONE)
            continue;
        *used_count += !used[number];
        used[number] = true;
    }
}

bool tell_unused(struct reader *reader, const struct heading_row *header)
{
    const struct mapping *mapping = reader->mapping;
    size_t columns = mapping == NULL ? 0 : mapping->column.name_count;
    bool *used = memory_allocate(columns, sizeof *used);
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *first = NULL;
    size_t used_count = 0;
    size_t missing = 0;
    if (used == NULL)
        return fault_memory(reader->fault);
    if (columns > 0)
        mark_used(used, reader, header, &used_count);
    for (size_t i = 0; i < columns; i++) {
        if (used[i] || mapping->target[i] == NULL)
            continue;
        if (missing++ == 0)
            first = mapping->column.name[i];
    }
    memory_release(used);
    /* A folder's mapping may be for other files of it. */
    return missing == 0 || used_count == 0
           || problems_add(
               reader->problems, SEVERITY_WARNING, reader->path, header->row, 0,
               reader->fault,
               "columns of the mapping that are not here: %zu (the first is \"%s\")",
               missing, text_excerpt(excerpt, first, strlen(first)));
}
