#include "base/catalogue.h"
#include "base/text.h"
#include "population/load.h"

#include <stdio.h>
#include <string.h>

#define FORMAT "baseline-registers-1"

const char *descriptor_hint(char into[static HINT_BYTES], const char *nearest)
{
    into[0] = '\0';
    if (nearest != NULL)
        snprintf(into, HINT_BYTES, spoken("; did you mean \"%.80s\"?"), nearest);
    return into;
}

/* Folders and files that the engine itself makes beside those named by ids. */
static bool is_reserved(const char *id)
{
    static const char *const reserved[] = {"nation", "national", "institution",
                                           "charts"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(id, reserved[i]) == 0)
            return true;
    return false;
}

const char *descriptor_load_id(const struct part *part, const char *key)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *id = document_read_string(part, key, true);
    if (id == NULL)
        return NULL;
    size_t length = strlen(id);
    if (length > 64 || id[0] < 'a' || id[0] > 'z'
        || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != length) {
        document_wrong(part, key,
                       "\"%s\" cannot name a folder; use a small letter and then at "
                       "most 63 small letters, digits and '-'",
                       text_excerpt(excerpt, id, length));
        return NULL;
    }
    if (is_reserved(id)) {
        document_wrong(part, key, "\"%s\" is a folder of the engine's own", id);
        return NULL;
    }
    return id;
}

static void load_nation(const struct part *root, struct descriptor *descriptor)
{
    static const char *const known[] = {"code", "name"};
    struct part nation = document_read_member(root, "nation", true);
    if (!document_check_keys(&nation, known, 2))
        return;
    descriptor->nation_code = descriptor_load_id(&nation, "code");
    descriptor->nation = document_read_wording(&nation, "name", true);
}

/* Whether the known id, which may be wanting, is the one looked for. */
static bool is_called(const char *known, const char *id, struct nearest *nearest)
{
    if (known != NULL)
        nearest_offer(nearest, known, known);
    return known != NULL && strcmp(id, known) == 0;
}

size_t descriptor_find_level(const struct descriptor *descriptor, const char *id,
                             const char **nearest)
{
    struct nearest near = {.wanted = id};
    size_t level = 0;
    while (level < descriptor->level_count
           && !is_called(descriptor->level[level].id, id, &near))
        level++;
    *nearest = nearest_name(&near);
    return level;
}

static void load_level(const struct part *part, const struct descriptor *descriptor,
                       struct level_plan *level)
{
    static const char *const known[] = {"id", "one", "many", "owner"};
    const char *nearest;
    if (!document_check_keys(part, known, 4))
        return;
    const char *id = descriptor_load_id(part, "id");
    if (id != NULL
        && descriptor_find_level(descriptor, id, &nearest) < descriptor->level_count)
        document_wrong(part, NULL, "the level \"%s\" stands twice", id);
    level->id = id;
    level->one = document_read_wording(part, "one", true);
    level->many = document_read_wording(part, "many", true);
    level->owner = document_read_flag(part, "owner", false);
}

static void load_levels(const struct part *root, struct descriptor *descriptor)
{
    struct part levels = document_read_array(root, "levels", true, 0);
    size_t count = json_array_size(levels.json);
    if (count > LEVEL_LIMIT) {
        document_wrong(&levels, NULL, "there are more than %d levels", LEVEL_LIMIT);
        return;
    }
    descriptor->level = document_take(root->document, count, sizeof *descriptor->level);
    if (descriptor->level == NULL)
        return;
    for (size_t l = 0; l < count; l++) {
        struct part level = document_read_item(&levels, l);
        load_level(&level, descriptor, &descriptor->level[l]);
        descriptor->level_count = l + 1;
    }
}

const struct register_plan *descriptor_find(const struct descriptor *descriptor,
                                            const char *id, const char **nearest)
{
    struct nearest near = {.wanted = id};
    for (size_t r = 0; r < descriptor->plan_count; r++)
        if (is_called(descriptor->plan[r].id, id, &near))
            return &descriptor->plan[r];
    *nearest = nearest_name(&near);
    return NULL;
}

static void load_group(const struct part *part, const struct descriptor *descriptor,
                       struct group_plan *group)
{
    static const char *const known[] = {"code", "name", "register"};
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    if (!document_check_keys(part, known, 3))
        return;
    bool by_name = json_object_get(part->json, "name") != NULL;
    if (by_name == (json_object_get(part->json, "register") != NULL)) {
        document_wrong(part, NULL,
                       "has either a \"name\" or a \"register\" beside its \"code\"");
        return;
    }
    const char *code = document_read_string(part, "code", true);
    const char *other = document_read_string(part, by_name ? "name" : "register", true);
    if (code == NULL || other == NULL)
        return;
    const char *nearest = NULL;
    if (by_name)
        group->name_column = other;
    else if ((group->from = descriptor_find(descriptor, other, &nearest)) == NULL) {
        document_wrong(part, "register", "there is no register \"%s\"%s",
                       text_excerpt(excerpt, other, strlen(other)),
                       descriptor_hint(hint, nearest));
        return;
    }
    group->code_column = code;
}

