#include "base/memory.h"
#include "base/parallel.h"
#include "change/chain.h"

#include <string.h>

/* Links from round to round put together to a series (STATISTICS 3.3). */

/* The published mean of a round, of the units in the group then. */
static int64_t publish(const struct chaining *chaining, uint32_t round, size_t level,
                       uint32_t group, uint32_t *n)
{
    const struct making *making = chaining->making;
    int side = round > 0;
    const struct pair *pair =
        side ? pair_of(making, round - 1, round) : pair_of(making, 0, 1);
    uint32_t node = chaining->node_in[round];
    wide sum = 0;
    *n = 0;
    if (node == NAMES_NONE)
        return CHANGE_UNDEFINED;
    const struct panel_level *panel = &pair->panel.level[level];
    const int64_t *points = scores_of(making->round[round].scores, node);
    for (uint32_t e = panel->start[group]; e < panel->start[group + 1]; e++) {
        uint32_t row = panel->row[side][e];
        if (row == NAMES_NONE || points[row] < 0)
            continue;
        sum += points[row];
        (*n)++;
    }
    return mean_of(sum, *n);
}

/* Nobody carries the series on: there is no link, or nothing to add it to. */
static void break_off(struct change_point *point)
{
    if (point->mark == CHANGE_BROKEN)
        return;
    point->mark = CHANGE_BROKEN;
    point->why = CHANGE_BREAK_NO_UNITS;
    point->linking_error = (struct estimate){0};
}

/* The link from the round before; of nobody where there is none. */
static struct linked_group find_link(const struct chaining *chaining, uint32_t round,
                                     size_t level, uint32_t group,
                                     struct change_point *point,
                                     struct estimate_moments *moments)
{
    const struct pair *pair = pair_of(chaining->making, round - 1, round);
    uint32_t node = chaining->node_in[round];
    struct linked_group linked = {0};
    *moments = (struct estimate_moments){0};
    point->why = CHANGE_BREAK_NO_AREA;
    if (node == NAMES_NONE || chaining->node_in[round - 1] == NAMES_NONE)
        return linked;
    const struct change_common *common = &pair->common[node];
    point->mark = common->mark;
    point->why = common->why;
    point->linking_error = common->linking_error;
    if (common->mark == CHANGE_BROKEN)
        return linked;
    linked = find_linked(chaining, pair, level, group);
    *moments = add_changes(chaining, &linked);
    point->matched = moments->n;
    if (point->matched == 0)
        break_off(point);
    return linked;
}

static void add_direct(const struct chaining *chaining, uint32_t round, size_t level,
                       uint32_t group, struct change_point *point)
{
    const struct pair *pair = pair_of(chaining->making, point->base, round);
    if (point->base + 1 >= round || !pair->made)
        return;
    point->direct_mark = pair->common[chaining->node_in[round]].mark;
    if (point->direct_mark == CHANGE_BROKEN)
        return;
    struct linked_group linked = find_linked(chaining, pair, level, group);
    struct estimate_moments moments = add_changes(chaining, &linked);
    point->direct_matched = moments.n;
    point->direct = mean_of(moments.sum, moments.n);
}

/* The state of a series between two rounds. */
struct running {
    double links;  /* sum since the base, points */
    double errors; /* of squares of the linking errors */
    bool errors_known;
    bool across;
};

static bool add_link(struct chaining *chaining, const struct linked_group *linked,
                     const struct estimate_moments *moments, int64_t level_before,
                     struct change_point *point, struct running *running)
{
    struct estimate error = {0};
    struct estimate p;
    point->link = mean_of(moments->sum, moments->n);
    point->level = level_before + point->link;
    running->links += (double)moments->sum / moments->n / (double)POINT;
    running->errors_known = running->errors_known && point->linking_error.defined;
    running->errors += point->linking_error.value * point->linking_error.value;
    if (running->errors_known)
        error = estimate_of(sqrt(running->errors));
    add_parts(chaining, linked, moments);
    bool ok = estimate_step(chaining, linked, moments, &point->step)
              && estimate_parts(chaining, running->across, running->links,
                                &point->since, &chaining->fault);
    if (ok)
        widen(&point->since, error, &point->se, &point->low, &point->high, &p);
    return ok;
}

