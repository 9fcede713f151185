#include "cli/lift.h"

#include "base/exact.h"
#include "cli/lift_phrases.h"
#include "cli/page.h"

#define ID_WIDTH     10
#define AREA_WIDTH   46
#define FIGURE_WIDTH 9
#define TEXT_WIDTH   96

struct page {
    struct text *out;
    const struct lift_report *report;
    enum language language;
};

static const char *say(const struct page *page, enum lift_phrase which)
{
    return lift_phrase[which][page->language];
}

/* Two decimals, or as many as it takes for what is below the target to look so. */
static const char *print_value(const struct page *page, char words[static FIXED_BYTES],
                               const struct lift *lift, int64_t shown)
{
    char mark = page->language == LANGUAGE_DA ? ',' : '.';
    int64_t target = lift_shown_target(page->report->questionnaire, lift);
    int decimals = 2;
    int64_t unit = POINT / 100;
    while (decimals < 9 && shown < target
           && divide_rounded(shown, unit) * unit >= target) {
        decimals++;
        unit /= 10;
    }
    fixed_print(words, shown, decimals, mark, false);
    return words;
}

static const char *print_figure(const struct page *page, char words[static FIXED_BYTES],
                                const struct lift *lift,
                                const struct lift_figure *figure)
{
    if (figure->points < 0)
        return say(page, LIFT_SAYS_NONE);
    return print_value(
        page, words, lift,
        lift_shown(page->report->questionnaire, lift->node, figure->value));
}

static const char *print_target(const struct page *page, char words[static FIXED_BYTES],
                                const struct lift *lift)
{
    fixed_print(words, lift_shown_target(page->report->questionnaire, lift), 2,
                page->language == LANGUAGE_DA ? ',' : '.', true);
    return words;
}

static void add_option(struct text *out, const struct page *page,
                       const struct option *option)
{
    const char *label = wording_in(&option->label, page->language);
    text_add(out, option->code);
    if (label[0] != '\0')
        text_print(out, " (%s)", label);
}

/* What an answer is, in words. */
static void call_answer(struct text *out, const struct page *page, uint32_t q,
                        const struct lift_answer *answer)
{
    const struct question *question = &page->report->questionnaire->question[q];
    const struct scale *scale = question->scale;
    char words[FIXED_BYTES];
    bool any = false;
    if (answer->code < 0 || (size_t)answer->code >= scale->option_count) {
        text_add(out, say(page, LIFT_SAYS_NO_ANSWER));
        return;
    }
    if (scale->option[answer->code].state != OPTION_ELSEWHERE) {
        add_option(out, page, &scale->option[answer->code]);
        return;
    }
    if (scale->kind == SCALE_NUMBER) {
        fixed_print(words, answer->number, scale->decimals,
                    page->language == LANGUAGE_DA ? ',' : '.', false);
        text_add(out, words);
        return;
    }
    for (size_t o = 0; o < scale->option_count; o++) {
        if ((answer->chosen >> o & 1) == 0)
            continue;
        text_add(out, any ? "; " : "");
        text_add(out, scale->option[o].code);
        any = true;
    }
    if (!any)
        text_add(out, say(page, LIFT_SAYS_NOTHING_CHOSEN));
}

static void add_change(const struct page *page, const struct lift *lift,
                       const struct lift_change *change)
{
    const struct question *question =
        &page->report->questionnaire->question[change->question];
    char words[FIXED_BYTES];
    struct text from = {0};
    struct text to = {0};
    struct text line = {0};
    text_add(page->out, "\n  ");
    page_add_left(page->out, question->id, ID_WIDTH);
    page_add_cut(page->out, wording_in(&question->text, page->language), TEXT_WIDTH);
    page_end_line(page->out);
    call_answer(&from, page, change->question, &change->from);
    call_answer(&to, page, change->question, &change->to);
    page->out->short_of_memory |= from.short_of_memory || to.short_of_memory;
    if (!page->out->short_of_memory && change->follow_up && change->from.code < 0)
        text_print(&line, say(page, LIFT_SAYS_FOLLOW_UP), to.bytes,
                   (long long)change->steps);
    else if (!page->out->short_of_memory)
        text_print(&line, say(page, LIFT_SAYS_FROM_TO), from.bytes, to.bytes,
                   (long long)change->steps);
    page->out->short_of_memory |= line.short_of_memory;
    if (!page->out->short_of_memory) {
        text_print(page->out, "  %*s", ID_WIDTH, "");
        page_add_words(page->out, line.bytes);
    }
    if (change->after.points < 0)
        text_add(page->out, say(page, LIFT_SAYS_AFTER_NONE));
    else
        text_print(page->out, say(page, LIFT_SAYS_AFTER),
                   print_figure(page, words, lift, &change->after));
    text_release(&from);
    text_release(&to);
    text_release(&line);
}

