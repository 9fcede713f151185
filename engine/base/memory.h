#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

/* The only door to the heap. Every function returns NULL when memory is short; callers
   turn that into FAULT_SYSTEM with fault_memory(). Tests make the Nth call fail. */

#include <stdbool.h>
#include <stddef.h>

/* count * size bytes, zeroed. Never returns NULL for want of a size: 0 bytes gives a
   block to release. Overflow of the product is a shortage like any other. */
void *memory_allocate(size_t count, size_t size);

/* The same, but not zeroed: for columns that are written whole before they are read. */
void *memory_unwritten(size_t count, size_t size);

/* The block grown or shrunk to count * size bytes; the old one stays valid on NULL. */
void *memory_resize(void *block, size_t count, size_t size);

/* A copy of length bytes with a NUL after them. */
char *memory_copy_text(const char *text, size_t length);

void memory_release(void *block);

/* Makes room for at least `needed` items in an array that doubles: *items and *capacity
   are replaced. False, with both untouched, when memory is short. */
bool memory_reserve(void **items, size_t *capacity, size_t needed, size_t size);

/* malloc's and realloc's own shapes, for libraries that take an allocator. */
void *memory_library_allocate(size_t size);
void *memory_library_resize(void *block, size_t size);

/* How many calls have failed so far. A library that goes through this door may say only
   that something is wrong: a number that grew says that it was memory. */
unsigned long memory_shortages(void);

/* Called once, before the first allocation: what is released is kept for the next
   round's columns instead of going back to the system, which would hand it out again
   page by page. */
void memory_keep_released(void);

/* For tests: the call numbered `countdown` from now (1 = the next) and all after it
   fail; 0 turns this off. Also read once from the environment variable
   BASELINE_FAIL_ALLOCATION in builds made with -DBASELINE_FAULTS. */
void memory_fail_from(unsigned long countdown);

#endif