static bool chain_group(struct chaining *chaining, size_t level, uint32_t group)
{
    const struct making *making = chaining->making;
    struct change *change = making->change;
    struct change_point *series =
        &change->point[((size_t)chaining->node * change_groups(change)
                        + change->group_offset[level] + group)
                       * making->round_count];
    const struct pair *last = pair_of(making, change->before, change->now);
    struct running running = {.errors_known = true,
                              .across =
                                  last->panel.level[level].cluster_count[group] > 0};
    begin_series(chaining);
    for (uint32_t r = 0; r < making->round_count; r++) {
        struct change_point *point = &series[r];
        struct linked_group linked = {0};
        struct estimate_moments moments = {0};
        *point = (struct change_point){.mark = CHANGE_BROKEN,
                                       .base = r,
                                       .link = CHANGE_UNDEFINED,
                                       .direct_mark = CHANGE_BROKEN,
                                       .direct = CHANGE_UNDEFINED};
        point->level = point->published = publish(chaining, r, level, group, &point->n);
        if (r > 0)
            linked = find_link(chaining, r, level, group, point, &moments);
        if (r > 0 && series[r - 1].level == CHANGE_UNDEFINED)
            break_off(point);
        if (point->mark == CHANGE_BROKEN) {
            running.links = running.errors = 0;
            running.errors_known = true;
            begin_series(chaining);
            continue;
        }
        point->base = series[r - 1].base;
        if (!add_link(chaining, &linked, &moments, series[r - 1].level, point,
                      &running))
            return false;
        add_direct(chaining, r, level, group, point);
    }
    return true;
}

static void chain_nodes(void *context, size_t worker)
{
    struct chaining *chaining = (struct chaining *)context + worker;
    const struct making *making = chaining->making;
    const struct change *change = making->change;
    const struct questionnaire *last = making->round[change->now].questionnaire;
    for (uint32_t n = chaining->first; n < change->node_count; n += chaining->stride) {
        if (!is_wanted(making, last, n))
            continue;
        chaining->node = n;
        for (uint32_t r = 0; r < making->round_count; r++)
            chaining->node_in[r] =
                find_counterpart(last, n, making->round[r].questionnaire);
        for (size_t l = 0; l < change->level_count; l++) {
            uint32_t groups = change->group_offset[l + 1] - change->group_offset[l];
            for (uint32_t g = 0; is_level_wanted(making, l) && g < groups; g++)
                if (!chain_group(chaining, l, g))
                    return;
        }
    }
}

/* Every round against the one that its series begins with, as far as definitions alone
   say which that is. */
static bool make_direct_pairs(struct making *making, struct fault *fault)
{
    const struct change *change = making->change;
    const struct questionnaire *last = making->round[change->now].questionnaire;
    bool ok = true;
    for (uint32_t n = 0; ok && n < change->node_count; n++) {
        uint32_t base = 0;
        if (!is_wanted(making, last, n))
            continue;
        for (uint32_t r = 1; ok && r < making->round_count; r++) {
            uint32_t node = find_counterpart(last, n, making->round[r].questionnaire);
            const struct pair *pair = pair_of(making, r - 1, r);
            if (node == NAMES_NONE || pair->common[node].mark == CHANGE_BROKEN)
                base = r;
            else if (base + 1 < r)
                ok = make_pair(making, base, r, fault);
        }
    }
    return ok;
}

bool compute_series(struct making *making, struct fault *fault)
{
    size_t workers =
        parallel_workers((size_t)making->change->node_count * making->census.unit_count
                         * making->change->level_count);
    struct chaining *chaining = memory_allocate(workers, sizeof *chaining);
    bool ok =
        (chaining != NULL || fault_memory(fault)) && make_direct_pairs(making, fault);
    for (size_t w = 0; ok && w < workers; w++) {
        chaining[w].first = (uint32_t)w;
        chaining[w].stride = (uint32_t)workers;
        ok = reserve_chaining(&chaining[w], making, fault);
    }
    if (ok)
        parallel_run(workers, chain_nodes, chaining);
    for (size_t w = 0; chaining != NULL && w < workers; w++) {
        if (ok && chaining[w].fault.kind != FAULT_NONE)
            ok = fault_take(fault, &chaining[w].fault);
        release_chaining(&chaining[w]);
    }
    memory_release(chaining);
    return ok;
}
