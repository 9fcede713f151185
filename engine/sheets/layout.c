#include "sheets/layout.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

const char *const sheet_name[SHEET_COUNT] = {
    [SHEET_DEFINITION] = "definition",
    [SHEET_GUIDE] = "guide",
    [SHEET_SCALES] = "scales",
    [SHEET_SECTIONS] = "sections",
    [SHEET_QUESTIONS] = "questions",
    [SHEET_CONTRADICTIONS] = "contradictions",
    [SHEET_DROPPED] = "dropped",
    [SHEET_DIMENSIONS] = "dimensions",
    [SHEET_CONFIGURATIONS] = "configurations",
    [SHEET_FRAMEWORKS] = "frameworks",
};

bool sheet_is_required(enum sheet sheet)
{
    return sheet == SHEET_DEFINITION || sheet == SHEET_SCALES
           || sheet == SHEET_QUESTIONS || sheet == SHEET_DIMENSIONS;
}

/* What the rows of a sheet have before the members of an object, and after them. */
static const struct format_member scale_key = {.name = "id", .type = TYPE_STRING};
static const struct format_member scale_option = {
    .name = "option", .type = TYPE_OBJECT, .object = FORMAT_OPTION};
static const struct format_member area_configuration = {.name = "configuration",
                                                        .type = TYPE_ID};
static const struct format_member area_dimension = {.name = "dimension",
                                                    .type = TYPE_ID};
static const struct format_member area_parent = {.name = "parent", .type = TYPE_ID};

static const enum format_object row_object[SHEET_COUNT] = {
    [SHEET_DEFINITION] = FORMAT_DEFINITION,
    [SHEET_GUIDE] = FORMAT_GUIDE,
    [SHEET_SCALES] = FORMAT_SCALE,
    [SHEET_SECTIONS] = FORMAT_SECTION,
    [SHEET_QUESTIONS] = FORMAT_QUESTION,
    [SHEET_CONTRADICTIONS] = FORMAT_CONTRADICTION,
    [SHEET_DROPPED] = FORMAT_DROPPED,
    [SHEET_DIMENSIONS] = FORMAT_AREA,
    [SHEET_CONFIGURATIONS] = FORMAT_CONFIGURATION,
    [SHEET_FRAMEWORKS] = FORMAT_FRAMEWORK,
};

/* What has a sheet or rows of its own. */
static const char *const spare[SHEET_COUNT][10] = {
    [SHEET_DEFINITION] = {"guide", "scales", "sections", "questions", "contradictions",
                          "dropped", "dimensions", "configurations", "frameworks"},
    [SHEET_SCALES] = {"options"},
    [SHEET_DIMENSIONS] = {"areas"},
    [SHEET_CONFIGURATIONS] = {"dimensions"},
};

static void add(struct layout *layout, const struct format_member *member,
                bool is_spare)
{
    assert(layout->count < LAYOUT_LIMIT);
    layout->item[layout->count++] = (struct layout_member){member, is_spare};
}

static bool is_one_of(const char *const *name, const char *wanted)
{
    while (*name != NULL && strcmp(*name, wanted) != 0)
        name++;
    return *name != NULL;
}

void layout_of(struct layout *layout, enum sheet sheet)
{
    layout->count = 0;
    if (sheet == SHEET_SCALES)
        add(layout, &scale_key, false);
    if (sheet == SHEET_DIMENSIONS) {
        add(layout, &area_configuration, true);
        add(layout, &area_dimension, false);
        add(layout, &area_parent, false);
    }
    for (const struct format_member *member = format_table[row_object[sheet]].member;
         member->name != NULL; member++)
        add(layout, member, is_one_of(spare[sheet], member->name));
    if (sheet == SHEET_SCALES)
        add(layout, &scale_option, false);
}

bool layout_knows(const struct layout *layout, const json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        size_t i = 0;
        while (i < layout->count && strcmp(layout->item[i].member->name, key) != 0)
            i++;
        if (i == layout->count)
            return false;
    }
    return true;
}

