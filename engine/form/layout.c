#include "form/layout.h"

#include "base/memory.h"

#include <string.h>

const char *in_language(const struct layout *layout, const struct wording *wording)
{
    return wording_in(wording, layout->sheet->language);
}

const char *keep_composed(struct layout *layout)
{
    const char *kept = NULL;
    text_add(&layout->text, "");
    if (text_check(&layout->text, layout->fault)) {
        kept =
            names_keep(&layout->names, layout->text.bytes, layout->text.length, NULL);
        if (kept == NULL)
            fault_memory(layout->fault);
    }
    text_clear(&layout->text);
    return kept;
}

static bool keep_cell(struct layout *layout, struct line *line, enum form_column column)
{
    line->cell[column] = keep_composed(layout);
    return line->cell[column] != NULL;
}

static struct line *add_line(struct layout *layout, enum line_kind kind,
                             const char *text)
{
    if (!memory_reserve((void **)&layout->line, &layout->line_capacity,
                        layout->line_count + 1, sizeof *layout->line)) {
        fault_memory(layout->fault);
        return NULL;
    }
    struct line *line = &layout->line[layout->line_count++];
    *line = (struct line){.kind = kind, .question = NAMES_NONE, .asker = NAMES_NONE};
    for (int column = 0; column < FORM_COLUMN_COUNT; column++)
        line->cell[column] = "";
    line->cell[FORM_TEXT] = text;
    return line;
}

static const struct option *find_code(const struct scale *scale, const char *code)
{
    for (size_t o = 0; o < scale->option_count; o++)
        if (strcmp(scale->option[o].code, code) == 0)
            return &scale->option[o];
    return NULL;
}

/* The option that a level of a section describes, of a scale that is asked there. */
static const struct option *find_level(const struct questionnaire *questionnaire,
                                       uint32_t section, const char *code)
{
    const struct option *found = NULL;
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        const struct option *option =
            question->section == section ? find_code(question->scale, code) : NULL;
        if (option != NULL && describes_scale(questionnaire, section, question->scale))
            return option;
        found = found == NULL ? option : found;
    }
    return found;
}

/* "2: Repeated - when this answer is right". */
static bool add_level(struct layout *layout, uint32_t section,
                      const struct description *level)
{
    const struct option *option =
        find_level(layout->sheet->questionnaire, section, level->code);
    text_print(&layout->text, "%s", level->code);
    if (option != NULL)
        text_print(&layout->text, ": %s", in_language(layout, &option->label));
    text_print(&layout->text, " \xe2\x80\x93 %s", in_language(layout, &level->text));
    const char *text = keep_composed(layout);
    return text != NULL && add_line(layout, LINE_LEVEL, text) != NULL;
}

static bool add_section(struct layout *layout, uint32_t number)
{
    const struct section *section = &layout->sheet->questionnaire->section[number];
    const char *text = in_language(layout, &section->text);
    bool ok =
        add_line(layout, LINE_SECTION, in_language(layout, &section->title)) != NULL
        && (text[0] == '\0' || add_line(layout, LINE_TEXT, text) != NULL);
    for (size_t l = 0; ok && l < section->level_count; l++)
        ok = add_level(layout, number, &section->level[l]);
    return ok;
}

static bool fill_text(struct layout *layout, struct line *line)
{
    const struct questionnaire *questionnaire = layout->sheet->questionnaire;
    const struct question *question = &questionnaire->question[line->question];
    const char *arguments[3] = {in_language(layout, &question->text), question->layer};
    if (question->layer != NULL)
        form_phrase_add(&layout->text, layout->sheet->language, PHRASE_LAYER,
                        arguments);
    else if (question->member_count > 0)
        form_phrase_add(&layout->text, layout->sheet->language, PHRASE_SEVERAL,
                        arguments);
    else
        text_add(&layout->text, arguments[0]);
    return keep_cell(layout, line, FORM_TEXT);
}

/* Between what stands there and what follows. */
static void part_lines(struct text *text, size_t before)
{
    if (text->length > before)
        text_add_character(text, '\n');
}

static void add_choices(const struct layout *layout, struct text *text,
                        const struct line *line)
{
    size_t before = text->length;
    add_number_range(layout, text, line);
    for (size_t c = 0; c < line->choice_count; c++) {
        if (text->length > before)
            text_add(text, " | ");
        text_add(text, line->choice[c]);
    }
}

/* The question's own help, when it is asked, and on paper what may be answered. */
static bool fill_help(struct layout *layout, struct line *line)
{
    const struct question *question =
        &layout->sheet->questionnaire->question[line->question];
    struct text *text = &layout->text;
    text_add(text, in_language(layout, &question->help));
    if (question->condition_count > 0) {
        part_lines(text, 0);
        add_conditions(layout, text, line->question);
    }
    if (!layout->choices_beside && line->cell[FORM_CHOICES][0] != '\0'
        && !describes_scale(layout->sheet->questionnaire, question->section,
                            question->scale)) {
        const char *arguments[3] = {line->cell[FORM_CHOICES]};
        part_lines(text, 0);
        form_phrase_add(text, layout->sheet->language,
                        question->member_count > 0 ? PHRASE_STATES : PHRASE_ANSWERS,
                        arguments);
    }
    return keep_cell(layout, line, FORM_HELP);
}

