#include "sheets/reading.h"

#include "base/memory.h"

#include <string.h>

/* A scale while its rows are put together. */
struct growing {
    json_t *json; /* borrowed from the definition */
    bool whole;   /* its options stand in one cell */
};

json_t *row_take(struct row *row, const char *member)
{
    json_t *value = json_incref(json_object_get(row->json, member));
    if (value != NULL)
        json_object_del(row->json, member);
    return value;
}

bool reading_append(struct reading *reading, json_t *object, const char *list,
                    json_t *item)
{
    json_t *items = json_object_get(object, list);
    if (items == NULL) {
        items = json_array();
        if (json_object_set_new(object, list, items) != 0)
            return reading_out_of_memory(reading);
    }
    return json_array_append(items, item) == 0 || reading_out_of_memory(reading);
}

/* What a scale's own members say in one row they may say again in another, no more. */
static bool add_members(struct reading *reading, struct growing *scale,
                        const struct row *row)
{
    const char *key;
    json_t *value;
    json_object_foreach(row->json, key, value)
    {
        const json_t *before = json_object_get(scale->json, key);
        if (before != NULL && !json_equal(before, value))
            reading_wrong_member(reading, SHEET_SCALES, row, key,
                                 "is not what an earlier row of the scale says", NULL);
        else if (json_object_set(scale->json, key, value) != 0)
            return reading_out_of_memory(reading);
    }
    scale->whole = scale->whole || json_object_get(row->json, "options") != NULL;
    return true;
}

static bool add_option(struct reading *reading, struct growing *scale,
                       const struct row *row, json_t *option)
{
    if (scale->whole) {
        reading_wrong_member(reading, SHEET_SCALES, row, "option",
                             "stands beside \"options\", which is whole", NULL);
        return true;
    }
    return reading_append(reading, scale->json, "options", option)
           && reading_place(reading, option, SHEET_SCALES, row->row, "option.");
}

/* The scale of the id, which is made when it is new. */
static struct growing *find_scale(struct reading *reading, json_t *scales,
                                  struct names *ids, struct growing *scale,
                                  const char *id)
{
    uint32_t number;
    size_t count = ids->name_count;
    if (names_keep(ids, id, strlen(id), &number) == NULL) {
        reading_out_of_memory(reading);
        return NULL;
    }
    if (number < count)
        return &scale[number];
    json_t *made = json_object();
    scale[number] = (struct growing){made, false};
    if (json_object_set_new(scales, id, made) == 0)
        return &scale[number];
    reading_out_of_memory(reading);
    return NULL;
}

static bool join_scale_row(struct reading *reading, json_t *scales, struct names *ids,
                           struct growing *scale, struct row *row, const char **id)
{
    json_t *option = row_take(row, "option");
    json_t *own_id = row_take(row, "id");
    bool ok = true;
    if (own_id != NULL)
        *id = names_keep(&reading->sheets->names, json_string_value(own_id),
                         json_string_length(own_id), NULL);
    if (own_id != NULL && *id == NULL)
        ok = reading_out_of_memory(reading);
    else if (*id == NULL)
        reading_wrong_member(reading, SHEET_SCALES, row, "id", "is missing", NULL);
    else {
        struct growing *mine = find_scale(reading, scales, ids, scale, *id);
        ok = mine != NULL
             && reading_place(reading, mine->json, SHEET_SCALES, row->row, "")
             && add_members(reading, mine, row)
             && (option == NULL || add_option(reading, mine, row, option));
    }
    json_decref(option);
    json_decref(own_id);
    return ok;
}

/* Rows without an id go on with the scale above them. */
static bool join_scales(struct reading *reading, json_t *definition)
{
    struct rows *rows = &reading->rows[SHEET_SCALES];
    struct names ids = {0};
    const char *id = NULL;
    struct growing *scale = memory_allocate(rows->count, sizeof *scale);
    json_t *scales = json_object();
    bool ok = scale != NULL && json_object_set_new(definition, "scales", scales) == 0;
    if (!ok)
        reading_out_of_memory(reading);
    for (size_t i = 0; ok && i < rows->count; i++)
        ok = join_scale_row(reading, scales, &ids, scale, &rows->item[i], &id);
    names_release(&ids);
    memory_release(scale);
    return ok;
}

static bool join_list(struct reading *reading, json_t *definition, enum sheet sheet)
{
    const struct rows *rows = &reading->rows[sheet];
    bool ok = true;
    for (size_t i = 0; ok && i < rows->count; i++)
        ok =
            reading_append(reading, definition, sheet_name[sheet], rows->item[i].json)
            && reading_place(reading, rows->item[i].json, sheet, rows->item[i].row, "");
    return ok;
}

/* What has a sheet may stand in the definition's own only when the sheet has no row. */
static bool is_there_twice(struct reading *reading, const struct row *definition,
                           enum sheet sheet)
{
    if (reading->rows[sheet].count == 0
        || json_object_get(definition->json, sheet_name[sheet]) == NULL)
        return false;
    reading_wrong_member(reading, SHEET_DEFINITION, definition, sheet_name[sheet],
                         "has a sheet of its own, and stands here as well", NULL);
    return true;
}

bool reading_join(struct reading *reading)
{
    struct rows *head = &reading->rows[SHEET_DEFINITION];
    json_t *definition =
        head->count > 0 ? json_incref(head->item[0].json) : json_object();
    reading->sheets->definition = definition;
    if (definition == NULL)
        return reading_out_of_memory(reading);
    for (enum sheet sheet = SHEET_DEFINITION + 1; sheet < SHEET_COUNT; sheet++)
        if (head->count > 0 && is_there_twice(reading, &head->item[0], sheet))
            return reading->fault->kind == FAULT_NONE;
    static const enum sheet list[] = {
        SHEET_GUIDE,   SHEET_SECTIONS,       SHEET_QUESTIONS, SHEET_CONTRADICTIONS,
        SHEET_DROPPED, SHEET_CONFIGURATIONS, SHEET_FRAMEWORKS};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (!join_list(reading, definition, list[i]))
            return false;
    return reading_place(reading, definition, SHEET_DEFINITION, 0, "")
           && (reading->rows[SHEET_SCALES].count == 0
               || join_scales(reading, definition))
           && reading_join_dimensions(reading, definition);
}
