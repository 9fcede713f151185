#include "cli/items.h"

#include "base/memory.h"
#include "cli/tree.h"

/* More digits than anybody needs, and fewer than differ from one machine to another. */
#define DIGITS 12

static json_t *make_figure(const struct item_figure *figure)
{
    return figure->state == ITEM_DEFINED    ? json_real(figure->value)
           : figure->state == ITEM_WITHHELD ? json_string("withheld")
                                            : json_null();
}

static json_t *make_share(const struct item_share *share)
{
    static const char *const bound[] = {[ITEM_SHARE_EXACT] = "exact",
                                        [ITEM_SHARE_AT_MOST] = "at_most",
                                        [ITEM_SHARE_AT_LEAST] = "at_least"};
    if (share->state == ITEM_SHARE_WITHHELD)
        return json_string("withheld");
    if (share->base == 0)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put_count(object, "count", share->count)
              && tree_put_count(object, "of", share->base)
              && tree_put(object, "percent", json_real(item_share_percent(share)))
              && tree_put(object, "bound", json_string(bound[share->state]));
    return tree_finish(object, ok);
}

static const char *const withheld_key[] = {
    [ITEMS_WITHHELD_NOT] = "no",
    [ITEMS_WITHHELD_NO_UNITS] = "no_units",
    [ITEMS_WITHHELD_FEW_UNITS] = "few_units",
    [ITEMS_WITHHELD_FEW_CLUSTERS] = "few_clusters",
};

static const char *const signal_key[ITEM_SIGNAL_COUNT] = {
    [ITEM_SIGNAL_AGAINST] = "against_the_others",
    [ITEM_SIGNAL_ALONE] = "hardly_with_the_others",
    [ITEM_SIGNAL_ALPHA] = "alpha_rises_without_it",
    [ITEM_SIGNAL_DONT_KNOW] = "dont_know",
    [ITEM_SIGNAL_MISSING] = "missing",
    [ITEM_SIGNAL_NOT_APPLICABLE] = "not_applicable",
    [ITEM_SIGNAL_CEILING] = "ceiling",
    [ITEM_SIGNAL_FLOOR] = "floor",
    [ITEM_SIGNAL_REDUNDANT] = "redundant",
};

static json_t *make_id(const struct items_report *report, uint32_t question)
{
    return json_string(report->questionnaire->question[question].id);
}

static json_t *make_signal(const struct items_report *report,
                           const struct item_signal *signal)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "question", make_id(report, signal->question))
              && tree_put(object, "signal", json_string(signal_key[signal->kind]))
              && tree_put(object, "value", json_real(signal->value))
              && (signal->kind != ITEM_SIGNAL_REDUNDANT
                  || tree_put(object, "other", make_id(report, signal->other)));
    return tree_finish(object, ok);
}

static json_t *make_signals(const struct items_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t s = 0; ok && s < report->items.signal_count; s++)
        ok = tree_add(array, make_signal(report, &report->items.signal[s]));
    return tree_finish(array, ok);
}

static json_t *make_item(const struct items_report *report,
                         const struct items_item *item)
{
    static const char *const left_out[] = {[ITEM_TAKEN] = NULL,
                                           [ITEM_LEFT_OUT_FEW] = "few_answers",
                                           [ITEM_LEFT_OUT_CONSTANT] = "no_variation"};
    json_t *object = json_object();
    bool ok =
        tree_put(object, "question", make_id(report, item->question))
        && tree_put(object, "left_out",
                    item->left_out == ITEM_TAKEN
                        ? json_null()
                        : json_string(left_out[item->left_out]))
        && tree_put(object, "alpha_if_dropped", make_figure(&item->alpha_if_dropped))
        && tree_put(object, "standard_alpha_if_dropped",
                    make_figure(&item->standard_alpha_if_dropped))
        && tree_put(object, "r_drop", make_figure(&item->r_drop))
        && tree_put(object, "standard_r", make_figure(&item->standard_r))
        && tree_put(object, "raw_r", make_figure(&item->raw_r))
        && tree_put(object, "d27", make_figure(&item->discrimination));
    return tree_finish(object, ok);
}

