#include "base/memory.h"
#include "lift/core.h"

/* The search for one area. */

void lift_release(struct lift *lift)
{
    memory_release(lift->change);
    memory_release(lift->contradiction);
    *lift = (struct lift){0};
}

static bool is_like_headline(const struct node *node)
{
    bool points = node->lowest.numerator == 0 && node->highest.denominator == 1
                  && node->highest.numerator == 100;
    return points && node->measure == MEASURE_POINTS
           && (node->operation == OPERATION_WEIGHTED_MEAN
               || node->operation == OPERATION_MEAN || node->operation == OPERATION_MIN
               || node->operation == OPERATION_MAX);
}

struct rational lift_target(const struct questionnaire *questionnaire, uint32_t number)
{
    const struct node *node = &questionnaire->node[number];
    const struct scale *scale = questionnaire->headline;
    if (node->has_target)
        return rational_of(node->target, POINT);
    if (!is_like_headline(node) || scale == NULL)
        return node->highest;
    return rational_of(100 * (scale->target - scale->lowest),
                       scale->highest - scale->lowest);
}

/* Questions that the area rests on, and those of them that nothing can be done about.
 */
static void count_questions(const struct lifter *lifter, struct lift *lift)
{
    lift->question_count = lift->not_applicable = lift->not_asked = 0;
    for (uint32_t q = 0; q < lifter->questionnaire->question_count; q++) {
        if (lifter->question[q].count == 0)
            continue;
        lift->question_count++;
        lift->not_applicable += lifter->now.state[q] == ANSWER_STATE_NOT_APPLICABLE;
        lift->not_asked += lifter->now.state[q] == ANSWER_STATE_NOT_ASKED;
    }
}

/* The highest that any answers come to, whatever they cost. */
static bool find_best(struct lifter *lifter, uint32_t node, struct rational target,
                      struct choice *best)
{
    lifter->blind = true;
    bool ok = choose_within(lifter, node, target, 0, best);
    lifter->blind = false;
    return ok;
}

/* The least that reaches the target: of at most 1, 2, 4, … answers. `*at_least`: fewer
   were all tried. */
static bool find_least(struct lifter *lifter, uint32_t node, struct rational target,
                       struct choice *least, int64_t *at_least)
{
    int64_t most = 2 * (int64_t)lifter->questionnaire->question_count;
    *at_least = 0;
    for (int64_t limit = 0;; limit = limit == 0 ? 1 : 2 * limit) {
        if (!choose_within(lifter, node, target, limit, least))
            return false;
        if (least->reaches || limit >= most)
            return true;
        if (!lifter->cut)
            *at_least = limit + 1;
    }
}

/* What is claimed is what the scores are, or nothing is told. */
static bool check_claim(struct lifter *lifter, const struct lift *lift)
{
    int64_t wanted;
    int64_t found;
    if (!rational_nano(&wanted, lift->target, &lifter->room)
        || !rational_nano(&found, lift->found, &lifter->room))
        return false;
    bool claimed = lift->state == LIFT_THERE || lift->state == LIFT_POSSIBLE;
    bool any = claimed || lift->change_count > 0;
    bool holds =
        !any
        || (lift->reached.points >= 0 && (!claimed || lift->reached.value >= wanted)
            && (!lift->smallest || lift->reached.value == found));
    return holds
           || fault_set(lifter->fault, FAULT_DATA, lifter->questionnaire->id,
                        "what was found for the area \"%s\" does not hold when it is "
                        "scored again; nothing is told of it",
                        lifter->questionnaire->node[lift->node].id);
}

/* Nothing was found by going through it all: from the best there is, as much as can be
   spared is taken away. */
static bool settle_for(struct lifter *lifter, struct lift *lift,
                       const struct choice *best, struct rational target)
{
    return tell_changes(lifter, best->entry.trail, lift)
           && trim_changes(lifter, lift, target) && trim_numbers(lifter, lift, target);
}

/* Any other area than a mean of means. */
static bool search_fronts(struct lifter *lifter, struct lift *lift, struct choice *best,
                          struct choice *least)
{
    uint32_t node = lift->node;
    return find_best(lifter, node, lift->target, best)
           && (!best->any
               || find_least(lifter, node, best->reaches ? lift->target : best->value,
                             least, &lift->at_least));
}

static bool search_core(struct core *core, struct lift *lift, struct choice *best,
                        struct choice *least)
{
    return core_choose(core, lift->target, least, best, &lift->at_least);
}

