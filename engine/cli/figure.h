#ifndef CLI_FIGURE_H
#define CLI_FIGURE_H

/* Any figure of any result, back through every step: of a unit's area to the answers,
   of a group to its members, each of which can be explained further, and to what
   disclosure made of it. As a page to read and as JSON
   (results/schema/figure.schema.json describes it). For the association's analysts, who
   hold the record: nothing is withheld here.

   The rooms that compute say how they computed; nothing is computed here a second time.
   The figures of `compare` and `change` are explained the same way: a subject in
   figure_subject, a line a figure in figure_name, filled in by a file of its own
   (figure_area.c and figure_group.c are the examples), with the terms, weights and
   variance of the room `estimate` as its workings. */

#include "cli/explain.h"
#include "cli/series.h"
#include "disclosure/disclosure.h"

#include <jansson.h>

/* In the order they stand in the results. */
enum figure_name {
    NAMED_POINTS, /* of a unit's area or answer */
    NAMED_VALUE,
    NAMED_SCORE,
    NAMED_LOW,
    NAMED_HIGH,
    NAMED_ANSWERED_WEIGHT,
    NAMED_RELEVANT_WEIGHT,
    NAMED_COVERAGE,
    NAMED_BAND,
    NAMED_NUMBER,
    NAMED_N, /* of a group */
    NAMED_MEAN,
    NAMED_MEAN_VALUE,
    NAMED_MEAN_SCORE,
    NAMED_SD,
    NAMED_Q1,
    NAMED_MEDIAN,
    NAMED_Q3,
    NAMED_RANK,
    NAMED_DISTRIBUTION,
    NAMED_FROM, /* of one bar of it */
    NAMED_TO,
    NAMED_COUNT,
    NAMED_ANSWERED, /* of its turnout */
    NAMED_ELIGIBLE,
    NAMED_CLUSTERS_ANSWERED,
    NAMED_CLUSTERS,
    NAMED_STATED, /* not computed: the survey or the definition says so */
    NAMED_COUNT_OF
};

#define NAMED_BIT(name) (UINT64_C(1) << (name))

enum figure_subject {
    OF_AREA,   /* of a unit */
    OF_ANSWER, /* to a question */
    OF_GROUP,  /* an area or a question */
    OF_TURNOUT,
    OF_NOTHING /* stated */
};

extern const uint64_t figure_names_of[]; /* by subject: bits of figure_name */
extern const char *const figure_key[NAMED_COUNT_OF];

/* What a formula had before it. */
enum working_name {
    WORKING_VALUE,
    WORKING_EXACT, /* before rounding */
    WORKING_LOWEST,
    WORKING_HIGHEST,
    WORKING_REVERSED,
    WORKING_POINTS,
    WORKING_ANSWERED,
    WORKING_RELEVANT,
    WORKING_LEAST_COVERAGE,
    WORKING_FROM,
    WORKING_RULE,
    WORKING_ELIGIBLE,
    WORKING_ABSENT,
    WORKING_TOO_FEW,
    WORKING_NOT_RELEVANT,
    WORKING_NO_SCORE,
    WORKING_SUM,
    WORKING_N,
    WORKING_SQUARES,
    WORKING_MEAN,
    WORKING_PLACE, /* of the quartile, counted from 1 */
    WORKING_AT,    /* what stands at the place, and … */
    WORKING_NEXT,
    WORKING_FEWER,
    WORKING_ALIKE,
    WORKING_BIN,
    WORKING_BAR,
    WORKING_COUNT
};

struct working {
    enum working_name name;
    const char *value; /* a number with a point, a fraction or a code */
};

#define WORKING_LIMIT 24

enum figure_kind { KIND_UNDEFINED, KIND_NANO, KIND_WHOLE, KIND_WORDS };

/* One figure. */
struct figure_line {
    enum figure_name name;
    enum figure_kind kind;
    int64_t value;
    struct wording words;
    bool for_all;   /* readers of the files it belongs to … */
    bool for_owner; /* … and the owner of the units */
    uint32_t needs; /* units, to be shown; 0 = as many as any figure */
    struct working working[WORKING_LIMIT];
    size_t working_count;
};

/* FILE#/json/pointer, as it was given. */
struct figure_address {
    char *file; /* NULL = by options */
    char *pointer;
    json_t *document;
    const json_t *there; /* what stands there; NULL = nothing does, as it is withheld */
    const json_t *here;  /* what the record gives there, in `mine` */
    json_t *mine;        /* the same file, made of the record now */
};

/* What is withheld beside the figure: the same of another group, or another measure of
   the same one. */
struct withheld_sister {
    enum withheld withheld;
    uint32_t n;
    uint32_t group; /* at the level */
    uint32_t measure;
};

