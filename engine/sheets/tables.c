#include "sheets/tables.h"

#include "base/memory.h"
#include "sheets/split.h"

#include <assert.h>
#include <string.h>

/* One sheet while its table is made. */
struct making {
    struct table *table;
    struct names *names;
    const json_t *rows;
    struct layout layout;
    json_t *key[LAYOUT_LIMIT]; /* keys that the format leaves free in a member, numbered
                                  in the order of their columns; or NULL */
    struct fault *fault;
};

static bool is_object_of(const json_t *value)
{
    return json_is_object(value) && json_object_size(value) > 0;
}

/* A column is named by such a key; it must come back as it is. */
static bool is_plain_key(const char *key)
{
    for (const char *at = key; *at != '\0'; at++)
        if ((unsigned char)*at < ' ')
            return false;
    return !has_edge_space(key);
}

/* Whether a value comes back from the columns that the member is spread over. `keys`
   may be NULL where the order of free keys does not matter yet. */
static bool lists_fit(const json_t *value, const json_t *keys)
{
    const char *key;
    json_t *list;
    json_int_t before = -1;
    json_object_foreach((json_t *)value, key, list)
    {
        json_int_t number = json_integer_value(json_object_get(keys, key));
        if (!json_is_array(list) || !is_plain_key(key)
            || (keys != NULL && number <= before))
            return false;
        before = number;
    }
    return is_object_of(value);
}

static bool wording_fits(const json_t *value)
{
    size_t known = 0;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const json_t *text = json_object_get(value, language_code[language]);
        known += text != NULL && fits_cell(text, VALUE_TEXT);
    }
    return known > 0 && known == json_object_size(value);
}

static bool spread_fits(const struct format_member *member, const json_t *value,
                        const json_t *keys);

static bool members_fit(const struct format_member *outer, const json_t *value,
                        const json_t *keys)
{
    size_t known = 0;
    for (const struct format_member *member = format_table[outer->object].member;
         member->name != NULL; member++) {
        const json_t *inner = json_object_get(value, member->name);
        if (inner == NULL)
            continue;
        if (!(is_spread(member) ? spread_fits(member, inner, keys)
                                : fits_cell(inner, value_of(member))))
            return false;
        known++;
    }
    return known > 0 && known == json_object_size(value);
}

static bool spread_fits(const struct format_member *member, const json_t *value,
                        const json_t *keys)
{
    if (member->type == TYPE_WORDING)
        return wording_fits(value);
    if (member->type == TYPE_LISTS_BY)
        return lists_fit(value, keys);
    return json_is_object(value) && members_fit(member, value, keys);
}

static bool add_column(struct making *making, const char *path)
{
    struct table *table = making->table;
    struct column column;
    const char *kept = names_keep(making->names, path, strlen(path), NULL);
    if (kept == NULL
        || !memory_reserve((void **)&table->column, &table->column_capacity,
                           table->column_count + 1, sizeof column))
        return fault_memory(making->fault);
    bool known = column_resolve(&column, &making->layout, kept);
    assert(known);
    (void)known;
    table->column[table->column_count++] = column;
    return true;
}

static bool add_column_below(struct making *making, const char *path, const char *key)
{
    struct text text = {0};
    text_print(&text, "%s.%s", path, key);
    bool ok = text_check(&text, making->fault) && add_column(making, text.bytes);
    text_release(&text);
    return ok;
}

static bool add_languages(struct making *making, const char *path)
{
    bool ok = true;
    for (int language = 0; ok && language < LANGUAGE_COUNT; language++)
        ok = add_column_below(making, path, language_code[language]);
    return ok;
}

/* A column for every key of any row, in the order they are met. */
static bool add_keys(struct making *making, size_t item, const struct column *whole)
{
    json_t *keys = making->key[item] = json_object();
    bool ok = keys != NULL || fault_memory(making->fault);
    for (size_t r = 0; ok && r < json_array_size(making->rows); r++) {
        const json_t *value = column_value(whole, json_array_get(making->rows, r));
        const char *key;
        json_t *list;
        if (!lists_fit(value, NULL))
            continue;
        json_object_foreach((json_t *)value, key, list)
        {
            if (!ok || json_object_get(keys, key) != NULL)
                continue;
            json_int_t number = (json_int_t)json_object_size(keys);
            ok = json_object_set_new(keys, key, json_integer(number)) == 0
                     ? add_column_below(making, whole->path, key)
                     : fault_memory(making->fault);
        }
    }
    return ok;
}

static bool add_inner(struct making *making, size_t item,
                      const struct format_member *inner, const char *path)
{
    struct column whole;
    bool known = column_resolve(&whole, &making->layout, path);
    assert(known);
    (void)known;
    if (inner->type == TYPE_WORDING)
        return add_languages(making, path);
    if (inner->type == TYPE_LISTS_BY)
        return add_keys(making, item, &whole);
    return add_column(making, path);
}

static bool add_parts(struct making *making, size_t item,
                      const struct format_member *member)
{
    bool ok = true;
    if (member->type == TYPE_WORDING || member->type == TYPE_LISTS_BY)
        return add_inner(making, item, member, member->name);
    for (const struct format_member *inner = format_table[member->object].member;
         ok && inner->name != NULL; inner++) {
        struct text path = {0};
        text_print(&path, "%s.%s", member->name, inner->name);
        ok = text_check(&path, making->fault)
             && add_inner(making, item, inner, path.bytes);
        text_release(&path);
    }
    return ok;
}

