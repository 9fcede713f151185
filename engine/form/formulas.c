#include "base/exact.h"
#include "form/sheet.h"

#include <string.h>

/* Conditions as a spreadsheet computes them. Answers are known there by what the list
   offers and by code; whoever writes another synonym sees a grey line, no more. */

#define LITERAL_BYTES 255 /* the most between quotation marks in a formula */
#define FORMULA_BYTES 8000

struct composing {
    const struct counting *counting;
    struct text *text;
    bool too_much; /* for a formula */
};

static size_t row_of(const struct composing *composing, uint32_t question)
{
    return composing->counting->first_row
           + composing->counting->layout->line_of[question] + 1;
}

static const struct question *question_of(const struct composing *composing,
                                          uint32_t question)
{
    return &composing->counting->layout->sheet->questionnaire->question[question];
}

static void add_literal(struct text *text, const char *literal)
{
    for (; *literal != '\0'; literal++) {
        if (*literal == '"')
            text_add_character(text, '"');
        text_add_character(text, *literal);
    }
}

/* ,TRIM(C9)="code: label" */
static void add_equal(struct composing *composing, size_t row, const char *code,
                      const char *label)
{
    struct text *text = composing->text;
    size_t length = strlen(label) + (code == NULL ? 0 : strlen(code) + 2);
    composing->too_much |= length > LITERAL_BYTES || text->length > FORMULA_BYTES;
    if (composing->too_much)
        return;
    text_print(text, ",TRIM(%c%zu)=\"", composing->counting->answer, row);
    add_literal(text, code == NULL ? "" : code);
    text_add(text, code == NULL ? "" : ": ");
    add_literal(text, label);
    text_add(text, "\"");
}

static void add_chosen(struct composing *composing, size_t row)
{
    static const struct wording yes = {{"Ja", "Yes"}};
    add_equal(composing, row, NULL, in_language(composing->counting->layout, &yes));
    add_equal(composing, row, NULL, "1");
    add_equal(composing, row, NULL, "x");
}

static void add_option(struct composing *composing, const struct condition *condition,
                       const struct option *option)
{
    size_t row = row_of(composing, condition->question);
    const char *label = in_language(composing->counting->layout, &option->label);
    add_equal(composing, row, NULL, option->code);
    add_equal(composing, row, NULL, label);
    add_equal(composing, row, option->code, label);
}

static void add_options(struct composing *composing, const struct condition *condition)
{
    const struct question *question = question_of(composing, condition->question);
    uint32_t member = question->member;
    text_add(composing->text, ",OR(FALSE");
    for (size_t o = 0; o < question->scale->option_count; o++) {
        const struct option *option = &question->scale->option[o];
        bool wanted = (condition->options >> o & 1) != 0;
        if (wanted && question->scale->kind == SCALE_CHOICE)
            add_option(composing, condition, option);
        else if (wanted)
            add_chosen(composing, row_of(composing, member));
        member += question->member_count > 0 && option->state == OPTION_VALUE;
    }
    text_add(composing->text, ")");
}

/* An option by itself, chosen or not, of a question that was answered by options. */
static void add_member(struct composing *composing, const struct condition *condition)
{
    uint32_t of = question_of(composing, condition->question)->of;
    size_t own = row_of(composing, of);
    size_t last = own + question_of(composing, of)->member_count;
    char answer = composing->counting->answer;
    text_print(composing->text, ",COUNTA(%c%zu:%c%zu)>0,%c%zu=\"\"", answer, own + 1,
               answer, last, answer, own);
    if ((condition->options & 3) == 3)
        return;
    text_add(composing->text,
             (condition->options & 1) != 0 ? ",NOT(OR(FALSE" : ",(OR(FALSE");
    add_chosen(composing, row_of(composing, condition->question));
    text_add(composing->text, "))");
}

static void add_bound(struct composing *composing, uint32_t question, const char *test,
                      int64_t bound)
{
    const struct scale *scale = question_of(composing, question)->scale;
    char number[3][FIXED_BYTES];
    const int64_t nano[3] = {bound, scale->lowest, scale->highest};
    struct text *text = composing->text;
    char answer = composing->counting->answer;
    size_t row = row_of(composing, question);
    if (bound == INT64_MIN || bound == INT64_MAX)
        return;
    for (int i = 0; i < 3; i++)
        fixed_print(number[i], nano[i], 9, '.', true);
    text_add(text, ",IFERROR(");
    if (scale->clip)
        text_print(text, "MEDIAN(%s,VALUE(TRIM(%c%zu)),%s)", number[1], answer, row,
                   number[2]);
    else
        text_print(text, "VALUE(TRIM(%c%zu))", answer, row);
    text_print(text, "%s%s,FALSE)", test, number[0]);
}

static void add_condition(struct composing *composing,
                          const struct condition *condition)
{
    const struct question *question = question_of(composing, condition->question);
    uint32_t asker = question->is_member ? question->of : condition->question;
    struct condition turned = *condition;
    text_print(composing->text, ",%c%zu>=0", composing->counting->count,
               row_of(composing, asker));
    if (question->scale->kind == SCALE_NUMBER) {
        turn_around(&turned, question);
        add_bound(composing, condition->question, ">=", turned.at_least);
        add_bound(composing, condition->question, "<=", turned.at_most);
    } else if (question->is_member)
        add_member(composing, condition);
    else
        add_options(composing, condition);
}

static void add_answered(struct composing *composing, const struct line *line)
{
    char answer = composing->counting->answer;
    size_t row = row_of(composing, line->question);
    if (line->option_count > 0)
        text_print(composing->text, "IF(COUNTA(%c%zu:%c%zu)>0,1,0)", answer, row,
                   answer, row + line->option_count);
    else
        text_print(composing->text, "IF(%c%zu<>\"\",1,0)", answer, row);
}

void add_count(struct text *formula, const struct counting *counting, size_t line)
{
    const struct line *counted = &counting->layout->line[line];
    struct text conditions = {0};
    struct composing composing = {counting, &conditions, false};
    const struct question *question = question_of(&composing, counted->question);
    for (size_t c = 0; c < question->condition_count; c++)
        add_condition(&composing, &question->condition[c]);
    formula->short_of_memory |= conditions.short_of_memory;
    bool asks = conditions.length > 0 && conditions.length < FORMULA_BYTES
                && !composing.too_much && !conditions.short_of_memory;
    text_add(formula, "=");
    if (asks)
        text_print(formula, "IF(AND(TRUE%s),", conditions.bytes);
    composing.text = formula;
    add_answered(&composing, counted);
    if (asks)
        text_add(formula, ",-1)");
    text_release(&conditions);
}
