#ifndef CLI_COMPARE_PAGE_H
#define CLI_COMPARE_PAGE_H

/* What the parts of the page of `compare` share. */

#include "cli/compare_phrases.h"
#include "cli/page.h"

#define COMPARE_WORDS_BYTES 160
#define COMPARE_NAME_WIDTH  38
#define COMPARE_FEW_UNITS   5  /* fewer are no benchmark (STATISTICS 2.12) */
#define COMPARE_SOME_UNITS  10 /* for sd, quartiles, ranks */
#define COMPARE_MANY_UNITS  30 /* for tails, a distribution, and a decimal (6.2) */

struct compare_page {
    struct text *out;
    struct compare_report *report;
    enum language language;
};

/* Points, rounded once, with a decimal where they are of many units; "–" where they are
   undefined. */
void compare_print_points(char words[static COMPARE_WORDS_BYTES],
                          const struct compare_page *page, int64_t nano, uint32_t n);
void compare_print_estimate(char words[static COMPARE_WORDS_BYTES],
                            const struct compare_page *page,
                            const struct estimate *estimate, uint32_t n);

/* "41.2-48.7", or why there is none. */
void compare_print_interval(char words[static COMPARE_WORDS_BYTES],
                            const struct compare_page *page,
                            const struct compared *compared,
                            const struct estimated *estimated);

/* A group's own name. */
const char *compare_name(const struct compare_page *page, size_t level, uint32_t group);

/* The areas that headlines are made of: the first is the whole. `end` is past the last.
 */
uint32_t compare_first_area(const struct compare_page *page, uint32_t *end);

/* The measure in hand in the groups of a level, a line each. */
bool compare_add_level(const struct compare_page *page, size_t level,
                       struct fault *fault) MUST_CHECK;

/* What the nation's mean of the measure in hand would be had those missing answered
   like their like, and what that rests on; nothing where nobody is missing. */
void compare_add_adjusted(const struct compare_page *page);

/* One measure with everything there is to say of it. */
bool compare_add_detail(const struct compare_page *page,
                        struct fault *fault) MUST_CHECK;

/* One unit beside its groups. */
bool compare_add_unit(const struct compare_page *page, struct fault *fault) MUST_CHECK;

#endif
