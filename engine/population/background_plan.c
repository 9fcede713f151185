#include "base/text.h"
#include "population/load.h"

#include <string.h>

/* What a register tells of its units beside their place: which further columns there
   are, and which of them make groups for the analysts. */

#define SIMILAR_UNITS        8
#define SIMILAR_UNITS_FEWEST 3
#define SIMILAR_UNITS_MOST   50

/* The ids of what is declared so far, of whatever kind: they share one name space. */
static bool is_taken(const struct descriptor *descriptor,
                     const struct background_plan *background, const char *id)
{
    const char *nearest;
    bool taken =
        descriptor_find_level(descriptor, id, &nearest) < descriptor->level_count;
    for (size_t c = 0; c < background->category_count; c++)
        taken = taken
                || (background->category[c].id != NULL
                    && strcmp(background->category[c].id, id) == 0);
    for (size_t n = 0; n < background->number_count; n++)
        taken = taken
                || (background->number[n].id != NULL
                    && strcmp(background->number[n].id, id) == 0);
    for (size_t c = 0; c < background->classes_count; c++)
        taken = taken
                || (background->classes[c].id != NULL
                    && strcmp(background->classes[c].id, id) == 0);
    return taken;
}

static const char *load_own_id(const struct part *part,
                               const struct descriptor *descriptor,
                               const struct background_plan *background)
{
    const char *id = descriptor_load_id(part, "id");
    if (id != NULL && is_taken(descriptor, background, id)) {
        document_wrong(part, "id", "\"%s\" names something else already", id);
        return NULL;
    }
    return id;
}

/* Where the register or the level's own says nothing else, the column stands there. */
static void find_file(const struct part *part, const struct register_plan *plan,
                      size_t level, struct column_plan *column)
{
    const struct register_plan *from =
        column->of == NULL ? plan : descriptor_register_of(plan, level);
    if (column->file != NULL)
        return;
    if (from == NULL) {
        document_wrong(part, NULL,
                       "the groups of the level \"%s\" stand in no register, so that "
                       "the column needs a \"file\"",
                       column->of);
        return;
    }
    column->file = from->file;
    column->key = from->id_column;
}

static void load_column(const struct part *part, const struct descriptor *descriptor,
                        const struct register_plan *plan, struct column_plan *column)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *nearest = NULL;
    size_t level = 0;
    column->column = document_read_string(part, "column", true);
    column->of = document_read_string(part, "of", false);
    column->file = document_read_string(part, "file", false);
    column->key = document_read_string(part, "key", false);
    if ((json_object_get(part->json, "file") == NULL)
        != (json_object_get(part->json, "key") == NULL)) {
        document_wrong(part, NULL,
                       "a \"file\" has a \"key\" beside it: the column with the ids");
        return;
    }
    if (column->of != NULL) {
        level = descriptor_find_level(descriptor, column->of, &nearest);
        if (level == descriptor->level_count || !descriptor_reaches(plan, level)) {
            document_wrong(part, "of", "there is no level \"%s\"%s",
                           text_excerpt(excerpt, column->of, strlen(column->of)),
                           descriptor_hint(hint, nearest));
            return;
        }
    }
    find_file(part, plan, level, column);
}

static void load_values(const struct part *part, struct category_plan *category)
{
    struct part values = document_read_member(part, "values", false);
    const char *code;
    json_t *value;
    if (values.json == NULL)
        return;
    if (!json_is_object(values.json)) {
        document_wrong(&values, NULL, "must be an object");
        return;
    }
    category->value = document_take(part->document, json_object_size(values.json),
                                    sizeof *category->value);
    json_object_foreach((json_t *)values.json, code, value)
    {
        if (category->value == NULL)
            return;
        struct value_plan *named = &category->value[category->value_count++];
        named->code = document_keep(part->document, code);
        named->name = document_read_wording(&values, code, true);
    }
}

static void load_categories(const struct part *background,
                            const struct descriptor *descriptor,
                            struct register_plan *owner)
{
    struct background_plan *plan = &owner->background;
    static const char *const known[] = {"id", "one",  "many", "column",
                                        "of", "file", "key",  "values"};
    struct part array = document_read_array(background, "categories", false, 0);
    size_t count = json_array_size(array.json);
    plan->category = document_take(array.document, count, sizeof *plan->category);
    for (size_t c = 0; plan->category != NULL && c < count; c++) {
        struct part part = document_read_item(&array, c);
        struct category_plan *category = &plan->category[c];
        if (!document_check_keys(&part, known, sizeof known / sizeof *known))
            continue;
        category->id = load_own_id(&part, descriptor, plan);
        category->one = document_read_wording(&part, "one", true);
        category->many = document_read_wording(&part, "many", true);
        load_column(&part, descriptor, owner, &category->column);
        load_values(&part, category);
        plan->category_count = c + 1;
    }
}

