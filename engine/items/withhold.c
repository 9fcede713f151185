#include "items/analysis.h"

#include "base/memory.h"

/* What rests on too few is taken away again (STATISTICS 2.12, 5.2). */

#define CLUSTERS_FROM   3
#define OUTSIDE_CLUSTER 3

struct withholding {
    const struct analysis *analysis;
    uint32_t minimum;
    uint32_t *count; /* by cluster */
};

static enum items_withheld decide(const struct withholding *withholding, uint32_t n)
{
    uint32_t clusters = 0;
    uint32_t largest = 0;
    for (uint32_t c = 0; c < withholding->analysis->cluster_count; c++) {
        uint32_t count = withholding->count[c];
        clusters += count > 0;
        largest = count > largest ? count : largest;
    }
    if (n == 0)
        return ITEMS_WITHHELD_NO_UNITS;
    if (n < withholding->minimum)
        return ITEMS_WITHHELD_FEW_UNITS;
    if (clusters < CLUSTERS_FROM || n - largest < OUTSIDE_CLUSTER)
        return ITEMS_WITHHELD_FEW_CLUSTERS;
    return ITEMS_WITHHELD_NOT;
}

static enum items_withheld decide_question(const struct withholding *withholding,
                                           uint32_t question)
{
    const struct analysis *analysis = withholding->analysis;
    uint32_t n = 0;
    for (uint32_t c = 0; c < analysis->cluster_count; c++)
        withholding->count[c] = 0;
    for (uint32_t row = 0; row < analysis->keys.row_count; row++) {
        if (keys_states(&analysis->keys, question)[row] != ANSWER_STATE_VALID)
            continue;
        withholding->count[analysis->cluster[row]]++;
        n++;
    }
    return decide(withholding, n);
}

static void hide(struct item_figure *figure)
{
    *figure = (struct item_figure){.state = ITEM_WITHHELD};
}

static void bound(struct item_share *share, uint32_t minimum)
{
    if (share->base < ITEMS_SIGNAL_UNITS)
        *share = (struct item_share){.state = ITEM_SHARE_WITHHELD};
    else if (share->count < minimum)
        *share = (struct item_share){ITEM_SHARE_AT_MOST, minimum - 1, share->base};
    else if (share->base - share->count < minimum)
        *share = (struct item_share){ITEM_SHARE_AT_LEAST, share->base - minimum + 1,
                                     share->base};
}

/* From low to high, until a cell in use has enough; what is left at the end goes to the
   last one that has. */
static void merge_cells(struct items_question *question, uint32_t minimum)
{
    uint32_t made = 0;
    uint32_t used = ITEMS_NONE; /* the last cell in use among those made */
    uint32_t used_count = 0;
    bool open = false;
    for (uint32_t c = 0; c < question->cell_count; c++) {
        struct item_cell cell = question->cell[c];
        if (open) {
            question->cell[made - 1].last = cell.last;
            question->cell[made - 1].steps += cell.steps;
            question->cell[made - 1].count += cell.count;
        } else
            question->cell[made++] = cell;
        const struct item_cell *last = &question->cell[made - 1];
        open = last->count > 0 && last->count < minimum;
        if (last->count >= minimum) {
            used = made - 1;
            used_count++;
        }
    }
    if (open && used != ITEMS_NONE) {
        for (uint32_t c = used + 1; c < made; c++) {
            question->cell[used].last = question->cell[c].last;
            question->cell[used].steps += question->cell[c].steps;
            question->cell[used].count += question->cell[c].count;
        }
        made = used + 1;
    }
    question->cell_count = used_count < 2 ? 0 : made;
}

/* Whether fewer than k answers differ from the most frequent one, so that the mean as
   good as tells what everybody answered. */
static bool is_concentrated(const struct items_question *question, uint32_t minimum)
{
    uint32_t most = question->share[ITEM_FLOOR].count;
    if (question->share[ITEM_CEILING].count > most)
        most = question->share[ITEM_CEILING].count;
    for (uint32_t c = 0; c < question->cell_count; c++)
        if (question->cell[c].count > most)
            most = question->cell[c].count;
    return question->n - most < minimum;
}

static void withhold_shares(struct items_question *question, uint32_t minimum)
{
    for (int s = 0; s <= ITEM_SKIPPED; s++)
        if (question->share[s].base > 0 && question->share[s].base < minimum)
            question->share[s] = (struct item_share){.state = ITEM_SHARE_WITHHELD};
    bound(&question->share[ITEM_FLOOR], minimum);
    bound(&question->share[ITEM_CEILING], minimum);
}

