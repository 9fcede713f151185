#include "answers/form.h"

#include "base/guard.h"
#include "base/memory.h"

#include <string.h>

#define NAME_BYTES 128

const char *const form_state_name[LANGUAGE_COUNT] = {"Tilstand", "Status"};
const char *const form_edition_name[LANGUAGE_COUNT] = {"Spørgeramme", "Questionnaire"};

/* Its rows are taken. */
struct pass {
    struct form *form;
    const struct questionnaire *questionnaire;
    struct reader *reader;
    struct fault *fault;
    const char *key; /* of a row above the headings */
    const char *edition_id;
    struct entry entry;
};

static bool is_spelt(const char *folded, const char *name)
{
    char other[NAME_BYTES];
    text_fold(other, sizeof other, name, strlen(name));
    return strcmp(folded, other) == 0;
}

static bool is_heading(const char *folded, const char *const heading[LANGUAGE_COUNT])
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (is_spelt(folded, heading[language]))
            return true;
    return false;
}

static const char *keep(struct pass *pass, const char *text, size_t length)
{
    const char *kept = names_keep(&pass->form->names, text, length, NULL);
    if (kept == NULL)
        fault_memory(pass->fault);
    return kept;
}

/* Above the headings: what the sheet says of itself, a name and what it is. */
static bool read_above(struct pass *pass, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct form *form = pass->form;
    const struct questionnaire *questionnaire = pass->questionnaire;
    char folded[NAME_BYTES];
    size_t guard = guard_length(field);
    field += guard;
    length -= guard;
    if (text_fold(folded, sizeof folded, field, length) >= NAME_BYTES)
        return true;
    if (column == 1) {
        pass->key = keep(pass, folded, strlen(folded));
        return pass->key != NULL;
    }
    if (column == 2 && is_heading(pass->key, form_edition_name)) {
        pass->edition_id = keep(pass, folded, strlen(folded));
        return pass->edition_id != NULL;
    }
    if (column == 3 && is_heading(pass->key, form_edition_name)
        && !(is_spelt(pass->edition_id, questionnaire->id)
             && is_spelt(folded, questionnaire->edition))) {
        char asked[2][TEXT_EXCERPT_BYTES];
        pass->reader->header_wrong = true;
        return problems_add(
            pass->reader->problems, SEVERITY_ERROR, pass->reader->path, row, column,
            pass->fault,
            "this sheet asks the questions of %s %s; the round asks those of %s %s",
            text_excerpt(asked[0], pass->edition_id, strlen(pass->edition_id)),
            text_excerpt(asked[1], folded, strlen(folded)), questionnaire->id,
            questionnaire->edition);
    }
    if (column == 2 && is_spelt(pass->key, SIMULATED_COLUMN))
        form->simulated = length > 0;
    if (column == 2 && is_heading(pass->key, form_state_name) && length > 0) {
        form->state = keep(pass, field, length);
        form->state_row = row;
        if (form->state == NULL)
            return false;
    }
    for (size_t i = 0; column == 2 && i < questionnaire->identified_by_count; i++)
        if (is_spelt(pass->key, questionnaire->identified_by[i])) {
            form->unit = keep(pass, field, length);
            form->id_name = questionnaire->identified_by[i];
            form->unit_row = row;
        }
    return form->unit_row == 0 || form->unit != NULL;
}

static bool take_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct pass *pass = context;
    const struct form *form = pass->form;
    if (row < form->heading_row)
        return heading_field(pass->reader, column, field, length)
               && read_above(pass, row, column, field, length);
    const char **into = column == form->column[FORM_ID]        ? &pass->entry.id
                        : column == form->column[FORM_ANSWER]  ? &pass->entry.answer
                        : column == form->column[FORM_COMMENT] ? &pass->entry.comment
                                                               : NULL;
    if (into == NULL || row == form->heading_row)
        return true;
    /* What was written beside an answer is a person's own, apostrophe and all. */
    size_t guard = into == &pass->entry.comment ? 0 : guard_length(field);
    field += guard;
    length -= guard;
    char blank[4];
    if (text_fold(blank, sizeof blank, field, length) == 0)
        length = 0;
    *into = keep(pass, field, length);
    return *into != NULL;
}

