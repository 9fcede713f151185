#include "items/analysis.h"

#include "base/memory.h"
#include "estimate/estimate.h"

/* Cronbach's alpha and what goes with it, on pairwise covariances (STATISTICS 4;
   Revelle, R psych, alpha()). R is C scaled to correlations. */

/* Sums of correlations are irrational: what is as small as this is 0. */
#define NO_SUM 1e-12

/* Of a sum as small as this beside what was added up, the sign is found exactly. */
#define LEFT_OPEN 1e-9

struct matrix {
    const struct analysis *analysis;
    const struct taken *taken;
    double *row;          /* sums of C, by question taken, … */
    double *size;         /* … of it without signs … */
    double *standard_row; /* … and of R */
    double sum;           /* V */
    double whole_size;
    double standard_sum;
    double trace;
    double squares; /* tr CC */
    double cross;   /* sum of CC */
};

static double entry(const struct matrix *matrix, uint32_t one, uint32_t other)
{
    return covariance_of(matrix->analysis, matrix->taken->item[one]->question,
                         matrix->taken->item[other]->question);
}

static void add_up(struct matrix *matrix)
{
    uint32_t count = matrix->taken->count;
    struct sum sum = {0};
    struct sum standard_sum = {0};
    struct sum squares = {0};
    struct sum cross = {0};
    struct sum trace = {0};
    for (uint32_t one = 0; one < count; one++) {
        struct sum row = {0};
        struct sum standard_row = {0};
        double own = entry(matrix, one, one);
        for (uint32_t other = 0; other < count; other++) {
            double value = entry(matrix, one, other);
            sum_add(&row, value);
            matrix->size[one] += fabs(value);
            sum_add(&squares, value * value);
            sum_add(&standard_row,
                    one == other ? 1 : value / sqrt(own * entry(matrix, other, other)));
        }
        matrix->row[one] = sum_value(&row);
        matrix->whole_size += matrix->size[one];
        matrix->standard_row[one] = sum_value(&standard_row);
        sum_add(&sum, matrix->row[one]);
        sum_add(&standard_sum, matrix->standard_row[one]);
        sum_add(&cross, matrix->row[one] * matrix->row[one]);
        sum_add(&trace, own);
    }
    matrix->sum = sum_value(&sum);
    matrix->standard_sum = sum_value(&standard_sum);
    matrix->squares = sum_value(&squares);
    matrix->cross = sum_value(&cross);
    matrix->trace = sum_value(&trace);
}

static double alpha_of(double count, double trace, double sum)
{
    return count / (count - 1) * (1 - trace / sum);
}

static void fill_scale(const struct matrix *matrix, struct items_scale *scale, int sign)
{
    double k = matrix->taken->count;
    double n = scale->row_count;
    double v = matrix->sum;
    double trace = matrix->trace;
    scale->average_r = figure_of((matrix->standard_sum - k) / (k * (k - 1)));
    if (matrix->standard_sum > NO_SUM * k)
        scale->standard_alpha = figure_of(alpha_of(k, k, matrix->standard_sum));
    if (sign <= 0) {
        scale->lack = ITEMS_LACK_VARIANCE;
        return;
    }
    double alpha = alpha_of(k, trace, v);
    /* Duhachek and Iacobucci (2004), as psych has it. */
    double q = 2 * k * k / ((k - 1) * (k - 1) * v * v * v)
               * (v * (matrix->squares + trace * trace) - 2 * trace * matrix->cross);
    /* Feldt (1965). */
    double below = (n - 1) * (k - 1);
    scale->alpha = figure_of(alpha);
    scale->standard_error = figure_of(q < 0 ? NAN : sqrt(q / n));
    struct estimate low = quantile_of_f(0.975, n - 1, below);
    struct estimate high = quantile_of_f(0.025, n - 1, below);
    scale->low = figure_of(low.defined ? 1 - (1 - alpha) * low.value : NAN);
    scale->high = figure_of(high.defined ? 1 - (1 - alpha) * high.value : NAN);
}

/* The sum without one question, added up anew where the difference would be made of
   what was rounded off. */
