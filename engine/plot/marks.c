#include "base/exact.h"
#include "plot/label.h"
#include "plot/points.h"

#include <stdio.h>

/* The measuring points of one unit: met or not, round by round, beside what others do.
 */

#define GRID_RIGHT 690 /* pixels from the left */
#define GRID_STEP  46  /* from round to round */
#define HEAD_WIDTH 84
#define HEAD_LINES 2

struct mark_rows {
    struct text points; /* column, row, sign: met or not */
    struct text texts;  /* column, row, what stands for any other */
    struct text totals; /* column, row, "12/20" */
    struct text names;  /* row (with the line's offset), a line of the point's name */
    struct text values; /* row, the group's share, the average: for people */
    size_t row_count;
    bool used[SIGN_BREAK + 1];
    bool near, nation;
};

/* What stands for a unit's score: 0 where it took no part. */
static enum legend_sign sign_of(const struct shown_past *past)
{
    if (!past->comparable)
        return SIGN_BREAK;
    switch (past->own.state) {
    case SCORE_STATE_SCORED:
        return past->own.points >= FULL_SCORE ? SIGN_MET : SIGN_NOT_MET;
    case SCORE_STATE_TOO_FEW:
        return SIGN_UNTOLD;
    case SCORE_STATE_NOT_RELEVANT:
        return SIGN_NOT_RELEVANT;
    default:
        return 0;
    }
}

static enum phrase phrase_of(enum legend_sign sign)
{
    switch (sign) {
    case SIGN_MET:
        return PHRASE_MET;
    case SIGN_NOT_MET:
        return PHRASE_NOT_MET;
    case SIGN_UNTOLD:
        return PHRASE_UNTOLD;
    case SIGN_NOT_RELEVANT:
        return PHRASE_NOT_RELEVANT;
    default:
        return PHRASE_BREAK;
    }
}

static void add_mark(struct mark_rows *rows, size_t column, enum legend_sign sign)
{
    static const char *const text[SIGN_BREAK + 1] = {
        [SIGN_UNTOLD] = "–", [SIGN_NOT_RELEVANT] = "×", [SIGN_BREAK] = "//"};
    rows->used[sign] = true;
    if (text[sign] == NULL)
        text_print(&rows->points, "%zu\t%zu\t%d\n", column, rows->row_count, (int)sign);
    else
        text_print(&rows->texts, "%zu\t%zu\t%s\n", column, rows->row_count, text[sign]);
}

static void add_shares(struct mark_rows *rows, const struct view *view,
                       const struct shown_node *node)
{
    int64_t near = points_share(node, view->near);
    int64_t nation = points_share(node, view->nation);
    rows->near |= near != NOTHING;
    rows->nation |= nation != NOTHING;
    text_print(&rows->values, "%zu\t", rows->row_count);
    chart_add_percent(&rows->values, view, near);
    text_add(&rows->values, "\t");
    chart_add_percent(&rows->values, view, nation);
    text_add(&rows->values, "\n");
}

static void add_point(struct chart *chart, struct mark_rows *rows,
                      const struct view *view, const struct points *points,
                      size_t number)
{
    const struct shown_node *node = &view->disclosed->node[number];
    const char *name = wording_in(&node->title, view->language);
    rows->row_count++;
    chart_add_row_name(&rows->names, rows->row_count, name,
                       GRID_RIGHT - GRID_STEP * (int)points->round_count - 40);
    label_clean(&chart->description, name);
    const char *before = ": ";
    for (size_t i = 0; i < points->round_count; i++) {
        const struct shown_past *past = &node->past[points->round[i]];
        enum legend_sign sign = sign_of(past);
        if (sign == 0)
            continue;
        add_mark(rows, i, sign);
        text_print(&chart->description, "%s%d %s", before, past->year,
                   phrase_in(view->language, phrase_of(sign)));
        before = ", ";
    }
    text_add(&chart->description, "; ");
    add_shares(rows, view, node);
}

/* How many of the points that can be told are met, where all of them are as now. */
static void add_total(struct mark_rows *rows, const struct view *view,
                      const struct points *points, size_t column)
{
    const struct shown_node *nodes = view->disclosed->node;
    size_t round = points->round[column];
    size_t met = 0;
    size_t told = 0;
    for (size_t i = 0; i < points->count; i++) {
        enum legend_sign sign = sign_of(&nodes[points->node[i]].past[round]);
        met += sign == SIGN_MET;
        told += sign == SIGN_MET || sign == SIGN_NOT_MET;
    }
    if (!nodes[points->root].past[round].comparable) {
        add_mark(rows, column, SIGN_BREAK);
    } else if (told > 0 && points->count == points->all_count) {
        text_print(&rows->totals, "%zu\t%zu\t%zu/%zu\n", column, rows->row_count, met,
                   told);
    }
}

static void add_totals(struct mark_rows *rows, const struct view *view,
                       const struct points *points)
{
    rows->row_count++;
    chart_add_row_name(&rows->names, rows->row_count,
                       phrase_in(view->language, PHRASE_POINTS_IN_ALL), GRID_RIGHT);
    for (size_t i = 0; i < points->round_count; i++)
        add_total(rows, view, points, i);
    add_shares(rows, view, &view->disclosed->node[points->root]);
}

