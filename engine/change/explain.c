#include "base/memory.h"
#include "change/slice.h"

/* How the change of one node of one group came about: its units, its owners and what
   the variance is made of, by the slice and the estimators it was computed with. */

static const char *owner_code(const struct making *making, uint32_t unit)
{
    const struct census *census = &making->census;
    for (uint32_t r = census->round_count; r-- > 0;) {
        const struct population *population = making->round[r].population;
        size_t level = population_owner_level(population);
        uint32_t member = census_members(census, r)[unit];
        if (member != NAMES_NONE && level < population->level_count)
            return population->level[level]
                .group[population->level[level].group_of[member]]
                .code;
    }
    return census->id[unit];
}

/* In byte order of ids, which the census has too. */
static void take_entries(struct change_steps *steps, const struct slice *slice,
                         const struct census *census)
{
    for (uint32_t e = 0; e < slice->count; e++) {
        struct change_entry *entry = &steps->entry[steps->entry_count];
        if (slice->score[0][e] < 0 && slice->score[1][e] < 0)
            continue;
        *entry = (struct change_entry){
            .unit = census->id[slice->unit[e]],
            .owner = steps->owner == NULL ? NAMES_NONE : slice->cluster[e]};
        for (int side = 0; side < 2; side++)
            entry->score[side] =
                slice->score[side][e] < 0 ? CHANGE_UNDEFINED : slice->score[side][e];
        if (slice->score[0][e] >= 0 && slice->score[1][e] >= 0) {
            steps->sum[0] += slice->score[0][e];
            steps->sum[1] += slice->score[1][e];
        }
        steps->entry_count++;
    }
}

static bool take_owners(struct change_steps *steps, const struct making *making,
                        struct slice *slice, struct fault *fault)
{
    uint32_t count = slice->cluster_count;
    struct estimate_cluster_part *part = memory_allocate(count, sizeof *part);
    steps->owner = memory_allocate(count, sizeof *steps->owner);
    bool ok = ((part != NULL && steps->owner != NULL) || fault_memory(fault))
              && estimate_clustered_variance(&steps->variance, part, slice->of_cluster,
                                             count, NULL, 0, ESTIMATE_PROCESS, fault);
    for (uint32_t c = 0; ok && c < count; c++)
        steps->owner[c] =
            (struct change_owner){.moments = slice->of_cluster[c], .part = part[c]};
    for (uint32_t e = 0; ok && e < slice->count; e++)
        steps->owner[slice->cluster[e]].code = owner_code(making, slice->unit[e]);
    steps->owner_count = ok ? count : 0;
    memory_release(part);
    return ok;
}

static bool take_slice(struct change_steps *steps, const struct making *making,
                       struct slice *slice, struct fault *fault)
{
    steps->changes = slice_moments(slice);
    steps->entry = memory_allocate(slice->count, sizeof *steps->entry);
    if (steps->entry == NULL)
        return fault_memory(fault);
    bool by_owner = slice->cluster_count > 0 && !steps->by_units;
    bool ok = by_owner ? take_owners(steps, making, slice, fault)
                       : estimate_simple_variance(&steps->variance, &steps->changes, 0,
                                                  ESTIMATE_PROCESS, fault);
    if (ok)
        take_entries(steps, slice, &making->census);
    return ok;
}

bool explain_change(const struct making *making, struct fault *fault)
{
    struct change_steps *steps = making->steps;
    if (steps == NULL)
        return true;
    const struct pair *pair =
        pair_of(making, making->change->before, making->change->now);
    struct slice slice;
    int64_t const *compared[2];
    pair_columns(making, pair, steps->node, compared);
    bool ok = slice_reserve(&slice, &pair->panel, fault);
    if (ok) {
        slice_fill(&slice, &pair->panel.level[steps->level], steps->group, compared);
        ok = take_slice(steps, making, &slice, fault);
    }
    slice_release(&slice);
    return ok;
}

void change_steps_release(struct change_steps *steps)
{
    memory_release(steps->entry);
    memory_release(steps->owner);
    memory_release(steps->relative);
    memory_release(steps->item);
    *steps = (struct change_steps){0};
}
