#ifndef PLOT_POINTS_H
#define PLOT_POINTS_H

/* The measuring points of one reader's view: which of them, and over which rounds. Full
   points are "met", none are "not met", and a group's mean is how many percent of its
   units meet the point. */

#include "plot/chart.h"

#define POINT_LIMIT 40 /* rows of a chart */
#define ROUND_LIMIT 6  /* this round and those before it */

struct points {
    size_t root;
    size_t node[POINT_LIMIT];
    size_t count;
    size_t all_count;
    size_t round[ROUND_LIMIT]; /* in past[], this one last */
    size_t round_count;
};

/* The points there are to show; and this round, after the latest of those before it in
   which any of them was the same: `limit` at most. */
void points_find(struct points *points, const struct view *view, size_t limit);

/* How many percent of a group's units meet a point, 1e-9; NOTHING where that is not to
   be shown, or in an earlier round where the point was another. */
int64_t points_share(const struct shown_node *node, size_t group);
int64_t points_share_then(const struct shown_past *past, size_t group);

/* A list of years for people, rounds that follow each other drawn together: "2014,
   2016–2018". The rounds come in their order; years_end() after the last. */
struct years {
    struct text list;
    int32_t first;
    int32_t last;
    size_t next; /* the round that would go on from the last; 0 = none is open */
};
void years_add(struct years *years, size_t round, int32_t year);
void years_end(struct years *years);

/* Lines under the chart: the rounds in which no point was the same, and how many of the
   points are shown where that is not all. */
void points_add_captions(struct chart *chart, const struct view *view,
                         const struct points *points);

/* The two charts: of a group, and of one unit. */
chart_builder chart_shares;
chart_builder chart_marks;

#endif
