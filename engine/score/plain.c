#include "score/scoring.h"

#include <string.h>

/* Areas of the ordinary kind: means of points. What is exact here is a fraction of few
   denominators, and a question is a column. A lowest area's points are found from its
   fraction in whole numbers. Those of an area above come from floating point as long
   as no rounding error could carry them across the point where nano round the other
   way, and from the fractions (fractions.c) where one could: so they are exact, and
   the fractions of a row are seldom made. */

/* Weights of a lowest area so small that its sums fit a tally, and nano points times
   its denominator 64 bits. */
static bool fits_tally(const struct plan *plan, const struct node *node)
{
    int64_t weight = 0;
    for (size_t k = 0; k < node->question_count; k++)
        weight += node->operation == OPERATION_MEAN ? 1 : node->question_weight[k];
    return weight < INT64_C(1) << TALLY_WEIGHT_BITS
           && weight * plan->common <= INT64_MAX / FULL_SCORE;
}

bool is_plain(const struct plan *plan, uint32_t number)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    bool mean =
        node->operation == OPERATION_WEIGHTED_MEAN || node->operation == OPERATION_MEAN;
    if (!mean || node->measure != MEASURE_POINTS || node->rounding != ROUNDING_NONE
        || node->has_range)
        return false;
    if (node->question_count > 0 || node->end == number + 1) {
        for (int lack = 0; lack < LACK_COUNT; lack++)
            if (node->rule[lack] == RULE_BLOCK || node->rule[lack] == RULE_TARGET)
                return false;
        return fits_tally(plan, node);
    }
    /* Children on another range are brought to points first. */
    bool plain = node->rule[LACK_BLANK] == RULE_SKIP
                 && node->rule[LACK_NOT_APPLICABLE] == RULE_SKIP;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        plain = plain && !questionnaire->node[c].has_range && is_plain(plan, c);
    return plain;
}

/* Every operation on doubles is off by at most 2^-53 of its result, and a mean is never
   beyond full points: twice that leaves room for what is left out. */
#define ERROR_OF_ONE_STEP ((double)FULL_SCORE / (double)(INT64_C(1) << 52))

double find_doubt(const struct plan *plan, uint32_t number)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    double below = 3 * ERROR_OF_ONE_STEP; /* of a lowest area */
    double own = 0;
    for (uint32_t c = number + 1; c < questionnaire->node[number].end;
         c = questionnaire->node[c].end) {
        below = plan->doubt[c] > below ? plan->doubt[c] : below;
        own += ERROR_OF_ONE_STEP;
    }
    return below + own + 4 * ERROR_OF_ONE_STEP;
}

static void add_columns(const struct scoring *scoring, const struct node *node,
                        uint64_t tally[static ROW_BLOCK])
{
    uint64_t ruled[ROW_BLOCK];
    memset(tally, 0, ROW_BLOCK * sizeof *tally);
    for (size_t k = 0; k < node->question_count; k++) {
        size_t at = (size_t)node->question[k] * ROW_BLOCK;
        const uint64_t *column = scoring->tally + at;
        uint64_t weight = tally_weight(node, k);
        if (has_tally_rules(node)) {
            for (size_t i = 0; i < ROW_BLOCK; i++)
                ruled[i] = tally_by_rules(node, scoring->x[at + i]);
            column = ruled;
        }
        /* The whole block, though the last one may be partly unused: a loop of a known
           length is one the compiler can do several rows of at a time. */
        if (weight == 1)
            for (size_t i = 0; i < ROW_BLOCK; i++)
                tally[i] += column[i];
        else
            for (size_t i = 0; i < ROW_BLOCK; i++)
                tally[i] += weight * column[i];
    }
}

/* A row of an area: its figures in nano, and as near as doubles get. */
struct settling {
    enum standing standing;
    struct coverage coverage;
    int64_t points[FIGURE_COUNT];
    double near[FIGURE_COUNT];
};

/* FULL_SCORE part / whole rounded half up, part <= whole. The quotient of doubles is
   off by less than one. */
