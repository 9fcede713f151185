#include "emit/parts.h"

static void emit_distribution(struct emitter *emitter, const struct shown_node *node)
{
    struct json *json = &emitter->json;
    if (node->bin_count == 0) {
        json_add_null(json, "distribution");
        return;
    }
    json_open_array(json, "distribution", JSON_ONE_LINE);
    for (uint32_t b = 0; b < node->bin_count; b++) {
        json_open_object(json, NULL, JSON_ONE_LINE);
        json_add_whole(json, "from", node->bin[b].from);
        json_add_whole(json, "to", node->bin[b].to);
        json_add_whole(json, "count", node->bin[b].count);
        json_close(json);
    }
    json_close(json);
}

/* Only what a trend needs of a group: how many, and their mean. */
static void emit_past_figures(struct emitter *emitter, const char *level,
                              const struct shown_node *node,
                              const struct shown_figures *figures)
{
    struct json *json = &emitter->json;
    if (figures->withheld != WITHHELD_NOT) {
        emit_figures(emitter, level, node, figures, NOTHING);
        return;
    }
    json_open_object(json, level, JSON_ONE_LINE);
    json_add_whole(json, "n", figures->n);
    emit_figure(emitter, "mean", figures->mean);
    emit_mean_value(emitter, node, figures->mean);
    emit_on_scale(emitter, figures->mean);
    json_close(json);
}

/* What is comparable has the same range. */
static void emit_past(struct emitter *emitter, const struct shown_node *node,
                      const struct shown_past *past)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_object(json, NULL, JSON_ONE_LINE);
    json_add_whole(json, "year", past->year);
    json_add_bool(json, "comparable", past->comparable);
    if (past->comparable) {
        if (disclosed->reader == READER_UNIT)
            emit_score(emitter, "own", node, &past->own, false);
        json_open_object(json, "benchmarks", JSON_ONE_LINE);
        for (size_t c = 0; c < disclosed->comparison_count; c++)
            emit_past_figures(emitter, disclosed->comparison[c].level, node,
                              &past->group[c]);
        json_close(json);
    }
    json_close(json);
}

/* From where to where the node's value runs, as 0 to 100 points do. */
static void emit_range(struct emitter *emitter, const struct shown_node *node)
{
    json_open_object(&emitter->json, "range", JSON_ONE_LINE);
    emit_figure(emitter, "lowest", node->lowest);
    emit_figure(emitter, "highest", node->highest);
    emit_figure(emitter, "target", node->target);
    json_close(&emitter->json);
}

static void emit_node(struct emitter *emitter, const struct shown_node *node)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    bool unit = disclosed->reader == READER_UNIT;
    json_open_object(json, NULL, JSON_INDENTED);
    json_add_string(json, "id", node->id);
    emit_wording(emitter, "title", &node->title);
    if (has_wording(&node->text))
        emit_wording(emitter, "text", &node->text);
    json_add_whole(json, "depth", node->depth);
    if (node->has_range)
        emit_range(emitter, node);
    if (unit)
        emit_score(emitter, "own", node, &node->own, true);
    emit_benchmarks(emitter, node, node->group, unit ? node->rank : NULL);
    emit_distribution(emitter, node);
    json_open_array(json, "rounds", JSON_INDENTED);
    for (size_t p = 0; p < disclosed->past_count; p++)
        emit_past(emitter, node, &node->past[p]);
    json_close(json);
    json_close(json);
}

void emit_dimensions(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_array(json, "dimensions", JSON_INDENTED);
    size_t at = 0;
    while (at < disclosed->node_count) {
        const struct shown_node *root = &disclosed->node[at];
        json_open_object(json, NULL, JSON_INDENTED);
        json_add_string(json, "id", root->dimension);
        emit_wording(emitter, "title", &root->title);
        json_open_array(json, "nodes", JSON_INDENTED);
        do {
            emit_node(emitter, &disclosed->node[at]);
            at++;
        } while (at < disclosed->node_count && disclosed->node[at].depth > 0);
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

static void emit_own_answer(struct emitter *emitter,
                            const struct shown_question *question)
{
    struct json *json = &emitter->json;
    json_open_object(json, "own", JSON_ONE_LINE);
    json_add_string(json, "state", question->state);
    if (question->code == NULL)
        json_add_null(json, "code");
    else
        json_add_string(json, "code", question->code);
    emit_wording(emitter, "label", &question->label);
    if (question->is_number)
        emit_figure(emitter, "number", question->number);
    emit_figure(emitter, "points", question->points);
    json_close(json);
}

void emit_questions(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_array(json, "questions", JSON_INDENTED);
    for (size_t q = 0; q < disclosed->question_count; q++) {
        const struct shown_question *question = &disclosed->question[q];
        json_open_object(json, NULL, JSON_INDENTED);
        json_add_string(json, "id", question->id);
        emit_wording(emitter, "text", &question->text);
        if (disclosed->reader == READER_UNIT)
            emit_own_answer(emitter, question);
        emit_benchmarks(emitter, NULL, question->group, NULL);
        json_close(json);
    }
    json_close(json);
}

static void emit_member(struct emitter *emitter, const struct shown_member *member)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_object(json, NULL, JSON_INDENTED);
    json_add_string(json, "id", member->id);
    json_add_string(json, "name", member->name);
    json_add_bool(json, "answered", member->answered);
    if (member->score == NULL) {
        json_add_null(json, "scores");
    } else {
        json_open_object(json, "scores", JSON_INDENTED);
        for (size_t n = 0; n < disclosed->node_count; n++)
            emit_score(emitter, measure_key(emitter, &disclosed->node[n]),
                       &disclosed->node[n], &member->score[n], false);
        json_close(json);
    }
    json_close(json);
}

void emit_members(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    json_open_array(&emitter->json, "members", JSON_INDENTED);
    for (size_t m = 0; m < disclosed->member_count; m++)
        emit_member(emitter, &disclosed->member[m]);
    json_close(&emitter->json);
}

void emit_groups(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_array(json, "groups", JSON_INDENTED);
    for (size_t g = 0; g < disclosed->below_count; g++) {
        const struct shown_group *below = &disclosed->below[g];
        json_open_object(json, NULL, JSON_INDENTED);
        emit_turnout(emitter, &below->group, false);
        json_open_object(json, "figures", JSON_INDENTED);
        for (size_t n = 0; n < disclosed->node_count; n++)
            emit_figures(emitter, measure_key(emitter, &disclosed->node[n]),
                         &disclosed->node[n], &below->figures[n], NOTHING);
        json_close(json);
        json_close(json);
    }
    json_close(json);
}
