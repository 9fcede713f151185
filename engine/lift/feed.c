#include "lift/lifting.h"

/* What an input adds to the slots of areas (questionnaires/FORMAT.md, "Operators",
   "Rules" and "Gates"). */

/* Of a condition of a level, from the node's first slot. */
static size_t condition_slot(const struct node *node, const struct tap *tap)
{
    size_t before = tap->condition;
    for (size_t g = 0; g < tap->gate; g++)
        before += node->gate[g].condition_count;
    return SLOT_OF_LEVEL + CONDITION_SLOTS * before;
}

/* An input once the rules are applied. */
struct fed {
    bool applies;
    bool counts;
    bool blocks;
    struct rational value;
    struct rational lowest;
    struct rational highest;
};

struct reading {
    bool left_out;
    bool lacks;
    enum lack lack;
    struct rational target;
};

static void apply_rules(const struct node *node, const struct reading *reading,
                        struct fed *fed)
{
    fed->applies = !reading->left_out;
    fed->counts = !reading->lacks;
    fed->blocks = false;
    if (reading->left_out || !reading->lacks)
        return;
    fed->counts = true;
    switch (node->rule[reading->lack]) {
    case RULE_ZERO:
        fed->value = rational_of(0, 1);
        break;
    case RULE_FLOOR:
        fed->value = fed->lowest;
        break;
    case RULE_TARGET:
        fed->value = reading->target;
        break;
    case RULE_BLOCK:
        fed->counts = false;
        fed->blocks = true;
        break;
    default:
        fed->counts = false;
        fed->applies = reading->lack != LACK_NOT_APPLICABLE;
    }
}

static struct rational points_of_worth(const struct lifter *lifter,
                                       const struct scale *scale, int64_t worth)
{
    wide way = (wide)(worth - scale->lowest) * lifter->steps;
    int64_t range = scale->highest - scale->lowest;
    /* Of one denominator where it can be, so that sums are added in no time. */
    return way % range == 0 ? rational_of((int64_t)(way / range) * 100, lifter->steps)
                            : rational_of(100 * (worth - scale->lowest), range);
}

static struct rational rational_of_worth(const struct lifter *lifter,
                                         const struct scale *scale,
                                         enum measure measure, int64_t worth)
{
    return measure == MEASURE_POINTS
               ? points_of_worth(lifter, scale, worth)
               : rational_of(worth / (POINT / lifter->value_unit), lifter->value_unit);
}

static void read_question_input(const struct lifter *lifter, uint32_t q,
                                enum measure measure, struct reading *reading,
                                struct fed *fed)
{
    const struct question *question = &lifter->questionnaire->question[q];
    const struct scale *scale = question->scale;
    enum answer_state state = (enum answer_state)lifter->state[q];
    struct lift_answer answer = {.code = lifter->code[q]};
    if (question->number != NAMES_NONE)
        answer.number = lifter->number[question->number];
    uint32_t member = question->member;
    for (size_t o = 0; question->member_count > 0 && o < scale->option_count; o++)
        if (scale->option[o].state == OPTION_VALUE && lifter->code[member++] == 1)
            answer.chosen |= UINT64_C(1) << o;
    int64_t worth =
        state == ANSWER_STATE_VALID ? worth_of(question, &answer) : scale->lowest;
    fed->value = rational_of_worth(lifter, scale, measure, worth);
    fed->lowest = rational_of_worth(lifter, scale, measure, scale->lowest);
    fed->highest = rational_of_worth(lifter, scale, measure, scale->highest);
    *reading = (struct reading){
        .left_out = state == ANSWER_STATE_NOT_ASKED || state == ANSWER_STATE_SKIPPED,
        .lacks = state != ANSWER_STATE_VALID && state != ANSWER_STATE_FLOOR,
        .lack = state == ANSWER_STATE_BLANK       ? LACK_BLANK
                : state == ANSWER_STATE_DONT_KNOW ? LACK_DONT_KNOW
                                                  : LACK_NOT_APPLICABLE,
        .target = rational_of_worth(lifter, scale, measure, scale->target)};
}

static bool feed_own(struct lifter *lifter, const struct node *node, int64_t weight,
                     const struct fed *fed, struct rational *slot)
{
    int order;
    if (!fed->applies)
        return true;
    slot[SLOT_RELEVANT].numerator += weight;
    if (fed->blocks)
        slot[SLOT_BLOCKED].numerator = 1;
    if (!fed->counts)
        return true;
    /* What is answered of a level counts for its coverage alone. */
    if (node->operation != OPERATION_LEVEL || node->coverage_numerator > 0)
        slot[SLOT_ANSWERED].numerator += weight;
    struct rational *value = &slot[SLOT_VALUE];
    switch (node->operation) {
    case OPERATION_LEVEL:
        return true;
    case OPERATION_MIN:
        return slot_join(lifter, JOIN_LEAST, value, fed->value);
    case OPERATION_MAX:
        return slot_join(lifter, JOIN_MOST, value, fed->value);
    case OPERATION_SHARE:
        if (!compare(lifter, &order, fed->value, rational_of(node->at_least, POINT)))
            return false;
        value->numerator += order >= 0 ? weight : 0;
        return true;
    case OPERATION_POSSIBLE:
        if (!rational_add_product(&slot[SLOT_MOST], weight, fed->highest,
                                  &lifter->room))
            return false;
        break;
    default:
        break;
    }
    return rational_add_product(value, weight, fed->value, &lifter->room);
}

