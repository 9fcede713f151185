#include "items/moments.h"

#include "base/memory.h"
#include "base/parallel.h"

/* Rows at a time, so that sums over them fit 32 bits and the columns at work stay near
   the processor; and questions of a tile, each of which meets each of another tile
   while both are there. */
#define ROWS KEYS_ROOM
#define TILE 8

_Static_assert((int64_t)ROWS *COARSE_RANGE *COARSE_RANGE <= INT32_MAX,
               "the products of a block fit 32 bits");

/* Of scales as short as this, two sums over half a block go side by side in 32 bits. */
#define SHORT_RANGE 7
#define SHORT_ROWS  (ROWS / 2)
#define SIDE        4096

_Static_assert(SHORT_ROWS *SHORT_RANGE < SIDE && SHORT_RANGE * SIDE < INT16_MAX
                   && SHORT_ROWS * SHORT_RANGE * SHORT_RANGE < INT32_MAX / SIDE,
               "sums side by side do not meet");

/* A question's values in a block of rows, 0 where there is none; 1 where there is one;
   and, of a short scale, both side by side. */
struct column {
    int16_t value[ROWS];
    int16_t there[ROWS];
    int16_t both[ROWS];
};

struct work {
    const struct keys *keys;
    struct moments *moments;
    uint32_t
        *question; /* those that an area takes, whose pairs count; then the others */
    uint32_t taken;
    struct column *column; /* of each worker, by question */
    size_t workers;
};

/* What one worker has of a block of rows. */
struct block {
    const struct work *work;
    struct column *column;
    size_t worker;
    uint32_t first; /* row */
};

static void fill_column(struct column *column, const struct key *key,
                        const int16_t value[static ROWS])
{
    int16_t side = key->range <= SHORT_RANGE ? SIDE : 0;
    for (uint32_t i = 0; i < ROWS; i++) {
        column->there[i] = value[i] >= 0;
        column->value[i] = value[i] >= 0 ? value[i] : 0;
    }
    for (uint32_t i = 0; i < ROWS; i++)
        column->both[i] = (int16_t)(column->value[i] * side + column->there[i]);
}

static void read_column(const struct block *block, uint32_t q)
{
    const struct keys *keys = block->work->keys;
    const struct key *key = &keys->key[q];
    int16_t value[ROWS];
    for (uint32_t i = 0; key->narrow && i < ROWS; i++)
        value[i] = keys_bytes(keys, q)[block->first + i];
    for (uint32_t i = 0; !key->narrow && i < ROWS; i++)
        value[i] = (int16_t)keys_numbers(keys, q)[block->first + i];
    fill_column(&block->column[q], key, value);
}

/* The loop is of constant length and without branches: the compiler makes eight rows of
   it one step. */
static void add_coarse(struct pair_moments *pair, const struct column *one,
                       const struct column *other)
{
    int32_t n = 0;
    int32_t first = 0;
    int32_t second = 0;
    int32_t product = 0;
    for (int i = 0; i < ROWS; i++) {
        n += one->there[i] * other->there[i];
        first += one->value[i] * other->there[i];
        second += one->there[i] * other->value[i];
        product += one->value[i] * other->value[i];
    }
    pair->n += n;
    pair->sum[0] += first;
    pair->sum[1] += second;
    pair->product += product;
}

static void add_short(struct pair_moments *pair, const struct column *one,
                      const struct column *other)
{
    for (int half = 0; half < ROWS; half += SHORT_ROWS) {
        int32_t first = 0;
        int32_t second = 0;
        for (int i = half; i < half + SHORT_ROWS; i++) {
            first += one->both[i] * other->there[i];
            second += one->both[i] * other->value[i];
        }
        pair->n += first % SIDE;
        pair->sum[0] += first / SIDE;
        pair->sum[1] += second % SIDE;
        pair->product += second / SIDE;
    }
}

static void add_fine(struct pair_moments *pair, const struct block *block, uint32_t one,
                     uint32_t other)
{
    for (uint32_t row = block->first; row < block->first + ROWS; row++) {
        int64_t first = key_value(block->work->keys, one, row);
        int64_t second = key_value(block->work->keys, other, row);
        if (first < 0 || second < 0)
            continue;
        pair->n++;
        pair->sum[0] += first;
        pair->sum[1] += second;
        pair->product += (wide)first * second;
    }
}

