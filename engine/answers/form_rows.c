#include "answers/form.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES 128

/* The rows of a form as the columns of a header and the cells of one row. */

/* The header and the row that the form becomes, column by column: both are walked
   twice, since the reader wants the whole header first. */
struct feeding {
    struct form *form;
    struct reader *reader;
    struct fault *fault;
    bool header;
    size_t column;
};

static bool feed(struct feeding *feeding, const char *name, const char *cell,
                 const struct place *place)
{
    struct form *form = feeding->form;
    const char *field = feeding->header ? name : cell;
    feeding->column++;
    if (feeding->header) {
        if (!memory_reserve((void **)&form->place, &form->place_capacity,
                            form->place_count + 1, sizeof *form->place))
            return fault_memory(feeding->fault);
        form->place[form->place_count++] = *place;
    }
    return reader_field(feeding->reader, feeding->header ? 1 : 2, feeding->column,
                        field, strlen(field));
}

/* Where a question that takes several is answered. */
enum { OPTION_ROWS = 1, OPTION_ROW_FILLED = 2, OWN_ROW_NAMES_OPTIONS = 4 };

static bool names_option(const struct scale *scale, const char *answer)
{
    int option = scale_find_option(scale, answer, strlen(answer));
    return answer[0] != '\0'
           && (option < 0 || scale->option[option].state == OPTION_VALUE);
}

static bool find_several(struct form *form, const struct questionnaire *questionnaire,
                         struct fault *fault)
{
    form->several = memory_allocate(questionnaire->question_count, 1);
    if (form->several == NULL)
        return fault_memory(fault);
    for (size_t e = 0; e < form->entry_count; e++) {
        const struct entry *entry = &form->entry[e];
        if (entry->question == NAMES_NONE)
            continue;
        const struct question *question = &questionnaire->question[entry->question];
        if (question->is_member)
            form->several[question->of] |=
                OPTION_ROWS | (entry->answer[0] == '\0' ? 0 : OPTION_ROW_FILLED);
        else if (question->scale->kind == SCALE_SEVERAL
                 && names_option(question->scale, entry->answer))
            form->several[entry->question] |= OWN_ROW_NAMES_OPTIONS;
    }
    return true;
}

/* Whether the rows of a question's options are left empty, and its own says it all. */
static bool is_answered_whole(const struct form *form, uint32_t question)
{
    return (form->several[question] & (OPTION_ROW_FILLED | OWN_ROW_NAMES_OPTIONS))
           == OWN_ROW_NAMES_OPTIONS;
}

/* Where every option has a row, the question's own takes what is no option. */
static bool feed_state(struct feeding *feeding, const struct entry *entry,
                       const struct question *question, const struct place *place)
{
    const struct scale *scale = question->scale;
    int state = scale_find_option(scale, entry->answer, strlen(entry->answer));
    char name[NAME_BYTES + 80];
    if (entry->answer[0] == '\0')
        return true;
    if (names_option(scale, entry->answer))
        return feed(feeding, entry->id, entry->answer, place);
    snprintf(name, sizeof name, "%.*s.%s", NAME_BYTES, entry->id,
             scale->option[state].code);
    return feed(feeding, name, "1", place);
}

static bool feed_answer(struct feeding *feeding, const struct entry *entry,
                        const struct place *place)
{
    const struct form *form = feeding->form;
    const struct question *question =
        entry->question == NAMES_NONE
            ? NULL
            : &feeding->reader->questionnaire->question[entry->question];
    if (question != NULL && question->is_member
        && is_answered_whole(form, question->of))
        return true;
    if (question != NULL && (form->several[entry->question] & OPTION_ROWS) != 0)
        return feed_state(feeding, entry, question, place);
    return feed(feeding, entry->id, entry->answer, place);
}

