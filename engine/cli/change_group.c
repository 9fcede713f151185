#include "cli/change_json.h"

#include "cli/tree.h"

/* The figures of a group, and its series. */

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
    [CHANGE_UNIT_JUDGED] = NULL,
    [CHANGE_UNIT_BROKEN] = "broken",
    [CHANGE_UNIT_NO_SCORE] = "no_score",
    [CHANGE_UNIT_NO_SPREAD] = "no_spread",
    [CHANGE_UNIT_NO_RELIABILITY] = "no_reliability",
};

json_t *change_make_nano(int64_t nano)
{
    return nano == CHANGE_UNDEFINED ? json_null()
                                    : json_real((double)nano / (double)POINT);
}

json_t *change_make_estimate(struct estimate estimate)
{
    return estimate.defined ? json_real(estimate.value) : json_null();
}

json_t *change_make_key(const char *key)
{
    return key == NULL ? json_null() : json_string(key);
}

static json_t *make_estimated(const struct estimated *estimated)
{
    bool has = estimated->se.defined;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "se", change_make_estimate(estimated->se))
        && tree_put(object, "df", has ? json_real(estimated->df) : json_null())
        && tree_put_count(object, "n", estimated->n)
        && tree_put_count(object, "clusters", estimated->clusters)
        && tree_put(object, "lack", change_make_key(change_lack_key[estimated->lack]));
    return tree_finish(object, ok);
}

static json_t *make_mean(const struct change_means *means, int side)
{
    json_t *object = json_object();
    bool ok = tree_put_count(object, "n", means->n[side])
              && tree_put(object, "mean", change_make_nano(means->mean[side]));
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
    bool ok = tree_put(object, "cross", change_make_nano(split->cross))
              && tree_put(object, "real", change_make_nano(split->real))
              && tree_put(object, "entries", change_make_nano(split->entries))
              && tree_put(object, "exits", change_make_nano(split->exits));
    return tree_finish(object, ok);
}

static json_t *make_effects(const struct change_effects *effects)
{
    if (effects->n == 0)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put_count(object, "n", effects->n)
              && tree_put(object, "published", change_make_nano(effects->published))
              && tree_put(object, "real", change_make_nano(effects->real))
              && tree_put(object, "weights", change_make_nano(effects->weights))
              && tree_put(object, "questions", change_make_nano(effects->questions));
    return tree_finish(object, ok);
}

static bool put_direct(json_t *object, const struct change_point *point)
{
    bool has = point->direct != CHANGE_UNDEFINED;
    return tree_put(object, "direct", change_make_nano(point->direct))
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
        && tree_put(object, "break", change_make_key(change_break_key[point->why]))
        && tree_put(object, "base", json_integer(round[point->base].year))
        && tree_put_count(object, "n", point->n)
        && tree_put(object, "published", change_make_nano(point->published))
        && tree_put(object, "level", change_make_nano(point->level))
        && tree_put_count(object, "matched", point->matched)
        && tree_put(object, "link", change_make_nano(point->link))
        && tree_put(object, "link_se", change_make_estimate(point->step.se))
        && tree_put(object, "linking_error", change_make_estimate(point->linking_error))
        && tree_put(object, "since_base",
                    begins ? json_null() : change_make_estimate(point->since.value))
        && tree_put(object, "since_base_se", change_make_estimate(point->since.se))
        && tree_put(object, "df",
                    point->since.se.defined ? json_real(point->since.df) : json_null())
        && tree_put(object, "since_base_total_se", change_make_estimate(point->se))
        && tree_put(object, "lower", change_make_estimate(point->low))
        && tree_put(object, "upper", change_make_estimate(point->high))
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
           && tree_put(object, "matched_before",
                       change_make_nano(figures->matched_mean[0]))
           && tree_put(object, "matched_now",
                       change_make_nano(figures->matched_mean[1]))
           && tree_put(object, "change", change_make_nano(figures->split.real))
           && tree_put(object, "percent", change_make_estimate(figures->percent))
           && tree_put(object, "se", change_make_estimate(figures->se))
           && tree_put(object, "df",
                       estimated->se.defined ? json_real(estimated->df) : json_null())
           && tree_put(object, "lower", change_make_estimate(figures->low))
           && tree_put(object, "upper", change_make_estimate(figures->high))
           && tree_put(object, "lack",
                       change_make_key(change_lack_key[estimated->lack]))
           && tree_put(object, "p", change_make_estimate(figures->p))
           && tree_put(object, "adjusted_p", change_make_estimate(figures->adjusted))
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

json_t *change_make_groups(const struct change_report *report, uint32_t node)
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
