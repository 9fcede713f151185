#include "questionnaire/configure.h"

#include "base/catalogue.h"
#include "base/text.h"
#include "questionnaire/format_table.h"
#include "questionnaire/load.h"

#include <string.h>

/* Whether every configuration can be applied, and which is. */

#define CONFIGURATION_LIMIT 100

static bool is_shown(const struct part *part)
{
    return problems_keep_error(part->document->problems);
}

/* Told where `key` stands, which names a thing that is not there. */
static void tell_unknown(const struct part *part, const char *key, const char *thing,
                         const struct nearest *nearest)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    document_wrong(part, key, "there is no %s \"%s\"%s", spoken(thing),
                   text_excerpt(excerpt, nearest->wanted, strlen(nearest->wanted)),
                   hint_nearest(hint, nearest_name(nearest)));
}

static void tell_unknown_option(const struct part *part, const char *key,
                                const json_t *scale, const char *code)
{
    struct nearest nearest = {.wanted = code};
    const json_t *options = json_object_get(scale, "options");
    for (size_t o = 0; is_shown(part) && o < json_array_size(options); o++) {
        const char *known =
            json_string_value(json_object_get(json_array_get(options, o), "code"));
        if (known != NULL)
            nearest_offer(&nearest, known, known);
    }
    tell_unknown(part, key, "option", &nearest);
}

/* The scale that a member of "values" or "pass" is for, or NULL after telling. */
static const json_t *find_changed_scale(const struct part *map, const json_t *root,
                                        const char *id)
{
    const json_t *scales = json_object_get(root, "scales");
    const json_t *found = json_object_get(scales, id);
    struct nearest nearest = {.wanted = id};
    const char *known;
    json_t *scale;
    if (json_is_object(found))
        return found;
    json_object_foreach((json_t *)(is_shown(map) ? scales : NULL), known, scale)
    {
        nearest_offer(&nearest, known, known);
    }
    tell_unknown(map, id, "scale", &nearest);
    return NULL;
}

static void check_values_of(const struct part *map, const json_t *root, const char *id)
{
    const json_t *scale = find_changed_scale(map, root, id);
    struct part values = document_read_member(map, id, false);
    const char *code;
    json_t *value;
    if (scale == NULL)
        return;
    if (json_object_get(scale, "pass") != NULL) {
        document_wrong(&values, NULL,
                       "the scale \"%s\" has codes that pass, and no values", id);
        return;
    }
    json_object_foreach((json_t *)values.json, code, value)
    {
        const json_t *option = find_json_option(root, id, code);
        if (option == NULL)
            tell_unknown_option(&values, code, scale, code);
        else if (json_object_get(option, "state") != NULL)
            document_wrong(&values, code, "an option with a \"state\" has no value");
    }
}

static void check_pass_of(const struct part *map, const json_t *root, const char *id)
{
    const json_t *scale = find_changed_scale(map, root, id);
    struct part codes = document_read_member(map, id, false);
    for (size_t i = 0; scale != NULL && i < json_array_size(codes.json); i++) {
        struct part item = document_read_item(&codes, i);
        const char *code = json_string_value(item.json);
        const json_t *option = find_json_option(root, id, code);
        if (option == NULL)
            tell_unknown_option(&item, NULL, scale, code);
        else if (json_object_get(option, "state") != NULL)
            document_wrong(&item, NULL, "an option with a \"state\" does not pass");
    }
}

/* Offers an area and all below it by their full names. */
static bool offer_areas(struct nearest *nearest, const char *dimension, json_t *area,
                        struct document *document)
{
    const char *id = json_string_value(json_object_get(area, "id"));
    const json_t *areas = json_object_get(area, "areas");
    struct text name = {0};
    bool ok = true;
    if (id != NULL) {
        text_print(&name, "%s/%s", dimension, id);
        const char *kept =
            name.short_of_memory ? NULL : document_keep(document, name.bytes);
        text_release(&name);
        ok = kept != NULL;
        if (ok)
            nearest_offer(nearest, kept, kept);
    }
    for (size_t a = 0; ok && a < json_array_size(areas); a++)
        ok = offer_areas(nearest, dimension, json_array_get(areas, a), document);
    return ok;
}

static void check_area_of(const struct part *map, const json_t *dimensions,
                          const char *name)
{
    struct nearest nearest = {.wanted = name};
    if (find_json_area(dimensions, name) != NULL)
        return;
    for (size_t d = 0; is_shown(map) && d < json_array_size(dimensions); d++) {
        json_t *root = json_array_get(dimensions, d);
        const char *id = json_string_value(json_object_get(root, "id"));
        if (id != NULL && !offer_areas(&nearest, id, root, map->document)) {
            document_out_of_memory(map->document);
            return;
        }
    }
    tell_unknown(map, name, "area", &nearest);
}

static void check_overall(const struct part *configuration, const json_t *dimensions)
{
    const char *id = json_string_value(json_object_get(configuration->json, "overall"));
    struct nearest nearest = {.wanted = id};
    if (id == NULL || find_json_dimension(dimensions, id) != NULL)
        return;
    for (size_t d = 0; d < json_array_size(dimensions); d++) {
        const char *known =
            json_string_value(json_object_get(json_array_get(dimensions, d), "id"));
        if (known != NULL)
            nearest_offer(&nearest, known, known);
    }
    tell_unknown(configuration, "overall", "dimension", &nearest);
}