static void load_numbers(const struct part *background,
                         const struct descriptor *descriptor,
                         struct register_plan *owner)
{
    struct background_plan *plan = &owner->background;
    static const char *const known[] = {"id", "one",  "many", "column",
                                        "of", "file", "key"};
    struct part array = document_read_array(background, "numbers", false, 0);
    size_t count = json_array_size(array.json);
    plan->number = document_take(array.document, count, sizeof *plan->number);
    for (size_t n = 0; plan->number != NULL && n < count; n++) {
        struct part part = document_read_item(&array, n);
        struct number_plan *number = &plan->number[n];
        if (!document_check_keys(&part, known, sizeof known / sizeof *known))
            continue;
        number->id = load_own_id(&part, descriptor, plan);
        number->one = document_read_wording(&part, "one", true);
        number->many = document_read_wording(&part, "many", true);
        load_column(&part, descriptor, owner, &number->column);
        plan->number_count = n + 1;
    }
}

/* The number that a text names; told with `key` where there is none. */
static size_t find_number(const struct part *part, const char *key, const char *id,
                          const struct background_plan *plan)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    struct nearest nearest = {.wanted = id};
    for (size_t n = 0; n < plan->number_count; n++) {
        if (plan->number[n].id == NULL)
            continue;
        if (strcmp(plan->number[n].id, id) == 0)
            return n;
        nearest_offer(&nearest, plan->number[n].id, plan->number[n].id);
    }
    document_wrong(part, key, "there is no number \"%s\"%s",
                   text_excerpt(excerpt, id, strlen(id)),
                   descriptor_hint(hint, nearest_name(&nearest)));
    return plan->number_count;
}

static void load_limits(const struct part *part, struct classes_plan *classes)
{
    struct part limits = document_read_array(part, "limits", true, 1);
    size_t count = json_array_size(limits.json);
    classes->limit = document_take(part->document, count, sizeof *classes->limit);
    for (size_t l = 0; classes->limit != NULL && l < count; l++) {
        struct part limit = document_read_item(&limits, l);
        int64_t *at = &classes->limit[classes->limit_count];
        if (!document_read_decimal_item(&limits, l, at))
            continue;
        if (classes->limit_count > 0 && at[0] <= at[-1])
            document_wrong(&limit, NULL, "must be above the limit before it");
        classes->limit_count++;
    }
}

static void load_classes(const struct part *background,
                         const struct descriptor *descriptor,
                         struct background_plan *plan)
{
    static const char *const known[] = {"id", "one", "many", "number", "limits"};
    struct part array = document_read_array(background, "classes", false, 0);
    size_t count = json_array_size(array.json);
    plan->classes = document_take(array.document, count, sizeof *plan->classes);
    for (size_t c = 0; plan->classes != NULL && c < count; c++) {
        struct part part = document_read_item(&array, c);
        struct classes_plan *classes = &plan->classes[c];
        if (!document_check_keys(&part, known, sizeof known / sizeof *known))
            continue;
        classes->id = load_own_id(&part, descriptor, plan);
        classes->one = document_read_wording(&part, "one", true);
        classes->many = document_read_wording(&part, "many", true);
        const char *number = document_read_string(&part, "number", true);
        if (number != NULL)
            classes->number = find_number(&part, "number", number, plan);
        load_limits(&part, classes);
        plan->classes_count = c + 1;
    }
}

static void load_similar(const struct part *background, struct background_plan *plan)
{
    static const char *const known[] = {"by", "count"};
    struct part similar = document_read_member(background, "similar", false);
    const char **by;
    if (!document_check_keys(&similar, known, 2))
        return;
    size_t count = document_read_strings(&similar, "by", true, &by);
    plan->similar = document_take(similar.document, count, sizeof *plan->similar);
    for (size_t i = 0; plan->similar != NULL && i < count; i++) {
        size_t number = find_number(&similar, "by", by[i], plan);
        if (number < plan->number_count)
            plan->similar[plan->similar_count++] = number;
    }
    plan->similar_units = (uint32_t)document_read_whole(
        &similar, "count", SIMILAR_UNITS_FEWEST, SIMILAR_UNITS_MOST, SIMILAR_UNITS);
}

void descriptor_load_background(const struct part *part,
                                const struct descriptor *descriptor,
                                struct register_plan *owner)
{
    static const char *const known[] = {"categories", "numbers", "classes", "size",
                                        "similar"};
    struct background_plan *plan = &owner->background;
    struct part background = document_read_member(part, "background", false);
    plan->similar_units = SIMILAR_UNITS;
    if (!document_check_keys(&background, known, sizeof known / sizeof *known))
        return;
    load_categories(&background, descriptor, owner);
    load_numbers(&background, descriptor, owner);
    load_classes(&background, descriptor, plan);
    plan->size = plan->number_count;
    const char *size = document_read_string(&background, "size", false);
    if (size != NULL)
        plan->size = find_number(&background, "size", size, plan);
    load_similar(&background, plan);
}
