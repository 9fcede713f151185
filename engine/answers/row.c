#include "answers/gathered.h"
#include "answers/places.h"
#include "base/memory.h"

#include <string.h>

/* What becomes of a row once all of its cells are read. */

bool read_comment(struct reader *reader, size_t column, const char *cell, size_t length)
{
    struct answer_file *file = reader->file;
    char blank[4];
    if (text_fold(blank, sizeof blank, cell, length) == 0)
        return true;
    if (!memory_reserve((void **)&file->comment, &file->comment_capacity,
                        file->comment_count + 1, sizeof *file->comment))
        return fault_memory(reader->fault);
    char *text = NULL;
    if (!reader->leaves_texts && (text = memory_copy_text(cell, length)) == NULL)
        return fault_memory(reader->fault);
    file->comment[file->comment_count++] = (struct comment){
        (uint32_t)reader->row_count, reader->column[column - 1].question, text};
    return true;
}

/* Those of the row being read, which is refused whole. */
static void drop_comments(struct reader *reader)
{
    struct answer_file *file = reader->file;
    while (file->comment_count > reader->comments_before)
        memory_release(file->comment[--file->comment_count].text);
}

/* Answers to follow-ups whose condition is false: the filter wins (STATISTICS 1.1). An
   answer to a question that was not shown itself makes no condition true. A follow-up
   stands behind all that it hangs on. */
static void count_stale(struct reader *reader)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    const int8_t *code = reader->code_at_hand;
    for (size_t i = 0; i < reader->follow_up_count; i++) {
        uint32_t q = reader->follow_up[i];
        const struct question *question = &questionnaire->question[q];
        bool shown = true;
        for (size_t c = 0; shown && c < question->condition_count; c++)
            shown = reader->shown[question->condition[c].question]
                    && condition_holds(&question->condition[c], questionnaire, code,
                                       reader->row_value, 1);
        reader->shown[q] = shown;
        if (!shown && code[q] >= 0 && !question->is_member)
            reader->file->stale_count++;
    }
}

/* The row read becomes one of those taken, in the place of an older response. */
static bool take_row(struct reader *reader, size_t row)
{
    size_t stale_before = reader->file->stale_count;
    uint32_t older = reader->timed ? reader->taken_of_unit[reader->unit] : 0;
    size_t place = older > 0 ? older - 1 : reader->row_count;
    count_stale(reader);
    if ((reader->timed && !keep_response(reader, place, stale_before))
        || !taken_put(reader, place, row))
        return false;
    reader->file->answers.simulated |= reader->simulated;
    return true;
}

/* No question is answered, and nothing is written beside one. An empty form is told of
   as such. */
static bool is_empty(const struct reader *reader)
{
    uint32_t q = 0;
    if (reader->file->layout == LAYOUT_FORM)
        return false;
    while (q < reader->questionnaire->question_count && reader->code_at_hand[q] < 0)
        q++;
    return q == reader->questionnaire->question_count
           && reader->file->comment_count == reader->comments_before;
}

static bool settle_row(struct reader *reader, size_t row)
{
    bool stands = !reader->refused;
    if (reader->draft && !settle_draft(reader, row, &stands))
        return false;
    if (stands && !reader->draft && !reader->keeps_empty && is_empty(reader))
        return set_empty_aside(reader, row);
    if (stands && reader->timed && !settle_responses(reader, row, &stands))
        return false;
    if (reader->unit != NAMES_NONE && reader->row_of_unit[reader->unit] == 0)
        reader->row_of_unit[reader->unit] = (uint32_t)row;
    if (stands && !reader->refused)
        return take_row(reader, row);
    drop_comments(reader);
    return !reader->refused || refused_add(reader, row, reader->unit, reader->reason);
}

static bool finish_row(struct reader *reader, size_t row)
{
    if (reader->strangers.units != NULL)
        strangers_record(reader);
    bool ok = settle_row(reader, row);
    if (reader->any_wrong)
        memset(reader->wrong, 0, reader->questionnaire->question_count);
    reader->any_wrong = false;
    return ok
           && (reader->unit == NAMES_NONE
               || problems_attribute(reader->problems, &reader->mark,
                                     reader->population->unit_id[reader->unit],
                                     reader->fault));
}

bool reader_record(void *context, size_t row, size_t column_count)
{
    struct reader *reader = context;
    if (!reader->header_done)
        return reader->gathered != NULL ? gathered_record(reader, row, column_count)
                                        : heading_record(reader, row);
    if (reader->places != NULL && places_pass_over(reader, row))
        return true;
    if (!reader->filled) {
        reader->row_code = NULL; /* the next cell begins a row */
        return true;
    }
    if (reader->like_unit && reader->like_question)
        return heading_tell_again(reader, row);
    if (reader->split_count > 0 && !settle_members(reader, row))
        return false;
    reader->row_code = NULL;
    reader->file->row_total++;
    bool beyond = reader->column[reader->column_count - 1].use == COLUMN_BEYOND;
    bool surplus = column_count == reader->column_count + 1 && reader->last_empty;
    bool lacking = beyond && column_count + 1 == reader->column_count;
    if (column_count != reader->column_count && !surplus && !lacking) {
        reader->misshapen = true;
        if (!refuse(reader, row, column_count,
                    column_count == 1
                        ? "this row has %zu cell and the header %zu; is a delimiter or "
                          "a quotation mark missing or too much?"
                        : "this row has %zu cells and the header %zu; is a delimiter "
                          "or a quotation mark missing or too much?",
                    column_count, reader->column_count))
            return false;
    } else if (reader->unit == NAMES_NONE && !reader->refused
               && !refuse(reader, row, 0,
                          "this row does not say which institution it is from"))
        return false;
    return finish_row(reader, row);
}
