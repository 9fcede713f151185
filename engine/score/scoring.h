#ifndef SCORE_SCORING_H
#define SCORE_SCORING_H

/* One worker's scoring, a block of rows at a time: answers to columns of x, x to lowest
   areas, areas to those above them. Areas of the ordinary kind, means of points, have
   their own short way; all others go by their inputs, one row after another. */

#include "base/rational.h"
#include "score/score.h"

/* Rows scored together, so that what is at work stays in the cache. */
#define ROW_BLOCK 512

/* In a column of x: answers without a value, below every value. */
#define X_NOT_APPLICABLE INT32_MIN
#define X_NOT_ASKED      (INT32_MIN + 1) /* or its condition ruled it out */
#define X_BLANK          (INT32_MIN + 2)
#define X_DONT_KNOW      (INT32_MIN + 3)

static inline bool x_is_value(int32_t x)
{
    return x > X_DONT_KNOW;
}

static inline bool x_applies(int32_t x)
{
    return x >= X_BLANK;
}

/* What a code means when its question is shown; code + 2 counts the places, since the
   lowest code is ANSWER_NOT_ASKED. */
#define CODE_PLACES 64

struct meaning {
    int32_t x[CODE_PLACES];
    int64_t value[CODE_PLACES];
    int8_t state[CODE_PLACES];
};

/* A question's values in units: whole numbers of 1 / value_unit. */
struct ends {
    int64_t lowest;
    int64_t highest;
    int64_t target;
    int64_t unit; /* value units that make one step … */
    int32_t step; /* … and x of one step; 0 where nobody asks for points */
};

/* What is known of one node for one row: exact values on the node's own range. That of
   FIGURE_SCORE means something only where the node has a score, the others where it is
   relevant. */
struct area_figures {
    struct rational figure[FIGURE_COUNT];
};

/* What all workers read. */
struct plan {
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    struct scores *scores;
    int32_t common; /* least common multiple of the scales' ranges in steps (STATISTICS
                       6.1): x of full points */
    int64_t value_unit;      /* values are whole numbers of 1 / value_unit */
    bool wants_values;       /* some area or gate takes its inputs as values */
    struct meaning *meaning; /* by question */
    struct ends *ends;       /* by question */
    bool *plain;             /* by node: see is_plain() */
    int64_t *base;           /* by node: see find_base() */
    size_t input_limit;      /* the most inputs any area or condition has */
    uint16_t *subset_of_row; /* NULL when all questions apply to all */
    size_t workers;
};

struct scoring {
    const struct plan *plan;
    struct fault *fault;
    int32_t *x;     /* x[question * ROW_BLOCK + row]: 0..common, or X_… */
    int64_t *value; /* the same in value units where x is a value; NULL unless wanted */
    struct area_figures *area; /* area[node * ROW_BLOCK + row] */
    struct input *input;       /* of the area, or the condition, at work */
    struct rational_room room;
    struct area_steps *steps; /* by node, of the one row; NULL = nobody asks … */
    struct area_steps *step;  /* … and those of the node at work */
    size_t first;             /* first row of the block */
    size_t count;
};

/* Columns for every node and question. */
bool reserve_scores(struct scores *scores, const struct questionnaire *questionnaire,
                    size_t rows) MUST_CHECK;

/* A plan whose questionnaire, answers, scores and workers are set. */
bool make_plan(struct plan *plan, const struct population *population,
               struct fault *fault) MUST_CHECK;
void release_plan(struct plan *plan);

/* The plan, and what each worker has to itself. */
struct work {
    const struct plan *plan;
    struct scoring *scoring;
    struct fault *fault; /* by worker */
};

bool reserve_work(struct work *work) MUST_CHECK;
void release_work(struct work *work);

/* All questions and nodes for the block that begins at `first`. */
bool score_block(struct scoring *scoring) MUST_CHECK;

/* The steps and units that values are counted in, and what every code of every question
   means. False when they have no common measure. */
bool plan_values(struct plan *plan, struct fault *fault) MUST_CHECK;

/* States and x of a question for the block; those its condition reads have been read
   before it. */
void read_question(struct scoring *scoring, uint32_t question);

/* What the chosen options of a question that takes several come to, nano. */
int64_t combined_value(const struct question *question, const struct answers *answers,
                       uint32_t row);

/* Whether a node is a mean of points on a range of 0 to 100, unrounded, whose missing
   inputs block nothing: the ordinary kind. */
bool is_plain(const struct questionnaire *questionnaire, uint32_t node);

/* A denominator that the scores of the lowest areas right below a plain node divide,
   whatever was answered in them, as far as one of moderate size exists: then adding
   them up needs no common divisor sought row by row. Only speed hangs on it. */
int64_t find_base(const struct plan *plan, uint32_t node);

/* A node for the block, those below it and in earlier dimensions scored before it. */
bool score_plain_leaf(struct scoring *scoring, uint32_t node) MUST_CHECK;
bool score_plain_parent(struct scoring *scoring, uint32_t node) MUST_CHECK;
bool score_by_inputs(struct scoring *scoring, uint32_t node) MUST_CHECK;

/* Writes what is known of a node for a row of the block. `coverage` holds the weights;
   the figures stand in `area`. */
struct coverage {
    int64_t answered;
    int64_t relevant;
};

enum standing { STANDING_SCORED, STANDING_TOO_FEW, STANDING_NOT_RELEVANT };

bool settle(struct scoring *scoring, uint32_t node, size_t row, enum standing standing,
            struct coverage coverage) MUST_CHECK;

/* How an area stands by its coverage alone. */
static inline enum standing stand(const struct node *node, struct coverage coverage)
{
    if (coverage.relevant == 0)
        return STANDING_NOT_RELEVANT;
    bool enough = coverage.answered > 0
                  && coverage.answered * node->coverage_denominator
                         >= coverage.relevant * node->coverage_numerator;
    return enough ? STANDING_SCORED : STANDING_TOO_FEW;
}

/* A value of the node to its points: 100 (value - lowest) / (highest - lowest), cut off
   at both ends, since rounding can carry a value beyond its range. */
bool turn_to_points(struct rational *value, const struct node *node,
                    struct rational_room *room) MUST_CHECK;

bool find_band(struct scoring *scoring, const struct node *node, struct rational value,
               int8_t *band) MUST_CHECK;

/* Tells why exact arithmetic ended; always returns false. */
bool outgrown(struct scoring *scoring, uint32_t node);

#endif
