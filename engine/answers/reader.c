#include "answers/reader.h"

#include "answers/codebook.h"
#include "answers/gathered.h"
#include "answers/hints.h"
#include "answers/places.h"
#include "base/catalogue.h"
#include "base/guard.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Rows that are not taken, beyond one for every unit: more than that says that it is
   not the file, or not the register, that was meant. */
#define REFUSED_LIMIT 1000000
/* Institutions out of order before a table of all of them is worth its making. */
#define STRAYS 10000

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

/* The question whose cell is told of, so that a draft can be kept without it. */
static void note_wrong(struct reader *reader, size_t column)
{
    if (column == 0 || column > reader->column_count)
        return;
    const struct column *use = &reader->column[column - 1];
    if (use->use < COLUMN_QUESTION || use->use > COLUMN_MEMBER)
        return;
    reader->wrong[use->question] = true;
    reader->any_wrong = true;
}

bool refuse(struct reader *reader, size_t row, size_t column, const char *what, ...)
{
    char text[768];
    va_list arguments;
    va_start(arguments, what);
    vsnprintf(text, sizeof text, spoken(what), arguments);
    va_end(arguments);
    /* The kept reason is emitted, so that a cut must not leave half a character. */
    text[utf8_valid_length(text, strlen(text))] = '\0';
    if (!reader->refused)
        snprintf(reader->reason, sizeof reader->reason, "%.*s",
                 (int)utf8_valid_length(text, strnlen(text, sizeof reader->reason - 1)),
                 text);
    reader->refused = true;
    note_wrong(reader, column);
    return problems_add_text(reader->problems, SEVERITY_ERROR, reader->path, row,
                             column, what, text, reader->fault);
}

bool refuse_second(struct reader *reader, size_t row, size_t column, uint32_t before)
{
    const struct population *population = reader->population;
    return refuse(reader, row, column,
                  "\"%s\" (%s) stands in row %u already; one row an institution",
                  population->unit_id[reader->unit],
                  population->unit_name[reader->unit], before);
}

/* Those of a register in byte order are in no table; a file in another order makes one
   for itself. Short of memory it goes without. */
static uint32_t find_stray(struct reader *reader, const char *id, size_t length)
{
    const struct population *population = reader->population;
    if (reader->strays++ == STRAYS && population->unit_ids.slot == NULL) {
        /* The last one first: so they do not come in order. */
        bool ok = true;
        for (uint32_t unit = population->unit_count; ok && unit-- > 0;)
            ok = names_keep(&reader->units, population->unit_id[unit],
                            strlen(population->unit_id[unit]), NULL)
                 != NULL;
        if (!ok)
            names_release(&reader->units);
    }
    if (reader->units.name_count == 0)
        return population_find(population, id, length);
    uint32_t number = names_find(&reader->units, id, length);
    return number == NAMES_NONE ? NAMES_NONE : population->unit_count - 1 - number;
}

/* Many exports have the institutions in the order of the register. */
static uint32_t find_unit(struct reader *reader, const char *id, size_t length)
{
    const struct population *population = reader->population;
    uint32_t next = reader->next_unit;
    if (next >= population->unit_count
        || strncmp(population->unit_id[next], id, length) != 0
        || population->unit_id[next][length] != '\0')
        next = find_stray(reader, id, length);
    if (next != NAMES_NONE)
        reader->next_unit = next + 1;
    return next;
}

static bool read_unit(struct reader *reader, size_t row, size_t column,
                      const char *cell, size_t length)
{
    const struct population *population = reader->population;
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t guard = guard_length(cell);
    cell += guard;
    length -= guard;
    while (length > 0 && (*cell == ' ' || *cell == '\t')) {
        cell++;
        length--;
    }
    while (length > 0 && (cell[length - 1] == ' ' || cell[length - 1] == '\t'))
        length--;
    if (length == 0)
        return true; /* told of at the end of the row, unless all of it is blank */
    reader->unit = find_unit(reader, cell, length);
    if (reader->unit != NAMES_NONE) {
        uint32_t before = reader->row_of_unit[reader->unit];
        return before == 0 || reader->timed
               || refuse_second(reader, row, column, before);
    }
    text_excerpt(excerpt, cell, length);
    /* The whole register is gone through for a hint: only for an error that is shown.
     */
    uint32_t near = problems_keep_error(reader->problems)
                        ? hint_unit(population, cell, length)
                        : NAMES_NONE;
    const char *spoiled = hint_spoiled(cell, length);
    if (near != NAMES_NONE)
        return refuse(
            reader, row, column,
            "\"%s\" is no institution in the register \"%s\"; did you mean \"%s\" "
            "(%s)?",
            excerpt, population->id, population->unit_id[near],
            population->unit_name[near]);
    if (spoiled != NULL)
        return refuse(reader, row, column,
                      "\"%s\" is no institution in the register \"%s\"; %s", excerpt,
                      population->id, spoken(spoiled));
    return refuse(reader, row, column,
                  "\"%s\" is no institution in the register \"%s\"", excerpt,
                  population->id);
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

bool refused_add(struct reader *reader, size_t row, uint32_t unit, const char *reason)
{
    struct answer_file *file = reader->file;
    if (file->refused_count == reader->refused_limit)
        return fault_set(
            reader->fault, FAULT_DATA, reader->path,
            "more than %zu rows cannot be taken; is it the right file, and "
            "the right register?",
            reader->refused_limit);
    if (!memory_reserve((void **)&file->refused, &file->refused_capacity,
                        file->refused_count + 1, sizeof *file->refused))
        return fault_memory(reader->fault);
    struct refused_row refused = {.row = row};
    if (unit != NAMES_NONE)
        refused.unit = reader->population->unit_id[unit];
    refused.reason = memory_copy_text(reason, strlen(reason));
    if (refused.reason == NULL)
        return fault_memory(reader->fault);
    file->refused[file->refused_count++] = refused;
    return true;
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