static void add_pair(const struct block *block, uint32_t one, uint32_t other)
{
    const struct key *key = block->work->keys->key;
    struct pair_moments *pair = &block->work->moments->pair[pair_place(one, other)];
    if (key[one].range <= SHORT_RANGE && key[other].range <= SHORT_RANGE)
        add_short(pair, &block->column[one], &block->column[other]);
    else if (key[one].coarse && key[other].coarse)
        add_coarse(pair, &block->column[one], &block->column[other]);
    else
        add_fine(pair, block, one, other);
}

static void add_tiles(const struct block *block, uint32_t left, uint32_t right)
{
    const uint32_t *question = block->work->question;
    for (uint32_t j = right; j < block->work->taken && j < right + TILE; j++)
        for (uint32_t i = left; i <= j && i < left + TILE; i++)
            add_pair(block, question[i], question[j]);
}

static void add_block(const struct block *block)
{
    const struct work *work = block->work;
    size_t number = 0;
    for (uint32_t q = 0; q < work->keys->question_count; q++)
        if (work->keys->key[q].coarse)
            read_column(block, q);
    for (uint32_t right = 0; right < work->taken; right += TILE)
        for (uint32_t left = 0; left <= right; left += TILE)
            if (number++ % work->workers == block->worker)
                add_tiles(block, left, right);
    for (size_t i = work->taken; i < work->keys->question_count; i++)
        if (number++ % work->workers == block->worker)
            add_pair(block, work->question[i], work->question[i]);
}

/* Every pair is one worker's own. */
static void add_blocks(void *context, size_t worker)
{
    const struct work *work = context;
    struct block block = {.work = work,
                          .column = work->column + worker * work->keys->question_count,
                          .worker = worker};
    for (; block.first < work->keys->row_count; block.first += ROWS)
        add_block(&block);
}

/* A question may be of several areas. */
static bool order_questions(struct work *work)
{
    const struct questionnaire *questionnaire = work->keys->material->questionnaire;
    uint32_t count = work->keys->question_count;
    uint8_t *taken = memory_allocate(count, sizeof *taken);
    work->question = memory_allocate(count, sizeof *work->question);
    bool ok = taken != NULL && work->question != NULL;
    for (size_t n = 0; ok && n < questionnaire->node_count; n++)
        for (size_t i = 0; i < questionnaire->node[n].question_count; i++)
            taken[questionnaire->node[n].question[i]] = 1;
    for (uint32_t q = 0; ok && q < count; q++)
        if (taken[q])
            work->question[work->taken++] = q;
    for (uint32_t q = 0, place = work->taken; ok && q < count; q++)
        if (!taken[q])
            work->question[place++] = q;
    memory_release(taken);
    return ok;
}

bool moments_compute(struct moments *moments, const struct keys *keys,
                     struct fault *fault)
{
    size_t count = keys->question_count;
    size_t pairs = count * (count + 1) / 2;
    struct work work = {.keys = keys, .moments = moments};
    *moments = (struct moments){.question_count = keys->question_count};
    moments->pair = memory_allocate(pairs, sizeof *moments->pair);
    bool ok = moments->pair != NULL && order_questions(&work);
    /* A pair of rows costs a fraction of the work of a cell elsewhere. */
    work.workers = parallel_workers(pairs * (keys->room / 16));
    if (ok)
        work.column = memory_unwritten(work.workers * count, sizeof *work.column);
    ok = ok && work.column != NULL;
    if (ok)
        parallel_run(work.workers, add_blocks, &work);
    memory_release(work.question);
    memory_release(work.column);
    return ok || fault_memory(fault);
}

void moments_release(struct moments *moments)
{
    memory_release(moments->pair);
    *moments = (struct moments){0};
}

double moments_covariance(const struct moments *moments, const struct keys *keys,
                          uint32_t one, uint32_t other)
{
    const struct pair_moments *pair = moments_of(moments, one, other);
    if (pair->n < 2)
        return 0;
    /* Whole numbers become doubles once each, before the one division. */
    wide ranges = (wide)keys->key[one].range * keys->key[other].range;
    return (double)moments_spread(pair) / (double)((wide)pair->n * (pair->n - 1))
           / (double)ranges;
}
