#include "items/analysis.h"

#include "base/memory.h"

/* Which questions make a scale: those of an area, and above areas all of them together.
 */

struct search {
    struct analysis *analysis;
    const struct questionnaire *questionnaire;
    uint8_t *marked; /* by question: it is of the node at work */
    uint8_t *asked;  /* by row: any of these was put to the unit */
};

static void mark_below(const struct search *search, uint32_t number)
{
    const struct questionnaire *questionnaire = search->questionnaire;
    for (size_t q = 0; q < questionnaire->question_count; q++)
        search->marked[q] = 0;
    for (uint32_t n = number; n < questionnaire->node[number].end; n++)
        for (size_t i = 0; i < questionnaire->node[n].question_count; i++)
            search->marked[questionnaire->node[n].question[i]] = 1;
}

static enum item_left_out leave_out(const struct analysis *analysis, uint32_t question)
{
    const struct pair_moments *own = moments_of(&analysis->moments, question, question);
    const struct items_question *known = &analysis->items->question[question];
    int64_t least = analysis->minimum == 0 ? 2 : ITEMS_SPREAD_UNITS;
    /* One that is not told of must not be found from what the others come to. */
    if (own->n < least || known->withheld != ITEMS_WITHHELD_NOT)
        return ITEM_LEFT_OUT_FEW;
    return moments_spread(own) == 0 ? ITEM_LEFT_OUT_CONSTANT : ITEM_TAKEN;
}

static void add_items(const struct search *search, struct items_scale *scale,
                      uint32_t scale_number)
{
    struct item_analysis *items = search->analysis->items;
    const struct key *key = search->analysis->keys.key;
    int64_t range = 0;
    for (uint32_t q = 0; q < items->question_count; q++) {
        if (!search->marked[q])
            continue;
        scale->mixed = scale->mixed || (range != 0 && range != key[q].range);
        range = key[q].range;
        items->item[items->item_count++] =
            (struct items_item){.question = q,
                                .scale = scale_number,
                                .left_out = leave_out(search->analysis, q)};
        scale->item_count++;
    }
}

/* Units that any of the scale's questions was put to. */
static uint32_t count_rows(const struct search *search)
{
    const struct item_analysis *items = search->analysis->items;
    const struct keys *keys = &search->analysis->keys;
    uint32_t count = 0;
    for (uint32_t row = 0; row < keys->row_count; row++)
        search->asked[row] = 0;
    for (uint32_t q = 0; q < keys->question_count; q++) {
        if (!search->marked[q])
            continue;
        /* What was put to all says it alone. */
        if (items->question[q].share[ITEM_SKIPPED].base == keys->row_count)
            return keys->row_count;
        const int8_t *state = keys_states(keys, q);
        for (uint32_t row = 0; row < keys->row_count; row++)
            search->asked[row] |= state[row] != ANSWER_STATE_NOT_ASKED;
    }
    for (uint32_t row = 0; row < keys->row_count; row++)
        count += search->asked[row];
    return count;
}

static uint32_t count_marked(const struct search *search)
{
    uint32_t count = 0;
    for (size_t q = 0; q < search->questionnaire->question_count; q++)
        count += search->marked[q];
    return count;
}

/* A node with a single node below it that has the same questions would say it twice. */
static bool says_anew(const struct search *search, uint32_t number)
{
    const struct node *node = &search->questionnaire->node[number];
    uint32_t wanted = count_marked(search);
    if (wanted == 0)
        return false;
    for (uint32_t n = number + 1; n < node->end; n++) {
        mark_below(search, n);
        if (count_marked(search) == wanted)
            return false;
    }
    mark_below(search, number);
    return true;
}

static bool reserve_scales(struct search *search)
{
    struct item_analysis *items = search->analysis->items;
    size_t nodes = search->questionnaire->node_count;
    size_t most = 0;
    search->marked =
        memory_allocate(search->questionnaire->question_count, sizeof(uint8_t));
    search->asked = memory_allocate(search->analysis->keys.row_count, sizeof(uint8_t));
    for (uint32_t n = 0; search->marked != NULL && n < nodes; n++) {
        mark_below(search, n);
        most += count_marked(search);
    }
    items->scale = memory_allocate(nodes, sizeof *items->scale);
    items->item = memory_allocate(most, sizeof *items->item);
    return search->marked != NULL && search->asked != NULL && items->scale != NULL
           && items->item != NULL;
}

static void add_scales(const struct search *search)
{
    struct item_analysis *items = search->analysis->items;
    for (uint32_t n = 0; n < search->questionnaire->node_count; n++) {
        mark_below(search, n);
        if (!says_anew(search, n))
            continue;
        uint32_t number = items->scale_count++;
        struct items_scale *scale = &items->scale[number];
        *scale = (struct items_scale){
            .node = n,
            .first_item = items->item_count,
            .own = search->questionnaire->node[n].question_count > 0,
            .row_count = count_rows(search)};
        add_items(search, scale, number);
    }
}

/* A question's home is the area of the headline's dimension that asks it, and where
   there is none, the first that does. */
static void find_homes(const struct search *search)
{
    const struct questionnaire *questionnaire = search->questionnaire;
    struct item_analysis *items = search->analysis->items;
    for (uint32_t i = 0; i < items->item_count; i++) {
        const struct items_scale *scale = &items->scale[items->item[i].scale];
        struct items_question *question = &items->question[items->item[i].question];
        bool headline =
            questionnaire->node[scale->node].dimension == questionnaire->overall;
        if (!scale->own)
            continue;
        if (question->home == ITEMS_NONE)
            question->home = i;
        uint32_t known = items->scale[items->item[question->home].scale].node;
        if (headline && questionnaire->node[known].dimension != questionnaire->overall)
            question->home = i;
    }
}

bool find_scales(struct analysis *analysis, struct fault *fault)
{
    struct search search = {.analysis = analysis,
                            .questionnaire = analysis->keys.material->questionnaire};
    bool ok = reserve_scales(&search);
    if (ok) {
        add_scales(&search);
        find_homes(&search);
    }
    memory_release(search.marked);
    memory_release(search.asked);
    return ok || fault_memory(fault);
}
