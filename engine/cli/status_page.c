#include "cli/status.h"

#include "base/exact.h"
#include "base/memory.h"
#include "cli/status_phrases.h"

#include <stdio.h>

#define NAME_WIDTH   32
#define FIGURE_WIDTH 10
#define NAMES_SHOWN  5 /* of a group's missing units; the others are counted */

struct page {
    struct text *out;
    const struct status_round *round;
    enum language language;
};

static const char *say(const struct page *page, enum status_phrase which)
{
    return status_phrase[which][page->language];
}

/* On one line, whatever stands in the register. Returns how many characters it is. */
static int add_words(const struct page *page, const char *words)
{
    int characters = 0;
    for (; *words != '\0'; words++) {
        unsigned char byte = (unsigned char)*words;
        characters += (byte & 0xC0) != 0x80;
        text_add_character(page->out, byte < ' ' || byte == 0x7F ? ' ' : *words);
    }
    return characters;
}

static void add_spaces(const struct page *page, int count)
{
    while (count-- > 0)
        text_add_character(page->out, ' ');
}

/* Padded by characters, not bytes, so that columns with æ, ø and å stand straight. */
static void add_left(const struct page *page, const char *words, int width)
{
    add_spaces(page, width - add_words(page, words));
}

static void add_right(const struct page *page, const char *words, int width)
{
    int characters = 0;
    for (const char *at = words; *at != '\0'; at++)
        characters += ((unsigned char)*at & 0xC0) != 0x80;
    add_spaces(page, width - characters);
    add_words(page, words);
}

static void add_percent(const struct page *page, struct response_rate rate)
{
    char number[FIXED_BYTES];
    char words[FIXED_BYTES + 8];
    int64_t percent = response_percent(rate);
    if (percent == RESPONSE_UNDEFINED) {
        add_right(page, say(page, STATUS_UNDEFINED), FIGURE_WIDTH);
        return;
    }
    fixed_print(number, percent, 1, page->language == LANGUAGE_DA ? ',' : '.', false);
    snprintf(words, sizeof words, say(page, STATUS_PERCENT), number);
    add_right(page, words, FIGURE_WIDTH);
}

/* Units that the register has, and the owners they are invited through. */
static void add_register(const struct page *page)
{
    const struct population *population = page->round->population;
    const struct response *response = &page->round->response;
    size_t owner = population_owner_level(population);
    text_print(page->out, say(page, STATUS_OF_REGISTER),
               wording_in(&population->many, page->language));
    if (owner < population->level_count)
        text_print(page->out, say(page, STATUS_IN_OWNERS), response->owners_taking_part,
                   response->owner_count,
                   wording_in(&population->level[owner].many, page->language));
}

static void add_rate(const struct page *page, enum response_rate_name name)
{
    struct response_rate rate = response_rate(&page->round->response, name);
    char counts[64];
    text_add(page->out, "  ");
    add_left(page, status_rate_name[name][page->language], FIGURE_WIDTH);
    add_percent(page, rate);
    snprintf(counts, sizeof counts, say(page, STATUS_OF), (unsigned)rate.numerator,
             (unsigned)rate.denominator);
    text_add(page->out, "  ");
    add_left(page, counts, 2 * FIGURE_WIDTH - 4);
    text_add(page->out, "  ");
    if (name == RESPONSE_COVERAGE)
        add_register(page);
    else
        text_add(page->out, status_rate_phrase[name][page->language]);
    text_add_character(page->out, '\n');
}

static void add_states(const struct page *page)
{
    const struct response *response = &page->round->response;
    for (int state = 0; state < RESPONSE_STATE_COUNT; state++) {
        if (state == RESPONSE_NOT_TAKING_PART && response->owner_count == 0)
            continue;
        text_print(page->out, "  %-4s%8u  %s\n", status_state_letters[state],
                   (unsigned)response->count[state],
                   status_state_phrase[state][page->language]);
    }
    text_print(page->out, "  %s", say(page, STATUS_NOT_RECORDED));
    if (page->round->drafts > 0) {
        text_add(page->out, "  ");
        text_print(page->out, say(page, STATUS_DRAFTS), (unsigned)page->round->drafts);
    }
    text_add_character(page->out, '\n');
}

static void add_number(const struct page *page, uint32_t number)
{
    text_print(page->out, "%*u", FIGURE_WIDTH, (unsigned)number);
}

static void add_group(const struct page *page, size_t level, uint32_t number)
{
    const struct group *group = &page->round->population->level[level].group[number];
    const struct response_group *counts = &page->round->response.group[level][number];
    text_add(page->out, "  ");
    add_left(page, wording_in(&group->name, page->language), NAME_WIDTH);
    add_number(page, counts->complete + counts->begun + counts->missing);
    add_number(page, counts->complete);
    add_number(page, counts->begun);
    add_number(page, counts->missing);
    if (!counts->takes_part)
        text_add(page->out, say(page, STATUS_NO_ANSWERS));
    text_add_character(page->out, '\n');
}

static bool add_level(const struct page *page, size_t number, struct fault *fault)
{
    static const enum status_phrase column[] = {STATUS_ELIGIBLE, STATUS_COMPLETE,
                                                STATUS_BEGUN, STATUS_MISSING};
    const struct population *population = page->round->population;
    const struct level *level = &population->level[number];
    uint32_t *order = response_order_groups(population, number, page->language);
    if (order == NULL)
        return fault_memory(fault);
    text_add(page->out, "  ");
    add_left(page, wording_in(&level->one, page->language), NAME_WIDTH);
    for (size_t c = 0; c < sizeof column / sizeof *column; c++)
        add_right(page, say(page, column[c]), FIGURE_WIDTH);
    text_add_character(page->out, '\n');
    for (uint32_t g = 0; g < level->group_count; g++)
        add_group(page, number, order[g]);
    text_add_character(page->out, '\n');
    memory_release(order);
    return true;
}

