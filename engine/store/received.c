#include "store/received.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "store/statement.h"

#include <string.h>
#include <zstd.h>

#define PART_BYTES (1u << 20)
/* The quickest that packs answers well: they become a fifth or less. */
#define LEVEL 1

/* What packing needs; one exists while a file is kept. */
struct packing {
    int64_t received;
    int64_t part; /* the next one */
    struct statement add;
    ZSTD_CCtx *context;
    uint8_t *room; /* PART_BYTES */
    size_t filled; /* of it, where bytes come in pieces */
    uint8_t *packed;
    size_t capacity;
};

static bool packing_open(struct packing *packing, struct store *store, int64_t received,
                         struct fault *fault)
{
    *packing = (struct packing){.received = received,
                                .capacity = ZSTD_compressBound(PART_BYTES)};
    packing->context = ZSTD_createCCtx();
    packing->room = memory_unwritten(PART_BYTES, 1);
    packing->packed = memory_unwritten(packing->capacity, 1);
    if (packing->context == NULL || packing->room == NULL || packing->packed == NULL)
        return fault_memory(fault);
    return statement_prepare(
        &packing->add, store,
        "INSERT INTO received_part (received, part, bytes, packed) "
        "VALUES (?, ?, ?, 1)",
        fault);
}

static void packing_close(struct packing *packing)
{
    statement_release(&packing->add);
    ZSTD_freeCCtx(packing->context);
    memory_release(packing->room);
    memory_release(packing->packed);
}

static bool keep_part(struct packing *packing, const uint8_t *bytes, size_t length,
                      struct fault *fault)
{
    size_t size = ZSTD_compressCCtx(packing->context, packing->packed,
                                    packing->capacity, bytes, length, LEVEL);
    if (ZSTD_isError(size))
        return fault_memory(fault); /* all that can go wrong with enough room */
    statement_integer(&packing->add, packing->received);
    statement_integer(&packing->add, packing->part++);
    statement_bytes(&packing->add, packing->packed, size);
    return statement_run(&packing->add, fault);
}

bool received_keep(struct store *store, int64_t received, const struct source *source,
                   struct fault *fault)
{
    struct packing packing;
    bool ok = packing_open(&packing, store, received, fault);
    for (size_t at = 0; ok && at < source->size; at += PART_BYTES) {
        const uint8_t *bytes;
        size_t length;
        ok = source_take(source, at, PART_BYTES, packing.room, &bytes, &length, fault)
             && keep_part(&packing, bytes, length, fault);
    }
    packing_close(&packing);
    return ok && source_check(source, fault);
}

static bool keep_piece(void *context, const void *bytes, size_t size,
                       struct fault *fault)
{
    struct packing *packing = context;
    const uint8_t *at = bytes;
    while (size > 0) {
        size_t left = PART_BYTES - packing->filled;
        size_t taken = size < left ? size : left;
        memcpy(packing->room + packing->filled, at, taken);
        packing->filled += taken;
        at += taken;
        size -= taken;
        if (packing->filled < PART_BYTES)
            continue;
        packing->filled = 0;
        if (!keep_part(packing, packing->room, PART_BYTES, fault))
            return false;
    }
    return true;
}

bool received_keep_without_personal(struct store *store, int64_t received,
                                    const struct source *source,
                                    const struct answer_file *file, struct fault *fault)
{
    struct packing packing;
    const struct byte_sink sink = {keep_piece, &packing};
    bool ok = packing_open(&packing, store, received, fault)
              && answers_write_without_personal(source, file, &sink, fault)
              && (packing.filled == 0
                  || keep_part(&packing, packing.room, packing.filled, fault));
    packing_close(&packing);
    return ok && source_check(source, fault);
}

static bool hash_piece(void *context, const void *bytes, size_t size,
                       struct fault *fault)
{
    (void)fault;
    hash_add(context, bytes, size);
    return true;
}

bool received_hash_without_personal(char hash[static SHA256_TEXT_BYTES],
                                    const struct source *source,
                                    const struct answer_file *file, struct fault *fault)
{
    struct hash running;
    const struct byte_sink sink = {hash_piece, &running};
    hash_begin(&running);
    bool ok = answers_write_without_personal(source, file, &sink, fault);
    hash_end(&running, hash);
    return ok;
}

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
    bool ok =
        statement_prepare(&find, unpacking->store,
                          "SELECT EXISTS (SELECT 1 FROM received WHERE received = ? "
                          "AND ifnull(kept_sha256, sha256) = ?)",
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
