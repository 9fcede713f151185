#include "score/score.h"

#include "base/exact.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "score/share.h"

#include <string.h>

/* In `x`: an answer that applies but is missing, and a question that does not apply. */
#define X_MISSING        (-1)
#define X_NOT_APPLICABLE (-2)

#define ROW_BLOCK                                                                      \
    512 /* rows scored together, so that what is at work stays in the cache */
#define COMMON_LIMIT 1000000

struct scoring {
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    struct scores *scores;
    struct fault *fault;
    int32_t common; /* least common multiple of the scales' ranges (STATISTICS 6.1) */
    int32_t *x;     /* x[question * ROW_BLOCK + row]: 0..common, or X_… */
    struct part *part;             /* part[node * ROW_BLOCK + row] */
    const struct meaning *meaning; /* by question */
    int64_t *base;                 /* by node: see find_base() */
    size_t first;                  /* first row of the block */
    size_t count;
};

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

static int32_t x_of_option(const struct scoring *scoring,
                           const struct question *question, const struct option *option)
{
    const struct scale *scale = question->scale;
    if (option->state == OPTION_NOT_APPLICABLE)
        return X_NOT_APPLICABLE;
    if (option->state == OPTION_DONT_KNOW)
        return scoring->questionnaire->dont_know == DONT_KNOW_ZERO ? 0 : X_MISSING;
    int32_t step = scoring->common / (scale->highest - scale->lowest);
    int32_t x = (option->value - scale->lowest) * step;
    return question->reversed ? scoring->common - x : x;
}

static enum answer_state state_of_option(const struct option *option)
{
    switch (option->state) {
    case OPTION_DONT_KNOW:
        return ANSWER_STATE_DONT_KNOW;
    case OPTION_NOT_APPLICABLE:
        return ANSWER_STATE_NOT_APPLICABLE;
    default:
        return ANSWER_STATE_VALID;
    }
}

/* A parent that is itself not shown, not answered, unknown or not applicable makes the
   condition false (STATISTICS 1.1); its answer, should one stand there, does not count.
 */
static bool is_shown(const struct scoring *scoring, const struct question *question,
                     size_t row)
{
    uint32_t parent = question->parent;
    int8_t state =
        scoring->scores->state[(size_t)parent * scoring->answers->row_count + row];
    return state == ANSWER_STATE_VALID
           && ((question->parent_options >> answers_to(scoring->answers, parent)[row])
               & 1);
}

/* What a code means when its question is shown; code + 2 counts the places, since the
   lowest code is ANSWER_NOT_ASKED. */
#define CODE_PLACES 64

struct meaning {
    int32_t x[CODE_PLACES];
    int8_t state[CODE_PLACES];
};

static void fill_meaning(const struct scoring *scoring, uint32_t q,
                         struct meaning *meaning)
{
    const struct question *question = &scoring->questionnaire->question[q];
    /* What names no option is no answer. */
    for (int place = 0; place < CODE_PLACES; place++) {
        meaning->x[place] = X_MISSING;
        meaning->state[place] = ANSWER_STATE_BLANK;
    }
    meaning->x[ANSWER_NOT_ASKED + 2] = X_NOT_APPLICABLE;
    meaning->state[ANSWER_NOT_ASKED + 2] = ANSWER_STATE_NOT_ASKED;
    for (size_t o = 0; o < question->scale->option_count; o++) {
        meaning->x[o + 2] = x_of_option(scoring, question, &question->scale->option[o]);
        meaning->state[o + 2] = (int8_t)state_of_option(&question->scale->option[o]);
    }
}

static void apply_condition(struct scoring *scoring, uint32_t q)
{
    const struct question *question = &scoring->questionnaire->question[q];
    bool floor = question->when_not_asked == NOT_ASKED_FLOOR;
    int8_t *state = scoring->scores->state + (size_t)q * scoring->answers->row_count;
    for (size_t i = 0; i < scoring->count; i++) {
        size_t row = scoring->first + i;
        if (state[row] == ANSWER_STATE_NOT_ASKED || is_shown(scoring, question, row))
            continue;
        state[row] = floor ? ANSWER_STATE_FLOOR : ANSWER_STATE_SKIPPED;
        scoring->x[(size_t)q * ROW_BLOCK + i] = floor ? 0 : X_NOT_APPLICABLE;
    }
}

static void read_question(struct scoring *scoring, uint32_t q)
{
    const int8_t *code = answers_to(scoring->answers, q) + scoring->first;
    int8_t *state = scoring->scores->state + (size_t)q * scoring->answers->row_count
                    + scoring->first;
    const struct meaning *meaning = &scoring->meaning[q];
    int32_t *x = scoring->x + (size_t)q * ROW_BLOCK;
    for (size_t i = 0; i < scoring->count; i++) {
        int place = code[i] + 2;
        state[i] = meaning->state[place];
        x[i] = meaning->x[place];
    }
    if (scoring->questionnaire->question[q].conditional)
        apply_condition(scoring, q);
}