/* How many rows have the member, and in how many it does not fit into its columns. */
static size_t count_rows(const struct making *making, size_t item, bool misfits)
{
    const struct format_member *member = making->layout.item[item].member;
    size_t count = 0;
    for (size_t r = 0; r < json_array_size(making->rows); r++) {
        const json_t *value =
            json_object_get(json_array_get(making->rows, r), member->name);
        count += value != NULL
                 && (!misfits || !spread_fits(member, value, making->key[item]));
    }
    return count;
}

static bool add_columns(struct making *making, size_t item)
{
    const struct format_member *member = making->layout.item[item].member;
    if (making->layout.item[item].spare && count_rows(making, item, false) == 0)
        return true;
    if (!is_spread(member))
        return add_column(making, member->name);
    return add_parts(making, item, member)
           && (count_rows(making, item, true) == 0 || add_column(making, member->name));
}

/* What the row has for the column; whatever is spread over columns has its own only
   when it does not fit there. */
static const json_t *find_value(const struct making *making,
                                const struct column *column, const json_t *row)
{
    const struct format_member *top =
        column->outer != NULL ? column->outer : column->member;
    const json_t *value = json_object_get(row, top->name);
    bool part = column->outer != NULL || column->key != NULL;
    size_t item = 0;
    if (value == NULL)
        return NULL;
    while (making->layout.item[item].member != top)
        item++;
    if (is_spread(top) && spread_fits(top, value, making->key[item]) != part)
        return NULL;
    return column_value(column, row);
}

static bool fill_cell(struct making *making, struct table_cell *cell,
                      const struct column *column, const json_t *row)
{
    const json_t *value = find_value(making, column, row);
    struct text text = {0};
    if (value == NULL)
        return true;
    if (!fits_cell(value, column->value))
        return fault_set(making->fault, FAULT_DATA, "",
                         "sheet \"%s\": what \"%s\" holds cannot be put in a cell",
                         sheet_name[making->table->sheet], column->path);
    cell->kind = cell_print(&text, value, column);
    bool ok = text_check(&text, making->fault);
    if (ok) {
        cell->text = names_keep(making->names, text.bytes, text.length, NULL);
        ok = cell->text != NULL || fault_memory(making->fault);
    }
    text_release(&text);
    return ok;
}

static bool fill(struct making *making)
{
    struct table *table = making->table;
    table->row_count = json_array_size(making->rows);
    table->cell =
        memory_allocate(table->row_count, table->column_count * sizeof *table->cell);
    if (table->cell == NULL)
        return fault_memory(making->fault);
    bool ok = true;
    for (size_t r = 0; ok && r < table->row_count; r++) {
        const json_t *row = json_array_get(making->rows, r);
        if (!layout_knows(&making->layout, row))
            return fault_set(
                making->fault, FAULT_DATA, "",
                "the definition has a member that the format does not know");
        for (size_t c = 0; ok && c < table->column_count; c++)
            ok = fill_cell(making, &table->cell[r * table->column_count + c],
                           &table->column[c], row);
    }
    return ok;
}

static bool make_table(struct tables *tables, enum sheet sheet, const json_t *rows,
                       struct fault *fault)
{
    struct making making = {.table = &tables->table[sheet],
                            .names = &tables->names,
                            .rows = rows,
                            .fault = fault};
    bool ok = true;
    making.table->sheet = sheet;
    layout_of(&making.layout, sheet);
    for (size_t i = 0; ok && i < making.layout.count; i++)
        ok = add_columns(&making, i);
    ok = ok && fill(&making);
    for (size_t i = 0; i < making.layout.count; i++)
        json_decref(making.key[i]);
    return ok;
}

bool tables_build(struct tables *tables, const json_t *definition, struct fault *fault)
{
    json_t *rows[SHEET_COUNT] = {NULL};
    *tables = (struct tables){0};
    /* A shortage where it is only asked whether something fits is one all the same. */
    unsigned long shortages = memory_shortages();
    bool ok = (definition_split(rows, definition) && memory_shortages() == shortages)
              || fault_memory(fault);
    for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++) {
        ok = ok && make_table(tables, sheet, rows[sheet], fault);
        json_decref(rows[sheet]);
    }
    return ok;
}

void tables_release(struct tables *tables)
{
    for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++) {
        memory_release(tables->table[sheet].column);
        memory_release(tables->table[sheet].cell);
    }
    names_release(&tables->names);
    *tables = (struct tables){0};
}

bool table_is_there(const struct table *table)
{
    return table->row_count > 0 || sheet_is_required(table->sheet);
}

size_t table_lines(const struct table *table)
{
    return 1
           + (table->sheet == SHEET_DEFINITION ? table->column_count
                                               : table->row_count);
}

size_t table_width(const struct table *table)
{
    return table->sheet == SHEET_DEFINITION ? 2 : table->column_count;
}

static struct table_cell name_cell(const char *name)
{
    return (struct table_cell){CELL_TEXT, name};
}

struct table_cell table_cell(const struct table *table, size_t line, size_t place)
{
    if (table->sheet != SHEET_DEFINITION)
        return line == 0 ? name_cell(table->column[place].path)
                         : table->cell[(line - 1) * table->column_count + place];
    if (line == 0)
        return name_cell(place == 0 ? "member" : "value");
    return place == 0 ? name_cell(table->column[line - 1].path) : table->cell[line - 1];
}

const struct column *table_column(const struct table *table, size_t line, size_t place)
{
    if (table->sheet != SHEET_DEFINITION)
        return &table->column[place];
    return place == 1 && line > 0 ? &table->column[line - 1] : NULL;
}
