#ifndef CHANGE_CHANGE_H
#define CHANGE_CHANGE_H

/* What has changed between two rounds of a questionnaire, and how sure that is
   (STATISTICS 3), for every node, the nation and every group of the later register:
   the change of those that answered both times, the change of the whole cross-section,
   what came of units that joined and left, standard errors, and which changes are sure
   when many are looked at. Where the questionnaire was revised, both rounds are scored
   by the later definition on the questions that they have in common, and the links are
   put together to a series; where they have too little in common the series is broken.
   For whoever holds the record: nothing is withheld. Zeroed = empty.

   Points are whole numbers of 1e-9, as scores are. */

#include "answers/answers.h"
#include "estimate/estimate.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "score/score.h"

#define CHANGE_UNDEFINED INT64_MIN
#define CHANGE_TENTHS    10

/* What there must be in common (STATISTICS 3.3): questions, and percent of the weight.
 */
#define CHANGE_LEAST_QUESTIONS 3
#define CHANGE_LEAST_WEIGHT    50

/* Below what an adjusted p value must be before a change is told as one (STATISTICS
   3.5). */
#define CHANGE_LEVEL .05

/* Units that a table of tenths takes (STATISTICS 2.12). */
#define CHANGE_TENTHS_UNITS 30

struct change_round {
    int32_t year;
    const struct questionnaire *edition;       /* what was asked … */
    const struct answers *given;               /* … and answered */
    const struct questionnaire *questionnaire; /* what it is scored by */
    const struct population *population;
    const struct answers *answers; /* the given ones, as answers to that */
    const struct scores *scores;   /* of those */
};

/* Whether a node of two rounds can be compared. */
enum change_mark {
    CHANGE_SAME,   /* all that decides its figures is as it was */
    CHANGE_LINKED, /* by the questions that both rounds have */
    CHANGE_BROKEN, /* not at all */
    CHANGE_MARK_COUNT
};

enum change_break {
    CHANGE_NO_BREAK,
    CHANGE_BREAK_NO_AREA,       /* the earlier definition has no such node */
    CHANGE_BREAK_FEW_QUESTIONS, /* too few in common … */
    CHANGE_BREAK_LITTLE_WEIGHT, /* … or they carry too little of its weight */
    CHANGE_BREAK_RULES,         /* it is no mean of its questions, and not all of them
                                   are in common */
    CHANGE_BREAK_POPULATION, /* the later definition cannot score the earlier register's
                                units */
    CHANGE_BREAK_NO_UNITS,   /* of a series: nobody has a score in both rounds */
    CHANGE_BREAK_COUNT
};

/* What a node of the later definition has in common with the earlier round. */
struct change_common {
    enum change_mark mark;
    enum change_break why;
    uint32_t earlier; /* the node of its id in the earlier definition; NAMES_NONE
                         where there is none */
    uint32_t questions_before; /* that the node rests on, then … */
    uint32_t questions_now;    /* … and now … */
    uint32_t questions;        /* … of which these can be compared, … */
    uint32_t reworded;         /* … and of them these have another text */
    uint64_t which;            /* the same for nodes that have the same in common */
    int64_t weight; /* percent of the node's weight now that they carry; 1e-9 */
    struct estimate
        linking_error; /* STATISTICS 3.3; 0 where no question came or went */
};

/* Means of whoever has a score in a round; CHANGE_UNDEFINED where nobody has. */
struct change_means {
    uint32_t n[2]; /* in the earlier round, in the later */
    int64_t mean[2];
};

/* cross = real + entries - exits, exactly (STATISTICS 3.1). */
struct change_split {
    int64_t cross;
    int64_t real; /* the change of those that answered both times */
    int64_t entries;
    int64_t exits;
};

/* What the published means of a linked node moved by, of the units that have a score in
   every way: published = real + weights + questions, exactly (STATISTICS 3.3). */
struct change_effects {
    uint32_t n; /* 0: none of the others */
    int64_t published;
    int64_t real;
    int64_t weights;   /* the earlier answers by the later weights and rules */
    int64_t questions; /* those that came, went or were changed */
};

enum change_flag { CHANGE_NOT_SURE, CHANGE_UP, CHANGE_DOWN, CHANGE_FLAG_COUNT };

