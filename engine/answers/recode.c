#include "answers/answers.h"
#include "base/memory.h"

#include <string.h>

/* Answers to one definition read as answers to another: old answers under new rules. */

static bool is_own_question(const struct question *question, size_t number)
{
    return question->of == number;
}

/* Whether the old definition says the same of the question's past already, so that the
   step it tells of lies further back. */
static bool told_before(const struct question *old, const struct question *question)
{
    if (old->replaced_count != question->replaced_count)
        return false;
    for (size_t r = 0; r < old->replaced_count; r++)
        if (strcmp(old->replaced[r].id, question->replaced[r].id) != 0)
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

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The layer or the option of an old question that goes with one of a new question: the
   part of the id behind that of its question is the same. */
static uint32_t find_part(const struct questionnaire *from, uint32_t source,
                          const struct question *whole, const struct question *part)
{
    const char *suffix = part->id + strlen(whole->id);
    for (uint32_t q = source;
         q < from->question_count && from->question[q].of == source; q++)
        if (same_text(from->question[q].id + strlen(from->question[source].id), suffix))
            return q;
    return NAMES_NONE;
}

/* The new option of every old one, by code. */
static void map_codes(const struct scale *from, const struct scale *to,
                      int8_t code[static OPTION_LIMIT])
{
    bool same_kind = from->kind == to->kind;
    for (size_t o = 0; o < from->option_count; o++) {
        const struct option *option = &from->option[o];
        int found = option->state == OPTION_ELSEWHERE
                        ? (same_kind ? OPTION_GIVEN : ANSWER_BLANK)
                        : scale_find_option(to, option->code, strlen(option->code));
        code[o] = (int8_t)(found < 0 ? ANSWER_BLANK : found);
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
        memcpy(to->number + (size_t)question->number * to->row_count,
               from->number + (size_t)earlier->number * from->row_count,
               to->row_count * sizeof *to->number);
}

bool answers_recode(struct answers *recoded, const struct questionnaire *to,
                    const struct answers *answers, const struct questionnaire *from,
                    struct fault *fault)
{
    uint32_t source = NAMES_NONE;
    *recoded = (struct answers){0};
    if (!answers_reserve(recoded, answers->row_count, to, fault))
        return false;
    recoded->simulated = answers->simulated;
    memcpy(recoded->unit, answers->unit, answers->row_count * sizeof *answers->unit);
    memcpy(recoded->source_row, answers->source_row,
           answers->row_count * sizeof *answers->source_row);
    for (uint32_t q = 0; q < to->question_count; q++) {
        const struct question *question = &to->question[q];
        if (is_own_question(question, q))
            source = find_source(from, question);
        uint32_t earlier =
            source == NAMES_NONE || is_own_question(question, q)
                ? source
                : find_part(from, source, &to->question[question->of], question);
        if (earlier != NAMES_NONE)
            take_column(recoded, question, q, from, answers, earlier);
        else
            memset(recoded->code + (size_t)q * recoded->row_count, ANSWER_NOT_ASKED,
                   recoded->row_count);
    }
    return true;
}
