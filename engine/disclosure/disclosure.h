#ifndef DISCLOSURE_DISCLOSURE_H
#define DISCLOSURE_DISCLOSURE_H

/* The gate. A `struct disclosed` is one reader's whole view of one round: what it holds
   may be shown to that reader, and what may not be shown is not in it. Emit, plot and
   report know no other source of figures. Rules in STATISTICS 2.12 and 5: this room now
   keeps

   - k: a group's figure rests on at least `minimum_units` units (default 5), and for
   groups of several clusters on at least 3 clusters with 3 units outside any one of
   them;
   - the trees of groups and of areas: what is withheld cannot be solved for from what
   is shown beside it, which an audit tries before anything is (one year, exact
   algebra);
   - sd, quartiles and percentile ranks from 10 units, never a minimum or maximum;
   - a distribution from 30 units, in cells of at least k, neighbours merged;
   - an owner group sees its own units and its own figures whatever their number.

   Everything is borrowed from the rounds it was made from or lives in the struct; a
   struct is used again for the next reader. Zeroed = empty. */

#include "base/arena.h"
#include "base/fault.h"
#include "base/language.h"

#include <stdint.h>

struct trend; /* bare figures: named here, never opened by those who only see disclosed
               */
struct disclosure; /* one per round: rules decided once for all its readers */

#define NOTHING        INT64_MIN /* a figure that is undefined or not for this reader */
#define DISCLOSED_BINS 10
#define NO_NODE        UINT32_MAX

enum withheld {
    WITHHELD_NOT,
    WITHHELD_NO_UNITS,     /* nobody has a score */
    WITHHELD_FEW_UNITS,    /* fewer than k */
    WITHHELD_FEW_CLUSTERS, /* one of its clusters could find another's */
    WITHHELD_COMPLEMENT,   /* would give a withheld sister away by subtraction */
    WITHHELD_COUNT
};

extern const char *const withheld_code[WITHHELD_COUNT]; /* as in JSON */

/* A group's figures for one measure. Points are 1e-9 points of 0..100. */
struct shown_figures {
    enum withheld withheld;
    uint32_t n; /* 0 when withheld */
    int64_t mean;
    int64_t sd;          /* NOTHING below 10 units */
    int64_t quartile[3]; /* NOTHING below 10 units; the median from 5 for an owner */
};

/* A bar of a distribution: `count` units at or above `from` and below `to` points. */
struct shown_bin {
    int32_t from;
    int32_t to;
    uint32_t count;
};

enum score_state {
    SCORE_STATE_SCORED,
    SCORE_STATE_TOO_FEW,
    SCORE_STATE_NOT_RELEVANT,
    SCORE_STATE_ABSENT, /* the unit did not answer that round */
    SCORE_STATE_NONE,   /* the area has no score of its own */
    SCORE_STATE_COUNT
};

extern const char *const score_state_code[SCORE_STATE_COUNT];

extern const char *const answer_state_code[]; /* by enum answer_state */

struct shown_score {
    enum score_state state;
    int64_t points; /* NOTHING unless scored */
    int64_t value;  /* on the node's own range; NOTHING where it has none */
    struct wording
        band;    /* the stretch of values it lies in; no text where there is none */
    int64_t low; /* what it could have been, had all missing answers been … */
    int64_t high;
    int32_t answered; /* weights, in 1 / weight_unit; coverage = answered / relevant */
    int32_t relevant;
};

/* One group the reader is set beside, and what its averages are averages of. */
struct comparison {
    const char *level; /* "nation", "region", … */
    const char *code;
    struct wording name;
    struct wording one; /* what such a group is called */
    uint32_t eligible;
    uint32_t answered;
    uint32_t clusters;
    uint32_t clusters_answered;
    bool complete; /* everybody eligible in every cluster was reached: every cluster
                      answered */
};

#define COMPARISON_LIMIT 8

/* An earlier (or this) round's figures for one node, only where comparable. */
struct shown_past {
    int32_t year;
    bool comparable;
    struct shown_score own;                       /* readers that are units */
    struct shown_figures group[COMPARISON_LIMIT]; /* by comparison */
};

struct shown_node {
    const char *dimension;
    const char *id;
    struct wording title;
    struct wording text; /* what it takes, in a sentence; empty where there is none */
    uint32_t depth;      /* 0 = the dimension itself */
    bool leaf;
    bool no_score;          /* it only holds others together */
    bool has_bands;         /* the values have names */
    bool has_range;         /* its value is not its points, but runs … */
    int64_t lowest;         /* … from 0 points, 1e-9 … */
    int64_t highest;        /* … to 100 */
    int64_t target;         /* NOTHING where none is declared */
    bool means_have_values; /* a mean of points may be told as a value, too */
    struct shown_score own; /* readers that are units */
    struct shown_figures group[COMPARISON_LIMIT];
    int64_t rank[COMPARISON_LIMIT]; /* percentile rank in 1e-9 percent, or NOTHING */
    struct shown_past *past;        /* [past_count], by year, this round last */
    struct shown_bin bin[DISCLOSED_BINS]; /* of comparison 0 (the broadest) */
    uint32_t bin_count;                   /* 0 = not for this reader */
};

