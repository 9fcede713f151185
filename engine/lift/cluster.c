#include "base/memory.h"
#include "lift/lifting.h"

/* Questions that hang together by conditions: every way to answer the ones that others
   hang on, and under each the others by themselves. */

static uint32_t variable_of(const struct lifter *lifter, uint32_t q)
{
    const struct question *question = &lifter->questionnaire->question[q];
    return question->is_member ? question->of : q;
}

/* Whether the one hangs on the other. */
static bool hangs_on(const struct lifter *lifter, uint32_t q, uint32_t on)
{
    const struct question *question = &lifter->questionnaire->question[q];
    for (size_t c = 0; c < question->condition_count; c++)
        if (variable_of(lifter, question->condition[c].question) == on)
            return true;
    return false;
}

/* Brings to the front, in order, what hangs together with the first; how many. */
static size_t gather(const struct lifter *lifter, uint32_t *question, size_t count)
{
    size_t found = 1;
    for (size_t done = 0; done < found; done++)
        for (size_t i = found; i < count; i++) {
            uint32_t q = question[i];
            if (!hangs_on(lifter, q, question[done])
                && !hangs_on(lifter, question[done], q)
                && !clash_ties(lifter, q, question[done]))
                continue;
            for (size_t k = i; k > found; k--)
                question[k] = question[k - 1];
            question[found++] = q;
        }
    for (size_t i = 1; i < found; i++)
        for (size_t k = i; k > 0 && question[k - 1] > question[k]; k--) {
            uint32_t q = question[k];
            question[k] = question[k - 1];
            question[k - 1] = q;
        }
    return found;
}

static bool nothing_changed(const struct layout *layout, struct front *front)
{
    struct rational *slot =
        front_begin(front, layout->width) ? front_add(front, (struct entry){0}) : NULL;
    if (slot != NULL)
        slots_begin(layout, slot);
    return slot != NULL;
}

/* One answer: its cost, and what it adds to the slots as things stand. */
static bool add_answer(struct lifter *lifter, const struct layout *layout, uint32_t q,
                       const struct candidate *candidate, struct front *front)
{
    struct entry entry = {0};
    if (candidate->changed) {
        struct trail *trail = arena_take(&lifter->arena, 1, sizeof *trail);
        if (trail == NULL)
            return false;
        *trail = (struct trail){.question = q,
                                .to = candidate->to,
                                .steps = candidate->steps,
                                .follow_up = candidate->follow_up};
        entry.trail = trail;
        entry.changes = lifter->blind ? 0 : 1;
        entry.steps = lifter->blind ? 0 : candidate->steps;
    }
    if (entry.changes > lifter->limit)
        return true;
    struct rational *slot = front_add(front, entry);
    if (slot == NULL)
        return false;
    slots_begin(layout, slot);
    const struct taps *taps = &lifter->question[q];
    for (size_t t = 0; t < taps->count; t++)
        if (!feed_question(lifter, layout, &taps->tap[t], slot))
            return false;
    return true;
}

static bool answer_all(struct lifter *lifter, const struct layout *layout,
                       uint32_t *question, size_t count, struct front *front);

/* Every answer to the first question, each with what the others make of it. */
static bool answer_first(struct lifter *lifter, const struct layout *layout,
                         const uint32_t *question, size_t count, struct front *front)
{
    struct candidates candidates = {0};
    uint32_t *rest = memory_allocate(count, sizeof *rest);
    uint32_t q = question[0];
    bool ok = front_begin(front, layout->width) && rest != NULL;
    read_variable(lifter, q);
    ok = ok && candidates_list(lifter, q, &candidates);
    for (size_t c = 0; ok && c < candidates.count; c++) {
        const struct candidate *candidate = &candidates.candidate[c];
        struct front own;
        struct front others = {0};
        for (size_t i = 1; i < count; i++)
            rest[i - 1] = question[i];
        if (candidate->changed)
            write_answer(lifter, q, &candidate->to);
        read_variable(lifter, q);
        if (clash_is_made(lifter, q)) {
            restore_answer(lifter, q);
            continue;
        }
        ok = front_begin(&own, layout->width)
             && add_answer(lifter, layout, q, candidate, &own)
             && (count == 1
                 || (answer_all(lifter, layout, rest, count - 1, &others)
                     && front_fold(lifter, layout, &own, &others)));
        for (size_t e = 0; ok && e < own.count; e++) {
            struct rational *slot = front_add(front, own.entry[e]);
            ok = slot != NULL;
            for (size_t s = 0; ok && s < layout->width; s++)
                slot[s] = own.slot[e * layout->width + s];
        }
        front_release(&own);
        front_release(&others);
        restore_answer(lifter, q);
    }
    read_variable(lifter, q);
    memory_release(rest);
    memory_release(candidates.candidate);
    return ok && front_prune(lifter, layout, front);
}

/* The questions, part by part of those that hang together. */
static bool answer_all(struct lifter *lifter, const struct layout *layout,
                       uint32_t *question, size_t count, struct front *front)
{
    bool ok = nothing_changed(layout, front);
    for (size_t from = 0; ok && from < count;) {
        size_t part = gather(lifter, question + from, count - from);
        struct front own = {0};
        ok = answer_first(lifter, layout, question + from, part, &own)
             && front_fold(lifter, layout, front, &own);
        front_release(&own);
        from += part;
    }
    return ok;
}

bool cluster_front(struct lifter *lifter, const struct layout *layout, uint32_t cluster,
                   struct front *front)
{
    const struct questionnaire *questionnaire = lifter->questionnaire;
    size_t count = 0;
    uint32_t *question =
        memory_allocate(questionnaire->question_count, sizeof *question);
    for (uint32_t q = cluster; question != NULL && q < questionnaire->question_count;
         q++)
        if (lifter->cluster[q] == cluster && !questionnaire->question[q].is_member)
            question[count++] = q;
    bool ok = question != NULL && answer_all(lifter, layout, question, count, front);
    memory_release(question);
    return ok;
}
