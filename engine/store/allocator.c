#include "store/allocator.h"

#include "base/memory.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* SQLite asks for the size of its blocks: it stands in front of each of them, in as
   many bytes as keep the block aligned. */
#define HEAD_BYTES (_Alignof(max_align_t))

static char *head_of(void *block)
{
    return (char *)block - HEAD_BYTES;
}

static void *with_head(char *whole, int size)
{
    if (whole == NULL)
        return NULL;
    memcpy(whole, &size, sizeof size);
    return whole + HEAD_BYTES;
}

static void *take(int size)
{
    return with_head(memory_library_allocate((size_t)size + HEAD_BYTES), size);
}

static void give_back(void *block)
{
    if (block != NULL)
        memory_release(head_of(block));
}

static void *grow(void *block, int size)
{
    return with_head(memory_library_resize(head_of(block), (size_t)size + HEAD_BYTES),
                     size);
}

static int size_of(void *block)
{
    int size = 0;
    if (block != NULL)
        memcpy(&size, head_of(block), sizeof size);
    return size;
}

static int round_up(int size)
{
    return (size + 7) & ~7;
}

static int start(void *context)
{
    (void)context;
    return SQLITE_OK;
}

static void stop(void *context)
{
    (void)context;
}

void allocator_install(void)
{
    static const sqlite3_mem_methods methods = {
        .xMalloc = take,
        .xFree = give_back,
        .xRealloc = grow,
        .xSize = size_of,
        .xRoundup = round_up,
        .xInit = start,
        .xShutdown = stop,
    };
    static bool installed;
    if (installed)
        return;
    installed = true;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
