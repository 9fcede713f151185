#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

/* A round's measures in every group, for the analysts, as a page to read, as JSON
   (results/schema/compare.schema.json describes it) and as a table of all figures.
   Shortage of memory stays in the text, or is told. */

#include "base/text.h"
#include "cli/session.h"
#include "comparison/comparison.h"

#define ALL_LEVELS SIZE_MAX

struct compare_report {
    const struct wording *survey;
    int32_t year;
    bool simulated; /* any answer behind it is */
    enum language language;
    struct comparison comparison;
    struct compared *compared; /* by group, of the measure in hand */
    size_t level;              /* that is asked for; ALL_LEVELS = each */
    uint32_t measure;          /* that is asked for; NAMES_NONE = each */
};

/* All that a report is made of. Zeroed = empty. */
struct compare_source {
    size_t scoring; /* of the survey: the published one, or OWN_SCORING */
    struct answers answers;
    struct background background;
    struct scores scores;
    struct compare_report report;
};

/* Takes it from the record: every measure and level. `unit` is the id of one that is
   looked at, or NULL. */
bool compare_open(struct compare_source *source, const struct session *session,
                  size_t round, const char *unit, bool without_own,
                  struct fault *fault) MUST_CHECK;
void compare_close(struct compare_source *source);

bool compare_write_page(struct text *out, struct compare_report *report,
                        struct fault *fault) MUST_CHECK;
bool compare_write_json(struct text *out, struct compare_report *report,
                        struct fault *fault) MUST_CHECK;
bool compare_write_csv(struct text *out, struct compare_report *report,
                       struct fault *fault) MUST_CHECK;

/* The measure's id: a question's, or an area's with its dimension before it. */
const char *compare_measure_id(const struct compare_report *report, uint32_t measure,
                               const char **dimension);
const struct wording *compare_measure_title(const struct compare_report *report,
                                            uint32_t measure);

/* The measure of an id, as "dimension/area", "area" or a question's; NAMES_NONE. */
uint32_t compare_find_measure(const struct questionnaire *questionnaire,
                              const char *id);

/* What units are weighed by; NULL where the register has no sizes. */
static inline const struct number *compare_size(const struct compare_report *report)
{
    const struct background *background = report->comparison.material.background;
    return background->size < background->number_count
               ? &background->number[background->size]
               : NULL;
}

static inline bool compare_shows(const struct compare_report *report, size_t level)
{
    return report->level == ALL_LEVELS || report->level == level;
}

static inline const struct compared *compare_group(const struct compare_report *report,
                                                   size_t level, uint32_t group)
{
    return &report->compared[report->comparison.benchmark.group_offset[level] + group];
}

static inline const struct comparison_group *
compare_turnout(const struct compare_report *report, size_t level, uint32_t group)
{
    return &report->comparison
                .group[report->comparison.benchmark.group_offset[level] + group];
}

/* The figures of the target that are to be used: by owners where they go for owners. */
static inline const struct estimated *compare_estimate(const struct compared *compared,
                                                       enum estimate_target target)
{
    return compared->across ? &compared->clustered[target] : &compared->simple[target];
}

#endif
