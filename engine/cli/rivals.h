#ifndef CLI_RIVALS_H
#define CLI_RIVALS_H

/* Which sheets of a round stand when the answers are only checked and nothing is kept:
   what the record would say of the files of one import. */

#include "answers/answers.h"
#include "base/names.h"
#include "population/population.h"

/* The sheet of a unit that stands so far. */
struct rival {
    uint32_t file; /* number of the name, from 1; 0 = there is none yet */
    uint32_t row;
    struct sending sending;
};

/* One a round. Zeroed = empty. */
struct rivals {
    struct rival *unit; /* by unit of the population */
    struct names file;
};

/* Looks at the rows of a file; *stands (by row) is for the caller to release. Which of
   two sheets stands is told as the record tells it. */
bool rivals_meet(struct rivals *rivals, bool **stands, const char *path,
                 const struct answer_file *file, const struct population *population,
                 struct problems *problems, struct fault *fault) MUST_CHECK;
void rivals_release(struct rivals *rivals);

#endif
