#include "cli/diff.h"

#include "base/exact.h"
#include "cli/diff_phrases.h"

#include <string.h>

struct page {
    struct text *out;
    const struct revision *revision;
    enum language language;
};

/* Which section of the questions a member belongs to. */
static const unsigned char section_of[REVISION_MEMBER_COUNT] = {
    [REVISION_TEXT] = REVISION_REWORDED,
    [REVISION_HELP] = REVISION_REWORDED,
    [REVISION_EVIDENCE] = REVISION_REWORDED,
    [REVISION_REVERSED] = REVISION_RESCALED,
    [REVISION_WEIGHT] = REVISION_REWEIGHTED,
    [REVISION_ASKED_IF] = REVISION_CONDITIONED,
    [REVISION_WHEN_NOT_ASKED] = REVISION_CONDITIONED,
    [REVISION_SUBSET] = REVISION_CONDITIONED,
    [REVISION_TAGS] = REVISION_TAGGED,
    [REVISION_LAYERS] = REVISION_LAYERED,
    [REVISION_AREAS] = REVISION_MOVED,
};

static const char *say(const struct page *page, enum diff_phrase which)
{
    return diff_phrase[which][page->language];
}

static const char *say_kind(const struct page *page, int kind)
{
    return diff_kind_phrase[kind][page->language];
}

/* One line, whatever stands in the definition. */
static void add_words(const struct page *page, const char *words)
{
    for (; *words != '\0'; words++) {
        unsigned char byte = (unsigned char)*words;
        text_add_character(page->out, byte < ' ' || byte == 0x7F ? ' ' : *words);
    }
}

static void add_wording(const struct page *page, const struct wording *wording)
{
    if (wording == NULL)
        text_add(page->out, "–");
    else
        add_words(page, wording_in(wording, page->language));
}

static void add_side(const struct page *page, const struct revision_change *change,
                     const char *side)
{
    if (side != NULL)
        add_words(page, side);
    else if (change->member == REVISION_SUBSET)
        text_add(page->out, say(page, DIFF_ALL));
    else
        text_add(page->out, "–");
}

static void add_member(const struct page *page, const struct revision_change *change)
{
    const char *name = diff_member_phrase[change->member][page->language];
    if (change->of != NULL && change->member == REVISION_RULES)
        text_print(page->out, "%s %s", change->of, name);
    else {
        text_add(page->out, name);
        if (change->of != NULL
            && (change->member == REVISION_WEIGHT || change->member == REVISION_AREAS))
            text_print(page->out, " %s", say(page, DIFF_IN));
        if (change->of != NULL) {
            text_add_character(page->out, ' ');
            add_words(page, change->of);
        }
    }
}

static void add_change(const struct page *page, const struct revision_change *change)
{
    bool has_wording = change->wording_before != NULL || change->wording_now != NULL;
    text_add(page->out, "    ");
    add_member(page, change);
    if (has_wording) {
        text_print(page->out, " %s: ", say(page, DIFF_BEFORE));
        add_wording(page, change->wording_before);
        text_add(page->out, "\n    ");
        add_member(page, change);
        text_print(page->out, " %s: ", say(page, DIFF_NOW));
        add_wording(page, change->wording_now);
    } else {
        text_add(page->out, ": ");
        add_side(page, change, change->before);
        text_add(page->out, " -> ");
        add_side(page, change, change->now);
    }
    text_add_character(page->out, '\n');
}

static void add_changes(const struct page *page, struct revision_changes changes)
{
    for (size_t i = 0; i < changes.count; i++)
        add_change(page, &page->revision->change[changes.first + i]);
}

static void add_heading(const struct page *page, enum diff_phrase which, int kind)
{
    text_print(page->out, "\n%s: %s\n", say(page, which), say_kind(page, kind));
}

static const struct question *question_of(const struct questionnaire *questionnaire,
                                          uint32_t number)
{
    return &questionnaire->question[number];
}

/* "B1", or "B1 -> B2" where the id is another. */
static void add_id(const struct page *page, const struct revision_question *question)
{
    const struct revision *revision = page->revision;
    const char *to = question_of(revision->to, question->to)->id;
    const char *from = question_of(revision->from, question->from)->id;
    text_add(page->out, "  ");
    if (strcmp(from, to) != 0)
        text_print(page->out, "%s -> ", from);
    text_add(page->out, to);
}

