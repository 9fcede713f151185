#ifndef QUESTIONNAIRE_QUESTIONNAIRE_H
#define QUESTIONNAIRE_QUESTIONNAIRE_H

/* One edition of a questionnaire: its scales, its questions and the dimensions they are
   scored in. Read from a definition (JSON, see questionnaires/FORMAT.md) and never
   changed afterwards. All that is particular to an audience or a maturity model stands
   here as data.

   Invariants after questionnaire_load(): ids are unique; a condition points to an
   earlier question; every scale has a lowest and a highest value, lowest < highest;
   nodes stand in pre-order, so a node's descendants follow it up to `end`; a gate looks
   only at areas below its own and at those of earlier dimensions. Every wording that
   has a text has one in every language. Values and other decimals are whole numbers of
   1e-9 ("nano"), and exact. All strings live as long as the questionnaire. Zeroed =
   empty. */

#include "base/arena.h"
#include "base/fault.h"
#include "base/language.h"
#include "base/names.h"
#include "base/problems.h"
#include "base/rational.h"

#include <stdint.h>

/* An answer is stored as the number of an option in its scale, or one of these. */
#define ANSWER_BLANK     (-1) /* shown, not answered */
#define ANSWER_NOT_ASKED (-2) /* the question was not in what was sent out */
#define OPTION_LIMIT     60 /* options of one scale; they have one printable mark each */

/* Option 0 of the scales that are no plain choice: the answer was given, and stands as
   a number, or in the members of the question. */
#define OPTION_GIVEN 0

/* Rows of a rehearsal bear their seed in this column; whatever holds one is simulated.
 */
#define SIMULATED_COLUMN "baseline-simulated"

enum option_state {
    OPTION_VALUE,
    OPTION_DONT_KNOW,
    OPTION_NOT_APPLICABLE,
    OPTION_ELSEWHERE /* OPTION_GIVEN of a number or of several; has no code */
};

struct option {
    const char *code; /* as in answer files, folded by text_fold() when compared */
    enum option_state state;
    int64_t value; /* OPTION_VALUE only; nano */
    bool alone;    /* SCALE_SEVERAL: cannot stand beside others; so cannot a state */
    struct wording label;
    const char **synonym;
    size_t synonym_count;
};

enum scale_kind { SCALE_CHOICE, SCALE_SEVERAL, SCALE_NUMBER };

/* How the chosen values of a question that takes several become one. */
enum combine { COMBINE_SUM, COMBINE_HIGHEST, COMBINE_LOWEST, COMBINE_ALL, COMBINE_ANY };

struct scale {
    const char *id;
    struct wording title;
    enum scale_kind kind;
    struct option *option; /* display order; [0] is OPTION_ELSEWHERE unless a choice */
    size_t option_count;
    int64_t lowest; /* nano; declared, never observed (STATISTICS 1.2) */
    int64_t highest;
    int64_t target;       /* the acceptable value */
    bool has_target;      /* it was given; otherwise it is the highest */
    bool passes;          /* options have no values of their own, they pass or do not */
    enum combine combine; /* SCALE_SEVERAL */
    int decimals;         /* SCALE_NUMBER: that an answer may have, 0..6 */
    bool clip;            /* SCALE_NUMBER: beyond an end counts as that end */
    int64_t seconds;      /* nano; to find an answer once the question is read */
};

/* What a question counts for when its condition rules it out (STATISTICS 1.1). */
enum when_not_asked { NOT_ASKED_EXCLUDE, NOT_ASKED_FLOOR };

struct reference {
    const char *framework;
    const char *id;
};

/* Holds when the answer to an earlier question is one of the options and, for a number,
   its value lies from at_least to at_most. Of a question that takes several, one of the
   options is among the chosen. */
struct condition {
    uint32_t question;
    uint64_t options; /* bit o = option o */
    int64_t at_least; /* nano; INT64_MIN = no bound */
    int64_t at_most;  /* nano; INT64_MAX = no bound */
};

/* Answers that cannot both be right: all conditions hold. The first `if_count` are the
   one answer, the others the one beside it. No score looks at them. */
