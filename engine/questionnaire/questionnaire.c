#include "questionnaire/questionnaire.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/source.h"
#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/lint.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

bool is_id(const char *id)
{
    size_t length = strlen(id);
    return length > 0 && length <= 64 && id[0] != '.'
           && strspn(id, ID_CHARACTERS) == length;
}

const char *load_id(const struct part *part)
{
    const char *id = document_read_string(part, "id", true);
    if (id == NULL || is_id(id))
        return id;
    document_wrong(part, "id", ID_RULE);
    return NULL;
}

const char *hint_nearest(char hint[static HINT_BYTES], const char *nearest)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    hint[0] = '\0';
    if (nearest != NULL)
        snprintf(hint, HINT_BYTES, spoken("; did you mean \"%s\"?"),
                 text_excerpt(excerpt, nearest, strlen(nearest)));
    return hint;
}

/* "scales": "file.json" is replaced by what stands in the file, so that the definition
   that is kept and hashed is whole. */
static bool bring_scales(const struct part *root, const char *path,
                         struct document *shared, struct part *scales)
{
    struct document *document = root->document;
    *shared = (struct document){.file = path,
                                .names = document->names,
                                .arena = document->arena,
                                .problems = document->problems,
                                .fault = document->fault};
    bool read = document_read(scales, shared, NULL);
    document->failed = document->failed || shared->failed;
    if (read && json_is_string(json_object_get(scales->json, "format")))
        return document_wrong(
            root, "scales", "must name a file of scales; this one holds a definition");
    if (read && json_object_set(document->json, "scales", shared->json) != 0)
        return document_out_of_memory(document);
    return read;
}

static void load_languages(struct questionnaire *questionnaire, const struct part *root)
{
    struct part languages = document_read_array(root, "languages", false, 1);
    if (languages.json == NULL)
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            questionnaire->language[language] = true;
    for (size_t i = 0; i < json_array_size(languages.json); i++) {
        struct part item = document_read_item(&languages, i);
        const char *code = json_string_value(item.json);
        enum language language;
        if (code != NULL && language_find(&language, code))
            questionnaire->language[language] = true;
        else
            document_wrong(&item, NULL,
                           "must be a language of the reports: \"%s\" or "
                           "\"%s\"",
                           language_code[LANGUAGE_DA], language_code[LANGUAGE_EN]);
    }
}

static void load_head(struct questionnaire *questionnaire, const struct part *root)
{
    format_check_keys(root, FORMAT_DEFINITION);
    questionnaire->id = load_id(root);
    if (questionnaire->id != NULL && strchr(questionnaire->id, '.') != NULL)
        document_wrong(root, "id",
                       "a questionnaire's id names a folder and has no '.'");
    questionnaire->edition = document_read_string(root, "edition", true);
    questionnaire->title = document_read_wording(root, "title", true);
    load_languages(questionnaire, root);
    questionnaire->identified_by_count = document_read_strings(
        root, "identified_by", true, &questionnaire->identified_by);
    questionnaire->other_column_count = document_read_strings(
        root, "other_columns", false, &questionnaire->other_column);
    load_rules(root, NULL, questionnaire->rule);
    load_guide(questionnaire, root);
    load_sections(questionnaire, root);
    load_frameworks(questionnaire, root);
    find_weight_unit(questionnaire, root->json);
}

