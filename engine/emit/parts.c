#include "emit/parts.h"

#include "base/exact.h"
#include "emit/label.h"

void emit_figure(struct emitter *emitter, const char *key, int64_t nano)
{
    if (nano == NOTHING)
        json_add_null(&emitter->json, key);
    else
        json_add_fixed(&emitter->json, key, nano);
}

void emit_on_scale(struct emitter *emitter, int64_t points)
{
    emit_figure(emitter, "score",
                points == NOTHING ? NOTHING
                                  : disclosed_on_scale(emitter->disclosed, points));
}

bool has_wording(const struct wording *wording)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (wording->in[language] != NULL)
            return true;
    return false;
}

void emit_wording(struct emitter *emitter, const char *key,
                  const struct wording *wording)
{
    if (!has_wording(wording)) {
        json_add_null(&emitter->json, key);
        return;
    }
    json_open_object(&emitter->json, key, JSON_ONE_LINE);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (wording->in[language] != NULL)
            json_add_string(&emitter->json, language_code[language],
                            wording->in[language]);
    json_close(&emitter->json);
}

/* The scratch text, or "" when it ran short of memory: then the output has too. */
static const char *scratched(struct emitter *emitter)
{
    if (!emitter->scratch.short_of_memory)
        return emitter->scratch.bytes;
    emitter->json.text->short_of_memory = true;
    return "";
}

static const char *join(struct emitter *emitter, const char *left, const char *right)
{
    text_clear(&emitter->scratch);
    text_add(&emitter->scratch, left);
    text_add_character(&emitter->scratch, '/');
    text_add(&emitter->scratch, right);
    return scratched(emitter);
}

const char *measure_key(struct emitter *emitter, const struct shown_node *node)
{
    return join(emitter, node->dimension, node->id);
}

const char *question_key(struct emitter *emitter, const struct shown_question *question)
{
    return join(emitter, "question", question->id);
}

/* Weights are whole numbers of the questionnaire's unit. */
static void emit_weight(struct emitter *emitter, const char *key, int32_t weight)
{
    json_add_fixed(
        &emitter->json, key,
        divide_rounded((wide)weight * POINT, emitter->disclosed->weight_unit));
}

static void emit_rest_of_score(struct emitter *emitter, const struct shown_node *node,
                               const struct shown_score *score)
{
    emit_figure(emitter, "low", score->low);
    emit_figure(emitter, "high", score->high);
    emit_weight(emitter, "answered_weight", score->answered);
    emit_weight(emitter, "relevant_weight", score->relevant);
    emit_figure(emitter, "coverage",
                score->relevant > 0
                    ? divide_rounded((wide)score->answered * POINT, score->relevant)
                    : NOTHING);
    if (node->has_bands)
        emit_wording(emitter, "band", &score->band);
}

void emit_score(struct emitter *emitter, const char *key, const struct shown_node *node,
                const struct shown_score *score, bool full)
{
    struct json *json = &emitter->json;
    json_open_object(json, key, JSON_ONE_LINE);
    json_add_string(json, "state", score_state_code[score->state]);
    emit_figure(emitter, "points", score->points);
    if (node->has_range)
        emit_figure(emitter, "value", score->value);
    emit_on_scale(emitter, score->points);
    if (full)
        emit_rest_of_score(emitter, node, score);
    json_close(json);
}

void emit_mean_value(struct emitter *emitter, const struct shown_node *node,
                     int64_t mean)
{
    if (node != NULL && node->means_have_values)
        emit_figure(emitter, "value", shown_node_value(node, mean));
}

void emit_figures(struct emitter *emitter, const char *key,
                  const struct shown_node *node, const struct shown_figures *figures,
                  int64_t rank)
{
    struct json *json = &emitter->json;
    json_open_object(json, key, JSON_ONE_LINE);
    if (figures->withheld != WITHHELD_NOT) {
        json_add_string(json, "withheld", withheld_code[figures->withheld]);
    } else {
        json_add_whole(json, "n", figures->n);
        emit_figure(emitter, "mean", figures->mean);
        emit_mean_value(emitter, node, figures->mean);
        emit_on_scale(emitter, figures->mean);
        emit_figure(emitter, "sd", figures->sd);
        emit_figure(emitter, "q1", figures->quartile[0]);
        emit_figure(emitter, "median", figures->quartile[1]);
        emit_figure(emitter, "q3", figures->quartile[2]);
        if (rank != NOTHING)
            emit_figure(emitter, "percentile_rank", rank);
    }
    json_close(json);
}

void emit_benchmarks(struct emitter *emitter, const struct shown_node *node,
                     const struct shown_figures *figures, const int64_t *rank)
{
    const struct disclosed *disclosed = emitter->disclosed;
    json_open_object(&emitter->json, "benchmarks", JSON_INDENTED);
    for (size_t c = 0; c < disclosed->comparison_count; c++)
        emit_figures(emitter, disclosed->comparison[c].level, node, &figures[c],
                     rank == NULL ? NOTHING : rank[c]);
    json_close(&emitter->json);
}

static void emit_label(struct emitter *emitter,
                       const struct shown_comparison *comparison, bool broadest)
{
    struct text *label = &emitter->scratch;
    json_open_object(&emitter->json, "label", JSON_ONE_LINE);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        text_clear(label);
        label_add(label, emitter->disclosed, comparison, broadest,
                  (enum language)language);
        json_add_string(&emitter->json, language_code[language], scratched(emitter));
    }
    json_close(&emitter->json);
}

void emit_turnout(struct emitter *emitter, const struct shown_comparison *comparison,
                  bool broadest)
{
    struct json *json = &emitter->json;
    json_add_string(json, "level", comparison->level);
    json_add_string(json, "code", comparison->code);
    emit_wording(emitter, "name", &comparison->name);
    json_add_whole(json, "answered", comparison->answered);
    json_add_whole(json, "eligible", comparison->eligible);
    json_add_whole(json, "clusters_answered", comparison->clusters_answered);
    json_add_whole(json, "clusters", comparison->clusters);
    emit_label(emitter, comparison, broadest);
}
