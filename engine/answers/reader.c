#include "answers/reader.h"

#include "answers/codebook.h"
#include "answers/gathered.h"
#include "answers/places.h"
#include "base/memory.h"

#include <string.h>

bool reader_open(struct reader *reader)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    reader->refused_limit = REFUSED_LIMIT + reader->population->unit_count;
    reader->dictionary =
        memory_allocate(questionnaire->scale_count, sizeof *reader->dictionary);
    reader->row_of_unit =
        memory_allocate(reader->population->unit_count, sizeof *reader->row_of_unit);
    reader->follow_up =
        memory_allocate(questionnaire->question_count, sizeof *reader->follow_up);
    reader->shown = memory_allocate(questionnaire->question_count, 1);
    reader->wrong = memory_allocate(questionnaire->question_count, 1);
    reader->column_of =
        memory_allocate(questionnaire->question_count, sizeof *reader->column_of);
    reader->split =
        memory_allocate(questionnaire->question_count, sizeof *reader->split);
    if (reader->dictionary == NULL || reader->row_of_unit == NULL
        || reader->follow_up == NULL || reader->shown == NULL || reader->wrong == NULL
        || reader->column_of == NULL || reader->split == NULL)
        return fault_memory(reader->fault);
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        reader->shown[q] = true;
        if (questionnaire->question[q].condition_count > 0)
            reader->follow_up[reader->follow_up_count++] = q;
    }
    for (size_t s = 0; s < questionnaire->scale_count; s++) {
        dictionary_open(&reader->dictionary[s], &questionnaire->scale[s], NULL);
    }
    return true;
}

void reader_close(struct reader *reader)
{
    for (size_t s = 0; reader->dictionary && s < reader->questionnaire->scale_count;
         s++)
        dictionary_close(&reader->dictionary[s]);
    for (size_t m = 0; reader->mapped && m < reader->mapping->answers_count; m++)
        dictionary_close(&reader->mapped[m]);
    own_columns_free(reader->own);
    places_free(reader->places);
    memory_release(reader->mapped);
    memory_release(reader->dictionary);
    memory_release(reader->row_of_unit);
    memory_release(reader->follow_up);
    memory_release(reader->shown);
    memory_release(reader->wrong);
    memory_release(reader->column_of);
    memory_release(reader->split);
    memory_release(reader->column);
    memory_release(reader->response);
    memory_release(reader->taken_of_unit);
    gathered_free(reader->gathered);
    names_release(&reader->units);
    strangers_release(&reader->strangers);
    heading_release(&reader->heading);
    text_release(&reader->personal_names);
    wordings_release(&reader->wordings);
    memory_release(reader->code);
    memory_release(reader->value);
    memory_release(reader->code_at_hand);
    memory_release(reader->row_value);
    memory_release(reader->row_unit);
    memory_release(reader->row_number);
}

static bool begin_row(struct reader *reader)
{
    reader->unit = NAMES_NONE;
    reader->filled = reader->simulated = reader->refused = false;
    reader->not_sent = reader->misshapen = false;
    reader->like_unit = reader->like_question = false;
    reader->draft = reader->all_drafts;
    reader->moment = (struct moment){0};
    reader->comments_before = reader->file->comment_count;
    reader->mark = problems_mark(reader->problems);
    return taken_begin(reader);
}

