#include "lift/lifting.h"

/* Which of two sets of answers goes first where they cost as much and do as much: by
   the first question, in order of rank, that they differ in. The one that answers it
   goes first; where both do, the one of more steps, then by the answer itself. */

static size_t list_answers(const struct trail *trail, const struct trail **list,
                           size_t count)
{
    for (; trail != NULL && trail->left != NULL; trail = trail->right)
        count = list_answers(trail->left, list, count);
    if (trail != NULL)
        list[count++] = trail;
    return count;
}

static void put_in_order(const struct lifter *lifter, const struct trail **list,
                         size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct trail *trail = list[i];
        size_t at = i;
        for (;
             at > 0
             && lifter->place[list[at - 1]->question] > lifter->place[trail->question];
             at--)
            list[at] = list[at - 1];
        list[at] = trail;
    }
}

static int compare_answers(const struct lifter *lifter, const struct trail *a,
                           const struct trail *b)
{
    if (a->question != b->question)
        return lifter->place[a->question] < lifter->place[b->question] ? -1 : 1;
    if (a->steps != b->steps)
        return a->steps > b->steps ? -1 : 1;
    if (a->to.code != b->to.code)
        return a->to.code < b->to.code ? -1 : 1;
    if (a->to.number != b->to.number)
        return a->to.number < b->to.number ? -1 : 1;
    return (a->to.chosen > b->to.chosen) - (a->to.chosen < b->to.chosen);
}

/* The answer to the question of the highest rank. */
static const struct trail *first_of(const struct trail *trail)
{
    return trail->left == NULL ? trail : trail->first;
}

const struct trail *trail_first(const struct lifter *lifter, const struct trail *a,
                                const struct trail *b)
{
    a = first_of(a);
    b = first_of(b);
    return lifter->place[a->question] < lifter->place[b->question] ? a : b;
}

int trail_compare(const struct lifter *lifter, const struct trail *a,
                  const struct trail *b)
{
    if (a == b)
        return 0;
    if (a == NULL || b == NULL)
        return a != NULL ? -1 : 1;
    int order = compare_answers(lifter, first_of(a), first_of(b));
    if (order != 0)
        return order;
    size_t own = list_answers(a, lifter->compared[0], 0);
    size_t others = list_answers(b, lifter->compared[1], 0);
    put_in_order(lifter, lifter->compared[0], own);
    put_in_order(lifter, lifter->compared[1], others);
    for (size_t i = 0; order == 0 && i < own && i < others; i++)
        order = compare_answers(lifter, lifter->compared[0][i], lifter->compared[1][i]);
    return order != 0 ? order : (own < others) - (own > others);
}
