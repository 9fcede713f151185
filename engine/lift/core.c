#include "lift/core.h"

#include "base/memory.h"

/* Which areas a target that is a mean of means is made of, and the fronts of their
   questions. */

/* Of more questions than these even an area that stands by itself is gone through
   together with the rest. */
#define SMALL_AREA 24

static bool is_mean(const struct node *node)
{
    return (node->operation == OPERATION_WEIGHTED_MEAN
            || node->operation == OPERATION_MEAN)
           && !node->has_range && node->rounding == ROUNDING_NONE;
}

/* Whether its value goes, as it is, into one other mean alone. */
static bool goes_into_mean(const struct lifter *lifter, uint32_t number)
{
    const struct node *node = &lifter->questionnaire->node[number];
    const struct taps *taps = &lifter->area[number];
    bool points = node->lowest.numerator == 0 && node->highest.denominator == 1
                  && node->highest.numerator == 100;
    if (!is_mean(node) || lifter->exact[number] || taps->count != 1
        || taps->tap[0].gate != OWN_INPUT)
        return false;
    const struct node *above = &lifter->questionnaire->node[taps->tap[0].node];
    return is_mean(above) && (points || above->measure == MEASURE_VALUES);
}

static bool has_areas_below(const struct lifter *lifter, uint32_t number)
{
    for (uint32_t n = 0; n < lifter->questionnaire->node_count; n++)
        for (size_t t = 0; t < lifter->area[n].count; t++)
            if (lifter->area[n].tap[t].node == number)
                return true;
    return false;
}

/* Whether an area that goes into the core becomes one of it. */
static bool is_opened(struct lifter *lifter, uint32_t number, bool *fits)
{
    const struct node *node = &lifter->questionnaire->node[number];
    bool closed = cone_is_closed(lifter, number);
    bool mean = goes_into_mean(lifter, number);
    *fits = closed || mean;
    return mean
           && (!closed || node->question_count > SMALL_AREA
               || has_areas_below(lifter, number));
}

static bool is_listed(const uint32_t *list, size_t count, uint32_t node)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == node)
            return true;
    return false;
}

/* The areas of the core, the target first, and those that stand by themselves. */
static bool list_areas(struct core *core, uint32_t *open, size_t *open_count,
                       uint32_t *closed, size_t *closed_count)
{
    struct lifter *lifter = core->lifter;
    open[(*open_count)++] = core->target;
    for (size_t i = 0; i < *open_count; i++)
        for (uint32_t n = 0; n < lifter->questionnaire->node_count; n++) {
            const struct taps *taps = &lifter->area[n];
            bool fits = true;
            bool here = false;
            for (size_t t = 0; t < taps->count; t++)
                here = here || taps->tap[t].node == open[i];
            if (!here || is_listed(open, *open_count, n)
                || is_listed(closed, *closed_count, n))
                continue;
            if (is_opened(lifter, n, &fits))
                open[(*open_count)++] = n;
            else
                closed[(*closed_count)++] = n;
            if (!fits)
                return false;
        }
    return true;
}

double core_binary(struct core *core, struct rational value)
{
    int64_t nano;
    if (value.denominator > 0)
        return (double)value.numerator / (double)value.denominator;
    return rational_nano(&nano, value, &core->lifter->room)
               ? (double)nano / (double)POINT
               : 0;
}

static bool add_unit(struct core *core, struct front *front)
{
    struct unit *unit = &core->unit[core->unit_count++];
    *unit = (struct unit){.front = *front};
    *front = (struct front){0};
    return core_find_effects(core, unit);
}

static bool touches(const struct core *core, uint32_t q)
{
    const struct taps *taps = &core->lifter->question[q];
    for (size_t t = 0; t < taps->count; t++)
        for (size_t n = 0; n < core->node_count; n++)
            if (taps->tap[t].node == core->node[n].node)
                return true;
    return false;
}

/* The fronts of all questions that go in here, in order of rank. */
static bool add_clusters(struct core *core)
{
    struct lifter *lifter = core->lifter;
    uint32_t count = (uint32_t)lifter->questionnaire->question_count;
    bool *done = memory_allocate(count, sizeof *done);
    bool ok = done != NULL;
    for (uint32_t i = 0; ok && i < count; i++) {
        uint32_t q = lifter->rank[i];
        struct front front = {0};
        if (done[lifter->cluster[q]] || !touches(core, q))
            continue;
        done[lifter->cluster[q]] = true;
        ok = cluster_front(lifter, &core->layout, lifter->cluster[q], &front)
             && add_unit(core, &front);
        front_release(&front);
    }
    memory_release(done);
    return ok;
}

