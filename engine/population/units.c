#include "base/memory.h"
#include "base/source.h"
#include "base/text.h"
#include "population/load.h"
#include "table/table.h"

#include <string.h>

/* An id becomes part of file names, where a byte may take three. */
#define ID_LIMIT   64
#define NAME_LIMIT 200

/* The columns of a register that are read, each a slot: the id, the name, and two per
   level. Absent ones have no header name. */
enum { SLOT_ID, SLOT_NAME, SLOT_LEVELS, SLOT_COUNT = SLOT_LEVELS + 2 * LEVEL_LIMIT };

static size_t code_slot(size_t level)
{
    return SLOT_LEVELS + 2 * level;
}

static size_t name_slot(size_t level)
{
    return SLOT_LEVELS + 2 * level + 1;
}

struct rows {
    struct document *document; /* the descriptor */
    const struct descriptor *descriptor;
    const struct register_plan *plan;
    const struct units *other; /* by level: the register its groups are units of */
    struct units *units;
    const char *header[SLOT_COUNT];
    size_t column[SLOT_COUNT]; /* 0 = not found yet */
    const char *cell[SLOT_COUNT];
    char id[ID_LIMIT + 1]; /* cell[SLOT_ID] */
    size_t header_columns; /* 0 = the header is still to come */
    bool refused;          /* the row being read has an error */
};

/* An error in the register's file; reading goes on unless memory is short. */
#define tell(rows, row, column, ...)                                                   \
    ((rows)->refused = true,                                                           \
     problems_add((rows)->document->problems, SEVERITY_ERROR, (rows)->units->path,     \
                  row, column, (rows)->document->fault, __VA_ARGS__)                   \
         || ((rows)->document->failed = true, false))

static bool is_control(const char *at, size_t left)
{
    unsigned char byte = (unsigned char)at[0];
    return byte < 0x20 || byte == 0x7F
           || (byte == 0xC2 && left > 1 && (unsigned char)at[1] < 0xA0);
}

static bool read_header(struct rows *rows, size_t row, size_t column, const char *field)
{
    for (size_t slot = 0; slot < SLOT_COUNT; slot++) {
        if (rows->header[slot] == NULL || strcmp(rows->header[slot], field) != 0)
            continue;
        if (rows->column[slot] != 0)
            return tell(rows, row, column, "the column \"%s\" stands twice",
                        rows->header[slot]);
        rows->column[slot] = column;
    }
    return true;
}

static bool keep_cell(struct rows *rows, size_t slot, size_t row, size_t column,
                      const char *field, size_t length)
{
    const char *header = rows->header[slot];
    while (length > 0 && (*field == ' ' || *field == '\t')) {
        field++;
        length--;
    }
    while (length > 0 && (field[length - 1] == ' ' || field[length - 1] == '\t'))
        length--;
    size_t limit =
        slot == SLOT_ID || (slot >= SLOT_LEVELS && (slot - SLOT_LEVELS) % 2 == 0)
            ? ID_LIMIT
            : NAME_LIMIT;
    if (length == 0)
        return tell(rows, row, column, "\"%s\" is empty", header);
    if (length > limit)
        return tell(rows, row, column, "\"%s\" has more than %zu bytes", header, limit);
    for (size_t i = 0; i < length; i++)
        if (is_control(field + i, length - i))
            return tell(rows, row, column, "\"%s\" holds a control character", header);
    /* Ids are the register's own, and names are all different, or nearly so: only what
       stands for a group is looked for among what stood there before. */
    if (slot == SLOT_ID) {
        memcpy(rows->id, field, length);
        rows->id[length] = '\0';
        rows->cell[slot] = rows->id;
    } else if (slot == SLOT_NAME)
        rows->cell[slot] = names_hold(rows->document->names, field, length);
    else
        rows->cell[slot] = names_keep(rows->document->names, field, length, NULL);
    return rows->cell[slot] != NULL || document_out_of_memory(rows->document);
}

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct rows *rows = context;
    if (rows->header_columns == 0)
        return read_header(rows, row, column, field);
    if (column > rows->header_columns && length > 0 && !rows->refused)
        return tell(rows, row, column, "a cell beyond the %zu columns of the header",
                    rows->header_columns);
    for (size_t slot = 0; slot < SLOT_COUNT; slot++)
        if (rows->column[slot] == column
            && !keep_cell(rows, slot, row, column, field, length))
            return false;
    return true;
}

static bool finish_header(struct rows *rows, size_t row, size_t column_count)
{
    bool ok = !rows->refused;
    for (size_t slot = 0; slot < SLOT_COUNT; slot++) {
        if (rows->header[slot] == NULL || rows->column[slot] != 0)
            continue;
        ok = false;
        if (!tell(rows, row, 0, "there is no column \"%s\"", rows->header[slot]))
            return false;
    }
    rows->header_columns = column_count;
    return ok; /* without its columns the rest cannot be read */
}

/* Sets the unit's places at a level whose groups are another register's units, and at
   the levels that come with them. */
