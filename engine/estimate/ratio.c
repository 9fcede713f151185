#include "base/memory.h"
#include "estimate/design.h"

#include <assert.h>

/* Ratios of weighted sums, their differences, and what they are linearised to
   (STATISTICS 2.4, 3.2). */

/* What is left of y - theta x where both are alike is what was rounded off. */
#define ROUNDED_OFF 4e-15

static bool is_in(const uint8_t *domain, uint32_t unit)
{
    return domain == NULL || domain[unit];
}

static double side_weight(const struct ground *ground, const struct estimate_side *side,
                          uint32_t unit)
{
    return side->weight == NULL ? last_weight(ground, unit) : side->weight[unit];
}

static double side_x(const struct estimate_side *side, uint32_t unit)
{
    return side->x == NULL ? 1 : side->x[unit];
}

/* One side of a figure. */
struct share {
    struct estimate theta;
    double base; /* the sum of w x */
    double size; /* of what theta was added up from */
    enum estimate_lack lack;
};

static void find_theta(struct share *share, const struct ground *ground,
                       const struct estimate_side *side)
{
    struct block_sum above = {0};
    struct block_sum below = {0};
    bool any = false;
    *share = (struct share){0};
    for (uint32_t i = 0; i < ground->design->count; i++) {
        if (!is_in(side->domain, i))
            continue;
        double weight = side_weight(ground, side, i);
        any = true;
        block_sum_add(&above, weight * side->y[i]);
        block_sum_add(&below, weight * side_x(side, i));
    }
    share->base = block_sum_value(&below);
    share->lack = !any               ? ESTIMATE_LACK_UNITS
                  : share->base == 0 ? ESTIMATE_LACK_WEIGHT
                                     : ESTIMATE_LACKS_NOTHING;
    if (share->lack == ESTIMATE_LACKS_NOTHING)
        share->theta = estimate_of(block_sum_value(&above) / share->base);
}

/* u_i = w_i (y_i - theta x_i) / the sum of w x, added to u with a sign. */
static void add_linearised(double *u, struct share *share, const struct ground *ground,
                           const struct estimate_side *side, double sign)
{
    struct block_sum size = {0};
    for (uint32_t i = 0; i < ground->design->count; i++) {
        if (!is_in(side->domain, i))
            continue;
        double y = side->y[i];
        double expected = share->theta.value * side_x(side, i);
        double beyond = y - expected;
        double scale = fabs(y) + fabs(expected);
        if (fabs(beyond) <= ROUNDED_OFF * scale)
            beyond = 0;
        double weight = side_weight(ground, side, i) / share->base;
        block_sum_add(&size, fabs(weight) * scale);
        u[i] += sign * weight * beyond;
    }
    share->size = block_sum_value(&size);
}

static void count_side(uint8_t *counted, const struct ground *ground,
                       const struct estimate_side *side)
{
    for (uint32_t i = 0; i < ground->design->count; i++)
        if (is_in(side->domain, i) && side_weight(ground, side, i) > 0)
            counted[i] = 1;
}

/* From what stands in u to the figure. */
static bool conclude(struct estimated *estimated, const struct ground *ground,
                     const double *u, const uint8_t *counted, double size,
                     struct fault *fault)
{
    struct spread spread = {.size = size, .rounded = ground->design->rounded};
    if (!find_spread(&spread, ground, u, counted, fault))
        return false;
    estimated->n = spread.n;
    estimated->clusters = spread.clusters;
    estimate_settle(estimated, &spread);
    return true;
}

/* The figure of one side, or of the second less the first. */
static bool estimate_sides(struct estimated *estimated, const struct ground *ground,
                           const struct estimate_side *const *side, int side_count,
                           double *u, uint8_t *counted, struct fault *fault)
{
    struct share share[2];
    double value = 0;
    double size = 0;
    for (int s = 0; s < side_count; s++) {
        assert(side[s]->weight == NULL || ground->design->post == NULL);
        find_theta(&share[s], ground, side[s]);
        count_side(counted, ground, side[s]);
        if (estimated->lack == ESTIMATE_LACKS_NOTHING)
            estimated->lack = share[s].lack;
    }
    if (estimated->lack == ESTIMATE_LACKS_NOTHING) {
        for (int s = 0; s < side_count; s++) {
            double sign = s + 1 == side_count ? 1 : -1;
            add_linearised(u, &share[s], ground, side[s], sign);
            value += sign * share[s].theta.value;
            size += share[s].size;
        }
        estimated->value = estimate_of(value);
    }
    return conclude(estimated, ground, u, counted, size, fault);
}

/* With room for what the caller does not want to see. */
static bool estimate_on(struct estimated *estimated, const struct design *design,
                        const struct estimate_side *const *side, int side_count,
                        double *u, struct fault *fault)
{
    struct ground ground;
    *estimated = (struct estimated){0};
    if (!ground_open(&ground, design, fault))
        return false;
    double *own = u == NULL ? memory_allocate(design->count, sizeof *own) : NULL;
    double *linear = u == NULL ? own : u;
    uint8_t *counted = memory_allocate(design->count, sizeof *counted);
    bool ok = (linear != NULL && counted != NULL) || fault_memory(fault);
    for (uint32_t i = 0; ok && i < design->count; i++)
        linear[i] = 0;
    ok =
        ok
        && estimate_sides(estimated, &ground, side, side_count, linear, counted, fault);
    memory_release(own);
    memory_release(counted);
    ground_release(&ground);
    return ok;
}

bool estimate_ratio(struct estimated *estimated, const struct design *design,
                    const struct estimate_side *side, double *u, struct fault *fault)
{
    return estimate_on(estimated, design, &side, 1, u, fault);
}

bool estimate_difference(struct estimated *estimated, const struct design *design,
                         const struct estimate_side *before,
                         const struct estimate_side *after, double *u,
                         struct fault *fault)
{
    const struct estimate_side *const side[] = {before, after};
    return estimate_on(estimated, design, side, 2, u, fault);
}

bool estimate_linear(struct estimated *estimated, const struct design *design,
                     double value, const double *u, const uint8_t *domain,
                     struct fault *fault)
{
    struct ground ground;
    *estimated = (struct estimated){.value = estimate_of(value)};
    if (!ground_open(&ground, design, fault))
        return false;
    uint8_t *counted = memory_allocate(design->count, sizeof *counted);
    bool ok = counted != NULL || fault_memory(fault);
    bool any = false;
    for (uint32_t i = 0; ok && i < design->count; i++) {
        counted[i] = is_in(domain, i) && last_weight(&ground, i) > 0;
        any = any || counted[i];
    }
    if (!any)
        estimated->value = (struct estimate){0};
    ok = ok && conclude(estimated, &ground, u, counted, fabs(value), fault);
    memory_release(counted);
    ground_release(&ground);
    return ok;
}
