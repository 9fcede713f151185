#include "score/score.h"

#include "base/exact.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "score/scoring.h"

#define COMMON_LIMIT 1000000

static bool find_common(struct scoring *scoring)
{
    uint64_t common = 1;
    for (size_t s = 0; s < scoring->questionnaire->scale_count; s++) {
        const struct scale *scale = &scoring->questionnaire->scale[s];
        uint64_t range = (uint64_t)((int64_t)scale->highest - scale->lowest);
        common = common / greatest_common_divisor(common, range) * range;
        if (common > COMMON_LIMIT)
            return fault_set(scoring->fault, FAULT_DATA, scoring->questionnaire->id,
                             "the scales' ranges have no common measure below %d",
                             COMMON_LIMIT);
    }
    scoring->common = (int32_t)common;
    return true;
}

static bool score_block(struct scoring *scoring)
{
    const struct questionnaire *questionnaire = scoring->questionnaire;
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        read_question(scoring, q);
    /* Nodes stand in pre-order, so from the last to the first children come before
     * parents. */
    for (uint32_t number = (uint32_t)questionnaire->node_count; number-- > 0;) {
        if (questionnaire->node[number].end == number + 1) {
            score_leaf(scoring, number);
            continue;
        }
        for (size_t i = 0; i < scoring->count; i++)
            if (!score_parent_row(scoring, number, i))
                return false;
    }
    return true;
}

static bool reserve_scores(struct scores *scores, size_t nodes, size_t questions,
                           size_t rows)
{
    scores->row_count = (uint32_t)rows;
    scores->node_count = (uint32_t)nodes;
    scores->points = memory_unwritten(nodes * rows, sizeof *scores->points);
    scores->low = memory_unwritten(nodes * rows, sizeof *scores->low);
    scores->high = memory_unwritten(nodes * rows, sizeof *scores->high);
    scores->answered = memory_unwritten(nodes * rows, sizeof *scores->answered);
    scores->relevant = memory_unwritten(nodes * rows, sizeof *scores->relevant);
    scores->state = memory_unwritten(questions, rows);
    return scores->points != NULL && scores->low != NULL && scores->high != NULL
           && scores->answered != NULL && scores->relevant != NULL
           && scores->state != NULL;
}

/* What all workers read, and one struct scoring for each. */
struct plan {
    struct scoring *scoring;
    struct fault *fault; /* by worker */
    struct meaning *meaning;
    int64_t *base;
    size_t workers;
};

static bool reserve_plan(struct plan *plan, const struct scoring *common)
{
    size_t questions = common->questionnaire->question_count;
    size_t nodes = common->questionnaire->node_count;
    plan->scoring = memory_allocate(plan->workers, sizeof *plan->scoring);
    plan->fault = memory_allocate(plan->workers, sizeof *plan->fault);
    plan->meaning = memory_allocate(questions, sizeof *plan->meaning);
    plan->base = memory_allocate(nodes, sizeof *plan->base);
    bool ok = plan->scoring != NULL && plan->fault != NULL && plan->meaning != NULL
              && plan->base != NULL;
    for (size_t w = 0; ok && w < plan->workers; w++) {
        struct scoring *scoring = &plan->scoring[w];
        *scoring = *common;
        scoring->fault = &plan->fault[w];
        scoring->meaning = plan->meaning;
        scoring->base = plan->base;
        scoring->x = memory_allocate(questions * ROW_BLOCK, sizeof *scoring->x);
        scoring->part = memory_unwritten(nodes * ROW_BLOCK, sizeof *scoring->part);
        ok = scoring->x != NULL && scoring->part != NULL;
    }
    return ok;
}

static void release_plan(struct plan *plan)
{
    for (size_t w = 0; plan->scoring != NULL && w < plan->workers; w++) {
        memory_release(plan->scoring[w].x);
        memory_release(plan->scoring[w].part);
    }
    memory_release(plan->scoring);
    memory_release(plan->fault);
    memory_release(plan->meaning);
    memory_release(plan->base);
}

/* Every worker takes every so-manyth block of rows. */
static void score_rows(void *context, size_t worker)
{
    const struct plan *plan = context;
    struct scoring *scoring = &plan->scoring[worker];
    size_t rows = scoring->answers->row_count;
    size_t stride = plan->workers * ROW_BLOCK;
    for (size_t first = worker * ROW_BLOCK; first < rows; first += stride) {
        scoring->first = first;
        scoring->count = rows - first < ROW_BLOCK ? rows - first : ROW_BLOCK;
        if (!score_block(scoring))
            return;
    }
}

static bool score_all(struct plan *plan)
{
    const struct scoring *scoring = plan->scoring;
    for (uint32_t q = 0; q < scoring->questionnaire->question_count; q++)
        fill_meaning(scoring, q, &plan->meaning[q]);
    for (uint32_t n = 0; n < scoring->questionnaire->node_count; n++)
        plan->base[n] = find_base(scoring, n);
    parallel_run(plan->workers, score_rows, plan);
    for (size_t w = 0; w < plan->workers; w++)
        if (plan->fault[w].kind != FAULT_NONE)
            return false;
    return true;
}

bool score_compute(struct scores *scores, const struct questionnaire *questionnaire,
                   const struct answers *answers, struct fault *fault)
{
    *scores = (struct scores){0};
    size_t rows = answers->row_count;
    struct scoring common = {.questionnaire = questionnaire,
                             .answers = answers,
                             .scores = scores,
                             .fault = fault};
    struct plan plan = {.workers =
                            parallel_workers(rows * questionnaire->question_count)};
    bool ok = (reserve_scores(scores, questionnaire->node_count,
                              questionnaire->question_count, rows)
               || fault_memory(fault))
              && find_common(&common)
              && (reserve_plan(&plan, &common) || fault_memory(fault));
    ok = ok && score_all(&plan);
    for (size_t w = 0; plan.fault != NULL && w < plan.workers; w++)
        if (plan.fault[w].kind != FAULT_NONE)
            fault_set(fault, plan.fault[w].kind, plan.fault[w].where, "%s",
                      plan.fault[w].what);
    release_plan(&plan);
    if (!ok)
        scores_release(scores);
    return ok;
}

void scores_release(struct scores *scores)
{
    memory_release(scores->points);
    memory_release(scores->low);
    memory_release(scores->high);
    memory_release(scores->answered);
    memory_release(scores->relevant);
    memory_release(scores->state);
    *scores = (struct scores){0};
}

int64_t score_question(const struct scores *scores,
                       const struct questionnaire *questionnaire,
                       const struct answers *answers, uint32_t question, uint32_t row)
{
    switch (
        (enum answer_state)scores->state[(size_t)question * scores->row_count + row]) {
    case ANSWER_STATE_VALID:
        return question_points(&questionnaire->question[question],
                               answers_to(answers, question)[row]);
    case ANSWER_STATE_FLOOR:
        return 0;
    case ANSWER_STATE_DONT_KNOW:
        return questionnaire->dont_know == DONT_KNOW_ZERO ? 0 : SCORE_TOO_FEW;
    case ANSWER_STATE_BLANK:
        return SCORE_TOO_FEW;
    default:
        return SCORE_NOT_RELEVANT;
    }
}
