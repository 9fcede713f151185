#ifndef STORE_NUMBERS_H
#define STORE_NUMBERS_H

/* The numbers of a submission as a JSON array of decimals: one place a question that is
   answered by a number, in their order, null where none was given. */

#include "base/text.h"
#include "store/store.h"

/* The text of a row, replaced; it stays without bytes where the edition has no such
   questions. */
bool numbers_write(struct text *text, const struct questionnaire *questionnaire,
                   const struct answers *answers, uint32_t row,
                   struct fault *fault) MUST_CHECK;

/* Reads them back into a row, whose codes are in place; NULL = none was given. False
   where the text does not go with the codes. */
bool numbers_read(const char *text, const struct questionnaire *questionnaire,
                  struct answers *answers, uint32_t row) MUST_CHECK;

#endif
