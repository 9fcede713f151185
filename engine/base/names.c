#include "base/names.h"

#include "base/memory.h"

#include <string.h>

#define BLOCK_BYTES 16384
#define FIRST_SLOTS 64

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed)
{
    const unsigned char *at = bytes;
    uint64_t hash = UINT64_C(14695981039346656037) ^ seed;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    hash ^= hash >> 32;
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    hash ^= hash >> 32;
    return hash;
}

static char *take_block(struct names *names, size_t bytes)
{
    if (names->block_count == 0 || names->block_size - names->block_used < bytes) {
        size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
        if (!memory_reserve((void **)&names->block, &names->block_capacity,
                            names->block_count + 1, sizeof *names->block))
            return NULL;
        char *block = memory_allocate(size, 1);
        if (block == NULL)
            return NULL;
        names->block[names->block_count++] = block;
        names->block_size = size;
        names->block_used = 0;
    }
    char *place = names->block[names->block_count - 1] + names->block_used;
    names->block_used += bytes;
    return place;
}

/* The slot that holds the name, or the free one where it belongs. */
static struct names_slot *find_slot(const struct names *names, const char *name,
                                    size_t length, uint32_t hash)
{
    size_t mask = names->slot_count - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct names_slot *slot = &names->slot[at];
        if (slot->number == 0)
            return slot;
        if (slot->hash != hash)
            continue;
        const char *kept = names->name[slot->number - 1];
        if (strncmp(kept, name, length) == 0 && kept[length] == '\0')
            return slot;
    }
}

static bool grow_slots(struct names *names, size_t count)
{
    struct names_slot *slot = memory_allocate(count, sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < names->slot_count; i++) {
        size_t at = names->slot[i].hash & (count - 1);
        if (names->slot[i].number == 0)
            continue;
        while (slot[at].number != 0)
            at = (at + 1) & (count - 1);
        slot[at] = names->slot[i];
    }
    memory_release(names->slot);
    names->slot = slot;
    names->slot_count = count;
    return true;
}

void names_expect(struct names *names, size_t count)
{
    size_t slots = FIRST_SLOTS;
    while (slots < count * 2)
        slots *= 2;
    if (slots > names->slot_count && !grow_slots(names, slots))
        return; /* when there are as many, this is tried again */
}

const char *names_hold(struct names *names, const char *text, size_t length)
{
    char *held = take_block(names, length + 1);
    if (held == NULL)
        return NULL;
    if (length > 0)
        memcpy(held, text, length);
    held[length] = '\0';
    return held;
}

const char *names_keep(struct names *names, const char *name, size_t length,
                       uint32_t *number)
{
    if ((names->name_count + 1) * 2 > names->slot_count
        && !grow_slots(names,
                       names->slot_count == 0 ? FIRST_SLOTS : names->slot_count * 2))
        return NULL;
    uint32_t hash = (uint32_t)hash_bytes(name, length, 0);
    struct names_slot *slot = find_slot(names, name, length, hash);
    if (slot->number == 0) {
        if (!memory_reserve((void **)&names->name, &names->name_capacity,
                            names->name_count + 1, sizeof *names->name))
            return NULL;
        const char *kept = names_hold(names, name, length);
        if (kept == NULL)
            return NULL;
        names->name[names->name_count++] = kept;
        *slot = (struct names_slot){hash, (uint32_t)names->name_count};
    }
    if (number != NULL)
        *number = slot->number - 1;
    return names->name[slot->number - 1];
}

uint32_t names_find(const struct names *names, const char *name, size_t length)
{
    if (names->slot_count == 0)
        return NAMES_NONE;
    uint32_t hash = (uint32_t)hash_bytes(name, length, 0);
    /* NAMES_NONE is what comes before the first number. */
    return find_slot(names, name, length, hash)->number - 1;
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->block_count; i++)
        memory_release(names->block[i]);
    memory_release(names->block);
    memory_release(names->name);
    memory_release(names->slot);
    *names = (struct names){0};
}
