#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H

/* What has changed between two rounds of a survey, as a page to read, as JSON
   (results/schema/change.schema.json describes it) and as a table of all figures. For
   whoever holds the record: nothing is withheld, and every one of them says so.
   Shortage of memory stays in the text, or is told. */

#include "base/text.h"
#include "change/change.h"
#include "cli/session.h"

#define EVERY_LEVEL SIZE_MAX

struct change_report {
    const struct wording *survey;
    const char *scoring; /* NULL = each round by its own edition */
    const char *unit_id; /* NULL = none is asked for */
    const char *unit_name;
    size_t level; /* the groups told of beside the nation; or EVERY_LEVEL */
    bool simulated;
    enum language language;
    struct change change;
};

static inline const struct change_round *
report_before(const struct change_report *report)
{
    return &report->change.round[report->change.before];
}

static inline const struct change_round *report_now(const struct change_report *report)
{
    return &report->change.round[report->change.now];
}

bool change_write_page(struct text *out, const struct change_report *report,
                       struct fault *fault) MUST_CHECK;
bool change_write_json(struct text *out, const struct change_report *report,
                       struct fault *fault) MUST_CHECK;
bool change_write_csv(struct text *out, const struct change_report *report,
                      struct fault *fault) MUST_CHECK;

/* Whether a group is told of on a node: it is of a level asked for, and somebody in it
   has had a score. */
bool change_is_told(const struct change_report *report, uint32_t node, size_t level,
                    uint32_t group);

/* Of the change itself: by owner where the group is across them. */
static inline const struct estimated *change_estimated(const struct change_figures *of)
{
    return of->across ? &of->clustered : &of->paired;
}

/* What programs know marks, breaks, flags and lacks by. */
extern const char *const change_mark_key[CHANGE_MARK_COUNT];
extern const char *const change_break_key[CHANGE_BREAK_COUNT];
extern const char *const change_flag_key[CHANGE_FLAG_COUNT];
extern const char *const change_lack_key[ESTIMATE_LACK_COUNT];
extern const char *const change_unit_lack_key[CHANGE_UNIT_LACK_COUNT];
extern const char *const change_reliability_key[CHANGE_BY_RETEST + 1];

#endif
