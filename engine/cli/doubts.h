#ifndef CLI_DOUBTS_H
#define CLI_DOUBTS_H

/* The quality of the answers that were just taken: kept until their round is whole,
   then looked at beside what the round held already and beside the round before. */

#include "answers/answers.h"
#include "cli/session.h"
#include "quality/quality.h"

/* The answers of one file. */
struct doubts_part {
    char *path;
    struct answers answers;
    bool *stands;            /* by row: these answers count */
    struct comment *comment; /* without their texts */
    size_t comment_count;
};

/* One exists while rounds are taken in, for one round at a time. Zeroed = empty. */
struct doubts {
    struct doubts_part *part;
    size_t part_count;
    size_t part_capacity;
    size_t earlier_round;   /* whose answers these are, where nothing is stored */
    struct answers earlier; /* by its own edition */
    size_t found[QUALITY_DOUBT_COUNT]; /* in all rounds */
};

/* Takes the answers of a file over and leaves it without; `stands`, by row, says which
   of them count. */
bool doubts_keep(struct doubts *doubts, const char *path, struct answer_file *file,
                 const bool *stands, struct fault *fault) MUST_CHECK;

/* Looks at all that was kept, prints the warnings, and is ready for another round. */
bool doubts_tell(struct doubts *doubts, const struct session *session, size_t round,
                 struct fault *fault) MUST_CHECK;
void doubts_release(struct doubts *doubts);

#endif
