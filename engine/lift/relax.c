#include "lift/core.h"

#include <math.h>

/* What the target's sum can come to at most while not all weights are settled. The
   value of an area is told as its difference from a reference m, any number: of inputs
   x that count with weights w and come to A in all it is m + sum w (x - m) / A. What an
   answer changes of that sum is divided by the least A there can be beside it where it
   is more than nothing, and by the most where it is less; so it is at least what the
   answer does, whatever the others are. Of the target itself nothing is divided: it
   reaches the reference where its own sum is 0 or more.

   An area that has no score as things stand has one only where enough is answered; what
   it adds then is shared out among the answers by how much of what is lacking each of
   them makes up for. */

static void take_least(struct weights *least, const struct weights *other)
{
    least->relevant =
        least->relevant < other->relevant ? least->relevant : other->relevant;
    least->answered =
        least->answered < other->answered ? least->answered : other->answered;
    least->blocked &= other->blocked;
}

static void take_most(struct weights *most, const struct weights *other)
{
    most->relevant =
        most->relevant > other->relevant ? most->relevant : other->relevant;
    most->answered =
        most->answered > other->answered ? most->answered : other->answered;
    most->blocked |= other->blocked;
}

/* What one unit adds to the weights of the area that it touches there. */
static bool find_range(const struct unit *unit, const bool *allowed, size_t t,
                       struct weights *least, struct weights *most)
{
    bool any = false;
    for (size_t e = 0; e < unit->front.count; e++) {
        const struct weights *own = &unit->effect[e * unit->touched_count + t].weights;
        if (!allowed[unit->first + e])
            continue;
        if (!any)
            *least = *most = *own;
        take_least(least, own);
        take_most(most, own);
        any = true;
    }
    return any;
}

static void begin_views(struct core *core)
{
    for (size_t n = 0; n < core->node_count; n++)
        core->view[n] =
            (struct view){.least = core->node[n].fixed, .most = core->node[n].fixed};
}

static bool add_varying(struct core *core, const bool *allowed)
{
    for (size_t u = 0; u < core->varying_count; u++) {
        const struct unit *unit = &core->unit[u];
        for (size_t t = 0; t < unit->touched_count; t++) {
            struct view *view = &core->view[unit->touched[t]];
            struct weights least = {0};
            struct weights most = {0};
            if (!find_range(unit, allowed, t, &least, &most))
                return false;
            weights_add(&view->least, &least);
            weights_add(&view->most, &most);
        }
    }
    return true;
}

/* The least answered weight with which the area has enough of what is relevant. */
static double enough(const struct node *node, int64_t relevant)
{
    return ceil((double)relevant * (double)node->coverage_numerator
                / (double)node->coverage_denominator);
}

static void find_standings(struct core *core, size_t n)
{
    const struct core_node *own = &core->node[n];
    const struct node *node = &core->lifter->questionnaire->node[own->node];
    struct view *view = &core->view[n];
    const struct weights *least = &view->least;
    const struct weights *most = &view->most;
    int64_t top = node->coverage_numerator;
    int64_t bottom = node->coverage_denominator;
    bool surely = least->relevant > 0 && most->blocked == 0 && least->answered > 0
                  && least->answered * bottom >= most->relevant * top;
    view->can[STANDING_NOT_RELEVANT] = least->relevant <= 0;
    view->can[STANDING_TOO_FEW] = !surely && most->relevant > 0;
    view->can[STANDING_SCORED] = most->relevant > 0 && least->blocked == 0
                                 && most->answered > 0
                                 && most->answered * bottom >= least->relevant * top;
    double divisor = enough(node, least->relevant);
    divisor = divisor > (double)least->answered ? divisor : (double)least->answered;
    view->least_divisor = divisor > 1 ? divisor : 1;
    bool any = false;
    for (int s = STANDING_SCORED; s <= STANDING_NOT_RELEVANT; s++) {
        if (!view->can[s])
            continue;
        if (!any)
            view->least_passed = view->most_passed = own->passed[s].weights;
        take_least(&view->least_passed, &own->passed[s].weights);
        take_most(&view->most_passed, &own->passed[s].weights);
        any = true;
    }
    if (own->above == n)
        return;
    weights_add(&core->view[own->above].least, &view->least_passed);
    weights_add(&core->view[own->above].most, &view->most_passed);
}

static bool is_settled(const struct view *view)
{
    return view->can[STANDING_SCORED] && !view->can[STANDING_TOO_FEW]
           && !view->can[STANDING_NOT_RELEVANT];
}

/* What each area is by the reference entries, where it surely has a score. */
static void find_references(struct core *core, const bool *allowed, double aim)
{
    size_t last = core->node_count - 1;
    for (size_t n = 0; n < core->node_count; n++)
        core->view[n].constant = core->view[n].reference = 0;
    /* Sums in `constant`, weights in `reference`, until these are known. */
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t e = core_reference(unit, allowed);
        for (size_t t = 0; t < unit->touched_count; t++) {
            const struct effect *effect = &unit->effect[e * unit->touched_count + t];
            core->view[unit->touched[t]].constant += effect->value;
            core->view[unit->touched[t]].reference += (double)effect->weights.answered;
        }
    }
    for (size_t n = 0; n < last; n++) {
        struct view *view = &core->view[n];
        struct view *above = &core->view[core->node[n].above];
        view->referred = view->can[STANDING_SCORED] && view->reference > 0;
        if (!view->referred)
            continue;
        view->reference = view->constant / view->reference;
        if (is_settled(view)) {
            above->constant += (double)core->node[n].weight * view->reference;
            above->reference += (double)core->node[n].weight;
        }
    }
    core->view[last].reference = aim;
    for (size_t n = last; n-- > 0;)
        if (!core->view[n].referred)
            core->view[n].reference = core->view[core->node[n].above].reference;
}

