#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

/* Text for people in the languages of the reports. A wording borrows its strings. */

#include <stdbool.h>

enum language { LANGUAGE_DA, LANGUAGE_EN, LANGUAGE_COUNT };

extern const char *const language_code[LANGUAGE_COUNT]; /* "da", "en" */

struct wording {
    const char *in[LANGUAGE_COUNT]; /* NULL where there is no translation */
};

/* The text in the language, or in the first language that has one, or "". */
const char *wording_in(const struct wording *wording, enum language language);

bool language_find(enum language *language, const char *code);

#endif
