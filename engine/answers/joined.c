#include "answers/codebook.h"

#include "answers/form.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

/* A wide dataset that its tool has laid over several sheets, "Dataset(1)",
   "Dataset(2)", …: their rows belong together by the respondent, which each sheet
   names. */

#define WHERE_BYTES 512

/* A row of one of the later sheets. */
struct joined_row {
    size_t cell; /* the first one, in `cells` */
    size_t row;
    bool met;
};

struct joined_sheet {
    size_t sheet;
    size_t key; /* column of the respondent, from 0 */
    size_t width;
    struct names texts;
    struct names keys;
    struct joined_row *row; /* by number of the key; [0] is the header, whose key is
                               the column's name */
    size_t row_capacity;
    const char **cell;
    size_t cell_count;
    size_t cell_capacity;
    size_t begun; /* cells before the row being read */
    /* Rows of the first sheet that have none here. */
    size_t missing_count;
    size_t missing_row; /* the first … */
    char missing[TEXT_EXCERPT_BYTES];
};

struct joining {
    const struct tables *tables;
    const struct table_consumer *consumer;
    struct joined_sheet *sheet;
    size_t key; /* of the first sheet, from 0 */
    size_t width;
    struct names header; /* of the sheet being looked at, folded */
    size_t header_width;
    struct text respondent; /* of the row being read */
    size_t row_count;
    size_t problem_count; /* before the row */
    struct fault *fault;
};

static const char *name_of(const struct tables *tables, size_t sheet)
{
    return workbook_sheet_name(tables->workbook, sheet);
}

/* The same for messages. */
static const char *call(char excerpt[static TEXT_EXCERPT_BYTES],
                        const struct tables *tables, size_t sheet)
{
    const char *name = name_of(tables, sheet);
    return text_excerpt(excerpt, name, strlen(name));
}

/* The sheet of a file, as messages name it. */
static const char *place_of(char place[static WHERE_BYTES], const struct tables *tables,
                            size_t sheet)
{
    snprintf(place, WHERE_BYTES, "%s:%s", tables->source->path, name_of(tables, sheet));
    return place;
}

/* The header's names, by number in their order where each stands once. */
static bool header_field(void *context, size_t row, size_t column, const char *field,
                         size_t length)
{
    struct joining *joining = context;
    char folded[WORDING_BYTES];
    size_t folded_length = text_fold(folded, sizeof folded, field, length);
    char own[WORDING_BYTES + 32];
    uint32_t number;
    size_t before = joining->header.name_count;
    (void)row;
    if (folded_length >= sizeof folded)
        folded_length = 0;
    if (names_keep(&joining->header, folded, folded_length, &number) == NULL)
        return fault_memory(joining->fault);
    if (number == before)
        return true;
    /* A place of its own for a name that has one, so that numbers are columns. */
    int own_length = snprintf(own, sizeof own, "\n%zu", column);
    return names_keep(&joining->header, own, (size_t)own_length, NULL) != NULL
           || fault_memory(joining->fault);
}

static bool header_record(void *context, size_t row, size_t column_count)
{
    struct joining *joining = context;
    (void)row;
    joining->header_width = column_count;
    return false; /* no more is wanted */
}

static bool read_header(struct joining *joining, size_t sheet)
{
    struct table_consumer consumer = {header_field, header_record, joining};
    struct fault unread = {0};
    char excerpt[TEXT_EXCERPT_BYTES];
    names_release(&joining->header);
    joining->header_width = 0;
    bool whole =
        workbook_read_sheet(joining->tables->workbook, sheet, &consumer, &unread);
    if (joining->header_width > 0 && unread.kind == FAULT_NONE)
        return joining->fault->kind == FAULT_NONE;
    if (whole)
        return fault_set(joining->fault, FAULT_DATA, joining->tables->source->path,
                         "the sheet \"%s\" is empty",
                         call(excerpt, joining->tables, sheet));
    return joining->fault->kind == FAULT_NONE && fault_take(joining->fault, &unread);
}

