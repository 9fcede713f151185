#include "answers/joined.h"

#include "answers/codebook.h"
#include "base/memory.h"

#include <string.h>

/* Joined sheets read as one table, row by row. */

static bool join_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct joining *joining = context;
    const struct problems *problems = joining->tables->problems;
    char place[WHERE_BYTES];
    if (column == 1)
        joining->problem_count = problems == NULL ? 0 : problems->problem_count;
    if (column == joining->key + 1) {
        text_clear(&joining->respondent);
        text_append(&joining->respondent, field, length);
        if (!text_check(&joining->respondent, joining->fault))
            return false;
    }
    if (joining->tables->at != NULL)
        *joining->tables->at =
            (struct table_place){joining->tables->sheet, row, column};
    return column > joining->width
               ? length == 0
                     || fault_set_at(
                         joining->fault, FAULT_DATA,
                         joined_place(place, joining->tables, joining->tables->sheet),
                         row, column, "the row is wider than the header")
               : joining->consumer->field(joining->consumer->context, row, column,
                                          field, length);
}

/* The row of a sheet that belongs to the one being read, or NULL. */
static struct joined_row *find_row(struct joining *joining, struct joined_sheet *sheet)
{
    char folded[WORDING_BYTES];
    const struct text *key = &joining->respondent;
    size_t length = text_fold(folded, sizeof folded, key->bytes, key->length);
    uint32_t number = length == 0 || length >= sizeof folded
                          ? NAMES_NONE
                          : names_find(&sheet->keys, folded, length);
    if (number == NAMES_NONE)
        return NULL;
    sheet->row[number].met = true;
    return &sheet->row[number];
}

/* Where problems of the columns to the right stand. */
static bool place_problems(struct joining *joining, const struct joined_sheet *sheet,
                           const struct joined_row *row, size_t first)
{
    const struct tables *tables = joining->tables;
    struct problems *problems = tables->problems;
    for (size_t p = joining->problem_count;
         problems != NULL && p < problems->problem_count; p++) {
        struct problem *problem = &problems->problem[p];
        if (problem->column <= first || problem->column > first + sheet->width - 1)
            continue;
        struct text where = {0};
        text_print(&where, "%s:%s", tables->source->path,
                   joined_name(tables, sheet->sheet));
        char *copy =
            where.short_of_memory ? NULL : memory_copy_text(where.bytes, where.length);
        text_release(&where);
        if (copy == NULL)
            return fault_memory(joining->fault);
        memory_release(problem->where);
        problem->where = copy;
        size_t column = problem->column - first; /* from 1, without the key */
        problem->column = column > sheet->key ? column + 1 : column;
        problem->row = row == NULL ? problem->row : row->row;
    }
    return true;
}

/* Whoever left before the last page has no row on the last sheet. */
static void note_missing(const struct joining *joining, struct joined_sheet *sheet,
                         size_t row)
{
    char folded[WORDING_BYTES];
    const struct text *key = &joining->respondent;
    if (text_fold(folded, sizeof folded, key->bytes, key->length) == 0
        || sheet->missing_count++ > 0)
        return;
    sheet->missing_row = row;
    text_excerpt(sheet->missing, key->bytes, key->length);
}

static bool tell_missing(const struct joining *joining)
{
    const struct tables *tables = joining->tables;
    struct text where = {0};
    char first[TEXT_EXCERPT_BYTES];
    char name[TEXT_EXCERPT_BYTES];
    text_print(&where, "%s:%s", tables->source->path,
               joined_name(tables, tables->sheet));
    bool ok = text_check(&where, joining->fault);
    joined_call(first, tables, tables->sheet);
    for (size_t s = 0; ok && s < tables->joined_count; s++) {
        const struct joined_sheet *sheet = &joining->sheet[s];
        joined_call(name, tables, sheet->sheet);
        if (sheet->missing_count == 1)
            ok = problems_add(
                tables->problems, SEVERITY_WARNING, where.bytes, sheet->missing_row,
                joining->key + 1, joining->fault,
                "the respondent \"%s\" stands on the sheet \"%s\" and not on \"%s\"; "
                "what is asked there is blank",
                sheet->missing, first, name);
        else if (sheet->missing_count > 1)
            ok = problems_add(
                tables->problems, SEVERITY_WARNING, where.bytes, sheet->missing_row,
                joining->key + 1, joining->fault,
                "%zu respondents stand on the sheet \"%s\" and not on \"%s\" (the "
                "first is \"%s\"); what is asked there is blank",
                sheet->missing_count, first, name, sheet->missing);
    }
    text_release(&where);
    return ok;
}

