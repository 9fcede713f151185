#include "items/analysis.h"

#include "base/memory.h"

/* Alpha of what units differ from the mean of their cluster by, question by question:
   what is alike in schools because they share a municipality is then out of it
   (STATISTICS 4). */

#define ROWS 256

struct within {
    const struct analysis *analysis;
    uint32_t *question; /* that differ within clusters */
    uint32_t count;
    double *mean;    /* mean[i * clusters + cluster] */
    double *value;   /* value[i * ROWS + row of the block]; 0 where there is none … */
    uint16_t *blank; /* … and which rows these are: blank[i * ROWS + n] … */
    uint32_t *blanks; /* … for n below blanks[i] */
    struct sum *sum;  /* by pair: of the products, of the first and of the second */
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

static void fill_block(const struct within *within, uint32_t first, uint32_t rows)
{
    const struct analysis *analysis = within->analysis;
    for (uint32_t i = 0; i < within->count; i++) {
        uint32_t question = within->question[i];
        double range = (double)analysis->keys.key[question].range;
        const double *mean = within->mean + (size_t)i * analysis->cluster_count;
        within->blanks[i] = 0;
        for (uint32_t r = 0; r < rows; r++) {
            int64_t value = key_value(&analysis->keys, question, first + r);
            size_t at = (size_t)i * ROWS;
            within->value[at + r] =
                value < 0 ? 0
                          : (double)value / range - mean[analysis->cluster[first + r]];
            if (value < 0)
                within->blank[at + within->blanks[i]++] = (uint16_t)r;
        }
        for (uint32_t r = rows; r < ROWS; r++)
            within->value[(size_t)i * ROWS + r] = 0;
    }
}

/* What one question comes to where the other has no answer. */
static double sum_at_blanks(const struct within *within, uint32_t one, uint32_t other)
{
    const double *value = within->value + (size_t)one * ROWS;
    const uint16_t *blank = within->blank + (size_t)other * ROWS;
    double sum = 0;
    for (uint32_t n = 0; n < within->blanks[other]; n++)
        sum += value[blank[n]];
    return sum;
}

/* Sums over the rows that both have answered. A question alone adds up to 0 over all it
   has answered, so that those the other has not tell the sum of those it has. */
static void add_pair(const struct within *within, uint32_t one, uint32_t other,
                     struct sum *sum)
{
    const double *left = within->value + (size_t)one * ROWS;
    const double *right = within->value + (size_t)other * ROWS;
    double product[4] = {0, 0, 0, 0};
    for (uint32_t r = 0; r < ROWS; r += 4)
        for (uint32_t lane = 0; lane < 4; lane++)
            product[lane] += left[r + lane] * right[r + lane];
    sum_add(&sum[0], (product[0] + product[1]) + (product[2] + product[3]));
    sum_add(&sum[1], -sum_at_blanks(within, one, other));
    sum_add(&sum[2], -sum_at_blanks(within, other, one));
}

static void add_blocks(const struct within *within)
{
    uint32_t row_count = within->analysis->keys.row_count;
    for (uint32_t first = 0; first < row_count; first += ROWS) {
        uint32_t rows = row_count - first < ROWS ? row_count - first : ROWS;
        fill_block(within, first, rows);
        for (uint32_t other = 0; other < within->count; other++)
            for (uint32_t one = 0; one <= other; one++)
                add_pair(within, one, other, &within->sum[3 * pair_place(one, other)]);
    }
}

static struct item_figure find_alpha(const struct within *within)
{
    struct sum trace = {0};
    struct sum whole = {0};
    double size = 0;
    double k = within->count;
    if (within->count < 2)
        return (struct item_figure){0};
    for (uint32_t other = 0; other < within->count; other++) {
        for (uint32_t one = 0; one <= other; one++) {
            const struct sum *sum = &within->sum[3 * pair_place(one, other)];
            double n =
                (double)moments_of(&within->analysis->moments, within->question[one],
                                   within->question[other])
                    ->n;
            double covariance =
                (sum_value(&sum[0]) - sum_value(&sum[1]) * sum_value(&sum[2]) / n)
                / (n - 1);
            if (n < 2)
                return (struct item_figure){0};
            if (one == other)
                sum_add(&trace, covariance);
            sum_add(&whole, one == other ? covariance : 2 * covariance);
            size += fabs(covariance);
        }
    }
    /* Means of clusters are rounded, so what is as small as this is 0. */
    if (sum_value(&whole) <= 1e-12 * size)
        return (struct item_figure){0};
    return figure_of(k / (k - 1) * (1 - sum_value(&trace) / sum_value(&whole)));
}

static bool take_questions(struct within *within, const struct taken *taken)
{
    uint32_t clusters = within->analysis->cluster_count;
    int64_t *sum = memory_allocate(clusters, sizeof *sum);
    int64_t *count = memory_allocate(clusters, sizeof *count);
    within->question = memory_allocate(taken->count, sizeof *within->question);
    within->mean =
        memory_unwritten(taken->count, (size_t)clusters * sizeof *within->mean);
    bool ok = sum != NULL && count != NULL && within->question != NULL
              && within->mean != NULL;
    for (uint32_t i = 0; ok && i < taken->count; i++) {
        within->question[within->count] = taken->item[i]->question;
        double *mean = within->mean + (size_t)within->count * clusters;
        within->count += find_means(within, taken->item[i]->question, mean, sum, count);
    }
    memory_release(sum);
    memory_release(count);
    return ok;
}

static bool reserve_blocks(struct within *within)
{
    size_t count = within->count;
    within->value = memory_unwritten(count, ROWS * sizeof *within->value);
    within->blank = memory_unwritten(count, ROWS * sizeof *within->blank);
    within->blanks = memory_allocate(count, sizeof *within->blanks);
    within->sum = memory_allocate(count * (count + 1) / 2, 3 * sizeof *within->sum);
    return within->value != NULL && within->blank != NULL && within->blanks != NULL
           && within->sum != NULL;
}

static bool compute_one(const struct analysis *analysis, const struct taken *taken)
{
    struct within within = {.analysis = analysis};
    bool ok = take_questions(&within, taken) && reserve_blocks(&within);
    if (ok) {
        add_blocks(&within);
        taken->scale->within_alpha = find_alpha(&within);
    }
    memory_release(within.question);
    memory_release(within.mean);
    memory_release(within.value);
    memory_release(within.blank);
    memory_release(within.blanks);
    memory_release(within.sum);
    return ok;
}
bool compute_within(const struct analysis *analysis, const struct taken *taken,
                    uint32_t count, struct fault *fault)
{
    bool ok = true;
    for (uint32_t t = 0; ok && t < count; t++)
        ok = !taken[t].scale->own || compute_one(analysis, &taken[t]);
    return ok || fault_memory(fault);
}
