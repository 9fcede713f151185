#include "lift/core.h"

#include "base/memory.h"

#include <math.h>

/* A core of one area. Whether its value is at or above another takes no division: it is
   where the sum of differences from that one is 0 or more. So one fold of that sum, and
   of how far the answers are from enough for a score, is exact; the highest value is
   come to by taking the value found as the next to be beaten (Dinkelbach, Management
   Science 13, 1967). */

enum { SINGLE_SUM, SINGLE_COVER, SINGLE_VALUE, SINGLE_ANSWERED, SINGLE_SLOTS };

/* The slots that are only carried along are not compared. */
static struct slot_form single_form[SINGLE_SLOTS] = {
    [SINGLE_SUM] = {.join = JOIN_ADD},
    [SINGLE_COVER] = {.join = JOIN_ADD, .exact = true},
    [SINGLE_VALUE] = {.join = JOIN_ADD, .carried = true},
    [SINGLE_ANSWERED] = {.join = JOIN_ADD, .carried = true},
};

static const struct layout single_layout = {.form = single_form, .width = SINGLE_SLOTS};

/* Where something applies whatever is answered. */
bool core_is_single(const struct core *core)
{
    int64_t relevant = core->node[0].fixed.relevant;
    if (core->node_count != 1)
        return false;
    for (size_t u = 0; u < core->varying_count; u++) {
        const struct unit *unit = &core->unit[u];
        int64_t least = INT64_MAX;
        for (size_t e = 0; unit->touched_count > 0 && e < unit->front.count; e++)
            if (unit->effect[e].weights.relevant < least)
                least = unit->effect[e].weights.relevant;
        relevant += unit->touched_count > 0 ? least : 0;
    }
    return relevant > 0;
}

struct single {
    struct core *core;
    const struct aim *aim;
    bool stepless; /* steps do not count */
    struct front *front;
    size_t front_count;
    int64_t limit;
    double *sum;   /* by front and changes: that it and those after add at most … */
    double *cover; /* … of either */
    int64_t *least_cover;
};

/* How much more is answered than it takes for a score; at 0 it is enough. */
static int64_t cover_of(const struct core *core, const struct weights *weights)
{
    const struct node *node = &core->lifter->questionnaire->node[core->target];
    return node->coverage_numerator == 0
               ? weights->answered
               : weights->answered * node->coverage_denominator
                     - weights->relevant * node->coverage_numerator;
}

/* Of a set that blocks the area nothing comes. */
static bool add_entry(struct single *single, const struct unit *unit, size_t e,
                      struct front *front)
{
    struct core *core = single->core;
    struct rational_room *room = &core->lifter->room;
    struct entry entry = unit->front.entry[e];
    struct weights weights = {0};
    struct rational value = rational_of(0, 1);
    if (unit->touched_count > 0) {
        weights = unit->effect[e].weights;
        value = unit->front
                    .slot[e * unit->front.width + core->layout.first[0] + SLOT_VALUE];
    }
    if (weights.blocked != 0)
        return true;
    if (core->lifter->blind)
        entry.changes = entry.steps = 0;
    if (single->stepless)
        entry.steps = 0;
    struct rational *slot = front_add(front, entry);
    if (slot == NULL)
        return false;
    slot[SINGLE_COVER] = rational_of(cover_of(core, &weights), 1);
    slot[SINGLE_VALUE] = value;
    slot[SINGLE_ANSWERED] = rational_of(weights.answered, 1);
    struct rational owed;
    return rational_multiply(&owed, single->aim->exact, slot[SINGLE_ANSWERED], room)
           && rational_subtract(&slot[SINGLE_SUM], value, owed, room);
}

/* A front of each unit that has a choice, after one of all the others. */
static bool collect(struct single *single)
{
    struct core *core = single->core;
    const struct node *node = &core->lifter->questionnaire->node[core->target];
    single->front = memory_allocate(core->unit_count + 1, sizeof *single->front);
    if (single->front == NULL)
        return false;
    struct front *first = &single->front[single->front_count++];
    struct rational *slot =
        front_begin(first, SINGLE_SLOTS) ? front_add(first, (struct entry){0}) : NULL;
    bool ok = slot != NULL;
    for (size_t s = 0; ok && s < SINGLE_SLOTS; s++)
        slot[s] = rational_of(0, 1);
    if (ok && node->coverage_numerator == 0)
        slot[SINGLE_COVER] = rational_of(-1, 1);
    core->lifter->limit = INT64_MAX;
    for (size_t u = 0; ok && u < core->unit_count; u++) {
        struct front own;
        ok = front_begin(&own, SINGLE_SLOTS);
        for (size_t e = 0; ok && e < core->unit[u].front.count; e++)
            ok = add_entry(single, &core->unit[u], e, &own);
        ok = ok && front_prune(core->lifter, &single_layout, &own);
        if (ok && own.count > 1) {
            single->front[single->front_count++] = own;
            continue;
        }
        ok = ok && front_fold(core->lifter, &single_layout, &single->front[0], &own);
        front_release(&own);
    }
    return ok;
}

static void add_most(const struct front *front, size_t column, struct core *core,
                     const double *restrict after, double *restrict most, size_t row)
{
    for (size_t k = 0; k < row; k++)
        most[k] = -INFINITY;
    for (size_t e = 0; e < front->count; e++) {
        double own = core_binary(core, front->slot[e * SINGLE_SLOTS + column]);
        for (size_t k = (size_t)front->entry[e].changes; k < row; k++) {
            double sum = own + after[k - (size_t)front->entry[e].changes];
            most[k] = sum > most[k] ? sum : most[k];
        }
    }
}

