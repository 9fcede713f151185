#include "base/exact.h"
#include "plot/chart.h"
#include "plot/label.h"

#include <stdio.h>

#define BODY_HEIGHT 400
#define AXIS_HEIGHT 320 /* of the plotting area inside the body */
#define END_GAP     16  /* least distance between the names at the lines' ends */
#define END_WIDTH   186 /* of the texts to the right of the axis */
#define SERIES      3   /* own, near, nation */

struct trend_lines {
    struct text figures; /* year, own, near, nation */
    struct text values;  /* year, place of the text, own in figures for people, side */
    struct text counts;  /* year, number of units */
    struct text gaps;    /* years that cannot be compared, for people */
    int64_t last[SERIES];
    int32_t first_year, last_year;
    bool has[SERIES];
    bool counts_shown;
};

static void add_count(struct trend_lines *lines, const struct view *view,
                      const struct shown_past *past)
{
    size_t group = view->nation == CHART_NONE ? view->own : view->nation;
    if (view_past_group(view, past, group) == NOTHING)
        return;
    char count[COUNT_BYTES];
    count_print(count, past->group[group].n, view->language);
    text_print(&lines->counts, "%d\t%s\n", past->year, count);
    lines->counts_shown = true;
}

/* Whether the digits of an own figure stand better below its point: the others' points
   and the target are nearer above it. */
static bool is_clearer_below(const struct view *view, const int64_t figure[SERIES])
{
    int64_t above = INT64_MAX, below = INT64_MAX;
    int64_t target = view_has_target(view) ? view->disclosed->scale_target : NOTHING;
    for (size_t i = 1; i <= SERIES; i++) {
        int64_t other = i < SERIES ? figure[i] : target;
        if (other == NOTHING)
            continue;
        int64_t distance = other - figure[0];
        if (distance > 0 && distance < above)
            above = distance;
        if (distance < 0 && -distance < below)
            below = -distance;
    }
    return above < below;
}

static void add_value(struct trend_lines *lines, const struct view *view,
                      const struct shown_past *past, const int64_t figure[SERIES])
{
    /* This year's value stands with the name at the line's end. */
    if (figure[0] == NOTHING || past->year == view->disclosed->year)
        return;
    text_print(&lines->values, "%d\t", past->year);
    chart_add_data(&lines->values, figure[0]);
    text_print(&lines->values, "\t%d\t", is_clearer_below(view, figure) ? -1 : 1);
    chart_add_figure(&lines->values, view, figure[0]);
    text_add_character(&lines->values, '\n');
}

static void add_year(struct chart *chart, struct trend_lines *lines,
                     const struct view *view, const struct shown_past *past)
{
    const int64_t figure[SERIES] = {view_past_own(view, past),
                                    view_past_group(view, past, view->near),
                                    view_past_group(view, past, view->nation)};
    text_print(&lines->figures, "%d", past->year);
    for (size_t i = 0; i < SERIES; i++) {
        text_add_character(&lines->figures, '\t');
        chart_add_data(&lines->figures, figure[i]);
        if (figure[i] != NOTHING) {
            lines->has[i] = true;
            lines->last[i] = figure[i];
        }
    }
    text_add_character(&lines->figures, '\n');
    if (!past->comparable)
        text_print(&lines->gaps, lines->gaps.length > 0 ? ", %d" : "%d", past->year);
    add_count(lines, view, past);
    add_value(lines, view, past, figure);
    text_print(&chart->description, "%d: ", past->year);
    chart_add_figure(&chart->description, view, figure[0]);
    text_add(&chart->description, "; ");
}

/* Moves the places of the names at the lines' ends apart, from the top down, and then
   up again from the bottom of the axis. */
