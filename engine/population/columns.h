#ifndef POPULATION_COLUMNS_H
#define POPULATION_COLUMNS_H

/* A further column of a register, or of a file beside it, by unit. Zeroed = empty. */

#include "population/load.h"

struct column_texts {
    const char **text; /* by unit; NULL = it has none; equal texts are one pointer */
    size_t *row;       /* by unit: where it stands; 0 = nowhere */
    size_t column;
    char *path;
};

/* What is wrong in the file is told; false only when reading had to end. */
bool column_read(struct column_texts *texts, struct document *document,
                 const struct population *population, const struct column_plan *plan);
void column_release(struct column_texts *texts);

#endif
