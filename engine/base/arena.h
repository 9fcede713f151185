#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/* Blocks that are released together. Zeroed = empty. */

#include <stddef.h>

struct arena {
    struct arena_block *last;
};

/* count * size bytes, zeroed, that live until arena_release(); NULL when memory is
 * short. */
void *arena_take(struct arena *arena, size_t count, size_t size);
void arena_release(struct arena *arena);

#endif