static double sum_without(const struct matrix *matrix, uint32_t without)
{
    uint32_t count = matrix->taken->count;
    double own = entry(matrix, without, without);
    double sum = matrix->sum - 2 * matrix->row[without] + own;
    if (fabs(sum) > 1e-4 * (matrix->trace + fabs(matrix->sum)))
        return sum;
    struct sum anew = {0};
    for (uint32_t one = 0; one < count; one++)
        for (uint32_t other = 0; other < count; other++)
            if (one != without && other != without)
                sum_add(&anew, entry(matrix, one, other));
    return sum_value(&anew);
}

static bool sign_of(int *sign, const struct matrix *matrix, double sum, double size,
                    uint32_t without, struct fault *fault)
{
    *sign = (sum > 0) - (sum < 0);
    return fabs(sum) > LEFT_OPEN * size
           || find_sign(sign, matrix->analysis, matrix->taken, without, fault);
}

static bool fill_item(const struct matrix *matrix, uint32_t number, struct fault *fault)
{
    struct items_item *item = matrix->taken->item[number];
    double k = matrix->taken->count;
    double own = entry(matrix, number, number);
    double rest = sum_without(matrix, number);
    double standard_rest = matrix->standard_sum - 2 * matrix->standard_row[number] + 1;
    double size = matrix->whole_size - 2 * matrix->size[number] + own;
    int sign;
    if (!sign_of(&sign, matrix, rest, size, number, fault))
        return false;
    if (sign > 0) {
        item->r_drop = figure_of((matrix->row[number] - own) / sqrt(own * rest));
        if (k >= 3)
            item->alpha_if_dropped =
                figure_of(alpha_of(k - 1, matrix->trace - own, rest));
    }
    if (matrix->standard_sum > NO_SUM * k)
        item->standard_r =
            figure_of(matrix->standard_row[number] / sqrt(matrix->standard_sum));
    if (k >= 3 && standard_rest > NO_SUM * k)
        item->standard_alpha_if_dropped =
            figure_of(alpha_of(k - 1, k - 1, standard_rest));
    return true;
}

/* Two questions that fewer than two units have answered both of have no covariance. */
static bool find_empty_pair(const struct analysis *analysis, struct items_scale *scale,
                            const struct taken *taken)
{
    for (uint32_t other = 1; other < taken->count; other++) {
        for (uint32_t one = 0; one < other; one++) {
            uint32_t pair[2] = {taken->item[one]->question,
                                taken->item[other]->question};
            if (moments_of(&analysis->moments, pair[0], pair[1])->n >= 2)
                continue;
            scale->lack = ITEMS_LACK_PAIR;
            scale->pair[0] = pair[0];
            scale->pair[1] = pair[1];
            return true;
        }
    }
    return false;
}

bool compute_alpha(const struct analysis *analysis, struct items_scale *scale,
                   const struct taken *taken, struct fault *fault)
{
    if (taken->count < 2) {
        scale->lack = ITEMS_LACK_QUESTIONS;
        return true;
    }
    if (find_empty_pair(analysis, scale, taken))
        return true;
    struct matrix matrix = {.analysis = analysis, .taken = taken};
    matrix.row = memory_allocate(taken->count, sizeof *matrix.row);
    matrix.size = memory_allocate(taken->count, sizeof *matrix.size);
    matrix.standard_row = memory_allocate(taken->count, sizeof *matrix.standard_row);
    bool ok = (matrix.row != NULL && matrix.size != NULL && matrix.standard_row != NULL)
              || fault_memory(fault);
    int sign = 0;
    if (ok)
        add_up(&matrix);
    ok =
        ok && sign_of(&sign, &matrix, matrix.sum, matrix.whole_size, ITEMS_NONE, fault);
    if (ok)
        fill_scale(&matrix, scale, sign);
    for (uint32_t i = 0; ok && i < taken->count; i++)
        ok = fill_item(&matrix, i, fault);
    memory_release(matrix.row);
    memory_release(matrix.size);
    memory_release(matrix.standard_row);
    return ok;
}
