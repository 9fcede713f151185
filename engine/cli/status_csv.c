#include "cli/status.h"

#include "base/guard.h"
#include "base/memory.h"
#include "cli/status_phrases.h"

#include <string.h>

/* The list of whom to remind, as Excel in Danish opens it by a double click. */

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define DELIMITER       ';'
#define LINE_END        "\r\n"

struct list {
    struct text *out;
    const struct status *status;
    const struct level **level; /* a column for each, or two for one that owns units */
    size_t level_count;
    enum language language;
};

/* A cell and what parts it from the next one. */
static void add_cell(const struct list *list, const char *cell)
{
    text_add_cell(list->out, cell);
    text_add_character(list->out, DELIMITER);
}

static void add_heading(const struct list *list, enum status_column column)
{
    add_cell(list, status_column[column][list->language]);
}

static bool add_level_headings(const struct list *list, struct fault *fault)
{
    struct text heading = {0};
    bool ok = true;
    for (size_t l = 0; ok && l < list->level_count; l++) {
        const char *one = wording_in(&list->level[l]->one, list->language);
        text_clear(&heading);
        text_print(&heading, "%s%s", one,
                   status_column[STATUS_COLUMN_CODE][list->language]);
        ok = text_check(&heading, fault);
        if (ok && list->level[l]->owner)
            add_cell(list, heading.bytes);
        add_cell(list, one);
    }
    text_release(&heading);
    return ok;
}

static bool add_headings(const struct list *list, struct fault *fault)
{
    add_heading(list, STATUS_COLUMN_ROUND);
    if (!add_level_headings(list, fault))
        return false;
    for (int column = STATUS_COLUMN_ID; column < STATUS_COLUMN_NOTICE; column++)
        add_heading(list, (enum status_column)column);
    text_print(list->out, "%s" LINE_END,
               status_column[STATUS_COLUMN_NOTICE][list->language]);
    return true;
}

static const struct level *find_level(const struct population *population,
                                      const char *id)
{
    for (size_t l = 1; l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            return &population->level[l];
    return NULL;
}

static void add_groups(const struct list *list, const struct population *population,
                       uint32_t unit)
{
    for (size_t l = 0; l < list->level_count; l++) {
        const struct level *level = find_level(population, list->level[l]->id);
        const struct group *group =
            level == NULL ? NULL : &level->group[level->group_of[unit]];
        if (list->level[l]->owner)
            add_cell(list, group == NULL ? "" : group->code);
        add_cell(list, group == NULL ? "" : wording_in(&group->name, list->language));
    }
}

static void add_unit(const struct list *list, const struct status_round *round,
                     uint32_t number)
{
    const struct population *population = round->population;
    const struct response_unit *unit = &round->response.unit[number];
    text_print(list->out, "%s/%d%c", round->plan->questionnaire, (int)round->plan->year,
               DELIMITER);
    add_groups(list, population, number);
    add_cell(list, population->unit_id[number]);
    add_cell(list, population->unit_name[number]);
    add_cell(list, unit->draft ? status_phrase[STATUS_DRAFT][list->language]
                               : status_reminded[unit->state][list->language]);
    text_print(list->out, "%u%c%u%c%u%c%s" LINE_END, (unsigned)unit->given, DELIMITER,
               (unsigned)unit->asked, DELIMITER, (unsigned)unit->dont_know, DELIMITER,
               status_notice[round->simulated][population->generated][list->language]);
}

static bool add_round(const struct list *list, const struct status_round *round,
                      struct fault *fault)
{
    uint32_t *order = response_order_units(round->population, list->language);
    if (order == NULL)
        return fault_memory(fault);
    for (uint32_t i = 0; i < round->population->unit_count; i++)
        if (round->response.unit[order[i]].state != RESPONSE_COMPLETE)
            add_unit(list, round, order[i]);
    memory_release(order);
    return true;
}

/* The levels of all rounds, each once: registers of one survey share them. */
static bool gather_levels(struct list *list, struct fault *fault)
{
    const struct status *status = list->status;
    size_t most = 0;
    for (size_t r = 0; r < status->round_count; r++)
        most += status->round[r].population->level_count;
    list->level = memory_allocate(most, sizeof *list->level);
    if (list->level == NULL)
        return fault_memory(fault);
    for (size_t r = 0; r < status->round_count; r++) {
        const struct population *population = status->round[r].population;
        for (size_t l = 1; l < population->level_count; l++) {
            size_t known = 0;
            while (known < list->level_count
                   && strcmp(list->level[known]->id, population->level[l].id) != 0)
                known++;
            if (known == list->level_count)
                list->level[list->level_count++] = &population->level[l];
        }
    }
    return true;
}

bool status_write_csv(struct text *out, const struct status *status,
                      struct fault *fault)
{
    struct list list = {
        .out = out, .status = status, .language = status->survey->language};
    text_add(out, BYTE_ORDER_MARK);
    bool ok = gather_levels(&list, fault) && add_headings(&list, fault);
    for (size_t r = 0; ok && r < status->round_count; r++)
        ok = add_round(&list, &status->round[r], fault);
    memory_release(list.level);
    return ok;
}
