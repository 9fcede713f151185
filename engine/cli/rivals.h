#ifndef CLI_RIVALS_H
#define CLI_RIVALS_H

/* Which sheets of a round stand when the answers are only checked and nothing is kept:
   what the record would say of the files of one import. */

#include "answers/answers.h"
#include "base/names.h"
#include "population/population.h"
#include "store/store.h"

/* The sheet of a unit that stands so far. */
struct rival {
    uint32_t file; /* number of the name, from 1; 0 = there is none yet */
    uint32_t row;
    struct sending sending;
    uint64_t print; /* of all that it says */
    size_t sheet;   /* number of it in `met`, from 1 */
    size_t newest;  /* of the unit's: the one that was met last */
};

/* A sheet that was met, standing or not. */
struct met {
    size_t earlier; /* the unit's one before, from 1; 0 = none */
    uint64_t print;
    struct sending sending;
};

/* One a round. Zeroed = empty. */
struct rivals {
    struct rival *unit; /* by unit of the population */
    struct met *met;
    size_t met_count;
    size_t met_capacity;
    struct names file;
    struct names known; /* hashes of files and of how they were read */
};

/* Looks at the rows of a file, and says in `added` what the record would: which stand
   (for the caller to release), and how many are unchanged. Which of two sheets stands
   is told as the record tells it, in `added->problems`; a file that was met before, and
   a row that says what was said before, are known and not told of. */
bool rivals_meet(struct rivals *rivals, struct store_added *added, bool *known,
                 const struct source *source, const struct answer_file *file,
                 const struct population *population, struct fault *fault) MUST_CHECK;
void rivals_release(struct rivals *rivals);

#endif
