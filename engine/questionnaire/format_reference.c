#include "base/text.h"
#include "questionnaire/format_table.h"
#include "questionnaire/questionnaire.h"

static void add_names(struct text *out, const char *const *name, size_t count,
                      const char *last)
{
    for (size_t i = 0; i < count; i++)
        text_print(out, "%s\"%s\"",
                   i == 0           ? ""
                   : i + 1 == count ? last
                                    : ", ",
                   name[i]);
}

static void add_type(struct text *out, const struct format_member *member)
{
    static const char *const plain[TYPE_COUNT] = {
        [TYPE_FORMAT] = "string",
        [TYPE_ID] = "id",
        [TYPE_STRING] = "string",
        [TYPE_WORDING] = "wording",
        [TYPE_DECIMAL] = "decimal",
        [TYPE_WEIGHT] = "decimal",
        [TYPE_DIGITS] = "whole number",
        [TYPE_FLAG] = "flag",
        [TYPE_FRACTION] = "fraction",
        [TYPE_PAIR] = "list of two decimals",
        [TYPE_STRINGS] = "list of strings",
        [TYPE_IDS] = "list of ids",
        [TYPE_LISTS_BY] = "object of lists of strings",
        [TYPE_DECIMALS_BY] = "object of objects of decimals",
    };
    const struct format_object_names *object = &format_table[member->object];
    switch (member->type) {
    case TYPE_LANGUAGES:
        text_add(out, "list of ");
        add_names(out, language_code, LANGUAGE_COUNT, ", ");
        break;
    case TYPE_CHOICE:
        add_names(out, member->choice, member->choice_count, " or ");
        break;
    case TYPE_OBJECT:
        text_add(out, object->name);
        break;
    case TYPE_OBJECTS:
        text_print(out, "list of %s", object->many);
        break;
    case TYPE_ONE_OR_MORE:
        text_print(out, "%s or list of %s", object->name, object->many);
        break;
    case TYPE_IDS_OR:
        text_print(out, "list of ids and %s", object->many);
        break;
    case TYPE_BY_ID_OR:
        text_print(out, "object of %s, or string", object->many);
        break;
    case TYPE_CHANGED:
        text_print(out, "object of %s", object->many);
        break;
    default:
        text_add(out, plain[member->type]);
    }
}

static void add_row(struct text *out, const struct format_member *member)
{
    text_print(out, "| %s | ", member->name);
    add_type(out, member);
    text_print(out, " | %s |",
               member->required              ? "yes"
               : member->required_of != NULL ? member->required_of
                                             : "no");
    if (member->absent != NULL)
        text_print(out, " %s", member->absent);
    text_print(out, " | %s |\n", member->meaning);
}

void format_write_reference(struct text *out)
{
    for (size_t o = 0; o < FORMAT_OBJECT_COUNT; o++) {
        text_print(out,
                   "%s| member of %s | type | required | default | meaning |\n"
                   "|---|---|---|---|---|\n",
                   o == 0 ? "" : "\n", format_table[o].heading);
        for (const struct format_member *member = format_table[o].member;
             member->name != NULL; member++)
            add_row(out, member);
    }
}
