#ifndef CHANGE_BUILD_H
#define CHANGE_BUILD_H

/* What the parts of the room share while a change is computed. */

#include "change/change.h"
#include "trend/trend.h"

/* One row of the units of all rounds, in byte order of their ids. */
struct census {
    uint32_t unit_count;
    uint32_t round_count;
    const char **id;   /* by unit */
    uint32_t *row;     /* row[round * unit_count + unit]: of the answers; NAMES_NONE */
    uint32_t *member;  /* the same: number in the round's register; NAMES_NONE */
    uint32_t *cluster; /* by unit: its owner, as the latest register that has it says */
    uint32_t cluster_count;
};

static inline const uint32_t *census_rows(const struct census *census, uint32_t round)
{
    return census->row + (size_t)round * census->unit_count;
}

static inline const uint32_t *census_members(const struct census *census,
                                             uint32_t round)
{
    return census->member + (size_t)round * census->unit_count;
}

bool census_take(struct census *census, const struct change_round *round,
                 uint32_t round_count, struct fault *fault) MUST_CHECK;
void census_release(struct census *census);

/* The units of a level's groups in two rounds, dealt out by group and then in order of
   unit. One that has moved from a group to another is an exit there and an entry here,
   so it stands twice. Groups are those of the last register of all: where the group
   that a unit was in is no more, it has not moved. */
struct panel_level {
    uint32_t group_count;
    uint32_t *start;         /* by group, and one more: entries */
    uint32_t *unit;          /* by entry: of the census */
    uint32_t *row[2];        /* by entry: of the earlier and the later answers */
    uint32_t *cluster;       /* by entry, numbered from 0 in its group */
    uint32_t *cluster_count; /* by group; 0 = its units have one owner, or none have */
};

struct panel {
    struct panel_level *level; /* of the last register of all */
    size_t level_count;
    uint32_t most; /* entries of a group */
};

bool panel_build(struct panel *panel, const struct census *census,
                 const struct change_round *round, uint32_t before, uint32_t now,
                 struct fault *fault) MUST_CHECK;
void panel_release(struct panel *panel);

/* Two rounds compared, whichever of all. */
struct pair {
    uint32_t before;
    uint32_t now;
    bool made;
    struct change_common *common; /* by node of the later definition */
    uint32_t *source;             /* by question of the later definition: in the earlier
                                     edition, or NAMES_NONE */
    int64_t *linked[2];   /* points[node * rows + row] on what is in common; NULL where
                             no node is linked */
    int64_t *own_weights; /* the earlier round on that by its own definition; of the
                             rounds that are compared only */
    struct panel panel;
};

struct making {
    struct change *change;
    const char *unit_id;
    const size_t *level; /* see struct change_request */
    bool headlines_only;
    struct change_steps *steps; /* the same */
    const struct change_round *round;
    uint32_t round_count;
    uint32_t **source; /* by round from 1 on, by question of its edition: what it can be
                          compared with in the edition before */
    struct trend trend;
    struct trend_round *trend_round;
    struct census census;
    struct pair *pair; /* pair[before * rounds + now] */
};

static inline struct pair *pair_of(const struct making *making, uint32_t before,
                                   uint32_t now)
{
    return &making->pair[before * making->round_count + now];
}

static inline bool is_level_wanted(const struct making *making, size_t level)
{
    return making->level == NULL || level == 0 || level == *making->level;
}

/* Whether somebody wants a node of any round's definition. */
bool is_wanted(const struct making *making, const struct questionnaire *questionnaire,
               uint32_t node);

/* Which questions of an edition go on from the one before as they were, the conditions
   they are asked on among it. */
bool find_sources(uint32_t **source, const struct questionnaire *from,
                  const struct questionnaire *to, struct fault *fault) MUST_CHECK;

/* source and common of a pair. */
bool find_common(const struct making *making, struct pair *pair,
                 struct fault *fault) MUST_CHECK;

/* Marks the questions that the figures of a node rest on, those of its conditions among
   them; the others are left as they are. */
void mark_questions(const struct questionnaire *questionnaire, uint32_t node,
                    bool *marked);

/* Scores both rounds on what they have in common, and finds the linking errors. */
bool link_rounds(struct making *making, struct pair *pair, bool own_weights,
                 struct fault *fault) MUST_CHECK;

/* The alpha of the questions of every node with the mark, of the earlier round
   (STATISTICS 4), where a unit is asked for. */
bool find_alphas(struct making *making, const struct pair *pair, enum change_mark mark,
                 const struct questionnaire *questionnaire,
                 const struct answers *answers, const struct scores *scores,
                 struct fault *fault) MUST_CHECK;

/* By what they answered, once the alphas and the regression are known. */
void judge_unit(struct making *making);

/* STATISTICS 3.3: the spread of the changes of single questions, of units that answered
   both times. `earlier` are the earlier answers scored by the later definition. */
bool find_linking_errors(const struct making *making, struct pair *pair,
                         const struct answers *earlier_answers,
                         const struct scores *earlier, struct fault *fault) MUST_CHECK;

/* The two columns that a node is compared on, by row; NULL where it is broken. */
void pair_columns(const struct making *making, const struct pair *pair, uint32_t node,
                  const int64_t *column[static 2]);

/* The node of the same dimension and id in another definition, or NAMES_NONE. */
uint32_t find_counterpart(const struct questionnaire *questionnaire, uint32_t node,
                          const struct questionnaire *other);

/* A pair with its panel, questions in common and scores on them; nothing where it is
   made already. */
bool make_pair(struct making *making, uint32_t before, uint32_t now,
               struct fault *fault) MUST_CHECK;

bool compute_figures(const struct making *making, struct fault *fault) MUST_CHECK;
bool compute_series(struct making *making, struct fault *fault) MUST_CHECK;
bool compute_regression(const struct making *making, struct fault *fault) MUST_CHECK;
bool adjust_figures(struct change *change, struct change_steps *steps,
                    struct fault *fault) MUST_CHECK;

/* The units and what the variance is made of, where steps are asked for. */
bool explain_change(const struct making *making, struct fault *fault) MUST_CHECK;

/* n of a mean, rounded once; CHANGE_UNDEFINED where n = 0. */
static inline int64_t mean_of(wide sum, uint32_t n)
{
    return n == 0 ? CHANGE_UNDEFINED : divide_rounded(sum, n);
}

static inline double in_points(int64_t nano)
{
    return (double)nano / (double)POINT;
}

/* An interval that the linking error widens: se becomes the root of both squared. */
void widen(const struct estimated *estimated, struct estimate linking_error,
           struct estimate *se, struct estimate *low, struct estimate *high,
           struct estimate *p);

#endif
