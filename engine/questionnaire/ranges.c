#include "base/exact.h"
#include "questionnaire/areas.h"
#include "questionnaire/format.h"

/* From where to where an area's value runs, whatever the answers are: exact, and after
   the table of operators in questionnaires/FORMAT.md. */

struct range {
    struct rational lowest;
    struct rational highest;
};

/* Of one node: what is known of it so far. */
struct finding {
    struct loading *loading;
    const struct node *node;
    struct range natural;
    bool any;     /* some input has been taken in */
    bool unknown; /* what it hangs on is wrong, which has been told */
};

static bool is_small(struct rational fraction)
{
    return fraction.denominator > 0;
}

static struct rational reduced(struct rational fraction)
{
    int64_t size = fraction.numerator;
    if (!is_small(fraction))
        return fraction;
    int64_t divisor = (int64_t)greatest_common_divisor(
        size < 0 ? 0 - (uint64_t)size : (uint64_t)size, (uint64_t)fraction.denominator);
    return rational_of(fraction.numerator / divisor, fraction.denominator / divisor);
}

struct rational decimal_fraction(int64_t nano)
{
    return reduced(rational_of(nano, POINT));
}

/* `side` -1 keeps the lower of two, 1 the higher. */
static bool keep(struct rational *into, struct rational other, int side,
                 struct rational_room *room)
{
    int order;
    if (!rational_compare(&order, other, *into, room))
        return false;
    if (order == side)
        *into = other;
    return true;
}

static bool include(struct range *range, struct range other, struct rational_room *room)
{
    return keep(&range->lowest, other.lowest, -1, room)
           && keep(&range->highest, other.highest, 1, room);
}

static bool has_rule(const struct node *node, enum rule rule)
{
    for (int lack = 0; lack < LACK_COUNT; lack++)
        if (node->rule[lack] == rule)
            return true;
    return false;
}

static struct range from_zero_to(int64_t highest)
{
    return (struct range){rational_of(0, 1), rational_of(highest, 1)};
}

static bool take_input(struct finding *finding, struct range input, int32_t weight)
{
    const struct node *node = finding->node;
    struct rational_room *room = &finding->loading->room;
    struct range *natural = &finding->natural;
    bool first = !finding->any;
    bool sum = node->operation == OPERATION_SUM;
    finding->any = true;
    if (node->measure == MEASURE_POINTS)
        input = from_zero_to(100);
    /* What counts as 0; and any question may be one that was not asked, which then adds
       nothing to a sum. */
    bool zero = sum || has_rule(node, RULE_ZERO);
    if (zero && !include(&input, from_zero_to(0), room))
        return false;
    if (sum)
        return rational_add_product(&natural->lowest, weight, input.lowest, room)
               && rational_add_product(&natural->highest, weight, input.highest, room);
    if (first)
        *natural = input;
    return first || include(natural, input, room);
}

static bool take_question(struct finding *finding, size_t i)
{
    const struct node *node = finding->node;
    const struct questionnaire *questionnaire = finding->loading->questionnaire;
    const struct scale *scale = questionnaire->question[node->question[i]].scale;
    finding->unknown =
        finding->unknown || scale == NULL || scale->lowest >= scale->highest;
    if (finding->unknown)
        return true;
    return take_input(finding,
                      (struct range){decimal_fraction(scale->lowest),
                                     decimal_fraction(scale->highest)},
                      node->question_weight[i]);
}

static bool take_area(struct finding *finding, const struct part *part, uint32_t number)
{
    const struct node *area = &finding->loading->questionnaire->node[number];
    if (area->operation == OPERATION_NONE) {
        finding->unknown = true;
        document_wrong(part, "areas",
                       "the area \"%s\" gives no value to the one above it: its "
                       "operator is \"%s\"",
                       area->id, format_operator[OPERATION_NONE]);
        return true;
    }
    if (!is_small(area->lowest)) {
        finding->unknown = true;
        return true;
    }
    return take_input(finding, (struct range){area->lowest, area->highest},
                      area->weight);
}

