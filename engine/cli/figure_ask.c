#include "base/catalogue.h"
#include "cli/figure.h"

#include <stdlib.h>
#include <string.h>

/* Which figure is asked for, by options. */

bool figure_set_round(struct figure_account *figure, size_t round, const char *scoring,
                      struct fault *fault)
{
    const struct session *session = figure->session;
    const struct survey *survey = &session->survey;
    figure->round = figure->reader_round = round;
    figure->scoring = OWN_SCORING;
    for (size_t s = 0; scoring != NULL && s < survey->scoring_count; s++)
        if (strcmp(survey->scoring[s].id, scoring) == 0
            && session_rules(session, s, round) != NULL)
            figure->scoring = s;
    figure->rules = session_rules(session, figure->scoring, round);
    figure->population = session_population(session, round);
    if (scoring == NULL || figure->scoring != OWN_SCORING)
        return true;
    return fault_set(fault, FAULT_USAGE, "",
                     "the survey does not score %s in a way that is called \"%s\"",
                     survey->round[round].questionnaire, scoring);
}

/* "dimension/area" of a node. */
static bool is_named(const struct questionnaire *rules, uint32_t n, const char *name)
{
    const char *dimension = rules->dimension[rules->node[n].dimension].id;
    size_t length = strlen(dimension);
    return strncmp(name, dimension, length) == 0 && name[length] == '/'
           && strcmp(name + length + 1, rules->node[n].id) == 0;
}

static bool tell_no_area(const struct questionnaire *rules, const char *name,
                         struct fault *fault)
{
    char seen[TEXT_EXCERPT_BYTES];
    struct nearest nearest = {.wanted = name};
    for (uint32_t n = 0; n < rules->node_count; n++)
        nearest_offer(&nearest, rules->node[n].id, rules->node[n].id);
    const char *near = nearest_name(&nearest);
    text_excerpt(seen, name, strlen(name));
    if (near == NULL)
        return fault_set(fault, FAULT_DATA, "",
                         "\"%s\" is no area of %s %s; write it as \"%s/%s\"", seen,
                         rules->id, rules->edition, rules->dimension[0].id,
                         rules->node[rules->dimension[0].root].id);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" is no area of %s %s; did you mean \"%s\"?", seen,
                     rules->id, rules->edition, near);
}

bool figure_find_area(struct figure_account *figure, const char *name,
                      struct fault *fault)
{
    const struct questionnaire *rules = figure->rules;
    uint32_t other = NAMES_NONE;
    for (uint32_t n = 0; n < rules->node_count; n++) {
        if (is_named(rules, n, name)) {
            figure->node = n;
            return true;
        }
        if (strcmp(rules->node[n].id, name) == 0) {
            other = figure->node;
            figure->node = n;
        }
    }
    if (figure->node == NAMES_NONE)
        return tell_no_area(rules, name, fault);
    if (other == NAMES_NONE)
        return true;
    const struct dimension *dimension = rules->dimension;
    return fault_set(fault, FAULT_USAGE, "",
                     "several dimensions have an area \"%s\"; write \"%s/%s\" or "
                     "\"%s/%s\"",
                     name, dimension[rules->node[other].dimension].id, name,
                     dimension[rules->node[figure->node].dimension].id, name);
}

bool figure_find_question(struct figure_account *figure, const char *id,
                          struct fault *fault)
{
    return explain_find_question(&figure->question, figure->rules, id, fault);
}

/* "nation" needs no code, as it has but one group. */
static bool find_level(struct figure_account *figure, const char *id,
                       struct fault *fault)
{
    const struct population *population = figure->population;
    struct text known = {0};
    for (size_t l = 0; l < population->level_count; l++) {
        if (strcmp(population->level[l].id, id) == 0)
            figure->level = l;
        text_print(&known, "%s%s", l > 0 ? ", " : "", population->level[l].id);
    }
    bool ok = text_check(&known, fault)
              && (figure->level != SIZE_MAX
                  || fault_set(fault, FAULT_USAGE, "",
                               "the register has no level \"%.60s\"; it has %s", id,
                               known.bytes));
    text_release(&known);
    return ok;
}

bool figure_find_group(struct figure_account *figure, const char *id, const char *code,
                       struct fault *fault)
{
    if (!find_level(figure, id, fault))
        return false;
    const struct level *level = &figure->population->level[figure->level];
    struct nearest nearest = {.wanted = code};
    if (code[0] == '\0' && level->group_count == 1)
        return true;
    for (uint32_t g = 0; g < level->group_count; g++) {
        if (strcmp(level->group[g].code, code) == 0) {
            figure->group = g;
            return true;
        }
        nearest_offer(&nearest, level->group[g].code, level->group[g].code);
    }
    const char *near = nearest_name(&nearest);
    if (near == NULL)
        return fault_set(fault, FAULT_DATA, "",
                         "the register has no group \"%.60s\" at the level %s", code,
                         level->id);
    return fault_set(
        fault, FAULT_DATA, "",
        "the register has no group \"%.60s\" at the level %s; did you mean "
        "\"%s\"?",
        code, level->id, near);
}

