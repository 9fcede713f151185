#include "store/readings.h"

#include "base/memory.h"
#include "store/statement.h"

#include <string.h>

static bool find(struct store *store, int64_t *id, const char *sql, const char *hash,
                 struct fault *fault)
{
    struct statement find;
    if (!statement_prepare(&find, store, sql, fault))
        return false;
    statement_text(&find, hash);
    bool ok = statement_value(&find, id, fault);
    statement_release(&find);
    return ok;
}

static bool keep_mapping(struct store *store, int64_t *id, const struct aid *aid,
                         struct fault *fault)
{
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO mapping (sha256, json) VALUES (?, ?) "
                           "ON CONFLICT DO NOTHING",
                           fault))
        return false;
    statement_text(&add, aid->hash);
    statement_text(&add, aid->bytes);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok
           && find(store, id, "SELECT mapping FROM mapping WHERE sha256 = ?", aid->hash,
                   fault);
}

static bool keep_list(struct store *store, int64_t *id, const struct aid *aid,
                      struct fault *fault)
{
    const char *slash = strrchr(aid->name, '/');
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO tool_list (sha256, name, bytes) "
                           "VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                           fault))
        return false;
    statement_text(&add, aid->hash);
    statement_text(&add, slash == NULL ? aid->name : slash + 1);
    statement_bytes(&add, aid->bytes, aid->size);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok
           && find(store, id, "SELECT tool_list FROM tool_list WHERE sha256 = ?",
                   aid->hash, fault);
}

bool reading_keep(struct store *store, struct kept_reading *kept,
                  const struct answer_file *file, struct fault *fault)
{
    struct aid aid[AID_LIMIT];
    size_t count = answer_file_list_aids(file, aid);
    *kept = (struct kept_reading){0};
    int64_t *into[] = {[AID_MAPPING] = &kept->mapping,
                       [AID_STRUCTURE] = &kept->structure,
                       [AID_LABELS] = &kept->labels};
    bool ok = reading_identify(kept->identity, &file->reading, fault);
    for (size_t a = 0; ok && a < count; a++)
        ok = aid[a].kind == AID_MAPPING
                 ? keep_mapping(store, into[aid[a].kind], &aid[a], fault)
                 : keep_list(store, into[aid[a].kind], &aid[a], fault);
    return ok;
}

static bool take_list(struct statement *find, struct source *source,
                      struct fault *fault)
{
    const char *name = (const char *)sqlite3_column_text(find->handle, 1);
    const void *bytes = sqlite3_column_blob(find->handle, 2);
    *source = (struct source){.size = (size_t)sqlite3_column_bytes(find->handle, 2)};
    source->path =
        memory_copy_text(name == NULL ? "" : name, name == NULL ? 0 : strlen(name));
    source->bytes =
        (uint8_t *)memory_copy_text(bytes == NULL ? "" : bytes, source->size);
    if (source->path != NULL && source->bytes != NULL) {
        sha256_text(source->hash, source->bytes, source->size);
        return true;
    }
    source_release(source);
    return fault_memory(fault);
}

bool store_load_lists(struct store *store, int64_t received,
                      struct source source[static PART_LABELS + 1], struct fault *fault)
{
    struct statement find;
    bool row = false;
    if (!statement_prepare(&find, store,
                           "SELECT tool_list = labels, tool_list.name, bytes "
                           "FROM received JOIN tool_list "
                           "ON tool_list IN (structure, labels) WHERE received = ?",
                           fault))
        return false;
    statement_integer(&find, received);
    bool ok = true;
    while (ok && (ok = statement_next(&find, &row, fault)) && row) {
        bool labels = sqlite3_column_int(find.handle, 0) != 0;
        ok = take_list(&find, &source[labels ? PART_LABELS : PART_STRUCTURE], fault);
    }
    statement_release(&find);
    return ok;
}
