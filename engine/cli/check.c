#include "cli/check.h"

#include "base/memory.h"
#include "cli/messages.h"
#include "document/document.h"
#include "questionnaire/questionnaire.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* `check` of definitions alone: every mistake and every doubt, edition after edition.
 */

bool find_definition(bool *is, const char *path, struct fault *fault)
{
    struct fault unread = {0};
    struct stat there;
    *is = false;
    if (stat(path, &there) != 0 || !S_ISREG(there.st_mode))
        return true;
    json_t *root = document_parse(path, &unread);
    const char *format = json_string_value(json_object_get(root, "format"));
    /* What cannot be read is told of by whoever reads it next, but not that memory was
       short now. */
    if (root == NULL && unread.kind == FAULT_SYSTEM)
        return fault_set(fault, unread.kind, unread.where, "%s", unread.what);
    *is = (format != NULL && strncmp(format, "baseline-questionnaire-", 23) == 0)
          || json_object_get(root, "questions") != NULL
          || json_object_get(root, "dimensions") != NULL;
    json_decref(root);
    return true;
}

static size_t count_areas(const struct questionnaire *questionnaire)
{
    return questionnaire->node_count - questionnaire->dimension_count;
}

static void say_sizes(const char *path, const struct questionnaire *questionnaire)
{
    size_t questions = 0;
    size_t answers = 0;
    size_t hidden = 0; /* scales of the options of questions that take several */
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        questions += questionnaire->question[q].of == q;
        answers += !questionnaire->question[q].is_member;
    }
    for (size_t s = 0; s < questionnaire->scale_count; s++)
        hidden += questionnaire->scale[s].kind == SCALE_SEVERAL;
    printf("%s: %s %s: questions %zu, answers to give %zu, scales %zu, dimensions %zu, "
           "areas %zu, configurations %zu\n",
           path, questionnaire->id, questionnaire->edition, questions, answers,
           questionnaire->scale_count - hidden, questionnaire->dimension_count,
           count_areas(questionnaire), questionnaire->configuration_count);
}

/* One after another, each beside the one before when that is an edition of the same. */
bool check_definitions(const struct arguments *arguments, struct fault *fault)
{
    struct questionnaire edition[2] = {{0}, {0}};
    struct problems problems = {0};
    bool sound = true;
    for (size_t i = 0; i < arguments->operand_count && fault->kind == FAULT_NONE; i++) {
        struct questionnaire *now = &edition[i % 2];
        struct questionnaire *before = &edition[(i + 1) % 2];
        questionnaire_release(now);
        bool ok =
            questionnaire_check(now, arguments->operand[i],
                                before->id == NULL ? NULL : before, &problems, fault);
        if (ok)
            say_sizes(arguments->operand[i], now);
        sound = sound && ok;
    }
    message_problems(&problems);
    problems_release(&problems);
    questionnaire_release(&edition[0]);
    questionnaire_release(&edition[1]);
    return fault->kind == FAULT_NONE && (sound || fault_already_told(fault));
}
