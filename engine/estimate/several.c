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

bool estimate_holm(struct estimate *adjusted, const struct estimate *p, size_t count,
                   struct fault *fault)
{
    size_t m;
    struct placed *placed = sort_defined(&m, p, count, fault);
    if (placed == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        adjusted[i] = (struct estimate){0};
    double largest = 0;
    for (size_t i = 0; i < m; i++) {
        largest = fmax(largest, fmin(1, (double)(m - i) * placed[i].p));
        adjusted[placed[i].place] = estimate_of(largest);
    }
    memory_release(placed);
    return true;
}

bool estimate_benjamini_hochberg(struct estimate *adjusted, const struct estimate *p,
                                 size_t count, struct fault *fault)
{
    size_t m;
    struct placed *placed = sort_defined(&m, p, count, fault);
    if (placed == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        adjusted[i] = (struct estimate){0};
    double smallest = 1;
    for (size_t i = m; i-- > 0;) {
        smallest = fmin(smallest, (double)m / (double)(i + 1) * placed[i].p);
        adjusted[placed[i].place] = estimate_of(smallest);
    }
    memory_release(placed);
    return true;
}
