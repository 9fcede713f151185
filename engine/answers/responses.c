#include "answers/reader.h"
#include "answers/state.h"
#include "base/catalogue.h"
#include "base/memory.h"

#include <string.h>

/* Several responses of one institution, as tools keep them that know when each was
   given: the newest that was sent in counts, and the others are kept with the file. And
   drafts, which are taken and do not count. */

/* 05-31-2026 rather than 5/31/2026. */
static bool is_dashed(const char *cell, size_t length)
{
    return length > 2 && (cell[1] == '-' || cell[2] == '-');
}

static enum date_order find_order(const struct reader *reader, const struct column *use,
                                  const char *cell, size_t length)
{
    if (reader->mapping != NULL && reader->mapping->dates != DATE_UNTOLD)
        return reader->mapping->dates;
    /* As Enalyzer writes them. */
    if (use->dates == DATE_UNTOLD && is_dashed(cell, length)
        && reader->heading.codes == TOOL_CODES_PLACES)
        return DATE_MONTH_FIRST;
    return use->dates;
}

bool read_completed(struct reader *reader, const char *cell, size_t length)
{
    if (spelt_choice(cell, length) != 1)
        reader->draft = reader->not_sent = true;
    return true;
}

bool read_moment(struct reader *reader, size_t column, const char *cell, size_t length)
{
    const struct column *use = &reader->column[column - 1];
    char blank[4];
    if (use->use == COLUMN_SUBMITTED
        && text_fold(blank, sizeof blank, cell, length) == 0)
        reader->draft = reader->not_sent = true;
    if (reader->moment.known && reader->moment_use < use->use)
        return true; /* a time that tells more is known */
    struct moment moment =
        moment_read(cell, length, find_order(reader, use, cell, length));
    /* A row an answer: the latest one of the response counts. */
    if (moment.known
        && !(reader->moment.known && reader->moment_use == use->use
             && moment_compare(&moment, &reader->moment) < 0)) {
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

bool read_state(struct reader *reader, size_t row, size_t column, const char *cell,
                size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    enum sheet_state state = sheet_state_read(cell, length);
    reader->draft |= state == SHEET_DRAFT;
    return state != SHEET_UNKNOWN
           || refuse(reader, row, column,
                     "\"%s\" does not say whether this is a draft or final; write "
                     "draft or final",
                     text_excerpt(excerpt, cell, length));
}

/* A question that was told of is blank, with its options. */
static void blank_wrong_answers(struct reader *reader)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    int8_t *code = reader->code_at_hand;
    for (uint32_t q = 0; reader->any_wrong && q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        if (!reader->wrong[q])
            continue;
        code[q] = ANSWER_BLANK;
        memset(code + question->member, ANSWER_BLANK, question->member_count);
        if (question->number != NAMES_NONE)
            reader->row_value[question->number] = 0;
    }
}

bool settle_draft(struct reader *reader, size_t row, bool *stands)
{
    problems_soften(reader->problems, &reader->mark);
    *stands = reader->unit != NAMES_NONE && !reader->misshapen;
    if (!*stands) {
        reader->refused = false;
        return keep_aside(reader, row, reader->reason);
    }
    blank_wrong_answers(reader);
    reader->refused = false;
    return true;
}

/* Tells that the response in `row` gives way to the one in `other`. */
static bool set_other_aside(struct reader *reader, size_t row, size_t other,
                            enum succession_rule rule)
{
    static const char *const said[] = {
        [SUCCESSION_FINAL] =
            SPOKEN_LATER("\"%s\" (%s) is final in row %zu; this draft is kept with "
                         "the file and does not count"),
        [SUCCESSION_TIME] =
            SPOKEN_LATER("\"%s\" (%s) answered again later, in row %zu; this response "
                         "is kept with the file and does not count"),
        [SUCCESSION_LAST] =
            SPOKEN_LATER("\"%s\" (%s) has a draft again in row %zu; this one is kept "
                         "with the file and does not count"),
    };
    const struct population *population = reader->population;
    struct text text = {0};
    text_print(&text, spoken(said[rule]), population->unit_id[reader->unit],
               population->unit_name[reader->unit], other);
    bool ok = text_check(&text, reader->fault)
              && problems_add_text(reader->problems, SEVERITY_WARNING, reader->path,
                                   row, 0, said[rule], text.bytes, reader->fault)
              && keep_aside(reader, row, text.bytes);
    text_release(&text);
    return ok;
}

bool set_empty_aside(struct reader *reader, size_t row)
{
    const struct population *population = reader->population;
    const char *id = population->unit_id[reader->unit];
    const char *name = population->unit_name[reader->unit];
    struct text text = {0};
    text_print(&text,
               spoken("\"%s\" (%s) has a row and not one answer in it; the row is kept "
                      "with the file and takes no answers' place"),
               id, name);
    bool ok = text_check(&text, reader->fault)
              && problems_add_text(
                  reader->problems, SEVERITY_WARNING, reader->path, row, 0,
                  "\"%s\" (%s) has a row and not one answer in it; the row is kept "
                  "with the file and takes no answers' place",
                  text.bytes, reader->fault)
              && keep_aside(reader, row, text.bytes);
    text_release(&text);
    return ok;
}

static struct sending sending_of(const struct reader *reader)
{
    return (struct sending){reader->draft, reader->moment};
}

bool settle_responses(struct reader *reader, size_t row, bool *stands)
{
    enum succession_rule rule;
    struct sending sending = sending_of(reader);
    uint32_t before = reader->taken_of_unit[reader->unit];
    *stands = true;
    if (before == 0)
        return true;
    size_t taken = before - 1;
    *stands = sending_succeeds(&rule, &sending, &reader->response[taken].sending);
    /* Within one file nothing but a time can tell two final ones apart. */
    if (rule == SUCCESSION_LAST && !sending.draft
        && moment_is_open(&sending.moment, &reader->response[taken].sending.moment))
        return refuse(
            reader, row, reader->unit_column,
            "\"%s\" (%s) stands in row %u already, and which is newer hangs on whether "
            "their times begin with the day or the month; \"dates\" in a mapping says "
            "it",
            reader->population->unit_id[reader->unit],
            reader->population->unit_name[reader->unit], reader->row_number[taken]);
    if (rule == SUCCESSION_LAST && !sending.draft)
        return refuse_second(reader, row, reader->unit_column,
                             reader->row_number[taken]);
    if (!*stands)
        return set_other_aside(reader, row, reader->row_number[taken], rule);
    reader->file->stale_count -= reader->response[taken].stale_count;
    return set_other_aside(reader, reader->row_number[taken], row, rule);
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
    *response = (struct response){
        .sending = sending_of(reader),
        .not_sent = reader->not_sent,
        .stale_count = file->stale_count - stale_before,
        .comment_first = reader->comments_before,
        .comment_count = file->comment_count - reader->comments_before,
    };
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
