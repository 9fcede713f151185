#include "items/analysis.h"

#include "base/memory.h"
#include "base/parallel.h"

#include <string.h>

/* Alpha of the units that have answered everything, beside that of pairwise
   covariances, which need not fit together where much is missing. With nothing missing
   it is made of the variances of the questions and that of their sum. */

/* Values are counted no finer than this, so that a million squares of sums of a
   thousand of them fit 128 bits, twice. */
#define FINEST (INT64_C(1) << 32)

struct complete {
    const struct analysis *analysis;
    struct taken taken;
    uint32_t *row; /* that have all */
    uint32_t rows;
    int64_t *total; /* of each, in 1 / common */
    wide trace;     /* of spreads */
    double varying; /* questions */
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

/* Of a block of rows; where none is left there is no more to look at. */
static void find_rows(struct complete *complete, uint32_t first)
{
    const struct keys *keys = &complete->analysis->keys;
    uint8_t all[KEYS_BLOCK];
    bool any = true;
    memset(all, 1, sizeof all);
    for (uint32_t t = 0; any && t < complete->taken.count; t++) {
        double value[KEYS_BLOCK];
        keys_read(value, keys, complete->taken.item[t]->question, first);
        for (uint32_t i = 0; i < KEYS_BLOCK; i++)
            all[i] &= value[i] >= 0;
        any = memchr(all, 1, sizeof all) != NULL;
    }
    for (uint32_t i = 0; any && i < KEYS_BLOCK; i++)
        if (all[i])
            complete->row[complete->rows++] = first + i;
}

/* Questions that do not vary among these units are left out. */
static void add_question(struct complete *complete, uint32_t number)
{
    const struct keys *keys = &complete->analysis->keys;
    struct asked asked = ask(complete->analysis, &complete->taken, number);
    wide sum = 0;
    wide squares = 0;
    for (uint32_t i = 0; i < complete->rows; i++) {
        int64_t key = key_value(keys, asked.question, complete->row[i]);
        int64_t value = asked_value(&asked, key);
        sum += value;
        squares += (wide)value * value;
        complete->total[i] += value;
    }
    wide spread = complete->rows * squares - sum * sum;
    complete->trace += spread;
    complete->varying += spread > 0;
}

static struct item_figure find_alpha(struct complete *complete)
{
    wide sum = 0;
    wide squares = 0;
    for (uint32_t i = 0; i < complete->taken.count; i++)
        add_question(complete, i);
    for (uint32_t i = 0; i < complete->rows; i++) {
        sum += complete->total[i];
        squares += (wide)complete->total[i] * complete->total[i];
    }
    wide total = complete->rows * squares - sum * sum;
    double k = complete->varying;
    if (k < 2 || total <= 0)
        return (struct item_figure){0};
    return figure_of(k / (k - 1) * ((double)(total - complete->trace) / (double)total));
}

static void compute_one(struct complete *complete, const struct taken *taken)
{
    const struct keys *keys = &complete->analysis->keys;
    complete->taken = *taken;
    if (taken->common > FINEST)
        complete->taken.common = FINEST;
    complete->rows = 0;
    complete->trace = 0;
    complete->varying = 0;
    memset(complete->total, 0, keys->row_count * sizeof *complete->total);
    for (uint32_t row = 0; row < keys->row_count; row += KEYS_BLOCK)
        find_rows(complete, row);
    taken->scale->gaps = true;
    taken->scale->complete_rows = complete->rows;
    taken->scale->complete_alpha = find_alpha(complete);
}

struct work {
    const struct analysis *analysis;
    const struct taken *taken;
    uint32_t count;
    struct complete *complete; /* of each worker */
    size_t workers;
};

/* Every scale is one worker's own. */
static void compute_scales(void *context, size_t worker)
{
    const struct work *work = context;
    size_t turn = 0;
    for (uint32_t t = 0; t < work->count; t++) {
        const struct taken *taken = &work->taken[t];
        if (taken->count >= 2 && taken->like == NULL && has_gaps(work->analysis, taken)
            && turn++ % work->workers == worker)
            compute_one(&work->complete[worker], taken);
    }
}

static bool reserve_complete(struct complete *complete, const struct analysis *analysis)
{
    uint32_t rows = analysis->keys.row_count;
    complete->analysis = analysis;
    complete->row = memory_unwritten(rows, sizeof *complete->row);
    complete->total = memory_unwritten(rows, sizeof *complete->total);
    return complete->row != NULL && complete->total != NULL;
}

bool compute_complete(const struct analysis *analysis, const struct taken *taken,
                      uint32_t count, struct fault *fault)
{
    struct work work = {.analysis = analysis, .taken = taken, .count = count};
    work.workers = parallel_workers(analysis->items->item_count * analysis->keys.room);
    work.complete = memory_allocate(work.workers, sizeof *work.complete);
    bool ok = work.complete != NULL;
    for (size_t w = 0; ok && w < work.workers; w++)
        ok = reserve_complete(&work.complete[w], analysis);
    if (ok)
        parallel_run(work.workers, compute_scales, &work);
    for (size_t w = 0; work.complete != NULL && w < work.workers; w++) {
        memory_release(work.complete[w].row);
        memory_release(work.complete[w].total);
    }
    memory_release(work.complete);
    return ok || fault_memory(fault);
}
