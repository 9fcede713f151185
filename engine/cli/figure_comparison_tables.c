#include "base/memory.h"
#include "cli/figure_report.h"

/* What the figures of a comparison are sums of: the units as they are weighed, the
   owners, the classes, and the similar units. */

static const struct population *population_of(const struct figure_account *figure)
{
    return &figure->report->compare.report.comparison.population;
}

static const char *owner_code(const struct figure_account *figure, uint32_t owner)
{
    const struct population *population = population_of(figure);
    size_t level = population_owner_level(population);
    const struct comparison_steps *steps = &figure->report->compared;
    if (owner == NAMES_NONE || level == population->level_count)
        return NULL;
    return population->level[level].group[steps->owner[owner].group].code;
}

static void add_weighed(struct figure_account *figure)
{
    static const enum column_name by_size[] = {COLUMN_UNIT, COLUMN_OWNER, COLUMN_POINTS,
                                               COLUMN_SIZE, COLUMN_WEIGHED};
    static const enum column_name adjusted[] = {COLUMN_UNIT,   COLUMN_OWNER,
                                                COLUMN_POINTS, COLUMN_CLASS,
                                                COLUMN_WEIGHT, COLUMN_WEIGHED};
    const struct comparison_steps *steps = &figure->report->compared;
    bool size = figure->report->part == PART_BY_SIZE;
    struct figure_table *table = figure_add_table(
        figure, TABLE_WEIGHED, size ? by_size : adjusted,
        size ? sizeof by_size / sizeof *by_size : sizeof adjusted / sizeof *adjusted);
    for (uint32_t m = 0; m < figure->members.figures.n; m++) {
        const struct member *member = &figure->members.member[m];
        const struct comparison_part *part = &steps->part[m];
        if (size && part->size < 0)
            continue;
        table_add(figure, table,
                  cell_of_words(population_of(figure)->unit_id[member->unit]));
        table_add(figure, table, cell_of_words(owner_code(figure, part->cluster)));
        table_add(figure, table, cell_of_nano(member->points));
        if (size) {
            table_add(figure, table, cell_of_count(part->size));
            table_add(figure, table, cell_of_real(part->weighed));
            continue;
        }
        table_add(figure, table, cell_of_count(part->class + 1));
        table_add(figure, table, cell_of_real(part->weight));
        table_add(figure, table, cell_of_real(part->weighed));
    }
}

static void add_owners(struct figure_account *figure)
{
    static const enum column_name column[] = {
        COLUMN_OWNER, COLUMN_ELIGIBLE, COLUMN_N,     COLUMN_SUM,
        COLUMN_MEAN,  COLUMN_DISTANCE, COLUMN_WITHIN};
    const struct comparison_steps *steps = &figure->report->compared;
    struct figure_table *table =
        figure_add_table(figure, TABLE_OWNERS, column, sizeof column / sizeof *column);
    /* All that answered are in the design, those without a score among them. */
    bool all = figure->report->part == PART_ADJUSTED;
    for (uint32_t o = 0; o < steps->owner_count; o++) {
        const struct comparison_owner *owner = &steps->owner[o];
        const struct estimate_moments *moments = &owner->moments;
        table_add(figure, table, cell_of_words(owner_code(figure, o)));
        table_add(figure, table,
                  cell_of_count(all ? owner->eligible : owner->relevant));
        table_add(figure, table, cell_of_count(moments->n));
        table_add(figure, table, cell_of_real((double)moments->sum / (double)POINT));
        table_add(figure, table, cell_of_nano(owner->mean));
        table_add(figure, table, cell_of_real(owner->part.distance));
        table_add(figure, table, cell_of_real(owner->part.within));
    }
}

static const char *class_code(const struct level *level, uint32_t group)
{
    return level == NULL ? NULL : level->group[group].code;
}

