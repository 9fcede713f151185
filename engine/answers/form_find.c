#include "answers/form.h"

#include "base/memory.h"

#include <string.h>

/* Whether a file is a form: by its row of headings. */

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

/* What a row of headings is told by, folded once rather than for every cell. */
struct spellings {
    struct names names;
    struct meaning {
        int column; /* FORM_COLUMN_COUNT = none */
        bool names_unit;
    } * meaning; /* by number of the name */
};

/* Sheets are looked through for the row. */
struct search {
    struct form *form;
    const struct spellings *spellings;
    size_t column[FORM_COLUMN_COUNT]; /* headings of the row at hand */
    bool names_unit;                  /* a column of the row at hand says who answers */
    bool stopped;                     /* on purpose */
};

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
    struct search *search = context;
    const struct spellings *spellings = search->spellings;
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
    search->names_unit |= meaning->names_unit;
    if (meaning->column < FORM_COLUMN_COUNT && search->column[meaning->column] == 0)
        search->column[meaning->column] = column;
    return true;
}

static bool find_record(void *context, size_t row, size_t column_count)
{
    struct search *search = context;
    (void)column_count;
    /* Where every row says who answers, it is no form. */
    if (search->column[FORM_ID] > 0 && search->column[FORM_ANSWER] > 0
        && !search->names_unit) {
        search->form->found = true;
        search->form->heading_row = row;
        memcpy(search->form->column, search->column, sizeof search->column);
    }
    memset(search->column, 0, sizeof search->column);
    search->names_unit = false;
    search->stopped = search->form->found || row >= HEADING_ROWS;
    return !search->stopped;
}

static bool find_on_sheet(struct form *form, const struct tables *tables,
                          const struct spellings *spellings, struct fault *fault)
{
    struct search search = {.form = form, .spellings = spellings};
    struct table_consumer consumer = {find_field, find_record, &search};
    struct table_format format;
    struct fault unread = {0};
    if (tables_read(tables, &format, &consumer, &unread) || search.stopped
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