static bool take_group(struct figure_account *figure, const char *group,
                       struct fault *fault)
{
    char level[128];
    const char *colon = group == NULL ? NULL : strchr(group, ':');
    size_t length = group == NULL   ? 0
                    : colon == NULL ? strlen(group)
                                    : (size_t)(colon - group);
    if (group == NULL)
        return true;
    if (length >= sizeof level)
        return fault_set(fault, FAULT_USAGE, "",
                         "--group takes LEVEL:CODE, as region:84");
    memcpy(level, group, length);
    level[length] = '\0';
    return figure_find_group(figure, level, colon == NULL ? "" : colon + 1, fault);
}

static enum figure_subject find_subject(const struct figure_account *figure)
{
    bool measure = figure->node != NAMES_NONE || figure->question != NAMES_NONE;
    if (figure->level != SIZE_MAX)
        return measure ? OF_GROUP : OF_TURNOUT;
    return figure->node != NAMES_NONE ? OF_AREA : OF_ANSWER;
}

/* Other names of figures, as people may ask for them. */
static const struct {
    const char *name;
    uint64_t figures;
} also[] = {
    {"quartile", NAMED_BIT(NAMED_Q1) | NAMED_BIT(NAMED_MEDIAN) | NAMED_BIT(NAMED_Q3)},
    {"rank", NAMED_BIT(NAMED_RANK)},
    {"bin", NAMED_BIT(NAMED_DISTRIBUTION)},
};

static bool take_names(struct figure_account *figure, const char *asked,
                       struct fault *fault)
{
    uint64_t all = figure_names_of[figure->subject];
    struct text known = {0};
    figure->wanted = asked == NULL ? all : 0;
    if (asked == NULL)
        return true;
    for (size_t a = 0; a < sizeof also / sizeof *also; a++)
        if (strcmp(also[a].name, asked) == 0)
            figure->wanted = also[a].figures & all;
    for (int name = 0; name < NAMED_COUNT_OF; name++) {
        if ((all & NAMED_BIT(name)) == 0)
            continue;
        if (strcmp(figure_key[name], asked) == 0)
            figure->wanted = NAMED_BIT(name);
        text_print(&known, "%s%s", known.length > 0 ? ", " : "", figure_key[name]);
    }
    bool ok = text_check(&known, fault)
              && (figure->wanted != 0
                  || fault_set(fault, FAULT_USAGE, "",
                               "there is no figure \"%.60s\" of it; there are %s",
                               asked, known.bytes));
    text_release(&known);
    return ok;
}

static bool take_limit(struct figure_account *figure, const char *limit,
                       struct fault *fault)
{
    char *end = NULL;
    if (limit == NULL)
        return true;
    unsigned long most = strtoul(limit, &end, 10);
    figure->member_limit = most == 0 ? SIZE_MAX : most;
    return (limit[0] >= '0' && limit[0] <= '9' && *end == '\0')
           || fault_set(fault, FAULT_USAGE, "",
                        "--members takes a number, 0 for all of them, not \"%.60s\"",
                        limit);
}

bool figure_ask(struct figure_account *figure, const struct arguments *arguments,
                struct fault *fault)
{
    const char *name = arguments->value[OPTION_FIGURE];
    const char *area = arguments->value[OPTION_AREA];
    const char *question = arguments->value[OPTION_QUESTION];
    const char *unit = arguments->value[OPTION_EXPLAINED_UNIT];
    if (!take_limit(figure, arguments->value[OPTION_MEMBERS], fault))
        return false;
    if (name != NULL && strchr(name, '#') != NULL)
        return figure_ask_address(figure, name, fault);
    if (area != NULL && question != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "--area and --question do not go together");
    if (!figure_set_round(figure, figure->round, arguments->value[OPTION_SCORING],
                          fault)
        || (area != NULL && !figure_find_area(figure, area, fault))
        || (question != NULL && !figure_find_question(figure, question, fault))
        || !take_group(figure, arguments->value[OPTION_GROUP], fault)
        || (unit != NULL
            && !explain_find_unit(&figure->unit, figure->session, figure->population,
                                  unit, figure->round, fault)))
        return false;
    figure->subject = find_subject(figure);
    return take_names(figure, name, fault);
}
