#include "answers/hints.h"
#include "answers/reader.h"
#include "base/catalogue.h"
#include "base/guard.h"

#include <string.h>

/* The cell that says which institution a row is from. */

/* Institutions out of order before a table of all of them is worth its making. */
#define STRAYS 10000

/* Those of a register in byte order are in no table; a file in another order makes one
   for itself. Short of memory it goes without. */
static uint32_t find_stray(struct reader *reader, const char *id, size_t length)
{
    const struct population *population = reader->population;
    if (reader->strays++ == STRAYS && population->unit_ids.slot == NULL) {
        /* The last one first: so they do not come in order. */
        bool ok = true;
        for (uint32_t unit = population->unit_count; ok && unit-- > 0;)
            ok = names_keep(&reader->units, population->unit_id[unit],
                            strlen(population->unit_id[unit]), NULL)
                 != NULL;
        if (!ok)
            names_release(&reader->units);
    }
    if (reader->units.name_count == 0)
        return population_find(population, id, length);
    uint32_t number = names_find(&reader->units, id, length);
    return number == NAMES_NONE ? NAMES_NONE : population->unit_count - 1 - number;
}

/* Many exports have the institutions in the order of the register. */
static uint32_t find_unit(struct reader *reader, const char *id, size_t length)
{
    const struct population *population = reader->population;
    uint32_t next = reader->next_unit;
    if (next >= population->unit_count
        || strncmp(population->unit_id[next], id, length) != 0
        || population->unit_id[next][length] != '\0')
        next = find_stray(reader, id, length);
    if (next != NAMES_NONE)
        reader->next_unit = next + 1;
    return next;
}

bool read_unit(struct reader *reader, size_t row, size_t column, const char *cell,
               size_t length)
{
    const struct population *population = reader->population;
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t guard = guard_length(cell);
    cell += guard;
    length -= guard;
    while (length > 0 && (*cell == ' ' || *cell == '\t')) {
        cell++;
        length--;
    }
    while (length > 0 && (cell[length - 1] == ' ' || cell[length - 1] == '\t'))
        length--;
    if (length == 0)
        return true; /* told of at the end of the row, unless all of it is blank */
    reader->unit = find_unit(reader, cell, length);
    if (reader->unit != NAMES_NONE) {
        uint32_t before = reader->row_of_unit[reader->unit];
        return before == 0 || reader->timed
               || refuse_second(reader, row, column, before);
    }
    text_excerpt(excerpt, cell, length);
    /* The whole register is gone through for a hint: only for an error that is shown.
     */
    uint32_t near = problems_keep_error(reader->problems)
                        ? hint_unit(population, cell, length)
                        : NAMES_NONE;
    const char *spoiled = hint_spoiled(cell, length);
    if (near != NAMES_NONE)
        return refuse(
            reader, row, column,
            "\"%s\" is no institution in the register \"%s\"; did you mean \"%s\" "
            "(%s)?",
            excerpt, population->id, population->unit_id[near],
            population->unit_name[near]);
    if (spoiled != NULL)
        return refuse(reader, row, column,
                      "\"%s\" is no institution in the register \"%s\"; %s", excerpt,
                      population->id, spoken(spoiled));
    return refuse(reader, row, column,
                  "\"%s\" is no institution in the register \"%s\"", excerpt,
                  population->id);
}