/* What an area adds to the sum of the one above by its constant, at most. */
static double passed_constant(struct core *core, size_t n)
{
    const struct core_node *node = &core->node[n];
    struct view *view = &core->view[n];
    double from = core->view[node->above].reference;
    double otherwise = -INFINITY;
    for (int s = STANDING_TOO_FEW; s <= STANDING_NOT_RELEVANT; s++) {
        const struct passed *passed = &node->passed[s];
        double added = passed->value - from * (double)passed->weights.answered;
        if (view->can[s] && added > otherwise)
            otherwise = added;
    }
    if (!view->can[STANDING_SCORED])
        return otherwise;
    double divisor =
        view->constant >= 0 ? view->least_divisor : (double)view->most.answered;
    double scored =
        (double)node->weight * (view->reference + view->constant / divisor - from);
    if (scored <= otherwise)
        return otherwise;
    if (view->need <= 0 || otherwise == -INFINITY)
        return scored;
    view->credit = (scored - otherwise) / (double)node->weight;
    return otherwise;
}

static void find_constants(struct core *core, const bool *allowed)
{
    size_t last = core->node_count - 1;
    for (size_t n = 0; n < core->node_count; n++)
        core->view[n].constant = 0;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t e = core_reference(unit, allowed);
        for (size_t t = 0; t < unit->touched_count; t++) {
            const struct effect *effect = &unit->effect[e * unit->touched_count + t];
            struct view *view = &core->view[unit->touched[t]];
            view->constant +=
                effect->value - view->reference * (double)effect->weights.answered;
        }
    }
    for (size_t n = 0; n < last; n++)
        core->view[core->node[n].above].constant += passed_constant(core, n);
}

/* How much a unit of each area's sum counts for in the target's. */
static void find_slopes(struct core *core)
{
    size_t last = core->node_count - 1;
    core->view[last].rise = core->view[last].fall = 1;
    for (size_t n = last; n-- > 0;) {
        struct view *view = &core->view[n];
        const struct core_node *node = &core->node[n];
        const struct view *above = &core->view[node->above];
        view->rise = view->fall = 0;
        if (!view->can[STANDING_SCORED])
            continue;
        double weight = (double)node->weight;
        double least =
            (double)(above->least.answered - view->least_passed.answered) + weight;
        least = least > above->least_divisor ? least : above->least_divisor;
        view->rise = above->rise * weight;
        if (node->above != last)
            view->rise /= least;
        if (is_settled(view))
            view->fall = above->fall * weight
                         / (node->above != last ? (double)above->most.answered : 1);
    }
}

static double credit_in(const struct core *core, const struct unit *unit, size_t t,
                        size_t e, size_t reference)
{
    const struct view *view = &core->view[unit->touched[t]];
    double made = view->credit > 0 ? core_cover(core, unit, t, e, reference) : 0;
    return made > 0 ? view->rise * view->credit * made / view->need : 0;
}

/* What an entry adds by one area, beside the reference entry. */
static double gain_in(const struct core *core, const struct unit *unit,
                      const bool *allowed, size_t t, size_t e, size_t reference)
{
    size_t n = unit->touched[t];
    const struct view *view = &core->view[n];
    const struct effect *own = &unit->effect[e * unit->touched_count + t];
    const struct effect *other = &unit->effect[reference * unit->touched_count + t];
    double change =
        own->value - other->value
        - view->reference * (double)(own->weights.answered - other->weights.answered);
    double answered = (double)own->weights.answered;
    if (n + 1 == core->node_count)
        return change;
    if (change <= 0 && view->fall == 0)
        return 0;
    struct weights least = own->weights;
    struct weights most = own->weights;
    if (unit->class_count > 1)
        find_range(unit, allowed, t, &least, &most);
    if (change <= 0)
        return view->fall * change
               / ((double)view->most.answered - (double)most.answered + answered);
    double divisor = (double)view->least.answered - (double)least.answered + answered;
    divisor = divisor > view->least_divisor ? divisor : view->least_divisor;
    return view->rise * change / divisor;
}

void core_find_gains(struct core *core, const bool *allowed)
{
    core->constant = core->view[core->node_count - 1].constant;
    double all = 0;
    for (size_t u = 0; u < core->unit_count; u++) {
        const struct unit *unit = &core->unit[u];
        size_t reference = core_reference(unit, allowed);
        double most = 0;
        for (size_t e = 0; e < unit->front.count; e++) {
            double sum = 0;
            if (!allowed[unit->first + e])
                continue;
            for (size_t t = 0; t < unit->touched_count && e != reference; t++)
                if (core->view[unit->touched[t]].can[STANDING_SCORED])
                    sum += gain_in(core, unit, allowed, t, e, reference)
                           + credit_in(core, unit, t, e, reference);
            core->gain[unit->first + e] = sum;
            most = fabs(sum) > most ? fabs(sum) : most;
        }
        all += most;
    }
    core->margin = CORE_MARGIN * (1 + fabs(core->constant) + all);
}

bool core_relax(struct core *core, const bool *allowed, const struct aim *aim)
{
    begin_views(core);
    if (!add_varying(core, allowed))
        return false;
    for (size_t n = 0; n < core->node_count; n++)
        find_standings(core, n);
    if (!core->view[core->node_count - 1].can[STANDING_SCORED])
        return false;
    find_references(core, allowed, aim->value);
    core_find_needs(core, allowed);
    find_constants(core, allowed);
    find_slopes(core);
    core->effort += core->entry_count;
    return true;
}
