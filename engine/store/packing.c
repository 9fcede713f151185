#include "store/received.h"

#include "base/memory.h"
#include "store/parts.h"
#include "store/statement.h"

#include <pthread.h>
#include <zstd.h>

/* Parts that are packed and not yet kept. */
#define WAITING 8
/* A thread is not worth its start for less. */
#define BYTES_WORTH_A_THREAD (4 * PART_BYTES)

struct packed_part {
    uint8_t *bytes;
    size_t size;
};

struct packing {
    struct store *store;
    int64_t received;
    const struct source *source;
    struct statement add;
    ZSTD_CCtx *context;
    uint8_t *room; /* PART_BYTES */
    size_t capacity;
    size_t part_count;
    size_t kept; /* parts in the database */
    pthread_t thread;
    bool threaded;
    /* What both threads touch. */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct packed_part waiting[WAITING];
    size_t packed; /* parts that were packed so far; part p is waiting[p % WAITING] */
    size_t taken;  /* of them, those whose place is free again */
    bool stopped;  /* nobody waits for more, or `own` says why there is none */
    struct fault own;
};

/* The next part, into its place. */
static bool pack(struct packing *packing, size_t part, struct fault *fault)
{
    struct packed_part *packed = &packing->waiting[part % WAITING];
    const uint8_t *bytes;
    size_t length;
    if (!source_take(packing->source, part * PART_BYTES, PART_BYTES, packing->room,
                     &bytes, &length, fault))
        return false;
    packed->size = ZSTD_compressCCtx(packing->context, packed->bytes, packing->capacity,
                                     bytes, length, PACKING_LEVEL);
    /* Memory is all that can be short where there is room enough for anything. */
    return !ZSTD_isError(packed->size) || fault_memory(fault);
}

static void *pack_all(void *argument)
{
    struct packing *packing = argument;
    for (size_t part = 0; part < packing->part_count; part++) {
        pthread_mutex_lock(&packing->lock);
        while (!packing->stopped && part - packing->taken == WAITING)
            pthread_cond_wait(&packing->changed, &packing->lock);
        bool stopped = packing->stopped;
        pthread_mutex_unlock(&packing->lock);
        if (stopped)
            break;
        struct fault own = {0};
        bool ok = pack(packing, part, &own);
        pthread_mutex_lock(&packing->lock);
        packing->packed += ok;
        packing->stopped |= !ok;
        packing->own = own;
        pthread_cond_signal(&packing->changed);
        pthread_mutex_unlock(&packing->lock);
    }
    return NULL;
}

static bool make_room(struct packing *packing)
{
    packing->context = ZSTD_createCCtx();
    packing->room = memory_unwritten(PART_BYTES, 1);
    packing->capacity = ZSTD_compressBound(PART_BYTES);
    size_t places = packing->part_count < WAITING ? packing->part_count : WAITING;
    bool ok = packing->context != NULL && packing->room != NULL;
    for (size_t p = 0; ok && p < places; p++) {
        packing->waiting[p].bytes = memory_unwritten(packing->capacity, 1);
        ok = packing->waiting[p].bytes != NULL;
    }
    return ok;
}

struct packing *packing_begin(struct store *store, int64_t received,
                              const struct source *source, struct fault *fault)
{
    struct packing *packing = memory_allocate(1, sizeof *packing);
    if (packing == NULL) {
        fault_memory(fault);
        return NULL;
    }
    packing->store = store;
    packing->received = received;
    packing->source = source;
    packing->part_count = (source->size + PART_BYTES - 1) / PART_BYTES;
    pthread_mutex_init(&packing->lock, NULL);
    pthread_cond_init(&packing->changed, NULL);
    if (!make_room(packing))
        fault_memory(fault);
    else if (statement_prepare(&packing->add, store,
                               "INSERT INTO received_part (received, part, bytes, "
                               "packed) VALUES (?, ?, ?, 1)",
                               fault)) {
        packing->threaded =
            source->size >= BYTES_WORTH_A_THREAD
            && pthread_create(&packing->thread, NULL, pack_all, packing) == 0;
        return packing;
    }
    packing_free(packing);
    return NULL;
}

/* Whether the next part is packed; `wait` until it is, or never will be. */
static bool is_packed(struct packing *packing, bool wait, bool *packed,
                      struct fault *fault)
{
    *packed = true;
    if (!packing->threaded)
        return pack(packing, packing->kept, fault);
    pthread_mutex_lock(&packing->lock);
    while (wait && packing->packed == packing->kept && !packing->stopped)
        pthread_cond_wait(&packing->changed, &packing->lock);
    *packed = packing->packed > packing->kept;
    bool ok = *packed || !packing->stopped || fault_take(fault, &packing->own);
    pthread_mutex_unlock(&packing->lock);
    return ok;
}

static bool keep_part(struct packing *packing, struct fault *fault)
{
    const struct packed_part *part = &packing->waiting[packing->kept % WAITING];
    statement_integer(&packing->add, packing->received);
    statement_integer(&packing->add, (int64_t)packing->kept);
    statement_bytes(&packing->add, part->bytes, part->size);
    bool ok = statement_run(&packing->add, fault);
    pthread_mutex_lock(&packing->lock);
    packing->taken = ++packing->kept;
    pthread_cond_signal(&packing->changed);
    pthread_mutex_unlock(&packing->lock);
    return ok;
}

static bool keep_parts(struct packing *packing, bool wait, struct fault *fault)
{
    bool ok = true;
    bool packed = true;
    while (ok && packed && packing->kept < packing->part_count)
        ok = is_packed(packing, wait, &packed, fault)
             && (!packed || keep_part(packing, fault));
    return ok;
}

bool packing_keep(struct packing *packing, struct fault *fault)
{
    return packing == NULL || !packing->threaded || keep_parts(packing, false, fault);
}

bool packing_finish(struct packing *packing, struct fault *fault)
{
    return keep_parts(packing, true, fault) && source_check(packing->source, fault);
}

void packing_free(struct packing *packing)
{
    if (packing == NULL)
        return;
    pthread_mutex_lock(&packing->lock);
    packing->stopped = true;
    pthread_cond_signal(&packing->changed);
    pthread_mutex_unlock(&packing->lock);
    if (packing->threaded)
        pthread_join(packing->thread, NULL);
    pthread_cond_destroy(&packing->changed);
    pthread_mutex_destroy(&packing->lock);
    statement_release(&packing->add);
    ZSTD_freeCCtx(packing->context);
    memory_release(packing->room);
    for (size_t p = 0; p < WAITING; p++)
        memory_release(packing->waiting[p].bytes);
    memory_release(packing);
}
