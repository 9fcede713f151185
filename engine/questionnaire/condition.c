#include "questionnaire/questionnaire.h"

static bool number_lies(const struct condition *condition,
                        const struct question *question, int64_t value)
{
    const struct scale *scale = question->scale;
    if (scale->clip && value < scale->lowest)
        value = scale->lowest;
    if (scale->clip && value > scale->highest)
        value = scale->highest;
    if (question->reversed)
        value = scale->lowest + scale->highest - value;
    return value >= condition->at_least && value <= condition->at_most;
}

static bool one_is_chosen(const struct condition *condition,
                          const struct question *question, const int8_t *code,
                          size_t stride)
{
    uint32_t member = question->member;
    for (size_t o = 0; o < question->scale->option_count; o++) {
        if (question->scale->option[o].state != OPTION_VALUE)
            continue;
        if ((condition->options >> o & 1) != 0 && code[member * stride] == 1)
            return true;
        member++;
    }
    return false;
}

bool condition_holds(const struct condition *condition,
                     const struct questionnaire *questionnaire, const int8_t *code,
                     const int64_t *number, size_t stride)
{
    const struct question *question = &questionnaire->question[condition->question];
    int answer = code[condition->question * stride];
    if (answer < 0)
        return false;
    if (question->scale->kind == SCALE_CHOICE)
        return (condition->options >> answer & 1) != 0;
    if (answer != OPTION_GIVEN)
        return false;
    return question->scale->kind == SCALE_NUMBER
               ? number_lies(condition, question, number[question->number * stride])
               : one_is_chosen(condition, question, code, stride);
}
