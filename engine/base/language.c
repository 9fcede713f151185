#include "base/language.h"

#include <stddef.h>
#include <string.h>

const char *const language_code[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = "da", [LANGUAGE_EN] = "en"};

const char *wording_in(const struct wording *wording, enum language language)
{
    if (wording->in[language] != NULL)
        return wording->in[language];
    for (int other = 0; other < LANGUAGE_COUNT; other++)
        if (wording->in[other] != NULL)
            return wording->in[other];
    return "";
}

bool language_find(enum language *language, const char *code)
{
    for (int known = 0; known < LANGUAGE_COUNT; known++) {
        if (strcmp(language_code[known], code) == 0) {
            *language = (enum language)known;
            return true;
        }
    }
    return false;
}
