#include "base/guard.h"
#include "form/layout.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"

/* Every row has all columns, in the order of the enum; the first of them always are. */
static void add_row(struct text *bytes, const struct layout *layout,
                    const char *const *cell, size_t count)
{
    bool first = true;
    for (size_t column = 0; column < FORM_COLUMN_COUNT; column++) {
        if (!layout->has[column])
            continue;
        if (!first)
            text_add_character(bytes, DELIMITER);
        first = false;
        if (column < count)
            text_add_cell(bytes, cell[column]);
    }
    text_add(bytes, LINE_END);
}

bool form_write_csv(struct text *bytes, const struct form_sheet *sheet,
                    struct fault *fault)
{
    struct layout layout;
    bool ok = layout_build(&layout, sheet, true, fault);
    if (ok) {
        text_add(bytes, BYTE_ORDER_MARK);
        for (int top = 0; top < TOP_COUNT; top++)
            add_row(bytes, &layout, layout.top[top], TOP_CELLS);
        add_row(bytes, &layout, NULL, 0);
        add_row(bytes, &layout, layout.heading, FORM_COLUMN_COUNT);
        for (size_t l = 0; l < layout.line_count; l++)
            add_row(bytes, &layout, layout.line[l].cell, FORM_COLUMN_COUNT);
        ok = text_check(bytes, fault);
    }
    layout_release(&layout);
    return ok;
}
