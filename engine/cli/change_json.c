#include "cli/change.h"
#include "cli/tree.h"

/* More digits than anybody needs, and fewer than differ from one machine to another. */
#define DIGITS 12

const char *const change_mark_key[CHANGE_MARK_COUNT] = {
    [CHANGE_SAME] = "same", [CHANGE_LINKED] = "linked", [CHANGE_BROKEN] = "broken"};

const char *const change_break_key[CHANGE_BREAK_COUNT] = {
    [CHANGE_NO_BREAK] = NULL,
    [CHANGE_BREAK_NO_AREA] = "new_area",
    [CHANGE_BREAK_FEW_QUESTIONS] = "few_questions",
    [CHANGE_BREAK_LITTLE_WEIGHT] = "little_weight",
    [CHANGE_BREAK_RULES] = "not_a_mean",
    [CHANGE_BREAK_POPULATION] = "register",
    [CHANGE_BREAK_NO_UNITS] = "no_units",
};

const char *const change_flag_key[CHANGE_FLAG_COUNT] = {
    [CHANGE_NOT_SURE] = "not_sure", [CHANGE_UP] = "up", [CHANGE_DOWN] = "down"};

const char *const change_lack_key[ESTIMATE_LACK_COUNT] = {
    [ESTIMATE_LACKS_NOTHING] = NULL,      [ESTIMATE_LACK_UNITS] = "no_units",
    [ESTIMATE_LACK_WEIGHT] = "no_weight", [ESTIMATE_ONE_UNIT] = "one_unit",
    [ESTIMATE_ONE_CLUSTER] = "one_owner", [ESTIMATE_ALIKE] = "all_alike",
    [ESTIMATE_EVERYBODY] = "everybody",   [ESTIMATE_ONE_A_STRATUM] = "one_a_stratum",
    [ESTIMATE_TWO_ONLY] = "two_only",
};

const char *const change_unit_lack_key[CHANGE_UNIT_LACK_COUNT] = {
    [CHANGE_UNIT_JUDGED] = NULL,         [CHANGE_UNIT_BROKEN] = "broken",
    [CHANGE_UNIT_NO_SCORE] = "no_score", [CHANGE_UNIT_NO_SPREAD] = "no_spread",
    [CHANGE_UNIT_NO_ALPHA] = "no_alpha",
};

static json_t *make_nano(int64_t nano)
{
    return nano == CHANGE_UNDEFINED ? json_null()
                                    : json_real((double)nano / (double)POINT);
}

static json_t *make_estimate(struct estimate estimate)
{
    return estimate.defined ? json_real(estimate.value) : json_null();
}

static json_t *make_key(const char *key)
{
    return key == NULL ? json_null() : json_string(key);
}

static json_t *make_estimated(const struct estimated *estimated)
{
    bool has = estimated->se.defined;
    json_t *object = json_object();
    bool ok = tree_put(object, "se", make_estimate(estimated->se))
              && tree_put(object, "df", has ? json_real(estimated->df) : json_null())
              && tree_put_count(object, "n", estimated->n)
              && tree_put_count(object, "clusters", estimated->clusters)
              && tree_put(object, "lack", make_key(change_lack_key[estimated->lack]));
    return tree_finish(object, ok);
}

static json_t *make_mean(const struct change_means *means, int side)
{
    json_t *object = json_object();
    bool ok = tree_put_count(object, "n", means->n[side])
              && tree_put(object, "mean", make_nano(means->mean[side]));
    return tree_finish(object, ok);
}

static json_t *make_means(const struct change_means *means)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "before", make_mean(means, 0))
              && tree_put(object, "now", make_mean(means, 1));
    return tree_finish(object, ok);
}

static json_t *make_split(const struct change_split *split)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "cross", make_nano(split->cross))
              && tree_put(object, "real", make_nano(split->real))
              && tree_put(object, "entries", make_nano(split->entries))
              && tree_put(object, "exits", make_nano(split->exits));
    return tree_finish(object, ok);
}

