#include "cli/compare_json.h"

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

void compare_add_tree(struct compare_writing *writing, json_t *tree)
{
    writing->failed =
        writing->failed || tree == NULL
        || json_dump_callback(tree, append, writing->out,
                              JSON_ENCODE_ANY | JSON_REAL_PRECISION(COMPARE_DIGITS))
               != 0;
    json_decref(tree);
}

void compare_add_key(struct compare_writing *writing, const char *key)
{
    text_print(writing->out, ", \"%s\": ", key);
}

void compare_add_member(struct compare_writing *writing, const char *key, json_t *tree)
{
    compare_add_key(writing, key);
    compare_add_tree(writing, tree);
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
    bool ok =
        tree_put(object, "code", json_string(named->code))
        && tree_put(object, "name", tree_wording(&named->name))
        && tree_put(object, "label", make_label(report, level, number))
        && tree_put_count(object, "units", group->eligible)
        && tree_put_count(object, "answered", group->answered)
        && tree_put_count(object, "taking_part", group->taking_part)
        && tree_put_count(object, "clusters", group->clusters)
        && tree_put_count(object, "clusters_taking_part", group->clusters_taking_part)
        && tree_put(object, "size", make_sizes(report, group))
        && tree_put(object, "weighting",
                    make_weighting(&report->comparison.weighting[at]));
    return tree_finish(object, ok);
}

static json_t *make_groups(const struct compare_report *report, size_t level)
{
    json_t *groups = json_array();
    bool ok = groups != NULL;
    for (uint32_t g = 0;
         ok && g < report->comparison.population.level[level].group_count; g++)
        ok = tree_add(groups, make_turnout(report, level, g));
    return tree_finish(groups, ok);
}

static json_t *make_level(const struct compare_report *report, size_t number)
{
    const struct level *level = &report->comparison.population.level[number];
    json_t *object = json_object();
    bool ok = tree_put(object, "id", json_string(level->id))
              && tree_put(object, "one", tree_wording(&level->one))
              && tree_put(object, "many", tree_wording(&level->many))
              && tree_put(object, "crossing", json_boolean(level->crossing))
              && tree_put(object, "groups", make_groups(report, number));
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

static void add_head(struct compare_writing *writing)
{
    const struct compare_report *report = writing->report;
    const struct comparison *comparison = &report->comparison;
    const struct questionnaire *questionnaire = comparison->material.questionnaire;
    const struct population *population = &comparison->population;
    size_t owner = population_owner_level(population);
    text_add(writing->out, "{\"format\": \"baseline-compare-1\"");
    compare_add_member(writing, "audience", json_string("analysts"));
    compare_add_member(writing, "survey", tree_wording(report->survey));
    compare_add_member(writing, "questionnaire", json_string(questionnaire->id));
    compare_add_member(writing, "year", json_integer(report->year));
    compare_add_member(writing, "edition", json_string(questionnaire->edition));
    compare_add_member(writing, "title", tree_wording(&questionnaire->title));
    compare_add_member(writing, "simulated", json_boolean(report->simulated));
    compare_add_member(writing, "generated_register",
                       json_boolean(population->generated));
    compare_add_member(writing, "owners",
                       owner == population->level_count
                           ? json_null()
                           : json_string(population->level[owner].id));
    compare_add_member(writing, "size", make_number(compare_size(report)));
    compare_add_member(writing, "unit", make_unit(comparison));
    compare_add_member(writing, "levels", make_levels(report));
}

bool compare_write_json(struct text *out, struct compare_report *report,
                        struct fault *fault)
{
    struct compare_writing writing = {out, report, false};
    bool ok = true;
    add_head(&writing);
    compare_add_key(&writing, "measures");
    const char *before = "[\n  ";
    for (uint32_t m = 0; ok && m < report->comparison.benchmark.measure_count; m++) {
        if (report->measure != NAMES_NONE && report->measure != m)
            continue;
        text_add(out, before);
        ok = compare_add_measure(&writing, m, fault);
        before = ",\n  ";
    }
    text_add(out, "\n]}\n");
    return ok && (!writing.failed || fault_memory(fault)) && text_check(out, fault);
}
