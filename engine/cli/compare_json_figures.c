#include "base/exact.h"
#include "cli/compare_json.h"
#include "cli/compare_phrases.h"

/* The figures of the measures. */

static void add_nano(struct compare_writing *writing, const char *key, int64_t nano)
{
    char number[FIXED_BYTES];
    compare_add_key(writing, key);
    if (nano == UNDEFINED_FIGURE) {
        text_add(writing->out, "null");
        return;
    }
    fixed_print(number, nano, 9, '.', true);
    text_add(writing->out, number);
}

static void add_count(struct compare_writing *writing, const char *key, uint32_t count)
{
    compare_add_key(writing, key);
    text_print(writing->out, "%u", (unsigned)count);
}

/* As the trees have real numbers, so that they are the same on every machine. */
static void add_estimate(struct compare_writing *writing, const char *key,
                         const struct estimate *estimate)
{
    compare_add_key(writing, key);
    if (estimate->defined)
        text_print(writing->out, "%.*g", COMPARE_DIGITS, estimate->value);
    else
        text_add(writing->out, "null");
}

const char *const compare_lack_key[COMPARE_LACK_COUNT] = {
    [ESTIMATE_LACK_UNITS] = "no_units",
    [ESTIMATE_LACK_WEIGHT] = "no_weight",
    [ESTIMATE_ONE_UNIT] = "one_unit",
    [ESTIMATE_ONE_CLUSTER] = "one_owner",
    [ESTIMATE_ALIKE] = "all_alike",
    [ESTIMATE_EVERYBODY] = "everybody",
    [ESTIMATE_ONE_A_STRATUM] = "one_a_stratum",
    [ESTIMATE_TWO_ONLY] = "two_only",
    [COMPARE_BY_ACCIDENT] = "zero_by_accident",
};

static void add_worth(struct compare_writing *writing, const char *key,
                      const struct compared *compared,
                      const struct estimated *estimated)
{
    compare_add_key(writing, key);
    text_print(writing->out, "{\"df\": %.*g", COMPARE_DIGITS, estimated->df);
    add_estimate(writing, "se", &estimated->se);
    add_estimate(writing, "lower", &estimated->low);
    add_estimate(writing, "upper", &estimated->high);
    if (estimated->lack == ESTIMATE_LACKS_NOTHING)
        text_add(writing->out, ", \"lacks\": null}");
    else
        text_print(writing->out, ", \"lacks\": \"%s\"}",
                   compare_lack_key[compare_lack_of(compared, estimated)]);
}

static void add_targets(struct compare_writing *writing,
                        const struct compared *compared,
                        const struct estimated *of_target)
{
    add_worth(writing, "descriptive", compared, &of_target[ESTIMATE_DESCRIPTIVE]);
    add_worth(writing, "process", compared, &of_target[ESTIMATE_PROCESS]);
}

/* A mean that is made otherwise; null where there is none of its kind. */
static void add_other_mean(struct compare_writing *writing, const char *key, bool any,
                           const struct compared *compared,
                           const struct estimated *of_target)
{
    compare_add_key(writing, key);
    if (!any) {
        text_add(writing->out, "null");
        return;
    }
    text_print(writing->out, "{\"n\": %u", (unsigned)of_target[0].n);
    add_estimate(writing, "mean", &of_target[0].value);
    add_targets(writing, compared, of_target);
    text_add_character(writing->out, '}');
}

static void add_distribution(struct compare_writing *writing,
                             const struct figures *figures)
{
    compare_add_key(writing, "distribution");
    for (int bin = 0; bin < BENCHMARK_BINS; bin++)
        text_print(writing->out, "%s%u", bin == 0 ? "[" : ", ",
                   (unsigned)figures->bin[bin]);
    text_add_character(writing->out, ']');
}

/* Where the unit stands in a group of its own. */
static void add_place(struct compare_writing *writing, uint32_t measure, size_t level,
                      uint32_t group)
{
    const struct comparison *comparison = &writing->report->comparison;
    int64_t own = comparison->own[measure];
    int64_t mean = compare_group(writing->report, level, group)->figures->mean;
    struct comparison_place place = {0};
    if (comparison->population.level[level].group_of[comparison->unit] == group)
        place = comparison_place(comparison, measure, level);
    add_nano(writing, "difference",
             own < 0 || mean == UNDEFINED_FIGURE ? UNDEFINED_FIGURE : own - mean);
    compare_add_key(writing, "place");
    if (place.alike == 0) {
        text_add(writing->out, "null");
        return;
    }
    text_print(writing->out, "{\"first\": %u, \"last\": %u, \"of\": %u",
               (unsigned)(place.above + 1), (unsigned)(place.above + place.alike),
               (unsigned)place.n);
    add_nano(writing, "percentile_rank", compare_percentile_rank(&place));
    text_add_character(writing->out, '}');
}

