#include "answers/match.h"

#include <string.h>

/* Headers of which an exporter has left the beginning: "Are the rules w..". */

uint32_t abbreviated_question(const struct reader *reader, const char *folded,
                              size_t length, uint32_t other[static 2])
{
    const struct wordings *wordings = &reader->wordings;
    size_t cut = wording_cut(folded, length);
    uint32_t found = NAMES_NONE;
    other[0] = other[1] = NAMES_NONE;
    for (size_t t = 0; cut > 0 && t < wordings->text.name_count; t++) {
        uint32_t question = wordings->question[t];
        if (strncmp(wordings->text.name[t], folded, cut) != 0 || question == found)
            continue;
        if (found == NAMES_NONE && question != WORDING_SHARED) {
            found = other[0] = question;
            continue;
        }
        other[1] = question == WORDING_SHARED ? NAMES_NONE : question;
        return WORDING_SHARED;
    }
    return found;
}

int abbreviated_option(const struct scale *scale, const char *folded, size_t length)
{
    size_t cut = wording_cut(folded, length);
    char label[WORDING_BYTES];
    int found = -1;
    for (int o = 0; cut > 0 && o < (int)scale->option_count; o++) {
        bool begins = false;
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *own = scale->option[o].label.in[language];
            if (own == NULL)
                continue;
            size_t own_length = text_fold(label, sizeof label, own, strlen(own));
            begins |= own_length >= cut && strncmp(label, folded, cut) == 0;
        }
        if (begins && found >= 0)
            return -1;
        if (begins)
            found = o;
    }
    return found;
}
