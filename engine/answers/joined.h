#ifndef ANSWERS_JOINED_H
#define ANSWERS_JOINED_H

/* A wide dataset that its tool has laid over several sheets, "Dataset(1)",
   "Dataset(2)", …: their rows belong together by the respondent, which each sheet
   names. */

#include "answers/form.h"

#include <stdio.h>
#include <string.h>

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

static inline const char *joined_name(const struct tables *tables, size_t sheet)
{
    return workbook_sheet_name(tables->workbook, sheet);
}

/* The same for messages. */
static inline const char *joined_call(char excerpt[static TEXT_EXCERPT_BYTES],
                                      const struct tables *tables, size_t sheet)
{
    const char *name = joined_name(tables, sheet);
    return text_excerpt(excerpt, name, strlen(name));
}

/* The sheet of a file, as messages name it. */
static inline const char *joined_place(char place[static WHERE_BYTES],
                                       const struct tables *tables, size_t sheet)
{
    snprintf(place, WHERE_BYTES, "%s:%s", tables->source->path,
             joined_name(tables, sheet));
    return place;
}

/* Which column of each sheet says whose row it is. */
bool joined_find_keys(struct joining *joining);

/* Keeps the rows of a later sheet, by whose they are. */
bool joined_keep_sheet(struct joining *joining, struct joined_sheet *sheet);

#endif
