#include "cli/figure_page.h"
#include "cli/page.h"

/* The units of a group, and what disclosure made of its figures. */

#define ID_WIDTH 12

/* Why a unit is left out, or that it answered, where no score is asked for. */
static enum score_state state_of(const struct figure_page *page,
                                 const struct member *member)
{
    if (member->row == NAMES_NONE)
        return SCORE_STATE_ABSENT;
    return page->figure->subject == OF_TURNOUT ? SCORE_STATE_SCORED
                                               : state_of_points(member->points);
}

static void add_member(const struct figure_page *page, const struct member *member)
{
    const struct population *population = page->figure->population;
    enum score_state state = state_of(page, member);
    text_add(page->out, "  ");
    page_add_left(page->out, population->unit_id[member->unit], ID_WIDTH);
    text_add_character(page->out, ' ');
    if (state != SCORE_STATE_SCORED)
        text_print(page->out, "%s  ",
                   wording_in(&score_state_words[state], page->language));
    else if (page->figure->subject != OF_TURNOUT) {
        figure_add_nano(page, member->points);
        text_add(page->out, "  ");
    }
    page_add_words(page->out, population->unit_name[member->unit]);
    page_end_line(page->out);
}

/* Those with a score, or those without, up to so many. */
static void add_list(const struct figure_page *page, enum figure_phrase heading,
                     bool counted)
{
    const struct figure_account *figure = page->figure;
    uint32_t total = 0;
    size_t listed = 0;
    for (uint32_t m = 0; m < figure->members.member_count; m++)
        total += (state_of(page, &figure->members.member[m]) == SCORE_STATE_SCORED)
                 == counted;
    if (total == 0)
        return;
    text_add_character(page->out, '\n');
    text_print(page->out, figure_say(page, heading), (unsigned)total);
    for (uint32_t m = 0; m < figure->members.member_count; m++) {
        const struct member *member = &figure->members.member[m];
        if ((state_of(page, member) == SCORE_STATE_SCORED) != counted)
            continue;
        if (listed == figure->member_limit)
            break;
        add_member(page, member);
        listed++;
    }
    if (listed < total)
        text_print(page->out, figure_say(page, FIGURE_MORE),
                   (unsigned)(total - listed));
}

/* The command that explains each of the units further. */
static void add_command(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    const struct round_plan *plan = &figure->session->survey.round[figure->round];
    text_print(page->out, "\n%s\n  baseline explain --round %s/%d --unit ID",
               figure_say(page, FIGURE_EXPLAIN_MEMBER), plan->questionnaire,
               (int)plan->year);
    if (figure->scoring != OWN_SCORING)
        text_print(page->out, " --scoring %s",
                   figure->session->survey.scoring[figure->scoring].id);
    if (figure->node != NAMES_NONE) {
        const struct node *node = &figure->rules->node[figure->node];
        text_print(page->out, " --area %s/%s",
                   figure->rules->dimension[node->dimension].id, node->id);
    } else if (figure->question != NAMES_NONE)
        text_print(page->out, " --question %s --figure points",
                   figure->rules->question[figure->question].id);
    text_add(page->out, " SURVEY\n");
}

void figure_add_members(const struct figure_page *page)
{
    add_list(page, FIGURE_MEMBERS, true);
    add_list(page, FIGURE_LEFT_OUT_UNITS, false);
    if (page->figure->members.figures.n > 0)
        add_command(page);
}

static void add_sister(const struct figure_page *page,
                       const struct withheld_sister *sister)
{
    const struct figure_account *figure = page->figure;
    const struct level *level = &figure->population->level[figure->level];
    uint32_t n = measure_node(figure, sister->measure);
    uint32_t q = measure_question(figure, sister->measure);
    text_print(page->out, "  %s:%s ", level->id, level->group[sister->group].code);
    if (n != NAMES_NONE) {
        const struct node *node = &figure->rules->node[n];
        text_print(page->out, "%s/%s ", figure->rules->dimension[node->dimension].id,
                   node->id);
        page_add_words(page->out, wording_in(&node->title, page->language));
    } else {
        text_print(page->out, "%s ", figure->rules->question[q].id);
        page_add_words(page->out,
                       wording_in(&figure->rules->question[q].text, page->language));
    }
    text_print(page->out, ", n = %u: %s\n", (unsigned)sister->n,
               wording_in(&withheld_words[sister->withheld], page->language));
}

/* The thresholds, and what they were held against. */
static void add_limits(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    struct disclosure_limits limits = disclosure_limits(figure->disclosure);
    const struct figures *figures =
        benchmark_figures(figure_round(figure)->benchmark, figure_measure(figure),
                          figure->level, figure->group);
    text_print(page->out, figure_say(page, FIGURE_LIMIT_UNITS), (unsigned)limits.units,
               (unsigned)figures->n);
    if (figure->level >= population_owner_level(figure->population))
        return;
    text_print(page->out, figure_say(page, FIGURE_LIMIT_CLUSTERS),
               (unsigned)limits.clusters, (unsigned)limits.outside);
    text_print(page->out, figure_say(page, FIGURE_CLUSTERS_ARE),
               (unsigned)figures->clusters, (unsigned)figures->largest_cluster);
}

void figure_add_disclosure(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    const struct population *population = figure->population;
    /* The nation's file tells of the groups right below it too. */
    bool national = figure->level == 0
                    || (figure->level == 1 && !population->level[1].owner
                        && figure->node != NAMES_NONE);
    text_add_character(page->out, '\n');
    if (figure->withheld == WITHHELD_NOT)
        text_add(page->out,
                 figure_say(page, national ? FIGURE_SHOWN_ALL : FIGURE_SHOWN_NARROW));
    else
        text_print(page->out, figure_say(page, FIGURE_WITHHELD),
                   wording_in(&withheld_words[figure->withheld], page->language),
                   withheld_code[figure->withheld]);
    add_limits(page);
    if (figure->withheld != WITHHELD_NOT && figure->owned
        && figure->members.figures.n > 0)
        text_add(page->out, figure_say(page, FIGURE_OWNER_SEES));
    if (figure->sister_count > 0)
        text_add(page->out, figure_say(page, FIGURE_SISTERS));
    for (size_t s = 0; s < figure->sister_count; s++)
        add_sister(page, &figure->sister[s]);
}
