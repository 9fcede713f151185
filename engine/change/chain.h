#ifndef CHANGE_CHAIN_H
#define CHANGE_CHAIN_H

/* Links of one group, and what every unit adds to their sum. Private to the room. */

#include "change/build.h"

/* One node at work: what its series of a group has come to. */
struct chaining {
    const struct making *making;
    struct fault fault;
    uint32_t first; /* node, and then every so-manyth */
    uint32_t stride;
    uint32_t node;
    uint32_t *node_in; /* by round: the node of the same id; NAMES_NONE */
    /* Of the units in any link since the last break, as they came. */
    double *u;         /* linearised: their part of the sum of the links, points */
    uint32_t *cluster; /* numbered anew */
    uint32_t count;
    uint32_t cluster_count;
    /* By unit and by cluster of the census: where it stands, valid in one series. */
    uint32_t *place;
    uint32_t *unit_stamp;
    uint32_t *number;
    uint32_t *cluster_stamp;
    uint32_t stamp;
    struct estimate_moments *of_cluster; /* of one link */
};

/* A group in two rounds. */
struct linked_group {
    const struct panel_level *level; /* NULL: there is no node to link */
    uint32_t group;
    const int64_t *column[2]; /* by row; NULL: the node is broken */
};

bool reserve_chaining(struct chaining *chaining, const struct making *making,
                      struct fault *fault) MUST_CHECK;
void release_chaining(struct chaining *chaining);

/* Nobody is in it yet. */
void begin_series(struct chaining *chaining);

struct linked_group find_linked(const struct chaining *chaining,
                                const struct pair *pair, size_t level, uint32_t group);

/* Of the changes of those that have a score in both, and by cluster. */
struct estimate_moments add_changes(const struct chaining *chaining,
                                    const struct linked_group *linked);

/* Adds (change - link) / m of every unit to its part. */
void add_parts(struct chaining *chaining, const struct linked_group *linked,
               const struct estimate_moments *moments);

/* The link alone, and the sum of all links by their parts. */
bool estimate_step(struct chaining *chaining, const struct linked_group *linked,
                   const struct estimate_moments *moments,
                   struct estimated *step) MUST_CHECK;
bool estimate_parts(const struct chaining *chaining, bool across, double value,
                    struct estimated *estimated, struct fault *fault) MUST_CHECK;

#endif
