#include "base/memory.h"
#include "comparison/cells.h"

/* The weighting classes by which those that answered stand for those that did not
   (STATISTICS 2.4): of region and kind, made once for each group. */

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
    size_t own_levels = population->level_count - background->grouping_count;
    struct classing classing = {.kinds = 1, .count = 1};
    if (own_levels > 1 && owner_level(comparison) > 1)
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

static bool is_owned(const struct comparison *comparison)
{
    return owner_level(comparison) < comparison->population.level_count;
}

/* The cells in the order of their first unit; `cell_of` by unit. An owner lies within a
   region, so that owner and kind tell a cell. */
static bool number_cells(struct comparison *comparison, const struct classing *classing,
                         uint32_t *cell_of)
{
    const struct population *population = &comparison->population;
    bool owned = is_owned(comparison);
    uint32_t owners = owned ? population_cluster_count(population) : 0;
    size_t places = owned ? (size_t)owners * classing->kinds : classing->count;
    uint32_t *known = memory_allocate(places, sizeof *known);
    comparison->class_cell =
        memory_allocate(population->unit_count, sizeof *comparison->class_cell);
    if (known == NULL || comparison->class_cell == NULL) {
        memory_release(known);
        return false;
    }
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        uint32_t class = class_of(classing, unit);
        uint32_t cluster = owned ? population_cluster(population, unit) : 0;
        size_t place =
            owned ? (size_t)cluster * classing->kinds + class % classing->kinds : class;
        if (is_left_out(comparison, unit))
            continue;
        if (known[place] == 0) {
            comparison->class_cell[comparison->class_cell_count] =
                (struct class_cell){.class = class, .cluster = cluster, .unit = unit};
            known[place] = ++comparison->class_cell_count;
        }
        cell_of[unit] = known[place] - 1;
    }
    memory_release(known);
    return true;
}

static bool place_rows(struct comparison *comparison, const struct classing *classing)
{
    const struct answers *answers = comparison->material.answers;
    uint32_t *cell_of =
        memory_allocate(comparison->population.unit_count, sizeof *cell_of);
    comparison->class_cell_of =
        memory_allocate(answers->row_count, sizeof *comparison->class_cell_of);
    bool ok = cell_of != NULL && comparison->class_cell_of != NULL
              && number_cells(comparison, classing, cell_of);
    for (uint32_t row = 0; ok && row < answers->row_count; row++) {
        uint32_t cell = cell_of[answers->unit[row]];
        comparison->class_cell_of[row] = cell;
        if (!is_left_out(comparison, answers->unit[row]))
            comparison->class_cell[cell].answered++;
    }
    memory_release(cell_of);
    return ok;
}

static bool is_of(const struct comparison *comparison, const struct class_cell *cell,
                  size_t l, uint32_t g)
{
    return comparison->population.level[l].group_of[cell->unit] == g;
}

static void count_classes(const struct comparison *comparison, size_t l, uint32_t g,
                          const struct classing *classing, struct estimate_class *class)
{
    const struct population *population = &comparison->population;
    for (uint32_t c = 0; c < classing->count; c++)
        class[c] = (struct estimate_class){.region = c / classing->kinds};
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        if (population->level[l].group_of[unit] == g && !is_left_out(comparison, unit))
            class[class_of(classing, unit)].eligible++;
    for (uint32_t c = 0; c < comparison->class_cell_count; c++)
        if (is_of(comparison, &comparison->class_cell[c], l, g))
            class[comparison->class_cell[c].class].answered +=
                comparison->class_cell[c].answered;
}

static bool reserve(struct comparison_adjusting *adjusting, uint32_t cells)
{
    adjusting->cell = memory_allocate(cells, sizeof *adjusting->cell);
    adjusting->post = memory_allocate(cells, sizeof *adjusting->post);
    adjusting->cluster = memory_allocate(cells, sizeof *adjusting->cluster);
    adjusting->sum =
        memory_allocate((size_t)adjusting->clusters + 1, sizeof *adjusting->sum);
    adjusting->post_total =
        memory_allocate(adjusting->post_count, sizeof *adjusting->post_total);
    adjusting->answered =
        memory_allocate(adjusting->post_count, sizeof *adjusting->answered);
    adjusting->mean = memory_allocate(adjusting->post_count, sizeof *adjusting->mean);
    return adjusting->cell != NULL && adjusting->post != NULL
           && adjusting->cluster != NULL && adjusting->sum != NULL
           && adjusting->post_total != NULL && adjusting->answered != NULL
           && adjusting->mean != NULL;
}

