#include "items/rest.h"

#include "base/memory.h"
#include "base/parallel.h"

#include <string.h>

/* Whole numbers below 2^53, so that nothing is rounded off. */
static void add_values(double total[static KEYS_BLOCK], double count[static KEYS_BLOCK],
                       const struct asked *asked, const double value[static KEYS_BLOCK])
{
    double share = (double)asked->share;
    double known[KEYS_BLOCK];
    double one[KEYS_BLOCK];
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        known[i] = value[i] > 0 ? value[i] : 0;
        one[i] = value[i] < 0 ? 0.0 : 1.0;
    }
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        total[i] += known[i] * share;
        count[i] += one[i];
    }
    for (uint32_t i = 0; asked->share == 0 && i < KEYS_BLOCK; i++)
        if (value[i] >= 0)
            total[i] += (double)asked_value(asked, (int64_t)value[i]);
}

static void add_totals(const struct rest *rest, uint32_t first)
{
    double total[KEYS_BLOCK] = {0};
    double count[KEYS_BLOCK] = {0};
    for (uint32_t t = 0; t < rest->taken->count; t++) {
        struct asked asked = ask(rest->analysis, rest->taken, t);
        double value[KEYS_BLOCK];
        keys_read(value, &rest->analysis->keys, asked.question, first);
        add_values(total, count, &asked, value);
    }
    memcpy(rest->total + first, total, sizeof total);
    memcpy(rest->others + first, count, sizeof count);
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

/* Sums over the rows that answer a question. */
struct raw {
    double middle;  /* of the values */
    struct sum sum; /* of the means */
    struct sum squares;
    struct sum products;
};

/* The means of rows that answer, and 0 of those that do not. */
static void find_known(double (*known)[PAIR], const double mean[static KEYS_BLOCK],
                       double (*value)[KEYS_BLOCK])
{
    double at[PAIR][KEYS_BLOCK];
    for (uint32_t p = 0; p < PAIR; p++) {
        for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
            double here = mean[i];
            at[p][i] = value[p][i] < 0 ? 0 : here;
        }
    }
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        known[i][0] = at[0][i];
        known[i][1] = at[1][i];
    }
}

static void add_row(double (*sum)[PAIR], const double known[static PAIR],
                    const double away[static PAIR])
{
    for (uint32_t p = 0; p < PAIR; p++)
        sum[0][p] += known[p];
    for (uint32_t p = 0; p < PAIR; p++)
        sum[1][p] += known[p] * known[p];
    for (uint32_t p = 0; p < PAIR; p++)
        sum[2][p] += known[p] * away[p];
}

/* Added up row by row: to a sum that keeps what is rounded off goes a block. */
static void add_raw(struct raw raw[static PAIR], const double mean[static KEYS_BLOCK],
                    double (*value)[KEYS_BLOCK])
{
    double known[KEYS_BLOCK][PAIR];
    double away[KEYS_BLOCK][PAIR];
    double sum[3][PAIR] = {{0}};
    double middle[PAIR] = {raw[0].middle, raw[1].middle};
    find_known(known, mean, value);
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        away[i][0] = value[0][i] - middle[0];
        away[i][1] = value[1][i] - middle[1];
    }
    for (uint32_t i = 0; i < KEYS_BLOCK; i++)
        add_row(sum, known[i], away[i]);
    for (uint32_t p = 0; p < PAIR; p++) {
        sum_add(&raw[p].sum, sum[0][p]);
        sum_add(&raw[p].squares, sum[1][p]);
        sum_add(&raw[p].products, sum[2][p]);
    }
}

static double middle_of(const struct analysis *analysis, uint32_t question)
{
    const struct pair_moments *own = moments_of(&analysis->moments, question, question);
    return (double)own->sum[0] / (double)own->n;
}

/* The correlation of a question with the means of the rows that answer it. Both are
   about 0 on the whole, so that one passage through them is enough. */
