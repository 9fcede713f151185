/* Which question goes on from which. */

#include "base/memory.h"
#include "revision/build.h"

#include <string.h>
#include <strings.h>

static bool is_whole(const struct questionnaire *questionnaire, uint32_t question)
{
    return questionnaire->question[question].of == question;
}

static const struct wording *given(const struct wording *wording)
{
    return *wording_in(wording, LANGUAGE_DA) != '\0' ? wording : NULL;
}

/* Why a question is new or gone, as the new edition says it. */
static const struct wording *find_reason(const struct revision *revision, uint32_t from,
                                         uint32_t to)
{
    if (from == NAMES_NONE)
        return given(&revision->to->question[to].reason);
    for (size_t d = 0; to == NAMES_NONE && d < revision->to->dropped_count; d++)
        if (strcasecmp(revision->to->dropped[d].id, revision->from->question[from].id)
            == 0)
            return given(&revision->to->dropped[d].reason);
    return NULL;
}

static bool keep_question(struct building *building, uint32_t from, uint32_t to,
                          const struct replaced *replaced)
{
    struct revision *revision = building->revision;
    if (!memory_reserve((void **)&revision->question, &revision->question_capacity,
                        revision->question_count + 1, sizeof *revision->question))
        return fault_memory(building->fault);
    bool is_pair = from != NAMES_NONE && to != NAMES_NONE;
    /* A question that goes on under its id, and as comparable, is reworded only where
       its words are others, which is looked at with the other changes. */
    bool is_other =
        is_pair && replaced != NULL
        && (!replaced->comparable
            || strcmp(revision->from->question[from].id, revision->to->question[to].id)
                   != 0);
    revision->question[revision->question_count++] = (struct revision_question){
        .from = from,
        .to = to,
        .kinds = (from == NAMES_NONE ? 1u << REVISION_ADDED : 0)
                 | (to == NAMES_NONE ? 1u << REVISION_REMOVED : 0)
                 | (is_other ? 1u << REVISION_REWORDED : 0),
        .verdict = is_pair ? revision_judge(revision->from, from, revision->to, to)
                           : REVISION_APART,
        .reason = replaced != NULL ? given(&replaced->reason)
                                   : find_reason(revision, from, to),
        .scale = NAMES_NONE};
    return true;
}

/* The pairs of one new question. */
static bool pair_question(struct building *building, uint32_t question)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    const struct replaced *replaced;
    uint32_t found;
    size_t at = 0;
    bool paired = false;
    while ((replaced = next_replaced(from, to, question, &at, &found)) != NULL) {
        if (!keep_question(building, found, question, replaced))
            return false;
        paired = true;
    }
    const char *id = to->question[question].id;
    return paired
           || keep_question(building, questionnaire_find(from, id, strlen(id)),
                            question, NULL);
}

/* What has more than one on the other side was split or merged; the rewording is then
   part of that. */
static void mark_split_and_merged(struct revision *revision, const uint32_t *uses_from,
                                  const uint32_t *uses_to)
{
    for (size_t i = 0; i < revision->question_count; i++) {
        struct revision_question *question = &revision->question[i];
        if (question->from == NAMES_NONE || question->to == NAMES_NONE)
            continue;
        unsigned several = (uses_from[question->from] > 1 ? 1u << REVISION_SPLIT : 0)
                           | (uses_to[question->to] > 1 ? 1u << REVISION_MERGED : 0);
        if (several != 0)
            question->kinds = several;
    }
}

/* Removed are the old questions that nothing goes on from. */
static bool finish_pairs(struct building *building, uint32_t *uses_from,
                         uint32_t *uses_to)
{
    struct revision *revision = building->revision;
    for (size_t i = 0; i < revision->question_count; i++) {
        const struct revision_question *question = &revision->question[i];
        if (question->from != NAMES_NONE)
            uses_from[question->from]++;
        uses_to[question->to]++;
    }
    mark_split_and_merged(revision, uses_from, uses_to);
    for (uint32_t q = 0; q < revision->from->question_count; q++)
        if (is_whole(revision->from, q) && uses_from[q] == 0
            && !keep_question(building, q, NAMES_NONE, NULL))
            return false;
    return true;
}

bool find_questions(struct building *building)
{
    struct revision *revision = building->revision;
    for (uint32_t q = 0; q < revision->to->question_count; q++)
        if (is_whole(revision->to, q) && !pair_question(building, q))
            return false;
    uint32_t *uses_from =
        memory_allocate(revision->from->question_count, sizeof *uses_from);
    uint32_t *uses_to = memory_allocate(revision->to->question_count, sizeof *uses_to);
    bool ok = uses_from != NULL && uses_to != NULL
                  ? finish_pairs(building, uses_from, uses_to)
                  : fault_memory(building->fault);
    memory_release(uses_from);
    memory_release(uses_to);
    return ok;
}