/* Above a column of shares: its group's name on two lines, the last of which stands
   right above the rows. */
static void add_head(struct chart *chart, const char *name)
{
    struct label_lines lines;
    label_wrap(&lines, name, HEAD_LINES, HEAD_WIDTH, SIZE_SMALL);
    for (size_t i = 0; i < HEAD_LINES; i++) {
        size_t from = HEAD_LINES - lines.line_count;
        text_add(&chart->script, ">");
        if (i >= from && lines.line[i - from].length > 0)
            text_add(&chart->script, lines.line[i - from].bytes);
        text_add(&chart->script, "\n");
    }
    chart->script.short_of_memory |=
        lines.line[0].short_of_memory || lines.line[1].short_of_memory;
    label_lines_release(&lines);
}

static void add_heads(struct chart *chart, const struct mark_rows *rows,
                      const struct view *view, const struct points *points)
{
    const struct disclosed *disclosed = view->disclosed;
    chart_open_block(chart, "columns");
    add_head(chart, rows->near ? wording_in(&disclosed->comparison[view->near].name,
                                            view->language)
                               : "");
    add_head(chart, phrase_in(view->language, PHRASE_MEAN));
    chart_close_block(chart);
    chart_open_block(chart, "years");
    for (size_t i = 0; i < points->round_count; i++)
        text_print(&chart->script, ">%d\n",
                   disclosed->node[points->root].past[points->round[i]].year);
    chart_close_block(chart);
}

/* The rounds among those shown in which the unit took no part. */
static void add_absences(struct chart *chart, const struct view *view,
                         const struct points *points)
{
    const struct shown_node *nodes = view->disclosed->node;
    struct years absent = {0};
    for (size_t i = 0; i < points->round_count; i++) {
        bool any = false;
        for (size_t p = 0; p < points->count; p++) {
            const struct shown_past *past =
                &nodes[points->node[p]].past[points->round[i]];
            any = any || (past->comparable && past->own.state != SCORE_STATE_ABSENT);
        }
        if (!any)
            years_add(&absent, points->round[i],
                      nodes[points->root].past[points->round[i]].year);
    }
    years_end(&absent);
    if (absent.list.length > 0)
        chart_add_phrase(chart, view, PHRASE_NO_ANSWER_IN,
                         (const char *[4]){absent.list.bytes});
    chart->caption.short_of_memory |= absent.list.short_of_memory;
    text_release(&absent.list);
}

static void add_captions(struct chart *chart, const struct mark_rows *rows,
                         const struct view *view, const struct points *points)
{
    char year[COUNT_BYTES];
    snprintf(year, sizeof year, "%d", (int)view->disclosed->year);
    const char *units = wording_in(&view->disclosed->unit_many, view->language);
    if (rows->near || rows->nation)
        chart_add_phrase(chart, view, PHRASE_SHARE_THEN,
                         (const char *[4]){year, units});
    chart_add_turnouts(chart, view, true, points->root);
    add_absences(chart, view, points);
    points_add_captions(chart, view, points);
}

static void finish(struct chart *chart, const struct mark_rows *rows,
                   const struct view *view, const struct points *points, bool total)
{
    chart_add_block(chart, "points", &rows->points);
    chart_add_block(chart, "texts", &rows->texts);
    chart_add_block(chart, "totals", &rows->totals);
    chart_add_block(chart, "names", &rows->names);
    chart_add_block(chart, "values", &rows->values);
    add_heads(chart, rows, view, points);
    text_print(&chart->script,
               "row_count = %zu\nround_count = %zu\ngrid_right = %d\ngrid_step = %d\n"
               "has_near = %d\nhas_nation = %d\nhas_total = %d\n",
               rows->row_count, points->round_count, GRID_RIGHT, GRID_STEP, rows->near,
               rows->nation, total);
    for (enum legend_sign sign = SIGN_MET; sign <= SIGN_BREAK; sign++)
        if (rows->used[sign])
            chart_add_legend(chart, sign, phrase_in(view->language, phrase_of(sign)));
    add_captions(chart, rows, view, points);
    chart_end(chart, view, CHART_ROW * (int)rows->row_count + 52);
}

bool chart_marks(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    struct points points;
    points_find(&points, view, ROUND_LIMIT);
    if (points.count == 0 || points.round_count == 0)
        return false;
    struct mark_rows rows = {0};
    const struct shown_node *root = &disclosed->node[points.root];
    chart_begin(chart, view, "measuring-marks", PHRASE_POINTS, &root->title);
    bool total = !root->no_score;
    if (total)
        add_totals(&rows, view, &points);
    for (size_t i = 0; i < points.count; i++)
        add_point(chart, &rows, view, &points, points.node[i]);
    bool shows =
        rows.points.length > 0 || rows.texts.length > 0 || rows.near || rows.nation;
    if (shows)
        finish(chart, &rows, view, &points, total);
    text_release(&rows.points);
    text_release(&rows.texts);
    text_release(&rows.totals);
    text_release(&rows.names);
    text_release(&rows.values);
    return shows;
}