static bool take_inputs(struct finding *finding, const struct part *part,
                        uint32_t number)
{
    const struct questionnaire *questionnaire = finding->loading->questionnaire;
    const struct node *node = finding->node;
    for (size_t i = 0; i < node->question_count; i++)
        if (!take_question(finding, i))
            return false;
    if (node->over_questions)
        return true;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        if (!take_area(finding, part, c))
            return false;
    return true;
}

/* `start` and the sums of weight x lowest and of weight x highest. */
static bool finish_sum(struct finding *finding)
{
    struct rational_room *room = &finding->loading->room;
    struct range *natural = &finding->natural;
    struct rational unit = rational_of(finding->loading->questionnaire->weight_unit, 1);
    struct rational start = decimal_fraction(finding->node->start);
    return rational_divide(&natural->lowest, natural->lowest, unit, room)
           && rational_add(&natural->lowest, natural->lowest, start, room)
           && rational_divide(&natural->highest, natural->highest, unit, room)
           && rational_add(&natural->highest, natural->highest, start, room);
}

static void find_level_range(struct finding *finding)
{
    const struct node *node = finding->node;
    finding->any = node->gate_count > 0;
    if (!finding->any)
        return;
    /* Whoever reaches no level has 0. */
    finding->natural.lowest = rational_of(0, 1);
    finding->natural.highest = decimal_fraction(node->gate[node->gate_count - 1].value);
}

static bool find_natural(struct finding *finding, const struct part *part,
                         uint32_t number)
{
    enum operation operation = finding->node->operation;
    if (operation == OPERATION_LEVEL) {
        find_level_range(finding);
        return true;
    }
    if (!take_inputs(finding, part, number))
        return false;
    if (operation == OPERATION_SHARE || operation == OPERATION_POSSIBLE)
        finding->natural = from_zero_to(100);
    return operation != OPERATION_SUM || finish_sum(finding);
}

/* Nine decimals are told of every value, so that it must keep below 2^63 of them. */
#define VALUE_LIMIT INT64_C(9000000000)

static bool can_be_told(struct rational end)
{
    return is_small(end) && end.numerator / end.denominator <= VALUE_LIMIT
           && end.numerator / end.denominator >= -VALUE_LIMIT;
}

static void settle_range(const struct finding *finding, const struct part *part,
                         struct node *node)
{
    struct range natural = {reduced(finding->natural.lowest),
                            reduced(finding->natural.highest)};
    int order;
    if (!can_be_told(natural.lowest) || !can_be_told(natural.highest)) {
        document_wrong(part, NULL,
                       "the range of its value is too large, or too fine, to be told "
                       "exactly");
        return;
    }
    if (!rational_compare(&order, natural.lowest, natural.highest,
                          &finding->loading->room)) {
        document_out_of_memory(part->document);
        return;
    }
    if (order >= 0) {
        document_wrong(part, NULL,
                       "its value has nowhere to go: the highest it can be is not "
                       "above the lowest");
        return;
    }
    node->natural_lowest = natural.lowest;
    node->natural_highest = natural.highest;
    if (!node->has_range) {
        node->lowest = natural.lowest;
        node->highest = natural.highest;
    }
}

void find_range(struct loading *loading, const struct part *part, uint32_t number)
{
    struct node *node = &loading->questionnaire->node[number];
    struct finding finding = {
        .loading = loading, .node = node, .natural = from_zero_to(0)};
    loading->room.too_large = false;
    if (node->operation == OPERATION_NONE) {
        node->natural_lowest = node->natural_highest = rational_of(0, 1);
        node->lowest = node->highest = rational_of(0, 1);
        return;
    }
    if (find_natural(&finding, part, number)) {
        if (finding.any && !finding.unknown)
            settle_range(&finding, part, node);
    } else if (loading->room.too_large)
        document_wrong(part, NULL,
                       "the range of its value is too large, or too fine, to be told "
                       "exactly");
    else
        document_out_of_memory(loading->document);
}
