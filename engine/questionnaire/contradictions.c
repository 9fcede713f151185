/* Answers that do not go together, as the definition declares them. They are told of
   and change nothing. */

#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/lint.h"

#include <string.h>

static bool is_known(const struct questionnaire *questionnaire, const char *id)
{
    for (size_t c = 0; c < questionnaire->contradiction_count; c++)
        if (questionnaire->contradiction[c].id != NULL
            && strcmp(questionnaire->contradiction[c].id, id) == 0)
            return true;
    return false;
}

static void load_contradiction(struct questionnaire *questionnaire,
                               const struct part *part)
{
    struct contradiction contradiction = {0};
    if (!format_check_keys(part, FORMAT_CONTRADICTION))
        return;
    contradiction.id = load_id(part);
    if (contradiction.id != NULL && is_known(questionnaire, contradiction.id))
        document_wrong(part, "id", "the contradiction \"%s\" stands twice",
                       contradiction.id);
    document_read_member(part, "if", true);
    document_read_member(part, "and", true);
    size_t count = count_conditions(part, "if") + count_conditions(part, "and");
    contradiction.condition =
        document_take(part->document, count, sizeof *contradiction.condition);
    if (contradiction.condition == NULL)
        return;
    load_condition_list(questionnaire, part, "if", contradiction.condition,
                        &contradiction.condition_count);
    contradiction.if_count = contradiction.condition_count;
    load_condition_list(questionnaire, part, "and", contradiction.condition,
                        &contradiction.condition_count);
    contradiction.text = document_read_wording(part, "text", true);
    questionnaire->contradiction[questionnaire->contradiction_count++] = contradiction;
}

void load_contradictions(struct questionnaire *questionnaire, const struct part *root)
{
    struct part all = document_read_array(root, "contradictions", false, 0);
    size_t count = json_array_size(all.json);
    if (count > CONTRADICTION_LIMIT) {
        document_wrong(root, "contradictions", "there are more than %d contradictions",
                       CONTRADICTION_LIMIT);
        return;
    }
    questionnaire->contradiction =
        document_take(root->document, count, sizeof *questionnaire->contradiction);
    for (size_t i = 0; questionnaire->contradiction != NULL && i < count; i++) {
        struct part item = document_read_item(&all, i);
        load_contradiction(questionnaire, &item);
    }
}

/* What a question may have been answered for all conditions to hold. */
struct allowed {
    bool narrowed;
    uint64_t options;
    int64_t at_least;
    int64_t at_most;
};

struct narrowing {
    const struct questionnaire *questionnaire;
    struct allowed *allowed; /* by question */
    uint32_t *queue;         /* questions that must have been asked, each once */
    size_t queue_count;
    bool open; /* some answers still meet all conditions */
};

/* Of a question that takes several, each option may stand beside any other. */
static void narrow(struct narrowing *narrowing, const struct condition *condition)
{
    const struct questionnaire *questionnaire = narrowing->questionnaire;
    const struct question *question = &questionnaire->question[condition->question];
    struct allowed *allowed = &narrowing->allowed[condition->question];
    if (!allowed->narrowed) {
        *allowed = (struct allowed){true, condition->options, condition->at_least,
                                    condition->at_most};
        narrowing->queue[narrowing->queue_count++] = condition->question;
        return;
    }
    if (question->scale->kind == SCALE_SEVERAL)
        return;
    allowed->options &= condition->options;
    if (allowed->at_least < condition->at_least)
        allowed->at_least = condition->at_least;
    if (allowed->at_most > condition->at_most)
        allowed->at_most = condition->at_most;
    narrowing->open = narrowing->open && allowed->options != 0
                      && allowed->at_least <= allowed->at_most;
}

/* A question counts only when it was asked, so what it is asked after must hold too. */
static bool can_hold(struct narrowing *narrowing,
                     const struct contradiction *contradiction)
{
    const struct questionnaire *questionnaire = narrowing->questionnaire;
    narrowing->open = true;
    narrowing->queue_count = 0;
    for (size_t c = 0; c < contradiction->condition_count; c++)
        narrow(narrowing, &contradiction->condition[c]);
    for (size_t next = 0; next < narrowing->queue_count; next++) {
        const struct question *question =
            &questionnaire->question[narrowing->queue[next]];
        for (size_t c = 0; c < question->condition_count; c++)
            narrow(narrowing, &question->condition[c]);
    }
    for (size_t i = 0; i < narrowing->queue_count; i++)
        narrowing->allowed[narrowing->queue[i]].narrowed = false;
    return narrowing->open;
}

bool lint_contradictions(const struct linting *linting)
{
    const struct questionnaire *questionnaire = linting->questionnaire;
    struct document *document = linting->root->document;
    struct part all = document_read_member(linting->root, "contradictions", false);
    size_t questions = questionnaire->question_count;
    struct narrowing narrowing = {
        .questionnaire = questionnaire,
        .allowed = document_take(document, questions, sizeof *narrowing.allowed),
        .queue = document_take(document, questions, sizeof *narrowing.queue),
    };
    if (narrowing.allowed == NULL || narrowing.queue == NULL)
        return false;
    for (size_t c = 0; c < questionnaire->contradiction_count; c++) {
        struct part item = document_read_item(&all, c);
        if (!can_hold(&narrowing, &questionnaire->contradiction[c]))
            document_doubt(&item, NULL,
                           "no answers meet all of these conditions, so it is never "
                           "told");
    }
    return true;
}
