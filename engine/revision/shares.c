/* How much of an area rests on questions that can be compared. */

#include "base/exact.h"
#include "revision/build.h"

struct sharing {
    struct building *building;
    const struct questionnaire *of;
    const struct questionnaire *other;
    uint32_t there; /* node of the other edition */
};

/* Whether the two are comparable; `question` is of sharing->of. */
static bool is_comparable(const struct sharing *sharing, uint32_t question,
                          uint32_t other)
{
    const struct revision *revision = sharing->building->revision;
    return (sharing->of == revision->to
                ? revision_judge(revision->from, other, revision->to, question)
                : revision_judge(revision->from, question, revision->to, other))
           == REVISION_COMPARABLE;
}

/* Whether the area of the other edition, or one below it, has a question that can be
   compared with this one. */
static bool is_kept(const struct sharing *sharing, uint32_t question)
{
    const struct questionnaire *other = sharing->other;
    for (uint32_t n = sharing->there; n < other->node[sharing->there].end; n++)
        for (size_t i = 0; i < other->node[n].question_count; i++)
            if (is_comparable(sharing, question, other->node[n].question[i]))
                return true;
    return false;
}

/* sum += weight * share; a plain mean counts all alike. */
static bool add_weighted(const struct sharing *sharing, const struct node *node,
                         int32_t weight, struct rational share, struct rational *sum,
                         int64_t *total)
{
    int64_t counted = node->operation == OPERATION_MEAN ? 1 : weight;
    *total += counted;
    return rational_add_product(sum, counted, share, &sharing->building->room);
}

static bool add_questions(const struct sharing *sharing, const struct node *node,
                          struct rational *sum, int64_t *total)
{
    for (size_t i = 0; i < node->question_count; i++)
        if (!add_weighted(sharing, node, node->question_weight[i],
                          rational_of(is_kept(sharing, node->question[i]), 1), sum,
                          total))
            return false;
    return true;
}

/* Areas count as their own questions do, so that each question has the weight it has in
   the whole. */
static bool find_share(const struct sharing *sharing, uint32_t number,
                       struct rational *share)
{
    const struct node *node = &sharing->of->node[number];
    struct rational sum = rational_of(0, 1);
    int64_t total = 0;
    if (node->over_questions || node->end == number + 1) {
        if (!add_questions(sharing, node, &sum, &total))
            return false;
    } else
        for (uint32_t n = number + 1; n < node->end; n = sharing->of->node[n].end) {
            struct rational below;
            if (!find_share(sharing, n, &below)
                || !add_weighted(sharing, node, sharing->of->node[n].weight, below,
                                 &sum, &total))
                return false;
        }
    *share = sum;
    return total == 0
           || rational_divide(share, sum, rational_of(total, 1),
                              &sharing->building->room);
}

bool share_comparable(struct building *building, const struct questionnaire *of,
                      uint32_t node, const struct questionnaire *other, uint32_t there,
                      int64_t *share)
{
    struct sharing sharing = {building, of, other, there};
    struct rational_room *room = &building->room;
    struct rational found;
    bool ok = find_share(&sharing, node, &found)
              && rational_multiply(&found, found, rational_of(100, 1), room)
              && rational_nano(share, found, room);
    return ok || fault_memory(building->fault);
}
