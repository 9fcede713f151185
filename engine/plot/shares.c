#include "base/exact.h"
#include "plot/label.h"
#include "plot/points.h"

/* The measuring points of a group: how many percent meet each, and how that came about.
 */

#define NAME_WIDTH 336
#define EARLIER_LIMIT                                                                  \
    4 /* rounds before this one; there is no room for more in a row                    \
       */

struct share_rows {
    struct text figures; /* row, own, the average */
    struct text names;   /* row (with the line's offset), a line of the point's name */
    struct text trails;  /* row, place among the rounds, share; a gap after each row */
    struct text left;    /* row, which years cannot be compared: left of the trail */
    struct text right;   /* the same, right of it */
    struct text values;  /* row, own, n, the average: for people */
    struct text states;  /* row, why there is no share */
    size_t row_count;
    bool own, nation, trail;
};

/* The rounds before this one, and then the end of this one's bar. */
static void add_trail(struct share_rows *rows, const struct view *view,
                      const struct points *points, const struct shown_node *node)
{
    int64_t least = FULL_SCORE;
    int64_t most = NOTHING;
    struct years broken = {0};
    for (size_t i = 0; i < points->round_count; i++) {
        const struct shown_past *past = &node->past[points->round[i]];
        int64_t share = points_share_then(past, view->own);
        text_print(&rows->trails, "%zu\t%zu\t", rows->row_count, i);
        chart_add_data(&rows->trails, share);
        text_add(&rows->trails, "\n");
        if (!past->comparable)
            years_add(&broken, points->round[i], past->year);
        if (share == NOTHING || (i + 1 == points->round_count && most == NOTHING))
            continue;
        rows->trail |= i + 1 < points->round_count;
        least = share < least ? share : least;
        most = share > most ? share : most;
    }
    text_add(&rows->trails, "\n");
    years_end(&broken);
    if (broken.list.length > 0) {
        /* Where the trail leaves more room. */
        bool left = most == NOTHING || least > FULL_SCORE - most;
        struct text *side = left ? &rows->left : &rows->right;
        text_print(side, "%zu\t// %s\n", rows->row_count, broken.list.bytes);
    }
    rows->left.short_of_memory |= broken.list.short_of_memory;
    text_release(&broken.list);
}

static void add_values(struct share_rows *rows, const struct view *view,
                       const struct shown_node *node, int64_t own, int64_t nation)
{
    char n[COUNT_BYTES];
    count_print(n, node->group[view->own].n, view->language);
    text_print(&rows->values, "%zu\t", rows->row_count);
    chart_add_percent(&rows->values, view, own);
    text_print(&rows->values, "\t%s\t", own == NOTHING ? "–" : n);
    chart_add_percent(&rows->values, view, nation);
    text_add(&rows->values, "\n");
}

static void add_state(struct share_rows *rows, const struct view *view,
                      const struct shown_node *node)
{
    bool nobody = node->group[view->own].withheld == WITHHELD_NO_UNITS;
    text_print(&rows->states, "%zu\t%s\n", rows->row_count,
               phrase_in(view->language, nobody ? PHRASE_NO_RESULT : PHRASE_WITHHELD));
}

static void describe(struct chart *chart, const struct view *view,
                     const struct points *points, const struct shown_node *node,
                     const char *name)
{
    label_clean(&chart->description, name);
    text_add(&chart->description, ": ");
    chart_add_percent(&chart->description, view, points_share(node, view->own));
    const char *before = " (";
    for (size_t i = 0; i + 1 < points->round_count; i++) {
        const struct shown_past *past = &node->past[points->round[i]];
        int64_t share = points_share_then(past, view->own);
        if (share == NOTHING && past->comparable)
            continue;
        text_print(&chart->description, "%s%d: ", before, past->year);
        if (past->comparable)
            chart_add_percent(&chart->description, view, share);
        else
            text_add(&chart->description, phrase_in(view->language, PHRASE_BREAK));
        before = ", ";
    }
    text_add(&chart->description, *before == ',' ? "); " : "; ");
}

static void add_row(struct chart *chart, struct share_rows *rows,
                    const struct view *view, const struct points *points, size_t number,
                    const char *name)
{
    const struct shown_node *node = &view->disclosed->node[number];
    int64_t own = points_share(node, view->own);
    int64_t nation = points_share(node, view->nation);
    rows->row_count++;
    rows->own |= own != NOTHING;
    rows->nation |= nation != NOTHING;
    text_print(&rows->figures, "%zu\t", rows->row_count);
    chart_add_data(&rows->figures, own);
    text_add(&rows->figures, "\t");
    chart_add_data(&rows->figures, nation);
    text_add(&rows->figures, "\n");
    chart_add_row_name(&rows->names, rows->row_count, name, NAME_WIDTH);
    add_trail(rows, view, points, node);
    add_values(rows, view, node, own, nation);
    if (own == NOTHING)
        add_state(rows, view, node);
    describe(chart, view, points, node, name);
}

