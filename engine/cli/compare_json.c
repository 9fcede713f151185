#include "base/exact.h"
#include "cli/compare_phrases.h"
#include "cli/tree.h"

#include <stdio.h>

/* Everything as JSON. There may be a hundred thousand groups' figures, so that these
   are written as they are computed, a line each, and only what stands around them is
   made as trees. */

/* More digits than anybody needs, and fewer than differ from one machine to another. */
#define DIGITS 12

struct writing {
    struct text *out;
    struct compare_report *report;
    bool failed; /* a tree could not be made */
};

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

/* Takes the tree. */
static void add_tree(struct writing *writing, json_t *tree)
{
    writing->failed =
        writing->failed || tree == NULL
        || json_dump_callback(tree, append, writing->out,
                              JSON_ENCODE_ANY | JSON_REAL_PRECISION(DIGITS))
               != 0;
    json_decref(tree);
}

static void add_key(struct writing *writing, const char *key)
{
    text_print(writing->out, ", \"%s\": ", key);
}

static void add_member(struct writing *writing, const char *key, json_t *tree)
{
    add_key(writing, key);
    add_tree(writing, tree);
}

static void add_nano(struct writing *writing, const char *key, int64_t nano)
{
    char number[FIXED_BYTES];
    add_key(writing, key);
    if (nano == UNDEFINED_FIGURE) {
        text_add(writing->out, "null");
        return;
    }
    fixed_print(number, nano, 9, '.', true);
    text_add(writing->out, number);
}

static void add_count(struct writing *writing, const char *key, uint32_t count)
{
    add_key(writing, key);
    text_print(writing->out, "%u", (unsigned)count);
}

/* As the trees have real numbers, so that they are the same on every machine. */
static void add_estimate(struct writing *writing, const char *key,
                         const struct estimate *estimate)
{
    add_key(writing, key);
    if (estimate->defined)
        text_print(writing->out, "%.*g", DIGITS, estimate->value);
    else
        text_add(writing->out, "null");
}

static const char *const lack_key[ESTIMATE_LACK_COUNT] = {
    [ESTIMATE_LACK_UNITS] = "no_units",
    [ESTIMATE_LACK_WEIGHT] = "no_weight",
    [ESTIMATE_ONE_UNIT] = "one_unit",
    [ESTIMATE_ONE_CLUSTER] = "one_owner",
    [ESTIMATE_ALIKE] = "all_alike",
    [ESTIMATE_EVERYBODY] = "everybody",
    [ESTIMATE_ONE_A_STRATUM] = "one_a_stratum",
    [ESTIMATE_TWO_ONLY] = "two_only",
};

static void add_worth(struct writing *writing, const char *key,
                      const struct estimated *estimated)
{
    add_key(writing, key);
    text_print(writing->out, "{\"df\": %.*g", DIGITS, estimated->df);
    add_estimate(writing, "se", &estimated->se);
    add_estimate(writing, "lower", &estimated->low);
    add_estimate(writing, "upper", &estimated->high);
    if (estimated->lack == ESTIMATE_LACKS_NOTHING)
        text_add(writing->out, ", \"lacks\": null}");
    else
        text_print(writing->out, ", \"lacks\": \"%s\"}", lack_key[estimated->lack]);
}

static void add_targets(struct writing *writing, const struct estimated *of_target)
{
    add_worth(writing, "descriptive", &of_target[ESTIMATE_DESCRIPTIVE]);
    add_worth(writing, "process", &of_target[ESTIMATE_PROCESS]);
}

/* A mean that is made otherwise; null where there is none of its kind. */
static void add_other_mean(struct writing *writing, const char *key, bool any,
                           const struct estimated *of_target)
{
    add_key(writing, key);
    if (!any) {
        text_add(writing->out, "null");
        return;
    }
    text_print(writing->out, "{\"n\": %u", (unsigned)of_target[0].n);
    add_estimate(writing, "mean", &of_target[0].value);
    add_targets(writing, of_target);
    text_add_character(writing->out, '}');
}