static void add_verdict(const struct page *page,
                        const struct revision_question *question)
{
    static const char *const obstacle[REVISION_VERDICT_COUNT][LANGUAGE_COUNT] = {
        [REVISION_SCALE] = {"skalaens værdier er andre",
                            "the scale's values are others"},
        [REVISION_SEVERAL] = {"lavet af flere spørgsmål", "made of several questions"},
        [REVISION_LAYER] = {"et andet lag", "another layer"},
    };
    bool comparable = question->verdict == REVISION_COMPARABLE;
    const char *why = obstacle[question->verdict][page->language];
    text_add(page->out, say(page, comparable ? DIFF_COMPARABLE : DIFF_NOT_COMPARABLE));
    if (why != NULL)
        text_print(page->out, ": %s", why);
    if (question->reason != NULL) {
        text_add(page->out, why != NULL ? "; " : ": ");
        add_wording(page, question->reason);
    }
    text_add_character(page->out, '\n');
}

/* A question that only one edition has. */
static void add_single(const struct page *page, const struct revision_question *single)
{
    const struct question *question =
        single->to != NAMES_NONE ? question_of(page->revision->to, single->to)
                                 : question_of(page->revision->from, single->from);
    text_print(page->out, "  %s  ", question->id);
    add_wording(page, &question->text);
    text_add_character(page->out, '\n');
    if (single->reason == NULL)
        return;
    text_add(page->out, "     ");
    add_wording(page, single->reason);
    text_add_character(page->out, '\n');
}

static void add_part(const struct page *page, const char *arrow,
                     const struct question *part, const struct revision_question *pair)
{
    text_print(page->out, "    %s %s  ", arrow, part->id);
    add_wording(page, &part->text);
    text_add(page->out, "\n       ");
    add_verdict(page, pair);
}

/* All pairs of the old question that was split, or of the new one that was merged. */
static void add_parts(const struct page *page, size_t number, int kind)
{
    const struct revision *revision = page->revision;
    const struct revision_question *first = &revision->question[number];
    bool split = kind == REVISION_SPLIT;
    const struct question *whole = split ? question_of(revision->from, first->from)
                                         : question_of(revision->to, first->to);
    if (split ? !diff_is_first_from(revision, number)
              : !diff_is_first_to(revision, number))
        return;
    text_print(page->out, "  %s  ", whole->id);
    add_wording(page, &whole->text);
    text_add_character(page->out, '\n');
    for (size_t i = number; i < revision->question_count; i++) {
        const struct revision_question *pair = &revision->question[i];
        if (split && pair->from == first->from)
            add_part(page, "->", question_of(revision->to, pair->to), pair);
        else if (!split && pair->to == first->to)
            add_part(page, "<-", question_of(revision->from, pair->from), pair);
    }
}

/* What belongs to the section, below the question's id. */
static void add_pair(const struct page *page, const struct revision_question *question,
                     int kind)
{
    const struct revision *revision = page->revision;
    add_id(page, question);
    if (kind == REVISION_REWORDED) {
        text_add(page->out, ", ");
        add_verdict(page, question);
    } else
        text_add_character(page->out, '\n');
    for (size_t i = 0; i < question->changes.count; i++) {
        const struct revision_change *change =
            &revision->change[question->changes.first + i];
        if (section_of[change->member] == kind)
            add_change(page, change);
    }
}

static bool has_member(const struct revision *revision,
                       const struct revision_question *question,
                       enum revision_member member)
{
    for (size_t i = 0; i < question->changes.count; i++)
        if (revision->change[question->changes.first + i].member == member)
            return true;
    return false;
}

/* A scale is told once, with the questions that are on it. */
static void add_scales(const struct page *page)
{
    const struct revision *revision = page->revision;
    for (uint32_t s = 0; s < revision->scale_count; s++) {
        const struct revision_scale *scale = &revision->scale[s];
        const char *mark = " (";
        if (scale->changes.count == 0)
            continue;
        text_print(page->out, "  %s", scale->from->id);
        if (strcmp(scale->from->id, scale->to->id) != 0)
            text_print(page->out, " -> %s", scale->to->id);
        for (size_t i = 0; i < revision->question_count; i++)
            if (revision->question[i].scale == s && diff_is_first_to(revision, i)) {
                text_print(page->out, "%s%s", mark,
                           question_of(revision->to, revision->question[i].to)->id);
                mark = ", ";
            }
        text_print(
            page->out, "): %s\n",
            say(page, scale->same_values ? DIFF_SAME_VALUES : DIFF_OTHER_VALUES));
        add_changes(page, scale->changes);
    }
}

static void add_question(const struct page *page, size_t number, int kind)
{
    const struct revision_question *question = &page->revision->question[number];
    if ((question->kinds >> kind & 1) == 0)
        return;
    if (kind == REVISION_ADDED || kind == REVISION_REMOVED)
        add_single(page, question);
    else if (kind == REVISION_SPLIT || kind == REVISION_MERGED)
        add_parts(page, number, kind);
    else if (kind != REVISION_RESCALED
             || has_member(page->revision, question, REVISION_REVERSED))
        add_pair(page, question, kind);
}

