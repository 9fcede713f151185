#include "base/memory.h"
#include "estimate/design.h"

/* The variance of a linearised figure. Lonely units are held against the mean of all,
   which is 0 for what is linearised (the "adjust" of R survey). */

/* A stratum or cluster of which less than this was not taken is taken whole, as R
   survey has it. */
#define TAKEN_WHOLE 1e-7

/* What one passage needs. */
struct passage {
    const struct ground *ground;
    double *u;           /* by unit: after post-stratification; NULL = as it came */
    struct sum *total;   /* by cluster: of u … */
    struct sum *squares; /* … and of its squares about the mean of the unit's cluster;
                            NULL where there are none */
    struct sum *stratum; /* by stratum: of u, then of squares about its mean */
    const double *used;
};

static bool reserve_passage(struct passage *passage, struct fault *fault)
{
    const struct ground *ground = passage->ground;
    const struct design *design = ground->design;
    passage->stratum = memory_allocate(ground->stratum_count, sizeof *passage->stratum);
    bool ok = passage->stratum != NULL;
    if (ok && design->cluster != NULL) {
        passage->total = memory_allocate(ground->primary_count, sizeof *passage->total);
        passage->squares =
            memory_allocate(ground->primary_count, sizeof *passage->squares);
        ok = passage->total != NULL && passage->squares != NULL;
    }
    if (ok && design->post != NULL) {
        passage->u = memory_unwritten(design->count, sizeof *passage->u);
        ok = passage->u != NULL;
    }
    return ok || fault_memory(fault);
}

/* STATISTICS 2.4: what u is beyond the mean of its post-stratum. The mean is one of
   those by the weights before. */
static bool leave_posts(struct passage *passage, const double *u, struct fault *fault)
{
    const struct ground *ground = passage->ground;
    const struct design *design = ground->design;
    struct sum *sum = memory_allocate(design->post_count, 2 * sizeof *sum);
    if (sum == NULL)
        return fault_memory(fault);
    struct sum *weight = sum + design->post_count;
    for (uint32_t i = 0; i < design->count; i++) {
        double before = first_weight(ground, i);
        if (!(before > 0))
            continue;
        sum_add(&sum[design->post[i]], u[i] * before / ground->weight[i]);
        sum_add(&weight[design->post[i]], before);
    }
    for (uint32_t i = 0; i < design->count; i++) {
        uint32_t p = design->post[i];
        double mean =
            ground->weight[i] > 0 ? sum_value(&sum[p]) / sum_value(&weight[p]) : 0;
        passage->u[i] = u[i] - mean * ground->weight[i];
    }
    memory_release(sum);
    return true;
}

static void add_up_primary(struct passage *passage)
{
    const struct ground *ground = passage->ground;
    const struct design *design = ground->design;
    if (design->cluster == NULL)
        return;
    for (uint32_t i = 0; i < design->count; i++)
        sum_add(&passage->total[design->cluster[i]], passage->used[i]);
    for (uint32_t i = 0; i < design->count; i++) {
        uint32_t c = design->cluster[i];
        double mean = sum_value(&passage->total[c]) / ground->size[c];
        /* A single unit is not its own mean. */
        double beyond = passage->used[i] - (ground->size[c] == 1 ? 0 : mean);
        sum_add(&passage->squares[c], beyond * beyond);
    }
}

static double total_of(const struct passage *passage, uint32_t primary)
{
    return passage->total == NULL ? passage->used[primary]
                                  : sum_value(&passage->total[primary]);
}

static bool is_taken(const struct ground *ground, uint32_t primary)
{
    return ground->size == NULL || ground->size[primary] > 0;
}

/* f n / (n - 1), and f for a lonely one. */
static double factor_of(double taken, double left)
{
    if (left < TAKEN_WHOLE)
        return 0;
    return taken > 1 ? left * taken / (taken - 1) : left;
}