static void load_groups(const struct part *part, const struct descriptor *descriptor,
                        struct register_plan *plan)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    struct part groups = document_read_member(part, "groups", false);
    const char *id;
    const char *nearest;
    json_t *object;
    if (groups.json != NULL && !json_is_object(groups.json)) {
        document_wrong(&groups, NULL, "must be an object");
        return;
    }
    json_object_foreach((json_t *)groups.json, id, object)
    {
        size_t level = descriptor_find_level(descriptor, id, &nearest);
        struct part group = document_read_member(&groups, id, false);
        if (level < descriptor->level_count)
            load_group(&group, descriptor, &plan->group[level]);
        else
            document_wrong(&group, NULL, "there is no level \"%s\"%s",
                           text_excerpt(excerpt, id, strlen(id)),
                           descriptor_hint(hint, nearest));
    }
}

static void load_register(const struct part *part, const struct descriptor *descriptor,
                          struct register_plan *plan)
{
    static const char *const known[] = {"id",     "file",   "generated",
                                        "one",    "many",   "columns",
                                        "groups", "source", "background"};
    static const char *const known_columns[] = {"id", "name"};
    const char *nearest;
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    const char *id = descriptor_load_id(part, "id");
    if (id != NULL && descriptor_find(descriptor, id, &nearest) != NULL)
        document_wrong(part, NULL, "the register \"%s\" stands twice", id);
    plan->id = id;
    plan->file = document_read_string(part, "file", true);
    plan->generated = document_read_flag(part, "generated", false);
    plan->one = document_read_wording(part, "one", true);
    plan->many = document_read_wording(part, "many", true);
    document_read_string(part, "source", false);
    struct part columns = document_read_member(part, "columns", true);
    if (document_check_keys(&columns, known_columns, 2)) {
        plan->id_column = document_read_string(&columns, "id", true);
        plan->name_column = document_read_string(&columns, "name", true);
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

const struct register_plan *descriptor_register_of(const struct register_plan *plan,
                                                   size_t level)
{
    if (plan->group[level].from != NULL)
        return plan->group[level].from;
    for (size_t narrower = level + 1; narrower < LEVEL_LIMIT; narrower++)
        if (plan->group[narrower].from != NULL
            && descriptor_reaches(plan->group[narrower].from, level))
            return descriptor_register_of(plan->group[narrower].from, level);
    return NULL;
}

/* Groups that are another register's units bring that register's own groups with them,
   so these must all be broader; that also rules out registers that go in circles. */
static bool check_broader(const struct part *part, const struct descriptor *descriptor,
                          const struct register_plan *plan)
{
    struct part groups = document_read_member(part, "groups", false);
    bool ok = true;
    for (size_t l = 0; l < descriptor->level_count; l++) {
        const struct register_plan *from = plan->group[l].from;
        for (size_t m = l; from != NULL && m < descriptor->level_count; m++)
            if (from->group[m].code_column != NULL)
                ok = document_wrong(
                    &groups, descriptor->level[l].id,
                    "the register \"%s\" has groups at the level \"%s\" and cannot "
                    "name those of \"%s\"",
                    from->id, descriptor->level[m].id, descriptor->level[l].id);
    }
    return ok;
}

static void check_once(const struct part *part, const struct descriptor *descriptor,
                       const struct register_plan *plan)
{
    for (size_t l = 0; l < descriptor->level_count; l++) {
        size_t ways = plan->group[l].code_column != NULL;
        for (size_t m = l + 1; m < descriptor->level_count; m++)
            ways += plan->group[m].from != NULL
                    && descriptor_reaches(plan->group[m].from, l);
        if (ways > 1)
            document_wrong(part, "groups",
                           "the level \"%s\" is given here and by another register",
                           descriptor->level[l].id);
    }
}

static void load_registers(const struct part *root, struct descriptor *descriptor)
{
    struct part registers = document_read_array(root, "registers", true, 0);
    size_t count = json_array_size(registers.json);
    bool broader = true;
    descriptor->plan = document_take(root->document, count, sizeof *descriptor->plan);
    if (descriptor->plan == NULL)
        return;
    /* All ids before any groups, since groups name registers in any order. */
    for (size_t r = 0; r < count; r++) {
        struct part part = document_read_item(&registers, r);
        load_register(&part, descriptor, &descriptor->plan[r]);
        descriptor->plan_count = r + 1;
    }
    for (size_t r = 0; r < count; r++) {
        struct part part = document_read_item(&registers, r);
        load_groups(&part, descriptor, &descriptor->plan[r]);
    }
    for (size_t r = 0; r < count; r++) {
        struct part part = document_read_item(&registers, r);
        broader = check_broader(&part, descriptor, &descriptor->plan[r]) && broader;
    }
    for (size_t r = 0; r < count && broader; r++) {
        struct part part = document_read_item(&registers, r);
        check_once(&part, descriptor, &descriptor->plan[r]);
        descriptor_load_background(&part, descriptor, &descriptor->plan[r]);
    }
}

bool descriptor_load(struct document *document, struct descriptor *descriptor)
{
    static const char *const known[] = {"format", "nation", "levels", "registers"};
    struct part root;
    if (document_read(&root, document, FORMAT)) {
        document_check_keys(&root, known, 4);
        load_nation(&root, descriptor);
        load_levels(&root, descriptor);
        load_registers(&root, descriptor);
    }
    return document_is_sound(document);
}
