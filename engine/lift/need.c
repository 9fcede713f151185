#include "lift/core.h"

/* What is lacking for a score, and how far answers make up for it. */

/* The cheapest entry that is left of a unit; entries stand in any order. */
size_t core_reference(const struct unit *unit, const bool *allowed)
{
    size_t best = SIZE_MAX;
    for (size_t e = 0; e < unit->front.count; e++)
        if (allowed[unit->first + e]
            && (best == SIZE_MAX
                || entry_compare(&unit->front.entry[e], &unit->front.entry[best]) < 0))
            best = e;
    return best;
}

/* How far a set of weights is from what it takes to have a score: any answer, where
   there is none, or else enough of them. */
static int64_t measure(const struct core *core, size_t n, const struct weights *weights)
{
    const struct node *node = &core->lifter->questionnaire->node[core->node[n].node];
    return core->view[n].unanswered
               ? weights->answered
               : weights->answered * node->coverage_denominator
                     - weights->relevant * node->coverage_numerator;
}

/* What the areas that go into one make of that at best. */
static int64_t measure_below(const struct core *core, size_t n)
{
    int64_t sum = 0;
    for (size_t below = 0; below < n; below++) {
        int64_t best = INT64_MIN;
        if (core->node[below].above != n)
            continue;
        for (int s = STANDING_SCORED; s <= STANDING_NOT_RELEVANT; s++) {
            int64_t own = measure(core, n, &core->node[below].passed[s].weights);
            if (core->view[below].can[s] && own > best)
                best = own;
        }
        sum += best;
    }
    return sum;
}

/* What each area lacks by the reference entries. */
void core_find_needs(struct core *core, const bool *allowed)
{
    for (size_t n = 0; n < core->node_count; n++)
        core->view[n].given = (struct weights){0};
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t e = core_reference(unit, allowed);
        for (size_t t = 0; t < unit->touched_count; t++)
            weights_add(&core->view[unit->touched[t]].given,
                        &unit->effect[e * unit->touched_count + t].weights);
    }
    for (size_t n = 0; n < core->node_count; n++) {
        struct view *view = &core->view[n];
        view->unanswered = true;
        int64_t answered = view->given.answered + measure_below(core, n);
        view->unanswered = answered <= 0;
        double lacking =
            view->unanswered
                ? view->least_divisor
                : -(double)(measure(core, n, &view->given) + measure_below(core, n));
        view->need = lacking > 0 ? lacking : 0;
        view->credit = 0;
    }
}

/* How much of what an area lacks an entry makes up for, beside the reference entry. */
double core_cover(const struct core *core, const struct unit *unit, size_t t, size_t e,
                  size_t reference)
{
    size_t n = unit->touched[t];
    return (
        double)(measure(core, n, &unit->effect[e * unit->touched_count + t].weights)
                - measure(core, n,
                          &unit->effect[reference * unit->touched_count + t].weights));
}

bool core_find_cover(struct core *core, const bool *allowed)
{
    size_t last = core->node_count - 1;
    if (core->view[last].need <= 0)
        return false;
    core->constant = -core->view[last].need;
    core->margin = 0.5;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t reference = core_reference(unit, allowed);
        for (size_t e = 0; e < unit->front.count; e++) {
            core->gain[unit->first + e] = 0;
            for (size_t t = 0; t < unit->touched_count; t++)
                if (unit->touched[t] == last)
                    core->gain[unit->first + e] =
                        core_cover(core, unit, t, e, reference);
        }
    }
    return true;
}
