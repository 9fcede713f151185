#include "sheets/reading.h"

#include "base/memory.h"

#include <string.h>

#define NONE        SIZE_MAX
#define DEPTH_LIMIT 256

/* An area while the trees are put together. Its ids are borrowed from the pool. */
struct growing {
    struct row *row;
    const char *configuration; /* "" = the definition's own */
    const char *dimension;     /* NULL = not known, which is told */
    const char *parent;        /* "" = it is a root */
    const char *id;
    size_t above; /* number of the area above, or NONE */
    size_t depth; /* 1 = a root; 0 = not known yet */
    size_t walk;  /* upwards that came by; 0 = none */
};

struct forest {
    struct reading *reading;
    struct growing *area;
    size_t count;
    struct names places; /* of areas, by configuration, dimension and id */
    size_t *at;          /* number of the area, by the number of its place */
    json_t *definition;
    bool sound;
};

static void wrong(struct forest *forest, const struct growing *area, const char *column,
                  const char *what, const char *nearest)
{
    reading_wrong_member(forest->reading, SHEET_DIMENSIONS, area->row, column, what,
                         nearest);
    forest->sound = false;
}

static const char *take_id(struct forest *forest, struct row *row, const char *member,
                           bool remove)
{
    json_t *value = json_object_get(row->json, member);
    if (value == NULL)
        return "";
    const char *kept =
        names_keep(&forest->reading->sheets->names, json_string_value(value),
                   json_string_length(value), NULL);
    if (kept == NULL)
        reading_out_of_memory(forest->reading);
    if (remove)
        json_object_del(row->json, member);
    return kept;
}

/* The place of an id beside another area. No id holds a line break. */
static uint32_t place_of(struct forest *forest, const struct growing *beside,
                         const char *id, bool keep)
{
    struct text text = {0};
    uint32_t number = NAMES_NONE;
    text_print(&text, "%s\n%s\n%s", beside->configuration, beside->dimension, id);
    if (text.short_of_memory
        || (keep
            && names_keep(&forest->places, text.bytes, text.length, &number) == NULL))
        reading_out_of_memory(forest->reading);
    else if (!keep)
        number = names_find(&forest->places, text.bytes, text.length);
    text_release(&text);
    return number;
}

/* A dimension is named by every row, by the one above it, or by its root. */
static void find_dimension(struct forest *forest, struct growing *area,
                           const struct growing *above)
{
    if (area->dimension[0] != '\0')
        return;
    if (area->parent[0] == '\0')
        area->dimension = area->id;
    else if (above != NULL)
        area->dimension = above->dimension;
    else
        wrong(forest, area, "dimension", "is missing", NULL);
}

static bool add_area(struct forest *forest, struct row *row)
{
    struct growing *area = &forest->area[forest->count];
    const struct growing *above = forest->count > 0 ? area - 1 : NULL;
    *area =
        (struct growing){.row = row,
                         .configuration = take_id(forest, row, "configuration", true),
                         .dimension = take_id(forest, row, "dimension", true),
                         .parent = take_id(forest, row, "parent", true),
                         .id = take_id(forest, row, "id", false),
                         .above = NONE};
    if (area->configuration == NULL || area->dimension == NULL || area->parent == NULL
        || area->id == NULL)
        return false;
    find_dimension(forest, area, above);
    if (area->id[0] == '\0')
        wrong(forest, area, "id", "is missing", NULL);
    else if (area->parent[0] == '\0' && strcmp(area->id, area->dimension) != 0)
        wrong(forest, area, "parent",
              "is missing; only the area that bears the name of its dimension has none",
              NULL);
    size_t count = forest->places.name_count;
    uint32_t place = place_of(forest, area, area->id, true);
    if (place == NAMES_NONE)
        return false;
    if (place < count)
        wrong(forest, area, "id", "stands a second time in its dimension", NULL);
    else
        forest->at[place] = forest->count;
    forest->count++;
    return true;
}

/* The nearest area of the same tree. */
static const char *nearest_area(const struct forest *forest, const struct growing *area)
{
    struct nearest nearest = {.wanted = area->parent};
    for (size_t i = 0; i < forest->count; i++)
        if (strcmp(forest->area[i].dimension, area->dimension) == 0
            && strcmp(forest->area[i].configuration, area->configuration) == 0)
            nearest_offer(&nearest, forest->area[i].id, forest->area[i].id);
    return nearest_name(&nearest);
}

