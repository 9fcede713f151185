#include "store/readings.h"

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

static bool keep_mapping(struct store *store, int64_t *id, const struct source *source,
                         struct fault *fault)
{
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO mapping (sha256, json) VALUES (?, ?) "
                           "ON CONFLICT DO NOTHING",
                           fault))
        return false;
    statement_text(&add, source->hash);
    statement_text(&add, (const char *)source->bytes);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok
           && find(store, id, "SELECT mapping FROM mapping WHERE sha256 = ?",
                   source->hash, fault);
}

static bool keep_list(struct store *store, int64_t *id, const struct source *source,
                      struct fault *fault)
{
    const char *slash = strrchr(source->path, '/');
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO tool_list (sha256, name, bytes) "
                           "VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                           fault))
        return false;
    statement_text(&add, source->hash);
    statement_text(&add, slash == NULL ? source->path : slash + 1);
    statement_bytes(&add, source->bytes, source->size);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    return ok
           && find(store, id, "SELECT tool_list FROM tool_list WHERE sha256 = ?",
                   source->hash, fault);
}

bool reading_keep(struct store *store, struct kept_reading *kept,
                  const struct answers_reading *reading, struct fault *fault)
{
    struct aid aid[AID_LIMIT];
    size_t count = reading_list_aids(reading, aid);
    *kept = (struct kept_reading){0};
    bool ok = reading_identify(kept->identity, reading, fault);
    for (size_t a = 0; ok && a < count; a++) {
        if (strcmp(aid[a].kind, "mapping") == 0)
            ok = keep_mapping(store, &kept->mapping, aid[a].source, fault);
        else
            ok = keep_list(store,
                           strcmp(aid[a].kind, "labels") == 0 ? &kept->labels
                                                              : &kept->structure,
                           aid[a].source, fault);
    }
    return ok;
}
