#ifndef PLOT_CHART_H
#define PLOT_CHART_H

/* One chart on its way to gnuplot: what is sent before its script is loaded, and what
   the finished picture says of itself. Sizes are pixels of the SVG. */

#include "base/text.h"
#include "disclosure/disclosure.h"
#include "plot/phrases.h"

#define CHART_WIDTH  900
#define CHART_MARGIN 24
#define CHART_NONE   SIZE_MAX
#define CHART_ROW    34 /* height of a row, with a name of at most two lines */

/* Sizes of type. */
#define SIZE_TITLE 17
#define SIZE_TEXT  12
#define SIZE_SMALL 11

/* One reader's view as the charts see it. Borrows the disclosed. */
struct view {
    const struct disclosed *disclosed;
    enum language language;
    size_t own;      /* the comparison that is the reader; CHART_NONE for a unit */
    size_t nation;   /* CHART_NONE where the reader is the nation */
    size_t near;     /* the narrowest shown, for a unit; or CHART_NONE */
    size_t withheld; /* the narrowest, where it is not the one shown; or CHART_NONE */
    size_t previous; /* the round before in past[]; or CHART_NONE */
};

struct chart {
    const char *kind; /* the script's and the file's name */
    int height;
    struct text name;        /* for the picture's <title> */
    struct text description; /* for its <desc>: the figures in words */
    struct text caption;     /* lines under the chart, each with '\n' */
    size_t caption_count;
    struct text legend; /* data block lines */
    size_t legend_count;
    int legend_x;
    int legend_row;
    struct text script; /* assignments and data blocks */
};

typedef bool chart_builder(struct chart *chart, const struct view *view);

/* Each fills the chart and returns whether there is anything to show. */
chart_builder chart_profile;
chart_builder chart_radar;
chart_builder chart_trend;
chart_builder chart_distribution;
chart_builder chart_points;

struct view view_of(const struct disclosed *disclosed, enum language language);

/* Figures on 1e-9 of the headline scale; NOTHING where there is none to show. */
int64_t view_own(const struct view *view, const struct shown_node *node);
int64_t view_group(const struct view *view, const struct shown_node *node,
                   size_t group);
int64_t view_previous(const struct view *view, const struct shown_node *node);
int64_t view_past_own(const struct view *view, const struct shown_past *past);
int64_t view_past_group(const struct view *view, const struct shown_past *past,
                        size_t group);
int64_t view_points(const struct view *view, int64_t points);

/* The dimension's area after node `after`, its root or one of its areas (nodes of depth
   1) that have scores: a node's number, or node_count when there are no more. */
size_t view_next_child(const struct view *view, size_t after);

bool view_has_target(const struct view *view);

/* The step between marks of the scale, 1e-9: a whole one where the ends are that far
   apart. */
int64_t view_step(const struct view *view);

/* Begins the chart: heading, subtitle from a phrase about `subject`, scale. */
void chart_begin(struct chart *chart, const struct view *view, const char *kind,
                 enum phrase phrase, const struct wording *subject);

/* Adds a line under the chart, wrapped where it must be. */
void chart_add_caption(struct chart *chart, const char *line);
void chart_add_phrase(struct chart *chart, const struct view *view, enum phrase phrase,
                      const char *const arguments[4]);

/* What the averages are averages of, and what is withheld of node `node`; `near` where
   the chart shows the narrowest group. With the scale: the same of the headline. */
void chart_add_turnouts(struct chart *chart, const struct view *view, bool near,
                        size_t node);
void chart_add_captions(struct chart *chart, const struct view *view, bool near);

/* What the nation's average is called in a legend. */
void chart_add_nation_name(struct text *text, const struct view *view);

/* An entry of the legend; `sign` is a number the script knows. */
enum legend_sign {
    SIGN_OWN = 1,
    SIGN_PREVIOUS,
    SIGN_NEAR,
    SIGN_NATION,
    SIGN_MIDDLE,
    SIGN_TARGET,
    SIGN_SHARE,
    SIGN_EARLIER,
    SIGN_MET,
    SIGN_NOT_MET,
    SIGN_UNTOLD,
    SIGN_NOT_RELEVANT,
    SIGN_BREAK
};
void chart_add_legend(struct chart *chart, enum legend_sign sign, const char *label);

/* That of the reader's own figures of this round. */
void chart_add_own_legend(struct chart *chart, const struct view *view,
                          enum legend_sign sign);
void chart_add_legends(struct chart *chart, const struct view *view, bool near,
                       bool previous, bool nation);

/* A figure as data (decimal point, NaN for none), and for people (one decimal). */
void chart_add_data(struct text *text, int64_t figure);
void chart_add_figure(struct text *text, const struct view *view, int64_t figure);

/* A share for people, with its sign; 1e-9 percent. */
void chart_add_percent(struct text *text, const struct view *view, int64_t share);

/* The lines of a row's name: row (and hundredths, where there are two), text. */
void chart_add_row_name(struct text *names, size_t row, const char *name, int width);

/* A cleaned label as a column that is drawn "with labels": those undo backslashes. */
void chart_add_column(struct text *text, const struct text *label);

/* Data blocks: the lines between these two. */
void chart_open_block(struct chart *chart, const char *name);
void chart_close_block(struct chart *chart);
void chart_add_block(struct chart *chart, const char *name, const struct text *lines);

/* Ends the chart: legend, captions and height (`body` = pixels of the chart proper). */
void chart_end(struct chart *chart, const struct view *view, int body);

bool chart_check(const struct chart *chart, struct fault *fault) MUST_CHECK;
void chart_clear(struct chart *chart); /* empty again; keeps its memory */
void chart_release(struct chart *chart);

#endif