struct figure_account {
    const struct session *session;
    size_t scoring;      /* of the survey, or OWN_SCORING */
    size_t round;        /* of the survey: the figure's */
    size_t reader_round; /* and that of the file it stands in */
    const struct questionnaire *rules;
    const struct population *population;
    enum figure_subject subject;
    uint64_t wanted;   /* bits of figure_name */
    uint32_t unit;     /* NAMES_NONE = of none */
    uint32_t node;     /* or NAMES_NONE … */
    uint32_t question; /* … or NAMES_NONE, or neither */
    size_t level;      /* SIZE_MAX = of no group */
    uint32_t group;
    uint32_t bar; /* of the distribution; NAMES_NONE = of none */
    size_t member_limit;
    struct figure_address address;
    /* A unit's. */
    struct explanation unit_record; /* and all disagreements */
    struct answers recoded;         /* where the rules are not the edition's */
    const struct answers *given;    /* to the rules: one row; NULL = none count */
    struct scores scores;           /* by the way that results are computed */
    struct score_steps steps;
    bool *node_used; /* by node and by question of the rules: on the way */
    bool *question_used;
    bool *traced; /* by question of the edition */
    /* A group's, or whatever stands in a file. */
    struct series series;
    struct disclosure *disclosure;
    struct disclosed disclosed; /* to the reader of the file, or to the group itself */
    struct figure_steps members;
    enum withheld withheld; /* for all but an owner of the units */
    bool owned;             /* the group owns its units */
    struct withheld_sister *sister;
    size_t sister_count;
    struct figure_line line[NAMED_COUNT_OF];
    size_t line_count;
    struct names strings;
    bool short_of_memory;
};

/* Sets what is asked for, by options or by an address. */
bool figure_ask(struct figure_account *figure, const struct arguments *arguments,
                struct fault *fault) MUST_CHECK;
bool figure_ask_address(struct figure_account *figure, const char *address,
                        struct fault *fault) MUST_CHECK;

/* The parts of what is asked for: "questionnaire/year" and a scoring of the survey
   (NULL = its own), an area by "dimension/area", or by its id where one alone has it, a
   group. */
bool figure_set_round(struct figure_account *figure, size_t round, const char *scoring,
                      struct fault *fault) MUST_CHECK;
bool figure_find_area(struct figure_account *figure, const char *name,
                      struct fault *fault) MUST_CHECK;
bool figure_find_question(struct figure_account *figure, const char *id,
                          struct fault *fault) MUST_CHECK;
bool figure_find_group(struct figure_account *figure, const char *level,
                       const char *code, struct fault *fault) MUST_CHECK;

/* Fills in the lines and all that stands under them. */
bool figure_make(struct figure_account *figure, struct fault *fault) MUST_CHECK;
void figure_release(struct figure_account *figure);

/* The parts of it. */
bool figure_make_record(struct figure_account *figure, struct fault *fault) MUST_CHECK;
bool figure_make_area(struct figure_account *figure, struct fault *fault) MUST_CHECK;
bool figure_make_answer(struct figure_account *figure, struct fault *fault) MUST_CHECK;
bool figure_make_group(struct figure_account *figure, struct fault *fault) MUST_CHECK;
bool figure_make_turnout(struct figure_account *figure, struct fault *fault) MUST_CHECK;
bool figure_make_disclosure(struct figure_account *figure,
                            struct fault *fault) MUST_CHECK;

/* The node as the reader of the figure may see it; NULL for a question. */
const struct shown_node *figure_shown_node(const struct figure_account *figure);

bool figure_check_address(struct figure_account *figure,
                          struct fault *fault) MUST_CHECK;

/* What never is to be: told first, and the status is 1. */
bool figure_disagree(struct figure_account *figure, struct fault *fault,
                     const char *what, const char *one, const char *other) MUST_CHECK;

/* A new line, where it is wanted; else one that is passed over. */
struct figure_line *figure_add_line(struct figure_account *figure,
                                    enum figure_name name);
void line_set_nano(struct figure_line *line, int64_t value);
void line_set_whole(struct figure_line *line, int64_t value);
void line_add_nano(struct figure_account *figure, struct figure_line *line,
                   enum working_name name, int64_t nano);
void line_add_count(struct figure_account *figure, struct figure_line *line,
                    enum working_name name, uint64_t count);
void line_add_rational(struct figure_account *figure, struct figure_line *line,
                       enum working_name name, struct rational value);
void line_add_text(struct figure_account *figure, struct figure_line *line,
                   enum working_name name, const char *text);

/* Numbers as text that lives as long as the figure. */
const char *figure_hold(struct figure_account *figure, struct text *text);

/* Where `value` / 10^9 or / 10^18 stands whole, with a point. */
void add_wide(struct text *text, wide value, int decimals);

/* The rounds of the series, in it. */
static inline size_t figure_at(const struct figure_account *figure)
{
    return figure->round - figure->series.first;
}

static inline const struct trend_round *
figure_round(const struct figure_account *figure)
{
    return &figure->series.round[figure_at(figure)];
}

/* The measure of the benchmarks: a node or, after all nodes, a question. */
static inline uint32_t figure_measure(const struct figure_account *figure)
{
    return figure->node != NAMES_NONE
               ? figure->node
               : (uint32_t)figure->rules->node_count + figure->question;
}

/* The node or the question of a measure, and NAMES_NONE for the other. */
static inline uint32_t measure_node(const struct figure_account *figure,
                                    uint32_t measure)
{
    return measure < figure->rules->node_count ? measure : NAMES_NONE;
}

static inline uint32_t measure_question(const struct figure_account *figure,
                                        uint32_t measure)
{
    return measure < figure->rules->node_count
               ? NAMES_NONE
               : measure - (uint32_t)figure->rules->node_count;
}

bool figure_write_page(struct text *out, const struct figure_account *figure,
                       struct fault *fault) MUST_CHECK;
bool figure_write_json(struct text *out, const struct figure_account *figure,
                       struct fault *fault) MUST_CHECK;

#endif
