#include "base/memory.h"
#include "base/text.h"
#include "population/population.h"
#include "table/table.h"

#include <stdlib.h>
#include <string.h>

/* A population made of whoever answers: for scoring a file that has no register. */

#define NAME_BYTES   128
#define COLUMN_LIMIT 4

struct gathering {
    struct population *population;
    const struct gathered_columns *wanted;
    size_t id_column; /* in the file, from 1; 0 = not found */
    size_t code_column[COLUMN_LIMIT];
    bool header_done;
    const char *id; /* of the row being read; NULL = none */
    const char *code[COLUMN_LIMIT];
    struct names ids; /* number = place in `row` */
    struct gathered_row {
        const char *id;
        const char *code[COLUMN_LIMIT];
    } * row;
    size_t row_count;
    size_t row_capacity;
    struct fault *fault;
};

static bool is_among(const char *header, const char *const *name, size_t count)
{
    char left[NAME_BYTES];
    char right[NAME_BYTES];
    if (text_fold(left, sizeof left, header, strlen(header)) >= sizeof left)
        return false;
    for (size_t i = 0; i < count; i++)
        if (text_fold(right, sizeof right, name[i], strlen(name[i])) < sizeof right
            && strcmp(left, right) == 0)
            return true;
    return false;
}

static void read_header(struct gathering *gathering, size_t column, const char *header)
{
    const struct gathered_columns *wanted = gathering->wanted;
    if (gathering->id_column == 0
        && is_among(header, wanted->identified_by, wanted->identified_by_count))
        gathering->id_column = column;
    for (size_t c = 0; c < wanted->column_count; c++)
        if (gathering->code_column[c] == 0 && is_among(header, &wanted->column[c], 1))
            gathering->code_column[c] = column;
}

static const char *keep_trimmed(struct gathering *gathering, const char *field,
                                size_t length)
{
    while (length > 0 && (*field == ' ' || *field == '\t')) {
        field++;
        length--;
    }
    while (length > 0 && (field[length - 1] == ' ' || field[length - 1] == '\t'))
        length--;
    const char *kept = names_keep(&gathering->population->names, field, length, NULL);
    if (kept == NULL)
        fault_memory(gathering->fault);
    return kept;
}

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct gathering *gathering = context;
    (void)row;
    if (!gathering->header_done) {
        read_header(gathering, column, field);
        return true;
    }
    if (column == gathering->id_column
        && (gathering->id = keep_trimmed(gathering, field, length)) == NULL)
        return false;
    for (size_t c = 0; c < gathering->wanted->column_count; c++)
        if (column == gathering->code_column[c]
            && (gathering->code[c] = keep_trimmed(gathering, field, length)) == NULL)
            return false;
    return true;
}

static bool add_row(struct gathering *gathering)
{
    size_t before = gathering->ids.name_count;
    uint32_t number;
    if (names_keep(&gathering->ids, gathering->id, strlen(gathering->id), &number)
            == NULL
        || !memory_reserve((void **)&gathering->row, &gathering->row_capacity,
                           gathering->row_count + 1, sizeof *gathering->row))
        return fault_memory(gathering->fault);
    /* One who stands there twice is told of when the answers are read. */
    if (number < before)
        return true;
    struct gathered_row *row = &gathering->row[gathering->row_count++];
    row->id = gathering->id;
    for (size_t c = 0; c < COLUMN_LIMIT; c++)
        row->code[c] = gathering->code[c] == NULL ? "" : gathering->code[c];
    return true;
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    struct gathering *gathering = context;
    (void)row;
    (void)column_count;
    bool ok = !gathering->header_done || gathering->id == NULL || *gathering->id == '\0'
              || add_row(gathering);
    gathering->header_done = true;
    gathering->id = NULL;
    memset(gathering->code, 0, sizeof gathering->code);
    return ok;
}

static int compare_rows(const void *left, const void *right)
{
    const struct gathered_row *a = left;
    const struct gathered_row *b = right;
    return strcmp(a->id, b->id);
}

static int compare_group(const void *code, const void *group)
{
    return strcmp(code, ((const struct group *)group)->code);
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool take_units(struct gathering *gathering)
{
    struct population *population = gathering->population;
    size_t count = gathering->row_count;
    if (count > 0)
        qsort(gathering->row, count, sizeof *gathering->row, compare_rows);
    population->unit_count = (uint32_t)count;
    population->unit_id =
        arena_take(&population->arena, count, sizeof *population->unit_id);
    population->unit_name =
        arena_take(&population->arena, count, sizeof *population->unit_name);
    if (population->unit_id == NULL || population->unit_name == NULL)
        return false;
    for (size_t unit = 0; unit < count; unit++) {
        const char *id = gathering->row[unit].id;
        population->unit_id[unit] = population->unit_name[unit] =
            names_keep(&population->unit_ids, id, strlen(id), NULL);
        if (population->unit_id[unit] == NULL)
            return false;
    }
    return true;
}

/* The groups of a column, in byte order of code; equal codes are one pointer. */
static bool take_level(struct gathering *gathering, size_t column)
{
    struct population *population = gathering->population;
    struct level *level = &population->level[population->level_count++];
    size_t units = gathering->row_count;
    const char **code = arena_take(&population->arena, units, sizeof *code);
    *level = (struct level){
        .id = gathering->wanted->column[column],
        .group = arena_take(&population->arena, units, sizeof *level->group),
        .group_of = arena_take(&population->arena, units, sizeof *level->group_of)};
    if (code == NULL || level->group == NULL || level->group_of == NULL)
        return false;
    for (size_t unit = 0; unit < units; unit++)
        code[unit] = gathering->row[unit].code[column];
    qsort(code, units, sizeof *code, compare_texts);
    for (size_t i = 0; i < units; i++)
        if (i == 0 || strcmp(code[i], code[i - 1]) != 0)
            level->group[level->group_count++].code = code[i];
    for (size_t unit = 0; unit < units; unit++) {
        struct group *group = bsearch(gathering->row[unit].code[column], level->group,
                                      level->group_count, sizeof *group, compare_group);
        level->group_of[unit] = (uint32_t)(group - level->group);
        group->unit_count++;
    }
    return true;
}

static bool take_levels(struct gathering *gathering)
{
    struct population *population = gathering->population;
    size_t columns = gathering->wanted->column_count;
    population->level =
        arena_take(&population->arena, columns + 1, sizeof *population->level);
    if (population->level == NULL)
        return false;
    struct level *all = &population->level[population->level_count++];
    *all =
        (struct level){.id = "nation",
                       .group = arena_take(&population->arena, 1, sizeof *all->group),
                       .group_count = 1,
                       .group_of = arena_take(&population->arena, gathering->row_count,
                                              sizeof *all->group_of)};
    if (all->group == NULL || all->group_of == NULL)
        return false;
    all->group[0] = (struct group){.code = "", .unit_count = population->unit_count};
    for (size_t c = 0; c < columns; c++)
        if (gathering->code_column[c] != 0 && !take_level(gathering, c))
            return false;
    return true;
}

bool population_gather(struct population *population, const struct source *source,
                       const struct gathered_columns *wanted, struct fault *fault)
{
    *population = (struct population){.id = "answers"};
    struct gathering gathering = {
        .population = population, .wanted = wanted, .fault = fault};
    struct table_consumer consumer = {on_field, on_record, &gathering};
    struct table_format format;
    bool ok =
        table_read(source, &format, &consumer, fault)
        && ((take_units(&gathering) && take_levels(&gathering)) || fault_memory(fault));
    names_release(&gathering.ids);
    memory_release(gathering.row);
    if (!ok)
        population_release(population);
    return ok;
}
