#include "base/memory.h"
#include "lift/lifting.h"

#include <string.h>

/* Fronts: folded together, and rid of what is never the better choice. */

/* Entries that may stand together, and pairs that may be tried for one area, before the
   search is cut off. */
#define ENTRY_LIMIT 12000
#define WORK_LIMIT  UINT64_C(8000000)
#define TIRED_LIMIT 40 /* entries from then on */

void front_release(struct front *front)
{
    memory_release(front->entry);
    memory_release(front->slot);
    *front = (struct front){0};
}

bool front_begin(struct front *front, size_t width)
{
    *front = (struct front){.width = width};
    return true;
}

struct rational *front_add(struct front *front, struct entry entry)
{
    if (front->count == front->capacity) {
        size_t capacity = front->capacity == 0 ? 16 : 2 * front->capacity;
        struct entry *grown = memory_resize(front->entry, capacity, sizeof *grown);
        if (grown == NULL)
            return NULL;
        front->entry = grown;
        struct rational *slot =
            memory_resize(front->slot, capacity * front->width, sizeof *slot);
        if (slot == NULL)
            return NULL;
        front->slot = slot;
        front->capacity = capacity;
    }
    front->entry[front->count] = entry;
    return front->slot + front->count++ * front->width;
}

int entry_compare(const struct entry *a, const struct entry *b)
{
    if (a->changes != b->changes)
        return a->changes < b->changes ? -1 : 1;
    return (a->steps > b->steps) - (a->steps < b->steps);
}

/* The columns in which the entries of a front differ. */
struct columns {
    size_t *exact;
    size_t exact_count;
    size_t *more;
    size_t more_count;
};

/* What the entries of a front are put in order by. */
struct ordering {
    struct lifter *lifter;
    const struct front *front;
    struct columns columns;
    uint32_t *order;
    uint32_t *spare;
    bool failed;
};

static bool find_columns(struct ordering *ordering, const struct layout *layout)
{
    const struct front *front = ordering->front;
    struct columns *columns = &ordering->columns;
    for (size_t s = 0; s < front->width; s++) {
        bool differs = false;
        for (size_t e = 1; e < front->count && !differs && !layout->form[s].carried;
             e++) {
            int order;
            if (!compare(ordering->lifter, &order, front->slot[s],
                         front->slot[e * front->width + s]))
                return false;
            differs = order != 0;
        }
        if (differs && layout->form[s].exact)
            columns->exact[columns->exact_count++] = s;
        else if (differs)
            columns->more[columns->more_count++] = s;
    }
    return true;
}

static int compare_columns(struct ordering *ordering, const size_t *column,
                           size_t count, uint32_t a, uint32_t b)
{
    const struct front *front = ordering->front;
    for (size_t c = 0; c < count; c++) {
        int order = 0;
        if (!compare(ordering->lifter, &order,
                     front->slot[a * front->width + column[c]],
                     front->slot[b * front->width + column[c]]))
            ordering->failed = true;
        if (order != 0)
            return order;
    }
    return 0;
}

/* By what is exact, then cost, then what is more, then the questions themselves. */
static int compare_entries(struct ordering *ordering, uint32_t a, uint32_t b)
{
    const struct columns *columns = &ordering->columns;
    int order = compare_columns(ordering, columns->exact, columns->exact_count, a, b);
    if (order == 0)
        order = entry_compare(&ordering->front->entry[a], &ordering->front->entry[b]);
    if (order == 0)
        order = -compare_columns(ordering, columns->more, columns->more_count, a, b);
    if (order == 0)
        order = trail_compare(ordering->lifter, ordering->front->entry[a].trail,
                              ordering->front->entry[b].trail);
    return order;
}

/* A merge sort, so that what is alike stays in the order it was found in. */
static void put_in_order(struct ordering *ordering, size_t from, size_t to)
{
    if (to - from < 2)
        return;
    size_t middle = from + (to - from) / 2;
    put_in_order(ordering, from, middle);
    put_in_order(ordering, middle, to);
    uint32_t *order = ordering->order;
    if (compare_entries(ordering, order[middle - 1], order[middle]) <= 0)
        return;
    memcpy(ordering->spare + from, order + from, (to - from) * sizeof *order);
    size_t left = from;
    size_t right = middle;
    for (size_t at = from; at < to; at++) {
        bool take_right = left == middle
                          || (right < to
                              && compare_entries(ordering, ordering->spare[left],
                                                 ordering->spare[right])
                                     > 0);
        order[at] = ordering->spare[take_right ? right++ : left++];
    }
}

/* Whether all that is more of `b` is no more than of `a`. */
static bool is_covered(struct ordering *ordering, uint32_t a, uint32_t b)
{
    const struct front *front = ordering->front;
    for (size_t c = 0; c < ordering->columns.more_count; c++) {
        size_t s = ordering->columns.more[c];
        int order = 0;
        if (!compare(ordering->lifter, &order, front->slot[a * front->width + s],
                     front->slot[b * front->width + s]))
            ordering->failed = true;
        if (order < 0)
            return false;
    }
    return true;
}

