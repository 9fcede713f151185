#include "cli/figure_page.h"

#include "base/exact.h"
#include "base/memory.h"
#include "cli/explain_phrases.h"
#include "cli/page.h"

#include <inttypes.h>
#include <string.h>

const char *figure_say(const struct figure_page *page, enum figure_phrase which)
{
    return figure_phrase[which][page->language];
}

void figure_add_number(const struct figure_page *page, const char *number)
{
    for (; *number != '\0'; number++)
        text_add_character(
            page->out, *number == '.' && page->language == LANGUAGE_DA ? ',' : *number);
}

void figure_add_nano(const struct figure_page *page, int64_t nano)
{
    char decimal[FIXED_BYTES];
    fixed_print(decimal, nano, 9, '.', true);
    figure_add_number(page, decimal);
}

void figure_add_exact(const struct figure_page *page, struct rational value)
{
    struct rational_room room = {0};
    int64_t nano;
    int order = 0;
    if (rational_nano(&nano, value, &room)
        && rational_compare(&order, value, rational_of(nano, POINT), &room)) {
        figure_add_nano(page, nano);
        if (order != 0) {
            text_add(page->out, " (");
            rational_write(page->out, value);
            text_add_character(page->out, ')');
        }
    } else {
        page->out->short_of_memory |= !room.too_large;
        rational_write(page->out, value);
    }
    rational_room_release(&room);
}

/* "areas/rules  Rules": the measure, and whose it is. */
static void add_subject(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    const struct population *population = figure->population;
    if (figure->unit != NAMES_NONE) {
        page_add_words(page->out, population->unit_id[figure->unit]);
        text_add_character(page->out, ' ');
        page_add_words(page->out, population->unit_name[figure->unit]);
        text_add_character(page->out, '\n');
    }
    if (figure->level != SIZE_MAX) {
        const struct level *level = &population->level[figure->level];
        const struct group *group = &level->group[figure->group];
        text_print(page->out, "%s:%s ", level->id, group->code);
        page_add_words(page->out, wording_in(&group->name, page->language));
        text_add_character(page->out, '\n');
    }
    if (figure->node != NAMES_NONE) {
        const struct node *node = &figure->rules->node[figure->node];
        text_print(page->out, "%s/%s ", figure->rules->dimension[node->dimension].id,
                   node->id);
        page_add_words(page->out, wording_in(&node->title, page->language));
        text_add_character(page->out, '\n');
    } else if (figure->question != NAMES_NONE) {
        const struct question *question = &figure->rules->question[figure->question];
        text_print(page->out, "%s ", question->id);
        page_add_words(page->out, wording_in(&question->text, page->language));
        text_add_character(page->out, '\n');
    }
}

static void add_address(const struct figure_page *page)
{
    const struct figure_address *address = &page->figure->address;
    if (address->document == NULL)
        return;
    char *there = address->there == NULL
                      ? NULL
                      : json_dumps(address->there, JSON_ENCODE_ANY | JSON_COMPACT
                                                       | JSON_REAL_PRECISION(15));
    text_add_character(page->out, '\n');
    if (there == NULL)
        text_print(page->out, figure_say(page, FIGURE_NOT_IN_FILE), address->file,
                   address->pointer);
    else
        text_print(page->out, figure_say(page, FIGURE_IN_FILE), address->file,
                   address->pointer, there);
    page->out->short_of_memory |= address->there != NULL && there == NULL;
    memory_release(there);
}

static void add_value(const struct figure_page *page, const struct figure_line *line)
{
    if (line->kind == KIND_WORDS)
        page_add_words(page->out, wording_in(&line->words, page->language));
    else if (line->kind == KIND_NANO)
        figure_add_nano(page, line->value);
    else if (line->kind == KIND_WHOLE)
        text_print(page->out, "%" PRId64, line->value);
    else
        text_add(page->out, figure_say(page, FIGURE_UNDEFINED));
}

#define KEY_WIDTH 24

