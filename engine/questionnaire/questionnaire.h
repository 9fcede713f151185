#ifndef QUESTIONNAIRE_QUESTIONNAIRE_H
#define QUESTIONNAIRE_QUESTIONNAIRE_H

/* One edition of a questionnaire: its scales, its questions and the dimensions they are
   scored in. Read from a definition (JSON) and never changed afterwards. All that is
   particular to an audience or a maturity model stands here as data.

   Invariants after questionnaire_load(): ids are unique; a condition points to an
   earlier question; every scale has a lowest and a highest value, lowest < highest;
   nodes stand in pre-order, so a node's descendants follow it up to `end`. All strings
   live as long as the questionnaire. Zeroed = empty. */

#include "base/arena.h"
#include "base/fault.h"
#include "base/language.h"
#include "base/names.h"
#include "base/problems.h"

#include <stdint.h>

/* An answer is stored as the number of an option in its scale, or one of these. */
#define ANSWER_BLANK     (-1) /* shown, not answered */
#define ANSWER_NOT_ASKED (-2) /* the question was not in what was sent out */
#define OPTION_LIMIT     60 /* options of one scale; they have one printable mark each */

/* Rows of a rehearsal bear their seed in this column; whatever holds one is simulated.
 */
#define SIMULATED_COLUMN "baseline-simulated"

enum option_state { OPTION_VALUE, OPTION_DONT_KNOW, OPTION_NOT_APPLICABLE };

struct option {
    const char *code; /* as in answer files, folded by text_fold() when compared */
    enum option_state state;
    int32_t value; /* OPTION_VALUE only */
    struct wording label;
    const char **synonym;
    size_t synonym_count;
};

struct scale {
    const char *id;
    struct wording title;
    struct option *option; /* display order */
    size_t option_count;
    int32_t lowest; /* declared, never observed (STATISTICS 1.2) */
    int32_t highest;
    int32_t target; /* the acceptable value */
};

/* What a question counts for when its condition rules it out (STATISTICS 1.1). */
enum when_not_asked { NOT_ASKED_EXCLUDE, NOT_ASKED_FLOOR };

struct reference {
    const char *framework;
    const char *id;
};

struct question {
    const char *id; /* for life */
    const struct scale *scale;
    struct wording text;
    struct wording help;
    int32_t weight; /* >= 1 */
    bool reversed;
    bool conditional;
    uint32_t parent;         /* conditional: the question its condition reads */
    uint64_t parent_options; /* conditional: bit o = asked when option o was chosen */
    enum when_not_asked when_not_asked;
    struct reference *reference;
    size_t reference_count;
};

/* A node of a dimension's tree. The root is the dimension itself. Its score is the
   weighted mean of its children's scores, or, at a leaf, of its questions
   (STATISTICS 1.3, 1.4). */
struct node {
    const char *id; /* unique within its dimension */
    struct wording title;
    uint32_t parent; /* NAMES_NONE at a root */
    uint32_t end;    /* one past its last descendant */
    uint32_t depth;  /* 0 at a root */
    uint32_t dimension;
    int32_t weight; /* in its parent, >= 1 */
    int32_t
        coverage_numerator; /* minimum share of relevant weight that must be answered */
    int32_t coverage_denominator;
    uint32_t *question; /* leaf: numbers of questions */
    size_t question_count;
};

struct dimension {
    const char *id;
    struct wording title;
    uint32_t root;
};

enum dont_know { DONT_KNOW_MISSING, DONT_KNOW_ZERO };

/* Which dimension each kind of chart shows; NAMES_NONE = the first. */
struct presentation {
    uint32_t profile;
    uint32_t radar;
    uint32_t trend;
};

struct questionnaire {
    const char *id;
    const char *edition;
    struct wording title;
    struct scale *scale;
    size_t scale_count;
    struct question *question;
    size_t question_count;
    struct dimension *dimension;
    size_t dimension_count;
    struct node *node;
    size_t node_count;
    uint32_t overall; /* the dimension whose root is the headline */
    struct presentation presentation;
    enum dont_know dont_know;
    const struct scale *headline; /* the scale that reports show scores on */
    const char **identified_by;   /* header names of the column with the unit's id */
    size_t identified_by_count;
    const char **other_column; /* header names accepted and left unread */
    size_t other_column_count;
    char *definition; /* the definition with shared scales in place, canonical JSON */
    char hash[65];    /* SHA-256 of `definition` */
    struct names names;
    struct names question_ids; /* number = question */
    struct arena arena;        /* private */
};

/* Reads and checks a definition, and the shared scales it names (relative to it).
   Everything wrong with it is added to `problems` (with the JSON path); false when
   there is any error. */
bool questionnaire_load(struct questionnaire *questionnaire, const char *path,
                        struct problems *problems, struct fault *fault) MUST_CHECK;
void questionnaire_release(struct questionnaire *questionnaire);

/* NAMES_NONE when there is none; the id is compared without regard to case. */
uint32_t questionnaire_find(const struct questionnaire *questionnaire, const char *id,
                            size_t length);

/* The nearest question id to a misspelt one, or NULL when none is near. */
const char *questionnaire_nearest(const struct questionnaire *questionnaire,
                                  const char *id);

/* The option that an answer names by code, value, label or synonym in any language,
   case and spaces forgiven; -1 when none does. */
int scale_find_option(const struct scale *scale, const char *answer, size_t length);

/* The printable mark an option is stored under, and back; '.' blank, '_' not asked. */
char answer_mark(int answer);
int answer_from_mark(char mark);

/* The share of the way from lowest to highest that an option stands for, in 1e-9
   points, 0..FULL_SCORE; -1 for an option without a value. */
int64_t question_points(const struct question *question, int option);

#endif
