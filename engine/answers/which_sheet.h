#ifndef ANSWERS_WHICH_SHEET_H
#define ANSWERS_WHICH_SHEET_H

#include "answers/form.h"
#include "answers/reader.h"

/* Which sheet of a workbook holds the answers: the one with a header; the first when
   none has. Two that have are a fault, or those of one of them would be lost. */
bool which_sheet(struct reader *reader, struct tables *tables);

#endif
