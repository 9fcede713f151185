#ifndef SHEETS_NORMAL_H
#define SHEETS_NORMAL_H

/* JSON as definition_print() writes it. */

#include "questionnaire/format_table.h"
#include "sheets/sheets.h"

/* The value of a member on one line. */
void member_print(struct text *text, const json_t *value,
                  const struct format_member *member);

/* A number as the shortest decimal. */
void number_print(struct text *text, const json_t *number);

#endif