static json_t *make_items(const struct items_report *report,
                          const struct items_scale *scale)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t i = 0; ok && i < scale->item_count; i++)
        ok = tree_add(array,
                      make_item(report, &report->items.item[scale->first_item + i]));
    return tree_finish(array, ok);
}

/* Why there is no alpha: null where there is one. */
static json_t *make_lack(const struct items_report *report,
                         const struct items_scale *scale)
{
    switch (scale->lack) {
    case ITEMS_LACK_QUESTIONS:
        return json_pack("{ss}", "reason", "few_questions");
    case ITEMS_LACK_VARIANCE:
        return json_pack("{ss}", "reason", "no_variance_of_the_sum");
    case ITEMS_LACK_PAIR:
        return json_pack("{sss[oo]}", "reason", "pair_not_answered_together",
                         "questions", make_id(report, scale->pair[0]),
                         make_id(report, scale->pair[1]));
    default:
        return json_null();
    }
}

static json_t *make_interval(const struct items_scale *scale)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "lower", make_figure(&scale->low))
              && tree_put(object, "upper", make_figure(&scale->high));
    return tree_finish(object, ok);
}

static json_t *make_complete(const struct items_scale *scale)
{
    if (!scale->gaps)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "n",
                       scale->complete_alpha.state == ITEM_WITHHELD
                           ? json_string("withheld")
                           : json_integer(scale->complete_rows))
              && tree_put(object, "alpha", make_figure(&scale->complete_alpha));
    return tree_finish(object, ok);
}

static json_t *make_within(const struct items_report *report,
                           const struct items_scale *scale)
{
    bool sought = report->items.clustered && scale->own;
    return sought ? make_figure(&scale->within_alpha) : json_null();
}

static json_t *make_scale(const struct items_report *report,
                          const struct items_scale *scale)
{
    const struct questionnaire *questionnaire = report->questionnaire;
    const struct node *node = &questionnaire->node[scale->node];
    json_t *object = json_object();
    bool ok =
        tree_put(object, "dimension",
                 json_string(questionnaire->dimension[node->dimension].id))
        && tree_put(object, "id", json_string(node->id))
        && tree_put(object, "title", tree_wording(&node->title))
        && tree_put(object, "of",
                    json_string(scale->own ? "own_questions" : "all_questions_below"))
        && tree_put_count(object, "units", scale->row_count)
        && tree_put(object, "withheld", json_string(withheld_key[scale->withheld]))
        && tree_put_count(object, "questions", scale->taken)
        && tree_put(object, "mixed_ranges", json_boolean(scale->mixed))
        && tree_put(object, "undefined_because", make_lack(report, scale))
        && tree_put(object, "alpha", make_figure(&scale->alpha))
        && tree_put(object, "interval_95", make_interval(scale))
        && tree_put(object, "standard_error", make_figure(&scale->standard_error))
        && tree_put(object, "standard_alpha", make_figure(&scale->standard_alpha))
        && tree_put(object, "average_r", make_figure(&scale->average_r))
        && tree_put(object, "complete_cases", make_complete(scale))
        && tree_put(object, "alpha_within_owners", make_within(report, scale))
        && tree_put(object, "items", make_items(report, scale));
    return tree_finish(object, ok);
}

static json_t *make_scales(const struct items_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t s = 0; ok && s < report->items.scale_count; s++)
        ok = tree_add(array, make_scale(report, &report->items.scale[s]));
    return tree_finish(array, ok);
}

static json_t *make_cell(const struct scale *scale, const struct item_cell *cell)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "from", json_string(scale->option[cell->first].code))
              && tree_put(object, "to", json_string(scale->option[cell->last].code))
              && tree_put_count(object, "count", cell->count);
    return tree_finish(object, ok);
}

static json_t *make_cells(const struct scale *scale,
                          const struct items_question *question)
{
    if (question->cell_count == 0)
        return json_null();
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t c = 0; ok && c < question->cell_count; c++)
        ok = tree_add(array, make_cell(scale, &question->cell[c]));
    return tree_finish(array, ok);
}

