#include "items/rest.h"

#include "estimate/estimate.h"

/* D27: what the best 27 percent by the other questions are above the last 27, ties
   included (STATISTICS 4). The two quantiles are of type 7, and lie between neighbours
   in the order of rows: it is these that end the groups, and there is no need to put
   more in order than the rows of the pile that such a one is in. */

#define TOP_PERCENT    73
#define BOTTOM_PERCENT 27

static double others_mean(const struct rest *rest, const struct asked *asked,
                          uint32_t row, int64_t value)
{
    double total = rest->total[row] - (double)asked_value(asked, value);
    if (!rest->rounded)
        return total / rest->others[row];
    return (double)divide_rounded((wide)total * FULL_SCORE,
                                  (wide)asked->common * (wide)rest->others[row]);
}

/* A row without others comes to so much that it is beyond all the piles but the last,
   where those without the question are, too. */
void deal_block(const struct rest *rest, struct piles *piles, const struct asked *asked,
                uint32_t first, const double value[static KEYS_BLOCK])
{
    double scale = PILES / (rest->rounded ? (double)FULL_SCORE : (double)asked->common);
    double share = (double)asked->share;
    const double *total = rest->total + first;
    const double *others = rest->others + first;
    double place[KEYS_BLOCK];
    int32_t pile[KEYS_BLOCK];
    for (uint32_t i = 0; i < KEYS_BLOCK; i++)
        place[i] = (total[i] - value[i] * share) / others[i] * scale;
    for (uint32_t i = 0; (rest->rounded || share == 0) && i < KEYS_BLOCK; i++)
        place[i] = value[i] < 0
                       ? 0
                       : scale * others_mean(rest, asked, first + i, (int64_t)value[i]);
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        double at = place[i] < PILES + 1 ? place[i] : PILES + 1;
        pile[i] = (int32_t)(value[i] < 0 ? PILES + 1 : at);
    }
    for (uint32_t i = 0; i < KEYS_BLOCK; i++) {
        struct pile *in = &piles->in[pile[i]];
        piles->of[first + i] = (uint16_t)pile[i];
        in->count++;
        in->sum += (int64_t)value[i];
    }
}

/* Orders so much that what stands at `place` is what would stand there in order, with
   nothing larger before it and nothing smaller after it (Hoare 1961). */
static void select_place(struct near *near, size_t count, size_t place)
{
    size_t low = 0;
    size_t high = count - 1;
    while (low < high) {
        double middle = near[low + (high - low) / 2].mean;
        int64_t left = (int64_t)low - 1;
        int64_t right = (int64_t)high + 1;
        for (;;) {
            while (near[++left].mean < middle)
                ;
            while (near[--right].mean > middle)
                ;
            if (left >= right)
                break;
            struct near kept = near[left];
            near[left] = near[right];
            near[right] = kept;
        }
        if (place <= (size_t)right)
            high = (size_t)right;
        else
            low = (size_t)right + 1;
    }
}

#define ROWS 32

static bool any_in(const uint16_t pile[static ROWS], uint16_t wanted)
{
    uint16_t any = 0;
    for (uint32_t i = 0; i < ROWS; i++)
        any |= pile[i] == wanted;
    return any != 0;
}

static size_t gather(const struct rest *rest, const struct piles *piles,
                     const struct asked *asked, uint16_t pile)
{
    const struct keys *keys = &rest->analysis->keys;
    size_t count = 0;
    for (uint32_t first = 0; first < keys->row_count; first += ROWS) {
        if (!any_in(piles->of + first, pile))
            continue;
        for (uint32_t row = first; row < first + ROWS; row++) {
            if (piles->of[row] != pile)
                continue;
            int64_t value = key_value(keys, asked->question, row);
            rest->near[count++] =
                (struct near){others_mean(rest, asked, row, value), value};
        }
    }
    return count;
}

/* The rows from one end to the one at a place in order, and those level with it. */
static struct pile find_group(const struct rest *rest, const struct piles *piles,
                              const struct asked *asked, int64_t place, bool top)
{
    struct pile before = {0};
    struct pile after = {0};
    uint32_t pile = 0;
    for (; before.count + piles->in[pile].count <= place; pile++) {
        before.count += piles->in[pile].count;
        before.sum += piles->in[pile].sum;
    }
    for (uint32_t p = pile + 1; p <= PILES; p++) {
        after.count += piles->in[p].count;
        after.sum += piles->in[p].sum;
    }
    struct pile group = top ? after : before;
    size_t count = gather(rest, piles, asked, (uint16_t)pile);
    select_place(rest->near, count, (size_t)(place - before.count));
    double end = rest->near[place - before.count].mean;
    for (size_t i = 0; i < count; i++) {
        const struct near *near = &rest->near[i];
        if (top ? near->mean < end : near->mean > end)
            continue;
        group.count++;
        group.sum += near->value;
    }
    return group;
}

struct item_figure find_discrimination(const struct rest *rest,
                                       const struct piles *piles,
                                       const struct asked *asked)
{
    int64_t n = 0;
    for (uint32_t p = 0; p <= PILES; p++)
        n += piles->in[p].count;
    if (n == 0)
        return (struct item_figure){0};
    struct quantile_place low = quantile_place((size_t)n, BOTTOM_PERCENT, 100);
    struct quantile_place high = quantile_place((size_t)n, TOP_PERCENT, 100);
    /* A quantile past a row is above it, and below the next unless the two are level.
     */
    struct pile bottom = find_group(rest, piles, asked, (int64_t)low.at, false);
    struct pile best =
        find_group(rest, piles, asked, (int64_t)high.at + (high.past > 0), true);
    wide difference = (wide)best.sum * bottom.count - (wide)bottom.sum * best.count;
    return figure_of(
        (double)difference
        / ((double)((wide)bottom.count * best.count) * (double)asked->range));
}