static void withhold_question(const struct withholding *withholding, uint32_t number)
{
    struct items_question *question = &withholding->analysis->items->question[number];
    uint32_t minimum = withholding->minimum;
    uint32_t n = question->n;
    bool concentrated = is_concentrated(question, minimum);
    question->withheld = decide_question(withholding, number);
    bool withheld = question->withheld != ITEMS_WITHHELD_NOT;
    withhold_shares(question, minimum);
    if (withheld) {
        question->n = 0;
        question->share[ITEM_FLOOR] = question->share[ITEM_CEILING] =
            (struct item_share){.state =
                                    n == 0 ? ITEM_SHARE_EXACT : ITEM_SHARE_WITHHELD};
    }
    if (n > 0 && (withheld || concentrated))
        hide(&question->mean);
    if (n > 0 && (withheld || concentrated || n < ITEMS_SPREAD_UNITS))
        hide(&question->sd);
    if (withheld || n < ITEMS_SIGNAL_UNITS)
        question->cell_count = 0;
    else
        merge_cells(question, minimum);
}

static void withhold_item(struct items_item *item)
{
    hide(&item->alpha_if_dropped);
    hide(&item->standard_alpha_if_dropped);
    hide(&item->r_drop);
    hide(&item->standard_r);
    hide(&item->raw_r);
    hide(&item->discrimination);
}

static void hide_scale(struct items_scale *scale)
{
    hide(&scale->alpha);
    hide(&scale->low);
    hide(&scale->high);
    hide(&scale->standard_error);
    hide(&scale->standard_alpha);
    hide(&scale->average_r);
    hide(&scale->complete_alpha);
    hide(&scale->within_alpha);
}

static void withhold_scale(struct item_analysis *items, struct items_scale *scale,
                           enum items_withheld round)
{
    struct items_item *item = &items->item[scale->first_item];
    scale->withheld = scale->row_count == 0                   ? ITEMS_WITHHELD_NO_UNITS
                      : scale->row_count < ITEMS_SPREAD_UNITS ? ITEMS_WITHHELD_FEW_UNITS
                                                              : round;
    bool withheld = scale->withheld == ITEMS_WITHHELD_FEW_UNITS
                    || scale->withheld == ITEMS_WITHHELD_FEW_CLUSTERS;
    for (uint32_t i = 0; i < scale->item_count; i++) {
        const struct items_question *question = &items->question[item[i].question];
        bool told = question->withheld == ITEMS_WITHHELD_NOT;
        if (!told && item[i].left_out == ITEM_LEFT_OUT_CONSTANT)
            item[i].left_out = ITEM_LEFT_OUT_FEW;
        if (withheld
            || (item[i].left_out == ITEM_TAKEN
                && (!told || question->n < ITEMS_SPREAD_UNITS)))
            withhold_item(&item[i]);
    }
    if (withheld)
        hide_scale(scale);
    if (scale->complete_rows > 0
        && (withheld || scale->complete_rows < ITEMS_SPREAD_UNITS)) {
        hide(&scale->complete_alpha);
        scale->complete_rows = 0;
    }
}

/* Of everybody who answered. */
static enum items_withheld decide_round(const struct withholding *withholding)
{
    const struct analysis *analysis = withholding->analysis;
    for (uint32_t c = 0; c < analysis->cluster_count; c++)
        withholding->count[c] = 0;
    for (uint32_t row = 0; row < analysis->keys.row_count; row++)
        withholding->count[analysis->cluster[row]]++;
    return decide(withholding, analysis->keys.row_count);
}

bool withhold(struct analysis *analysis, uint32_t minimum_units, struct fault *fault)
{
    struct item_analysis *items = analysis->items;
    struct withholding withholding = {.analysis = analysis, .minimum = minimum_units};
    withholding.count =
        memory_allocate(analysis->cluster_count, sizeof *withholding.count);
    if (withholding.count == NULL)
        return fault_memory(fault);
    for (uint32_t q = 0; q < items->question_count; q++)
        withhold_question(&withholding, q);
    enum items_withheld round = decide_round(&withholding);
    for (uint32_t s = 0; s < items->scale_count; s++)
        withhold_scale(items, &items->scale[s], round);
    memory_release(withholding.count);
    return true;
}
