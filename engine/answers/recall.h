#ifndef ANSWERS_RECALL_H
#define ANSWERS_RECALL_H

/* What a second reading of a file needs to know of the first. */

#include "answers/answers.h"

enum recall_use { RECALL_CELL, RECALL_PERSONAL, RECALL_COMMENT };

struct recall_column {
    enum recall_use use;
    uint32_t question; /* RECALL_COMMENT */
};

struct recall {
    struct recall_column *column;
    size_t column_count;
    struct table_forced forced; /* how it was read */
};

void recall_free(struct recall *recall);

#endif
