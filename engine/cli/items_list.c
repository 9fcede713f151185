#include "cli/items_page.h"

#include "cli/items_phrases.h"
#include "cli/page.h"

#include "base/exact.h"

#include <math.h>
#include <stdio.h>

/* The first part of the page: which questions to look at, and why. */

#define PAIR_WIDTH 50
#define PAIRS_TOLD 20 /* the others are counted */

const char *items_say(const struct items_page *page, enum items_phrase which)
{
    return items_phrase[which][page->language];
}

const struct question *items_asked(const struct items_page *page, uint32_t question)
{
    return &page->report->questionnaire->question[question];
}

static void print_nano(char words[static ITEMS_WORDS_BYTES],
                       const struct items_page *page, int64_t nano, int decimals)
{
    char number[FIXED_BYTES];
    fixed_print(number, nano, decimals, page->language == LANGUAGE_DA ? ',' : '.',
                false);
    bool negative = number[0] == '-';
    snprintf(words, ITEMS_WORDS_BYTES, "%s%s", negative ? "−" : "", number + negative);
}

void items_print_decimal(char words[static ITEMS_WORDS_BYTES],
                         const struct items_page *page, double value, int decimals)
{
    print_nano(words, page, (int64_t)round(value * (double)POINT), decimals);
}

/* In whole numbers, so that it is rounded once. */
void items_print_share(char words[static ITEMS_WORDS_BYTES],
                       const struct items_page *page, const struct item_share *share,
                       int decimals)
{
    int64_t unit = decimals == 0 || share->base < 30 ? 1 : 10;
    wide hundredfold = (wide)share->count * 100;
    if (share->state == ITEM_SHARE_WITHHELD)
        snprintf(words, ITEMS_WORDS_BYTES, "%s", items_say(page, ITEMS_WITHHELD));
    else if (share->base == 0)
        snprintf(words, ITEMS_WORDS_BYTES, "%s", items_say(page, ITEMS_NO_ANSWERS));
    else if (share->state == ITEM_SHARE_EXACT)
        print_nano(words, page,
                   divide_rounded(hundredfold * unit, share->base) * (POINT / unit),
                   unit == 1 ? 0 : 1);
    else if (share->state == ITEM_SHARE_AT_MOST)
        snprintf(words, ITEMS_WORDS_BYTES, "≤%d",
                 (int)((hundredfold + share->base - 1) / share->base));
    else
        snprintf(words, ITEMS_WORDS_BYTES, "≥%d", (int)(hundredfold / share->base));
}

/* The id and as much of the text as there is room for. */
void items_add_label(const struct items_page *page, uint32_t question, int width)
{
    struct text label = {0};
    text_print(&label, "%s  %s", items_asked(page, question)->id,
               wording_in(&items_asked(page, question)->text, page->language));
    page_add_cut(page->out, label.bytes == NULL ? "" : label.bytes, width);
    page->out->short_of_memory |= label.short_of_memory;
    text_release(&label);
}

const char *items_area_title(const struct items_page *page, uint32_t question)
{
    const struct items_item *home = items_home(page->report, question);
    if (home == NULL)
        return "";
    const struct items_scale *scale = &page->report->items.scale[home->scale];
    return wording_in(&page->report->questionnaire->node[scale->node].title,
                      page->language);
}

void items_add_reason(struct text *out, const struct items_report *report,
                      const struct item_signal *signal)
{
    struct items_page page = {out, report, report->language};
    char number[ITEMS_WORDS_BYTES];
    char words[ITEMS_WORDS_BYTES];
    const char *format = items_reason[signal->kind][page.language];
    bool percent =
        signal->kind >= ITEM_SIGNAL_DONT_KNOW && signal->kind <= ITEM_SIGNAL_FLOOR;
    items_print_decimal(number, &page, signal->value,
                        percent                             ? 0
                        : signal->kind == ITEM_SIGNAL_ALPHA ? 3
                                                            : 2);
    if (percent) {
        snprintf(words, sizeof words, items_say(&page, ITEMS_PERCENT), number);
        if (signal->at_least)
            text_add(out, items_say(&page, ITEMS_AT_LEAST));
        text_print(out, format, words);
    } else
        text_print(out, format, number,
                   signal->kind == ITEM_SIGNAL_REDUNDANT
                       ? items_asked(&page, signal->other)->id
                       : items_area_title(&page, signal->question));
}

static void add_signal(const struct items_page *page, const struct item_signal *signal)
{
    text_add(page->out, "      ");
    items_add_reason(page->out, page->report, signal);
    text_print(page->out, ": %s\n", items_advice[signal->kind][page->language]);
}

/* Whether a signal is the first on its question in the list; pairs have their own. */
static bool begins_question(const struct item_analysis *items, uint32_t s)
{
    const struct item_signal *signal = &items->signal[s];
    return signal->kind != ITEM_SIGNAL_REDUNDANT
           && (s == 0 || signal[-1].question != signal->question);
}

