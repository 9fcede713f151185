#include "base/memory.h"
#include "change/build.h"
#include "change/restrict.h"

#include <string.h>

/* Both rounds scored on what they have in common, by the definition of the later one
   (STATISTICS 3.3), with the operators that all scores are made by. */

static bool same_definition(const struct questionnaire *a,
                            const struct questionnaire *b)
{
    return strcmp(a->hash, b->hash) == 0;
}

/* One step of the way; what came before is let go. */
static bool carry_to(struct answers *carried, bool *owned,
                     const struct questionnaire **at, const struct answers *from,
                     const struct questionnaire *to, struct fault *fault)
{
    struct answers next = {0};
    if (same_definition(*at, to))
        return true;
    bool ok = answers_recode(&next, to, *owned ? carried : from, *at, fault);
    if (*owned)
        answers_release(carried);
    *carried = next;
    *owned = ok;
    *at = to;
    return ok;
}

static bool carry_answers(const struct making *making, const struct pair *pair,
                          struct answers *carried, const struct answers **answers,
                          struct fault *fault)
{
    const struct change_round *before = &making->round[pair->before];
    const struct questionnaire *to = making->round[pair->now].questionnaire;
    *carried = (struct answers){0};
    if (same_definition(before->questionnaire, to)) {
        *answers = before->answers;
        return true;
    }
    /* By every edition in between, as what replaces what holds for one step. */
    const struct questionnaire *at = before->edition;
    bool owned = false;
    bool ok = true;
    for (uint32_t r = pair->before + 1; ok && r <= pair->now; r++)
        ok = carry_to(carried, &owned, &at, before->given, making->round[r].edition,
                      fault);
    ok = ok && carry_to(carried, &owned, &at, before->given, to, fault);
    *answers = owned ? carried : before->given;
    return ok;
}

/* The points of the nodes that are wanted: taken from the scores, which are let go. */
static bool take_points(int64_t **points, struct scores *kept,
                        const struct questionnaire *questionnaire,
                        const struct change_round *round, const struct answers *answers,
                        const bool *wanted, struct fault *fault)
{
    struct scores scores = {0};
    if (!score_points(&scores, questionnaire, round->population, answers, wanted,
                      fault))
        return false;
    *points = scores.points;
    scores.points = NULL;
    if (kept != NULL)
        *kept = scores;
    else
        scores_release(&scores);
    return true;
}

static bool is_linked(const struct making *making, const struct pair *pair,
                      uint32_t node)
{
    return pair->common[node].mark == CHANGE_LINKED
           && is_wanted(making, making->round[pair->now].questionnaire, node);
}

/* The earlier round's questions that something in common goes on from. */
static bool score_own_weights(const struct making *making, struct pair *pair,
                              struct fault *fault)
{
    const struct change_round *before = &making->round[pair->before];
    const struct questionnaire *later = making->round[pair->now].questionnaire;
    struct restricted restricted = {0};
    bool *kept = memory_allocate(before->questionnaire->question_count, sizeof *kept);
    bool *wanted = memory_allocate(before->questionnaire->node_count, sizeof *wanted);
    bool ok = (kept != NULL && wanted != NULL) || fault_memory(fault);
    for (uint32_t q = 0; ok && q < later->question_count; q++) {
        if (pair->source[q] == NAMES_NONE)
            continue;
        const char *id = before->edition->question[pair->source[q]].id;
        uint32_t old = questionnaire_find(before->questionnaire, id, strlen(id));
        if (old != NAMES_NONE)
            kept[old] = true;
    }
    for (uint32_t n = 0; ok && n < later->node_count; n++)
        if (is_linked(making, pair, n) && pair->common[n].earlier != NAMES_NONE)
            wanted[pair->common[n].earlier] = true;
    ok = ok && restrict_areas(&restricted, before->questionnaire, kept, fault)
         && take_points(&pair->own_weights, NULL, &restricted.questionnaire, before,
                        before->answers, wanted, fault);
    restricted_release(&restricted);
    memory_release(kept);
    memory_release(wanted);
    return ok;
}

