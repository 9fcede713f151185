#ifndef CLI_ITEMS_H
#define CLI_ITEMS_H

/* The item analysis of one round, as a page to read, as JSON
   (results/schema/items.schema.json describes it) and as a table of the questions.
   Shortage of memory stays in the text, or is told. */

#include "base/text.h"
#include "items/items.h"

struct items_report {
    const struct questionnaire *questionnaire;
    const struct population *population;
    const struct wording *survey; /* NULL: answers of one file */
    int32_t year;                 /* of a survey's round */
    bool simulated;               /* any answer behind it is */
    uint32_t minimum_units;
    enum language language;
    struct item_analysis items;
};

bool items_write_page(struct text *out, const struct items_report *report,
                      struct fault *fault) MUST_CHECK;
bool items_write_json(struct text *out, const struct items_report *report,
                      struct fault *fault) MUST_CHECK;
bool items_write_csv(struct text *out, const struct items_report *report,
                     struct fault *fault) MUST_CHECK;

/* Why to look at the question, in words; without what follows from it. */
void items_add_reason(struct text *out, const struct items_report *report,
                      const struct item_signal *signal);

/* The area a question is asked for, or NULL. */
const struct items_item *items_home(const struct items_report *report,
                                    uint32_t question);

#endif