static bool tell(struct lifter *lifter, struct lift *lift, const struct choice *best,
                 const struct choice *least)
{
    struct rational target = best->reaches ? lift->target : best->value;
    lift->smallest = !lifter->cut;
    if (!best->any) {
        lift->state =
            lifter->now.points[lift->node] == SCORE_NOT_RELEVANT && !lifter->cut
                ? LIFT_NOT_RELEVANT
                : LIFT_OUT_OF_REACH;
        return true;
    }
    lift->state = best->reaches ? LIFT_POSSIBLE
                  : lifter->cut ? LIFT_UNSETTLED
                                : LIFT_OUT_OF_REACH;
    if (!least->reaches)
        return settle_for(lifter, lift, best, target);
    lift->found = least->value;
    return tell_changes(lifter, least->entry.trail, lift)
           && (lift->smallest
               || (trim_changes(lifter, lift, target)
                   && trim_numbers(lifter, lift, target)));
}

static bool search(struct lifter *lifter, struct lift *lift)
{
    struct core core;
    struct choice best = {0};
    struct choice least = {0};
    bool fits;
    bool ok = core_make(&core, lifter, lift->node, &fits)
              && (fits ? search_core(&core, lift, &best, &least)
                       : search_fronts(lifter, lift, &best, &least));
    core_release(&core);
    return ok && tell(lifter, lift, &best, &least);
}

static void begin_search(struct lifter *lifter, struct fault *fault)
{
    rational_room_release(&lifter->room);
    arena_release(&lifter->arena);
    lifter->fault = fault;
    lifter->cut = false;
    lifter->work = 0;
    read_all(lifter);
}

/* How few are proven to be needed: none, where it is reached; as many as were found,
   where nothing was left untried. */
static bool settle_least(struct lifter *lifter, struct lift *lift)
{
    int64_t wanted;
    if (!rational_nano(&wanted, lift->target, &lifter->room))
        return false;
    bool below = lifter->now.points[lift->node] < 0
                 || scores_value(&lifter->now, lift->node, 0) < wanted;
    int64_t found = (int64_t)lift->change_count;
    if (lift->state == LIFT_POSSIBLE && lift->change_count == 0)
        lift->state = LIFT_THERE;
    if (lift->smallest || lift->at_least > found)
        lift->at_least = found;
    if (lift->state == LIFT_POSSIBLE && lift->at_least < 1)
        lift->at_least = below;
    if (lift->state == LIFT_UNSETTLED)
        lift->at_least = 0;
    return true;
}

static bool search_once(struct lift *lift, struct lifter *lifter, struct fault *fault)
{
    int64_t nano;
    begin_search(lifter, fault);
    lift->smallest = true;
    lift->at_least = 0;
    lift->found = rational_of(0, 1);
    if (!cone_find(lifter, lift->node))
        return false;
    count_questions(lifter, lift);
    if (lifter->now.points[lift->node] == SCORE_NONE)
        lift->state = LIFT_NO_SCORE;
    else if (!search(lifter, lift))
        return false;
    /* What is large lives no longer than the search. */
    if (!settle_least(lifter, lift)
        || !rational_nano(&nano, lift->found, &lifter->room))
        return false;
    lift->found = rational_of(nano, POINT);
    return clash_list(lifter, lift);
}

/* Again without the contradictions that were made, as long as others are. Where nothing
   reaches the target then, what was found at first stands. */
static bool find_one(struct lift *lift, struct lifter *lifter, struct fault *fault)
{
    struct lift again = {.node = lift->node, .target = lift->target};
    bool ok = search_once(lift, lifter, fault)
              && (!clash_heed(lifter, lift) || search_once(&again, lifter, fault));
    while (ok && clash_heed(lifter, &again))
        ok = search_once(&again, lifter, fault);
    if (ok && lifter->heeds && again.state == lift->state) {
        struct lift first = *lift;
        *lift = again;
        again = first;
    }
    clash_forget(lifter);
    lift_release(&again);
    return ok;
}

/* Why the arithmetic ended. */
static void tell_why(const struct lifter *lifter, struct fault *fault)
{
    if (lifter->room.too_large)
        fault_set(fault, FAULT_DATA, lifter->questionnaire->id,
                  "what would move its areas takes fractions too large for exact "
                  "arithmetic");
    else
        fault_memory(fault);
}

bool lift_find(struct lift *lift, size_t count, struct lifter *lifter,
               struct fault *fault)
{
    bool ok = true;
    for (size_t l = 0; ok && l < count; l++)
        ok = find_one(&lift[l], lifter, fault);
    ok = ok && tell_figures(lifter, lift, count);
    for (size_t l = 0; ok && l < count; l++)
        ok = check_claim(lifter, &lift[l]);
    if (!ok && fault->kind == FAULT_NONE)
        tell_why(lifter, fault);
    for (size_t l = 0; !ok && l < count; l++)
        lift_release(&lift[l]);
    return ok;
}
