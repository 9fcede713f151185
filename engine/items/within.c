#include "items/analysis.h"

#include "base/memory.h"
#include "base/parallel.h"

/* Alpha of what units differ from the mean of their cluster by, question by question:
   what is alike in schools because they share a municipality is then out of it
   (STATISTICS 4). Two questions have the same sums in every scale, and they are made
   once; four questions stand beside each other, and are one step. */

#define FOUR 4

/* How a question's values and blanks stand in a block of rows. */
struct quartet {
    double value[KEYS_BLOCK][FOUR];   /* 0 where there is none … */
    uint16_t blank[FOUR][KEYS_BLOCK]; /* … and which rows these are … */
    uint32_t blanks[FOUR];            /* … below blanks[i] */
};

/* Over the rows that both have answered. */
struct within_sums {
    struct sum product;
    struct sum one;
    struct sum other;
};

struct within {
    const struct analysis *analysis;
    uint32_t *number;   /* by question: its place below, or ITEMS_NONE */
    uint32_t *question; /* that differ within clusters, of scales of own questions */
    uint32_t count;
    uint32_t quartets;
    double *mean;             /* mean[number * clusters + cluster] */
    uint8_t *wanted;          /* wanted[number * quartets + quartet]: pairs with it */
    struct within_sums *sums; /* by pair of numbers */
    struct quartet *quartet;  /* of each worker */
    size_t workers;
};

/* Means of the clusters; false where no unit differs from the mean of its own. */
static bool find_means(const struct within *within, uint32_t question, double *mean,
                       int64_t *sum, int64_t *count)
{
    const struct analysis *analysis = within->analysis;
    const struct keys *keys = &analysis->keys;
    bool differs = false;
    for (uint32_t c = 0; c < analysis->cluster_count; c++)
        sum[c] = count[c] = 0;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        int64_t value = key_value(keys, question, row);
        uint32_t c = analysis->cluster[row];
        if (value < 0)
            continue;
        differs = differs || sum[c] != value * count[c];
        sum[c] += value;
        count[c]++;
    }
    for (uint32_t c = 0; c < analysis->cluster_count; c++)
        mean[c] = count[c] == 0
                      ? 0
                      : (double)sum[c]
                            / ((double)count[c] * (double)keys->key[question].range);
    return differs;
}

static void fill_question(const struct within *within, struct quartet *quartet,
                          uint32_t number, uint32_t first)
{
    const struct analysis *analysis = within->analysis;
    uint32_t question = within->question[number];
    uint32_t rows = analysis->keys.row_count - first;
    double range = (double)analysis->keys.key[question].range;
    const double *mean = within->mean + (size_t)number * analysis->cluster_count;
    uint32_t place = number % FOUR;
    uint32_t blanks = 0;
    double value[KEYS_BLOCK];
    keys_read(value, &analysis->keys, question, first);
    for (uint32_t r = 0; r < KEYS_BLOCK; r++) {
        bool blank = value[r] < 0;
        quartet->value[r][place] =
            blank ? 0 : value[r] / range - mean[analysis->cluster[first + r]];
        quartet->blank[place][blanks] = (uint16_t)r;
        blanks += blank && r < rows;
    }
    quartet->blanks[place] = blanks;
}

/* What four questions come to where another has no answer. */
static void sum_at_blanks(double sum[static FOUR], const struct quartet *quartet,
                          const struct quartet *other, uint32_t place)
{
    double part[FOUR] = {0};
    for (uint32_t n = 0; n < other->blanks[place]; n++) {
        const double *value = quartet->value[other->blank[place][n]];
        for (uint32_t i = 0; i < FOUR; i++)
            part[i] += value[i];
    }
    for (uint32_t i = 0; i < FOUR; i++)
        sum[i] = part[i];
}

static void add_products(double part[static FOUR], const double one[static FOUR],
                         double other)
{
    for (uint32_t i = 0; i < FOUR; i++)
        part[i] += one[i] * other;
}

