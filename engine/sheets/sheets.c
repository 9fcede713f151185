#include "sheets/sheets.h"

#include "base/memory.h"
#include "base/output.h"
#include "document/document.h"
#include "sheets/reading.h"

#include <string.h>

/* "scales": "file.json" is replaced by what stands in the file. */
static bool bring_scales(struct sheets *sheets, const char *path, struct fault *fault)
{
    struct document document = {.file = path, .fault = fault};
    const json_t *scales = json_object_get(sheets->definition, "scales");
    if (!json_is_string(scales))
        return true;
    char *shared_path = document_join_path(&document, json_string_value(scales));
    json_t *shared = shared_path == NULL ? NULL : document_parse(shared_path, fault);
    memory_release(shared_path);
    return shared != NULL
           && (json_object_set_new(sheets->definition, "scales", shared) == 0
               || fault_memory(fault));
}

bool sheets_read_json(struct sheets *sheets, const char *path, struct fault *fault)
{
    *sheets = (struct sheets){.definition = document_parse(path, fault)};
    if (sheets->definition != NULL && bring_scales(sheets, path, fault))
        return true;
    sheets_release(sheets);
    return false;
}

void sheets_release(struct sheets *sheets)
{
    json_decref(sheets->definition);
    memory_release(sheets->row);
    memory_release(sheets->heading);
    names_release(&sheets->names);
    *sheets = (struct sheets){0};
}
