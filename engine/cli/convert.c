#include "base/memory.h"
#include "base/output.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "questionnaire/questionnaire.h"
#include "sheets/sheets.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A definition from one of its shapes into another. What is wrong with it is told by
   the cells or lines it was read from, and then nothing is written. */

enum shape { SHAPE_JSON, SHAPE_WORKBOOK, SHAPE_FOLDER };

struct conversion {
    const char *from;
    struct sheets sheets;
    struct text normal; /* form of the definition */
    struct problems problems;
    struct fault *fault;
};

static const char *last_step(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool find_shape(enum shape *shape, const char *path, struct fault *fault)
{
    struct stat there;
    *shape = SHAPE_FOLDER;
    if (stat(path, &there) == 0 && S_ISDIR(there.st_mode))
        return true;
    if (path_ends_in(path, ".json"))
        *shape = SHAPE_JSON;
    else if (path_ends_in(path, ".xlsx"))
        *shape = SHAPE_WORKBOOK;
    else if (strchr(last_step(path), '.') != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "\"%s\" is to end in .json or .xlsx, or to name a folder of "
                         "CSV files",
                         path);
    return true;
}

static bool check_file(struct conversion *conversion, const char *path,
                       struct problems *problems)
{
    struct questionnaire questionnaire;
    bool ok =
        questionnaire_check(&questionnaire, path, NULL, problems, conversion->fault);
    if (ok)
        questionnaire_release(&questionnaire);
    return ok;
}

/* The loader reads files; the normal form stands in one without a name, and what is
   said of it is told of the cells it came from. */
static bool check_normal(struct conversion *conversion)
{
    struct problems problems = {0};
    struct fault cause = {0};
    struct fault *fault = conversion->fault;
    const struct text *normal = &conversion->normal;
    char path[32];
    FILE *file = tmpfile();
    if (file == NULL)
        return fault_errno(fault, "", "cannot make a temporary file");
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    bool ok = (fwrite(normal->bytes, 1, normal->length, file) == normal->length
               && fflush(file) == 0)
              || fault_errno(fault, "", "cannot write a temporary file");
    if (ok) {
        conversion->fault = &cause;
        ok = check_file(conversion, path, &problems);
        conversion->fault = fault;
        if (cause.kind != FAULT_NONE)
            fault_take_at(fault, &cause, conversion->from, 0);
        else
            ok = sheets_tell(&conversion->sheets, &problems, &conversion->problems,
                             fault)
                 && ok;
    }
    fclose(file);
    problems_release(&problems);
    return ok;
}

static bool read_definition(struct conversion *conversion, enum shape shape)
{
    struct sheets *sheets = &conversion->sheets;
    struct problems *problems = &conversion->problems;
    struct fault *fault = conversion->fault;
    const char *from = conversion->from;
    bool ok = false;
    if (shape == SHAPE_JSON)
        ok = check_file(conversion, from, problems)
             && sheets_read_json(sheets, from, fault);
    else if (shape == SHAPE_WORKBOOK)
        ok = sheets_read_workbook(sheets, from, problems, fault);
    else
        ok = sheets_read_folder(sheets, from, problems, fault);
    if (!ok)
        return false;
    definition_print(&conversion->normal, sheets->definition);
    return text_check(&conversion->normal, fault)
           && (shape == SHAPE_JSON || check_normal(conversion));
}

static bool write_workbook(const char *path, const json_t *definition,
                           struct fault *fault)
{
    struct text bytes = {0};
    bool ok = sheets_write_workbook(&bytes, definition, fault)
              && output_write_file(path, bytes.bytes, bytes.length, fault);
    text_release(&bytes);
    return ok;
}

/* A sheet that is not there any more must not stay, or it would be read again. */
static bool write_sheet(struct output *output, enum sheet sheet,
                        const struct text *bytes, struct fault *fault)
{
    char name[32];
    snprintf(name, sizeof name, "%s.csv", sheet_name[sheet]);
    return bytes->length > 0
               ? output_write(output, name, bytes->bytes, bytes->length, fault)
               : output_remove(output, name, fault);
}

static bool write_folder(const char *path, const json_t *definition,
                         struct fault *fault)
{
    struct text bytes[SHEET_COUNT] = {{NULL}};
    struct output output = {0};
    bool ok =
        sheets_write_csv(bytes, definition, fault) && output_open(&output, path, fault);
    for (enum sheet sheet = 0; ok && sheet < SHEET_COUNT; sheet++)
        ok = write_sheet(&output, sheet, &bytes[sheet], fault);
    ok = ok && output_commit(&output, fault);
    output_release(&output);
    for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++)
        text_release(&bytes[sheet]);
    return ok;
}

bool command_convert(const struct arguments *arguments, struct fault *fault)
{
    struct conversion conversion = {.from = arguments->operand[0], .fault = fault};
    const char *to = arguments->operand[1];
    enum shape from_shape;
    enum shape to_shape;
    if (!find_shape(&from_shape, conversion.from, fault)
        || !find_shape(&to_shape, to, fault))
        return false;
    bool ok = read_definition(&conversion, from_shape);
    message_problems(&conversion.problems);
    if (!ok && fault->kind == FAULT_NONE)
        fault_already_told(fault);
    if (ok && to_shape == SHAPE_JSON)
        ok = output_write_file(to, conversion.normal.bytes, conversion.normal.length,
                               fault);
    else if (ok && to_shape == SHAPE_WORKBOOK)
        ok = write_workbook(to, conversion.sheets.definition, fault);
    else if (ok)
        ok = write_folder(to, conversion.sheets.definition, fault);
    sheets_release(&conversion.sheets);
    text_release(&conversion.normal);
    problems_release(&conversion.problems);
    return ok;
}