static bool is_any_linked(const struct making *making, const struct pair *pair)
{
    const struct questionnaire *later = making->round[pair->now].questionnaire;
    for (uint32_t n = 0; n < later->node_count; n++)
        if (is_linked(making, pair, n))
            return true;
    return false;
}

/* The later definition may ask for a column that the earlier register has not. */
static bool break_all(const struct making *making, struct pair *pair,
                      struct fault *fault)
{
    const struct questionnaire *later = making->round[pair->now].questionnaire;
    if (fault->kind != FAULT_DATA)
        return false;
    *fault = (struct fault){0};
    for (size_t n = 0; n < later->node_count; n++)
        if (pair->common[n].mark == CHANGE_LINKED) {
            pair->common[n].mark = CHANGE_BROKEN;
            pair->common[n].why = CHANGE_BREAK_POPULATION;
        }
    return true;
}

static bool score_both(struct making *making, struct pair *pair,
                       const struct questionnaire *restricted,
                       const struct answers *earlier, const bool *wanted,
                       struct fault *fault)
{
    const struct change_round *before = &making->round[pair->before];
    const struct change_round *now = &making->round[pair->now];
    struct scores scores = {0};
    if (!take_points(&pair->linked[0], &scores, restricted, before, earlier, wanted,
                     fault))
        return break_all(making, pair, fault);
    bool ok = take_points(&pair->linked[1], NULL, restricted, now, now->answers, wanted,
                          fault)
              && find_linking_errors(making, pair, earlier, &scores, fault)
              && (making->unit_id == NULL || pair->before != making->change->before
                  || pair->now != making->change->now
                  || find_alphas(making, pair, CHANGE_LINKED, restricted, earlier,
                                 &scores, fault));
    scores_release(&scores);
    return ok;
}

bool link_rounds(struct making *making, struct pair *pair, bool own_weights,
                 struct fault *fault)
{
    const struct questionnaire *later = making->round[pair->now].questionnaire;
    struct restricted restricted = {0};
    struct answers carried = {0};
    const struct answers *earlier;
    if (!is_any_linked(making, pair))
        return true;
    bool *kept = memory_allocate(later->question_count, sizeof *kept);
    bool *wanted = memory_allocate(later->node_count, sizeof *wanted);
    bool ok = (kept != NULL && wanted != NULL) || fault_memory(fault);
    for (uint32_t q = 0; ok && q < later->question_count; q++)
        kept[q] = pair->source[q] != NAMES_NONE;
    for (uint32_t n = 0; ok && n < later->node_count; n++)
        wanted[n] = is_linked(making, pair, n);
    ok = ok && carry_answers(making, pair, &carried, &earlier, fault)
         && restrict_areas(&restricted, later, kept, fault)
         && score_both(making, pair, &restricted.questionnaire, earlier, wanted, fault)
         && (!own_weights || !is_any_linked(making, pair)
             || score_own_weights(making, pair, fault));
    restricted_release(&restricted);
    answers_release(&carried);
    memory_release(kept);
    memory_release(wanted);
    return ok;
}

void pair_columns(const struct making *making, const struct pair *pair, uint32_t node,
                  const int64_t *column[static 2])
{
    const struct change_round *before = &making->round[pair->before];
    const struct change_round *now = &making->round[pair->now];
    const struct change_common *common = &pair->common[node];
    column[0] = column[1] = NULL;
    if (common->mark == CHANGE_SAME) {
        column[0] = scores_of(before->scores, common->earlier);
        column[1] = scores_of(now->scores, node);
    } else if (common->mark == CHANGE_LINKED) {
        column[0] = pair->linked[0] + (size_t)node * before->answers->row_count;
        column[1] = pair->linked[1] + (size_t)node * now->answers->row_count;
    }
}
