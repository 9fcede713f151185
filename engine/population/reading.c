#include "base/text.h"
#include "population/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void loading_out_of_memory(struct loading *loading)
{
    loading->failed = true;
    fault_memory(loading->fault);
}

void descriptor_wrong(struct loading *loading, const char *path, const char *what, ...)
{
    char text[640];
    va_list arguments;
    va_start(arguments, what);
    vsnprintf(text, sizeof text, what, arguments);
    va_end(arguments);
    if (!problems_add(loading->problems, SEVERITY_ERROR, loading->file, 0, 0,
                      loading->fault, "%s: %s", path, text))
        loading->failed = true;
}

const char *descriptor_path(char *into, const char *path, const char *key)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    snprintf(into, JSON_PATH_BYTES, "%.150s.%.80s", path,
             text_excerpt(excerpt, key, strlen(key)));
    return into;
}

const char *descriptor_item(char *into, const char *path, size_t index)
{
    snprintf(into, JSON_PATH_BYTES, "%.200s[%zu]", path, index);
    return into;
}

const char *descriptor_hint(char into[static 128], const char *nearest)
{
    into[0] = '\0';
    if (nearest != NULL)
        snprintf(into, 128, "; did you mean \"%.80s\"?", nearest);
    return into;
}

static void unknown_key(struct loading *loading, const char *path, const char *key,
                        const char *const *known, size_t known_count)
{
    char at[JSON_PATH_BYTES];
    char hint[128];
    const char *nearest = NULL;
    size_t length = strlen(key);
    unsigned least = length < 3 ? (unsigned)length : 3;
    for (size_t i = 0; i < known_count; i++) {
        unsigned distance = text_distance(key, known[i], 2);
        if (distance < least) {
            least = distance;
            nearest = known[i];
        }
    }
    descriptor_wrong(loading, descriptor_path(at, path, key), "unknown key%s",
                     descriptor_hint(hint, nearest));
}

bool descriptor_check(struct loading *loading, const char *path, const json_t *object,
                      const char *const *known, size_t known_count)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object)) {
        descriptor_wrong(loading, path, "must be an object");
        return false;
    }
    json_object_foreach((json_t *)object, key, value)
    {
        bool found = false;
        for (size_t i = 0; i < known_count && !found; i++)
            found = strcmp(key, known[i]) == 0;
        if (!found)
            unknown_key(loading, path, key, known, known_count);
    }
    return true;
}

const char *descriptor_text(struct loading *loading, const char *path,
                            const json_t *object, const char *key)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        descriptor_wrong(loading, path, "\"%s\" is missing", key);
        return NULL;
    }
    if (!json_is_string(value) || json_string_length(value) == 0) {
        descriptor_wrong(loading, descriptor_path(at, path, key),
                         "must be a string that is not empty");
        return NULL;
    }
    const char *kept = names_keep(&loading->population->names, json_string_value(value),
                                  json_string_length(value), NULL);
    if (kept == NULL)
        loading_out_of_memory(loading);
    return kept;
}

struct wording descriptor_wording(struct loading *loading, const char *path,
                                  const json_t *object, const char *key)
{
    char at[JSON_PATH_BYTES];
    struct wording wording = {{NULL}};
    const json_t *value = json_object_get(object, key);
    if (value == NULL)
        descriptor_wrong(loading, path, "\"%s\" is missing", key);
    else if (descriptor_check(loading, descriptor_path(at, path, key), value,
                              language_code, LANGUAGE_COUNT))
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            wording.in[language] =
                descriptor_text(loading, at, value, language_code[language]);
    return wording;
}

bool descriptor_flag(struct loading *loading, const char *path, const json_t *object,
                     const char *key)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value != NULL && !json_is_boolean(value))
        descriptor_wrong(loading, descriptor_path(at, path, key),
                         "must be true or false");
    return json_is_true(value);
}

const json_t *descriptor_array(struct loading *loading, const char *path,
                               const json_t *object, const char *key)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value == NULL)
        descriptor_wrong(loading, path, "\"%s\" is missing", key);
    else if (!json_is_array(value))
        descriptor_wrong(loading, descriptor_path(at, path, key), "must be an array");
    return json_is_array(value) ? value : NULL;
}

/* Folders and files that the engine itself makes beside those named by ids. */
static bool is_reserved(const char *id)
{
    static const char *const reserved[] = {"nation", "national", "institution",
                                           "charts"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(id, reserved[i]) == 0)
            return true;
    return false;
}

const char *descriptor_id(struct loading *loading, const char *path,
                          const json_t *object, const char *key)
{
    char at[JSON_PATH_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *id = descriptor_text(loading, path, object, key);
    if (id == NULL)
        return NULL;
    size_t length = strlen(id);
    descriptor_path(at, path, key);
    if (length > 64 || id[0] < 'a' || id[0] > 'z'
        || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != length) {
        descriptor_wrong(loading, at,
                         "\"%s\" cannot name a folder; use a small letter and then at "
                         "most 63 small letters, digits and '-'",
                         text_excerpt(excerpt, id, length));
        return NULL;
    }
    if (is_reserved(id)) {
        descriptor_wrong(loading, at, "\"%s\" is a folder of the engine's own", id);
        return NULL;
    }
    return id;
}