/* The products of four questions with another, added up row by row in four parts. */
static void sum_products(double sum[static FOUR], const struct quartet *quartet,
                         const struct quartet *other, uint32_t place)
{
    double part[4][FOUR] = {{0}};
    for (uint32_t r = 0; r < KEYS_BLOCK; r += 4) {
        add_products(part[0], quartet->value[r], other->value[r][place]);
        add_products(part[1], quartet->value[r + 1], other->value[r + 1][place]);
        add_products(part[2], quartet->value[r + 2], other->value[r + 2][place]);
        add_products(part[3], quartet->value[r + 3], other->value[r + 3][place]);
    }
    for (uint32_t i = 0; i < FOUR; i++)
        sum[i] = (part[0][i] + part[1][i]) + (part[2][i] + part[3][i]);
}

/* A question alone adds up to 0 over all it has answered, so that those the other has
   not tell the sum of those it has. */
static void add_quartets(const struct within *within, const struct quartet *quartet,
                         uint32_t left, uint32_t right)
{
    const struct quartet *one = &quartet[left];
    const struct quartet *other = &quartet[right];
    double reverse[FOUR][FOUR]; /* of the right ones at the blanks of the left */
    for (uint32_t i = 0; i < FOUR; i++)
        sum_at_blanks(reverse[i], other, one, i);
    for (uint32_t j = 0; j < FOUR && right * FOUR + j < within->count; j++) {
        uint32_t number = right * FOUR + j;
        double product[FOUR];
        double alone[FOUR];
        if (!within->wanted[(size_t)number * within->quartets + left])
            continue;
        sum_products(product, one, other, j);
        sum_at_blanks(alone, one, other, j);
        for (uint32_t i = 0; i < FOUR && left * FOUR + i <= number; i++) {
            struct within_sums *sums =
                &within->sums[pair_place(left * FOUR + i, number)];
            sum_add(&sums->product, product[i]);
            sum_add(&sums->one, -alone[i]);
            sum_add(&sums->other, -reverse[i][j]);
        }
    }
}

static bool wants_any(const struct within *within, uint32_t left, uint32_t right)
{
    bool any = false;
    for (uint32_t n = right * FOUR; n < right * FOUR + FOUR && n < within->count; n++)
        any = any || within->wanted[(size_t)n * within->quartets + left];
    return any;
}

/* Every pair is one worker's own. */
static void add_blocks(void *context, size_t worker)
{
    const struct within *within = context;
    struct quartet *quartet = within->quartet + worker * within->quartets;
    uint32_t rows = within->analysis->keys.row_count;
    for (uint32_t first = 0; first < rows; first += KEYS_BLOCK) {
        size_t turn = 0;
        for (uint32_t n = 0; n < within->count; n++)
            fill_question(within, &quartet[n / FOUR], n, first);
        for (uint32_t right = 0; right < within->quartets; right++)
            for (uint32_t left = 0; left <= right; left++)
                if (wants_any(within, left, right)
                    && turn++ % within->workers == worker)
                    add_quartets(within, quartet, left, right);
    }
}

static bool takes_part(const struct within *within, const struct items_item *item)
{
    return within->number[item->question] != ITEMS_NONE;
}

/* NaN of fewer than two rows. */
static double covariance_within(const struct within *within, uint32_t one,
                                uint32_t other)
{
    const struct within_sums *sums =
        &within->sums[pair_place(within->number[one], within->number[other])];
    double n = (double)moments_of(&within->analysis->moments, one, other)->n;
    if (n < 2)
        return NAN;
    return (sum_value(&sums->product)
            - sum_value(&sums->one) * sum_value(&sums->other) / n)
           / (n - 1);
}

static struct item_figure find_alpha(const struct within *within,
                                     const struct taken *taken)
{
    struct sum trace = {0};
    struct sum whole = {0};
    double size = 0;
    double k = 0;
    for (uint32_t j = 0; j < taken->count; j++) {
        if (!takes_part(within, taken->item[j]))
            continue;
        k++;
        for (uint32_t i = 0; i <= j; i++) {
            if (!takes_part(within, taken->item[i]))
                continue;
            double covariance = covariance_within(within, taken->item[i]->question,
                                                  taken->item[j]->question);
            if (isnan(covariance))
                return (struct item_figure){0};
            if (i == j)
                sum_add(&trace, covariance);
            sum_add(&whole, i == j ? covariance : 2 * covariance);
            size += fabs(covariance);
        }
    }
    /* Means of clusters are rounded, so what is as small as this is 0. */
    if (k < 2 || sum_value(&whole) <= 1e-12 * size)
        return (struct item_figure){0};
    return figure_of(k / (k - 1) * (1 - sum_value(&trace) / sum_value(&whole)));
}

