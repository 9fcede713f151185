#include "answers/gathered.h"

#include "base/guard.h"
#include "base/memory.h"

#include <string.h>

/* For titles, comments and mistakes. Every answer of every unit has its room besides.
 */
#define SPARE_BYTES ((size_t)256 << 20)

/* What the pool of names needs beside the text, thrice where it is a name, too. */
#define NAME_OVERHEAD 64

static bool hold(struct reader *reader, size_t bytes)
{
    struct gathered *gathered = reader->gathered;
    if (gathered->bytes_limit == 0)
        gathered->bytes_limit = SPARE_BYTES
                                + reader->population->unit_count
                                      * reader->questionnaire->question_count
                                      * (sizeof *gathered->cell + sizeof(char *));
    gathered->bytes += bytes;
    return gathered->bytes <= gathered->bytes_limit
           || fault_set(reader->fault, FAULT_DATA, reader->path,
                        "the file holds more than the register and the questionnaire "
                        "have room for; send it as a row an institution");
}

static bool add_name(struct reader *reader, struct names *names,
                     struct gathered_name **place, size_t *capacity, const char *text,
                     size_t row, size_t column, uint32_t *number)
{
    size_t before = names->name_count;
    const char *kept = names_keep(names, text, strlen(text), number);
    if (kept == NULL
        || !memory_reserve((void **)place, capacity, names->name_count, sizeof **place))
        return fault_memory(reader->fault);
    if (*number == before)
        (*place)[*number] = (struct gathered_name){kept, row, column};
    return true;
}

