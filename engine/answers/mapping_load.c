#include "answers/mapping.h"

#include "answers/match.h"
#include "base/memory.h"
#include "document/document.h"

#include <string.h>

/* A mapping as it is read from its file. */

/* A header as it is compared. */
static const char *keep_header(struct part *part, const char *header)
{
    char folded[WORDING_BYTES];
    size_t length = wording_fold(folded, sizeof folded, header, strlen(header));
    if (length == 0 || length >= sizeof folded) {
        document_wrong(part, NULL, "\"%.80s\" cannot be the header of a column",
                       header);
        return NULL;
    }
    return document_keep(part->document, folded);
}

static const char *keep_target(struct part *part, const char *target)
{
    char folded[WORDING_BYTES];
    text_fold(folded, sizeof folded, target, strlen(target));
    return document_keep(part->document, folded);
}

static bool load_column(struct mapping *mapping, struct part *part, const char *header,
                        const json_t *target, const struct reader *reader)
{
    const char *folded = keep_header(part, header);
    const char *name = json_string_value(target);
    char excerpt[TEXT_EXCERPT_BYTES];
    uint32_t number;
    if (folded == NULL)
        return !part->document->failed;
    if (name == NULL && !json_is_null(target))
        document_wrong(part, header, "must be the id of a question, or null");
    else if (name != NULL && !match_target(reader, name))
        document_wrong(part, header, "\"%s\" is no question of %s %s",
                       text_excerpt(excerpt, name, strlen(name)),
                       reader->questionnaire->id, reader->questionnaire->edition);
    if (names_keep(&mapping->column, folded, strlen(folded), &number) == NULL)
        return document_out_of_memory(part->document);
    mapping->target[number] = name == NULL ? NULL : keep_target(part, name);
    return !part->document->failed;
}

static bool load_columns(struct mapping *mapping, struct part *root,
                         const struct reader *reader)
{
    struct part columns = document_read_member(root, "columns", false);
    const char *header;
    json_t *target;
    bool ok = true;
    if (columns.json != NULL && !json_is_object(columns.json))
        return document_wrong(&columns, NULL, "must be an object");
    mapping->target = document_take(root->document, json_object_size(columns.json) + 1,
                                    sizeof *mapping->target);
    if (mapping->target == NULL)
        return false;
    json_object_foreach((json_t *)columns.json, header, target) ok =
        ok && load_column(mapping, &columns, header, target, reader);
    return ok;
}

static bool load_answer(struct mapped_answers *answers, struct part *part,
                        const char *seen, const json_t *code,
                        const struct question *question)
{
    char folded[WORDING_BYTES];
    const char *name = json_string_value(code);
    size_t length = text_fold(folded, sizeof folded, seen, strlen(seen));
    int option =
        name == NULL ? -1 : scale_find_option(question->scale, name, strlen(name));
    uint32_t number;
    if (length == 0 || length >= sizeof folded)
        document_wrong(part, NULL, "\"%.80s\" cannot be an answer", seen);
    else if (option < 0)
        document_wrong(part, seen, "must be the code of an answer to %s", question->id);
    else if (names_keep(&answers->seen, folded, length, &number) == NULL)
        return document_out_of_memory(part->document);
    else
        answers->option[number] = (int8_t)option;
    return !part->document->failed;
}

/* Of one question, `part` being the object of what is seen. */
static bool load_question(struct mapping *mapping, struct part *part,
                          const struct questionnaire *questionnaire, const char *id)
{
    uint32_t question = questionnaire_find(questionnaire, id, strlen(id));
    const char *seen;
    json_t *code;
    bool ok = true;
    if (question == NAMES_NONE)
        return document_wrong(part, NULL, "\"%.80s\" is no question of %s %s", id,
                              questionnaire->id, questionnaire->edition);
    if (!json_is_object(part->json))
        return document_wrong(part, NULL, "must be an object");
    struct mapped_answers *answers = &mapping->answers[mapping->answers_count++];
    answers->question = question;
    answers->by = MAPPED_BY_MAPPING;
    answers->option = document_take(part->document, json_object_size(part->json) + 1,
                                    sizeof *answers->option);
    ok = answers->option != NULL;
    json_object_foreach((json_t *)part->json, seen, code) ok =
        ok
        && load_answer(answers, part, seen, code, &questionnaire->question[question]);
    return ok;
}