/* Whose p values are adjusted together (STATISTICS 3.5). */
enum change_family {
    CHANGE_HEADLINE, /* the headline and the measuring points of the nation: Holm */
    CHANGE_LIST /* the areas of a dimension and the groups of a level: Benjamini and
                   Hochberg */
};

/* One node of one group. */
struct change_figures {
    struct change_means published; /* each round by its own definition */
    struct change_means compared;  /* on what is compared, which for a node that is the
                                      same is the same */
    uint32_t matched;              /* m: units with a score in both */
    uint32_t entered;
    uint32_t left;
    int64_t matched_mean[2];
    struct change_split split;
    struct estimate percent;           /* of matched_mean[0] */
    bool across;                       /* the group has units of several owners */
    struct estimated paired;           /* units as if drawn one by one */
    struct estimated clustered;        /* by owner, where `across` */
    struct estimated overlapped;       /* split.cross, by owner where `across` */
    struct estimated overlapped_units; /* the same, units as if drawn one by one */
    /* Of the change itself: by owner where `across`, and with the linking error. */
    struct estimate se;
    struct estimate low;
    struct estimate high;
    struct estimate p;
    struct estimate adjusted;
    enum change_family family;
    enum change_flag flag;
    struct change_effects effects;
};

/* One round of a series. */
struct change_point {
    enum change_mark mark; /* with the round before; the first of all is CHANGE_BROKEN,
                              with … */
    enum change_break why; /* … CHANGE_NO_BREAK */
    uint32_t base; /* the round that the series begins with, after a break anew */
    uint32_t n;
    int64_t published;
    int64_t level; /* L: published at the base, then the sum of the links added to it */
    uint32_t matched;
    int64_t link;
    struct estimated step; /* the link, by owner where the group is across them */
    struct estimate linking_error; /* of this link */
    struct estimated since;        /* level less level at the base; se of units */
    struct estimate se;            /* with all linking errors since */
    struct estimate low;           /* of `since` */
    struct estimate high;
    enum change_mark direct_mark; /* with the base, in one step */
    uint32_t direct_matched;
    int64_t direct; /* link from the base; CHANGE_UNDEFINED where it is broken, or one
                       step away */
};

/* Why the change of a unit is not judged. */
enum change_unit_lack {
    CHANGE_UNIT_JUDGED,
    CHANGE_UNIT_BROKEN,         /* the questions cannot be compared */
    CHANGE_UNIT_NO_SCORE,       /* the unit lacks a score in one of the rounds */
    CHANGE_UNIT_NO_SPREAD,      /* fewer than two units had a score, or all the same */
    CHANGE_UNIT_NO_RELIABILITY, /* neither alpha nor test and retest give one */
    CHANGE_UNIT_LACK_COUNT
};

enum change_reliability { CHANGE_BY_NOTHING, CHANGE_BY_ALPHA, CHANGE_BY_RETEST };

/* One unit on one node: reliable change (Jacobson & Truax 1991; STATISTICS 3.4). */
struct change_of_unit {
    int64_t score[2]; /* on what is compared; CHANGE_UNDEFINED where there is none */
    int64_t change;
    enum change_unit_lack lack;
    struct estimate mean;  /* of all units in the earlier round, … */
    struct estimate sd;    /* … and their standard deviation */
    struct estimate alpha; /* of the questions, then */
    struct estimate sem;   /* sd times the root of 1 - reliability */
    struct estimate bound; /* 1.96 times the root of 2 times that */
    enum change_flag flag; /* a change beyond the bound and relevant */
    /* What regression to the mean alone would bring (Kelley 1927): (reliability - 1)
       times how far the unit was from the mean. */
    enum change_reliability reliability;
    struct estimate expected;
};

/* Regression to the mean among the units of the nation that answered both times
   (Galton 1886): `slope` is of the later score on the earlier one, and a tenth is
   expected to change by (correlation - 1) times how far it was from the mean. */
struct change_tenth {
    uint32_t n;
    int64_t before; /* mean */
    int64_t change; /* mean */
    struct estimate expected;
};

struct change_regression {
    struct estimate correlation; /* test and retest */
    struct estimate slope;
    struct change_tenth tenth[CHANGE_TENTHS]; /* by the earlier score, lowest first */
    bool told; /* there are units enough for the tenths */
};