static json_t *make_effects(const struct change_effects *effects)
{
    if (effects->n == 0)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put_count(object, "n", effects->n)
              && tree_put(object, "published", make_nano(effects->published))
              && tree_put(object, "real", make_nano(effects->real))
              && tree_put(object, "weights", make_nano(effects->weights))
              && tree_put(object, "questions", make_nano(effects->questions));
    return tree_finish(object, ok);
}

static bool put_direct(json_t *object, const struct change_point *point)
{
    bool has = point->direct != CHANGE_UNDEFINED;
    return tree_put(object, "direct", make_nano(point->direct))
           && tree_put_count(object, "direct_matched", point->direct_matched)
           && tree_put(object, "gap",
                       has ? json_real(point->since.value.value
                                       - (double)point->direct / (double)POINT)
                           : json_null());
}

static json_t *make_point(const struct change_report *report,
                          const struct change_point *point, uint32_t number)
{
    const struct change_round *round = report->change.round;
    bool begins = point->base == number;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "year", json_integer(round[number].year))
        && tree_put(object, "comparability",
                    begins && number == 0 ? json_null()
                                          : json_string(change_mark_key[point->mark]))
        && tree_put(object, "break", make_key(change_break_key[point->why]))
        && tree_put(object, "base", json_integer(round[point->base].year))
        && tree_put_count(object, "n", point->n)
        && tree_put(object, "published", make_nano(point->published))
        && tree_put(object, "level", make_nano(point->level))
        && tree_put_count(object, "matched", point->matched)
        && tree_put(object, "link", make_nano(point->link))
        && tree_put(object, "link_se", make_estimate(point->step.se))
        && tree_put(object, "linking_error", make_estimate(point->linking_error))
        && tree_put(object, "since_base",
                    begins ? json_null() : make_estimate(point->since.value))
        && tree_put(object, "since_base_se", make_estimate(point->since.se))
        && tree_put(object, "df",
                    point->since.se.defined ? json_real(point->since.df) : json_null())
        && tree_put(object, "since_base_total_se", make_estimate(point->se))
        && tree_put(object, "lower", make_estimate(point->low))
        && tree_put(object, "upper", make_estimate(point->high))
        && put_direct(object, point);
    return tree_finish(object, ok);
}

static json_t *make_series(const struct change_report *report, uint32_t node,
                           size_t level, uint32_t group)
{
    const struct change_point *series =
        change_series(&report->change, node, level, group);
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t r = 0; ok && r < report->change.round_count; r++)
        ok = tree_add(array, make_point(report, &series[r], r));
    return tree_finish(array, ok);
}

static bool put_change(json_t *object, const struct change_figures *figures)
{
    const struct estimated *estimated = change_estimated(figures);
    return tree_put_count(object, "matched", figures->matched)
           && tree_put_count(object, "entered", figures->entered)
           && tree_put_count(object, "left", figures->left)
           && tree_put(object, "matched_before", make_nano(figures->matched_mean[0]))
           && tree_put(object, "matched_now", make_nano(figures->matched_mean[1]))
           && tree_put(object, "change", make_nano(figures->split.real))
           && tree_put(object, "percent", make_estimate(figures->percent))
           && tree_put(object, "se", make_estimate(figures->se))
           && tree_put(object, "df",
                       estimated->se.defined ? json_real(estimated->df) : json_null())
           && tree_put(object, "lower", make_estimate(figures->low))
           && tree_put(object, "upper", make_estimate(figures->high))
           && tree_put(object, "lack", make_key(change_lack_key[estimated->lack]))
           && tree_put(object, "p", make_estimate(figures->p))
           && tree_put(object, "adjusted_p", make_estimate(figures->adjusted))
           && tree_put(
               object, "family",
               json_string(figures->family == CHANGE_HEADLINE ? "headline" : "list"))
           && tree_put(object, "flag", json_string(change_flag_key[figures->flag]));
}

