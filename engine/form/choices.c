#include "base/exact.h"
#include "form/layout.h"
#include "revision/revision.h"

#include <stdio.h>
#include <string.h>

/* What may be answered, and what was, in words. */

static bool is_level(const struct section *section, const char *code)
{
    for (size_t l = 0; l < section->level_count; l++)
        if (strcmp(section->level[l].code, code) == 0)
            return true;
    return false;
}

static bool has_option(const struct scale *scale, const char *code)
{
    for (size_t o = 0; o < scale->option_count; o++)
        if (strcmp(scale->option[o].code, code) == 0)
            return true;
    return false;
}

/* A scale may share a code with the one that the levels are of, as "1" of "yes" and "a
   little": either all its values are described, or it has all the levels. */
bool describes_scale(const struct questionnaire *questionnaire, uint32_t section,
                     const struct scale *scale)
{
    if (section == NAMES_NONE || questionnaire->section[section].level_count == 0)
        return false;
    const struct section *there = &questionnaire->section[section];
    bool all_levels = true;
    bool all_values = true;
    for (size_t l = 0; l < there->level_count; l++)
        all_levels = all_levels && has_option(scale, there->level[l].code);
    for (size_t o = 0; o < scale->option_count; o++)
        all_values = all_values
                     && (scale->option[o].state != OPTION_VALUE
                         || is_level(there, scale->option[o].code));
    return all_levels || (all_values && scale->kind == SCALE_CHOICE);
}

void add_choice(const struct layout *layout, struct text *text, uint32_t section,
                const struct scale *scale, const struct option *option)
{
    const struct questionnaire *questionnaire = layout->sheet->questionnaire;
    if (describes_scale(questionnaire, section, scale)
        && is_level(&questionnaire->section[section], option->code))
        text_print(text, "%s: ", option->code);
    text_add(text, in_language(layout, &option->label));
}

/* Where the question's answers may be described: of an option nowhere. */
static uint32_t section_of(const struct question *question)
{
    return question->is_member ? NAMES_NONE : question->section;
}

static bool take_choice(struct layout *layout, struct line *line,
                        const struct question *question, const struct option *option)
{
    add_choice(layout, &layout->text, section_of(question), question->scale, option);
    const char *choice = keep_composed(layout);
    if (choice != NULL)
        line->choice[line->choice_count++] = choice;
    return choice != NULL;
}

bool list_choices(struct layout *layout, struct line *line)
{
    const struct question *question =
        &layout->sheet->questionnaire->question[line->question];
    const struct scale *scale = question->scale;
    size_t count = scale->option_count;
    bool ok = true;
    line->choice = arena_take(&layout->arena, count, sizeof *line->choice);
    if (line->choice == NULL)
        return fault_memory(layout->fault);
    line->takes_number = scale->kind == SCALE_NUMBER;
    for (size_t i = 0; ok && i < count; i++) {
        /* "Yes" is looked for first, and is the last option of what was chosen. */
        const struct option *option =
            &scale->option[line->kind == LINE_OPTION ? count - 1 - i : i];
        /* Options with a value of a question that takes several have their own lines,
           and what stands for a number is none. */
        if (scale->kind == SCALE_CHOICE
            || (option->state != OPTION_VALUE && option->state != OPTION_ELSEWHERE))
            ok = take_choice(layout, line, question, option);
    }
    return ok;
}

static void print_number(const struct layout *layout, char text[static FIXED_BYTES],
                         int64_t nano)
{
    fixed_print(text, nano, 9, layout->sheet->language == LANGUAGE_DA ? ',' : '.',
                true);
}

