#ifndef CLI_FIGURE_REPORT_H
#define CLI_FIGURE_REPORT_H

/* A figure of what `compare` or `change` wrote as JSON: the report is made of the
   record again, compared with the file, and the figure is told with what it is a sum
   of. The rooms `comparison` and `change` say how they computed it. */

#include "cli/change_rounds.h"
#include "cli/compare.h"
#include "cli/figure.h"
#include "cli/pointer.h"

/* Which of a group's or a unit's figures it is one of. */
enum figure_part {
    PART_GROUP, /* of a comparison: n, mean, spread */
    PART_SIMPLE,
    PART_BY_OWNERS,
    PART_OF_OWNERS,
    PART_BY_SIZE,
    PART_ADJUSTED,
    PART_PLACE, /* of the unit that is looked at */
    PART_UNIT,
    PART_SIMILAR,
    PART_CHANGE, /* of a change */
    PART_PUBLISHED,
    PART_COMPARED,
    PART_SPLIT,
    PART_PAIRED,
    PART_PAIRED_BY_OWNER,
    PART_LINK,
    PART_CHANGED_UNIT,
    PART_COUNT
};

enum table_name {
    TABLE_WEIGHED, /* units with what they weigh */
    TABLE_OWNERS,
    TABLE_CLASSES,
    TABLE_SIMILAR,
    TABLE_DISTANCES,
    TABLE_PAIRS,
    TABLE_ENTRIES,
    TABLE_EXITS,
    TABLE_CHANGED_OWNERS,
    TABLE_FAMILY,
    TABLE_QUESTIONS,
    TABLE_COUNT
};

enum column_name {
    COLUMN_UNIT,
    COLUMN_OWNER,
    COLUMN_REGION,
    COLUMN_KIND,
    COLUMN_LEVEL,
    COLUMN_CODE,
    COLUMN_AREA,
    COLUMN_QUESTION,
    COLUMN_EARLIER,
    COLUMN_BY,
    COLUMN_POINTS,
    COLUMN_BEFORE,
    COLUMN_NOW,
    COLUMN_CHANGE,
    COLUMN_SIZE,
    COLUMN_CLASS,
    COLUMN_WEIGHT,
    COLUMN_WEIGHED,
    COLUMN_ELIGIBLE,
    COLUMN_ANSWERED,
    COLUMN_MERGED_ELIGIBLE,
    COLUMN_MERGED_ANSWERED,
    COLUMN_N,
    COLUMN_SUM,
    COLUMN_MEAN,
    COLUMN_DISTANCE,
    COLUMN_WITHIN,
    COLUMN_P,
    COLUMN_PLACE,
    COLUMN_FACTOR,
    COLUMN_PRODUCT,
    COLUMN_ADJUSTED,
    COLUMN_COUNT
};

#define COLUMN_LIMIT 9

struct told_cell {
    enum figure_kind kind; /* KIND_KEY = words */
    int64_t value;
    double real;
    const char *words;
};

struct figure_table {
    enum table_name name;
    enum column_name column[COLUMN_LIMIT];
    size_t column_count;
    struct told_cell *cell; /* row after row */
    size_t cell_count;
    size_t capacity;
};

struct figure_report {
    enum figure_part part;
    enum estimate_target target;
    int side; /* of PART_PUBLISHED and PART_COMPARED: 0 the earlier round, 1 the later
               */
    uint32_t bin; /* one of the distribution; NAMES_NONE = of none */
    struct compare_source compare;
    struct comparison_steps compared;
    struct change_rounds rounds;
    struct change_report change;
    struct change_request request;
    struct change_steps steps;
    struct figure_table table[TABLE_COUNT];
    size_t table_count;
};

struct resolving {
    struct figure_account *figure;
    struct pointer pointer;
    struct fault *fault;
};

/* Whether the document of an address is of `compare` or `change`, and which. */
bool figure_is_comparison(const json_t *document);
bool figure_is_change(const json_t *document);

/* Makes room for a report of it. */
bool figure_open_report(struct figure_account *figure, struct fault *fault) MUST_CHECK;
void figure_close_report(struct figure_account *figure);

/* Sets what of the report the pointer leads to, which was followed through the file. */
bool figure_take_comparison(struct resolving *resolving) MUST_CHECK;
bool figure_take_change(struct resolving *resolving) MUST_CHECK;

/* One figure of the part where the token at `place` names it; all of them where the
   pointer ends before it. */
bool figure_take_name(struct resolving *resolving, enum figure_subject subject,
                      enum figure_part part, size_t place) MUST_CHECK;

/* Nothing stands there, or no figure does; always false. */
bool figure_lost(const struct resolving *resolving);

/* What stands there is a figure that there is no explaining; always false. */
bool figure_not_explained(const struct resolving *resolving);

bool figure_make_comparison(struct figure_account *figure,
                            struct fault *fault) MUST_CHECK;
bool figure_make_change(struct figure_account *figure, struct fault *fault) MUST_CHECK;

/* What a comparison's and a change's figures are sums of. */
void figure_add_comparison_tables(struct figure_account *figure);
void figure_add_change_tables(struct figure_account *figure);

/* The whole report as JSON, as the file has it. */
bool figure_write_report(struct text *out, struct figure_account *figure,
                         struct fault *fault) MUST_CHECK;

/* One more table, filled in cell by cell, row after row. */
struct figure_table *figure_add_table(struct figure_account *figure,
                                      enum table_name name,
                                      const enum column_name *column,
                                      size_t column_count);
void table_add(struct figure_account *figure, struct figure_table *table,
               struct told_cell cell);

static inline struct told_cell cell_of_words(const char *words)
{
    return (struct told_cell){words == NULL ? KIND_UNDEFINED : KIND_KEY, 0, 0, words};
}

static inline struct told_cell cell_of_count(int64_t count)
{
    return (struct told_cell){KIND_WHOLE, count, 0, NULL};
}

static inline struct told_cell cell_of_nano(int64_t nano)
{
    return (struct told_cell){nano == INT64_MIN ? KIND_UNDEFINED : KIND_NANO, nano, 0,
                              NULL};
}

static inline struct told_cell cell_of_real(double value)
{
    return (struct told_cell){KIND_REAL, 0, value, NULL};
}

static inline struct told_cell cell_of_estimate(struct estimate estimate)
{
    return estimate.defined ? cell_of_real(estimate.value) : (struct told_cell){0};
}

/* Whether it is one of those that a comparison has for both targets. */
static inline bool figure_has_target(const struct figure_account *figure)
{
    const uint64_t of_target = NAMED_BIT(NAMED_SE) | NAMED_BIT(NAMED_DF)
                               | NAMED_BIT(NAMED_LOWER) | NAMED_BIT(NAMED_UPPER)
                               | NAMED_BIT(NAMED_LACKS);
    return figure->subject == OF_COMPARISON && (figure->wanted & of_target) != 0;
}

/* "dimension/area", which lives as long as the figure. */
const char *figure_area_name(struct figure_account *figure,
                             const struct questionnaire *rules, uint32_t node);

/* What the standard error is made of, in the line of it. */
void figure_add_variance(struct figure_account *figure, struct figure_line *line,
                         const struct estimate_variance *variance);

extern const char *const figure_part_key[PART_COUNT];

#endif
