#include "form/sheet.h"

#include "base/memory.h"
#include "book/book.h"

#include <stdlib.h>
#include <string.h>

#define CELL_CHARACTERS 32767 /* the most that Excel holds */
#define HEIGHT_MOST     409.0 /* points; no row is higher */
#define PLAIN_SIZE      11.0  /* points; widths are counted in its digits */
#define LETTERS_A_DIGIT 1.08  /* a line holds, at least, in the fonts there are */
#define LINE_TO_SIZE    1.33

enum {
    WRAPPED = 1,
    BOLD = 2,
    ITALIC = 4,
    FRAMED = 8,
    INDENTED = 16,
    TEXT_CELL = 32,
    LOW = 64 /* at the bottom of its cell */
};

/* How every style looks; 0x1000000 is no colour. */
#define NONE 0x1000000
static const struct {
    double size;
    unsigned look;
    uint32_t colour;
    uint32_t behind;
} look[STYLE_COUNT] = {
    [STYLE_TITLE] = {16, BOLD, 0x1F3864, NONE},
    [STYLE_GUIDE_HEADING] = {12, BOLD | WRAPPED | LOW, 0x1F3864, NONE},
    [STYLE_GUIDE_TEXT] = {11, WRAPPED, 0x000000, NONE},
    [STYLE_KEY] = {10, WRAPPED, 0x595959, NONE},
    [STYLE_SAID] = {10, TEXT_CELL | BOLD, 0x000000, NONE},
    [STYLE_ANSWERED] = {10, BOLD, 0x000000, NONE},
    [STYLE_HOW] = {10, WRAPPED | ITALIC, 0x404040, NONE},
    [STYLE_HEADING] = {10, WRAPPED | BOLD | FRAMED, 0xFFFFFF, 0x1F3864},
    [STYLE_SECTION] = {12, WRAPPED | BOLD, 0x1F3864, 0xD9E2F0},
    [STYLE_SECTION_TEXT] = {10, WRAPPED, 0x262626, 0xEEF2F8},
    [STYLE_ID] = {10, TEXT_CELL | WRAPPED | FRAMED, 0x595959, NONE},
    [STYLE_QUESTION] = {11, TEXT_CELL | WRAPPED | FRAMED, 0x000000, NONE},
    [STYLE_FOLLOW_UP] = {11, TEXT_CELL | WRAPPED | FRAMED | INDENTED, 0x000000, NONE},
    [STYLE_OPTION] = {10, TEXT_CELL | WRAPPED | FRAMED | INDENTED, 0x262626, NONE},
    [STYLE_ANSWER] = {11, TEXT_CELL | WRAPPED | FRAMED | BOLD, 0x000000, 0xFFF5CC},
    [STYLE_NO_ANSWER] = {11, FRAMED, 0x000000, 0xF2F2F2},
    [STYLE_COMMENT] = {10, TEXT_CELL | WRAPPED | FRAMED, 0x000000, 0xFFFDF2},
    [STYLE_EARLIER] = {10, TEXT_CELL | WRAPPED | FRAMED | ITALIC, 0x7F7F7F, NONE},
    [STYLE_HELP] = {9, TEXT_CELL | WRAPPED | FRAMED, 0x404040, NONE},
    [STYLE_GREYED] = {0, 0, 0xA6A6A6, 0xF2F2F2},
};

#define FRAME 0xBFBFBF

bool is_written(struct writing *writing, lxw_error error)
{
    if (error == LXW_NO_ERROR)
        return true;
    if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        return fault_set(writing->fault, FAULT_DATA, "",
                         "a text of more than the %d characters that a cell of a "
                         "workbook may hold; CSV has no such limit",
                         CELL_CHARACTERS);
    return fault_memory(writing->fault);
}

