#include "answers/codebook.h"
#include "answers/form.h"
#include "answers/gathered.h"
#include "answers/reader.h"
#include "answers/repeats.h"
#include "answers/tools.h"
#include "base/catalogue.h"
#include "base/memory.h"

#include <string.h>

/* Which record is the header. Titles and notes may stand above it, so a record is held
   back until one names an institution and a question, or heads columns of them; when
   none does, the one that came nearest is what the sender is told of. */

#define HEADING_ROWS  100
#define HEADING_BYTES (64 << 20) /* in those rows */

bool heading_field(struct reader *reader, size_t column, const char *field,
                   size_t length)
{
    struct heading *heading = &reader->heading;
    struct heading_row *row = &heading->row;
    heading->bytes += length + 1;
    if (heading->bytes > HEADING_BYTES)
        return fault_set(reader->fault, FAULT_DATA, reader->path,
                         "no header is found in the first %d MiB", HEADING_BYTES >> 20);
    if (!memory_reserve((void **)&row->cell, &row->cell_capacity, column,
                        sizeof *row->cell))
        return fault_memory(reader->fault);
    if (heading->at != NULL) {
        if (!memory_reserve((void **)&heading->sheet_of, &heading->sheet_capacity,
                            column, sizeof *heading->sheet_of))
            return fault_memory(reader->fault);
        heading->sheet_of[column - 1] = heading->at->sheet;
    }
    row->cell[column - 1] = names_keep(&heading->names, field, length, NULL);
    row->cell_count = column;
    return row->cell[column - 1] != NULL || fault_memory(reader->fault);
}

void heading_look_for_tool(struct reader *reader, const struct heading_row *row)
{
    struct heading *heading = &reader->heading;
    heading->by_tool = heading->by_limesurvey = false;
    heading->other_unit = heading->mapped_unit = false;
    heading->codes = TOOL_CODES_OWN;
    if (reader->codebook != NULL) {
        heading->by_tool = true;
        heading->codes = TOOL_CODES_LISTED;
    }
    for (size_t c = 0; c < row->cell_count; c++)
        heading->mapped_unit |= mapping_names_unit(reader->mapping, row->cell[c]);
    for (size_t c = 0; c < row->cell_count; c++) {
        char folded[128];
        struct column column;
        text_fold(folded, sizeof folded, row->cell[c], strlen(row->cell[c]));
        const struct tool_name *name = tool_name_find(folded);
        if (name != NULL && name->telling)
            heading->by_tool = true;
        heading->by_limesurvey |= is_name_of_limesurvey(folded);
        if (name != NULL && name->codes != TOOL_CODES_OWN)
            heading->codes = name->codes;
        if ((name == NULL || name->column != TOOL_ID)
            && column_match(reader, &column, row->cell[c], strlen(row->cell[c]))
                   == MATCH_FOUND
            && column.use == COLUMN_UNIT)
            heading->other_unit = true;
    }
}

/* False when a cell is nothing that is known. */
static bool judge(struct reader *reader, struct heading_row *row)
{
    bool all = true;
    row->question_count = 0;
    row->names_unit = false;
    heading_look_for_tool(reader, row);
    for (size_t c = 0; c < row->cell_count; c++) {
        struct column column;
        enum match match =
            column_match(reader, &column, row->cell[c], strlen(row->cell[c]));
        if (match != MATCH_FOUND) {
            all = false;
            row->question_count += match == MATCH_SHARED;
            continue;
        }
        row->names_unit |= column.use == COLUMN_UNIT;
        row->question_count +=
            column.use == COLUMN_QUESTION || column.use == COLUMN_NUMBER
            || column.use == COLUMN_SEVERAL || column.use == COLUMN_MEMBER;
    }
    return all;
}

/* The texts of the questions are gone through only for a header that needs them. */
static bool judge_by_all(struct reader *reader, struct heading_row *row)
{
    if (judge(reader, row) || reader->wordings.made)
        return true;
    if (!wordings_make(&reader->wordings, reader->questionnaire, reader->fault))
        return false;
    judge(reader, row);
    return true;
}

static bool is_nearer(const struct heading_row *row, const struct heading_row *best)
{
    if (best->row == 0 || row->names_unit != best->names_unit)
        return best->row == 0 || row->names_unit;
    return row->question_count > best->question_count;
}

static bool take(struct reader *reader, const struct heading_row *row)
{
    struct repeats repeats = {.where = reader->path, .row = row->row};
    heading_look_for_tool(reader, row);
    bool ok = repeats_settle(&repeats, reader, row->cell, row->cell_count);
    reader->heading.repeats = &repeats;
    for (size_t c = 0; ok && c < row->cell_count; c++)
        ok = header_cell(reader, row->row, c + 1, row->cell[c], strlen(row->cell[c]));
    ok = ok && header_end(reader, row);
    reader->heading.repeats = NULL;
    repeats_release(&repeats);
    return ok;
}

static bool is_blank(const char *cell)
{
    char blank[4];
    return text_fold(blank, sizeof blank, cell, strlen(cell)) == 0;
}

static bool is_blank_row(const struct heading_row *row)
{
    for (size_t c = 0; c < row->cell_count; c++)
        if (!is_blank(row->cell[c]))
            return false;
    return true;
}