bool is_spread(const struct format_member *member)
{
    return member->type == TYPE_WORDING || member->type == TYPE_OBJECT
           || member->type == TYPE_ONE_OR_MORE || member->type == TYPE_LISTS_BY;
}

enum value value_of(const struct format_member *member)
{
    switch (member->type) {
    case TYPE_STRING:
    case TYPE_WORDING:
        return VALUE_TEXT;
    case TYPE_FORMAT:
    case TYPE_ID:
    case TYPE_FRACTION:
    case TYPE_CHOICE:
        return VALUE_NAME;
    case TYPE_DECIMAL:
    case TYPE_WEIGHT:
    case TYPE_DIGITS:
        return VALUE_NUMBER;
    case TYPE_FLAG:
        return VALUE_FLAG;
    case TYPE_STRINGS:
    case TYPE_IDS:
    case TYPE_LANGUAGES:
    case TYPE_IDS_OR:
    case TYPE_LISTS_BY:
        return VALUE_LIST;
    case TYPE_PAIR:
        return VALUE_NUMBERS;
    default:
        return VALUE_JSON;
    }
}

bool is_blank(const char *text)
{
    return text[strspn(text, SPACES)] == '\0';
}

bool has_edge_space(const char *text)
{
    size_t length = strlen(text);
    return length == 0 || strchr(SPACES, text[0]) != NULL
           || strchr(SPACES, text[length - 1]) != NULL;
}

bool fits_cell(const json_t *json, enum value value)
{
    switch (value) {
    case VALUE_TEXT:
        return json_is_string(json) && !is_blank(json_string_value(json));
    case VALUE_NAME:
        return json_is_string(json) && !has_edge_space(json_string_value(json));
    case VALUE_NUMBER:
        return json_is_number(json);
    case VALUE_FLAG:
        return json_is_boolean(json);
    case VALUE_LIST:
    case VALUE_NUMBERS:
        return json_is_array(json);
    default:
        return true;
    }
}

static bool is_named(const char *name, const char *path, size_t length)
{
    return strlen(name) == length && strncasecmp(name, path, length) == 0;
}

static const struct format_member *find_inner(const struct format_member *outer,
                                              const char *path, size_t length)
{
    for (const struct format_member *member = format_table[outer->object].member;
         member->name != NULL; member++)
        if (is_named(member->name, path, length))
            return member;
    return NULL;
}

/* What stands in a member behind the point: a language, or any key. */
static bool resolve_key(struct column *column, const char *key)
{
    if (column->member->type == TYPE_LISTS_BY && key[0] != '\0') {
        column->key = key;
        column->value = VALUE_LIST;
        return true;
    }
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (column->member->type == TYPE_WORDING
            && strcasecmp(language_code[language], key) == 0) {
            column->key = language_code[language];
            column->value = VALUE_TEXT;
            return true;
        }
    return false;
}

bool column_resolve(struct column *column, const struct layout *layout,
                    const char *path)
{
    size_t length = strcspn(path, ".");
    *column = (struct column){.path = path};
    for (size_t i = 0; i < layout->count && column->member == NULL; i++)
        if (is_named(layout->item[i].member->name, path, length))
            column->member = layout->item[i].member;
    if (column->member == NULL)
        return false;
    path += length;
    if (*path == '.'
        && (column->member->type == TYPE_OBJECT
            || column->member->type == TYPE_ONE_OR_MORE)) {
        length = strcspn(++path, ".");
        column->outer = column->member;
        column->member = find_inner(column->outer, path, length);
        if (column->member == NULL)
            return false;
        path += length;
    }
    if (*path == '.')
        return resolve_key(column, path + 1);
    column->value = is_spread(column->member) ? VALUE_JSON : value_of(column->member);
    return true;
}

size_t column_choices(const struct column *column)
{
    return column->key == NULL && column->member->type == TYPE_CHOICE
               ? column->member->choice_count
               : 0;
}

json_t *column_value(const struct column *column, const json_t *row)
{
    if (column->outer != NULL)
        row = json_object_get(row, column->outer->name);
    json_t *value = json_object_get(row, column->member->name);
    return column->key == NULL ? value : json_object_get(value, column->key);
}
