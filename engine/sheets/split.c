#include "sheets/split.h"

#include "sheets/layout.h"

#include <string.h>

struct split {
    json_t **rows;
    struct layout layout[SHEET_COUNT];
};

/* Where the areas of a tree belong; a configuration's id or NULL, and so on. */
struct branch {
    const char *configuration;
    const char *dimension;
    const char *parent;
};

static bool append_new(json_t *array, json_t *value)
{
    return value != NULL && json_array_append_new(array, value) == 0;
}

/* True also when there is no value to set. */
static bool set_string(json_t *object, const char *key, const char *value)
{
    return value == NULL || json_object_set_new(object, key, json_string(value)) == 0;
}

/* The members of an object but for one; an empty object for NULL. */
static json_t *copy_without(const json_t *object, const char *left_out)
{
    json_t *copy = object == NULL ? json_object() : json_copy((json_t *)object);
    if (copy != NULL && left_out != NULL)
        json_object_del(copy, left_out);
    return copy;
}

static bool is_list_of_objects(const json_t *json)
{
    for (size_t i = 0; i < json_array_size(json); i++)
        if (!json_is_object(json_array_get(json, i)))
            return false;
    return json_array_size(json) > 0;
}

/* Whether the object has no other members than the rows of the sheet, and none of those
   that rows have on top. */
static bool has_shape(const struct split *split, enum sheet sheet, const json_t *object)
{
    static const char *const added[SHEET_COUNT][3] = {
        [SHEET_SCALES] = {"id", "option"},
        [SHEET_DIMENSIONS] = {"configuration", "dimension", "parent"},
    };
    for (size_t i = 0; i < 3; i++)
        if (added[sheet][i] != NULL && json_object_get(object, added[sheet][i]) != NULL)
            return false;
    return layout_knows(&split->layout[sheet], object);
}

static bool can_split_scales(const struct split *split, const json_t *scales)
{
    const char *id;
    json_t *scale;
    json_object_foreach((json_t *)scales, id, scale)
    {
        if (is_blank(id) || !json_is_object(scale)
            || !has_shape(split, SHEET_SCALES, scale))
            return false;
    }
    return json_object_size(scales) > 0;
}

static bool add_scale_row(struct split *split, const char *id, json_t *members,
                          json_t *option)
{
    if (members == NULL)
        return false;
    bool ok = set_string(members, "id", id)
              && (option == NULL || json_object_set(members, "option", option) == 0);
    return append_new(split->rows[SHEET_SCALES], members) && ok;
}

static bool add_scale(struct split *split, const char *id, const json_t *scale)
{
    const json_t *options = json_object_get(scale, "options");
    if (!is_list_of_objects(options))
        return add_scale_row(split, id, copy_without(scale, NULL), NULL);
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(options); i++)
        ok = add_scale_row(split, id, copy_without(i == 0 ? scale : NULL, "options"),
                           json_array_get(options, i));
    return ok;
}

/* Takes the scales out of the definition's own row when each has its rows. */
static bool split_scales(struct split *split, json_t *row)
{
    const char *id;
    json_t *scale;
    json_t *scales = json_object_get(row, "scales");
    bool ok = true;
    if (!can_split_scales(split, scales))
        return true;
    json_object_foreach(scales, id, scale)
    {
        ok = ok && add_scale(split, id, scale);
    }
    json_object_del(row, "scales");
    return ok;
}

/* Whether ids alone tell the areas of a tree apart. `ids` holds those met so far. The
   calls are as deep as the areas, which the parser of JSON bounds. */
static bool can_split_area(const struct split *split, const json_t *area, json_t *ids)
{
    const json_t *id = json_object_get(area, "id");
    const json_t *areas = json_object_get(area, "areas");
    if (!fits_cell(id, VALUE_NAME) || !has_shape(split, SHEET_DIMENSIONS, area)
        || json_object_get(ids, json_string_value(id)) != NULL
        || json_object_set_new(ids, json_string_value(id), json_true()) != 0)
        return false;
    bool ok = true;
    if (is_list_of_objects(areas))
        for (size_t i = 0; ok && i < json_array_size(areas); i++)
            ok = can_split_area(split, json_array_get(areas, i), ids);
    return ok;
}

