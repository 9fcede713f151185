#include "answers/gathered.h"
#include "base/memory.h"

#include <string.h>

#define NAME_BYTES 128

/* Whether a record heads a file whose rows are no institutions, and what its columns
   are. */

static bool is_spelt(const char *folded, const char *name)
{
    char other[NAME_BYTES];
    text_fold(other, sizeof other, name, strlen(name));
    return strcmp(folded, other) == 0;
}

static bool is_heading(const char *folded, enum form_column column)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (is_spelt(folded, form_heading[column][language]))
            return true;
    return false;
}

static bool is_among(const char *folded, const char *const *name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(folded, name[i]) == 0)
            return true;
    return false;
}

/* The id of a question rather than its text, where a file has both. */
static bool names_id(const char *folded)
{
    static const char *const name[] = {"question id",
                                       "question code",
                                       "sp\xc3\xb8rgsm\xc3\xa5ls-id",
                                       "sp\xc3\xb8rgsm\xc3\xa5lsnummer",
                                       "variable",
                                       "variabel"};
    return is_heading(folded, FORM_ID)
           || is_among(folded, name, sizeof name / sizeof *name);
}

static bool names_comment(const char *folded)
{
    return is_heading(folded, FORM_COMMENT) || strcmp(folded, "kommentar") == 0;
}

static bool names_answer(const char *folded)
{
    static const char *const name[] = {"value", "v\xc3\xa6rdi"};
    return is_heading(folded, FORM_ANSWER)
           || is_among(folded, name, sizeof name / sizeof *name);
}

/* What other columns of a form hold, which says nothing about who answered. */
static bool is_beside(const char *folded)
{
    return is_heading(folded, FORM_TEXT) || is_heading(folded, FORM_CHOICES)
           || is_heading(folded, FORM_EARLIER) || is_heading(folded, FORM_HELP)
           || is_heading(folded, FORM_EVIDENCE) || names_comment(folded);
}

/* The column of a long file's question: 1-based; by id rather than by text. */
static size_t find_questions(const struct heading_row *row)
{
    size_t found = 0;
    for (size_t c = row->cell_count; c-- > 0;) {
        char folded[NAME_BYTES];
        text_fold(folded, sizeof folded, row->cell[c], strlen(row->cell[c]));
        if (names_id(folded))
            return c + 1;
        if (is_heading(folded, FORM_TEXT))
            found = c + 1;
    }
    return found;
}

static enum gathered_use long_use(const struct reader *reader, const char *cell)
{
    struct column column;
    char folded[NAME_BYTES];
    text_fold(folded, sizeof folded, cell, strlen(cell));
    if (names_answer(folded))
        return GATHERED_ANSWER;
    if (names_comment(folded))
        return GATHERED_COMMENT;
    if (column_match(reader, &column, cell, strlen(cell)) != MATCH_FOUND)
        return GATHERED_NOTHING;
    return column.use == COLUMN_UNIT        ? GATHERED_UNIT
           : column.use == COLUMN_SIMULATED ? GATHERED_SIMULATED
           : column.use == COLUMN_PERSONAL  ? GATHERED_PERSONAL
                                            : GATHERED_NOTHING;
}

static bool begin(struct reader *reader, enum gathering kind,
                  const struct heading_row *row)
{
    struct gathered *gathered = memory_allocate(1, sizeof *gathered);
    reader->gathered = gathered;
    if (gathered == NULL)
        return fault_memory(reader->fault);
    gathered->kind = kind;
    gathered->heading_row = row->row;
    gathered->column = memory_allocate(row->cell_count, sizeof *gathered->column);
    gathered->column_count = row->cell_count;
    return gathered->column != NULL || fault_memory(reader->fault);
}

static bool tell_twice(struct reader *reader, const struct heading_row *row, size_t c)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    reader->header_wrong = true;
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row->row, c + 1,
                        reader->fault, "\"%s\" stands in the header twice",
                        text_excerpt(excerpt, row->cell[c], strlen(row->cell[c])));
}

static bool begin_long(struct reader *reader, const struct heading_row *row,
                       size_t questions)
{
    bool seen[GATHERED_USE_COUNT] = {false};
    if (!begin(reader, GATHER_LONG, row))
        return false;
    for (size_t c = 0; c < row->cell_count; c++) {
        enum gathered_use use =
            c + 1 == questions ? GATHERED_QUESTION : long_use(reader, row->cell[c]);
        bool twice = use != GATHERED_NOTHING && use != GATHERED_PERSONAL && seen[use];
        seen[use] = true;
        reader->gathered->column[c].use = use;
        if (twice && !tell_twice(reader, row, c))
            return false;
    }
    return tell_personal(reader, row);
}

static bool is_long(const struct reader *reader, const struct heading_row *row)
{
    bool answer = false;
    bool unit = false;
    for (size_t c = 0; c < row->cell_count; c++) {
        enum gathered_use use = long_use(reader, row->cell[c]);
        answer |= use == GATHERED_ANSWER;
        unit |= use == GATHERED_UNIT;
    }
    return answer && unit;
}

/* The column of a sheet's questions: headed so, or by the name of the row of
   institutions, or by nothing. */
static size_t find_key(const struct reader *reader, const struct heading_row *row)
{
    size_t key = find_questions(row);
    struct column column;
    if (key > 0 || row->cell_count == 0)
        return key;
    bool known =
        column_match(reader, &column, row->cell[0], strlen(row->cell[0])) == MATCH_FOUND
        && (column.use == COLUMN_UNIT || column.use == COLUMN_BEYOND);
    return known ? 1 : 0;
}

static bool is_unit(const struct reader *reader, const char *cell)
{
    return population_find(reader->population, cell, strlen(cell)) != NAMES_NONE;
}

static bool begin_across(struct reader *reader, const struct heading_row *row,
                         size_t key)
{
    if (!begin(reader, GATHER_ACROSS, row))
        return false;
    for (size_t c = 0; c < row->cell_count; c++) {
        struct gathered_column *column = &reader->gathered->column[c];
        const char *cell = row->cell[c];
        char folded[NAME_BYTES];
        size_t length = text_fold(folded, sizeof folded, cell, strlen(cell));
        if (c + 1 == key)
            column->use = GATHERED_QUESTION;
        else if (length > 0 && !is_beside(folded)) {
            size_t before = reader->gathered->unit_names.name_count;
            column->use = GATHERED_ANSWER;
            if (!gathered_add_unit(reader, cell, strlen(cell), row->row, c + 1,
                                   &column->unit)
                || (column->unit < before && !tell_twice(reader, row, c)))
                return false;
        }
    }
    return true;
}

static bool is_across(const struct reader *reader, const struct heading_row *row,
                      size_t key)
{
    size_t units = 0;
    char blank[4];
    if (key == 0)
        return false;
    for (size_t c = 0; c < row->cell_count; c++)
        units += c + 1 != key && is_unit(reader, row->cell[c]);
    /* Without a name above the questions it takes more than one to tell. */
    const char *name = row->cell[key - 1];
    return units > (text_fold(blank, sizeof blank, name, strlen(name)) == 0);
}

bool gathered_begin(struct reader *reader, const struct heading_row *row)
{
    size_t questions = find_questions(row);
    size_t key = find_key(reader, row);
    if (questions > 0 && is_long(reader, row))
        return begin_long(reader, row, questions);
    return !is_across(reader, row, key) || begin_across(reader, row, key);
}
