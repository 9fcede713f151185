#include "table/table.h"

#include "base/memory.h"
#include "table/decode.h"
#include "table/delimiter.h"
#include "table/foreign.h"

#include <csv.h>
#include <string.h>

/* libcsv's state where a record may begin; its own name for it is not in its header. */
#define BETWEEN_RECORDS 0

/* Records of more fields are left to libcsv. */
#define CELLS_AT_ONCE 4096

struct reader {
    const struct table_consumer *consumer;
    bool (*fields)(void *context, size_t row, const struct table_cell *cell,
                   size_t count); /* NULL = the consumer takes them one by one */
    const char *path;
    struct fault *fault;
    size_t row;    /* the one being read */
    size_t column; /* fields of it handed on so far */
    size_t bytes;  /* in them */
    char delimiter;
    bool after_carriage_return;
    bool stopped;
    struct table_cell *cell; /* CELLS_AT_ONCE */
};

static void tell_limit(struct reader *reader, const char *what, unsigned limit)
{
    fault_set_at(reader->fault, FAULT_DATA, reader->path, reader->row, reader->column,
                 what, limit);
    reader->stopped = true;
}

/* Whether the field and its row are within the limits, or else what they are not. */
static bool is_within(struct reader *reader, size_t length)
{
    if (length > TABLE_FIELD_LIMIT)
        tell_limit(reader, "a cell of more than %u bytes; is a quotation mark missing?",
                   TABLE_FIELD_LIMIT);
    else if (reader->column > TABLE_COLUMN_LIMIT)
        tell_limit(reader, "a row of more than %u cells; is a line end missing?",
                   TABLE_COLUMN_LIMIT);
    else if (reader->bytes > TABLE_ROW_LIMIT)
        tell_limit(reader, "a row of more than %u bytes; is a line end missing?",
                   TABLE_ROW_LIMIT);
    return !reader->stopped;
}

static void on_field(void *bytes, size_t length, void *context)
{
    struct reader *reader = context;
    if (reader->stopped)
        return;
    reader->after_carriage_return = false;
    reader->column++;
    reader->bytes += length;
    if ((length > TABLE_FIELD_LIMIT || reader->column > TABLE_COLUMN_LIMIT
         || reader->bytes > TABLE_ROW_LIMIT)
        && !is_within(reader, length))
        return;
    const char *field = bytes == NULL ? "" : bytes;
    if (!reader->consumer->field(reader->consumer->context, reader->row, reader->column,
                                 field, length))
        reader->stopped = true;
}

static void on_record(int terminator, void *context)
{
    struct reader *reader = context;
    if (reader->stopped)
        return;
    bool second_half = terminator == '\n' && reader->after_carriage_return;
    reader->after_carriage_return = terminator == '\r';
    if (reader->column == 0 && second_half)
        return;
    if (reader->column > 0
        && !reader->consumer->record(reader->consumer->context, reader->row,
                                     reader->column))
        reader->stopped = true;
    reader->row++;
    reader->column = 0;
    reader->bytes = 0;
    if (reader->row > UINT32_MAX && !reader->stopped)
        tell_limit(reader, "more than %u rows", UINT32_MAX);
}

/* Excel's own first line "sep=;": its length with the line end, or 0. */
static size_t separator_line(const char *chunk, size_t length, char *delimiter)
{
    if (length < 6 || strncmp(chunk, "sep=", 4) != 0
        || (chunk[5] != '\r' && chunk[5] != '\n'))
        return 0;
    if (chunk[4] != ';' && chunk[4] != ',' && chunk[4] != '\t' && chunk[4] != '|')
        return 0;
    *delimiter = chunk[4];
    return length > 6 && chunk[5] == '\r' && chunk[6] == '\n' ? 7 : 6;
}

static bool broken_quotes(struct reader *reader)
{
    return fault_set_at(
        reader->fault, FAULT_DATA, reader->path, reader->row, reader->column + 1,
        "a quotation mark in the wrong place; a cell that holds one must "
        "stand in quotation marks with the mark doubled");
}

