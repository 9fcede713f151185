#ifndef CLI_MESSAGE_FORMS_H
#define CLI_MESSAGE_FORMS_H

/* One message in the forms that it can be written in on stderr. */

#include <stddef.h>

enum message_kind { MESSAGE_ERROR, MESSAGE_WARNING, MESSAGE_NOTE };

struct message {
    enum message_kind kind;
    const char *where; /* "" = nowhere in particular */
    size_t row;        /* 0 = none, as the column */
    size_t column;
    const char *about; /* id of an institution; NULL = none */
    size_t more;       /* of a note: how many are not told; else 0 */
    const char *said;  /* its English, before anything was put into it */
    const char *what;
};

/* "file:row:column: error: what"; a note has no such word. */
void message_write_text(const struct message *message);

/* An object on a line of its own. */
void message_write_json(const struct message *message);

/* A row of a list for a spreadsheet: UTF-8 with its mark, ';', CRLF, and no cell a
   formula. The first brings the names of the columns. */
void message_write_csv(const struct message *message);

#endif