static void add_group(struct compare_writing *writing, uint32_t measure, size_t level,
                      uint32_t group)
{
    const struct compare_report *report = writing->report;
    const struct compared *compared = compare_group(report, level, group);
    const struct figures *figures = compared->figures;
    const struct level *of = &report->comparison.population.level[level];
    size_t number = report->comparison.benchmark.group_offset[level] + group;
    text_add(writing->out, "{\"level\": ");
    compare_add_tree(writing, json_string(of->id));
    compare_add_member(writing, "code", json_string(of->group[group].code));
    add_count(writing, "n", figures->n);
    add_count(writing, "eligible", compared->eligible);
    add_nano(writing, "mean", figures->mean);
    add_nano(writing, "sd", figures->sd);
    add_nano(writing, "q1", figures->quartile[0]);
    add_nano(writing, "median", figures->quartile[1]);
    add_nano(writing, "q3", figures->quartile[2]);
    add_nano(writing, "p10", figures->tail[0]);
    add_nano(writing, "p90", figures->tail[1]);
    add_distribution(writing, figures);
    add_targets(writing, compared, compared->simple);
    add_other_mean(writing, "by_owners", compared->across, compared,
                   compared->clustered);
    add_other_mean(writing, "of_owners", compared->across, compared,
                   compared->of_owners);
    add_other_mean(writing, "by_size", compare_size(report) != NULL, compared,
                   compared->by_size);
    add_other_mean(writing, "adjusted", report->comparison.weighting[number].any,
                   compared, compared->adjusted);
    if (report->comparison.unit != NAMES_NONE)
        add_place(writing, measure, level, group);
    text_add_character(writing->out, '}');
}

static bool add_similar(struct compare_writing *writing, struct fault *fault)
{
    struct comparison_alike alike;
    if (!comparison_similar(&alike, &writing->report->comparison, fault))
        return false;
    compare_add_key(writing, "similar");
    text_print(writing->out, "{\"n\": %u", (unsigned)alike.n);
    add_nano(writing, "mean", alike.mean);
    add_nano(writing, "q1", alike.quartile[0]);
    add_nano(writing, "median", alike.quartile[1]);
    add_nano(writing, "q3", alike.quartile[2]);
    text_add_character(writing->out, '}');
    return true;
}

bool compare_add_measure(struct compare_writing *writing, uint32_t measure,
                         struct fault *fault)
{
    struct compare_report *report = writing->report;
    struct comparison *comparison = &report->comparison;
    const char *dimension;
    const char *id = compare_measure_id(report, measure, &dimension);
    if (!comparison_compute(comparison, report->compared, measure, fault))
        return false;
    text_add(writing->out, "{\"kind\": ");
    compare_add_tree(writing, json_string(dimension == NULL ? "question" : "node"));
    compare_add_member(writing, "dimension",
                       dimension == NULL ? json_null() : json_string(dimension));
    compare_add_member(writing, "id", json_string(id));
    compare_add_member(writing, "title",
                       tree_wording(compare_measure_title(report, measure)));
    if (comparison->unit != NAMES_NONE) {
        int64_t own = comparison->own[measure];
        add_nano(writing, "own", own < 0 ? UNDEFINED_FIGURE : own);
        compare_add_member(writing, "state", json_string(compare_state(own)));
        if (!add_similar(writing, fault))
            return false;
    }
    compare_add_key(writing, "groups");
    const char *before = "[\n    ";
    for (size_t l = 0; l < comparison->population.level_count; l++)
        for (uint32_t g = 0; compare_shows(report, l)
                             && g < comparison->population.level[l].group_count;
             g++) {
            text_add(writing->out, before);
            add_group(writing, measure, l, g);
            before = ",\n    ";
        }
    text_add(writing->out, "]}");
    return true;
}
