#include "score/scoring.h"

#include "base/exact.h"

static bool enough(const struct node *node, int64_t answered, int64_t relevant)
{
    return answered > 0
           && answered * node->coverage_denominator
                  >= relevant * node->coverage_numerator;
}

/* Writes what is known of a node for a row: `answered` and `relevant` are weights. */
static void settle(struct scoring *scoring, uint32_t number, size_t i, int64_t answered,
                   int64_t relevant)
{
    struct scores *scores = scoring->scores;
    const struct node *node = &scoring->questionnaire->node[number];
    const struct part *part = &scoring->part[(size_t)number * ROW_BLOCK + i];
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    scores->answered[at] = (int32_t)answered;
    scores->relevant[at] = (int32_t)relevant;
    if (relevant == 0) {
        scores->points[at] = SCORE_NOT_RELEVANT;
        scores->low[at] = scores->high[at] = -1;
        return;
    }
    bool scored = enough(node, answered, relevant);
    scores->points[at] = scored ? share_points(part->score) : SCORE_TOO_FEW;
    bool complete = scored && part->low.numerator == part->score.numerator
                    && part->low.denominator == part->score.denominator
                    && part->high.numerator == part->low.numerator;
    scores->low[at] = complete ? scores->points[at] : share_points(part->low);
    scores->high[at] = complete ? scores->points[at] : share_points(part->high);
}

/* A lowest area: S = sum w x / W_valid (STATISTICS 1.3), with the bounds beside. */
void score_leaf(struct scoring *scoring, uint32_t number)
{
    const struct node *node = &scoring->questionnaire->node[number];
    int64_t sum[ROW_BLOCK] = {0};
    int32_t answered[ROW_BLOCK] = {0};
    int32_t relevant[ROW_BLOCK] = {0};
    for (size_t k = 0; k < node->question_count; k++) {
        uint32_t q = node->question[k];
        const int32_t *x = scoring->x + (size_t)q * ROW_BLOCK;
        int32_t weight = scoring->questionnaire->question[q].weight;
        /* The whole block, though the last one may be partly unused: a loop of a known
           length is one the compiler can do several rows of at a time. */
        for (size_t i = 0; i < ROW_BLOCK; i++) {
            int32_t valid = x[i] >= 0 ? weight : 0;
            sum[i] += (int64_t)valid * x[i];
            answered[i] += valid;
            relevant[i] += x[i] == X_NOT_APPLICABLE ? 0 : weight;
        }
    }
    struct part *part = scoring->part + (size_t)number * ROW_BLOCK;
    for (size_t i = 0; i < scoring->count; i++) {
        int64_t missing = relevant[i] - answered[i];
        int64_t most = (int64_t)scoring->common * relevant[i];
        part[i].score = (struct share){sum[i], (int64_t)scoring->common * answered[i]};
        part[i].low = (struct share){sum[i], most};
        part[i].high = (struct share){sum[i] + scoring->common * missing, most};
        settle(scoring, number, i, answered[i], relevant[i]);
    }
}

/* A node's score for a row, or its bound, from the leaves up in wide fractions. */
static bool sum_wide(const struct scoring *scoring, uint32_t number, size_t i,
                     enum figure figure, struct wide_share *sum)
{
    const struct node *node = &scoring->questionnaire->node[number];
    const struct scores *scores = scoring->scores;
    if (node->end == number + 1) {
        const struct part *part = &scoring->part[(size_t)number * ROW_BLOCK + i];
        const struct share *share = figure == FIGURE_SCORE ? &part->score
                                    : figure == FIGURE_LOW ? &part->low
                                                           : &part->high;
        *sum = (struct wide_share){share->numerator, share->denominator};
        return true;
    }
    *sum = (struct wide_share){0, 1};
    int64_t weight = 0;
    for (uint32_t c = number + 1; c < node->end;
         c = scoring->questionnaire->node[c].end) {
        int64_t points =
            scores->points[(size_t)c * scores->row_count + scoring->first + i];
        struct wide_share child;
        if (points == SCORE_NOT_RELEVANT
            || (points == SCORE_TOO_FEW && figure == FIGURE_SCORE))
            continue;
        weight += scoring->questionnaire->node[c].weight;
        if (!sum_wide(scoring, c, i, figure, &child)
            || !wide_share_add(sum, scoring->questionnaire->node[c].weight, child))
            return false;
    }
    return wide_share_divide(sum, weight);
}

