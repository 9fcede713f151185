#include "cli/check.h"

#include "base/memory.h"
#include "base/text.h"
#include "cli/messages.h"
#include "document/document.h"
#include "overview/overview.h"
#include "questionnaire/questionnaire.h"

#include <inttypes.h>
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
        return fault_take(fault, &unread);
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

static void print_time(int64_t seconds)
{
    int64_t minutes = (seconds + 30) / 60;
    if (minutes >= 60)
        printf("%" PRId64 " h ", minutes / 60);
    printf("%" PRId64 " min", minutes % 60);
}

static void say_overview(const struct overview *overview)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    printf("  parameters %zu: questions %zu, follow-ups %zu; to answer about ",
           overview->question_count,
           overview->question_count - overview->follow_up_count,
           overview->follow_up_count);
    print_time(overview->least_seconds);
    if (overview->follow_up_count > 0) {
        printf(", with every follow-up ");
        print_time(overview->most_seconds);
    }
    printf("\n");
    for (size_t f = 0; f < overview->framework_count; f++) {
        const struct framework_overview *framework = &overview->framework[f];
        printf("  %s:", framework->framework->id);
        for (size_t k = 0; k < framework->kind_count; k++)
            printf("%s %s %zu of %zu", k == 0 ? "" : ",",
                   text_excerpt(excerpt, framework->kind[k].name,
                                strlen(framework->kind[k].name)),
                   framework->kind[k].met_count, framework->kind[k].item_count);
        printf("\n");
    }
}

static bool say_edition(const char *path, const struct questionnaire *questionnaire,
                        struct problems *problems, struct fault *fault)
{
    struct overview overview;
    if (!overview_compute(&overview, questionnaire, path, problems, fault))
        return false;
    say_sizes(path, questionnaire);
    say_overview(&overview);
    overview_release(&overview);
    return true;
}

/* One after another, each beside the one before when that is an edition of the same. */
bool check_definitions(const struct arguments *arguments, struct fault *fault)
{
    struct questionnaire edition[2] = {{0}, {0}};
    struct problems problems = messages_list();
    bool sound = true;
    for (size_t i = 0; i < arguments->operand_count && fault->kind == FAULT_NONE; i++) {
        struct questionnaire *now = &edition[i % 2];
        struct questionnaire *before = &edition[(i + 1) % 2];
        questionnaire_release(now);
        bool ok =
            questionnaire_check(now, arguments->operand[i],
                                before->id == NULL ? NULL : before, &problems, fault);
        ok = ok && say_edition(arguments->operand[i], now, &problems, fault);
        sound = sound && ok;
    }
    message_problems(&problems);
    problems_release(&problems);
    questionnaire_release(&edition[0]);
    questionnaire_release(&edition[1]);
    return fault->kind == FAULT_NONE && (sound || fault_already_told(fault));
}
