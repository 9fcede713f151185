#include "base/memory.h"
#include "change/build.h"
#include "items/items.h"

#include <string.h>

/* Whether the change of one unit is more than its questions can be wrong by: no sample
   was drawn, so there is no standard error (Jacobson & Truax 1991; STATISTICS 3.4). */

#define NORMAL_975 1.959963984540054 /* of 95 percent of a normal distribution */

/* Of the questions below a node as one scale; one that repeats the node below it has
   its alpha. */
static struct estimate find_alpha(const struct item_analysis *items,
                                  const struct questionnaire *questionnaire,
                                  uint32_t node)
{
    const struct items_scale *found = NULL;
    for (uint32_t s = 0; s < items->scale_count; s++) {
        const struct items_scale *scale = &items->scale[s];
        if (scale->node >= node && scale->node < questionnaire->node[node].end
            && (found == NULL || scale->item_count > found->item_count))
            found = scale;
    }
    if (found == NULL || found->alpha.state != ITEM_DEFINED)
        return (struct estimate){0};
    return estimate_of(found->alpha.value);
}

bool find_alphas(struct making *making, const struct pair *pair, enum change_mark mark,
                 const struct questionnaire *questionnaire,
                 const struct answers *answers, const struct scores *scores,
                 struct fault *fault)
{
    struct change *change = making->change;
    struct item_analysis items = {0};
    const struct items_material material = {
        questionnaire, making->round[pair->before].population, answers, scores};
    if (!item_analysis_compute(&items, &material, 0, fault))
        return false;
    for (uint32_t n = 0; n < change->node_count; n++) {
        const struct change_common *common = &pair->common[n];
        if (common->mark != mark)
            continue;
        uint32_t node = mark == CHANGE_SAME ? common->earlier : n;
        change->unit[n].alpha = find_alpha(&items, questionnaire, node);
    }
    item_analysis_release(&items);
    return true;
}

static uint32_t find_unit(const struct census *census, const char *id)
{
    uint32_t low = 0;
    uint32_t high = census->unit_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(census->id[middle], id);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NAMES_NONE;
}

/* Mean and standard deviation of whoever has a score. */
static struct estimate spread_of(const int64_t *column, uint32_t rows, double *mean)
{
    wide sum = 0;
    uint32_t n = 0;
    double squares = 0;
    for (uint32_t row = 0; row < rows; row++)
        if (column[row] >= 0) {
            sum += column[row];
            n++;
        }
    *mean = n == 0 ? 0 : (double)sum / n / (double)POINT;
    for (uint32_t row = 0; n > 1 && row < rows; row++)
        if (column[row] >= 0) {
            double distance = (double)((wide)column[row] * n - sum) / n / (double)POINT;
            squares += distance * distance;
        }
    return estimate_of(n < 2 ? NAN : sqrt(squares / (n - 1)));
}

/* Alpha or, where the questions have none, the correlation of test and retest, which is
   what the measure's reliability was to begin with (Jacobson & Truax 1991). Of few
   units that would be chance. */
static struct estimate find_reliability(struct change_of_unit *unit,
                                        const struct change_regression *regression)
{
    unit->reliability = CHANGE_BY_ALPHA;
    if (unit->alpha.defined && unit->alpha.value > 0)
        return unit->alpha;
    unit->reliability = CHANGE_BY_RETEST;
    if (regression->told && regression->correlation.defined
        && regression->correlation.value > 0)
        return regression->correlation;
    unit->reliability = CHANGE_BY_NOTHING;
    return (struct estimate){0};
}

/* What is known of the error of measurement, and what follows from it. */
static void judge_change(struct change_of_unit *unit, struct estimate reliability,
                         double mean, uint32_t relevant)
{
    if (!unit->sd.defined || !(unit->sd.value > 0)) {
        unit->lack = CHANGE_UNIT_NO_SPREAD;
        return;
    }
    if (!reliability.defined) {
        unit->lack = CHANGE_UNIT_NO_RELIABILITY;
        return;
    }
    unit->sem = estimate_of(unit->sd.value * sqrt(1 - reliability.value));
    unit->bound = estimate_of(NORMAL_975 * sqrt(2) * unit->sem.value);
    int64_t size = unit->change < 0 ? -unit->change : unit->change;
    if (in_points(size) >= unit->bound.value && size >= relevant * POINT)
        unit->flag = unit->change > 0 ? CHANGE_UP : CHANGE_DOWN;
    /* E(later | earlier) - earlier = (reliability - 1) (earlier - mean), were nothing
       else to happen (Kelley 1927). */
    unit->expected =
        estimate_of((reliability.value - 1) * (in_points(unit->score[0]) - mean));
}

static void judge_node(const struct making *making, const struct pair *pair,
                       uint32_t node, uint32_t found, struct change_of_unit *unit)
{
    const uint32_t round[] = {pair->before, pair->now};
    const int64_t *column[2];
    double mean;
    pair_columns(making, pair, node, column);
    unit->score[0] = unit->score[1] = unit->change = CHANGE_UNDEFINED;
    unit->lack = column[0] == NULL ? CHANGE_UNIT_BROKEN : CHANGE_UNIT_NO_SCORE;
    for (int side = 0; side < 2 && column[0] != NULL && found != NAMES_NONE; side++) {
        uint32_t row = census_rows(&making->census, round[side])[found];
        if (row != NAMES_NONE && column[side][row] >= 0)
            unit->score[side] = column[side][row];
    }
    if (column[0] != NULL) {
        uint32_t rows = making->round[pair->before].answers->row_count;
        unit->sd = spread_of(column[0], rows, &mean);
        unit->mean = unit->sd.defined ? estimate_of(mean) : (struct estimate){0};
    }
    if (unit->score[0] == CHANGE_UNDEFINED || unit->score[1] == CHANGE_UNDEFINED)
        return;
    unit->lack = CHANGE_UNIT_JUDGED;
    unit->change = unit->score[1] - unit->score[0];
    struct estimate reliability =
        find_reliability(unit, &making->change->regression[node]);
    judge_change(unit, reliability, mean, making->change->relevant_of_unit);
}

void judge_unit(struct making *making)
{
    struct change *change = making->change;
    const struct pair *pair = pair_of(making, change->before, change->now);
    uint32_t found = find_unit(&making->census, making->unit_id);
    for (uint32_t n = 0; n < change->node_count; n++)
        if (is_wanted(making, making->round[pair->now].questionnaire, n))
            judge_node(making, pair, n, found, &change->unit[n]);
}
