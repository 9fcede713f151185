#include "form/layout.h"
#include "form/phrases.h"

/* The guide for those who fill in a form without sheets beside it. */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LINE_END        "\r\n"

static void add_line(struct text *bytes, const char *line)
{
    text_add(bytes, line);
    text_add(bytes, LINE_END);
}

bool form_write_guide(struct text *bytes, const struct form_sheet *sheet,
                      struct fault *fault)
{
    const struct questionnaire *questionnaire = sheet->questionnaire;
    const char *const edition[3] = {questionnaire->edition};
    text_add(bytes, BYTE_ORDER_MARK);
    add_line(bytes, wording_in(&questionnaire->title, sheet->language));
    form_phrase_add(bytes, sheet->language, PHRASE_EDITION, edition);
    text_add(bytes, LINE_END);
    for (size_t g = 0; g < questionnaire->guide_count; g++) {
        const struct guide_part *part = &questionnaire->guide[g];
        text_add(bytes, LINE_END);
        add_line(bytes, wording_in(&part->title, sheet->language));
        add_line(bytes, wording_in(&part->text, sheet->language));
    }
    text_add(bytes, LINE_END);
    add_line(bytes, form_phrase_in(sheet->language, PHRASE_LINE_CSV));
    return text_check(bytes, fault);
}
