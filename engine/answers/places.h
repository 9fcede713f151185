#ifndef ANSWERS_PLACES_H
#define ANSWERS_PLACES_H

/* Numbers that a survey tool writes for answers may be the codes of the questionnaire,
   or places in the list of answers. A mapping says which; else the file is gone through
   once before it is read, to see which of the two all numbers of a column can be. What
   can be both is told of and not read, and so are codes that are the tool's own. */

#include "answers/form.h"
#include "answers/reader.h"

/* At the end of the header; reader->places is set where there is anything to do. */
bool places_begin(struct reader *reader);

/* Whether a cell, or a record, was only looked at, or stands above what is read. */
bool places_take(struct reader *reader, size_t row, size_t column, const char *field,
                 size_t length);
bool places_pass_over(struct reader *reader, size_t row);

/* At the end of the file: settles what the numbers are, and reads it. */
bool places_finish(struct reader *reader, const struct tables *tables);
void places_free(struct places *places);

#endif
