#ifndef SHEETS_SHEETS_H
#define SHEETS_SHEETS_H

/* Definitions as tables, for people who work in a spreadsheet: a workbook (.xlsx) of
   four to ten sheets, or a folder of as many CSV files, and back without loss. The
   rows and columns are described in questionnaires/FORMAT.md, "In a spreadsheet".

   What is read is put together only; whether it is a sound definition is for
   questionnaire_load() to say. */

#include "base/fault.h"
#include "base/names.h"
#include "base/problems.h"
#include "base/text.h"

#include <jansson.h>

enum sheet {
    SHEET_DEFINITION,
    SHEET_GUIDE,
    SHEET_SCALES,
    SHEET_SECTIONS,
    SHEET_QUESTIONS,
    SHEET_CONTRADICTIONS,
    SHEET_DROPPED,
    SHEET_DIMENSIONS,
    SHEET_CONFIGURATIONS,
    SHEET_FRAMEWORKS,
    SHEET_COUNT
};

extern const char *const sheet_name[SHEET_COUNT];

/* Whether the sheet is there even when it has no row. */
bool sheet_is_required(enum sheet sheet);

/* A definition that was read. Zeroed = none. */
struct sheets {
    json_t *definition; /* whole: shared scales are in place */
    bool workbook;
    struct sheets_row *row; /* the rest is private: what stands where */
    size_t row_count;
    size_t row_capacity;
    struct sheets_heading *heading;
    size_t heading_count;
    size_t heading_capacity;
    const char *file[SHEET_COUNT];
    struct names names;
};

/* Whatever is wrong in the tables is added to `problems`, all at once, with its row and
   column; false when anything is. */
bool sheets_read_workbook(struct sheets *sheets, const char *path,
                          struct problems *problems, struct fault *fault) MUST_CHECK;
bool sheets_read_folder(struct sheets *sheets, const char *path,
                        struct problems *problems, struct fault *fault) MUST_CHECK;

/* A definition in JSON, with the shared scales it names. */
bool sheets_read_json(struct sheets *sheets, const char *path,
                      struct fault *fault) MUST_CHECK;
void sheets_release(struct sheets *sheets);

/* Adds what questionnaire_load() said of the definition's normal form to `told`, each
   with the row and column that its path stands in. */
bool sheets_tell(const struct sheets *sheets, const struct problems *problems,
                 struct problems *told, struct fault *fault) MUST_CHECK;

/* The normal form: every definition that says the same is the same bytes. Members stand
   in the order of the format, whatever it leaves free in its own; a value that fits
   stands on one line. */
void definition_print(struct text *text, const json_t *definition);

/* The bytes of a workbook: the same for the same definition. */
bool sheets_write_workbook(struct text *bytes, const json_t *definition,
                           struct fault *fault) MUST_CHECK;

/* The bytes of the file of each sheet, "definition.csv" and so on; none for a sheet
   that is not there. */
bool sheets_write_csv(struct text bytes[static SHEET_COUNT], const json_t *definition,
                      struct fault *fault) MUST_CHECK;

#endif
