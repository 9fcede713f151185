#ifndef ITEMS_KEYS_H
#define ITEMS_KEYS_H

/* Answers as whole numbers: keyed, from 0 at the lower end of the scale to `range` at
   the upper one, -1 where there is no answer with a value. A step of the scale is 1
   where the scale has few enough; a finer scale is counted in 1e-9 points, the nearest
   (STATISTICS 6.1). They stand in columns, of bytes where these hold them, which are
   filled up with -1 so that loops over a block of rows have a length that the compiler
   knows, and several rows are one step. */

#include "items/items.h"

/* Up to here sums over a block of rows fit 32 bits. */
#define COARSE_RANGE 1000

#define CODES (OPTION_LIMIT + 2)

/* Rows that are added up before they go to a sum that keeps what is rounded off, and
   those that columns have a whole number of. */
#define KEYS_BLOCK 256
#define KEYS_ROOM  1024

_Static_assert(KEYS_ROOM % KEYS_BLOCK == 0, "columns have whole blocks");

struct key {
    int64_t range;
    bool coarse;
    bool chosen;          /* the option says the value … */
    int64_t value[CODES]; /* … that stands here, by code */
    bool narrow;          /* its column is one of bytes … */
    uint32_t column;      /* … and its number among those */
};

struct keys {
    const struct items_material *material;
    struct key *key; /* by question */
    uint32_t row_count;
    uint32_t question_count;
    size_t room;     /* rows of a column */
    int8_t *byte;    /* byte[column * room + row] */
    int64_t *number; /* number[column * room + row] */
    size_t workers;  /* for a passage through all of them */
};

bool keys_make(struct keys *keys, const struct items_material *material,
               struct fault *fault) MUST_CHECK;
void keys_release(struct keys *keys);

/* The values of the block that begins with a row. */
void keys_read(double value[static KEYS_BLOCK], const struct keys *keys,
               uint32_t question, uint32_t first);

static inline const int8_t *keys_states(const struct keys *keys, uint32_t question)
{
    return keys->material->scores->state + (size_t)question * keys->row_count;
}

/* Of a question that is narrow, and of one that is not. */
static inline const int8_t *keys_bytes(const struct keys *keys, uint32_t question)
{
    return keys->byte + keys->key[question].column * keys->room;
}

static inline const int64_t *keys_numbers(const struct keys *keys, uint32_t question)
{
    return keys->number + keys->key[question].column * keys->room;
}

static inline int64_t key_value(const struct keys *keys, uint32_t question,
                                uint32_t row)
{
    return keys->key[question].narrow ? keys_bytes(keys, question)[row]
                                      : keys_numbers(keys, question)[row];
}

#endif
