#ifndef CLI_FIGURE_PAGE_H
#define CLI_FIGURE_PAGE_H

/* What the parts of a page about a figure share. */

#include "cli/figure_phrases.h"

struct figure_page {
    struct text *out;
    const struct figure_account *figure;
    enum language language;
};

const char *figure_say(const struct figure_page *page, enum figure_phrase which);

/* A number as people write it: "62,5" of "62.5". */
void figure_add_number(const struct figure_page *page, const char *number);
void figure_add_nano(const struct figure_page *page, int64_t nano);

/* The fraction, and beside it its value where that is no short decimal. */
void figure_add_exact(const struct figure_page *page, struct rational value);

/* The areas on the way, from the one that is asked for down. */
void figure_add_steps(const struct figure_page *page);

/* The units of a group, and what became of its figures. */
void figure_add_members(const struct figure_page *page);
void figure_add_disclosure(const struct figure_page *page);

#endif