static bool fill_line(struct layout *layout, struct line *line)
{
    const struct question *question =
        &layout->sheet->questionnaire->question[line->question];
    line->cell[FORM_ID] = question->id;
    if (!list_choices(layout, line))
        return false;
    add_choices(layout, &layout->text, line);
    if (!keep_cell(layout, line, FORM_CHOICES))
        return false;
    add_earlier(layout, &layout->text, line);
    if (!keep_cell(layout, line, FORM_EARLIER))
        return false;
    if (line->kind == LINE_OPTION) {
        line->cell[FORM_TEXT] = in_language(layout, &question->text);
        return true;
    }
    line->cell[FORM_EVIDENCE] = in_language(layout, &question->evidence);
    return fill_text(layout, line) && fill_help(layout, line);
}

static bool add_question(struct layout *layout, uint32_t number)
{
    const struct questionnaire *questionnaire = layout->sheet->questionnaire;
    const struct question *question = &questionnaire->question[number];
    struct line *line =
        add_line(layout, question->is_member ? LINE_OPTION : LINE_QUESTION, "");
    if (line == NULL)
        return false;
    line->question = number;
    line->asker = question->is_member ? question->of : number;
    line->option_count = question->member_count;
    layout->line_of[number] = layout->line_count - 1;
    return fill_line(layout, line);
}

/* Options and layers follow their question in the definition too. */
static bool add_lines(struct layout *layout)
{
    const struct questionnaire *questionnaire = layout->sheet->questionnaire;
    uint32_t section = NAMES_NONE;
    bool ok = true;
    for (uint32_t q = 0; ok && q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        if (question->section != NAMES_NONE && question->section != section) {
            section = question->section;
            ok = add_section(layout, section);
        }
        ok = ok && add_question(layout, q);
    }
    return ok;
}

static bool fill_headings(struct layout *layout)
{
    const struct form_earlier *earlier = layout->sheet->earlier;
    enum language language = layout->sheet->language;
    for (int column = 0; column < FORM_COLUMN_COUNT; column++) {
        layout->heading[column] = form_heading[column][language];
        layout->has[column] = column == FORM_ID || column == FORM_TEXT
                              || column == FORM_ANSWER || column == FORM_COMMENT;
        bool looked_at = column != FORM_CHOICES || layout->choices_beside;
        for (size_t l = 0; looked_at && !layout->has[column] && l < layout->line_count;
             l++)
            layout->has[column] = layout->line[l].cell[column][0] != '\0';
    }
    if (earlier == NULL)
        return true;
    const char *arguments[3] = {layout->heading[FORM_EARLIER], earlier->round};
    form_phrase_add(&layout->text, language,
                    earlier->answers->simulated ? PHRASE_EARLIER_SIMULATED
                                                : PHRASE_EARLIER,
                    arguments);
    layout->heading[FORM_EARLIER] = keep_composed(layout);
    return layout->heading[FORM_EARLIER] != NULL;
}

/* The title leaves its first cell empty, lest it be taken for the name of something. */
static void fill_top(struct layout *layout)
{
    const struct form_sheet *sheet = layout->sheet;
    const struct questionnaire *questionnaire = sheet->questionnaire;
    const struct form_unit nobody = {"", "", NULL};
    const struct form_unit *unit = sheet->unit == NULL ? &nobody : sheet->unit;
    const char *top[TOP_COUNT][TOP_CELLS] = {
        [TOP_TITLE] = {"", in_language(layout, &questionnaire->title), "", ""},
        [TOP_EDITION] = {form_edition_name[sheet->language], questionnaire->id,
                         questionnaire->edition, ""},
        [TOP_UNIT] = {questionnaire->identified_by[0], unit->id, unit->name,
                      unit->owner == NULL ? "" : unit->owner},
        [TOP_STATE] = {form_state_name[sheet->language],
                       form_phrase_in(sheet->language, PHRASE_FINAL),
                       form_phrase_in(sheet->language, PHRASE_STATE), ""},
        [TOP_HOW] = {"",
                     form_phrase_in(sheet->language, layout->choices_beside
                                                         ? PHRASE_LINE_CSV
                                                         : PHRASE_LINE_WORKBOOK),
                     "", ""},
    };
    memcpy(layout->top, top, sizeof top);
}

bool layout_build(struct layout *layout, const struct form_sheet *sheet,
                  bool choices_beside, struct fault *fault)
{
    *layout = (struct layout){
        .sheet = sheet, .choices_beside = choices_beside, .fault = fault};
    layout->line_of = arena_take(&layout->arena, sheet->questionnaire->question_count,
                                 sizeof *layout->line_of);
    if (layout->line_of == NULL)
        return fault_memory(fault);
    fill_top(layout);
    return add_lines(layout) && fill_headings(layout);
}

void layout_release(struct layout *layout)
{
    memory_release(layout->line);
    text_release(&layout->text);
    names_release(&layout->names);
    arena_release(&layout->arena);
    *layout = (struct layout){0};
}
