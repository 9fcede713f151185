#include "emit/emit.h"

#include "base/memory.h"
#include "emit/label.h"
#include "emit/parts.h"

#include <assert.h>

/* Most files fit, so that one allocation a file is the rule. */
#define USUAL_BYTES ((size_t)128 << 10)

static const char *const kind[] = {[READER_NATION] = "national",
                                   [READER_GROUP] = "group",
                                   [READER_UNIT] = "institution"};

static void emit_questionnaire(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_object(json, "questionnaire", JSON_INDENTED);
    json_add_string(json, "id", disclosed->questionnaire);
    if (disclosed->scoring != NULL)
        json_add_string(json, "scoring", disclosed->scoring);
    json_add_string(json, "edition", disclosed->edition);
    emit_wording(emitter, "title", &disclosed->questionnaire_title);
    json_add_string(json, "definition_sha256", disclosed->definition_hash);
    json_close(json);
    json_add_string(json, "engine", disclosed->engine_version);
    json_add_whole(json, "year", disclosed->year);
}

static void emit_who(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    if (disclosed->reader == READER_GROUP)
        json_add_string(json, "level", disclosed->level);
    json_open_object(json, "reader", JSON_ONE_LINE);
    json_add_string(json, disclosed->reader == READER_UNIT ? "id" : "code",
                    disclosed->code);
    emit_wording(emitter, "name", &disclosed->name);
    json_close(json);
}

static void emit_rules(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_object(json, "scale", JSON_ONE_LINE);
    json_add_fixed(json, "lowest", disclosed->scale_lowest);
    json_add_fixed(json, "highest", disclosed->scale_highest);
    json_add_fixed(json, "target", disclosed->scale_target);
    json_close(json);
    json_open_object(json, "rules", JSON_INDENTED);
    json_add_whole(json, "minimum_units", disclosed->minimum_units);
    json_add_string(json, "mean", "unweighted, own unit included");
    json_add_string(json, "quartiles", "Hyndman-Fan type 7");
    json_add_string(
        json, "rounding",
        "scores once, to 9 decimals, half away from zero, from exact fractions; "
        "figures of groups are of those scores");
    json_close(json);
}

static void emit_comparisons(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    json_open_array(&emitter->json, "comparisons", JSON_INDENTED);
    for (size_t c = 0; c < disclosed->comparison_count; c++) {
        json_open_object(&emitter->json, NULL, JSON_ONE_LINE);
        emit_turnout(emitter, &disclosed->comparison[c], c == 0);
        json_close(&emitter->json);
    }
    json_close(&emitter->json);
}

static void emit_file(struct emitter *emitter)
{
    const struct disclosed *disclosed = emitter->disclosed;
    struct json *json = &emitter->json;
    json_open_object(json, NULL, JSON_INDENTED);
    json_add_string(json, "format", "baseline-result-1");
    json_add_string(json, "kind", kind[disclosed->reader]);
    json_add_bool(json, "simulated", disclosed->simulated);
    json_add_bool(json, "generated_register", disclosed->generated);
    struct wording notice;
    if (notice_of(&notice, disclosed))
        emit_wording(emitter, "notice", &notice);
    emit_questionnaire(emitter);
    emit_who(emitter);
    emit_rules(emitter);
    emit_comparisons(emitter);
    if (disclosed->overall == NO_NODE)
        json_add_null(json, "headline");
    else
        json_add_string(json, "headline",
                        disclosed->node[disclosed->overall].dimension);
    if (disclosed->measuring_points < disclosed->node_count)
        json_add_string(json, "measuring_points",
                        disclosed->node[disclosed->measuring_points].dimension);
    emit_dimensions(emitter);
    emit_questions(emitter);
    if (disclosed->member_count > 0)
        emit_members(emitter);
    if (disclosed->below_count > 0)
        emit_groups(emitter);
    json_close(json);
    text_add_character(json->text, '\n');
}

static void add_path(struct text *path, const struct disclosed *disclosed)
{
    text_add(path, disclosed->questionnaire);
    if (disclosed->scoring != NULL)
        text_print(path, ".%s", disclosed->scoring);
    text_print(path, "/%d/", (int)disclosed->year);
    if (disclosed->reader == READER_NATION) {
        text_add(path, kind[READER_NATION]);
    } else {
        text_print(path, "%s/", disclosed->level);
        text_add_file_name(path, disclosed->code);
    }
    text_add(path, ".json");
}

bool emit_text(struct text *text, const struct disclosed *disclosed,
               struct fault *fault)
{
    assert(disclosed->overall == NO_NODE || disclosed->overall < disclosed->node_count);
    struct emitter emitter = {.disclosed = disclosed, .json = {.text = text}};
    if (!memory_reserve((void **)&text->bytes, &text->capacity, USUAL_BYTES, 1))
        return fault_memory(fault);
    emit_file(&emitter);
    text_release(&emitter.scratch);
    return text_check(text, fault);
}

bool emit_reader(struct output *output, const struct disclosed *disclosed,
                 struct fault *fault)
{
    struct text path = {0};
    struct text text = {0};
    add_path(&path, disclosed);
    bool ok = text_check(&path, fault) && emit_text(&text, disclosed, fault)
              && output_write(output, path.bytes, text.bytes, text.length, fault);
    text_release(&text);
    text_release(&path);
    return ok;
}
