#include "answers/reader.h"
#include "base/catalogue.h"
#include "base/memory.h"

#include <string.h>

/* Several responses of one institution, as tools keep them that know when each was
   given: the newest that was sent in counts, and the others are kept with the file. */

bool read_moment(struct reader *reader, size_t column, const char *cell, size_t length)
{
    const struct column *use = &reader->column[column - 1];
    char blank[4];
    if (use->use == COLUMN_SUBMITTED
        && text_fold(blank, sizeof blank, cell, length) == 0)
        reader->incomplete = true;
    if (reader->moment.known && reader->moment_use < use->use)
        return true; /* a time that tells more is known */
    struct moment moment = moment_read(cell, length, use->day_first);
    if (moment.known) {
        reader->moment = moment;
        reader->moment_use = use->use;
    }
    return true;
}

static bool keep_aside(struct reader *reader, size_t row, const char *reason)
{
    if (!refused_add(reader, row, reader->unit, reason))
        return false;
    reader->file->aside_count++;
    return true;
}

bool set_incomplete_aside(struct reader *reader, size_t row)
{
    static const char what[] = "this response was begun and not sent in; it is kept "
                               "with the file and does not count";
    return problems_add(reader->problems, SEVERITY_WARNING, reader->path, row, 0,
                        reader->fault, what)
           && keep_aside(reader, row, spoken(what));
}

/* Tells that the response in `row` gives way to the one in `newer`. */
static bool set_older_aside(struct reader *reader, size_t row, uint32_t unit,
                            size_t newer)
{
    static const char what[] = "\"%s\" (%s) answered again later, in row %zu; this "
                               "response is kept with the file and does not count";
    const struct population *population = reader->population;
    struct text text = {0};
    text_print(&text, spoken(what), population->unit_id[unit],
               population->unit_name[unit], newer);
    bool ok = text_check(&text, reader->fault)
              && problems_add_text(reader->problems, SEVERITY_WARNING, reader->path,
                                   row, 0, what, text.bytes, reader->fault)
              && keep_aside(reader, row, text.bytes);
    text_release(&text);
    return ok;
}

bool settle_responses(struct reader *reader, size_t row, bool *stands)
{
    *stands = true;
    uint32_t before = reader->taken_of_unit[reader->unit];
    if (before == 0)
        return true;
    size_t taken = before - 1;
    int order = moment_compare(&reader->moment, &reader->response[taken].moment);
    if (order == 0)
        return refuse_second(reader, row, reader->unit_column,
                             reader->row_number[taken]);
    if (order < 0) {
        *stands = false;
        return set_older_aside(reader, row, reader->unit, reader->row_number[taken]);
    }
    reader->row_unit[taken] = NAMES_NONE; /* until drop_older_responses() */
    reader->older_count++;
    reader->file->stale_count -= reader->response[taken].stale_count;
    return set_older_aside(reader, reader->row_number[taken], reader->unit, row);
}

bool keep_response(struct reader *reader, size_t stale_before)
{
    if (!memory_reserve((void **)&reader->response, &reader->response_capacity,
                        reader->row_count + 1, sizeof *reader->response))
        return fault_memory(reader->fault);
    reader->response[reader->row_count] =
        (struct response){reader->moment, reader->file->stale_count - stale_before};
    reader->taken_of_unit[reader->unit] = (uint32_t)reader->row_count + 1;
    return true;
}

static void move_row(struct reader *reader, size_t to, size_t from)
{
    size_t questions = reader->questionnaire->question_count;
    size_t numbers = reader->questionnaire->number_count;
    memmove(reader->code + to * questions, reader->code + from * questions, questions);
    memmove(reader->value + to * numbers, reader->value + from * numbers,
            numbers * sizeof *reader->value);
    reader->row_unit[to] = reader->row_unit[from];
    reader->row_number[to] = reader->row_number[from];
}

/* Both comments and rows stand in the order of the file. */
void drop_older_responses(struct reader *reader)
{
    struct answer_file *file = reader->file;
    size_t rows = 0;
    size_t comments = 0;
    size_t comment = 0;
    if (reader->older_count == 0)
        return;
    for (size_t row = 0; row < reader->row_count; row++) {
        bool stands = reader->row_unit[row] != NAMES_NONE;
        for (; comment < file->comment_count && file->comment[comment].row == row;
             comment++) {
            if (!stands) {
                memory_release(file->comment[comment].text);
                continue;
            }
            file->comment[comments] = file->comment[comment];
            file->comment[comments++].row = (uint32_t)rows;
        }
        if (stands)
            move_row(reader, rows++, row);
    }
    reader->row_count = rows;
    file->comment_count = comments;
}
