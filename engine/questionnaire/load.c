#include "questionnaire/load.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool wrong(struct reading *reading, const char *path, const char *what, ...)
{
    char text[768];
    va_list arguments;
    va_start(arguments, what);
    vsnprintf(text, sizeof text, what, arguments);
    va_end(arguments);
    bool told = problems_add(reading->problems, SEVERITY_ERROR, reading->file, 0, 0,
                             reading->fault, "%s: %s", path, text);
    (void)told;
    return false;
}

const char *path_key(char *into, const char *path, const char *key)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    snprintf(into, JSON_PATH_BYTES, "%.540s.%.80s", path,
             text_excerpt(excerpt, key, strlen(key)));
    return into;
}

const char *path_item(char *into, const char *path, size_t index)
{
    snprintf(into, JSON_PATH_BYTES, "%.600s[%zu]", path, index);
    return into;
}

const char *keep(struct reading *reading, const char *text)
{
    const char *kept =
        names_keep(&reading->questionnaire->names, text, strlen(text), NULL);
    if (kept == NULL)
        fault_memory(reading->fault);
    return kept;
}

void *take(struct reading *reading, size_t count, size_t size)
{
    void *block = arena_take(&reading->questionnaire->arena, count, size);
    if (block == NULL)
        fault_memory(reading->fault);
    return block;
}

static const char *nearest_key(const char *key, const char *const *known,
                               size_t known_count)
{
    const char *nearest = NULL;
    unsigned least = 3;
    for (size_t i = 0; i < known_count; i++) {
        unsigned distance = text_distance(key, known[i], 2);
        if (distance < least) {
            least = distance;
            nearest = known[i];
        }
    }
    return nearest;
}

void check_keys(struct reading *reading, const char *path, const json_t *object,
                const char *const *known, size_t known_count)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        bool found = false;
        for (size_t i = 0; i < known_count && !found; i++)
            found = strcmp(key, known[i]) == 0;
        if (found)
            continue;
        char at[JSON_PATH_BYTES];
        const char *nearest = nearest_key(key, known, known_count);
        if (nearest != NULL)
            wrong(reading, path_key(at, path, key), "unknown key; did you mean \"%s\"?",
                  nearest);
        else
            wrong(reading, path_key(at, path, key), "unknown key");
    }
}

/* The member, or NULL after telling that it is missing or not of the type wanted. */
static const json_t *member(struct reading *reading, const char *path,
                            const json_t *object, const char *key, json_type type,
                            const char *type_name, bool required)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        if (required)
            wrong(reading, path, "\"%s\" is missing", key);
        return NULL;
    }
    if (json_typeof(value) != type) {
        wrong(reading, path_key(at, path, key), "must be %s", type_name);
        return NULL;
    }
    return value;
}

const char *read_string(struct reading *reading, const char *path, const json_t *object,
                        const char *key, bool required)
{
    char at[JSON_PATH_BYTES];
    const json_t *value =
        member(reading, path, object, key, JSON_STRING, "a string", required);
    if (value == NULL)
        return NULL;
    if (json_string_length(value) == 0) {
        wrong(reading, path_key(at, path, key), "must not be empty");
        return NULL;
    }
    return keep(reading, json_string_value(value));
}

const json_t *read_array(struct reading *reading, const char *path,
                         const json_t *object, const char *key, bool required)
{
    char at[JSON_PATH_BYTES];
    const json_t *value =
        member(reading, path, object, key, JSON_ARRAY, "an array", required);
    if (value != NULL && json_array_size(value) == 0 && required) {
        wrong(reading, path_key(at, path, key), "must not be empty");
        return NULL;
    }
    return value;
}

int32_t read_whole(struct reading *reading, const char *path, const json_t *object,
                   const char *key, int32_t lowest, int32_t absent)
{
    char at[JSON_PATH_BYTES];
    const json_t *value =
        member(reading, path, object, key, JSON_INTEGER, "a whole number", false);
    if (value == NULL)
        return absent;
    json_int_t number = json_integer_value(value);
    if (number < lowest || number > 1000000) {
        wrong(reading, path_key(at, path, key), "must be between %d and 1000000",
              (int)lowest);
        return absent;
    }
    return (int32_t)number;
}

bool read_flag(struct reading *reading, const char *path, const json_t *object,
               const char *key)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value != NULL && !json_is_boolean(value))
        wrong(reading, path_key(at, path, key), "must be true or false");
    return json_is_true(value);
}

struct wording read_wording(struct reading *reading, const char *path,
                            const json_t *object, const char *key, bool required)
{
    char at[JSON_PATH_BYTES];
    struct wording wording = {{NULL}};
    const json_t *value = member(reading, path, object, key, JSON_OBJECT,
                                 "an object with a text per language", required);
    if (value == NULL)
        return wording;
    path_key(at, path, key);
    check_keys(reading, at, value, language_code, LANGUAGE_COUNT);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        wording.in[language] =
            read_string(reading, at, value, language_code[language], required);
    return wording;
}

size_t read_strings(struct reading *reading, const char *path, const json_t *object,
                    const char *key, bool required, const char ***into)
{
    char at[JSON_PATH_BYTES];
    char item_at[JSON_PATH_BYTES];
    const json_t *array = read_array(reading, path, object, key, required);
    size_t count = json_array_size(array);
    *into = take(reading, count, sizeof **into);
    if (*into == NULL)
        return 0;
    path_key(at, path, key);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(array, i);
        if (!json_is_string(item) || json_string_length(item) == 0)
            wrong(reading, path_item(item_at, at, i),
                  "must be a string that is not empty");
        else if (((*into)[used] = keep(reading, json_string_value(item))) != NULL)
            used++;
    }
    return used;
}

const char *read_id(struct reading *reading, const char *path, const json_t *object)
{
    char at[JSON_PATH_BYTES];
    const char *id = read_string(reading, path, object, "id", true);
    if (id == NULL)
        return NULL;
    size_t length = strlen(id);
    if (length > 64
        || strspn(id,
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")
               != length
        || id[0] == '.') {
        wrong(reading, path_key(at, path, "id"),
              "an id is made of at most 64 letters, digits, '.', '-' and '_'");
        return NULL;
    }
    return id;
}
