#include "sheets/tables.h"

#include "base/guard.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"

/* In quotation marks where the cell could not be read back without them. */
static void add_field(struct text *bytes, const char *field)
{
    if (field[strcspn(field, "\";\r\n")] == '\0'
        && (field[0] == '\0' || !has_edge_space(field))) {
        text_add(bytes, field);
        return;
    }
    text_add_character(bytes, '"');
    for (size_t length; *field != '\0'; field += length) {
        length = strcspn(field, "\"");
        length += field[length] == '"';
        text_append(bytes, field, length);
        if (field[length - 1] == '"')
            text_add_character(bytes, '"');
    }
    text_add_character(bytes, '"');
}

static bool add_cell(struct text *bytes, struct table_cell cell, struct fault *fault)
{
    struct text field = {0};
    if (cell.kind == CELL_EMPTY)
        return true;
    if (cell.kind == CELL_TEXT && guard_needed(cell.text))
        text_add_character(&field, '\'');
    text_add(&field, cell.text);
    bool ok = text_check(&field, fault);
    /* Whoever opens the file by a double click has a comma in numbers, as they have a
       semicolon between cells. */
    char *point = ok && cell.kind == CELL_NUMBER ? strchr(field.bytes, '.') : NULL;
    if (point != NULL)
        *point = ',';
    if (ok)
        add_field(bytes, field.bytes);
    text_release(&field);
    return ok;
}

static bool add_table(struct text *bytes, const struct table *table,
                      struct fault *fault)
{
    bool ok = true;
    text_add(bytes, BYTE_ORDER_MARK);
    for (size_t line = 0; ok && line < table_lines(table); line++) {
        for (size_t place = 0; ok && place < table_width(table); place++) {
            if (place > 0)
                text_add_character(bytes, DELIMITER);
            ok = add_cell(bytes, table_cell(table, line, place), fault);
        }
        text_add(bytes, LINE_END);
    }
    return text_check(bytes, fault) && ok;
}

bool sheets_write_csv(struct text bytes[static SHEET_COUNT], const json_t *definition,
                      struct fault *fault)
{
    struct tables tables;
    bool ok = tables_build(&tables, definition, fault);
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++)
        if (table_is_there(&tables.table[sheet]))
            ok = add_table(&bytes[sheet], &tables.table[sheet], fault);
    tables_release(&tables);
    return ok;
}