static bool is_reminded(const struct page *page, uint32_t unit)
{
    return page->round->response.unit[unit].state != RESPONSE_COMPLETE;
}

static void add_unit(const struct page *page, uint32_t number)
{
    const struct response_unit *unit = &page->round->response.unit[number];
    add_words(page, page->round->population->unit_name[number]);
    if (unit->given == 0)
        return;
    text_print(page->out, " (%u/%u", (unsigned)unit->given, (unsigned)unit->asked);
    if (unit->dont_know > 0)
        text_print(page->out, say(page, STATUS_DONT_KNOW), (unsigned)unit->dont_know);
    text_add_character(page->out, ')');
}

/* One line for the units order[0 … count - 1], all of one group. */
static void add_reminded_of(const struct page *page, const struct group *group,
                            const uint32_t *order, uint32_t count)
{
    uint32_t reminded = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_reminded(page, order[i]))
            continue;
        if (reminded == 0) {
            text_add(page->out, "  ");
            add_words(page, wording_in(&group->name, page->language));
            text_add(page->out, ": ");
        }
        if (++reminded > NAMES_SHOWN)
            continue;
        if (reminded > 1)
            text_add(page->out, ", ");
        add_unit(page, order[i]);
    }
    if (reminded > NAMES_SHOWN)
        text_print(page->out, say(page, STATUS_MORE),
                   (unsigned)(reminded - NAMES_SHOWN));
    if (reminded > 0)
        text_add_character(page->out, '\n');
}

/* The lines of a level's groups, as its table has them; the units of each follow each
   other in `unit_order`. */
static bool add_reminded(const struct page *page, size_t number,
                         const uint32_t *unit_order, struct fault *fault)
{
    const struct population *population = page->round->population;
    const struct level *level = &population->level[number];
    uint32_t *first = memory_allocate(level->group_count, sizeof *first);
    uint32_t *order = response_order_groups(population, number, page->language);
    bool ok = first != NULL && order != NULL;
    for (uint32_t i = population->unit_count; ok && i-- > 0;)
        first[level->group_of[unit_order[i]]] = i;
    for (uint32_t g = 0; ok && g < level->group_count; g++) {
        const struct group *group = &level->group[order[g]];
        add_reminded_of(page, group, unit_order + first[order[g]], group->unit_count);
    }
    memory_release(first);
    memory_release(order);
    return ok || fault_memory(fault);
}

/* By owner, or where units stand alone by the narrowest group. */
static bool add_reminders(const struct page *page, struct fault *fault)
{
    const struct population *population = page->round->population;
    if (page->round->response.count[RESPONSE_COMPLETE] == population->unit_count) {
        text_print(page->out, "  %s", say(page, STATUS_ALL_ANSWERED));
        return true;
    }
    size_t level = population_owner_level(population);
    if (level == population->level_count)
        level--;
    uint32_t *order = response_order_units(population, page->language);
    text_print(page->out, "  %s", say(page, STATUS_REMINDERS));
    bool ok =
        order != NULL ? add_reminded(page, level, order, fault) : fault_memory(fault);
    memory_release(order);
    return ok;
}

static void add_frozen(const struct page *page)
{
    const struct store_freezing *freezing = &page->round->freezing;
    if (freezing->freeze == 0)
        return;
    text_add(page->out, "  ");
    text_print(page->out, say(page, STATUS_FROZEN), freezing->since);
    text_add(page->out, "  ");
    text_print(page->out, say(page, STATUS_LATE), freezing->late);
}

static bool add_round(const struct page *page, struct fault *fault)
{
    const struct round_plan *plan = page->round->plan;
    const struct population *population = page->round->population;
    text_print(page->out, "\n%s %d: ", plan->questionnaire, (int)plan->year);
    add_words(page, wording_in(&page->round->questionnaire->title, page->language));
    text_add_character(page->out, '\n');
    if (page->round->simulated)
        text_print(page->out, "  %s", say(page, STATUS_SIMULATED));
    if (population->generated)
        text_print(page->out, "  %s", say(page, STATUS_GENERATED));
    add_frozen(page);
    text_add_character(page->out, '\n');
    for (int name = 0; name < RESPONSE_RATE_COUNT; name++)
        add_rate(page, (enum response_rate_name)name);
    text_add_character(page->out, '\n');
    add_states(page);
    bool ok = true;
    for (size_t level = 1; ok && level < population->level_count; level++)
        ok = add_level(page, level, fault);
    return ok && add_reminders(page, fault);
}

bool status_write_page(struct text *out, const struct status *status,
                       struct fault *fault)
{
    struct page page = {.out = out, .language = status->survey->language};
    bool ok = true;
    add_words(&page, wording_in(&status->survey->title, page.language));
    text_add_character(out, '\n');
    if (status->round_count == 0)
        text_print(out, "\n%s", say(&page, STATUS_NO_ROUNDS));
    for (size_t r = 0; ok && r < status->round_count; r++) {
        page.round = &status->round[r];
        ok = add_round(&page, fault);
    }
    return ok;
}
