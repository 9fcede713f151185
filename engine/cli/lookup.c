#include "cli/lookup.h"

#include "base/text.h"

#include <string.h>

/* "dimension/area" of a node. */
static bool is_named(const struct questionnaire *rules, uint32_t n, const char *name)
{
    const char *dimension = rules->dimension[rules->node[n].dimension].id;
    size_t length = strlen(dimension);
    return strncmp(name, dimension, length) == 0 && name[length] == '/'
           && strcmp(name + length + 1, rules->node[n].id) == 0;
}

/* The next area from `first` on that has the id. */
static uint32_t find_id(const struct questionnaire *rules, uint32_t first,
                        const char *id)
{
    for (uint32_t n = first; n < rules->node_count; n++)
        if (strcmp(rules->node[n].id, id) == 0)
            return n;
    return NAMES_NONE;
}

uint32_t lookup_find_area(const struct questionnaire *rules, const char *name)
{
    for (uint32_t n = 0; n < rules->node_count; n++)
        if (is_named(rules, n, name))
            return n;
    return find_id(rules, 0, name);
}

static bool tell_no_area(const struct questionnaire *rules, const char *name,
                         struct fault *fault)
{
    char seen[TEXT_EXCERPT_BYTES];
    struct nearest nearest = {.wanted = name};
    for (uint32_t n = 0; n < rules->node_count; n++)
        nearest_offer(&nearest, rules->node[n].id, rules->node[n].id);
    const char *near = nearest_name(&nearest);
    text_excerpt(seen, name, strlen(name));
    if (near == NULL)
        return fault_set(fault, FAULT_DATA, "",
                         "\"%s\" is no area of %s %s; write it as \"%s/%s\"", seen,
                         rules->id, rules->edition, rules->dimension[0].id,
                         rules->node[rules->dimension[0].root].id);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" is no area of %s %s; did you mean \"%s\"?", seen,
                     rules->id, rules->edition, near);
}

bool lookup_area(uint32_t *area, const struct questionnaire *rules, const char *name,
                 struct fault *fault)
{
    *area = lookup_find_area(rules, name);
    if (*area == NAMES_NONE)
        return tell_no_area(rules, name, fault);
    uint32_t other =
        is_named(rules, *area, name) ? NAMES_NONE : find_id(rules, *area + 1, name);
    if (other == NAMES_NONE)
        return true;
    return fault_set(fault, FAULT_USAGE, "",
                     "several dimensions have an area \"%s\"; write \"%s/%s\" or "
                     "\"%s/%s\"",
                     name, rules->dimension[rules->node[*area].dimension].id, name,
                     rules->dimension[rules->node[other].dimension].id, name);
}

size_t lookup_find_level(const struct population *population, const char *id)
{
    for (size_t l = 0; l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            return l;
    return SIZE_MAX;
}

bool lookup_level(size_t *level, const struct population *population, const char *id,
                  struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct text known = {0};
    *level = lookup_find_level(population, id);
    if (*level != SIZE_MAX)
        return true;
    for (size_t l = 0; l < population->level_count; l++)
        text_print(&known, "%s%s", l == 0 ? "" : ", ", population->level[l].id);
    if (text_check(&known, fault))
        fault_set(fault, FAULT_USAGE, "",
                  "the register has no groups \"%s\"; it has: %s",
                  text_excerpt(excerpt, id, strlen(id)), known.bytes);
    text_release(&known);
    return false;
}

bool lookup_unit(uint32_t *unit, const struct population *population, const char *id,
                 struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    *unit = id == NULL ? NAMES_NONE : population_find(population, id, strlen(id));
    if (id == NULL || *unit != NAMES_NONE)
        return true;
    const char *nearest = population_nearest(population, id);
    text_excerpt(excerpt, id, strlen(id));
    return nearest == NULL
               ? fault_set(fault, FAULT_USAGE, "",
                           "\"%s\" is no institution in the register \"%s\"", excerpt,
                           population->id)
               : fault_set(fault, FAULT_USAGE, "",
                           "\"%s\" is no institution in the register \"%s\"; did you "
                           "mean \"%s\"?",
                           excerpt, population->id, nearest);
}
