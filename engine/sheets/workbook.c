#include "sheets/tables.h"

#include "base/guard.h"
#include "base/memory.h"
#include "book/book.h"

#include <assert.h>
#include <string.h>

#define CELL_CHARACTERS 32767 /* the most that Excel holds */
#define WIDTH_LEAST     9
#define WIDTH_MOST      60
#define WIDTH_PRINTED   240 /* characters across a page, about the smallest to read */
#define LINE_HEIGHT     15  /* points */
#define LINES_MOST      12  /* in sight of one cell */
#define PAPER_A4        9
#define SHADE           0xE8ECF0 /* behind the names of the columns */
#define SPARE_LINES     500      /* below the last, that are ready for new rows */
#define LIST_BYTES      255      /* of the names in a drop-down list, with commas */
#define CHOICE_LIMIT    16

struct formats {
    lxw_format *heading;
    lxw_format *general; /* wrapped */
    lxw_format *text;    /* the same, and never taken for a number, date or formula */
};

struct writing {
    lxw_workbook *workbook;
    struct formats format;
    char **scale; /* their ids, and NULL behind the last */
    struct fault *fault;
};

static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static bool write_text(struct writing *writing, lxw_worksheet *sheet, size_t line,
                       size_t place, const char *name, const char *text,
                       lxw_format *format)
{
    struct text escaped = {0};
    if (guard_length(text) > 0)
        text_add_character(&escaped, '\'');
    book_escape(&escaped, text);
    bool ok = text_check(&escaped, writing->fault);
    if (ok && count_characters(escaped.bytes) > CELL_CHARACTERS)
        ok = fault_set(writing->fault, FAULT_DATA, "",
                       "sheet \"%s\", row %zu, %s: more than the %d characters that a "
                       "cell of a workbook may hold; CSV has no such limit",
                       sheet->name, line + 1, name, CELL_CHARACTERS);
    if (ok
        && worksheet_write_string(sheet, (lxw_row_t)line, (lxw_col_t)place,
                                  escaped.bytes, format)
               != LXW_NO_ERROR)
        ok = fault_memory(writing->fault);
    text_release(&escaped);
    return ok;
}

/* Cells whose text a spreadsheet would like to take for something else. */
static bool is_exact(const struct column *column)
{
    return column == NULL
           || (column->value != VALUE_NUMBER && column->value != VALUE_FLAG
               && column->value != VALUE_JSON && column->member->type != TYPE_WORDING);
}

static bool write_cell(struct writing *writing, lxw_worksheet *sheet,
                       const struct table *table, size_t line, size_t place)
{
    struct table_cell cell = table_cell(table, line, place);
    const struct column *column = table_column(table, line, place);
    lxw_format *format = line == 0          ? writing->format.heading
                         : is_exact(column) ? writing->format.text
                                            : writing->format.general;
    lxw_row_t row = (lxw_row_t)line;
    lxw_col_t at = (lxw_col_t)place;
    lxw_error error = LXW_NO_ERROR;
    if (cell.kind == CELL_TEXT)
        return write_text(writing, sheet, line, place,
                          column == NULL ? "member" : column->path, cell.text, format);
    if (cell.kind == CELL_NUMBER)
        error = worksheet_write_number(sheet, row, at, strtod(cell.text, NULL), format);
    else if (cell.kind == CELL_FLAG)
        error = worksheet_write_boolean(sheet, row, at, cell.text[0] == 'T', format);
    else if (table->sheet == SHEET_DEFINITION)
        error = worksheet_write_blank(sheet, row, at, format);
    return error == LXW_NO_ERROR || fault_memory(writing->fault);
}

static size_t width_of(const struct table *table, size_t place)
{
    size_t width = WIDTH_LEAST;
    for (size_t line = 0; line < table_lines(table); line++) {
        struct table_cell cell = table_cell(table, line, place);
        size_t count = cell.text == NULL ? 0 : count_characters(cell.text) + 2;
        if (count > width)
            width = count;
    }
    return width > WIDTH_MOST ? WIDTH_MOST : width;
}

/* Whether a drop-down list can hold the names; it parts them with commas. */
static bool can_offer(char *const *name)
{
    size_t bytes = 0;
    for (; *name != NULL; name++) {
        bytes += strlen(*name) + 1;
        if (bytes > LIST_BYTES || strpbrk(*name, ",\"") != NULL)
            return false;
    }
    return bytes > 0;
}

