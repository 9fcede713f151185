#include "store/received.h"

#include "base/memory.h"
#include "store/parts.h"
#include "store/statement.h"

#include <zstd.h>

/* A reading of what was received. */
struct unpacking {
    struct store *store;
    int64_t received;
    ZSTD_DCtx *context;
    uint8_t *room; /* PART_BYTES */
    struct hash hash;
    bool (*take)(void *context, const void *bytes, size_t size, struct fault *fault);
    void *taker;
};

static bool tell_damaged(const struct unpacking *unpacking, struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, unpacking->store->path,
                     "the database is damaged: the bytes of received file %lld are not "
                     "those that came",
                     (long long)unpacking->received);
}

static bool read_part(struct unpacking *unpacking, struct statement *walk,
                      struct fault *fault)
{
    const void *bytes = sqlite3_column_blob(walk->handle, 0);
    size_t size = (size_t)sqlite3_column_bytes(walk->handle, 0);
    if (bytes == NULL && size > 0)
        return fault_memory(fault);
    if (sqlite3_column_int(walk->handle, 1) == 1) {
        size = ZSTD_decompressDCtx(unpacking->context, unpacking->room, PART_BYTES,
                                   bytes, size);
        bytes = unpacking->room;
        if (ZSTD_isError(size))
            return tell_damaged(unpacking, fault);
    }
    hash_add(&unpacking->hash, bytes, size);
    return unpacking->take(unpacking->taker, bytes, size, fault);
}

static bool read_parts(struct unpacking *unpacking, struct fault *fault)
{
    struct statement walk;
    bool row = true;
    bool ok = statement_prepare(&walk, unpacking->store,
                                "SELECT bytes, packed FROM received_part "
                                "WHERE received = ? ORDER BY part",
                                fault);
    if (ok)
        statement_integer(&walk, unpacking->received);
    while (ok && row) {
        ok = statement_next(&walk, &row, fault);
        if (ok && row)
            ok = read_part(unpacking, &walk, fault);
    }
    statement_release(&walk);
    return ok;
}

static bool check_hash(struct unpacking *unpacking, struct fault *fault)
{
    char hash[SHA256_TEXT_BYTES];
    struct statement find;
    int64_t same = 0;
    hash_end(&unpacking->hash, hash);
    bool ok = statement_prepare(
        &find, unpacking->store,
        "SELECT EXISTS (SELECT 1 FROM received WHERE received = ? AND sha256 = ?)",
        fault);
    if (ok) {
        statement_integer(&find, unpacking->received);
        statement_text(&find, hash);
        ok = statement_value(&find, &same, fault);
    }
    statement_release(&find);
    return ok && (same != 0 || tell_damaged(unpacking, fault));
}

bool store_read_received(struct store *store, int64_t received,
                         bool (*take)(void *context, const void *bytes, size_t size,
                                      struct fault *fault),
                         void *context, struct fault *fault)
{
    struct unpacking unpacking = {
        .store = store, .received = received, .take = take, .taker = context};
    unpacking.context = ZSTD_createDCtx();
    unpacking.room = memory_unwritten(PART_BYTES, 1);
    hash_begin(&unpacking.hash);
    bool ok =
        ((unpacking.context != NULL && unpacking.room != NULL) || fault_memory(fault))
        && read_parts(&unpacking, fault) && check_hash(&unpacking, fault);
    ZSTD_freeDCtx(unpacking.context);
    memory_release(unpacking.room);
    return ok;
}
