#include "base/memory.h"
#include "score/scoring.h"

/* Units of one group scored together: exact means of their values, rounded once. */

/* The sums of one node over the members of one group that have a score. */
struct sums {
    struct rational value;
    struct rational points[FIGURE_COUNT];
};

/* What the members of the groups come to, by group and node. */
struct pooling {
    const struct level *level;
    struct sums *sum;
    uint32_t *scored;
    uint32_t *relevant;
    struct rational_room room;
};

static bool reserve_pooling(struct pooling *pooling, size_t nodes)
{
    size_t count = nodes * pooling->level->group_count;
    pooling->sum = memory_allocate(count, sizeof *pooling->sum);
    pooling->scored = memory_allocate(count, sizeof *pooling->scored);
    pooling->relevant = memory_allocate(count, sizeof *pooling->relevant);
    struct rational zero = rational_of(0, 1);
    for (size_t i = 0; pooling->sum != NULL && i < count; i++)
        pooling->sum[i] = (struct sums){zero, {zero, zero, zero}};
    return pooling->sum != NULL && pooling->scored != NULL && pooling->relevant != NULL;
}

static void release_pooling(struct pooling *pooling)
{
    memory_release(pooling->sum);
    memory_release(pooling->scored);
    memory_release(pooling->relevant);
    rational_room_release(&pooling->room);
}

static bool add_figures(struct pooling *pooling, const struct node *node,
                        const struct rational *figure, struct sums *sum)
{
    struct rational_room *room = &pooling->room;
    bool ok = rational_add(&sum->value, sum->value, figure[FIGURE_SCORE], room);
    for (int f = 0; ok && f < FIGURE_COUNT; f++) {
        struct rational points = figure[f];
        ok = turn_to_points(&points, node, room)
             && rational_add(&sum->points[f], sum->points[f], points, room);
    }
    return ok;
}

static bool add_row(struct pooling *pooling, const struct scoring *scoring, size_t i)
{
    const struct plan *plan = scoring->plan;
    const struct scores *scores = plan->scores;
    size_t row = scoring->first + i;
    uint32_t group = pooling->level->group_of[plan->answers->unit[row]];
    for (uint32_t n = 0; n < scores->node_count; n++) {
        size_t at = (size_t)group * scores->node_count + n;
        int64_t points = scores->points[(size_t)n * scores->row_count + row];
        pooling->relevant[at] += points >= SCORE_TOO_FEW;
        if (points < 0)
            continue;
        pooling->scored[at]++;
        if (!add_figures(pooling, &plan->questionnaire->node[n],
                         scoring->area[(size_t)n * ROW_BLOCK + i].figure,
                         &pooling->sum[at]))
            return false;
    }
    return true;
}

static bool add_rows(struct pooling *pooling, struct scoring *scoring)
{
    size_t rows = scoring->plan->answers->row_count;
    for (size_t first = 0; first < rows; first += ROW_BLOCK) {
        scoring->first = first;
        scoring->count = rows - first < ROW_BLOCK ? rows - first : ROW_BLOCK;
        if (!score_block(scoring))
            return false;
        for (size_t i = 0; i < scoring->count; i++)
            if (!add_row(pooling, scoring, i))
                return false;
        /* Sums that grew large may stand on limbs of this block: they are copied by
           the addition, so the block's own can go. */
        rational_room_release(&scoring->room);
    }
    return true;
}

static bool mean_in_nano(struct rational sum, uint32_t count, int64_t *nano,
                         struct rational_room *room)
{
    return rational_divide(&sum, sum, rational_of(count, 1), room)
           && rational_nano(nano, sum, room);
}

