#include "base/memory.h"
#include "comparison/cells.h"

#include <math.h>
#include <stdlib.h>

/* Units that are like another: nearest by numbers that the register has of them, each
   standardised over all of the register, among those that answered. */

struct neighbour {
    double distance; /* squared */
    uint32_t unit;
};

/* Equally near ones by id, which is the order of units. */
static int compare_neighbours(const void *left, const void *right)
{
    const struct neighbour *a = left;
    const struct neighbour *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* The variance of a number over the register, where it is known; exact sums first. */
static double variance_of(const int64_t *value, uint32_t count)
{
    uint32_t n = 0;
    double mean = 0;
    double squares = 0;
    for (uint32_t unit = 0; unit < count; unit++)
        if (value[unit] != NUMBER_UNKNOWN) {
            n++;
            mean += (double)value[unit] / POINT;
        }
    mean = n == 0 ? 0 : mean / n;
    for (uint32_t unit = 0; unit < count; unit++)
        if (value[unit] != NUMBER_UNKNOWN) {
            double distance = (double)value[unit] / POINT - mean;
            squares += distance * distance;
        }
    return n < 2 ? 0 : squares / (n - 1);
}

/* A unit that the register does not say the number of is infinitely far. A number that
   is the same for all tells nothing. */
static double distance_of(int64_t own, int64_t other, double variance)
{
    double distance = ((double)other - (double)own) / POINT;
    if (own == NUMBER_UNKNOWN || other == NUMBER_UNKNOWN)
        return INFINITY;
    return variance > 0 ? distance * distance / variance : 0;
}

/* Adds how far units are from the one looked at. */
static void add_distances(const struct comparison *comparison, const int64_t *value,
                          struct neighbour *neighbour, uint32_t count)
{
    double variance = variance_of(value, comparison->population.unit_count);
    int64_t own = value[comparison->unit];
    for (uint32_t i = 0; i < count; i++)
        neighbour[i].distance += distance_of(own, value[neighbour[i].unit], variance);
}

void comparison_distances(double *total, double *square,
                          const struct comparison *comparison)
{
    const struct background *background = comparison->material.background;
    size_t columns = background->similar_count;
    for (uint32_t i = 0; i < comparison->similar_count; i++)
        total[i] = 0;
    for (size_t s = 0; s < columns; s++) {
        const int64_t *value = background->number[background->similar[s]].value;
        double variance = variance_of(value, comparison->population.unit_count);
        for (uint32_t i = 0; i < comparison->similar_count; i++) {
            double own = distance_of(value[comparison->unit],
                                     value[comparison->similar[i]], variance);
            square[i * columns + s] = own;
            total[i] += own;
        }
    }
}

bool find_similar(struct comparison *comparison, struct fault *fault)
{
    const struct answers *answers = comparison->material.answers;
    const struct background *background = comparison->material.background;
    uint32_t count = 0;
    struct neighbour *neighbour =
        memory_allocate(answers->row_count, sizeof *neighbour);
    comparison->similar =
        memory_allocate(background->similar_units, sizeof *comparison->similar);
    if (neighbour == NULL || comparison->similar == NULL) {
        memory_release(neighbour);
        return fault_memory(fault);
    }
    for (uint32_t row = 0; row < answers->row_count; row++)
        if (answers->unit[row] != comparison->unit)
            neighbour[count++].unit = answers->unit[row];
    for (size_t s = 0; s < background->similar_count; s++)
        add_distances(comparison, background->number[background->similar[s]].value,
                      neighbour, count);
    if (count > 0)
        qsort(neighbour, count, sizeof *neighbour, compare_neighbours);
    for (uint32_t i = 0;
         background->similar_count > 0 && i < count && i < background->similar_units
         && isfinite(neighbour[i].distance);
         i++)
        comparison->similar[comparison->similar_count++] = neighbour[i].unit;
    memory_release(neighbour);
    return true;
}