static double first_stage(struct passage *passage)
{
    const struct ground *ground = passage->ground;
    const double *whole = ground->design->stratum_total;
    for (uint32_t k = 0; k < ground->primary_count; k++)
        if (is_taken(ground, k))
            sum_add(&passage->stratum[stratum_of_primary(ground, k)],
                    total_of(passage, k));
    struct block_sum variance = {0};
    for (uint32_t k = 0; k < ground->primary_count; k++) {
        if (!is_taken(ground, k))
            continue;
        uint32_t h = stratum_of_primary(ground, k);
        double taken = ground->taken[h];
        double mean = taken > 1 ? sum_value(&passage->stratum[h]) / taken : 0;
        double beyond = total_of(passage, k) - mean;
        double left = whole == NULL ? 1 : share_left(taken, whole[h]);
        block_sum_add(&variance, factor_of(taken, left) * beyond * beyond);
    }
    return block_sum_value(&variance);
}

static double second_stage(const struct passage *passage)
{
    const struct ground *ground = passage->ground;
    const struct design *design = ground->design;
    if (design->cluster == NULL || design->stratum_total == NULL
        || design->cluster_total == NULL)
        return 0;
    struct block_sum variance = {0};
    for (uint32_t c = 0; c < design->cluster_count; c++) {
        if (!is_taken(ground, c))
            continue;
        uint32_t h = ground->stratum[c];
        double left = share_left(ground->size[c], design->cluster_total[c]);
        block_sum_add(&variance, ground->taken[h] / design->stratum_total[h]
                                     * factor_of(ground->size[c], left)
                                     * sum_value(&passage->squares[c]));
    }
    return block_sum_value(&variance);
}

/* Whether nobody is missing where this unit comes from. */
static bool is_complete(const struct ground *ground, uint32_t unit)
{
    const struct design *design = ground->design;
    if (design->stratum_total == NULL)
        return false;
    uint32_t h = stratum_of(ground, unit);
    if (share_left(ground->taken[h], design->stratum_total[h]) >= TAKEN_WHOLE)
        return false;
    if (design->cluster == NULL || design->cluster_total == NULL)
        return true;
    uint32_t c = design->cluster[unit];
    return share_left(ground->size[c], design->cluster_total[c]) < TAKEN_WHOLE;
}

/* The degrees of freedom are those of the domain, as survey::degf has them: its primary
   units less the strata that these are of. */
static bool count_domain(struct spread *spread, const struct ground *ground,
                         const uint8_t *counted, struct fault *fault)
{
    const struct design *design = ground->design;
    bool clustered = design->cluster != NULL;
    uint32_t clusters = clustered ? ground->primary_count : 0;
    uint8_t *seen = memory_allocate((size_t)clusters + ground->stratum_count, 1);
    if (seen == NULL)
        return fault_memory(fault);
    uint8_t *stratum = seen + clusters;
    spread->everybody = true;
    for (uint32_t i = 0; i < design->count; i++) {
        if ((counted[i] || design->post != NULL) && !is_complete(ground, i))
            spread->everybody = false;
        if (!counted[i])
            continue;
        spread->n++;
        spread->clusters += !clustered || !seen[design->cluster[i]];
        spread->strata += !stratum[stratum_of(ground, i)];
        stratum[stratum_of(ground, i)] = 1;
        if (clustered)
            seen[design->cluster[i]] = 1;
    }
    memory_release(seen);
    return true;
}

bool find_spread(struct spread *spread, const struct ground *ground, const double *u,
                 const uint8_t *counted, struct fault *fault)
{
    struct passage passage = {.ground = ground, .used = u};
    bool ok = count_domain(spread, ground, counted, fault)
              && reserve_passage(&passage, fault);
    if (ok && ground->design->post != NULL) {
        ok = leave_posts(&passage, u, fault);
        passage.used = passage.u;
    }
    if (ok) {
        struct block_sum size = {0};
        for (uint32_t i = 0; i < ground->design->count; i++)
            block_sum_add(&size, fabs(u[i]));
        spread->size += block_sum_value(&size);
        spread->clustered = ground->design->cluster != NULL;
        add_up_primary(&passage);
        spread->variance = first_stage(&passage) + second_stage(&passage);
    }
    memory_release(passage.u);
    memory_release(passage.total);
    memory_release(passage.squares);
    memory_release(passage.stratum);
    return ok;
}
