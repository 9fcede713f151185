#ifndef SURVEY_SURVEY_H
#define SURVEY_SURVEY_H

/* A survey folder's survey.json: which rounds there are and how results are made. Paths
   in it are relative to the folder it stands in and come out joined with it. Zeroed =
   empty. */

#include "base/arena.h"
#include "base/fault.h"
#include "base/language.h"
#include "base/names.h"
#include "base/problems.h"

#include <stdint.h>

struct round_plan {
    const char *questionnaire; /* id; must be the definition's own */
    int32_t year;
    const char *edition;     /* path of the definition */
    const char *register_id; /* in the descriptor */
    const char *answers;     /* folder of answer files, all read in order of name */
    const char *mapping;     /* path of what the files are read by; NULL = the folder's
                                own, where it has one */
    uint32_t participants;   /* rehearsal: clusters that take part; 0 = all */
};

/* Another way to score the answers of a questionnaire's rounds, beside its own. Its
   results stand in a folder of their own, "questionnaire.id". Only one way is published
   to all readers: two would give answers away by subtraction. The others are for
   analysts. */
struct scoring_plan {
    const char *id;
    const char *questionnaire; /* one that has rounds */
    const char *rules; /* path of the definition that all rounds are scored by; NULL =
                          each by its own edition */
    const char *configuration; /* of that definition; NULL = as it stands */
    bool published;            /* in place of the questionnaire's own way */
};

enum chart_format { CHART_SVG = 1, CHART_PNG = 2, CHART_PDF = 4 };

struct chart_plan {
    unsigned formats; /* chart_format bits */
    bool all_rounds;  /* false = the latest round of each questionnaire */
    bool groups;      /* the nation and every group that owns units */
    bool units_alone; /* every unit that no group owns */
    const char *
        *units_of; /* owner groups whose every unit is drawn, by code; "*" = all */
    size_t units_of_count;
};

/* When the quality of answers is doubted; quality/quality.h says what each means. What
   is 0 is not looked at. */
struct quality_plan {
    uint32_t same_answer_questions;
    uint32_t same_answer_percent;
    uint32_t jump_levels;
    uint32_t identical_answers;
    uint32_t state_answers; /* fewer answers have no share of don't know … */
    uint32_t dont_know_percent;
    uint32_t not_applicable_percent;
};

/* What it is where the survey says nothing. */
extern const struct quality_plan quality_plan_default;

/* What a change must come to before it is told as one, in whole points (STATISTICS 3.4,
   3.5): of a group, and of one unit. */
struct change_plan {
    uint32_t relevant_points;
    uint32_t relevant_points_of_unit;
};

extern const struct change_plan change_plan_default;

struct survey {
    const char *folder;
    struct wording title;
    enum language language; /* of charts and messages */
    const char *registers;  /* path of the descriptor */
    const char *database;
    const char *results;
    bool rehearsal; /* simulated answers are welcome here, and only here */
    uint64_t seed;
    uint32_t minimum_units; /* k, default 5, at least 3 (STATISTICS 5.2) */
    struct round_plan
        *round; /* by questionnaire in order of first mention, then by year */
    size_t round_count;
    struct scoring_plan *scoring;
    size_t scoring_count;
    struct chart_plan charts;
    struct quality_plan quality;
    struct change_plan change;
    struct names names;
    struct arena arena; /* private */
};

/* `path` is the folder or the survey.json in it. */
/* The language of the survey's messages, before the survey is read: what it says, or
   does not say, as far as that can be understood, and the one that is spoken already
   where it cannot. False only when short of memory. */
bool survey_find_language(enum language *language, const char *path,
                          struct fault *fault) MUST_CHECK;

bool survey_load(struct survey *survey, const char *path, struct problems *problems,
                 struct fault *fault) MUST_CHECK;
void survey_release(struct survey *survey);

/* The text of a survey.json like the one at `path`, for a rehearsal that stands in
   another folder: paths to definitions and registers made to hold from there, the seed
   written in. Released with memory_release(). */
char *survey_for_rehearsal(const char *path, const char *folder, uint64_t seed,
                           struct fault *fault);

#endif
