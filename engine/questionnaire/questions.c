#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

/* "references": {"framework": ["id", …]} */
static void load_references(const struct part *part, struct question *question)
{
    struct part references = document_read_member(part, "references", false);
    const char *framework;
    json_t *ids;
    size_t count = 0;
    if (references.json == NULL)
        return;
    if (!json_is_object(references.json)) {
        document_wrong(&references, NULL,
                       "must be an object with a list of ids per framework");
        return;
    }
    json_object_foreach((json_t *)references.json, framework, ids)
    {
        count += json_array_size(ids);
    }
    question->reference =
        document_take(part->document, count, sizeof *question->reference);
    if (question->reference == NULL)
        return;
    json_object_foreach((json_t *)references.json, framework, ids)
    {
        const char **id;
        const char *name = document_keep(part->document, framework);
        size_t found = document_read_strings(&references, framework, true, &id);
        for (size_t i = 0; i < found && name != NULL; i++)
            question->reference[question->reference_count++] =
                (struct reference){name, id[i]};
    }
}

static void load_replaced(const struct part *part, struct question *question)
{
    struct replaced replaced = {0};
    if (!format_check_keys(part, FORMAT_REPLACES))
        return;
    replaced.id = document_read_string(part, "question", true);
    replaced.reason = document_read_wording(part, "reason", false);
    replaced.comparable = document_read_flag(part, "comparable", false);
    if (json_object_get(part->json, "comparable") == NULL)
        document_wrong(part, NULL, "\"comparable\" is missing");
    if (replaced.id == NULL)
        return;
    if (!is_id(replaced.id))
        document_wrong(part, "question", ID_RULE);
    for (size_t i = 0; i < question->replaced_count; i++)
        if (strcmp(question->replaced[i].id, replaced.id) == 0)
            document_wrong(part, "question", "the question \"%s\" stands here twice",
                           replaced.id);
    question->replaced[question->replaced_count++] = replaced;
}

static void load_replaces(const struct part *part, struct question *question)
{
    struct part replaces = document_read_array(part, "replaces", false, 0);
    size_t count = json_array_size(replaces.json);
    question->replaced =
        document_take(part->document, count, sizeof *question->replaced);
    if (question->replaced == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        struct part item = document_read_item(&replaces, i);
        load_replaced(&item, question);
    }
}

static void load_scale_of(const struct questionnaire *questionnaire,
                          const struct part *part, struct question *question)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *id = document_read_string(part, "scale", true);
    struct nearest nearest = {.wanted = id};
    if (id == NULL)
        return;
    question->scale = find_scale(questionnaire, id);
    if (question->scale != NULL)
        return;
    for (size_t s = 0; s < questionnaire->scale_count; s++) {
        const char *known = questionnaire->scale[s].id;
        if (find_scale(questionnaire, known) != NULL)
            nearest_offer(&nearest, known, known);
    }
    document_wrong(part, "scale", "there is no scale \"%s\"%s",
                   text_excerpt(excerpt, id, strlen(id)),
                   hint_nearest(hint, nearest_name(&nearest)));
}

static void load_question(const struct questionnaire *questionnaire,
                          const struct part *part, struct question *question)
{
    if (!format_check_keys(part, FORMAT_QUESTION))
        return;
    question->id = load_id(part);
    load_scale_of(questionnaire, part, question);
    question->text = document_read_wording(part, "text", true);
    question->section = load_section_of(questionnaire, part);
    question->help = document_read_wording(part, "help", false);
    question->evidence = document_read_wording(part, "evidence", false);
    question->reason = document_read_wording(part, "reason", false);
    load_weight(questionnaire, part, "weight", &question->weight);
    question->reversed = document_read_flag(part, "reversed", false);
    question->tag_count = document_read_strings(part, "tags", false, &question->tag);
    load_references(part, question);
    load_replaces(part, question);
    question->when_not_asked = (enum when_not_asked)document_read_choice(
        part, "when_not_asked", format_when_not_asked, FORMAT_WHEN_NOT_ASKED_COUNT,
        NOT_ASKED_EXCLUDE);
    if (json_object_get(part->json, "when_not_asked") != NULL
        && json_object_get(part->json, "asked_if") == NULL)
        document_wrong(part, "when_not_asked", "stands only beside \"asked_if\"");
}