struct contradiction {
    const char *id;
    struct condition *condition;
    size_t condition_count;
    size_t if_count;
    struct wording text;
};

/* What a question was in the edition before. */
struct replaced {
    const char *id;
    bool comparable;
    struct wording reason;
};

/* What an answer looks like in a section: when its option is the right one. */
struct description {
    const char *code;
    struct wording text;
};

/* A part of the sheet that people answer; its questions follow each other. */
struct section {
    const char *id;
    struct wording title;
    struct wording text; /* empty when there is none, in every language */
    struct description *level;
    size_t level_count;
};

/* A paragraph of what whoever answers is told first. */
struct guide_part {
    struct wording title;
    struct wording text;
};

/* A question of the edition before that nothing replaces, and why. */
struct dropped {
    const char *id;
    struct wording reason;
};

/* What references refer to. */
struct framework {
    const char *id;
    struct wording title;
    const char *path;   /* of the CSV, joined with the definition's folder */
    const char **every; /* kinds of items that are all to be met */
    size_t every_count;
};

/* A question, one layer of one, or one option of one that takes several: whatever has
   an answer of its own. */
struct question {
    const char *id; /* for life; "question.layer" and "question.option" of the others */
    const struct scale *scale;
    struct wording text;
    struct wording help;
    struct wording evidence;
    struct wording reason; /* why it is new */
    uint32_t section;      /* NAMES_NONE where the definition has none */
    int32_t weight;        /* in 1 / weight_unit of the questionnaire, >= 1 */
    bool reversed;
    struct condition *condition; /* asked when all of them hold */
    size_t condition_count;
    enum when_not_asked when_not_asked;
    const char **tag;
    size_t tag_count;
    struct reference *reference;
    size_t reference_count;
    struct replaced *replaced;
    size_t replaced_count;
    const char *layer; /* NULL when it has none */
    uint32_t of;       /* the first layer's question, or the one it is a member of;
                          itself when it is neither */
    bool is_member;    /* an option of `of`, answered 1 (option 1) or 0 (option 0) */
    uint32_t member;   /* SCALE_SEVERAL: the first of them; they follow each other, one
                          per option in its order, option 1 (after OPTION_GIVEN) first */
    size_t member_count; /* SCALE_SEVERAL: options with a value */
    uint32_t number;     /* SCALE_NUMBER: its place among the numbers, or NAMES_NONE */
};

enum operation {
    OPERATION_WEIGHTED_MEAN,
    OPERATION_MEAN,
    OPERATION_SUM,
    OPERATION_MIN,
    OPERATION_MAX,
    OPERATION_SHARE,
    OPERATION_POSSIBLE,
    OPERATION_LEVEL,
    OPERATION_NONE,
    OPERATION_COUNT
};

enum measure { MEASURE_POINTS, MEASURE_VALUES };

/* What an input without a value counts as. */
enum rule { RULE_SKIP, RULE_ZERO, RULE_FLOOR, RULE_TARGET, RULE_BLOCK };
enum lack { LACK_BLANK, LACK_DONT_KNOW, LACK_NOT_APPLICABLE, LACK_COUNT };

struct band {
    int64_t from; /* nano of the node's value */
    struct wording title;
};

enum gate_test {
    TEST_ALL,
    TEST_ANY,
    TEST_NONE,
    TEST_SUM,
    TEST_MEAN,
    TEST_SHARE,
    TEST_COUNT_OF /* "count" */
};

/* One condition of a gate: a test on the values of questions or of areas. */
struct gate_condition {
    enum gate_test test;
    int64_t at_least;   /* nano */
    int64_t passing;    /* nano; TEST_SHARE, TEST_COUNT_OF */
    uint32_t *question; /* either questions … */
    int32_t *weight;    /* (of each, in 1 / weight_unit) */
    size_t question_count;
    uint32_t *area; /* … or nodes; a set may be empty */
    size_t area_count;
};

struct gate {
    struct wording title;
    int64_t value; /* nano */
    struct gate_condition *condition;
    size_t condition_count;
};

