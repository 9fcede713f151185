#include "answers/gathered.h"
#include "answers/trace.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What was gathered as a header and a row an institution, and what the reader says of
   them told where it stands in the file. */

struct handing {
    struct reader *reader;
    struct gathered *gathered;
    const struct gathered_cell **of; /* by question: the row's cell, or NULL */
    struct text joined;
};

static int compare_cells(const void *left, const void *right)
{
    const struct gathered_cell *a = left;
    const struct gathered_cell *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->question != b->question)
        return a->question < b->question ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* Column 1 says which institution it is, the last one whether it is simulated. */
static size_t column_of(uint32_t question)
{
    return (size_t)question + 2;
}

static bool feed(struct reader *reader, size_t row, size_t column, const char *cell)
{
    return reader_field(reader, row, column, cell, strlen(cell));
}

static bool feed_header(struct handing *handing)
{
    struct reader *reader = handing->reader;
    const struct gathered *gathered = handing->gathered;
    size_t count = gathered->question_names.name_count;
    size_t row = gathered->heading_row;
    size_t first = reader->problems->problem_count;
    bool ok = feed(reader, row, 1, reader->questionnaire->identified_by[0]);
    for (uint32_t q = 0; ok && q < count; q++)
        ok = feed(reader, row, column_of(q), gathered->question[q].text);
    ok = ok && feed(reader, row, count + 2, SIMULATED_COLUMN)
         && reader_record(reader, row, count + 2);
    for (size_t p = first; p < reader->problems->problem_count; p++) {
        struct problem *problem = &reader->problems->problem[p];
        if (problem->column < 2 || problem->column >= count + 2)
            continue;
        const struct gathered_name *name = &gathered->question[problem->column - 2];
        problem->row = name->row;
        problem->column = name->column;
    }
    return ok;
}

/* Where the cell of a column stands, or else the institution. */
static void tell_places(const struct handing *handing, uint32_t unit, size_t first)
{
    const struct gathered *gathered = handing->gathered;
    struct problems *problems = handing->reader->problems;
    for (size_t p = first; p < problems->problem_count; p++) {
        struct problem *problem = &problems->problem[p];
        const struct gathered_cell *cell =
            problem->column >= 2
                    && problem->column < gathered->question_names.name_count + 2
                ? handing->of[problem->column - 2]
                : NULL;
        problem->row = cell == NULL ? gathered->unit[unit].row : cell->row;
        problem->column = cell == NULL ? gathered->unit[unit].column : cell->column;
    }
}

static bool is_personal(const struct reader *reader, size_t column)
{
    return reader->column[column - 1].use == COLUMN_PERSONAL;
}

static bool keep_cells(struct handing *handing, uint32_t unit)
{
    const struct gathered *gathered = handing->gathered;
    struct answer_file *file = handing->reader->file;
    struct refused_row *refused = &file->refused[file->refused_count - 1];
    struct text cells = {0};
    text_add(&cells, gathered->unit[unit].text);
    for (uint32_t q = 0; q < gathered->question_names.name_count; q++) {
        text_add_character(&cells, '\t');
        bool left_out =
            handing->of[q] == NULL || is_personal(handing->reader, column_of(q));
        text_add(&cells, left_out ? "" : handing->of[q]->text);
    }
    bool ok = text_check(&cells, handing->reader->fault);
    if (ok) {
        refused->cells = memory_copy_text(cells.bytes, cells.length);
        ok = refused->cells != NULL || fault_memory(handing->reader->fault);
    }
    text_release(&cells);
    return ok;
}

static bool takes_several(const struct reader *reader, const char *name)
{
    uint32_t number = questionnaire_find(reader->questionnaire, name, strlen(name));
    return number != NAMES_NONE
           && reader->questionnaire->question[number].scale->kind == SCALE_SEVERAL;
}

static bool is_sending(const struct reader *reader, size_t column)
{
    enum column_use use = reader->column[column - 1].use;
    return use >= COLUMN_STATE && use <= COLUMN_BEGUN;
}

/* Of times and states every row's counts. */
static bool feed_each(struct reader *reader, size_t row, size_t column,
                      const struct gathered_cell *cell, size_t count)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = feed(reader, row, column, cell[i].text);
    return ok;
}