static bool enough(const struct node *node, int64_t answered, int64_t relevant)
{
    return answered > 0
           && answered * node->coverage_denominator
                  >= relevant * node->coverage_numerator;
}

/* Writes what is known of a node for a row: `answered` and `relevant` are weights. */
static void settle(struct scoring *scoring, uint32_t number, size_t i, int64_t answered,
                   int64_t relevant)
{
    struct scores *scores = scoring->scores;
    const struct node *node = &scoring->questionnaire->node[number];
    const struct part *part = &scoring->part[(size_t)number * ROW_BLOCK + i];
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    scores->answered[at] = (int32_t)answered;
    scores->relevant[at] = (int32_t)relevant;
    if (relevant == 0) {
        scores->points[at] = SCORE_NOT_RELEVANT;
        scores->low[at] = scores->high[at] = -1;
        return;
    }
    bool scored = enough(node, answered, relevant);
    scores->points[at] = scored ? share_points(part->score) : SCORE_TOO_FEW;
    bool complete = scored && part->low.numerator == part->score.numerator
                    && part->low.denominator == part->score.denominator
                    && part->high.numerator == part->low.numerator;
    scores->low[at] = complete ? scores->points[at] : share_points(part->low);
    scores->high[at] = complete ? scores->points[at] : share_points(part->high);
}

/* A lowest area: S = sum w x / W_valid (STATISTICS 1.3), with the bounds beside. */
static void score_leaf(struct scoring *scoring, uint32_t number)
{
    const struct node *node = &scoring->questionnaire->node[number];
    int64_t sum[ROW_BLOCK] = {0};
    int32_t answered[ROW_BLOCK] = {0};
    int32_t relevant[ROW_BLOCK] = {0};
    for (size_t k = 0; k < node->question_count; k++) {
        uint32_t q = node->question[k];
        const int32_t *x = scoring->x + (size_t)q * ROW_BLOCK;
        int32_t weight = scoring->questionnaire->question[q].weight;
        /* The whole block, though the last one may be partly unused: a loop of a known
           length is one the compiler can do several rows of at a time. */
        for (size_t i = 0; i < ROW_BLOCK; i++) {
            int32_t valid = x[i] >= 0 ? weight : 0;
            sum[i] += (int64_t)valid * x[i];
            answered[i] += valid;
            relevant[i] += x[i] == X_NOT_APPLICABLE ? 0 : weight;
        }
    }
    struct part *part = scoring->part + (size_t)number * ROW_BLOCK;
    for (size_t i = 0; i < scoring->count; i++) {
        int64_t missing = relevant[i] - answered[i];
        int64_t most = (int64_t)scoring->common * relevant[i];
        part[i].score = (struct share){sum[i], (int64_t)scoring->common * answered[i]};
        part[i].low = (struct share){sum[i], most};
        part[i].high = (struct share){sum[i] + scoring->common * missing, most};
        settle(scoring, number, i, answered[i], relevant[i]);
    }
}

/* A node's score for a row, or its bound, from the leaves up in wide fractions. */
static bool sum_wide(const struct scoring *scoring, uint32_t number, size_t i,
                     enum figure figure, struct wide_share *sum)
{
    const struct node *node = &scoring->questionnaire->node[number];
    const struct scores *scores = scoring->scores;
    if (node->end == number + 1) {
        const struct part *part = &scoring->part[(size_t)number * ROW_BLOCK + i];
        const struct share *share = figure == FIGURE_SCORE ? &part->score
                                    : figure == FIGURE_LOW ? &part->low
                                                           : &part->high;
        *sum = (struct wide_share){share->numerator, share->denominator};
        return true;
    }
    *sum = (struct wide_share){0, 1};
    int64_t weight = 0;
    for (uint32_t c = number + 1; c < node->end;
         c = scoring->questionnaire->node[c].end) {
        int64_t points =
            scores->points[(size_t)c * scores->row_count + scoring->first + i];
        struct wide_share child;
        if (points == SCORE_NOT_RELEVANT
            || (points == SCORE_TOO_FEW && figure == FIGURE_SCORE))
            continue;
        weight += scoring->questionnaire->node[c].weight;
        if (!sum_wide(scoring, c, i, figure, &child)
            || !wide_share_add(sum, scoring->questionnaire->node[c].weight, child))
            return false;
    }
    return wide_share_divide(sum, weight);
}

