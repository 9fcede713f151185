#include "base/memory.h"
#include "cli/figure.h"

#include <stdlib.h>

/* What disclosure made of a group's figures: who sees them, and if nobody, by which
   rule. */

static const struct figures *bare(const struct figure_account *figure, uint32_t measure,
                                  uint32_t group)
{
    return benchmark_figures(figure_round(figure)->benchmark, measure, figure->level,
                             group);
}

static void add_sister(struct figure_account *figure, uint32_t measure, uint32_t group)
{
    uint32_t n = bare(figure, measure, group)->n;
    enum withheld withheld = disclosure_of(figure->disclosure, figure_at(figure),
                                           measure, figure->level, group);
    if (withheld == WITHHELD_NOT || n == 0)
        return;
    figure->sister[figure->sister_count++] =
        (struct withheld_sister){withheld, n, group, measure};
}

/* A unit of the group, by which its parent is found; NAMES_NONE = it has none. */
static uint32_t first_unit(const struct population *population, size_t level,
                           uint32_t group)
{
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        if (population->level[level].group_of[unit] == group)
            return unit;
    return NAMES_NONE;
}

/* The groups beside it below the same one; owners' are not added up that way. */
static void add_groups(struct figure_account *figure)
{
    const struct population *population = figure->population;
    size_t level = figure->level;
    if (level == 0 || level == population_owner_level(population))
        return;
    const uint32_t *above = population->level[level - 1].group_of;
    uint32_t own = first_unit(population, level, figure->group);
    for (uint32_t g = 0; g < population->level[level].group_count; g++) {
        uint32_t unit = first_unit(population, level, g);
        if (g != figure->group && unit != NAMES_NONE && own != NAMES_NONE
            && above[unit] == above[own])
            add_sister(figure, figure_measure(figure), g);
    }
}

static bool has_question(const struct node *node, uint32_t question)
{
    for (size_t k = 0; k < node->question_count; k++)
        if (node->question[k] == question)
            return true;
    return false;
}

/* Whether a node has to do with the figure's own: above it, below it or beside it. */
static bool is_near(const struct figure_account *figure, uint32_t n)
{
    const struct node *node = &figure->rules->node[n];
    if (figure->node == NAMES_NONE)
        return has_question(node, figure->question);
    uint32_t parent = figure->rules->node[figure->node].parent;
    return n != figure->node
           && (n == parent || node->parent == figure->node
               || (parent != NAMES_NONE && node->parent == parent));
}

/* The areas that it is a part of, or that are parts of it or of the same; and the
   questions of the same area. */
static void add_measures(struct figure_account *figure)
{
    uint32_t nodes = (uint32_t)figure->rules->node_count;
    for (uint32_t n = 0; n < nodes; n++)
        if (is_near(figure, n))
            add_sister(figure, n, figure->group);
    for (uint32_t q = 0; q < figure->rules->question_count; q++) {
        bool near = false;
        for (uint32_t n = 0; !near && q != figure->question && n < nodes; n++) {
            const struct node *node = &figure->rules->node[n];
            near = has_question(node, q)
                   && (figure->node == n
                       || (figure->node == NAMES_NONE
                           && has_question(node, figure->question)));
        }
        if (near)
            add_sister(figure, nodes + q, figure->group);
    }
}

/* What is withheld on its own account first: that is what all others cover. */
static int compare_sisters(const void *left, const void *right)
{
    const struct withheld_sister *a = left;
    const struct withheld_sister *b = right;
    bool covers = a->withheld == WITHHELD_COMPLEMENT;
    if (covers != (b->withheld == WITHHELD_COMPLEMENT))
        return covers ? 1 : -1;
    if (a->measure != b->measure)
        return a->measure < b->measure ? -1 : 1;
    return a->group < b->group ? -1 : a->group > b->group;
}

static void judge_line(const struct figure_account *figure, struct figure_line *line,
                       const struct disclosure_limits *limits)
{
    uint32_t n = figure->members.figures.n;
    uint32_t owner_needs = 0;
    line->for_all = figure->withheld == WITHHELD_NOT;
    line->for_owner = figure->owned && n > 0;
    if (line->name == NAMED_SD || line->name == NAMED_Q1 || line->name == NAMED_MEDIAN
        || line->name == NAMED_Q3 || line->name == NAMED_RANK)
        line->needs = owner_needs = limits->spread;
    if (line->name == NAMED_MEDIAN)
        owner_needs = limits->median;
    if (line->name == NAMED_DISTRIBUTION) {
        line->needs = owner_needs = limits->distribution;
        const struct shown_node *node = figure_shown_node(figure);
        /* Of the nation alone, and not where all units are merged into one bar. */
        line->for_all =
            line->for_all && figure->level == 0 && node != NULL && node->bin_count > 0;
    }
    if (line->name == NAMED_RANK || line->name == NAMED_DISTRIBUTION)
        line->for_owner = false;
    line->for_all = line->for_all && n >= line->needs;
    line->for_owner = line->for_owner && n >= owner_needs;
}

bool figure_make_disclosure(struct figure_account *figure, struct fault *fault)
{
    const struct level *level = &figure->population->level[figure->level];
    struct disclosure_limits limits = disclosure_limits(figure->disclosure);
    figure->owned = level->owner;
    figure->withheld =
        disclosure_of(figure->disclosure, figure_at(figure), figure_measure(figure),
                      figure->level, figure->group);
    for (size_t l = 0; l < figure->line_count; l++)
        judge_line(figure, &figure->line[l], &limits);
    if (figure->withheld != WITHHELD_COMPLEMENT)
        return true;
    figure->sister = memory_allocate(level->group_count + figure->rules->node_count
                                         + figure->rules->question_count,
                                     sizeof *figure->sister);
    if (figure->sister == NULL)
        return fault_memory(fault);
    add_groups(figure);
    add_measures(figure);
    qsort(figure->sister, figure->sister_count, sizeof *figure->sister,
          compare_sisters);
    return true;
}
