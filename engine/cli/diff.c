#include "cli/diff.h"

#include "base/catalogue.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/printed.h"

#include <stdio.h>
#include <string.h>

/* `diff`: what is other in a new edition of a questionnaire. */

const char *const diff_kind[REVISION_KIND_COUNT] = {
    [REVISION_ADDED] = "added",
    [REVISION_REMOVED] = "removed",
    [REVISION_SPLIT] = "split",
    [REVISION_MERGED] = "merged",
    [REVISION_REWORDED] = "reworded",
    [REVISION_RESCALED] = "rescaled",
    [REVISION_MOVED] = "moved",
    [REVISION_REWEIGHTED] = "reweighted",
    [REVISION_CONDITIONED] = "conditions_changed",
    [REVISION_TAGGED] = "tags_changed",
    [REVISION_LAYERED] = "layers_changed",
    [REVISION_RETITLED] = "retitled",
    [REVISION_RULED] = "rules_changed",
};

bool diff_is_first_from(const struct revision *revision, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (revision->question[i].from == revision->question[number].from)
            return false;
    return true;
}

bool diff_is_first_to(const struct revision *revision, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (revision->question[i].to == revision->question[number].to)
            return false;
    return true;
}

/* A question that is in several pairs counts once; of split ones it is the old one. */
static bool counts_once(const struct revision *revision, size_t number, int kind)
{
    if (kind == REVISION_SPLIT)
        return diff_is_first_from(revision, number);
    return kind == REVISION_REMOVED || diff_is_first_to(revision, number);
}

/* Whether the new question of the pair can be compared with none that it goes on from.
 */
static bool lost_comparison(const struct revision *revision, size_t number)
{
    const struct revision_question *question = &revision->question[number];
    if (question->from == NAMES_NONE || question->to == NAMES_NONE
        || !diff_is_first_to(revision, number))
        return false;
    for (size_t i = number; i < revision->question_count; i++)
        if (revision->question[i].to == question->to
            && revision->question[i].verdict == REVISION_COMPARABLE)
            return false;
    return true;
}

static size_t count_wholes(const struct questionnaire *questionnaire)
{
    size_t count = 0;
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        count += questionnaire->question[q].of == q;
    return count;
}

struct diff_counts diff_count_questions(const struct revision *revision)
{
    struct diff_counts counts = {.before = count_wholes(revision->from),
                                 .now = count_wholes(revision->to)};
    for (size_t i = 0; i < revision->question_count; i++) {
        const struct revision_question *question = &revision->question[i];
        counts.unchanged += question->kinds == 0;
        counts.not_comparable += lost_comparison(revision, i);
        for (int kind = 0; kind < REVISION_KIND_COUNT; kind++)
            counts.of_kind[kind] +=
                (question->kinds >> kind & 1) != 0 && counts_once(revision, i, kind);
    }
    return counts;
}

struct diff_counts diff_count_areas(const struct revision *revision)
{
    struct diff_counts counts = {.before = revision->from->node_count,
                                 .now = revision->to->node_count};
    for (size_t i = 0; i < revision->area_count; i++) {
        counts.unchanged += revision->area[i].kinds == 0;
        for (int kind = 0; kind < REVISION_KIND_COUNT; kind++)
            counts.of_kind[kind] += revision->area[i].kinds >> kind & 1;
    }
    return counts;
}

static bool load(struct questionnaire *questionnaire, const char *path,
                 struct fault *fault)
{
    struct problems problems = {0};
    bool ok = questionnaire_load(questionnaire, path, &problems, fault);
    message_problems(&problems);
    if (!ok && fault->kind == FAULT_NONE)
        fault_already_told(fault);
    problems_release(&problems);
    return ok;
}

static bool print(const struct revision *revision, bool as_json, enum language language,
                  struct fault *fault)
{
    struct text out = {0};
    bool ok = true;
    if (as_json)
        ok = diff_write_json(&out, revision, fault);
    else
        diff_write_page(&out, revision, language);
    ok = ok && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    return ok;
}

bool command_diff(const struct arguments *arguments, struct fault *fault)
{
    struct questionnaire from = {0};
    struct questionnaire to = {0};
    struct revision revision = {0};
    enum language language = language_asked(arguments, LANGUAGE_DA);
    enum printed printed;
    catalogue_speak(language);
    if (!printed_find(&printed, arguments->value[OPTION_LAYOUT], false, fault))
        return false;
    bool ok = load(&from, arguments->operand[0], fault)
              && load(&to, arguments->operand[1], fault)
              && revision_compute(&revision, &from, &to, fault)
              && print(&revision, printed == AS_JSON, language, fault);
    revision_release(&revision);
    questionnaire_release(&from);
    questionnaire_release(&to);
    return ok;
}
