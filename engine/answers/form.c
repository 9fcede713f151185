#include "answers/form.h"

#include "base/catalogue.h"
#include "base/guard.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

/* A form's headings stand near its top. */
#define HEADING_ROWS 100
#define NAME_BYTES   128
/* One institution's; what is larger is not searched for the headings of a form. */
#define FORM_BYTES (16u << 20)

const char *const form_heading[FORM_COLUMN_COUNT][LANGUAGE_COUNT] = {
    [FORM_ID] = {"Nr.", "No."},
    [FORM_TEXT] = {"Spørgsmål", "Question"},
    [FORM_ANSWER] = {"Svar", "Answer"},
    [FORM_COMMENT] = {"Bemærkning", "Comment"},
    [FORM_CHOICES] = {"Svarmuligheder", "Possible answers"},
    [FORM_EARLIER] = {"Tidligere svar", "Earlier answer"},
    [FORM_HELP] = {"Hjælp", "Help"},
    [FORM_EVIDENCE] = {"Hvad kan vise det", "What would show it"},
};

const char *const form_state_name[LANGUAGE_COUNT] = {"Tilstand", "Status"};
const char *const form_edition_name[LANGUAGE_COUNT] = {"Spørgeramme", "Questionnaire"};

/* What a row of headings is told by, folded once rather than for every cell. */
struct spellings {
    struct names names;
    struct meaning {
        int column; /* FORM_COLUMN_COUNT = none */
        bool names_unit;
    } * meaning; /* by number of the name */
};

/* Either pass over a form: to find its headings, or to take its rows. */
struct pass {
    struct form *form;
    const struct questionnaire *questionnaire;
    struct reader *reader;             /* NULL while it is looked for */
    const struct spellings *spellings; /* while it is */
    struct fault *fault;
    size_t column[FORM_COLUMN_COUNT]; /* headings of the row at hand */
    bool names_unit;                  /* a column of the row at hand says who answers */
    const char *key;                  /* of a row above the headings */
    const char *edition_id;
    struct entry entry;
    bool stopped; /* on purpose */
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

static const char *const id_heading[] = {"nr", "no"};

bool form_is_id_heading(const char *folded)
{
    for (size_t i = 0; i < sizeof id_heading / sizeof *id_heading; i++)
        if (strcmp(folded, id_heading[i]) == 0)
            return true;
    return false;
}

/* What comes first counts where two are spelt alike; NULL when memory is short. */
static struct meaning *add_meaning(struct spellings *spellings, const char *name)
{
    char folded[NAME_BYTES];
    uint32_t number;
    size_t before = spellings->names.name_count;
    size_t length = text_fold(folded, sizeof folded, name, strlen(name));
    if (names_keep(&spellings->names, folded, length < NAME_BYTES ? length : 0, &number)
        == NULL)
        return NULL;
    struct meaning *meaning = &spellings->meaning[number];
    if (number == before)
        meaning->column = FORM_COLUMN_COUNT;
    return meaning;
}

static bool spellings_make(struct spellings *spellings,
                           const struct questionnaire *questionnaire,
                           struct fault *fault)
{
    const size_t ids = sizeof id_heading / sizeof *id_heading;
    size_t most =
        FORM_COLUMN_COUNT * LANGUAGE_COUNT + ids + questionnaire->identified_by_count;
    spellings->meaning = memory_allocate(most, sizeof *spellings->meaning);
    if (spellings->meaning == NULL)
        return fault_memory(fault);
    for (int c = 0; c < FORM_COLUMN_COUNT; c++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            struct meaning *meaning = add_meaning(spellings, form_heading[c][language]);
            if (meaning == NULL)
                return fault_memory(fault);
            if (meaning->column == FORM_COLUMN_COUNT)
                meaning->column = c;
        }
    for (size_t i = 0; i < ids; i++) {
        struct meaning *meaning = add_meaning(spellings, id_heading[i]);
        if (meaning == NULL)
            return fault_memory(fault);
        if (meaning->column == FORM_COLUMN_COUNT)
            meaning->column = FORM_ID;
    }
    for (size_t i = 0; i < questionnaire->identified_by_count; i++) {
        struct meaning *meaning =
            add_meaning(spellings, questionnaire->identified_by[i]);
        if (meaning == NULL)
            return fault_memory(fault);
        meaning->names_unit = true;
    }
    return true;
}

static void spellings_release(struct spellings *spellings)
{
    names_release(&spellings->names);
    memory_release(spellings->meaning);
}

static bool find_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct pass *pass = context;
    const struct spellings *spellings = pass->spellings;
    char folded[NAME_BYTES];
    (void)row;
    if (length == 0)
        return true;
    size_t folded_length = text_fold(folded, sizeof folded, field, length);
    if (folded_length == 0 || folded_length >= NAME_BYTES)
        return true;
    uint32_t number = names_find(&spellings->names, folded, folded_length);
    if (number == NAMES_NONE)
        return true;
    const struct meaning *meaning = &spellings->meaning[number];
    pass->names_unit |= meaning->names_unit;
    if (meaning->column < FORM_COLUMN_COUNT && pass->column[meaning->column] == 0)
        pass->column[meaning->column] = column;
    return true;
}

static bool find_record(void *context, size_t row, size_t column_count)
{
    struct pass *pass = context;
    (void)column_count;
    /* Where every row says who answers, it is no form. */
    if (pass->column[FORM_ID] > 0 && pass->column[FORM_ANSWER] > 0
        && !pass->names_unit) {
        pass->form->found = true;
        pass->form->heading_row = row;
        memcpy(pass->form->column, pass->column, sizeof pass->column);
    }
    memset(pass->column, 0, sizeof pass->column);
    pass->names_unit = false;
    pass->stopped = pass->form->found || row >= HEADING_ROWS;
    return !pass->stopped;
}

static bool find_on_sheet(struct form *form, const struct tables *tables,
                          const struct spellings *spellings, struct fault *fault)
{
    struct pass pass = {.form = form, .spellings = spellings};
    struct table_consumer consumer = {find_field, find_record, &pass};
    struct table_format format;
    struct fault unread = {0};
    if (tables_read(tables, &format, &consumer, &unread) || pass.stopped
        || unread.kind == FAULT_DATA)
        return true; /* what is broken is told by whoever reads it whole */
    return fault_take(fault, &unread);
}

bool form_find(struct form *form, struct tables *tables,
               const struct questionnaire *questionnaire, struct fault *fault)
{
    size_t count =
        tables->workbook == NULL ? 1 : workbook_sheet_count(tables->workbook);
    struct spellings spellings = {0};
    bool ok = true;
    *form = (struct form){0};
    if (tables->source->size > FORM_BYTES)
        count = 0;
    if (count > 0)
        ok = spellings_make(&spellings, questionnaire, fault);
    for (size_t sheet = 0; ok && !form->found && sheet < count; sheet++) {
        tables->sheet = sheet;
        ok = find_on_sheet(form, tables, &spellings, fault);
    }
    if (!form->found)
        tables->sheet = 0;
    spellings_release(&spellings);
    return ok;
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
