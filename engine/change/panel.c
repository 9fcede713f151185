#include "base/memory.h"
#include "change/build.h"

#include <string.h>

static const struct level *find_level(const struct population *population,
                                      const char *id)
{
    for (size_t l = 0; l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            return &population->level[l];
    return NULL;
}

/* The group of a level of the last register for every one of an earlier register's, by
   code; NAMES_NONE where it is no more. */
static bool map_groups(const struct level *earlier, const struct level *level,
                       bool nation, uint32_t **group, struct fault *fault)
{
    struct names codes = {0};
    *group = memory_unwritten(earlier->group_count, sizeof **group);
    bool ok = *group != NULL;
    for (uint32_t g = 0; ok && g < level->group_count; g++)
        ok =
            names_keep(&codes, level->group[g].code, strlen(level->group[g].code), NULL)
            != NULL;
    for (uint32_t g = 0; ok && g < earlier->group_count; g++) {
        const char *code = earlier->group[g].code;
        (*group)[g] = names_find(&codes, code, strlen(code));
    }
    names_release(&codes);
    /* There is one nation, whatever its code. */
    if (ok && nation)
        (*group)[0] = 0;
    return ok || fault_memory(fault);
}

/* One level of two rounds at work. */
struct dealing {
    const struct census *census;
    const uint32_t *member[2];
    const uint32_t *row[2];
    const uint32_t *last_member; /* in the last register … */
    const struct level *level;   /* … which has this level; it is … */
    const struct level *then[2]; /* … in the two rounds' registers; NULL: not at all */
    uint32_t *map[2];            /* of their groups; NULL where that is */
};

/* The group of a unit in one of the rounds, where it has answered then. Without such a
   level in the round's register, and where its group then is no more, as after a
   merger, a unit was where it is at last: the successor inherits (STATISTICS 2.11). */
static uint32_t group_in(const struct dealing *dealing, uint32_t unit, int side)
{
    const struct level *then = dealing->then[side];
    if (dealing->row[side][unit] == NAMES_NONE)
        return NAMES_NONE;
    uint32_t group =
        then == NULL ? NAMES_NONE
                     : dealing->map[side][then->group_of[dealing->member[side][unit]]];
    if (group != NAMES_NONE)
        return group;
    uint32_t last = dealing->last_member[unit];
    return last == NAMES_NONE ? NAMES_NONE : dealing->level->group_of[last];
}

static void enter(struct panel_level *to, const struct dealing *dealing, uint32_t unit,
                  uint32_t group, bool before, bool now)
{
    uint32_t entry = to->start[group]++;
    to->unit[entry] = unit;
    to->row[0][entry] = before ? dealing->row[0][unit] : NAMES_NONE;
    to->row[1][entry] = now ? dealing->row[1][unit] : NAMES_NONE;
}

static void count_entries(const struct dealing *dealing, uint32_t *count)
{
    for (uint32_t u = 0; u < dealing->census->unit_count; u++) {
        uint32_t before = group_in(dealing, u, 0);
        uint32_t now = group_in(dealing, u, 1);
        if (before != NAMES_NONE)
            count[before]++;
        if (now != NAMES_NONE && now != before)
            count[now]++;
    }
}

static void deal(const struct dealing *dealing, struct panel_level *to)
{
    for (uint32_t u = 0; u < dealing->census->unit_count; u++) {
        uint32_t before = group_in(dealing, u, 0);
        uint32_t now = group_in(dealing, u, 1);
        if (before != NAMES_NONE)
            enter(to, dealing, u, before, true, now == before);
        if (now != NAMES_NONE && now != before)
            enter(to, dealing, u, now, false, true);
    }
}

/* Which groups have units of several owners, by the last register: a mean of theirs is
   one across owners, however few of them answered. */
static bool find_across(const struct population *population, const struct level *level,
                        bool *across, struct fault *fault)
{
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return true;
    uint32_t *first = memory_unwritten(level->group_count, sizeof *first);
    if (first == NULL)
        return fault_memory(fault);
    for (uint32_t g = 0; g < level->group_count; g++)
        first[g] = NAMES_NONE;
    for (uint32_t u = 0; u < population->unit_count; u++) {
        uint32_t group = level->group_of[u];
        uint32_t own = population->level[owner].group_of[u];
        across[group] =
            across[group] || (first[group] != NAMES_NONE && first[group] != own);
        first[group] = own;
    }
    memory_release(first);
    return true;
}

/* Clusters numbered from 0 within every group, in the order they come in. */
static bool number_clusters(struct panel_level *level, const struct census *census,
                            const bool *across, struct fault *fault)
{
    uint32_t *last_group = memory_unwritten(census->cluster_count, sizeof *last_group);
    uint32_t *number = memory_unwritten(census->cluster_count, sizeof *number);
    bool ok = (last_group != NULL && number != NULL) || fault_memory(fault);
    for (uint32_t c = 0; ok && c < census->cluster_count; c++)
        last_group[c] = NAMES_NONE;
    for (uint32_t g = 0; ok && g < level->group_count; g++)
        for (uint32_t e = level->start[g]; across[g] && e < level->start[g + 1]; e++) {
            uint32_t cluster = census->cluster[level->unit[e]];
            if (last_group[cluster] != g) {
                last_group[cluster] = g;
                number[cluster] = level->cluster_count[g]++;
            }
            level->cluster[e] = number[cluster];
        }
    memory_release(last_group);
    memory_release(number);
    return ok;
}

static bool reserve_level(struct panel_level *to, const struct dealing *dealing,
                          struct fault *fault)
{
    uint32_t groups = dealing->level->group_count;
    to->group_count = groups;
    to->start = memory_allocate((size_t)groups + 1, sizeof *to->start);
    to->cluster_count = memory_allocate(groups, sizeof *to->cluster_count);
    if (to->start == NULL || to->cluster_count == NULL)
        return fault_memory(fault);
    count_entries(dealing, to->start + 1);
    for (uint32_t g = 0; g < groups; g++)
        to->start[g + 1] += to->start[g];
    size_t total = to->start[groups];
    to->unit = memory_unwritten(total, sizeof *to->unit);
    to->row[0] = memory_unwritten(total, sizeof *to->row[0]);
    to->row[1] = memory_unwritten(total, sizeof *to->row[1]);
    to->cluster = memory_allocate(total, sizeof *to->cluster);
    return (to->unit != NULL && to->row[0] != NULL && to->row[1] != NULL
            && to->cluster != NULL)
           || fault_memory(fault);
}

static bool build_level(struct panel_level *to, const struct dealing *dealing,
                        const struct population *population, struct fault *fault)
{
    bool *across = memory_allocate(dealing->level->group_count, sizeof *across);
    bool ok = across != NULL || fault_memory(fault);
    ok = ok && find_across(population, dealing->level, across, fault)
         && reserve_level(to, dealing, fault);
    if (ok) {
        deal(dealing, to);
        /* Each start has moved to its group's end, which is the next one's beginning.
         */
        memmove(to->start + 1, to->start, to->group_count * sizeof *to->start);
        to->start[0] = 0;
        ok = number_clusters(to, dealing->census, across, fault);
    }
    memory_release(across);
    return ok;
}

/* The level as the two rounds' registers have it. */
static bool find_then(struct dealing *dealing, const struct population *const then[2],
                      struct fault *fault)
{
    bool ok = true;
    for (int s = 0; ok && s < 2; s++) {
        dealing->then[s] = find_level(then[s], dealing->level->id);
        if (dealing->then[s] != NULL)
            ok =
                map_groups(dealing->then[s], dealing->level,
                           dealing->then[s] == then[s]->level, &dealing->map[s], fault);
    }
    return ok;
}

static void forget_then(struct dealing *dealing)
{
    for (int s = 0; s < 2; s++) {
        memory_release(dealing->map[s]);
        dealing->map[s] = NULL;
    }
}

bool panel_build(struct panel *panel, const struct census *census,
                 const struct change_round *round, uint32_t before, uint32_t now,
                 struct fault *fault)
{
    uint32_t last = census->round_count - 1;
    const struct population *population = round[last].population;
    const struct population *const then[] = {round[before].population,
                                             round[now].population};
    const uint32_t side[] = {before, now};
    struct dealing dealing = {.census = census,
                              .last_member = census_members(census, last)};
    for (int s = 0; s < 2; s++) {
        dealing.member[s] = census_members(census, side[s]);
        dealing.row[s] = census_rows(census, side[s]);
    }
    *panel = (struct panel){.level_count = population->level_count};
    panel->level = memory_allocate(population->level_count, sizeof *panel->level);
    if (panel->level == NULL)
        return fault_memory(fault);
    bool ok = true;
    for (size_t l = 0; ok && l < population->level_count; l++) {
        dealing.level = &population->level[l];
        ok = find_then(&dealing, then, fault)
             && build_level(&panel->level[l], &dealing, population, fault);
        forget_then(&dealing);
        for (uint32_t g = 0; ok && g < dealing.level->group_count; g++) {
            uint32_t count = panel->level[l].start[g + 1] - panel->level[l].start[g];
            panel->most = count > panel->most ? count : panel->most;
        }
    }
    return ok;
}

void panel_release(struct panel *panel)
{
    for (size_t l = 0; panel->level != NULL && l < panel->level_count; l++) {
        memory_release(panel->level[l].start);
        memory_release(panel->level[l].unit);
        memory_release(panel->level[l].row[0]);
        memory_release(panel->level[l].row[1]);
        memory_release(panel->level[l].cluster);
        memory_release(panel->level[l].cluster_count);
    }
    memory_release(panel->level);
    *panel = (struct panel){0};
}