static inline void divide_full(struct settling *row, enum figure figure, int64_t part,
                               int64_t whole)
{
    int64_t scaled = part * FULL_SCORE;
    double near = (double)scaled / (double)whole;
    int64_t points = (int64_t)near;
    int64_t rest = 2 * (scaled - points * whole);
    points += (rest >= whole) + (rest >= 3 * whole) - (rest < -whole);
    row->points[figure] = points;
    row->near[figure] = near;
}

static inline void copy_score(struct settling *row)
{
    row->points[FIGURE_LOW] = row->points[FIGURE_HIGH] = row->points[FIGURE_SCORE];
    row->near[FIGURE_LOW] = row->near[FIGURE_HIGH] = row->near[FIGURE_SCORE];
}

static inline void settle_leaf(struct settling *row, struct tally tally, int64_t common,
                               bool bounds)
{
    int64_t missing = tally.relevant - tally.answered;
    if (row->standing == STANDING_NOT_RELEVANT)
        return;
    if (row->standing == STANDING_SCORED)
        divide_full(row, FIGURE_SCORE, tally.sum, common * tally.answered);
    if (!bounds)
        return;
    if (missing == 0 && row->standing == STANDING_SCORED) {
        copy_score(row);
        return;
    }
    divide_full(row, FIGURE_LOW, tally.sum, common * tally.relevant);
    divide_full(row, FIGURE_HIGH, tally.sum + common * missing,
                common * tally.relevant);
}

static inline void write_row(const struct scoring *scoring, uint32_t number, size_t i,
                             const struct settling *row)
{
    struct scores *scores = scoring->plan->scores;
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    bool scored = row->standing == STANDING_SCORED;
    bool relevant = row->standing != STANDING_NOT_RELEVANT;
    scores->points[at] = scored     ? row->points[FIGURE_SCORE]
                         : relevant ? SCORE_TOO_FEW
                                    : SCORE_NOT_RELEVANT;
    if (scores->low == NULL)
        return;
    scores->low[at] = relevant ? row->points[FIGURE_LOW] : -1;
    scores->high[at] = relevant ? row->points[FIGURE_HIGH] : -1;
    scores->answered[at] = (int32_t)row->coverage.answered;
    scores->relevant[at] = (int32_t)row->coverage.relevant;
    if (scores->value != NULL)
        scores->value[at] = scored ? row->points[FIGURE_SCORE] : 0;
    if (scores->band != NULL)
        scores->band[at] = BAND_NONE;
}

/* What the area above takes of a row. */
static inline void hand_up(struct means *above, int64_t weight, size_t i,
                           const struct settling *row)
{
    if (row->standing == STANDING_NOT_RELEVANT)
        return;
    above->relevant[i] += weight;
    if (row->standing == STANDING_SCORED) {
        above->answered[i] += weight;
        above->sum[FIGURE_SCORE][i] += (double)weight * row->near[FIGURE_SCORE];
    }
    above->sum[FIGURE_LOW][i] += (double)weight * row->near[FIGURE_LOW];
    above->sum[FIGURE_HIGH][i] += (double)weight * row->near[FIGURE_HIGH];
}

/* The sums of the area above, when that is a plain one made of this; NULL otherwise. */
static struct means *find_above(struct scoring *scoring, uint32_t number,
                                int64_t *weight)
{
    const struct plan *plan = scoring->plan;
    uint32_t parent = plan->questionnaire->node[number].parent;
    if (parent == NAMES_NONE || !takes_means(plan, parent))
        return NULL;
    *weight = child_weight(plan->questionnaire, parent, number);
    return &scoring->means[parent];
}

/* The row again in fractions, where somebody takes them as they are. */
static bool finish_row(struct scoring *scoring, uint32_t number, size_t i)
{
    const struct scores *scores = scoring->plan->scores;
    const struct node *node = &scoring->plan->questionnaire->node[number];
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    if (scores->band == NULL || scores->points[at] < 0)
        return true;
    return find_band(scoring, node,
                     scoring->area[(size_t)number * ROW_BLOCK + i].figure[FIGURE_SCORE],
                     &scores->band[at]);
}

