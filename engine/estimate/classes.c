#include "base/memory.h"
#include "base/sum.h"
#include "estimate/design.h"

/* Weighting classes and their merging (STATISTICS 2.4): the same classes always merge
   the same way. */

/* What was rounded off is no warning. */
#define ABOVE (1 + 1e-12)

struct estimate_evenness estimate_evenness(const double *weight, const uint32_t *times,
                                           size_t count)
{
    struct estimate_evenness evenness = {0};
    struct block_sum sum = {0};
    struct block_sum squares = {0};
    double n = 0;
    double smallest = INFINITY;
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        double units = times == NULL ? 1 : times[i];
        if (!(weight[i] > 0) || units == 0)
            continue;
        n += units;
        block_sum_add(&sum, units * weight[i]);
        block_sum_add(&squares, units * weight[i] * weight[i]);
        smallest = fmin(smallest, weight[i]);
        largest = fmax(largest, weight[i]);
    }
    if (n == 0)
        return evenness;
    double whole = block_sum_value(&sum);
    evenness.ratio = estimate_of(largest / smallest);
    evenness.design_effect =
        estimate_of(n * (block_sum_value(&squares) / whole) / whole);
    evenness.warns = evenness.design_effect.value > ESTIMATE_UNEVEN * ABOVE;
    return evenness;
}

static bool is_small(const struct estimate_class *class)
{
    return class->answered < ESTIMATE_SMALL_CLASS && class->answered < class->eligible;
}

static void take_in(struct estimate_class *into, const struct estimate_class *class)
{
    into->eligible += class->eligible;
    into->answered += class->answered;
}

/* The last merged class goes into the one before it. */
static void fold_back(struct estimate_weighting *weighting, uint32_t class_count)
{
    uint32_t last = --weighting->merged_count;
    take_in(&weighting->merged[last - 1], &weighting->merged[last]);
    for (uint32_t c = class_count; c-- > 0;)
        if (weighting->of[c] == last)
            weighting->of[c] = last - 1;
}

/* Classes of one region, from `first` to before `end`; those of it that are merged
   begin at `begin`. */
static void merge_region(struct estimate_weighting *weighting,
                         const struct estimate_class *class, uint32_t first,
                         uint32_t end, uint32_t begin)
{
    bool open = false; /* the last merged one takes the next class in */
    for (uint32_t c = first; c < end; c++) {
        if (class[c].eligible == 0)
            continue;
        if (!open)
            weighting->merged[weighting->merged_count++] =
                (struct estimate_class){.region = class[c].region};
        struct estimate_class *last = &weighting->merged[weighting->merged_count - 1];
        take_in(last, &class[c]);
        weighting->of[c] = weighting->merged_count - 1;
        open = is_small(last);
    }
    if (open && weighting->merged_count - begin > 1)
        fold_back(weighting, end);
}

/* Whether the region that was just merged has no answers, so that it waits for the
   next one. A region of which anybody answered is one class at least that has some. */
static bool is_silent(const struct estimate_weighting *weighting, uint32_t begin)
{
    return weighting->merged_count > begin && weighting->merged[begin].answered == 0;
}

static bool check_classes(const struct estimate_class *class, uint32_t class_count,
                          struct fault *fault)
{
    for (uint32_t c = 0; c < class_count; c++)
        if (class[c].answered > class[c].eligible)
            return too_many_units(class[c].answered, class[c].eligible, fault);
    return true;
}

/* The first class of this region takes in the one before it, which has no answers. */
static void fold_forward(struct estimate_weighting *weighting, uint32_t silent,
                         uint32_t class_count)
{
    take_in(&weighting->merged[silent], &weighting->merged[silent + 1]);
    for (uint32_t m = silent + 1; m + 1 < weighting->merged_count; m++)
        weighting->merged[m] = weighting->merged[m + 1];
    weighting->merged_count--;
    for (uint32_t c = 0; c < class_count; c++)
        if (weighting->of[c] != ESTIMATE_NO_CLASS && weighting->of[c] > silent)
            weighting->of[c]--;
}

/* Nobody has answered anywhere. */
static void forget_all(struct estimate_weighting *weighting, uint32_t class_count)
{
    weighting->merged_count = 0;
    weighting->across_count = 0;
    for (uint32_t c = 0; c < class_count; c++)
        weighting->of[c] = ESTIMATE_NO_CLASS;
}

static void merge_all(struct estimate_weighting *weighting,
                      const struct estimate_class *class, uint32_t class_count)
{
    bool waits = false;
    for (uint32_t first = 0; first < class_count;) {
        uint32_t end = first + 1;
        while (end < class_count && class[end].region == class[first].region)
            end++;
        uint32_t begin = weighting->merged_count;
        merge_region(weighting, class, first, end, begin);
        bool any = weighting->merged_count > begin;
        bool silent = is_silent(weighting, begin);
        if (waits && any)
            fold_forward(weighting, begin - 1, end);
        weighting->across_count += silent;
        waits = any ? silent : waits;
        first = end;
    }
    if (waits && weighting->merged_count > 1)
        fold_back(weighting, class_count);
    else if (waits)
        forget_all(weighting, class_count);
}

bool estimate_weigh(struct estimate_weighting *weighting,
                    const struct estimate_class *class, uint32_t class_count,
                    struct fault *fault)
{
    *weighting = (struct estimate_weighting){0};
    if (!check_classes(class, class_count, fault))
        return false;
    weighting->merged = memory_allocate(class_count, sizeof *weighting->merged);
    weighting->weight = memory_allocate(class_count, sizeof *weighting->weight);
    weighting->of = memory_allocate(class_count, sizeof *weighting->of);
    uint32_t *answered = memory_allocate(class_count, sizeof *answered);
    bool ok = (weighting->merged != NULL && weighting->weight != NULL
               && weighting->of != NULL && answered != NULL)
              || fault_memory(fault);
    for (uint32_t c = 0; ok && c < class_count; c++)
        weighting->of[c] = ESTIMATE_NO_CLASS;
    if (ok)
        merge_all(weighting, class, class_count);
    for (uint32_t m = 0; ok && m < weighting->merged_count; m++) {
        const struct estimate_class *merged = &weighting->merged[m];
        weighting->weight[m] = (double)merged->eligible / merged->answered;
        weighting->small_count += is_small(merged);
        answered[m] = merged->answered;
    }
    if (ok)
        weighting->evenness =
            estimate_evenness(weighting->weight, answered, weighting->merged_count);
    memory_release(answered);
    if (!ok)
        estimate_weighting_release(weighting);
    return ok;
}

void estimate_weighting_release(struct estimate_weighting *weighting)
{
    memory_release(weighting->merged);
    memory_release(weighting->weight);
    memory_release(weighting->of);
    *weighting = (struct estimate_weighting){0};
}