static void add_questions_to_look_at(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    for (uint32_t s = 0; s < items->signal_count; s++) {
        const struct question *question = items_asked(page, items->signal[s].question);
        if (begins_question(items, s)) {
            text_add(page->out, "\n  ");
            page_add_words(page->out, question->id);
            text_add(page->out, "  ");
            page_add_words(page->out, wording_in(&question->text, page->language));
            text_add_character(page->out, '\n');
        }
        if (items->signal[s].kind != ITEM_SIGNAL_REDUNDANT)
            add_signal(page, &items->signal[s]);
    }
}

static uint32_t count_questions(const struct item_analysis *items)
{
    uint32_t count = 0;
    for (uint32_t s = 0; s < items->signal_count; s++)
        count += begins_question(items, s);
    return count;
}

/* Options of a question that takes several are none of their own. */
static uint32_t count_asked(const struct items_page *page)
{
    uint32_t count = 0;
    for (uint32_t q = 0; q < page->report->items.question_count; q++)
        count += !items_asked(page, q)->is_member;
    return count;
}

static void add_list(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    uint32_t count = count_questions(items);
    text_add_character(page->out, '\n');
    if (count > 0) {
        text_print(page->out, items_say(page, ITEMS_LOOK), (unsigned)count,
                   (unsigned)count_asked(page));
        text_add_character(page->out, '\n');
        add_questions_to_look_at(page);
    } else if (items->row_count < ITEMS_SIGNAL_UNITS) {
        text_print(page->out, items_say(page, ITEMS_LOOK_TOO_FEW),
                   (unsigned)ITEMS_SIGNAL_UNITS);
        text_add_character(page->out, '\n');
    } else
        text_print(page->out, "%s\n", items_say(page, ITEMS_LOOK_NONE));
}

static void add_rising(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    char early[ITEMS_WORDS_BYTES];
    char late[ITEMS_WORDS_BYTES];
    char percent[2][ITEMS_WORDS_BYTES + 8];
    if (!items->rising || items->row_count < ITEMS_SIGNAL_UNITS)
        return;
    items_print_share(early, page, &items->early, 1);
    items_print_share(late, page, &items->late, 1);
    snprintf(percent[0], sizeof percent[0], items_say(page, ITEMS_PERCENT), early);
    snprintf(percent[1], sizeof percent[1], items_say(page, ITEMS_PERCENT), late);
    text_add_character(page->out, '\n');
    text_print(page->out, items_say(page, ITEMS_FORM_RISING), percent[0], percent[1]);
    text_add_character(page->out, '\n');
}

/* The strongest pair that is not stronger than the one before it in the list; NULL when
   that was the last. Few are asked for, of a list in order of question. */
static const struct item_signal *next_pair(const struct item_analysis *items,
                                           const struct item_signal *before)
{
    const struct item_signal *next = NULL;
    for (uint32_t s = 0; s < items->signal_count; s++) {
        const struct item_signal *pair = &items->signal[s];
        bool later = before == NULL || pair->value < before->value
                     || (!(pair->value > before->value) && pair > before);
        if (pair->kind == ITEM_SIGNAL_REDUNDANT && later
            && (next == NULL || pair->value > next->value))
            next = pair;
    }
    return next;
}

static void add_pair(const struct items_page *page, const struct item_signal *pair)
{
    char number[ITEMS_WORDS_BYTES];
    items_print_decimal(number, page, pair->value, 2);
    text_print(page->out, "  r %s  ", number);
    items_add_label(page, pair->other, PAIR_WIDTH);
    text_add(page->out, "  ");
    items_add_label(page, pair->question, PAIR_WIDTH);
    page_end_line(page->out);
}

static void add_pairs(const struct items_page *page)
{
    const struct item_analysis *items = &page->report->items;
    const struct item_signal *pair = NULL;
    uint32_t count = 0;
    for (uint32_t s = 0; s < items->signal_count; s++)
        count += items->signal[s].kind == ITEM_SIGNAL_REDUNDANT;
    if (count == 0)
        return;
    text_add_character(page->out, '\n');
    text_print(page->out, items_say(page, ITEMS_PAIRS), (unsigned)count);
    text_add(page->out, "\n\n");
    for (uint32_t i = 0; i < count && i < PAIRS_TOLD; i++) {
        pair = next_pair(items, pair);
        add_pair(page, pair);
    }
    if (count > PAIRS_TOLD)
        text_print(page->out, items_say(page, ITEMS_MORE),
                   (unsigned)(count - PAIRS_TOLD));
}

void items_add_list(const struct items_page *page)
{
    add_list(page);
    add_pairs(page);
    add_rising(page);
}