/* A drop-down list. What is not in it may be typed all the same: reading tells of it,
   with the nearest name, and new scales are to be possible. */
static bool offer(struct writing *writing, lxw_worksheet *sheet, char **name,
                  size_t line, size_t last, size_t place)
{
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST,
                                      .show_error = LXW_VALIDATION_OFF,
                                      .value_list = name};
    return !can_offer(name)
           || worksheet_data_validation_range(sheet, (lxw_row_t)line, (lxw_col_t)place,
                                              (lxw_row_t)last, (lxw_col_t)place,
                                              &validation)
                  == LXW_NO_ERROR
           || fault_memory(writing->fault);
}

static bool offer_choices(struct writing *writing, lxw_worksheet *sheet,
                          const struct table *table, const struct column *column,
                          size_t line, size_t last, size_t place)
{
    static char *flag[] = {"TRUE", "FALSE", NULL};
    char *name[CHOICE_LIMIT + 1] = {NULL};
    size_t count = column_choices(column);
    if (column->value == VALUE_FLAG)
        return offer(writing, sheet, flag, line, last, place);
    if (table->sheet == SHEET_QUESTIONS && strcmp(column->path, "scale") == 0)
        return offer(writing, sheet, writing->scale, line, last, place);
    assert(count <= CHOICE_LIMIT);
    for (size_t i = 0; i < count; i++)
        name[i] = (char *)column->member->choice[i];
    return offer(writing, sheet, name, line, last, place);
}

/* Width, look and choices of a column, also for the rows that are still to come. */
static bool prepare(struct writing *writing, lxw_worksheet *sheet,
                    const struct table *table, const size_t *width, size_t place)
{
    size_t lines = table_lines(table);
    const struct column *column = table_column(table, 0, place);
    lxw_format *format =
        is_exact(column) ? writing->format.text : writing->format.general;
    if (worksheet_set_column(sheet, (lxw_col_t)place, (lxw_col_t)place,
                             (double)width[place], format)
        != LXW_NO_ERROR)
        return fault_memory(writing->fault);
    if (table->sheet != SHEET_DEFINITION)
        return offer_choices(writing, sheet, table, column, 1, lines + SPARE_LINES,
                             place);
    bool ok = true;
    for (size_t line = 1; ok && line < lines && place == 1; line++)
        ok = offer_choices(writing, sheet, table, table_column(table, line, place),
                           line, line, place);
    return ok;
}

/* How many lines a text takes, at least. */
static size_t count_lines(const char *text, size_t width)
{
    size_t lines = 1;
    size_t count = 0;
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            lines++;
            count = 0;
        } else if (((unsigned char)*text & 0xC0) != 0x80 && ++count > width) {
            lines++;
            count = 1;
        }
    }
    return lines;
}

/* Not every program gives a row of wrapped texts the height they need. */
static bool set_height(struct writing *writing, lxw_worksheet *sheet,
                       const struct table *table, const size_t *width, size_t line)
{
    size_t most = 1;
    for (size_t place = 0; place < table_width(table); place++) {
        struct table_cell cell = table_cell(table, line, place);
        size_t lines = cell.text == NULL ? 1 : count_lines(cell.text, width[place]);
        most = lines > most ? lines : most;
    }
    most = most > LINES_MOST ? LINES_MOST : most;
    return most == 1
           || worksheet_set_row(sheet, (lxw_row_t)line, (double)(most * LINE_HEIGHT),
                                NULL)
                  == LXW_NO_ERROR
           || fault_memory(writing->fault);
}

/* The columns that say which row it is. They stay in sight. */
static size_t count_names(const struct table *table)
{
    static const size_t count[SHEET_COUNT] = {[SHEET_SCALES] = 1,
                                              [SHEET_SECTIONS] = 1,
                                              [SHEET_QUESTIONS] = 1,
                                              [SHEET_CONTRADICTIONS] = 1,
                                              [SHEET_DIMENSIONS] = 3};
    return count[table->sheet];
}