/* Those that vary come first, each in the order they were found in. */
static bool put_varying_first(struct core *core)
{
    struct unit *sorted = memory_allocate(core->unit_count, sizeof *sorted);
    size_t count = 0;
    if (sorted == NULL)
        return false;
    for (size_t u = 0; u < core->unit_count; u++)
        if (core->unit[u].class_count > 1)
            sorted[count++] = core->unit[u];
    core->varying_count = count;
    for (size_t u = 0; u < core->unit_count; u++)
        if (core->unit[u].class_count <= 1)
            sorted[count++] = core->unit[u];
    memory_release(core->unit);
    core->unit = sorted;
    for (size_t u = 0; u < count; u++) {
        core->unit[u].first = core->entry_count;
        core->entry_count += core->unit[u].front.count;
    }
    return true;
}

static bool reserve_bounds(struct core *core)
{
    core->gain = memory_allocate(core->entry_count, sizeof *core->gain);
    core->active = memory_allocate(core->unit_count, sizeof *core->active);
    core->view = memory_allocate(core->node_count, sizeof *core->view);
    return core->gain != NULL && core->active != NULL && core->view != NULL;
}

static bool make_units(struct core *core, const uint32_t *closed, size_t closed_count)
{
    struct lifter *lifter = core->lifter;
    size_t limit = lifter->questionnaire->question_count + closed_count;
    core->unit = memory_allocate(limit, sizeof *core->unit);
    bool ok = core->unit != NULL;
    lifter->limit = INT64_MAX;
    ok = ok && add_clusters(core);
    for (size_t n = 0; ok && n < closed_count; n++) {
        struct front front = {0};
        ok = closed_front(lifter, &core->layout, closed[n], &front)
             && add_unit(core, &front);
        front_release(&front);
    }
    ok =
        ok && put_varying_first(core) && reserve_bounds(core) && core_find_passed(core);
    if (ok) {
        core_find_fixed(core);
        core->single = core_is_single(core);
    }
    return ok;
}

static bool make_nodes(struct core *core, const uint32_t *open, size_t count)
{
    core->node = memory_allocate(count, sizeof *core->node);
    core->factor = memory_allocate(count, sizeof *core->factor);
    if (core->node == NULL || core->factor == NULL)
        return false;
    core->node_count = count;
    uint32_t *list = memory_allocate(count, sizeof *list);
    if (list == NULL)
        return false;
    for (size_t n = 0; n < count; n++)
        list[n] = core->node[n].node = open[count - 1 - n];
    bool ok = slots_lay_out(&core->layout, core->lifter, list, count);
    memory_release(list);
    core->slot = memory_allocate(core->layout.width, sizeof *core->slot);
    return ok && core->slot != NULL;
}

bool core_make(struct core *core, struct lifter *lifter, uint32_t target, bool *fits)
{
    *core = (struct core){.lifter = lifter, .target = target};
    size_t nodes = lifter->questionnaire->node_count;
    uint32_t *open = memory_allocate(nodes, sizeof *open);
    uint32_t *closed = memory_allocate(nodes, sizeof *closed);
    size_t open_count = 0;
    size_t closed_count = 0;
    bool ok = open != NULL && closed != NULL;
    *fits = ok && is_mean(&lifter->questionnaire->node[target])
            && list_areas(core, open, &open_count, closed, &closed_count);
    ok = ok
         && (!*fits
             || (make_nodes(core, open, open_count)
                 && make_units(core, closed, closed_count)));
    memory_release(open);
    memory_release(closed);
    return ok;
}

void core_release(struct core *core)
{
    for (size_t u = 0; core->unit != NULL && u < core->unit_count; u++) {
        front_release(&core->unit[u].front);
        memory_release(core->unit[u].class);
        memory_release(core->unit[u].touched);
        memory_release(core->unit[u].effect);
    }
    memory_release(core->unit);
    memory_release(core->node);
    memory_release(core->factor);
    memory_release(core->slot);
    memory_release(core->view);
    memory_release(core->gain);
    memory_release(core->active);
    memory_release(core->table);
    memory_release(core->most);
    slots_forget(&core->layout);
    *core = (struct core){0};
}
