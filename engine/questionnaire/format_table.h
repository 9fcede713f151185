#ifndef QUESTIONNAIRE_FORMAT_TABLE_H
#define QUESTIONNAIRE_FORMAT_TABLE_H

/* The rows of the format's one table, for what is written from it. */

#include "questionnaire/format.h"

/* What a member holds. */
enum format_type {
    TYPE_FORMAT, /* FORMAT_NAME, and nothing else */
    TYPE_ID,
    TYPE_STRING,
    TYPE_WORDING,
    TYPE_DECIMAL,
    TYPE_WEIGHT, /* a decimal above 0 */
    TYPE_DIGITS, /* a whole number from 0 to 6 */
    TYPE_FLAG,
    TYPE_FRACTION,
    TYPE_PAIR, /* of decimals */
    TYPE_STRINGS,
    TYPE_IDS,
    TYPE_LANGUAGES,
    TYPE_CHOICE, /* one of `name` */
    TYPE_OBJECT,
    TYPE_OBJECTS,     /* a list */
    TYPE_ONE_OR_MORE, /* an object, or a list */
    TYPE_IDS_OR,      /* a list of ids and objects */
    TYPE_BY_ID_OR,    /* objects by key, or a string that names their file */
    TYPE_CHANGED,     /* objects by key, of which no member is required */
    TYPE_LISTS_BY,    /* lists of strings by key */
    TYPE_DECIMALS_BY, /* decimals by key, by key */
    TYPE_COUNT
};

struct format_member {
    const char *name; /* NULL behind the last */
    enum format_type type;
    bool required;
    const char *required_of; /* where it is required, when that depends; or NULL */
    const char *absent;      /* what it is when it is not there; or NULL */
    const char *meaning;
    const char *const *choice;
    size_t choice_count;
    enum format_object object;
};

struct format_object_names {
    const char *heading; /* with its article */
    const char *name;
    const char *many;
    const struct format_member *member;
};

/* Whether a configuration may change the member of an area. */
bool format_may_change(const char *member);

/* Checks the keys of an object and the type of every member, through all it holds that
   can stand in a configuration. */
void format_check_whole(const struct part *part, enum format_object object);

extern const struct format_object_names format_table[FORMAT_OBJECT_COUNT];

#endif