/* On screen and on paper. A sheet is as few pages wide as can be read. */
static bool arrange(struct writing *writing, lxw_worksheet *sheet,
                    const struct table *table, const size_t *width)
{
    size_t names = count_names(table);
    size_t across = 0;
    size_t beside = 0;
    for (size_t place = 0; place < table_width(table); place++)
        *(place < names ? &beside : &across) += width[place];
    if (beside > WIDTH_PRINTED / 2) { /* too wide to stand on every page */
        across += beside;
        beside = 0;
    }
    size_t room = WIDTH_PRINTED - beside;
    worksheet_freeze_panes(sheet, 1, (lxw_col_t)names);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, PAPER_A4);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.7);
    worksheet_fit_to_pages(sheet, (uint16_t)((across + room - 1) / room), 0);
    worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
    return (worksheet_repeat_rows(sheet, 0, 0) == LXW_NO_ERROR
            && (beside == 0
                || worksheet_repeat_columns(sheet, 0, (lxw_col_t)(names - 1))
                       == LXW_NO_ERROR)
            && worksheet_set_footer(sheet, "&L&F: &A&R&P / &N") == LXW_NO_ERROR)
           || fault_memory(writing->fault);
}

static bool fill_sheet(struct writing *writing, lxw_worksheet *sheet,
                       const struct table *table, const size_t *width)
{
    bool ok = arrange(writing, sheet, table, width);
    for (size_t place = 0; ok && place < table_width(table); place++)
        ok = prepare(writing, sheet, table, width, place);
    for (size_t line = 0; ok && line < table_lines(table); line++) {
        ok = line == 0 || set_height(writing, sheet, table, width, line);
        for (size_t place = 0; ok && place < table_width(table); place++)
            ok = write_cell(writing, sheet, table, line, place);
    }
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    return ok;
}

static bool write_table(struct writing *writing, const struct table *table)
{
    lxw_worksheet *sheet =
        workbook_add_worksheet(writing->workbook, sheet_name[table->sheet]);
    size_t *width = memory_allocate(table_width(table), sizeof *width);
    bool ok = (sheet != NULL && width != NULL) || fault_memory(writing->fault);
    for (size_t place = 0; ok && place < table_width(table); place++)
        width[place] = width_of(table, place);
    ok = ok && fill_sheet(writing, sheet, table, width);
    memory_release(width);
    return ok;
}

static bool add_formats(struct writing *writing)
{
    lxw_format **format[] = {&writing->format.heading, &writing->format.general,
                             &writing->format.text};
    for (size_t i = 0; i < sizeof format / sizeof *format; i++) {
        *format[i] = workbook_add_format(writing->workbook);
        if (*format[i] == NULL)
            return fault_memory(writing->fault);
        format_set_align(*format[i], LXW_ALIGN_VERTICAL_TOP);
        format_set_align(*format[i], LXW_ALIGN_LEFT); /* below its name */
    }
    format_set_bold(writing->format.heading);
    format_set_bottom(writing->format.heading, LXW_BORDER_THIN);
    format_set_bg_color(writing->format.heading, SHADE);
    format_set_text_wrap(writing->format.general);
    format_set_text_wrap(writing->format.text);
    format_set_num_format(writing->format.text, "@");
    return true;
}

/* Every id once; a scale's rows follow each other. */
static bool list_scales(struct writing *writing, const struct table *scales)
{
    size_t count = 0;
    writing->scale = memory_allocate(scales->row_count + 1, sizeof *writing->scale);
    if (writing->scale == NULL)
        return fault_memory(writing->fault);
    for (size_t line = 1; line < table_lines(scales); line++) {
        char *id = (char *)table_cell(scales, line, 0).text;
        if (id != NULL && (count == 0 || writing->scale[count - 1] != id))
            writing->scale[count++] = id;
    }
    return true;
}

static bool write_tables(void *context, lxw_workbook *workbook, struct fault *fault)
{
    const struct tables *tables = context;
    struct writing writing = {.workbook = workbook, .fault = fault};
    bool ok =
        add_formats(&writing) && list_scales(&writing, &tables->table[SHEET_SCALES]);
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++)
        if (table_is_there(&tables->table[sheet]))
            ok = write_table(&writing, &tables->table[sheet]);
    memory_release(writing.scale);
    return ok;
}

bool sheets_write_workbook(struct text *bytes, const json_t *definition,
                           struct fault *fault)
{
    struct tables tables;
    bool ok = tables_build(&tables, definition, fault)
              && book_write(bytes, write_tables, &tables, fault);
    tables_release(&tables);
    return ok;
}
