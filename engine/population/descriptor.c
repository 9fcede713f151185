#include "base/source.h"
#include "base/text.h"
#include "population/load.h"

#include <string.h>

#define FORMAT "baseline-registers-1"

/* What jansson says may hold a byte of the file, and a message is one line of text. */
static void tell_syntax(struct loading *loading, json_error_t *error)
{
    for (char *byte = error->text; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            *byte = ' ';
    fault_set_at(loading->fault, FAULT_DATA, loading->file, (size_t)error->line,
                 (size_t)error->column, "not JSON: %s", error->text);
}

static json_t *read_root(struct loading *loading)
{
    struct source source;
    json_error_t error;
    loading->failed = true;
    if (!source_read(&source, loading->file, loading->fault))
        return NULL;
    json_t *root = json_loadb((const char *)source.bytes, source.size,
                              JSON_REJECT_DUPLICATES, &error);
    source_release(&source);
    if (root != NULL)
        loading->failed = false;
    else if (json_error_code(&error) == json_error_out_of_memory)
        fault_memory(loading->fault);
    else
        tell_syntax(loading, &error);
    return root;
}

static void *take(struct loading *loading, size_t count, size_t size)
{
    void *block = arena_take(&loading->population->arena, count, size);
    if (block == NULL)
        loading_out_of_memory(loading);
    return block;
}

static void load_nation(struct loading *loading, const json_t *root,
                        struct descriptor *descriptor)
{
    static const char *const known[] = {"code", "name"};
    const json_t *nation = json_object_get(root, "nation");
    if (nation == NULL) {
        descriptor_wrong(loading, "$", "\"nation\" is missing");
        return;
    }
    if (!descriptor_check(loading, "$.nation", nation, known, 2))
        return;
    descriptor->nation_code = descriptor_id(loading, "$.nation", nation, "code");
    descriptor->nation = descriptor_wording(loading, "$.nation", nation, "name");
}

static size_t find_level(const struct descriptor *descriptor, const char *id,
                         const char **nearest)
{
    unsigned least = 3;
    *nearest = NULL;
    for (size_t l = 0; l < descriptor->level_count; l++) {
        const char *known = descriptor->level[l].id;
        unsigned distance = known == NULL ? 3 : text_distance(id, known, 2);
        if (known != NULL && strcmp(id, known) == 0)
            return l;
        if (distance < least) {
            least = distance;
            *nearest = known;
        }
    }
    return descriptor->level_count;
}

static void load_levels(struct loading *loading, const json_t *root,
                        struct descriptor *descriptor)
{
    static const char *const known[] = {"id", "one", "many", "owner"};
    char at[JSON_PATH_BYTES];
    const json_t *levels = descriptor_array(loading, "$", root, "levels");
    size_t count = json_array_size(levels);
    if (count > LEVEL_LIMIT) {
        descriptor_wrong(loading, "$.levels", "there are more than %d levels",
                         LEVEL_LIMIT);
        return;
    }
    descriptor->level = take(loading, count, sizeof *descriptor->level);
    if (descriptor->level == NULL)
        return;
    for (size_t l = 0; l < count; l++) {
        const json_t *object = json_array_get(levels, l);
        struct level_plan *level = &descriptor->level[l];
        const char *nearest;
        descriptor_item(at, "$.levels", l);
        if (descriptor_check(loading, at, object, known, 4)) {
            const char *id = descriptor_id(loading, at, object, "id");
            if (id != NULL && find_level(descriptor, id, &nearest) < l)
                descriptor_wrong(loading, at, "the level \"%s\" stands twice", id);
            level->id = id;
            level->one = descriptor_wording(loading, at, object, "one");
            level->many = descriptor_wording(loading, at, object, "many");
            level->owner = descriptor_flag(loading, at, object, "owner");
        }
        descriptor->level_count = l + 1;
    }
}

const struct register_plan *descriptor_find(const struct descriptor *descriptor,
                                            const char *id, const char **nearest)
{
    unsigned least = 3;
    *nearest = NULL;
    for (size_t r = 0; r < descriptor->plan_count; r++) {
        const char *known = descriptor->plan[r].id;
        unsigned distance = known == NULL ? 3 : text_distance(id, known, 2);
        if (known != NULL && strcmp(id, known) == 0)
            return &descriptor->plan[r];
        if (distance < least) {
            least = distance;
            *nearest = known;
        }
    }
    return NULL;
}

static void load_group(struct loading *loading, const char *path, const json_t *object,
                       const struct descriptor *descriptor, struct group_plan *group)
{
    static const char *const known[] = {"code", "name", "register"};
    char at[JSON_PATH_BYTES];
    char hint[128];
    char excerpt[TEXT_EXCERPT_BYTES];
    if (!descriptor_check(loading, path, object, known, 3))
        return;
    bool by_name = json_object_get(object, "name") != NULL;
    if (by_name == (json_object_get(object, "register") != NULL)) {
        descriptor_wrong(loading, path,
                         "has either a \"name\" or a \"register\" beside its \"code\"");
        return;
    }
    const char *code = descriptor_text(loading, path, object, "code");
    const char *other =
        descriptor_text(loading, path, object, by_name ? "name" : "register");
    if (code == NULL || other == NULL)
        return;
    const char *nearest = NULL;
    if (by_name)
        group->name_column = other;
    else if ((group->from = descriptor_find(descriptor, other, &nearest)) == NULL) {
        descriptor_wrong(loading, descriptor_path(at, path, "register"),
                         "there is no register \"%s\"%s",
                         text_excerpt(excerpt, other, strlen(other)),
                         descriptor_hint(hint, nearest));
        return;
    }
    group->code_column = code;
}

static void load_groups(struct loading *loading, const char *path, const json_t *groups,
                        const struct descriptor *descriptor, struct register_plan *plan)
{
    char at[JSON_PATH_BYTES];
    char hint[128];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *id;
    const char *nearest;
    json_t *object;
    if (groups == NULL)
        return;
    if (!json_is_object(groups)) {
        descriptor_wrong(loading, path, "must be an object");
        return;
    }
    json_object_foreach((json_t *)groups, id, object)
    {
        size_t level = find_level(descriptor, id, &nearest);
        descriptor_path(at, path, id);
        if (level < descriptor->level_count)
            load_group(loading, at, object, descriptor, &plan->group[level]);
        else
            descriptor_wrong(loading, at, "there is no level \"%s\"%s",
                             text_excerpt(excerpt, id, strlen(id)),
                             descriptor_hint(hint, nearest));
    }
}

static void load_register(struct loading *loading, const char *path,
                          const json_t *object, struct register_plan *plan)
{
    static const char *const known[] = {"id",   "file",    "generated", "one",
                                        "many", "columns", "groups",    "source"};
    static const char *const known_columns[] = {"id", "name"};
    char at[JSON_PATH_BYTES];
    if (!descriptor_check(loading, path, object, known, sizeof known / sizeof *known))
        return;
    plan->file = descriptor_text(loading, path, object, "file");
    plan->generated = descriptor_flag(loading, path, object, "generated");
    plan->one = descriptor_wording(loading, path, object, "one");
    plan->many = descriptor_wording(loading, path, object, "many");
    if (json_object_get(object, "source") != NULL)
        descriptor_text(loading, path, object, "source");
    const json_t *columns = json_object_get(object, "columns");
    if (columns == NULL)
        descriptor_wrong(loading, path, "\"columns\" is missing");
    else if (descriptor_check(loading, descriptor_path(at, path, "columns"), columns,
                              known_columns, 2)) {
        plan->id_column = descriptor_text(loading, at, columns, "id");
        plan->name_column = descriptor_text(loading, at, columns, "name");
    }
}

bool descriptor_reaches(const struct register_plan *plan, size_t level)
{
    if (plan->group[level].code_column != NULL)
        return true;
    for (size_t narrower = level + 1; narrower < LEVEL_LIMIT; narrower++)
        if (plan->group[narrower].from != NULL
            && descriptor_reaches(plan->group[narrower].from, level))
            return true;
    return false;
}

/* Groups that are another register's units bring that register's own groups with them,
   so these must all be broader; that also rules out registers that go in circles. */
static bool check_broader(struct loading *loading, const struct descriptor *descriptor,
                          size_t number)
{
    const struct register_plan *plan = &descriptor->plan[number];
    char at[JSON_PATH_BYTES];
    char groups[JSON_PATH_BYTES];
    bool ok = true;
    descriptor_path(groups, descriptor_item(at, "$.registers", number), "groups");
    for (size_t l = 0; l < descriptor->level_count; l++) {
        const struct register_plan *from = plan->group[l].from;
        for (size_t m = l; from != NULL && m < descriptor->level_count; m++) {
            if (from->group[m].code_column == NULL)
                continue;
            descriptor_wrong(
                loading, descriptor_path(at, groups, descriptor->level[l].id),
                "the register \"%s\" has groups at the level \"%s\" and cannot name "
                "those of \"%s\"",
                from->id, descriptor->level[m].id, descriptor->level[l].id);
            ok = false;
        }
    }
    return ok;
}

static void check_once(struct loading *loading, const struct descriptor *descriptor,
                       size_t number)
{
    const struct register_plan *plan = &descriptor->plan[number];
    char at[JSON_PATH_BYTES];
    char groups[JSON_PATH_BYTES];
    descriptor_path(groups, descriptor_item(at, "$.registers", number), "groups");
    for (size_t l = 0; l < descriptor->level_count; l++) {
        size_t ways = plan->group[l].code_column != NULL;
        for (size_t m = l + 1; m < descriptor->level_count; m++)
            ways += plan->group[m].from != NULL
                    && descriptor_reaches(plan->group[m].from, l);
        if (ways > 1)
            descriptor_wrong(loading, groups,
                             "the level \"%s\" is given here and by another register",
                             descriptor->level[l].id);
    }
}

static void load_registers(struct loading *loading, const json_t *root,
                           struct descriptor *descriptor)
{
    char at[JSON_PATH_BYTES];
    char groups[JSON_PATH_BYTES];
    const char *nearest;
    const json_t *registers = descriptor_array(loading, "$", root, "registers");
    size_t count = json_array_size(registers);
    descriptor->plan = take(loading, count, sizeof *descriptor->plan);
    if (descriptor->plan == NULL)
        return;
    /* All ids before any groups, since groups name registers in any order. */
    for (size_t r = 0; r < count; r++) {
        const json_t *object = json_array_get(registers, r);
        descriptor_item(at, "$.registers", r);
        load_register(loading, at, object, &descriptor->plan[r]);
        const char *id =
            json_is_object(object) ? descriptor_id(loading, at, object, "id") : NULL;
        if (id != NULL && descriptor_find(descriptor, id, &nearest) != NULL)
            descriptor_wrong(loading, at, "the register \"%s\" stands twice", id);
        descriptor->plan[r].id = id;
        descriptor->plan_count = r + 1;
    }
    for (size_t r = 0; r < count; r++) {
        const json_t *object = json_array_get(registers, r);
        descriptor_path(groups, descriptor_item(at, "$.registers", r), "groups");
        load_groups(loading, groups, json_object_get(object, "groups"), descriptor,
                    &descriptor->plan[r]);
    }
    bool broader = true;
    for (size_t r = 0; r < count; r++)
        broader = check_broader(loading, descriptor, r) && broader;
    for (size_t r = 0; r < count && broader; r++)
        check_once(loading, descriptor, r);
}

bool descriptor_load(struct loading *loading, struct descriptor *descriptor)
{
    static const char *const known[] = {"format", "nation", "levels", "registers"};
    size_t errors = loading->problems->error_count;
    json_t *root = read_root(loading);
    if (root == NULL)
        return false;
    const char *format = json_string_value(json_object_get(root, "format"));
    if (!json_is_object(root))
        descriptor_wrong(loading, "$", "must be an object");
    else if (format == NULL || strcmp(format, FORMAT) != 0)
        descriptor_wrong(loading, "$.format", "must be \"" FORMAT "\"");
    else {
        descriptor_check(loading, "$", root, known, 4);
        load_nation(loading, root, descriptor);
        load_levels(loading, root, descriptor);
        load_registers(loading, root, descriptor);
    }
    json_decref(root);
    return !loading->failed && loading->problems->error_count == errors;
}