static bool feed_entry(struct feeding *feeding, const struct entry *entry)
{
    const struct form *form = feeding->form;
    struct place place = {entry->row, form->column[FORM_ID], form->column[FORM_ANSWER]};
    bool ok = feed_answer(feeding, entry, &place);
    if (!ok || entry->comment[0] == '\0' || entry->question == NAMES_NONE)
        return ok;
    char name[NAME_BYTES + 16];
    snprintf(name, sizeof name, "%.*s." COMMENT_PART, NAME_BYTES, entry->id);
    place.answer_column = form->column[FORM_COMMENT];
    return feed(feeding, name, entry->comment, &place);
}

static bool feed_all(struct feeding *feeding, bool header)
{
    const struct form *form = feeding->form;
    struct place unit = {form->unit_row, 1, 2};
    feeding->header = header;
    feeding->column = 0;
    bool ok = feed(feeding, form->id_name, form->unit, &unit);
    if (ok && form->simulated)
        ok = feed(feeding, SIMULATED_COLUMN, "1", &unit);
    struct place state = {form->state_row, 1, 2};
    if (ok && form->state != NULL)
        ok = feed(feeding, form_state_name[LANGUAGE_EN], form->state, &state);
    for (size_t e = 0; ok && e < form->entry_count; e++)
        ok = feed_entry(feeding, &form->entry[e]);
    return ok && reader_record(feeding->reader, header ? 1 : 2, feeding->column);
}

/* From the header and row that were made to where their cells stand in the file. */
static void tell_places(const struct form *form, struct problems *problems,
                        size_t first)
{
    for (size_t p = first; p < problems->problem_count; p++) {
        struct problem *problem = &problems->problem[p];
        const struct place *place =
            problem->column > 0 && problem->column <= form->place_count
                ? &form->place[problem->column - 1]
                : NULL;
        if (problem->row == 0)
            continue;
        bool header = problem->row == 1;
        problem->row = place == NULL ? form->heading_row : place->row;
        problem->column = place == NULL ? 0
                          : header      ? place->header_column
                                        : place->answer_column;
    }
}

static bool is_personal(const struct reader *reader, const struct entry *entry)
{
    struct column column;
    return entry->question == NAMES_NONE
           && column_match(reader, &column, entry->id, strlen(entry->id)) == MATCH_FOUND
           && column.use == COLUMN_PERSONAL;
}

static bool note_personal(const struct form *form, struct reader *reader)
{
    bool ok = true;
    for (size_t e = 0; ok && e < form->entry_count; e++) {
        const struct entry *entry = &form->entry[e];
        if (!is_personal(reader, entry))
            continue;
        ok = personal_add_cell(reader, entry->row, form->column[FORM_ANSWER])
             && (form->column[FORM_COMMENT] == 0
                 || personal_add_cell(reader, entry->row, form->column[FORM_COMMENT]));
    }
    return ok;
}

/* A refused form is kept as its answers, in the order of its rows. */
static bool keep_refused_form(struct form *form, struct reader *reader,
                              struct fault *fault)
{
    struct answer_file *file = reader->file;
    struct text cells = {0};
    if (file->refused_count == 0)
        return true;
    text_add(&cells, form->unit);
    for (size_t e = 0; e < form->entry_count; e++) {
        text_add_character(&cells, '\t');
        text_add(&cells,
                 is_personal(reader, &form->entry[e]) ? "" : form->entry[e].answer);
    }
    bool ok = text_check(&cells, fault);
    if (ok) {
        file->refused[0].row = form->unit_row;
        file->refused[0].cells = memory_copy_text(cells.bytes, cells.length);
        ok = file->refused[0].cells != NULL || fault_memory(fault);
    }
    text_release(&cells);
    return ok;
}

bool form_hand_on(struct form *form, struct reader *reader, struct fault *fault)
{
    struct feeding feeding = {form, reader, fault, false, 0};
    size_t first = reader->problems->problem_count;
    bool ok = find_several(form, reader->questionnaire, fault)
              && feed_all(&feeding, true) && feed_all(&feeding, false)
              && note_personal(form, reader) && keep_refused_form(form, reader, fault);
    tell_places(form, reader->problems, first);
    for (size_t i = 0; i < reader->row_count; i++)
        reader->row_number[i] = (uint32_t)form->unit_row;
    return ok;
}