/* A parent whose fraction outgrew 64 bits. It is slow, and rows like it are rare. */
static bool score_outgrown_row(struct scoring *scoring, uint32_t number, size_t i,
                               int64_t answered, int64_t relevant)
{
    const struct node *node = &scoring->questionnaire->node[number];
    struct scores *scores = scoring->scores;
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    struct wide_share score;
    struct wide_share low;
    struct wide_share high;
    if (!sum_wide(scoring, number, i, FIGURE_SCORE, &score)
        || !sum_wide(scoring, number, i, FIGURE_LOW, &low)
        || !sum_wide(scoring, number, i, FIGURE_HIGH, &high))
        return fault_set(scoring->fault, FAULT_DATA, scoring->questionnaire->id,
                         "the area \"%s\" has weights too large for exact arithmetic",
                         node->id);
    scoring->part[(size_t)number * ROW_BLOCK + i] =
        (struct part){{0, 0}, {0, 0}, {0, 0}};
    scores->answered[at] = (int32_t)answered;
    scores->relevant[at] = (int32_t)relevant;
    scores->points[at] =
        enough(node, answered, relevant) ? wide_share_points(score) : SCORE_TOO_FEW;
    scores->low[at] = wide_share_points(low);
    scores->high[at] = wide_share_points(high);
    return true;
}

#define BASE_LIMIT  (INT64_C(1) << 32)
#define BASE_WEIGHT 64

int64_t find_base(const struct scoring *scoring, uint32_t number)
{
    const struct questionnaire *questionnaire = scoring->questionnaire;
    const struct node *node = &questionnaire->node[number];
    int64_t most = 1;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end) {
        int64_t weight = 0;
        for (size_t i = 0; i < questionnaire->node[c].question_count; i++)
            weight +=
                questionnaire->question[questionnaire->node[c].question[i]].weight;
        most = weight > most ? weight : most;
    }
    int64_t base = scoring->common;
    for (int64_t weight = 2; weight <= most && weight < BASE_WEIGHT; weight++) {
        int64_t whole = scoring->common * weight;
        int64_t factor =
            whole / (int64_t)greatest_common_divisor((uint64_t)base, (uint64_t)whole);
        if (base > BASE_LIMIT / factor)
            break;
        base *= factor;
    }
    return base;
}

/* A node above others: the weighted mean of its children's exact scores
 * (STATISTICS 1.4). */
bool score_parent_row(struct scoring *scoring, uint32_t number, size_t i)
{
    const struct node *node = &scoring->questionnaire->node[number];
    const struct scores *scores = scoring->scores;
    int64_t base = scoring->base[number];
    struct part part = {{0, base}, {0, base}, {0, base}};
    int64_t answered = 0;
    int64_t relevant = 0;
    bool fits = true;
    bool complete = true;
    for (uint32_t c = number + 1; c < node->end;
         c = scoring->questionnaire->node[c].end) {
        const struct part *child = &scoring->part[(size_t)c * ROW_BLOCK + i];
        size_t at = (size_t)c * scores->row_count + scoring->first + i;
        int64_t weight = scoring->questionnaire->node[c].weight;
        if (scores->points[at] == SCORE_NOT_RELEVANT)
            continue;
        relevant += weight;
        complete =
            complete && scores->points[at] >= 0 && scores->low[at] == scores->high[at];
        if (scores->points[at] != SCORE_TOO_FEW) {
            answered += weight;
            fits = fits && child->score.denominator > 0
                   && share_add(&part.score, weight, child->score);
        }
        fits = fits && child->low.denominator > 0
               && share_add(&part.low, weight, child->low)
               && share_add(&part.high, weight, child->high);
    }
    if (!fits || !share_divide(&part.score, answered)
        || !share_divide(&part.low, relevant) || !share_divide(&part.high, relevant))
        return score_outgrown_row(scoring, number, i, answered, relevant);
    if (complete)
        part.low = part.high = part.score;
    scoring->part[(size_t)number * ROW_BLOCK + i] = part;
    settle(scoring, number, i, answered, relevant);
    return true;
}