static json_t *make_group(const struct change_report *report, uint32_t node,
                          size_t level, uint32_t number)
{
    const struct level *of = &report_now(report)->population->level[level];
    const struct change_figures *figures =
        change_figures(&report->change, node, level, number);
    json_t *object = json_object();
    bool ok =
        tree_put(object, "level", json_string(of->id))
        && tree_put(object, "code", json_string(of->group[number].code))
        && tree_put(object, "name", tree_wording(&of->group[number].name))
        && tree_put(object, "published", make_means(&figures->published))
        && tree_put(object, "compared", make_means(&figures->compared))
        && put_change(object, figures)
        && tree_put(object, "split", make_split(&figures->split))
        && tree_put(object, "paired", make_estimated(&figures->paired))
        && tree_put(object, "by_owner",
                    figures->across ? make_estimated(&figures->clustered) : json_null())
        && tree_put(object, "cross", make_estimated(&figures->overlapped))
        && tree_put(object, "cross_paired", make_estimated(&figures->overlapped_units))
        && tree_put(object, "effects", make_effects(&figures->effects))
        && tree_put(object, "series", make_series(report, node, level, number));
    return tree_finish(object, ok);
}

static json_t *make_groups(const struct change_report *report, uint32_t node)
{
    const struct change *change = &report->change;
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t l = 0; l < change->level_count; l++) {
        uint32_t groups = change->group_offset[l + 1] - change->group_offset[l];
        for (uint32_t g = 0; ok && g < groups; g++)
            if (change_is_told(report, node, l, g))
                ok = tree_add(array, make_group(report, node, l, g));
    }
    return tree_finish(array, ok);
}

static json_t *make_tenths(const struct change_regression *regression)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (int t = 0; ok && regression->told && t < CHANGE_TENTHS; t++) {
        const struct change_tenth *tenth = &regression->tenth[t];
        json_t *object = json_object();
        bool put = tree_put_count(object, "n", tenth->n)
                   && tree_put(object, "before", make_nano(tenth->before))
                   && tree_put(object, "change", make_nano(tenth->change))
                   && tree_put(object, "expected", make_estimate(tenth->expected));
        ok = tree_add(array, tree_finish(object, put));
    }
    return tree_finish(array, ok);
}

static json_t *make_regression(const struct change_regression *regression)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "correlation", make_estimate(regression->correlation))
              && tree_put(object, "slope", make_estimate(regression->slope))
              && tree_put(object, "tenths", make_tenths(regression));
    return tree_finish(object, ok);
}

/* Other dimensions as a whole that rest on the same comparable questions as this one:
   their series are made of the same answers. */
static json_t *make_same(const struct change_report *report, uint32_t node)
{
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t d = 0; ok && d < questionnaire->dimension_count; d++) {
        uint32_t root = questionnaire->dimension[d].root;
        if (questionnaire->node[node].parent == NAMES_NONE && root != node
            && change_same_questions(&report->change, node, root))
            ok = tree_add(array, json_string(questionnaire->dimension[d].id));
    }
    return tree_finish(array, ok);
}

static json_t *make_unit(const struct change_of_unit *unit)
{
    static const char *const reliability[] = {[CHANGE_BY_NOTHING] = NULL,
                                              [CHANGE_BY_ALPHA] = "alpha",
                                              [CHANGE_BY_RETEST] = "retest"};
    json_t *object = json_object();
    bool ok =
        tree_put(object, "before", make_nano(unit->score[0]))
        && tree_put(object, "now", make_nano(unit->score[1]))
        && tree_put(object, "change", make_nano(unit->change))
        && tree_put(object, "sd", make_estimate(unit->sd))
        && tree_put(object, "alpha", make_estimate(unit->alpha))
        && tree_put(object, "sem", make_estimate(unit->sem))
        && tree_put(object, "bound", make_estimate(unit->bound))
        && tree_put(object, "flag", json_string(change_flag_key[unit->flag]))
        && tree_put(object, "lack", make_key(change_unit_lack_key[unit->lack]))
        && tree_put(object, "reliability", make_key(reliability[unit->reliability]))
        && tree_put(object, "expected", make_estimate(unit->expected));
    return tree_finish(object, ok);
}

