#include "emit/emit.h"
#include "emit/parts.h"

#include <string.h>

static void open_line(struct emitter *emitter, const char *kind)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_object(json, NULL, JSON_ONE_LINE);
    json_add_string(json, "kind", kind);
    json_add_string(json, "questionnaire", disclosed->questionnaire);
    if (disclosed->scoring != NULL)
        json_add_string(json, "scoring", disclosed->scoring);
    json_add_whole(json, "year", disclosed->year);
    json_add_bool(json, "simulated", disclosed->simulated);
    json_add_bool(json, "generated_register", disclosed->generated);
}

static void close_line(struct emitter *emitter)
{
    json_close(&emitter->json);
    text_add_character(emitter->json.text, '\n');
}

static void open_unit_line(struct emitter *emitter, const char *kind)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    open_line(emitter, kind);
    json_add_string(json, "unit", disclosed->code);
    const char *name = wording_in(&disclosed->name, LANGUAGE_DA);
    if (*name != '\0')
        json_add_string(json, "name", name);
    json_open_object(json, "groups", JSON_ONE_LINE);
    for (size_t c = 1; c < disclosed->comparison_count; c++)
        json_add_string(json, disclosed->comparison[c].level,
                        disclosed->comparison[c].code);
    json_close(json);
}

/* The scores of areas whose value is not their points; no member where there are none.
 */
static void add_values(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    bool any = false;
    for (size_t n = 0; n < disclosed->node_count; n++) {
        const struct shown_node *node = &disclosed->node[n];
        if (!node->has_range)
            continue;
        if (!any)
            json_open_object(&emitter->json, "values", JSON_ONE_LINE);
        any = true;
        emit_figure(emitter, measure_key(emitter, node), node->own.value);
    }
    if (any)
        json_close(&emitter->json);
}

static void add_scores(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    open_unit_line(emitter, "scores");
    json_open_object(json, "scores", JSON_ONE_LINE);
    for (size_t n = 0; n < disclosed->node_count; n++)
        emit_figure(emitter, measure_key(emitter, &disclosed->node[n]),
                    disclosed->node[n].own.points);
    json_close(json);
    add_values(emitter);
    json_open_object(json, "states", JSON_ONE_LINE);
    for (size_t n = 0; n < disclosed->node_count; n++)
        if (disclosed->node[n].own.state != SCORE_STATE_SCORED)
            json_add_string(json, measure_key(emitter, &disclosed->node[n]),
                            score_state_code[disclosed->node[n].own.state]);
    json_close(json);
    close_line(emitter);
}

static void add_answers(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    open_unit_line(emitter, "answers");
    json_open_object(json, "answers", JSON_ONE_LINE);
    for (size_t q = 0; q < disclosed->question_count; q++) {
        const struct shown_question *question = &disclosed->question[q];
        if (question->is_number && question->code == NULL)
            emit_figure(emitter, question->id, question->number);
        else if (question->code == NULL)
            json_add_null(json, question->id);
        else
            json_add_string(json, question->id, question->code);
    }
    json_close(json);
    json_open_object(json, "states", JSON_ONE_LINE);
    for (size_t q = 0; q < disclosed->question_count; q++)
        if (strcmp(disclosed->question[q].state, "answered") != 0)
            json_add_string(json, disclosed->question[q].id,
                            disclosed->question[q].state);
    json_close(json);
    close_line(emitter);
}

static void add_figure(struct emitter *emitter, const char *measure,
                       const struct shown_figures *figures)
{
    const struct disclosed *disclosed = emitter->disclosed;
    const struct shown_comparison *group =
        &disclosed->comparison[disclosed->own_comparison];
    struct json *json = &emitter->json;
    open_line(emitter, "figure");
    json_add_string(json, "level", group->level);
    json_add_string(json, "code", group->code);
    json_add_string(json, "measure", measure);
    if (figures->withheld != WITHHELD_NOT) {
        json_add_string(json, "withheld", withheld_code[figures->withheld]);
    } else {
        json_add_whole(json, "n", figures->n);
        emit_figure(emitter, "mean", figures->mean);
        emit_figure(emitter, "sd", figures->sd);
        emit_figure(emitter, "q1", figures->quartile[0]);
        emit_figure(emitter, "median", figures->quartile[1]);
        emit_figure(emitter, "q3", figures->quartile[2]);
    }
    close_line(emitter);
}

static void add_group_figures(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    size_t own = disclosed->own_comparison;
    for (size_t n = 0; n < disclosed->node_count; n++)
        add_figure(emitter, measure_key(emitter, &disclosed->node[n]),
                   &disclosed->node[n].group[own]);
    for (size_t q = 0; q < disclosed->question_count; q++)
        add_figure(emitter, question_key(emitter, &disclosed->question[q]),
                   &disclosed->question[q].group[own]);
}

void emit_lines(struct text *lines, const struct disclosed *disclosed)
{
    struct emitter emitter = {.disclosed = disclosed,
                              .json = {.text = lines, .dense = true}};
    if (disclosed->reader == READER_UNIT) {
        add_scores(&emitter);
        add_answers(&emitter);
    } else {
        add_group_figures(&emitter);
    }
    text_release(&emitter.scratch);
}