/* The first column that every sheet has says whose row it is. */
static bool find_keys(struct joining *joining)
{
    const struct tables *tables = joining->tables;
    struct names first = {0};
    bool *everywhere = NULL;
    bool ok = read_header(joining, tables->sheet);
    joining->width = joining->header_width;
    first = joining->header; /* taken */
    joining->header = (struct names){0};
    if (ok)
        everywhere = memory_allocate(first.name_count, sizeof *everywhere);
    if (ok && everywhere == NULL)
        ok = fault_memory(joining->fault);
    for (size_t n = 0; ok && n < first.name_count; n++)
        everywhere[n] = first.name[n][0] != '\0' && first.name[n][0] != '\n';
    for (size_t s = 0; ok && s < tables->joined_count; s++) {
        ok = read_header(joining, tables->joined[s]);
        joining->sheet[s].width = joining->header_width;
        for (size_t n = 0; ok && n < first.name_count; n++)
            everywhere[n] &=
                names_find(&joining->header, first.name[n], strlen(first.name[n]))
                != NAMES_NONE;
    }
    size_t key = 0;
    while (ok && key < first.name_count && !everywhere[key])
        key++;
    if (ok && key == first.name_count)
        ok = fault_set(joining->fault, FAULT_DATA, tables->source->path,
                       "no column stands on every sheet of the dataset, so that "
                       "nothing says which of their rows belong together");
    joining->key = key;
    for (size_t s = 0; ok && s < tables->joined_count; s++) {
        ok = read_header(joining, tables->joined[s]);
        joining->sheet[s].key =
            ok ? names_find(&joining->header, first.name[key], strlen(first.name[key]))
               : 0;
    }
    memory_release(everywhere);
    names_release(&first);
    return ok;
}

struct keeping {
    struct joined_sheet *sheet;
    const struct tables *tables;
    struct fault *fault;
};

static bool keep_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct keeping *keeping = context;
    struct joined_sheet *sheet = keeping->sheet;
    char place[WHERE_BYTES];
    (void)row;
    if (column > sheet->width)
        return length == 0
               || fault_set_at(keeping->fault, FAULT_DATA,
                               place_of(place, keeping->tables, sheet->sheet), row,
                               column, "the row is wider than the header");
    if (!memory_reserve((void **)&sheet->cell, &sheet->cell_capacity,
                        sheet->cell_count + 1, sizeof *sheet->cell))
        return fault_memory(keeping->fault);
    const char *kept = names_keep(&sheet->texts, field, length, NULL);
    sheet->cell[sheet->cell_count++] = kept;
    return kept != NULL || fault_memory(keeping->fault);
}

static bool keep_record(void *context, size_t row, size_t column_count)
{
    struct keeping *keeping = context;
    struct joined_sheet *sheet = keeping->sheet;
    char place[WHERE_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    char name[TEXT_EXCERPT_BYTES];
    char folded[WORDING_BYTES];
    uint32_t number;
    (void)column_count;
    const char *key = sheet->cell[sheet->begun + sheet->key];
    size_t length = text_fold(folded, sizeof folded, key, strlen(key));
    size_t before = sheet->keys.name_count;
    if (length >= sizeof folded)
        length = sizeof folded - 1;
    if (length == 0) { /* a row of nobody's, which the first sheet tells of */
        sheet->cell_count = sheet->begun;
        return true;
    }
    if (names_keep(&sheet->keys, folded, length, &number) == NULL
        || !memory_reserve((void **)&sheet->row, &sheet->row_capacity,
                           sheet->keys.name_count, sizeof *sheet->row))
        return fault_memory(keeping->fault);
    if (number < before)
        return fault_set_at(keeping->fault, FAULT_DATA,
                            place_of(place, keeping->tables, sheet->sheet), row,
                            sheet->key + 1,
                            "the respondent \"%s\" has two rows on the sheet \"%s\"",
                            text_excerpt(excerpt, key, strlen(key)),
                            call(name, keeping->tables, sheet->sheet));
    sheet->row[number] = (struct joined_row){sheet->begun, row, false};
    sheet->begun = sheet->cell_count;
    return true;
}

static bool keep_sheet(struct joining *joining, struct joined_sheet *sheet)
{
    struct keeping keeping = {sheet, joining->tables, joining->fault};
    struct table_consumer consumer = {keep_field, keep_record, &keeping};
    return workbook_read_sheet(joining->tables->workbook, sheet->sheet, &consumer,
                               joining->fault);
}

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
                         place_of(place, joining->tables, joining->tables->sheet), row,
                         column, "the row is wider than the header")
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
                   name_of(tables, sheet->sheet));
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
    text_print(&where, "%s:%s", tables->source->path, name_of(tables, tables->sheet));
    bool ok = text_check(&where, joining->fault);
    call(first, tables, tables->sheet);
    for (size_t s = 0; ok && s < tables->joined_count; s++) {
        const struct joined_sheet *sheet = &joining->sheet[s];
        call(name, tables, sheet->sheet);
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
                    place_of(place, joining->tables, sheet->sheet), sheet->row[k].row,
                    sheet->key + 1,
                    "the respondent \"%s\" stands on the sheet \"%s\" and not on "
                    "\"%s\"",
                    text_excerpt(excerpt, sheet->keys.name[k],
                                 strlen(sheet->keys.name[k])),
                    call(name, joining->tables, sheet->sheet),
                    call(first, joining->tables, joining->tables->sheet));
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
    ok = ok && find_keys(&joining);
    for (size_t s = 0; ok && s < tables->joined_count; s++)
        ok = keep_sheet(&joining, &joining.sheet[s]);
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