/* Whatever the configuration names must be in the definition, or in what it puts in its
   place. */
static void check_names(const struct part *configuration, const json_t *root)
{
    struct part values = document_read_member(configuration, "values", false);
    struct part pass = document_read_member(configuration, "pass", false);
    struct part areas = document_read_member(configuration, "areas", false);
    const json_t *dimensions = json_object_get(configuration->json, "dimensions");
    const char *name;
    json_t *value;
    if (dimensions == NULL)
        dimensions = json_object_get(root, "dimensions");
    else if (json_array_size(dimensions) == 0)
        document_wrong(configuration, "dimensions", "must not be empty");
    json_object_foreach((json_t *)values.json, name, value)
    {
        check_values_of(&values, root, name);
    }
    json_object_foreach((json_t *)pass.json, name, value)
    {
        check_pass_of(&pass, root, name);
        if (json_object_get(values.json, name) != NULL)
            document_wrong(&pass, name, "the scale has other values here as well");
    }
    json_object_foreach((json_t *)areas.json, name, value)
    {
        check_area_of(&areas, dimensions, name);
    }
    check_overall(configuration, dimensions);
}

static void check_id(const struct part *configurations, size_t index)
{
    struct part item = document_read_item(configurations, index);
    const json_t *id = json_object_get(item.json, "id");
    for (size_t i = 0; i < index; i++)
        if (json_equal(json_object_get(json_array_get(configurations->json, i), "id"),
                       id)) {
            document_wrong(&item, "id", "configuration %zu has the id \"%s\" already",
                           i + 1, json_string_value(id));
            return;
        }
}

/* True when nothing is wrong with it as far as can be seen before it is applied. */
static bool check_configuration(const struct part *configurations, size_t index,
                                const json_t *root)
{
    struct part item = document_read_item(configurations, index);
    const struct problems *problems = item.document->problems;
    size_t errors = problems->error_count;
    format_check_whole(&item, FORMAT_CONFIGURATION);
    if (problems->error_count > errors)
        return false;
    check_names(&item, root);
    check_id(configurations, index);
    return problems->error_count == errors;
}

/* An array that is not there when there are too many, which is told. */
static struct part read_configurations(const struct part *root)
{
    struct part configurations = document_read_array(root, "configurations", false, 0);
    if (json_array_size(configurations.json) <= CONFIGURATION_LIMIT)
        return configurations;
    document_wrong(&configurations, NULL, "there are more than %d configurations",
                   CONFIGURATION_LIMIT);
    configurations.json = NULL;
    return configurations;
}

void load_configurations(struct questionnaire *questionnaire, const struct part *root)
{
    struct part configurations = read_configurations(root);
    size_t count = json_array_size(configurations.json);
    questionnaire->configurations =
        document_take(root->document, count, sizeof *questionnaire->configurations);
    if (questionnaire->configurations == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        struct part item = document_read_item(&configurations, i);
        if (check_configuration(&configurations, i, root->json))
            questionnaire->configurations[questionnaire->configuration_count++] =
                (struct configuration){.id = document_read_string(&item, "id", true),
                                       .title =
                                           document_read_wording(&item, "title", true)};
    }
}

/* What is left of the configurations is their names: one that is applied has no more to
   say, and the others were made for the definition as it stood. */
static bool keep_names(json_t *configurations)
{
    const char *member;
    json_t *value;
    void *next;
    for (size_t i = 0; i < json_array_size(configurations); i++) {
        json_t *configuration = json_array_get(configurations, i);
        json_object_foreach_safe(configuration, next, member, value)
        {
            if (strcmp(member, "id") != 0 && strcmp(member, "title") != 0
                && json_object_del(configuration, member) != 0)
                return false;
        }
    }
    return true;
}

static const json_t *choose(const struct part *root, const json_t *configurations,
                            const char *id)
{
    struct nearest nearest = {.wanted = id};
    for (size_t i = 0; i < json_array_size(configurations); i++) {
        const json_t *configuration = json_array_get(configurations, i);
        const char *known = json_string_value(json_object_get(configuration, "id"));
        if (strcmp(known, id) == 0)
            return configuration;
        nearest_offer(&nearest, known, known);
    }
    tell_unknown(root, "configurations", "configuration", &nearest);
    return NULL;
}

bool apply_configuration(struct document *document, const char *id)
{
    size_t errors = document->problems->error_count;
    struct part root = {.document = document, .json = document->json};
    struct part configurations = read_configurations(&root);
    for (size_t i = 0; i < json_array_size(configurations.json); i++)
        check_configuration(&configurations, i, root.json);
    if (document->failed || document->problems->error_count > errors)
        return false;
    const json_t *chosen = choose(&root, configurations.json, id);
    if (chosen == NULL)
        return false;
    source_release(&document->source);
    return (configure(document->json, chosen)
            && keep_names(json_object_get(document->json, "configurations")))
           || document_out_of_memory(document);
}
