#ifndef BASE_NAMES_H
#define BASE_NAMES_H

/* A pool of strings with one owner, each kept once and numbered from 0 in order of
   arrival. Strings borrowed from it live until names_release(). Zeroed = empty. As long
   as they arrive in byte order, as those of many registers do, they need no table. */

#include "base/fault.h"

#include <stdint.h>

#define NAMES_NONE UINT32_MAX

/* A place in the table. With the hash beside it a name is looked at only where it is
   most likely the one, and a larger table is made without looking at any. */
struct names_slot {
    uint32_t hash;
    uint32_t number; /* of the name, plus one; 0 = free */
};

struct names {
    char **block; /* chunks of characters; never moved */
    size_t block_count;
    size_t block_capacity;
    size_t block_used; /* bytes in the last chunk */
    size_t block_size;
    const char **name; /* by number */
    size_t name_count;
    size_t name_capacity;
    struct names_slot *slot; /* open addressing; NULL while all are in byte order */
    size_t slot_count;
};

/* NULL when memory is short. */
const char *names_keep(struct names *names, const char *name, size_t length,
                       uint32_t *number /* may be NULL */);

/* The string in the pool, without a number: not looked for, and not found. */
const char *names_hold(struct names *names, const char *text, size_t length);
/* Without a table it is a search by halves; who has many to find in no order is better
   off with a table, which a pool has that its names came to in no order. */
uint32_t names_find(const struct names *names, const char *name, size_t length);
void names_release(struct names *names);

/* 64 bits of hash over bytes, the same on every machine (FNV-1a with a final mix). */
uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed);

#endif