static bool load_answers(struct mapping *mapping, struct part *root,
                         const struct questionnaire *questionnaire)
{
    struct part answers = document_read_member(root, "answers", false);
    const char *id;
    json_t *map;
    if (answers.json == NULL)
        return true;
    if (!json_is_object(answers.json))
        return document_wrong(&answers, NULL, "must be an object");
    mapping->answers = document_take(root->document, json_object_size(answers.json) + 1,
                                     sizeof *mapping->answers);
    if (mapping->answers == NULL)
        return false;
    json_object_foreach((json_t *)answers.json, id, map)
    {
        struct part part = document_read_member(&answers, id, true);
        if (!load_question(mapping, &part, questionnaire, id) && root->document->failed)
            return false;
    }
    return true;
}

static bool load_personal(struct mapping *mapping, struct part *root)
{
    const char **header = NULL;
    size_t count = document_read_strings(root, "personal", false, &header);
    for (size_t i = 0; i < count; i++) {
        const char *folded = keep_header(root, header[i]);
        if (folded != NULL
            && names_keep(&mapping->personal, folded, strlen(folded), NULL) == NULL)
            return document_out_of_memory(root->document);
    }
    return !root->document->failed;
}

/* Answers hold for the columns that are said to be their question's, so that files of
   other tools can lie beside; without any, for every column that is. */
static void find_everywhere(struct mapping *mapping, const struct reader *reader)
{
    for (size_t m = 0; m < mapping->answers_count; m++)
        mapping->answers[m].everywhere = true;
    for (uint32_t c = 0; c < mapping->column.name_count; c++) {
        struct column found = {.use = COLUMN_OTHER, .member = NAMES_NONE};
        const char *target = mapping->target[c];
        if (target == NULL || !match_id(reader, &found, target, strlen(target)))
            continue;
        for (size_t m = 0; m < mapping->answers_count; m++)
            if (mapping->answers[m].question == mapping_question_in(&found))
                mapping->answers[m].everywhere = false;
    }
}

static void tell_guessed(struct part *root)
{
    const char **guessed = NULL;
    size_t count = document_read_strings(root, "guessed", false, &guessed);
    if (count > 0)
        document_doubt(root, "guessed",
                       "%zu columns and answers are guessed (the first is \"%.80s\"); "
                       "look at each and take it off this list",
                       count, guessed[0]);
}

static const char *const number_kind_name[] = {
    [NUMBER_CODE] = "codes", [NUMBER_PLACE] = "places"};

static enum number_kind read_number_kind(const struct part *part, const char *key,
                                         const json_t *json)
{
    const char *name = json_string_value(json);
    if (json_is_null(json))
        return NUMBER_UNTOLD; /* as a draft leaves it */
    for (int kind = NUMBER_CODE; name != NULL && kind <= NUMBER_PLACE; kind++)
        if (strcmp(name, number_kind_name[kind]) == 0)
            return (enum number_kind)kind;
    document_wrong(part, key, "must be \"codes\" or \"places\"");
    return NUMBER_UNTOLD;
}

/* For all questions, or question by question. */
static bool load_numbers(struct mapping *mapping, struct part *root,
                         const struct questionnaire *questionnaire)
{
    struct part numbers = document_read_member(root, "numbers", false);
    const char *id;
    json_t *kind;
    if (numbers.json == NULL)
        return true;
    if (!json_is_object(numbers.json)) {
        mapping->numbers = read_number_kind(root, "numbers", numbers.json);
        return true;
    }
    mapping->numbers_of = document_take(root->document, questionnaire->question_count,
                                        sizeof *mapping->numbers_of);
    if (mapping->numbers_of == NULL)
        return false;
    json_object_foreach((json_t *)numbers.json, id, kind)
    {
        uint32_t question = questionnaire_find(questionnaire, id, strlen(id));
        if (question == NAMES_NONE)
            document_wrong(&numbers, NULL, "\"%.80s\" is no question of %s %s", id,
                           questionnaire->id, questionnaire->edition);
        else
            mapping->numbers_of[question] =
                (uint8_t)read_number_kind(&numbers, id, kind);
    }
    return !root->document->failed;
}

