#ifndef ITEMS_ITEMS_H
#define ITEMS_ITEMS_H

/* Item analysis, for whoever revises a questionnaire: how every question was answered
   by all who answered the round, how the questions of an area hang together, and which
   of them to look at and why (STATISTICS 4, the same as alpha() of R's psych with
   use = "pairwise"). Pure arithmetic: no database, no files, no printing. Whole numbers
   up to the moments of every pair of questions, so that the order of rows and the
   number of threads never matter; from there doubles, in one fixed order.

   An answer is what somebody gave: a question that was not shown is missing here, also
   where it counts as its lowest step in a score. Answers are keyed (turned round where
   the question is reversed) and run from 0 to 1 on the scale's declared ends.

   Nothing here tells what a single unit answered (STATISTICS 5.2, 2.12). With a minimum
   of k units
   - a question with fewer than k answers, or with answers from fewer than 3 clusters,
   or fewer than 3 outside any one of them, has no figures;
   - standard deviations and all that is made of covariances need 10 units, and clusters
   as above; a question with fewer answers is left out of its scale;
   - the table of answers, the shares at the ends and every signal need 30; in the table
   neighbours are merged until no cell in use has fewer than k, and an end that fewer
   than k are at, or not at, is told as a bound; where fewer than k differ from the
   others, neither mean nor standard deviation is told.
   Zeroed = empty. */

#include "answers/answers.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "score/score.h"

#define ITEMS_SPREAD_UNITS 10
#define ITEMS_SIGNAL_UNITS 30
#define ITEMS_NONE         UINT32_MAX

enum item_figure_state { ITEM_UNDEFINED, ITEM_DEFINED, ITEM_WITHHELD };

/* A number, or why there is none. */
struct item_figure {
    enum item_figure_state state;
    double value; /* 0 unless defined */
};

/* Why a group of answers is not told of. */
enum items_withheld {
    ITEMS_WITHHELD_NOT,
    ITEMS_WITHHELD_NO_UNITS,
    ITEMS_WITHHELD_FEW_UNITS,
    ITEMS_WITHHELD_FEW_CLUSTERS
};

enum item_share_state {
    ITEM_SHARE_EXACT,
    ITEM_SHARE_AT_MOST,  /* fewer than k are so */
    ITEM_SHARE_AT_LEAST, /* fewer than k are not */
    ITEM_SHARE_WITHHELD
};

/* `count` of `base`; of a bound, the count that it lies at. */
struct item_share {
    enum item_share_state state;
    uint32_t count;
    uint32_t base; /* 0 = the share is undefined */
};

enum item_share_name {
    ITEM_MISSING,        /* left blank, of those it applies to … */
    ITEM_DONT_KNOW,      /* … which "don't know" is of, too */
    ITEM_NOT_APPLICABLE, /* of those it was shown to */
    ITEM_SKIPPED,        /* ruled out by a condition, of those it was sent to */
    ITEM_FLOOR,          /* at the lower end of the keyed scale, of the answers */
    ITEM_CEILING,        /* at the upper end */
    ITEM_SHARE_COUNT
};

/* Answers from option `first` to option `last` of the scale, in order of value. */
struct item_cell {
    uint32_t first;
    uint32_t last;
    uint32_t steps; /* options with a value that it is */
    uint32_t count;
};

/* One question; one for each of the questionnaire. */
struct items_question {
    uint32_t n; /* answers with a value; 0 when they are withheld */
    enum items_withheld withheld;
    struct item_share share[ITEM_SHARE_COUNT];
    struct item_figure mean; /* points, 0 to 100 */
    struct item_figure sd;
    struct item_cell *cell; /* of a question with options to choose from */
    uint32_t cell_count;    /* 0 = not to be told, or there are no options */
    uint32_t home; /* its item in the area it is asked for; ITEMS_NONE = it has none */
};

enum item_left_out {
    ITEM_TAKEN,
    ITEM_LEFT_OUT_FEW,      /* fewer than two answers, or too few to tell of */
    ITEM_LEFT_OUT_CONSTANT, /* all answers are the same */
};

