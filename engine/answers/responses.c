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
    struct answer_file *file = reader->file;
    if (!refused_add(reader, row, reason))
        return false;
    file->aside_count++;
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
    reader->file->stale_count -= reader->response[taken].stale_count;
    return set_older_aside(reader, reader->row_number[taken], reader->unit, row);
}

/* Comments that nobody counts are given up when they are the most of all, so that there
   are never many, however often an institution answers. */
static void bury_comments(struct reader *reader, const struct response *older)
{
    struct answer_file *file = reader->file;
    for (size_t c = 0; c < older->comment_count; c++)
        file->comment[older->comment_first + c].question = NAMES_NONE;
    reader->dead_comments += older->comment_count;
    if (reader->dead_comments > file->comment_count / 2)
        drop_dead_comments(reader);
}

bool keep_response(struct reader *reader, size_t place, size_t stale_before)
{
    struct answer_file *file = reader->file;
    if (!memory_reserve((void **)&reader->response, &reader->response_capacity,
                        place + 1, sizeof *reader->response))
        return fault_memory(reader->fault);
    struct response *response = &reader->response[place];
    if (place < reader->row_count)
        bury_comments(reader, response);
    for (size_t c = reader->comments_before; c < file->comment_count; c++)
        file->comment[c].row = (uint32_t)place;
    *response = (struct response){reader->moment, file->stale_count - stale_before,
                                  reader->comments_before,
                                  file->comment_count - reader->comments_before};
    reader->taken_of_unit[reader->unit] = (uint32_t)place + 1;
    return true;
}

void drop_dead_comments(struct reader *reader)
{
    struct answer_file *file = reader->file;
    size_t kept = 0;
    size_t before = reader->comments_before;
    uint32_t last = NAMES_NONE;
    if (reader->dead_comments == 0)
        return;
    for (size_t c = 0; c < file->comment_count; c++) {
        struct comment *comment = &file->comment[c];
        if (c == before)
            reader->comments_before = kept;
        if (comment->question == NAMES_NONE) {
            memory_release(comment->text);
            continue;
        }
        /* The row at hand, the last one, has no place yet. */
        if (comment->row != last && comment->row < reader->row_count)
            reader->response[comment->row].comment_first = kept;
        last = comment->row;
        file->comment[kept++] = *comment;
    }
    if (before == file->comment_count)
        reader->comments_before = kept;
    file->comment_count = kept;
    reader->dead_comments = 0;
}
