#include "base/memory.h"
#include "change/build.h"

#include <assert.h>
#include <string.h>

static bool compare_definitions(struct making *making, struct fault *fault)
{
    uint32_t count = making->round_count;
    making->source = memory_allocate(count, sizeof *making->source);
    making->trend_round = memory_allocate(count, sizeof *making->trend_round);
    if (making->source == NULL || making->trend_round == NULL)
        return fault_memory(fault);
    for (uint32_t r = 0; r < count; r++) {
        const struct change_round *round = &making->round[r];
        making->trend_round[r] =
            (struct trend_round){.year = round->year,
                                 .questionnaire = round->questionnaire,
                                 .population = round->population,
                                 .answers = round->answers,
                                 .scores = round->scores};
        if (r > 0
            && !find_sources(&making->source[r], making->round[r - 1].edition,
                             round->edition, fault))
            return false;
    }
    return trend_compute(&making->trend, making->trend_round, count, fault);
}

bool is_wanted(const struct making *making, const struct questionnaire *questionnaire,
               uint32_t node)
{
    const struct questionnaire *last = making->round[making->change->now].questionnaire;
    const char *id = questionnaire->dimension[questionnaire->node[node].dimension].id;
    uint32_t points = last->presentation.measuring_points;
    return !making->headlines_only || strcmp(id, last->dimension[last->overall].id) == 0
           || (points != NAMES_NONE && strcmp(id, last->dimension[points].id) == 0);
}

bool make_pair(struct making *making, uint32_t before, uint32_t now,
               struct fault *fault)
{
    struct pair *pair = pair_of(making, before, now);
    const struct change *change = making->change;
    if (pair->made)
        return true;
    pair->before = before;
    pair->now = now;
    pair->made = true;
    return find_common(making, pair, fault)
           && panel_build(&pair->panel, &making->census, making->round, before, now,
                          fault)
           && link_rounds(making, pair, before == change->before && now == change->now,
                          fault);
}

static bool make_pairs(struct making *making, struct fault *fault)
{
    size_t cells = (size_t)making->round_count * making->round_count;
    making->pair = memory_allocate(cells, sizeof *making->pair);
    bool ok = making->pair != NULL || fault_memory(fault);
    for (uint32_t r = 1; ok && r < making->round_count; r++)
        ok = make_pair(making, r - 1, r, fault);
    return ok && make_pair(making, making->change->before, making->change->now, fault);
}

static bool reserve(struct change *change, bool unit, struct fault *fault)
{
    const struct change_round *now = &change->round[change->now];
    const struct population *population = now->population;
    change->node_count = (uint32_t)now->questionnaire->node_count;
    change->level_count = population->level_count;
    change->group_offset =
        memory_allocate(change->level_count + 1, sizeof *change->group_offset);
    if (change->group_offset == NULL)
        return fault_memory(fault);
    for (size_t l = 0; l < change->level_count; l++)
        change->group_offset[l + 1] =
            change->group_offset[l] + population->level[l].group_count;
    size_t cells = (size_t)change->node_count * change_groups(change);
    change->figures = memory_allocate(cells, sizeof *change->figures);
    change->point = memory_allocate(cells * change->round_count, sizeof *change->point);
    change->regression =
        memory_allocate(change->node_count, sizeof *change->regression);
    if (unit)
        change->unit = memory_allocate(change->node_count, sizeof *change->unit);
    return (change->figures != NULL && change->point != NULL
            && change->regression != NULL && (change->unit != NULL || !unit))
           || fault_memory(fault);
}

static void release_pair(struct pair *pair)
{
    memory_release(pair->common);
    memory_release(pair->source);
    memory_release(pair->linked[0]);
    memory_release(pair->linked[1]);
    memory_release(pair->own_weights);
    panel_release(&pair->panel);
}

static void release_making(struct making *making)
{
    size_t cells = (size_t)making->round_count * making->round_count;
    for (size_t i = 0; making->pair != NULL && i < cells; i++)
        release_pair(&making->pair[i]);
    for (uint32_t r = 0; making->source != NULL && r < making->round_count; r++)
        memory_release(making->source[r]);
    memory_release(making->pair);
    memory_release(making->source);
    memory_release(making->trend_round);
    trend_release(&making->trend);
    census_release(&making->census);
}

/* What of the pair that is compared is told, taken out of it. */
static void keep_pair(struct making *making)
{
    struct change *change = making->change;
    struct pair *pair = pair_of(making, change->before, change->now);
    change->common = pair->common;
    change->comparable = pair->source;
    pair->common = NULL;
    pair->source = NULL;
}

static bool find_unit_figures(struct making *making, struct fault *fault)
{
    const struct change *change = making->change;
    const struct change_round *before = &making->round[change->before];
    const struct pair *pair = pair_of(making, change->before, change->now);
    if (making->unit_id == NULL)
        return true;
    if (!find_alphas(making, pair, CHANGE_SAME, before->questionnaire, before->answers,
                     before->scores, fault))
        return false;
    judge_unit(making);
    return true;
}

bool change_compute(struct change *change, const struct change_request *request,
                    struct fault *fault)
{
    assert(request->before + 1 < request->round_count);
    *change = (struct change){.round = request->round,
                              .round_count = request->round_count,
                              .relevant = request->relevant,
                              .relevant_of_unit = request->relevant_of_unit,
                              .before = request->before,
                              .now = request->round_count - 1};
    struct making making = {.change = change,
                            .unit_id = request->unit_id,
                            .level = request->level,
                            .headlines_only = request->headlines_only,
                            .steps = request->steps,
                            .round = request->round,
                            .round_count = request->round_count};
    bool ok = reserve(change, request->unit_id != NULL, fault)
              && census_take(&making.census, making.round, making.round_count, fault)
              && compare_definitions(&making, fault) && make_pairs(&making, fault)
              && compute_figures(&making, fault) && compute_series(&making, fault)
              && compute_regression(&making, fault) && find_unit_figures(&making, fault)
              && adjust_figures(change, making.steps, fault)
              && explain_change(&making, fault);
    if (ok)
        keep_pair(&making);
    release_making(&making);
    if (!ok)
        change_release(change);
    return ok;
}

void change_release(struct change *change)
{
    memory_release(change->group_offset);
    memory_release(change->common);
    memory_release(change->comparable);
    memory_release(change->figures);
    memory_release(change->point);
    memory_release(change->regression);
    memory_release(change->unit);
    *change = (struct change){0};
}
