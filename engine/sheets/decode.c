#include "sheets/reading.h"

#include "base/catalogue.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

#define NOTES      '#' /* a column whose name begins so is for people */
#define PATH_BYTES 128

/* A spreadsheet has no more columns, and a definition not nearly as many members. */
#define HEADING_LIMIT 16384

struct decoding {
    struct reading *reading;
    enum sheet sheet;
    struct layout layout;
    const struct sheets_heading *heading; /* of this sheet, by column */
    size_t heading_count;
    size_t row; /* being read */
    json_t *json;
    uint64_t whole; /* bit i: item i of the layout stood in one cell */
};

/* Offers what a column may be called. The names live as long as the definition. */
static bool offer(struct decoding *decoding, struct nearest *nearest, const char *path)
{
    const char *kept =
        names_keep(&decoding->reading->sheets->names, path, strlen(path), NULL);
    if (kept == NULL)
        return reading_out_of_memory(decoding->reading);
    nearest_offer(nearest, kept, kept);
    return true;
}

static bool offer_member(struct decoding *decoding, struct nearest *nearest,
                         const char *prefix, const struct format_member *member)
{
    char path[PATH_BYTES];
    bool ok = true;
    if (member->type != TYPE_WORDING) {
        snprintf(path, sizeof path, "%s%s", prefix, member->name);
        return offer(decoding, nearest, path);
    }
    for (int language = 0; ok && language < LANGUAGE_COUNT; language++) {
        snprintf(path, sizeof path, "%s%s.%s", prefix, member->name,
                 language_code[language]);
        ok = offer(decoding, nearest, path);
    }
    return ok;
}

static bool offer_all(struct decoding *decoding, struct nearest *nearest)
{
    bool ok = true;
    for (size_t i = 0; ok && i < decoding->layout.count; i++) {
        const struct format_member *member = decoding->layout.item[i].member;
        char prefix[PATH_BYTES];
        ok = offer_member(decoding, nearest, "", member);
        if (member->type != TYPE_OBJECT && member->type != TYPE_ONE_OR_MORE)
            continue;
        snprintf(prefix, sizeof prefix, "%s.", member->name);
        for (const struct format_member *inner = format_table[member->object].member;
             ok && inner->name != NULL; inner++)
            ok = offer_member(decoding, nearest, prefix, inner);
    }
    return ok;
}

static bool tell_unknown(struct decoding *decoding, const struct raw_cell *cell)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct nearest nearest = {.wanted = cell->text};
    bool member = decoding->sheet == SHEET_DEFINITION;
    text_excerpt(excerpt, cell->text, strlen(cell->text));
    if (!offer_all(decoding, &nearest))
        return false;
    const char *name = nearest_name(&nearest);
    if (name == NULL)
        return reading_wrong(
            decoding->reading, decoding->sheet, cell->row, cell->column,
            member ? "there is no member \"%s\"" : "there is no column \"%s\"",
            excerpt);
    return reading_wrong(decoding->reading, decoding->sheet, cell->row, cell->column,
                         member ? "there is no member \"%s\"; did you mean \"%s\"?"
                                : "there is no column \"%s\"; did you mean \"%s\"?",
                         excerpt, name);
}

static bool is_same(const struct column *one, const struct column *other)
{
    return one->member == other->member && one->outer == other->outer
           && (one->key == other->key
               || (one->key != NULL && other->key != NULL
                   && strcmp(one->key, other->key) == 0));
}

static bool tell_twice(struct decoding *decoding, const struct raw_cell *cell,
                       const struct column *column)
{
    const struct sheets *sheets = decoding->reading->sheets;
    for (size_t i = 0; i < sheets->heading_count; i++)
        if (sheets->heading[i].sheet == decoding->sheet
            && sheets->heading[i].is.member != NULL
            && is_same(&sheets->heading[i].is, column))
            return !reading_wrong(decoding->reading, decoding->sheet, cell->row,
                                  cell->column, "\"%s\" stands here a second time",
                                  column->path);
    return false;
}

/* The text without the spaces around it, kept. */
static const char *keep_trimmed(struct decoding *decoding, const char *text)
{
    text += strspn(text, SPACES);
    size_t length = strlen(text);
    while (length > 0 && strchr(SPACES, text[length - 1]) != NULL)
        length--;
    const char *kept =
        names_keep(&decoding->reading->sheets->names, text, length, NULL);
    if (kept == NULL)
        reading_out_of_memory(decoding->reading);
    return kept;
}

