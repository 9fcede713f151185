#ifndef ITEMS_KEYS_H
#define ITEMS_KEYS_H

/* Answers as whole numbers: keyed, from 0 at the lower end of the scale to `range` at
   the upper one. A step of the scale is 1 where the scale has few enough; a finer scale
   is counted in 1e-9 points, the nearest (STATISTICS 6.1). */

#include "items/items.h"

/* Up to here sums over a block of rows fit 32 bits. */
#define COARSE_RANGE 1000

#define CODES (OPTION_LIMIT + 2)

struct key {
    int64_t range;
    bool coarse;
    bool chosen;          /* the option says the value … */
    int64_t value[CODES]; /* … that stands here, by code */
};

struct keys {
    const struct items_material *material;
    struct key *key; /* by question */
    uint32_t row_count;
    uint32_t question_count;
};

bool keys_make(struct keys *keys, const struct items_material *material,
               struct fault *fault) MUST_CHECK;
void keys_release(struct keys *keys);

/* Of an answer that is not by option alone. */
int64_t key_compute(const struct keys *keys, uint32_t question, uint32_t row);

static inline const int8_t *keys_states(const struct keys *keys, uint32_t question)
{
    return keys->material->scores->state + (size_t)question * keys->row_count;
}

/* -1 where there is no answer with a value. */
static inline int64_t key_value(const struct keys *keys, uint32_t question,
                                uint32_t row)
{
    const struct key *key = &keys->key[question];
    if (keys_states(keys, question)[row] != ANSWER_STATE_VALID)
        return -1;
    if (key->chosen)
        return key->value[answers_to(keys->material->answers, question)[row]];
    return key_compute(keys, question, row);
}

#endif
