#include "items/rest.h"

#include "base/memory.h"
#include "base/parallel.h"

struct asked rest_ask(const struct rest *rest, uint32_t question)
{
    int64_t range = rest->analysis->keys.key[question].range;
    int64_t common = rest->taken->common;
    return (struct asked){question, common % range == 0 ? common / range : 0};
}

void rest_weigh(double own[static KEYS_BLOCK], const struct rest *rest,
                const struct asked *asked, const double value[static KEYS_BLOCK],
                double none)
{
    double share = (double)asked->share;
    for (uint32_t i = 0; i < KEYS_BLOCK; i++)
        own[i] = value[i] < 0 ? none : value[i] * share;
    for (uint32_t i = 0; asked->share == 0 && i < KEYS_BLOCK; i++)
        if (value[i] >= 0)
            own[i] = (double)taken_value(rest->analysis, rest->taken, asked->question,
                                         (int64_t)value[i]);
}

/* Whole numbers below 2^53, so that nothing is rounded off. */
static void add_totals(const struct rest *rest, uint32_t first)
{
    double *total = rest->total + first;
    double *count = rest->others + first;
    for (uint32_t i = 0; i < KEYS_BLOCK; i++)
        total[i] = count[i] = 0;
    for (uint32_t t = 0; t < rest->taken->count; t++) {
        struct asked asked = rest_ask(rest, rest->taken->item[t]->question);
        double value[KEYS_BLOCK];
        double own[KEYS_BLOCK];
        keys_read(value, &rest->analysis->keys, asked.question, first);
        rest_weigh(own, rest, &asked, value, 0);
        for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
            total[i] += own[i];
            count[i] += value[i] < 0 ? 0 : 1;
        }
    }
}

static void find_means(const struct rest *rest)
{
    uint32_t row_count = rest->analysis->keys.row_count;
    double common = (double)rest->taken->common;
    struct sum sum = {0};
    uint32_t rows = 0;
    for (uint32_t row = 0; row < row_count; row++) {
        rest->mean[row] = 0;
        if (rest->others[row] == 0)
            continue;
        rest->mean[row] = rest->total[row] / (rest->others[row] * common);
        sum_add(&sum, rest->mean[row]);
        rows++;
    }
    for (uint32_t row = 0; row < row_count; row++)
        if (rest->others[row] > 0)
            rest->mean[row] -= sum_value(&sum) / rows;
}

static void look_at_scale(struct rest *rest, const struct taken *taken)
{
    const struct keys *keys = &rest->analysis->keys;
    double beyond = 4 * (double)taken->common;
    rest->taken = taken;
    rest->rounded = (wide)taken->common * taken->count * taken->count > FULL_SCORE;
    for (uint32_t first = 0; first < keys->row_count; first += KEYS_BLOCK)
        add_totals(rest, first);
    find_means(rest);
    for (size_t row = 0; row < keys->room; row++) {
        bool others = row < keys->row_count && rest->others[row] > 1;
        rest->total[row] = others ? rest->total[row] : beyond;
        rest->others[row] = others ? rest->others[row] - 1 : 1;
    }
}

static bool means_differ(const struct rest *rest, uint32_t question)
{
    const struct keys *keys = &rest->analysis->keys;
    double lowest = INFINITY;
    double highest = -INFINITY;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        if (key_value(keys, question, row) < 0)
            continue;
        lowest = fmin(lowest, rest->mean[row]);
        highest = fmax(highest, rest->mean[row]);
    }
    return lowest < highest;
}

struct raw {
    struct sum sum; /* of the means */
    struct sum squares;
    struct sum products;
};

/* What has no answer adds 0. */
static void add_raw(struct raw *raw, const double mean[static KEYS_BLOCK],
                    const double value[static KEYS_BLOCK], double middle)
{
    double product[KEYS_BLOCK][3];
    double part[3] = {0, 0, 0};
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        double known = value[i] < 0 ? 0 : mean[i];
        product[i][0] = known;
        product[i][1] = known * mean[i];
        product[i][2] = known * (value[i] - middle);
    }
    for (uint32_t i = 0; i < KEYS_BLOCK; i++)
        for (uint32_t p = 0; p < 3; p++)
            part[p] += product[i][p];
    sum_add(&raw->sum, part[0]);
    sum_add(&raw->squares, part[1]);
    sum_add(&raw->products, part[2]);
}

