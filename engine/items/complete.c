#include "items/analysis.h"

#include "base/memory.h"

/* Alpha of the units that have answered everything, beside that of pairwise
   covariances, which need not fit together where much is missing. With nothing missing
   it is made of the variances of the questions and that of their sum. */

/* Values are counted no finer than this, so that a million squares of sums of a
   thousand of them fit 128 bits, twice. */
#define FINEST (INT64_C(1) << 32)

struct complete {
    const struct analysis *analysis;
    struct taken taken;
    wide *sum; /* by question taken, in 1 / common … */
    wide *squares;
    wide total; /* … and of the sums of the rows */
    wide total_squares;
    int64_t rows;
};

/* More than 5 percent of the cells have no value. */
static bool has_gaps(const struct analysis *analysis, const struct taken *taken)
{
    uint64_t cells = (uint64_t)taken->count * taken->scale->row_count;
    uint64_t given = 0;
    for (uint32_t i = 0; i < taken->count; i++) {
        uint32_t question = taken->item[i]->question;
        given += (uint64_t)moments_of(&analysis->moments, question, question)->n;
    }
    return (cells - given) * 20 > cells;
}

static void add_row(struct complete *complete, const int64_t *value)
{
    wide total = 0;
    for (uint32_t i = 0; i < complete->taken.count; i++) {
        complete->sum[i] += value[i];
        complete->squares[i] += (wide)value[i] * value[i];
        total += value[i];
    }
    complete->total += total;
    complete->total_squares += total * total;
    complete->rows++;
}

/* Which rows have all. */
static void find_rows(const struct complete *complete, uint8_t *all)
{
    const struct keys *keys = &complete->analysis->keys;
    for (size_t row = 0; row < keys->room; row++)
        all[row] = 1;
    for (uint32_t i = 0; i < complete->taken.count; i++) {
        uint32_t question = complete->taken.item[i]->question;
        for (uint32_t first = 0; first < keys->room; first += KEYS_BLOCK) {
            double value[KEYS_BLOCK];
            keys_read(value, keys, question, first);
            for (uint32_t r = 0; r < KEYS_BLOCK; r++)
                all[first + r] &= value[r] >= 0;
        }
    }
}

static void add_rows(struct complete *complete, const uint8_t *all, int64_t *value)
{
    const struct keys *keys = &complete->analysis->keys;
    const struct taken *taken = &complete->taken;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        if (!all[row])
            continue;
        for (uint32_t i = 0; i < taken->count; i++) {
            uint32_t question = taken->item[i]->question;
            value[i] = taken_value(complete->analysis, taken, question,
                                   key_value(keys, question, row));
        }
        add_row(complete, value);
    }
}

/* Questions that do not vary among these units are left out. */
static struct item_figure find_alpha(const struct complete *complete)
{
    wide n = complete->rows;
    wide total = n * complete->total_squares - complete->total * complete->total;
    wide trace = 0;
    double k = 0;
    for (uint32_t i = 0; i < complete->taken.count; i++) {
        wide spread = n * complete->squares[i] - complete->sum[i] * complete->sum[i];
        trace += spread;
        k += spread > 0;
    }
    if (k < 2 || total <= 0)
        return (struct item_figure){0};
    return figure_of(k / (k - 1) * ((double)(total - trace) / (double)total));
}

bool compute_complete(const struct analysis *analysis, struct items_scale *scale,
                      const struct taken *taken, struct fault *fault)
{
    struct complete complete = {.analysis = analysis, .taken = *taken};
    if (complete.taken.common > FINEST)
        complete.taken.common = FINEST;
    if (taken->count < 2 || !has_gaps(analysis, taken))
        return true;
    int64_t *value = memory_allocate(taken->count, sizeof *value);
    uint8_t *all = memory_unwritten(analysis->keys.room, sizeof *all);
    complete.sum = memory_allocate(taken->count, sizeof *complete.sum);
    complete.squares = memory_allocate(taken->count, sizeof *complete.squares);
    bool ok = value != NULL && all != NULL && complete.sum != NULL
              && complete.squares != NULL;
    if (ok) {
        find_rows(&complete, all);
        add_rows(&complete, all, value);
        scale->gaps = true;
        scale->complete_rows = (uint32_t)complete.rows;
        scale->complete_alpha = find_alpha(&complete);
    }
    memory_release(value);
    memory_release(all);
    memory_release(complete.sum);
    memory_release(complete.squares);
    return ok || fault_memory(fault);
}
