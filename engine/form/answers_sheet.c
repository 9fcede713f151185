#include "form/sheet.h"

#include <stdio.h>
#include <string.h>

#define PAPER_A4     9
#define ID_LEAST     9  /* characters across the column of ids … */
#define ID_MOST      20 /* … and at most; longer ones take more lines */
#define HEADING_ROW  7
#define FIRST_ROW    8
#define STATE_ROW    3
#define ANSWERED_ROW 4
#define HOW_ROW      5
#define EMPTY_HEIGHT 6.0
#define ROW_LEAST    20.0

/* The columns on the sheet are those of the form that hold anything, but for the
   answers to choose from, and one that counts and is not seen. */
static const uint16_t width_of[FORM_COLUMN_COUNT] = {
    [FORM_TEXT] = 48,    [FORM_ANSWER] = 24, [FORM_COMMENT] = 28,
    [FORM_EARLIER] = 18, [FORM_HELP] = 42,   [FORM_EVIDENCE] = 32,
};

static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static uint16_t id_width(const struct layout *layout)
{
    size_t most = ID_LEAST;
    for (int top = 0; top < TOP_COUNT; top++)
        if (count_characters(layout->top[top][0]) + 1 > most)
            most = count_characters(layout->top[top][0]) + 1;
    for (size_t l = 0; l < layout->line_count; l++)
        if (strlen(layout->line[l].cell[FORM_ID]) + 1 > most)
            most = strlen(layout->line[l].cell[FORM_ID]) + 1;
    return most > ID_MOST ? ID_MOST : (uint16_t)most;
}

static bool arrange_columns(struct answers_sheet *sheet)
{
    for (int column = 0; column < FORM_COLUMN_COUNT; column++) {
        if (!sheet->layout->has[column])
            continue;
        sheet->width[sheet->shown_count] =
            column == FORM_ID ? id_width(sheet->layout) : width_of[column];
        sheet->shown[sheet->shown_count++] = (enum form_column)column;
    }
    bool ok = true;
    for (uint16_t c = 0; ok && c < sheet->shown_count; c++)
        ok = is_written(sheet->writing, worksheet_set_column(sheet->sheet, c, c,
                                                             sheet->width[c], NULL));
    lxw_row_col_options unseen = {.hidden = true};
    return ok
           && is_written(sheet->writing, worksheet_set_column_opt(
                                             sheet->sheet, sheet->shown_count,
                                             sheet->shown_count, 8, NULL, &unseen));
}

