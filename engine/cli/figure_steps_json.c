#include "base/exact.h"
#include "cli/figure_json.h"
#include "cli/figure_phrases.h"
#include "cli/tree.h"

/* The areas on the way to a score as JSON. */

json_t *tree_exact(struct rational value)
{
    struct text text = {0};
    rational_write(&text, value);
    json_t *made = text.short_of_memory ? NULL : json_string(text.bytes);
    text_release(&text);
    return made;
}

static json_t *make_weight(const struct figure_account *figure, const struct node *node,
                           int64_t weight)
{
    int64_t unit = node->operation == OPERATION_MEAN ? 1 : figure->rules->weight_unit;
    return tree_nano(divide_rounded((wide)weight * POINT, unit));
}

/* Score, low and high; the score where it counts. */
static json_t *make_three(const struct rational *figure, bool scored)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "score",
                       scored ? tree_exact(figure[FIGURE_SCORE]) : json_null())
              && tree_put(object, "low", tree_exact(figure[FIGURE_LOW]))
              && tree_put(object, "high", tree_exact(figure[FIGURE_HIGH]));
    return tree_finish(object, ok);
}

static const char *state_of_input(const struct figure_account *figure,
                                  const struct input *input)
{
    return input->is_area
               ? score_state_code[state_of_points(figure->scores.points[input->number])]
               : answer_state_code[figure->scores.state[input->number]];
}

static json_t *make_name(const struct figure_account *figure, const struct input *input)
{
    const struct questionnaire *rules = figure->rules;
    if (!input->is_area)
        return json_string(rules->question[input->number].id);
    const struct node *node = &rules->node[input->number];
    return json_sprintf("%s/%s", rules->dimension[node->dimension].id, node->id);
}

static json_t *make_input(const struct figure_account *figure, const struct node *node,
                          const struct input *input, bool gate)
{
    static const char *const counts[] = {[INPUT_COUNTS] = "counts",
                                         [INPUT_MISSING] = "missing",
                                         [INPUT_BLOCKS] = "blocks",
                                         [INPUT_LEFT_OUT] = "left_out"};
    bool left_out = input->state == INPUT_LEFT_OUT;
    json_t *object = json_object();
    bool ok =
        tree_put(object, input->is_area ? "area" : "question", make_name(figure, input))
        && tree_put(object, "weight", make_weight(figure, node, input->weight))
        && tree_put(object, "state", json_string(state_of_input(figure, input)))
        && tree_put(object, "rule",
                    input->lacks ? json_string(rule_words[input->rule].key)
                                 : json_null())
        && tree_put(object, "counts", json_string(counts[input->state]))
        && tree_put(object, "counts_as",
                    left_out ? json_null()
                             : make_three(input->figure, input->state == INPUT_COUNTS))
        && tree_put(object, "reached",
                    gate && !left_out ? json_boolean(input->reached) : json_null());
    return tree_finish(object, ok);
}

static json_t *make_inputs(const struct figure_account *figure, const struct node *node,
                           const struct input *input, size_t count, bool gate)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < count; i++)
        ok = tree_add(array, make_input(figure, node, &input[i], gate));
    return tree_finish(array, ok);
}

static json_t *make_condition(const struct figure_account *figure,
                              const struct node *node,
                              const struct gate_condition *condition,
                              const struct condition_steps *steps)
{
    const struct found *found = &steps->found[FIGURE_SCORE];
    bool counted = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "test", json_string(test_words[condition->test].key))
        && tree_put(object, "at_least", tree_nano(condition->at_least))
        && tree_put(object, "passing",
                    counted ? tree_nano(condition->passing) : json_null())
        && tree_put(object, "applying", json_integer(found->applying))
        && tree_put(object, "reached", json_integer(found->reached))
        && tree_put(object, "weight", make_weight(figure, node, found->weight))
        && tree_put(object, "reached_weight",
                    make_weight(figure, node, found->reached_weight))
        && tree_put(object, "holds", json_boolean(steps->holds[FIGURE_SCORE]))
        && tree_put(object, "inputs",
                    make_inputs(figure, node, steps->input, steps->input_count, true));
    return tree_finish(object, ok);
}

static json_t *make_gate(const struct figure_account *figure, const struct node *node,
                         size_t g, const struct gate_steps *steps, bool binds)
{
    const struct gate *gate = &node->gate[g];
    json_t *conditions = json_array();
    bool ok = conditions != NULL;
    for (size_t c = 0; ok && c < gate->condition_count; c++)
        ok = tree_add(conditions, make_condition(figure, node, &gate->condition[c],
                                                 &steps->condition[c]));
    conditions = tree_finish(conditions, ok);
    json_t *object = json_object();
    ok = tree_put(object, "value", tree_nano(gate->value))
         && tree_put(object, "title", tree_wording(&gate->title))
         && tree_put(object, "applies", json_boolean(steps->applies))
         && tree_put(object, "holds", json_boolean(steps->holds[FIGURE_SCORE]))
         && tree_put(object, "binds", json_boolean(binds))
         && tree_put(object, "conditions", json_incref(conditions));
    json_decref(conditions);
    return tree_finish(object, ok);
}

/* The first gate that is not reached binds. */
static json_t *make_gates(const struct figure_account *figure, const struct node *node,
                          const struct area_steps *area)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    bool bound = false;
    for (size_t g = 0; ok && area->gate != NULL && g < node->gate_count; g++) {
        bool fails = !area->gate[g].holds[FIGURE_SCORE];
        ok = tree_add(array,
                      make_gate(figure, node, g, &area->gate[g], fails && !bound));
        bound = bound || fails;
    }
    return tree_finish(array, ok);
}

