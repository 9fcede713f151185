#include "sheets/reading.h"

#include "base/catalogue.h"
#include "base/guard.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/source.h"
#include "table/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define WHAT_BYTES 1024

bool reading_out_of_memory(struct reading *reading)
{
    return fault_memory(reading->fault);
}

/* A list that cannot grow sets the fault, which is looked at later. */
static void tell(struct reading *reading, enum sheet sheet, size_t row, size_t column,
                 const char *said, const char *text)
{
    const struct sheets *sheets = reading->sheets;
    char whole[WHAT_BYTES + 64];
    int length = 0;
    if (sheets->workbook)
        length =
            snprintf(whole, sizeof whole, spoken("sheet \"%s\": "), sheet_name[sheet]);
    snprintf(whole + length, sizeof whole - (size_t)length, "%s", text);
    whole[utf8_valid_length(whole, strlen(whole))] = '\0';
    bool told =
        problems_add_text(reading->problems, SEVERITY_ERROR, sheets->file[sheet], row,
                          column, said, whole, reading->fault);
    (void)told;
}

bool reading_wrong(struct reading *reading, enum sheet sheet, size_t row, size_t column,
                   const char *what, ...)
{
    char text[WHAT_BYTES];
    va_list arguments;
    va_start(arguments, what);
    vsnprintf(text, sizeof text, spoken(what), arguments);
    va_end(arguments);
    tell(reading, sheet, row, column, what, text);
    return false;
}

void reading_wrong_value(struct reading *reading, enum sheet sheet,
                         const struct raw_cell *cell, const char *column,
                         const char *said, const char *what, const char *nearest)
{
    char text[WHAT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t room = sizeof text;
    size_t length = (size_t)snprintf(text, room, "%s", column);
    if (cell->text != NULL && length < room)
        length +=
            (size_t)snprintf(text + length, room - length, " \"%s\"",
                             text_excerpt(excerpt, cell->text, strlen(cell->text)));
    if (length < room)
        length += (size_t)snprintf(text + length, room - length, " %s", what);
    if (cell->text != NULL && nearest != NULL && length < room)
        snprintf(text + length, room - length, spoken("; did you mean \"%s\"?"),
                 text_excerpt(excerpt, nearest, strlen(nearest)));
    tell(reading, sheet, cell->row, cell->column, said, text);
}

static const char *find_text(const struct raw_sheet *raw, size_t row, size_t column)
{
    for (size_t i = 0; i < raw->count; i++)
        if (raw->cell[i].row == row && raw->cell[i].column == column)
            return raw->cell[i].text;
    return NULL;
}

void reading_wrong_member(struct reading *reading, enum sheet sheet,
                          const struct row *row, const char *column, const char *what,
                          const char *nearest)
{
    const struct sheets *sheets = reading->sheets;
    struct raw_cell cell = {row->row, 0, NULL};
    for (size_t i = 0; i < sheets->heading_count && cell.column == 0; i++)
        if (sheets->heading[i].sheet == sheet
            && strcasecmp(sheets->heading[i].is.path, column) == 0) {
            cell.column = sheets->heading[i].column;
            if (sheets->heading[i].row > 0)
                cell.row = sheets->heading[i].row;
        }
    if (problems_keep_error(reading->problems))
        cell.text = find_text(&reading->raw[sheet], cell.row, cell.column);
    reading_wrong_value(reading, sheet, &cell, column, what, spoken(what), nearest);
}

bool reading_place(struct reading *reading, const json_t *json, enum sheet sheet,
                   size_t row, const char *prefix)
{
    struct sheets *sheets = reading->sheets;
    if (!memory_reserve((void **)&sheets->row, &sheets->row_capacity,
                        sheets->row_count + 1, sizeof *sheets->row))
        return reading_out_of_memory(reading);
    sheets->row[sheets->row_count++] = (struct sheets_row){json, sheet, row, prefix};
    return true;
}

/* A sheet as it comes out of a table. */
struct filling {
    struct reading *reading;
    enum sheet sheet;
};

static bool on_field(void *context, size_t row, size_t column, const char *field,
                     size_t length)
{
    struct filling *filling = context;
    struct raw_sheet *raw = &filling->reading->raw[filling->sheet];
    if (is_blank(field))
        return true;
    if (guard_length(field) > 0) {
        field++;
        length--;
    }
    const char *text =
        names_keep(&filling->reading->sheets->names, field, length, NULL);
    if (text == NULL
        || !memory_reserve((void **)&raw->cell, &raw->capacity, raw->count + 1,
                           sizeof *raw->cell))
        return reading_out_of_memory(filling->reading);
    raw->cell[raw->count++] = (struct raw_cell){row, column, text};
    return true;
}

static bool on_record(void *context, size_t row, size_t column_count)
{
    (void)context, (void)row, (void)column_count;
    return true;
}

static bool keep_path(struct reading *reading, enum sheet sheet, const char *path)
{
    reading->sheets->file[sheet] =
        names_keep(&reading->sheets->names, path, strlen(path), NULL);
    return reading->sheets->file[sheet] != NULL || reading_out_of_memory(reading);
}

static bool is_sheet_name(const char *name)
{
    for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++)
        if (strcasecmp(sheet_name[sheet], name) == 0)
            return true;
    return false;
}