static void add_questions(const struct page *page, const struct diff_counts *counts)
{
    for (int kind = 0; kind < REVISION_KIND_COUNT; kind++) {
        if (counts->of_kind[kind] == 0)
            continue;
        add_heading(page, DIFF_QUESTIONS, kind);
        if (kind == REVISION_RESCALED)
            add_scales(page);
        for (size_t i = 0; i < page->revision->question_count; i++)
            add_question(page, i, kind);
    }
}

static enum revision_kind section_of_area(enum revision_member member)
{
    return member == REVISION_TITLE    ? REVISION_RETITLED
           : member == REVISION_ABOVE  ? REVISION_MOVED
           : member == REVISION_WEIGHT ? REVISION_REWEIGHTED
                                       : REVISION_RULED;
}

static void add_area(const struct page *page, const struct revision_area *area,
                     int kind)
{
    const struct revision *revision = page->revision;
    const struct questionnaire *of =
        area->to == NAMES_NONE ? revision->from : revision->to;
    const struct node *node = &of->node[area->to == NAMES_NONE ? area->from : area->to];
    text_print(page->out, "  %s", of->dimension[node->dimension].id);
    if (node->depth > 0)
        text_print(page->out, "/%s", node->id);
    text_add(page->out, "  ");
    add_wording(page, &node->title);
    text_add_character(page->out, '\n');
    for (size_t i = 0; i < area->changes.count; i++) {
        const struct revision_change *change =
            &revision->change[area->changes.first + i];
        if ((int)section_of_area(change->member) == kind)
            add_change(page, change);
    }
}

static void add_areas(const struct page *page, const struct diff_counts *counts)
{
    for (int kind = 0; kind < REVISION_KIND_COUNT; kind++) {
        if (counts->of_kind[kind] == 0)
            continue;
        add_heading(page, DIFF_AREAS, kind);
        for (size_t i = 0; i < page->revision->area_count; i++)
            if ((page->revision->area[i].kinds >> kind & 1) != 0)
                add_area(page, &page->revision->area[i], kind);
    }
}

static void add_counts(const struct page *page, enum diff_phrase which,
                       const struct diff_counts *counts)
{
    text_print(page->out, diff_phrase[DIFF_COUNTS][page->language], say(page, which),
               counts->before, counts->now, counts->unchanged);
    for (int kind = 0; kind < REVISION_KIND_COUNT; kind++)
        if (counts->of_kind[kind] > 0)
            text_print(page->out, "%5zu %s\n", counts->of_kind[kind],
                       say_kind(page, kind));
    if (counts->not_comparable > 0)
        text_print(page->out, "%5zu %s\n", counts->not_comparable,
                   say(page, DIFF_NOT_COMPARABLE));
}

static void add_percent(const struct page *page, int64_t percent)
{
    char text[FIXED_BYTES];
    fixed_print(text, percent, 1, page->language == LANGUAGE_DA ? ',' : '.', false);
    text_print(page->out, "%7s", text);
}

static void add_shares(const struct page *page)
{
    const struct revision *revision = page->revision;
    size_t whole = 0;
    text_print(page->out, "\n%s", say(page, DIFF_SHARES));
    for (size_t i = 0; i < revision->area_count; i++) {
        const struct revision_area *area = &revision->area[i];
        if (area->from == NAMES_NONE || area->to == NAMES_NONE)
            continue;
        const struct node *node = &revision->to->node[area->to];
        if (area->comparable_before == FULL_SCORE
            && area->comparable_now == FULL_SCORE) {
            whole++;
            continue;
        }
        add_percent(page, area->comparable_before);
        add_percent(page, area->comparable_now);
        text_print(page->out, "  %*s%s  ", (int)(2 * node->depth), "", node->id);
        add_wording(page, &node->title);
        text_add_character(page->out, '\n');
    }
    if (whole > 0)
        text_print(page->out, diff_phrase[DIFF_WHOLE][page->language], whole);
}

void diff_write_page(struct text *out, const struct revision *revision,
                     enum language language)
{
    struct page page = {out, revision, language};
    struct diff_counts questions = diff_count_questions(revision);
    struct diff_counts areas = diff_count_areas(revision);
    add_wording(&page, &revision->to->title);
    text_print(out, ": %s -> %s\n\n", revision->from->edition, revision->to->edition);
    if (questions.unchanged == revision->question_count
        && areas.unchanged == revision->area_count && revision->definition.count == 0) {
        text_add(out, say(&page, DIFF_NOTHING));
        return;
    }
    add_counts(&page, DIFF_QUESTIONS, &questions);
    add_counts(&page, DIFF_AREAS, &areas);
    if (revision->definition.count > 0) {
        text_print(out, "\n%s\n", say(&page, DIFF_DEFINITION));
        add_changes(&page, revision->definition);
    }
    add_questions(&page, &questions);
    add_areas(&page, &areas);
    add_shares(&page);
}