static bool reserve_questions(struct within *within)
{
    size_t questions = within->analysis->keys.question_count;
    size_t clusters = within->analysis->cluster_count;
    within->number = memory_allocate(questions, sizeof *within->number);
    within->question = memory_allocate(questions, sizeof *within->question);
    within->mean = memory_unwritten(questions, clusters * sizeof *within->mean);
    if (within->number == NULL || within->question == NULL || within->mean == NULL)
        return false;
    for (uint32_t q = 0; q < questions; q++)
        within->number[q] = ITEMS_NONE;
    return true;
}

/* In the order of the scales, so that what belongs together stands together. */
static bool take_questions(struct within *within, const struct taken *taken,
                           uint32_t scales)
{
    size_t clusters = within->analysis->cluster_count;
    int64_t *sum = memory_allocate(clusters, sizeof *sum);
    int64_t *count = memory_allocate(clusters, sizeof *count);
    uint8_t *seen = memory_allocate(within->analysis->keys.question_count, 1);
    bool ok = sum != NULL && count != NULL && seen != NULL && reserve_questions(within);
    for (uint32_t s = 0; ok && s < scales; s++) {
        for (uint32_t i = 0; taken[s].scale->own && i < taken[s].count; i++) {
            uint32_t question = taken[s].item[i]->question;
            double *mean = within->mean + within->count * clusters;
            if (seen[question])
                continue;
            seen[question] = 1;
            if (!find_means(within, question, mean, sum, count))
                continue;
            within->number[question] = within->count;
            within->question[within->count++] = question;
        }
    }
    memory_release(sum);
    memory_release(count);
    memory_release(seen);
    return ok;
}

static void want_pairs(const struct within *within, const struct taken *taken)
{
    for (uint32_t j = 0; j < taken->count; j++) {
        for (uint32_t i = 0; i < taken->count; i++) {
            if (!takes_part(within, taken->item[i])
                || !takes_part(within, taken->item[j]))
                continue;
            uint32_t one = within->number[taken->item[i]->question];
            uint32_t other = within->number[taken->item[j]->question];
            within->wanted[(size_t)other * within->quartets + one / FOUR] = 1;
        }
    }
}

static bool reserve_sums(struct within *within)
{
    size_t count = within->count;
    within->quartets = (within->count + FOUR - 1) / FOUR;
    within->workers =
        parallel_workers(count * count / 8 * within->analysis->keys.room / 8);
    within->wanted = memory_allocate(count, within->quartets * sizeof(uint8_t));
    within->sums = memory_allocate(count * (count + 1) / 2, sizeof *within->sums);
    within->quartet =
        memory_allocate(within->workers * within->quartets, sizeof *within->quartet);
    return within->wanted != NULL && within->sums != NULL && within->quartet != NULL;
}

bool compute_within(const struct analysis *analysis, const struct taken *taken,
                    uint32_t count, struct fault *fault)
{
    struct within within = {.analysis = analysis};
    bool ok = take_questions(&within, taken, count) && reserve_sums(&within);
    for (uint32_t s = 0; ok && s < count; s++)
        if (taken[s].scale->own)
            want_pairs(&within, &taken[s]);
    if (ok)
        parallel_run(within.workers, add_blocks, &within);
    for (uint32_t s = 0; ok && s < count; s++)
        if (taken[s].scale->own)
            taken[s].scale->within_alpha = find_alpha(&within, &taken[s]);
    memory_release(within.number);
    memory_release(within.question);
    memory_release(within.mean);
    memory_release(within.wanted);
    memory_release(within.sums);
    memory_release(within.quartet);
    return ok || fault_memory(fault);
}