static void add_changes(const struct page *page, const struct lift *lift)
{
    char now[FIXED_BYTES];
    char then[FIXED_BYTES];
    for (size_t c = 0; c < lift->change_count; c++)
        add_change(page, lift, &lift->change[c]);
    if (lift->change_count == 0)
        return;
    text_add_character(page->out, '\n');
    text_print(page->out, say(page, LIFT_SAYS_IN_ALL),
               print_figure(page, now, lift, &lift->now),
               print_figure(page, then, lift, &lift->reached));
    text_add(page->out, say(page, LIFT_SAYS_ORDER));
}

static void add_count(const struct page *page, const struct lift *lift,
                      enum lift_phrase phrase)
{
    text_print(page->out, say(page, phrase), (unsigned)lift->change_count,
               (long long)lift->steps);
}

/* Why not, and how far it goes. */
static void add_why_not(const struct page *page, const struct lift *lift)
{
    char words[FIXED_BYTES];
    text_add(page->out,
             say(page, lift->state == LIFT_UNSETTLED ? LIFT_SAYS_UNSETTLED
                                                     : LIFT_SAYS_OUT_OF_REACH));
    text_print(page->out, say(page, LIFT_SAYS_RESTS_ON), (unsigned)lift->question_count,
               (unsigned)lift->not_applicable, (unsigned)lift->not_asked);
    if (lift->change_count == 0) {
        text_add(page->out, say(page, LIFT_SAYS_NOTHING_HELPS));
        return;
    }
    if (lift->state == LIFT_OUT_OF_REACH)
        text_print(page->out, say(page, LIFT_SAYS_BEST),
                   print_figure(page, words, lift, &lift->reached));
    add_count(page, lift,
              lift->smallest ? LIFT_SAYS_FEWEST_BEST : LIFT_SAYS_AT_MOST_BEST);
}

/* The fewest that are known to do, and the fewest that may. */
static void add_fewest(const struct page *page, const struct lift *lift)
{
    if (lift->smallest)
        add_count(page, lift, LIFT_SAYS_FEWEST);
    else if (lift->at_least == (int64_t)lift->change_count)
        add_count(page, lift, LIFT_SAYS_AS_MANY);
    else
        text_print(page->out, say(page, LIFT_SAYS_AT_MOST), (long long)lift->at_least,
                   (unsigned)lift->change_count, (unsigned)lift->change_count,
                   (long long)lift->steps);
}

static void add_contradictions(const struct page *page, const struct lift *lift)
{
    for (size_t i = 0; i < lift->contradiction_count; i++) {
        const struct contradiction *contradiction =
            &page->report->questionnaire->contradiction[lift->contradiction[i]];
        text_print(page->out, say(page, LIFT_SAYS_CONTRADICTS),
                   wording_in(&contradiction->text, page->language));
    }
}

static void add_area(const struct page *page, const struct lift *lift)
{
    const struct questionnaire *questionnaire = page->report->questionnaire;
    const struct node *node = &questionnaire->node[lift->node];
    char now[FIXED_BYTES];
    char target[FIXED_BYTES];
    text_print(page->out, "\n%s/%s ", questionnaire->dimension[node->dimension].id,
               node->id);
    page_add_words(page->out, wording_in(&node->title, page->language));
    text_add(page->out, ": ");
    if (lift->now.points < 0)
        text_print(page->out, say(page, LIFT_SAYS_NO_SCORE_NOW),
                   print_target(page, target, lift));
    else
        text_print(page->out, say(page, LIFT_SAYS_NOW),
                   print_figure(page, now, lift, &lift->now),
                   print_target(page, target, lift));
    switch (lift->state) {
    case LIFT_NO_SCORE:
        text_add(page->out, say(page, LIFT_SAYS_NO_SCORE));
        return;
    case LIFT_NOT_RELEVANT:
        text_add(page->out, say(page, LIFT_SAYS_NOT_RELEVANT));
        return;
    case LIFT_THERE:
        text_add(page->out, say(page, LIFT_SAYS_THERE));
        return;
    case LIFT_POSSIBLE:
        add_fewest(page, lift);
        break;
    default:
        add_why_not(page, lift);
    }
    add_contradictions(page, lift);
    add_changes(page, lift);
}

