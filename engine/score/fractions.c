#include "score/scoring.h"

/* The exact figures of areas of the ordinary kind, a row at a time: where somebody
   takes them as they are, or floating point leaves in doubt how they round. */

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

void leaf_fractions(struct scoring *scoring, uint32_t number, size_t i,
                    struct tally tally)
{
    struct area_figures *area = &scoring->area[(size_t)number * ROW_BLOCK + i];
    int64_t common = scoring->plan->common;
    int64_t missing = tally.relevant - tally.answered;
    int64_t most = common * tally.relevant;
    area->figure[FIGURE_SCORE] = rational_of(100 * tally.sum, common * tally.answered);
    area->figure[FIGURE_LOW] = rational_of(100 * tally.sum, most);
    area->figure[FIGURE_HIGH] = rational_of(100 * (tally.sum + common * missing), most);
}

/* One child added to the sums of a row. */
static bool add_child(struct scoring *scoring, uint32_t child, size_t i, int64_t weight,
                      struct area_figures *sum, struct coverage *coverage)
{
    const struct scores *scores = scoring->plan->scores;
    const struct area_figures *own = &scoring->area[(size_t)child * ROW_BLOCK + i];
    int64_t points =
        scores->points[(size_t)child * scores->row_count + scoring->first + i];
    if (points == SCORE_NOT_RELEVANT)
        return true;
    coverage->relevant += weight;
    if (points != SCORE_TOO_FEW) {
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

bool add_up_fractions(struct scoring *scoring, uint32_t number, size_t i)
{
    const struct plan *plan = scoring->plan;
    const struct questionnaire *questionnaire = plan->questionnaire;
    struct rational zero = rational_of(0, plan->base[number]);
    struct area_figures sum = {{zero, zero, zero}};
    struct coverage coverage = {0, 0};
    for (uint32_t c = number + 1; c < questionnaire->node[number].end;
         c = questionnaire->node[c].end)
        if (!add_child(scoring, c, i, child_weight(questionnaire, number, c), &sum,
                       &coverage))
            return false;
    scoring->area[(size_t)number * ROW_BLOCK + i] = sum;
    struct rational *figure = scoring->area[(size_t)number * ROW_BLOCK + i].figure;
    return divide_by(&figure[FIGURE_SCORE], coverage.answered, &scoring->room)
           && divide_by(&figure[FIGURE_LOW], coverage.relevant, &scoring->room)
           && divide_by(&figure[FIGURE_HIGH], coverage.relevant, &scoring->room);
}

bool find_fractions(struct scoring *scoring, uint32_t number, size_t i)
{
    const struct questionnaire *questionnaire = scoring->plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    uint64_t tally = 0;
    if (node->question_count == 0) {
        for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
            if (!find_fractions(scoring, c, i))
                return false;
        return add_up_fractions(scoring, number, i);
    }
    for (size_t k = 0; k < node->question_count; k++)
        tally += tally_weight(node, k)
                 * tally_by_rules(
                     node, scoring->x[(size_t)node->question[k] * ROW_BLOCK + i]);
    leaf_fractions(scoring, number, i, open_tally(tally));
    return true;
}