struct change {
    const struct change_round *round; /* borrowed */
    uint32_t round_count;             /* up to the later one */
    uint32_t relevant;                /* points, as they were asked for */
    uint32_t relevant_of_unit;
    uint32_t before; /* the rounds compared */
    uint32_t now;
    uint32_t node_count; /* of the later round's definition */
    size_t level_count;  /* of its register */
    uint32_t *group_offset;
    struct change_common *common;         /* by node */
    struct change_figures *figures;       /* see change_figures() */
    struct change_point *point;           /* see change_series() */
    struct change_regression *regression; /* by node */
    uint32_t *comparable;        /* by question of the later definition: the same in the
                                    edition        of the earlier round, or NAMES_NONE */
    struct change_of_unit *unit; /* by node; NULL where none was asked for */
};

/* How the figures of one node of one group came about, for whoever asks. */
struct change_entry {
    const char *unit;
    uint32_t owner;   /* of the steps; NAMES_NONE where they have none */
    int64_t score[2]; /* on what is compared; CHANGE_UNDEFINED where there is none */
};

struct change_owner {
    const char *code;                /* its own, or that of a unit that stands alone */
    struct estimate_moments moments; /* of its units' changes */
    struct estimate_cluster_part part; /* of the variance */
};

/* A change that the p value is adjusted together with. */
struct change_relative {
    uint32_t node;
    size_t level;
    uint32_t group;
    struct estimate p;
    struct estimate_step step;
    struct estimate adjusted;
};

/* What a linking error is the spread of: the mean change of one question over the units
   that answered it both times. */
struct change_item {
    uint32_t question; /* of the later definition */
    uint32_t earlier;  /* of the earlier edition */
    uint32_t n;
    double change; /* points; none where n = 0 */
};

struct change_steps {
    uint32_t node; /* set by whoever asks … */
    size_t level;
    uint32_t group;
    bool by_units; /* … and whether the units count as drawn one by one, even where the
                      group is across owners */
    struct change_entry *entry; /* by id: units with a score in any of the rounds */
    uint32_t entry_count;
    struct change_owner *owner; /* 0 where units count one by one */
    uint32_t owner_count;
    wide sum[2]; /* of the scores of units that have both, in 1e-9 points */
    struct estimate_moments changes; /* of the same units */
    struct estimate_variance variance;
    struct change_relative *relative; /* the family, by place */
    uint32_t relative_count;
    struct change_item *item; /* where the node is linked */
    uint32_t item_count;
};

void change_steps_release(struct change_steps *steps);

struct change_request {
    const struct change_round *round; /* by year */
    uint32_t round_count;
    uint32_t before;   /* the round that the last one is compared with */
    uint32_t relevant; /* points that a change must come to before it is told as one,
                          … */
    uint32_t relevant_of_unit; /* … and that of one unit (STATISTICS 3.5, 3.4) */
    const char *unit_id;       /* of either register; NULL = none */
    const size_t
        *level;          /* whose groups are wanted beside the nation, 0 for none; NULL
                            = those of every level. The figures of others are zeroed … */
    bool headlines_only; /* … as are those of all dimensions but that of the headline
                            and that of the measuring points */
    struct change_steps *steps; /* to be filled in; NULL = not asked for */
};

bool change_compute(struct change *change, const struct change_request *request,
                    struct fault *fault) MUST_CHECK;
void change_release(struct change *change);

static inline uint32_t change_groups(const struct change *change)
{
    return change->group_offset[change->level_count];
}

static inline const struct change_figures *
change_figures(const struct change *change, uint32_t node, size_t level, uint32_t group)
{
    return &change->figures[(size_t)node * change_groups(change)
                            + change->group_offset[level] + group];
}

/* The rounds of a series, by number. */
static inline const struct change_point *
change_series(const struct change *change, uint32_t node, size_t level, uint32_t group)
{
    return &change->point[((size_t)node * change_groups(change)
                           + change->group_offset[level] + group)
                          * change->round_count];
}

/* Whether two nodes of the later definition rest on the same comparable questions: then
   they show the same answers in another order. */
static inline bool change_same_questions(const struct change *change, uint32_t a,
                                         uint32_t b)
{
    return change->common[a].questions > 0
           && change->common[a].questions == change->common[b].questions
           && change->common[a].which == change->common[b].which;
}

#endif
