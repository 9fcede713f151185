#include "base/memory.h"
#include "base/parallel.h"
#include "change/slice.h"

/* The change between the two rounds that are compared, by node and group (STATISTICS
   3.1, 3.2). */

void widen(const struct estimated *estimated, struct estimate linking_error,
           struct estimate *se, struct estimate *low, struct estimate *high,
           struct estimate *p)
{
    *se = *low = *high = *p = (struct estimate){0};
    if (!estimated->se.defined || !linking_error.defined
        || estimated->lack == ESTIMATE_ALIKE)
        return;
    /* PISA: total = the root of se squared plus the linking error squared. */
    double total = sqrt(estimated->se.value * estimated->se.value
                        + linking_error.value * linking_error.value);
    *se = estimate_of(total);
    *p = tails_of_t(estimated->value.value / total, estimated->df);
    struct estimate t = quantile_of_t(.975, estimated->df);
    if (!estimated->low.defined || !t.defined)
        return;
    *low = estimate_of(estimated->value.value - t.value * total);
    *high = estimate_of(estimated->value.value + t.value * total);
}

/* Sums over the units of a slice by whether they have a score in one round or both. */
struct sums {
    uint32_t matched;
    uint32_t entered;
    uint32_t left;
    wide matched_sum[2];
    wide entered_sum;
    wide left_sum;
};

static struct sums add_up(const struct slice *slice)
{
    struct sums sums = {0};
    for (uint32_t e = 0; e < slice->count; e++) {
        int64_t before = slice->score[0][e];
        int64_t now = slice->score[1][e];
        if (before >= 0 && now >= 0) {
            sums.matched++;
            sums.matched_sum[0] += before;
            sums.matched_sum[1] += now;
        } else if (now >= 0) {
            sums.entered++;
            sums.entered_sum += now;
        } else if (before >= 0) {
            sums.left++;
            sums.left_sum += before;
        }
    }
    return sums;
}

/* (n_E / n) (mean of E - mean of the matched), in whole numbers: sum_E / n - n_E sum_M
   / (n m). */
static int64_t term(uint32_t count, wide sum, uint32_t matched, wide matched_sum)
{
    wide n = (wide)count + matched;
    return divide_rounded(sum * matched - matched_sum * count, n * matched);
}

/* Each term is rounded once, but one of those of the participants, which is what is
   left, so that the whole closes. Where nobody came or nobody went that is the other.
 */
static struct change_split split(const struct sums *sums)
{
    struct change_split split = {CHANGE_UNDEFINED, CHANGE_UNDEFINED, CHANGE_UNDEFINED,
                                 CHANGE_UNDEFINED};
    wide now = (wide)sums->matched + sums->entered;
    wide before = (wide)sums->matched + sums->left;
    if (now == 0 || before == 0)
        return split;
    wide sum_now = sums->matched_sum[1] + sums->entered_sum;
    wide sum_before = sums->matched_sum[0] + sums->left_sum;
    split.cross = divide_rounded(sum_now * before - sum_before * now, now * before);
    if (sums->matched == 0)
        return split;
    split.real =
        divide_rounded(sums->matched_sum[1] - sums->matched_sum[0], sums->matched);
    split.exits = term(sums->left, sums->left_sum, sums->matched, sums->matched_sum[0]);
    split.entries = sums->entered == 0 ? 0 : split.cross - split.real + split.exits;
    if (sums->entered == 0)
        split.exits = split.real - split.cross;
    return split;
}

static bool estimate_overlap(const struct slice *slice, uint32_t count,
                             uint32_t cluster_count, struct estimated *estimated,
                             struct fault *fault)
{
    struct design design = {
        .count = count, .cluster_count = cluster_count, .rounded = ESTIMATE_ROUNDED};
    if (cluster_count > 0)
        design.cluster = slice->taken_cluster;
    const struct estimate_side before = {.y = slice->y[0], .domain = slice->has[0]};
    const struct estimate_side after = {.y = slice->y[1], .domain = slice->has[1]};
    return estimate_difference(estimated, &design, &before, &after, NULL, fault);
}

static bool estimate_cross(struct slice *slice, struct change_figures *figures,
                           struct fault *fault)
{
    uint32_t clusters;
    uint32_t count = slice_take(slice, &clusters);
    if (!estimate_overlap(slice, count, 0, &figures->overlapped_units, fault))
        return false;
    figures->overlapped = figures->overlapped_units;
    return !figures->across
           || estimate_overlap(slice, count, clusters, &figures->overlapped, fault);
}

static bool estimate_change(struct slice *slice, const struct change_common *common,
                            struct change_figures *figures, struct fault *fault)
{
    struct estimate_moments moments = slice_moments(slice);
    if (!estimate_simple(&figures->paired, &moments, 0, ESTIMATE_PROCESS, fault))
        return false;
    if (figures->across
        && !estimate_clustered(&figures->clustered, slice->of_cluster,
                               slice->cluster_count, NULL, 0, ESTIMATE_PROCESS, fault))
        return false;
    widen(figures->across ? &figures->clustered : &figures->paired,
          common->linking_error, &figures->se, &figures->low, &figures->high,
          &figures->p);
    return true;
}

static void set_sums(const struct sums *sums, struct change_figures *figures)
{
    figures->matched = sums->matched;
    figures->entered = sums->entered;
    figures->left = sums->left;
    for (int side = 0; side < 2; side++)
        figures->matched_mean[side] = mean_of(sums->matched_sum[side], sums->matched);
    figures->split = split(sums);
    if (sums->matched > 0 && sums->matched_sum[0] > 0)
        figures->percent =
            estimate_of(100 * (double)(sums->matched_sum[1] - sums->matched_sum[0])
                        / (double)sums->matched_sum[0]);
}