static void add_distribution(struct writing *writing, const struct figures *figures)
{
    add_key(writing, "distribution");
    for (int bin = 0; bin < BENCHMARK_BINS; bin++)
        text_print(writing->out, "%s%u", bin == 0 ? "[" : ", ",
                   (unsigned)figures->bin[bin]);
    text_add_character(writing->out, ']');
}

/* Where the unit stands in a group of its own. */
static void add_place(struct writing *writing, uint32_t measure, size_t level,
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
    add_key(writing, "place");
    if (place.alike == 0) {
        text_add(writing->out, "null");
        return;
    }
    uint32_t below = place.n - place.above - place.alike;
    text_print(writing->out, "{\"first\": %u, \"last\": %u, \"of\": %u",
               (unsigned)(place.above + 1), (unsigned)(place.above + place.alike),
               (unsigned)place.n);
    /* STATISTICS 2.9: 100 (L + E / 2) / n. */
    add_nano(writing, "percentile_rank",
             divide_rounded((wide)(2 * (uint64_t)below + place.alike) * 50 * POINT,
                            place.n));
    text_add_character(writing->out, '}');
}

static void add_group(struct writing *writing, uint32_t measure, size_t level,
                      uint32_t group)
{
    const struct compare_report *report = writing->report;
    const struct compared *compared = compare_group(report, level, group);
    const struct figures *figures = compared->figures;
    const struct level *of = &report->comparison.population.level[level];
    size_t number = report->comparison.benchmark.group_offset[level] + group;
    text_add(writing->out, "{\"level\": ");
    add_tree(writing, json_string(of->id));
    add_member(writing, "code", json_string(of->group[group].code));
    add_count(writing, "n", figures->n);
    add_count(writing, "eligible", compared->eligible);
    add_nano(writing, "mean", figures->mean);
    add_nano(writing, "sd", figures->sd);
    add_nano(writing, "q1", figures->quartile[0]);
    add_nano(writing, "median", figures->quartile[1]);
    add_nano(writing, "q3", figures->quartile[2]);
    add_distribution(writing, figures);
    add_targets(writing, compared->simple);
    add_other_mean(writing, "by_owners", compared->across, compared->clustered);
    add_other_mean(writing, "of_owners", compared->across, compared->of_owners);
    add_other_mean(writing, "by_size", compare_size(report) != NULL, compared->by_size);
    add_other_mean(writing, "adjusted", report->comparison.weighting[number].any,
                   compared->adjusted);
    if (report->comparison.unit != NAMES_NONE)
        add_place(writing, measure, level, group);
    text_add_character(writing->out, '}');
}

static bool add_similar(struct writing *writing, struct fault *fault)
{
    struct comparison_alike alike;
    if (!comparison_similar(&alike, &writing->report->comparison, fault))
        return false;
    add_key(writing, "similar");
    text_print(writing->out, "{\"n\": %u", (unsigned)alike.n);
    add_nano(writing, "mean", alike.mean);
    add_nano(writing, "q1", alike.quartile[0]);
    add_nano(writing, "median", alike.quartile[1]);
    add_nano(writing, "q3", alike.quartile[2]);
    text_add_character(writing->out, '}');
    return true;
}

static json_t *make_state(int64_t own)
{
    return json_string(own >= 0               ? "scored"
                       : own == SCORE_TOO_FEW ? "too_few_answers"
                       : own == SCORE_NONE    ? "no_score"
                                              : "not_relevant");
}

