#ifndef SHEETS_TABLES_H
#define SHEETS_TABLES_H

/* A definition as tables of cells, for the writers of workbooks and of CSV. */

#include "base/names.h"
#include "sheets/cell.h"

struct table_cell {
    enum cell_kind kind;
    const char *text; /* NULL when empty */
};

/* The rows and columns of a sheet. The definition has one row, and is written with a
   line for each column. */
struct table {
    enum sheet sheet;
    struct column *column;
    size_t column_count;
    size_t column_capacity;
    struct table_cell *cell; /* row * column_count + column */
    size_t row_count;
};

struct tables {
    struct table table[SHEET_COUNT];
    struct names names;
};

bool tables_build(struct tables *tables, const json_t *definition,
                  struct fault *fault) MUST_CHECK;
void tables_release(struct tables *tables);

/* As it is written, with the line of names, which is line 0. */
bool table_is_there(const struct table *table);
size_t table_lines(const struct table *table);
size_t table_width(const struct table *table);
struct table_cell table_cell(const struct table *table, size_t line, size_t place);

/* What the cell, or each cell below the first line, holds; NULL = a member's name. */
const struct column *table_column(const struct table *table, size_t line, size_t place);

#endif
