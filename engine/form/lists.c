#include "base/exact.h"
#include "base/memory.h"
#include "form/sheet.h"

#include <stdio.h>
#include <string.h>

static size_t add_list_column(char name[static 4], size_t column)
{
    size_t length = 0;
    char letter[3];
    for (column++; column > 0; column = (column - 1) / 26)
        letter[length++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < length; i++)
        name[i] = letter[length - 1 - i];
    name[length] = '\0';
    return length;
}

/* "Lists!$A$1:$A$7", where the answers of a list stand. */
static void add_list_range(struct text *text, const struct writing *writing,
                           size_t column)
{
    char name[4];
    add_list_column(name, column);
    text_print(text, "%s!$%s$1:$%s$%zu",
               form_phrase_in(writing->layout->sheet->language, PHRASE_LIST_SHEET),
               name, name, writing->list[column].count);
}

static bool is_same_list(const struct choice_list *list, const struct line *line)
{
    bool same = list->count == line->choice_count;
    for (size_t c = 0; same && c < list->count; c++)
        same = strcmp(list->choice[c], line->choice[c]) == 0;
    return same;
}

/* The column of the list that a line's answers are chosen from. */
static bool find_list(struct writing *writing, const struct line *line, size_t *column)
{
    for (*column = 0; *column < writing->list_count; (*column)++)
        if (is_same_list(&writing->list[*column], line))
            return true;
    if (!memory_reserve((void **)&writing->list, &writing->list_capacity,
                        writing->list_count + 1, sizeof *writing->list))
        return fault_memory(writing->fault);
    writing->list[writing->list_count++] =
        (struct choice_list){line->choice, line->choice_count};
    return true;
}

/* Any answer may be typed all the same: reading understands codes too, and tells of
   what it does not understand. */
static lxw_data_validation offer(const struct answers_sheet *sheet)
{
    enum language language = sheet->layout->sheet->language;
    return (lxw_data_validation){
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
        .error_title = (char *)form_phrase_in(language, PHRASE_PICK_TITLE),
        .error_message = (char *)form_phrase_in(language, PHRASE_PICK),
    };
}

static bool validate(struct answers_sheet *sheet, uint32_t row,
                     lxw_data_validation *validation)
{
    return is_written(sheet->writing, worksheet_data_validation_cell(
                                          sheet->sheet, row, FORM_ANSWER, validation));
}

static bool offer_list(struct answers_sheet *sheet, uint32_t row,
                       const struct line *line)
{
    lxw_data_validation validation = offer(sheet);
    struct text formula = {0};
    size_t column;
    if (!find_list(sheet->writing, line, &column))
        return false;
    text_add(&formula, "=");
    add_list_range(&formula, sheet->writing, column);
    validation.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA; /* see finish_offers() */
    validation.value_formula = formula.bytes;
    bool ok = text_check(&formula, sheet->writing->fault)
              && validate(sheet, row, &validation);
    text_release(&formula);
    return ok;
}

/* A number between the ends of its scale, or one of the answers in words. */
static void add_number_test(struct answers_sheet *sheet, struct text *formula,
                            size_t row, const struct line *line, size_t column)
{
    const struct scale *scale =
        sheet->layout->sheet->questionnaire->question[line->question].scale;
    char cell[32];
    char number[2][FIXED_BYTES];
    snprintf(cell, sizeof cell, "TRIM(%c%zu)", sheet->counting.answer, row + 1);
    fixed_print(number[0], scale->lowest, 9, '.', true);
    fixed_print(number[1], scale->highest, 9, '.', true);
    text_add(formula, "=OR(");
    if (line->choice_count > 0) {
        text_add(formula, "ISNUMBER(MATCH(");
        text_print(formula, "%s,", cell);
        add_list_range(formula, sheet->writing, column);
        text_add(formula, ",0)),");
    }
    if (scale->clip)
        text_print(formula, "ISNUMBER(VALUE(%s)))", cell);
    else
        text_print(formula, "IFERROR(AND(VALUE(%s)>=%s,VALUE(%s)<=%s),FALSE))", cell,
                   number[0], cell, number[1]);
}

static bool offer_number(struct answers_sheet *sheet, uint32_t row,
                         const struct line *line)
{
    lxw_data_validation validation = offer(sheet);
    struct text formula = {0};
    struct text range = {0};
    struct text wrong = {0};
    size_t column = 0;
    if (line->choice_count > 0 && !find_list(sheet->writing, line, &column))
        return false;
    add_number_test(sheet, &formula, row, line, column);
    add_number_range(sheet->layout, &range, line);
    bool ok = text_check(&range, sheet->writing->fault);
    if (ok)
        form_phrase_add(&wrong, sheet->layout->sheet->language, PHRASE_NUMBER_WRONG,
                        (const char *[3]){range.bytes});
    ok = ok && text_check(&wrong, sheet->writing->fault)
         && text_check(&formula, sheet->writing->fault);
    validation.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    validation.value_formula = formula.bytes;
    validation.error_message = wrong.bytes;
    ok = ok && validate(sheet, row, &validation);
    text_release(&formula);
    text_release(&range);
    text_release(&wrong);
    return ok;
}

bool offer_answers(struct answers_sheet *sheet, uint32_t row, const struct line *line)
{
    if (line->takes_number)
        return offer_number(sheet, row, line);
    return line->choice_count == 0 || offer_list(sheet, row, line);
}

bool offer_states(struct answers_sheet *sheet, uint32_t row)
{
    enum language language = sheet->layout->sheet->language;
    lxw_data_validation validation = offer(sheet);
    struct text formula = {0};
    text_print(&formula, "=\"%s,%s\"", form_phrase_in(language, PHRASE_FINAL),
               form_phrase_in(language, PHRASE_DRAFT));
    validation.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA; /* see finish_offers() */
    validation.value_formula = formula.bytes;
    bool ok = text_check(&formula, sheet->writing->fault)
              && is_written(sheet->writing, worksheet_data_validation_cell(
                                                sheet->sheet, row, 1, &validation));
    text_release(&formula);
    return ok;
}

/* The library (1.1.4) never lets go of the formula of a list that is asked of it as
   one, as it does of any other formula: what names answers becomes a list once it is
   there. */
void finish_offers(struct answers_sheet *sheet)
{
    const char *lists =
        form_phrase_in(sheet->layout->sheet->language, PHRASE_LIST_SHEET);
    size_t length = strlen(lists);
    lxw_data_val_obj *offered;
    STAILQ_FOREACH(offered, sheet->sheet->data_validations, list_pointers)
    {
        const char *formula = offered->value_formula;
        if (formula != NULL
            && (formula[0] == '"'
                || (strncmp(formula, lists, length) == 0 && formula[length] == '!')))
            offered->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    }
}

bool write_lists(struct writing *writing)
{
    const char *name =
        form_phrase_in(writing->layout->sheet->language, PHRASE_LIST_SHEET);
    lxw_worksheet *sheet = workbook_add_worksheet(writing->workbook, name);
    if (sheet == NULL)
        return fault_memory(writing->fault);
    bool ok = true;
    for (size_t l = 0; ok && l < writing->list_count; l++)
        for (size_t c = 0; ok && c < writing->list[l].count; c++)
            ok = put_text(writing, sheet, (uint32_t)c, (uint16_t)l,
                          writing->list[l].choice[c], STYLE_ID);
    worksheet_hide(sheet);
    return ok;
}
