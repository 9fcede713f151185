#ifndef SHEETS_READING_H
#define SHEETS_READING_H

/* A definition while it is put together from tables: cells, then rows, then the whole.
 */

#include "sheets/cell.h"

/* A cell that is not empty. */
struct raw_cell {
    size_t row;
    size_t column;
    const char *text;
};

struct raw_sheet {
    struct raw_cell *cell; /* in the order of rows, then of columns */
    size_t count;
    size_t capacity;
};

/* What a column, or a line of the sheet of the definition, is for. */
struct sheets_heading {
    enum sheet sheet;
    size_t row; /* 0 = every row */
    size_t column;
    struct column is; /* without a member: its cells are not read */
};

/* Where an object of the definition stands. */
struct sheets_row {
    const json_t *json; /* borrowed from the definition */
    enum sheet sheet;
    size_t row;
    const char *prefix; /* of its columns' names */
};

struct row {
    json_t *json; /* owned */
    size_t row;
};

struct rows {
    struct row *item;
    size_t count;
    size_t capacity;
};

struct reading {
    struct sheets *sheets;
    struct problems *problems;
    struct fault *fault;
    struct raw_sheet raw[SHEET_COUNT];
    struct rows rows[SHEET_COUNT];
};

/* Tells what is wrong in a cell, or in a row (column 0). Always returns false. */
bool reading_wrong(struct reading *reading, enum sheet sheet, size_t row, size_t column,
                   const char *what, ...) PRINTS(5, 6);

/* The same of a value in a named column: `what` is the text that is told, in the
   language of the catalogue, and `said` the English that it was made of. `nearest` may
   be NULL. */
void reading_wrong_value(struct reading *reading, enum sheet sheet,
                         const struct raw_cell *cell, const char *column,
                         const char *said, const char *what, const char *nearest);

/* False when short of memory; what is wrong is told, and reading goes on. */
bool reading_decode(struct reading *reading, enum sheet sheet);

/* Makes the definition of the rows, and its dimensions of theirs. */
bool reading_join(struct reading *reading);
bool reading_join_dimensions(struct reading *reading, json_t *definition);

/* Tells what is wrong in the column of a row, whether it has a cell there or not. */
void reading_wrong_member(struct reading *reading, enum sheet sheet,
                          const struct row *row, const char *column, const char *what,
                          const char *nearest);

/* Takes a member out of a row; NULL when it has none. Released by the caller. */
json_t *row_take(struct row *row, const char *member);

/* Appends the item, which stays the caller's, to the list that is made when missing. */
bool reading_append(struct reading *reading, json_t *object, const char *list,
                    json_t *item);

bool reading_out_of_memory(struct reading *reading); /* always returns false */

/* Notes that the object stands in the row. */
bool reading_place(struct reading *reading, const json_t *json, enum sheet sheet,
                   size_t row, const char *prefix);

#endif
