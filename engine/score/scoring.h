#ifndef SCORE_SCORING_H
#define SCORE_SCORING_H

/* One worker's scoring, a block of rows at a time: answers to x, x to areas, areas to
   those above them. */

#include "score/score.h"
#include "score/share.h"

/* In `x`: an answer that applies but is missing, and a question that does not apply. */
#define X_MISSING        (-1)
#define X_NOT_APPLICABLE (-2)

/* Rows scored together, so that what is at work stays in the cache. */
#define ROW_BLOCK 512

/* What a code means when its question is shown; code + 2 counts the places, since the
   lowest code is ANSWER_NOT_ASKED. */
#define CODE_PLACES 64

struct meaning {
    int32_t x[CODE_PLACES];
    int8_t state[CODE_PLACES];
};

struct scoring {
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    struct scores *scores;
    struct fault *fault;
    int32_t common; /* least common multiple of the scales' ranges (STATISTICS 6.1) */
    int32_t *x;     /* x[question * ROW_BLOCK + row]: 0..common, or X_… */
    struct part *part;             /* part[node * ROW_BLOCK + row] */
    const struct meaning *meaning; /* by question */
    int64_t *base;                 /* by node: see find_base() */
    size_t first;                  /* first row of the block */
    size_t count;
};

/* Fills in what every code of a question means. */
void fill_meaning(const struct scoring *scoring, uint32_t question,
                  struct meaning *meaning);

/* States and x of a question for the block; its parent has been read before it. */
void read_question(struct scoring *scoring, uint32_t question);

/* A denominator that the shares of the lowest areas right below a node divide, whatever
   was answered in them, as far as one of moderate size exists: then adding them up
   needs no common divisor sought row by row. Only speed hangs on it. */
int64_t find_base(const struct scoring *scoring, uint32_t node);

/* A lowest area for the block. */
void score_leaf(struct scoring *scoring, uint32_t node);

/* A node above others for a row of the block, its children scored before it. False when
   even 128 bits cannot hold its fraction. */
bool score_parent_row(struct scoring *scoring, uint32_t node, size_t row) MUST_CHECK;

#endif
