#include "score/scoring.h"

#include <string.h>

/* Areas of the ordinary kind: means of points. What is exact here is a fraction of the
   same denominator for every row, or nearly so, and a question is a column. */

bool is_plain(const struct questionnaire *questionnaire, uint32_t number)
{
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
        return true;
    }
    /* Children on another range are brought to points first. */
    bool plain = node->rule[LACK_BLANK] == RULE_SKIP
                 && node->rule[LACK_NOT_APPLICABLE] == RULE_SKIP;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        plain =
            plain && !questionnaire->node[c].has_range && is_plain(questionnaire, c);
    return plain;
}

/* A column in which the answers that a rule gives the lowest value have it. */
static const int32_t *with_rules(const struct node *node, const int32_t *x,
                                 int32_t ruled[static ROW_BLOCK])
{
    bool blank = node->rule[LACK_BLANK] != RULE_SKIP;
    bool unknown = node->rule[LACK_DONT_KNOW] != RULE_SKIP;
    bool never = node->rule[LACK_NOT_APPLICABLE] != RULE_SKIP;
    if (!blank && !unknown && !never)
        return x;
    for (size_t i = 0; i < ROW_BLOCK; i++)
        ruled[i] = (blank && x[i] == X_BLANK) || (unknown && x[i] == X_DONT_KNOW)
                           || (never && x[i] == X_NOT_APPLICABLE)
                       ? 0
                       : x[i];
    return ruled;
}

/* S = 100 sum w x / W_valid (STATISTICS 1.3), with the bounds beside. */
bool score_plain_leaf(struct scoring *scoring, uint32_t number)
{
    const struct plan *plan = scoring->plan;
    const struct node *node = &plan->questionnaire->node[number];
    int64_t sum[ROW_BLOCK] = {0};
    int32_t answered[ROW_BLOCK] = {0};
    int32_t relevant[ROW_BLOCK] = {0};
    int32_t ruled[ROW_BLOCK];
    for (size_t k = 0; k < node->question_count; k++) {
        const int32_t *x =
            with_rules(node, scoring->x + (size_t)node->question[k] * ROW_BLOCK, ruled);
        int32_t weight =
            node->operation == OPERATION_MEAN ? 1 : node->question_weight[k];
        /* The whole block, though the last one may be partly unused: a loop of a known
           length is one the compiler can do several rows of at a time. */
        for (size_t i = 0; i < ROW_BLOCK; i++) {
            int32_t valid = x_is_value(x[i]) ? weight : 0;
            sum[i] += (int64_t)valid * x[i];
            answered[i] += valid;
            relevant[i] += x_applies(x[i]) ? weight : 0;
        }
    }
    struct area_figures *area = scoring->area + (size_t)number * ROW_BLOCK;
    int64_t common = plan->common;
    for (size_t i = 0; i < scoring->count; i++) {
        int64_t missing = relevant[i] - answered[i];
        int64_t most = common * relevant[i];
        struct coverage coverage = {answered[i], relevant[i]};
        area[i].figure[FIGURE_SCORE] = rational_of(100 * sum[i], common * answered[i]);
        area[i].figure[FIGURE_LOW] = rational_of(100 * sum[i], most);
        area[i].figure[FIGURE_HIGH] =
            rational_of(100 * (sum[i] + common * missing), most);
        if (!settle(scoring, number, i, stand(node, coverage), coverage))
            return false;
    }
    return true;
}

#define BASE_LIMIT  (INT64_C(1) << 32)
#define BASE_WEIGHT 64

int64_t find_base(const struct plan *plan, uint32_t number)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    int64_t most = 1;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end) {
        int64_t weight = 0;
        for (size_t i = 0; i < questionnaire->node[c].question_count; i++)
            weight += questionnaire->node[c].question_weight[i];
        most = weight > most ? weight : most;
    }
    int64_t base = plan->common;
    for (int64_t weight = 2; weight <= most && weight < BASE_WEIGHT; weight++) {
        int64_t whole = plan->common * weight;
        int64_t factor =
            whole / (int64_t)greatest_common_divisor((uint64_t)base, (uint64_t)whole);
        if (base > BASE_LIMIT / factor)
            break;
        base *= factor;
    }
    return base;
}

/* One child added to the sums of a row; `complete` stays true while nothing is missing.
 */
static bool add_child(struct scoring *scoring, uint32_t child, size_t i, int64_t weight,
                      struct area_figures *sum, struct coverage *coverage,
                      bool *complete)
{
    const struct scores *scores = scoring->plan->scores;
    const struct area_figures *own = &scoring->area[(size_t)child * ROW_BLOCK + i];
    size_t at = (size_t)child * scores->row_count + scoring->first + i;
    if (scores->points[at] == SCORE_NOT_RELEVANT)
        return true;
    coverage->relevant += weight;
    *complete =
        *complete && scores->points[at] >= 0 && scores->low[at] == scores->high[at];
    if (scores->points[at] != SCORE_TOO_FEW) {
        coverage->answered += weight;
        if (!rational_add_product(&sum->figure[FIGURE_SCORE], weight,
                                  own->figure[FIGURE_SCORE], &scoring->room))
            return false;
    }
    return rational_add_product(&sum->figure[FIGURE_LOW], weight,
                                own->figure[FIGURE_LOW], &scoring->room)
           && rational_add_product(&sum->figure[FIGURE_HIGH], weight,
                                   own->figure[FIGURE_HIGH], &scoring->room);
}

static bool divide_by(struct rational *sum, int64_t weight, struct rational_room *room)
{
    return weight == 0 || rational_divide(sum, *sum, rational_of(weight, 1), room);
}

static bool score_parent_row(struct scoring *scoring, uint32_t number, size_t i)
{
    const struct plan *plan = scoring->plan;
    const struct questionnaire *questionnaire = plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    struct rational zero = rational_of(0, plan->base[number]);
    struct area_figures sum = {{zero, zero, zero}};
    struct coverage coverage = {0, 0};
    bool complete = true;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end) {
        int64_t weight =
            node->operation == OPERATION_MEAN ? 1 : questionnaire->node[c].weight;
        if (!add_child(scoring, c, i, weight, &sum, &coverage, &complete))
            return false;
    }
    if (!divide_by(&sum.figure[FIGURE_SCORE], coverage.answered, &scoring->room)
        || !divide_by(&sum.figure[FIGURE_LOW], coverage.relevant, &scoring->room)
        || !divide_by(&sum.figure[FIGURE_HIGH], coverage.relevant, &scoring->room))
        return false;
    if (complete)
        sum.figure[FIGURE_LOW] = sum.figure[FIGURE_HIGH] = sum.figure[FIGURE_SCORE];
    scoring->area[(size_t)number * ROW_BLOCK + i] = sum;
    return settle(scoring, number, i, stand(node, coverage), coverage);
}

/* The weighted mean of the children's exact scores (STATISTICS 1.4). */
bool score_plain_parent(struct scoring *scoring, uint32_t number)
{
    for (size_t i = 0; i < scoring->count; i++)
        if (!score_parent_row(scoring, number, i))
            return false;
    return true;
}
