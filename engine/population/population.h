#ifndef POPULATION_POPULATION_H
#define POPULATION_POPULATION_H

/* All the units that may answer, and the groups they belong to, one group at every
   level. Level 0 is the nation with one group; the others follow from broad to narrow
   as the descriptor names them. Units stand in byte order of id, groups in that of
   code, whatever the order of the register's rows. Zeroed = empty. */

#include "base/arena.h"
#include "base/fault.h"
#include "base/language.h"
#include "base/names.h"
#include "base/problems.h"
#include "base/source.h"

#include <stdint.h>

struct group {
    const char *code;
    struct wording name;
    uint32_t unit_count; /* N: eligible units */
};

struct level {
    const char *id;     /* "nation", or as the descriptor says; safe as a folder name */
    struct wording one; /* what one group is called */
    struct wording many;
    bool owner;    /* its groups see all figures of their own units */
    bool crossing; /* its groups lie across those of the other levels: not published */
    struct group *group;
    uint32_t group_count;
    uint32_t *group_of; /* by unit */
};

struct population {
    const char *id;
    struct wording one; /* what one unit is called */
    struct wording many;
    bool generated; /* units are invented, and whatever shows them says so */
    struct level *level;
    size_t level_count;
    uint32_t unit_count;
    const char **unit_id;
    const char **unit_name;
    struct names names;    /* owns the strings */
    struct names unit_ids; /* number = unit */
    struct arena arena;    /* private */
};

/* Reads the register `id` that the descriptor file (format baseline-registers-1)
 * describes. */
bool population_load(struct population *population, const char *descriptor,
                     const char *id, struct problems *problems,
                     struct fault *fault) MUST_CHECK;

/* Makes a population of whoever stands in an answer file: a unit for every id, named by
   it, a level for every column that the file has, after that of all. At most 4 columns.
 */
struct gathered_columns {
    const char *const *identified_by; /* header names of the column with the ids */
    size_t identified_by_count;
    const char *column[4];
    size_t column_count;
};

bool population_gather(struct population *population, const struct source *source,
                       const struct gathered_columns *wanted,
                       struct fault *fault) MUST_CHECK;
void population_release(struct population *population);

/* What a register tells of its units beside their place. Its groupings lie across the
   levels and each other, so that no figure of theirs may be published: they are for the
   analysts who hold the record. Zeroed = empty. */
#define NUMBER_UNKNOWN INT64_MIN
#define SIZE_MOST      999999999 /* of one unit: numbers have nine digits */

struct number {
    const char *id;
    struct wording one; /* what is counted */
    struct wording many;
    int64_t *value; /* by unit, nano; NUMBER_UNKNOWN where the register says none */
};

struct background {
    struct level *grouping; /* categories, then classes; units without one stand in a
                               last group of code "" */
    size_t grouping_count;
    size_t category_count; /* the first of them */
    struct number *number;
    size_t number_count;
    size_t size;     /* number that units are weighed by: whole, 0 to SIZE_MOST, or
                        unknown; number_count = none */
    size_t *similar; /* numbers that say how alike two units are */
    size_t similar_count;
    uint32_t similar_units; /* how many are alike */
    struct names names;
    struct arena arena; /* private */
};

/* Reads what the descriptor declares of the population's register, which it was loaded
   from. */
bool population_load_background(struct background *background,
                                const struct population *population,
                                const char *descriptor, struct problems *problems,
                                struct fault *fault) MUST_CHECK;
void background_release(struct background *background);

/* The population with the groupings as further levels. `widened` borrows from both, is
   not released, and lives as long as they do; `without`, where it is a unit, is no
   longer eligible in it. */
bool population_widen(struct population *widened, const struct population *population,
                      struct background *background, uint32_t without,
                      struct fault *fault) MUST_CHECK;

/* NAMES_NONE when unknown. */
uint32_t population_find(const struct population *population, const char *id,
                         size_t length);

/* The id nearest to a misspelt one, or NULL. */
const char *population_nearest(const struct population *population, const char *id);

/* The narrowest level whose groups own units, or the number of levels when units stand
   alone (each is then its own cluster). */
size_t population_owner_level(const struct population *population);

/* The cluster a unit belongs to: its owner's group, or itself (STATISTICS 2.5, 5.2). */
uint32_t population_cluster(const struct population *population, uint32_t unit);
uint32_t population_cluster_count(const struct population *population);

#endif
