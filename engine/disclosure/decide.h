#ifndef DISCLOSURE_DECIDE_H
#define DISCLOSURE_DECIDE_H

/* What may be shown of each group's figures, decided once a round. */

#include "disclosure/disclosure.h"
#include "trend/trend.h"

#define SPREAD_FROM       10 /* units: sd, quartiles, ranks (STATISTICS 2.12) */
#define MEDIAN_FROM       5  /* units, for their owner (STATISTICS 2.8, 2.12) */
#define DISTRIBUTION_FROM 30 /* units: a histogram (STATISTICS 2.12) */
#define CLUSTERS_FROM     3  /* STATISTICS 5.2, P1, attacker M */
#define OUTSIDE_CLUSTER   3  /* units left when any one cluster takes away its own */

struct disclosure {
    const struct trend *trend;
    size_t round;
    uint32_t minimum_units;
    int8_t **withheld;      /* by round up to this one: [measure * groups + group], enum
                               withheld */
    uint32_t *reader_group; /* of the readers that are groups, broad levels first */
    size_t *reader_level;
    size_t group_reader_count;
};

#endif
