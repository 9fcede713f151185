#include "cli/change_json.h"

#include "cli/tree.h"

/* More digits than anybody needs, and fewer than differ from one machine to another. */
#define DIGITS 12

static json_t *make_tenths(const struct change_regression *regression)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (int t = 0; ok && regression->told && t < CHANGE_TENTHS; t++) {
        const struct change_tenth *tenth = &regression->tenth[t];
        json_t *object = json_object();
        bool put =
            tree_put_count(object, "n", tenth->n)
            && tree_put(object, "before", change_make_nano(tenth->before))
            && tree_put(object, "change", change_make_nano(tenth->change))
            && tree_put(object, "expected", change_make_estimate(tenth->expected));
        ok = tree_add(array, tree_finish(object, put));
    }
    return tree_finish(array, ok);
}

static json_t *make_regression(const struct change_regression *regression)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "correlation", change_make_estimate(regression->correlation))
        && tree_put(object, "slope", change_make_estimate(regression->slope))
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

const char *const change_reliability_key[] = {[CHANGE_BY_NOTHING] = NULL,
                                              [CHANGE_BY_ALPHA] = "alpha",
                                              [CHANGE_BY_RETEST] = "retest"};

static json_t *make_unit(const struct change_of_unit *unit)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "before", change_make_nano(unit->score[0]))
        && tree_put(object, "now", change_make_nano(unit->score[1]))
        && tree_put(object, "change", change_make_nano(unit->change))
        && tree_put(object, "sd", change_make_estimate(unit->sd))
        && tree_put(object, "alpha", change_make_estimate(unit->alpha))
        && tree_put(object, "sem", change_make_estimate(unit->sem))
        && tree_put(object, "bound", change_make_estimate(unit->bound))
        && tree_put(object, "flag", json_string(change_flag_key[unit->flag]))
        && tree_put(object, "lack", change_make_key(change_unit_lack_key[unit->lack]))
        && tree_put(object, "reliability",
                    change_make_key(change_reliability_key[unit->reliability]))
        && tree_put(object, "expected", change_make_estimate(unit->expected));
    return tree_finish(object, ok);
}

static json_t *make_questions(const struct change_common *common)
{
    json_t *object = json_object();
    bool ok = tree_put_count(object, "before", common->questions_before)
              && tree_put_count(object, "now", common->questions_now)
              && tree_put_count(object, "comparable", common->questions)
              && tree_put_count(object, "reworded", common->reworded)
              && tree_put(object, "weight_percent", change_make_nano(common->weight));
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
        && tree_put(object, "break", change_make_key(change_break_key[common->why]))
        && tree_put(object, "questions", make_questions(common))
        && tree_put(object, "linking_error",
                    change_make_estimate(common->linking_error))
        && tree_put(object, "same_questions_as", make_same(report, number))
        && tree_put(object, "regression",
                    make_regression(&report->change.regression[number]))
        && tree_put(object, "groups", change_make_groups(report, number))
        && tree_put(object, "unit",
                    report->unit_id == NULL ? json_null()
                                            : make_unit(&report->change.unit[number]));
    return tree_finish(object, ok);
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

static json_t *make_rules(const struct change *change)
{
    json_t *object = json_object();
    bool ok =
        tree_put_count(object, "relevant_points", change->relevant)
        && tree_put_count(object, "relevant_points_of_unit", change->relevant_of_unit)
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
              && tree_put(root, "scoring", change_make_key(report->scoring))
              && tree_put(root, "simulated", json_boolean(report->simulated))
              && tree_put(root, "generated_register",
                          json_boolean(now->population->generated))
              && tree_put(root, "before", make_round(report_before(report)))
              && tree_put(root, "now", make_round(now))
              && tree_put(root, "rules", make_rules(&report->change))
              && tree_put(root, "unit", change_make_key(report->unit_id));
    return tree_finish(root, ok);
}

bool change_write_json(struct text *out, const struct change_report *report,
                       struct fault *fault)
{
    const struct questionnaire *questionnaire = report_now(report)->questionnaire;
    struct tree_array nodes = {.out = out, .digits = DIGITS};
    bool ok = tree_open_array(&nodes, make_report(report), "nodes", fault);
    for (uint32_t n = 0; ok && n < report->change.node_count; n++)
        if (questionnaire->node[n].operation != OPERATION_NONE)
            ok = tree_write_element(&nodes, make_node(report, n), fault);
    return ok && tree_close_array(&nodes, fault);
}