void add_number_range(const struct layout *layout, struct text *text,
                      const struct line *line)
{
    const struct scale *scale =
        layout->sheet->questionnaire->question[line->question].scale;
    enum language language = layout->sheet->language;
    char lowest[FIXED_BYTES];
    char highest[FIXED_BYTES];
    char decimals[16];
    struct text range = {0};
    if (!line->takes_number)
        return;
    print_number(layout, lowest, scale->lowest);
    print_number(layout, highest, scale->highest);
    form_phrase_add(&range, language, scale->clip ? PHRASE_NUMBERS : PHRASE_NUMBER,
                    (const char *[3]){lowest, highest});
    snprintf(decimals, sizeof decimals, "%d", scale->decimals);
    if (range.short_of_memory)
        text->short_of_memory = true;
    else if (scale->decimals > 0)
        form_phrase_add(text, language,
                        scale->decimals == 1 ? PHRASE_DECIMAL : PHRASE_DECIMALS,
                        (const char *[3]){range.bytes, decimals});
    else
        text_add(text, range.bytes);
    text_release(&range);
}

const struct option *member_option(const struct questionnaire *questionnaire,
                                   uint32_t member)
{
    const struct question *question =
        &questionnaire->question[questionnaire->question[member].of];
    uint32_t before = member - question->member;
    for (size_t o = 0; o < question->scale->option_count; o++)
        if (question->scale->option[o].state == OPTION_VALUE && before-- == 0)
            return &question->scale->option[o];
    return NULL;
}

/* An option goes over with its question, by its code. */
static bool find_earlier(const struct layout *layout, uint32_t question,
                         uint32_t *found)
{
    const struct questionnaire *now = layout->sheet->questionnaire;
    const struct questionnaire *before = layout->sheet->earlier->questionnaire;
    if (!now->question[question].is_member)
        return revision_source(now, question, before, found);
    uint32_t of;
    if (!revision_source(now, now->question[question].of, before, &of))
        return false;
    const char *code = member_option(now, question)->code;
    for (size_t m = 0; m < before->question[of].member_count; m++) {
        *found = before->question[of].member + (uint32_t)m;
        if (strcmp(member_option(before, *found)->code, code) == 0)
            return true;
    }
    return false;
}

void add_earlier(const struct layout *layout, struct text *text,
                 const struct line *line)
{
    const struct form_earlier *earlier = layout->sheet->earlier;
    uint32_t q;
    if (earlier == NULL || !find_earlier(layout, line->question, &q))
        return;
    const struct question *question = &earlier->questionnaire->question[q];
    int answer = answers_to(earlier->answers, q)[earlier->row];
    if (answer < 0)
        return;
    const struct question *now =
        &layout->sheet->questionnaire->question[line->question];
    const struct option *option = &question->scale->option[answer];
    if (option->state != OPTION_ELSEWHERE)
        add_choice(layout, text, section_of(now), now->scale, option);
    else if (question->scale->kind == SCALE_NUMBER) {
        char number[FIXED_BYTES];
        print_number(layout, number,
                     answers_number(earlier->answers, question, earlier->row));
        text_add(text, number);
    }
}

/* By its code where that is described, as it is short. */
static void add_name(const struct layout *layout, struct text *text,
                     const struct question *question, const struct option *option)
{
    const struct questionnaire *questionnaire = layout->sheet->questionnaire;
    const char *const label[3] = {in_language(layout, &option->label)};
    if (describes_scale(questionnaire, question->section, question->scale)
        && is_level(&questionnaire->section[question->section], option->code))
        text_add(text, option->code);
    else
        form_phrase_add(text, layout->sheet->language, PHRASE_QUOTED, label);
}

/* "a, b or c", the options that the condition asks for. */
static void add_wanted(const struct layout *layout, struct text *text,
                       const struct condition *condition)
{
    const struct question *question =
        &layout->sheet->questionnaire->question[condition->question];
    uint64_t left = condition->options;
    for (size_t o = 0; o < question->scale->option_count; o++) {
        if ((left >> o & 1) == 0)
            continue;
        if (left != condition->options)
            text_add(text, (left & (left - 1)) == 0
                               ? form_phrase_in(layout->sheet->language, PHRASE_OR)
                               : ", ");
        left &= ~(UINT64_C(1) << o);
        add_name(layout, text, question, &question->scale->option[o]);
    }
}