static void spread(int64_t place[SERIES], const bool has[SERIES], int64_t gap,
                   int64_t floor)
{
    size_t order[SERIES] = {0};
    size_t count = 0;
    for (size_t i = 0; i < SERIES; i++) {
        if (!has[i])
            continue;
        size_t at = count++;
        for (; at > 0 && place[order[at - 1]] < place[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (size_t i = 1; i < count; i++)
        if (place[order[i - 1]] - place[order[i]] < gap)
            place[order[i]] = place[order[i - 1]] - gap;
    int64_t least = floor;
    for (size_t i = count; i > 0; i--) {
        if (place[order[i - 1]] < least)
            place[order[i - 1]] = least;
        least = place[order[i - 1]] + gap;
    }
}

static void add_end(struct chart *chart, const struct view *view, size_t series,
                    int64_t figure)
{
    const struct disclosed *disclosed = view->disclosed;
    struct text name = {0};
    if (series == 0 && view->own != 0)
        label_clean(&name, wording_in(&disclosed->name, view->language));
    else if (series == 1)
        label_clean(
            &name, wording_in(&disclosed->comparison[view->near].name, view->language));
    else
        chart_add_nation_name(&name, view);
    chart_add_figure(&chart->script, view, figure);
    text_add_character(&chart->script, ' ');
    label_shorten(&chart->script, name.length > 0 ? name.bytes : "", END_WIDTH - 22,
                  SIZE_SMALL);
    chart->script.short_of_memory |= name.short_of_memory;
    text_release(&name);
}

static void add_ends(struct chart *chart, const struct trend_lines *lines,
                     const struct view *view)
{
    static const char *const series_name[SERIES] = {"own", "near", "nation"};
    const struct disclosed *disclosed = view->disclosed;
    int64_t lowest = disclosed->scale_lowest;
    int64_t range = disclosed->scale_highest - lowest;
    int64_t place[SERIES] = {lines->last[0], lines->last[1], lines->last[2]};
    spread(place, lines->has, range * END_GAP / AXIS_HEIGHT,
           lowest + range * END_GAP / AXIS_HEIGHT / 2);
    chart_open_block(chart, "ends");
    for (size_t i = 0; i < SERIES; i++) {
        text_add(&chart->script, ">");
        if (lines->has[i])
            add_end(chart, view, i, lines->last[i]);
        text_add(&chart->script, "\n");
    }
    chart_close_block(chart);
    for (size_t i = 0; i < SERIES; i++) {
        text_print(&chart->script, "has_%s = %d\n%s_end = ", series_name[i],
                   lines->has[i], series_name[i]);
        chart_add_data(&chart->script, lines->has[i] ? place[i] : lowest);
        text_add(&chart->script, "\n");
    }
}

static void finish(struct chart *chart, const struct trend_lines *lines,
                   const struct view *view)
{
    const char *units = wording_in(&view->disclosed->unit_many, view->language);
    chart_add_block(chart, "figures", &lines->figures);
    chart_add_block(chart, "values", &lines->values);
    chart_add_block(chart, "counts", &lines->counts);
    chart_open_block(chart, "counted");
    struct text counted = {0};
    phrase_add(&counted, view->language, PHRASE_COUNTED, (const char *[4]){units});
    text_add(&chart->script, ">");
    label_shorten(&chart->script, counted.length > 0 ? counted.bytes : "", END_WIDTH,
                  SIZE_SMALL);
    text_add(&chart->script, "\n");
    chart->script.short_of_memory |= counted.short_of_memory;
    text_release(&counted);
    chart_close_block(chart);
    add_ends(chart, lines, view);
    text_print(&chart->script,
               "first_year = %d\nlast_year = %d\nhas_counts = %d\nhas_values = %d\n",
               lines->first_year, lines->last_year, lines->counts_shown, lines->has[0]);
    chart_add_captions(chart, view, true);
    if (lines->gaps.length > 0)
        chart_add_phrase(chart, view, PHRASE_NOT_COMPARABLE,
                         (const char *[4]){lines->gaps.bytes});
    chart_end(chart, view, BODY_HEIGHT);
}

bool chart_trend(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    if (disclosed->trend >= disclosed->node_count || disclosed->past_count == 0
        || disclosed->node[disclosed->trend].past == NULL)
        return false;
    const struct shown_node *node = &disclosed->node[disclosed->trend];
    struct trend_lines lines = {.first_year = node->past[0].year,
                                .last_year =
                                    node->past[disclosed->past_count - 1].year};
    chart_begin(chart, view, "trend", PHRASE_TREND, &node->title);
    for (size_t i = 0; i < disclosed->past_count; i++)
        add_year(chart, &lines, view, &node->past[i]);
    bool shows = lines.has[0] || lines.has[1] || lines.has[2];
    if (shows)
        finish(chart, &lines, view);
    text_release(&lines.figures);
    text_release(&lines.values);
    text_release(&lines.counts);
    text_release(&lines.gaps);
    return shows;
}
