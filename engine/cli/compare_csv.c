#include "base/guard.h"
#include "cli/compare_json.h"

#include <math.h>
#include <stdio.h>

/* A row for each measure in each group, with every figure: its columns have the names
   that the JSON has, and it opens in Danish Excel by a double click. */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"

/* What writes a cell writes its heading as well, so that the two cannot part. */
struct table {
    struct text *out;
    struct compare_report *report;
    enum language language;
    struct comparison_alike alike; /* of the measure in hand */
    const char *of; /* what the columns in hand are of, before their names; or NULL */
    bool naming;    /* the row is that of the headings */
    bool begun;     /* the row has a cell */
};

/* False where the cell is a heading, which is written then. */
static bool begin_cell(struct table *table, const char *name)
{
    if (table->begun)
        text_add_character(table->out, DELIMITER);
    table->begun = true;
    if (table->naming && table->of != NULL)
        text_print(table->out, "%s_", table->of);
    if (table->naming)
        text_add(table->out, name);
    return !table->naming;
}

static void add_text(struct table *table, const char *name, const char *cell)
{
    if (begin_cell(table, name))
        text_add_cell(table->out, cell);
}

static void add_nothing(struct table *table, const char *name)
{
    (void)begin_cell(table, name);
}

static void add_count(struct table *table, const char *name, int64_t count)
{
    if (begin_cell(table, name))
        text_print(table->out, "%lld", (long long)count);
}

/* Nothing where it is undefined: a spreadsheet then leaves it out of its sums. */
static void add_nano(struct table *table, const char *name, int64_t nano)
{
    char number[FIXED_BYTES];
    if (!begin_cell(table, name) || nano == UNDEFINED_FIGURE)
        return;
    fixed_print(number, nano, 9, table->language == LANGUAGE_DA ? ',' : '.', true);
    text_add(table->out, number);
}

static void add_estimate(struct table *table, const char *name,
                         const struct estimate *estimate)
{
    add_nano(table, name,
             estimate->defined ? (int64_t)round(estimate->value * (double)POINT)
                               : UNDEFINED_FIGURE);
}

/* Standard error, interval, and why they are not there. */
static void add_worth(struct table *table, const struct compared *compared,
                      const struct estimated *estimated)
{
    add_estimate(table, "se", &estimated->se);
    add_estimate(table, "lower", &estimated->low);
    add_estimate(table, "upper", &estimated->high);
    add_text(table, "lacks",
             compare_lack[compare_lack_of(compared, estimated)][table->language]);
}

static void add_measure_cells(struct table *table, uint32_t measure)
{
    const struct compare_report *report = table->report;
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    const char *dimension;
    const char *id = compare_measure_id(report, measure, &dimension);
    add_text(table, "questionnaire", questionnaire->id);
    add_count(table, "year", report->year);
    add_text(table, "dimension", dimension == NULL ? "" : dimension);
    add_text(table, "measure", id);
    add_text(table, "title",
             wording_in(compare_measure_title(report, measure), table->language));
}

/* What the averages are averages of stands in every row, which may be all that is
   copied. */
static void add_label(struct table *table, size_t l, uint32_t g)
{
    struct text label = {0};
    compare_add_label(&label, table->report, l, g, table->language);
    add_text(table, "label", label.bytes == NULL ? "" : label.bytes);
    table->out->short_of_memory |= label.short_of_memory;
    text_release(&label);
}

static void add_sizes(struct table *table, const struct comparison_group *group)
{
    static const char *const name[] = {"all", "taking_part", "answered",
                                       "units_unknown"};
    const int64_t size[] = {group->size, group->size_taking_part, group->size_answered,
                            group->size_unknown};
    table->of = "size";
    for (size_t s = 0; s < sizeof size / sizeof *size; s++)
        if (compare_size(table->report) == NULL)
            add_nothing(table, name[s]);
        else
            add_count(table, name[s], size[s]);
    table->of = NULL;
}

static void add_weighting(struct table *table,
                          const struct comparison_weighting *weighting)
{
    const struct estimate none = {0};
    table->of = "weighting";
    if (weighting->any)
        add_count(table, "merged", weighting->merged_count);
    else
        add_nothing(table, "merged");
    add_estimate(table, "design_effect",
                 weighting->any ? &weighting->evenness.design_effect : &none);
    add_estimate(table, "largest_by_smallest",
                 weighting->any ? &weighting->evenness.ratio : &none);
    if (weighting->any)
        add_count(table, "warning", weighting->evenness.warns);
    else
        add_nothing(table, "warning");
    table->of = NULL;
}

static void add_group_cells(struct table *table, size_t l, uint32_t g)
{
    const struct compare_report *report = table->report;
    const struct comparison_group *group = compare_turnout(report, l, g);
    const struct level *level = &report->comparison.population.level[l];
    add_text(table, "level", level->id);
    add_text(table, "group", level->group[g].code);
    add_text(table, "name", wording_in(&level->group[g].name, table->language));
    add_label(table, l, g);
    add_count(table, "units", group->eligible);
    add_count(table, "answered", group->answered);
    add_count(table, "taking_part", group->taking_part);
    add_count(table, "clusters", group->clusters);
    add_count(table, "clusters_taking_part", group->clusters_taking_part);
    add_sizes(table, group);
    add_weighting(table,
                  &report->comparison
                       .weighting[report->comparison.benchmark.group_offset[l] + g]);
}

