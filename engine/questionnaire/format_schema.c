#include "base/text.h"
#include "questionnaire/format_table.h"
#include "questionnaire/questionnaire.h"

#include <stdio.h>

#define REFERENCE_BYTES 64

/* The functions that build take what they are given, and hand on NULL: jansson does so
   too, and it means that memory is short. */
static json_t *put(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) == 0)
        return object;
    json_decref(object);
    return NULL;
}

static json_t *append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) == 0)
        return array;
    json_decref(array);
    return NULL;
}

static json_t *typed(const char *type)
{
    return put(json_object(), "type", json_string(type));
}

static json_t *reference(const char *name)
{
    char path[REFERENCE_BYTES];
    snprintf(path, sizeof path, "#/$defs/%s", name);
    return put(json_object(), "$ref", json_string(path));
}

static json_t *list_of(json_t *items)
{
    return put(typed("array"), "items", items);
}

static json_t *map_of(json_t *values)
{
    return put(typed("object"), "additionalProperties", values);
}

static json_t *either(json_t *one, json_t *other)
{
    return put(json_object(), "anyOf", append(append(json_array(), one), other));
}

static json_t *one_of(const char *const *name, size_t count)
{
    json_t *names = json_array();
    for (size_t i = 0; i < count; i++)
        names = append(names, json_string(name[i]));
    return put(json_object(), "enum", names);
}

static json_t *pair(void)
{
    json_t *list = list_of(reference("decimal"));
    return put(put(list, "minItems", json_integer(2)), "maxItems", json_integer(2));
}

static json_t *value_of(const struct format_member *member)
{
    const char *object = format_table[member->object].name;
    switch (member->type) {
    case TYPE_FORMAT:
        return put(json_object(), "const", json_string(FORMAT_NAME));
    case TYPE_ID:
        return reference("id");
    case TYPE_STRING:
        return reference("string");
    case TYPE_WORDING:
        return reference("wording");
    case TYPE_DECIMAL:
        return reference("decimal");
    case TYPE_WEIGHT:
        return reference("weight");
    case TYPE_DIGITS:
        return reference("digits");
    case TYPE_FLAG:
        return typed("boolean");
    case TYPE_FRACTION:
        return reference("fraction");
    case TYPE_PAIR:
        return pair();
    case TYPE_STRINGS:
        return list_of(reference("string"));
    case TYPE_IDS:
        return list_of(reference("id"));
    case TYPE_LANGUAGES:
        return list_of(one_of(language_code, LANGUAGE_COUNT));
    case TYPE_CHOICE:
        return one_of(member->choice, member->choice_count);
    case TYPE_OBJECT:
        return reference(object);
    case TYPE_OBJECTS:
        return list_of(reference(object));
    case TYPE_ONE_OR_MORE:
        return either(reference(object), list_of(reference(object)));
    case TYPE_IDS_OR:
        return list_of(either(reference("id"), reference(object)));
    case TYPE_BY_ID_OR:
        return either(map_of(reference(object)), reference("string"));
    case TYPE_CHANGED:
        return map_of(reference("changes"));
    case TYPE_LISTS_BY:
        return map_of(list_of(reference("string")));
    case TYPE_DECIMALS_BY:
        return map_of(map_of(reference("decimal")));
    case TYPE_COUNT:
        break;
    }
    return NULL;
}

static json_t *describe(json_t *schema, const struct format_member *member)
{
    struct text text = {0};
    text_add(&text, member->meaning);
    if (member->required_of != NULL)
        text_print(&text, "; required: %s", member->required_of);
    if (member->absent != NULL)
        text_print(&text, "; default: %s", member->absent);
    schema = put(schema, "description",
                 text.short_of_memory ? NULL : json_string(text.bytes));
    text_release(&text);
    return schema;
}

/* What is listed in the table; of an area also as a configuration changes one, which
   need not say anything. */
static json_t *add_members(json_t *schema, enum format_object object, bool change)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    for (const struct format_member *member = format_table[object].member;
         member->name != NULL; member++) {
        if (change && !format_may_change(member->name))
            continue;
        json_t *value = value_of(member);
        if (member->required && json_object_get(value, "items") != NULL)
            value = put(value, "minItems", json_integer(1));
        properties = put(properties, member->name, describe(value, member));
        if (member->required && !change)
            required = append(required, json_string(member->name));
    }
    schema = put(schema, "type", json_string("object"));
    schema = put(schema, "additionalProperties", json_false());
    if (required != NULL && json_array_size(required) == 0)
        json_decref(required);
    else
        schema = put(schema, "required", required);
    return put(schema, "properties", properties);
}

static json_t *pattern(const char *expression, const char *meaning)
{
    json_t *schema = put(typed("string"), "pattern", json_string(expression));
    return put(schema, "description", json_string(meaning));
}

static json_t *number(const char *type, int least, int most)
{
    json_t *schema = put(typed(type), "minimum", json_integer(least));
    return put(schema, "maximum", json_integer(most));
}

static json_t *wording(void)
{
    json_t *texts = json_object();
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        texts = put(texts, language_code[language], reference("string"));
    json_t *schema = put(typed("object"), "additionalProperties", json_false());
    schema = put(schema, "minProperties", json_integer(1));
    return put(schema, "properties", texts);
}

static json_t *parts(void)
{
    json_t *parts = json_object();
    parts = put(parts, "id",
                pattern("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$",
                        "at most 64 letters, digits, '.', '-' and '_'"));
    parts = put(parts, "string", put(typed("string"), "minLength", json_integer(1)));
    parts = put(parts, "wording", wording());
    parts = put(parts, "decimal", number("number", -1000000, 1000000));
    parts = put(parts, "weight",
                put(put(typed("number"), "exclusiveMinimum", json_integer(0)),
                    "maximum", json_integer(1000000)));
    parts = put(parts, "digits", number("integer", 0, 6));
    parts = put(parts, "fraction",
                pattern("^[0-9]{1,9}/[0-9]{1,9}$", "from \"0/1\" to \"1/1\""));
    for (size_t o = 0; o < FORMAT_OBJECT_COUNT; o++)
        if (o != FORMAT_DEFINITION)
            parts = put(parts, format_table[o].name,
                        add_members(json_object(), (enum format_object)o, false));
    return put(parts, "changes", add_members(json_object(), FORMAT_AREA, true));
}

static int add_dumped(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

void format_write_schema(struct text *out)
{
    json_t *schema = json_object();
    schema = put(schema, "$schema",
                 json_string("https://json-schema.org/draft/2020-12/schema"));
    schema = put(schema, "title", json_string("The definition of a questionnaire"));
    schema =
        put(schema, "description",
            json_string("Written from the engine's own table of the format; what "
                        "it means stands in FORMAT.md. `baseline check` tells more "
                        "that may be wrong than a schema can."));
    schema = add_members(schema, FORMAT_DEFINITION, false);
    schema = put(schema, "$defs", parts());
    if (schema == NULL
        || json_dump_callback(schema, add_dumped, out, JSON_INDENT(2)) != 0)
        out->short_of_memory = true;
    text_add_character(out, '\n');
    json_decref(schema);
}
