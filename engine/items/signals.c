#include "items/analysis.h"

#include "base/memory.h"

#include <stdlib.h>

/* What to look at a question for (STATISTICS 4, the table of signals). The shares are
   compared as counts, so that no rounding decides. */

#define R_DROP_LEAST        0.20
#define ALPHA_RISE          0.02
#define REDUNDANT_R         0.85
#define DONT_KNOW_MOST      15 /* percent, as the next */
#define MISSING_MOST        10
#define NOT_APPLICABLE_MOST 25
#define END_MOST            80

struct finding {
    struct analysis *analysis;
    size_t capacity;
    struct fault *fault;
    bool ok;
};

static void add_signal(struct finding *finding, struct item_signal signal)
{
    struct item_analysis *items = finding->analysis->items;
    void *signals = items->signal;
    if (!finding->ok)
        return;
    if (!memory_reserve(&signals, &finding->capacity, items->signal_count + 1,
                        sizeof signal)) {
        finding->ok = fault_memory(finding->fault);
        return;
    }
    items->signal = signals;
    items->signal[items->signal_count++] = signal;
}

static void look_at_share(struct finding *finding, uint32_t question,
                          enum item_share_name name, enum item_signal_kind kind,
                          uint32_t most)
{
    const struct item_share *share =
        &finding->analysis->items->question[question].share[name];
    if (share->state == ITEM_SHARE_WITHHELD || share->base < ITEMS_SIGNAL_UNITS
        || (uint64_t)share->count * 100 <= (uint64_t)most * share->base)
        return;
    add_signal(finding,
               (struct item_signal){.kind = kind,
                                    .question = question,
                                    .other = ITEMS_NONE,
                                    .value = item_share_percent(share),
                                    .at_least = share->state == ITEM_SHARE_AT_LEAST});
}

static void look_at_area(struct finding *finding, uint32_t question)
{
    const struct item_analysis *items = finding->analysis->items;
    const struct items_item *item = &items->item[items->question[question].home];
    const struct items_scale *scale = &items->scale[item->scale];
    struct item_signal signal = {.question = question, .other = ITEMS_NONE};
    if (scale->row_count < ITEMS_SIGNAL_UNITS)
        return;
    if (item->r_drop.state == ITEM_DEFINED && item->r_drop.value < R_DROP_LEAST) {
        signal.kind = item->r_drop.value < 0 ? ITEM_SIGNAL_AGAINST : ITEM_SIGNAL_ALONE;
        signal.value = item->r_drop.value;
        add_signal(finding, signal);
    }
    if (item->alpha_if_dropped.state == ITEM_DEFINED
        && scale->alpha.state == ITEM_DEFINED
        && item->alpha_if_dropped.value - scale->alpha.value > ALPHA_RISE) {
        signal.kind = ITEM_SIGNAL_ALPHA;
        signal.value = item->alpha_if_dropped.value - scale->alpha.value;
        add_signal(finding, signal);
    }
}

/* Whether the two are of one question: its layers, or what it takes of several. */
static bool is_of_one(const struct questionnaire *questionnaire, uint32_t one,
                      uint32_t other)
{
    return questionnaire->question[one].of == questionnaire->question[other].of;
}

static bool is_known(const struct item_analysis *items, uint32_t question)
{
    const struct items_question *known = &items->question[question];
    return known->home != ITEMS_NONE && known->withheld == ITEMS_WITHHELD_NOT
           && items->item[known->home].left_out == ITEM_TAKEN;
}

static void look_at_pairs(struct finding *finding, uint32_t question)
{
    const struct analysis *analysis = finding->analysis;
    double own = covariance_of(analysis, question, question);
    for (uint32_t other = 0; other < question; other++) {
        if (!is_known(analysis->items, other)
            || moments_of(&analysis->moments, question, other)->n < ITEMS_SIGNAL_UNITS
            || is_of_one(analysis->keys.material->questionnaire, question, other))
            continue;
        double r = covariance_of(analysis, question, other)
                   / sqrt(own * covariance_of(analysis, other, other));
        if (r > REDUNDANT_R)
            add_signal(finding, (struct item_signal){.kind = ITEM_SIGNAL_REDUNDANT,
                                                     .question = question,
                                                     .other = other,
                                                     .value = r});
    }
}