static json_t *make_area(const struct items_report *report, uint32_t question)
{
    const struct items_item *home = items_home(report, question);
    if (home == NULL)
        return json_null();
    uint32_t node = report->items.scale[home->scale].node;
    return json_string(report->questionnaire->node[node].id);
}

static bool put_shares(json_t *object, const struct items_question *question)
{
    static const char *const key[ITEM_SHARE_COUNT] = {[ITEM_MISSING] = "missing",
                                                      [ITEM_DONT_KNOW] = "dont_know",
                                                      [ITEM_NOT_APPLICABLE] =
                                                          "not_applicable",
                                                      [ITEM_SKIPPED] = "skipped",
                                                      [ITEM_FLOOR] = "floor",
                                                      [ITEM_CEILING] = "ceiling"};
    bool ok = true;
    for (int s = 0; ok && s < ITEM_SHARE_COUNT; s++)
        ok = tree_put(object, key[s], make_share(&question->share[s]));
    return ok;
}

static json_t *make_question(const struct items_report *report, uint32_t number)
{
    const struct question *asked = &report->questionnaire->question[number];
    const struct items_question *question = &report->items.question[number];
    bool withheld = question->withheld == ITEMS_WITHHELD_FEW_UNITS
                    || question->withheld == ITEMS_WITHHELD_FEW_CLUSTERS;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "id", json_string(asked->id))
        && tree_put(object, "text", tree_wording(&asked->text))
        && tree_put(object, "area", make_area(report, number))
        && tree_put(object, "reversed", json_boolean(asked->reversed))
        && tree_put(object, "n",
                    withheld ? json_string("withheld") : json_integer(question->n))
        && tree_put(object, "withheld", json_string(withheld_key[question->withheld]))
        && tree_put(object, "mean", make_figure(&question->mean))
        && tree_put(object, "sd", make_figure(&question->sd))
        && put_shares(object, question)
        && tree_put(object, "answers", make_cells(asked->scale, question));
    return tree_finish(object, ok);
}

static json_t *make_questions(const struct items_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t q = 0; ok && q < report->items.question_count; q++)
        ok = tree_add(array, make_question(report, q));
    return tree_finish(array, ok);
}

static json_t *make_form(const struct item_analysis *items)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "first_third", make_share(&items->early))
              && tree_put(object, "last_third", make_share(&items->late))
              && tree_put(object, "rising", json_boolean(items->rising));
    return tree_finish(object, ok);
}

static json_t *make_owners(const struct items_report *report)
{
    const struct population *population = report->population;
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "level", json_string(population->level[owner].id))
              && tree_put_count(object, "answered", report->items.cluster_count);
    return tree_finish(object, ok);
}

static json_t *make_report(const struct items_report *report)
{
    const struct questionnaire *questionnaire = report->questionnaire;
    json_t *root = json_object();
    bool ok =
        tree_put(root, "format", json_string("baseline-items-1"))
        && tree_put(root, "survey",
                    report->survey == NULL ? json_null() : tree_wording(report->survey))
        && tree_put(root, "questionnaire", json_string(questionnaire->id))
        && tree_put(root, "year",
                    report->survey == NULL ? json_null() : json_integer(report->year))
        && tree_put(root, "edition", json_string(questionnaire->edition))
        && tree_put(root, "title", tree_wording(&questionnaire->title))
        && tree_put(root, "simulated", json_boolean(report->simulated))
        && tree_put(root, "generated_register",
                    json_boolean(report->population->generated))
        && tree_put_count(root, "minimum_units", report->minimum_units)
        && tree_put_count(root, "answered", report->items.row_count)
        && tree_put(root, "owners", make_owners(report))
        && tree_put(root, "missing_along_the_form", make_form(&report->items))
        && tree_put(root, "signals", make_signals(report))
        && tree_put(root, "scales", make_scales(report))
        && tree_put(root, "questions", make_questions(report));
    return tree_finish(root, ok);
}

bool items_write_json(struct text *out, const struct items_report *report,
                      struct fault *fault)
{
    return tree_write(out, make_report(report), DIGITS, fault);
}
