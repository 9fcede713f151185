#ifndef SIMULATE_FORM_H
#define SIMULATE_FORM_H

/* The forms in which answer files really arrive, out of spreadsheets and web forms. A
   file is put together as fields of UTF-8 and encoded when it is whole. */

#include "base/text.h"

enum form_encoding { FORM_WINDOWS_1252, FORM_UTF8_BOM, FORM_UTF16LE };

struct form {
    enum form_encoding encoding;
    char delimiter;
    bool quote_all;
    bool labels;            /* answers by label, not by code */
    bool surplus_delimiter; /* one more at the end of every row */
};

/* The form that a keyed draw chooses. */
struct form form_choose(uint64_t key);

/* The form that can hold any text. */
struct form form_for_any_text(void);

void form_add_field(const struct form *form, struct text *row, const char *field,
                    bool first);
void form_end_row(const struct form *form, struct text *row);

/* The bytes of the file, replaced; false without a fault when the encoding has no room
   for a character, with one when memory is short. */
bool form_encode(const struct form *form, const struct text *text, struct text *bytes,
                 struct fault *fault);

#endif