static bool parse_plain(struct csv_parser *parser, struct reader *reader,
                        const char *chunk, size_t length)
{
    size_t done = csv_parse(parser, chunk, length, on_field, on_record, reader);
    if (reader->stopped)
        return false;
    if (done < length)
        return csv_error(parser) == CSV_EPARSE ? broken_quotes(reader)
                                               : fault_memory(reader->fault);
    if (parser->entry_pos > TABLE_FIELD_LIMIT)
        return fault_set_at(
            reader->fault, FAULT_DATA, reader->path, reader->row, reader->column + 1,
            "a cell of more than %u bytes; is a quotation mark missing?",
            TABLE_FIELD_LIMIT);
    return true;
}

/* Blanks around a field are none of it, as libcsv has it. */
static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* A field as libcsv has it, in the place of what was cut: without the blanks around it,
   and a NUL behind it. */
static void trim(struct table_cell *cell)
{
    char *from = (char *)(uintptr_t)cell->text;
    char *end = from + cell->length;
    while (from < end && is_blank(*from))
        from++;
    while (end > from && is_blank(end[-1]))
        end--;
    *end = '\0';
    *cell = (struct table_cell){from, (size_t)(end - from)};
}

/* Nearly no cell has a blank about it, and this is asked of every one. */
static bool is_loose(const struct table_cell *cell)
{
    return cell->length > 0
           && (is_blank(cell->text[0]) || is_blank(cell->text[cell->length - 1]));
}

static void hand_on(struct reader *reader, size_t count)
{
    reader->after_carriage_return = false;
    if (reader->fields != NULL) {
        reader->column = count;
        reader->stopped = !reader->fields(reader->consumer->context, reader->row,
                                          reader->cell, count);
    } else
        for (size_t c = 0; c < count && !reader->stopped; c++)
            on_field((void *)(uintptr_t)reader->cell[c].text, reader->cell[c].length,
                     reader);
    on_record('\n', reader);
}

/* Puts back what stood between the cells that were cut off. */
static void mend(struct reader *reader, size_t count)
{
    for (size_t c = 0; c < count; c++)
        ((char *)(uintptr_t)reader->cell[c].text)[reader->cell[c].length] =
            reader->delimiter;
}

/* False, and nothing done, when there are more cells than are cut at once. */
static bool cut(struct reader *reader, char *line, char *end, size_t *count)
{
    struct table_cell *cell = reader->cell;
    const char delimiter = reader->delimiter;
    size_t cells = 0;
    char *from = line;
    bool loose = false;
    for (char *at = line; at < end; at++) {
        if (*at != delimiter)
            continue;
        *at = '\0';
        cell[cells] = (struct table_cell){from, (size_t)(at - from)};
        loose |= is_loose(&cell[cells++]);
        from = at + 1;
        if (cells == CELLS_AT_ONCE) {
            mend(reader, cells);
            return false;
        }
    }
    *end = '\0';
    cell[cells] = (struct table_cell){from, (size_t)(end - from)};
    loose |= is_loose(&cell[cells++]);
    for (size_t c = 0; loose && c < cells; c++)
        trim(&cell[c]);
    *count = cells;
    return true;
}

/* A record without a quotation mark needs no parser: it is cut at its delimiters. False
   when it is not so plain as that, and then nothing is done. */
static bool cut_record(struct reader *reader, char *line, char *end)
{
    size_t count;
    if (end > line && end[-1] == '\r')
        end--;
    if (end == line || is_blank(line[0])
        || memchr(line, '\r', (size_t)(end - line)) != NULL)
        return false;
    if (!cut(reader, line, end, &count))
        return false;
    hand_on(reader, count);
    return true;
}

/* Line by line: those that begin a record and hold no quotation mark are cut, all
   others are the parser's, which holds what it needs of a record from one to the next.
 */
