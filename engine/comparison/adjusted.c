#include "base/memory.h"
#include "comparison/cells.h"

/* Means weighed for those that did not answer (STATISTICS 2.4): by weighting classes of
   region and kind, made once for each group that has several owners, or units that
   stand alone, and that lies across no other. */

/* The groups of the broadest level below the nation, and the first category or, without
   one, the first classes. */
struct classing {
    const struct level *region; /* NULL = all are one */
    const struct level *kind;   /* NULL = all are one */
    uint32_t kinds;
    uint32_t count;
};

static struct classing find_classing(const struct comparison *comparison)
{
    const struct population *population = &comparison->population;
    const struct background *background = comparison->material.background;
    size_t owner = owner_level(comparison);
    size_t own_levels = population->level_count - background->grouping_count;
    struct classing classing = {.kinds = 1, .count = 1};
    if (own_levels > 1 && owner > 1)
        classing.region = &population->level[1];
    if (background->grouping_count > 0)
        classing.kind = &population->level[own_levels];
    if (classing.kind != NULL)
        classing.kinds = classing.kind->group_count;
    classing.count =
        classing.kinds * (classing.region == NULL ? 1 : classing.region->group_count);
    return classing;
}

static uint32_t class_of(const struct classing *classing, uint32_t unit)
{
    uint32_t region = classing->region == NULL ? 0 : classing->region->group_of[unit];
    uint32_t kind = classing->kind == NULL ? 0 : classing->kind->group_of[unit];
    return region * classing->kinds + kind;
}

static void count_classes(const struct comparison *comparison, size_t l, uint32_t g,
                          const struct classing *classing, struct estimate_class *class)
{
    const struct population *population = &comparison->population;
    const struct comparison_cells *cells = &comparison->cells[l];
    const struct answers *answers = comparison->material.answers;
    for (uint32_t c = 0; c < classing->count; c++)
        class[c] = (struct estimate_class){.region = c / classing->kinds};
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        if (population->level[l].group_of[unit] == g && !is_left_out(comparison, unit))
            class[class_of(classing, unit)].eligible++;
    for (uint32_t i = cells->first_row[g]; i < cells->first_row[g + 1]; i++)
        if (!is_left_out(comparison, answers->unit[cells->row[i]]))
            class[class_of(classing, answers->unit[cells->row[i]])].answered++;
}

/* The rows of the group that answered, each with its merged class and its owner. */
static bool take_rows(const struct comparison *comparison, size_t l, uint32_t g,
                      const struct classing *classing,
                      const struct estimate_weighting *merged,
                      struct comparison_adjusting *adjusting)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    const uint32_t *unit = comparison->material.answers->unit;
    uint32_t rows = cells->first_row[g + 1] - cells->first_row[g];
    uint32_t clusters = cells->first[g + 1] - cells->first[g];
    adjusting->row = memory_allocate(rows, sizeof *adjusting->row);
    adjusting->post = memory_allocate(rows, sizeof *adjusting->post);
    adjusting->cluster = memory_allocate(rows, sizeof *adjusting->cluster);
    adjusting->y = memory_allocate(rows, sizeof *adjusting->y);
    adjusting->domain = memory_allocate(rows, sizeof *adjusting->domain);
    adjusting->in_cluster = memory_allocate(clusters, sizeof *adjusting->in_cluster);
    adjusting->post_total =
        memory_allocate(merged->merged_count, sizeof *adjusting->post_total);
    if (adjusting->row == NULL || adjusting->post == NULL || adjusting->cluster == NULL
        || adjusting->y == NULL || adjusting->domain == NULL
        || adjusting->in_cluster == NULL || adjusting->post_total == NULL)
        return false;
    for (uint32_t i = cells->first_row[g]; i < cells->first_row[g + 1]; i++) {
        uint32_t row = cells->row[i];
        if (is_left_out(comparison, unit[row]))
            continue;
        adjusting->row[adjusting->count] = row;
        adjusting->post[adjusting->count] = merged->of[class_of(classing, unit[row])];
        adjusting->cluster[adjusting->count++] = cells->cell_of[row] - cells->first[g];
    }
    for (uint32_t c = 0; c < clusters; c++)
        adjusting->in_cluster[c] = cells->eligible[cells->first[g] + c];
    for (uint32_t m = 0; m < merged->merged_count; m++)
        adjusting->post_total[m] = merged->merged[m].eligible;
    adjusting->clusters = clusters;
    adjusting->across = cells->across;
    adjusting->post_count = merged->merged_count;
    return true;
}