static void apply_look(lxw_format *format, enum style style)
{
    unsigned flags = look[style].look;
    if (look[style].size > 0) {
        format_set_font_size(format, look[style].size);
        format_set_align(format, flags & LOW ? LXW_ALIGN_VERTICAL_BOTTOM
                                             : LXW_ALIGN_VERTICAL_TOP);
        format_set_align(format, LXW_ALIGN_LEFT);
    }
    format_set_font_color(format, look[style].colour);
    if (look[style].behind != NONE)
        format_set_bg_color(format, look[style].behind);
    if (flags & WRAPPED)
        format_set_text_wrap(format);
    if (flags & BOLD)
        format_set_bold(format);
    if (flags & ITALIC)
        format_set_italic(format);
    if (flags & INDENTED)
        format_set_indent(format, 1);
    if (flags & TEXT_CELL)
        format_set_num_format(format, "@");
    if (flags & FRAMED) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, FRAME);
    }
}

bool add_styles(struct writing *writing)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        writing->style[style] = workbook_add_format(writing->workbook);
        if (writing->style[style] == NULL)
            return fault_memory(writing->fault);
        apply_look(writing->style[style], (enum style)style);
    }
    return true;
}

bool put_text(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
              uint16_t column, const char *text, enum style style)
{
    struct text escaped = {0};
    text_add(&escaped, "");
    book_escape(&escaped, text);
    bool ok =
        text_check(&escaped, writing->fault)
        && is_written(writing, worksheet_write_string(sheet, row, column, escaped.bytes,
                                                      writing->style[style]));
    text_release(&escaped);
    return ok;
}

/* The text stands in the first cell, the others are one with it. */
bool put_across(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
                uint16_t first, uint16_t last, const char *text, enum style style)
{
    return is_written(writing, worksheet_merge_range(sheet, row, first, row, last, "",
                                                     writing->style[style]))
           && put_text(writing, sheet, row, first, text, style);
}

bool put_formula(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
                 uint16_t column, const char *formula, const char *result,
                 enum style style)
{
    return is_written(writing,
                      worksheet_write_formula_str(sheet, row, column, formula,
                                                  writing->style[style], result));
}

/* Lines that a text takes when no word is broken that need not be. */
static size_t count_lines(const char *text, size_t width)
{
    size_t lines = 1;
    size_t used = 0; /* characters in the last line */
    size_t word = 0; /* of these, in the last word */
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            lines++;
            used = word = 0;
            continue;
        }
        if (((unsigned char)*text & 0xC0) == 0x80)
            continue;
        word = *text == ' ' ? 0 : word + 1;
        used++;
        if (used > width && *text != ' ') {
            lines++;
            used = word = word > width ? 1 : word;
        }
    }
    return lines;
}

double text_height(const char *text, size_t width, enum style style)
{
    double size = look[style].size;
    double across = (double)width * PLAIN_SIZE * LETTERS_A_DIGIT / size;
    if (look[style].look & BOLD)
        across *= 0.92;
    if (look[style].look & INDENTED)
        across -= 2;
    double height = (double)count_lines(text, across < 1 ? 1 : (size_t)across)
                    * (size * LINE_TO_SIZE);
    return height + 3;
}

bool set_height(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
                double height)
{
    return is_written(
        writing, worksheet_set_row(sheet, row,
                                   height > HEIGHT_MOST ? HEIGHT_MOST : height, NULL));
}

static bool write_sheets(void *context, lxw_workbook *workbook, struct fault *fault)
{
    struct writing writing = {.layout = context, .workbook = workbook, .fault = fault};
    bool ok = add_styles(&writing) && write_guide(&writing) && write_answers(&writing)
              && write_lists(&writing);
    memory_release(writing.list);
    return ok;
}

bool form_write_workbook(struct text *bytes, const struct form_sheet *sheet,
                         struct fault *fault)
{
    struct layout layout;
    bool ok = layout_build(&layout, sheet, false, fault)
              && book_write(bytes, write_sheets, &layout, fault);
    layout_release(&layout);
    return ok;
}
