#ifndef TABLE_DELIMITER_H
#define TABLE_DELIMITER_H

#include <stddef.h>

/* What parts the cells of a table, by its first rows: ';', ',' or tab; '\0' when none
   of them stands outside quotation marks. */
char delimiter_find(const char *chunk, size_t length);

#endif