static bool parse_lines(struct csv_parser *parser, struct reader *reader, char *chunk,
                        size_t length)
{
    char *mark = NULL; /* the next quotation mark */
    for (char *line = chunk, *next; line < chunk + length; line = next) {
        size_t left = (size_t)(chunk + length - line);
        char *end = memchr(line, '\n', left);
        next = end == NULL ? line + left : end + 1;
        if (mark == NULL || mark < line)
            mark = memchr(line, '"', left);
        if (mark == NULL)
            mark = chunk + length;
        if (end != NULL && mark > end && parser->pstate == BETWEEN_RECORDS
            && cut_record(reader, line, end)) {
            if (reader->stopped)
                return false;
        } else if (!parse_plain(parser, reader, line, (size_t)(next - line)))
            return false;
    }
    return true;
}

static bool parse_chunk(struct csv_parser *parser, struct reader *reader, char *chunk,
                        size_t length)
{
    const char *nul = memchr(chunk, '\0', length);
    if (nul == NULL)
        return parse_lines(parser, reader, chunk, length);
    return parse_lines(parser, reader, chunk, (size_t)(nul - chunk))
           && fault_set_at(
               reader->fault, FAULT_DATA, reader->path, reader->row, reader->column + 1,
               "a NUL byte; the file is not text, or is UTF-16 without its mark "
               "(save it as \"CSV UTF-8\")");
}

static bool parse_all(struct csv_parser *parser, struct reader *reader,
                      struct decoder *decoder, struct table_format *format)
{
    char *chunk;
    size_t length;
    bool first = true;
    do {
        struct fault cause = {0};
        if (!decoder_next(decoder, &chunk, &length, &cause))
            return fault_take_at(reader->fault, &cause, cause.where, reader->row);
        if (first) {
            char found = '\0';
            size_t skipped = separator_line(chunk, length, &found);
            if (skipped == 0)
                found = delimiter_find(chunk, length);
            format->no_delimiter = format->delimiter == '\0' && found == '\0';
            if (format->delimiter == '\0')
                format->delimiter = found == '\0' ? ';' : found;
            csv_set_delim(parser, (unsigned char)format->delimiter);
            reader->delimiter = format->delimiter;
            chunk += skipped;
            length -= skipped;
            first = false;
            if (skipped > 0 && length == 0)
                continue;
        }
        if (!parse_chunk(parser, reader, chunk, length))
            return false;
    } while (length > 0);
    if (csv_fini(parser, on_field, on_record, reader) != 0)
        return csv_error(parser) == CSV_EPARSE ? fault_set_at(
                   reader->fault, FAULT_DATA, reader->path, reader->row,
                   reader->column + 1,
                   "the quotation mark that opens this cell is never closed")
                                               : fault_memory(reader->fault);
    return !reader->stopped;
}

bool table_read(const struct source *source, struct table_format *format,
                const struct table_consumer *consumer, struct fault *fault)
{
    return table_read_as(source, NULL, format, consumer, fault);
}

bool table_read_as(const struct source *source, const struct table_forced *forced,
                   struct table_format *format, const struct table_consumer *consumer,
                   struct fault *fault)
{
    return table_read_records(source, forced, format, consumer, NULL, fault);
}

bool table_read_records(const struct source *source, const struct table_forced *forced,
                        struct table_format *format,
                        const struct table_consumer *consumer,
                        bool (*fields)(void *context, size_t row,
                                       const struct table_cell *cell, size_t count),
                        struct fault *fault)
{
    struct csv_parser parser;
    struct decoder decoder;
    struct reader reader = {.consumer = consumer,
                            .fields = fields,
                            .path = source->path,
                            .fault = fault,
                            .row = 1};
    if (!foreign_refuse(source, fault))
        return false;
    bool ok = decoder_open(&decoder, source, forced, fault);
    format->encoding = decoder.encoding;
    format->delimiter = forced == NULL ? '\0' : forced->delimiter;
    if (ok
        && csv_init(&parser,
                    CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL)
               != 0)
        ok = fault_memory(fault);
    else if (ok) {
        csv_set_realloc_func(&parser, memory_library_resize);
        csv_set_blk_size(&parser, 4096);
        reader.cell = memory_unwritten(CELLS_AT_ONCE, sizeof *reader.cell);
        ok = reader.cell != NULL ? parse_all(&parser, &reader, &decoder, format)
                                 : fault_memory(fault);
        memory_release(reader.cell);
        csv_free(&parser);
    }
    decoder_close(&decoder);
    return ok;
}
