#include "table/workbook.h"

#include "base/catalogue.h"
#include "base/decimal.h"

#include <string.h>

#define TOO_LONG "a cell of more than 1 MiB"
_Static_assert(TABLE_FIELD_LIMIT == 1u << 20, "the message says so");

enum { SHEET = PART_OUTSIDE + 1, ROWS, ROW, CELL, FORMULA, VALUE, INLINE, RUN, PIECE };

static const struct part_step step[] = {
    {PART_OUTSIDE, "worksheet", SHEET},
    {SHEET, "sheetData", ROWS},
    {ROWS, "row", ROW},
    {ROW, "c", CELL},
    {CELL, "f", FORMULA},
    {CELL, "v", VALUE},
    {CELL, "is", INLINE},
    {INLINE, "t", PIECE},
    {INLINE, "r", RUN},
    {RUN, "t", PIECE},
};

/* What stands in a cell, by its attribute "t". */
enum content { NUMBER, SHARED, TEXT, RICH_TEXT, BOOLEAN, ERROR, DATE, CONTENT_COUNT };

static const char *const content_name[CONTENT_COUNT] = {
    [NUMBER] = "n",  [SHARED] = "s", [TEXT] = "str", [RICH_TEXT] = "inlineStr",
    [BOOLEAN] = "b", [ERROR] = "e",  [DATE] = "d",
};

struct sheet_reader {
    const struct workbook *workbook;
    const char *name; /* of the sheet, for messages */
    const struct table_consumer *consumer;
    struct fault *fault;
    size_t row;
    size_t column;
    size_t width;   /* of the first row that was reported; 0 = none was */
    size_t reached; /* the last column handed on in this row */
    size_t handed_on;
    size_t handed_on_bytes;
    enum content content;
    bool has_formula;
    bool has_value;
    struct text value; /* of the cell that is open */
    size_t start;      /* of the piece that is open, in `value` */
};

