#include "base/catalogue.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>

static void tell_unknown_key(const struct part *part, const char *key,
                             const char *const *known, size_t known_count)
{
    struct nearest nearest = {.wanted = key};
    if (!problems_keep_error(part->document->problems))
        known_count = 0;
    for (size_t i = 0; i < known_count; i++)
        nearest_offer(&nearest, known[i], known[i]);
    const char *name = nearest_name(&nearest);
    if (name == NULL)
        document_wrong(part, key, "unknown key");
    else
        document_wrong(part, key, "unknown key; did you mean \"%s\"?", name);
}

bool document_check_keys(const struct part *part, const char *const *known,
                         size_t known_count)
{
    const char *key;
    json_t *value;
    if (part->json == NULL)
        return false;
    if (!json_is_object(part->json))
        return document_wrong(part, NULL, "must be an object");
    json_object_foreach((json_t *)part->json, key, value)
    {
        bool found = false;
        for (size_t i = 0; i < known_count && !found; i++)
            found = strcmp(key, known[i]) == 0;
        if (!found)
            tell_unknown_key(part, key, known, known_count);
    }
    return true;
}

struct part document_read_member(const struct part *part, const char *key,
                                 bool required)
{
    const json_t *json = json_object_get(part->json, key);
    if (json == NULL && required)
        document_wrong(part, NULL, "\"%s\" is missing", key);
    return (struct part){part->document, json, part, key, 0};
}

struct part document_read_item(const struct part *array, size_t index)
{
    return (struct part){array->document, json_array_get(array->json, index), array,
                         NULL, index};
}

static struct part read_typed(const struct part *part, const char *key, json_type type,
                              const char *type_name, bool required)
{
    struct part member = document_read_member(part, key, required);
    if (member.json != NULL && json_typeof(member.json) != type) {
        document_wrong(&member, NULL, "must be %s", spoken(type_name));
        member.json = NULL;
    }
    return member;
}

const char *document_read_string(const struct part *part, const char *key,
                                 bool required)
{
    struct part member = read_typed(part, key, JSON_STRING, "a string", required);
    if (member.json == NULL)
        return NULL;
    if (json_string_length(member.json) == 0) {
        document_wrong(&member, NULL, "must not be empty");
        return NULL;
    }
    return document_keep(part->document, json_string_value(member.json));
}

static void add_quoted(struct text *text, const char *name, const char *before)
{
    text_add(text, before);
    text_print(text, "\"%s\"", name);
}

static void tell_choice(const struct part *member, const char *const *name,
                        size_t name_count)
{
    struct nearest nearest = {.wanted = json_string_value(member->json)};
    struct text text = {0};
    for (size_t i = 0; i < name_count; i++) {
        add_quoted(&text, name[i],
                   i == 0                ? ""
                   : i + 1 == name_count ? spoken(" or ")
                                         : ", ");
        if (nearest.wanted != NULL)
            nearest_offer(&nearest, name[i], name[i]);
    }
    const char *meant = nearest.wanted == NULL ? NULL : nearest_name(&nearest);
    if (meant != NULL) {
        add_quoted(&text, meant, spoken("; did you mean "));
        text_add_character(&text, '?');
    }
    if (text_check(&text, member->document->fault))
        document_wrong(member, NULL, "must be %s", text.bytes);
    else
        member->document->failed = true;
    text_release(&text);
}

int document_read_choice(const struct part *part, const char *key,
                         const char *const *name, size_t name_count, int absent)
{
    struct part member = document_read_member(part, key, false);
    const char *found = json_string_value(member.json);
    for (size_t i = 0; i < name_count && found != NULL; i++)
        if (strcmp(found, name[i]) == 0)
            return (int)i;
    if (member.json != NULL)
        tell_choice(&member, name, name_count);
    return absent;
}

bool document_read_flag(const struct part *part, const char *key, bool absent)
{
    struct part member = document_read_member(part, key, false);
    if (member.json == NULL)
        return absent;
    if (!json_is_boolean(member.json))
        document_wrong(&member, NULL, "must be true or false");
    return json_is_true(member.json);
}

int64_t document_read_whole(const struct part *part, const char *key, int64_t lowest,
                            int64_t highest, int64_t absent)
{
    struct part member = read_typed(part, key, JSON_INTEGER, "a whole number",
                                    absent < lowest || absent > highest);
    int64_t number = json_integer_value(member.json);
    if (member.json == NULL)
        return absent;
    if (number >= lowest && number <= highest)
        return number;
    document_wrong(&member, NULL, "must be at %s %lld",
                   spoken(number < lowest ? "least" : "most"),
                   (long long)(number < lowest ? lowest : highest));
    return absent;
}

struct part document_read_array(const struct part *part, const char *key, bool required,
                                size_t fewest)
{
    struct part member = read_typed(part, key, JSON_ARRAY, "an array", required);
    if (member.json != NULL && json_array_size(member.json) < fewest) {
        document_wrong(&member, NULL, "must not be empty");
        member.json = NULL;
    }
    return member;
}

size_t document_read_strings(const struct part *part, const char *key, bool required,
                             const char ***into)
{
    struct document *document = part->document;
    struct part array = document_read_array(part, key, required, required ? 1 : 0);
    size_t count = json_array_size(array.json);
    *into = document_take(document, count, sizeof **into);
    if (*into == NULL)
        return 0;
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        struct part item = document_read_item(&array, i);
        if (json_string_length(item.json) == 0)
            document_wrong(&item, NULL, "must be a string that is not empty");
        else if (((*into)[used] = document_keep(document, json_string_value(item.json)))
                 != NULL)
            used++;
    }
    return used;
}

struct wording document_read_wording(const struct part *part, const char *key,
                                     bool required)
{
    struct wording wording = {{NULL}};
    const char *any = NULL;
    bool told = false;
    struct part member = read_typed(part, key, JSON_OBJECT,
                                    "an object with a text per language", required);
    if (!document_check_keys(&member, language_code, LANGUAGE_COUNT))
        return wording;
    for (int language = LANGUAGE_COUNT; language-- > 0;) {
        const char *code = language_code[language];
        wording.in[language] = document_read_string(&member, code, false);
        told = told || json_object_get(member.json, code) != NULL;
        any = wording.in[language] == NULL ? any : wording.in[language];
    }
    if (required && !told)
        document_wrong(&member, NULL, "there must be a text in at least one language");
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (wording.in[language] == NULL)
            wording.in[language] = any;
    return wording;
}
