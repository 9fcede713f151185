#include "cli/printed.h"

#include <string.h>

bool printed_find(enum printed *printed, const char *name, bool has_table,
                  struct fault *fault)
{
    static const char *const name_of[AS_COUNT] = {"text", "json", "csv"};
    int count = has_table ? AS_COUNT : AS_TABLE;
    for (int l = 0; l < count; l++)
        if (name == NULL || strcmp(name_of[l], name) == 0) {
            *printed = (enum printed)l;
            return true;
        }
    return fault_set(fault, FAULT_USAGE, "",
                     has_table ? "--format takes text, json or csv, not \"%s\""
                               : "--format takes text or json, not \"%s\"",
                     name);
}