static bool open_group(struct comparison *comparison, size_t l, uint32_t g,
                       const struct classing *classing, struct estimate_class *class,
                       struct fault *fault)
{
    struct estimate_weighting merged = {0};
    size_t number = comparison->benchmark.group_offset[l] + g;
    struct comparison_weighting *weighting = &comparison->weighting[number];
    count_classes(comparison, l, g, classing, class);
    bool ok = estimate_weigh(&merged, class, classing->count, fault);
    if (ok && merged.merged_count > 0) {
        struct comparison_group *group = &comparison->group[number];
        ok = take_rows(comparison, l, g, classing, &merged,
                       &comparison->adjusting[number])
             || fault_memory(fault);
        *weighting =
            (struct comparison_weighting){.any = group->answered < group->eligible,
                                          .merged_count = merged.merged_count,
                                          .small_count = merged.small_count,
                                          .across_count = merged.across_count,
                                          .evenness = merged.evenness};
    }
    for (uint32_t c = 0; ok && c < classing->count; c++)
        weighting->class_count += class[c].eligible > 0;
    estimate_weighting_release(&merged);
    return ok;
}

static bool is_adjusted(const struct comparison *comparison, size_t l)
{
    return !comparison->population.level[l].crossing && l < owner_level(comparison);
}

bool adjusted_open(struct comparison *comparison, struct fault *fault)
{
    const struct classing classing = find_classing(comparison);
    size_t groups = comparison_group_count(comparison);
    struct estimate_class *class = memory_allocate(classing.count, sizeof *class);
    comparison->weighting = memory_allocate(groups, sizeof *comparison->weighting);
    comparison->adjusting = memory_allocate(groups, sizeof *comparison->adjusting);
    comparison->class_region = classing.region;
    comparison->class_kind = classing.kind;
    bool ok = (class != NULL && comparison->weighting != NULL
               && comparison->adjusting != NULL)
              || fault_memory(fault);
    for (size_t l = 0; ok && l < comparison->population.level_count; l++)
        for (uint32_t g = 0; ok && is_adjusted(comparison, l)
                             && g < comparison->population.level[l].group_count;
             g++)
            ok = open_group(comparison, l, g, &classing, class, fault);
    memory_release(class);
    return ok;
}

void adjusted_close(struct comparison *comparison)
{
    for (size_t g = 0;
         comparison->adjusting != NULL && g < comparison_group_count(comparison); g++) {
        struct comparison_adjusting *adjusting = &comparison->adjusting[g];
        memory_release(adjusting->row);
        memory_release(adjusting->post);
        memory_release(adjusting->cluster);
        memory_release(adjusting->y);
        memory_release(adjusting->domain);
        memory_release(adjusting->in_cluster);
        memory_release(adjusting->post_total);
    }
    memory_release(comparison->adjusting);
    memory_release(comparison->weighting);
    comparison->adjusting = NULL;
    comparison->weighting = NULL;
}

/* Whoever answered stands for its class; those of them without a score are outside the
   domain, and stay in the sum. */
static bool adjust_group(const struct comparison *comparison,
                         const struct comparison_adjusting *adjusting,
                         struct compared *compared, struct fault *fault)
{
    struct design design = {.count = adjusting->count,
                            .post = adjusting->post,
                            .post_total = adjusting->post_total,
                            .post_count = adjusting->post_count};
    const struct estimate_side side = {.y = adjusting->y, .domain = adjusting->domain};
    double in_all = 0;
    if (adjusting->across) {
        design.cluster = adjusting->cluster;
        design.cluster_count = adjusting->clusters;
    }
    for (uint32_t m = 0; m < adjusting->post_count; m++)
        in_all += adjusting->post_total[m];
    if (adjusting->across)
        in_all = adjusting->clusters;
    for (uint32_t i = 0; i < adjusting->count; i++) {
        int64_t points = comparison->points[adjusting->row[i]];
        adjusting->domain[i] = points >= 0;
        adjusting->y[i] = (double)points / POINT;
    }
    bool ok = true;
    for (int t = 0; ok && t < COMPARISON_TARGETS; t++) {
        bool finite = t == ESTIMATE_DESCRIPTIVE;
        design.stratum_total = finite ? &in_all : NULL;
        design.cluster_total =
            finite && adjusting->across ? adjusting->in_cluster : NULL;
        ok = estimate_ratio(&compared->adjusted[t], &design, &side, NULL, fault);
    }
    return ok;
}

bool compute_adjusted(const struct comparison *comparison, struct compared *compared,
                      struct fault *fault)
{
    bool ok = true;
    for (size_t g = 0; ok && g < comparison_group_count(comparison); g++)
        if (comparison->weighting[g].any)
            ok = adjust_group(comparison, &comparison->adjusting[g], &compared[g],
                              fault);
    return ok;
}
