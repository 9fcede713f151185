#ifndef SHEETS_LAYOUT_H
#define SHEETS_LAYOUT_H

/* What stands in the columns of each sheet, out of the format's own table: a definition
   is parted into rows, each a JSON object of its sheet's members, and a member of a row
   stands in one cell or in several. */

#include "questionnaire/format_table.h"
#include "sheets/sheets.h"

#define LAYOUT_LIMIT 48

/* A member of a sheet's rows. */
struct layout_member {
    const struct format_member *member;
    bool spare; /* has a sheet or rows of its own, and a cell only where it does not fit
                   there */
};

struct layout {
    struct layout_member item[LAYOUT_LIMIT];
    size_t count;
};

void layout_of(struct layout *layout, enum sheet sheet);

/* Whether every key of the object is a member of the rows. */
bool layout_knows(const struct layout *layout, const json_t *object);

/* How a cell is to be understood. */
enum value {
    VALUE_TEXT, /* as it stands */
    VALUE_NAME, /* without spaces around it */
    VALUE_NUMBER,
    VALUE_FLAG,
    VALUE_LIST,    /* of strings, or JSON */
    VALUE_NUMBERS, /* a list of numbers, or JSON */
    VALUE_JSON
};

/* A column, named by the path of a value within a row: "weight", "title.da",
   "option.label.en", "references.framework-2013". */
struct column {
    const char *path;
    const struct format_member
        *outer; /* the object that the member stands in, or NULL */
    const struct format_member *member;
    const char *key; /* a language, or a key that the format leaves free, or NULL */
    enum value value;
};

/* False when the path leads nowhere. The column borrows it. */
bool column_resolve(struct column *column, const struct layout *layout,
                    const char *path);

/* The names that may stand in a column's cells: how many. */
size_t column_choices(const struct column *column);

/* What a row has in a column, or NULL. */
json_t *column_value(const struct column *column, const json_t *row);

/* Whether the member's value, or else its JSON, has a single cell. */
bool is_spread(const struct format_member *member);

/* Whether a value of the type can be written in a cell of the kind. */
bool fits_cell(const json_t *json, enum value value);
enum value value_of(const struct format_member *member);

#define SPACES " \t\r\n\v\f"

/* A cell of nothing but spaces is empty. */
bool is_blank(const char *text);

/* Whether there are spaces around the text, or nothing at all. */
bool has_edge_space(const char *text);

#endif
