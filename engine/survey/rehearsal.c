#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "document/document.h"
#include "survey/load.h"
#include "survey/survey.h"

#include <stdlib.h>
#include <string.h>

/* The place of a rehearsal and of the survey it is made from. */
struct moving {
    const char *from; /* folder of the survey.json; "" = the present one */
    char *to;         /* absolute path of the rehearsal's folder; NULL = not made yet */
    struct fault *fault;
};

/* The way from one absolute folder to an absolute path, or the path itself when they
   have nothing but the root in common. */
static void add_way(struct text *way, const char *folder, const char *path)
{
    size_t common = 0;
    for (size_t i = 0;; i++) {
        bool folder_part = folder[i] == '/' || folder[i] == '\0';
        bool path_part = path[i] == '/' || path[i] == '\0';
        if (folder_part && path_part)
            common = i;
        if (folder[i] != path[i] || folder[i] == '\0')
            break;
    }
    if (common == 0) {
        text_add(way, path);
        return;
    }
    for (const char *rest = folder + common; *rest != '\0'; rest++)
        if (*rest == '/')
            text_add(way, "../");
    text_add(way, path[common] == '/' ? path + common + 1 : path + common);
}

/* Rewrites a path member so that it holds from the rehearsal's folder. */
static bool move_path(struct moving *moving, json_t *object, const char *key)
{
    const char *written = json_string_value(json_object_get(object, key));
    if (written == NULL)
        return true; /* survey_load() tells of it */
    char *joined = path_join(moving->from, written);
    if (joined == NULL)
        return fault_memory(moving->fault);
    char *absolute = realpath(joined, NULL);
    if (absolute == NULL) {
        fault_errno(moving->fault, joined, "cannot find");
        memory_release(joined);
        return false;
    }
    struct text way = {0};
    if (moving->to == NULL)
        text_add(&way, absolute);
    else
        add_way(&way, moving->to, absolute);
    bool ok = text_check(&way, moving->fault);
    if (ok && json_object_set_new(object, key, json_string(way.bytes)) != 0)
        ok = fault_memory(moving->fault);
    text_release(&way);
    free(absolute); /* the C library's own block, not one of base/memory.h */
    memory_release(joined);
    return ok;
}

/* Whether a relative path can only lead below the folder it starts in. */
static bool stays_below(const char *path)
{
    if (path[0] == '/')
        return false;
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        if (*part == '/')
            part++;
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

/* A rehearsal never writes where the survey it is made from keeps its own. */
static bool keep_below(struct moving *moving, json_t *object, const char *key,
                       const char *otherwise)
{
    const char *written = json_string_value(json_object_get(object, key));
    if (written == NULL || stays_below(written))
        return true;
    return json_object_set_new(object, key, json_string(otherwise)) == 0
           || fault_memory(moving->fault);
}

static bool move_round(struct moving *moving, json_t *round)
{
    struct text folder = {0};
    const char *id = json_string_value(json_object_get(round, "questionnaire"));
    text_print(&folder, "answers/%s-%lld", id == NULL ? "" : id,
               (long long)json_integer_value(json_object_get(round, "year")));
    /* Its answers are made as the edition has them, whatever tool others come from. */
    json_object_del(round, "mapping");
    bool ok = text_check(&folder, moving->fault) && move_path(moving, round, "edition")
              && keep_below(moving, round, "answers", folder.bytes);
    text_release(&folder);
    return ok;
}

static bool write_seed(struct moving *moving, json_t *root, uint64_t seed)
{
    json_t *rehearsal = json_object();
    if (rehearsal == NULL
        || json_object_set_new(rehearsal, "seed", json_integer((json_int_t)seed))
               != 0) {
        json_decref(rehearsal);
        return fault_memory(moving->fault);
    }
    return json_object_set_new(root, "rehearsal", rehearsal) == 0
           || fault_memory(moving->fault);
}

static char *dump(struct moving *moving, const json_t *root)
{
    char *dumped = json_dumps(root, JSON_INDENT(2));
    struct text text = {0};
    json_free_t release = NULL;
    json_get_alloc_funcs(NULL, &release);
    if (dumped == NULL) {
        fault_memory(moving->fault);
        return NULL;
    }
    text_add(&text, dumped);
    text_add_character(&text, '\n');
    release(dumped);
    if (!text_check(&text, moving->fault))
        text_release(&text);
    return text.bytes;
}

char *survey_for_rehearsal(const char *path, const char *folder, uint64_t seed,
                           struct fault *fault)
{
    char *file;
    char *from;
    char *text = NULL;
    if (seed > INT64_MAX) {
        fault_set(fault, FAULT_USAGE, "", "the seed is larger than %lld",
                  (long long)INT64_MAX);
        return NULL;
    }
    if (!survey_find_file(path, &file, &from, fault))
        return NULL;
    struct moving moving = {from, realpath(folder, NULL), fault};
    json_t *root = document_parse(file, fault);
    const json_t *rounds = json_object_get(root, "rounds");
    bool ok = root != NULL;
    if (ok && !json_is_object(root))
        ok = fault_set(fault, FAULT_DATA, file, "$: must be an object");
    ok = ok && move_path(&moving, root, "registers")
         && keep_below(&moving, root, "database", "baseline.db")
         && keep_below(&moving, root, "results", "results");
    for (size_t r = 0; r < json_array_size(rounds) && ok; r++)
        ok = move_round(&moving, json_array_get(rounds, r));
    if (ok && write_seed(&moving, root, seed))
        text = dump(&moving, root);
    json_decref(root);
    free(moving.to);
    memory_release(file);
    memory_release(from);
    return text;
}
