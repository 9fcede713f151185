#include "base/arena.h"

#include "base/memory.h"

#include <stdint.h>

struct arena_block {
    struct arena_block *before;
    max_align_t bytes[];
};

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - sizeof(struct arena_block)) / size)
        return NULL;
    struct arena_block *block =
        memory_allocate(1, sizeof(struct arena_block) + count * size);
    if (block == NULL)
        return NULL;
    block->before = arena->last;
    arena->last = block;
    return block->bytes;
}

void arena_release(struct arena *arena)
{
    while (arena->last != NULL) {
        struct arena_block *before = arena->last->before;
        memory_release(arena->last);
        arena->last = before;
    }
}
