#include "base/exact.h"
#include "plot/chart.h"

int64_t view_points(const struct view *view, int64_t points)
{
    return points == NOTHING ? NOTHING : disclosed_on_scale(view->disclosed, points);
}

static int64_t of_figures(const struct view *view, const struct shown_figures *figures)
{
    if (figures->withheld != WITHHELD_NOT || figures->n == 0)
        return NOTHING;
    return view_points(view, figures->mean);
}

static int64_t of_score(const struct view *view, const struct shown_score *score)
{
    if (score->state != SCORE_STATE_SCORED)
        return NOTHING;
    return view_points(view, score->points);
}

int64_t view_group(const struct view *view, const struct shown_node *node, size_t group)
{
    return group == CHART_NONE ? NOTHING : of_figures(view, &node->group[group]);
}

int64_t view_own(const struct view *view, const struct shown_node *node)
{
    return view->own == CHART_NONE ? of_score(view, &node->own)
                                   : view_group(view, node, view->own);
}

int64_t view_past_group(const struct view *view, const struct shown_past *past,
                        size_t group)
{
    if (group == CHART_NONE || !past->comparable)
        return NOTHING;
    return of_figures(view, &past->group[group]);
}

int64_t view_past_own(const struct view *view, const struct shown_past *past)
{
    if (!past->comparable)
        return NOTHING;
    return view->own == CHART_NONE ? of_score(view, &past->own)
                                   : view_past_group(view, past, view->own);
}

int64_t view_previous(const struct view *view, const struct shown_node *node)
{
    if (view->previous == CHART_NONE || node->past == NULL)
        return NOTHING;
    return view_past_own(view, &node->past[view->previous]);
}

size_t view_next_child(const struct view *view, size_t after)
{
    const struct disclosed *disclosed = view->disclosed;
    size_t i = after + 1;
    while (i < disclosed->node_count
           && (disclosed->node[i].depth > 1
               || (disclosed->node[i].depth == 1 && disclosed->node[i].no_score)))
        i++;
    bool outside = i < disclosed->node_count && disclosed->node[i].depth == 0;
    return outside ? disclosed->node_count : i;
}

bool view_has_target(const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    return disclosed->scale_target > disclosed->scale_lowest
           && disclosed->scale_target < disclosed->scale_highest;
}

/* Of 1, 2, 5, 10, 20, 25, 50, 100 … times the unit, one that ends at the highest mark,
   or else the first that is not too dense. */
static int64_t step_over(int64_t range, int64_t unit)
{
    static const int32_t steps[] = {1, 2, 5, 10, 20, 25, 50};
    size_t count = sizeof steps / sizeof *steps;
    for (int most = 6; most <= 10; most += 4) {
        for (int64_t step = unit; step <= range; step *= 100) {
            for (size_t i = 0; i < count; i++) {
                bool ends = range % (step * steps[i]) == 0;
                if (range / (step * steps[i]) <= most && (ends || most > 6))
                    return step * steps[i];
            }
        }
    }
    return range;
}

int64_t view_step(const struct view *view)
{
    int64_t range = view->disclosed->scale_highest - view->disclosed->scale_lowest;
    return step_over(range, range % POINT == 0 ? POINT : POINT / 1000000);
}

/* Whether any figure of the group is shown. */
static bool group_is_shown(const struct disclosed *disclosed, size_t group)
{
    for (size_t i = 0; i < disclosed->node_count; i++) {
        const struct shown_figures *figures = &disclosed->node[i].group[group];
        if (figures->withheld == WITHHELD_NOT && figures->n > 0)
            return true;
    }
    return false;
}

struct view view_of(const struct disclosed *disclosed, enum language language)
{
    struct view view = {.disclosed = disclosed,
                        .language = language,
                        .own = CHART_NONE,
                        .nation = disclosed->comparison_count > 0 ? 0 : CHART_NONE,
                        .near = CHART_NONE,
                        .withheld = CHART_NONE,
                        .previous = CHART_NONE};
    if (disclosed->past_count >= 2)
        view.previous = disclosed->past_count - 2;
    if (disclosed->reader != READER_UNIT) {
        view.own = disclosed->own_comparison;
        if (view.own == 0)
            view.nation = CHART_NONE;
        return view;
    }
    size_t narrowest = disclosed->comparison_count;
    while (narrowest > 1 && !group_is_shown(disclosed, narrowest - 1))
        narrowest--;
    if (narrowest > 1)
        view.near = narrowest - 1;
    if (narrowest < disclosed->comparison_count)
        view.withheld = disclosed->comparison_count - 1;
    return view;
}
