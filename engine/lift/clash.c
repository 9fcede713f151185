#include "base/memory.h"
#include "lift/lifting.h"

#include <string.h>

/* Contradictions that the definition declares (questionnaires/FORMAT.md): a set of
   answers is not to make one that was not there. They are heeded only where a set that
   was found makes one: then its questions are gone through together. */

static bool holds(const struct lifter *lifter, const struct contradiction *of)
{
    for (size_t c = 0; c < of->condition_count; c++)
        if (!read_is_shown(lifter, of->condition[c].question)
            || !condition_holds(&of->condition[c], lifter->questionnaire, lifter->code,
                                lifter->number, 1))
            return false;
    return of->condition_count > 0;
}

static uint32_t variable_of(const struct lifter *lifter, uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    return question->is_member ? question->of : q;
}

void clash_find_standing(struct lifter *lifter)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    for (size_t c = 0; c < questionnaire->contradiction_count; c++)
        lifter->clashed[c] = holds(lifter, &questionnaire->contradiction[c]);
}

/* Whether a question's answer makes what is heeded come true; asked of the last of its
   questions, when all stand. */
bool clash_is_made(const struct lifter *lifter, uint32_t q)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    for (size_t c = 0; lifter->heeds && c < questionnaire->contradiction_count; c++) {
        const struct contradiction *of = &questionnaire->contradiction[c];
        uint32_t last = 0;
        for (size_t i = 0; i < of->condition_count; i++) {
            uint32_t own = variable_of(lifter, of->condition[i].question);
            last = own > last ? own : last;
        }
        if (lifter->heeded[c] && last == q && holds(lifter, of))
            return true;
    }
    return false;
}

static bool is_of(const struct lifter *lifter, const struct contradiction *of,
                  uint32_t q)
{
    for (size_t c = 0; c < of->condition_count; c++)
        if (variable_of(lifter, of->condition[c].question) == q)
            return true;
    return false;
}

bool clash_ties(const struct lifter *lifter, uint32_t a, uint32_t b)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    for (size_t c = 0; lifter->heeds && c < questionnaire->contradiction_count; c++) {
        const struct contradiction *of = &questionnaire->contradiction[c];
        if (lifter->heeded[c] && is_of(lifter, of, a) && is_of(lifter, of, b))
            return true;
    }
    return false;
}

void clash_forget(struct lifter *lifter)
{
    size_t count = lifter->questionnaire->contradiction_count;
    if (!lifter->heeds)
        return;
    memset(lifter->heeded, 0, count * sizeof *lifter->heeded);
    lifter->heeds = false;
    cluster_all(lifter);
}

static void write_changes(struct lifter *lifter, const struct lift *lift)
{
    for (size_t c = 0; c < lift->change_count; c++)
        write_answer(lifter, lift->change[c].question, &lift->change[c].to);
    read_all(lifter);
}

static void restore_changes(struct lifter *lifter, const struct lift *lift)
{
    for (size_t c = 0; c < lift->change_count; c++)
        restore_answer(lifter, lift->change[c].question);
    read_all(lifter);
}

bool clash_list(struct lifter *lifter, struct lift *lift)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    memory_release(lift->contradiction);
    lift->contradiction_count = 0;
    lift->contradiction = memory_allocate(questionnaire->contradiction_count,
                                          sizeof *lift->contradiction);
    if (lift->contradiction == NULL)
        return fault_memory(lifter->fault);
    write_changes(lifter, lift);
    for (uint32_t c = 0; c < questionnaire->contradiction_count; c++)
        if (!lifter->clashed[c] && holds(lifter, &questionnaire->contradiction[c]))
            lift->contradiction[lift->contradiction_count++] = c;
    restore_changes(lifter, lift);
    return true;
}

bool clash_heed(struct lifter *lifter, const struct lift *lift)
{
    bool more = false;
    for (size_t i = 0; i < lift->contradiction_count; i++) {
        more = more || !lifter->heeded[lift->contradiction[i]];
        lifter->heeded[lift->contradiction[i]] = true;
    }
    lifter->heeds = lifter->heeds || more;
    if (more)
        cluster_all(lifter);
    return more;
}
