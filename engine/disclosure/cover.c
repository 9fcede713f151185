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

static uint32_t parent_of(const struct population *population, size_t level,
                          uint32_t group)
{
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        if (population->level[level].group_of[unit] == group)
            return population->level[level - 1].group_of[unit];
    return NAMES_NONE;
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
static void cover_children(struct deciding *deciding, uint32_t measure, size_t level,
                           uint32_t parent, const uint32_t *parent_by_group)
{
    const struct benchmark *benchmark = deciding->round->benchmark;
    uint32_t group_count = deciding->round->population->level[level].group_count;
    for (;;) {
        struct hidden hidden = {0};
        uint32_t smallest = NAMES_NONE;
        uint32_t fewest = UINT32_MAX;
        for (uint32_t g = 0; g < group_count; g++) {
            const struct figures *figures =
                benchmark_figures(benchmark, measure, level, g);
            uint32_t answered = benchmark_turnout(benchmark, level, g)->answered;
            if (parent_by_group[g] != parent || figures->n == 0)
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
static void withhold_children(struct deciding *deciding, uint32_t measure, size_t level,
                              uint32_t parent, const uint32_t *parent_by_group)
{
    uint32_t group_count = deciding->round->population->level[level].group_count;
    for (uint32_t g = 0; g < group_count; g++)
        if (parent_by_group[g] == parent
            && *decision(deciding, measure, level, g) == WITHHELD_NOT)
            withhold(deciding, measure, level, g);
}

static void cover_level(struct deciding *deciding, size_t level,
                        const uint32_t *parent_by_group)
{
    const struct population *population = deciding->round->population;
    const struct benchmark *benchmark = deciding->round->benchmark;
    for (uint32_t measure = 0; measure < benchmark->measure_count; measure++)
        for (uint32_t p = 0; p < population->level[level - 1].group_count; p++) {
            if (*decision(deciding, measure, level - 1, p) == WITHHELD_NOT)
                cover_children(deciding, measure, level, p, parent_by_group);
            else
                withhold_children(deciding, measure, level, p, parent_by_group);
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

/* Areas of the same questions are one figure under two names. */
static bool withhold_twins(struct deciding *deciding, uint32_t node, struct place place)
{
    const struct questionnaire *questionnaire = deciding->round->questionnaire;
    bool more = false;
    for (uint32_t other = 0; other < questionnaire->node_count; other++)
        if (other != node && parts_are_twins(questionnaire, node, other))
            more = withhold_if_shown(deciding, other, place) || more;
    return more;
}

/* What stands beside a measure in those that are made of it, then those themselves. */
static bool withhold_around(struct deciding *deciding, uint32_t measure,
                            struct place place)
{
    uint32_t measures = deciding->round->benchmark->measure_count;
    for (int turn = 0; turn < 2; turn++)
        for (uint32_t whole = 0; whole < measures; whole++)
            if (parts_contain(deciding->round->questionnaire, whole, measure)
                && (turn == 0 ? withhold_part(deciding, whole, place)
                              : withhold_if_shown(deciding, whole, place)))
                return true;
    return false;
}

/* What the audit solved for in spite of all rules. What gives it away stands in its
   twins, in its parts or around it, in the sister groups, in the group above, or else
   anywhere in the same place; one step at a time, until the audit no longer finds it.
 */
static void cover_found(struct deciding *deciding, const struct audited *audited,
                        uint32_t measure, uint32_t group)
{
    struct place upper = {audited->level - 1, audited->parent};
    struct place place = {audited->level, group};
    if (group == NAMES_NONE)
        place = upper;
    bool is_node = measure < deciding->round->benchmark->node_count;
    bool more = (is_node && withhold_twins(deciding, measure, place))
                || withhold_part(deciding, measure, place);
    more = more || withhold_around(deciding, measure, place);
    for (uint32_t g = 0; !more && g < audited->group_count; g++)
        if (audited->parent_of[g] == audited->parent)
            more =
                withhold_if_shown(deciding, measure, (struct place){audited->level, g});
    more = more || withhold_if_shown(deciding, measure, upper);
    for (uint32_t m = 0; !more && m < deciding->round->benchmark->measure_count; m++)
        more = withhold_if_shown(deciding, m, place)
               || withhold_if_shown(deciding, m, upper);
}

static bool audit_level(struct deciding *deciding, size_t level,
                        const uint32_t *parent_by_group, struct fault *fault)
{
    const struct questionnaire *questionnaire = deciding->round->questionnaire;
    const struct population *population = deciding->round->population;
    struct audited audited = {.questionnaire = questionnaire,
                              .benchmark = deciding->round->benchmark,
                              .withheld = deciding->withheld,
                              .level = level,
                              .parent_of = parent_by_group,
                              .group_count = population->level[level].group_count};
    for (uint32_t p = 0; p < population->level[level - 1].group_count; p++) {
        bool found;
        uint32_t measure;
        uint32_t group;
        audited.parent = p;
        if (!audit_find(&audited, &found, &measure, &group, fault))
            return false;
        if (found)
            cover_found(deciding, &audited, measure, group);
    }
    return true;
}

/* Level by level below the nation. An owner's figure goes to the owner and its units
   alone, so it hides and shows nothing of its sisters'. */
static bool cover_levels(struct deciding *deciding, bool audit, struct fault *fault)
{
    const struct population *population = deciding->round->population;
    bool ok = true;
    for (size_t l = 1; ok && l < population->level_count; l++) {
        uint32_t group_count = population->level[l].group_count;
        if (l == deciding->owner_level)
            continue;
        uint32_t *parent = memory_allocate(group_count, sizeof *parent);
        if (parent == NULL)
            return fault_memory(fault);
        for (uint32_t g = 0; g < group_count; g++)
            parent[g] = parent_of(population, l, g);
        if (audit)
            ok = audit_level(deciding, l, parent, fault);
        else
            cover_level(deciding, l, parent);
        memory_release(parent);
    }
    return ok;
}

bool cover_all(struct deciding *deciding, struct fault *fault)
{
    /* Rules first; when they have nothing to add, the attack; until that finds nothing.
     */
    bool ok = true;
    do {
        deciding->changed = false;
        cover_areas(deciding);
        ok = cover_levels(deciding, false, fault);
        if (ok && !deciding->changed)
            ok = cover_levels(deciding, true, fault);
    } while (ok && deciding->changed);
    return ok;
}