/* S = 100 sum w x / W_valid (STATISTICS 1.3), with the bounds beside. */
bool score_plain_leaf(struct scoring *scoring, uint32_t number)
{
    const struct plan *plan = scoring->plan;
    const struct node *node = &plan->questionnaire->node[number];
    bool bounds = (plan->need[number] & NEED_BOUNDS) != 0;
    bool fractions = (plan->need[number] & NEED_FRACTIONS) != 0;
    int64_t weight = 0;
    struct means *above = find_above(scoring, number, &weight);
    uint64_t tallies[ROW_BLOCK];
    add_columns(scoring, node, tallies);
    for (size_t i = 0; i < scoring->count; i++) {
        struct tally tally = open_tally(tallies[i]);
        struct settling row = {.coverage = {tally.answered, tally.relevant}};
        row.standing = stand(node, row.coverage);
        settle_leaf(&row, tally, plan->common, bounds);
        write_row(scoring, number, i, &row);
        if (above != NULL)
            hand_up(above, weight, i, &row);
        if (!fractions)
            continue;
        leaf_fractions(scoring, number, i, tally);
        if (!finish_row(scoring, number, i))
            return outgrown(scoring, number);
    }
    return true;
}

/* A mean from sums that are off by a little; false where that leaves in doubt how it
   rounds. */
static inline bool round_mean(struct settling *row, enum figure figure, double sum,
                              int64_t weight, double doubt)
{
    double near = sum / (double)weight;
    int64_t whole = (int64_t)near;
    double beyond = near - (double)whole;
    row->near[figure] = near;
    row->points[figure] = whole + (beyond > .5);
    return beyond < .5 - doubt || beyond > .5 + doubt;
}

static bool settle_mean(struct settling *row, const struct means *means, size_t i,
                        double doubt, bool bounds)
{
    bool sure = true;
    if (row->standing == STANDING_NOT_RELEVANT)
        return true;
    if (row->standing == STANDING_SCORED)
        sure = round_mean(row, FIGURE_SCORE, means->sum[FIGURE_SCORE][i],
                          means->answered[i], doubt);
    for (int figure = FIGURE_LOW; bounds && figure <= FIGURE_HIGH; figure++)
        sure = round_mean(row, (enum figure)figure, means->sum[figure][i],
                          means->relevant[i], doubt)
               && sure;
    return sure;
}

/* The same from the fractions. */
static bool settle_fractions(struct scoring *scoring, uint32_t number, size_t i,
                             struct settling *row, bool bounds)
{
    const struct rational *figure =
        scoring->area[(size_t)number * ROW_BLOCK + i].figure;
    if (!find_fractions(scoring, number, i))
        return false;
    for (int f = FIGURE_SCORE; f < FIGURE_COUNT; f++)
        if (f == FIGURE_SCORE ? row->standing == STANDING_SCORED : bounds)
            if (!rational_nano(&row->points[f], figure[f], &scoring->room))
                return false;
    return true;
}

/* The weighted mean of the children's exact scores (STATISTICS 1.4). */
bool score_plain_parent(struct scoring *scoring, uint32_t number)
{
    const struct plan *plan = scoring->plan;
    const struct node *node = &plan->questionnaire->node[number];
    const struct means *means = &scoring->means[number];
    bool bounds = (plan->need[number] & NEED_BOUNDS) != 0;
    bool fractions = (plan->need[number] & NEED_FRACTIONS) != 0;
    int64_t weight = 0;
    struct means *above = find_above(scoring, number, &weight);
    for (size_t i = 0; i < scoring->count; i++) {
        struct settling row = {.coverage = {means->answered[i], means->relevant[i]}};
        row.standing = stand(node, row.coverage);
        if (!settle_mean(&row, means, i, plan->doubt[number], bounds)
            && !settle_fractions(scoring, number, i, &row, bounds))
            return outgrown(scoring, number);
        write_row(scoring, number, i, &row);
        if (above != NULL)
            hand_up(above, weight, i, &row);
        if (fractions
            && (!add_up_fractions(scoring, number, i)
                || !finish_row(scoring, number, i)))
            return outgrown(scoring, number);
    }
    return true;
}
