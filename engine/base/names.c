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

static void put_slot(struct names_slot *slot, size_t count, struct names_slot taken)
{
    size_t at = taken.hash & (count - 1);
    while (slot[at].number != 0)
        at = (at + 1) & (count - 1);
    slot[at] = taken;
}

/* Room for one more name; the first table takes all those that came before it. */
static bool grow_slots(struct names *names)
{
    size_t count = FIRST_SLOTS;
    while (count < (names->name_count + 1) * 2)
        count *= 2;
    if (count <= names->slot_count)
        return true;
    struct names_slot *slot = memory_allocate(count, sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < names->slot_count; i++)
        if (names->slot[i].number != 0)
            put_slot(slot, count, names->slot[i]);
    for (size_t i = 0; names->slot == NULL && i < names->name_count; i++) {
        const char *name = names->name[i];
        uint32_t hash = (uint32_t)hash_bytes(name, strlen(name), 0);
        put_slot(slot, count, (struct names_slot){hash, (uint32_t)i + 1});
    }
    memory_release(names->slot);
    names->slot = slot;
    names->slot_count = count;
    return true;
}

/* As strcmp() has it, of a name kept and one of a length. */
static int compare(const char *kept, const char *name, size_t length)
{
    int order = strncmp(kept, name, length);
    return order != 0 ? order : kept[length] != '\0';
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

/* A name that is none of those there are; the number it has then, or NAMES_NONE. */
static uint32_t add_name(struct names *names, const char *name, size_t length)
{
    if (!memory_reserve((void **)&names->name, &names->name_capacity,
                        names->name_count + 1, sizeof *names->name))
        return NAMES_NONE;
    const char *kept = names_hold(names, name, length);
    if (kept == NULL)
        return NAMES_NONE;
    names->name[names->name_count] = kept;
    return (uint32_t)names->name_count++;
}

/* Whether the name needs no table; *found is its number then. */
static bool keep_in_order(struct names *names, const char *name, size_t length,
                          uint32_t *found)
{
    size_t count = names->name_count;
    int order = count == 0 ? -1 : compare(names->name[count - 1], name, length);
    if (names->slot != NULL || order > 0)
        return false;
    *found = order == 0 ? (uint32_t)count - 1 : add_name(names, name, length);
    return true;
}

const char *names_keep(struct names *names, const char *name, size_t length,
                       uint32_t *number)
{
    uint32_t found;
    if (!keep_in_order(names, name, length, &found)) {
        if (!grow_slots(names))
            return NULL;
        uint32_t hash = (uint32_t)hash_bytes(name, length, 0);
        struct names_slot *slot = find_slot(names, name, length, hash);
        if (slot->number == 0) {
            found = add_name(names, name, length);
            if (found != NAMES_NONE)
                *slot = (struct names_slot){hash, found + 1};
        } else
            found = slot->number - 1;
    }
    if (found == NAMES_NONE)
        return NULL;
    if (number != NULL)
        *number = found;
    return names->name[found];
}

static uint32_t find_in_order(const struct names *names, const char *name,
                              size_t length)
{
    size_t low = 0;
    size_t high = names->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(names->name[middle], name, length);
        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NAMES_NONE;
}

uint32_t names_find(const struct names *names, const char *name, size_t length)
{
    if (names->slot == NULL)
        return find_in_order(names, name, length);
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
