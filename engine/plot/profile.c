#include "base/exact.h"
#include "plot/chart.h"
#include "plot/label.h"

#define ROW_LIMIT  40
#define NAME_WIDTH 268

/* The text of a row without a score takes a quarter of the scale at most. */
#define STATE_SHARE 4

struct profile_rows {
    struct text figures; /* row, own, previous, near, nation, lower, upper quartile */
    struct text names;   /* row (with the line's offset), a line of the area's name */
    struct text values;  /* row, own, nation: in figures for people */
    struct text states;  /* row, why it has no score */
    size_t row_count;
    size_t all_count;
    size_t state_count;
    bool own, previous, near, nation, middle;
};

static void add_figures(struct profile_rows *rows, const int64_t figure[6])
{
    text_print(&rows->figures, "%zu", rows->row_count);
    for (size_t i = 0; i < 6; i++) {
        text_add_character(&rows->figures, '\t');
        chart_add_data(&rows->figures, figure[i]);
    }
    text_add_character(&rows->figures, '\n');
    rows->own |= figure[0] != NOTHING;
    rows->previous |= figure[1] != NOTHING;
    rows->near |= figure[2] != NOTHING;
    rows->nation |= figure[3] != NOTHING;
    rows->middle |= figure[4] != NOTHING;
}

/* Last round's point may stand where the text begins; the text is then right of it. */
static void add_state(struct profile_rows *rows, const struct view *view,
                      const struct shown_node *node, int64_t previous)
{
    const struct disclosed *disclosed = view->disclosed;
    int64_t reach = (disclosed->scale_highest - disclosed->scale_lowest) / STATE_SHARE;
    bool beside = previous != NOTHING && previous - disclosed->scale_lowest < reach;
    if (view->own != CHART_NONE || node->own.state == SCORE_STATE_SCORED)
        return;
    enum phrase phrase = node->own.state == SCORE_STATE_NOT_RELEVANT
                             ? PHRASE_NOT_RELEVANT
                             : PHRASE_TOO_FEW_ANSWERS;
    text_print(&rows->states, "%zu\t%s\t%d\t", rows->row_count,
               phrase_in(view->language, phrase), beside);
    chart_add_data(&rows->states, beside ? previous : disclosed->scale_lowest);
    text_add_character(&rows->states, '\n');
    rows->state_count++;
}

static void describe_row(struct chart *chart, const struct view *view, const char *name,
                         int64_t own, int64_t nation)
{
    label_clean(&chart->description, name);
    text_add(&chart->description, ": ");
    chart_add_figure(&chart->description, view, own);
    if (nation != NOTHING) {
        text_print(&chart->description, " (%s ",
                   phrase_in(view->language, PHRASE_MEAN));
        chart_add_figure(&chart->description, view, nation);
        text_add(&chart->description, ")");
    }
    text_add(&chart->description, "; ");
}

static void add_row(struct chart *chart, struct profile_rows *rows,
                    const struct view *view, const struct shown_node *node)
{
    /* The band is the nation's middle half, the reader's own where that is the nation.
     */
    size_t band = view->nation == CHART_NONE ? view->own : view->nation;
    bool has_band = band != CHART_NONE && node->group[band].withheld == WITHHELD_NOT
                    && node->group[band].n > 0
                    && node->group[band].quartile[0] != NOTHING
                    && node->group[band].quartile[2] != NOTHING;
    const int64_t figure[6] = {
        view_own(view, node),
        view_previous(view, node),
        view_group(view, node, view->near),
        view_group(view, node, view->nation),
        has_band ? view_points(view, node->group[band].quartile[0]) : NOTHING,
        has_band ? view_points(view, node->group[band].quartile[2]) : NOTHING,
    };
    const char *name = wording_in(&node->title, view->language);
    rows->row_count++;
    add_figures(rows, figure);
    chart_add_row_name(&rows->names, rows->row_count, name, NAME_WIDTH);
    text_print(&rows->values, "%zu\t", rows->row_count);
    chart_add_figure(&rows->values, view, figure[0]);
    text_add_character(&rows->values, '\t');
    chart_add_figure(&rows->values, view, figure[3]);
    text_add_character(&rows->values, '\n');
    add_state(rows, view, node, figure[1]);
    describe_row(chart, view, name, figure[0], figure[3]);
}

static void add_rows(struct chart *chart, const struct profile_rows *rows,
                     const struct view *view)
{
    chart_add_block(chart, "figures", &rows->figures);
    chart_add_block(chart, "names", &rows->names);
    chart_add_block(chart, "values", &rows->values);
    chart_add_block(chart, "states", &rows->states);
    /* The nation's own figures are the average. */
    enum phrase own_phrase = view->own == 0 ? PHRASE_MEAN : PHRASE_OWN;
    chart_open_block(chart, "columns");
    text_print(&chart->script, ">%s\n>%s\n", phrase_in(view->language, own_phrase),
               phrase_in(view->language, PHRASE_MEAN));
    chart_close_block(chart);
    text_print(&chart->script,
               "row_count = %zu\nhas_own = %d\nhas_previous = %d\nhas_near = %d\n"
               "has_nation = %d\nhas_middle = %d\nhas_states = %d\n",
               rows->row_count, rows->own, rows->previous, rows->near, rows->nation,
               rows->middle, rows->state_count > 0);
}

static void finish(struct chart *chart, const struct profile_rows *rows,
                   const struct view *view)
{
    add_rows(chart, rows, view);
    chart_add_legends(chart, view, rows->near, rows->previous, rows->nation);
    if (rows->middle)
        chart_add_legend(chart, SIGN_MIDDLE,
                         phrase_in(view->language, PHRASE_MIDDLE_HALF));
    chart_add_captions(chart, view, true);
    if (rows->row_count < rows->all_count) {
        char shown[COUNT_BYTES], all[COUNT_BYTES];
        count_print(shown, (uint32_t)rows->row_count, view->language);
        count_print(all, (uint32_t)rows->all_count, view->language);
        chart_add_phrase(chart, view, PHRASE_NOT_ALL_ROWS,
                         (const char *[4]){shown, all});
    }
    chart_end(chart, view, CHART_ROW * (int)rows->row_count + 70);
}

bool chart_profile(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    if (disclosed->profile >= disclosed->node_count)
        return false;
    struct profile_rows rows = {0};
    chart_begin(chart, view, "profile", PHRASE_PROFILE,
                &disclosed->node[disclosed->profile].title);
    size_t i = view_next_child(view, disclosed->profile);
    for (; i < disclosed->node_count; i = view_next_child(view, i)) {
        rows.all_count++;
        if (rows.row_count < ROW_LIMIT)
            add_row(chart, &rows, view, &disclosed->node[i]);
    }
    bool shows = rows.own || rows.near || rows.nation || rows.previous;
    if (shows)
        finish(chart, &rows, view);
    text_release(&rows.figures);
    text_release(&rows.names);
    text_release(&rows.values);
    text_release(&rows.states);
    return shows;
}
