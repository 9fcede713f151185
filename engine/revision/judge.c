#include "revision/judge.h"

#include "base/text.h"

#include <string.h>

bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool same_wording(const struct wording *a, const struct wording *b)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (!same_text(a->in[language], b->in[language]))
            return false;
    return true;
}

const struct option *find_code(const struct scale *scale, const char *code)
{
    for (size_t o = 0; o < scale->option_count; o++)
        if (strcmp(scale->option[o].code, code) == 0)
            return &scale->option[o];
    return NULL;
}

/* Whether every option of `a` with a value has the same in `b`. */
static bool holds_values(const struct scale *a, const struct scale *b)
{
    for (size_t o = 0; o < a->option_count; o++) {
        const struct option *option = &a->option[o];
        if (option->state != OPTION_VALUE)
            continue;
        const struct option *other = find_code(b, option->code);
        if (other == NULL || other->state != OPTION_VALUE
            || other->value != option->value)
            return false;
    }
    return true;
}

bool same_values(const struct scale *a, const struct scale *b)
{
    return a->kind == b->kind && a->lowest == b->lowest && a->highest == b->highest
           && (a->kind != SCALE_SEVERAL || a->combine == b->combine)
           && holds_values(a, b) && holds_values(b, a);
}

uint32_t whole_question(const struct questionnaire *questionnaire, uint32_t question)
{
    while (questionnaire->question[question].of < question)
        question = questionnaire->question[question].of;
    return question;
}

static uint32_t find(const struct questionnaire *questionnaire, const char *id)
{
    return questionnaire_find(questionnaire, id, strlen(id));
}

/* Whether the old edition says of the question what the new one does, and has it as it
   is now: then that was said of an edition still older. */
static bool is_said_before(const struct questionnaire *from,
                           const struct question *question,
                           const struct replaced *replaced)
{
    uint32_t same = find(from, question->id);
    if (same == NAMES_NONE)
        return false;
    const struct question *old = &from->question[same];
    if (!same_wording(&old->text, &question->text)
        || !same_wording(&old->help, &question->help)
        || !same_values(old->scale, question->scale))
        return false;
    for (size_t i = 0; i < old->replaced_count; i++)
        if (strcmp(old->replaced[i].id, replaced->id) == 0)
            return old->replaced[i].comparable == replaced->comparable
                   && same_wording(&old->replaced[i].reason, &replaced->reason);
    return false;
}

const struct replaced *next_replaced(const struct questionnaire *from,
                                     const struct questionnaire *to, uint32_t question,
                                     size_t *at, uint32_t *found)
{
    const struct question *new = &to->question[question];
    while (*at < new->replaced_count) {
        const struct replaced *replaced = &new->replaced[(*at)++];
        *found = find(from, replaced->id);
        if (*found != NAMES_NONE && !is_said_before(from, new, replaced))
            return replaced;
    }
    return NULL;
}

/* Whether the new question goes on from the old one alone, as its definition has it. */
static enum revision_verdict judge_descent(const struct questionnaire *from,
                                           uint32_t old, const struct questionnaire *to,
                                           uint32_t new)
{
    size_t count = 0;
    size_t comparable = 0;
    uint32_t found;
    size_t at = 0;
    const struct replaced *own = NULL;
    const struct replaced *replaced;
    while ((replaced = next_replaced(from, to, new, &at, &found)) != NULL) {
        count++;
        comparable += replaced->comparable;
        if (found == old)
            own = replaced;
    }
    if (count == 0)
        return find(from, to->question[new].id) == old ? REVISION_COMPARABLE
                                                       : REVISION_APART;
    if (own == NULL)
        return REVISION_APART;
    if (!own->comparable)
        return REVISION_DECLARED;
    return comparable == 1 ? REVISION_COMPARABLE : REVISION_SEVERAL;
}

enum revision_verdict revision_judge(const struct questionnaire *from, uint32_t old,
                                     const struct questionnaire *to, uint32_t new)
{
    const struct question *before = &from->question[old];
    const struct question *now = &to->question[new];
    enum revision_verdict descent = judge_descent(from, old, to, new);
    if (descent != REVISION_COMPARABLE)
        return descent;
    /* Without layers a question is its own first one. */
    if (before->layer != NULL && now->layer != NULL
        && strcmp(before->layer, now->layer) != 0)
        return REVISION_LAYER;
    if (before->reversed != now->reversed || !same_values(before->scale, now->scale))
        return REVISION_SCALE;
    return REVISION_COMPARABLE;
}

bool revision_source(const struct questionnaire *to, uint32_t question,
                     const struct questionnaire *from, uint32_t *other)
{
    size_t at = 0;
    uint32_t found;
    while (next_replaced(from, to, question, &at, &found) != NULL)
        if (revision_judge(from, found, to, question) == REVISION_COMPARABLE) {
            *other = found;
            return true;
        }
    found = find(from, to->question[question].id);
    if (found == NAMES_NONE
        || revision_judge(from, found, to, question) != REVISION_COMPARABLE)
        return false;
    *other = found;
    return true;
}

bool revision_comparable(const struct questionnaire *from, uint32_t question,
                         const struct questionnaire *to, uint32_t *other)
{
    uint32_t same = find(to, from->question[question].id);
    if (same != NAMES_NONE
        && revision_judge(from, question, to, same) == REVISION_COMPARABLE) {
        *other = same;
        return true;
    }
    for (uint32_t q = 0; q < to->question_count; q++)
        if (to->question[q].replaced_count > 0
            && revision_judge(from, question, to, q) == REVISION_COMPARABLE) {
            *other = q;
            return true;
        }
    return false;
}