/* One node at work, in every group. */
struct measuring {
    const struct making *making;
    const struct pair *pair;
    struct slice slice;
    struct slice published;
    struct slice own_weights;
    struct fault fault;
    uint32_t first; /* node, and then every so-manyth */
    uint32_t stride;
};

/* STATISTICS 3.3: the change of what is published, of those that have a score in every
   way, taken apart. Whole sums, so that it closes but for one rounding, which goes to
   the questions. */
static struct change_effects find_effects(const struct measuring *measuring)
{
    const struct slice *linked = &measuring->slice;
    const struct slice *published = &measuring->published;
    const int64_t *own_weights = measuring->own_weights.score[0];
    struct change_effects effects = {0};
    wide sum_published = 0;
    wide sum_real = 0;
    wide sum_weights = 0;
    for (uint32_t e = 0; e < linked->count; e++) {
        if (linked->score[0][e] < 0 || linked->score[1][e] < 0 || own_weights[e] < 0
            || published->score[0][e] < 0 || published->score[1][e] < 0)
            continue;
        effects.n++;
        sum_published += published->score[1][e] - published->score[0][e];
        sum_real += linked->score[1][e] - linked->score[0][e];
        sum_weights += linked->score[0][e] - own_weights[e];
    }
    effects.published = mean_of(sum_published, effects.n);
    effects.real = mean_of(sum_real, effects.n);
    effects.weights = mean_of(sum_weights, effects.n);
    effects.questions = effects.n == 0
                            ? CHANGE_UNDEFINED
                            : effects.published - effects.real - effects.weights;
    return effects;
}

static bool measure_group(struct measuring *measuring, uint32_t node, size_t level,
                          uint32_t group)
{
    const struct making *making = measuring->making;
    const struct pair *pair = measuring->pair;
    const struct change_round *before = &making->round[pair->before];
    const struct change_round *now = &making->round[pair->now];
    const struct change_common *common = &pair->common[node];
    const struct panel_level *panel = &pair->panel.level[level];
    struct change *change = making->change;
    struct change_figures *figures =
        &change->figures[(size_t)node * change_groups(change)
                         + change->group_offset[level] + group];
    const int64_t *published[] = {common->earlier == NAMES_NONE
                                      ? NULL
                                      : scores_of(before->scores, common->earlier),
                                  scores_of(now->scores, node)};
    int64_t const *compared[2];
    figures->across = panel->cluster_count[group] > 0;
    pair_columns(making, pair, node, compared);
    slice_fill(&measuring->published, panel, group, published);
    slice_fill(&measuring->slice, panel, group, compared);
    figures->published = slice_means(&measuring->published);
    figures->compared = slice_means(&measuring->slice);
    struct sums sums = add_up(&measuring->slice);
    set_sums(&sums, figures);
    if (common->mark == CHANGE_LINKED && pair->own_weights != NULL
        && common->earlier != NAMES_NONE) {
        const int64_t *own[] = {
            pair->own_weights + (size_t)common->earlier * before->answers->row_count,
            NULL};
        slice_fill(&measuring->own_weights, panel, group, own);
        figures->effects = find_effects(measuring);
    }
    return estimate_change(&measuring->slice, common, figures, &measuring->fault)
           && estimate_cross(&measuring->slice, figures, &measuring->fault);
}

static void measure_nodes(void *context, size_t worker)
{
    struct measuring *measuring = (struct measuring *)context + worker;
    const struct change *change = measuring->making->change;
    const struct questionnaire *last = change->round[change->now].questionnaire;
    for (uint32_t n = measuring->first; n < change->node_count; n += measuring->stride)
        for (size_t l = 0;
             is_wanted(measuring->making, last, n) && l < change->level_count; l++)
            for (uint32_t g = 0; is_level_wanted(measuring->making, l)
                                 && g < measuring->pair->panel.level[l].group_count;
                 g++)
                if (!measure_group(measuring, n, l, g))
                    return;
}

static bool open_measuring(struct measuring *measuring, const struct making *making,
                           size_t worker, size_t workers, struct fault *fault)
{
    const struct change *change = making->change;
    *measuring =
        (struct measuring){.making = making,
                           .pair = pair_of(making, change->before, change->now),
                           .first = (uint32_t)worker,
                           .stride = (uint32_t)workers};
    const struct panel *panel = &measuring->pair->panel;
    return slice_reserve(&measuring->slice, panel, fault)
           && slice_reserve(&measuring->published, panel, fault)
           && slice_reserve(&measuring->own_weights, panel, fault);
}

bool compute_figures(const struct making *making, struct fault *fault)
{
    size_t workers =
        parallel_workers((size_t)making->change->node_count * making->census.unit_count
                         * making->change->level_count);
    struct measuring *measuring = memory_allocate(workers, sizeof *measuring);
    bool ok = measuring != NULL || fault_memory(fault);
    for (size_t w = 0; ok && w < workers; w++)
        ok = open_measuring(&measuring[w], making, w, workers, fault);
    if (ok)
        parallel_run(workers, measure_nodes, measuring);
    for (size_t w = 0; measuring != NULL && w < workers; w++) {
        if (ok && measuring[w].fault.kind != FAULT_NONE)
            ok = fault_take(fault, &measuring[w].fault);
        slice_release(&measuring[w].slice);
        slice_release(&measuring[w].published);
        slice_release(&measuring[w].own_weights);
    }
    memory_release(measuring);
    return ok;
}
