#include "answers/gathered.h"

#include "answers/form.h"
#include "base/catalogue.h"
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
    if (column == FORM_ID && form_is_id_heading(folded))
        return true;
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
    if (is_beside(folded))
        return GATHERED_NOTHING;
    if (column_match(reader, &column, cell, strlen(cell)) != MATCH_FOUND)
        return GATHERED_UNKNOWN;
    switch (column.use) {
    case COLUMN_UNIT:
        return GATHERED_UNIT;
    case COLUMN_SIMULATED:
        return GATHERED_SIMULATED;
    case COLUMN_PERSONAL:
        return GATHERED_PERSONAL;
    case COLUMN_STATE:
    case COLUMN_COMPLETED:
    case COLUMN_SUBMITTED:
    case COLUMN_FINISHED:
    case COLUMN_CHANGED:
    case COLUMN_BEGUN:
        return GATHERED_SENDING;
    case COLUMN_OTHER:
    case COLUMN_BEYOND:
        return GATHERED_NOTHING;
    default:
        return GATHERED_UNKNOWN;
    }
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

static bool tell(struct reader *reader, const struct heading_row *row, size_t c,
                 const char *what)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    reader->header_wrong = true;
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row->row, c + 1,
                        reader->fault, what,
                        text_excerpt(excerpt, row->cell[c], strlen(row->cell[c])));
}

static bool tell_twice(struct reader *reader, const struct heading_row *row, size_t c)
{
    return tell(reader, row, c, SPOKEN_LATER("\"%s\" stands in the header twice"));
}

/* What is wrong with a column of a long file; NULL = nothing. */
static const char *find_wrong(enum gathered_use use, bool seen)
{
    switch (use) {
    case GATHERED_UNKNOWN:
        return SPOKEN_LATER("\"%s\" is nothing that a file with a row an answer has; "
                            "take the column out, or say null of it in a mapping");
    case GATHERED_UNIT:
        return seen ? SPOKEN_LATER("\"%s\" is a second column that says which "
                                   "institution a row is from")
                    : NULL;
    case GATHERED_NOTHING:
    case GATHERED_PERSONAL:
    case GATHERED_SENDING:
        return NULL;
    default:
        return seen ? SPOKEN_LATER("\"%s\" stands in the header twice") : NULL;
    }
}

static bool begin_long(struct reader *reader, const struct heading_row *row,
                       size_t questions)
{
    bool seen[GATHERED_USE_COUNT] = {false};
    if (!begin(reader, GATHER_LONG, row))
        return false;
    for (size_t c = 0; c < row->cell_count; c++) {
        struct gathered_column *column = &reader->gathered->column[c];
        column->use =
            c + 1 == questions ? GATHERED_QUESTION : long_use(reader, row->cell[c]);
        const char *wrong = find_wrong(column->use, seen[column->use]);
        seen[column->use] = true;
        if (wrong != NULL && !tell(reader, row, c, wrong))
            return false;
        if (column->use == GATHERED_SENDING
            && !gathered_add_question(reader, row->cell[c], row->row, c + 1,
                                      &column->question))
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

/* A column of comments is about the institution to its left, one a time, unless there
   is only one of either. */
static bool settle_comments(struct reader *reader, const struct heading_row *row,
                            size_t comments)
{
    struct gathered *gathered = reader->gathered;
    size_t units = gathered->unit_names.name_count;
    bool beside = false; /* an institution that has no comments yet */
    uint32_t unit = 0;
    for (size_t c = 0; c < gathered->column_count; c++) {
        struct gathered_column *column = &gathered->column[c];
        if (column->use == GATHERED_ANSWER) {
            beside = true;
            unit = column->unit;
        } else if (column->use == GATHERED_COMMENT) {
            bool only = units == 1 && comments == 1;
            if (!only && (!beside || comments != units)
                && !tell(reader, row, c,
                         SPOKEN_LATER("\"%s\" does not say which institution it is "
                                      "from; put a column of comments beside each, to "
                                      "its right")))
                return false;
            column->unit = unit;
            beside = false;
        }
    }
    return true;
}

static bool begin_across(struct reader *reader, const struct heading_row *row,
                         size_t key)
{
    size_t comments = 0;
    if (!begin(reader, GATHER_ACROSS, row))
        return false;
    for (size_t c = 0; c < row->cell_count; c++) {
        struct gathered_column *column = &reader->gathered->column[c];
        const char *cell = row->cell[c];
        char folded[NAME_BYTES];
        size_t length = text_fold(folded, sizeof folded, cell, strlen(cell));
        if (c + 1 == key)
            column->use = GATHERED_QUESTION;
        else if (names_comment(folded)) {
            column->use = GATHERED_COMMENT;
            comments++;
        } else if (length > 0 && !is_beside(folded)) {
            size_t before = reader->gathered->unit_names.name_count;
            column->use = GATHERED_ANSWER;
            if (!gathered_add_unit(reader, cell, strlen(cell), row->row, c + 1,
                                   &column->unit)
                || (column->unit < before && !tell_twice(reader, row, c)))
                return false;
        }
    }
    return settle_comments(reader, row, comments);
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
