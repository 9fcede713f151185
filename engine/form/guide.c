#include "form/sheet.h"

#define PAPER_A4      9
#define ABOVE_HEADING 8.0 /* points */
#define WIDTH         68  /* characters across an upright page */

/* What whoever answers is told first, on one page. */
struct page {
    struct writing *writing;
    lxw_worksheet *sheet;
    uint32_t row; /* the next one */
};

static bool add_paragraph(struct page *page, const char *text, enum style style)
{
    uint32_t row = page->row++;
    return put_text(page->writing, page->sheet, row, 0, text, style)
           && set_height(page->writing, page->sheet, row,
                         text_height(text, WIDTH, style)
                             + (style == STYLE_GUIDE_HEADING ? ABOVE_HEADING : 0));
}

static bool add_phrase(struct page *page, enum phrase phrase,
                       const char *const arguments[3], enum style style)
{
    struct text text = {0};
    form_phrase_add(&text, page->writing->layout->sheet->language, phrase, arguments);
    bool ok = text_check(&text, page->writing->fault)
              && add_paragraph(page, text.bytes, style);
    text_release(&text);
    return ok;
}

static bool add_head(struct page *page)
{
    const struct form_sheet *form = page->writing->layout->sheet;
    const struct form_unit *unit = form->unit;
    const char *const edition[3] = {form->questionnaire->edition};
    if (!add_paragraph(page, page->writing->layout->top[TOP_TITLE][1], STYLE_TITLE)
        || !add_phrase(page, PHRASE_EDITION, edition, STYLE_GUIDE_TEXT))
        return false;
    if (unit == NULL)
        return true;
    const char *const whom[3] = {unit->name, unit->id, unit->owner};
    return add_phrase(page, unit->owner == NULL ? PHRASE_FOR : PHRASE_FOR_PART, whom,
                      STYLE_GUIDE_TEXT);
}

static bool has_follow_ups(const struct questionnaire *questionnaire)
{
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (questionnaire->question[q].condition_count > 0)
            return true;
    return false;
}

static bool add_how(struct page *page)
{
    static const char *const nothing[3] = {NULL};
    const struct form_sheet *form = page->writing->layout->sheet;
    return add_phrase(page, PHRASE_HOW_TITLE, nothing, STYLE_GUIDE_HEADING)
           && add_phrase(page, PHRASE_HOW_CHOOSE, nothing, STYLE_GUIDE_TEXT)
           && (!has_follow_ups(form->questionnaire)
               || add_phrase(page, PHRASE_HOW_FOLLOW_UPS, nothing, STYLE_GUIDE_TEXT))
           && (form->questionnaire->guide_count > 0
               || add_phrase(page, PHRASE_HOW_COMMENT, nothing, STYLE_GUIDE_TEXT))
           && (form->earlier == NULL
               || add_phrase(page, PHRASE_HOW_EARLIER, nothing, STYLE_GUIDE_TEXT))
           && add_phrase(page, PHRASE_HOW_SAVE, nothing, STYLE_GUIDE_TEXT);
}

static bool arrange(struct writing *writing, lxw_worksheet *sheet)
{
    worksheet_set_portrait(sheet);
    worksheet_set_paper(sheet, PAPER_A4);
    worksheet_set_margins(sheet, 0.7, 0.7, 0.7, 0.7);
    worksheet_fit_to_pages(sheet, 1, 1);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    return is_written(writing, worksheet_set_column(sheet, 0, 0, WIDTH, NULL))
           && is_written(writing, worksheet_set_footer(sheet, "&L&F&R&A"));
}

bool write_guide(struct writing *writing)
{
    const struct form_sheet *form = writing->layout->sheet;
    const struct questionnaire *questionnaire = form->questionnaire;
    struct page page = {
        writing,
        workbook_add_worksheet(writing->workbook,
                               form_phrase_in(form->language, PHRASE_GUIDE_SHEET)),
        0};
    if (page.sheet == NULL)
        return fault_memory(writing->fault);
    bool ok = arrange(writing, page.sheet) && add_head(&page);
    for (size_t g = 0; ok && g < questionnaire->guide_count; g++) {
        const struct guide_part *part = &questionnaire->guide[g];
        ok = add_paragraph(&page, in_language(writing->layout, &part->title),
                           STYLE_GUIDE_HEADING)
             && add_paragraph(&page, in_language(writing->layout, &part->text),
                              STYLE_GUIDE_TEXT);
    }
    return ok && add_how(&page);
}
