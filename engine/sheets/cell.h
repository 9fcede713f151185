#ifndef SHEETS_CELL_H
#define SHEETS_CELL_H

/* Values as the text of cells, and back. */

#include "sheets/layout.h"

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_FLAG };

/* Appends what stands in a cell for the value, which fits there. */
enum cell_kind cell_print(struct text *text, const json_t *value,
                          const struct column *column);

/* What a cell is taken for. NULL with `what` set when it is wrong, and without when
   memory is short. `what` speaks of the cell; `nearest` is then a name, or NULL. */
struct misread {
    const char *what;
    const char *nearest;
};

json_t *cell_read(const char *text, const struct column *column,
                  struct misread *misread);

#endif