static void add_legends(struct chart *chart, const struct share_rows *rows,
                        const struct view *view, const struct points *points)
{
    const struct disclosed *disclosed = view->disclosed;
    struct text label = {0};
    chart_add_own_legend(chart, view, SIGN_SHARE);
    if (rows->trail) {
        struct years before = {0};
        for (size_t i = 0; i + 1 < points->round_count; i++)
            years_add(&before, points->round[i],
                      disclosed->node[points->root].past[points->round[i]].year);
        years_end(&before);
        if (before.list.length > 0)
            phrase_add(&label, view->language, PHRASE_OLDEST_FIRST,
                       (const char *[4]){before.list.bytes});
        if (label.length > 0)
            chart_add_legend(chart, SIGN_EARLIER, label.bytes);
        label.short_of_memory |= before.list.short_of_memory;
        text_release(&before.list);
        text_clear(&label);
    }
    if (rows->nation)
        chart_add_nation_name(&label, view);
    if (label.length > 0)
        chart_add_legend(chart, SIGN_NATION, label.bytes);
    if (rows->left.length + rows->right.length > 0)
        chart_add_legend(chart, SIGN_BREAK, phrase_in(view->language, PHRASE_BREAK));
    chart->legend.short_of_memory |= label.short_of_memory;
    text_release(&label);
}

/* The marks of the percentages, and what stands above the columns. */
static void add_heads(struct chart *chart, const struct view *view)
{
    chart_open_block(chart, "percents");
    for (int percent = 0; percent <= 100; percent += 25)
        text_print(&chart->script, ">%d%s\n", percent,
                   phrase_in(view->language, PHRASE_PERCENT));
    chart_close_block(chart);
    chart_open_block(chart, "columns");
    text_print(&chart->script, ">%s\n>n\n>%s\n", phrase_in(view->language, PHRASE_MEET),
               phrase_in(view->language, PHRASE_MEAN));
    chart_close_block(chart);
}

static void finish(struct chart *chart, const struct share_rows *rows,
                   const struct view *view, const struct points *points, bool total)
{
    chart_add_block(chart, "figures", &rows->figures);
    chart_add_block(chart, "names", &rows->names);
    chart_add_block(chart, "trails", &rows->trails);
    chart_add_block(chart, "left", &rows->left);
    chart_add_block(chart, "right", &rows->right);
    chart_add_block(chart, "values", &rows->values);
    chart_add_block(chart, "states", &rows->states);
    add_heads(chart, view);
    text_print(&chart->script,
               "row_count = %zu\nround_count = %zu\nhas_own = %d\nhas_nation = %d\n"
               "has_trails = %d\nhas_total = %d\n",
               rows->row_count, points->round_count, rows->own, rows->nation,
               rows->trail, total);
    add_legends(chart, rows, view, points);
    const char *units = wording_in(&view->disclosed->unit_many, view->language);
    chart_add_phrase(chart, view, PHRASE_SHARE_OF, (const char *[4]){units});
    chart_add_turnouts(chart, view, false, points->root);
    points_add_captions(chart, view, points);
    chart_end(chart, view, CHART_ROW * (int)rows->row_count + 70);
}

bool chart_shares(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    struct points points;
    points_find(&points, view, EARLIER_LIMIT + 1);
    if (points.count == 0)
        return false;
    struct share_rows rows = {0};
    const struct shown_node *root = &disclosed->node[points.root];
    chart_begin(chart, view, "measuring-points", PHRASE_POINTS, &root->title);
    bool total = !root->no_score;
    if (total)
        add_row(chart, &rows, view, &points, points.root,
                phrase_in(view->language, PHRASE_ALL_POINTS));
    for (size_t i = 0; i < points.count; i++)
        add_row(chart, &rows, view, &points, points.node[i],
                wording_in(&disclosed->node[points.node[i]].title, view->language));
    bool shows = rows.own || rows.nation || rows.trail;
    if (shows)
        finish(chart, &rows, view, &points, total);
    text_release(&rows.figures);
    text_release(&rows.names);
    text_release(&rows.trails);
    text_release(&rows.left);
    text_release(&rows.right);
    text_release(&rows.values);
    text_release(&rows.states);
    return shows;
}