/* A question's answer. Where it takes several, each may have a row of its own. */
static bool feed_answer(struct handing *handing, size_t row,
                        const struct gathered_cell *cell, size_t count)
{
    struct reader *reader = handing->reader;
    const char *name = handing->gathered->question[cell->question].text;
    const char *unit = handing->gathered->unit[cell->unit].text;
    char excerpt[TEXT_EXCERPT_BYTES];
    char from[TEXT_EXCERPT_BYTES];
    size_t column = column_of(cell->question);
    if (count == 1 || is_sending(reader, column))
        return feed_each(reader, row, column, cell, count);
    if (!takes_several(reader, name))
        return feed(reader, row, column, cell->text)
               && refuse(reader, row, column,
                         "\"%s\" has an answer from \"%s\" in row %zu already",
                         text_excerpt(excerpt, name, strlen(name)),
                         text_excerpt(from, unit, strlen(unit)), cell->row);
    text_clear(&handing->joined);
    for (size_t i = 0; i < count; i++)
        text_print(&handing->joined, "%s%s", i == 0 ? "" : ";", cell[i].text);
    return text_check(&handing->joined, reader->fault)
           && feed(reader, row, column, handing->joined.bytes);
}

static bool note_personal(struct reader *reader, const struct gathered_cell *cell,
                          size_t count)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = personal_add_cell(reader, cell[i].row, cell[i].column);
    return ok;
}

/* A question's cells in a row of a unit; there may be none. */
static bool feed_question(struct handing *handing, size_t row, uint32_t question,
                          const struct gathered_cell *cell, size_t count)
{
    struct reader *reader = handing->reader;
    handing->of[question] = count == 0 ? NULL : &cell[count - 1];
    if (count == 0)
        return feed(reader, row, column_of(question), "");
    return (!is_personal(reader, column_of(question))
            || note_personal(reader, cell, count))
           && feed_answer(handing, row, cell, count);
}

/* Where the cells of the unit that is asked for stand. */
static bool trace_gathered(const struct handing *handing, uint32_t unit,
                           const struct gathered_cell *cell, size_t count)
{
    const struct gathered *gathered = handing->gathered;
    struct tracing *tracing = handing->reader->tracing;
    size_t key = 0;
    bool ok = true;
    while (gathered->column[key].use != GATHERED_QUESTION)
        key++;
    for (size_t i = 0; ok && i < count; i++)
        ok = tracing_add(tracing,
                         &(struct trace_place){column_of(cell[i].question), cell[i].row,
                                               cell[i].column, cell[i].row, key + 1},
                         handing->reader->fault);
    tracing->row = gathered->unit[unit].row;
    return ok;
}

/* A unit's row out of its `count` cells, which stand in the order of questions. */
static bool feed_row(struct handing *handing, uint32_t unit,
                     const struct gathered_cell *cell, size_t count)
{
    struct reader *reader = handing->reader;
    const struct gathered *gathered = handing->gathered;
    size_t questions = gathered->question_names.name_count;
    size_t row = gathered->unit[unit].row;
    size_t first = reader->problems->problem_count;
    size_t refused = reader->file->refused_count;
    memset(handing->of, 0, questions * sizeof *handing->of);
    bool ok = feed(reader, row, 1, gathered->unit[unit].text);
    size_t at = 0;
    for (uint32_t q = 0; ok && q < questions; q++) {
        size_t begin = at;
        while (at < count && cell[at].question == q)
            at++;
        ok = feed_question(handing, row, q, begin < at ? cell + begin : NULL,
                           at - begin);
    }
    ok = ok && feed(reader, row, questions + 2, gathered->simulated ? "1" : "")
         && reader_record(reader, row, questions + 2);
    tell_places(handing, unit, first);
    if (ok && tracing_wants(reader))
        ok = trace_gathered(handing, unit, cell, count);
    return ok && (reader->file->refused_count == refused || keep_cells(handing, unit));
}

static bool feed_rows(struct handing *handing)
{
    const struct gathered *gathered = handing->gathered;
    size_t at = 0;
    bool ok = true;
    for (uint32_t unit = 0; ok && unit < gathered->unit_names.name_count; unit++) {
        size_t begin = at;
        while (at < gathered->cell_count && gathered->cell[at].unit == unit)
            at++;
        ok = feed_row(handing, unit,
                      gathered->cell_count == 0 ? NULL : gathered->cell + begin,
                      at - begin);
    }
    return ok;
}

bool gathered_finish(struct reader *reader)
{
    struct gathered *gathered = reader->gathered;
    if (gathered == NULL)
        return true;
    if (reader->header_wrong)
        return false; /* and the reader frees it */
    struct handing handing = {.reader = reader, .gathered = gathered};
    handing.of =
        memory_allocate(gathered->question_names.name_count, sizeof *handing.of);
    reader->gathered = NULL; /* what it is fed now are rows of institutions */
    reader->is_form = true;
    if (gathered->cell_count > 0)
        qsort(gathered->cell, gathered->cell_count, sizeof *gathered->cell,
              compare_cells);
    bool ok = handing.of != NULL || fault_memory(reader->fault);
    ok = ok && feed_header(&handing) && feed_rows(&handing);
    memory_release(handing.of);
    text_release(&handing.joined);
    gathered_free(gathered);
    return ok;
}
