#ifndef FORM_SHEET_H
#define FORM_SHEET_H

/* A form as a workbook: the guide, the answers, and the lists that answers are chosen
   from. Private to the room. */

#include "form/layout.h"

#include <xlsxwriter.h>

enum style {
    STYLE_TITLE,
    STYLE_GUIDE_HEADING,
    STYLE_GUIDE_TEXT,
    STYLE_KEY,  /* above the headings: a name … */
    STYLE_SAID, /* … and what it is */
    STYLE_ANSWERED,
    STYLE_HOW,
    STYLE_HEADING,
    STYLE_SECTION,
    STYLE_SECTION_TEXT,
    STYLE_ID,
    STYLE_QUESTION,
    STYLE_FOLLOW_UP,
    STYLE_OPTION,
    STYLE_ANSWER,
    STYLE_NO_ANSWER, /* where the lines below take it */
    STYLE_COMMENT,
    STYLE_EARLIER,
    STYLE_HELP,
    STYLE_GREYED, /* over another, while a question is not asked */
    STYLE_COUNT
};

/* A list of answers, in a column of its own. */
struct choice_list {
    const char **choice;
    size_t count;
};

struct writing {
    const struct layout *layout;
    lxw_workbook *workbook;
    lxw_format *style[STYLE_COUNT];
    struct choice_list *list;
    size_t list_count;
    size_t list_capacity;
    struct fault *fault;
};

bool add_styles(struct writing *writing) MUST_CHECK;

/* All of these make a shortage of memory a fault. A text is written as it is, whatever
   it looks like. */
bool put_text(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
              uint16_t column, const char *text, enum style style) MUST_CHECK;
bool put_across(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
                uint16_t first, uint16_t last, const char *text,
                enum style style) MUST_CHECK;
bool put_formula(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
                 uint16_t column, const char *formula, const char *result,
                 enum style style) MUST_CHECK;
bool is_written(struct writing *writing, lxw_error error) MUST_CHECK;

/* How high a row must be for a text to stand in so many characters across. */
double text_height(const char *text, size_t width, enum style style);
bool set_height(struct writing *writing, lxw_worksheet *sheet, uint32_t row,
                double height) MUST_CHECK;

bool write_guide(struct writing *writing) MUST_CHECK;
bool write_answers(struct writing *writing) MUST_CHECK;
bool write_lists(struct writing *writing) MUST_CHECK;

/* Appends a formula that is 1 when the line is answered, 0 when it is not, and -1 while
   it is not asked. `first_row` is the row of the first line, from 0; `answer` and
   `count` name the columns of the answers and of these formulas. */
struct counting {
    const struct layout *layout;
    size_t first_row;
    char answer;
    char count;
};

void add_count(struct text *formula, const struct counting *counting, size_t line);

struct answers_sheet {
    struct writing *writing;
    const struct layout *layout;
    lxw_worksheet *sheet;
    enum form_column shown[FORM_COLUMN_COUNT]; /* from the left */
    uint16_t width[FORM_COLUMN_COUNT];
    uint16_t shown_count; /* also where the column that counts stands */
    struct counting counting;
};

/* Whether the form is a draft, to choose. */
bool offer_states(struct answers_sheet *sheet, uint32_t row) MUST_CHECK;

/* The answers to choose from in a line's row, or what its number may be. */
bool offer_answers(struct answers_sheet *sheet, uint32_t row,
                   const struct line *line) MUST_CHECK;

/* To be called once, after all offers. */
void finish_offers(struct answers_sheet *sheet);

#endif
