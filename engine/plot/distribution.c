#include "base/exact.h"
#include "plot/chart.h"
#include "plot/label.h"

#define BODY_HEIGHT 380

static int64_t on_scale(const struct view *view, int32_t points)
{
    int64_t nano = points * POINT;
    return view_points(view, nano > FULL_SCORE ? FULL_SCORE : nano);
}

/* A bar's height is its count for each step of the scale, so that areas are honest
   where neighbours were merged. */
static int64_t add_bin(struct chart *chart, const struct view *view,
                       const struct shown_bin *bin)
{
    int64_t from = on_scale(view, bin->from);
    int64_t to = on_scale(view, bin->to);
    int64_t height =
        to > from ? divide_rounded((wide)bin->count * POINT * POINT, to - from) : 0;
    char count[COUNT_BYTES];
    count_print(count, bin->count, view->language);
    chart_add_data(&chart->script, from);
    text_add_character(&chart->script, '\t');
    chart_add_data(&chart->script, to);
    text_add_character(&chart->script, '\t');
    chart_add_data(&chart->script, height);
    text_print(&chart->script, "\t%s\n", count);
    chart_add_figure(&chart->description, view, from);
    text_add(&chart->description, "–");
    chart_add_figure(&chart->description, view, to);
    text_print(&chart->description, ": %s; ", count);
    return height;
}

static void add_bins(struct chart *chart, const struct view *view,
                     const struct shown_node *node)
{
    int64_t highest = 0;
    chart_open_block(chart, "bins");
    for (uint32_t i = 0; i < node->bin_count; i++) {
        int64_t height = add_bin(chart, view, &node->bin[i]);
        if (height > highest)
            highest = height;
    }
    chart_close_block(chart);
    text_add(&chart->script, "tallest = ");
    chart_add_data(&chart->script, highest > 0 ? highest : POINT);
    text_add(&chart->script, "\n");
}

static void add_place(struct chart *chart, const char *name, int64_t figure)
{
    text_print(&chart->script, "has_%s = %d\n%s = ", name, figure != NOTHING, name);
    chart_add_data(&chart->script, figure == NOTHING ? 0 : figure);
    text_add(&chart->script, "\n");
}

/* The names of the two lines: the reader's and the average's. */
static void add_places(struct chart *chart, const struct view *view, int64_t own,
                       int64_t mean)
{
    const struct disclosed *disclosed = view->disclosed;
    chart_open_block(chart, "places");
    text_add(&chart->script, ">");
    label_shorten(&chart->script, wording_in(&disclosed->name, view->language), 260,
                  SIZE_TEXT);
    text_add(&chart->script, " ");
    chart_add_figure(&chart->script, view, own);
    text_add(&chart->script, "\n>");
    struct text nation = {0};
    chart_add_nation_name(&nation, view);
    label_shorten(&chart->script, nation.length > 0 ? nation.bytes : "", 260,
                  SIZE_SMALL);
    text_add(&chart->script, " ");
    chart_add_figure(&chart->script, view, mean);
    chart->script.short_of_memory |= nation.short_of_memory;
    text_release(&nation);
    text_add(&chart->script, "\n");
    chart_close_block(chart);
}

bool chart_distribution(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    if (disclosed->overall >= disclosed->node_count || disclosed->comparison_count == 0)
        return false;
    const struct shown_node *node = &disclosed->node[disclosed->overall];
    if (node->bin_count == 0)
        return false;
    /* The nation has no place of its own among its units. */
    int64_t own = view->nation == CHART_NONE ? NOTHING : view_own(view, node);
    int64_t mean = view_group(view, node, 0);
    const char *units = wording_in(&disclosed->unit_many, view->language);
    chart_begin(chart, view, "distribution", PHRASE_DISTRIBUTION, &node->title);
    add_bins(chart, view, node);
    add_place(chart, "own", own);
    add_place(chart, "mean", mean);
    add_places(chart, view, own, mean);
    chart_add_captions(chart, view, false);
    chart_add_phrase(chart, view, PHRASE_AREA_HONEST, (const char *[4]){units});
    chart_end(chart, view, BODY_HEIGHT);
    return true;
}