static bool add_measure(struct writing *writing, uint32_t measure, struct fault *fault)
{
    struct compare_report *report = writing->report;
    struct comparison *comparison = &report->comparison;
    const char *dimension;
    const char *id = compare_measure_id(report, measure, &dimension);
    if (!comparison_compute(comparison, report->compared, measure, fault))
        return false;
    text_add(writing->out, "{\"kind\": ");
    add_tree(writing, json_string(dimension == NULL ? "question" : "node"));
    add_member(writing, "dimension",
               dimension == NULL ? json_null() : json_string(dimension));
    add_member(writing, "id", json_string(id));
    add_member(writing, "title", tree_wording(compare_measure_title(report, measure)));
    if (comparison->unit != NAMES_NONE) {
        int64_t own = comparison->own[measure];
        add_nano(writing, "own", own < 0 ? UNDEFINED_FIGURE : own);
        add_member(writing, "state", make_state(own));
        if (!add_similar(writing, fault))
            return false;
    }
    add_key(writing, "groups");
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

/* The label in every language. */
static json_t *make_label(const struct compare_report *report, size_t level,
                          uint32_t group)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int language = 0; ok && language < LANGUAGE_COUNT; language++) {
        struct text label = {0};
        compare_add_label(&label, report, level, group, (enum language)language);
        ok = !label.short_of_memory
             && tree_put(object, language_code[language], json_string(label.bytes));
        text_release(&label);
    }
    return tree_finish(object, ok);
}

static json_t *make_real(const struct estimate *estimate)
{
    return estimate->defined ? json_real(estimate->value) : json_null();
}

static json_t *make_weighting(const struct comparison_weighting *weighting)
{
    if (!weighting->any)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put_count(object, "classes", weighting->class_count)
              && tree_put_count(object, "merged", weighting->merged_count)
              && tree_put_count(object, "small", weighting->small_count)
              && tree_put_count(object, "silent_regions", weighting->across_count)
              && tree_put(object, "design_effect",
                          make_real(&weighting->evenness.design_effect))
              && tree_put(object, "largest_by_smallest",
                          make_real(&weighting->evenness.ratio))
              && tree_put(object, "warning", json_boolean(weighting->evenness.warns));
    return tree_finish(object, ok);
}

static json_t *make_sizes(const struct compare_report *report,
                          const struct comparison_group *group)
{
    if (compare_size(report) == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put_count(object, "all", (size_t)group->size)
              && tree_put_count(object, "taking_part", (size_t)group->size_taking_part)
              && tree_put_count(object, "answered", (size_t)group->size_answered)
              && tree_put_count(object, "units_unknown", group->size_unknown);
    return tree_finish(object, ok);
}

static json_t *make_turnout(const struct compare_report *report, size_t level,
                            uint32_t number)
{
    const struct group *named =
        &report->comparison.population.level[level].group[number];
    const struct comparison_group *group = compare_turnout(report, level, number);
    size_t at = report->comparison.benchmark.group_offset[level] + number;
    json_t *object = json_object();
    bool ok = tree_put(object, "code", json_string(named->code))
              && tree_put(object, "name", tree_wording(&named->name))
              && tree_put(object, "label", make_label(report, level, number))
              && tree_put_count(object, "units", group->eligible)
              && tree_put_count(object, "answered", group->answered)
              && tree_put_count(object, "taking_part", group->taking_part)
              && tree_put_count(object, "clusters", group->clusters)
              && tree_put_count(object, "clusters_answered", group->clusters_answered)
              && tree_put(object, "size", make_sizes(report, group))
              && tree_put(object, "weighting",
                          make_weighting(&report->comparison.weighting[at]));
    return tree_finish(object, ok);
}

static json_t *make_level(const struct compare_report *report, size_t number)
{
    const struct level *level = &report->comparison.population.level[number];
    json_t *groups = json_array();
    json_t *object = json_object();
    bool ok = groups != NULL;
    for (uint32_t g = 0; ok && g < level->group_count; g++)
        ok = tree_add(groups, make_turnout(report, number, g));
    ok = tree_put(object, "id", json_string(level->id))
         && tree_put(object, "one", tree_wording(&level->one))
         && tree_put(object, "many", tree_wording(&level->many))
         && tree_put(object, "crossing", json_boolean(level->crossing))
         && tree_put(object, "groups", tree_finish(groups, ok));
    return tree_finish(object, ok);
}

static json_t *make_levels(const struct compare_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t l = 0; ok && l < report->comparison.population.level_count; l++)
        if (compare_shows(report, l))
            ok = tree_add(array, make_level(report, l));
    return tree_finish(array, ok);
}