/* Everything but an answer in its place. */
static bool other_field(struct reader *reader, size_t row, size_t column,
                        const char *field, size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    if (!reader->header_done)
        return reader->gathered != NULL ? gathered_field(reader, column, field, length)
                                        : heading_field(reader, column, field, length);
    if (reader->places != NULL && places_take(reader, row, column, field, length))
        return true;
    if (reader->row_code == NULL && !begin_row(reader))
        return false;
    reader->filled |= length > 0;
    if (column > reader->column_count)
        return true; /* counted at the end of the row */
    switch (reader->column[column - 1].use) {
    case COLUMN_QUESTION: /* in the first column */
        return reader_field(reader, row, column, field, length);
    case COLUMN_NUMBER:
        return read_number(reader, row, column, field, length);
    case COLUMN_SEVERAL:
        return read_several(reader, row, column, field, length);
    case COLUMN_MEMBER:
        return read_member(reader, row, column, field, length);
    case COLUMN_COMMENT:
        return doubt_cell(reader, row, column, field, length)
               && read_comment(reader, column, field, length);
    case COLUMN_UNIT:
        return read_unit(reader, row, column, field, length);
    case COLUMN_SUBMITTED:
    case COLUMN_FINISHED:
    case COLUMN_CHANGED:
    case COLUMN_BEGUN:
        return read_moment(reader, column, field, length);
    case COLUMN_STATE:
        return read_state(reader, row, column, field, length);
    case COLUMN_COMPLETED:
        return read_completed(reader, field, length);
    case COLUMN_SIMULATED:
        reader->simulated |= length > 0;
        return true;
    case COLUMN_BEYOND:
        return length == 0
               || refuse(reader, row, column,
                         "\"%s\" stands in a column that has no name",
                         text_excerpt(excerpt, field, length));
    case COLUMN_PERSONAL:
        return true;
    default:
        strangers_look(reader, column, field, length);
        return doubt_cell(reader, row, column, field, length);
    }
}

static bool is_answer(const struct reader *reader, size_t column)
{
    return reader->row_code != NULL && column <= reader->column_count
           && reader->column[column - 1].use == COLUMN_QUESTION;
}

static bool longer_field(struct reader *reader, size_t row, size_t column,
                         const char *field, size_t length)
{
    if (!is_answer(reader, column)) {
        bool ok = other_field(reader, row, column, field, length);
        heading_look_again(reader, column, field, length);
        return ok;
    }
    const struct column *use = &reader->column[column - 1];
    int answer = dictionary_find(use->dictionary, field, length);
    reader->filled |= length > 0;
    reader->row_code[use->question] = (int8_t)answer;
    if (answer != NO_OPTION)
        return true;
    bool ok = wrong_answer(reader, row, column, field, length)
              && doubt_cell(reader, row, column, field, length);
    heading_look_again(reader, column, field, length);
    return ok;
}

bool reader_field(void *context, size_t row, size_t column, const char *field,
                  size_t length)
{
    struct reader *reader = context;
    reader->last_empty = length == 0;
    /* The way of nearly every cell: nothing, or one byte that its scale knows.
       Everything else is another function's, so that this one needs no more than
       registers. */
    if (length > 1 || !is_answer(reader, column))
        return longer_field(reader, row, column, field, length);
    const struct column *use = &reader->column[column - 1];
    int8_t answer = use->dictionary->by_byte[(unsigned char)*field];
    if (answer == NO_OPTION)
        return longer_field(reader, row, column, field, length);
    reader->filled |= length > 0;
    reader->row_code[use->question] = answer;
    return true;
}

/* Nearly every cell of a record, as above, without a call a cell. */
static size_t take_plain(struct reader *reader, const struct table_cell *cell, size_t c,
                         size_t count)
{
    const struct column *column = reader->column;
    int8_t *row_code = reader->row_code;
    bool filled = false;
    for (; c < count && column[c].use == COLUMN_QUESTION && cell[c].length <= 1; c++) {
        int8_t answer = column[c].dictionary->by_byte[(unsigned char)*cell[c].text];
        if (answer == NO_OPTION)
            break;
        filled |= cell[c].length > 0;
        row_code[column[c].question] = answer;
    }
    reader->filled |= filled;
    return c;
}

bool reader_fields(void *context, size_t row, const struct table_cell *cell,
                   size_t count)
{
    struct reader *reader = context;
    for (size_t c = 0; c < count;) {
        size_t known = reader->column_count < count ? reader->column_count : count;
        if (reader->row_code != NULL && c < known) {
            size_t next = take_plain(reader, cell, c, known);
            reader->last_empty =
                next > c ? cell[next - 1].length == 0 : reader->last_empty;
            c = next;
        }
        if (c == count)
            break;
        if (!reader_field(reader, row, c + 1, cell[c].text, cell[c].length))
            return false;
        c++;
    }
    return true;
}