/* A sheet that may be missing is taken for misspelt only when another is nearly it. */
static bool tell_no_sheet(struct reading *reading, const struct workbook *workbook,
                          enum sheet sheet)
{
    char hint[TEXT_EXCERPT_BYTES];
    const char *file = reading->sheets->file[sheet];
    struct nearest nearest = {.wanted = sheet_name[sheet]};
    for (size_t i = 0; i < workbook_sheet_count(workbook); i++) {
        const char *name = workbook_sheet_name(workbook, i);
        if (!is_sheet_name(name))
            nearest_offer(&nearest, name, name);
    }
    const char *found = nearest_name(&nearest);
    if (found != NULL)
        return problems_add(
            reading->problems, SEVERITY_ERROR, file, 0, 0, reading->fault,
            "has no sheet \"%s\"; is it the one named \"%s\"?", sheet_name[sheet],
            text_excerpt(hint, found, strlen(found)));
    return !sheet_is_required(sheet)
           || problems_add(reading->problems, SEVERITY_ERROR, file, 0, 0,
                           reading->fault, "has no sheet \"%s\"", sheet_name[sheet]);
}

static bool read_sheet(struct reading *reading, struct workbook *workbook,
                       enum sheet sheet)
{
    struct filling filling = {reading, sheet};
    struct table_consumer consumer = {on_field, on_record, &filling};
    size_t number = workbook_find_sheet(workbook, sheet_name[sheet]);
    return number == workbook_sheet_count(workbook)
               ? tell_no_sheet(reading, workbook, sheet)
               : workbook_read_sheet(workbook, number, &consumer, reading->fault);
}

static bool read_workbook(struct reading *reading, const char *path)
{
    struct source source;
    bool ok = true;
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++)
        ok = keep_path(reading, sheet, path);
    if (!ok || !source_read(&source, path, reading->fault))
        return false;
    struct workbook *workbook = workbook_open(&source, reading->fault);
    ok = workbook != NULL;
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++)
        ok = read_sheet(reading, workbook, sheet);
    workbook_free(workbook);
    source_release(&source);
    return ok;
}

static bool read_csv(struct reading *reading, enum sheet sheet)
{
    struct filling filling = {reading, sheet};
    struct table_consumer consumer = {on_field, on_record, &filling};
    struct table_format format;
    struct source source;
    const char *path = reading->sheets->file[sheet];
    if (!sheet_is_required(sheet) && access(path, F_OK) != 0)
        return true;
    if (!source_read(&source, path, reading->fault))
        return false;
    bool ok = table_read(&source, &format, &consumer, reading->fault);
    source_release(&source);
    return ok;
}

static bool read_folder(struct reading *reading, const char *folder)
{
    bool ok = true;
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++) {
        char name[32];
        snprintf(name, sizeof name, "%s.csv", sheet_name[sheet]);
        char *path = path_join(folder, name);
        ok = path != NULL ? keep_path(reading, sheet, path)
                          : reading_out_of_memory(reading);
        memory_release(path);
        ok = ok && read_csv(reading, sheet);
    }
    return ok;
}

static bool assemble(struct reading *reading, size_t earlier_errors)
{
    bool ok = true;
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++)
        ok = reading_decode(reading, sheet);
    return ok && reading_join(reading)
           && reading->problems->error_count == earlier_errors;
}

static bool read_tables(struct sheets *sheets, const char *path, bool workbook,
                        struct problems *problems, struct fault *fault)
{
    size_t earlier_errors = problems->error_count;
    struct reading reading = {.sheets = sheets, .problems = problems, .fault = fault};
    *sheets = (struct sheets){.workbook = workbook};
    bool ok = (workbook ? read_workbook(&reading, path) : read_folder(&reading, path))
              && assemble(&reading, earlier_errors);
    for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++) {
        for (size_t i = 0; i < reading.rows[sheet].count; i++)
            json_decref(reading.rows[sheet].item[i].json);
        memory_release(reading.rows[sheet].item);
        memory_release(reading.raw[sheet].cell);
    }
    if (!ok)
        sheets_release(sheets);
    return ok;
}

bool sheets_read_workbook(struct sheets *sheets, const char *path,
                          struct problems *problems, struct fault *fault)
{
    return read_tables(sheets, path, true, problems, fault);
}

bool sheets_read_folder(struct sheets *sheets, const char *path,
                        struct problems *problems, struct fault *fault)
{
    return read_tables(sheets, path, false, problems, fault);
}
