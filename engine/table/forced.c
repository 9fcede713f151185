#include "table/table.h"

#include "base/text.h"

#include <string.h>

/* What a person calls an encoding or a delimiter. */

#define NAME_BYTES 32

static bool is_called(const char *said, const char *name)
{
    char folded[NAME_BYTES];
    char other[NAME_BYTES];
    text_fold(folded, sizeof folded, said, strlen(said));
    text_fold(other, sizeof other, name, strlen(name));
    return strcmp(folded, other) == 0;
}

bool table_force_encoding(struct table_forced *forced, const char *name)
{
    static const struct {
        const char *name;
        enum encoding encoding;
    } known[] = {
        {"UTF-8", ENCODING_UTF8},          {"UTF-8 with BOM", ENCODING_UTF8},
        {"UTF8", ENCODING_UTF8},           {"UTF-16LE", ENCODING_UTF16LE},
        {"UTF-16BE", ENCODING_UTF16BE},    {"Windows-1252", ENCODING_WINDOWS_1252},
        {"CP1252", ENCODING_WINDOWS_1252},
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (is_called(name, known[k].name)) {
            forced->has_encoding = true;
            forced->encoding = known[k].encoding;
            return true;
        }
    return false;
}

bool table_force_delimiter(struct table_forced *forced, const char *name)
{
    char delimiter = is_called(name, "tab") ? '\t' : name[0];
    if (delimiter == '\0' || strchr(";,\t|", delimiter) == NULL
        || (delimiter == name[0] && name[1] != '\0'))
        return false;
    forced->delimiter = delimiter;
    return true;
}
