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

/* Whether both have the same questions, and so the same figures. */
static bool is_like(const struct item_analysis *items, const struct items_scale *one,
                    const struct items_scale *other)
{
    bool same = one->item_count == other->item_count;
    for (uint32_t i = 0; same && i < one->item_count; i++)
        same = items->item[one->first_item + i].question
               == items->item[other->first_item + i].question;
    return same;
}

static const struct items_scale *find_like(const struct item_analysis *items,
                                           const struct items_scale *scale)
{
    for (const struct items_scale *one = items->scale; one < scale; one++)
        if (is_like(items, one, scale))
            return one;
    return NULL;
}

static void copy_figures(struct item_analysis *items, struct items_scale *scale,
                         const struct items_scale *from)
{
    struct items_scale kept = *scale;
    *scale = *from;
    scale->node = kept.node;
    scale->first_item = kept.first_item;
    scale->own = kept.own;
    scale->within_alpha = kept.within_alpha;
    for (uint32_t i = 0; i < scale->item_count; i++) {
        struct items_item *item = &items->item[scale->first_item + i];
        uint32_t number = item->scale;
        *item = items->item[from->first_item + i];
        item->scale = number;
    }
}

/* Returns how many are taken. */
static uint32_t take_items(struct taken *taken, const struct analysis *analysis,
                           struct items_scale *scale, struct items_item **room)
{
    *taken = (struct taken){
        .scale = scale, .like = find_like(analysis->items, scale), .item = room};
    for (uint32_t i = 0; i < scale->item_count; i++) {
        struct items_item *item = &analysis->items->item[scale->first_item + i];
        if (item->left_out == ITEM_TAKEN)
            taken->item[taken->count++] = item;
    }
    scale->taken = taken->count;
    taken->common = find_common(analysis, taken);
    return taken->count;
}

static bool compute_figures(struct analysis *analysis, const struct taken *taken,
                            struct fault *fault)
{
    struct item_analysis *items = analysis->items;
    bool ok = true;
    for (uint32_t s = 0; ok && s < items->scale_count; s++)
        if (taken[s].like == NULL)
            ok = compute_alpha(analysis, &items->scale[s], &taken[s], fault);
    ok = ok && compute_complete(analysis, taken, items->scale_count, fault)
         && compute_rest(analysis, taken, items->scale_count, fault);
    for (uint32_t s = 0; ok && s < items->scale_count; s++)
        if (taken[s].like != NULL)
            copy_figures(items, &items->scale[s], taken[s].like);
    return ok
           && (!items->clustered
               || compute_within(analysis, taken, items->scale_count, fault));
}

static bool compute_scales(struct analysis *analysis, struct fault *fault)
{
    struct item_analysis *items = analysis->items;
    struct taken *taken = memory_allocate(items->scale_count, sizeof *taken);
    struct items_item **item =
        memory_allocate(items->item_count, sizeof(struct items_item *));
    bool ok = (taken != NULL && item != NULL) || fault_memory(fault);
    uint32_t count = 0;
    for (uint32_t s = 0; ok && s < items->scale_count; s++)
        count += take_items(&taken[s], analysis, &items->scale[s], item + count);
    ok = ok && compute_figures(analysis, taken, fault);
    memory_release(taken);
    memory_release(item);
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