static bool tell_at(struct sheet_reader *reader, size_t column, const char *what,
                    const char *seen)
{
    char name[TEXT_EXCERPT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    return fault_set_named(reader->fault, FAULT_DATA, reader->workbook->package.path,
                           reader->row, column, what, "sheet \"%s\": %s%s",
                           text_excerpt(name, reader->name, strlen(reader->name)),
                           spoken(what), text_excerpt(excerpt, seen, strlen(seen)));
}

static bool tell(struct sheet_reader *reader, const char *what)
{
    return tell_at(reader, reader->column, what, "");
}

/* A whole number from 1 to `highest`, without zeros before it; 0 = none. */
static size_t read_number(const char *text, size_t highest)
{
    size_t number = 0;
    if (*text == '0')
        return 0;
    for (; *text >= '0' && *text <= '9' && number <= highest; text++)
        number = 10 * number + (size_t)(*text - '0');
    return *text == '\0' && number <= highest ? number : 0;
}

/* "C5" must lie in the row that is open, after the cells before it. */
static bool place_cell(struct sheet_reader *reader, const char *reference)
{
    size_t column = 0;
    const char *at = reference;
    size_t before = reader->column;
    for (; *at >= 'A' && *at <= 'Z' && column <= SHEET_COLUMNS; at++)
        column = 26 * column + (size_t)(*at - 'A') + 1;
    if (column == 0 || column > SHEET_COLUMNS
        || read_number(at, SHEET_ROWS) != reader->row)
        return tell_at(reader, 0, "a cell says that it is at ", reference);
    reader->column = column;
    return column > before || tell(reader, "the cell stands behind later ones");
}

static bool open_row(struct sheet_reader *reader, const char **attributes)
{
    const char *number = part_attribute(attributes, "r");
    size_t before = reader->row;
    reader->column = 0;
    reader->reached = 0;
    reader->row = number == NULL ? before + 1 : read_number(number, SHEET_ROWS);
    if (reader->row > before && reader->row <= SHEET_ROWS)
        return true;
    reader->row = before;
    return tell(reader, "what follows is no later row");
}

static bool open_cell(struct sheet_reader *reader, const char **attributes)
{
    const char *reference = part_attribute(attributes, "r");
    const char *type = part_attribute(attributes, "t");
    text_clear(&reader->value);
    reader->has_formula = false;
    reader->has_value = false;
    reader->content = NUMBER;
    if (reference != NULL && !place_cell(reader, reference))
        return false;
    if (reference == NULL && ++reader->column > SHEET_COLUMNS)
        return tell(reader, "the row has more cells than a spreadsheet");
    if (type == NULL)
        return true;
    while (reader->content < CONTENT_COUNT
           && strcmp(content_name[reader->content], type) != 0)
        reader->content++;
    return reader->content < CONTENT_COUNT
           || tell(reader, "the cell is of a type that no spreadsheet knows");
}

static bool on_open(void *context, int state, const char **attributes)
{
    struct sheet_reader *reader = context;
    switch (state) {
    case ROW:
        return open_row(reader, attributes);
    case CELL:
        return open_cell(reader, attributes);
    case FORMULA:
        reader->has_formula = true;
        return true;
    case VALUE:
    case INLINE:
        if (reader->has_value)
            return tell(reader, "the cell has two values");
        reader->has_value = true;
        return true;
    case PIECE:
        reader->start = reader->value.length;
        return true;
    default:
        return true;
    }
}

static bool on_text(void *context, int state, const char *bytes, size_t length)
{
    struct sheet_reader *reader = context;
    if (state != VALUE && state != PIECE)
        return true;
    text_append(&reader->value, bytes, length);
    if (reader->value.length > TABLE_FIELD_LIMIT)
        return tell(reader, TOO_LONG);
    return text_check(&reader->value, reader->fault);
}

static bool hand_on(struct sheet_reader *reader, const char *field, size_t length)
{
    const struct table_consumer *consumer = reader->consumer;
    if (length > TABLE_FIELD_LIMIT)
        return tell(reader, TOO_LONG);
    reader->handed_on_bytes += length;
    if (++reader->handed_on > HANDED_ON_LIMIT
        || reader->handed_on_bytes > HANDED_ON_BYTES)
        return tell(reader, "it is larger than any survey's");
    return consumer->field(consumer->context, reader->row, ++reader->reached, field,
                           length);
}

/* Cells that are not there are empty. */
static bool fill_up_to(struct sheet_reader *reader, size_t column)
{
    bool ok = true;
    while (ok && reader->reached < column)
        ok = hand_on(reader, "", 0);
    return ok;
}

static bool hand_on_text(struct sheet_reader *reader, const char *text, size_t length)
{
    return length == 0
           || (fill_up_to(reader, reader->column - 1) && hand_on(reader, text, length));
}

static bool hand_on_number(struct sheet_reader *reader)
{
    double number;
    char text[DECIMAL_BYTES];
    if (reader->value.length == 0)
        return true;
    if (!decimal_read(&number, reader->value.bytes, reader->value.length))
        return tell(reader, "the cell says that it is a number, and is none");
    decimal_print(text, number);
    return hand_on_text(reader, text, strlen(text));
}

static bool hand_on_shared(struct sheet_reader *reader)
{
    const struct shared_texts *shared = &reader->workbook->shared;
    const char *index = reader->value.bytes;
    size_t number = strcmp(index, "0") == 0 ? 0 : read_number(index, shared->count);
    if ((number == 0 && strcmp(index, "0") != 0) || number >= shared->count)
        return tell(reader,
                    "the cell points to a text that the workbook does not have");
    size_t start = number == 0 ? 0 : shared->end[number - 1] + 1;
    return hand_on_text(reader, shared->bytes.bytes + start,
                        shared->end[number] - start);
}

static bool hand_on_flag(struct sheet_reader *reader)
{
    const char *value = reader->value.bytes;
    if (strcmp(value, "1") == 0 || strcmp(value, "true") == 0)
        return hand_on_text(reader, "TRUE", 4);
    if (strcmp(value, "0") == 0 || strcmp(value, "false") == 0)
        return hand_on_text(reader, "FALSE", 5);
    return tell(reader, "the cell says that it is true or false, and is neither");
}

static bool hand_on_cell(struct sheet_reader *reader)
{
    if (!reader->has_value)
        return !reader->has_formula
               || tell(reader, "the formula has no result; open the workbook in a "
                               "spreadsheet and save it");
    /* An element without text leaves none, not even an empty one. */
    text_append(&reader->value, "", 0);
    if (!text_check(&reader->value, reader->fault))
        return false;
    switch (reader->content) {
    case SHARED:
        return hand_on_shared(reader);
    case BOOLEAN:
        return hand_on_flag(reader);
    case ERROR:
        return tell_at(reader, reader->column, "the cell holds the error ",
                       reader->value.bytes);
    case TEXT:
        text_unescape(&reader->value, 0);
        return hand_on_text(reader, reader->value.bytes, reader->value.length);
    case RICH_TEXT:
    case DATE:
        return hand_on_text(reader, reader->value.bytes, reader->value.length);
    default:
        return hand_on_number(reader);
    }
}

static bool close_row(struct sheet_reader *reader)
{
    const struct table_consumer *consumer = reader->consumer;
    if (reader->reached == 0)
        return true;
    if (reader->width == 0)
        reader->width = reader->reached;
    return fill_up_to(reader, reader->width)
           && consumer->record(consumer->context, reader->row, reader->reached);
}

static bool on_close(void *context, int state)
{
    struct sheet_reader *reader = context;
    if (state == PIECE)
        text_unescape(&reader->value, reader->start);
    if (state == CELL)
        return hand_on_cell(reader);
    return state != ROW || close_row(reader);
}

bool workbook_read_sheet(struct workbook *workbook, size_t sheet,
                         const struct table_consumer *consumer, struct fault *fault)
{
    struct sheet_reader context = {.workbook = workbook,
                                   .name = workbook->sheet[sheet].name,
                                   .consumer = consumer,
                                   .fault = fault};
    struct part_reader reader = {
        step, sizeof step / sizeof *step, on_open, on_text, on_close, &context};
    bool ok =
        package_read(&workbook->package, workbook->sheet[sheet].part, &reader, fault);
    text_release(&context.value);
    return ok;
}