static bool put_results(json_t *object, const struct node *node,
                        const struct area_steps *area, bool scored)
{
    bool any = area->has_figures;
    bool parts = any && node->operation != OPERATION_LEVEL;
    return tree_put(object, "above",
                    parts ? make_three(area->above, scored) : json_null())
           && tree_put(object, "below",
                       parts ? make_three(area->below, scored) : json_null())
           && tree_put(object, "combined",
                       any ? make_three(area->combined, scored) : json_null())
           && tree_put(object, "on_range",
                       any ? make_three(area->ranged, scored) : json_null())
           && tree_put(object, "value",
                       any ? make_three(area->value, scored) : json_null())
           && tree_put(object, "exact_points",
                       any ? make_three(area->points, scored) : json_null());
}

static bool put_rules(json_t *object, const struct node *node)
{
    bool share = node->operation == OPERATION_SHARE;
    bool none = node->operation == OPERATION_NONE;
    return tree_put(object, "operation",
                    json_string(operation_words[node->operation].key))
           && tree_put(
               object, "of",
               json_string(node->measure == MEASURE_POINTS ? "points" : "values"))
           && tree_put(object, "at_least",
                       share ? tree_nano(node->at_least) : json_null())
           && tree_put(object, "start", tree_nano(node->start))
           && tree_put(object, "lowest", none ? json_null() : tree_exact(node->lowest))
           && tree_put(object, "highest",
                       none ? json_null() : tree_exact(node->highest))
           && tree_put(object, "rounding",
                       json_string(rounding_words[node->rounding].key))
           && tree_put(object, "decimals", json_integer(node->decimals))
           && tree_put(object, "least_coverage",
                       tree_exact(rational_of(node->coverage_numerator,
                                              node->coverage_denominator)));
}

static json_t *make_node(const struct figure_account *figure, uint32_t n)
{
    const struct node *node = &figure->rules->node[n];
    const struct area_steps *area = &figure->steps.area[n];
    const struct scores *scores = &figure->scores;
    bool scored = scores->points[n] >= 0;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "area",
                 json_sprintf("%s/%s", figure->rules->dimension[node->dimension].id,
                              node->id))
        && tree_put(object, "title", tree_wording(&node->title))
        && tree_put(object, "state",
                    json_string(score_state_code[state_of_points(scores->points[n])]))
        && tree_put(object, "blocked", json_boolean(area->blocked))
        && put_rules(object, node)
        && tree_put(object, "inputs",
                    make_inputs(figure, node, area->input, area->input_count, false))
        && tree_put(object, "gates", make_gates(figure, node, area))
        && tree_put(object, "answered_weight",
                    make_weight(figure, node, area->answered))
        && tree_put(object, "relevant_weight",
                    make_weight(figure, node, area->relevant))
        && put_results(object, node, area, scored)
        && tree_put(object, "points", tree_nano(scored ? scores->points[n] : NOTHING))
        && tree_put(object, "low",
                    tree_nano(scores->low[n] < 0 ? NOTHING : scores->low[n]))
        && tree_put(object, "high",
                    tree_nano(scores->high[n] < 0 ? NOTHING : scores->high[n]));
    return tree_finish(object, ok);
}

json_t *figure_make_steps(const struct figure_account *figure)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    if (figure->node == NAMES_NONE || figure->steps.area == NULL
        || figure->subject != OF_AREA)
        return tree_finish(array, ok);
    ok = ok && tree_add(array, make_node(figure, figure->node));
    for (uint32_t n = 0; ok && n < figure->rules->node_count; n++)
        if (figure->node_used[n] && n != figure->node)
            ok = tree_add(array, make_node(figure, n));
    return tree_finish(array, ok);
}

/* A question as it entered the areas: its value, and the points of that. */
static json_t *make_question(const struct figure_account *figure, uint32_t q)
{
    const struct question *question = &figure->rules->question[q];
    const struct questionnaire *edition = figure->unit_record.questionnaire;
    enum answer_state state = (enum answer_state)figure->scores.state[q];
    bool valid = state == ANSWER_STATE_VALID;
    uint32_t source =
        figure->rules == edition ? q : answers_recode_source(figure->rules, q, edition);
    int64_t points =
        score_question(&figure->scores, figure->rules, figure->given, q, 0);
    json_t *object = json_object();
    bool ok =
        tree_put(object, "question", json_string(question->id))
        && tree_put(object, "answered_as",
                    source == NAMES_NONE ? json_null()
                                         : json_string(edition->question[source].id))
        && tree_put(object, "state", json_string(answer_state_code[state]))
        && tree_put(object, "lowest", tree_nano(question->scale->lowest))
        && tree_put(object, "highest", tree_nano(question->scale->highest))
        && tree_put(object, "reversed", json_boolean(question->reversed))
        && tree_put(
            object, "value",
            tree_nano(valid ? score_answer_value(figure->rules, figure->given, q, 0)
                            : NOTHING))
        && tree_put(object, "points", tree_nano(points < 0 ? NOTHING : points));
    return tree_finish(object, ok);
}

json_t *figure_make_questions(const struct figure_account *figure)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t q = 0; ok && figure->question_used != NULL && figure->given != NULL
                         && q < figure->rules->question_count;
         q++)
        if (figure->question_used[q])
            ok = tree_add(array, make_question(figure, q));
    return tree_finish(array, ok);
}
