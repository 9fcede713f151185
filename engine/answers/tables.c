#include "answers/form.h"

#include "base/memory.h"

#include <string.h>

/* The bytes of a workbook in one piece. */
static bool hold(struct tables *tables, struct fault *fault)
{
    const struct source *source = tables->source;
    if (source->file == NULL)
        return true;
    if (!source_read_up_to(&tables->held, source->path, WORKBOOK_LIMIT, fault)
        || !source_check(source, fault))
        return false;
    tables->source = &tables->held;
    return true;
}

bool tables_open(struct tables *tables, const struct source *source,
                 struct fault *fault)
{
    *tables = (struct tables){.source = source};
    if (!source_is_workbook(source))
        return true;
    if (!hold(tables, fault))
        return false;
    tables->workbook = workbook_open(tables->source, fault);
    return tables->workbook != NULL;
}

bool tables_read(const struct tables *tables, struct table_format *format,
                 const struct table_consumer *consumer, struct fault *fault)
{
    if (tables->workbook == NULL)
        return table_read_as(tables->source, &tables->forced, format, consumer, fault);
    *format = (struct table_format){.encoding = ENCODING_WORKBOOK};
    if (tables->joined_count > 0)
        return joined_read(tables, consumer, fault);
    return workbook_read_sheet(tables->workbook, tables->sheet, consumer, fault);
}

void tables_close(struct tables *tables)
{
    workbook_free(tables->workbook);
    source_release(&tables->held);
    memory_release(tables->joined);
    *tables = (struct tables){0};
}
