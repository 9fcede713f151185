#include "answers/state.h"

#include "base/guard.h"
#include "base/text.h"

#include <string.h>

/* In Danish, English and Norwegian, and as survey tools say it. */
static const struct {
    const char *said; /* folded */
    enum sheet_state state;
} known[] = {
    {"", SHEET_FINAL},
    {"endelig", SHEET_FINAL},
    {"endeligt", SHEET_FINAL},
    {"f\xc3\xa6rdig", SHEET_FINAL},
    {"ferdig", SHEET_FINAL},
    {"afsluttet", SHEET_FINAL},
    {"avsluttet", SHEET_FINAL},
    {"gennemf\xc3\xb8rt", SHEET_FINAL},
    {"gjennomf\xc3\xb8rt", SHEET_FINAL},
    {"fuldf\xc3\xb8rt", SHEET_FINAL},
    {"fullf\xc3\xb8rt", SHEET_FINAL},
    {"indsendt", SHEET_FINAL},
    {"innsendt", SHEET_FINAL},
    {"final", SHEET_FINAL},
    {"complete", SHEET_FINAL},
    {"completed", SHEET_FINAL},
    {"finished", SHEET_FINAL},
    {"submitted", SHEET_FINAL},
    {"kladde", SHEET_DRAFT},
    {"udkast", SHEET_DRAFT},
    {"utkast", SHEET_DRAFT},
    {"begyndt", SHEET_DRAFT},
    {"p\xc3\xa5"
     "begyndt",
     SHEET_DRAFT},
    {"p\xc3\xa5"
     "begynt",
     SHEET_DRAFT},
    {"i gang", SHEET_DRAFT},
    {"ikke afsluttet", SHEET_DRAFT},
    {"ikke avsluttet", SHEET_DRAFT},
    {"draft", SHEET_DRAFT},
    {"in progress", SHEET_DRAFT},
    {"incomplete", SHEET_DRAFT},
    {"partial", SHEET_DRAFT},
};

enum sheet_state sheet_state_read(const char *cell, size_t length)
{
    char folded[32];
    size_t guard = guard_length(cell);
    if (text_fold(folded, sizeof folded, cell + guard, length - guard) < sizeof folded)
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (strcmp(folded, known[i].said) == 0)
                return known[i].state;
    return SHEET_UNKNOWN;
}