/* What the cell names; a name that is wrong is told, and leads to nothing. */
static bool add_heading(struct decoding *decoding, const struct raw_cell *cell,
                        size_t row, size_t column)
{
    struct sheets *sheets = decoding->reading->sheets;
    struct sheets_heading heading = {decoding->sheet, row, column, {NULL}};
    const char *path = keep_trimmed(decoding, cell->text);
    if (path == NULL)
        return false;
    if (sheets->heading_count >= HEADING_LIMIT)
        return fault_set_at(decoding->reading->fault, FAULT_DATA,
                            sheets->file[decoding->sheet], cell->row, cell->column,
                            "more than %d names of columns and members", HEADING_LIMIT);
    if (path[0] != NOTES) {
        if (!column_resolve(&heading.is, &decoding->layout, path)) {
            tell_unknown(decoding, cell);
            heading.is.member = NULL;
        } else if (tell_twice(decoding, cell, &heading.is))
            heading.is.member = NULL;
    }
    if (!memory_reserve((void **)&sheets->heading, &sheets->heading_capacity,
                        sheets->heading_count + 1, sizeof heading))
        return reading_out_of_memory(decoding->reading);
    sheets->heading[sheets->heading_count++] = heading;
    return decoding->reading->fault->kind == FAULT_NONE;
}

/* What a value is put into: an object that is made where there is none yet. */
static json_t *open_object(json_t *within, const char *key)
{
    json_t *object = json_object_get(within, key);
    if (object != NULL)
        return object;
    object = json_object();
    return json_object_set_new(within, key, object) == 0 ? object : NULL;
}

static bool put(json_t *row, const struct column *column, json_t *value)
{
    json_t *object = row;
    if (column->outer != NULL)
        object = open_object(object, column->outer->name);
    if (column->key != NULL && object != NULL)
        object = open_object(object, column->member->name);
    return json_object_set_new(
               object, column->key == NULL ? column->member->name : column->key, value)
           == 0;
}

/* Whether a member stands in the row both in one cell and in those of its parts. */
static bool is_double(struct decoding *decoding, const struct column *column)
{
    const struct format_member *top =
        column->outer != NULL ? column->outer : column->member;
    size_t item = 0;
    while (decoding->layout.item[item].member != top)
        item++;
    if (column->outer != NULL || column->key != NULL)
        return (decoding->whole >> item & 1) != 0;
    decoding->whole |= UINT64_C(1) << item;
    return json_object_get(decoding->json, top->name) != NULL;
}

/* Where no name is near, all that may stand there are told. */
static bool tell_misread(struct decoding *decoding, const struct raw_cell *cell,
                         const struct column *column, const struct misread *misread)
{
    struct text what = {0};
    size_t count = misread->nearest == NULL ? column_choices(column) : 0;
    const char *said = count > 0 ? SPOKEN_LATER("is none of") : misread->what;
    text_add(&what, spoken(said));
    for (size_t i = 0; i < count; i++)
        text_print(&what, "%s \"%s\"", i == 0 ? "" : ",", column->member->choice[i]);
    if (text_check(&what, decoding->reading->fault))
        reading_wrong_value(decoding->reading, decoding->sheet, cell, column->path,
                            said, what.bytes, misread->nearest);
    text_release(&what);
    return decoding->reading->fault->kind == FAULT_NONE;
}

static bool decode_cell(struct decoding *decoding, const struct raw_cell *cell,
                        const struct column *column)
{
    struct reading *reading = decoding->reading;
    struct misread misread;
    if (is_double(decoding, column)) {
        reading_wrong(reading, decoding->sheet, cell->row, cell->column,
                      "\"%s\" stands here whole, and in parts as well", column->path);
        return reading->fault->kind == FAULT_NONE;
    }
    json_t *value = cell_read(cell->text, column, &misread);
    if (value == NULL && misread.what != NULL)
        return tell_misread(decoding, cell, column, &misread);
    return put(decoding->json, column, value) || reading_out_of_memory(reading);
}

static bool tell_no_heading(struct decoding *decoding, const struct raw_cell *cell)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    reading_wrong(decoding->reading, decoding->sheet, cell->row, cell->column,
                  "\"%s\" stands in a column without a name",
                  text_excerpt(excerpt, cell->text, strlen(cell->text)));
    return decoding->reading->fault->kind == FAULT_NONE;
}

/* Cells and headings both go from left to right. */
static bool decode_cells(struct decoding *decoding, const struct raw_cell *cell,
                         size_t count)
{
    size_t h = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        while (h < decoding->heading_count
               && decoding->heading[h].column < cell[i].column)
            h++;
        const struct sheets_heading *heading = &decoding->heading[h];
        if (h == decoding->heading_count || heading->column != cell[i].column)
            ok = tell_no_heading(decoding, &cell[i]);
        else if (heading->is.member != NULL)
            ok = decode_cell(decoding, &cell[i], &heading->is);
    }
    return ok;
}

static bool add_row(struct decoding *decoding)
{
    struct rows *rows = &decoding->reading->rows[decoding->sheet];
    if (json_object_size(decoding->json) == 0)
        return true;
    if (!memory_reserve((void **)&rows->item, &rows->capacity, rows->count + 1,
                        sizeof *rows->item))
        return reading_out_of_memory(decoding->reading);
    rows->item[rows->count++] =
        (struct row){json_incref(decoding->json), decoding->row};
    return true;
}

