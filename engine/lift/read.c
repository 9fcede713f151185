#include "lift/lifting.h"

/* What the answers that are tried come to, question by question, as the room `score`
   has it (questionnaires/FORMAT.md, "Questions"). */

static enum answer_state state_of_code(const struct lifter *lifter, uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    int code = lifter->code[q];
    if (code == ANSWER_NOT_ASKED)
        return ANSWER_STATE_NOT_ASKED;
    if (code < 0 || (size_t)code >= question->scale->option_count)
        return ANSWER_STATE_BLANK;
    switch (question->scale->option[code].state) {
    case OPTION_DONT_KNOW:
        return ANSWER_STATE_DONT_KNOW;
    case OPTION_NOT_APPLICABLE:
        return ANSWER_STATE_NOT_APPLICABLE;
    default:
        return ANSWER_STATE_VALID;
    }
}

static enum answer_state state_below(enum answer_state parent)
{
    switch (parent) {
    case ANSWER_STATE_VALID:
    case ANSWER_STATE_FLOOR:
        return ANSWER_STATE_FLOOR;
    case ANSWER_STATE_BLANK:
    case ANSWER_STATE_DONT_KNOW:
        return ANSWER_STATE_BLANK;
    default:
        return ANSWER_STATE_SKIPPED;
    }
}

/* The state by conditions alone, VALID where it is to be answered. */
static enum answer_state state_by_conditions(const struct lifter *lifter, uint32_t q)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    const struct question *question = &questionnaire->question[q];
    enum answer_state found = ANSWER_STATE_VALID;
    for (size_t c = 0; c < question->condition_count; c++) {
        const struct condition *condition = &question->condition[c];
        enum answer_state parent =
            (enum answer_state)lifter->state[condition->question];
        if (parent == ANSWER_STATE_VALID
            && condition_holds(condition, questionnaire, lifter->code, lifter->number,
                               1))
            continue;
        enum answer_state state = question->when_not_asked == NOT_ASKED_FLOOR
                                      ? state_below(parent)
                                      : ANSWER_STATE_SKIPPED;
        if (state == ANSWER_STATE_SKIPPED)
            return state;
        found = found == ANSWER_STATE_FLOOR ? found : state;
    }
    return found;
}

/* What was not asked of the unit stays so: by its column, or by a subset. */
static bool never_asked(const struct lifter *lifter, uint32_t q)
{
    return lifter->now.state[q] == ANSWER_STATE_NOT_ASKED;
}

bool read_is_shown(const struct lifter *lifter, uint32_t q)
{
    return !never_asked(lifter, q)
           && state_by_conditions(lifter, q) == ANSWER_STATE_VALID;
}

static void read_question(struct lifter *lifter, uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    enum answer_state state = state_of_code(lifter, q);
    if (question->is_member) {
        enum answer_state whole = state_of_code(lifter, question->of);
        if (whole == ANSWER_STATE_DONT_KNOW || whole == ANSWER_STATE_NOT_APPLICABLE)
            state = whole;
    }
    if (never_asked(lifter, q))
        state = ANSWER_STATE_NOT_ASKED;
    else if (state != ANSWER_STATE_NOT_ASKED && question->condition_count > 0) {
        enum answer_state ruled = state_by_conditions(lifter, q);
        state = ruled == ANSWER_STATE_VALID ? state : ruled;
    }
    lifter->state[q] = (int8_t)state;
}

void read_variable(struct lifter *lifter, uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    read_question(lifter, q);
    for (size_t m = 0; m < question->member_count; m++)
        read_question(lifter, question->member + (uint32_t)m);
}

void read_all(struct lifter *lifter)
{
    for (uint32_t q = 0; q < lifter->questionnaire->question_count; q++)
        read_question(lifter, q);
}

void write_answer(struct lifter *lifter, uint32_t q, const struct lift_answer *answer)
{
    const struct question *question = &lifter->questionnaire->question[q];
    const struct scale *scale = question->scale;
    uint32_t member = question->member;
    lifter->code[q] = answer->code;
    if (question->number != NAMES_NONE)
        lifter->number[question->number] = answer->number;
    if (question->member_count == 0 || answer->code != OPTION_GIVEN)
        return;
    for (size_t o = 0; o < scale->option_count; o++)
        if (scale->option[o].state == OPTION_VALUE)
            lifter->code[member++] = (int8_t)(answer->chosen >> o & 1);
}

void restore_answer(struct lifter *lifter, uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    lifter->code[q] = answers_to(&lifter->base, q)[0];
    if (question->number != NAMES_NONE)
        lifter->number[question->number] = answers_number(&lifter->base, question, 0);
    for (size_t m = 0; m < question->member_count; m++)
        lifter->code[question->member + m] =
            answers_to(&lifter->base, question->member + (uint32_t)m)[0];
}

struct lift_answer answer_of(const struct lifter *lifter, const struct answers *answers,
                             uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    const struct scale *scale = question->scale;
    struct lift_answer answer = {.code = answers_to(answers, q)[0]};
    uint32_t member = question->member;
    if (question->number != NAMES_NONE)
        answer.number = answers_number(answers, question, 0);
    for (size_t o = 0; question->member_count > 0 && o < scale->option_count; o++)
        if (scale->option[o].state == OPTION_VALUE
            && answers_to(answers, member++)[0] == 1)
            answer.chosen |= UINT64_C(1) << o;
    return answer;
}

static int64_t worth_of_several(const struct scale *scale, uint64_t chosen)
{
    int64_t sum = 0;
    int64_t most = INT64_MIN;
    int64_t least = INT64_MAX;
    bool all = true;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        if ((chosen >> o & 1) == 0) {
            all = false;
            continue;
        }
        int64_t value = scale->option[o].value;
        sum += value;
        most = value > most ? value : most;
        least = value < least ? value : least;
    }
    switch (scale->combine) {
    case COMBINE_ALL:
        return all ? POINT : 0;
    case COMBINE_ANY:
        return chosen != 0 ? POINT : 0;
    case COMBINE_HIGHEST:
        return chosen == 0 ? scale->lowest : most;
    case COMBINE_LOWEST:
        return chosen == 0 ? scale->lowest : least;
    default:
        return sum;
    }
}

int64_t worth_of(const struct question *question, const struct lift_answer *answer)
{
    const struct scale *scale = question->scale;
    int64_t value = scale->kind == SCALE_NUMBER ? answer->number
                    : scale->kind == SCALE_SEVERAL
                        ? worth_of_several(scale, answer->chosen)
                        : scale->option[answer->code].value;
    value = value < scale->lowest ? scale->lowest : value;
    value = value > scale->highest ? scale->highest : value;
    return question->reversed ? scale->lowest + scale->highest - value : value;
}
