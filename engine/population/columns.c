#include "population/columns.h"
#include "base/memory.h"
#include "base/source.h"
#include "base/text.h"
#include "table/table.h"

#include <string.h>

#define TEXT_LIMIT 200

/* One column of a file while it is read. */
struct reading {
    struct document *document;
    const struct population *population;
    const struct column_plan *plan;
    const struct level *level; /* whose groups have a row each; NULL = units have */
    char *path;
    size_t key_column; /* 0 = not found yet */
    size_t column;
    bool header_done;
    uint32_t place; /* of the row being read; NAMES_NONE = it is about none of ours */
    const char *text;
    const char **found; /* by place */
    size_t *row;        /* by place; 0 = none yet */
    bool any;
};

#define tell(reading, row, column, ...)                                                \
    (problems_add((reading)->document->problems, SEVERITY_ERROR, (reading)->path, row, \
                  column, (reading)->document->fault, __VA_ARGS__)                     \
     || ((reading)->document->failed = true, false))

static uint32_t find_group(const struct level *level, const char *code)
{
    uint32_t low = 0;
    uint32_t high = level->group_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(level->group[middle].code, code);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NAMES_NONE;
}

static bool read_header(struct reading *reading, size_t row, size_t column,
                        const char *field)
{
    size_t *at[2] = {&reading->key_column, &reading->column};
    const char *const name[2] = {reading->plan->key, reading->plan->column};
    for (int i = 0; i < 2; i++) {
        if (strcmp(name[i], field) != 0)
            continue;
        if (*at[i] != 0)
            return tell(reading, row, column, "the column \"%s\" stands twice",
                        name[i]);
        *at[i] = column;
    }
    return true;
}

static bool read_text(struct reading *reading, size_t row, size_t column,
                      const char *field, size_t length)
{
    if (length > TEXT_LIMIT)
        return tell(reading, row, column, "\"%s\" has more than %zu bytes",
                    reading->plan->column, (size_t)TEXT_LIMIT);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)field[i] < 0x20 || field[i] == 0x7F)
            return tell(reading, row, column, "\"%s\" holds a control character",
                        reading->plan->column);
    reading->text = names_keep(reading->document->names, field, length, NULL);
    return reading->text != NULL || document_out_of_memory(reading->document);
}

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct reading *reading = context;
    char key[TEXT_LIMIT + 1];
    if (!reading->header_done)
        return read_header(reading, row, column, field);
    while (length > 0 && (*field == ' ' || *field == '\t')) {
        field++;
        length--;
    }
    while (length > 0 && (field[length - 1] == ' ' || field[length - 1] == '\t'))
        length--;
    if (column == reading->key_column && length <= TEXT_LIMIT) {
        memcpy(key, field, length);
        key[length] = '\0';
        reading->place = reading->level == NULL
                             ? population_find(reading->population, key, length)
                             : find_group(reading->level, key);
    }
    if (column == reading->column && length > 0)
        return read_text(reading, row, column, field, length);
    return true;
}

/* Without its columns the rest cannot be read. */
static bool finish_header(struct reading *reading, size_t row)
{
    const struct column_plan *plan = reading->plan;
    reading->header_done = true;
    if (reading->key_column != 0 && reading->column != 0)
        return true;
    tell(reading, row, 0, "there is no column \"%s\"",
         reading->key_column == 0 ? plan->key : plan->column);
    return false;
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    struct reading *reading = context;
    (void)column_count;
    if (!reading->header_done)
        return finish_header(reading, row);
    uint32_t place = reading->place;
    bool ok = true;
    if (place != NAMES_NONE && reading->row[place] != 0)
        ok = tell(reading, row, reading->key_column,
                  "the id \"%s\" stands in row %zu already",
                  reading->level == NULL ? reading->population->unit_id[place]
                                         : reading->level->group[place].code,
                  reading->row[place]);
    else if (place != NAMES_NONE) {
        reading->found[place] = reading->text;
        reading->row[place] = row;
        reading->any = true;
    }
    reading->place = NAMES_NONE;
    reading->text = NULL;
    return ok;
}

static bool read_file(struct reading *reading)
{
    const struct table_consumer consumer = {on_field, on_record, reading};
    struct document *document = reading->document;
    struct table_format format;
    struct source source = {0};
    size_t errors = document->problems->error_count;
    bool ok = source_open(&source, reading->path, document->fault);
    ok = ok
         && (table_read(&source, &format, &consumer, document->fault)
             || document->problems->error_count > errors);
    source_release(&source);
    if (!ok)
        document->failed = true;
    else if (!document->failed && document->problems->error_count == errors
             && !reading->any)
        tell(reading, 0, 0, "none of the register's \"%s\" stands in the file",
             reading->level == NULL ? reading->population->id : reading->level->id);
    return !document->failed;
}

static const struct level *find_level(const struct population *population,
                                      const char *id)
{
    for (size_t l = 0; id != NULL && l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            return &population->level[l];
    return NULL;
}

bool column_read(struct column_texts *texts, struct document *document,
                 const struct population *population, const struct column_plan *plan)
{
    struct reading reading = {.document = document,
                              .population = population,
                              .plan = plan,
                              .level = find_level(population, plan->of),
                              .place = NAMES_NONE};
    size_t places =
        reading.level == NULL ? population->unit_count : reading.level->group_count;
    texts->path = document_join_path(document, plan->file);
    texts->text = memory_allocate(population->unit_count, sizeof *texts->text);
    texts->row = memory_allocate(population->unit_count, sizeof *texts->row);
    reading.path = texts->path;
    reading.found = memory_allocate(places, sizeof *reading.found);
    reading.row = memory_allocate(places, sizeof *reading.row);
    bool ok = texts->path != NULL && texts->text != NULL && texts->row != NULL
              && reading.found != NULL && reading.row != NULL;
    if (!ok)
        document_out_of_memory(document);
    ok = ok && read_file(&reading);
    texts->column = reading.column;
    for (uint32_t unit = 0; ok && unit < population->unit_count; unit++) {
        uint32_t place = reading.level == NULL ? unit : reading.level->group_of[unit];
        texts->text[unit] = reading.found[place];
        texts->row[unit] = reading.row[place];
    }
    memory_release(reading.found);
    memory_release(reading.row);
    return ok;
}

void column_release(struct column_texts *texts)
{
    memory_release(texts->path);
    memory_release(texts->text);
    memory_release(texts->row);
    *texts = (struct column_texts){0};
}