static size_t count_in_row(const struct raw_sheet *raw, size_t first)
{
    size_t count = 1;
    while (first + count < raw->count
           && raw->cell[first + count].row == raw->cell[first].row)
        count++;
    return count;
}

static bool decode_row(struct decoding *decoding, const struct raw_cell *cell,
                       size_t count)
{
    decoding->row = cell->row;
    decoding->whole = 0;
    decoding->json = json_object();
    bool ok = (decoding->json != NULL || reading_out_of_memory(decoding->reading))
              && decode_cells(decoding, cell, count) && add_row(decoding);
    json_decref(decoding->json);
    return ok;
}

/* When no name of the first row is known, it is no row of names. */
static bool tell_no_headings(struct decoding *decoding, const struct raw_cell *cell,
                             size_t count)
{
    struct column column;
    for (size_t i = 0; i < count; i++) {
        const char *path = keep_trimmed(decoding, cell[i].text);
        if (path == NULL || column_resolve(&column, &decoding->layout, path))
            return false;
    }
    return !reading_wrong(decoding->reading, decoding->sheet, cell->row, 0,
                          "the first row is to hold the names of the columns, such as "
                          "\"id\"");
}

static bool decode_rows(struct decoding *decoding)
{
    struct reading *reading = decoding->reading;
    const struct raw_sheet *raw = &reading->raw[decoding->sheet];
    size_t first_heading = reading->sheets->heading_count;
    size_t count = count_in_row(raw, 0);
    bool ok = true;
    if (tell_no_headings(decoding, raw->cell, count))
        return reading->fault->kind == FAULT_NONE;
    for (size_t i = 0; ok && i < count; i++)
        ok = add_heading(decoding, &raw->cell[i], 0, raw->cell[i].column);
    if (!ok)
        return false;
    decoding->heading = reading->sheets->heading + first_heading;
    decoding->heading_count = reading->sheets->heading_count - first_heading;
    for (size_t first = count; ok && first < raw->count; first += count) {
        count = count_in_row(raw, first);
        ok = decode_row(decoding, &raw->cell[first], count);
    }
    return ok;
}

static const struct raw_cell *find_cell(const struct raw_cell *cell, size_t count,
                                        size_t column)
{
    for (size_t i = 0; i < count; i++)
        if (cell[i].column == column)
            return &cell[i];
    return NULL;
}

static size_t find_heading(const struct raw_cell *cell, size_t count, const char *name)
{
    char folded[16];
    for (size_t i = 0; i < count; i++)
        if (text_fold(folded, sizeof folded, cell[i].text, strlen(cell[i].text))
                < sizeof folded
            && strcmp(folded, name) == 0)
            return cell[i].column;
    return 0;
}

/* A line of the sheet of the definition: its name leads to what the value is. */
static bool decode_line(struct decoding *decoding, const struct raw_cell *name,
                        const struct raw_cell *value)
{
    struct sheets *sheets = decoding->reading->sheets;
    if (!add_heading(decoding, name, name->row,
                     value == NULL ? name->column : value->column))
        return false;
    const struct column *column = &sheets->heading[sheets->heading_count - 1].is;
    return value == NULL || column->member == NULL
           || decode_cell(decoding, value, column);
}

static bool decode_lines(struct decoding *decoding)
{
    struct reading *reading = decoding->reading;
    const struct raw_sheet *raw = &reading->raw[SHEET_DEFINITION];
    size_t count = count_in_row(raw, 0);
    size_t name_column = find_heading(raw->cell, count, "member");
    size_t value_column = find_heading(raw->cell, count, "value");
    bool ok = true;
    if (name_column == 0 || value_column == 0) {
        reading_wrong(reading, SHEET_DEFINITION, raw->cell[0].row, 0,
                      "the first row is to hold \"member\" and \"value\"");
        return reading->fault->kind == FAULT_NONE;
    }
    decoding->json = json_object();
    ok = decoding->json != NULL || reading_out_of_memory(reading);
    for (size_t first = count; ok && first < raw->count; first += count) {
        count = count_in_row(raw, first);
        const struct raw_cell *cell = &raw->cell[first];
        const struct raw_cell *name = find_cell(cell, count, name_column);
        const struct raw_cell *value = find_cell(cell, count, value_column);
        if (name != NULL)
            ok = decode_line(decoding, name, value);
        else if (value != NULL)
            ok = tell_no_heading(decoding, value);
    }
    ok = ok && add_row(decoding);
    json_decref(decoding->json);
    return ok;
}

bool reading_decode(struct reading *reading, enum sheet sheet)
{
    struct decoding decoding = {.reading = reading, .sheet = sheet};
    layout_of(&decoding.layout, sheet);
    if (reading->raw[sheet].count == 0)
        return true;
    return sheet == SHEET_DEFINITION ? decode_lines(&decoding) : decode_rows(&decoding);
}
