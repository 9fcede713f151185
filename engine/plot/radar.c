#include "base/exact.h"
#include "plot/chart.h"
#include "plot/label.h"

#define SPOKE_LEAST 3
#define SPOKE_MOST  10
#define NAME_WIDTH  176
#define NAME_LINES  3
#define BODY_HEIGHT 470

struct radar_spokes {
    struct text figures; /* spoke, own, previous, nation; the first again at the end */
    struct text names;   /* spoke, line from the middle (halves), side, text */
    size_t count;
    bool own, previous, nation;
    bool own_open, nation_open;
};

/* 0 = above or below the middle, 1 = to the right, -1 = to the left. */
static int side_of(size_t spoke, size_t count)
{
    if (spoke == 0 || 2 * spoke == count)
        return 0;
    return 2 * spoke < count ? 1 : -1;
}

static void add_name(struct radar_spokes *spokes, size_t spoke, const char *name)
{
    struct label_lines lines;
    int side = side_of(spoke, spokes->count);
    label_wrap(&lines, name, NAME_LINES, side == 0 ? 2 * NAME_WIDTH : NAME_WIDTH,
               SIZE_TEXT);
    for (size_t i = 0; i < lines.line_count; i++) {
        /* Names beside the circle stand around its spoke's end; those above end there,
           those below begin there. */
        int halves = 2 * (int)i - ((int)lines.line_count - 1);
        if (side == 0)
            halves = spoke == 0 ? 2 * ((int)i - (int)lines.line_count + 1) : 2 * (int)i;
        text_print(&spokes->names, "%zu\t%d\t%d\t", spoke, halves, side);
        chart_add_column(&spokes->names, &lines.line[i]);
        text_add(&spokes->names, "\n");
        spokes->names.short_of_memory |= lines.line[i].short_of_memory;
    }
    label_lines_release(&lines);
}

static void add_figures(struct radar_spokes *spokes, const struct view *view,
                        size_t spoke, const struct shown_node *node)
{
    const int64_t figure[3] = {view_own(view, node), view_previous(view, node),
                               view_group(view, node, view->nation)};
    text_print(&spokes->figures, "%zu", spoke);
    for (size_t i = 0; i < 3; i++) {
        text_add_character(&spokes->figures, '\t');
        chart_add_data(&spokes->figures, figure[i]);
    }
    text_add_character(&spokes->figures, '\n');
    spokes->own |= figure[0] != NOTHING;
    spokes->previous |= figure[1] != NOTHING;
    spokes->nation |= figure[2] != NOTHING;
    spokes->own_open |= figure[0] == NOTHING;
    spokes->nation_open |= figure[2] == NOTHING;
}

static void describe_spoke(struct chart *chart, const struct view *view,
                           const struct shown_node *node)
{
    label_clean(&chart->description, wording_in(&node->title, view->language));
    text_add(&chart->description, ": ");
    chart_add_figure(&chart->description, view, view_own(view, node));
    text_add(&chart->description, "; ");
}

static size_t count_spokes(const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    if (disclosed->radar >= disclosed->node_count)
        return 0;
    size_t count = 0;
    size_t i = view_next_child(view, disclosed->radar);
    for (; i < disclosed->node_count; i = view_next_child(view, i))
        count++;
    return count;
}

static void finish(struct chart *chart, const struct radar_spokes *spokes,
                   const struct view *view)
{
    chart_add_block(chart, "figures", &spokes->figures);
    chart_add_block(chart, "names", &spokes->names);
    text_print(&chart->script,
               "spoke_count = %zu\nhas_own = %d\nhas_previous = %d\nhas_nation = %d\n"
               "has_area = %d\n",
               spokes->count, spokes->own, spokes->previous, spokes->nation,
               spokes->nation && !spokes->nation_open);
    chart_add_legends(chart, view, false, spokes->previous, spokes->nation);
    if (view_has_target(view))
        chart_add_legend(chart, SIGN_TARGET, phrase_in(view->language, PHRASE_TARGET));
    chart_add_captions(chart, view, false);
    if (spokes->own && spokes->own_open)
        chart_add_phrase(chart, view, PHRASE_OPEN_SPOKE, (const char *[4]){NULL});
    chart_end(chart, view, BODY_HEIGHT);
}

bool chart_radar(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    struct radar_spokes spokes = {.count = count_spokes(view)};
    if (spokes.count < SPOKE_LEAST || spokes.count > SPOKE_MOST)
        return false;
    chart_begin(chart, view, "radar", PHRASE_RADAR,
                &disclosed->node[disclosed->radar].title);
    size_t first = view_next_child(view, disclosed->radar);
    size_t spoke = 0;
    for (size_t i = first; i < disclosed->node_count; i = view_next_child(view, i)) {
        add_figures(&spokes, view, spoke, &disclosed->node[i]);
        add_name(&spokes, spoke, wording_in(&disclosed->node[i].title, view->language));
        describe_spoke(chart, view, &disclosed->node[i]);
        spoke++;
    }
    add_figures(&spokes, view, 0, &disclosed->node[first]);
    bool shows = spokes.own || spokes.nation;
    if (shows)
        finish(chart, &spokes, view);
    text_release(&spokes.figures);
    text_release(&spokes.names);
    return shows;
}
