#include "base/memory.h"
#include "base/output.h"
#include "base/source.h"
#include "base/text.h"
#include "survey/load.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool survey_find_file(const char *path, char **file, char **folder, struct fault *fault)
{
    struct stat status;
    bool is_folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    if (is_folder)
        length = strcmp(path, ".") == 0 ? 0 : strlen(path);
    *folder = memory_copy_text(path, length);
    *file = NULL;
    if (*folder != NULL)
        *file = is_folder ? path_join(*folder, "survey.json")
                          : memory_copy_text(path, strlen(path));
    if (*file != NULL)
        return true;
    memory_release(*folder);
    *folder = NULL;
    return fault_memory(fault);
}

json_t *survey_parse(const char *file, struct fault *fault)
{
    struct source source;
    json_error_t error;
    if (!source_read(&source, file, fault))
        return NULL;
    json_t *root = json_loadb((const char *)source.bytes, source.size,
                              JSON_REJECT_DUPLICATES, &error);
    source_release(&source);
    if (root != NULL)
        return root;
    if (json_error_code(&error) == json_error_out_of_memory) {
        fault_memory(fault);
        return NULL;
    }
    /* What jansson says may hold a byte of the file, and a message is one line. */
    for (char *byte = error.text; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            *byte = ' ';
    fault_set_at(fault, FAULT_DATA, file, (size_t)error.line, (size_t)error.column,
                 "not JSON: %s", error.text);
    return NULL;
}

void plan_out_of_memory(struct plan_reading *reading)
{
    reading->failed = true;
    fault_memory(reading->fault);
}

void plan_wrong(struct plan_reading *reading, const char *path, const char *what, ...)
{
    char text[640];
    va_list arguments;
    va_start(arguments, what);
    vsnprintf(text, sizeof text, what, arguments);
    va_end(arguments);
    if (!problems_add(reading->problems, SEVERITY_ERROR, reading->file, 0, 0,
                      reading->fault, "%s: %s", path, text))
        reading->failed = true;
}

const char *plan_path(char *into, const char *path, const char *key)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    snprintf(into, JSON_PATH_BYTES, "%.150s.%.80s", path,
             text_excerpt(excerpt, key, strlen(key)));
    return into;
}

const char *plan_item(char *into, const char *path, size_t index)
{
    snprintf(into, JSON_PATH_BYTES, "%.200s[%zu]", path, index);
    return into;
}

static void unknown_key(struct plan_reading *reading, const char *path, const char *key,
                        const char *const *known, size_t known_count)
{
    char at[JSON_PATH_BYTES];
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
    plan_path(at, path, key);
    if (nearest == NULL)
        plan_wrong(reading, at, "unknown key");
    else
        plan_wrong(reading, at, "unknown key; did you mean \"%s\"?", nearest);
}

bool plan_check(struct plan_reading *reading, const char *path, const json_t *object,
                const char *const *known, size_t known_count)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object)) {
        plan_wrong(reading, path, "must be an object");
        return false;
    }
    json_object_foreach((json_t *)object, key, value)
    {
        bool found = false;
        for (size_t i = 0; i < known_count && !found; i++)
            found = strcmp(key, known[i]) == 0;
        if (!found)
            unknown_key(reading, path, key, known, known_count);
    }
    return true;
}

const char *plan_keep(struct plan_reading *reading, const char *text)
{
    const char *kept = names_keep(&reading->survey->names, text, strlen(text), NULL);
    if (kept == NULL)
        plan_out_of_memory(reading);
    return kept;
}

const char *plan_text(struct plan_reading *reading, const char *path,
                      const json_t *object, const char *key, const char *absent)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value == NULL && absent != NULL)
        return absent;
    if (value == NULL)
        plan_wrong(reading, path, "\"%s\" is missing", key);
    else if (!json_is_string(value) || json_string_length(value) == 0)
        plan_wrong(reading, plan_path(at, path, key),
                   "must be a string that is not empty");
    else
        return plan_keep(reading, json_string_value(value));
    return NULL;
}

int64_t plan_whole(struct plan_reading *reading, const char *path, const json_t *object,
                   const char *key, int64_t lowest, int64_t highest, int64_t absent)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value == NULL && absent >= lowest)
        return absent;
    if (value == NULL)
        plan_wrong(reading, path, "\"%s\" is missing", key);
    else if (!json_is_integer(value))
        plan_wrong(reading, plan_path(at, path, key), "must be a whole number");
    else if (json_integer_value(value) < lowest)
        plan_wrong(reading, plan_path(at, path, key), "must be at least %lld",
                   (long long)lowest);
    else if (json_integer_value(value) > highest)
        plan_wrong(reading, plan_path(at, path, key), "must be at most %lld",
                   (long long)highest);
    else
        return json_integer_value(value);
    return absent;
}

bool plan_flag(struct plan_reading *reading, const char *path, const json_t *object,
               const char *key, bool absent)
{
    char at[JSON_PATH_BYTES];
    const json_t *value = json_object_get(object, key);
    if (value == NULL)
        return absent;
    if (!json_is_boolean(value))
        plan_wrong(reading, plan_path(at, path, key), "must be true or false");
    return json_is_true(value);
}
