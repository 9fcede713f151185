#include "disclosure/parts.h"

#include "base/exact.h"

int64_t parts_inverse(int64_t value)
{
    int64_t result = 1;
    for (int64_t power = EQUATION_PRIME - 2; power > 0; power >>= 1) {
        if (power & 1)
            result = result * value % EQUATION_PRIME;
        value = value * value % EQUATION_PRIME;
    }
    return result;
}

static int64_t modulo(int64_t value)
{
    return (value % EQUATION_PRIME + EQUATION_PRIME) % EQUATION_PRIME;
}

static int64_t multiply(int64_t a, int64_t b)
{
    return modulo(a) * modulo(b) % EQUATION_PRIME;
}

static bool is_small(struct rational fraction)
{
    return fraction.denominator % EQUATION_PRIME != 0;
}

static int64_t fraction(struct rational value)
{
    return multiply(value.numerator, parts_inverse(modulo(value.denominator)));
}

static bool gates_look_at(const struct questionnaire *questionnaire,
                          const struct node *node, uint32_t part)
{
    for (size_t g = 0; g < node->gate_count; g++) {
        for (size_t c = 0; c < node->gate[g].condition_count; c++) {
            const struct gate_condition *condition = &node->gate[g].condition[c];
            for (size_t i = 0; i < condition->area_count; i++)
                if (condition->area[i] == part)
                    return true;
            for (size_t i = 0; i < condition->question_count; i++)
                if (questionnaire->node_count + condition->question[i] == part)
                    return true;
        }
    }
    return false;
}

/* The place of a question among those of a node; their count when it is none. */
static size_t find_question(const struct node *node, uint32_t question)
{
    size_t at = 0;
    while (at < node->question_count && node->question[at] != question)
        at++;
    return at;
}

bool parts_contain(const struct questionnaire *questionnaire, uint32_t whole,
                   uint32_t part)
{
    uint32_t nodes = (uint32_t)questionnaire->node_count;
    if (whole >= nodes) {
        if (part < nodes)
            return false;
        const struct question *question = &questionnaire->question[part - nodes];
        return question->is_member && question->of == whole - nodes;
    }
    const struct node *node = &questionnaire->node[whole];
    if (node->operation == OPERATION_NONE)
        return false;
    if (part < nodes ? questionnaire->node[part].parent == whole
                     : find_question(node, part - nodes) < node->question_count)
        return true;
    return gates_look_at(questionnaire, node, part);
}

bool parts_is_input(const struct questionnaire *questionnaire, uint32_t whole,
                    uint32_t part)
{
    uint32_t nodes = (uint32_t)questionnaire->node_count;
    if (whole < nodes && questionnaire->node[whole].operation == OPERATION_LEVEL)
        return gates_look_at(questionnaire, &questionnaire->node[whole], part);
    if (whole < nodes && part < nodes && questionnaire->node[whole].over_questions)
        return false;
    return parts_contain(questionnaire, whole, part);
}

bool parts_are_twins(const struct questionnaire *questionnaire, uint32_t node,
                     uint32_t other)
{
    const struct node *one = &questionnaire->node[node];
    const struct node *two = &questionnaire->node[other];
    if (one->question_count == 0 || one->question_count != two->question_count)
        return false;
    for (size_t i = 0; i < one->question_count; i++) {
        bool shared = false;
        for (size_t j = 0; j < two->question_count && !shared; j++)
            shared = one->question[i] == two->question[j];
        if (!shared)
            return false;
    }
    return true;
}

bool parts_are_linear(const struct questionnaire *questionnaire, uint32_t number)
{
    const struct node *node = &questionnaire->node[number];
    if ((node->operation != OPERATION_WEIGHTED_MEAN && node->operation != OPERATION_MEAN
         && node->operation != OPERATION_SUM)
        || !is_small(node->natural_lowest) || !is_small(node->natural_highest))
        return false;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        if (!is_small(questionnaire->node[c].lowest)
            || !is_small(questionnaire->node[c].highest))
            return false;
    return true;
}

static bool leaves_out(enum rule rule)
{
    return rule == RULE_SKIP || rule == RULE_BLOCK;
}

/* Whether an input counts for the units that it has a figure of, and for no others. An
   area is never unknown, and has no rules of its own. */
static bool counts_where_it_is(const struct questionnaire *questionnaire,
                               const struct node *node, bool question)
{
    for (int lack = 0; lack < LACK_COUNT; lack++) {
        if (!question && lack == LACK_DONT_KNOW)
            continue;
        enum rule alone = question ? questionnaire->rule[lack] : RULE_SKIP;
        if (node->rule[lack] != alone
            && !(leaves_out(node->rule[lack]) && leaves_out(alone)))
            return false;
    }
    return node->operation != OPERATION_SUM;
}

/* An input counts with its points, or with what full points of it come to in its own
   values. */
static struct part_factor factor_of(const struct questionnaire *questionnaire,
                                    const struct node *node, bool question,
                                    int32_t weight)
{
    struct part_factor factor = {
        .weight = node->operation == OPERATION_MEAN ? 1 : weight,
        .same_units = counts_where_it_is(questionnaire, node, question)};
    factor.times = factor.weight;
    return factor;
}

struct part_factor parts_area_factor(const struct questionnaire *questionnaire,
                                     uint32_t number, uint32_t area)
{
    const struct node *node = &questionnaire->node[number];
    const struct node *input = &questionnaire->node[area];
    struct part_factor factor = factor_of(questionnaire, node, false, input->weight);
    if (node->measure == MEASURE_VALUES)
        factor.times =
            multiply(factor.times, fraction(input->highest) - fraction(input->lowest));
    return factor;
}

struct part_factor parts_question_factor(const struct questionnaire *questionnaire,
                                         uint32_t number, size_t i)
{
    const struct node *node = &questionnaire->node[number];
    const struct scale *scale = questionnaire->question[node->question[i]].scale;
    struct part_factor factor =
        factor_of(questionnaire, node, true, node->question_weight[i]);
    if (node->measure == MEASURE_VALUES)
        factor.times = multiply(factor.times, multiply(scale->highest - scale->lowest,
                                                       parts_inverse(POINT)));
    return factor;
}

int64_t parts_own_factor(const struct questionnaire *questionnaire, uint32_t number,
                         int64_t weights)
{
    const struct node *node = &questionnaire->node[number];
    int64_t range =
        modulo(fraction(node->natural_highest) - fraction(node->natural_lowest));
    if (node->measure == MEASURE_POINTS)
        range = multiply(range, parts_inverse(100));
    return multiply(range, node->operation == OPERATION_SUM ? questionnaire->weight_unit
                                                            : weights);
}