/* The correlation of a question with the means of the rows that answer it. Both are
   about 0 on the whole, so that one passage through them is enough. */
static struct item_figure find_raw_r(const struct rest *rest, uint32_t question)
{
    const struct keys *keys = &rest->analysis->keys;
    const struct pair_moments *own =
        moments_of(&rest->analysis->moments, question, question);
    double n = (double)own->n;
    struct raw raw = {0};
    for (uint32_t first = 0; first < keys->row_count; first += KEYS_BLOCK) {
        double value[KEYS_BLOCK];
        keys_read(value, keys, question, first);
        add_raw(&raw, rest->mean + first, value, (double)own->sum[0] / n);
    }
    double squares = sum_value(&raw.squares);
    double spread = squares - sum_value(&raw.sum) * sum_value(&raw.sum) / n;
    /* Of means that are all the same, rounding may leave something. */
    if (spread < 1e-6 * squares && !means_differ(rest, question))
        return (struct item_figure){0};
    double own_spread = (double)moments_spread(own) / n;
    return figure_of(sum_value(&raw.products) / sqrt(spread * own_spread));
}

struct work {
    const struct analysis *analysis;
    const struct taken *taken; /* by scale */
    uint32_t count;
    size_t items; /* that figures are to be found for */
    struct rest *rest;
    size_t workers;
};

static size_t count_items(const struct taken *taken)
{
    return taken->count < 2 || taken->like != NULL ? 0 : taken->count;
}

/* Every item is one worker's own: each has as many, one after the other. */
static void compute_items(void *context, size_t worker)
{
    const struct work *work = context;
    struct rest *rest = &work->rest[worker];
    size_t first = work->items * worker / work->workers;
    size_t end = work->items * (worker + 1) / work->workers;
    size_t number = 0;
    for (uint32_t t = 0; t < work->count; t++) {
        const struct taken *taken = &work->taken[t];
        size_t count = count_items(taken);
        if (number < end && number + count > first && count > 0)
            look_at_scale(rest, taken);
        for (size_t i = 0; i < count; i++, number++) {
            if (number < first || number >= end)
                continue;
            struct items_item *item = taken->item[i];
            struct asked asked = rest_ask(rest, item->question);
            item->raw_r = find_raw_r(rest, item->question);
            item->discrimination = find_discrimination(rest, &asked);
        }
    }
}

static bool reserve_rest(struct rest *rest, const struct analysis *analysis)
{
    size_t rows = analysis->keys.room;
    rest->analysis = analysis;
    rest->total = memory_unwritten(rows, sizeof *rest->total);
    rest->others = memory_unwritten(rows, sizeof *rest->others);
    rest->mean = memory_allocate(rows, sizeof *rest->mean);
    rest->pile = memory_unwritten(rows, sizeof *rest->pile);
    rest->near = memory_unwritten(rows, sizeof *rest->near);
    return rest->total != NULL && rest->others != NULL && rest->mean != NULL
           && rest->pile != NULL && rest->near != NULL;
}

static void release_rest(struct rest *rest)
{
    memory_release(rest->total);
    memory_release(rest->others);
    memory_release(rest->mean);
    memory_release(rest->pile);
    memory_release(rest->near);
}

bool compute_rest(const struct analysis *analysis, const struct taken *taken,
                  uint32_t count, struct fault *fault)
{
    struct work work = {.analysis = analysis, .taken = taken, .count = count};
    for (uint32_t t = 0; t < count; t++)
        work.items += count_items(&taken[t]);
    work.workers = parallel_workers(work.items * analysis->keys.room);
    work.rest = memory_allocate(work.workers, sizeof *work.rest);
    bool ok = work.rest != NULL;
    for (size_t w = 0; ok && w < work.workers; w++)
        ok = reserve_rest(&work.rest[w], analysis);
    if (ok)
        parallel_run(work.workers, compute_items, &work);
    for (size_t w = 0; work.rest != NULL && w < work.workers; w++)
        release_rest(&work.rest[w]);
    memory_release(work.rest);
    return ok || fault_memory(fault);
}
