#include "store/numbers.h"

#include "base/exact.h"

#include <string.h>

#define NANO_DIGITS  9
#define WHOLE_DIGITS 9

static bool is_given(const struct answers *answers, uint32_t question, uint32_t row)
{
    return answers_to(answers, question)[row] == OPTION_GIVEN;
}

bool numbers_write(struct text *text, const struct questionnaire *questionnaire,
                   const struct answers *answers, uint32_t row, struct fault *fault)
{
    if (questionnaire->number_count == 0)
        return true;
    text_clear(text);
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        char digits[FIXED_BYTES] = "null";
        if (question->number == NAMES_NONE)
            continue;
        if (is_given(answers, q, row))
            fixed_print(digits, answers_number(answers, question, row), NANO_DIGITS,
                        '.', true);
        text_add_character(text, question->number == 0 ? '[' : ',');
        text_add(text, digits);
    }
    text_add_character(text, ']');
    return text_check(text, fault);
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/* A decimal as fixed_print() writes it; where it ends, or NULL. */
static const char *read_decimal(const char *at, int64_t *nano)
{
    bool below = *at == '-';
    int64_t number = 0;
    const char *begin = at += below;
    while (is_digit(*at) && at - begin <= WHOLE_DIGITS)
        number = number * 10 + (*at++ - '0');
    if (at == begin || at - begin > WHOLE_DIGITS)
        return NULL;
    int decimals = 0;
    if (*at == '.')
        for (at++; is_digit(*at) && decimals < NANO_DIGITS; decimals++)
            number = number * 10 + (*at++ - '0');
    for (; decimals < NANO_DIGITS; decimals++)
        number *= 10;
    *nano = below ? -number : number;
    return at;
}

bool numbers_read(const char *text, const struct questionnaire *questionnaire,
                  struct answers *answers, uint32_t row)
{
    const char *at = text;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        if (question->number == NAMES_NONE)
            continue;
        bool given = is_given(answers, q, row);
        int64_t *number =
            &answers->number[(size_t)question->number * answers->row_count + row];
        if (at == NULL && !given)
            continue;
        if (at == NULL || *at++ != (question->number == 0 ? '[' : ','))
            return false;
        if (given)
            at = read_decimal(at, number);
        else
            at = strncmp(at, "null", 4) == 0 ? at + 4 : NULL;
        if (at == NULL)
            return false;
    }
    return at == NULL || questionnaire->number_count == 0 || strcmp(at, "]") == 0;
}
