#include "questionnaire/format_table.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

static void check_fraction(const struct part *part, const char *key)
{
    const char *text = document_read_string(part, key, true);
    long numerator;
    long denominator;
    int used = 0;
    if (text == NULL
        || (strspn(text, "0123456789/") == strlen(text)
            && sscanf(text, "%9ld/%9ld%n", &numerator, &denominator, &used) == 2
            && text[used] == '\0' && denominator > 0 && numerator <= denominator))
        return;
    document_wrong(part, key,
                   "must be a fraction from \"0/1\" to \"1/1\", such as \"2/3\"");
}

static void check_pair(const struct part *part, const char *key)
{
    struct part pair = document_read_array(part, key, true, 0);
    int64_t nano;
    if (pair.json != NULL && json_array_size(pair.json) != 2)
        document_wrong(&pair, NULL, "must be two decimals");
    else
        for (size_t i = 0; i < json_array_size(pair.json); i++)
            document_read_decimal_item(&pair, i, &nano);
}

static void check_weight_above_0(const struct part *part, const char *key)
{
    int64_t nano;
    if (document_read_decimal(part, key, true, &nano) && nano <= 0)
        document_wrong(part, key, "must be above 0");
}

/* An object keyed by data: `check` looks at each of its members. */
static void check_map(const struct part *part, const char *key,
                      void (*check)(const struct part *map, const char *key))
{
    struct part map = document_read_member(part, key, true);
    const char *name;
    json_t *value;
    if (!json_is_object(map.json))
        document_wrong(&map, NULL, "must be an object");
    json_object_foreach((json_t *)map.json, name, value)
    {
        check(&map, name);
    }
}

static void check_strings(const struct part *map, const char *key)
{
    const char **string;
    document_read_strings(map, key, true, &string);
}

static void check_decimal(const struct part *map, const char *key)
{
    int64_t nano;
    document_read_decimal(map, key, true, &nano);
}

static void check_decimals(const struct part *map, const char *key)
{
    check_map(map, key, check_decimal);
}

static void check_members(const struct part *part, const struct format_member *member,
                          bool change);

static void check_changes(const struct part *map, const char *key)
{
    struct part area = document_read_member(map, key, true);
    if (format_check_changes(&area))
        check_members(&area, format_table[FORMAT_AREA].member, true);
}

static void check_list(const struct part *part, const struct format_member *member)
{
    struct part list =
        document_read_array(part, member->name, true, member->required ? 1 : 0);
    for (size_t i = 0; i < json_array_size(list.json); i++) {
        struct part item = document_read_item(&list, i);
        if (member->type == TYPE_OBJECTS || !json_is_string(item.json))
            format_check_whole(&item, member->object);
    }
}

/* Of a member that is there. */
static void check_member(const struct part *part, const struct format_member *member)
{
    const char *key = member->name;
    const char **string;
    struct part value = document_read_member(part, key, true);
    switch (member->type) {
    case TYPE_ID:
        strcmp(key, "id") == 0 ? load_id(part) : document_read_string(part, key, true);
        break;
    case TYPE_STRING:
        document_read_string(part, key, true);
        break;
    case TYPE_WORDING:
        document_read_wording(part, key, true);
        break;
    case TYPE_DECIMAL:
        check_decimal(part, key);
        break;
    case TYPE_WEIGHT:
        check_weight_above_0(part, key);
        break;
    case TYPE_DIGITS:
        document_read_whole(part, key, 0, 6, 0);
        break;
    case TYPE_FRACTION:
        check_fraction(part, key);
        break;
    case TYPE_PAIR:
        check_pair(part, key);
        break;
    case TYPE_STRINGS:
    case TYPE_IDS:
        document_read_strings(part, key, member->required, &string);
        break;
    case TYPE_CHOICE:
        document_read_choice(part, key, member->choice, member->choice_count, 0);
        break;
    case TYPE_OBJECT:
        format_check_whole(&value, member->object);
        break;
    case TYPE_OBJECTS:
    case TYPE_IDS_OR:
        check_list(part, member);
        break;
    case TYPE_CHANGED:
        check_map(part, key, check_changes);
        break;
    case TYPE_LISTS_BY:
        check_map(part, key, check_strings);
        break;
    case TYPE_DECIMALS_BY:
        check_map(part, key, check_decimals);
        break;
    default: /* stands in no configuration */
        break;
    }
}

static void check_members(const struct part *part, const struct format_member *member,
                          bool change)
{
    for (; member->name != NULL; member++)
        if (json_object_get(part->json, member->name) != NULL)
            check_member(part, member);
        else if (!change)
            document_read_member(part, member->name, member->required);
}

void format_check_whole(const struct part *part, enum format_object object)
{
    if (format_check_keys(part, object))
        check_members(part, format_table[object].member, false);
}
