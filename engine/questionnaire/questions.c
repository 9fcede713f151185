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
static void load_references(struct reading *reading, const char *path,
                            const json_t *object, struct question *question)
{
    char at[JSON_PATH_BYTES];
    const json_t *references = json_object_get(object, "references");
    if (references == NULL)
        return;
    path_key(at, path, "references");
    if (!json_is_object(references)) {
        wrong(reading, at, "must be an object with a list of ids per framework");
        return;
    }
    size_t count = 0;
    const char *framework;
    json_t *ids;
    json_object_foreach((json_t *)references, framework, ids)
    {
        count += json_array_size(ids);
    }
    question->reference = take(reading, count, sizeof *question->reference);
    if (question->reference == NULL)
        return;
    json_object_foreach((json_t *)references, framework, ids)
    {
        const char **id;
        const char *name = keep(reading, framework);
        size_t found = read_strings(reading, at, references, framework, true, &id);
        for (size_t i = 0; i < found && name != NULL; i++)
            question->reference[question->reference_count++] =
                (struct reference){name, id[i]};
    }
}

static void load_condition(struct reading *reading, const char *path,
                           const json_t *condition, struct question *question)
{
    static const char *const known[] = {"question", "answers"};
    char at[JSON_PATH_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char **answer;
    if (!json_is_object(condition)) {
        wrong(reading, path, "must be an object");
        return;
    }
    check_keys(reading, path, condition, known, sizeof known / sizeof *known);
    const char *parent = read_string(reading, path, condition, "question", true);
    size_t answers = read_strings(reading, path, condition, "answers", true, &answer);
    if (parent == NULL)
        return;
    uint32_t number =
        questionnaire_find(reading->questionnaire, parent, strlen(parent));
    if (number == NAMES_NONE) {
        const char *nearest = questionnaire_nearest(reading->questionnaire, parent);
        wrong(reading, path_key(at, path, "question"),
              nearest == NULL
                  ? "no question \"%s\" stands before this one"
                  : "no question \"%s\" stands before this one; did you mean "
                    "\"%s\"?",
              text_excerpt(excerpt, parent, strlen(parent)), nearest);
        return;
    }
    question->conditional = true;
    question->parent = number;
    const struct scale *scale = reading->questionnaire->question[number].scale;
    for (size_t i = 0; i < answers && scale != NULL; i++) {
        int option = scale_find_option(scale, answer[i], strlen(answer[i]));
        if (option < 0)
            wrong(reading, path_key(at, path, "answers"),
                  "\"%s\" is no answer on the scale \"%s\"",
                  text_excerpt(excerpt, answer[i], strlen(answer[i])), scale->id);
        else if (scale->option[option].state != OPTION_VALUE)
            wrong(reading, path_key(at, path, "answers"),
                  "\"%s\" has no value; a condition asks for answers that have one",
                  text_excerpt(excerpt, answer[i], strlen(answer[i])));
        else
            question->parent_options |= UINT64_C(1) << option;
    }
}

static void load_when_not_asked(struct reading *reading, const char *path,
                                const json_t *object, struct question *question)
{
    char at[JSON_PATH_BYTES];
    const char *rule = read_string(reading, path, object, "when_not_asked", false);
    if (rule == NULL)
        return;
    path_key(at, path, "when_not_asked");
    if (json_object_get(object, "asked_if") == NULL)
        wrong(reading, at, "stands only beside \"asked_if\"");
    if (strcmp(rule, "floor") == 0)
        question->when_not_asked = NOT_ASKED_FLOOR;
    else if (strcmp(rule, "exclude") != 0)
        wrong(reading, at, "must be \"floor\" or \"exclude\"");
}

static void load_question(struct reading *reading, const char *path,
                          const json_t *object, struct question *question)
{
    static const char *const known[] = {"id",       "scale",      "text",
                                        "help",     "references", "weight",
                                        "reversed", "asked_if",   "when_not_asked"};
    char at[JSON_PATH_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    check_keys(reading, path, object, known, sizeof known / sizeof *known);
    const char *scale = read_string(reading, path, object, "scale", true);
    if (scale != NULL) {
        question->scale = find_scale(reading->questionnaire, scale);
        if (question->scale == NULL)
            wrong(reading, path_key(at, path, "scale"), "there is no scale \"%s\"",
                  text_excerpt(excerpt, scale, strlen(scale)));
    }
    question->text = read_wording(reading, path, object, "text", true);
    question->help = read_wording(reading, path, object, "help", false);
    question->weight = read_whole(reading, path, object, "weight", 1, 1);
    question->reversed = read_flag(reading, path, object, "reversed");
    load_references(reading, path, object, question);
    const json_t *condition = json_object_get(object, "asked_if");
    if (condition != NULL)
        load_condition(reading, path_key(at, path, "asked_if"), condition, question);
    load_when_not_asked(reading, path, object, question);
}

/* Keeps the numbers of the ids in step with those of the questions where a question has
   no id of its own. No folded id begins with a space. */
static void add_no_id(struct reading *reading, size_t number)
{
    struct names *ids = &reading->questionnaire->question_ids;
    char name[ID_BYTES];
    int length = snprintf(name, sizeof name, " %zu", number);
    if (names_keep(ids, name, (size_t)length, NULL) == NULL)
        fault_memory(reading->fault);
}

/* Ids are found without regard to case, so two that differ in nothing else are one. */
static void add_id(struct reading *reading, const char *path, struct question *question)
{
    struct questionnaire *questionnaire = reading->questionnaire;
    char folded[ID_BYTES];
    char at[JSON_PATH_BYTES];
    size_t length =
        text_fold(folded, sizeof folded, question->id, strlen(question->id));
    uint32_t number;
    size_t before = questionnaire->question_ids.name_count;
    if (names_keep(&questionnaire->question_ids, folded, length, &number) == NULL)
        fault_memory(reading->fault);
    else if (number < before) {
        wrong(reading, path_key(at, path, "id"),
              "question %u has the id \"%s\" already", number + 1, question->id);
        question->id = NULL;
        add_no_id(reading, before);
    }
}

bool load_questions(struct reading *reading, const json_t *questions)
{
    struct questionnaire *questionnaire = reading->questionnaire;
    char at[JSON_PATH_BYTES];
    size_t count = json_array_size(questions);
    questionnaire->question = take(reading, count, sizeof *questionnaire->question);
    if (questionnaire->question == NULL)
        return false;
    for (size_t q = 0; q < count && reading->fault->kind == FAULT_NONE; q++) {
        const json_t *object = json_array_get(questions, q);
        struct question *question = &questionnaire->question[q];
        path_item(at, "$.questions", q);
        if (json_is_object(object)) {
            question->id = read_id(reading, at, object);
            load_question(reading, at, object, question);
        } else
            wrong(reading, at, "must be an object");
        questionnaire->question_count = q + 1;
        if (question->id != NULL)
            add_id(reading, at, question);
        else
            add_no_id(reading, q);
    }
    return reading->fault->kind == FAULT_NONE;
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
