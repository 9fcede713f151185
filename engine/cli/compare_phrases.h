#ifndef CLI_COMPARE_PHRASES_H
#define CLI_COMPARE_PHRASES_H

/* What `compare` says, in the languages of the reports, and what of it several of its
   layouts print. */

#include "cli/compare.h"

enum compare_phrase {
    COMPARE_TITLE,
    COMPARE_AUDIENCE,
    COMPARE_SIMULATED,
    COMPARE_GENERATED,
    COMPARE_NOBODY,
    COMPARE_NATIONAL,
    COMPARE_ALL,
    COMPARE_TAKING_PART,
    COMPARE_COUNT_OF,
    COMPARE_SHARE_OF_ALL,
    COMPARE_ANSWERED_OF,
    COMPARE_WITHOUT,
    COMPARE_LESS,
    COMPARE_UNIT_OWN,
    COMPARE_OTHER_LEVEL,
    COMPARE_AREAS,
    COMPARE_AREA,
    COMPARE_NOT_ASKED,
    COMPARE_NO_ANSWER,
    COMPARE_TOO_FEW,
    COMPARE_FEW,
    COMPARE_NO_UNITS,
    COMPARE_SIMILAR,
    COMPARE_OWN,
    COMPARE_DIFFERENCE,
    COMPARE_PLACE_IN,
    COMPARE_RANK,
    COMPARE_RANK_TIED,
    COMPARE_RANK_OF,
    COMPARE_BETTER_THAN,
    COMPARE_PERCENT,
    COMPARE_BY_SIZE,
    COMPARE_BY_SIZE_OF,
    COMPARE_OF_OWNERS,
    COMPARE_EACH_UNIT,
    COMPARE_ADJUSTED,
    COMPARE_CLASSES,
    COMPARE_CLASS_AND,
    COMPARE_ASSUMPTION,
    COMPARE_EVENNESS,
    COMPARE_UNEVEN,
    COMPARE_SMALL,
    COMPARE_SILENT,
    COMPARE_PROCESS,
    COMPARE_DESCRIPTIVE,
    COMPARE_SPREAD,
    COMPARE_TAILS,
    COMPARE_HISTOGRAM,
    COMPARE_AND,
    COMPARE_PHRASE_COUNT
};

enum compare_column {
    COMPARE_COLUMN_N,
    COMPARE_COLUMN_COVERAGE,
    COMPARE_COLUMN_MEAN,
    COMPARE_COLUMN_INTERVAL,
    COMPARE_COLUMN_SD,
    COMPARE_COLUMN_Q1,
    COMPARE_COLUMN_MEDIAN,
    COMPARE_COLUMN_Q3,
    COMPARE_COLUMN_BY_SIZE,
    COMPARE_COLUMN_COUNT
};

extern const char *const compare_phrase[COMPARE_PHRASE_COUNT][LANGUAGE_COUNT];
extern const char *const compare_column[COMPARE_COLUMN_COUNT][LANGUAGE_COUNT];

/* Why there is no interval, in a column; one more where units are not alike and the
   standard error would be 0 all the same. */
#define COMPARE_BY_ACCIDENT ESTIMATE_LACK_COUNT
#define COMPARE_LACK_COUNT  (ESTIMATE_LACK_COUNT + 1)

extern const char *const compare_lack[COMPARE_LACK_COUNT][LANGUAGE_COUNT];

/* What programs know lacks by. */
extern const char *const compare_lack_key[COMPARE_LACK_COUNT];

static inline int compare_lack_of(const struct compared *compared,
                                  const struct estimated *estimated)
{
    return estimated->lack == ESTIMATE_ALIKE && compared->figures->sd > 0
               ? COMPARE_BY_ACCIDENT
               : (int)estimated->lack;
}

/* How to read the page, at its end. */
void compare_add_legend(struct text *out, const struct compare_report *report);

static inline const char *compare_say(const struct compare_report *report,
                                      enum compare_phrase which)
{
    return compare_phrase[which][report->language];
}

/* What a group's averages are averages of (STATISTICS 2.6): the national average only
   where every owner takes part. */
void compare_add_label(struct text *out, const struct compare_report *report,
                       size_t level, uint32_t group, enum language language);

/* Whatever a reader must be told of the figures before any: simulated answers, invented
   units. Nothing where there is nothing to tell. */
void compare_add_notice(struct text *out, const struct compare_report *report,
                        char after);

/* How many percent lie below a unit that has a place, ties counted half (STATISTICS
   2.9: 100 (L + E / 2) / n), in 1e-9. */
int64_t compare_percentile_rank(const struct comparison_place *place);

/* Of a unit's own points in a measure, as in struct comparison: what a machine reads.
 */
const char *compare_state(int64_t own);

/* "1.329" or "1,329". */
void compare_add_count(struct text *out, int64_t count, enum language language);

/* part / whole in percent with one decimal; whole > 0. */
void compare_add_percent(struct text *out, int64_t part, int64_t whole,
                         enum language language);

#endif