static bool keep_definition(struct questionnaire *questionnaire,
                            struct document *document)
{
    /* As many digits as a decimal has, so that 0.1 stays "0.1". */
    char *dumped =
        json_dumps(document->json,
                   JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(DECIMAL_DIGITS));
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

/* The scale of choices that most questions use; the one first declared among equals. A
   questionnaire without any has its first scale there. */
static const struct scale *find_headline(const struct questionnaire *questionnaire)
{
    const struct scale *headline = &questionnaire->scale[0];
    size_t most = 0;
    for (size_t s = 0; s < questionnaire->scale_count; s++) {
        const struct scale *scale = &questionnaire->scale[s];
        size_t count = 0;
        for (size_t q = 0; q < questionnaire->question_count; q++)
            count += questionnaire->question[q].scale == scale
                     && !questionnaire->question[q].is_member;
        if (scale->kind == SCALE_CHOICE && count > most) {
            most = count;
            headline = scale;
        }
    }
    return headline;
}

static void load_whole(struct questionnaire *questionnaire, const struct part *root,
                       const struct part *scales)
{
    load_head(questionnaire, root);
    if (!json_is_object(scales->json))
        document_wrong(root, "scales",
                       "must be an object of scales, or the name of a file with them");
    else if (load_scales(questionnaire, scales)
             && load_questions(questionnaire, root)) {
        load_contradictions(questionnaire, root);
        load_dropped_questions(questionnaire, root);
        load_subset(questionnaire, root);
        load_pool(questionnaire, root);
        load_configurations(questionnaire, root);
        if (!load_group_columns(questionnaire, root))
            return;
        if (!load_dimensions(questionnaire, root))
            return;
        struct value_measure measure;
        if (document_is_sound(root->document)
            && !questionnaire_find_measure(&measure, questionnaire))
            document_wrong(root, "scales",
                           "the ranges of the scales and the weights have no common "
                           "measure that 64 bits hold; fewer decimals would give one");
        questionnaire->headline = find_headline(questionnaire);
        keep_definition(questionnaire, root->document);
    }
}

/* That doubts are to be told, and beside which edition. */
struct doubts {
    const struct questionnaire *previous; /* or NULL */
};

/* What is wrong in shared scales is told of their own file, except where the definition
   is not scored as it stands there. */
static void load_root(struct questionnaire *questionnaire, struct part *root,
                      const char *configuration, const struct doubts *doubts)
{
    struct document *document = root->document;
    struct document shared = {0};
    struct part scales = document_read_member(root, "scales", false);
    char *path = NULL;
    if (json_string_length(scales.json) > 0
        && strchr(json_string_value(scales.json), '/') != NULL) {
        document_wrong(root, "scales", "must be the name of a file beside this one");
        goto done;
    }
    if (json_string_length(scales.json) > 0) {
        path = document_join_path(document, json_string_value(scales.json));
        if (path == NULL || !bring_scales(root, path, &shared, &scales))
            goto done;
    }
    if (configuration != NULL) {
        questionnaire->configuration = document_keep(document, configuration);
        if (!apply_configuration(document, configuration))
            goto done;
        root->json = document->json;
        scales = document_read_member(root, "scales", false);
    }
    load_whole(questionnaire, root, &scales);
    document->failed = document->failed || shared.failed;
    if (doubts != NULL && document_is_sound(document)
        && !lint(questionnaire, doubts->previous, root, &scales))
        document->failed = true;
done:
    document_release(&shared);
    memory_release(path);
}

static bool load(struct questionnaire *questionnaire, const char *path,
                 const char *configuration, const struct doubts *doubts,
                 struct problems *problems, struct fault *fault)
{
    *questionnaire = (struct questionnaire){0};
    struct document document = {.file = path,
                                .names = &questionnaire->names,
                                .arena = &questionnaire->arena,
                                .problems = problems,
                                .fault = fault};
    struct part root;
    if (document_read(&root, &document, FORMAT_NAME))
        load_root(questionnaire, &root, configuration, doubts);
    bool ok = document_is_sound(&document);
    document_release(&document);
    if (!ok)
        questionnaire_release(questionnaire);
    return ok;
}

bool questionnaire_load_as(struct questionnaire *questionnaire, const char *path,
                           const char *configuration, struct problems *problems,
                           struct fault *fault)
{
    return load(questionnaire, path, configuration, NULL, problems, fault);
}

/* A configuration is wrong where the definition as it makes it cannot be loaded. */
static bool check_configurations(const struct questionnaire *questionnaire,
                                 const char *path, struct problems *problems,
                                 struct fault *fault)
{
    bool ok = true;
    for (size_t c = 0; c < questionnaire->configuration_count; c++) {
        struct questionnaire configured;
        ok = load(&configured, path, questionnaire->configurations[c].id, NULL,
                  problems, fault)
             && ok;
        questionnaire_release(&configured);
        if (fault->kind != FAULT_NONE)
            return false;
    }
    return ok;
}

bool questionnaire_check(struct questionnaire *questionnaire, const char *path,
                         const struct questionnaire *previous,
                         struct problems *problems, struct fault *fault)
{
    struct doubts doubts = {previous};
    bool ok = load(questionnaire, path, NULL, &doubts, problems, fault)
              && check_configurations(questionnaire, path, problems, fault);
    if (!ok)
        questionnaire_release(questionnaire);
    return ok;
}

bool questionnaire_load(struct questionnaire *questionnaire, const char *path,
                        struct problems *problems, struct fault *fault)
{
    return questionnaire_load_as(questionnaire, path, NULL, problems, fault);
}

void questionnaire_release(struct questionnaire *questionnaire)
{
    names_release(&questionnaire->names);
    names_release(&questionnaire->question_ids);
    arena_release(&questionnaire->arena);
    memory_release(questionnaire->definition);
    *questionnaire = (struct questionnaire){0};
}
