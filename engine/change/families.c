#include "base/memory.h"
#include "change/build.h"

/* Of many changes some look sure by chance: p values are adjusted within families that
   are declared here, before there are data (STATISTICS 3.5). */

/* Members of a family at work. */
struct gathering {
    struct change_figures **member;
    struct estimate *p;
    size_t count;
    uint32_t relevant; /* points */
    const struct change *change;
    struct change_steps *steps; /* NULL = not asked for */
};

static struct change_figures *figures_at(const struct change *change, uint32_t node,
                                         size_t level, uint32_t group)
{
    return &change->figures[(size_t)node * change_groups(change)
                            + change->group_offset[level] + group];
}

static void gather(struct gathering *gathering, struct change_figures *figures,
                   enum change_family family)
{
    figures->family = family;
    gathering->member[gathering->count] = figures;
    gathering->p[gathering->count++] = figures->p;
}

/* The headline, and the measuring points or, without them, the areas right below it. */
static bool is_headline(const struct questionnaire *questionnaire, uint32_t node)
{
    uint32_t points = questionnaire->presentation.measuring_points;
    uint32_t root = questionnaire->dimension[questionnaire->overall].root;
    if (node == root)
        return true;
    return points == NAMES_NONE ? questionnaire->node[node].parent == root
                                : questionnaire->node[node].dimension == points;
}

/* Of what has no interval (two pairs or two owners) nothing is sure, whatever p. */
static void flag(struct change_figures *figures, uint32_t relevant)
{
    int64_t size = figures->split.real < 0 ? -figures->split.real : figures->split.real;
    figures->flag = CHANGE_NOT_SURE;
    if (figures->adjusted.defined && figures->adjusted.value < CHANGE_LEVEL
        && figures->low.defined && size >= relevant * POINT)
        figures->flag = figures->split.real > 0 ? CHANGE_UP : CHANGE_DOWN;
}

/* Whether the family has the one that is asked for. */
static bool is_asked(const struct gathering *gathering)
{
    const struct change_steps *steps = gathering->steps;
    for (size_t i = 0; steps != NULL && i < gathering->count; i++)
        if (gathering->member[i]
            == change_figures(gathering->change, steps->node, steps->level,
                              steps->group))
            return true;
    return false;
}

static void place(const struct gathering *gathering, size_t i,
                  const struct estimate_step *step)
{
    const struct change *change = gathering->change;
    size_t number = (size_t)(gathering->member[i] - change->figures);
    uint32_t group = (uint32_t)(number % change_groups(change));
    size_t level = 0;
    while (group >= change->group_offset[level + 1])
        level++;
    gathering->steps->relative[i] =
        (struct change_relative){.node = (uint32_t)(number / change_groups(change)),
                                 .level = level,
                                 .group = group - change->group_offset[level],
                                 .p = gathering->member[i]->p,
                                 .step = *step,
                                 .adjusted = gathering->p[i]};
}

/* Adjusts the p values, and tells how where that is asked for. */
static bool adjust_p(struct gathering *gathering, enum change_family family,
                     struct fault *fault)
{
    size_t count = gathering->count;
    struct change_steps *steps = gathering->steps;
    struct estimate_step *step = NULL;
    bool asked = is_asked(gathering);
    if (asked) {
        step = memory_allocate(count, sizeof *step);
        steps->relative = memory_allocate(count, sizeof *steps->relative);
    }
    bool ok =
        !asked || (step != NULL && steps->relative != NULL) || fault_memory(fault);
    ok = ok
         && (family == CHANGE_HEADLINE
                 ? estimate_holm_steps(gathering->p, step, gathering->p, count, fault)
                 : estimate_benjamini_hochberg_steps(gathering->p, step, gathering->p,
                                                     count, fault));
    for (size_t i = 0; ok && asked && i < count; i++)
        place(gathering, i, &step[i]);
    if (ok && asked)
        steps->relative_count = (uint32_t)count;
    memory_release(step);
    return ok;
}

static bool adjust(struct gathering *gathering, enum change_family family,
                   struct fault *fault)
{
    bool ok = adjust_p(gathering, family, fault);
    for (size_t i = 0; ok && i < gathering->count; i++) {
        gathering->member[i]->adjusted = gathering->p[i];
        flag(gathering->member[i], gathering->relevant);
    }
    gathering->count = 0;
    return ok;
}

static bool adjust_lists(struct change *change, struct gathering *gathering,
                         const struct questionnaire *questionnaire, uint32_t dimension,
                         struct fault *fault)
{
    uint32_t root = questionnaire->dimension[dimension].root;
    bool ok = true;
    for (size_t l = 0; ok && l < change->level_count; l++) {
        uint32_t groups = change->group_offset[l + 1] - change->group_offset[l];
        for (uint32_t n = root; n < questionnaire->node[root].end; n++)
            for (uint32_t g = 0; g < groups; g++)
                if (l > 0 || !is_headline(questionnaire, n))
                    gather(gathering, figures_at(change, n, l, g), CHANGE_LIST);
        ok = adjust(gathering, CHANGE_LIST, fault);
    }
    return ok;
}

bool adjust_figures(struct change *change, struct change_steps *steps,
                    struct fault *fault)
{
    const struct questionnaire *questionnaire =
        change->round[change->now].questionnaire;
    size_t most = (size_t)change->node_count * change_groups(change);
    struct gathering gathering = {memory_unwritten(most, sizeof *gathering.member),
                                  memory_unwritten(most, sizeof *gathering.p),
                                  0,
                                  change->relevant,
                                  change,
                                  steps};
    bool ok = (gathering.member != NULL && gathering.p != NULL) || fault_memory(fault);
    for (uint32_t n = 0; ok && n < change->node_count; n++)
        if (is_headline(questionnaire, n))
            gather(&gathering, figures_at(change, n, 0, 0), CHANGE_HEADLINE);
    ok = ok && adjust(&gathering, CHANGE_HEADLINE, fault);
    for (uint32_t d = 0; ok && d < questionnaire->dimension_count; d++)
        ok = adjust_lists(change, &gathering, questionnaire, d, fault);
    memory_release(gathering.member);
    memory_release(gathering.p);
    return ok;
}