/* The group's own number of an owner. */
static uint32_t place_of(const struct comparison_cells *cells, uint32_t g,
                         uint32_t cluster)
{
    uint32_t c = cells->first[g];
    while (cells->across && cells->cluster[c] != cluster)
        c++;
    return c - cells->first[g];
}

static bool take_cells(const struct comparison *comparison, size_t l, uint32_t g,
                       const struct estimate_weighting *merged,
                       struct comparison_adjusting *adjusting)
{
    const struct comparison_cells *cells = &comparison->cells[l];
    adjusting->clusters = cells->across ? cells->first[g + 1] - cells->first[g] : 1;
    adjusting->post_count = merged->merged_count;
    if (!reserve(adjusting, comparison->class_cell_count))
        return false;
    for (uint32_t c = 0; c < comparison->class_cell_count; c++) {
        const struct class_cell *cell = &comparison->class_cell[c];
        if (!is_of(comparison, cell, l, g) || cell->answered == 0)
            continue;
        adjusting->cell[adjusting->count] = c;
        adjusting->post[adjusting->count] = merged->of[cell->class];
        adjusting->cluster[adjusting->count++] = place_of(cells, g, cell->cluster);
    }
    for (uint32_t m = 0; m < merged->merged_count; m++) {
        adjusting->post_total[m] = merged->merged[m].eligible;
        adjusting->answered[m] = merged->merged[m].answered;
    }
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
        const struct comparison_group *group = &comparison->group[number];
        ok = take_cells(comparison, l, g, &merged, &comparison->adjusting[number])
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

/* Made again, the way that they were made. */
bool list_classes(struct comparison_steps *steps, const struct comparison *comparison,
                  size_t level, uint32_t group, struct fault *fault)
{
    const struct classing classing = find_classing(comparison);
    struct estimate_weighting merged = {0};
    struct estimate_class *class = memory_allocate(classing.count, sizeof *class);
    steps->class = memory_allocate(classing.count, sizeof *steps->class);
    steps->merged = memory_allocate(classing.count, sizeof *steps->merged);
    bool ok = (class != NULL && steps->class != NULL && steps->merged != NULL)
              || fault_memory(fault);
    if (ok) {
        count_classes(comparison, level, group, &classing, class);
        ok = estimate_weigh(&merged, class, classing.count, fault);
    }
    for (uint32_t c = 0; ok && c < classing.count; c++)
        if (class[c].eligible > 0)
            steps->class[steps->class_count++] =
                (struct comparison_class){.region = c / classing.kinds,
                                          .kind = c % classing.kinds,
                                          .eligible = class[c].eligible,
                                          .answered = class[c].answered,
                                          .merged = merged.of[c]};
    for (uint32_t m = 0; ok && m < merged.merged_count; m++)
        steps->merged[steps->merged_count++] = (struct comparison_merged){
            merged.merged[m].eligible, merged.merged[m].answered, merged.weight[m]};
    estimate_weighting_release(&merged);
    memory_release(class);
    return ok;
}

/* Groups that cells lie wholly within. */
static bool is_adjusted(const struct comparison *comparison, size_t l)
{
    return !comparison->population.level[l].crossing
           && (is_owned(comparison) ? l < owner_level(comparison) : l <= 1);
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
               && comparison->adjusting != NULL && place_rows(comparison, &classing))
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
        memory_release(adjusting->cell);
        memory_release(adjusting->post);
        memory_release(adjusting->cluster);
        memory_release(adjusting->sum);
        memory_release(adjusting->post_total);
        memory_release(adjusting->answered);
        memory_release(adjusting->mean);
    }
    memory_release(comparison->adjusting);
    memory_release(comparison->weighting);
    memory_release(comparison->class_cell);
    memory_release(comparison->class_cell_of);
    comparison->adjusting = NULL;
}
