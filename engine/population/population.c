#include "population/population.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/text.h"
#include "population/load.h"

#include <stdlib.h>
#include <string.h>

/* Something with a name, to be put in byte order of it. */
struct named {
    const char *name;
    uint32_t number;
};

static int compare_named(const void *left, const void *right)
{
    const struct named *a = left;
    const struct named *b = right;
    return strcmp(a->name, b->name);
}

static struct named *sorted(struct document *document, const struct names *names)
{
    struct named *named = memory_allocate(names->name_count, sizeof *named);
    if (named == NULL) {
        document_out_of_memory(document);
        return NULL;
    }
    bool in_order = true; /* as many registers are */
    for (size_t i = 0; i < names->name_count; i++) {
        named[i] = (struct named){names->name[i], (uint32_t)i};
        in_order = in_order && (i == 0 || strcmp(named[i - 1].name, named[i].name) < 0);
    }
    if (!in_order)
        qsort(named, names->name_count, sizeof *named, compare_named);
    return named;
}

/* Fills in the units in byte order of id; `order` gives their numbers in the file.
   Where that is their order the ids become the population's as they are. */
static bool take_units(struct population *population, struct document *document,
                       struct units *units, const struct named *order)
{
    uint32_t same = 0;
    while (same < units->count && order[same].number == same)
        same++;
    bool in_order = same == units->count;
    if (in_order) {
        population->unit_ids = units->ids;
        units->ids = (struct names){0};
    }
    population->unit_count = units->count;
    population->unit_id =
        document_take(document, units->count, sizeof *population->unit_id);
    population->unit_name =
        document_take(document, units->count, sizeof *population->unit_name);
    if (population->unit_id == NULL || population->unit_name == NULL)
        return false;
    for (uint32_t unit = 0; unit < units->count; unit++) {
        const char *id = in_order ? order[unit].name
                                  : names_keep(&population->unit_ids, order[unit].name,
                                               strlen(order[unit].name), NULL);
        if (id == NULL)
            return document_out_of_memory(document);
        population->unit_id[unit] = id;
        population->unit_name[unit] = units->name[order[unit].number];
    }
    return true;
}

static struct level *add_level(struct population *population, const char *id)
{
    struct level *level = &population->level[population->level_count++];
    *level = (struct level){.id = id};
    return level;
}

static bool take_nation(struct population *population, struct document *document,
                        const struct descriptor *descriptor)
{
    struct level *level = add_level(population, "nation");
    level->one = (struct wording){{[LANGUAGE_DA] = "land", [LANGUAGE_EN] = "nation"}};
    level->many =
        (struct wording){{[LANGUAGE_DA] = "lande", [LANGUAGE_EN] = "nations"}};
    level->group = document_take(document, 1, sizeof *level->group);
    level->group_of =
        document_take(document, population->unit_count, sizeof *level->group_of);
    if (level->group == NULL || level->group_of == NULL)
        return false;
    level->group_count = 1;
    level->group[0] = (struct group){.code = descriptor->nation_code,
                                     .name = descriptor->nation,
                                     .unit_count = population->unit_count};
    return true;
}

/* The groups of one level while they are found. */
struct gathering {
    struct names codes;  /* number = group, in order of the file */
    uint32_t *group_of;  /* by unit of the file */
    uint32_t *first;     /* by group: its first unit of the file */
    struct named *order; /* by code */
};

static void gathering_release(struct gathering *gathering)
{
    names_release(&gathering->codes);
    memory_release(gathering->group_of);
    memory_release(gathering->first);
    memory_release(gathering->order);
}

static bool tell_conflict(struct document *document, const struct units *units,
                          uint32_t unit, uint32_t first, const char *level,
                          const char *code, const char *what, const char *left,
                          const char *right)
{
    if (!problems_add(document->problems, SEVERITY_ERROR, units->path, units->row[unit],
                      0, document->fault,
                      "%s \"%s\" %s \"%s\" here and \"%s\" in row %zu", level, code,
                      spoken(what), left, right, units->row[first]))
        document->failed = true;
    return !document->failed;
}

/* A code stands for one group: with one name, in one group of the level above. */
static bool check_group(struct document *document, const struct descriptor *descriptor,
                        const struct units *units, size_t level, size_t above,
                        uint32_t unit, uint32_t first)
{
    const struct place *here = &units->place[(size_t)unit * units->level_count];
    const struct place *there = &units->place[(size_t)first * units->level_count];
    const char *id = descriptor->level[level].id;
    bool ok = true;
    if (here[level].name != there[level].name)
        ok = tell_conflict(document, units, unit, first, id, here[level].code,
                           "is called", here[level].name, there[level].name);
    if (ok && above < level && here[above].code != there[above].code)
        ok = tell_conflict(document, units, unit, first, id, here[level].code,
                           "lies in", here[above].code, there[above].code);
    return ok;
}

static bool gather_groups(struct document *document,
                          const struct descriptor *descriptor,
                          const struct units *units, size_t level, size_t above,
                          struct gathering *gathering)
{
    gathering->group_of = memory_allocate(units->count, sizeof *gathering->group_of);
    gathering->first = memory_allocate(units->count, sizeof *gathering->first);
    if (gathering->group_of == NULL || gathering->first == NULL)
        return document_out_of_memory(document);
    for (uint32_t unit = 0; unit < units->count; unit++) {
        const char *code = units->place[(size_t)unit * units->level_count + level].code;
        size_t before = gathering->codes.name_count;
        uint32_t group;
        if (names_keep(&gathering->codes, code, strlen(code), &group) == NULL)
            return document_out_of_memory(document);
        gathering->group_of[unit] = group;
        if (group == before)
            gathering->first[group] = unit;
        else if (!check_group(document, descriptor, units, level, above, unit,
                              gathering->first[group]))
            return false;
    }
    gathering->order = sorted(document, &gathering->codes);
    return gathering->order != NULL;
}