/* One question in one scale. */
struct items_item {
    uint32_t question;
    uint32_t scale;
    enum item_left_out left_out;         /* then there are no figures */
    struct item_figure alpha_if_dropped; /* of three questions or more */
    struct item_figure standard_alpha_if_dropped;
    struct item_figure r_drop;     /* with the others of the scale */
    struct item_figure standard_r; /* with the scale, of equal variances */
    struct item_figure raw_r;      /* with the mean of what is answered, it included */
    struct item_figure discrimination; /* D27: what the best 27 percent by the other
                                          questions are above the last 27 */
};

/* Why a scale has no alpha. */
enum items_lack {
    ITEMS_LACK_NOTHING,
    ITEMS_LACK_QUESTIONS, /* fewer than two whose answers differ */
    ITEMS_LACK_PAIR,      /* two that hardly anybody has answered both of */
    ITEMS_LACK_VARIANCE   /* the sum of the questions does not vary */
};

/* The questions of a node, its own or all below it, as a scale. */
struct items_scale {
    uint32_t node;
    uint32_t row_count; /* N: units that any of its questions was put to */
    enum items_withheld withheld;
    uint32_t first_item; /* in items->item */
    uint32_t item_count;
    uint32_t taken; /* k: of them, not left out */
    bool own;       /* the node's own questions, not those below it */
    bool mixed;     /* its questions have more than one range */
    enum items_lack lack;
    uint32_t pair[2]; /* ITEMS_LACK_PAIR: questions */
    struct item_figure alpha;
    struct item_figure low; /* Feldt's 95 percent interval */
    struct item_figure high;
    struct item_figure standard_error; /* Duhachek and Iacobucci */
    struct item_figure standard_alpha;
    struct item_figure average_r;
    bool gaps; /* more than 5 percent of the cells have no value: then also … */
    uint32_t complete_rows; /* … of the units that answered everything */
    struct item_figure complete_alpha;
    struct item_figure within_alpha; /* of what units differ from the mean of their
                                        owner by; scales of own questions only */
};

enum item_signal_kind {
    ITEM_SIGNAL_AGAINST,        /* r_drop < 0 */
    ITEM_SIGNAL_ALONE,          /* r_drop < .20 */
    ITEM_SIGNAL_ALPHA,          /* alpha rises by more than .02 without it */
    ITEM_SIGNAL_DONT_KNOW,      /* > 15 percent */
    ITEM_SIGNAL_MISSING,        /* > 10 percent */
    ITEM_SIGNAL_NOT_APPLICABLE, /* > 25 percent */
    ITEM_SIGNAL_CEILING,        /* > 80 percent */
    ITEM_SIGNAL_FLOOR,          /* > 80 percent */
    ITEM_SIGNAL_REDUNDANT,      /* r > .85 with another */
    ITEM_SIGNAL_COUNT
};

struct item_signal {
    enum item_signal_kind kind;
    uint32_t question;
    uint32_t other; /* ITEM_SIGNAL_REDUNDANT: an earlier one */
    double value;   /* of a share in percent; of alpha what it rises by */
    bool at_least;  /* the share is a bound */
};

struct item_analysis {
    uint32_t row_count;     /* who answered … */
    uint32_t cluster_count; /* … and their owners, where they have any */
    bool clustered;
    struct items_question *question; /* by question */
    uint32_t question_count;
    struct items_item *item;
    uint32_t item_count;
    struct items_scale *scale; /* by node */
    uint32_t scale_count;
    struct item_signal *signal; /* by question; those to look at first come first */
    uint32_t signal_count;
    struct item_share early; /* missing in the first third of the form … */
    struct item_share late;  /* … and in the last */
    bool rising; /* by more than 2 percentage points, the threshold of relevance
                    for groups (STATISTICS 3.5) */
};

struct items_material {
    const struct questionnaire *questionnaire;
    const struct population *population;
    const struct answers *answers;
    const struct scores *scores; /* of those answers */
};

/* `minimum_units` is k; with 0 nothing is withheld. */
bool item_analysis_compute(struct item_analysis *items,
                           const struct items_material *material,
                           uint32_t minimum_units, struct fault *fault) MUST_CHECK;
void item_analysis_release(struct item_analysis *items);

/* In percent, of a share with a base. */
double item_share_percent(const struct item_share *share);

#endif
