#include "cli/items.h"

#include "base/memory.h"

#include <jansson.h>

/* Values that could not be made are NULL all the way up, where it is told once. Numbers
   are written with twelve digits: more than anybody needs, and fewer than differ from
   one machine to another. */

#define DIGITS 12

/* Takes the value; false where there is none. */
static bool put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

static bool put_count(json_t *object, const char *key, uint32_t count)
{
    return put(object, key, json_integer(count));
}

static bool add(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

static json_t *finish(json_t *value, bool ok)
{
    if (ok)
        return value;
    json_decref(value);
    return NULL;
}

static json_t *make_wording(const struct wording *wording)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        ok = ok
             && (wording->in[language] == NULL
                 || put(object, language_code[language],
                        json_string(wording->in[language])));
    return finish(object, ok);
}

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
    bool ok = put_count(object, "count", share->count)
              && put_count(object, "of", share->base)
              && put(object, "percent", json_real(item_share_percent(share)))
              && put(object, "bound", json_string(bound[share->state]));
    return finish(object, ok);
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
    bool ok = put(object, "question", make_id(report, signal->question))
              && put(object, "signal", json_string(signal_key[signal->kind]))
              && put(object, "value", json_real(signal->value))
              && (signal->kind != ITEM_SIGNAL_REDUNDANT
                  || put(object, "other", make_id(report, signal->other)));
    return finish(object, ok);
}

static json_t *make_signals(const struct items_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t s = 0; ok && s < report->items.signal_count; s++)
        ok = add(array, make_signal(report, &report->items.signal[s]));
    return finish(array, ok);
}

static json_t *make_item(const struct items_report *report,
                         const struct items_item *item)
{
    static const char *const left_out[] = {[ITEM_TAKEN] = NULL,
                                           [ITEM_LEFT_OUT_FEW] = "few_answers",
                                           [ITEM_LEFT_OUT_CONSTANT] = "no_variation"};
    json_t *object = json_object();
    bool ok =
        put(object, "question", make_id(report, item->question))
        && put(object, "left_out",
               item->left_out == ITEM_TAKEN ? json_null()
                                            : json_string(left_out[item->left_out]))
        && put(object, "alpha_if_dropped", make_figure(&item->alpha_if_dropped))
        && put(object, "standard_alpha_if_dropped",
               make_figure(&item->standard_alpha_if_dropped))
        && put(object, "r_drop", make_figure(&item->r_drop))
        && put(object, "standard_r", make_figure(&item->standard_r))
        && put(object, "raw_r", make_figure(&item->raw_r))
        && put(object, "d27", make_figure(&item->discrimination));
    return finish(object, ok);
}

static json_t *make_items(const struct items_report *report,
                          const struct items_scale *scale)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t i = 0; ok && i < scale->item_count; i++)
        ok = add(array, make_item(report, &report->items.item[scale->first_item + i]));
    return finish(array, ok);
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
    bool ok = put(object, "lower", make_figure(&scale->low))
              && put(object, "upper", make_figure(&scale->high));
    return finish(object, ok);
}

static json_t *make_complete(const struct items_scale *scale)
{
    if (!scale->gaps)
        return json_null();
    json_t *object = json_object();
    bool ok = put(object, "n",
                  scale->complete_alpha.state == ITEM_WITHHELD
                      ? json_string("withheld")
                      : json_integer(scale->complete_rows))
              && put(object, "alpha", make_figure(&scale->complete_alpha));
    return finish(object, ok);
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
    bool ok = put(object, "dimension",
                  json_string(questionnaire->dimension[node->dimension].id))
              && put(object, "id", json_string(node->id))
              && put(object, "title", make_wording(&node->title))
              && put(object, "of",
                     json_string(scale->own ? "own_questions" : "all_questions_below"))
              && put_count(object, "units", scale->row_count)
              && put(object, "withheld", json_string(withheld_key[scale->withheld]))
              && put_count(object, "questions", scale->taken)
              && put(object, "mixed_ranges", json_boolean(scale->mixed))
              && put(object, "undefined_because", make_lack(report, scale))
              && put(object, "alpha", make_figure(&scale->alpha))
              && put(object, "interval_95", make_interval(scale))
              && put(object, "standard_error", make_figure(&scale->standard_error))
              && put(object, "standard_alpha", make_figure(&scale->standard_alpha))
              && put(object, "average_r", make_figure(&scale->average_r))
              && put(object, "complete_cases", make_complete(scale))
              && put(object, "alpha_within_owners", make_within(report, scale))
              && put(object, "items", make_items(report, scale));
    return finish(object, ok);
}