static void add_classes(struct figure_account *figure)
{
    static const enum column_name column[] = {
        COLUMN_REGION,          COLUMN_KIND,  COLUMN_ELIGIBLE,
        COLUMN_ANSWERED,        COLUMN_CLASS, COLUMN_MERGED_ELIGIBLE,
        COLUMN_MERGED_ANSWERED, COLUMN_WEIGHT};
    const struct comparison *comparison = &figure->report->compare.report.comparison;
    const struct comparison_steps *steps = &figure->report->compared;
    struct figure_table *table =
        figure_add_table(figure, TABLE_CLASSES, column, sizeof column / sizeof *column);
    for (uint32_t c = 0; c < steps->class_count; c++) {
        const struct comparison_class *class = &steps->class[c];
        const struct comparison_merged *merged = &steps->merged[class->merged];
        table_add(figure, table,
                  cell_of_words(class_code(comparison->class_region, class->region)));
        table_add(figure, table,
                  cell_of_words(class_code(comparison->class_kind, class->kind)));
        table_add(figure, table, cell_of_count(class->eligible));
        table_add(figure, table, cell_of_count(class->answered));
        table_add(figure, table, cell_of_count(class->merged + 1));
        table_add(figure, table, cell_of_count((int64_t)merged->eligible));
        table_add(figure, table, cell_of_count((int64_t)merged->answered));
        table_add(figure, table, cell_of_real(merged->weight));
    }
}

static void add_distances(struct figure_account *figure, const double *total,
                          const double *square)
{
    static const enum column_name similar[] = {COLUMN_UNIT, COLUMN_POINTS,
                                               COLUMN_DISTANCE};
    static const enum column_name parts[] = {COLUMN_UNIT, COLUMN_BY, COLUMN_DISTANCE};
    const struct comparison *comparison = &figure->report->compare.report.comparison;
    const struct background *background = comparison->material.background;
    size_t columns = background->similar_count;
    struct figure_table *table = figure_add_table(figure, TABLE_SIMILAR, similar,
                                                  sizeof similar / sizeof *similar);
    for (uint32_t i = 0; i < comparison->similar_count; i++) {
        int64_t points = comparison_points(comparison, comparison->similar[i]);
        table_add(
            figure, table,
            cell_of_words(comparison->population.unit_id[comparison->similar[i]]));
        table_add(figure, table, cell_of_nano(points < 0 ? INT64_MIN : points));
        table_add(figure, table, cell_of_real(total[i]));
    }
    table =
        figure_add_table(figure, TABLE_DISTANCES, parts, sizeof parts / sizeof *parts);
    for (size_t i = 0; i < comparison->similar_count * columns; i++) {
        uint32_t unit = comparison->similar[i / columns];
        table_add(figure, table, cell_of_words(comparison->population.unit_id[unit]));
        table_add(
            figure, table,
            cell_of_words(background->number[background->similar[i % columns]].id));
        table_add(figure, table, cell_of_real(square[i]));
    }
}

static void add_similar(struct figure_account *figure)
{
    const struct comparison *comparison = &figure->report->compare.report.comparison;
    size_t columns = comparison->material.background->similar_count;
    size_t units = comparison->similar_count;
    double *total = memory_allocate(units + 1, sizeof *total);
    double *square = memory_allocate(units * columns + 1, sizeof *square);
    figure->short_of_memory |= total == NULL || square == NULL;
    if (!figure->short_of_memory) {
        comparison_distances(total, square, comparison);
        add_distances(figure, total, square);
    }
    memory_release(total);
    memory_release(square);
}

void figure_add_comparison_tables(struct figure_account *figure)
{
    const struct comparison_steps *steps = &figure->report->compared;
    enum figure_part part = figure->report->part;
    if (part == PART_SIMILAR) {
        add_similar(figure);
        return;
    }
    bool weighed = part == PART_BY_SIZE || part == PART_ADJUSTED;
    if (weighed)
        add_weighed(figure);
    if (steps->owner_count > 0
        && (weighed || part == PART_BY_OWNERS || part == PART_OF_OWNERS))
        add_owners(figure);
    if (part == PART_ADJUSTED)
        add_classes(figure);
}