static void look_at_question(struct finding *finding, uint32_t question)
{
    const struct items_question *known = &finding->analysis->items->question[question];
    if (known->home != ITEMS_NONE && known->n >= ITEMS_SIGNAL_UNITS)
        look_at_area(finding, question);
    look_at_share(finding, question, ITEM_DONT_KNOW, ITEM_SIGNAL_DONT_KNOW,
                  DONT_KNOW_MOST);
    look_at_share(finding, question, ITEM_MISSING, ITEM_SIGNAL_MISSING, MISSING_MOST);
    look_at_share(finding, question, ITEM_NOT_APPLICABLE, ITEM_SIGNAL_NOT_APPLICABLE,
                  NOT_APPLICABLE_MOST);
    /* What no area takes may have no best answer. */
    if (known->home != ITEMS_NONE) {
        look_at_share(finding, question, ITEM_CEILING, ITEM_SIGNAL_CEILING, END_MOST);
        look_at_share(finding, question, ITEM_FLOOR, ITEM_SIGNAL_FLOOR, END_MOST);
    }
    if (is_known(finding->analysis->items, question))
        look_at_pairs(finding, question);
}

/* First what goes against the others, then by how much there is to say. */
struct standing {
    const struct item_signal *signal; /* the question's first … */
    uint32_t count;                   /* … and how many they are */
    uint32_t kinds;
};

static int compare_standing(const void *left, const void *right)
{
    const struct standing *one = left;
    const struct standing *other = right;
    bool against[2] = {one->signal->kind == ITEM_SIGNAL_AGAINST,
                       other->signal->kind == ITEM_SIGNAL_AGAINST};
    if (against[0] != against[1])
        return against[0] ? -1 : 1;
    if (one->kinds != other->kinds)
        return one->kinds > other->kinds ? -1 : 1;
    return one->signal->question < other->signal->question ? -1 : 1;
}

static uint32_t gather(struct standing *standing, const struct item_analysis *items)
{
    uint32_t count = 0;
    for (uint32_t s = 0; s < items->signal_count; s++) {
        const struct item_signal *signal = &items->signal[s];
        bool first = s == 0 || signal[-1].question != signal->question;
        if (first)
            standing[count++] = (struct standing){.signal = signal};
        standing[count - 1].kinds += first || signal[-1].kind != signal->kind;
        standing[count - 1].count++;
    }
    return count;
}

static bool order_signals(struct item_analysis *items, struct fault *fault)
{
    struct standing *standing = memory_allocate(items->signal_count, sizeof *standing);
    struct item_signal *ordered = memory_allocate(items->signal_count, sizeof *ordered);
    bool ok = standing != NULL && ordered != NULL;
    if (ok && items->signal_count > 0) {
        uint32_t count = gather(standing, items);
        uint32_t place = 0;
        qsort(standing, count, sizeof *standing, compare_standing);
        for (uint32_t i = 0; i < count; i++)
            for (uint32_t s = 0; s < standing[i].count; s++)
                ordered[place++] = standing[i].signal[s];
    }
    memory_release(standing);
    memory_release(ok ? items->signal : ordered);
    if (ok)
        items->signal = ordered;
    return ok || fault_memory(fault);
}

bool find_signals(struct analysis *analysis, struct fault *fault)
{
    struct finding finding = {.analysis = analysis, .fault = fault, .ok = true};
    /* What a question takes of several is not answered on its own: one answer leaves
       all of them blank or not. */
    const struct question *question = analysis->keys.material->questionnaire->question;
    for (uint32_t q = 0; q < analysis->items->question_count; q++)
        if (!question[q].is_member)
            look_at_question(&finding, q);
    return finding.ok && order_signals(analysis->items, fault);
}