static bool find_above(struct forest *forest, struct growing *area)
{
    if (area->parent[0] == '\0')
        return true;
    uint32_t place = place_of(forest, area, area->parent, false);
    if (place != NAMES_NONE) {
        area->above = forest->at[place];
        return true;
    }
    if (forest->reading->fault->kind != FAULT_NONE)
        return false;
    bool kept = problems_keep_error(forest->reading->problems);
    wrong(forest, area, "parent", "is no area of this dimension",
          kept ? nearest_area(forest, area) : NULL);
    return forest->reading->fault->kind == FAULT_NONE;
}

/* Walks up from the area to what is known already, and notes how deep all on the way
   stand. A walk that meets itself goes round in a circle. */
static void find_depth(struct forest *forest, size_t number)
{
    struct growing *area = forest->area;
    size_t steps = 0;
    size_t at = number;
    while (at != NONE && area[at].depth == 0 && area[at].walk != number + 1) {
        area[at].walk = number + 1;
        at = area[at].above;
        steps++;
    }
    if (at != NONE && area[at].depth == 0)
        wrong(forest, &area[at], "parent",
              "stands below this area itself, by way of other areas or none", NULL);
    size_t depth = at == NONE ? 0 : area[at].depth;
    for (at = number; steps > 0; at = area[at].above) {
        area[at].depth = depth + steps--;
        if (area[at].depth == DEPTH_LIMIT + 1)
            wrong(forest, &area[at], "parent", "stands below too many other areas",
                  NULL);
    }
}

static json_t *find_configuration(struct forest *forest, const struct growing *area)
{
    const struct rows *rows = &forest->reading->rows[SHEET_CONFIGURATIONS];
    struct nearest nearest = {.wanted = area->configuration};
    for (size_t i = 0; i < rows->count; i++) {
        const char *id = json_string_value(json_object_get(rows->item[i].json, "id"));
        if (id == NULL)
            continue;
        if (strcmp(id, area->configuration) == 0)
            return rows->item[i].json;
        nearest_offer(&nearest, id, id);
    }
    wrong(forest, area, "configuration", "is no configuration", nearest_name(&nearest));
    return NULL;
}

/* What the area is put into, and the list there. */
static json_t *find_owner(struct forest *forest, const struct growing *area,
                          const char **list)
{
    *list = area->above == NONE ? "dimensions" : "areas";
    if (area->above != NONE)
        return forest->area[area->above].row->json;
    return area->configuration[0] == '\0' ? forest->definition
                                          : find_configuration(forest, area);
}

/* A list that is there before the first area is put into one stood whole in a cell. */
static bool find_doubles(struct forest *forest)
{
    for (size_t i = 0; i < forest->count; i++) {
        struct growing *area = &forest->area[i];
        const char *list;
        json_t *owner = find_owner(forest, area, &list);
        if (owner != NULL && json_object_get(owner, list) != NULL)
            wrong(forest, area, "id",
                  "stands in an area or a configuration whose areas stand whole in a "
                  "cell",
                  NULL);
    }
    return forest->sound;
}

static bool plant(struct forest *forest)
{
    bool ok = true;
    for (size_t i = 0; ok && i < forest->count; i++) {
        struct growing *area = &forest->area[i];
        const char *list;
        json_t *owner = find_owner(forest, area, &list);
        ok = owner != NULL
             && reading_append(forest->reading, owner, list, area->row->json)
             && reading_place(forest->reading, area->row->json, SHEET_DIMENSIONS,
                              area->row->row, "");
    }
    return ok;
}

static bool grow(struct forest *forest)
{
    struct rows *rows = &forest->reading->rows[SHEET_DIMENSIONS];
    bool ok = true;
    for (size_t i = 0; ok && i < rows->count; i++)
        ok = add_area(forest, &rows->item[i]);
    bool named = forest->sound;
    for (size_t i = 0; ok && named && i < forest->count; i++)
        ok = find_above(forest, &forest->area[i]);
    named = named && forest->sound;
    for (size_t i = 0; ok && named && i < forest->count; i++)
        find_depth(forest, i);
    if (!ok || !forest->sound || !find_doubles(forest))
        return forest->reading->fault->kind == FAULT_NONE;
    return plant(forest);
}

bool reading_join_dimensions(struct reading *reading, json_t *definition)
{
    size_t count = reading->rows[SHEET_DIMENSIONS].count;
    struct forest forest = {.reading = reading,
                            .definition = definition,
                            .area = memory_allocate(count, sizeof *forest.area),
                            .at = memory_allocate(count, sizeof *forest.at),
                            .sound = true};
    bool ok = forest.area != NULL && forest.at != NULL ? grow(&forest)
                                                       : reading_out_of_memory(reading);
    names_release(&forest.places);
    memory_release(forest.area);
    memory_release(forest.at);
    return ok;
}