bool gathered_add_unit(struct reader *reader, const char *text, size_t length,
                       size_t row, size_t column, uint32_t *number)
{
    struct gathered *gathered = reader->gathered;
    while (length > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    const char *kept = names_keep(&gathered->texts, text, length, NULL);
    return kept == NULL ? fault_memory(reader->fault)
                        : add_name(reader, &gathered->unit_names, &gathered->unit,
                                   &gathered->unit_capacity, kept, row, column, number);
}

/* The id of what a question's cell names, or the cell itself where it names nothing:
   the reader tells of it then. */
static const char *find_meant(const struct reader *reader, const char *text)
{
    const struct question *question = reader->questionnaire->question;
    struct column column;
    if (column_match(reader, &column, text, strlen(text)) != MATCH_FOUND)
        return text;
    switch (column.use) {
    case COLUMN_QUESTION:
    case COLUMN_NUMBER:
    case COLUMN_SEVERAL:
        return question[column.question].id;
    case COLUMN_MEMBER:
        return column.member == NAMES_NONE ? text : question[column.member].id;
    default:
        return text;
    }
}

bool gathered_add_question(struct reader *reader, const char *text, size_t row,
                           size_t column, uint32_t *number)
{
    struct gathered *gathered = reader->gathered;
    size_t before = gathered->spellings.name_count;
    uint32_t spelling;
    if (names_keep(&gathered->spellings, text, strlen(text), &spelling) == NULL
        || !memory_reserve((void **)&gathered->meant, &gathered->meant_capacity,
                           gathered->spellings.name_count, sizeof *gathered->meant))
        return fault_memory(reader->fault);
    if (spelling == before)
        gathered->meant[spelling] =
            find_meant(reader, gathered->spellings.name[spelling]);
    return add_name(reader, &gathered->question_names, &gathered->question,
                    &gathered->question_capacity, gathered->meant[spelling], row,
                    column, number);
}

static bool add_cell(struct reader *reader, const struct gathered_cell *cell)
{
    struct gathered *gathered = reader->gathered;
    if (!hold(reader, sizeof *gathered->cell))
        return false;
    if (!memory_reserve((void **)&gathered->cell, &gathered->cell_capacity,
                        gathered->cell_count + 1, sizeof *gathered->cell))
        return fault_memory(reader->fault);
    gathered->cell[gathered->cell_count++] = *cell;
    return true;
}

/* A comment is one on the question of its row, by that question's id. */
static bool add_comment(struct reader *reader, struct gathered_cell cell,
                        const char *name)
{
    struct text heading = {0};
    text_print(&heading, "%s." COMMENT_PART, name);
    bool ok = text_check(&heading, reader->fault)
              && gathered_add_question(reader, heading.bytes, cell.row, cell.column,
                                       &cell.question)
              && add_cell(reader, &cell);
    text_release(&heading);
    return ok;
}

bool gathered_field(struct reader *reader, size_t column, const char *field,
                    size_t length)
{
    struct gathered *gathered = reader->gathered;
    struct gathered_column *use =
        column <= gathered->column_count ? &gathered->column[column - 1] : NULL;
    char blank[4];
    if (text_fold(blank, sizeof blank, field, length) == 0)
        return true;
    if (use == NULL) {
        gathered->beyond = true;
        return true;
    }
    if (use->use != GATHERED_COMMENT) {
        size_t guard = guard_length(field);
        field += guard;
        length -= guard;
    }
    size_t known = gathered->texts.name_count;
    const char *text = names_keep(&gathered->texts, field, length, NULL);
    if (text == NULL)
        return fault_memory(reader->fault);
    if (gathered->texts.name_count > known && !hold(reader, length + NAME_OVERHEAD))
        return false;
    if (gathered->kind == GATHER_ACROSS
        && (use->use == GATHERED_ANSWER || use->use == GATHERED_COMMENT)) {
        /* Question and row are put in at the row's end. */
        struct gathered_cell cell = {use->unit, NAMES_NONE, text, 0, column};
        return add_cell(reader, &cell);
    }
    if (use->use == GATHERED_SENDING)
        use->text = text;
    gathered->at.text[use->use] = text;
    gathered->at.column[use->use] = column;
    return true;
}

/* When the row's response was given, and what state it is in: an empty cell says
   something, too. Rows that say the same as the one before are not held. */
static bool add_sendings(struct reader *reader, uint32_t unit, size_t row)
{
    struct gathered *gathered = reader->gathered;
    bool ok = true;
    for (size_t c = 0; ok && c < gathered->column_count; c++) {
        struct gathered_column *column = &gathered->column[c];
        const char *text = column->text == NULL ? "" : column->text;
        bool same = column->last != NULL && column->unit == unit
                    && strcmp(column->last, text) == 0;
        if (column->use != GATHERED_SENDING || same)
            continue;
        column->unit = unit;
        column->last = text;
        ok = add_cell(
            reader, &(struct gathered_cell){unit, column->question, text, row, c + 1});
    }
    return ok;
}

static void forget_sendings(struct gathered *gathered)
{
    for (size_t c = 0;
         gathered->at.text[GATHERED_SENDING] != NULL && c < gathered->column_count; c++)
        gathered->column[c].text = NULL;
}

/* Whether the row's question is a name for what is about persons. */
static bool asks_for_person(const struct reader *reader)
{
    const char *name = reader->gathered->at.text[GATHERED_QUESTION];
    struct column column;
    return name != NULL
           && column_match(reader, &column, name, strlen(name)) == MATCH_FOUND
           && column.use == COLUMN_PERSONAL;
}

/* An error in a row that nothing else comes of. */
static bool refuse_row(struct reader *reader, size_t row, size_t column,
                       const char *what, const char *seen)
{
    const struct gathered_row *at = &reader->gathered->at;
    struct answer_file *file = reader->file;
    char excerpt[TEXT_EXCERPT_BYTES];
    struct text cells = {0};
    bool personal = asks_for_person(reader);
    reader->refused = false;
    bool ok =
        refuse(reader, row, column, what, text_excerpt(excerpt, seen, strlen(seen)))
        && refused_add(reader, row, NAMES_NONE, reader->reason);
    for (int use = GATHERED_UNIT; use <= GATHERED_COMMENT; use++) {
        bool left_out = personal && use >= GATHERED_ANSWER;
        text_print(&cells, "%s%s", use == GATHERED_UNIT ? "" : "\t",
                   left_out || at->text[use] == NULL ? "" : at->text[use]);
        if (left_out && at->text[use] != NULL)
            ok = ok && personal_add_cell(reader, row, at->column[use]);
    }
    ok = ok && text_check(&cells, reader->fault);
    if (ok) {
        struct refused_row *refused = &file->refused[file->refused_count - 1];
        refused->cells = memory_copy_text(cells.bytes, cells.length);
        ok = refused->cells != NULL || fault_memory(reader->fault);
    }
    text_release(&cells);
    return ok;
}

static bool long_record(struct reader *reader, size_t row)
{
    const struct gathered_row *at = &reader->gathered->at;
    const char *answer = at->text[GATHERED_ANSWER];
    const char *comment = at->text[GATHERED_COMMENT];
    struct gathered_cell cell = {.row = row, .text = answer == NULL ? "" : answer};
    if (at->text[GATHERED_UNIT] == NULL && at->text[GATHERED_QUESTION] == NULL
        && answer == NULL && comment == NULL)
        return true;
    if (at->text[GATHERED_UNIT] == NULL)
        return refuse_row(reader, row, 0,
                          "this row does not say which institution it is from", "");
    if (at->text[GATHERED_QUESTION] == NULL)
        return (answer == NULL && comment == NULL)
               || refuse_row(reader, row, at->column[GATHERED_ANSWER],
                             "\"%s\" is an answer in a row without a number of a "
                             "question",
                             answer == NULL ? comment : answer);
    cell.column = at->column[GATHERED_ANSWER];
    bool ok = gathered_add_unit(reader, at->text[GATHERED_UNIT],
                                strlen(at->text[GATHERED_UNIT]), row,
                                at->column[GATHERED_UNIT], &cell.unit)
              && gathered_add_question(reader, at->text[GATHERED_QUESTION], row,
                                       at->column[GATHERED_QUESTION], &cell.question)
              && add_cell(reader, &cell) && add_sendings(reader, cell.unit, row);
    if (!ok || comment == NULL)
        return ok;
    cell.text = comment;
    cell.column = at->column[GATHERED_COMMENT];
    return add_comment(reader, cell,
                       reader->gathered->question_names.name[cell.question]);
}

/* Says of a row's cells, `first` and those behind it, what they are. */
static bool settle_cells(struct reader *reader, size_t row, size_t first,
                         uint32_t question)
{
    struct gathered *gathered = reader->gathered;
    struct text heading = {0};
    uint32_t comment = NAMES_NONE;
    bool ok = true;
    for (size_t c = first; ok && c < gathered->cell_count; c++) {
        struct gathered_cell *cell = &gathered->cell[c];
        bool beside = gathered->column[cell->column - 1].use == GATHERED_COMMENT;
        cell->row = row;
        if (beside && comment == NAMES_NONE) {
            text_print(&heading, "%s." COMMENT_PART,
                       gathered->question_names.name[question]);
            ok = text_check(&heading, reader->fault)
                 && gathered_add_question(reader, heading.bytes, row, cell->column,
                                          &comment);
        }
        cell->question = beside ? comment : question;
    }
    text_release(&heading);
    return ok;
}

/* The row's cells stand last among those gathered. */
static bool across_record(struct reader *reader, size_t row)
{
    struct gathered *gathered = reader->gathered;
    const char *name = gathered->at.text[GATHERED_QUESTION];
    uint32_t question = NAMES_NONE;
    size_t first = gathered->cell_count;
    while (first > 0 && gathered->cell[first - 1].question == NAMES_NONE)
        first--;
    if (name == NULL && first == gathered->cell_count)
        return true;
    if (name == NULL) {
        gathered->cell_count = first;
        return refuse_row(reader, row, gathered->cell[first].column,
                          "\"%s\" is an answer in a row without a number of a question",
                          gathered->cell[first].text);
    }
    if (!gathered_add_question(reader, name, row,
                               gathered->at.column[GATHERED_QUESTION], &question))
        return false;
    return settle_cells(reader, row, first, question);
}

bool gathered_record(struct reader *reader, size_t row, size_t column_count)
{
    struct gathered *gathered = reader->gathered;
    bool ok = true;
    if (gathered->beyond || column_count + 1 < gathered->column_count)
        ok =
            problems_add(reader->problems, SEVERITY_ERROR, reader->path, row,
                         column_count, reader->fault,
                         "this row has %zu cells and the header %zu; is a delimiter or "
                         "a quotation mark missing or too much?",
                         column_count, gathered->column_count);
    if (gathered->beyond || column_count + 1 < gathered->column_count)
        reader->header_wrong = true;
    if (gathered->at.text[GATHERED_SIMULATED] != NULL)
        gathered->simulated = true;
    if (ok && gathered->kind == GATHER_LONG)
        ok = long_record(reader, row);
    else if (ok)
        ok = across_record(reader, row);
    forget_sendings(gathered);
    gathered->beyond = false;
    gathered->at = (struct gathered_row){0};
    return ok;
}

void gathered_free(struct gathered *gathered)
{
    if (gathered == NULL)
        return;
    memory_release(gathered->column);
    memory_release(gathered->unit);
    memory_release(gathered->question);
    memory_release(gathered->meant);
    memory_release(gathered->cell);
    names_release(&gathered->texts);
    names_release(&gathered->unit_names);
    names_release(&gathered->question_names);
    names_release(&gathered->spellings);
    memory_release(gathered);
}
