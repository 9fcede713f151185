#include "items/moments.h"

#include "base/memory.h"
#include "base/parallel.h"

/* Rows at a time, so that sums over them fit 32 bits and the columns at work stay near
   the processor; and questions of a tile, each of which meets each of another tile
   while both are there. */
#define ROWS 1024
#define TILE 8

_Static_assert((int64_t)ROWS *COARSE_RANGE *COARSE_RANGE <= INT32_MAX,
               "the products of a block fit 32 bits");

/* A question's values in a block of rows, 0 where there is none, and 1 where there is
   one. */
struct column {
    int16_t value[ROWS];
    int16_t there[ROWS];
};

struct block {
    const struct keys *keys;
    struct moments *moments;
    struct column *column; /* by question */
    int64_t (*fine)[ROWS]; /* by question with a fine scale, in `fine_of` */
    uint32_t *fine_of;
    uint32_t first; /* row */
    uint32_t count;
    size_t workers;
};

static void fill_column(const struct block *block, uint32_t q)
{
    const struct key *key = &block->keys->key[q];
    struct column *column = &block->column[q];
    for (uint32_t i = 0; i < ROWS; i++) {
        int64_t value =
            i < block->count ? key_value(block->keys, q, block->first + i) : -1;
        column->there[i] = value >= 0;
        column->value[i] = key->coarse && value >= 0 ? (int16_t)value : 0;
        if (!key->coarse)
            block->fine[block->fine_of[q]][i] = value >= 0 ? value : 0;
    }
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

static int64_t fine_value(const struct block *block, uint32_t q, uint32_t i)
{
    return block->keys->key[q].coarse ? block->column[q].value[i]
                                      : block->fine[block->fine_of[q]][i];
}

static void add_fine(const struct block *block, struct pair_moments *pair, uint32_t one,
                     uint32_t other)
{
    for (uint32_t i = 0; i < block->count; i++) {
        if (!block->column[one].there[i] || !block->column[other].there[i])
            continue;
        int64_t first = fine_value(block, one, i);
        int64_t second = fine_value(block, other, i);
        pair->n++;
        pair->sum[0] += first;
        pair->sum[1] += second;
        pair->product += (wide)first * second;
    }
}

static void add_pair(const struct block *block, uint32_t one, uint32_t other)
{
    const struct key *key = block->keys->key;
    struct pair_moments *pair = &block->moments->pair[pair_place(one, other)];
    if (key[one].coarse && key[other].coarse)
        add_coarse(pair, &block->column[one], &block->column[other]);
    else
        add_fine(block, pair, one, other);
}

static void add_tiles(const struct block *block, uint32_t left, uint32_t right)
{
    uint32_t count = block->keys->question_count;
    for (uint32_t other = right; other < count && other < right + TILE; other++)
        for (uint32_t one = left; one <= other && one < left + TILE; one++)
            add_pair(block, one, other);
}

/* Every pair is one worker's own. */
static void add_tiles_of(void *context, size_t worker)
{
    const struct block *block = context;
    uint32_t count = block->keys->question_count;
    size_t number = 0;
    for (uint32_t right = 0; right < count; right += TILE)
        for (uint32_t left = 0; left <= right; left += TILE)
            if (number++ % block->workers == worker)
                add_tiles(block, left, right);
}

static bool reserve_block(struct block *block)
{
    const struct keys *keys = block->keys;
    size_t fine = 0;
    block->column = memory_unwritten(keys->question_count, sizeof *block->column);
    block->fine_of = memory_allocate(keys->question_count, sizeof *block->fine_of);
    if (block->column == NULL || block->fine_of == NULL)
        return false;
    for (uint32_t q = 0; q < keys->question_count; q++)
        if (!keys->key[q].coarse)
            block->fine_of[q] = (uint32_t)fine++;
    block->fine = memory_unwritten(fine, sizeof *block->fine);
    return block->fine != NULL;
}

bool moments_compute(struct moments *moments, const struct keys *keys,
                     struct fault *fault)
{
    size_t count = keys->question_count;
    size_t pairs = count * (count + 1) / 2;
    struct block block = {.keys = keys, .moments = moments};
    *moments = (struct moments){.question_count = keys->question_count};
    moments->pair = memory_allocate(pairs, sizeof *moments->pair);
    bool ok = moments->pair != NULL && reserve_block(&block);
    /* A pair of rows costs a fraction of the work of a cell elsewhere. */
    block.workers = parallel_workers(pairs * (ROWS / 16));
    for (; ok && block.first < keys->row_count; block.first += ROWS) {
        block.count = keys->row_count - block.first;
        block.count = block.count > ROWS ? ROWS : block.count;
        for (uint32_t q = 0; q < keys->question_count; q++)
            fill_column(&block, q);
        parallel_run(block.workers, add_tiles_of, &block);
    }
    memory_release(block.column);
    memory_release(block.fine_of);
    memory_release(block.fine);
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
