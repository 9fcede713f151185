#include "base/exact.h"
#include "base/text.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

#define ID_BYTES 128

static const struct scale *find_scale(const struct questionnaire *questionnaire,
                                      const char *id)
{
    for (size_t s = 0; s < questionnaire->scale_count; s++)
        if (strcmp(questionnaire->scale[s].id, id) == 0)
            return &questionnaire->scale[s];
    return NULL;
}

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

static void add_answer(const struct part *condition, const char *answer,
                       const struct scale *scale, struct question *question)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t length = strlen(answer);
    int option = scale_find_option(scale, answer, length);
    if (option < 0)
        document_wrong(condition, "answers", "\"%s\" is no answer on the scale \"%s\"",
                       text_excerpt(excerpt, answer, length), scale->id);
    else if (scale->option[option].state != OPTION_VALUE)
        document_wrong(condition, "answers",
                       "\"%s\" has no value; a condition asks for answers that have "
                       "one",
                       text_excerpt(excerpt, answer, length));
    else
        question->parent_options |= UINT64_C(1) << option;
}

static void load_condition(struct questionnaire *questionnaire,
                           const struct part *condition, struct question *question)
{
    static const char *const known[] = {"question", "answers"};
    char excerpt[TEXT_EXCERPT_BYTES];
    const char **answer;
    if (!document_check_keys(condition, known, sizeof known / sizeof *known))
        return;
    const char *parent = document_read_string(condition, "question", true);
    size_t answers = document_read_strings(condition, "answers", true, &answer);
    if (parent == NULL)
        return;
    uint32_t number = questionnaire_find(questionnaire, parent, strlen(parent));
    if (number == NAMES_NONE) {
        const char *nearest = questionnaire_nearest(questionnaire, parent);
        document_wrong(condition, "question",
                       nearest == NULL
                           ? "no question \"%s\" stands before this one"
                           : "no question \"%s\" stands before this one; did you mean "
                             "\"%s\"?",
                       text_excerpt(excerpt, parent, strlen(parent)), nearest);
        return;
    }
    question->conditional = true;
    question->parent = number;
    const struct scale *scale = questionnaire->question[number].scale;
    for (size_t i = 0; i < answers && scale != NULL; i++)
        add_answer(condition, answer[i], scale, question);
}

static void load_when_not_asked(const struct part *part, struct question *question)
{
    const char *rule = document_read_string(part, "when_not_asked", false);
    if (rule == NULL)
        return;
    if (json_object_get(part->json, "asked_if") == NULL)
        document_wrong(part, "when_not_asked", "stands only beside \"asked_if\"");
    if (strcmp(rule, "floor") == 0)
        question->when_not_asked = NOT_ASKED_FLOOR;
    else if (strcmp(rule, "exclude") != 0)
        document_wrong(part, "when_not_asked", "must be \"floor\" or \"exclude\"");
}

static void load_question(struct questionnaire *questionnaire, const struct part *part,
                          struct question *question)
{
    static const char *const known[] = {"id",       "scale",      "text",
                                        "help",     "references", "weight",
                                        "reversed", "asked_if",   "when_not_asked"};
    char excerpt[TEXT_EXCERPT_BYTES];
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    question->id = load_id(part);
    const char *scale = document_read_string(part, "scale", true);
    if (scale != NULL) {
        question->scale = find_scale(questionnaire, scale);
        if (question->scale == NULL)
            document_wrong(part, "scale", "there is no scale \"%s\"",
                           text_excerpt(excerpt, scale, strlen(scale)));
    }
    question->text = document_read_wording(part, "text", true);
    question->help = document_read_wording(part, "help", false);
    question->weight = (int32_t)document_read_whole(part, "weight", 1, 1000000, 1);
    question->reversed = document_read_flag(part, "reversed", false);
    load_references(part, question);
    struct part condition = document_read_member(part, "asked_if", false);
    load_condition(questionnaire, &condition, question);
    load_when_not_asked(part, question);
}

/* Keeps the numbers of the ids in step with those of the questions where a question has
   no id of its own. No folded id begins with a space. */
static void add_no_id(struct questionnaire *questionnaire, struct document *document,
                      size_t number)
{
    char name[ID_BYTES];
    int length = snprintf(name, sizeof name, " %zu", number);
    if (names_keep(&questionnaire->question_ids, name, (size_t)length, NULL) == NULL)
        document_out_of_memory(document);
}

/* Ids are found without regard to case, so two that differ in nothing else are one. */
static void add_id(struct questionnaire *questionnaire, const struct part *part,
                   struct question *question)
{
    char folded[ID_BYTES];
    size_t length =
        text_fold(folded, sizeof folded, question->id, strlen(question->id));
    uint32_t number;
    size_t before = questionnaire->question_ids.name_count;
    if (names_keep(&questionnaire->question_ids, folded, length, &number) == NULL)
        document_out_of_memory(part->document);
    else if (number < before) {
        document_wrong(part, "id", "question %u has the id \"%s\" already", number + 1,
                       question->id);
        question->id = NULL;
        add_no_id(questionnaire, part->document, before);
    }
}

bool load_questions(struct questionnaire *questionnaire, const struct part *root)
{
    struct document *document = root->document;
    struct part questions = document_read_array(root, "questions", true, 1);
    size_t count = json_array_size(questions.json);
    questionnaire->question =
        document_take(document, count, sizeof *questionnaire->question);
    if (questionnaire->question == NULL)
        return false;
    for (size_t q = 0; q < count && !document->failed; q++) {
        struct part part = document_read_item(&questions, q);
        struct question *question = &questionnaire->question[q];
        load_question(questionnaire, &part, question);
        questionnaire->question_count = q + 1;
        if (question->id != NULL)
            add_id(questionnaire, &part, question);
        else
            add_no_id(questionnaire, document, q);
    }
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

int64_t question_points(const struct question *question, int option)
{
    const struct scale *scale = question->scale;
    if (option < 0 || (size_t)option >= scale->option_count
        || scale->option[option].state != OPTION_VALUE)
        return -1;
    /* STATISTICS 1.2: percent of the maximum possible, on the declared ends. */
    int64_t steps = question->reversed ? scale->highest - scale->option[option].value
                                       : scale->option[option].value - scale->lowest;
    return divide_rounded((wide)steps * FULL_SCORE, scale->highest - scale->lowest);
}