bool heading_record(struct reader *reader, size_t number)
{
    struct heading *heading = &reader->heading;
    struct heading_row *row = &heading->row;
    row->row = number;
    if (reader->is_form)
        return take(reader, row);
    if (is_blank_row(row)) {
        row->cell_count = 0;
        return number < HEADING_ROWS || heading_finish(reader);
    }
    if (!judge_by_all(reader, row))
        return false;
    if (row->names_unit && row->question_count > 0)
        return take(reader, row);
    if (row->question_count == 0 && !gathered_begin(reader, row))
        return false;
    if (reader->gathered != NULL) {
        reader->leaves_texts = false; /* it hands on what it gathered, not the file */
        reader->delimited_bytes = 0;
        return wordings_make(&reader->wordings, reader->questionnaire, reader->fault);
    }
    if (!personal_above(reader, row))
        return false;
    if (is_nearer(row, &heading->best)) {
        struct heading_row best = heading->best;
        heading->best = *row;
        *row = best;
    }
    row->cell_count = 0;
    return number < HEADING_ROWS || heading_finish(reader);
}

/* A row of answers where the header should be: by its first cell. */
static bool names_known_unit(const struct reader *reader, const struct heading_row *row)
{
    return population_find(reader->population, row->cell[0], strlen(row->cell[0]))
           != NAMES_NONE;
}

/* What should have stood between cells of a row that is one cell, and stands within it:
   as a spreadsheet saves "a;b;c" that it was given as the text of one cell. '\0' where
   there is none. */
static char find_quoted_delimiter(const struct reader *reader, const char *cell)
{
    const struct table_format *format = &reader->file->format;
    const char mark[] = {format->delimiter, '\t', ','};
    for (size_t m = 0; m < (format->no_delimiter ? sizeof mark : 1); m++)
        if (strchr(cell, mark[m]) != NULL)
            return mark[m];
    return '\0';
}

static bool tell_one_cell(struct reader *reader, const struct heading_row *row)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char mark = find_quoted_delimiter(reader, row->cell[0]);
    const char quoted[] = {'"', mark, '"', '\0'};
    text_excerpt(excerpt, row->cell[0], strlen(row->cell[0]));
    if (mark == '\0')
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row->row, 0,
                            reader->fault,
                            "the first row is one cell, \"%s\"; a semicolon, a comma "
                            "or a tab must stand between cells",
                            excerpt);
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row->row, 0,
                        reader->fault,
                        "the whole line stands in quotation marks and is therefore one "
                        "cell, \"%s\"; the lines must stand without quotation marks "
                        "around them: save the file anew from the program that made "
                        "it, or in a spreadsheet part the column at every %s",
                        excerpt, mark == '\t' ? spoken("tab") : quoted);
}

/* Where nothing is like a header, one message says so rather than one a cell. Returns
   false once it has told. */
static bool tell_no_header(struct reader *reader, const struct heading_row *row)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    const char *unit = questionnaire->identified_by[0];
    const char *question = questionnaire->question[0].id;
    bool told = false;
    if (row->names_unit || row->question_count > 0)
        return true;
    if (names_known_unit(reader, row))
        told = problems_add(reader->problems, SEVERITY_ERROR, reader->path, row->row, 0,
                            reader->fault,
                            "this row holds answers already; the row above them must "
                            "name the columns: \"%s\" and question ids such as \"%s\"",
                            unit, question);
    else if (row->cell_count == 1 && reader->file->format.delimiter != '\0')
        told = tell_one_cell(reader, row);
    else if (row->cell_count == 1)
        told = problems_add(reader->problems, SEVERITY_ERROR, reader->path, row->row, 0,
                            reader->fault,
                            "no row names the columns; one must hold \"%s\" and "
                            "question ids such as \"%s\"",
                            unit, question);
    return !told && reader->fault->kind == FAULT_NONE;
}

bool heading_finish(struct reader *reader)
{
    const struct heading_row *best = &reader->heading.best;
    if (reader->header_done || reader->gathered != NULL || best->row == 0)
        return true;
    /* What was taken for rows above a header may have been the header. */
    text_clear(&reader->personal_names);
    if (tell_no_header(reader, best))
        return take(reader, best);
    reader->header_done = reader->header_wrong = true;
    return false;
}

void heading_look_again(struct reader *reader, size_t column, const char *cell,
                        size_t length)
{
    struct column found;
    bool is_unit = column == reader->unit_column;
    if (reader->row_code == NULL || !reader->refused || reader->unit != NAMES_NONE
        || length == 0 || (reader->like_unit && reader->like_question)
        || (!is_unit && !reader->like_unit
            && names_find(&reader->heading.names, cell, length) == NAMES_NONE)
        || column_match(reader, &found, cell, length) != MATCH_FOUND)
        return;
    reader->like_unit |= found.use == COLUMN_UNIT;
    reader->like_question |= found.use >= COLUMN_QUESTION && found.use <= COLUMN_MEMBER;
}

bool heading_tell_again(struct reader *reader, size_t row)
{
    reader->header_wrong = true;
    bool told = problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, 0,
                             reader->fault,
                             "this row is a header again, as where files were pasted "
                             "together; send each by itself");
    (void)told; /* there is nothing to read on in either way */
    return false;
}

void heading_release(struct heading *heading)
{
    names_release(&heading->names);
    memory_release(heading->sheet_of);
    memory_release(heading->open);
    memory_release(heading->row.cell);
    memory_release(heading->best.cell);
    *heading = (struct heading){0};
}