/* Keeps the numbers of the ids in step with those of the questions where a question has
   no id of its own. No folded id begins with a space. */
static void add_no_id(struct questionnaire *questionnaire, struct document *document,
                      uint32_t number)
{
    char name[ID_BYTES];
    int length = snprintf(name, sizeof name, " %u", number);
    if (names_keep(&questionnaire->question_ids, name, (size_t)length, NULL) == NULL)
        document_out_of_memory(document);
}

/* Which one in the definition's list a question is, or is made of; from 1. */
static unsigned place_in_list(const struct questionnaire *questionnaire,
                              uint32_t number)
{
    unsigned place = 0;
    for (uint32_t q = 0; q <= number; q++)
        place += questionnaire->question[q].of == q;
    return place;
}

void add_id(struct questionnaire *questionnaire, const struct part *part,
            const char *key, uint32_t number)
{
    struct question *question = &questionnaire->question[number];
    char folded[ID_BYTES];
    uint32_t known;
    if (question->id == NULL) {
        add_no_id(questionnaire, part->document, number);
        return;
    }
    /* Ids are found without regard to case, so two that differ in nothing else are one.
     */
    size_t length =
        text_fold(folded, sizeof folded, question->id, strlen(question->id));
    if (names_keep(&questionnaire->question_ids, folded, length, &known) == NULL)
        document_out_of_memory(part->document);
    else if (known < number) {
        document_wrong(part, key, "question %u has the id \"%s\" already",
                       place_in_list(questionnaire, known), question->id);
        question->id = NULL;
        add_no_id(questionnaire, part->document, number);
    }
}

static void add_question(struct questionnaire *questionnaire, const struct part *part)
{
    uint32_t number = (uint32_t)questionnaire->question_count++;
    struct question *question = &questionnaire->question[number];
    *question = (struct question){.of = number,
                                  .section = NAMES_NONE,
                                  .number = NAMES_NONE,
                                  .weight = questionnaire->weight_unit};
    load_question(questionnaire, part, question);
    check_section_order(questionnaire, part, number);
    if (question->scale != NULL && question->scale->kind == SCALE_NUMBER)
        question->number = questionnaire->number_count++;
    add_id(questionnaire, part, "id", number);
    add_followers(questionnaire, part, number);
}

bool load_questions(struct questionnaire *questionnaire, const struct part *root)
{
    struct document *document = root->document;
    struct part questions = document_read_array(root, "questions", true, 1);
    size_t count = json_array_size(questions.json);
    size_t room = count;
    for (size_t q = 0; q < count; q++) {
        struct part part = document_read_item(&questions, q);
        room += count_followers(questionnaire, &part);
    }
    if (room > QUESTION_LIMIT)
        return document_wrong(root, "questions",
                              "there are more than %d questions, layers and options",
                              QUESTION_LIMIT);
    questionnaire->question =
        document_take(document, room, sizeof *questionnaire->question);
    if (questionnaire->question == NULL)
        return false;
    for (size_t q = 0; q < count && !document->failed; q++) {
        struct part part = document_read_item(&questions, q);
        add_question(questionnaire, &part);
    }
    if (count > 0 && !document->failed)
        load_conditions(questionnaire, &questions);
    return count > 0 && !document->failed;
}

uint32_t questionnaire_find(const struct questionnaire *questionnaire, const char *id,
                            size_t length)
{
    char folded[ID_BYTES];
    size_t folded_length = text_fold(folded, sizeof folded, id, length);
    if (folded_length == 0 || folded_length >= sizeof folded)
        return NAMES_NONE;
    return names_find(&questionnaire->question_ids, folded, folded_length);
}

const char *questionnaire_nearest(const struct questionnaire *questionnaire,
                                  const char *id)
{
    char folded[ID_BYTES];
    struct nearest nearest = {.wanted = folded};
    if (text_fold(folded, sizeof folded, id, strlen(id)) >= sizeof folded)
        return NULL;
    for (size_t q = 0; q < questionnaire->question_ids.name_count; q++) {
        const char *known = questionnaire->question_ids.name[q];
        if (*known != ' ')
            nearest_offer(&nearest, known, questionnaire->question[q].id);
    }
    return nearest_name(&nearest);
}
