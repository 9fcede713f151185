#include "quality/look.h"

#include "base/exact.h"
#include "base/memory.h"

#define NANO_DIGITS 9

bool sheet_open(struct sheet *sheet, const struct quality_sheets *sheets,
                struct fault *fault)
{
    const struct questionnaire *questionnaire = sheets->questionnaire;
    *sheet = (struct sheet){
        .questionnaire = questionnaire,
        .answers = sheets->answers,
        .code = memory_allocate(questionnaire->question_count, 1),
        .number = memory_allocate(questionnaire->number_count, sizeof *sheet->number)};
    return (sheet->code != NULL && sheet->number != NULL) || fault_memory(fault);
}

void sheet_close(struct sheet *sheet)
{
    memory_release(sheet->code);
    memory_release(sheet->number);
    *sheet = (struct sheet){0};
}

/* Conditions look back, so what they look at is settled before; and none holds of an
   answer that was itself not to be asked. */
void sheet_read(struct sheet *sheet, uint32_t row)
{
    const struct questionnaire *questionnaire = sheet->questionnaire;
    const struct answers *answers = sheet->answers;
    for (size_t n = 0; n < questionnaire->number_count; n++)
        sheet->number[n] = answers->number[n * answers->row_count + row];
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        bool asked = true;
        for (size_t c = 0; asked && c < question->condition_count; c++)
            asked = condition_holds(&question->condition[c], questionnaire, sheet->code,
                                    sheet->number, 1);
        sheet->code[q] = asked ? answers_to(answers, q)[row] : (int8_t)ANSWER_NOT_ASKED;
    }
}

/* OPTION_GIVEN of a number or of several is a value as well. */
bool sheet_has(const struct sheet *sheet, uint32_t question, enum option_state state)
{
    const struct question *asked = &sheet->questionnaire->question[question];
    int8_t code = sheet->code[question];
    if (asked->is_member || code < 0)
        return false;
    enum option_state given = asked->scale->option[code].state;
    return given == state || (given == OPTION_ELSEWHERE && state == OPTION_VALUE);
}

static void print_chosen(struct text *text, const struct sheet *sheet,
                         const struct question *question)
{
    const struct scale *scale = question->scale;
    uint32_t member = question->member;
    bool first = true;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        if (sheet->code[member++] != 1)
            continue;
        if (!first)
            text_add_character(text, ';');
        text_add(text, scale->option[o].code);
        first = false;
    }
}

void sheet_print(struct text *text, const struct sheet *sheet, uint32_t question)
{
    const struct question *asked = &sheet->questionnaire->question[question];
    int8_t code = sheet->code[question];
    char digits[FIXED_BYTES];
    text_print(text, "%s = ", asked->id);
    if (code < 0)
        return;
    if (asked->scale->option[code].state != OPTION_ELSEWHERE)
        text_add(text, asked->scale->option[code].code);
    else if (asked->scale->kind == SCALE_SEVERAL)
        print_chosen(text, sheet, asked);
    else {
        fixed_print(digits, sheet->number[asked->number], NANO_DIGITS, '.', true);
        text_add(text, digits);
    }
}

/* A scale has at most 60 options. */
uint32_t levels_between(const struct scale *scale, int64_t one, int64_t other)
{
    int64_t low = one < other ? one : other;
    int64_t high = one < other ? other : one;
    uint32_t levels = 0;
    for (size_t o = 0; o < scale->option_count; o++) {
        int64_t value = scale->option[o].value;
        bool first = scale->option[o].state == OPTION_VALUE;
        for (size_t p = 0; first && p < o; p++)
            first = scale->option[p].state != OPTION_VALUE
                    || scale->option[p].value != value;
        levels += first && value > low && value <= high;
    }
    return levels;
}