static bool find_place(struct rows *rows, size_t level, size_t row, struct place *place)
{
    const struct units *other = &rows->other[level];
    const char *code = rows->cell[code_slot(level)];
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    uint32_t group = names_find(&other->ids, code, strlen(code));
    if (group == NAMES_NONE)
        return tell(rows, row, rows->column[code_slot(level)],
                    "\"%s\" is not in the register \"%s\"%s",
                    text_excerpt(excerpt, code, strlen(code)),
                    rows->plan->group[level].from->id,
                    descriptor_hint(hint, units_nearest(&other->ids, code)));
    for (size_t l = 0; l < level; l++) {
        const struct place *theirs =
            &other->place[(size_t)group * other->level_count + l];
        if (theirs->code != NULL)
            place[l] = *theirs;
    }
    place[level] = (struct place){code, other->name[group]};
    return true;
}

static bool find_places(struct rows *rows, size_t row, struct place *place)
{
    for (size_t level = 0; level < rows->units->level_count; level++) {
        if (rows->plan->group[level].from != NULL) {
            if (!find_place(rows, level, row, place))
                return false;
        } else if (rows->header[code_slot(level)] != NULL)
            place[level] = (struct place){rows->cell[code_slot(level)],
                                          rows->cell[name_slot(level)]};
    }
    return true;
}

static bool add_unit(struct rows *rows, size_t row)
{
    struct units *units = rows->units;
    size_t count = units->count;
    const char *id = rows->cell[SLOT_ID];
    uint32_t number;
    if (names_keep(&units->ids, id, strlen(id), &number) == NULL
        || !memory_reserve((void **)&units->name, &units->name_capacity, count + 1,
                           sizeof *units->name)
        || !memory_reserve((void **)&units->row, &units->row_capacity, count + 1,
                           sizeof *units->row)
        || !memory_reserve((void **)&units->place, &units->place_capacity,
                           (count + 1) * units->level_count, sizeof *units->place))
        return document_out_of_memory(rows->document);
    if (number < count)
        return tell(rows, row, rows->column[SLOT_ID],
                    "the id \"%s\" stands in row %zu already", id, units->row[number]);
    struct place *place =
        units->level_count == 0 ? NULL : &units->place[count * units->level_count];
    for (size_t level = 0; level < units->level_count; level++)
        place[level] = (struct place){NULL, NULL};
    units->name[count] = rows->cell[SLOT_NAME];
    units->row[count] = row;
    units->count++;
    return find_places(rows, row, place);
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    struct rows *rows = context;
    if (rows->header_columns == 0)
        return finish_header(rows, row, column_count);
    bool ok = true;
    if (column_count < rows->header_columns)
        ok = tell(rows, row, 0, "%zu cells where the header has %zu", column_count,
                  rows->header_columns);
    else if (!rows->refused)
        ok = add_unit(rows, row);
    rows->refused = false;
    return ok;
}

static void name_columns(struct rows *rows)
{
    rows->header[SLOT_ID] = rows->plan->id_column;
    rows->header[SLOT_NAME] = rows->plan->name_column;
    for (size_t level = 0; level < rows->units->level_count; level++) {
        rows->header[code_slot(level)] = rows->plan->group[level].code_column;
        rows->header[name_slot(level)] = rows->plan->group[level].name_column;
    }
}

static bool read_rows(struct rows *rows)
{
    const struct table_consumer consumer = {on_field, on_record, rows};
    struct document *document = rows->document;
    struct table_format format;
    struct source source = {0};
    size_t errors = document->problems->error_count;
    bool ok = source_open(&source, rows->units->path, document->fault);
    ok = ok
         && (table_read(&source, &format, &consumer, document->fault)
             || document->problems->error_count > errors);
    source_release(&source);
    if (!ok)
        document->failed = true;
    else if (!document->failed && document->problems->error_count == errors
             && rows->units->count == 0)
        tell(rows, 0, 0, "the register is empty");
    return !document->failed;
}

bool units_load(struct document *document, const struct descriptor *descriptor,
                const struct register_plan *plan, struct units *units)
{
    struct units other[LEVEL_LIMIT] = {{.count = 0}};
    struct rows rows = {.document = document,
                        .descriptor = descriptor,
                        .plan = plan,
                        .other = other,
                        .units = units};
    size_t errors = document->problems->error_count;
    *units = (struct units){.level_count = descriptor->level_count};
    units->path = document_join_path(document, plan->file);
    bool ok = units->path != NULL;
    for (size_t level = 0; level < descriptor->level_count && ok; level++)
        if (plan->group[level].from != NULL)
            ok = units_load(document, descriptor, plan->group[level].from,
                            &other[level]);
    name_columns(&rows);
    ok = ok && read_rows(&rows) && document->problems->error_count == errors;
    for (size_t level = 0; level < LEVEL_LIMIT; level++)
        units_release(&other[level]);
    return ok;
}

void units_release(struct units *units)
{
    names_release(&units->ids);
    memory_release(units->name);
    memory_release(units->row);
    memory_release(units->place);
    memory_release(units->path);
    *units = (struct units){0};
}