static bool join_record(void *context, size_t row, size_t column_count)
{
    struct joining *joining = context;
    const struct table_consumer *consumer = joining->consumer;
    size_t column = joining->width;
    bool ok = true;
    (void)column_count;
    for (size_t s = 0; ok && s < joining->tables->joined_count; s++) {
        struct joined_sheet *sheet = &joining->sheet[s];
        const struct joined_row *found = find_row(joining, sheet);
        if (found == NULL)
            note_missing(joining, sheet, row);
        for (size_t c = 0; ok && c < sheet->width; c++) {
            const char *cell = found == NULL ? "" : sheet->cell[found->cell + c];
            if (joining->tables->at != NULL)
                *joining->tables->at = (struct table_place){
                    sheet->sheet, found == NULL ? 0 : found->row, c + 1};
            if (c != sheet->key)
                ok = consumer->field(consumer->context, row, ++column, cell,
                                     strlen(cell));
        }
    }
    ok = ok && consumer->record(consumer->context, row, column);
    column = joining->width;
    for (size_t s = 0; s < joining->tables->joined_count; s++) {
        struct joined_sheet *sheet = &joining->sheet[s];
        if (!place_problems(joining, sheet, find_row(joining, sheet), column))
            return false;
        column += sheet->width - 1;
    }
    text_clear(&joining->respondent);
    joining->row_count++;
    return ok;
}

/* Nobody's answers are passed over in silence. */
static bool check_met(const struct joining *joining)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char name[TEXT_EXCERPT_BYTES];
    char first[TEXT_EXCERPT_BYTES];
    char place[WHERE_BYTES];
    for (size_t s = 0; s < joining->tables->joined_count; s++) {
        const struct joined_sheet *sheet = &joining->sheet[s];
        for (size_t k = 0; k < sheet->keys.name_count; k++)
            if (!sheet->row[k].met)
                return fault_set_at(
                    joining->fault, FAULT_DATA,
                    joined_place(place, joining->tables, sheet->sheet),
                    sheet->row[k].row, sheet->key + 1,
                    "the respondent \"%s\" stands on the sheet \"%s\" and not on "
                    "\"%s\"",
                    text_excerpt(excerpt, sheet->keys.name[k],
                                 strlen(sheet->keys.name[k])),
                    joined_call(name, joining->tables, sheet->sheet),
                    joined_call(first, joining->tables, joining->tables->sheet));
    }
    return true;
}

bool joined_read(const struct tables *tables, const struct table_consumer *consumer,
                 struct fault *fault)
{
    struct joining joining = {.tables = tables, .consumer = consumer, .fault = fault};
    struct table_consumer own = {join_field, join_record, &joining};
    joining.sheet = memory_allocate(tables->joined_count, sizeof *joining.sheet);
    bool ok = joining.sheet != NULL || fault_memory(fault);
    for (size_t s = 0; ok && s < tables->joined_count; s++)
        joining.sheet[s].sheet = tables->joined[s];
    ok = ok && joined_find_keys(&joining);
    for (size_t s = 0; ok && s < tables->joined_count; s++)
        ok = joined_keep_sheet(&joining, &joining.sheet[s]);
    ok = ok && workbook_read_sheet(tables->workbook, tables->sheet, &own, fault)
         && check_met(&joining)
         && (tables->problems == NULL || tables->read_before || tell_missing(&joining));
    for (size_t s = 0; joining.sheet != NULL && s < tables->joined_count; s++) {
        names_release(&joining.sheet[s].texts);
        names_release(&joining.sheet[s].keys);
        memory_release(joining.sheet[s].row);
        memory_release(joining.sheet[s].cell);
    }
    memory_release(joining.sheet);
    names_release(&joining.header);
    text_release(&joining.respondent);
    return ok;
}