static void add_workings(const struct figure_page *page, const struct figure_line *line)
{
    if (line->working_count == 0)
        return;
    text_add(page->out, "      ");
    for (size_t w = 0; w < line->working_count; w++) {
        const struct working *working = &line->working[w];
        text_print(page->out, "%s%s ", w > 0 ? "; " : "",
                   wording_in(&working_words[working->name].name, page->language));
        figure_add_number(page, working->value);
    }
    text_add_character(page->out, '\n');
}

/* Who does not see this one, of all that stand together. */
static void add_hidden(const struct figure_page *page, const struct figure_line *line)
{
    const struct figure_account *figure = page->figure;
    uint32_t n = figure->members.figures.n;
    if (figure->subject != OF_GROUP || figure->withheld != WITHHELD_NOT
        || line->for_all)
        return;
    text_add(page->out, "      ");
    if (n < line->needs)
        text_print(page->out, figure_say(page, FIGURE_NEEDS), (unsigned)line->needs,
                   (unsigned)n);
    else
        text_add(page->out, figure_say(page, figure->level == 0 ? FIGURE_ONE_BAR
                                                                : FIGURE_NEVER_SHOWN));
    text_add_character(page->out, '\n');
}

static void add_line(const struct figure_page *page, const struct figure_line *line)
{
    const struct figure_words *words = &figure_words[line->name];
    text_add(page->out, "\n  ");
    page_add_left(page->out, wording_in(&words->name, page->language), KEY_WIDTH);
    add_value(page, line);
    text_print(page->out, "\n      %s\n      ",
               wording_in(&words->formula, page->language));
    text_print(page->out, figure_say(page, FIGURE_SOURCE), words->source);
    text_add_character(page->out, '\n');
    add_workings(page, line);
    add_hidden(page, line);
}

static void add_head(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    const struct survey *survey = &figure->session->survey;
    const struct round_plan *plan = &survey->round[figure->round];
    const struct answers *answers =
        figure->series.round == NULL ? figure->given : figure_round(figure)->answers;
    page_add_words(page->out, wording_in(&survey->title, page->language));
    text_print(page->out, "\n%s %d\n", plan->questionnaire, (int)plan->year);
    add_subject(page);
    text_add(page->out, figure_say(page, FIGURE_AUDIENCE));
    if (answers != NULL && answers->simulated)
        text_add(page->out, explain_phrase[EXPLAIN_SIMULATED][page->language]);
    if (figure->population->generated)
        text_add(page->out, explain_phrase[EXPLAIN_GENERATED][page->language]);
    if (figure->scoring != OWN_SCORING)
        text_print(page->out, figure_say(page, FIGURE_BY_SCORING),
                   survey->scoring[figure->scoring].id);
}

bool figure_write_page(struct text *out, const struct figure_account *figure,
                       struct fault *fault)
{
    const struct figure_page page = {out, figure, figure->session->survey.language};
    bool of_unit = figure->subject == OF_AREA || figure->subject == OF_ANSWER;
    add_head(&page);
    explain_add_disagreements(out, &figure->unit_record.disagreements,
                              figure->address.document != NULL
                                  ? figure_say(&page, FIGURE_OTHER_RECORD)
                                  : explain_phrase[EXPLAIN_DISAGREES][page.language]);
    add_address(&page);
    for (size_t l = 0; l < figure->line_count; l++)
        add_line(&page, &figure->line[l]);
    if (of_unit && figure->given == NULL)
        text_print(out, "\n%s", figure_say(&page, FIGURE_NO_ANSWERS));
    if (figure->subject == OF_GROUP)
        figure_add_disclosure(&page);
    if (figure->subject == OF_GROUP || figure->subject == OF_TURNOUT)
        figure_add_members(&page);
    if (of_unit && figure->given != NULL) {
        if (figure->subject == OF_AREA)
            figure_add_steps(&page);
        explain_add_answers(out, &figure->unit_record);
    }
    return text_check(out, fault);
}