static struct item_figure find_raw_r(const struct rest *rest, const struct raw *raw,
                                     uint32_t question)
{
    const struct pair_moments *own =
        moments_of(&rest->analysis->moments, question, question);
    double n = (double)own->n;
    double squares = sum_value(&raw->squares);
    double spread = squares - sum_value(&raw->sum) * sum_value(&raw->sum) / n;
    /* Of means that are all the same, rounding may leave something. */
    if (spread < 1e-6 * squares && !means_differ(rest, question))
        return (struct item_figure){0};
    double own_spread = (double)moments_spread(own) / n;
    return figure_of(sum_value(&raw->products) / sqrt(spread * own_spread));
}

/* Of the last question alone, both of the pair are that. */
static void look_at_pair(struct rest *rest, const uint32_t number[static PAIR])
{
    const struct keys *keys = &rest->analysis->keys;
    struct asked asked[PAIR];
    struct raw raw[PAIR] = {{0}};
    double value[PAIR][KEYS_BLOCK];
    for (uint32_t p = 0; p < PAIR; p++) {
        asked[p] = ask(rest->analysis, rest->taken, number[p]);
        raw[p].middle = middle_of(rest->analysis, asked[p].question);
        memset(rest->piles[p].in, 0, sizeof rest->piles[p].in);
    }
    for (uint32_t row = 0; row < keys->row_count; row += KEYS_BLOCK) {
        for (uint32_t p = 0; p < PAIR; p++) {
            keys_read(value[p], keys, asked[p].question, row);
            deal_block(rest, &rest->piles[p], &asked[p], row, value[p]);
        }
        add_raw(raw, rest->mean + row, value);
    }
    for (uint32_t p = 0; p < PAIR; p++) {
        struct items_item *item = rest->taken->item[number[p]];
        item->raw_r = find_raw_r(rest, &raw[p], item->question);
        item->discrimination = find_discrimination(rest, &rest->piles[p], &asked[p]);
    }
}

struct work {
    const struct analysis *analysis;
    const struct taken *taken; /* by scale */
    uint32_t count;
    size_t items; /* that figures are to be found for */
    struct rest *rest;
    size_t workers;
};

static uint32_t count_items(const struct taken *taken)
{
    return taken->count < 2 || taken->like != NULL ? 0 : taken->count;
}

static uint32_t part_of(size_t place, size_t first, uint32_t count)
{
    return place <= first          ? 0
           : place - first > count ? count
                                   : (uint32_t)(place - first);
}

/* Every item is one worker's own: each has as many, one after the other. */
static void compute_items(void *context, size_t worker)
{
    const struct work *work = context;
    struct rest *rest = &work->rest[worker];
    size_t begin = work->items * worker / work->workers;
    size_t end = work->items * (worker + 1) / work->workers;
    size_t place = 0;
    for (uint32_t t = 0; t < work->count; t++) {
        uint32_t count = count_items(&work->taken[t]);
        uint32_t first = part_of(begin, place, count);
        uint32_t last = part_of(end, place, count);
        place += count;
        if (first == last)
            continue;
        look_at_scale(rest, &work->taken[t]);
        for (uint32_t i = first; i < last; i += PAIR)
            look_at_pair(rest, (const uint32_t[]){i, i + 1 < last ? i + 1 : i});
    }
}

static bool reserve_rest(struct rest *rest, const struct analysis *analysis)
{
    size_t rows = analysis->keys.room;
    rest->analysis = analysis;
    rest->total = memory_unwritten(rows, sizeof *rest->total);
    rest->others = memory_unwritten(rows, sizeof *rest->others);
    rest->mean = memory_allocate(rows, sizeof *rest->mean);
    for (uint32_t p = 0; p < PAIR; p++)
        rest->piles[p].of = memory_unwritten(rows, sizeof *rest->piles[p].of);
    rest->near = memory_unwritten(rows, sizeof *rest->near);
    return rest->total != NULL && rest->others != NULL && rest->mean != NULL
           && rest->near != NULL && rest->piles[0].of != NULL
           && rest->piles[1].of != NULL;
}

static void release_rest(struct rest *rest)
{
    memory_release(rest->total);
    memory_release(rest->others);
    memory_release(rest->mean);
    for (uint32_t p = 0; p < PAIR; p++)
        memory_release(rest->piles[p].of);
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