/* On screen and on paper. */
static bool arrange(struct answers_sheet *sheet)
{
    lxw_worksheet *to = sheet->sheet;
    uint32_t last = FIRST_ROW + (uint32_t)sheet->layout->line_count - 1;
    worksheet_freeze_panes(to, HEADING_ROW + 1, 0);
    worksheet_set_landscape(to);
    worksheet_set_paper(to, PAPER_A4);
    worksheet_set_margins(to, 0.4, 0.4, 0.5, 0.7);
    worksheet_fit_to_pages(to, 1, 0);
    worksheet_gridlines(to, LXW_HIDE_ALL_GRIDLINES);
    worksheet_ignore_errors(to, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    return is_written(sheet->writing,
                      worksheet_repeat_rows(to, HEADING_ROW, HEADING_ROW))
           && is_written(
               sheet->writing,
               worksheet_print_area(to, 0, 0, last, (uint16_t)(sheet->shown_count - 1)))
           && is_written(sheet->writing, worksheet_set_footer(to, "&L&F: &A&R&P / &N"));
}

static size_t width_across(const struct answers_sheet *sheet, uint16_t first)
{
    size_t width = 0;
    for (uint16_t c = first; c < sheet->shown_count; c++)
        width += sheet->width[c];
    return width;
}

/* From the second column to the last one that is seen. */
static bool write_across(struct answers_sheet *sheet, uint32_t row, const char *text,
                         enum style style)
{
    double height = text_height(text, width_across(sheet, 1), style);
    return put_across(sheet->writing, sheet->sheet, row, 1,
                      (uint16_t)(sheet->shown_count - 1), text, style)
           && set_height(sheet->writing, sheet->sheet, row, height);
}

/* How many lines count from the beginning: those that hang on nothing. */
static size_t count_always_asked(const struct layout *layout)
{
    size_t count = 0;
    for (size_t l = 0; l < layout->line_count; l++) {
        const struct line *line = &layout->line[l];
        count +=
            line->kind == LINE_QUESTION
            && layout->sheet->questionnaire->question[line->question].condition_count
                   == 0;
    }
    return count;
}

static bool write_answered(struct answers_sheet *sheet)
{
    enum language language = sheet->layout->sheet->language;
    const char *of = form_phrase_in(language, PHRASE_OF);
    char count = sheet->counting.count;
    size_t last = FIRST_ROW + sheet->layout->line_count;
    struct text formula = {0};
    char result[64];
    text_print(&formula, "=COUNTIF(%c%d:%c%zu,1)&\"%s\"&COUNTIF(%c%d:%c%zu,\">=0\")",
               count, FIRST_ROW + 1, count, last, of, count, FIRST_ROW + 1, count,
               last);
    snprintf(result, sizeof result, "0%s%zu", of, count_always_asked(sheet->layout));
    bool ok = text_check(&formula, sheet->writing->fault)
              && put_text(sheet->writing, sheet->sheet, ANSWERED_ROW, 0,
                          form_phrase_in(language, PHRASE_ANSWERED), STYLE_KEY)
              && put_formula(sheet->writing, sheet->sheet, ANSWERED_ROW, 1,
                             formula.bytes, result, STYLE_ANSWERED);
    text_release(&formula);
    return ok;
}

static bool write_top_row(struct answers_sheet *sheet, uint32_t row, enum top top)
{
    bool ok = true;
    for (uint16_t c = 0; ok && c < TOP_CELLS; c++) {
        const char *cell = sheet->layout->top[top][c];
        bool to_fill_in =
            c == 1
            && (top == TOP_STATE
                || (top == TOP_UNIT && sheet->layout->sheet->unit == NULL));
        enum style style = to_fill_in ? STYLE_ANSWER : c == 0 ? STYLE_KEY : STYLE_SAID;
        if (cell[0] != '\0' || to_fill_in)
            ok = put_text(sheet->writing, sheet->sheet, row, c, cell, style);
    }
    return ok;
}

static bool write_headings(struct answers_sheet *sheet)
{
    double height = ROW_LEAST;
    bool ok = true;
    for (uint16_t c = 0; ok && c < sheet->shown_count; c++) {
        const char *heading = sheet->layout->heading[sheet->shown[c]];
        double needed = text_height(heading, sheet->width[c], STYLE_HEADING);
        height = needed > height ? needed : height;
        ok = put_text(sheet->writing, sheet->sheet, HEADING_ROW, c, heading,
                      STYLE_HEADING);
    }
    return ok && set_height(sheet->writing, sheet->sheet, HEADING_ROW, height);
}

static bool write_top(struct answers_sheet *sheet)
{
    struct writing *writing = sheet->writing;
    const struct layout *layout = sheet->layout;
    bool ok =
        put_text(writing, sheet->sheet, TOP_TITLE, 1, layout->top[TOP_TITLE][1],
                 STYLE_TITLE)
        && set_height(writing, sheet->sheet, TOP_TITLE, text_height("", 1, STYLE_TITLE))
        && write_top_row(sheet, TOP_EDITION, TOP_EDITION)
        && write_top_row(sheet, TOP_UNIT, TOP_UNIT)
        && write_top_row(sheet, STATE_ROW, TOP_STATE) && offer_states(sheet, STATE_ROW)
        && write_answered(sheet)
        && write_across(sheet, HOW_ROW, layout->top[TOP_HOW][1], STYLE_HOW)
        && set_height(writing, sheet->sheet, HOW_ROW + 1, EMPTY_HEIGHT);
    return ok && write_headings(sheet);
}

static enum style style_of(const struct answers_sheet *sheet, const struct line *line,
                           enum form_column column)
{
    static const enum style style[FORM_COLUMN_COUNT] = {
        [FORM_ID] = STYLE_ID,           [FORM_TEXT] = STYLE_QUESTION,
        [FORM_ANSWER] = STYLE_ANSWER,   [FORM_COMMENT] = STYLE_COMMENT,
        [FORM_EARLIER] = STYLE_EARLIER, [FORM_HELP] = STYLE_HELP,
        [FORM_EVIDENCE] = STYLE_HELP,
    };
    const struct question *question =
        &sheet->layout->sheet->questionnaire->question[line->question];
    if (column == FORM_TEXT && line->kind == LINE_OPTION)
        return STYLE_OPTION;
    if (column == FORM_TEXT && question->condition_count > 0)
        return STYLE_FOLLOW_UP;
    if (column == FORM_ANSWER && line->choice_count == 0 && !line->takes_number)
        return STYLE_NO_ANSWER;
    return style[column];
}

static bool write_cells(struct answers_sheet *sheet, uint32_t row,
                        const struct line *line)
{
    double height = ROW_LEAST;
    bool ok = true;
    for (uint16_t c = 0; ok && c < sheet->shown_count; c++) {
        enum form_column column = sheet->shown[c];
        const char *cell = line->cell[column];
        enum style style = style_of(sheet, line, column);
        double needed = text_height(cell, sheet->width[c], style);
        height = needed > height ? needed : height;
        ok = cell[0] != '\0'
                 ? put_text(sheet->writing, sheet->sheet, row, c, cell, style)
                 : is_written(sheet->writing,
                              worksheet_write_blank(sheet->sheet, row, c,
                                                    sheet->writing->style[style]));
    }
    return ok && set_height(sheet->writing, sheet->sheet, row, height);
}

static bool write_count(struct answers_sheet *sheet, size_t number)
{
    const struct line *line = &sheet->layout->line[number];
    const struct question *question =
        &sheet->layout->sheet->questionnaire->question[line->question];
    struct text formula = {0};
    add_count(&formula, &sheet->counting, number);
    /* Nothing is answered yet, and so nothing is asked that hangs on an answer. */
    bool asked = question->condition_count == 0;
    bool ok =
        text_check(&formula, sheet->writing->fault)
        && is_written(sheet->writing,
                      worksheet_write_formula_num(
                          sheet->sheet, FIRST_ROW + (uint32_t)number,
                          sheet->shown_count, formula.bytes, NULL, asked ? 0 : -1));
    text_release(&formula);
    return ok;
}

/* The rows of a question and its options are grey while it is not asked. */
static bool grey_out(struct answers_sheet *sheet, size_t number)
{
    const struct line *line = &sheet->layout->line[number];
    uint32_t row = FIRST_ROW + (uint32_t)number;
    char test[64];
    snprintf(test, sizeof test, "=$%c$%u<0", sheet->counting.count, row + 1);
    lxw_conditional_format greyed = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                     .value_string = test,
                                     .format = sheet->writing->style[STYLE_GREYED]};
    return is_written(sheet->writing,
                      worksheet_conditional_format_range(
                          sheet->sheet, row, 0, row + (uint32_t)line->option_count,
                          (uint16_t)(sheet->shown_count - 1), &greyed));
}

