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

static void take_in(struct item_cell *cell, const struct item_cell *next)
{
    cell->last = next->last;
    cell->steps += next->steps;
    cell->count += next->count;
}

/* From low to high, until a cell in use has enough; what is left in the end goes to the
   last one that has. Cells that nobody is in stand, but between two that are merged. */
static void merge_cells(struct items_question *question, uint32_t minimum)
{
    struct item_cell *cell = question->cell;
    uint32_t in_use = question->cell_count;
    uint32_t made = 0;
    uint32_t known = ITEMS_NONE; /* the last cell with enough … */
    uint32_t known_count = 0;    /* … and how many have */
    bool open = false;
    while (in_use > 0 && cell[in_use - 1].count == 0)
        in_use--;
    for (uint32_t c = 0; c < in_use; c++) {
        if (open)
            take_in(&cell[made - 1], &cell[c]);
        else
            cell[made++] = cell[c];
        open = cell[made - 1].count > 0 && cell[made - 1].count < minimum;
        if (cell[made - 1].count >= minimum) {
            known = made - 1;
            known_count++;
        }
    }
    if (open && known != ITEMS_NONE) {
        for (uint32_t c = known + 1; c < made; c++)
            take_in(&cell[known], &cell[c]);
        made = known + 1;
    }
    for (uint32_t c = in_use; c < question->cell_count; c++)
        cell[made++] = cell[c];
    question->cell_count = known_count < 2 ? 0 : made;
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

static void withhold_question(struct items_question *question, uint32_t minimum)
{
    uint32_t n = question->n;
    bool concentrated = is_concentrated(question, minimum);
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
        if (withheld)
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

bool decide_questions(struct analysis *analysis, struct fault *fault)
{
    struct item_analysis *items = analysis->items;
    struct withholding withholding = {.analysis = analysis,
                                      .minimum = analysis->minimum};
    if (analysis->minimum == 0)
        return true;
    withholding.count =
        memory_allocate(analysis->cluster_count, sizeof *withholding.count);
    if (withholding.count == NULL)
        return fault_memory(fault);
    for (uint32_t q = 0; q < items->question_count; q++)
        items->question[q].withheld = decide_question(&withholding, q);
    analysis->round = decide_round(&withholding);
    memory_release(withholding.count);
    return true;
}

void withhold(struct analysis *analysis)
{
    struct item_analysis *items = analysis->items;
    if (analysis->minimum == 0)
        return;
    for (uint32_t q = 0; q < items->question_count; q++)
        withhold_question(&items->question[q], analysis->minimum);
    for (uint32_t s = 0; s < items->scale_count; s++)
        withhold_scale(items, &items->scale[s], analysis->round);
}
