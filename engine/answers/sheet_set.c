#include "answers/codebook.h"
#include "answers/form.h"
#include "base/memory.h"

#include <string.h>

/* A survey tool's set of sheets in one workbook. */

#define NAME_BYTES 64

/* "Dataset" or "Dataset(2)". */
static bool is_dataset(const char *name)
{
    char folded[NAME_BYTES];
    if (text_fold(folded, sizeof folded, name, strlen(name)) >= sizeof folded
        || strncmp(folded, "dataset", 7) != 0)
        return false;
    const char *rest = folded + 7;
    rest += strspn(rest, " ");
    if (*rest == '\0')
        return true;
    size_t digits = strspn(rest + 1, "0123456789");
    return rest[0] == '(' && digits > 0 && strcmp(rest + 1 + digits, ")") == 0;
}

static bool add_list(const struct tables *tables, struct codebook **lists, size_t sheet,
                     struct problems *problems, struct fault *fault)
{
    enum file_part part;
    struct tables list = {
        .source = tables->source, .workbook = tables->workbook, .sheet = sheet};
    bool ok = table_part_find(&part, &list, fault);
    if (ok && part != PART_ANSWERS) {
        if (*lists == NULL)
            *lists = codebook_new();
        ok = *lists == NULL ? fault_memory(fault)
                            : codebook_read_table(*lists, part, &list, problems, fault);
    }
    return ok;
}

bool tables_join(struct tables *tables, struct fault *fault)
{
    size_t count = workbook_sheet_count(tables->workbook);
    size_t *dataset = memory_allocate(count, sizeof *dataset);
    size_t datasets = 0;
    if (dataset == NULL)
        return fault_memory(fault);
    for (size_t s = 0; s < count; s++)
        if (is_dataset(workbook_sheet_name(tables->workbook, s)))
            dataset[datasets++] = s;
    if (datasets == 0) {
        memory_release(dataset);
        return true;
    }
    tables->sheet = dataset[0];
    tables->joined_count = datasets - 1;
    memmove(dataset, dataset + 1, tables->joined_count * sizeof *dataset);
    tables->joined = dataset;
    return true;
}

bool tables_find_set(struct tables *tables, struct codebook **lists,
                     struct problems *problems, struct fault *fault)
{
    size_t count = workbook_sheet_count(tables->workbook);
    if (!tables_join(tables, fault))
        return false;
    bool ok = true;
    for (size_t s = 0; ok && tables->joined != NULL && s < count; s++)
        if (!is_dataset(workbook_sheet_name(tables->workbook, s)))
            ok = add_list(tables, lists, s, problems, fault);
    return ok;
}
