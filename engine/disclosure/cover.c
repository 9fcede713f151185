#include "disclosure/cover.h"

#include "base/memory.h"
#include "disclosure/audit.h"
#include "disclosure/parts.h"

/* Something more is withheld; what that gives away is looked for until nothing is. */
static void withhold(struct deciding *deciding, uint32_t measure, size_t level,
                     uint32_t group)
{
    *decision(deciding, measure, level, group) = WITHHELD_COMPLEMENT;
    deciding->changed = true;
}

/* The withheld groups below one parent, taken together. */
struct hidden {
    struct figures together; /* n, clusters and largest_cluster */
    uint32_t groups;
    uint32_t largest; /* n of the largest group */
};

static void hide(struct hidden *hidden, const struct figures *figures)
{
    hidden->groups++;
    hidden->together.n += figures->n;
    hidden->together.clusters += figures->clusters;
    if (figures->largest_cluster > hidden->together.largest_cluster)
        hidden->together.largest_cluster = figures->largest_cluster;
    if (figures->n > hidden->largest)
        hidden->largest = figures->n;
}

/* STATISTICS 5.3. Their total can be found, so it is held to what a published figure
   is held to; and each of them may subtract itself. */
static bool hides_enough(const struct deciding *deciding, const struct hidden *hidden,
                         size_t level)
{
    return hidden->groups == 0
           || (hidden->groups >= 2
               && decide_alone(deciding, &hidden->together, level) == WITHHELD_NOT
               && hidden->together.n - hidden->largest >= OUTSIDE_CLUSTER);
}

/* STATISTICS 5.3: the withheld children of a published parent are its figure less those
   of the others. While that gives too little cover, the smallest shown child is
   withheld as well: smallest by its answers and not by the measure's n, so that it is
   the same one in every measure where the same groups are withheld. A group withheld in
   one area alone would be given away by its overall and its other areas. */
static void cover_children(struct deciding *deciding, const struct family *family,
                           uint32_t measure)
{
    const struct benchmark *benchmark = deciding->round->benchmark;
    size_t level = family->level;
    for (;;) {
        struct hidden hidden = {0};
        uint32_t smallest = NAMES_NONE;
        uint32_t fewest = UINT32_MAX;
        for (uint32_t c = 0; c < family->child_count; c++) {
            uint32_t g = family->child[c];
            const struct figures *figures =
                benchmark_figures(benchmark, measure, level, g);
            uint32_t answered = benchmark_turnout(benchmark, level, g)->answered;
            if (figures->n == 0)
                continue;
            if (*decision(deciding, measure, level, g) != WITHHELD_NOT)
                hide(&hidden, figures);
            else if (answered < fewest) {
                fewest = answered;
                smallest = g;
            }
        }
        if (hides_enough(deciding, &hidden, level) || smallest == NAMES_NONE)
            return;
        withhold(deciding, measure, level, smallest);
    }
}

/* The children of a withheld parent would add up to it. */
static void withhold_children(struct deciding *deciding, const struct family *family,
                              uint32_t measure)
{
    for (uint32_t c = 0; c < family->child_count; c++)
        if (*decision(deciding, measure, family->level, family->child[c])
            == WITHHELD_NOT)
            withhold(deciding, measure, family->level, family->child[c]);
}

static void cover_family(struct deciding *deciding, const struct family *family)
{
    for (uint32_t m = 0; m < family->benchmark->measure_count; m++) {
        if (*decision(deciding, m, family->level - 1, family->parent) == WITHHELD_NOT)
            cover_children(deciding, family, m);
        else
            withhold_children(deciding, family, m);
    }
}

/* Where a figure stands: one cell of the table that is being covered. */
struct place {
    size_t level;
    uint32_t group;
};

static bool withhold_if_shown(struct deciding *deciding, uint32_t measure,
                              struct place place)
{
    if (benchmark_figures(deciding->round->benchmark, measure, place.level, place.group)
                ->n
            == 0
        || *decision(deciding, measure, place.level, place.group) != WITHHELD_NOT)
        return false;
    withhold(deciding, measure, place.level, place.group);
    return true;
}

/* One more of what a measure is made of: that with fewest units. */
static bool withhold_part(struct deciding *deciding, uint32_t whole, struct place place)
{
    const struct benchmark *benchmark = deciding->round->benchmark;
    uint32_t smallest = NAMES_NONE;
    uint32_t fewest = UINT32_MAX;
    for (uint32_t m = 0; m < benchmark->measure_count; m++) {
        uint32_t n = benchmark_figures(benchmark, m, place.level, place.group)->n;
        if (n == 0 || n >= fewest
            || !parts_contain(deciding->round->questionnaire, whole, m)
            || *decision(deciding, m, place.level, place.group) != WITHHELD_NOT)
            continue;
        fewest = n;
        smallest = m;
    }
    return smallest != NAMES_NONE && withhold_if_shown(deciding, smallest, place);
}

