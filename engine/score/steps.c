#include "base/memory.h"
#include "score/input.h"

#include <assert.h>
#include <string.h>

/* The way to a figure, kept as it is gone. */

struct score_keeping {
    struct plan plan;
    struct work work; /* its room holds the fractions, and the copies beside them */
};

static void *take(struct scoring *scoring, size_t count, size_t size)
{
    return arena_take(&scoring->room.arena, count, size);
}

bool keep_inputs(struct scoring *scoring, struct input **kept, size_t *kept_count,
                 size_t count)
{
    *kept = NULL;
    *kept_count = 0;
    if (scoring->step == NULL || count == 0)
        return true;
    *kept = take(scoring, count, sizeof **kept);
    if (*kept == NULL)
        return false;
    memcpy(*kept, scoring->input, count * sizeof **kept);
    *kept_count = count;
    return true;
}

bool keep_coverage(struct scoring *scoring, const struct collected *all, size_t count)
{
    struct area_steps *step = scoring->step;
    if (step == NULL)
        return true;
    step->answered = all->coverage.answered;
    step->relevant = all->coverage.relevant;
    step->blocked = all->blocked;
    return keep_inputs(scoring, &step->input, &step->input_count, count);
}

bool keep_gates(struct scoring *scoring, const struct node *node)
{
    struct area_steps *step = scoring->step;
    if (step == NULL || node->gate_count == 0)
        return true;
    step->gate = take(scoring, node->gate_count, sizeof *step->gate);
    for (size_t g = 0; step->gate != NULL && g < node->gate_count; g++) {
        size_t conditions = node->gate[g].condition_count;
        struct condition_steps *condition =
            take(scoring, conditions + 1, sizeof *condition);
        if (condition == NULL)
            return false;
        step->gate[g] = (struct gate_steps){.condition = condition};
    }
    return step->gate != NULL;
}

bool keep_parts(struct scoring *scoring, enum figure figure, struct rational above,
                struct rational below, int64_t unit)
{
    struct area_steps *step = scoring->step;
    struct rational weights = rational_of(unit, 1);
    if (step == NULL)
        return true;
    if (!rational_divide(&above, above, weights, &scoring->room)
        || !rational_divide(&below, below, weights, &scoring->room))
        return false;
    /* The bounds are the score, unless they are found for themselves after it. */
    for (int f = (int)figure; f < FIGURE_COUNT; f++) {
        step->above[f] = above;
        step->below[f] = below;
    }
    return true;
}

static bool explain(struct score_steps *steps, const struct population *population,
                    struct fault *fault)
{
    struct plan *plan = &steps->keeping->plan;
    struct work *work = &steps->keeping->work;
    if (!make_plan(plan, population, fault))
        return false;
    for (size_t n = 0; n < plan->questionnaire->node_count; n++)
        plan->plain[n] = false;
    if (!reserve_work(work))
        return fault_memory(fault);
    struct scoring *scoring = work->scoring;
    scoring->steps = steps->area;
    scoring->count = 1;
    return score_block(scoring) || fault_take(fault, work->fault);
}

bool score_explain(struct score_steps *steps, const struct questionnaire *questionnaire,
                   const struct population *population, const struct answers *answers,
                   struct fault *fault)
{
    assert(answers->row_count == 1);
    *steps = (struct score_steps){0};
    steps->keeping = memory_allocate(1, sizeof *steps->keeping);
    steps->area = memory_allocate(questionnaire->node_count, sizeof *steps->area);
    bool ok = (steps->keeping != NULL && steps->area != NULL
               && reserve_scores(&steps->scores, questionnaire, 1))
              || fault_memory(fault);
    if (ok) {
        steps->keeping->plan = (struct plan){.questionnaire = questionnaire,
                                             .answers = answers,
                                             .scores = &steps->scores,
                                             .workers = 1};
        steps->keeping->work.plan = &steps->keeping->plan;
        ok = explain(steps, population, fault);
    }
    if (!ok)
        score_steps_release(steps);
    return ok;
}

void score_steps_release(struct score_steps *steps)
{
    if (steps->keeping != NULL) {
        release_work(&steps->keeping->work);
        release_plan(&steps->keeping->plan);
    }
    memory_release(steps->keeping);
    memory_release(steps->area);
    scores_release(&steps->scores);
    *steps = (struct score_steps){0};
}
