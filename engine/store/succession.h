#ifndef STORE_SUCCESSION_H
#define STORE_SUCCESSION_H

/* What becomes of the rows of a file beside what their units sent before, and of what
   came late when a round is reopened; inside the caller's transaction. */

#include "store/statement.h"

/* By row of a file. Zeroed = nothing is known; released by verdicts_release(). */
struct verdicts {
    int64_t late_in;  /* the freeze that all of them came too late for; 0 = none */
    int64_t *instead; /* the file whose answers stand instead; 0 = these are taken.
                         NULL = all are */
    uint8_t *rule;    /* then the rule by which */
    bool changed;     /* other answers stand than before */
    /* The rows that are submissions, in their order, and the place of each row among
       them; NOT_KEPT for one that is known already. Of a round's first file NULL: all
       are. */
    uint32_t *kept;
    uint32_t *place;
    uint32_t kept_count;
};

#define NOT_KEPT UINT32_MAX

/* The first step: finds the rows that are known already, counts them in `added`, and
   tells of those that were withdrawn. */
bool verdicts_find_unchanged(struct store *store, struct verdicts *verdicts,
                             struct store_added *added, int64_t round,
                             const struct questionnaire *questionnaire,
                             const struct source *source,
                             const struct answer_file *file, const int64_t *unit_row,
                             struct fault *fault) MUST_CHECK;

static inline bool verdicts_keep(const struct verdicts *verdicts, uint32_t row)
{
    return verdicts->place == NULL || verdicts->place[row] != NOT_KEPT;
}

/* Decides, marks the earlier submissions that give way, and tells of it as `added`
   wants. The file has its row in the record already. */
bool verdicts_reach(struct store *store, struct verdicts *verdicts,
                    struct store_added *added, int64_t round,
                    const struct population *population, const char *where,
                    const struct answer_file *file, const int64_t *unit_row,
                    struct fault *fault) MUST_CHECK;
void verdicts_release(struct verdicts *verdicts);

/* Says of a row that it is a submission which was withdrawn. */
bool withdrawal_tell(struct store *store, int64_t submission, const char *where,
                     size_t row, struct problems *problems,
                     struct fault *fault) MUST_CHECK;

/* From three columns: whether it is a draft, and both readings of when it was given. */
struct sending sending_of_row(sqlite3_stmt *handle, int column);

/* Lets what was held back by the freeze take its place, in the order it came. */
bool succession_release_held(struct store *store, struct store_reopened *reopened,
                             int64_t freeze, struct fault *fault) MUST_CHECK;

#endif