/* A parent whose fraction outgrew 64 bits. It is slow, and rows like it are rare. */
static bool score_outgrown_row(struct scoring *scoring, uint32_t number, size_t i,
                               int64_t answered, int64_t relevant)
{
    const struct node *node = &scoring->questionnaire->node[number];
    struct scores *scores = scoring->scores;
    size_t at = (size_t)number * scores->row_count + scoring->first + i;
    struct wide_share score;
    struct wide_share low;
    struct wide_share high;
    if (!sum_wide(scoring, number, i, FIGURE_SCORE, &score)
        || !sum_wide(scoring, number, i, FIGURE_LOW, &low)
        || !sum_wide(scoring, number, i, FIGURE_HIGH, &high))
        return fault_set(scoring->fault, FAULT_DATA, scoring->questionnaire->id,
                         "the area \"%s\" has weights too large for exact arithmetic",
                         node->id);
    scoring->part[(size_t)number * ROW_BLOCK + i] =
        (struct part){{0, 0}, {0, 0}, {0, 0}};
    scores->answered[at] = (int32_t)answered;
    scores->relevant[at] = (int32_t)relevant;
    scores->points[at] =
        enough(node, answered, relevant) ? wide_share_points(score) : SCORE_TOO_FEW;
    scores->low[at] = wide_share_points(low);
    scores->high[at] = wide_share_points(high);
    return true;
}

/* A denominator that the shares of the lowest areas right below a node divide, whatever
   was answered in them, as far as one of moderate size exists: then adding them up
   needs no common divisor sought row by row. Only speed hangs on it. */
#define BASE_LIMIT  (INT64_C(1) << 32)
#define BASE_WEIGHT 64

static int64_t find_base(const struct scoring *scoring, uint32_t number)
{
    const struct questionnaire *questionnaire = scoring->questionnaire;
    const struct node *node = &questionnaire->node[number];
    int64_t most = 1;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end) {
        int64_t weight = 0;
        for (size_t i = 0; i < questionnaire->node[c].question_count; i++)
            weight +=
                questionnaire->question[questionnaire->node[c].question[i]].weight;
        most = weight > most ? weight : most;
    }
    int64_t base = scoring->common;
    for (int64_t weight = 2; weight <= most && weight < BASE_WEIGHT; weight++) {
        int64_t whole = scoring->common * weight;
        int64_t factor =
            whole / (int64_t)greatest_common_divisor((uint64_t)base, (uint64_t)whole);
        if (base > BASE_LIMIT / factor)
            break;
        base *= factor;
    }
    return base;
}

/* A node above others: the weighted mean of its children's exact scores
 * (STATISTICS 1.4). */
static bool score_parent_row(struct scoring *scoring, uint32_t number, size_t i)
{
    const struct node *node = &scoring->questionnaire->node[number];
    const struct scores *scores = scoring->scores;
    int64_t base = scoring->base[number];
    struct part part = {{0, base}, {0, base}, {0, base}};
    int64_t answered = 0;
    int64_t relevant = 0;
    bool fits = true;
    bool complete = true;
    for (uint32_t c = number + 1; c < node->end;
         c = scoring->questionnaire->node[c].end) {
        const struct part *child = &scoring->part[(size_t)c * ROW_BLOCK + i];
        size_t at = (size_t)c * scores->row_count + scoring->first + i;
        int64_t weight = scoring->questionnaire->node[c].weight;
        if (scores->points[at] == SCORE_NOT_RELEVANT)
            continue;
        relevant += weight;
        complete =
            complete && scores->points[at] >= 0 && scores->low[at] == scores->high[at];
        if (scores->points[at] != SCORE_TOO_FEW) {
            answered += weight;
            fits = fits && child->score.denominator > 0
                   && share_add(&part.score, weight, child->score);
        }
        fits = fits && child->low.denominator > 0
               && share_add(&part.low, weight, child->low)
               && share_add(&part.high, weight, child->high);
    }
    if (!fits || !share_divide(&part.score, answered)
        || !share_divide(&part.low, relevant) || !share_divide(&part.high, relevant))
        return score_outgrown_row(scoring, number, i, answered, relevant);
    if (complete)
        part.low = part.high = part.score;
    scoring->part[(size_t)number * ROW_BLOCK + i] = part;
    settle(scoring, number, i, answered, relevant);
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
    scores->points = memory_allocate(nodes * rows, sizeof *scores->points);
    scores->low = memory_allocate(nodes * rows, sizeof *scores->low);
    scores->high = memory_allocate(nodes * rows, sizeof *scores->high);
    scores->answered = memory_allocate(nodes * rows, sizeof *scores->answered);
    scores->relevant = memory_allocate(nodes * rows, sizeof *scores->relevant);
    scores->state = memory_allocate(questions, rows);
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
        scoring->part = memory_allocate(nodes * ROW_BLOCK, sizeof *scoring->part);
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
