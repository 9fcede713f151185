#include "answers/answers.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

#define CODE_BYTES 256

/* Answers to one definition read as answers to another: old answers under new rules. */

/* Whether the old definition says the same of the question's past already, so that the
   step it tells of lies further back. */
static bool told_before(const struct question *old, const struct question *question)
{
    if (old->replaced_count != question->replaced_count)
        return false;
    for (size_t r = 0; r < old->replaced_count; r++)
        if (strcmp(old->replaced[r].id, question->replaced[r].id) != 0
            || old->replaced[r].comparable != question->replaced[r].comparable)
            return false;
    return true;
}

/* The question of the old definition that a new one goes on from, or NAMES_NONE: what
   it says it replaces, else the same id (questionnaires/FORMAT.md, "Configurations").
 */
static uint32_t find_source(const struct questionnaire *from,
                            const struct question *question)
{
    uint32_t same = questionnaire_find(from, question->id, strlen(question->id));
    uint32_t found = NAMES_NONE;
    size_t known = 0;
    size_t comparable = 0;
    if (same != NAMES_NONE && told_before(&from->question[same], question))
        return same;
    for (size_t r = 0; r < question->replaced_count; r++) {
        const struct replaced *replaced = &question->replaced[r];
        uint32_t old = questionnaire_find(from, replaced->id, strlen(replaced->id));
        known += old != NAMES_NONE;
        if (old == NAMES_NONE || !replaced->comparable)
            continue;
        comparable++;
        found = old;
    }
    /* What was made of several has no single answer to take over. */
    if (known > 0)
        return comparable == 1 ? found : NAMES_NONE;
    return same;
}

/* The part of an old question that goes with one of a new question: the layer of its
   name, or the option of its code. Without layers a question is its own first one. */
static uint32_t find_part(const struct questionnaire *from, uint32_t source,
                          const struct question *whole, const struct question *part)
{
    const struct question *old = &from->question[source];
    const char *suffix = part->id + strlen(whole->id);
    bool by_layer = old->layer != NULL && part->layer != NULL;
    if (part == whole && !by_layer)
        return source;
    for (uint32_t q = source;
         q < from->question_count && from->question[q].of == source; q++) {
        const struct question *other = &from->question[q];
        if (by_layer ? strcmp(other->layer, part->layer) == 0
                     : other->is_member && part->is_member
                           && strcmp(other->id + strlen(old->id), suffix) == 0)
            return q;
    }
    return NAMES_NONE;
}

/* Not as people may write it: another option's value or label may read the same. */
static int find_code(const struct scale *scale, const char *code)
{
    char wanted[CODE_BYTES];
    char known[CODE_BYTES];
    if (text_fold(wanted, sizeof wanted, code, strlen(code)) >= sizeof wanted)
        return ANSWER_BLANK;
    for (size_t o = 0; o < scale->option_count; o++) {
        const char *own = scale->option[o].code;
        if (scale->option[o].state != OPTION_ELSEWHERE
            && text_fold(known, sizeof known, own, strlen(own)) < sizeof known
            && strcmp(wanted, known) == 0)
            return (int)o;
    }
    return ANSWER_BLANK;
}

static bool is_state(const struct option *option)
{
    return option->state == OPTION_DONT_KNOW || option->state == OPTION_NOT_APPLICABLE;
}

/* The new option of every old one, by code. Between scales of two kinds only states go
   over, and of a question that takes several its options are questions of their own. */
static void map_codes(const struct scale *from, const struct scale *to,
                      int8_t code[static OPTION_LIMIT])
{
    for (size_t o = 0; o < from->option_count; o++) {
        const struct option *option = &from->option[o];
        bool given = option->state == OPTION_ELSEWHERE;
        int found = given ? OPTION_GIVEN : find_code(to, option->code);
        bool taken =
            given ? from->kind == to->kind
                  : found >= 0
                        && ((from->kind == SCALE_CHOICE && to->kind == SCALE_CHOICE)
                            || (is_state(option) && is_state(&to->option[found])));
        code[o] = (int8_t)(taken ? found : ANSWER_BLANK);
    }
}

/* Whether a number would be taken as an answer on the scale. */
static bool takes_number(const struct scale *scale, int64_t number)
{
    int64_t step = 1;
    for (int d = scale->decimals; d < 9; d++)
        step *= 10;
    return number % step == 0
           && (scale->clip || (number >= scale->lowest && number <= scale->highest));
}

static void take_numbers(struct answers *to, const struct question *question,
                         int8_t *taken, const struct answers *from,
                         const struct question *earlier)
{
    int64_t *number = to->number + (size_t)question->number * to->row_count;
    for (uint32_t row = 0; row < to->row_count; row++) {
        if (taken[row] != OPTION_GIVEN)
            continue;
        number[row] = answers_number(from, earlier, row);
        if (!takes_number(question->scale, number[row]))
            taken[row] = ANSWER_BLANK;
    }
}

static void take_column(struct answers *to, const struct question *question, uint32_t q,
                        const struct questionnaire *old, const struct answers *from,
                        uint32_t source)
{
    const struct question *earlier = &old->question[source];
    int8_t code[OPTION_LIMIT];
    map_codes(earlier->scale, question->scale, code);
    const int8_t *given = answers_to(from, source);
    int8_t *taken = to->code + (size_t)q * to->row_count;
    for (uint32_t row = 0; row < to->row_count; row++)
        taken[row] = given[row] < 0 ? given[row] : code[given[row]];
    if (question->number != NAMES_NONE && earlier->number != NAMES_NONE)
        take_numbers(to, question, taken, from, earlier);
}

uint32_t answers_recode_source(const struct questionnaire *to, uint32_t q,
                               const struct questionnaire *from)
{
    const struct question *question = &to->question[q];
    const struct question *whole = &to->question[question->of];
    uint32_t source = find_source(from, whole);
    return source == NAMES_NONE ? source : find_part(from, source, whole, question);
}

bool answers_recode(struct answers *recoded, const struct questionnaire *to,
                    const struct answers *answers, const struct questionnaire *from,
                    struct fault *fault)
{
    *recoded = (struct answers){0};
    if (!answers_reserve(recoded, answers->row_count, to, fault))
        return false;
    recoded->simulated = answers->simulated;
    memcpy(recoded->unit, answers->unit, answers->row_count * sizeof *answers->unit);
    memcpy(recoded->source_row, answers->source_row,
           answers->row_count * sizeof *answers->source_row);
    for (uint32_t q = 0; q < to->question_count; q++) {
        const struct question *question = &to->question[q];
        uint32_t earlier = answers_recode_source(to, q, from);
        if (earlier != NAMES_NONE)
            take_column(recoded, question, q, from, answers, earlier);
        else
            memset(recoded->code + (size_t)q * recoded->row_count, ANSWER_NOT_ASKED,
                   recoded->row_count);
    }
    return true;
}