static bool find_most(struct single *single)
{
    size_t fronts = single->front_count;
    int64_t all = 0;
    for (size_t f = 0; f < fronts; f++) {
        int64_t most = 0;
        for (size_t e = 0; e < single->front[f].count; e++)
            if (single->front[f].entry[e].changes > most)
                most = single->front[f].entry[e].changes;
        all += most;
    }
    single->limit = single->aim->changes < all ? single->aim->changes : all;
    size_t row = (size_t)single->limit + 1;
    single->sum = memory_allocate((fronts + 1) * row, sizeof *single->sum);
    single->cover = memory_allocate((fronts + 1) * row, sizeof *single->cover);
    single->least_cover = memory_allocate(fronts + 1, sizeof *single->least_cover);
    if (single->sum == NULL || single->cover == NULL || single->least_cover == NULL)
        return false;
    for (size_t f = fronts; f-- > 0;) {
        const struct front *front = &single->front[f];
        int64_t least = INT64_MAX;
        add_most(front, SINGLE_SUM, single->core, single->sum + (f + 1) * row,
                 single->sum + f * row, row);
        add_most(front, SINGLE_COVER, single->core, single->cover + (f + 1) * row,
                 single->cover + f * row, row);
        for (size_t e = 0; e < front->count; e++) {
            int64_t own = front->slot[e * SINGLE_SLOTS + SINGLE_COVER].numerator;
            least = own < least ? own : least;
        }
        single->least_cover[f] = single->least_cover[f + 1] + least;
        single->core->effort += front->count * row;
    }
    return true;
}

/* Only entries that can still come to what is needed, at no more than it may cost; of
   what is enough for a score no more is told apart. */
static void keep_hopeful(const struct single *single, struct front *front, size_t next)
{
    struct core *core = single->core;
    size_t row = (size_t)single->limit + 1;
    double all = fabs(single->sum[row - 1]);
    size_t kept = 0;
    for (size_t e = 0; e < front->count; e++) {
        struct rational *slot = front->slot + e * SINGLE_SLOTS;
        struct rational *cover = &slot[SINGLE_COVER];
        int64_t left = single->limit - front->entry[e].changes;
        double sum = core_binary(core, slot[SINGLE_SUM]);
        if (left < 0 || front->entry[e].steps > single->aim->steps
            || sum + single->sum[next * row + (size_t)left]
                   < -CORE_MARGIN * (1 + all + fabs(sum))
            || (double)cover->numerator + single->cover[next * row + (size_t)left]
                   < -0.5)
            continue;
        if (cover->numerator > -single->least_cover[next])
            cover->numerator = -single->least_cover[next];
        front->entry[kept] = front->entry[e];
        for (size_t s = 0; s < SINGLE_SLOTS; s++)
            front->slot[kept * SINGLE_SLOTS + s] = slot[s];
        kept++;
    }
    front->count = kept;
}

static bool take_best(struct single *single, struct choice *choice)
{
    struct core *core = single->core;
    const struct front *front = &single->front[0];
    for (size_t e = 0; e < front->count; e++) {
        const struct rational *slot = front->slot + e * SINGLE_SLOTS;
        struct rational value;
        int order;
        if (!rational_divide(&value, slot[SINGLE_VALUE], slot[SINGLE_ANSWERED],
                             &core->lifter->room)
            || !compare(core->lifter, &order, value, single->aim->exact))
            return false;
        if (order >= 0
            && !choice_take(core->lifter, choice, single->aim->exact, &front->entry[e],
                            value))
            return false;
    }
    return true;
}

static bool fold(struct single *single, struct choice *choice)
{
    struct lifter *lifter = single->core->lifter;
    bool ok = collect(single) && find_most(single);
    lifter->limit = single->limit;
    if (ok)
        keep_hopeful(single, &single->front[0], 1);
    for (size_t f = 1; ok && f < single->front_count && single->front[0].count > 0;
         f++) {
        ok = front_fold(lifter, &single_layout, &single->front[0], &single->front[f]);
        if (ok)
            keep_hopeful(single, &single->front[0], f + 1);
    }
    ok = ok && take_best(single, choice);
    for (size_t f = 0; f < single->front_count; f++)
        front_release(&single->front[f]);
    memory_release(single->front);
    memory_release(single->sum);
    memory_release(single->cover);
    memory_release(single->least_cover);
    return ok;
}

/* Whether there is a set at all is known sooner where steps do not count. */
static bool find_any(struct core *core, const struct aim *aim, struct choice *choice)
{
    struct single single = {.core = core, .aim = aim, .stepless = true};
    struct choice any = {0};
    if (!fold(&single, &any))
        return false;
    if (!any.reaches)
        return true;
    single = (struct single){.core = core, .aim = aim};
    return fold(&single, choice);
}

bool core_search_single(struct core *core, enum search_kind kind, struct aim aim,
                        struct choice *choice)
{
    int order = 1;
    /* The first set that is found of as many answers is of the fewest steps. */
    if (kind == SEARCH_FEWEST_STEPS)
        return true;
    while (order > 0) {
        struct single single = {.core = core, .aim = &aim};
        struct rational before = aim.exact;
        if (kind == SEARCH_HIGHEST ? !fold(&single, choice)
                                   : !find_any(core, &aim, choice))
            return false;
        core->tired = core->tired || core->lifter->cut;
        if (kind != SEARCH_HIGHEST || !choice->any || core->tired)
            return true;
        aim.exact = choice->value;
        aim.value = core_binary(core, choice->value);
        if (!compare(core->lifter, &order, aim.exact, before))
            return false;
    }
    return true;
}
