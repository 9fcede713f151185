#include "base/memory.h"
#include "benchmark/compare.h"

#include <stdlib.h>

/* One group's figures, member by member; by the functions that every group's are
   computed by. */

/* Points, lowest first; of those without, by why. Units stand in their own order. */
static int compare_members(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    bool scored = a->points >= 0;
    if (scored != (b->points >= 0))
        return scored ? -1 : 1;
    if (!scored && (a->row == NAMES_NONE) != (b->row == NAMES_NONE))
        return a->row == NAMES_NONE ? -1 : 1;
    if (a->points != b->points)
        return (a->points < b->points) == scored ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static void list_members(struct figure_steps *steps,
                         const struct population *population,
                         const struct answers *answers, size_t level, uint32_t group)
{
    uint32_t row = 0;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        while (row < answers->row_count && answers->unit[row] < unit)
            row++;
        if (population->level[level].group_of[unit] != group)
            continue;
        bool answered = row < answers->row_count && answers->unit[row] == unit;
        steps->member[steps->member_count++] = (struct member){
            .unit = unit, .row = answered ? row : NAMES_NONE, .points = SCORE_TOO_FEW};
    }
}

static void count_member(struct figure_steps *steps, const struct member *member)
{
    if (member->row == NAMES_NONE)
        steps->absent++;
    else if (member->points >= 0)
        steps->figures.n++;
    else if (member->points == SCORE_TOO_FEW)
        steps->too_few++;
    else if (member->points == SCORE_NOT_RELEVANT)
        steps->not_relevant++;
    else
        steps->no_score++;
}

static bool compute(struct figure_steps *steps)
{
    uint32_t n = steps->figures.n;
    struct scored *scored = memory_allocate(n, sizeof *scored);
    if (scored == NULL)
        return false;
    for (uint32_t i = 0; i < n; i++)
        scored[i] =
            (struct scored){(uint64_t)steps->member[i].points, steps->member[i].row};
    struct moments moments = add_up_moments(scored, n);
    steps->sum = moments.sum;
    steps->squares = moments.squares;
    compute_sorted(scored, n, &steps->figures);
    for (unsigned quarter = 1; n > 0 && quarter <= 3; quarter++)
        steps->quartile[quarter - 1] = place_quartile(scored, n, quarter);
    memory_release(scored);
    return true;
}

bool benchmark_explain(struct figure_steps *steps, const struct benchmark *benchmark,
                       const struct questionnaire *questionnaire,
                       const struct population *population,
                       const struct answers *answers, const struct scores *scores,
                       uint32_t measure, size_t level, uint32_t group,
                       struct fault *fault)
{
    *steps = (struct figure_steps){0};
    steps->member = memory_allocate(population->level[level].group[group].unit_count,
                                    sizeof *steps->member);
    if (steps->member == NULL)
        return fault_memory(fault);
    list_members(steps, population, answers, level, group);
    for (uint32_t m = 0; m < steps->member_count; m++) {
        struct member *member = &steps->member[m];
        if (member->row != NAMES_NONE)
            member->points =
                measure < benchmark->node_count
                    ? scores_of(scores, measure)[member->row]
                    : score_question(scores, questionnaire, answers,
                                     measure - benchmark->node_count, member->row);
        count_member(steps, member);
    }
    qsort(steps->member, steps->member_count, sizeof *steps->member, compare_members);
    if (compute(steps))
        return true;
    figure_steps_release(steps);
    return fault_memory(fault);
}

void figure_steps_release(struct figure_steps *steps)
{
    memory_release(steps->member);
    *steps = (struct figure_steps){0};
}

void figure_steps_rank(const struct figure_steps *steps, int64_t points,
                       uint32_t *fewer, uint32_t *alike)
{
    *fewer = *alike = 0;
    for (uint32_t i = 0; i < steps->figures.n; i++) {
        *fewer += steps->member[i].points < points;
        *alike += steps->member[i].points == points;
    }
}
