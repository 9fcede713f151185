#include "estimate/estimate.h"

#include "base/memory.h"

#include <stdlib.h>

/* Adjusted p values (STATISTICS 3.5): compared as they are, never rounded. */

struct placed {
    double p;
    size_t place;
};

static int compare_placed(const void *left, const void *right)
{
    const struct placed *one = left;
    const struct placed *other = right;
    if (one->p != other->p)
        return one->p < other->p ? -1 : 1;
    return (one->place > other->place) - (one->place < other->place);
}

/* Those that are defined, smallest first. */
static struct placed *sort_defined(size_t *defined, const struct estimate *p,
                                   size_t count, struct fault *fault)
{
    struct placed *placed = memory_allocate(count, sizeof *placed);
    *defined = 0;
    if (placed == NULL) {
        fault_memory(fault);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        if (p[i].defined)
            placed[(*defined)++] = (struct placed){p[i].value, i};
    qsort(placed, *defined, sizeof *placed, compare_placed);
    return placed;
}

/* The product; told where it is asked for. */
static double take_step(struct estimate_step *step, const struct placed *placed,
                        size_t i, size_t m, double factor)
{
    double product = factor * placed[i].p;
    if (step != NULL)
        step[placed[i].place] =
            (struct estimate_step){(uint32_t)i + 1, (uint32_t)m, factor, product};
    return product;
}

static void clear(struct estimate *adjusted, struct estimate_step *step, size_t count)
{
    for (size_t i = 0; i < count; i++)
        adjusted[i] = (struct estimate){0};
    for (size_t i = 0; step != NULL && i < count; i++)
        step[i] = (struct estimate_step){0};
}

bool estimate_holm_steps(struct estimate *adjusted, struct estimate_step *step,
                         const struct estimate *p, size_t count, struct fault *fault)
{
    size_t m;
    struct placed *placed = sort_defined(&m, p, count, fault);
    if (placed == NULL)
        return false;
    clear(adjusted, step, count);
    double largest = 0;
    for (size_t i = 0; i < m; i++) {
        largest =
            fmax(largest, fmin(1, take_step(step, placed, i, m, (double)(m - i))));
        adjusted[placed[i].place] = estimate_of(largest);
    }
    memory_release(placed);
    return true;
}

bool estimate_benjamini_hochberg_steps(struct estimate *adjusted,
                                       struct estimate_step *step,
                                       const struct estimate *p, size_t count,
                                       struct fault *fault)
{
    size_t m;
    struct placed *placed = sort_defined(&m, p, count, fault);
    if (placed == NULL)
        return false;
    clear(adjusted, step, count);
    double smallest = 1;
    for (size_t i = m; i-- > 0;) {
        smallest =
            fmin(smallest, take_step(step, placed, i, m, (double)m / (double)(i + 1)));
        adjusted[placed[i].place] = estimate_of(smallest);
    }
    memory_release(placed);
    return true;
}

bool estimate_holm(struct estimate *adjusted, const struct estimate *p, size_t count,
                   struct fault *fault)
{
    return estimate_holm_steps(adjusted, NULL, p, count, fault);
}

bool estimate_benjamini_hochberg(struct estimate *adjusted, const struct estimate *p,
                                 size_t count, struct fault *fault)
{
    return estimate_benjamini_hochberg_steps(adjusted, NULL, p, count, fault);
}