static bool take_groups(struct population *population, struct document *document,
                        const struct units *units, const struct named *unit_order,
                        size_t from, const struct gathering *gathering,
                        struct level *level)
{
    uint32_t unit_count = population->unit_count;
    size_t count = gathering->codes.name_count;
    uint32_t *rank = memory_allocate(count, sizeof *rank);
    level->group = document_take(document, count, sizeof *level->group);
    level->group_of = document_take(document, unit_count, sizeof *level->group_of);
    if (rank == NULL)
        document_out_of_memory(document);
    if (document->failed) {
        memory_release(rank);
        return false;
    }
    level->group_count = (uint32_t)count;
    for (uint32_t group = 0; group < count; group++) {
        uint32_t number = gathering->order[group].number;
        const struct place *place =
            &units->place[(size_t)gathering->first[number] * units->level_count + from];
        rank[number] = group;
        level->group[group].code = place->code;
        /* A name is one in every language. */
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            level->group[group].name.in[language] = place->name;
    }
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        uint32_t group = rank[gathering->group_of[unit_order[unit].number]];
        level->group_of[unit] = group;
        level->group[group].unit_count++;
    }
    memory_release(rank);
    return true;
}

static bool take_levels(struct population *population, struct document *document,
                        const struct descriptor *descriptor,
                        const struct register_plan *plan, const struct units *units,
                        const struct named *order)
{
    population->level =
        document_take(document, descriptor->level_count + 1, sizeof *population->level);
    if (population->level == NULL || !take_nation(population, document, descriptor))
        return false;
    size_t above = SIZE_MAX;
    for (size_t l = 0; l < descriptor->level_count; l++) {
        if (!descriptor_reaches(plan, l))
            continue;
        const struct level_plan *found = &descriptor->level[l];
        struct level *level = add_level(population, found->id);
        level->one = found->one;
        level->many = found->many;
        level->owner = found->owner;
        struct gathering gathering = {0};
        bool ok =
            gather_groups(document, descriptor, units, l, above, &gathering)
            && take_groups(population, document, units, order, l, &gathering, level);
        gathering_release(&gathering);
        if (!ok)
            return false;
        above = l;
    }
    return true;
}

static bool load(struct population *population, struct document *document,
                 struct units *units, const char *id)
{
    struct descriptor descriptor = {0};
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    const struct part root = {.document = document};
    const char *nearest;
    if (!descriptor_load(document, &descriptor))
        return false;
    const struct register_plan *plan = descriptor_find(&descriptor, id, &nearest);
    if (plan == NULL)
        return document_wrong(&root, "registers", "there is no register \"%s\"%s",
                              text_excerpt(excerpt, id, strlen(id)),
                              descriptor_hint(hint, nearest));
    population->id = plan->id;
    population->one = plan->one;
    population->many = plan->many;
    population->generated = plan->generated;
    if (!units_load(document, &descriptor, plan, units))
        return false;
    struct named *order = sorted(document, &units->ids);
    bool ok = order != NULL && take_units(population, document, units, order)
              && take_levels(population, document, &descriptor, plan, units, order);
    memory_release(order);
    return ok;
}

bool population_load(struct population *population, const char *descriptor,
                     const char *id, struct problems *problems, struct fault *fault)
{
    *population = (struct population){0};
    struct document document = {.file = descriptor,
                                .names = &population->names,
                                .arena = &population->arena,
                                .problems = problems,
                                .fault = fault};
    struct units units = {0};
    bool ok = load(population, &document, &units, id) && document_is_sound(&document);
    document_release(&document);
    units_release(&units);
    if (!ok)
        population_release(population);
    return ok;
}

void population_release(struct population *population)
{
    names_release(&population->names);
    names_release(&population->unit_ids);
    arena_release(&population->arena);
    *population = (struct population){0};
}

uint32_t population_find(const struct population *population, const char *id,
                         size_t length)
{
    return names_find(&population->unit_ids, id, length);
}

const char *units_nearest(const struct names *names, const char *name)
{
    struct nearest nearest = {.wanted = name};
    for (size_t i = 0; i < names->name_count; i++)
        nearest_offer(&nearest, names->name[i], names->name[i]);
    return nearest_name(&nearest);
}

const char *population_nearest(const struct population *population, const char *id)
{
    return units_nearest(&population->unit_ids, id);
}

size_t population_owner_level(const struct population *population)
{
    for (size_t level = population->level_count; level-- > 0;)
        if (population->level[level].owner)
            return level;
    return population->level_count;
}

uint32_t population_cluster(const struct population *population, uint32_t unit)
{
    size_t owner = population_owner_level(population);
    return owner == population->level_count ? unit
                                            : population->level[owner].group_of[unit];
}

uint32_t population_cluster_count(const struct population *population)
{
    size_t owner = population_owner_level(population);
    return owner == population->level_count ? population->unit_count
                                            : population->level[owner].group_count;
}
