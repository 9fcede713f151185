#ifndef CHANGE_SLICE_H
#define CHANGE_SLICE_H

/* The units of one group in two rounds, with what they scored on one node. Private to
   the room; scratch that is reused from group to group. */

#include "change/build.h"

struct slice {
    uint32_t count;
    int64_t *score[2]; /* by entry, < 0 where there is none */
    const uint32_t *unit;
    const uint32_t *cluster; /* NULL where the group is not one across owners */
    uint32_t cluster_count;
    /* Room for what is handed to the estimators. */
    double *y[2];
    uint8_t *has[2];
    uint32_t *taken_cluster;
    uint32_t *cluster_number;
    struct estimate_moments *of_cluster;
};

bool slice_reserve(struct slice *slice, const struct panel *panel,
                   struct fault *fault) MUST_CHECK;
void slice_release(struct slice *slice);

/* Scores by row; a NULL column has none. */
void slice_fill(struct slice *slice, const struct panel_level *level, uint32_t group,
                const int64_t *const column[static 2]);

struct change_means slice_means(const struct slice *slice);

/* Differences of those that have both, and of every cluster where there are any. */
struct estimate_moments slice_moments(struct slice *slice);

/* Fills in y, in points, and has of those that have a score in either round, and their
   clusters numbered anew; returns how many they are. Nobody else is in the union. */
uint32_t slice_take(struct slice *slice, uint32_t *cluster_count);

#endif
