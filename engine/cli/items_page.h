#ifndef CLI_ITEMS_PAGE_H
#define CLI_ITEMS_PAGE_H

/* What the parts of the page of `items` share. */

#include "cli/items.h"
#include "cli/items_phrases.h"

#define ITEMS_WORDS_BYTES 128

struct items_page {
    struct text *out;
    const struct items_report *report;
    enum language language;
};

const char *items_say(const struct items_page *page, enum items_phrase which);
const struct question *items_asked(const struct items_page *page, uint32_t question);

/* The title of the area that the question is asked for, or "". */
const char *items_area_title(const struct items_page *page, uint32_t question);

/* Rounded once, half away from zero, with the language's decimal mark. */
void items_print_decimal(char words[static ITEMS_WORDS_BYTES],
                         const struct items_page *page, double value, int decimals);

/* Percent without decimals of few (STATISTICS 6.2), and of a bound rounded so that it
   holds. */
void items_print_share(char words[static ITEMS_WORDS_BYTES],
                       const struct items_page *page, const struct item_share *share,
                       int decimals);

/* The id and as much of the text as there is room for. */
void items_add_label(const struct items_page *page, uint32_t question, int width);

/* Which questions to look at. */
void items_add_list(const struct items_page *page);

#endif
