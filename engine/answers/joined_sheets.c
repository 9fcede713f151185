#include "answers/joined.h"

#include "answers/wordings.h"
#include "base/memory.h"

#include <string.h>

/* The later ones of joined sheets, kept until their rows are wanted. */

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
                         joined_call(excerpt, joining->tables, sheet));
    return joining->fault->kind == FAULT_NONE && fault_take(joining->fault, &unread);
}

/* The first column that every sheet has says whose row it is. */
bool joined_find_keys(struct joining *joining)
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
                               joined_place(place, keeping->tables, sheet->sheet), row,
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
                            joined_place(place, keeping->tables, sheet->sheet), row,
                            sheet->key + 1,
                            "the respondent \"%s\" has two rows on the sheet \"%s\"",
                            text_excerpt(excerpt, key, strlen(key)),
                            joined_call(name, keeping->tables, sheet->sheet));
    sheet->row[number] = (struct joined_row){sheet->begun, row, false};
    sheet->begun = sheet->cell_count;
    return true;
}

bool joined_keep_sheet(struct joining *joining, struct joined_sheet *sheet)
{
    struct keeping keeping = {sheet, joining->tables, joining->fault};
    struct table_consumer consumer = {keep_field, keep_record, &keeping};
    return workbook_read_sheet(joining->tables->workbook, sheet->sheet, &consumer,
                               joining->fault);
}