/* A node of a dimension's tree. The root is the dimension itself. Its value is made of
   its questions' or its children's by its operator (STATISTICS 1.3-1.5, 2.9). */
struct node {
    const char *id; /* unique within its dimension */
    struct wording title;
    struct wording text;
    uint32_t parent; /* NAMES_NONE at a root */
    uint32_t end;    /* one past its last descendant */
    uint32_t depth;  /* 0 at a root */
    uint32_t dimension;
    int32_t weight; /* in its parent, in 1 / weight_unit, >= 1 */
    enum operation operation;
    enum measure measure;
    enum rule rule[LACK_COUNT];
    int32_t
        coverage_numerator; /* minimum share of relevant weight that must be answered */
    int32_t coverage_denominator;
    int64_t at_least; /* nano; OPERATION_SHARE */
    int64_t start;    /* nano; OPERATION_SUM */
    enum rounding rounding;
    int decimals; /* of the rounding */
    bool has_range;
    struct rational natural_lowest; /* of what the operator gives */
    struct rational natural_highest;
    struct rational lowest; /* of the value: the range given, or the natural one */
    struct rational highest;
    bool has_target;
    int64_t target; /* nano; the highest value when none was given is not stored here */
    struct band *band;
    size_t band_count;
    struct gate *gate; /* OPERATION_LEVEL, lowest first */
    size_t gate_count;
    const char *layer; /* NULL: the first of each question */
    bool
        over_questions; /* above others, and made of all questions below, not of them */
    uint32_t *question; /* its inputs, when they are questions; then in no other order
                           than the definition's, each once */
    int32_t *question_weight; /* of each, in 1 / weight_unit */
    size_t question_count;
};

struct dimension {
    const char *id;
    struct wording title;
    uint32_t root;
};

/* Which dimension each kind of chart shows. */
struct presentation {
    uint32_t profile;
    uint32_t radar;
    uint32_t trend;
    uint32_t measuring_points; /* NAMES_NONE = there are none */
};

/* Which questions apply to a unit: by the code of its group at a level of the register,
   or, without a column, the same for all. */
struct subset {
    const char *code; /* of the group; "" without a column */
    bool *applies;    /* by question */
};

enum pool_rule { POOL_NONE, POOL_MEAN, POOL_ALL };

/* A scoring configuration by name, as the definition lists them. */
struct configuration {
    const char *id;
    struct wording title;
};

struct questionnaire {
    const char *id;
    const char *edition;
    struct wording title;
    const char *configuration;     /* the one it was loaded as, or NULL */
    bool language[LANGUAGE_COUNT]; /* every text is to be had in it */
    struct scale *scale;
    size_t scale_count;
    struct guide_part *guide;
    size_t guide_count;
    struct section *section;
    size_t section_count;
    struct contradiction *contradiction;
    size_t contradiction_count;
    struct dropped *dropped;
    size_t dropped_count;
    struct framework *framework;
    size_t framework_count;
    struct question *question;
    size_t question_count;
    uint32_t number_count; /* questions answered by a number */
    struct dimension *dimension;
    size_t dimension_count;
    struct node *node;
    size_t node_count;
    uint32_t overall; /* the dimension whose root is the headline */
    struct presentation presentation;
    enum rule rule[LACK_COUNT]; /* for a question on its own, and where no area says
                                   otherwise */
    int32_t weight_unit; /* weights are whole numbers of 1 / weight_unit: 1 … 1000000 */
    const struct scale *headline; /* the scale that reports show scores on */
    const char *subset_column;    /* level of the register, or NULL */
    struct subset *subset;
    size_t subset_count; /* 0: every question applies to every unit */
    enum pool_rule pool_rule;
    const char *pool_column;
    const char **group_column; /* those of the two, of every configuration too */
    size_t group_column_count;
    struct configuration *configurations;
    size_t configuration_count;
    const char **identified_by; /* header names of the column with the unit's id */
    size_t identified_by_count;
    const char **other_column; /* header names accepted and left unread */
    size_t other_column_count;
    char *definition; /* the definition with shared scales in place and the
                         configuration applied, canonical JSON */
    char hash[65];    /* SHA-256 of `definition` */
    struct names names;
    struct names question_ids; /* number = question */
    struct arena arena;        /* private */
};

