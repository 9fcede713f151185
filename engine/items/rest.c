#include "items/analysis.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "estimate/estimate.h"

/* Each question beside what a unit answered in the others of its scale: as they come,
   the mean of those that are answered (STATISTICS 4). */

#define TOP_PERCENT    73
#define BOTTOM_PERCENT 27

struct rest {
    const struct analysis *analysis;
    const struct taken *taken;
    int64_t *total;  /* by row: of the questions answered, in 1 / common … */
    uint32_t *count; /* … and how many these are */
    double *mean;    /* of these, less that of all rows */
    size_t workers;
    /* One worker's own, by row that the question at work and others are answered in:
       the mean of the others in 1e-9 points, as it comes and sorted, and the own value.
     */
    int64_t *others;
    int64_t *sorted;
    int64_t *value;
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
    struct sum sum = {0};
    uint32_t rows = 0;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        if (rest->count[row] == 0)
            continue;
        rest->mean[row] = (double)rest->total[row]
                          / ((double)rest->count[row] * (double)rest->taken->common);
        sum_add(&sum, rest->mean[row]);
        rows++;
    }
    for (uint32_t row = 0; row < keys->row_count; row++)
        if (rest->count[row] > 0)
            rest->mean[row] -= sum_value(&sum) / rows;
}

/* Rows added up before they go to a sum that keeps what is rounded off. */
#define ROWS 256

/* The correlation of a question with the means of the rows that answer it. Both are
   about 0 on the whole, so that one passage through them is enough. */
static struct item_figure find_raw_r(const struct rest *rest, uint32_t question)
{
    const struct keys *keys = &rest->analysis->keys;
    const struct pair_moments *own =
        moments_of(&rest->analysis->moments, question, question);
    double n = (double)own->n;
    double middle = (double)own->sum[0] / n;
    struct sum sum = {0};
    struct sum squares = {0};
    struct sum products = {0};
    double lowest = INFINITY;
    double highest = -INFINITY;
    for (uint32_t first = 0; first < keys->row_count; first += ROWS) {
        uint32_t end = keys->row_count - first < ROWS ? keys->row_count : first + ROWS;
        double part[3] = {0, 0, 0};
        for (uint32_t row = first; row < end; row++) {
            int64_t value = key_value(keys, question, row);
            double mean = rest->mean[row];
            if (value < 0)
                continue;
            part[0] += mean;
            part[1] += mean * mean;
            part[2] += mean * ((double)value - middle);
            lowest = mean < lowest ? mean : lowest;
            highest = mean > highest ? mean : highest;
        }
        sum_add(&sum, part[0]);
        sum_add(&squares, part[1]);
        sum_add(&products, part[2]);
    }
    if (!(lowest < highest))
        return (struct item_figure){0};
    double spread = sum_value(&squares) - sum_value(&sum) * sum_value(&sum) / n;
    double own_spread = (double)moments_spread(own) / n;
    return figure_of(sum_value(&products) / sqrt(spread * own_spread));
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

/* A hundredfold of the quantile of type 7: exact. The values are in order up to the
   place `known`. */
static int64_t find_quantile(const struct rest *rest, uint32_t n, uint32_t percent,
                             uint32_t known)
{
    struct quantile_place place = quantile_place(n, percent, 100);
    uint32_t at = (uint32_t)place.at;
    select_place(rest->sorted + known, n - known, at - known);
    int64_t low = rest->sorted[at];
    if (place.past == 0)
        return 100 * low;
    int64_t high = rest->sorted[at + 1];
    for (uint32_t i = at + 2; i < n; i++)
        high = rest->sorted[i] < high ? rest->sorted[i] : high;
    return 100 * low + place.past * (high - low);
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
    int64_t bottom = find_quantile(rest, n, BOTTOM_PERCENT, 0);
    int64_t top = find_quantile(rest, n, TOP_PERCENT,
                                (uint32_t)quantile_place(n, BOTTOM_PERCENT, 100).at);
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
    size_t all = rows * rest->workers;
    rest->total = memory_allocate(rows, sizeof *rest->total);
    rest->count = memory_allocate(rows, sizeof *rest->count);
    rest->mean = memory_allocate(rows, sizeof *rest->mean);
    rest->others = memory_unwritten(all, sizeof *rest->others);
    rest->sorted = memory_unwritten(all, sizeof *rest->sorted);
    rest->value = memory_unwritten(all, sizeof *rest->value);
    return rest->total != NULL && rest->count != NULL && rest->mean != NULL
           && rest->others != NULL && rest->sorted != NULL && rest->value != NULL;
}

/* Every item is one worker's own. */
static void compute_items_of(void *context, size_t worker)
{
    struct rest own = *(const struct rest *)context;
    size_t first = worker * own.analysis->keys.row_count;
    own.others += first;
    own.sorted += first;
    own.value += first;
    for (size_t i = worker; i < own.taken->count; i += own.workers) {
        struct items_item *item = own.taken->item[i];
        item->raw_r = find_raw_r(&own, item->question);
        item->discrimination = find_discrimination(&own, item->question);
    }
}

bool compute_rest(const struct analysis *analysis, const struct taken *taken,
                  struct fault *fault)
{
    struct rest rest = {.analysis = analysis, .taken = taken};
    if (taken->count < 2)
        return true;
    rest.workers = parallel_workers((size_t)taken->count * analysis->keys.row_count);
    bool ok = reserve_rest(&rest) || fault_memory(fault);
    if (ok) {
        add_totals(&rest);
        parallel_run(rest.workers, compute_items_of, &rest);
    }
    memory_release(rest.total);
    memory_release(rest.count);
    memory_release(rest.mean);
    memory_release(rest.others);
    memory_release(rest.sorted);
    memory_release(rest.value);
    return ok;
}
