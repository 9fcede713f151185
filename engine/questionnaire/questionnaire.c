#include "questionnaire/questionnaire.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/source.h"
#include "questionnaire/load.h"

#include <string.h>

#define FORMAT           "baseline-questionnaire-1"
#define DEFINITION_LIMIT (64u << 20)

static json_t *read_json(struct reading *reading, const char *path)
{
    struct source source;
    if (!source_read(&source, path, reading->fault))
        return NULL;
    json_error_t error;
    json_t *root = NULL;
    /* When short of memory jansson often says something else, or nothing. */
    unsigned long shortages = memory_shortages();
    if (source.size > DEFINITION_LIMIT)
        fault_set(reading->fault, FAULT_DATA, path,
                  "a definition of more than %u bytes", DEFINITION_LIMIT);
    else {
        root = json_loadb((const char *)source.bytes, source.size,
                          JSON_REJECT_DUPLICATES, &error);
        if (root == NULL && memory_shortages() > shortages)
            fault_memory(reading->fault);
        else if (root == NULL)
            fault_set_at(reading->fault, FAULT_DATA, path, (size_t)error.line,
                         (size_t)error.column, "not JSON: %s", error.text);
    }
    source_release(&source);
    return root;
}

/* "scales": "file.json" is replaced by what stands in the file, so that the definition
   that is kept and hashed is whole. */
static bool bring_scales(struct reading *reading, json_t *root)
{
    const json_t *scales = json_object_get(root, "scales");
    if (!json_is_string(scales))
        return json_is_object(scales)
               || wrong(reading, "$.scales",
                        "must be an object of scales, or the name of a file with them");
    const char *name = json_string_value(scales);
    const char *slash = strrchr(reading->file, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - reading->file) + 1;
    char *folder = memory_copy_text(reading->file, length);
    char *path = folder == NULL ? NULL : path_join(folder, name);
    json_t *shared = path == NULL ? NULL : read_json(reading, path);
    if (path == NULL)
        fault_memory(reading->fault);
    else if (shared != NULL && json_object_set_new(root, "scales", shared) != 0)
        fault_memory(reading->fault);
    memory_release(folder);
    memory_release(path);
    return reading->fault->kind == FAULT_NONE;
}

static bool keep_definition(struct reading *reading, const json_t *root)
{
    struct questionnaire *questionnaire = reading->questionnaire;
    char *dumped = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
    if (dumped == NULL)
        return fault_memory(reading->fault);
    questionnaire->definition = memory_copy_text(dumped, strlen(dumped));
    json_free_t release = NULL;
    json_get_alloc_funcs(NULL, &release);
    release(dumped);
    if (questionnaire->definition == NULL)
        return fault_memory(reading->fault);
    sha256_text(questionnaire->hash, questionnaire->definition,
                strlen(questionnaire->definition));
    return true;
}

static void load_head(struct reading *reading, const json_t *root)
{
    static const char *const known[] = {
        "format",  "id",           "edition",    "title",         "languages",
        "scales",  "questions",    "dimensions", "identified_by", "other_columns",
        "overall", "presentation", "dont_know"};
    struct questionnaire *questionnaire = reading->questionnaire;
    const char **language;
    check_keys(reading, "$", root, known, sizeof known / sizeof *known);
    questionnaire->id = read_id(reading, "$", root);
    if (questionnaire->id != NULL && strchr(questionnaire->id, '.') != NULL)
        wrong(reading, "$.id", "a questionnaire's id names a folder and has no '.'");
    questionnaire->edition = read_string(reading, "$", root, "edition", true);
    questionnaire->title = read_wording(reading, "$", root, "title", true);
    read_strings(reading, "$", root, "languages", false, &language);
    questionnaire->identified_by_count = read_strings(
        reading, "$", root, "identified_by", true, &questionnaire->identified_by);
    questionnaire->other_column_count = read_strings(
        reading, "$", root, "other_columns", false, &questionnaire->other_column);
    const char *policy = read_string(reading, "$", root, "dont_know", false);
    if (policy != NULL && strcmp(policy, "zero") == 0)
        questionnaire->dont_know = DONT_KNOW_ZERO;
    else if (policy != NULL && strcmp(policy, "missing") != 0)
        wrong(reading, "$.dont_know", "must be \"missing\" or \"zero\"");
}

/* The scale most questions use; the one first declared among equals. */
static const struct scale *find_headline(const struct questionnaire *questionnaire)
{
    const struct scale *headline = NULL;
    size_t most = 0;
    for (size_t s = 0; s < questionnaire->scale_count; s++) {
        size_t count = 0;
        for (size_t q = 0; q < questionnaire->question_count; q++)
            count += questionnaire->question[q].scale == &questionnaire->scale[s];
        if (count > most) {
            most = count;
            headline = &questionnaire->scale[s];
        }
    }
    return headline;
}

static bool load_root(struct reading *reading, json_t *root)
{
    if (!json_is_object(root))
        return wrong(reading, "$", "must be an object");
    const char *format = json_string_value(json_object_get(root, "format"));
    if (format == NULL || strcmp(format, FORMAT) != 0)
        return wrong(reading, "$.format", "must be \"" FORMAT "\"");
    load_head(reading, root);
    if (!bring_scales(reading, root)
        || !load_scales(reading, json_object_get(root, "scales")))
        return false;
    const json_t *questions = read_array(reading, "$", root, "questions", true);
    if (questions == NULL || !load_questions(reading, questions)
        || !load_dimensions(reading, root))
        return false;
    reading->questionnaire->headline = find_headline(reading->questionnaire);
    return keep_definition(reading, root);
}

bool questionnaire_load(struct questionnaire *questionnaire, const char *path,
                        struct problems *problems, struct fault *fault)
{
    *questionnaire = (struct questionnaire){0};
    struct fault own = {0};
    struct reading reading = {questionnaire, path, problems, &own};
    size_t errors = problems->error_count;
    json_t *root = read_json(&reading, path);
    bool ok = root != NULL && load_root(&reading, root);
    json_decref(root);
    if (own.kind != FAULT_NONE) {
        fault_set_at(fault, own.kind, own.where, own.row, own.column, "%s", own.what);
        ok = false;
    }
    if (!ok || problems->error_count > errors) {
        questionnaire_release(questionnaire);
        return false;
    }
    return true;
}

void questionnaire_release(struct questionnaire *questionnaire)
{
    names_release(&questionnaire->names);
    names_release(&questionnaire->question_ids);
    arena_release(&questionnaire->arena);
    memory_release(questionnaire->definition);
    *questionnaire = (struct questionnaire){0};
}