/* Reads and checks a definition, and the shared scales it names (relative to it).
   Everything wrong with it is added to `problems` (with line and JSON path); false when
   there is any error. What is only doubtful is questionnaire_check()'s. */
bool questionnaire_load(struct questionnaire *questionnaire, const char *path,
                        struct problems *problems, struct fault *fault) MUST_CHECK;

/* The same as one of its configurations scores it; NULL = as it stands. */
bool questionnaire_load_as(struct questionnaire *questionnaire, const char *path,
                           const char *configuration, struct problems *problems,
                           struct fault *fault) MUST_CHECK;

/* The same with every configuration, and with what is doubtful told as warnings:
   weights without effect, levels that no answer reaches, texts without translation,
   texts that `previous` (the edition before, or NULL) has otherwise under the same id.
 */
bool questionnaire_check(struct questionnaire *questionnaire, const char *path,
                         const struct questionnaire *previous,
                         struct problems *problems, struct fault *fault) MUST_CHECK;
void questionnaire_release(struct questionnaire *questionnaire);

/* NAMES_NONE when there is none; the id is compared without regard to case. */
uint32_t questionnaire_find(const struct questionnaire *questionnaire, const char *id,
                            size_t length);

/* The nearest question id to a misspelt one, or NULL when none is near. */
const char *questionnaire_nearest(const struct questionnaire *questionnaire,
                                  const char *id);

/* The option that an answer names by code, value, label or synonym in any language,
   case and spaces forgiven; -1 when none does. Of a number scale, its states only. */
int scale_find_option(const struct scale *scale, const char *answer, size_t length);

/* The same, and by what of the option it is named. */
enum spelling {
    SPELLING_CODE,
    SPELLING_LABEL,
    SPELLING_SYNONYM,
    SPELLING_VALUE,
    SPELLING_CODE_AND_LABEL
};

int scale_find_spelling(const struct scale *scale, const char *answer, size_t length,
                        enum spelling *spelling);

/* The printable mark an option is stored under, and back; '.' blank, '_' not asked. */
char answer_mark(int answer);
int answer_from_mark(char mark);

/* Whether the answer that stands under a condition's question is one it asks for.
   `code` and `number` point to one unit's codes and numbers, `stride` apart: 1 in a row
   of them, the number of rows in columns. Whether that question was itself to be asked
   is not looked at. */
bool condition_holds(const struct condition *condition,
                     const struct questionnaire *questionnaire, const int8_t *code,
                     const int64_t *number, size_t stride);

/* What the answers are counted in (STATISTICS 6.1): from the lowest to the highest
   value of every scale that an area takes points from are `steps`, or a whole share of
   them, and every value is a whole number of 1 / unit. False when there is no such
   number that all sums of an area can be told with in 64 bits; a loaded questionnaire
   has one. */
struct value_measure {
    int32_t steps;
    int64_t unit;
};

bool questionnaire_find_measure(struct value_measure *measure,
                                const struct questionnaire *questionnaire);

/* Nano that divide the differences of all values of a scale. */
int64_t scale_step(const struct scale *scale);

/* Whether a node's value is not its points, but runs from one end of its own range to
   the other as they do from 0 to 100. */
static inline bool node_has_own_range(const struct node *node)
{
    return node->operation != OPERATION_NONE
           && (node->lowest.numerator != 0 || node->highest.denominator != 1
               || node->highest.numerator != 100);
}

/* The share of the way from lowest to highest that an option stands for, in 1e-9
   points, 0..FULL_SCORE; -1 for an option without a value. */
int64_t question_points(const struct question *question, int option);

/* The same for a value (nano) on the question's scale, cut off at its ends. */
int64_t question_value_points(const struct question *question, int64_t value);

struct text;

/* The members of every object of the format as tables in Markdown, and as a JSON
   schema; from the one table that the loader holds definitions to. */
void format_write_reference(struct text *out);
void format_write_schema(struct text *out);

#endif
