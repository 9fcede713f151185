#include "items/analysis.h"

#include "base/memory.h"

/* Each question beside what a unit answered in the others of its scale: as they come,
   the mean of those that are answered (STATISTICS 4). */

#define TOP_PERCENT    73
#define BOTTOM_PERCENT 27

struct rest {
    const struct analysis *analysis;
    const struct taken *taken;
    int64_t *total;  /* by row: of the questions answered, in 1 / common … */
    uint32_t *count; /* … and how many these are */
    double *mean;
    int64_t *others; /* the question at work, by row that it and others are answered in:
                        the mean of the others in 1e-9 points … */
    int64_t *sorted;
    int64_t *value; /* … and its own value */
};

static void add_totals(const struct rest *rest)
{
    const struct keys *keys = &rest->analysis->keys;
    for (uint32_t i = 0; i < rest->taken->count; i++) {
        uint32_t question = rest->taken->item[i]->question;
        for (uint32_t row = 0; row < keys->row_count; row++) {
            int64_t value = key_value(keys, question, row);
            if (value < 0)
                continue;
            rest->total[row] +=
                taken_value(rest->analysis, rest->taken, question, value);
            rest->count[row]++;
        }
    }
    for (uint32_t row = 0; row < keys->row_count; row++)
        if (rest->count[row] > 0)
            rest->mean[row] =
                (double)rest->total[row]
                / ((double)rest->count[row] * (double)rest->taken->common);
}

/* The correlation of a question with the means of the rows that answer it. */
static struct item_figure find_raw_r(const struct rest *rest, uint32_t question)
{
    const struct keys *keys = &rest->analysis->keys;
    struct sum means = {0};
    struct sum values = {0};
    double n = 0;
    bool differs = false;
    double first = 0;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        int64_t value = key_value(keys, question, row);
        if (value < 0)
            continue;
        sum_add(&means, rest->mean[row]);
        sum_add(&values, (double)value);
        first = n > 0 ? first : rest->mean[row];
        differs = differs || rest->mean[row] != first;
        n++;
    }
    double mean = sum_value(&means) / n;
    double middle = sum_value(&values) / n;
    struct sum mean_squares = {0};
    struct sum value_squares = {0};
    struct sum products = {0};
    for (uint32_t row = 0; row < keys->row_count; row++) {
        int64_t value = key_value(keys, question, row);
        if (value < 0)
            continue;
        double one = rest->mean[row] - mean;
        double other = (double)value - middle;
        sum_add(&mean_squares, one * one);
        sum_add(&value_squares, other * other);
        sum_add(&products, one * other);
    }
    if (!differs)
        return (struct item_figure){0};
    return figure_of(sum_value(&products)
                     / sqrt(sum_value(&mean_squares) * sum_value(&value_squares)));
}

static void swap(int64_t *one, int64_t *other)
{
    int64_t kept = *one;
    *one = *other;
    *other = kept;
}

/* Orders so much that what stands at `place` is what would stand there in order, with
   nothing larger before it and nothing smaller after it (Hoare 1961). */
static void select_place(int64_t *value, uint32_t count, uint32_t place)
{
    uint32_t low = 0;
    uint32_t high = count - 1;
    while (low < high) {
        int64_t middle = value[low + (high - low) / 2];
        int64_t left = (int64_t)low - 1;
        int64_t right = (int64_t)high + 1;
        for (;;) {
            while (value[++left] < middle)
                ;
            while (value[--right] > middle)
                ;
            if (left >= right)
                break;
            swap(&value[left], &value[right]);
        }
        if (place <= (uint32_t)right)
            high = (uint32_t)right;
        else
            low = (uint32_t)right + 1;
    }
}

/* A hundredfold of the quantile of type 7: exact. */
static int64_t find_quantile(const struct rest *rest, uint32_t n, int percent)
{
    uint64_t place = (uint64_t)(n - 1) * (uint64_t)percent;
    uint32_t at = (uint32_t)(place / 100);
    int64_t part = (int64_t)(place % 100);
    select_place(rest->sorted, n, at);
    int64_t low = rest->sorted[at];
    if (part == 0)
        return 100 * low;
    int64_t high = rest->sorted[at + 1];
    for (uint32_t i = at + 2; i < n; i++)
        high = rest->sorted[i] < high ? rest->sorted[i] : high;
    return 100 * low + part * (high - low);
}

static uint32_t gather_others(const struct rest *rest, uint32_t question)
{
    const struct keys *keys = &rest->analysis->keys;
    uint32_t n = 0;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        int64_t value = key_value(keys, question, row);
        if (value < 0 || rest->count[row] < 2)
            continue;
        int64_t own = taken_value(rest->analysis, rest->taken, question, value);
        rest->value[n] = value;
        rest->others[n] =
            divide_rounded((wide)(rest->total[row] - own) * FULL_SCORE,
                           (wide)rest->taken->common * (rest->count[row] - 1));
        rest->sorted[n] = rest->others[n];
        n++;
    }
    return n;
}

static struct item_figure find_discrimination(const struct rest *rest,
                                              uint32_t question)
{
    uint32_t n = gather_others(rest, question);
    if (n == 0)
        return (struct item_figure){0};
    int64_t bottom = find_quantile(rest, n, BOTTOM_PERCENT);
    int64_t top = find_quantile(rest, n, TOP_PERCENT);
    int64_t sum[2] = {0, 0};
    int64_t count[2] = {0, 0};
    for (uint32_t i = 0; i < n; i++) {
        if (100 * rest->others[i] <= bottom) {
            sum[0] += rest->value[i];
            count[0]++;
        }
        if (100 * rest->others[i] >= top) {
            sum[1] += rest->value[i];
            count[1]++;
        }
    }
    wide difference = (wide)sum[1] * count[0] - (wide)sum[0] * count[1];
    return figure_of((double)difference
                     / ((double)((wide)count[0] * count[1])
                        * (double)rest->analysis->keys.key[question].range));
}

static bool reserve_rest(struct rest *rest)
{
    size_t rows = rest->analysis->keys.row_count;
    rest->total = memory_allocate(rows, sizeof *rest->total);
    rest->count = memory_allocate(rows, sizeof *rest->count);
    rest->mean = memory_allocate(rows, sizeof *rest->mean);
    rest->others = memory_unwritten(rows, sizeof *rest->others);
    rest->sorted = memory_unwritten(rows, sizeof *rest->sorted);
    rest->value = memory_unwritten(rows, sizeof *rest->value);
    return rest->total != NULL && rest->count != NULL && rest->mean != NULL
           && rest->others != NULL && rest->sorted != NULL && rest->value != NULL;
}

bool compute_rest(const struct analysis *analysis, const struct taken *taken,
                  struct fault *fault)
{
    struct rest rest = {.analysis = analysis, .taken = taken};
    if (taken->count < 2)
        return true;
    bool ok = reserve_rest(&rest) || fault_memory(fault);
    if (ok)
        add_totals(&rest);
    for (uint32_t i = 0; ok && i < taken->count; i++) {
        struct items_item *item = taken->item[i];
        item->raw_r = find_raw_r(&rest, item->question);
        item->discrimination = find_discrimination(&rest, item->question);
    }
    memory_release(rest.total);
    memory_release(rest.count);
    memory_release(rest.mean);
    memory_release(rest.others);
    memory_release(rest.sorted);
    memory_release(rest.value);
    return ok;
}
