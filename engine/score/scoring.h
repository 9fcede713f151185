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

/* An answer as the lowest areas add it up: 28 bits of x, then whether it has a value
   and whether it applies, 18 bits each, so that a whole number times it is its share of
   a weighted sum. */
#define TALLY_SUM_BITS    28
#define TALLY_WEIGHT_BITS 18
#define TALLY_APPLIES     (UINT64_C(1) << (TALLY_SUM_BITS + TALLY_WEIGHT_BITS))
#define TALLY_ANSWERED    ((UINT64_C(1) << TALLY_SUM_BITS) + TALLY_APPLIES)

struct tally {
    int64_t sum;
    int64_t answered;
    int64_t relevant;
};

static inline uint64_t tally_of(int32_t x)
{
    /* No branches: whether somebody answered is nothing that a processor can guess. */
    uint64_t value = x_is_value(x);
    return (((uint64_t)(uint32_t)x + TALLY_ANSWERED) & (0 - value))
           + ((x_applies(x) ^ value) << (TALLY_SUM_BITS + TALLY_WEIGHT_BITS));
}

static inline struct tally open_tally(uint64_t tally)
{
    uint64_t weight = (UINT64_C(1) << TALLY_WEIGHT_BITS) - 1;
    return (struct tally){
        (int64_t)(tally & ((UINT64_C(1) << TALLY_SUM_BITS) - 1)),
        (int64_t)(tally >> TALLY_SUM_BITS & weight),
        (int64_t)(tally >> (TALLY_SUM_BITS + TALLY_WEIGHT_BITS)),
    };
}

/* What is known of one node for one row: exact values on the node's own range. That of
   FIGURE_SCORE means something only where the node has a score, the others where it is
   relevant. */
struct area_figures {
    struct rational figure[FIGURE_COUNT];
};

/* What the areas right below a plain one come to: sums of weights, and of weights times
   nano points as near as doubles get. */
struct means {
    int64_t answered[ROW_BLOCK];
    int64_t relevant[ROW_BLOCK];
    double sum[FIGURE_COUNT][ROW_BLOCK];
};

/* What of a node somebody needs; nothing is 0. */
enum need { NEED_SCORE = 1, NEED_BOUNDS = 2, NEED_FRACTIONS = 4 };

/* What all workers read. */
struct plan {
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    struct scores *scores;
    const bool *wanted; /* by node; NULL = all */
    bool fractions;     /* of all of them */
    uint8_t *need;      /* by node: enum need */
    int32_t common; /* least common multiple of the scales' ranges in steps (STATISTICS
                       6.1): x of full points */
    int64_t value_unit;      /* values are whole numbers of 1 / value_unit */
    bool wants_values;       /* some area or gate takes its inputs as values */
    struct meaning *meaning; /* by question */
    struct ends *ends;       /* by question */
    bool *plain;             /* by node: see is_plain() */
    int64_t *base;           /* by node: see find_base() */
    double *doubt;           /* by node: see find_doubt() */
    size_t input_limit;      /* the most inputs any area or condition has */
    uint16_t *subset_of_row; /* NULL when all questions apply to all */
    size_t workers;
};

struct scoring {
    const struct plan *plan;
    struct fault *fault;
    int32_t *x;     /* x[question * ROW_BLOCK + row]: 0..common, or X_… */
    int64_t *value; /* the same in value units where x is a value; NULL unless wanted */
    uint64_t *tally;           /* as x: what it adds to the sums of lowest areas */
    struct area_figures *area; /* area[node * ROW_BLOCK + row]; of plain nodes only
                                  where fractions are needed */
    struct means *means;       /* by node; of plain ones above others */
    struct input *input;       /* of the area, or the condition, at work */
    struct rational_room room;
    struct area_steps *steps; /* by node, of the one row; NULL = nobody asks … */
    struct area_steps *step;  /* … and those of the node at work */
    size_t first;             /* first row of the block */
    size_t count;
};

/* Columns for every node and question … */
bool reserve_scores(struct scores *scores, const struct questionnaire *questionnaire,
                    size_t rows) MUST_CHECK;

/* … or those of points and states alone. */
bool reserve_points(struct scores *scores, const struct questionnaire *questionnaire,
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

/* What the chosen options of a question that takes several come to, nano: for some
   rows, a block at most, or for one. */
void combined_values(const struct question *question, const struct answers *answers,
                     size_t first, size_t count, int64_t *value);
int64_t combined_value(const struct question *question, const struct answers *answers,
                       uint32_t row);

/* Whether a node is a mean of points on a range of 0 to 100, unrounded, whose missing
   inputs block nothing and whose weights are no monsters: the ordinary kind. */
bool is_plain(const struct plan *plan, uint32_t node);

/* Whether it is one that is made of areas. */
static inline bool takes_means(const struct plan *plan, uint32_t node)
{
    return plan->plain[node] && plan->questionnaire->node[node].question_count == 0;
}

static inline int64_t child_weight(const struct questionnaire *questionnaire,
                                   uint32_t node, uint32_t child)
{
    return questionnaire->node[node].operation == OPERATION_MEAN
               ? 1
               : questionnaire->node[child].weight;
}

static inline uint64_t tally_weight(const struct node *node, size_t input)
{
    return node->operation == OPERATION_MEAN ? 1
                                             : (uint64_t)node->question_weight[input];
}

static inline bool has_tally_rules(const struct node *node)
{
    return node->rule[LACK_BLANK] != RULE_SKIP
           || node->rule[LACK_DONT_KNOW] != RULE_SKIP
           || node->rule[LACK_NOT_APPLICABLE] != RULE_SKIP;
}

/* The same where the answers that a rule gives the lowest value have it. */
static inline uint64_t tally_by_rules(const struct node *node, int32_t x)
{
    bool lowest =
        (x == X_BLANK && node->rule[LACK_BLANK] != RULE_SKIP)
        || (x == X_DONT_KNOW && node->rule[LACK_DONT_KNOW] != RULE_SKIP)
        || (x == X_NOT_APPLICABLE && node->rule[LACK_NOT_APPLICABLE] != RULE_SKIP);
    return lowest ? TALLY_ANSWERED : tally_of(x);
}

/* How far the nano points of a plain node may lie from what doubles make of them. */
double find_doubt(const struct plan *plan, uint32_t node);

/* A denominator that the scores of the lowest areas right below a plain node divide,
   whatever was answered in them, as far as one of moderate size exists: then adding
   them up needs no common divisor sought row by row. Only speed hangs on it. */
int64_t find_base(const struct plan *plan, uint32_t node);

/* The fractions of a plain node for a row of the block, into `area`: of a lowest area
   from its tally, from those of the areas below, or with theirs. */
void leaf_fractions(struct scoring *scoring, uint32_t node, size_t row,
                    struct tally tally);
bool add_up_fractions(struct scoring *scoring, uint32_t node, size_t row) MUST_CHECK;
bool find_fractions(struct scoring *scoring, uint32_t node, size_t row) MUST_CHECK;

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
