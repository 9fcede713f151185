#include "questionnaire/questionnaire.h"

#include "base/memory.h"
#include "base/source.h"
#include "questionnaire/load.h"

#include <string.h>

#define FORMAT "baseline-questionnaire-1"

const char *load_id(const struct part *part)
{
    const char *id = document_read_string(part, "id", true);
    if (id == NULL)
        return NULL;
    size_t length = strlen(id);
    if (length > 64
        || strspn(id,
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")
               != length
        || id[0] == '.') {
        document_wrong(part, "id",
                       "an id is made of at most 64 letters, digits, '.', '-' and '_'");
        return NULL;
    }
    return id;
}

/* "scales": "file.json" is replaced by what stands in the file, so that the definition
   that is kept and hashed is whole. */
static bool bring_scales(const struct part *root)
{
    struct document *document = root->document;
    const json_t *scales = json_object_get(root->json, "scales");
    if (!json_is_string(scales))
        return json_is_object(scales)
               || document_wrong(
                   root, "scales",
                   "must be an object of scales, or the name of a file with them");
    char *path = document_join_path(document, json_string_value(scales));
    json_t *shared = path == NULL ? NULL : document_parse(path, document->fault);
    memory_release(path);
    if (shared == NULL)
        document->failed = true;
    else if (json_object_set_new(document->json, "scales", shared) != 0)
        document_out_of_memory(document);
    return !document->failed;
}

static bool keep_definition(struct questionnaire *questionnaire,
                            struct document *document)
{
    char *dumped = json_dumps(document->json, JSON_COMPACT | JSON_SORT_KEYS);
    if (dumped == NULL)
        return document_out_of_memory(document);
    questionnaire->definition = memory_copy_text(dumped, strlen(dumped));
    json_free_t release = NULL;
    json_get_alloc_funcs(NULL, &release);
    release(dumped);
    if (questionnaire->definition == NULL)
        return document_out_of_memory(document);
    sha256_text(questionnaire->hash, questionnaire->definition,
                strlen(questionnaire->definition));
    return true;
}

static void load_head(struct questionnaire *questionnaire, const struct part *root)
{
    static const char *const known[] = {
        "format",  "id",           "edition",    "title",         "languages",
        "scales",  "questions",    "dimensions", "identified_by", "other_columns",
        "overall", "presentation", "dont_know"};
    const char **language;
    document_check_keys(root, known, sizeof known / sizeof *known);
    questionnaire->id = load_id(root);
    if (questionnaire->id != NULL && strchr(questionnaire->id, '.') != NULL)
        document_wrong(root, "id",
                       "a questionnaire's id names a folder and has no '.'");
    questionnaire->edition = document_read_string(root, "edition", true);
    questionnaire->title = document_read_wording(root, "title", true);
    document_read_strings(root, "languages", false, &language);
    questionnaire->identified_by_count = document_read_strings(
        root, "identified_by", true, &questionnaire->identified_by);
    questionnaire->other_column_count = document_read_strings(
        root, "other_columns", false, &questionnaire->other_column);
    const char *policy = document_read_string(root, "dont_know", false);
    if (policy != NULL && strcmp(policy, "zero") == 0)
        questionnaire->dont_know = DONT_KNOW_ZERO;
    else if (policy != NULL && strcmp(policy, "missing") != 0)
        document_wrong(root, "dont_know", "must be \"missing\" or \"zero\"");
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

static void load_root(struct questionnaire *questionnaire, const struct part *root)
{
    load_head(questionnaire, root);
    if (!bring_scales(root))
        return;
    struct part scales = document_read_member(root, "scales", false);
    if (!load_scales(questionnaire, &scales) || !load_questions(questionnaire, root)
        || !load_dimensions(questionnaire, root))
        return;
    questionnaire->headline = find_headline(questionnaire);
    keep_definition(questionnaire, root->document);
}

bool questionnaire_load(struct questionnaire *questionnaire, const char *path,
                        struct problems *problems, struct fault *fault)
{
    *questionnaire = (struct questionnaire){0};
    struct document document = {.file = path,
                                .names = &questionnaire->names,
                                .arena = &questionnaire->arena,
                                .problems = problems,
                                .fault = fault};
    struct part root;
    if (document_read(&root, &document, FORMAT))
        load_root(questionnaire, &root);
    bool ok = document_is_sound(&document);
    document_release(&document);
    if (!ok)
        questionnaire_release(questionnaire);
    return ok;
}

void questionnaire_release(struct questionnaire *questionnaire)
{
    names_release(&questionnaire->names);
    names_release(&questionnaire->question_ids);
    arena_release(&questionnaire->arena);
    memory_release(questionnaire->definition);
    *questionnaire = (struct questionnaire){0};
}
