/* Questions that are made of another: its layers after the first, and the options of
   one that takes several. */

#include "base/text.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

static size_t count_members(const struct scale *scale)
{
    size_t count = 0;
    if (scale == NULL || scale->kind != SCALE_SEVERAL)
        return 0;
    for (size_t o = 0; o < scale->option_count; o++)
        count += scale->option[o].state == OPTION_VALUE;
    return count;
}

size_t count_followers(const struct questionnaire *questionnaire,
                       const struct part *part)
{
    const char *id = json_string_value(json_object_get(part->json, "scale"));
    const struct scale *scale = id == NULL ? NULL : find_scale(questionnaire, id);
    return json_array_size(json_object_get(part->json, "layers"))
           + count_members(scale);
}

/* "question.name", where bytes that no id has are '-'; NULL when it grows too long or
   short of memory, which is told. */
static const char *compose_id(const struct part *part, const char *key, const char *id,
                              const char *name)
{
    char composed[ID_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t before = strlen(id) + 1;
    int length = snprintf(composed, sizeof composed, "%s.%s", id, name);
    if (length < 0 || (size_t)length >= sizeof composed) {
        document_wrong(part, key,
                       "\"%s\" and \"%s\" make an id of more than %zu characters", id,
                       text_excerpt(excerpt, name, strlen(name)), sizeof composed - 1);
        return NULL;
    }
    for (char *byte = composed + before; *byte != '\0'; byte++)
        if (strchr(ID_CHARACTERS, *byte) == NULL)
            *byte = '-';
    return document_keep(part->document, composed);
}

/* What its question replaces has followers of the same names. */
static void compose_replaced(const struct part *part, struct question *follower,
                             const char *name)
{
    const struct replaced *replaced = follower->replaced;
    if (follower->replaced_count == 0)
        return;
    follower->replaced = document_take(part->document, follower->replaced_count,
                                       sizeof *follower->replaced);
    for (size_t i = 0; follower->replaced != NULL && i < follower->replaced_count;
         i++) {
        follower->replaced[i] = replaced[i];
        follower->replaced[i].id = compose_id(part, "replaces", replaced[i].id, name);
    }
}

/* The next question, all but its id like the one it follows; `key` is the member of the
   part that asks for it. */
static struct question *add_follower(struct questionnaire *questionnaire,
                                     const struct part *part, const char *key,
                                     uint32_t of, const char *name)
{
    uint32_t number = (uint32_t)questionnaire->question_count++;
    struct question *follower = &questionnaire->question[number];
    *follower = questionnaire->question[of];
    follower->of = of;
    follower->id = compose_id(part, key, follower->id, name);
    compose_replaced(part, follower, name);
    add_id(questionnaire, part, key, number);
    return follower;
}

static void add_layers(struct questionnaire *questionnaire, const struct part *part,
                       uint32_t of, const char **layer, size_t count)
{
    struct question *first = &questionnaire->question[of];
    first->layer = layer[0];
    for (size_t i = 1; i < count; i++) {
        struct question *follower =
            add_follower(questionnaire, part, "layers", of, layer[i]);
        follower->layer = layer[i];
        if (follower->number != NAMES_NONE)
            follower->number = questionnaire->number_count++;
    }
}

static void add_members(struct questionnaire *questionnaire, const struct part *part,
                        uint32_t of)
{
    struct question *question = &questionnaire->question[of];
    const struct scale *scale = question->scale;
    uint32_t first = (uint32_t)questionnaire->question_count;
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        if (option->state != OPTION_VALUE || option->code == NULL)
            continue;
        struct question *member =
            add_follower(questionnaire, part, "scale", of, option->code);
        *member = (struct question){.id = member->id,
                                    .scale = find_chosen_scale(questionnaire, scale),
                                    .text = option->label,
                                    .weight = questionnaire->weight_unit,
                                    .when_not_asked = member->when_not_asked,
                                    .replaced = member->replaced,
                                    .replaced_count = member->replaced_count,
                                    .of = of,
                                    .is_member = true,
                                    .section = member->section,
                                    .number = NAMES_NONE};
    }
    question->member = first;
    question->member_count = questionnaire->question_count - first;
}

static size_t load_layers(const struct part *part, const struct question *question,
                          const char ***layer)
{
    size_t count = document_read_strings(part, "layers", false, layer);
    bool ok = true;
    for (size_t i = 0; i < count; i++) {
        if (!is_id((*layer)[i]))
            ok = document_wrong(part, "layers", ID_RULE);
        for (size_t j = 0; j < i; j++)
            if (strcmp((*layer)[i], (*layer)[j]) == 0)
                ok = document_wrong(part, "layers",
                                    "the layer \"%s\" stands here twice", (*layer)[i]);
    }
    if (count > 0 && question->scale != NULL && question->scale->kind == SCALE_SEVERAL)
        ok = document_wrong(part, "layers",
                            "a question that takes several answers has no layers");
    return ok ? count : 0;
}

void add_followers(struct questionnaire *questionnaire, const struct part *part,
                   uint32_t number)
{
    const struct question *question = &questionnaire->question[number];
    const char **layer;
    size_t layer_count = load_layers(part, question, &layer);
    if (question->id == NULL)
        return;
    if (layer_count > 0)
        add_layers(questionnaire, part, number, layer, layer_count);
    if (count_members(question->scale) > 0)
        add_members(questionnaire, part, number);
}
