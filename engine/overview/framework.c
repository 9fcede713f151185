#include "overview/framework.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/source.h"
#include "base/text.h"
#include "table/table.h"

#include <string.h>

#define ITEM_LIMIT 20000 /* more than any framework has */

/* The columns that are read; a name per language stands there for people. */
enum { COLUMN_ID, COLUMN_PARENT, COLUMN_KIND, COLUMN_COUNT };
static const char *const column_name[COLUMN_COUNT] = {"id", "parent", "kind"};

struct reading {
    struct items *items;
    const char *path;
    struct names *names;
    struct problems *problems;
    struct fault *fault;
    size_t column[COLUMN_COUNT]; /* 0 = not found */
    const char *cell[COLUMN_COUNT];
    bool header_done;
    bool filled;
    bool wrong;
};

static bool tell(struct reading *reading, size_t row, const char *what,
                 const char *which)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    reading->wrong = true;
    return problems_add(reading->problems, SEVERITY_ERROR, reading->path, row, 0,
                        reading->fault, what,
                        text_excerpt(excerpt, which, strlen(which)));
}

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct reading *reading = context;
    (void)row;
    reading->filled |= length > 0;
    for (int c = 0; c < COLUMN_COUNT; c++)
        if (!reading->header_done && strcmp(field, column_name[c]) == 0)
            reading->column[c] = column;
        else if (reading->header_done && reading->column[c] == column) {
            reading->cell[c] = names_keep(reading->names, field, length, NULL);
            if (reading->cell[c] == NULL)
                return fault_memory(reading->fault);
        }
    return true;
}

static bool end_header(struct reading *reading, size_t row)
{
    reading->header_done = true;
    for (int c = 0; c < COLUMN_COUNT; c++)
        if (reading->column[c] == 0
            && !tell(reading, row, "has no column \"%s\"", column_name[c]))
            return false;
    return !reading->wrong;
}

/* An item has the number of its id. */
static bool add_item(struct reading *reading, size_t row)
{
    struct items *items = reading->items;
    const char *cell = reading->cell[COLUMN_ID];
    uint32_t number;
    const char *id = names_keep(&items->ids, cell, strlen(cell), &number);
    if (id == NULL)
        return fault_memory(reading->fault);
    if (number < items->count)
        return tell(reading, row, "\"%s\" stands here twice", id);
    if (items->count == ITEM_LIMIT)
        return fault_set(reading->fault, FAULT_DATA, reading->path,
                         "there are more than %d items", ITEM_LIMIT);
    if (!memory_reserve((void **)&items->item, &items->capacity, items->count + 1,
                        sizeof *items->item))
        return fault_memory(reading->fault);
    items->item[items->count++] = (struct item){.id = id,
                                                .parent = reading->cell[COLUMN_PARENT],
                                                .kind = reading->cell[COLUMN_KIND],
                                                .row = row};
    return true;
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    struct reading *reading = context;
    bool ok = true;
    (void)column_count;
    if (!reading->header_done)
        return end_header(reading, row);
    if (reading->filled)
        ok = reading->cell[COLUMN_ID][0] == '\0'
                 ? tell(reading, row, "this row has no \"%s\"", column_name[COLUMN_ID])
                 : add_item(reading, row);
    reading->filled = false;
    for (int c = 0; c < COLUMN_COUNT; c++)
        reading->cell[c] = "";
    return ok;
}

struct item *items_find(const struct items *items, const char *id)
{
    uint32_t number = names_find(&items->ids, id, strlen(id));
    return number < items->count ? &items->item[number] : NULL;
}

/* A parent stands before what is below it, so that nothing is above itself. */
static bool check_parents(struct reading *reading)
{
    const struct items *items = reading->items;
    for (size_t i = 0; i < items->count; i++) {
        const char *parent = items->item[i].parent;
        const struct item *above = items_find(items, parent);
        if (*parent != '\0' && (above == NULL || above >= &items->item[i])
            && !tell(reading, items->item[i].row,
                     "the parent \"%s\" does not stand above it", parent))
            return false;
    }
    return true;
}

static bool read_file(struct reading *reading)
{
    struct table_consumer consumer = {on_field, on_record, reading};
    struct table_format format;
    struct source source;
    if (!source_read(&source, reading->path, reading->fault))
        return false;
    bool ok = table_read(&source, &format, &consumer, reading->fault);
    if (ok && !reading->header_done)
        ok = tell(reading, 0, "has no column \"%s\"", column_name[COLUMN_ID]);
    ok = ok && check_parents(reading);
    source_release(&source);
    return ok && !reading->wrong;
}

bool items_read(struct items *items, const char *path, struct names *names,
                struct problems *problems, struct fault *fault)
{
    struct fault own = {0};
    struct reading reading = {.items = items,
                              .path = path,
                              .names = names,
                              .problems = problems,
                              .fault = &own,
                              .cell = {"", "", ""}};
    bool ok = read_file(&reading);
    if (own.kind == FAULT_SYSTEM && own.where[0] == '\0')
        return fault_memory(fault);
    /* A file that is not there, or is no table, is wrong as its rows may be. */
    if (own.kind != FAULT_NONE
        && !problems_add_text(problems, SEVERITY_ERROR, own.where, own.row, own.column,
                              own.said, own.what, fault))
        return false;
    return ok;
}

void items_release(struct items *items)
{
    memory_release(items->item);
    names_release(&items->ids);
    *items = (struct items){0};
}
