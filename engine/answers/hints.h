#ifndef ANSWERS_HINTS_H
#define ANSWERS_HINTS_H

/* What a cell was before a spreadsheet or a person changed it. Nothing is taken for it:
   hints go into messages. */

#include "population/population.h"
#include "questionnaire/questionnaire.h"

/* The institution that a cell may mean: its id with decimals, or before its name; its
   name; an id nearly the same. NAMES_NONE when there is none, or more than one. */
uint32_t hint_unit(const struct population *population, const char *cell,
                   size_t length);

/* What a spreadsheet did to a number in a cell, in English, or NULL. */
const char *hint_spoiled(const char *cell, size_t length);

/* The code that a cell such as "3,00" is with decimals, or NULL. */
const char *hint_code(const struct scale *scale, const char *cell, size_t length);

/* The code such as "1-2" that a spreadsheet made a date of, or NULL. */
const char *hint_date(const struct scale *scale, const char *cell, size_t length);

#endif
