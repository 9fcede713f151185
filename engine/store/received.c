#include "store/received.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "store/parts.h"
#include "store/statement.h"

#include <string.h>
#include <zstd.h>

/* What comes in pieces of any size on its way into the database. One exists while a
   file is kept. */
struct pieces {
    int64_t received;
    int64_t part; /* the next one */
    struct statement add;
    ZSTD_CCtx *context;
    uint8_t *room; /* PART_BYTES */
    size_t filled; /* of it, where bytes come in pieces */
    uint8_t *packed;
    size_t capacity;
};

static bool pieces_open(struct pieces *pieces, struct store *store, int64_t received,
                        struct fault *fault)
{
    *pieces = (struct pieces){.received = received,
                              .capacity = ZSTD_compressBound(PART_BYTES)};
    pieces->context = ZSTD_createCCtx();
    pieces->room = memory_unwritten(PART_BYTES, 1);
    pieces->packed = memory_unwritten(pieces->capacity, 1);
    if (pieces->context == NULL || pieces->room == NULL || pieces->packed == NULL)
        return fault_memory(fault);
    return statement_prepare(
        &pieces->add, store,
        "INSERT INTO received_part (received, part, bytes, packed) "
        "VALUES (?, ?, ?, 1)",
        fault);
}

static void pieces_close(struct pieces *pieces)
{
    statement_release(&pieces->add);
    ZSTD_freeCCtx(pieces->context);
    memory_release(pieces->room);
    memory_release(pieces->packed);
}

static bool keep_part(struct pieces *pieces, const uint8_t *bytes, size_t length,
                      struct fault *fault)
{
    size_t size = ZSTD_compressCCtx(pieces->context, pieces->packed, pieces->capacity,
                                    bytes, length, PACKING_LEVEL);
    if (ZSTD_isError(size))
        return fault_memory(fault); /* all that can go wrong with enough room */
    statement_integer(&pieces->add, pieces->received);
    statement_integer(&pieces->add, pieces->part++);
    statement_bytes(&pieces->add, pieces->packed, size);
    return statement_run(&pieces->add, fault);
}

static bool keep_piece(void *context, const void *bytes, size_t size,
                       struct fault *fault)
{
    struct pieces *pieces = context;
    const uint8_t *at = bytes;
    while (size > 0) {
        size_t left = PART_BYTES - pieces->filled;
        size_t taken = size < left ? size : left;
        memcpy(pieces->room + pieces->filled, at, taken);
        pieces->filled += taken;
        at += taken;
        size -= taken;
        if (pieces->filled < PART_BYTES)
            continue;
        pieces->filled = 0;
        if (!keep_part(pieces, pieces->room, PART_BYTES, fault))
            return false;
    }
    return true;
}

bool received_keep_without_personal(struct store *store, int64_t received,
                                    const struct source *source,
                                    const struct answer_file *file, struct fault *fault)
{
    struct pieces pieces;
    const struct byte_sink sink = {keep_piece, &pieces};
    bool ok = pieces_open(&pieces, store, received, fault)
              && answers_write_without_personal(source, file, &sink, fault)
              && (pieces.filled == 0
                  || keep_part(&pieces, pieces.room, pieces.filled, fault));
    pieces_close(&pieces);
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