/* The means of a group on a node that some member has a score on. */
static bool settle_means(struct pooling *pooling, struct scoring *scoring, uint32_t n,
                         size_t from, size_t to)
{
    struct scores *scores = scoring->plan->scores;
    struct rational_room *room = &scoring->room;
    const struct sums *sum = &pooling->sum[from];
    uint32_t count = pooling->scored[from];
    struct rational value;
    return rational_divide(&value, sum->value, rational_of(count, 1), room)
           && (scores->value == NULL || rational_nano(&scores->value[to], value, room))
           && (scores->band == NULL
               || find_band(scoring, &scoring->plan->questionnaire->node[n], value,
                            &scores->band[to]))
           && mean_in_nano(sum->points[FIGURE_SCORE], count, &scores->points[to], room)
           && mean_in_nano(sum->points[FIGURE_LOW], count, &scores->low[to], room)
           && mean_in_nano(sum->points[FIGURE_HIGH], count, &scores->high[to], room);
}

static bool settle_group(struct pooling *pooling, struct scoring *scoring, uint32_t n,
                         uint32_t group)
{
    struct scores *scores = scoring->plan->scores;
    size_t from = (size_t)group * scores->node_count + n;
    size_t to = (size_t)n * scores->row_count + group;
    bool none = scoring->plan->questionnaire->node[n].operation == OPERATION_NONE;
    scores->answered[to] = (int32_t)pooling->scored[from];
    scores->relevant[to] = (int32_t)pooling->relevant[from];
    scores->low[to] = scores->high[to] = -1;
    if (scores->value != NULL)
        scores->value[to] = 0;
    if (scores->band != NULL)
        scores->band[to] = BAND_NONE;
    scores->points[to] = none                          ? SCORE_NONE
                         : pooling->relevant[from] > 0 ? SCORE_TOO_FEW
                                                       : SCORE_NOT_RELEVANT;
    return pooling->scored[from] == 0 || settle_means(pooling, scoring, n, from, to);
}

static bool settle_groups(struct pooling *pooling, struct scoring *scoring)
{
    const struct scores *scores = scoring->plan->scores;
    for (uint32_t group = 0; group < scores->row_count; group++)
        for (uint32_t n = 0; n < scores->node_count; n++)
            if (!settle_group(pooling, scoring, n, group))
                return false;
    return true;
}

/* Why the arithmetic ended; always returns false. */
static bool tell(const struct pooling *pooling, const struct work *work,
                 struct fault *fault)
{
    const struct fault *told = work->fault;
    if (told->kind != FAULT_NONE)
        return fault_take(fault, told);
    if (!pooling->room.too_large && !work->scoring->room.too_large)
        return fault_memory(fault);
    return fault_set(fault, FAULT_DATA, work->plan->questionnaire->id,
                     "the pools by \"%s\" have weights too large for exact arithmetic",
                     pooling->level->id);
}

static bool pool(struct pooling *pooling, struct work *work, struct plan *plan,
                 struct scores *pooled, struct fault *fault)
{
    struct scores *own = plan->scores;
    bool ok = (reserve_pooling(pooling, plan->questionnaire->node_count)
               && reserve_work(work))
              || fault_memory(fault);
    ok = ok && add_rows(pooling, work->scoring);
    if (ok) {
        plan->scores = pooled;
        ok = settle_groups(pooling, work->scoring);
        plan->scores = own;
    }
    if (!ok && fault->kind == FAULT_NONE)
        return tell(pooling, work, fault);
    return ok;
}

bool score_pool(struct scores *pooled, const struct questionnaire *questionnaire,
                const struct population *population, const struct answers *answers,
                const struct level *level, struct fault *fault)
{
    struct scores scores = {0};
    struct pooling pooling = {.level = level};
    struct plan plan = {.questionnaire = questionnaire,
                        .answers = answers,
                        .scores = &scores,
                        .fractions = true,
                        .workers = 1};
    struct work work = {.plan = &plan};
    *pooled = (struct scores){0};
    bool ok = ((reserve_scores(&scores, questionnaire, answers->row_count)
                && reserve_scores(pooled, questionnaire, level->group_count))
               || fault_memory(fault))
              && make_plan(&plan, population, fault)
              && pool(&pooling, &work, &plan, pooled, fault);
    release_work(&work);
    release_plan(&plan);
    release_pooling(&pooling);
    scores_release(&scores);
    if (!ok)
        scores_release(pooled);
    return ok;
}
