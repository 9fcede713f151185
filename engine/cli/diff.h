#ifndef CLI_DIFF_H
#define CLI_DIFF_H

/* What `diff` found, as a page to read and as JSON (results/schema/revision.schema.json
   describes it). Shortage of memory stays in the text, or is told. */

#include "base/text.h"
#include "revision/revision.h"

void diff_write_page(struct text *out, const struct revision *revision,
                     enum language language);
bool diff_write_json(struct text *out, const struct revision *revision,
                     struct fault *fault) MUST_CHECK;

/* How many questions, or areas, there are of each kind. A question in several pairs
   counts once. */
struct diff_counts {
    size_t before;
    size_t now;
    size_t unchanged;
    size_t not_comparable; /* new questions that go on from others, but cannot be
                              compared with any of these */
    size_t of_kind[REVISION_KIND_COUNT];
};

struct diff_counts diff_count_questions(const struct revision *revision);
struct diff_counts diff_count_areas(const struct revision *revision);

/* Whether this is the first pair of its old question, or of its new one. */
bool diff_is_first_from(const struct revision *revision, size_t number);
bool diff_is_first_to(const struct revision *revision, size_t number);

/* "added", "removed" …: as JSON has them. */
extern const char *const diff_kind[REVISION_KIND_COUNT];

#endif
