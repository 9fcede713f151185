#include "questionnaire/configure.h"

#include "questionnaire/questionnaire.h"

#include <string.h>

static bool has_text(const json_t *object, const char *key, const char *text,
                     size_t length)
{
    const json_t *found = json_object_get(object, key);
    return json_is_string(found) && json_string_length(found) == length
           && memcmp(json_string_value(found), text, length) == 0;
}

json_t *find_json_option(const json_t *root, const char *scale, const char *code)
{
    json_t *found = json_object_get(json_object_get(root, "scales"), scale);
    const json_t *options = json_object_get(found, "options");
    for (size_t o = 0; o < json_array_size(options) && o < OPTION_LIMIT; o++)
        if (has_text(json_array_get(options, o), "code", code, strlen(code)))
            return json_array_get(options, o);
    return NULL;
}

static json_t *find_dimension(const json_t *dimensions, const char *id, size_t length)
{
    for (size_t d = 0; d < json_array_size(dimensions); d++)
        if (has_text(json_array_get(dimensions, d), "id", id, length))
            return json_array_get(dimensions, d);
    return NULL;
}

json_t *find_json_dimension(const json_t *dimensions, const char *id)
{
    return find_dimension(dimensions, id, strlen(id));
}

static json_t *find_below(json_t *area, const char *id)
{
    const json_t *areas = json_object_get(area, "areas");
    if (has_text(area, "id", id, strlen(id)))
        return area;
    for (size_t a = 0; a < json_array_size(areas); a++) {
        json_t *found = find_below(json_array_get(areas, a), id);
        if (found != NULL)
            return found;
    }
    return NULL;
}

json_t *find_json_area(const json_t *dimensions, const char *name)
{
    const char *slash = strchr(name, '/');
    if (slash == NULL)
        return NULL;
    json_t *root = find_dimension(dimensions, name, (size_t)(slash - name));
    return root == NULL ? NULL : find_below(root, slash + 1);
}

/* A copy, since it may be changed where it then stands. */
static bool replace(json_t *root, const json_t *configuration, const char *key)
{
    const json_t *value = json_object_get(configuration, key);
    return value == NULL || json_object_set_new(root, key, json_deep_copy(value)) == 0;
}

static bool set_values(const json_t *root, const json_t *configuration)
{
    const char *scale;
    const char *code;
    json_t *values;
    json_t *value;
    bool ok = true;
    json_object_foreach(json_object_get(configuration, "values"), scale, values)
    {
        json_object_foreach(values, code, value)
        {
            json_t *option = find_json_option(root, scale, code);
            ok = ok && json_object_set(option, "value", value) == 0;
        }
    }
    return ok;
}

/* The options of a scale with codes that pass have no values. */
static bool set_pass(const json_t *root, const json_t *configuration)
{
    const char *id;
    json_t *codes;
    bool ok = true;
    json_object_foreach(json_object_get(configuration, "pass"), id, codes)
    {
        json_t *scale = json_object_get(json_object_get(root, "scales"), id);
        const json_t *options = json_object_get(scale, "options");
        ok = ok && json_object_set(scale, "pass", codes) == 0;
        for (size_t o = 0; o < json_array_size(options); o++)
            json_object_del(json_array_get(options, o), "value");
    }
    return ok;
}

/* Where the dimensions are others, what named one of the old falls back on the first.
 */
static void forget_dimensions(json_t *root)
{
    const json_t *dimensions = json_object_get(root, "dimensions");
    json_t *presentation = json_object_get(root, "presentation");
    const char *overall = json_string_value(json_object_get(root, "overall"));
    const char *chart;
    void *next;
    json_t *id;
    if (overall != NULL && find_json_dimension(dimensions, overall) == NULL)
        json_object_del(root, "overall");
    json_object_foreach_safe(presentation, next, chart, id)
    {
        if (json_is_string(id)
            && find_json_dimension(dimensions, json_string_value(id)) == NULL)
            json_object_del(presentation, chart);
    }
}

/* What an operator reads and no other one may have beside it. */
static void forget_operands(json_t *area, const json_t *changes)
{
    static const char *const operand[] = {"at_least", "start", "levels"};
    const char *wanted = json_string_value(json_object_get(changes, "operator"));
    if (wanted == NULL || has_text(area, "operator", wanted, strlen(wanted)))
        return;
    for (size_t i = 0; i < sizeof operand / sizeof *operand; i++)
        json_object_del(area, operand[i]);
}

static bool change_areas(const json_t *root, const json_t *configuration)
{
    const char *name;
    json_t *changes;
    bool ok = true;
    json_object_foreach(json_object_get(configuration, "areas"), name, changes)
    {
        json_t *area = find_json_area(json_object_get(root, "dimensions"), name);
        forget_operands(area, changes);
        ok = ok && json_object_update(area, changes) == 0;
    }
    return ok;
}

/* A question listed with a weight becomes one that is listed. */
static bool even_questions(json_t *questions)
{
    for (size_t i = 0; i < json_array_size(questions); i++) {
        json_t *item = json_array_get(questions, i);
        json_t *id = json_object_get(item, "question");
        json_object_del(item, "weight");
        if (json_is_string(id) && json_array_set(questions, i, id) != 0)
            return false;
    }
    return true;
}

/* Every area of a list, and all below: without its own rules and weights where the
   configuration has some, and with the coverage of the configuration. A gate without a
   coverage of its own has none. */
static bool even_areas(const json_t *areas, const json_t *configuration)
{
    json_t *coverage = json_object_get(configuration, "minimum_coverage");
    bool equal = has_text(configuration, "weights", "equal", 5);
    bool ok = true;
    for (size_t a = 0; a < json_array_size(areas); a++) {
        json_t *area = json_array_get(areas, a);
        bool covered = !has_text(area, "operator", "level", 5)
                       || json_object_get(area, "minimum_coverage") != NULL;
        if (json_object_get(configuration, "rules") != NULL)
            json_object_del(area, "rules");
        if (coverage != NULL && covered && json_is_object(area))
            ok = ok && json_object_set(area, "minimum_coverage", coverage) == 0;
        if (equal) {
            json_object_del(area, "weight");
            ok = ok && even_questions(json_object_get(area, "questions"));
        }
        ok = ok && even_areas(json_object_get(area, "areas"), configuration);
    }
    return ok;
}

bool configure(json_t *root, const json_t *configuration)
{
    bool ok = replace(root, configuration, "rules")
              && replace(root, configuration, "subset")
              && replace(root, configuration, "dimensions")
              && replace(root, configuration, "overall")
              && set_values(root, configuration) && set_pass(root, configuration);
    if (json_object_get(configuration, "dimensions") != NULL)
        forget_dimensions(root);
    if (has_text(configuration, "weights", "equal", 5))
        ok = ok && even_questions(json_object_get(root, "questions"));
    /* What is said of one area is said last; it is also there before, since a coverage
       goes by the operator. */
    return ok && change_areas(root, configuration)
           && even_areas(json_object_get(root, "dimensions"), configuration)
           && change_areas(root, configuration);
}
