#include "base/exact.h"
#include "questionnaire/format.h"
#include "questionnaire/lint.h"

/* What no answer can reach. Everything is taken at its best, so that what is told of is
   out of reach for certain. */

/* An input of a condition as far as it can go. */
struct extent {
    struct rational lowest;
    struct rational highest;
    int64_t weight;
    bool optional; /* it may be left out, which may help */
};

static bool may_be_left_out(const struct questionnaire *questionnaire,
                            const struct node *gate, const struct question *question)
{
    if (question->condition_count > 0 || questionnaire->subset_count > 0)
        return true;
    for (size_t o = 0; o < question->scale->option_count; o++)
        if (question->scale->option[o].state == OPTION_NOT_APPLICABLE)
            return gate->rule[LACK_NOT_APPLICABLE] == RULE_SKIP;
    return false;
}

static struct extent extent_of(const struct questionnaire *questionnaire,
                               const struct node *gate,
                               const struct gate_condition *condition, size_t i)
{
    if (i < condition->question_count) {
        const struct question *question =
            &questionnaire->question[condition->question[i]];
        return (struct extent){rational_of(question->scale->lowest, POINT),
                               rational_of(question->scale->highest, POINT),
                               condition->weight[i],
                               may_be_left_out(questionnaire, gate, question)};
    }
    const struct node *node =
        &questionnaire->node[condition->area[i - condition->question_count]];
    return (struct extent){node->lowest, node->highest, node->weight,
                           gate->rule[LACK_NOT_APPLICABLE] == RULE_SKIP};
}

/* What the inputs come to at their best: those that may be left out are, unless they
   help. */
struct best {
    int64_t required; /* that must be there */
    int64_t reaching;
    int64_t reaching_weight;
    int64_t failing; /* that must be there and cannot reach the mark */
    int64_t failing_weight;
    int64_t always;      /* that must be there and reach it whatever is answered */
    struct rational sum; /* of weight x highest, or of what that is above the mark */
};

static bool add_extent(struct linting *linting, const struct extent *extent,
                       int64_t mark, bool above_mark, struct best *best)
{
    struct rational at = rational_of(mark, POINT);
    struct rational added = extent->highest;
    int order;
    int floor;
    int sign;
    if (!rational_compare(&order, extent->highest, at, &linting->room)
        || !rational_compare(&floor, extent->lowest, at, &linting->room)
        || (above_mark && !rational_subtract(&added, added, at, &linting->room))
        || !rational_compare(&sign, added, rational_of(0, 1), &linting->room))
        return false;
    if (order >= 0) {
        best->reaching++;
        best->reaching_weight += extent->weight;
    } else if (!extent->optional) {
        best->failing++;
        best->failing_weight += extent->weight;
    }
    best->required += !extent->optional;
    best->always += floor >= 0 && !extent->optional;
    return (extent->optional && sign < 0)
           || rational_add_product(&best->sum, extent->weight, added, &linting->room);
}

static bool reaches(struct linting *linting, struct rational value, int64_t divisor,
                    int64_t mark, bool *holds)
{
    int order;
    if (!rational_divide(&value, value, rational_of(divisor, 1), &linting->room)
        || !rational_compare(&order, value, rational_of(mark, POINT), &linting->room))
        return false;
    *holds = order >= 0;
    return true;
}

static bool can_hold(struct linting *linting, const struct node *gate,
                     const struct gate_condition *condition, bool *holds)
{
    const struct questionnaire *questionnaire = linting->questionnaire;
    bool counted = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    int64_t mark = counted ? condition->passing : condition->at_least;
    struct best best = {.sum = rational_of(0, 1)};
    for (size_t i = 0; i < condition->question_count + condition->area_count; i++) {
        struct extent extent = extent_of(questionnaire, gate, condition, i);
        if (!add_extent(linting, &extent, mark, condition->test == TEST_MEAN, &best))
            return false;
    }
    int64_t weight = best.reaching_weight + best.failing_weight;
    *holds = true;
    /* A condition whose inputs are all left out holds. */
    if (best.required == 0)
        return true;
    switch (condition->test) {
    case TEST_ALL:
        *holds = best.failing == 0;
        return true;
    case TEST_ANY:
        *holds = best.reaching > 0;
        return true;
    case TEST_NONE:
        *holds = best.always == 0;
        return true;
    case TEST_SUM:
        return reaches(linting, best.sum, questionnaire->weight_unit,
                       condition->at_least, holds);
    case TEST_MEAN:
        return reaches(linting, best.sum, 1, 0, holds);
    case TEST_SHARE:
        return weight == 0
               || reaches(linting, rational_of(best.reaching_weight, 1), weight,
                          condition->at_least, holds);
    default:
        return reaches(linting, rational_of(best.reaching, 1), 1, condition->at_least,
                       holds);
    }
}

/* A level out of reach shuts off those above it, which are not told of one by one. */
static bool lint_gates(struct linting *linting, const struct part *part,
                       const struct node *node)
{
    struct part levels = document_read_member(part, "levels", false);
    for (size_t g = 0; g < node->gate_count; g++) {
        struct part level = document_read_item(&levels, g);
        struct part conditions = document_read_member(&level, "conditions", false);
        size_t inputs = 0;
        bool open = true;
        for (size_t c = 0; c < node->gate[g].condition_count; c++) {
            const struct gate_condition *condition = &node->gate[g].condition[c];
            struct part item = document_read_item(&conditions, c);
            bool holds;
            if (!can_hold(linting, node, condition, &holds))
                return false;
            inputs += condition->question_count + condition->area_count;
            open = open && holds;
            if (!holds)
                document_doubt(&item, NULL,
                               "no answer can meet this condition, so neither this "
                               "level nor one above it can be reached");
        }
        if (inputs == 0)
            document_doubt(&level, NULL,
                           "no question bears on this level, so it is never awarded");
        if (!open)
            break;
    }
    return true;
}

static bool lies_outside(struct linting *linting, const struct node *node, int64_t nano,
                         bool *below, bool *above)
{
    int low;
    int high;
    if (!rational_compare(&low, rational_of(nano, POINT), node->lowest, &linting->room)
        || !rational_compare(&high, rational_of(nano, POINT), node->highest,
                             &linting->room))
        return false;
    *below = low < 0;
    *above = high > 0;
    return true;
}

bool lint_reach(struct linting *linting, const struct part *part, uint32_t number)
{
    const struct node *node = &linting->questionnaire->node[number];
    bool below;
    bool above;
    if (node->operation == OPERATION_NONE)
        return true;
    if (node->has_target) {
        if (!lies_outside(linting, node, node->target, &below, &above))
            return false;
        if (below || above)
            document_doubt(part, "target", "no answer gives this value");
    }
    struct part bands = document_read_member(part, "bands", false);
    for (size_t b = 0; b < node->band_count; b++) {
        struct part band = document_read_item(&bands, b);
        if (!lies_outside(linting, node, node->band[b].from, &below, &above))
            return false;
        if (above)
            document_doubt(&band, "from", "no answer reaches this band");
    }
    return lint_gates(linting, part, node);
}