static enum phrase bound_phrase(const struct condition *condition)
{
    return condition->at_least == INT64_MIN  ? PHRASE_AT_MOST
           : condition->at_most == INT64_MAX ? PHRASE_AT_LEAST
                                             : PHRASE_BETWEEN;
}

void turn_around(struct condition *condition, const struct question *question)
{
    int64_t sum = question->scale->lowest + question->scale->highest;
    int64_t at_least = condition->at_least;
    if (!question->reversed)
        return;
    condition->at_least =
        condition->at_most == INT64_MAX ? INT64_MIN : sum - condition->at_most;
    condition->at_most = at_least == INT64_MIN ? INT64_MAX : sum - at_least;
}

static void add_bounds(const struct layout *layout, struct text *text,
                       struct condition condition)
{
    const struct question *question =
        &layout->sheet->questionnaire->question[condition.question];
    char least[FIXED_BYTES] = "";
    char most[FIXED_BYTES] = "";
    turn_around(&condition, question);
    if (condition.at_least != INT64_MIN)
        print_number(layout, least, condition.at_least);
    if (condition.at_most != INT64_MAX)
        print_number(layout, most, condition.at_most);
    form_phrase_add(
        text, layout->sheet->language, bound_phrase(&condition),
        (const char *[3]){question->id, least[0] == '\0' ? most : least, most});
}

/* Of an option by itself: whether it was chosen. */
static void add_membership(const struct layout *layout, struct text *text,
                           const struct condition *condition)
{
    struct text name = {0};
    const struct questionnaire *questionnaire = layout->sheet->questionnaire;
    const struct question *member = &questionnaire->question[condition->question];
    enum phrase phrase = (condition->options & 3) == 3   ? PHRASE_GIVEN
                         : (condition->options & 2) != 0 ? PHRASE_AMONG
                                                         : PHRASE_NOT_AMONG;
    form_phrase_add(&name, layout->sheet->language, PHRASE_QUOTED,
                    (const char *[3]){in_language(layout, &member->text)});
    text->short_of_memory |= name.short_of_memory;
    if (!text->short_of_memory)
        form_phrase_add(
            text, layout->sheet->language, phrase,
            (const char *[3]){questionnaire->question[member->of].id, name.bytes});
    text_release(&name);
}

static void add_condition(const struct layout *layout, struct text *text,
                          const struct condition *condition)
{
    const struct question *question =
        &layout->sheet->questionnaire->question[condition->question];
    struct text wanted = {0};
    if (question->scale->kind == SCALE_NUMBER) {
        add_bounds(layout, text, *condition);
        return;
    }
    if (question->is_member) {
        add_membership(layout, text, condition);
        return;
    }
    add_wanted(layout, &wanted, condition);
    text->short_of_memory |= wanted.short_of_memory;
    if (!text->short_of_memory)
        form_phrase_add(text, layout->sheet->language,
                        question->scale->kind == SCALE_SEVERAL ? PHRASE_AMONG
                                                               : PHRASE_IS,
                        (const char *[3]){question->id, wanted.bytes});
    text_release(&wanted);
}

void add_conditions(const struct layout *layout, struct text *text, uint32_t question)
{
    const struct question *asked = &layout->sheet->questionnaire->question[question];
    struct text all = {0};
    for (size_t c = 0; c < asked->condition_count; c++) {
        if (c > 0)
            text_add(&all, form_phrase_in(layout->sheet->language, PHRASE_AND));
        add_condition(layout, &all, &asked->condition[c]);
    }
    text->short_of_memory |= all.short_of_memory;
    if (!text->short_of_memory && all.length > 0)
        form_phrase_add(text, layout->sheet->language, PHRASE_ONLY_IF,
                        (const char *[3]){all.bytes});
    text_release(&all);
}