/* A node is the mean of those below it, so one withheld area follows from its node and
   its sisters, and a withheld node from its areas (STATISTICS 5.3, areas and overall).
   Then the sister with the fewest units goes too, so that the headline stays; without a
   sister, the node itself. */
static void cover_areas_below(struct deciding *deciding, uint32_t number,
                              struct place place)
{
    const struct questionnaire *questionnaire = deciding->round->questionnaire;
    const struct benchmark *benchmark = deciding->round->benchmark;
    uint32_t withheld = 0;
    for (uint32_t c = number + 1; c < questionnaire->node[number].end;
         c = questionnaire->node[c].end)
        withheld += benchmark_figures(benchmark, c, place.level, place.group)->n > 0
                    && *decision(deciding, c, place.level, place.group) != WITHHELD_NOT;
    bool shown = *decision(deciding, number, place.level, place.group) == WITHHELD_NOT;
    if (withheld == (shown ? 1 : 0) && !withhold_part(deciding, number, place) && shown)
        withhold(deciding, number, place.level, place.group);
}

static void cover_areas(struct deciding *deciding)
{
    const struct questionnaire *questionnaire = deciding->round->questionnaire;
    const struct population *population = deciding->round->population;
    for (size_t l = 0; l < population->level_count; l++)
        for (uint32_t g = 0; g < population->level[l].group_count; g++)
            for (uint32_t n = (uint32_t)questionnaire->node_count; n-- > 0;)
                if (questionnaire->node[n].end > n + 1
                    && benchmark_figures(deciding->round->benchmark, n, l, g)->n > 0)
                    cover_areas_below(deciding, n, (struct place){l, g});
}

static struct place place_of(const struct family *family, uint32_t cell)
{
    uint32_t place = cell % family_places(family);
    return (struct place){family_level(family, place), family_group(family, place)};
}

/* What is taken to be known may be so much that a figure follows from it alone,
   whatever is withheld; then nothing of the family is shown. */
static void withhold_all(struct deciding *deciding, const struct family *family)
{
    uint32_t places = family_places(family);
    for (uint32_t cell = 0; cell < family->benchmark->measure_count * places; cell++)
        withhold_if_shown(deciding, cell / places, place_of(family, cell));
}

/* What the audit solved for in spite of all rules is covered one step at a time. */
static bool audit_family(struct deciding *deciding, const struct family *family,
                         struct audit *audit, struct fault *fault)
{
    uint32_t cover;
    bool ok = audit_take(audit, family, deciding->withheld, fault);
    while (ok && audit_find(audit, family, &cover)) {
        if (cover == NAMES_NONE) {
            withhold_all(deciding, family);
            break;
        }
        withhold_if_shown(deciding, cover / family_places(family),
                          place_of(family, cover));
        ok = audit_take(audit, family, deciding->withheld, fault);
    }
    return ok;
}

/* Rules first; when they have nothing to add, the attack; until that finds nothing. */
static bool cover_families(struct deciding *deciding, const struct families *families,
                           struct audit *audit, struct fault *fault)
{
    bool ok = true;
    do {
        deciding->changed = false;
        cover_areas(deciding);
        for (size_t f = 0; f < families->count; f++)
            cover_family(deciding, &families->family[f]);
        bool at_rest = !deciding->changed;
        for (size_t f = 0; ok && at_rest && f < families->count; f++)
            ok = audit_family(deciding, &families->family[f], &audit[f], fault);
    } while (ok && deciding->changed);
    return ok;
}

bool cover_all(struct deciding *deciding, struct fault *fault)
{
    const struct trend_round *round = deciding->round;
    struct families families = {0};
    if (!families_list(&families, round->questionnaire, round->population,
                       round->benchmark, fault)) {
        families_release(&families);
        return false;
    }
    struct audit *audit = memory_allocate(families.count, sizeof *audit);
    bool ok = audit == NULL ? fault_memory(fault)
                            : cover_families(deciding, &families, audit, fault);
    for (size_t f = 0; audit != NULL && f < families.count; f++)
        audit_release(&audit[f]);
    memory_release(audit);
    families_release(&families);
    return ok;
}
