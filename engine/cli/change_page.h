#ifndef CLI_CHANGE_PAGE_H
#define CLI_CHANGE_PAGE_H

/* What the parts of the page of `change` share. */

#include "cli/change.h"
#include "cli/change_phrases.h"

#define CHANGE_WORDS_BYTES 160
#define CHANGE_NAME_WIDTH  36
#define CHANGE_SCORE_WIDTH 7
#define CHANGE_FEW         30 /* units that decimals take */

struct change_page {
    struct text *out;
    const struct change_report *report;
    enum language language;
};

const char *change_say(const struct change_page *page, enum change_phrase which);

/* Points with the language's decimal mark, "–" where they are undefined; with a sign in
   front where it is a difference. No decimals of few (STATISTICS 6.2). */
void change_print(char words[static CHANGE_WORDS_BYTES], const struct change_page *page,
                  int64_t nano, uint32_t n, bool difference);
void change_print_estimate(char words[static CHANGE_WORDS_BYTES],
                           const struct change_page *page, struct estimate estimate,
                           int decimals, bool difference);
void change_print_interval(char words[static CHANGE_WORDS_BYTES],
                           const struct change_page *page, struct estimate low,
                           struct estimate high, uint32_t n);

const char *change_title_of(const struct change_page *page, uint32_t node);

/* What the far ends would have come nearer by alone, and which dimensions show the same
   answers. */
void change_add_regression(const struct change_page *page, uint32_t headline);
void change_add_same_questions(const struct change_page *page);

/* The series of a node for the nation, and the change of the unit asked for. */
void change_add_series(const struct change_page *page, uint32_t node);
void change_add_unit(const struct change_page *page);

#endif
