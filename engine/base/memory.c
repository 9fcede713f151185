#include "base/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* 0 = off; 1 = every call fails from now on; n = the nth call from now is the first to
 * fail. */
static unsigned long countdown;
static unsigned long shortage_count;

#ifdef BASELINE_FAULTS
static bool read_environment;
#endif

void memory_fail_from(unsigned long calls)
{
    countdown = calls;
}

static bool must_fail(void)
{
#ifdef BASELINE_FAULTS
    if (!read_environment) {
        const char *calls = getenv("BASELINE_FAIL_ALLOCATION");
        read_environment = true;
        if (calls != NULL)
            countdown = strtoul(calls, NULL, 10);
    }
#endif
    if (countdown > 1) {
        countdown--;
        return false;
    }
    return countdown == 1;
}

unsigned long memory_shortages(void)
{
    return shortage_count;
}

static void *counted(void *block)
{
    if (block == NULL)
        shortage_count++;
    return block;
}

void *memory_allocate(size_t count, size_t size)
{
    if (must_fail())
        return counted(NULL);
    if (count == 0 || size == 0)
        return counted(calloc(1, 1));
    if (count > SIZE_MAX / size)
        return counted(NULL);
    return counted(calloc(count, size));
}

void *memory_unwritten(size_t count, size_t size)
{
    return memory_resize(NULL, count, size);
}

void *memory_resize(void *block, size_t count, size_t size)
{
    if (must_fail() || (size != 0 && count > SIZE_MAX / size))
        return counted(NULL);
    size_t bytes = count * size;
    return counted(realloc(block, bytes == 0 ? 1 : bytes));
}

char *memory_copy_text(const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = memory_allocate(length + 1, 1);
    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}

void memory_release(void *block)
{
    free(block);
}

bool memory_reserve(void **items, size_t *capacity, size_t needed, size_t size)
{
    if (needed <= *capacity)
        return true;
    size_t grown = *capacity < 8 ? 8 : *capacity;
    while (grown < needed) {
        if (grown > SIZE_MAX / 2)
            return false;
        grown *= 2;
    }
    void *block = memory_resize(*items, grown, size);
    if (block == NULL)
        return false;
    *items = block;
    *capacity = grown;
    return true;
}

void *memory_library_allocate(size_t size)
{
    return memory_resize(NULL, size, 1);
}

void *memory_library_resize(void *block, size_t size)
{
    return memory_resize(block, size, 1);
}

#define KEPT_BYTES (32 << 20) /* the most that glibc takes for its threshold */

void memory_keep_released(void)
{
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES * 4);
}
