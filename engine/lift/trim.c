#include "lift/lifting.h"

#include <string.h>

/* Where the search was cut off: a set that reaches the target, less what it does not
   take, one answer after another. What is left can spare none of its answers, but a
   smaller set of others may do as well. */

static void write_changes(struct lifter *lifter, const struct lift *lift,
                          size_t without)
{
    for (size_t c = 0; c < lift->change_count; c++)
        if (c != without)
            write_answer(lifter, lift->change[c].question, &lift->change[c].to);
    read_all(lifter);
}

static void restore_changes(struct lifter *lifter, const struct lift *lift)
{
    for (size_t c = 0; c < lift->change_count; c++)
        restore_answer(lifter, lift->change[c].question);
    read_all(lifter);
}

/* Whether every change is of a question that is asked, and none that is asked for by
   them is left unanswered. */
static bool is_sound(const struct lifter *lifter, const struct lift *lift,
                     size_t without)
{
    for (size_t c = 0; c < lift->change_count; c++)
        if (c != without && !read_is_shown(lifter, lift->change[c].question))
            return false;
    for (uint32_t q = 0; q < lifter->questionnaire->question_count; q++)
        if (!lifter->questionnaire->question[q].is_member && !lifter->shown[q]
            && lifter->state[q] == ANSWER_STATE_BLANK && read_is_shown(lifter, q))
            return false;
    return true;
}

static bool reaches(struct lifter *lifter, uint32_t node, struct rational target,
                    bool *enough)
{
    struct answers answers = lifter->base;
    struct scores scores = {0};
    struct rational value;
    int order = -1;
    answers.code = lifter->code;
    answers.number = lifter->number;
    if (!score_compute(&scores, lifter->questionnaire, lifter->population, &answers,
                       lifter->fault))
        return false;
    int64_t points = scores.points[node];
    value = rational_of(points < 0 ? 0 : scores_value(&scores, node, 0), POINT);
    int64_t nano;
    bool ok =
        rational_nano(&nano, target, &lifter->room)
        && rational_compare(&order, value, rational_of(nano, POINT), &lifter->room);
    scores_release(&scores);
    *enough = points >= 0 && order >= 0;
    return ok || fault_memory(lifter->fault);
}

static void take_away(struct lift *lift, size_t at)
{
    lift->steps -= lift->change[at].steps;
    memmove(lift->change + at, lift->change + at + 1,
            (lift->change_count - at - 1) * sizeof *lift->change);
    lift->change_count--;
}

static size_t find_place(const struct lift *lift, uint32_t question)
{
    for (size_t c = 0; c < lift->change_count; c++)
        if (lift->change[c].question == question)
            return c;
    return SIZE_MAX;
}

/* Those of the lowest weight go first, and of these the last. */
bool trim_changes(struct lifter *lifter, struct lift *lift, struct rational target)
{
    bool ok = true;
    for (size_t i = lifter->questionnaire->question_count; ok && i-- > 0;) {
        size_t at = find_place(lift, lifter->rank[i]);
        bool enough = false;
        if (at == SIZE_MAX)
            continue;
        write_changes(lifter, lift, at);
        if (is_sound(lifter, lift, at))
            ok = reaches(lifter, lift->node, target, &enough);
        restore_changes(lifter, lift);
        if (enough)
            take_away(lift, at);
    }
    return ok;
}

static int64_t unit_of(const struct scale *scale)
{
    int64_t unit = POINT;
    for (int i = 0; i < scale->decimals; i++)
        unit /= 10;
    return unit;
}

/* Whether the set does it with this number in place of the one it has. */
static bool does_with(struct lifter *lifter, struct lift *lift, size_t at,
                      int64_t number, struct rational target, bool *enough)
{
    int64_t before = lift->change[at].to.number;
    bool ok = true;
    *enough = false;
    lift->change[at].to.number = number;
    write_changes(lifter, lift, SIZE_MAX);
    if (is_sound(lifter, lift, SIZE_MAX))
        ok = reaches(lifter, lift->node, target, enough);
    restore_changes(lifter, lift);
    lift->change[at].to.number = before;
    return ok;
}

/* Brings one number as near to where it came from as the target lets it. */
static bool bring_down(struct lifter *lifter, struct lift *lift, size_t at,
                       struct rational target)
{
    struct lift_change *change = &lift->change[at];
    const struct question *question =
        &lifter->questionnaire->question[change->question];
    const struct scale *scale = question->scale;
    int64_t unit = unit_of(scale);
    bool given = change->from.code == OPTION_GIVEN;
    int64_t from = given                ? change->from.number
                   : question->reversed ? scale->highest
                                        : scale->lowest;
    int64_t sign = change->to.number < from ? -1 : 1;
    int64_t most = (change->to.number - from) * sign / unit;
    int64_t least = given ? 1 : 0;
    while (least < most) {
        int64_t middle = least + (most - least) / 2;
        bool enough;
        if (!does_with(lifter, lift, at, from + sign * middle * unit, target, &enough))
            return false;
        if (enough)
            most = middle;
        else
            least = middle + 1;
    }
    bool enough;
    if (!does_with(lifter, lift, at, from + sign * most * unit, target, &enough))
        return false;
    if (!enough)
        return true;
    change->to.number = from + sign * most * unit;
    lift->steps += most - change->steps;
    change->steps = most;
    return true;
}

bool trim_numbers(struct lifter *lifter, struct lift *lift, struct rational target)
{
    bool ok = true;
    for (size_t c = 0; ok && c < lift->change_count; c++)
        if (lifter->questionnaire->question[lift->change[c].question].scale->kind
            == SCALE_NUMBER)
            ok = bring_down(lifter, lift, c, target);
    return ok;
}
