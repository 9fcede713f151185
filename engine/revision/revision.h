#ifndef REVISION_REVISION_H
#define REVISION_REVISION_H

/* What is other in a new edition of a questionnaire than in an old one: which questions
   were added, removed, split, merged, reworded, rescaled, moved and weighted anew, what
   became of the areas, and how much of each can still be compared.

   A question goes on from the one it `replaces`, or else from the one with its id. A
   `replaces` counts for one step, from the edition before: it is passed over where the
   old edition has no such question, and where the old edition says the same of the
   question already and the question has not changed since.

   "Question" is here one that stands in the definition; layers after the first and the
   options of several are parts of theirs. All is borrowed from the two questionnaires,
   which must outlive what is found. */

#include "questionnaire/questionnaire.h"

/* Whether answers to two questions mean the same, or what is in the way. */
enum revision_verdict {
    REVISION_COMPARABLE,
    REVISION_DECLARED, /* the definition says that they do not */
    REVISION_SCALE,    /* the values of the scale are others, or turned around */
    REVISION_SEVERAL,  /* it was made of several questions */
    REVISION_LAYER,    /* another layer */
    REVISION_APART,    /* the new one does not go on from the old one */
    REVISION_VERDICT_COUNT
};

/* Of any two questions, parts of others among them. */
enum revision_verdict revision_judge(const struct questionnaire *from, uint32_t old,
                                     const struct questionnaire *to, uint32_t new);

/* Whether the new edition `to` has a question that can be compared with one of the old
   edition `from`, and which: the one with its id, or else the first. */
bool revision_comparable(const struct questionnaire *from, uint32_t question,
                         const struct questionnaire *to, uint32_t *other);

/* The same the other way: the question of the old edition `from` that one of `to` can
   be compared with. There is never more than one. */
bool revision_source(const struct questionnaire *to, uint32_t question,
                     const struct questionnaire *from, uint32_t *other);

/* What has changed, by the definition's own names. */
enum revision_member {
    REVISION_ID, /* the definition's own */
    REVISION_TITLE,
    REVISION_OVERALL,
    REVISION_POOL,
    REVISION_TEXT, /* of questions */
    REVISION_HELP,
    REVISION_EVIDENCE,
    REVISION_REVERSED,
    REVISION_WEIGHT, /* of areas too; in one area of a question: `of` says which */
    REVISION_ASKED_IF,
    REVISION_WHEN_NOT_ASKED,
    REVISION_SUBSET, /* whom it applies to: NULL = all, "" = nobody */
    REVISION_TAGS,
    REVISION_LAYERS,
    REVISION_AREAS,  /* where it stands in the dimension `of` */
    REVISION_KIND,   /* of scales */
    REVISION_OPTION, /* value or state of the option `of`; NULL = no such option */
    REVISION_LABEL,  /* of the option `of` */
    REVISION_COMBINE,
    REVISION_LOWEST,
    REVISION_HIGHEST,
    REVISION_DECIMALS,
    REVISION_CLIP,
    REVISION_TARGET, /* of areas too */
    REVISION_ABOVE,  /* of areas: the one they stand in */
    REVISION_OPERATOR,
    REVISION_MEASURE,
    REVISION_OVER,
    REVISION_LAYER_READ,
    REVISION_RULES, /* what `of` counts as */
    REVISION_COVERAGE,
    REVISION_AT_LEAST,
    REVISION_START,
    REVISION_LEVELS, /* the conditions of the level with the value `of` */
    REVISION_LEVEL_TITLE,
    REVISION_RANGE,
    REVISION_ROUNDING,
    REVISION_BANDS, /* from where they run */
    REVISION_BAND_TITLE,
    REVISION_MEMBER_COUNT
};

/* The name of the member in a definition. */
const char *revision_member_name(enum revision_member member);

/* One member before and now: either both wordings, or texts that are the same in all
   languages; NULL where there was or is nothing. */
struct revision_change {
    enum revision_member member;
    const char *of; /* NULL = of the whole */
    const char *before;
    const char *now;
    const struct wording *wording_before;
    const struct wording *wording_now;
};

struct revision_changes {
    size_t first; /* in revision.change */
    size_t count;
};

enum revision_kind {
    REVISION_ADDED, /* of questions and of areas */
    REVISION_REMOVED,
    REVISION_SPLIT, /* of questions */
    REVISION_MERGED,
    REVISION_REWORDED, /* text or help, or `replaces` says so */
    REVISION_RESCALED,
    REVISION_MOVED, /* of areas too */
    REVISION_REWEIGHTED,
    REVISION_CONDITIONED,
    REVISION_TAGGED,
    REVISION_LAYERED,
    REVISION_RETITLED, /* of areas */
    REVISION_RULED,
    REVISION_KIND_COUNT
};

/* An old question and the new one that goes on from it; or only one of them. Of one
   that was split, or made of several, there is one for each pair, and of these only the
   wording and the scale are looked at. */
struct revision_question {
    uint32_t from;  /* NAMES_NONE: it is new */
    uint32_t to;    /* NAMES_NONE: it is gone */
    unsigned kinds; /* bit per enum revision_kind */
    enum revision_verdict verdict;
    const struct wording *reason; /* as the definition gives it, or NULL */
    uint32_t scale;               /* in revision.scale, or NAMES_NONE: as before */
    struct revision_changes changes;
};

/* Two scales that a question went from and to, and that are not alike. */
struct revision_scale {
    const struct scale *from;
    const struct scale *to;
    bool same_values;
    struct revision_changes changes;
};

/* An area of a dimension that both editions have, or a root that only one has. */
struct revision_area {
    uint32_t from; /* node; NAMES_NONE: it is new */
    uint32_t to;   /* NAMES_NONE: it is gone */
    unsigned kinds;
    struct revision_changes changes;
    /* How much of its weight rests on questions that can be compared and that are in
       the area in both editions: 0 to 100, in 1e-9. Only where both have it. */
    int64_t comparable_before;
    int64_t comparable_now;
};

struct revision {
    const struct questionnaire *from;
    const struct questionnaire *to;
    struct revision_changes definition;
    struct revision_question *question; /* in the new order, then those that are gone */
    size_t question_count;
    size_t question_capacity;
    struct revision_scale *scale;
    size_t scale_count;
    size_t scale_capacity;
    struct revision_area *area; /* in the new order, then those that are gone */
    size_t area_count;
    size_t area_capacity;
    struct revision_change *change;
    size_t change_count;
    size_t change_capacity;
    struct names names; /* private */
};

bool revision_compute(struct revision *revision, const struct questionnaire *from,
                      const struct questionnaire *to, struct fault *fault) MUST_CHECK;
void revision_release(struct revision *revision);

#endif