static void add_heading(const struct page *page)
{
    text_add(page->out, "\n  ");
    page_add_left(page->out, say(page, LIFT_SAYS_AREA), AREA_WIDTH);
    page_add_right(page->out, say(page, LIFT_SAYS_VALUE_NOW), FIGURE_WIDTH);
    page_add_right(page->out, say(page, LIFT_SAYS_TARGET), FIGURE_WIDTH);
    page_add_right(page->out, say(page, LIFT_SAYS_ANSWERS), FIGURE_WIDTH);
    page_add_right(page->out, say(page, LIFT_SAYS_STEPS), FIGURE_WIDTH);
    page_add_right(page->out, say(page, LIFT_SAYS_THEN), FIGURE_WIDTH);
    page_end_line(page->out);
}

static void add_row_counts(const struct page *page, const struct lift *lift)
{
    struct text count = {0};
    if (lift->state == LIFT_POSSIBLE && lift->at_least < (int64_t)lift->change_count)
        text_print(&count, "%lld–%u", (long long)lift->at_least,
                   (unsigned)lift->change_count);
    else
        text_print(&count, "%u", (unsigned)lift->change_count);
    page->out->short_of_memory |= count.short_of_memory;
    if (!count.short_of_memory)
        page_add_right(page->out, count.bytes, FIGURE_WIDTH);
    text_release(&count);
    text_print(page->out, "%*lld", FIGURE_WIDTH, (long long)lift->steps);
}

static void add_row(const struct page *page, const struct lift *lift)
{
    const struct node *node = &page->report->questionnaire->node[lift->node];
    char words[FIXED_BYTES];
    struct text name = {0};
    text_print(&name, "%*s%s %s", 2 * (int)node->depth, "", node->id,
               wording_in(&node->title, page->language));
    page->out->short_of_memory |= name.short_of_memory;
    bool held_back = lift->state != LIFT_POSSIBLE;
    text_add(page->out, held_back ? "! " : lift->smallest ? "  " : "~ ");
    if (!name.short_of_memory)
        page_add_cut(page->out, name.bytes, AREA_WIDTH);
    text_release(&name);
    page_add_right(page->out, print_figure(page, words, lift, &lift->now),
                   FIGURE_WIDTH);
    page_add_right(page->out, print_target(page, words, lift), FIGURE_WIDTH);
    add_row_counts(page, lift);
    page_add_right(page->out, print_figure(page, words, lift, &lift->reached),
                   FIGURE_WIDTH);
    page_end_line(page->out);
}

/* A line an area that is below its target, dimension by dimension. */
static void add_table(const struct page *page)
{
    const struct lift_report *report = page->report;
    unsigned there = 0;
    unsigned nothing = 0;
    text_print(page->out, "\n%s", say(page, LIFT_SAYS_COLUMNS));
    for (size_t d = 0; d < report->questionnaire->dimension_count; d++) {
        bool any = false;
        if (!report->every && d != report->questionnaire->overall)
            continue;
        add_heading(page);
        for (size_t l = 0; l < report->count; l++) {
            const struct lift *lift = &report->lift[l];
            if (report->questionnaire->node[lift->node].dimension != d)
                continue;
            there += lift->state == LIFT_THERE;
            nothing += lift->state == LIFT_NO_SCORE || lift->state == LIFT_NOT_RELEVANT;
            if (lift->state < LIFT_POSSIBLE)
                continue;
            add_row(page, lift);
            any = true;
        }
        if (!any)
            text_add(page->out, say(page, LIFT_SAYS_ALL_THERE));
    }
    text_add_character(page->out, '\n');
    text_print(page->out, say(page, LIFT_SAYS_THERE_COUNT), there, nothing);
    if (!report->every && report->questionnaire->dimension_count > 1)
        text_print(page->out, say(page, LIFT_SAYS_OTHERS),
                   (unsigned)report->questionnaire->dimension_count - 1);
}

bool lift_write_page(struct text *out, const struct lift_report *report,
                     struct fault *fault)
{
    const struct page page = {out, report, report->survey->language};
    page_add_words(out, wording_in(&report->survey->title, page.language));
    text_print(out, "\n%s %d: ", report->plan->questionnaire, (int)report->plan->year);
    page_add_words(out, report->population->unit_id[report->unit]);
    text_add_character(out, ' ');
    page_add_words(out, report->population->unit_name[report->unit]);
    text_add_character(out, '\n');
    if (report->simulated)
        text_add(out, say(&page, LIFT_SAYS_SIMULATED));
    if (report->population->generated)
        text_add(out, say(&page, LIFT_SAYS_GENERATED));
    text_add(out, say(&page, LIFT_SAYS_READERS));
    if (report->single)
        add_area(&page, report->lift);
    else
        add_table(&page);
    return text_check(out, fault);
}
