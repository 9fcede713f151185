#include "items/analysis.h"

#include "base/memory.h"

double item_share_percent(const struct item_share *share)
{
    return share->base == 0 ? 0 : 100.0 * share->count / share->base;
}

static bool number_clusters(struct analysis *analysis, struct fault *fault)
{
    const struct items_material *material = analysis->keys.material;
    const struct population *population = material->population;
    uint32_t rows = analysis->keys.row_count;
    uint32_t *number =
        memory_allocate(population_cluster_count(population), sizeof *number);
    analysis->cluster = memory_allocate(rows, sizeof *analysis->cluster);
    bool ok = number != NULL && analysis->cluster != NULL;
    for (uint32_t row = 0; ok && row < rows; row++) {
        uint32_t *known =
            &number[population_cluster(population, material->answers->unit[row])];
        if (*known == 0)
            *known = ++analysis->cluster_count;
        analysis->cluster[row] = *known - 1;
    }
    memory_release(number);
    return ok || fault_memory(fault);
}

static bool make_covariances(struct analysis *analysis, struct fault *fault)
{
    uint32_t count = analysis->keys.question_count;
    analysis->covariance =
        memory_allocate(count, (size_t)count * sizeof *analysis->covariance);
    if (analysis->covariance == NULL)
        return fault_memory(fault);
    for (uint32_t one = 0; one < count; one++) {
        for (uint32_t other = one; other < count; other++) {
            double covariance =
                moments_covariance(&analysis->moments, &analysis->keys, one, other);
            analysis->covariance[(size_t)one * count + other] = covariance;
            analysis->covariance[(size_t)other * count + one] = covariance;
        }
    }
    return true;
}

/* Of scales whose ranges have no small common multiple, values are rounded to 1e-9
   points. */
static int64_t find_common(const struct analysis *analysis, const struct taken *taken)
{
    uint64_t common = 1;
    for (uint32_t i = 0; i < taken->count; i++) {
        uint64_t range = (uint64_t)analysis->keys.key[taken->item[i]->question].range;
        common *= range / greatest_common_divisor(common, range);
        if (common > UINT64_C(1) << 40)
            return FULL_SCORE;
    }
    return (int64_t)common;
}

static bool compute_scale(const struct analysis *analysis, struct items_scale *scale,
                          struct fault *fault)
{
    struct taken taken = {.scale = scale};
    taken.item = memory_allocate(scale->item_count, sizeof(struct items_item *));
    if (taken.item == NULL)
        return fault_memory(fault);
    for (uint32_t i = 0; i < scale->item_count; i++) {
        struct items_item *item = &analysis->items->item[scale->first_item + i];
        if (item->left_out == ITEM_TAKEN)
            taken.item[taken.count++] = item;
    }
    scale->taken = taken.count;
    taken.common = find_common(analysis, &taken);
    bool ok = compute_alpha(analysis, scale, &taken, fault)
              && compute_complete(analysis, scale, &taken, fault)
              && compute_rest(analysis, &taken, fault)
              && (!scale->own || !analysis->items->clustered
                  || compute_within(analysis, scale, &taken, fault));
    memory_release(taken.item);
    return ok;
}

static bool compute_scales(struct analysis *analysis, struct fault *fault)
{
    bool ok = true;
    for (uint32_t s = 0; ok && s < analysis->items->scale_count; s++)
        ok = compute_scale(analysis, &analysis->items->scale[s], fault);
    return ok;
}

bool item_analysis_compute(struct item_analysis *items,
                           const struct items_material *material,
                           uint32_t minimum_units, struct fault *fault)
{
    struct analysis analysis = {.items = items, .minimum = minimum_units};
    const struct population *population = material->population;
    *items = (struct item_analysis){.row_count = material->answers->row_count,
                                    .clustered = population_owner_level(population)
                                                 < population->level_count};
    bool ok =
        keys_make(&analysis.keys, material, fault) && number_clusters(&analysis, fault)
        && moments_compute(&analysis.moments, &analysis.keys, fault)
        && make_covariances(&analysis, fault) && describe_questions(&analysis, fault)
        && decide_questions(&analysis, fault) && find_scales(&analysis, fault)
        && compute_scales(&analysis, fault);
    if (ok)
        withhold(&analysis);
    ok = ok && find_signals(&analysis, fault);
    items->cluster_count = analysis.cluster_count;
    keys_release(&analysis.keys);
    moments_release(&analysis.moments);
    memory_release(analysis.covariance);
    memory_release(analysis.cluster);
    if (!ok)
        item_analysis_release(items);
    return ok;
}

void item_analysis_release(struct item_analysis *items)
{
    for (uint32_t q = 0; items->question != NULL && q < items->question_count; q++)
        memory_release(items->question[q].cell);
    memory_release(items->question);
    memory_release(items->item);
    memory_release(items->scale);
    memory_release(items->signal);
    *items = (struct item_analysis){0};
}