static json_t *make_scales(const struct items_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t s = 0; ok && s < report->items.scale_count; s++)
        ok = add(array, make_scale(report, &report->items.scale[s]));
    return finish(array, ok);
}

static json_t *make_cell(const struct scale *scale, const struct item_cell *cell)
{
    json_t *object = json_object();
    bool ok = put(object, "from", json_string(scale->option[cell->first].code))
              && put(object, "to", json_string(scale->option[cell->last].code))
              && put_count(object, "count", cell->count);
    return finish(object, ok);
}

static json_t *make_cells(const struct scale *scale,
                          const struct items_question *question)
{
    if (question->cell_count == 0)
        return json_null();
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t c = 0; ok && c < question->cell_count; c++)
        ok = add(array, make_cell(scale, &question->cell[c]));
    return finish(array, ok);
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
        ok = put(object, key[s], make_share(&question->share[s]));
    return ok;
}

static json_t *make_question(const struct items_report *report, uint32_t number)
{
    const struct question *asked = &report->questionnaire->question[number];
    const struct items_question *question = &report->items.question[number];
    bool withheld = question->withheld == ITEMS_WITHHELD_FEW_UNITS
                    || question->withheld == ITEMS_WITHHELD_FEW_CLUSTERS;
    json_t *object = json_object();
    bool ok = put(object, "id", json_string(asked->id))
              && put(object, "text", make_wording(&asked->text))
              && put(object, "area", make_area(report, number))
              && put(object, "reversed", json_boolean(asked->reversed))
              && put(object, "n",
                     withheld ? json_string("withheld") : json_integer(question->n))
              && put(object, "withheld", json_string(withheld_key[question->withheld]))
              && put(object, "mean", make_figure(&question->mean))
              && put(object, "sd", make_figure(&question->sd))
              && put_shares(object, question)
              && put(object, "answers", make_cells(asked->scale, question));
    return finish(object, ok);
}

static json_t *make_questions(const struct items_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t q = 0; ok && q < report->items.question_count; q++)
        ok = add(array, make_question(report, q));
    return finish(array, ok);
}

static json_t *make_form(const struct item_analysis *items)
{
    json_t *object = json_object();
    bool ok = put(object, "first_third", make_share(&items->early))
              && put(object, "last_third", make_share(&items->late))
              && put(object, "rising", json_boolean(items->rising));
    return finish(object, ok);
}

static json_t *make_owners(const struct items_report *report)
{
    const struct population *population = report->population;
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return json_null();
    json_t *object = json_object();
    bool ok = put(object, "level", json_string(population->level[owner].id))
              && put_count(object, "answered", report->items.cluster_count);
    return finish(object, ok);
}

static json_t *make_report(const struct items_report *report)
{
    const struct questionnaire *questionnaire = report->questionnaire;
    json_t *root = json_object();
    bool ok =
        put(root, "format", json_string("baseline-items-1"))
        && put(root, "survey",
               report->survey == NULL ? json_null() : make_wording(report->survey))
        && put(root, "questionnaire", json_string(questionnaire->id))
        && put(root, "year",
               report->survey == NULL ? json_null() : json_integer(report->year))
        && put(root, "edition", json_string(questionnaire->edition))
        && put(root, "title", make_wording(&questionnaire->title))
        && put(root, "simulated", json_boolean(report->simulated))
        && put(root, "generated_register", json_boolean(report->population->generated))
        && put_count(root, "minimum_units", report->minimum_units)
        && put_count(root, "answered", report->items.row_count)
        && put(root, "owners", make_owners(report))
        && put(root, "missing_along_the_form", make_form(&report->items))
        && put(root, "signals", make_signals(report))
        && put(root, "scales", make_scales(report))
        && put(root, "questions", make_questions(report));
    return finish(root, ok);
}

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

bool items_write_json(struct text *out, const struct items_report *report,
                      struct fault *fault)
{
    json_t *root = make_report(report);
    bool ok = root != NULL
              && json_dump_callback(root, append, out,
                                    JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS))
                     == 0;
    json_decref(root);
    text_add_character(out, '\n');
    return ok || fault_memory(fault);
}