static bool feed_condition(struct lifter *lifter, const struct node *node,
                           const struct tap *tap, const struct fed *fed,
                           struct rational *slot)
{
    const struct gate_condition *condition =
        &node->gate[tap->gate].condition[tap->condition];
    struct rational *own = slot + condition_slot(node, tap);
    bool counted = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    struct rational level = rational_of((int64_t)tap->gate, 1);
    int order;
    if (!fed->applies)
        return true;
    if (fed->blocks)
        slot[SLOT_BLOCKED].numerator = 1;
    own[SLOT_APPLIES].numerator = 1;
    if (condition->test == TEST_MEAN || condition->test == TEST_SHARE)
        own[SLOT_WEIGHT].numerator += tap->weight;
    struct rational value = fed->counts ? fed->value : fed->lowest;
    if (!compare(
            lifter, &order, value,
            rational_of(counted ? condition->passing : condition->at_least, POINT)))
        return false;
    bool reached = order >= 0 && fed->counts;
    switch (condition->test) {
    case TEST_ALL:
        return reached || slot_join(lifter, JOIN_LEAST, &slot[SLOT_VALUE], level);
    case TEST_NONE:
        return (!reached && fed->counts)
               || slot_join(lifter, JOIN_LEAST, &slot[SLOT_VALUE], level);
    case TEST_SUM:
        return !fed->counts
               || rational_add_product(&own[SLOT_REACHED], tap->weight, value,
                                       &lifter->room);
    case TEST_MEAN:
        return rational_add_product(&own[SLOT_REACHED], tap->weight, value,
                                    &lifter->room);
    case TEST_SHARE:
        own[SLOT_REACHED].numerator += reached ? tap->weight : 0;
        return true;
    case TEST_ANY:
        own[SLOT_REACHED].numerator |= reached;
        return true;
    default:
        own[SLOT_REACHED].numerator += reached ? 1 : 0;
        return true;
    }
}

static bool feed(struct lifter *lifter, const struct layout *layout,
                 const struct tap *tap, const struct fed *fed, struct rational *slot)
{
    const struct node *node = &lifter->questionnaire->node[tap->node];
    struct rational *own = slot + slots_first(layout, tap->node);
    return tap->gate == OWN_INPUT ? feed_own(lifter, node, tap->weight, fed, own)
                                  : feed_condition(lifter, node, tap, fed, own);
}

/* A level looks at values, whatever its measure. */
static enum measure measure_of(const struct node *node, const struct tap *tap)
{
    return tap->gate == OWN_INPUT ? node->measure : MEASURE_VALUES;
}

bool feed_question(struct lifter *lifter, const struct layout *layout,
                   const struct tap *tap, struct rational *slot)
{
    const struct node *node = &lifter->questionnaire->node[tap->node];
    struct reading reading;
    struct fed fed;
    read_question_input(lifter, tap->question, measure_of(node, tap), &reading, &fed);
    apply_rules(node, &reading, &fed);
    return feed(lifter, layout, tap, &fed, slot);
}

bool feed_area(struct lifter *lifter, const struct layout *layout,
               const struct tap *tap, uint32_t number, struct outcome outcome,
               struct rational *slot)
{
    const struct node *node = &lifter->questionnaire->node[tap->node];
    const struct node *area = &lifter->questionnaire->node[number];
    struct fed fed = {
        .value = outcome.value, .lowest = area->lowest, .highest = area->highest};
    struct reading reading = {
        .lacks = outcome.standing != STANDING_SCORED,
        .lack = outcome.standing == STANDING_TOO_FEW ? LACK_BLANK : LACK_NOT_APPLICABLE,
        .target = area->has_target ? rational_of(area->target, POINT) : area->highest};
    if (measure_of(node, tap) == MEASURE_POINTS) {
        fed.lowest = rational_of(0, 1);
        fed.highest = rational_of(100, 1);
        if ((!reading.lacks && !value_to_points(lifter, area, &fed.value))
            || !value_to_points(lifter, area, &reading.target))
            return false;
    }
    apply_rules(node, &reading, &fed);
    return feed(lifter, layout, tap, &fed, slot);
}
