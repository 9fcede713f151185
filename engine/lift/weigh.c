#include "lift/core.h"

#include "base/memory.h"

#include <math.h>

/* How few answers each guess takes at least, which tells the order to try them in. */

/* What each entry of a unit adds to the target's sum by the guess at hand. */
void core_find_adds(struct core *core, const struct unit *unit, const double *factor)
{
    size_t nodes = core->node_count;
    for (size_t e = 0; e < unit->front.count; e++) {
        double sum = 0;
        for (size_t n = 0; n < nodes; n++)
            sum += factor[n] * unit->value[e * nodes + n];
        core->adds[e] = sum;
    }
}

/* most[k]: that the entries of a front, and what comes after, add by k changes at most.
 */
void core_add_most(const struct front *front, const double *adds,
                   const double *restrict after, double *restrict most, size_t row)
{
    for (size_t k = 0; k < row; k++)
        most[k] = -INFINITY;
    for (size_t e = 0; e < front->count; e++)
        for (size_t k = (size_t)front->entry[e].changes; k < row; k++) {
            double sum = adds[e] + after[k - (size_t)front->entry[e].changes];
            most[k] = sum > most[k] ? sum : most[k];
        }
}

struct rational *core_target_slot(const struct core *core)
{
    return core->slot + core->layout.first[core->node_count - 1];
}

/* The sum that the target takes, for the guess at hand. */
void core_find_need(struct core *core, struct rational target)
{
    double sum = core_binary(core, target)
                     * (double)core_target_slot(core)[SLOT_ANSWERED].numerator
                 - core_binary(core, core->base);
    core->need = sum - CORE_MARGIN * (1 + fabs(sum));
}

/* What units add by so many changes at most that go into one area alone: whatever the
   guess, in proportion to its factor. The others are added one by one. */
struct weighing {
    struct core *core;
    size_t row;
    double *single; /* single[n * row + k] */
    double *factor;
    double *sum;
    double *spare;
    bool *several; /* by unit: it goes into more than one area */
};

static void release_weighing(struct weighing *weighing)
{
    memory_release(weighing->single);
    memory_release(weighing->factor);
    memory_release(weighing->sum);
    memory_release(weighing->spare);
    memory_release(weighing->several);
}

static bool reserve_weighing(struct weighing *weighing)
{
    const struct core *core = weighing->core;
    weighing->single =
        memory_allocate(core->node_count * weighing->row, sizeof *weighing->single);
    weighing->factor = memory_allocate(core->node_count, sizeof *weighing->factor);
    weighing->sum = memory_allocate(weighing->row, sizeof *weighing->sum);
    weighing->spare = memory_allocate(weighing->row, sizeof *weighing->spare);
    weighing->several = memory_allocate(core->unit_count, sizeof *weighing->several);
    return weighing->single != NULL && weighing->factor != NULL && weighing->sum != NULL
           && weighing->spare != NULL && weighing->several != NULL;
}

/* The one area that a unit goes into; the first where it goes into none. */
static size_t find_area(const struct core *core, const struct unit *unit, bool *several)
{
    size_t found = core->node_count;
    *several = false;
    for (size_t e = 0; e < unit->front.count; e++)
        for (size_t n = 0; n < core->node_count; n++) {
            if (unit->value[e * core->node_count + n] == 0)
                continue;
            *several = *several || (found < core->node_count && found != n);
            found = n;
        }
    return found < core->node_count ? found : 0;
}

static void swap_sums(struct weighing *weighing, double *sum)
{
    for (size_t k = 0; k < weighing->row; k++)
        sum[k] = weighing->spare[k];
}

static void weigh_areas(struct weighing *weighing)
{
    struct core *core = weighing->core;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t n = find_area(core, unit, &weighing->several[u]);
        double *single = weighing->single + n * weighing->row;
        if (weighing->several[u])
            continue;
        for (size_t e = 0; e < unit->front.count; e++)
            core->adds[e] = unit->value[e * core->node_count + n];
        core_add_most(&unit->front, core->adds, single, weighing->spare, weighing->row);
        swap_sums(weighing, single);
    }
}

/* The most that two independent parts add by k changes in all. */
static void add_area(struct weighing *weighing, const double *single, double factor)
{
    for (size_t k = 0; k < weighing->row; k++)
        weighing->spare[k] = -INFINITY;
    for (size_t i = 0; i < weighing->row; i++) {
        double own = isinf(single[i]) ? single[i] : factor * single[i];
        for (size_t k = i; k < weighing->row; k++) {
            double sum = own + weighing->sum[k - i];
            weighing->spare[k] = sum > weighing->spare[k] ? sum : weighing->spare[k];
        }
    }
    swap_sums(weighing, weighing->sum);
}

static void weigh_guess(struct weighing *weighing)
{
    struct core *core = weighing->core;
    for (size_t n = 0; n < core->node_count; n++)
        weighing->factor[n] = core_binary(core, core->factor[n]);
    for (size_t k = 0; k < weighing->row; k++)
        weighing->sum[k] = 0;
    for (size_t u = 0; u < core->unit_count; u++) {
        if (!weighing->several[u])
            continue;
        core_find_adds(core, &core->unit[u], weighing->factor);
        core_add_most(&core->unit[u].front, core->adds, weighing->sum, weighing->spare,
                      weighing->row);
        swap_sums(weighing, weighing->sum);
    }
    for (size_t n = 0; n < core->node_count; n++)
        add_area(weighing, weighing->single + n * weighing->row, weighing->factor[n]);
}

bool core_weigh(struct core *core, struct rational target, int64_t limit, size_t count)
{
    struct weighing weighing = {.core = core, .row = (size_t)limit + 1};
    bool ok = reserve_weighing(&weighing);
    if (ok)
        weigh_areas(&weighing);
    for (size_t g = 0; ok && g < count && g < core->guess_count; g++) {
        struct guess *guess = &core->guess[g];
        guess->least = INT64_MAX;
        guess->highest = -INFINITY;
        ok = core_take_guess(core, guess);
        if (!ok || !core->possible)
            continue;
        core_find_need(core, target);
        weigh_guess(&weighing);
        for (int64_t k = limit; k >= 0 && weighing.sum[k] >= core->need; k--)
            guess->least = k;
        guess->highest = (core_binary(core, core->base) + weighing.sum[limit])
                         / (double)core_target_slot(core)[SLOT_ANSWERED].numerator;
    }
    release_weighing(&weighing);
    return ok;
}