static void load_ways(struct mapping *mapping, const struct part *root)
{
    static const char *const order[] = {
        [DATE_DAY_FIRST] = "day-month", [DATE_MONTH_FIRST] = "month-day"};
    const char *dates = document_read_string(root, "dates", false);
    const char *encoding = document_read_string(root, "encoding", false);
    const char *delimiter = document_read_string(root, "delimiter", false);
    for (int o = DATE_DAY_FIRST; dates != NULL && o <= DATE_MONTH_FIRST; o++)
        if (strcmp(dates, order[o]) == 0)
            mapping->dates = (enum date_order)o;
    if (dates != NULL && mapping->dates == DATE_UNTOLD)
        document_wrong(root, "dates", "must be \"day-month\" or \"month-day\"");
    if (encoding != NULL && !table_force_encoding(&mapping->forced, encoding))
        document_wrong(root, "encoding",
                       "must be UTF-8, UTF-16LE, UTF-16BE or Windows-1252");
    if (delimiter != NULL && !table_force_delimiter(&mapping->forced, delimiter))
        document_wrong(root, "delimiter", "must be ';', ',', '|' or tab");
}

static bool load_all(struct mapping *mapping, struct part *root,
                     const struct questionnaire *questionnaire)
{
    static const char *const known[] = {"format",    "unit",    "columns", "answers",
                                        "numbers",   "dates",   "guessed", "encoding",
                                        "delimiter", "personal"};
    const struct reader reader = {.questionnaire = questionnaire};
    if (!document_check_keys(root, known, sizeof known / sizeof *known))
        return false;
    const char *unit = document_read_string(root, "unit", false);
    if (unit != NULL)
        mapping->unit = keep_header(root, unit);
    tell_guessed(root);
    load_ways(mapping, root);
    if (!load_personal(mapping, root) || !load_columns(mapping, root, &reader)
        || !load_answers(mapping, root, questionnaire))
        return false;
    find_everywhere(mapping, &reader);
    return load_numbers(mapping, root, questionnaire);
}

static bool keep_json(struct mapping *mapping, const struct document *document)
{
    mapping->json =
        memory_copy_text((const char *)document->source.bytes, document->source.size);
    return mapping->json != NULL || fault_memory(document->fault);
}

/* From a file, or from its text where there is one. */
static struct mapping *load_from(const char *path, const char *json,
                                 const struct questionnaire *questionnaire,
                                 struct problems *problems, struct fault *fault)
{
    struct part root;
    struct fault own = {0};
    struct mapping *mapping = memory_allocate(1, sizeof *mapping);
    if (mapping == NULL) {
        fault_memory(fault);
        return NULL;
    }
    struct document document = {.file = path,
                                .text = json,
                                .names = &mapping->names,
                                .arena = &mapping->arena,
                                .problems = problems,
                                .fault = &own};
    bool ok = document_read(&root, &document, MAPPING_FORMAT)
              && load_all(mapping, &root, questionnaire) && document_is_sound(&document)
              && keep_json(mapping, &document);
    document_release(&document);
    if (own.kind == FAULT_DATA) {
        /* What is no JSON at all is one more thing to tell. */
        struct fault data = own;
        own = (struct fault){0};
        if (!problems_add_text(problems, SEVERITY_ERROR, data.where, data.row,
                               data.column, data.said, data.what, &own))
            ok = false;
    }
    if (own.kind != FAULT_NONE)
        ok = fault_take(fault, &own);
    if (ok)
        return mapping;
    mapping_free(mapping);
    return NULL;
}

struct mapping *mapping_load(const char *path,
                             const struct questionnaire *questionnaire,
                             struct problems *problems, struct fault *fault)
{
    return load_from(path, NULL, questionnaire, problems, fault);
}

struct mapping *mapping_load_json(const char *name, const char *json,
                                  const struct questionnaire *questionnaire,
                                  struct problems *problems, struct fault *fault)
{
    return load_from(name, json, questionnaire, problems, fault);
}
