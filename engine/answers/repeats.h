#ifndef ANSWERS_REPEATS_H
#define ANSWERS_REPEATS_H

/* Headers that are the text of several questions. Google Forms writes such a text again
   and again, Microsoft Forms puts a number behind it from the second on. Where there
   are as many columns as questions they follow each other in the order of the
   questionnaire; otherwise nobody can tell, and it is said what would. */

#include "answers/reader.h"

struct repeats {
    const char *where; /* for messages: file and row; borrowed */
    size_t row;
    const char *const *name; /* what the tool calls its questions; NULL = the cells are
                                columns of a file */
    struct names names;
    const char **stand_in; /* by cell: what it is to be read as; NULL = itself */
    bool *told;            /* by cell: it cannot be told, and that was said */
    size_t count;
};

/* False only when short of memory; reader->header_wrong after telling of one. */
bool repeats_settle(struct repeats *repeats, struct reader *reader,
                    const char *const *cell, size_t count);
void repeats_release(struct repeats *repeats);

#endif
