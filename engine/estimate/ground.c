#include "base/memory.h"
#include "estimate/design.h"

#include <assert.h>

static bool reserve_ground(struct ground *ground, struct fault *fault)
{
    const struct design *design = ground->design;
    if (design->cluster != NULL) {
        ground->size = memory_allocate(design->cluster_count, sizeof *ground->size);
        ground->stratum =
            memory_allocate(design->cluster_count, sizeof *ground->stratum);
        if (ground->size == NULL || ground->stratum == NULL)
            return fault_memory(fault);
    }
    if (design->post != NULL) {
        ground->weight = memory_unwritten(design->count, sizeof *ground->weight);
        if (ground->weight == NULL)
            return fault_memory(fault);
    }
    ground->taken = memory_allocate(ground->stratum_count, sizeof *ground->taken);
    return ground->taken != NULL || fault_memory(fault);
}

static void count_clusters(struct ground *ground)
{
    const struct design *design = ground->design;
    for (uint32_t i = 0; i < design->count; i++) {
        uint32_t cluster = design->cluster[i];
        uint32_t stratum = stratum_of(ground, i);
        assert(cluster < design->cluster_count);
        assert(ground->size[cluster] == 0 || ground->stratum[cluster] == stratum);
        ground->stratum[cluster] = stratum;
        ground->taken[stratum] += ground->size[cluster] == 0;
        ground->size[cluster]++;
    }
}

static bool check_totals(const struct ground *ground, struct fault *fault)
{
    const struct design *design = ground->design;
    if (design->stratum_total == NULL)
        return true;
    for (uint32_t h = 0; h < ground->stratum_count; h++)
        if (ground->taken[h] > design->stratum_total[h])
            return (design->cluster == NULL ? too_many_units : too_many_clusters)(
                ground->taken[h], design->stratum_total[h], fault);
    if (design->cluster == NULL || design->cluster_total == NULL)
        return true;
    for (uint32_t c = 0; c < design->cluster_count; c++)
        if (ground->size[c] > design->cluster_total[c])
            return too_many_units(ground->size[c], design->cluster_total[c], fault);
    return true;
}

/* STATISTICS 2.4: w* = w N_p / the sum of w in p. */
static bool weigh_posts(struct ground *ground, struct fault *fault)
{
    const struct design *design = ground->design;
    struct sum *sum = memory_allocate(design->post_count, sizeof *sum);
    if (sum == NULL)
        return fault_memory(fault);
    for (uint32_t i = 0; i < design->count; i++) {
        assert(design->post[i] < design->post_count);
        sum_add(&sum[design->post[i]], first_weight(ground, i));
    }
    bool ok = true;
    for (uint32_t p = 0; ok && p < design->post_count; p++)
        if ((sum_value(&sum[p]) > 0) != (design->post_total[p] > 0))
            ok = fault_set(fault, FAULT_DATA, "",
                           "post-stratum %u has %.0f units in all, and those that "
                           "answered weigh %.0f; merge it with another",
                           p + 1, design->post_total[p], sum_value(&sum[p]));
    for (uint32_t i = 0; ok && i < design->count; i++) {
        uint32_t p = design->post[i];
        double whole = sum_value(&sum[p]);
        ground->weight[i] =
            whole > 0 ? first_weight(ground, i) * design->post_total[p] / whole : 0;
    }
    memory_release(sum);
    return ok;
}

bool ground_open(struct ground *ground, const struct design *design,
                 struct fault *fault)
{
    *ground = (struct ground){.design = design};
    ground->primary_count =
        design->cluster == NULL ? design->count : design->cluster_count;
    ground->stratum_count = design->stratum == NULL ? 1 : design->stratum_count;
    bool ok = reserve_ground(ground, fault);
    if (ok && design->cluster != NULL)
        count_clusters(ground);
    for (uint32_t i = 0; ok && i < design->count; i++) {
        assert(stratum_of(ground, i) < ground->stratum_count);
        assert(first_weight(ground, i) >= 0);
        if (design->cluster == NULL)
            ground->taken[stratum_of(ground, i)]++;
    }
    ok = ok && check_totals(ground, fault)
         && (design->post == NULL || weigh_posts(ground, fault));
    if (!ok)
        ground_release(ground);
    return ok;
}

void ground_release(struct ground *ground)
{
    memory_release(ground->size);
    memory_release(ground->stratum);
    memory_release(ground->taken);
    memory_release(ground->weight);
    *ground = (struct ground){0};
}