static void add_figures(struct table *table, const struct compared *compared)
{
    static const char *const quartile[] = {"q1", "median", "q3"};
    const struct figures *figures = compared->figures;
    char name[sizeof "distribution_" + 12];
    add_count(table, "eligible", compared->eligible);
    add_count(table, "n", figures->n);
    add_nano(table, "mean", figures->mean);
    add_nano(table, "sd", figures->sd);
    for (int quarter = 0; quarter < 3; quarter++)
        add_nano(table, quartile[quarter], figures->quartile[quarter]);
    add_nano(table, "p10", figures->tail[0]);
    add_nano(table, "p90", figures->tail[1]);
    for (int bin = 0; bin < BENCHMARK_BINS; bin++) {
        snprintf(name, sizeof name, "distribution_%d", bin * 100 / BENCHMARK_BINS);
        add_count(table, name, figures->bin[bin]);
    }
}

/* Nothing where the register has no such means at all. */
static void add_other_mean(struct table *table, const char *of, bool any,
                           const struct compared *compared,
                           const struct estimated *of_target)
{
    static const char *const name[] = {"n", "mean", "se", "lower", "upper", "lacks"};
    const struct estimated *estimated = &of_target[ESTIMATE_DESCRIPTIVE];
    table->of = of;
    if (any) {
        add_count(table, "n", estimated->n);
        add_estimate(table, "mean", &estimated->value);
        add_worth(table, compared, estimated);
    }
    for (size_t c = 0; !any && c < sizeof name / sizeof *name; c++)
        add_nothing(table, name[c]);
    table->of = NULL;
}

static void add_place(struct table *table, uint32_t measure, size_t l, uint32_t g)
{
    static const char *const name[] = {"first", "last", "of", "percentile_rank"};
    const struct comparison *comparison = &table->report->comparison;
    struct comparison_place place = {0};
    if (comparison->population.level[l].group_of[comparison->unit] == g)
        place = comparison_place(comparison, measure, l);
    table->of = "place";
    if (place.alike > 0) {
        add_count(table, "first", place.above + 1);
        add_count(table, "last", place.above + place.alike);
        add_count(table, "of", place.n);
        add_nano(table, "percentile_rank", compare_percentile_rank(&place));
    }
    for (size_t c = 0; place.alike == 0 && c < sizeof name / sizeof *name; c++)
        add_nothing(table, name[c]);
    table->of = NULL;
}

static void add_unit_cells(struct table *table, uint32_t measure, size_t l, uint32_t g)
{
    int64_t mean = compare_group(table->report, l, g)->figures->mean;
    int64_t own = table->report->comparison.own[measure];
    add_nano(table, "own", own < 0 ? UNDEFINED_FIGURE : own);
    add_text(table, "state", compare_state(own));
    add_nano(table, "difference",
             own < 0 || mean == UNDEFINED_FIGURE ? UNDEFINED_FIGURE : own - mean);
    add_place(table, measure, l, g);
    add_count(table, "similar_n", table->alike.n);
    add_nano(table, "similar_mean", table->alike.mean);
}

static void add_row(struct table *table, uint32_t measure, size_t l, uint32_t g)
{
    const struct compare_report *report = table->report;
    const struct compared *compared = compare_group(report, l, g);
    size_t number = report->comparison.benchmark.group_offset[l] + g;
    add_measure_cells(table, measure);
    add_group_cells(table, l, g);
    add_figures(table, compared);
    table->of = "descriptive";
    add_worth(table, compared, compare_estimate(compared, ESTIMATE_DESCRIPTIVE));
    table->of = "process";
    add_worth(table, compared, compare_estimate(compared, ESTIMATE_PROCESS));
    table->of = NULL;
    add_estimate(table, "simple_descriptive_se",
                 &compared->simple[ESTIMATE_DESCRIPTIVE].se);
    add_estimate(table, "simple_process_se", &compared->simple[ESTIMATE_PROCESS].se);
    add_other_mean(table, "by_size", compare_size(report) != NULL, compared,
                   compared->by_size);
    add_other_mean(table, "of_owners", compared->across, compared, compared->of_owners);
    add_other_mean(table, "adjusted", report->comparison.weighting[number].any,
                   compared, compared->adjusted);
    if (report->comparison.unit != NAMES_NONE)
        add_unit_cells(table, measure, l, g);
    add_text(table, "audience", "analysts");
    if (begin_cell(table, "notice"))
        compare_add_notice(table->out, report, ' ');
    text_add(table->out, LINE_END);
    table->begun = false;
}

static bool add_measure(struct table *table, uint32_t measure, struct fault *fault)
{
    struct compare_report *report = table->report;
    struct comparison *comparison = &report->comparison;
    if (!comparison_compute(comparison, report->compared, measure, fault)
        || (comparison->unit != NAMES_NONE
            && !comparison_similar(&table->alike, comparison, fault)))
        return false;
    if (table->naming)
        add_row(table, measure, 0, 0);
    table->naming = false;
    for (size_t l = 0; l < comparison->population.level_count; l++)
        for (uint32_t g = 0; compare_shows(report, l)
                             && g < comparison->population.level[l].group_count;
             g++)
            add_row(table, measure, l, g);
    return true;
}

bool compare_write_csv(struct text *out, struct compare_report *report,
                       struct fault *fault)
{
    struct table table = {
        .out = out, .report = report, .language = report->language, .naming = true};
    bool ok = true;
    text_add(out, BYTE_ORDER_MARK);
    for (uint32_t m = 0; ok && m < report->comparison.benchmark.measure_count; m++)
        if (report->measure == NAMES_NONE || report->measure == m)
            ok = add_measure(&table, m, fault);
    return ok;
}