/* Of those that agree in what is exact, cheapest first: kept unless one that is kept
   covers them. Returns how many are kept, first in the order. */
static size_t keep_best(struct ordering *ordering)
{
    uint32_t *order = ordering->order;
    const struct columns *columns = &ordering->columns;
    size_t kept = 0;
    size_t group = 0; /* where those that agree begin among the kept */
    for (size_t i = 0; i < ordering->front->count; i++) {
        if (i > 0
            && compare_columns(ordering, columns->exact, columns->exact_count,
                               order[kept - 1], order[i])
                   != 0)
            group = kept;
        bool covered = false;
        size_t first = columns->more_count <= 1 && kept > group ? kept - 1 : group;
        for (size_t k = kept; k-- > first && !covered;)
            covered = is_covered(ordering, order[k], order[i]);
        if (!covered)
            order[kept++] = order[i];
    }
    return kept;
}

/* Too many to go on with: so many of them, spread over the costs. */
static size_t thin_out(struct lifter *lifter, uint32_t *order, size_t count)
{
    size_t limit =
        lifter->work > WORK_LIMIT / lifter->hurry ? TIRED_LIMIT : ENTRY_LIMIT;
    limit = limit / lifter->hurry + 2;
    if (count <= limit)
        return count;
    lifter->cut = true;
    for (size_t i = 0; i < limit; i++)
        order[i] = order[i * count / limit];
    return limit;
}

static bool keep(struct front *front, const uint32_t *order, size_t count)
{
    struct entry *entry = memory_allocate(count, sizeof *entry);
    struct rational *slot = memory_unwritten(count * front->width, sizeof *slot);
    if (entry == NULL || slot == NULL) {
        memory_release(entry);
        memory_release(slot);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        entry[i] = front->entry[order[i]];
        memcpy(slot + i * front->width, front->slot + order[i] * front->width,
               front->width * sizeof *slot);
    }
    memory_release(front->entry);
    memory_release(front->slot);
    front->entry = entry;
    front->slot = slot;
    front->count = front->capacity = count;
    return true;
}

bool front_prune(struct lifter *lifter, const struct layout *layout,
                 struct front *front)
{
    size_t count = front->count;
    if (count < 2)
        return true;
    struct ordering ordering = {.lifter = lifter, .front = front};
    ordering.order = memory_allocate(count, sizeof *ordering.order);
    ordering.spare = memory_allocate(count, sizeof *ordering.spare);
    ordering.columns.exact = memory_allocate(front->width, sizeof(size_t));
    ordering.columns.more = memory_allocate(front->width, sizeof(size_t));
    bool ok = ordering.order != NULL && ordering.spare != NULL
              && ordering.columns.exact != NULL && ordering.columns.more != NULL
              && find_columns(&ordering, layout);
    if (ok) {
        for (size_t e = 0; e < count; e++)
            ordering.order[e] = (uint32_t)e;
        put_in_order(&ordering, 0, count);
        size_t kept = thin_out(lifter, ordering.order, keep_best(&ordering));
        ok = !ordering.failed && keep(front, ordering.order, kept);
    }
    memory_release(ordering.order);
    memory_release(ordering.spare);
    memory_release(ordering.columns.exact);
    memory_release(ordering.columns.more);
    return ok;
}

static bool join_trails(struct lifter *lifter, const struct trail *left,
                        const struct trail *right, const struct trail **both)
{
    *both = left == NULL ? right : left;
    if (left == NULL || right == NULL)
        return true;
    struct trail *trail = arena_take(&lifter->arena, 1, sizeof *trail);
    if (trail == NULL)
        return false;
    *trail = (struct trail){
        .left = left, .right = right, .first = trail_first(lifter, left, right)};
    *both = trail;
    return true;
}

static bool add_pair(struct lifter *lifter, const struct layout *layout,
                     struct front *sum, const struct front *a, size_t i,
                     const struct front *b, size_t k)
{
    struct entry entry = {.changes = a->entry[i].changes + b->entry[k].changes,
                          .steps = a->entry[i].steps + b->entry[k].steps};
    if (entry.changes > lifter->limit)
        return true;
    if (!join_trails(lifter, a->entry[i].trail, b->entry[k].trail, &entry.trail))
        return false;
    struct rational *slot = front_add(sum, entry);
    if (slot == NULL)
        return false;
    memcpy(slot, a->slot + i * a->width, a->width * sizeof *slot);
    return slots_join(lifter, layout, slot, b->slot + k * b->width);
}

bool front_fold(struct lifter *lifter, const struct layout *layout, struct front *into,
                struct front *other)
{
    struct front sum;
    bool ok = front_begin(&sum, into->width);
    for (size_t k = 0; ok && k < other->count; k++) {
        for (size_t i = 0; ok && i < into->count; i++)
            ok = add_pair(lifter, layout, &sum, into, i, other, k);
        lifter->work += into->count * (1 + into->width / 4);
        if (ok && sum.count > 4 * ENTRY_LIMIT)
            ok = front_prune(lifter, layout, &sum);
    }
    ok = ok && front_prune(lifter, layout, &sum);
    front_release(into);
    front_release(other);
    *into = sum;
    return ok;
}
