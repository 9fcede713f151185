#include "disclosure/show.h"

#include <string.h>

const char *const answer_state_code[ANSWER_STATE_COUNT] = {
    [ANSWER_STATE_VALID] = "answered",
    [ANSWER_STATE_FLOOR] = "counted_as_lowest",
    [ANSWER_STATE_DONT_KNOW] = "dont_know",
    [ANSWER_STATE_BLANK] = "blank",
    [ANSWER_STATE_NOT_APPLICABLE] = "not_applicable",
    [ANSWER_STATE_SKIPPED] = "skipped",
    [ANSWER_STATE_NOT_ASKED] = "not_asked",
};

/* The codes of the options chosen, as an answer file would have them; NULL when none
   was. */
static bool join_codes(struct showing *showing, const struct question *question,
                       const char **joined)
{
    const struct answers *answers = showing->round->answers;
    const struct scale *scale = question->scale;
    size_t bytes = 1;
    for (size_t o = 0; o < scale->option_count; o++)
        bytes += strlen(scale->option[o].code) + 1;
    char *codes = show_take(showing, bytes, 1);
    if (codes == NULL)
        return false;
    char *at = codes;
    uint32_t member = question->member;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE
            || answers_to(answers, member++)[showing->row] != 1)
            continue;
        size_t length = strlen(scale->option[o].code);
        if (at > codes)
            *at++ = ';';
        memcpy(at, scale->option[o].code, length);
        at += length;
    }
    *joined = at == codes ? NULL : codes;
    return true;
}

static bool show_given(struct showing *showing, const struct question *question,
                       int8_t code, struct shown_question *shown)
{
    const struct option *option = &question->scale->option[code];
    if (option->state != OPTION_ELSEWHERE) {
        shown->code = option->code;
        shown->label = option->label;
        return true;
    }
    if (question->scale->kind == SCALE_SEVERAL)
        return join_codes(showing, question, &shown->code);
    shown->number = answers_number(showing->round->answers, question, showing->row);
    return true;
}

bool show_own_answer(struct showing *showing, uint32_t q, struct shown_question *shown)
{
    const struct trend_round *round = showing->round;
    const struct question *question = &round->questionnaire->question[q];
    int8_t state =
        round->scores->state[(size_t)q * round->scores->row_count + showing->row];
    int64_t points = score_question(round->scores, round->questionnaire, round->answers,
                                    q, showing->row);
    int8_t code = answers_to(round->answers, q)[showing->row];
    shown->state = answer_state_code[state];
    shown->points = points < 0 ? NOTHING : points;
    /* An option of a question answered by a state has the state and no code. */
    return code < 0
           || (state != ANSWER_STATE_VALID && state != ANSWER_STATE_DONT_KNOW
               && state != ANSWER_STATE_NOT_APPLICABLE)
           || show_given(showing, question, code, shown);
}