static json_t *make_questions(const struct change_common *common)
{
    json_t *object = json_object();
    bool ok = tree_put_count(object, "before", common->questions_before)
              && tree_put_count(object, "now", common->questions_now)
              && tree_put_count(object, "comparable", common->questions)
              && tree_put_count(object, "reworded", common->reworded)
              && tree_put(object, "weight_percent", make_nano(common->weight));
    return tree_finish(object, ok);
}

static json_t *make_node(const struct change_report *report, uint32_t number)
{
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    const struct node *node = &questionnaire->node[number];
    const struct change_common *common = &report->change.common[number];
    json_t *object = json_object();
    bool ok =
        tree_put(object, "dimension",
                 json_string(questionnaire->dimension[node->dimension].id))
        && tree_put(object, "id", json_string(node->id))
        && tree_put(object, "title", tree_wording(&node->title))
        && tree_put(object, "comparability", json_string(change_mark_key[common->mark]))
        && tree_put(object, "break", make_key(change_break_key[common->why]))
        && tree_put(object, "questions", make_questions(common))
        && tree_put(object, "linking_error", make_estimate(common->linking_error))
        && tree_put(object, "same_questions_as", make_same(report, number))
        && tree_put(object, "regression",
                    make_regression(&report->change.regression[number]))
        && tree_put(object, "groups", make_groups(report, number))
        && tree_put(object, "unit",
                    report->unit_id == NULL
                        ? json_null()
                        : make_unit(&report->change.unit[number]));
    return tree_finish(object, ok);
}

static json_t *make_nodes(const struct change_report *report)
{
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t n = 0; ok && n < report->change.node_count; n++)
        if (questionnaire->node[n].operation != OPERATION_NONE)
            ok = tree_add(array, make_node(report, n));
    return tree_finish(array, ok);
}

static json_t *make_round(const struct change_round *round)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "year", json_integer(round->year))
              && tree_put(object, "edition", json_string(round->edition->edition))
              && tree_put_count(object, "answered", round->answers->row_count)
              && tree_put_count(object, "registered", round->population->unit_count);
    return tree_finish(object, ok);
}

static json_t *make_rules(void)
{
    json_t *object = json_object();
    bool ok = tree_put_count(object, "relevant_points", CHANGE_RELEVANT)
              && tree_put_count(object, "relevant_points_of_unit", CHANGE_RELEVANT_UNIT)
              && tree_put(object, "adjusted_p_below", json_real(CHANGE_LEVEL))
              && tree_put_count(object, "least_questions", CHANGE_LEAST_QUESTIONS)
              && tree_put_count(object, "least_weight_percent", CHANGE_LEAST_WEIGHT)
              && tree_put(object, "headline", json_string("holm"))
              && tree_put(object, "lists", json_string("benjamini_hochberg"));
    return tree_finish(object, ok);
}

static json_t *make_report(const struct change_report *report)
{
    const struct change_round *now = report_now(report);
    json_t *root = json_object();
    bool ok = tree_put(root, "format", json_string("baseline-change-1"))
              && tree_put(root, "audience", json_string("analysts"))
              && tree_put(root, "survey", tree_wording(report->survey))
              && tree_put(root, "questionnaire", json_string(now->questionnaire->id))
              && tree_put(root, "scoring", make_key(report->scoring))
              && tree_put(root, "simulated", json_boolean(report->simulated))
              && tree_put(root, "generated_register",
                          json_boolean(now->population->generated))
              && tree_put(root, "before", make_round(report_before(report)))
              && tree_put(root, "now", make_round(now))
              && tree_put(root, "rules", make_rules())
              && tree_put(root, "unit", make_key(report->unit_id))
              && tree_put(root, "nodes", make_nodes(report));
    return tree_finish(root, ok);
}

bool change_write_json(struct text *out, const struct change_report *report,
                       struct fault *fault)
{
    return tree_write(out, make_report(report), DIGITS, fault);
}