/* What else stands above the headings may be about persons. */
static bool end_above(struct pass *pass, size_t row)
{
    const struct questionnaire *questionnaire = pass->questionnaire;
    struct heading_row *cells = &pass->reader->heading.row;
    cells->row = row;
    cells->question_count = 0;
    cells->names_unit = is_heading(pass->key, form_edition_name)
                        || is_heading(pass->key, form_state_name)
                        || is_spelt(pass->key, SIMULATED_COLUMN);
    for (size_t i = 0; i < questionnaire->identified_by_count; i++)
        cells->names_unit |= is_spelt(pass->key, questionnaire->identified_by[i]);
    bool ok = personal_above(pass->reader, cells);
    cells->cell_count = 0;
    return ok;
}

static bool take_record(void *context, size_t row, size_t column_count)
{
    struct pass *pass = context;
    struct form *form = pass->form;
    struct entry entry = pass->entry;
    char excerpt[TEXT_EXCERPT_BYTES];
    (void)column_count;
    if (row < form->heading_row && !end_above(pass, row))
        return false;
    pass->entry = (struct entry){"", "", "", 0, NAMES_NONE};
    pass->key = pass->edition_id = "";
    entry.row = row;
    entry.question =
        questionnaire_find(pass->questionnaire, entry.id, strlen(entry.id));
    if (entry.id[0] == '\0' && entry.answer[0] != '\0')
        return problems_add(pass->reader->problems, SEVERITY_ERROR, pass->reader->path,
                            row, form->column[FORM_ANSWER], pass->fault,
                            "\"%s\" is an answer in a row without a number of a "
                            "question",
                            text_excerpt(excerpt, entry.answer, strlen(entry.answer)));
    if (entry.id[0] == '\0' && entry.comment[0] != '\0')
        return problems_add(
            pass->reader->problems, SEVERITY_WARNING, pass->reader->path, row,
            form->column[FORM_COMMENT], pass->fault,
            "\"%s\" stands in a row without a number of a question; it "
            "is not kept among the comments",
            text_excerpt(excerpt, entry.comment, strlen(entry.comment)));
    if (entry.id[0] == '\0')
        return true; /* a heading, or something a person wrote */
    if (!memory_reserve((void **)&form->entry, &form->entry_capacity,
                        form->entry_count + 1, sizeof *form->entry))
        return fault_memory(pass->fault);
    form->entry[form->entry_count++] = entry;
    return true;
}

void form_release(struct form *form)
{
    memory_release(form->entry);
    memory_release(form->place);
    memory_release(form->several);
    names_release(&form->names);
    *form = (struct form){0};
}

static bool tell_no_unit(struct form *form, struct reader *reader, struct fault *fault)
{
    const char *name = reader->questionnaire->identified_by[0];
    reader->header_wrong = true;
    if (form->unit_row == 0)
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path,
                            form->heading_row, 0, fault,
                            "no row above the questions says which institution it is "
                            "from; one must begin with \"%s\"",
                            name);
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, form->unit_row,
                        2, fault,
                        "the sheet does not say which institution it is from; write "
                        "its number beside \"%s\"",
                        form->id_name);
}

static bool is_filled(const struct form *form)
{
    for (size_t e = 0; e < form->entry_count; e++)
        if (form->entry[e].answer[0] != '\0' || form->entry[e].comment[0] != '\0')
            return true;
    return false;
}

/* Or a form sent by mistake would take the place of one that was filled in. */
static bool tell_not_filled(struct form *form, struct reader *reader,
                            struct fault *fault)
{
    reader->header_wrong = true;
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path,
                        form->heading_row, form->column[FORM_ANSWER], fault,
                        "the sheet is empty: no question is answered");
}

bool form_read(struct form *form, const struct tables *tables, struct reader *reader,
               struct fault *fault)
{
    struct pass pass = {.form = form,
                        .questionnaire = reader->questionnaire,
                        .reader = reader,
                        .fault = fault,
                        .key = "",
                        .edition_id = "",
                        .entry = {"", "", "", 0, NAMES_NONE}};
    struct table_consumer consumer = {take_field, take_record, &pass};
    size_t errors = reader->problems->error_count;
    bool ok = tables_read(tables, &reader->file->format, &consumer, fault);
    if (!ok)
        return false;
    if (form->unit_row == 0 || form->unit[0] == '\0')
        ok = tell_no_unit(form, reader, fault);
    if (!ok || reader->problems->error_count > errors)
        return false;
    if (!form_hand_on(form, reader, fault))
        return false;
    return is_filled(form) || reader->problems->error_count > errors
           || (tell_not_filled(form, reader, fault) && false);
}