static bool write_line(struct answers_sheet *sheet, size_t number)
{
    const struct line *line = &sheet->layout->line[number];
    uint32_t row = FIRST_ROW + (uint32_t)number;
    enum style across = line->kind == LINE_SECTION ? STYLE_SECTION : STYLE_SECTION_TEXT;
    if (line->question == NAMES_NONE)
        return is_written(sheet->writing,
                          worksheet_write_blank(sheet->sheet, row, 0,
                                                sheet->writing->style[across]))
               && write_across(sheet, row, line->cell[FORM_TEXT], across);
    bool hangs =
        sheet->layout->sheet->questionnaire->question[line->question].condition_count
        > 0;
    return write_cells(sheet, row, line) && offer_answers(sheet, row, line)
           && (line->kind == LINE_OPTION || write_count(sheet, number))
           && (line->kind == LINE_OPTION || !hangs || grey_out(sheet, number));
}

bool write_answers(struct writing *writing)
{
    const struct layout *layout = writing->layout;
    struct answers_sheet sheet = {
        .writing = writing,
        .layout = layout,
        .sheet = workbook_add_worksheet(
            writing->workbook,
            form_phrase_in(layout->sheet->language, PHRASE_ANSWER_SHEET)),
    };
    if (sheet.sheet == NULL)
        return fault_memory(writing->fault);
    bool ok = arrange_columns(&sheet);
    sheet.counting = (struct counting){layout, FIRST_ROW, 'A' + FORM_ANSWER,
                                       (char)('A' + sheet.shown_count)};
    ok = ok && arrange(&sheet) && write_top(&sheet);
    for (size_t l = 0; ok && l < layout->line_count; l++)
        ok = write_line(&sheet, l);
    finish_offers(&sheet);
    return ok;
}