static json_t *make_number(const struct number *number)
{
    if (number == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "id", json_string(number->id))
              && tree_put(object, "one", tree_wording(&number->one))
              && tree_put(object, "many", tree_wording(&number->many));
    return tree_finish(object, ok);
}

static json_t *make_alike(const struct comparison *comparison)
{
    const struct background *background = comparison->material.background;
    json_t *by = json_array();
    json_t *units = json_array();
    json_t *object = json_object();
    bool ok = by != NULL && units != NULL;
    for (size_t s = 0; ok && s < background->similar_count; s++)
        ok = tree_add(by, json_string(background->number[background->similar[s]].id));
    for (uint32_t i = 0; ok && i < comparison->similar_count; i++)
        ok = tree_add(
            units, json_string(comparison->population.unit_id[comparison->similar[i]]));
    bool put = tree_put(object, "by", tree_finish(by, ok));
    put = tree_put(object, "units", tree_finish(units, ok)) && put;
    return tree_finish(object, put);
}

static json_t *make_unit(const struct comparison *comparison)
{
    if (comparison->unit == NAMES_NONE)
        return json_null();
    const struct population *population = &comparison->population;
    json_t *object = json_object();
    bool ok = tree_put(object, "id", json_string(population->unit_id[comparison->unit]))
              && tree_put(object, "name",
                          json_string(population->unit_name[comparison->unit]))
              && tree_put(object, "left_out", json_boolean(comparison->without_own))
              && tree_put(object, "similar", make_alike(comparison));
    return tree_finish(object, ok);
}

static void add_head(struct writing *writing)
{
    const struct compare_report *report = writing->report;
    const struct comparison *comparison = &report->comparison;
    const struct questionnaire *questionnaire = comparison->material.questionnaire;
    const struct population *population = &comparison->population;
    size_t owner = population_owner_level(population);
    text_add(writing->out, "{\"format\": \"baseline-compare-1\"");
    add_member(writing, "audience", json_string("analysts"));
    add_member(writing, "survey", tree_wording(report->survey));
    add_member(writing, "questionnaire", json_string(questionnaire->id));
    add_member(writing, "year", json_integer(report->year));
    add_member(writing, "edition", json_string(questionnaire->edition));
    add_member(writing, "title", tree_wording(&questionnaire->title));
    add_member(writing, "simulated", json_boolean(report->simulated));
    add_member(writing, "generated_register", json_boolean(population->generated));
    add_member(writing, "owners",
               owner == population->level_count
                   ? json_null()
                   : json_string(population->level[owner].id));
    add_member(writing, "size", make_number(compare_size(report)));
    add_member(writing, "unit", make_unit(comparison));
    add_member(writing, "levels", make_levels(report));
}

bool compare_write_json(struct text *out, struct compare_report *report,
                        struct fault *fault)
{
    struct writing writing = {out, report, false};
    bool ok = true;
    add_head(&writing);
    add_key(&writing, "measures");
    const char *before = "[\n  ";
    for (uint32_t m = 0; ok && m < report->comparison.benchmark.measure_count; m++) {
        if (report->measure != NAMES_NONE && report->measure != m)
            continue;
        text_add(out, before);
        ok = add_measure(&writing, m, fault);
        before = ",\n  ";
    }
    text_add(out, "\n]}\n");
    return ok && (!writing.failed || fault_memory(fault)) && text_check(out, fault);
}
