#include "plot/points.h"

int64_t points_share(const struct shown_node *node, size_t group)
{
    if (group == CHART_NONE || node->group[group].withheld != WITHHELD_NOT
        || node->group[group].n == 0)
        return NOTHING;
    return node->group[group].mean;
}

int64_t points_share_then(const struct shown_past *past, size_t group)
{
    if (!past->comparable || past->group[group].withheld != WITHHELD_NOT
        || past->group[group].n == 0)
        return NOTHING;
    return past->group[group].mean;
}

/* Whether any of the points was the same in that round. */
static bool round_is_alike(const struct points *points, const struct view *view,
                           size_t round)
{
    for (size_t i = 0; i < points->count; i++)
        if (view->disclosed->node[points->node[i]].past[round].comparable)
            return true;
    return false;
}

static void find_rounds(struct points *points, const struct view *view, size_t limit)
{
    size_t found[ROUND_LIMIT];
    size_t count = 0;
    for (size_t r = view->disclosed->past_count; r-- > 0 && count < limit;)
        if (r + 1 == view->disclosed->past_count || round_is_alike(points, view, r))
            found[count++] = r;
    for (size_t i = 0; i < count; i++)
        points->round[i] = found[count - 1 - i];
    points->round_count = count;
}

void points_find(struct points *points, const struct view *view, size_t limit)
{
    const struct disclosed *disclosed = view->disclosed;
    *points = (struct points){.root = disclosed->measuring_points};
    if (points->root >= disclosed->node_count)
        return;
    size_t i = view_next_child(view, points->root);
    for (; i < disclosed->node_count; i = view_next_child(view, i)) {
        points->all_count++;
        if (points->count < POINT_LIMIT)
            points->node[points->count++] = i;
    }
    find_rounds(points, view, limit < ROUND_LIMIT ? limit : ROUND_LIMIT);
}

void years_end(struct years *years)
{
    if (years->next == 0)
        return;
    text_print(&years->list, years->list.length > 0 ? ", %d" : "%d", years->first);
    if (years->last != years->first)
        text_print(&years->list, "–%d", years->last);
    years->next = 0;
}

void years_add(struct years *years, size_t round, int32_t year)
{
    if (years->next != round)
        years_end(years);
    if (years->next == 0)
        years->first = year;
    years->last = year;
    years->next = round + 1;
}

void points_add_captions(struct chart *chart, const struct view *view,
                         const struct points *points)
{
    const struct shown_past *past = view->disclosed->node[points->root].past;
    struct years unlike = {0};
    for (size_t r = 0; r + 1 < view->disclosed->past_count; r++)
        if (!round_is_alike(points, view, r))
            years_add(&unlike, r, past[r].year);
    years_end(&unlike);
    if (unlike.list.length > 0)
        chart_add_phrase(chart, view, PHRASE_NOT_COMPARABLE,
                         (const char *[4]){unlike.list.bytes});
    chart->caption.short_of_memory |= unlike.list.short_of_memory;
    text_release(&unlike.list);
    if (points->count == points->all_count)
        return;
    char shown[COUNT_BYTES], all[COUNT_BYTES];
    count_print(shown, (uint32_t)points->count, view->language);
    count_print(all, (uint32_t)points->all_count, view->language);
    chart_add_phrase(chart, view, PHRASE_NOT_ALL_POINTS, (const char *[4]){shown, all});
}

bool chart_points(struct chart *chart, const struct view *view)
{
    return view->own == CHART_NONE ? chart_marks(chart, view)
                                   : chart_shares(chart, view);
}