struct shown_question {
    const char *id;
    struct wording text;
    const char *state;    /* of the own answer: "answered", "blank", … */
    const char *code;     /* of the own answer, or NULL; of several, with ';' between */
    struct wording label; /* of the own answer */
    bool is_number;       /* it is answered by one: */
    int64_t number;       /* 1e-9, or NOTHING */
    int64_t points;       /* of the own answer, or NOTHING */
    struct shown_figures group[COMPARISON_LIMIT];
};

/* A unit of an owner group, for that group only. */
struct shown_member {
    const char *id;
    const char *name;
    bool answered;
    struct shown_score *score; /* by node; NULL when it did not answer */
};

/* A group below the reader's own, as in the nation's list of regions. */
struct shown_group {
    struct comparison group;
    struct shown_figures *figures; /* by node */
};

enum reader { READER_NATION, READER_GROUP, READER_UNIT };

struct disclosed {
    enum reader reader;
    const char
        *level; /* "national", the level's id, or "institution": folder and kind */
    const char *code; /* of the reader: id of the unit or code of the group */
    struct wording name;
    struct wording unit_one; /* what the units of this round are called */
    struct wording unit_many;
    struct wording
        cluster_many; /* what owns them; the units' own word when they stand alone */
    bool simulated;
    bool generated; /* the register is invented */
    const char *questionnaire;
    const char *scoring; /* NULL when it is scored by its own definition */
    const char *edition;
    struct wording questionnaire_title;
    const char *definition_hash;
    const char *engine_version;
    int32_t year;
    uint32_t minimum_units;
    int64_t scale_lowest; /* of the headline scale, 1e-9 */
    int64_t scale_highest;
    int64_t scale_target;
    int32_t weight_unit; /* weights are whole numbers of 1 / weight_unit */
    struct comparison
        comparison[COMPARISON_LIMIT]; /* broad to narrow; [0] = the nation */
    size_t comparison_count;
    size_t own_comparison; /* readers that are groups: which comparison is the reader */
    struct shown_node *node; /* dimensions one after another, each in pre-order */
    size_t node_count;
    uint32_t overall; /* the headline's node; NO_NODE when there is no headline */
    uint32_t profile; /* first node (root) of the dimension each chart shows */
    uint32_t radar;
    uint32_t trend; /* NO_NODE when it has no score */
    uint32_t
        measuring_points; /* the same as the first two; NO_NODE when there are none */
    size_t past_count;
    struct shown_question *question;
    size_t question_count;
    struct shown_member *member;
    size_t member_count;
    struct shown_group *below;
    size_t below_count;
    struct arena arena; /* private */
};

/* 1e-9 points to 1e-9 of the headline scale's own steps, half away from zero; and to
   1e-9 of the node's own value, where it has a range. */
int64_t disclosed_on_scale(const struct disclosed *disclosed, int64_t points);
int64_t shown_node_value(const struct shown_node *node, int64_t points);

/* Decides what may be shown of round `round` of the trend, once for all readers. */
bool disclosure_decide(struct disclosure **disclosure, const struct trend *trend,
                       size_t round, uint32_t minimum_units,
                       struct fault *fault) MUST_CHECK;
void disclosure_free(struct disclosure *disclosure);

/* How many readers a round has, and the view of each (nation, groups, units with a
   submission), in a fixed order. The struct may hold an earlier reader's view. */
size_t disclosure_reader_count(const struct disclosure *disclosure);
bool disclosure_show(struct disclosed *disclosed, const struct disclosure *disclosure,
                     size_t reader, struct fault *fault) MUST_CHECK;
void disclosed_release(struct disclosed *disclosed);

/* For analysts, who hold the record and ask why a figure is not in a file: the number
   of a reader (level "national" or "institution", or a level's id), SIZE_MAX when there
   is none; what was decided of a group's figures for all but the owner of its units;
   and the thresholds that it was decided by. */
size_t disclosure_find_reader(const struct disclosure *disclosure, const char *level,
                              const char *code);
enum withheld disclosure_of(const struct disclosure *disclosure, size_t round,
                            uint32_t measure, size_t level, uint32_t group);

struct disclosure_limits {
    uint32_t units;        /* of a figure */
    uint32_t clusters;     /* of a figure of several clusters … */
    uint32_t outside;      /* … and units outside any one of them */
    uint32_t spread;       /* units: sd, quartiles, ranks */
    uint32_t median;       /* units: the median of an owner's own */
    uint32_t distribution; /* units: a distribution */
};

struct disclosure_limits disclosure_limits(const struct disclosure *disclosure);

#endif
