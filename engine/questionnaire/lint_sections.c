#include "questionnaire/lint.h"

#include <string.h>
#include <strings.h>

static bool uses_code(const struct scale *scale, const char *code)
{
    for (size_t o = 0; o < scale->option_count; o++)
        if (scale->option[o].code != NULL && strcmp(scale->option[o].code, code) == 0)
            return true;
    return false;
}

/* Whether a question of the section may be answered with the code. */
static bool may_be_answered(const struct questionnaire *questionnaire, uint32_t section,
                            const char *code)
{
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        if (question->section == section && !question->is_member
            && uses_code(question->scale, code))
            return true;
    }
    return false;
}

static bool has_questions(const struct questionnaire *questionnaire, uint32_t section)
{
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (questionnaire->question[q].section == section)
            return true;
    return false;
}

void lint_sections(const struct linting *linting)
{
    const struct questionnaire *questionnaire = linting->questionnaire;
    struct part sections = document_read_member(linting->root, "sections", false);
    for (uint32_t s = 0; s < questionnaire->section_count; s++) {
        struct part item = document_read_item(&sections, s);
        if (!has_questions(questionnaire, s)) {
            document_doubt(&item, NULL, "no question stands in this section");
            continue;
        }
        struct part levels = document_read_member(&item, "levels", false);
        for (size_t l = 0; l < questionnaire->section[s].level_count; l++) {
            const char *code = questionnaire->section[s].level[l].code;
            struct part level = document_read_item(&levels, l);
            if (!may_be_answered(questionnaire, s, code))
                document_doubt(&level, "code",
                               "no question of the section is answered \"%s\"", code);
        }
    }
}

/* Ids are ASCII and differ in more than case, here and wherever ids of two editions are
   compared. */
static bool is_replaced(const struct questionnaire *questionnaire, const char *id)
{
    for (size_t q = 0; q < questionnaire->question_count; q++)
        for (size_t r = 0; r < questionnaire->question[q].replaced_count; r++)
            if (strcasecmp(questionnaire->question[q].replaced[r].id, id) == 0)
                return true;
    return false;
}

static bool is_dropped(const struct questionnaire *questionnaire, const char *id)
{
    for (size_t d = 0; d < questionnaire->dropped_count; d++)
        if (strcasecmp(questionnaire->dropped[d].id, id) == 0)
            return true;
    return false;
}

static bool asks(const struct questionnaire *questionnaire, const char *id)
{
    return questionnaire_find(questionnaire, id, strlen(id)) != NAMES_NONE;
}

static bool has_reason(const struct question *question)
{
    return question->reason.in[LANGUAGE_DA] != NULL;
}

/* An edition that tells of some questions why they came or went tells it of all. */
static bool gives_reasons(const struct questionnaire *questionnaire)
{
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (has_reason(&questionnaire->question[q]))
            return true;
    return questionnaire->dropped_count > 0;
}

static void lint_new(const struct linting *linting)
{
    const struct questionnaire *questionnaire = linting->questionnaire;
    struct part questions = document_read_member(linting->root, "questions", false);
    size_t item = 0;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        if (question->of != q)
            continue;
        struct part part = document_read_item(&questions, item++);
        bool before = asks(linting->previous, question->id);
        if (before && has_reason(question))
            document_doubt(&part, "reason",
                           "the question is not new: edition \"%s\" asks it",
                           linting->previous->edition);
        else if (!before && !has_reason(question) && question->replaced_count == 0)
            document_doubt(&part, NULL,
                           "the question \"%s\" is new; say why in \"reason\"",
                           question->id);
    }
}

static void lint_gone(const struct linting *linting)
{
    const struct questionnaire *now = linting->questionnaire;
    const struct questionnaire *previous = linting->previous;
    struct part dropped = document_read_member(linting->root, "dropped", false);
    for (uint32_t q = 0; q < previous->question_count; q++) {
        const char *id = previous->question[q].id;
        if (previous->question[q].of == q && !asks(now, id) && !is_replaced(now, id)
            && !is_dropped(now, id))
            document_doubt(linting->root, NULL,
                           "the question \"%s\" of edition \"%s\" is gone; say why in "
                           "\"dropped\"",
                           id, previous->edition);
    }
    for (size_t d = 0; d < now->dropped_count; d++) {
        struct part item = document_read_item(&dropped, d);
        if (!asks(previous, now->dropped[d].id))
            document_doubt(&item, "question", "edition \"%s\" does not ask \"%s\"",
                           previous->edition, now->dropped[d].id);
        else if (is_replaced(now, now->dropped[d].id))
            document_doubt(&item, "question", "\"%s\" is replaced, and so not dropped",
                           now->dropped[d].id);
    }
}

void lint_reasons(const struct linting *linting)
{
    if (linting->previous == NULL || !gives_reasons(linting->questionnaire))
        return;
    lint_new(linting);
    lint_gone(linting);
}