static bool can_split_dimensions(const struct split *split, const json_t *dimensions)
{
    json_t *roots = json_object();
    bool ok = roots != NULL && is_list_of_objects(dimensions);
    for (size_t i = 0; ok && i < json_array_size(dimensions); i++) {
        json_t *root = json_array_get(dimensions, i);
        json_t *ids = json_object();
        ok = ids != NULL && can_split_area(split, root, ids);
        const char *id = json_string_value(json_object_get(root, "id"));
        ok = ok && json_object_get(roots, id) == NULL
             && json_object_set_new(roots, id, json_true()) == 0;
        json_decref(ids);
    }
    json_decref(roots);
    return ok;
}

static bool add_area(struct split *split, const struct branch *branch,
                     const json_t *area)
{
    const json_t *areas = json_object_get(area, "areas");
    bool parted = is_list_of_objects(areas);
    json_t *row = copy_without(area, parted ? "areas" : NULL);
    if (row == NULL)
        return false;
    bool ok = set_string(row, "configuration", branch->configuration)
              && set_string(row, "dimension", branch->dimension)
              && set_string(row, "parent", branch->parent);
    ok = append_new(split->rows[SHEET_DIMENSIONS], row) && ok;
    struct branch below = *branch;
    below.parent = json_string_value(json_object_get(area, "id"));
    for (size_t i = 0; ok && parted && i < json_array_size(areas); i++)
        ok = add_area(split, &below, json_array_get(areas, i));
    return ok;
}

/* Takes the dimensions out of a row when each of their areas has a row. */
static bool split_dimensions(struct split *split, json_t *row,
                             const char *configuration)
{
    json_t *dimensions = json_object_get(row, "dimensions");
    bool ok = true;
    if (!can_split_dimensions(split, dimensions))
        return true;
    for (size_t i = 0; ok && i < json_array_size(dimensions); i++) {
        const json_t *root = json_array_get(dimensions, i);
        struct branch branch = {configuration,
                                json_string_value(json_object_get(root, "id")), NULL};
        ok = add_area(split, &branch, root);
    }
    json_object_del(row, "dimensions");
    return ok;
}

/* Moves a list of objects out of the definition's own row. */
static bool split_list(struct split *split, json_t *row, enum sheet sheet)
{
    json_t *list = json_object_get(row, sheet_name[sheet]);
    if (!is_list_of_objects(list))
        return true;
    /* A row without a cell would not come back. */
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_object_size(json_array_get(list, i)) == 0
            || !has_shape(split, sheet, json_array_get(list, i)))
            return true;
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(list); i++)
        ok =
            append_new(split->rows[sheet], copy_without(json_array_get(list, i), NULL));
    json_object_del(row, sheet_name[sheet]);
    return ok;
}

/* Only dimensions of configurations that can be told apart are parted. */
static bool split_configurations(struct split *split, json_t *row)
{
    bool ok = split_list(split, row, SHEET_CONFIGURATIONS);
    json_t *ids = json_object();
    json_t *rows = split->rows[SHEET_CONFIGURATIONS];
    ok = ok && ids != NULL;
    for (size_t i = 0; ok && i < json_array_size(rows); i++) {
        json_t *configuration = json_array_get(rows, i);
        const json_t *id = json_object_get(configuration, "id");
        if (!fits_cell(id, VALUE_NAME)
            || json_object_get(ids, json_string_value(id)) != NULL)
            continue;
        ok = json_object_set_new(ids, json_string_value(id), json_true()) == 0
             && split_dimensions(split, configuration, json_string_value(id));
    }
    json_decref(ids);
    return ok;
}

bool definition_split(json_t *rows[static SHEET_COUNT], const json_t *definition)
{
    struct split split = {.rows = rows};
    json_t *row = copy_without(definition, NULL);
    bool ok = row != NULL;
    for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++) {
        layout_of(&split.layout[sheet], sheet);
        rows[sheet] = json_array();
        ok = ok && rows[sheet] != NULL;
    }
    static const enum sheet list[] = {SHEET_GUIDE,     SHEET_SECTIONS,
                                      SHEET_QUESTIONS, SHEET_CONTRADICTIONS,
                                      SHEET_DROPPED,   SHEET_FRAMEWORKS};
    for (size_t i = 0; ok && i < sizeof list / sizeof *list; i++)
        ok = split_list(&split, row, list[i]);
    ok = ok && split_scales(&split, row) && split_dimensions(&split, row, NULL)
         && split_configurations(&split, row);
    return append_new(rows[SHEET_DEFINITION], row) && ok;
}
